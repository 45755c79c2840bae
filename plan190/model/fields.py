"""Types of the fields in data files, and validators of whole files.

`yaml_reader` returns every scalar as text. The types in this module validate and convert it, and contain its JSON
Schema for editors; `form` is the key of its description in `words.fields_vi`. For the JSON output, pydantic's mode
"serialization", they have the schema of a value as plan190 prints it. The type of an error is the code and
variant of its diagnostic. Other modules of the model use these types only in annotations and do not import pydantic.
"""

from __future__ import annotations

import re
import zoneinfo
from collections import ChainMap
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    InstanceOf,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError

from plan190.errors import Plan190Error
from plan190.model import MODULES, deadline, decision, owner, plan
from plan190.model.month import EARLIEST_YEAR, LATEST_YEAR, Month
from plan190.model.period import Period
from plan190.model.task import TASK, task_number

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 10_000
"""The most characters of a text."""

LONGEST_WORD = 1000
"""The most characters of a word in a text; the longest real ones are web addresses."""

# Editors use these patterns too, so they are anchored and mean the same in Python and in ECMAScript.
LINK = r"^https?://[^\s/]+\.[^\s]+$"
SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
ONE_LINE = r"^\S(.*\S)?$"
_YEAR = "(194[5-9]|19[5-9][0-9]|20[0-9]{2})"
_LEAP = "(19(48|[579][26]|[68][048])|20([02468][048]|[13579][26]))"
DAY = (
    f"^({_YEAR}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    f"|{_LEAP}-02-29)$"
)
"""The dates that exist, from EARLIEST_YEAR through LATEST_YEAR."""
MONTH = f"^{_YEAR}-(0[1-9]|1[0-2])$"
QUARTER = f"^{_YEAR}-Q[1-4]$"
HALF_YEAR = f"^{_YEAR}-H[12]$"
WHOLE_NUMBER = re.compile("0|[1-9][0-9]{0,8}")
NUMBER = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,2})?")
"""A number with at most two decimals: three digits after a point are likely thousands."""
_ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
COUNTRY = "^[A-Z]{2}(-[A-Z0-9]{1,3})?$"
"""The ISO 3166 code of a country, or of a part of it."""
PERIOD = "^[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$"
"""A reporting period: a month, a quarter, a half-year or a year."""


def _line(text: object) -> object:
    """Return the text if it is on one line, is not empty and does not begin or end with a blank."""
    if isinstance(text, str) and text.strip():
        if "\n" in text:
            raise PydanticCustomError("P205.lines", "line break")
        if text != text.strip():
            raise PydanticCustomError("P205.blank", "blank at an end")
    return _prose(text)


def _prose(text: object) -> object:
    """Return the text without white space around it; it may have several lines, but must not be empty."""
    stripped = text.strip() if isinstance(text, str) else text
    if stripped is None or stripped == "":
        raise PydanticCustomError("P205.empty", "empty")
    if isinstance(text, str) and len(text) > LONGEST:
        raise PydanticCustomError("P205.long", "too long", {"max_length": LONGEST})
    if isinstance(text, str) and len(text) > LONGEST_WORD and max(map(len, text.split())) > LONGEST_WORD:
        raise PydanticCustomError("P205.word", "word too long", {"max_length": LONGEST_WORD})
    return stripped


def _cell(text: object) -> object:
    """Return the text of a cell of the appendix: one line, or "" for an empty cell."""
    return "" if text == "" else _line(text)


def _link(text: object) -> object:
    if isinstance(_line(text), str) and not re.fullmatch(LINK, str(text)):
        raise PydanticCustomError("P204.link", "not an address")
    return text


def _truth(text: object) -> object:
    if text not in ("true", "false"):
        raise PydanticCustomError("P203.truth", "not true or false")
    return text == "true"


def _whole(text: object) -> object:
    if isinstance(text, str) and WHOLE_NUMBER.fullmatch(text):
        return int(text)
    raise PydanticCustomError("P203.whole", "not a whole number")


def _task_id(text: object) -> object:
    """Return the number of a task as text, as it is written."""
    if isinstance(text, str) and re.fullmatch(TASK, text):
        return text
    return str(_whole(text))


def _task_number(text: object) -> object:
    """Return the number of a task as an integer if it is a whole number, otherwise as text."""
    return task_number(str(_task_id(text)))


def _number(text: object) -> object:
    if isinstance(text, str) and NUMBER.fullmatch(text):
        return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
    raise PydanticCustomError("P203.number", "not a number")


def _day(text: object) -> object:
    if isinstance(text, str) and _ISO_DAY.fullmatch(text):
        if not EARLIEST_YEAR <= int(text[:4]) <= LATEST_YEAR:
            raise PydanticCustomError("P206.far", "far away")
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise PydanticCustomError("P206.none", "no such day") from None
    raise PydanticCustomError("P206", "not a day")


def _month(text: object) -> Month:
    try:
        month = Month.parse(str(text))
    except ValueError:
        raise PydanticCustomError("P206.month", "not a month") from None
    if not EARLIEST_YEAR <= month.year <= LATEST_YEAR:
        raise PydanticCustomError("P206.far", "far away")
    return month


def _quarter(text: object) -> object:
    return _part_of_year(text, QUARTER, "P206.quarter")


def _half_year(text: object) -> object:
    return _part_of_year(text, HALF_YEAR, "P206.half_year")


def _part_of_year(text: object, pattern: str, code: str) -> object:
    if isinstance(text, str) and re.fullmatch(pattern, text):
        return text
    raise PydanticCustomError(code, "not a part of a year")


def _period(text: object) -> object:
    try:
        period = Period.parse(str(text))
    except ValueError:
        raise PydanticCustomError("P206.period", "not a period") from None
    _month(str(period.last_month))  # its year must not be far away
    return period


def _reporting(reporting: plan.Reporting) -> plan.Reporting:
    """Return the reporting; ValidationError for the keys that it lacks although the plan asks for reports."""
    required = ("who", "to", "before_day", "cut_off", "first_period") if reporting.every else ()
    missing = [
        InitErrorDetails(type="missing", loc=(key,), input={}) for key in required if not getattr(reporting, key)
    ]
    if missing:
        raise ValidationError.from_exception_data("Reporting", missing)
    return reporting


_zones = cache(zoneinfo.available_timezones)
"""The names of the system's time zones, read once."""


def _zone(text: object) -> object:
    if not _zones():
        raise Plan190Error("error.no_time_zones")
    if not isinstance(text, str) or "/" not in text or text not in _zones():
        raise PydanticCustomError("P204.zone", "not a time zone")
    return text


def _country(text: object) -> object:
    """Return the code of a country, or of a part of one, of which the public holidays are known."""
    if text == "VN":
        return text
    import holidays

    country, _, part = str(text).partition("-")
    parts = holidays.list_supported_countries().get(country)
    if parts is None or not re.fullmatch(COUNTRY, str(text)) or (part and part not in parts):
        raise PydanticCustomError("P204.country", "not a country")
    return text


@dataclass(frozen=True, eq=False)  # an annotation must have a hash, which the mapping in `schema` has not
class _ScalarSchema:
    """JSON Schema of a scalar, merged with the schema that pydantic derives from its annotation."""

    schema: Mapping[str, Any]

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the JSON Schema of the scalar; a limit in the annotation takes precedence."""
        # With a BeforeValidator in the annotation, pydantic leaves its own names of limits in the schema.
        names = {"le": "maximum", "ge": "minimum"}
        derived = {names.get(key, key): value for key, value in handler(core).items()}
        return derived if handler.mode == "serialization" else {**self.schema, **derived}


_WHOLE = _ScalarSchema({"form": "Whole", "minimum": 0, "maximum": 999_999_999})
_NUMBER = WithJsonSchema({**_WHOLE.schema, "form": "Number", "type": "number", "multipleOf": 0.01}, mode="validation")
_TASK = WithJsonSchema(
    {**_WHOLE.schema, "form": "TaskId", "type": ["integer", "string"], "pattern": TASK}, mode="validation"
)
_PRINTED_NUMBER = WithJsonSchema({"type": "number"}, mode="serialization")
_LINE = _ScalarSchema({"form": "Line", "pattern": ONE_LINE, "maxLength": LONGEST})
_CELL = _ScalarSchema({"form": "Line", "pattern": f"{ONE_LINE}|^$", "maxLength": LONGEST})
_PROSE = WithJsonSchema({"form": "Prose", "type": "string", "pattern": r"\S", "maxLength": LONGEST}, mode="validation")
_SYMBOL = _ScalarSchema({"form": "Symbol", "pattern": ONE_LINE, "examples": ["45/BC-SYT", "47/QĐ-UBND"]})
_LINK = _ScalarSchema({"form": "Link", "pattern": LINK, "examples": ["https://hu-cau.example/46-cv"]})
_DAY = _ScalarSchema({"form": "Day", "pattern": DAY, "examples": ["2023-08-11"]})
_MONTH = WithJsonSchema(
    {"form": "Month", "type": "string", "pattern": MONTH, "examples": ["2023-08"]}, mode="validation"
)
_PERIOD = WithJsonSchema(
    {
        "form": "Period",
        "type": "string",
        "pattern": PERIOD.replace("[0-9]{4}", _YEAR),
        "examples": ["2023-08", "2023-Q3"],
    },
    mode="validation",
)
_QUARTER = _ScalarSchema({"form": "Quarter", "pattern": QUARTER, "examples": ["2025-Q4"]})
_HALF_YEAR = _ScalarSchema({"form": "HalfYear", "pattern": HALF_YEAR, "examples": ["2025-H2"]})
_PRINTED_PERIOD = WithJsonSchema({"type": "string", "pattern": PERIOD}, mode="serialization")
_ZONE = _ScalarSchema({"form": "Zone", "pattern": "^[A-Za-z]+(/[A-Za-z0-9_+-]+)+$", "examples": ["Asia/Ho_Chi_Minh"]})
_COUNTRY = _ScalarSchema({"form": "Country", "pattern": COUNTRY, "examples": ["VN", "GB-SCT"]})

LongLine = Annotated[str, BeforeValidator(_line), StringConstraints(strict=True), _LINE]
"""A text on one line, of at most LONGEST characters."""
CellText = Annotated[str, BeforeValidator(_cell), StringConstraints(strict=True), _CELL]
"""The words of a cell of the appendix on one line; "" for an empty cell."""
Line = Annotated[str, BeforeValidator(_line), StringConstraints(strict=True, max_length=300), _LINE]
"""A text on one line, of at most 300 characters."""
Prose = Annotated[str, BeforeValidator(_prose), _PROSE]
"""A text on one or more lines."""
OptionalProse = Annotated[str | None, BeforeValidator(_prose), _PROSE]
"""A text on one or more lines; its key may be left out, but the text must not be empty."""
Symbol = Annotated[str, BeforeValidator(_line), StringConstraints(strict=True, max_length=100), _SYMBOL]
"""The number of a document; rule P204 demands that of a Vietnamese one with its symbol."""
Link = Annotated[str, BeforeValidator(_link), StringConstraints(strict=True, max_length=500), _LINK]
Truth = Annotated[bool, BeforeValidator(_truth), _ScalarSchema({"form": "Truth"})]
Slug = Annotated[str, StringConstraints(strict=True, pattern=SLUG, max_length=60), _ScalarSchema({"form": "Slug"})]
Days = Annotated[int, BeforeValidator(_whole), Field(le=365), _WHOLE]
LastDay = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=31), _WHOLE]
"""A day of a month; in a shorter month, its last day."""
MonthOfUnit = Annotated[int, BeforeValidator(_whole), Field(le=24), _WHOLE]
"""A month, counted from the first month of a unit of recurring work, which is 1; 0 is the month before the unit."""
Count = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=1000), _WHOLE]
TaskCount = Annotated[int, BeforeValidator(_whole), Field(le=1000), _WHOLE]
"""The number of tasks of a plan; 0 for a plan of which no task is recorded yet."""
TaskNumberOf = Annotated[int | str, BeforeValidator(_task_number), _TASK]
TaskId = Annotated[str, BeforeValidator(_task_id), _TASK]
"""The id of a task: its number, as the plan writes it."""
Number = Annotated[InstanceOf[Decimal], BeforeValidator(_number), _NUMBER, _PRINTED_NUMBER]
"""A value of an indicator, with at most two decimals."""
TaskIds = tuple[TaskId, ...]
SomeTaskIds = Annotated[TaskIds, Field(min_length=1)]
Percent = Annotated[int, BeforeValidator(_whole), Field(le=100), _WHOLE]
Year = Annotated[int, BeforeValidator(_whole), Field(ge=EARLIEST_YEAR, le=LATEST_YEAR), _WHOLE]
Day = Annotated[date, BeforeValidator(_day), _DAY]
MonthOf = Annotated[InstanceOf[Month], BeforeValidator(_month), _MONTH]
PeriodOf = Annotated[InstanceOf[Period], BeforeValidator(_period), _PERIOD, _PRINTED_PERIOD]
ZoneName = Annotated[str, BeforeValidator(_zone), _ZONE]
Country = Annotated[str, BeforeValidator(_country), _COUNTRY]
SomeLines = Annotated[tuple[Line, ...], Field(min_length=1)]
ReportingOf = Annotated[plan.Reporting, AfterValidator(_reporting)]
QuarterOf = Annotated[str, BeforeValidator(_quarter), _QUARTER]
HalfYearOf = Annotated[str, BeforeValidator(_half_year), _HALF_YEAR]
SimpleRuleOf = Annotated[deadline.SimpleRule, Field(discriminator="kind")]
RuleOf = Annotated[deadline.Rule, Field(discriminator="kind")]
SomeAccounts = Annotated[tuple[owner.Account, ...], Field(min_length=1)]
DecisionOf = Annotated[decision.Decision, Field(discriminator="kind")]


# Namespace for the annotations of the model, whose modules import these types only for type checkers.
NAMES: dict[str, Any] = dict(ChainMap(globals(), *map(vars, reversed(MODULES))))


@cache
def reader(type_: type) -> TypeAdapter[Any]:
    """Return the validator that turns plain data into a value of that type; it is built on first use."""
    adapter: TypeAdapter[Any] = TypeAdapter(type_)
    adapter.rebuild(_types_namespace=NAMES)
    return adapter


def printed_schema(type_: Any, names: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - a type or a union
    """Return the JSON Schema of printed values of that type; `names`: the names in its annotations."""
    adapter: TypeAdapter[Any] = TypeAdapter(type_)
    adapter.rebuild(_types_namespace={**NAMES, **names})
    return adapter.json_schema(mode="serialization")
