"""Change some fields of a frozen value."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

T = TypeVar("T")


def replace(value: T, /, **changes: Any) -> T:
    """Return the dataclass or the NamedTuple with other values of these fields."""
    if isinstance(value, tuple):
        return value._replace(**changes)  # type: ignore[attr-defined, no-any-return]
    return dataclasses.replace(value, **changes)  # type: ignore[type-var]
