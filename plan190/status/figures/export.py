"""The tables of `plan190 export`: flat rows for databases, and the name, type and meaning of each column.

The header of the CSV files, the types of the Parquet files and the tables of `docs/analytics.md` follow from `TABLES`.
The rows are computed one at a time.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from plan190.status.indicators import IndicatorSeries, IndicatorValue, exact_number, is_met
from plan190.status.snapshot import tasks_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from plan190.model.agency import Agency
    from plan190.model.register import Register
    from plan190.status.snapshot import TaskUpdate
    from plan190.status.verdicts import Assessment, TaskVerdict

ColumnType = Literal["text", "date", "integer", "number", "boolean"]
Value = str | int | Decimal | date | None


class Column(NamedTuple):
    """A column. `value`: returns the value for the item of a row; None if it has none."""

    name: str
    type: ColumnType
    meaning: str
    value: Callable[[Any], Value]


class Table(NamedTuple):
    """A table. `items`: returns the items, each of which becomes a row."""

    name: str
    meaning: str
    items: Callable[[Register, Assessment], Iterable[Any]]
    columns: tuple[Column, ...]

    @property
    def types(self) -> dict[str, ColumnType]:
        """The type of each column by name."""
        return {column.name: column.type for column in self.columns}

    def rows(self, register: Register, assessment: Assessment) -> Iterator[tuple[Value, ...]]:
        """Yield the rows."""
        for item in self.items(register, assessment):
            yield tuple(column.value(item) for column in self.columns)


def _agencies(register: Register, _: Assessment) -> Iterable[Agency]:
    return register.all_agencies


def _updates(_: Register, assessment: Assessment) -> Iterator[TaskUpdate]:
    return chain.from_iterable(assessment.snapshot.updates.values())


def _indicator_values(_: Register, assessment: Assessment) -> Iterator[tuple[IndicatorSeries, IndicatorValue]]:
    return ((series, value) for series in assessment.series for value in series.points)


def _whole_number(task: TaskVerdict) -> int | None:
    number = task.task.number
    return number if isinstance(number, int) else None


def _joined(ids: Iterable[str]) -> str | None:
    """Return the ids with a space between them; None if there are none."""
    return " ".join(ids) or None


def _field(name: str) -> Callable[[Any], Any]:
    """Return the function that returns a field of a decision; None if decisions of its kind do not have it."""
    return lambda effect: getattr(effect.entry.value, name, None)


def _document(name: str) -> Callable[[Any], Any]:
    return lambda effect: getattr(getattr(effect.entry.value, "document", None), name, None)


def _last_update(name: str) -> Callable[[Any], Any]:
    """Return the function that returns a field of the last update on an obligation; None without an update."""
    return lambda verdict: getattr(verdict.work.updates[-1].value, name) if verdict.work.updates else None


TABLES = (
    Table("agencies", "The agencies of the plan.", _agencies, (
        Column("id", "text", "its id", lambda agency: agency.id),
        Column("name", "text", "its name", lambda agency: agency.name),
        Column("english", "text", "its English name", lambda agency: agency.in_english),
        Column("kind", "text", "`committee`, `department`, …", lambda agency: agency.kind),
        Column("level", "text", "`central`, `province`, `district`, …", lambda agency: agency.level),
        Column("relation", "text", "`assigned`, `requested` or `mentioned`", lambda agency: agency.relation),
        Column("monthly_report", "text", "`required`, `not_stated` or `none`", lambda agency: agency.monthly_report),
        Column("code", "text", "its code in other systems", lambda agency: agency.code),
        Column("valid_from", "date", "the first date on which it exists", lambda agency: agency.valid_from),
        Column("valid_to", "date", "the last date on which it exists", lambda agency: agency.valid_to),
    )),
    Table("tasks", "The tasks of the plan.", lambda _, assessment: assessment.tasks, (
        Column("id", "text", "its id", lambda task: task.task.id),
        Column("number", "integer", "its number in the appendix, if that is a whole number", _whole_number),
        Column("content", "text", "the words of the plan", lambda task: task.task.content),
        Column("lead", "text", "ids of the lead agencies and groups", lambda task: _joined(task.task.lead.bodies)),
        Column("cooperating", "text", "ids of the cooperating agencies and groups",
               lambda task: _joined(task.task.cooperating.bodies)),
        Column("deadline", "text", "the words of its deadline", lambda task: task.task.deadline.words),
        Column("deadline_kind", "text", "its kind: `month`, `before`, `recurring` and others",
               lambda task: task.task.deadline.rule.kind),
        Column("product", "text", "the words of its product", lambda task: task.task.product.words),
        Column("joint", "boolean", "whether its agencies owe it jointly", lambda task: task.task.owed == "jointly"),
        Column("state", "text", "the worst state of its obligations", lambda task: task.state),
    )),
    Table("obligations", "Each task as owed by one agency; a joint task is one obligation.",
          lambda _, assessment: assessment.verdicts, (
        Column("task_id", "text", "the task", lambda verdict: verdict.task.id),
        Column("origin", "text", "the agency that owes it by the plan; the group of a joint task",
               lambda verdict: verdict.obligation.origin.id),
        Column("agency", "text", "the agency that owes it; none for a joint task",
               lambda verdict: None if verdict.is_joint else verdict.body.id),
        Column("agencies", "text", "ids of all agencies that owe it",
               lambda verdict: _joined(agency.id for agency in verdict.agencies)),
        Column("stated", "boolean", "whether the plan states it; otherwise it depends on an assumed roster",
               lambda verdict: verdict.is_stated),
        Column("state", "text", "`overdue`, `due_soon`, `within_time`, `waiting`, `undated`, `unread`, `recurring`, "
               "`done_late`, `done_on_time` or `ended`", lambda verdict: verdict.state),
        Column("due", "date", "its due date, as moved by decisions", lambda verdict: verdict.due),
        Column("original_due", "date", "its first due date", lambda verdict: verdict.original_due),
        Column("extended", "integer", "the number of extensions", lambda verdict: verdict.extensions),
        Column("days_late", "integer", "all days late", lambda verdict: verdict.days_late),
        Column("late_before", "integer", "the part of them before a move, a suspension or the end",
               lambda verdict: verdict.late_before),
        Column("done_on", "date", "the date on which it was done", lambda verdict: verdict.done_on),
        Column("claimed", "boolean", "whether a claim awaits acceptance", lambda verdict: verdict.claimed),
        Column("accepted", "boolean", "whether it is done and accepted", lambda verdict: verdict.accepted),
        Column("suspended", "boolean", "whether it is suspended", lambda verdict: verdict.suspended),
        Column("maintained", "boolean", "whether it is done and still reported", lambda verdict: verdict.maintained),
        Column("expected_on", "date", "the date that the current delay warning expects",
               lambda verdict: verdict.at_risk.expected_on if verdict.at_risk is not None else None),
        Column("last_state", "text", "the state in the last update", _last_update("state")),
        Column("progress", "integer", "the percentage in the last update", _last_update("progress")),
    )),
    Table("task_updates", "The updates that count, as corrected: one for each agency, period and task.", _updates, (
        Column("agency", "text", "the agency that reported", lambda update: update.agency),
        Column("period", "text", "the reporting period, `2023-07`", lambda update: str(update.period)),
        Column("task_id", "text", "the task", lambda update: update.value.task),
        Column("reported_on", "date", "the date of the report", lambda update: update.reported_on),
        Column("corrected_on", "date", "the date of the report that corrects it",
               lambda update: update.stated_on if update.corrected_by is not None else None),
        Column("state", "text", "`not_started`, `in_progress`, `done` or `unchanged`",
               lambda update: update.value.state),
        Column("progress", "integer", "the percentage", lambda update: update.value.progress),
        Column("done_on", "date", "the date on which it was done", lambda update: update.value.done_on),
        Column("summary", "text", "the result in words", lambda update: update.value.summary),
        Column("evidence", "integer", "the number of documents", lambda update: len(update.value.evidence)),
        Column("obstacles", "integer", "the number of obstacles", lambda update: len(update.value.obstacles)),
        Column("expected_on", "date", "the date that its delay warning expects",
               lambda update: update.value.at_risk.expected_on if update.value.at_risk is not None else None),
    )),
    Table("submissions", "The monthly reports that are owed or submitted: one for each agency and period.",
          lambda _, assessment: assessment.submissions, (
        Column("agency", "text", "the agency", lambda submission: submission.agency.id),
        Column("period", "text", "the reporting period, `2023-07`", lambda submission: str(submission.period)),
        Column("owed", "boolean", "whether the agency owes it", lambda submission: submission.owed),
        Column("state", "text", "`on_time`, `late`, `missing`, `not_yet_due` or `left_out`",
               lambda submission: submission.state),
        Column("due", "date", "its due date", lambda submission: submission.due),
        Column("reported_on", "date", "the date of the report", lambda submission: submission.reported_on),
        Column("days_late", "integer", "days late", lambda submission: submission.days_late),
    )),
    Table("decisions", "The decisions that have or had effect; withdrawn ones are left out.",
          lambda _, assessment: assessment.snapshot.effects, (
        Column("id", "text", "its id", _field("id")),
        Column("kind", "text", "`accept`, `return`, `extend`, `event`, …", _field("kind")),
        Column("date", "date", "its date", _field("date")),
        Column("recorded_on", "date", "the date of recording, if it was later", _field("recorded_on")),
        Column("decided_by", "text", "the body that decided", _field("by")),
        Column("in_force", "boolean", "whether no later decision replaces it", lambda effect: effect.is_current),
        Column("tasks", "text", "ids of the tasks that it names",
               lambda effect: _joined(tasks_named(effect.entry.value, ()))),
        Column("agencies", "text", "ids of the agencies and groups that it names",
               lambda effect: _joined(_field("agencies")(effect) or filter(None, [_field("agency")(effect)]))),
        Column("until", "date", "the due date that it sets", _field("until")),
        Column("to_agency", "text", "the agency to which the tasks pass", _field("to")),
        Column("corrects", "text", "the decision that it replaces", _field("corrects")),
        Column("document", "text", "the number of its document", _document("number")),
        Column("document_date", "date", "the date of its document", _document("date")),
        Column("why", "text", "the reason", _field("why")),
    )),
    Table("indicator_values", "The values of indicators: one for each indicator, agency and period.",
          _indicator_values, (
        Column("indicator", "text", "the id of the indicator", lambda item: item[0].indicator.id),
        Column("agency", "text", "the agency that reported", lambda item: item[0].agency.id),
        Column("period", "text", "the reporting period, `2023-07`", lambda item: str(item[1].period)),
        Column("value", "number", "the value", lambda item: exact_number(item[1].measured.value)),
        Column("total", "number", "the total, if the plan asks for a percentage",
               lambda item: None if item[1].measured.of is None else exact_number(item[1].measured.of)),
        Column("unit", "text", "`percent`, `count` or `rank`", lambda item: item[0].indicator.unit),
        Column("comparator", "text", "`at_least`, `at_most` or `equal`", lambda item: item[0].indicator.comparator),
        Column("target", "number", "the required value",
               lambda item: exact_number(item[0].indicator.target_in(item[1].year))),
        Column("met", "boolean", "whether the value meets the target; none if they cannot be compared",
               lambda item: is_met(item[0].indicator, item[1].measured, item[1].year)),
    )),
)  # fmt: skip
"""All tables."""
