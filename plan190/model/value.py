"""The `value` decorator: a frozen dataclass that the files' reader can fill.

The types of this room are plain frozen dataclasses, so that a command which finds its data remembered
never pays for pydantic. Their fields are annotated with the vocabulary of `fields.py`; pydantic reads
those annotations when a file is really read, and refuses keys that no field names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def value(cls: type[T]) -> type[T]:
    """Give `cls` as a frozen, keyword-only dataclass that refuses unknown keys when read from a file."""
    make: Callable[[type[T]], type[T]] = dataclass(frozen=True, kw_only=True)
    cls.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    return make(cls)
