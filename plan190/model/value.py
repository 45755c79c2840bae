"""`Value`: a frozen dataclass that pydantic can validate and that is fast to import.

The types of the model are plain dataclasses, so that a command whose data are cached does not import pydantic. Their
fields are annotated with the types of `fields.py`; pydantic resolves these annotations when a file is parsed.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, fields
from typing import TYPE_CHECKING, ClassVar, NoReturn, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Value:
    """Base class whose subclasses are frozen, hashable, keyword-only dataclasses without unknown keys.

    `dataclass(frozen=True)` compiles six methods for each class. For the whole model, that would take a tenth of the
    time of `plan190 status`. The methods below are compiled once for all classes.
    """

    if TYPE_CHECKING:
        _defaults: ClassVar[Mapping[str, object]]
        """The default of each field, in their order; MISSING for a field without one."""

        _required: ClassVar[frozenset[str]]

    def __init_subclass__(cls) -> None:
        """Make the subclass a dataclass without methods of its own."""
        dataclass(kw_only=True, init=False, eq=False, repr=False)(cls)
        cls.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
        cls._defaults = {field.name: field.default for field in fields(cls)}  # type: ignore[arg-type]
        cls._required = frozenset(name for name, default in cls._defaults.items() if default is MISSING)

    def __init__(self, **values: object) -> None:
        """Set the fields; TypeError if one is unknown or missing."""
        if not self._required <= values.keys() <= self._defaults.keys():
            unknown, missing = values.keys() - self._defaults.keys(), self._required - values.keys()
            raise TypeError(f"{type(self).__name__}: unknown {sorted(unknown)}, missing {sorted(missing)}")
        self.__dict__.update(self._defaults)
        self.__dict__.update(values)

    def __eq__(self, other: object) -> bool:
        """Return whether the other value has the same type and the same fields."""
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        """Return a hash of the type and the fields."""
        return hash((type(self), *self.__dict__.values()))

    def __repr__(self) -> str:
        """Return the Python expression that creates the value."""
        values = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({values})"

    def __setattr__(self, name: str, *_: object) -> NoReturn:
        """Raise FrozenInstanceError, because a field cannot be changed or deleted."""
        raise FrozenInstanceError(f"{type(self).__name__}.{name} cannot be changed")

    __delattr__ = __setattr__
