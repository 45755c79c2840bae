"""The vocabulary of fields: what a scalar of a file may be; and the readers of whole files made with it.

Scalars arrive as text, whatever YAML would make of them; each field says what it wants. The only module
of this room that imports pydantic: the others name these types in annotations alone.
"""

from __future__ import annotations

import re
import zoneinfo
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, InstanceOf, StringConstraints, TypeAdapter
from pydantic_core import PydanticCustomError

from plan190.model import agency, citation, deadline, plan, reading, task
from plan190.model.agency import AgenciesFile
from plan190.model.citation import DocumentsFile
from plan190.model.month import Month
from plan190.model.plan import PlanFile
from plan190.model.task import TasksFile

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
Slug = Annotated[str, StringConstraints(strict=True, pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Whole = Annotated[int, BeforeValidator(_whole)]
Days = Annotated[int, BeforeValidator(_whole), Field(le=365)]
Count = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=1000)]
Percent = Annotated[int, BeforeValidator(_whole), Field(le=100)]
Year = Annotated[int, BeforeValidator(_whole), Field(ge=EARLIEST, le=LATEST)]
Day = Annotated[date, BeforeValidator(_day)]
MonthOf = Annotated[InstanceOf[Month], BeforeValidator(_month)]
ZoneName = Annotated[str, BeforeValidator(_zone)]
Forms = Annotated[tuple[Line, ...], Field(min_length=1)]
RuleOf = Annotated[deadline.Rule, Field(discriminator="kind")]


# The types name this vocabulary, and one another, in annotations that otherwise only a type checker resolves.
NAMES: dict[str, Any] = {}
for _room in (agency, citation, deadline, plan, reading, task):
    NAMES |= vars(_room)
NAMES |= globals()


def _reader(type_: type) -> TypeAdapter[Any]:
    made: TypeAdapter[Any] = TypeAdapter(type_)
    made.rebuild(_types_namespace=NAMES)
    return made


READERS: dict[type, TypeAdapter[Any]] = {
    type_: _reader(type_) for type_ in (AgenciesFile, DocumentsFile, PlanFile, TasksFile)
}
"""What reads each kind of file from plain data."""
