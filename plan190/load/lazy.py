"""A mapping whose items are loaded when they are needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Item = TypeVar("Item")


class LazyMapping(Mapping[str, Item]):
    """The items of `keys`; `load` is called with a key when its item is first needed, except for those in `loaded`."""

    def __init__(
        self, keys: Iterable[str], load: Callable[[str], Item], loaded: Mapping[str, Item] | None = None
    ) -> None:
        self._keys = dict.fromkeys(keys)
        self._load = load
        self._items: dict[str, Item] = dict(loaded or {})

    def __getitem__(self, key: str) -> Item:
        """Return the item; raise KeyError if `keys` lacks the key."""
        if key not in self._items:
            if key not in self._keys:
                raise KeyError(key)
            self._items[key] = self._load(key)
        return self._items[key]

    def __contains__(self, key: object) -> bool:
        """Return whether the mapping has the key; nothing is loaded."""
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys in their order."""
        return iter(self._keys)

    def __len__(self) -> int:
        """Return the number of keys."""
        return len(self._keys)
