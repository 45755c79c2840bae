"""Builders of valid reports and decisions, and of assessments with them."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from plan190.model.month import Month
from plan190.model.period import Period
from plan190.model.register import Entry, ReportEntries, ReportFile
from plan190.model.report import Correction, IssuedDocument, Measured, MonthlyReport, Update, Withdrawn
from plan190.status.assess import assess
from tests.conftest import example_register, real_register

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.model.decision import Decision
    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment, Verdict

DOCUMENT = IssuedDocument(number="1/QĐ-HUCAU", date=date(2023, 6, 1))
CHAIR = "chu-tich-ubnd-tinh"


def day(text: str) -> date:
    """Return a date from `6-30`, which is in 2023, or from the ISO form."""
    return date.fromisoformat(text if len(text) > 5 else "2023-{:0>2}-{:0>2}".format(*text.split("-")))


def report(
    agency: str, month: int, reported: str, *updates: Update, withdrawn: str | None = None, **more: Any
) -> ReportFile:
    """Return a report file for a month of 2023. Corrections may be among the updates."""
    period = Period(Month(2023, month))
    corrections = tuple(update for update in updates if isinstance(update, Correction))
    updates = tuple(update for update in updates if not isinstance(update, Correction))
    more |= {"updates": updates, "corrections": corrections}
    if withdrawn is not None:
        more["withdrawn"] = Withdrawn(date=day(withdrawn), why="vì")
    value = MonthlyReport(agency=agency, period=period, reported_on=day(reported), **more)
    path = f"updates/{agency}/{period}.yaml"

    def entries(name: str) -> tuple[Entry[Any], ...]:
        return tuple(Entry(item, path, (name, number)) for number, item in enumerate(getattr(value, name)))

    parts = (entries(name) for name in ("updates", "contributions", "corrections"))
    return ReportFile.of(ReportEntries(Entry(value, path, ()), *parts))


def update(task: int, state: str = "in_progress", done_on: str | None = None, **more: Any) -> Update:
    """Return an update of a report."""
    done = day(done_on) if done_on else None
    return Update(task=str(task), state=state, done_on=done, **more)  # type: ignore[arg-type]


def correction(
    month: int, task: int, state: str = "in_progress", done_on: str | None = None, **more: Any
) -> Correction:
    """Return a correction of the update of that month of 2023."""
    values = {field.name: getattr(update(task, state, done_on, **more), field.name) for field in fields(Update)}
    return Correction(corrects=Period(Month(2023, month)), why="vì", **values)


def measured(id_: str, value: int, of: int | None = None) -> Measured:
    """Return a value of an indicator."""
    return Measured(id=id_, value=Decimal(value), of=Decimal(of) if of is not None else None)


def decision(kind: type[Decision], on: str, **values: Any) -> Decision:
    """Return a decision of that kind and date; its tasks may be numbers."""
    names = {field.name for field in fields(kind)}
    defaults: dict[str, Any] = {"id": f"{kind.__name__.lower()}-{on}", "by": CHAIR, "document": DOCUMENT, "why": "vì"}
    defaults = {name: value for name, value in defaults.items() if name in names}
    if "task" in values:
        values["task"] = str(values["task"])
    if "tasks" in values:
        values["tasks"] = tuple(map(str, values["tasks"]))
    return kind(date=day(on), **(defaults | values))


def register_with(reports: Iterable[ReportFile] = (), decisions: Iterable[Decision] = ()) -> Register:
    """Return the register of the real plan with these reports and decisions."""
    entries = tuple(Entry(decision, "decisions.yaml", ("decisions", n)) for n, decision in enumerate(decisions))
    ordered = tuple(sorted(reports, key=lambda report_file: report_file.report.file))
    return replace(real_register(), reports=ordered, decisions=entries)


def with_plan(register: Register, **changes: Any) -> Register:
    """Return the register with these fields of its plan replaced."""
    return replace(register, plan_entry=replace(register.plan_entry, value=replace(register.plan, **changes)))


def with_requested(register: Register, *names: str) -> Register:
    """Return the register with these agencies changed to requested bodies."""
    agencies = list(register.agencies)
    for name in names:
        index = register.order[name]
        entry = agencies[index]
        assert not entry.value.outside
        agencies[index] = replace(entry, value=replace(entry.value, relation="requested"))
    return replace(register, agencies=tuple(agencies))


def assess_on(on: str, reports: Iterable[ReportFile] = (), decisions: Iterable[Decision] = ()) -> Assessment:
    """Assess the real plan with these reports and decisions as of a date."""
    register = register_with(reports, decisions)
    return assess(register, day(on), register.plan.policy)


@cache
def example_assessment(as_of: str = "9-20") -> Assessment:
    """Assess the example quarter as of a date."""
    register = example_register()
    return assess(register, day(as_of), register.plan.policy)


def verdict(assessment: Assessment, task: int, agency: str | None = None) -> Verdict:
    """Return the verdict on the only obligation of a task, or on that of the named agency."""
    verdicts = assessment.task(str(task)).verdicts
    (of_agency,) = (verdict for verdict in verdicts if agency is None or agency in verdict.obligation.agency_ids)
    return of_agency


def obligations(assessment: Assessment, task: int, agency: str) -> list[Verdict]:
    """Return the verdicts on all obligations of a task that the agency owes."""
    return [verdict for verdict in assessment.task(str(task)).verdicts if agency in verdict.obligation.agency_ids]
