"""The `value` decorator: a frozen dataclass that pydantic can validate and that is fast to import.

The types of the model are plain dataclasses, so that a command whose data are cached does not import pydantic. Their
fields are annotated with the types of `fields.py`; pydantic resolves these annotations when a file is parsed.
"""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, fields
from typing import NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def value(cls: type[T]) -> type[T]:
    """Return the class as a frozen, hashable, keyword-only dataclass that allows no unknown keys in a file.

    `dataclass(frozen=True)` compiles six methods for each class, which for the whole model takes a tenth of the time of
    `plan190 status`. The methods below are the same for every class and are compiled once.
    """
    frozen = dataclass(kw_only=True, init=False, eq=False, repr=False)(cls)
    for name, method in _METHODS.items():
        setattr(frozen, name, method)
    frozen.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    return frozen


def _init(self: object, **values: object) -> None:
    defaults = {field.name: field.default for field in fields(self)}  # type: ignore[arg-type]
    unknown = values.keys() - defaults
    missing = [name for name in defaults if name not in values and not hasattr(type(self), name)]
    if unknown or missing:
        raise TypeError(f"{type(self).__name__}: unknown {sorted(unknown)}, missing {missing}")
    self.__dict__.update(defaults | values)


def _equal(self: object, other: object) -> bool:
    return type(self) is type(other) and self.__dict__ == other.__dict__


def _hash(self: object) -> int:
    return hash((type(self), *self.__dict__.values()))


def _repr(self: object) -> str:
    values = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
    return f"{type(self).__name__}({values})"


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    raise FrozenInstanceError(f"{type(self).__name__}.{name} cannot be changed")


_METHODS = {
    "__init__": _init,
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
}
