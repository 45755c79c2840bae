"""Deadlines that need attention: tasks overdue, due soon or not reported, missing reports, claims not accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from plan190.diagnostics import Diagnostic, Place, diagnostic_at
from plan190.load.loader import UPDATES
from plan190.status.state import State
from plan190.status.submissions import SubmissionState
from plan190.status.verdicts import is_due_within

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from plan190.model.register import Register
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import Assessment, Verdict

Gate = Literal["overdue", "missing-report", "stale", "claimed-unaccepted"]
"""A kind of missed deadline on which `gate` can fail."""


class GateScope(NamedTuple):
    """The gates, and the obligations and owed reports that they check.

    Tasks due within `within` days are also reported; None to skip them.
    """

    gates: Collection[Gate]
    within: int | None
    obligations: list[Verdict]
    reports: list[Submission]

    @property
    def total(self) -> int:
        """The number of obligations and reports."""
        return len(self.obligations) + len(self.reports)


def scope_of(
    assessment: Assessment, gates: Collection[Gate], within: int | None, agencies: Collection[str]
) -> GateScope:
    """Return the scope of the gates for the agencies, with only the obligations and owed reports that a gate needs."""
    verdicts, submissions = [], []
    if within is not None or set(gates) - {"missing-report"}:
        verdicts = [verdict for verdict in assessment.verdicts if verdict.obligation.agency_ids.intersection(agencies)]
    if "missing-report" in gates:
        submissions = [item for item in assessment.submissions if item.owed and item.agency.id in agencies]
    return GateScope(gates, within, verdicts, submissions)


def check_deadlines(register: Register, assessment: Assessment, scope: GateScope) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each deadline in the scope that needs attention, as of the date of the assessment."""
    for verdict in scope.obligations:
        place = register.place(assessment.task(verdict.task.id).entry, "deadline")
        yield from _check_obligation(register, place, verdict, scope)
    for submission in scope.reports:
        if submission.state is SubmissionState.MISSING:
            agency, period = submission.agency, submission.period
            place = Place(f"{UPDATES}/{agency.id}/{period}.yaml")
            about = {"period": period, "agency": agency.id, "name": agency.name}
            yield diagnostic_at(place, "P502", days=submission.days_late, due=submission.due, **about)


def _check_obligation(register: Register, place: Place, verdict: Verdict, scope: GateScope) -> Iterator[Diagnostic]:
    gates, within = scope.gates, scope.within
    freshness, claim = verdict.freshness, verdict.done_claim
    about = {"task": verdict.task.number, "agency": verdict.body.id, "name": verdict.body.name}
    if "overdue" in gates and verdict.state is State.OVERDUE:
        yield diagnostic_at(place, "P501", days=verdict.days_late, due=verdict.due, **about)
    if within is not None and is_due_within(verdict, within):
        variant = "" if verdict.days_left else "today"
        yield diagnostic_at(place, "P503", variant, days=verdict.days_left, due=verdict.due, **about)
    if "stale" in gates and freshness.fresh is False:
        yield diagnostic_at(place, "P504", months=freshness.streak, **about)
    if "claimed-unaccepted" in gates and verdict.claimed and claim is not None:
        yield diagnostic_at(register.place(claim.update.entry, "state"), "P505", day=claim.done_on, **about)
