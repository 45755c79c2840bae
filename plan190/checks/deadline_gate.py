"""Missed deadlines as diagnostics: tasks overdue or due soon, reports missing or stale, claims not accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.diagnostics import Diagnostic, Place, problem
from plan190.load.loader import UPDATES
from plan190.status.state import State
from plan190.status.submissions import SubmissionState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from plan190.model.register import Register
    from plan190.status.verdicts import AgencyVerdict, Assessment, TaskVerdict, Verdict

Gate = Literal["overdue", "missing-report", "stale", "claimed-unaccepted"]
"""What a run of `gate` can be asked to fail on."""


def missed(
    register: Register, assessment: Assessment, gates: Collection[Gate], within: int | None, agencies: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield what the gates find of these agencies as of the date of the assessment.

    `within`: also report what is due in so many days or fewer.
    """
    for task in assessment.tasks:
        for verdict in task.verdicts:
            if verdict.agency.id in agencies:
                yield from _work(register, task, verdict, gates, within)
    if "missing-report" in gates:
        for agency in assessment.agencies:
            if agency.agency.id in agencies:
                yield from _missing_reports(agency)


def _work(
    register: Register, task: TaskVerdict, verdict: Verdict, gates: Collection[Gate], within: int | None
) -> Iterator[Diagnostic]:
    place, freshness, claim = register.place(task.entry, "deadline"), verdict.freshness, verdict.done
    about = {"task": verdict.task.number, "agency": verdict.agency.id, "name": verdict.agency.name}
    left = verdict.days_left or 0
    if "overdue" in gates and verdict.state is State.OVERDUE:
        yield problem(place, "P501", "", days=verdict.days_late, due=verdict.due, **about)
    if within is not None and verdict.state in {State.DUE_SOON, State.WITHIN_TIME} and left <= within:
        yield problem(place, "P503", "" if left else "today", days=left, due=verdict.due, **about)
    if "stale" in gates and freshness is not None and not freshness.fresh:
        yield problem(place, "P504", "", months=freshness.streak, **about)
    if "claimed-unaccepted" in gates and verdict.claimed and claim is not None:
        state = register.place(claim.update.entry, "state")
        yield problem(state, "P505", "", day=claim.done_on, **about)


def _missing_reports(verdict: AgencyVerdict) -> Iterator[Diagnostic]:
    agency = verdict.agency
    for submission in verdict.submissions:
        if submission.state is SubmissionState.MISSING:
            place = Place(f"{UPDATES}/{agency.id}/{submission.period}.yaml")
            about = {"period": submission.period, "agency": agency.id, "name": agency.name}
            yield problem(place, "P502", "", days=submission.days_late, due=submission.due, **about)


def looked_at(
    assessment: Assessment, gates: Collection[Gate], within: int | None, agencies: Collection[str]
) -> tuple[tuple[Verdict, ...], int]:
    """Return the obligations of these agencies that the gates look at, and the number of owed reports."""
    obligations: tuple[Verdict, ...] = ()
    reports = 0
    if within is not None or any(gate != "missing-report" for gate in gates):
        obligations = tuple(verdict for verdict in assessment.verdicts if verdict.agency.id in agencies)
    if "missing-report" in gates:
        for verdict in assessment.agencies:
            if verdict.agency.id in agencies:
                reports += sum(submission.owed for submission in verdict.submissions)
    return obligations, reports
