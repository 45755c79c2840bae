"""Reports and decisions that are right unless told otherwise, laid beside the real plan."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from plan190.model.month import Month
from plan190.model.register import Entry, ReportFile
from plan190.model.report import Correction, IssuedDocument, MonthlyReport, Update, Withdrawn
from plan190.status.assess import Assessment, Verdict, assess
from tests.conftest import real_register

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.model.decision import Decision
    from plan190.model.register import Register

PAPER = IssuedDocument(number="1/QĐ-HUCAU", date=date(2023, 6, 1))
CHAIR = "chu-tich-ubnd-tinh"


def day(text: str) -> date:
    """Give a day from `6-30`, of 2023, or from the whole ISO form."""
    return date.fromisoformat(text if len(text) > 5 else "2023-{:0>2}-{:0>2}".format(*text.split("-")))


def report(
    agency: str, month: int, reported: str, *updates: Update, withdrawn: str | None = None, **more: Any
) -> ReportFile:
    """Give a report of 2023 as it lies in its file; those of its entries that correct are its corrections."""
    period = Month(2023, month)
    corrections = tuple(one for one in updates if isinstance(one, Correction))
    updates = tuple(one for one in updates if not isinstance(one, Correction))
    more |= {"updates": updates, "corrections": corrections}
    if withdrawn is not None:
        more["withdrawn"] = Withdrawn(date=day(withdrawn), why="vì")
    value = MonthlyReport(agency=agency, period=period, reported_on=day(reported), **more)
    path = f"updates/{agency}/{period}.yaml"
    entries = tuple(Entry(one, path, ("updates", number)) for number, one in enumerate(updates))
    added = tuple(Entry(one, path, ("contributions", number)) for number, one in enumerate(value.contributions))
    mended = tuple(Entry(one, path, ("corrections", number)) for number, one in enumerate(corrections))
    return ReportFile(Entry(value, path, ()), entries, added, mended)


def said(task: int, state: str = "in_progress", done_on: str | None = None, **more: Any) -> Update:
    """Give an entry of a report."""
    return Update(task=task, state=state, done_on=day(done_on) if done_on else None, **more)  # type: ignore[arg-type]


def corrected(month: int, task: int, state: str = "in_progress", done_on: str | None = None, **more: Any) -> Correction:
    """Give an entry of a report that corrects what was said in that month of 2023."""
    known = {field.name: getattr(said(task, state, done_on, **more), field.name) for field in fields(Update)}
    return Correction(corrects=Month(2023, month), why="vì", **known)


def decided(kind: type[Decision], on: str, **given: Any) -> Decision:
    """Give a decision of that kind and day."""
    names = {field.name for field in fields(kind)}
    usual: dict[str, Any] = {"id": f"{kind.__name__.lower()}-{on}", "by": CHAIR, "document": PAPER, "why": "vì"}
    usual = {name: value for name, value in usual.items() if name in names}
    return kind(date=day(on), **(usual | given))


def beside(reports: Iterable[ReportFile] = (), decisions: Iterable[Decision] = ()) -> Register:
    """Give the real plan with these reports and decisions beside it."""
    entries = tuple(Entry(one, "decisions.yaml", ("decisions", n)) for n, one in enumerate(decisions))
    ordered = tuple(sorted(reports, key=lambda report_file: report_file.file))
    return replace(real_register(), reports=ordered, decisions=entries)


def requesting(register: Register, *names: str) -> Register:
    """Give the register in which these agencies are only requested."""
    agencies = tuple(
        replace(one, value=replace(one.value, relation="requested")) if one.value.id in names else one
        for one in register.agencies
    )
    assert sum(one.value.outside for one in agencies) == sum(one.value.outside for one in register.agencies) + len(
        names
    )
    return replace(register, agencies=agencies)


def standing(on: str, reports: Iterable[ReportFile] = (), decisions: Iterable[Decision] = ()) -> Assessment:
    """Give what is so on a day of the real plan with these reports and decisions."""
    register = beside(reports, decisions)
    return assess(register, day(on), register.plan.policy)


def verdict(assessment: Assessment, task: int, agency: str | None = None) -> Verdict:
    """Give the verdict on a task of one agency, or on that of the agency named."""
    found = [one for one in assessment.task(task).verdicts if agency in (None, one.agency.id)]
    assert len(found) == 1
    return found[0]
