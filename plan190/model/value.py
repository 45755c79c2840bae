"""The `value` decorator: a frozen dataclass that the files' reader can fill and that costs little to import.

The types of this room are plain dataclasses, so that a command which finds its data remembered never pays for pydantic.
Their fields are annotated with the vocabulary of `fields.py`; pydantic reads those annotations when a file is really
read, and refuses keys that no field names.
"""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, fields
from typing import NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def value(cls: type[T]) -> type[T]:
    """Give `cls` as a frozen, hashable, keyword-only dataclass that refuses unknown keys when read from a file.

    `dataclass(frozen=True)` compiles six methods for each class, and for all the classes of this room that is a tenth
    of the time of `plan190 status`; what is the same for every class is therefore written once, below.
    """
    made = dataclass(kw_only=True, init=False, eq=False, repr=False)(cls)
    for name, method in _METHODS.items():
        setattr(made, name, method)
    made.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    return made


def _init(self: object, **given: object) -> None:
    names = {field.name: field.default for field in fields(self)}  # type: ignore[arg-type]
    unknown = given.keys() - names
    missing = [name for name in names if name not in given and not hasattr(type(self), name)]
    if unknown or missing:
        raise TypeError(f"{type(self).__name__}: unknown {sorted(unknown)}, missing {missing}")
    self.__dict__.update(names | given)


def _equal(self: object, other: object) -> bool:
    return type(self) is type(other) and self.__dict__ == other.__dict__


def _hash(self: object) -> int:
    return hash((type(self), *self.__dict__.values()))


def _repr(self: object) -> str:
    told = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
    return f"{type(self).__name__}({told})"


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
