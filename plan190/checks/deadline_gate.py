"""Missed deadlines as diagnostics: tasks overdue or due soon, reports missing or stale, claims not accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from plan190.diagnostics import Diagnostic, Place, diagnostic_at
from plan190.load.loader import UPDATES
from plan190.status.state import State
from plan190.status.submissions import SubmissionState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from plan190.model.register import Register
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import Assessment, Verdict

Gate = Literal["overdue", "missing-report", "stale", "claimed-unaccepted"]
"""What a run of `gate` can be asked to fail on."""


class Watched(NamedTuple):
    """The obligations and the owed reports that the gates look at."""

    obligations: list[Verdict]
    reports: list[Submission]


def looked_at(
    assessment: Assessment, gates: Collection[Gate], within: int | None, agencies: Collection[str]
) -> Watched:
    """Return the obligations of these agencies and the owed reports that the gates look at."""
    verdicts, submissions = [], []
    if within is not None or any(gate != "missing-report" for gate in gates):
        verdicts = [verdict for verdict in assessment.verdicts if verdict.agency.id in agencies]
    if "missing-report" in gates:
        owed = (submission for submission in assessment.submissions if submission.owed)
        submissions = [submission for submission in owed if submission.agency.id in agencies]
    return Watched(verdicts, submissions)


def missed(
    register: Register, assessment: Assessment, watched: Watched, gates: Collection[Gate], within: int | None
) -> Iterator[Diagnostic]:
    """Yield what the gates find of these obligations and reports as of the date of the assessment.

    `within`: also report what is due in so many days or fewer.
    """
    for verdict in watched.obligations:
        place = register.place(assessment.task(verdict.task.number).entry, "deadline")
        yield from _missed_work(register, place, verdict, gates, within)
    for submission in watched.reports:
        if submission.state is SubmissionState.MISSING:
            agency, period = submission.agency, submission.period
            place = Place(f"{UPDATES}/{agency.id}/{period}.yaml")
            about = {"period": period, "agency": agency.id, "name": agency.name}
            yield diagnostic_at(place, "P502", days=submission.days_late, due=submission.due, **about)


def _missed_work(
    register: Register, place: Place, verdict: Verdict, gates: Collection[Gate], within: int | None
) -> Iterator[Diagnostic]:
    freshness, claim = verdict.freshness, verdict.done_claim
    about = {"task": verdict.task.number, "agency": verdict.agency.id, "name": verdict.agency.name}
    left = verdict.days_left or 0
    if "overdue" in gates and verdict.state is State.OVERDUE:
        yield diagnostic_at(place, "P501", days=verdict.days_late, due=verdict.due, **about)
    if within is not None and verdict.state in {State.DUE_SOON, State.WITHIN_TIME} and left <= within:
        yield diagnostic_at(place, "P503", "" if left else "today", days=left, due=verdict.due, **about)
    if "stale" in gates and freshness is not None and not freshness.fresh:
        yield diagnostic_at(place, "P504", months=freshness.streak, **about)
    if "claimed-unaccepted" in gates and verdict.claimed and claim is not None:
        yield diagnostic_at(register.place(claim.update.entry, "state"), "P505", day=claim.done_on, **about)
