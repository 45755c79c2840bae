"""The vocabulary of fields: what a scalar of a file may be; and the readers of whole files made with it.

Scalars arrive as text, whatever YAML would make of them; each field says what it wants. The only module
of this room that imports pydantic: the others name these types in annotations alone.
"""

from __future__ import annotations

import re
import zoneinfo
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, InstanceOf, StringConstraints, TypeAdapter
from pydantic_core import PydanticCustomError

from plan190.model import ROOMS, deadline, decision, owner
from plan190.model.month import Month

LONGEST = 10_000
"""The most letters one text may have."""

EARLIEST, LATEST = 1945, 2099
"""The years that a day of a plan may lie in."""


def _one_line(text: object) -> object:
    if not isinstance(text, str):
        return text
    if not text.strip():
        raise PydanticCustomError("text_empty", "empty")
    if "\n" in text:
        raise PydanticCustomError("text_lines", "line break")
    if text != text.strip():
        raise PydanticCustomError("text_blank_ends", "blank at an end")
    if len(text) > LONGEST:
        raise PydanticCustomError("text_long", "too long", {"longest": LONGEST})
    return text


def _prose(text: object) -> object:
    """Give a text of one or more lines without the blanks around it; nothing written where a text stands is a slip."""
    if text is None or (isinstance(text, str) and not text.strip()):
        raise PydanticCustomError("text_empty", "empty")
    if isinstance(text, str) and len(text) > LONGEST:
        raise PydanticCustomError("text_long", "too long", {"longest": LONGEST})
    return text.strip() if isinstance(text, str) else text


def _symbol(text: object) -> object:
    if isinstance(_one_line(text), str) and not re.fullmatch(r"[0-9]+[^\s/]*(/[^\s/]+)+", str(text)):
        raise PydanticCustomError("not_symbol", "not the number of a document")
    if isinstance(text, str) and not re.search(r"[^\W\d_]", text):
        raise PydanticCustomError("not_symbol", "not the number of a document")
    return text


def _link(text: object) -> object:
    if isinstance(_one_line(text), str) and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", str(text)):
        raise PydanticCustomError("not_link", "not an address")
    return text


def _truth(text: object) -> object:
    if text not in ("true", "false"):
        raise PydanticCustomError("not_truth", "not true or false")
    return text == "true"


def _whole(text: object) -> object:
    if isinstance(text, str) and re.fullmatch("0|[1-9][0-9]{0,8}", text):
        return int(text)
    raise PydanticCustomError("not_whole", "not a whole number")


def _day(text: object) -> object:
    if isinstance(text, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        if not EARLIEST <= int(text[:4]) <= LATEST:
            raise PydanticCustomError("day_far", "far away")
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise PydanticCustomError("no_such_day", "no such day") from None
    raise PydanticCustomError("not_day", "not a day")


def _month(text: object) -> object:
    try:
        month = Month.parse(text if isinstance(text, str) else "")
    except ValueError:
        raise PydanticCustomError("not_month", "not a month") from None
    if not EARLIEST <= month.year <= LATEST:
        raise PydanticCustomError("day_far", "far away")
    return month


def _zone(text: object) -> object:
    if not isinstance(text, str) or "/" not in text or text not in zoneinfo.available_timezones():
        raise PydanticCustomError("not_zone", "not a time zone")
    return text


Words = Annotated[str, BeforeValidator(_one_line), StringConstraints(strict=True)]
Line = Annotated[str, BeforeValidator(_one_line), StringConstraints(strict=True, max_length=300)]
Prose = Annotated[str, BeforeValidator(_prose)]
OptionalProse = Annotated[str | None, BeforeValidator(_prose)]
"""A text that may be left out, but not left empty: a key with nothing behind it is a slip."""
Symbol = Annotated[str, BeforeValidator(_symbol), StringConstraints(strict=True, max_length=100)]
Link = Annotated[str, BeforeValidator(_link), StringConstraints(strict=True, max_length=500)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Slug = Annotated[str, StringConstraints(strict=True, pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Whole = Annotated[int, BeforeValidator(_whole)]
Days = Annotated[int, BeforeValidator(_whole), Field(le=365)]
MonthDay = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=28)]
Count = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=1000)]
Numbers = tuple[Whole, ...]
SomeNumbers = Annotated[Numbers, Field(min_length=1)]
Percent = Annotated[int, BeforeValidator(_whole), Field(le=100)]
Year = Annotated[int, BeforeValidator(_whole), Field(ge=EARLIEST, le=LATEST)]
Day = Annotated[date, BeforeValidator(_day)]
MonthOf = Annotated[InstanceOf[Month], BeforeValidator(_month)]
ZoneName = Annotated[str, BeforeValidator(_zone)]
Forms = Annotated[tuple[Line, ...], Field(min_length=1)]
RuleOf = Annotated[deadline.Rule, Field(discriminator="kind")]
SomeAccounts = Annotated[tuple[owner.Account, ...], Field(min_length=1)]
DecisionOf = Annotated[decision.Decision, Field(discriminator="kind")]


# The types name this vocabulary, and one another, in annotations that otherwise only a type checker resolves.
NAMES: dict[str, Any] = {}
for _room in ROOMS:
    NAMES |= vars(_room)
NAMES |= globals()


T = TypeVar("T")
_READERS: dict[type, TypeAdapter[Any]] = {}


def reader(type_: type[T]) -> TypeAdapter[T]:
    """Give what reads a file of that type from plain data; it is built when first asked for."""
    if type_ not in _READERS:
        _READERS[type_] = TypeAdapter(type_)
        _READERS[type_].rebuild(_types_namespace=NAMES)
    return _READERS[type_]
