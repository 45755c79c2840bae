"""Missed deadlines as faults with places: tasks overdue or near, reports missing, claims that nobody confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.diagnostics import Diagnostic, Place, problem
from plan190.load.loader import UPDATES
from plan190.status.state import State
from plan190.status.submissions import SubmissionState
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from plan190.model.register import Register
    from plan190.status.assess import AgencyVerdict, Assessment, TaskVerdict, Verdict

Gate = Literal["overdue", "missing-report", "stale", "claimed-unaccepted"]
"""What a gate can be asked to fail on."""


def missed(
    register: Register, assessment: Assessment, gates: Collection[Gate], within: int | None, agencies: Collection[str]
) -> Iterator[Diagnostic]:
    """Give what the gates find of these agencies, as of the day of the assessment.

    `within`: also what is due in so many days or fewer.
    """
    for task in assessment.tasks:
        for verdict in task.verdicts:
            if verdict.agency.id in agencies:
                yield from _of_work(register, task, verdict, gates, within)
    if "missing-report" in gates:
        for one in assessment.agencies:
            if one.agency.id in agencies:
                yield from _of_reports(one)


def _of_work(
    register: Register, task: TaskVerdict, verdict: Verdict, gates: Collection[Gate], within: int | None
) -> Iterator[Diagnostic]:
    agency, fresh = verdict.agency, verdict.freshness
    place = register.place(task.entry, "deadline")
    about = {"task": task.task.number, "agency": agency.id, "name": agency.name}
    due = short_date(verdict.due) if verdict.due is not None else ""
    if "overdue" in gates and verdict.state is State.OVERDUE:
        yield problem(place, "P501", "", days=verdict.days_late, due=due, **about)
    if within is not None and verdict.state in {State.DUE_SOON, State.WITHIN_TIME}:
        left = verdict.days_left or 0
        if left <= within:
            yield problem(place, "P503", "" if left else "today", days=left, due=due, **about)
    if "stale" in gates and fresh is not None and not fresh.fresh:
        yield problem(place, "P504", "", months=fresh.streak, **about)
    if "claimed-unaccepted" in gates and verdict.claimed and verdict.done is not None:
        said = register.place(verdict.done.update.entry, "state")
        yield problem(said, "P505", "", day=short_date(verdict.done.done_on), **about)


def _of_reports(one: AgencyVerdict) -> Iterator[Diagnostic]:
    for submission in one.submissions:
        if submission.state is SubmissionState.MISSING:  # which only what is owed can be
            place = Place(f"{UPDATES}/{one.agency.id}/{submission.period}.yaml")
            about = {"period": submission.period, "agency": one.agency.id, "name": one.agency.name}
            yield problem(place, "P502", "", days=submission.days_late, due=short_date(submission.due), **about)


def looked_at(
    assessment: Assessment, gates: Collection[Gate], within: int | None, agencies: Collection[str]
) -> tuple[tuple[Verdict, ...], int]:
    """Give the obligations that the gates look at of these agencies, and how many owed reports."""
    at_work = within is not None or any(gate != "missing-report" for gate in gates)
    obligations = tuple(one for one in assessment.verdicts if at_work and one.agency.id in agencies)
    theirs = (one for one in assessment.agencies if "missing-report" in gates and one.agency.id in agencies)
    return obligations, sum(submission.owed for one in theirs for submission in one.submissions)
