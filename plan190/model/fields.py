"""The vocabulary of fields: what a scalar of a file may be; and the readers of whole files made with it.

Scalars arrive as text, whatever YAML would make of them; each field says what it wants, and beside it how an editor is
told the same (JSON Schema; `form` is the name of its words there). The only module of this room that imports pydantic:
the others name these types in annotations alone.
"""

from __future__ import annotations

import re
import zoneinfo
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import (
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    InstanceOf,
    StringConstraints,
    TypeAdapter,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError

from plan190.model import MODULES, deadline, decision, owner
from plan190.model.month import Month

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 10_000
"""The most letters one text may have."""

EARLIEST, LATEST = 1945, 2099
"""The years that a day of a plan may lie in."""

# Patterns for editors too: in the letters that Python and ECMAScript read alike, and anchored.
SYMBOL = r"^(?=.*[A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ])[0-9]+[^\s/]*(/[^\s/]+)+$"
"""The number of a document, with a letter of the Latin alphabet somewhere."""
LINK = r"^https?://[^\s/]+\.[^\s]+$"
SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
ONE_LINE = r"^\S(.*\S)?$"
_YEAR = "(194[5-9]|19[5-9][0-9]|20[0-9]{2})"
_LEAP = "(19(48|[579][26]|[68][048])|20([02468][048]|[13579][26]))"
DAY = (
    f"^({_YEAR}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    f"|{_LEAP}-02-29)$"
)
"""The days that there are from EARLIEST through LATEST."""
MONTH = f"^{_YEAR}-(0[1-9]|1[0-2])$"


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
    if isinstance(_one_line(text), str) and not re.fullmatch(SYMBOL, str(text)):
        raise PydanticCustomError("not_symbol", "not the number of a document")
    return text


def _link(text: object) -> object:
    if isinstance(_one_line(text), str) and not re.fullmatch(LINK, str(text)):
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


_zones = cache(zoneinfo.available_timezones)
"""The time zones that this machine knows: a folder of them is read, once."""


def _zone(text: object) -> object:
    if not isinstance(text, str) or "/" not in text or text not in _zones():
        raise PydanticCustomError("not_zone", "not a time zone")
    return text


@dataclass(frozen=True, eq=False)  # an annotation must have a hash
class _Editor:
    """What an editor is told of a scalar, besides the limits that its annotation has of itself."""

    schema: Mapping[str, Any]

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Give the JSON Schema of the scalar; a limit that the annotation sets wins."""
        # pydantic knows no JSON Schema for the limits of what a validator stands before, and keeps its own names.
        names = {"le": "maximum", "ge": "minimum"}
        return {**self.schema, **{names.get(key, key): value for key, value in handler(core).items()}}


_WHOLE = _Editor({"form": "Whole", "minimum": 0, "maximum": 999_999_999})
_LINE = _Editor({"form": "Line", "pattern": ONE_LINE, "maxLength": LONGEST})
_PROSE = WithJsonSchema({"form": "Prose", "type": "string", "pattern": r"\S", "maxLength": LONGEST})
_SYMBOL = _Editor({"form": "Symbol", "pattern": SYMBOL, "examples": ["45/BC-SYT", "47/QĐ-UBND"]})
_LINK = _Editor({"form": "Link", "pattern": LINK, "examples": ["https://hu-cau.example/46-cv"]})
_DAY = _Editor({"form": "Day", "pattern": DAY, "examples": ["2023-08-11"]})
_MONTH = WithJsonSchema({"form": "Month", "type": "string", "pattern": MONTH, "examples": ["2023-08"]})
_ZONE = _Editor({"form": "Zone", "pattern": "^[A-Za-z]+(/[A-Za-z0-9_+-]+)+$", "examples": ["Asia/Ho_Chi_Minh"]})

Words = Annotated[str, BeforeValidator(_one_line), StringConstraints(strict=True), _LINE]
Line = Annotated[str, BeforeValidator(_one_line), StringConstraints(strict=True, max_length=300), _LINE]
Prose = Annotated[str, BeforeValidator(_prose), _PROSE]
OptionalProse = Annotated[str | None, BeforeValidator(_prose), _PROSE]
"""A text that may be left out, but not left empty: a key with nothing behind it is a slip."""
Symbol = Annotated[str, BeforeValidator(_symbol), StringConstraints(strict=True, max_length=100), _SYMBOL]
Link = Annotated[str, BeforeValidator(_link), StringConstraints(strict=True, max_length=500), _LINK]
Truth = Annotated[bool, BeforeValidator(_truth), _Editor({"form": "Truth"})]
Slug = Annotated[str, StringConstraints(strict=True, pattern=SLUG, max_length=60), _Editor({"form": "Slug"})]
Whole = Annotated[int, BeforeValidator(_whole), _WHOLE]
Days = Annotated[int, BeforeValidator(_whole), Field(le=365), _WHOLE]
MonthDay = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=28), _WHOLE]
Count = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=1000), _WHOLE]
Numbers = tuple[Whole, ...]
SomeNumbers = Annotated[Numbers, Field(min_length=1)]
Percent = Annotated[int, BeforeValidator(_whole), Field(le=100), _WHOLE]
Year = Annotated[int, BeforeValidator(_whole), Field(ge=EARLIEST, le=LATEST), _WHOLE]
Day = Annotated[date, BeforeValidator(_day), _DAY]
MonthOf = Annotated[InstanceOf[Month], BeforeValidator(_month), _MONTH]
ZoneName = Annotated[str, BeforeValidator(_zone), _ZONE]
Forms = Annotated[tuple[Line, ...], Field(min_length=1)]
RuleOf = Annotated[deadline.Rule, Field(discriminator="kind")]
SomeAccounts = Annotated[tuple[owner.Account, ...], Field(min_length=1)]
DecisionOf = Annotated[decision.Decision, Field(discriminator="kind")]


# The types name this vocabulary, and one another, in annotations that otherwise only a type checker resolves.
NAMES: dict[str, Any] = {}
for _module in MODULES:
    NAMES |= vars(_module)
NAMES |= globals()


T = TypeVar("T")
_READERS: dict[type, TypeAdapter[Any]] = {}


def reader(type_: type[T]) -> TypeAdapter[T]:
    """Give what reads a file of that type from plain data; it is built when first asked for."""
    if type_ not in _READERS:
        _READERS[type_] = TypeAdapter(type_)
        _READERS[type_].rebuild(_types_namespace=NAMES)
    return _READERS[type_]
