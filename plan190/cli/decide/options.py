"""The options of the commands that record a decision: one for each field of its model."""

from __future__ import annotations

import inspect
from dataclasses import MISSING, fields
from datetime import date
from types import GenericAlias
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.models import OptionInfo

from plan190.cli.clock import parse_date
from plan190.errors import Plan190Error

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from plan190.model.decision import Decision

YesOption = Annotated[bool, typer.Option("--yes")]


def _day(name: str) -> Any:  # noqa: ANN401 - Typer gives it no public type
    return typer.Option(name, metavar="DATE", parser=parse_date)


FIELDS: dict[str, tuple[Any, Any]] = {
    "tasks": (list[str], typer.Argument(metavar="NUMBERS")),
    "task": (str, typer.Argument(metavar="NUMBER")),
    "event": (str, typer.Argument(metavar="EVENT")),
    "schedule": (str, typer.Argument(metavar="SCHEDULE")),
    "assumption": (str, typer.Argument(metavar="ASSUMPTION")),
    "withdrawn": (str, typer.Argument(metavar="DECISION")),
    "agencies": (list[str], typer.Option("--agency", metavar="AGENCY")),
    "agency": (str, typer.Option("--agency", metavar="AGENCY")),
    "whole_plan": (bool, typer.Option("--whole-plan")),
    "obstacle": (str, typer.Option("--obstacle", metavar="OBSTACLE")),
    "to": (str, typer.Option("--to", metavar="AGENCY")),
    "until": (date, _day("--until")),
    "recurring": (bool, typer.Option("--recurring")),
    "source": (str, typer.Option("--source", metavar="TEXT")),
    "answer": (str, typer.Option("--answer", metavar="TEXT")),
    "resumes": (str, typer.Option("--resumes", metavar="DECISION")),
    "document": (str, typer.Option("--document", metavar="SYMBOL")),
    "document_date": (date, _day("--document-date")),
    "document_title": (str, typer.Option("--document-title", metavar="TEXT")),
    "why": (str, typer.Option("--why", metavar="TEXT")),
    "by": (str, typer.Option("--by", metavar="AGENCY")),
    "date": (date, _day("--date")),
    "recorded_on": (date, _day("--recorded-on")),
    "corrects": (str, typer.Option("--corrects", metavar="DECISION")),
    "id": (str, typer.Option("--id", metavar="ID")),
}
"""The type and the option of each field of a decision, in the order of the help.

`withdrawn`: the field `corrects` of a withdrawal.
"""


def options_of(model: type[Decision], optional: Collection[str]) -> list[inspect.Parameter]:
    """Return a parameter for each field of the decision, the required ones first.

    `optional`: the fields with a default that the model does not have.
    """
    defaults = {field.name: field.default for field in fields(model)}
    required = {name for name, default in defaults.items() if default is MISSING and name not in optional}
    if "document" in required:
        required.add("document_date")
    names = [name for name in FIELDS if name.partition("_")[0] in defaults or name in defaults]
    names.sort(key=lambda name: name not in required)
    return [_parameter(name, is_required=name in required) for name in names]


def _parameter(name: str, *, is_required: bool) -> inspect.Parameter:
    type_, option = FIELDS["withdrawn" if name == "corrects" and is_required else name]
    if _is_single(type_, option):
        type_ = GenericAlias(list, (type_,))
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    if is_required:
        return inspect.Parameter(name, kind, annotation=Annotated[type_, option])
    if type_ is bool:
        return inspect.Parameter(name, kind, default=False, annotation=Annotated[bool, option])
    return inspect.Parameter(name, kind, default=None, annotation=Annotated[type_ | None, option])


def _is_single(type_: Any, option: Any) -> bool:  # noqa: ANN401 - Typer gives it no public type
    """Return whether it is an option with a single value; it is read as a list, because the last one would count."""
    return type_ in {str, date} and isinstance(option, OptionInfo)


def single_values(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the options as typed; Plan190Error if one that has a single value is given twice."""
    values = dict(typed)
    for name, value in typed.items():
        type_, option = FIELDS[name]
        if _is_single(type_, option) and isinstance(value, list):
            if len(value) > 1:
                raise Plan190Error("error.option_twice", option=f"--{name.replace('_', '-')}")
            values[name] = value[0] if value else None
    return values
