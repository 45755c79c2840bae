"""Deadlines that need attention: tasks overdue, due soon or not reported, missing reports, claims not accepted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple

from plan190.checks.baseline import ranges_of
from plan190.diagnostics import Diagnostic, Place, diagnostic_at
from plan190.load.loader import UPDATES
from plan190.model.period import Period
from plan190.status.grouping import group_by
from plan190.status.periods import month_of
from plan190.status.state import State
from plan190.status.verdicts import is_due_within

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from plan190.model.register import Register
    from plan190.status.obligations import Obligation
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import Assessment, Verdict
    from plan190.status.work_history import Claim

Gate = Literal["overdue", "missing-report", "stale", "claimed-unaccepted"]
"""A kind of missed deadline on which `gate` can fail."""


CODE_OF_GATE: Mapping[Gate, str] = {
    "overdue": "P501",
    "missing-report": "P502",
    "stale": "P504",
    "claimed-unaccepted": "P505",
}
"""The code of the findings of each gate; those of tasks due soon have P503."""


class GateScope(NamedTuple):
    """The gates, and the obligations and owed reports that they check.

    Tasks due within `within` days are also reported; None to skip them.
    """

    gates: Collection[Gate]
    within: int | None
    obligations: list[Verdict]
    reports: list[Submission]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the findings that the gates can have."""
        due_soon = {"P503"} if self.within is not None else set()
        return frozenset({CODE_OF_GATE[gate] for gate in self.gates} | due_soon)

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
    missing = (submission for submission in scope.reports if submission.is_missing)
    for submissions in group_by(missing, lambda submission: submission.agency.id).values():
        yield _missing_reports(submissions)


def _missing_reports(submissions: Sequence[Submission]) -> Diagnostic:
    """Return the one diagnostic for all missing reports of an agency, at the file of the first one."""
    agency, first = submissions[0].agency, submissions[0]
    periods = [submission.period for submission in submissions]
    return diagnostic_at(
        Place(f"{UPDATES}/{agency.id}/{first.period}.yaml"),
        "P502",
        agency=agency.id,
        name=agency.name,
        english=agency.in_english,
        number=len(periods),
        ranges=ranges_of(periods),
        due=first.due,
        periods=" ".join(map(str, periods)),
    )


def _check_obligation(register: Register, place: Place, verdict: Verdict, scope: GateScope) -> Iterator[Diagnostic]:
    gates, within = scope.gates, scope.within
    freshness = verdict.freshness
    about = {"task": verdict.task.number, **_owed_by(verdict.obligation), "basis": _basis(verdict)}
    # The month of the due date identifies the finding: work that is extended and overdue again is a new finding.
    due = verdict.due
    by_due = {"due": due, "period": month_of(due) if due is not None else ""}
    if "overdue" in gates and verdict.state is State.OVERDUE:
        yield diagnostic_at(place, "P501", days=verdict.days_late, **by_due, **about)
    if within is not None and is_due_within(verdict, within):
        variant = "" if verdict.days_left else "today"
        yield diagnostic_at(place, "P503", variant, days=verdict.days_left, **by_due, **about)
    if "stale" in gates and freshness.fresh is False:
        since = verdict.record.occurrences[-freshness.streak].period
        yield diagnostic_at(place, "P504", months=freshness.streak, period=since, **about)
    if "claimed-unaccepted" in gates:
        for claim in verdict.record.open_claims:
            yield _open_claim(register, verdict, claim)


def _owed_by(obligation: Obligation) -> dict[str, str]:
    """Return the id and the names of the body that owes the obligation, and the id of the one that it took it from.

    An agency can owe a task of its own and one that it took over: these are two obligations and two findings.
    """
    body, origin = obligation.body, obligation.origin
    owed_by = {"agency": body.id, "name": obligation.name, "english": obligation.english}
    return owed_by if body.id == origin.id else owed_by | {"origin": origin.id}


def _basis(verdict: Verdict) -> str:
    """Return whether the obligation is that of a joint task, or else whether it is stated or assumed."""
    if verdict.is_joint:
        return "joint"
    return "stated" if verdict.is_stated else "assumed"


def _open_claim(register: Register, verdict: Verdict, claim: Claim) -> Diagnostic:
    """Return the diagnostic for a claim awaiting acceptance, which names the agency that made it."""
    agency = register.bodies[claim.agency]
    claimed_by = {"agency": agency.id, "name": agency.name, "english": agency.in_english}
    return diagnostic_at(
        register.place(claim.update.entry, "state"),
        "P505",
        task=verdict.task.number,
        **(claimed_by if verdict.is_joint else _owed_by(verdict.obligation)),
        day=claim.done_on,
        period=claim.update.period,
    )


@dataclass(frozen=True)
class GateCount:
    """The findings of one code: their number, the number of agencies, and the missing reports and their periods.

    `stated`, `assumed`: the number of stated obligations, with `joint` joint tasks among them, and of assumed ones.
    """

    code: str
    findings: int
    agencies: int
    reports: int
    ranges: str
    stated: int
    assumed: int
    joint: int


def counts_of(diagnostics: Iterable[Diagnostic]) -> tuple[GateCount, ...]:
    """Return the count of each code that occurs, by code."""
    by_code = group_by(diagnostics, lambda diagnostic: diagnostic.code)
    return tuple(_count(code, by_code[code]) for code in sorted(by_code))


def _count(code: str, diagnostics: Sequence[Diagnostic]) -> GateCount:
    periods = list(chain.from_iterable(diagnostic.periods for diagnostic in diagnostics))
    ranges = ranges_of(map(Period.parse, periods))
    by_basis = Counter(dict(diagnostic.values).get("basis") for diagnostic in diagnostics)
    agencies = {item.agency for item in diagnostics if dict(item.values).get("basis") != "joint"}
    return GateCount(
        code=code,
        findings=len(diagnostics),
        agencies=len(agencies),
        reports=len(periods),
        ranges=ranges,
        stated=by_basis["stated"] + by_basis["joint"],
        assumed=by_basis["assumed"],
        joint=by_basis["joint"],
    )
