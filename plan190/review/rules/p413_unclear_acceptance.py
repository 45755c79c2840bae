"""P413: warn about new acceptances and returns that do not say, or do not decide, what they seem to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.diagnostics import Diagnostic, diagnostic_at
from plan190.model.decision import Accept, Return
from plan190.status.grouping import group_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.diagnostics import Place
    from plan190.review.change import Change
    from plan190.review.decided_claims import DecidedClaims
    from plan190.status.work_history import Claim

DECIDED, ACCEPTED, NONE = "decided", "accepted", "none"
"""What a decision finds: a claim that it decides, one that another decision accepted, or none."""


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each new acceptance or return for several agencies without their names, or of a claim that does not wait.

    P328 reports a task on which no agency has made a claim. Also report a decision that changes what an entry of the
    base decided later.
    """
    for entry in change.reviewed_decisions:
        decision = entry.value
        if isinstance(decision, Accept | Return):
            place = change.head.place(entry, "tasks")
            yield from _unnamed(change.claims_after, decision, place)
            yield from _not_waiting(change.claims_after, decision, place)
            yield from _decided_later(change, decision, place)


def _unnamed(claims: DecidedClaims, decision: Accept | Return, place: Place) -> Iterator[Diagnostic]:
    decided = claims.of_decision(decision.id)
    agencies = list(dict.fromkeys(claim.claim.agency for claim in decided))
    if not decision.agencies and len(agencies) > 1:
        values = {"id": decision.id, "number": len(decided), "agencies": ", ".join(agencies)}
        yield diagnostic_at(place, "P413", "unnamed", **values)


def _not_waiting(claims: DecidedClaims, decision: Accept | Return, place: Place) -> Iterator[Diagnostic]:
    """Yield a problem for each task and finding, with the agencies whose claims the decision does not decide."""
    for task, of_task in group_by(_examined(claims, decision), lambda examined: examined.task).items():
        agencies = group_by(of_task, lambda examined: examined.finding)
        is_other_problem = set(agencies) == {NONE}
        if is_other_problem or (DECIDED in agencies and not decision.agencies):
            continue
        for variant in (NONE, ACCEPTED):
            if variant in agencies:
                names = ", ".join(examined.agency for examined in agencies[variant])
                yield diagnostic_at(place, "P413", variant, task=task, agencies=names)


def _decided_later(change: Change, decision: Accept | Return, place: Place) -> Iterator[Diagnostic]:
    """Yield a problem for each earlier entry that decided on the same claims, although on a later date."""
    concerned = {obligation.key for obligation, _ in change.claims_after.concerned(decision)}
    decided = [claim for claim in change.claims_before.by_key.values() if claim.obligation.key in concerned]
    later = [claim for claim in decided if claim.decided_on > decision.date]
    snapshot = change.claims_after.snapshot
    own = [
        claim
        for claim in later
        if not claim.obligation.is_joint or snapshot.is_about_agency(decision, claim.claim.agency)
    ]
    for other, claims in group_by(own, lambda claim: claim.decision.value.id).items():
        tasks = ", ".join(dict.fromkeys(claim.task for claim in claims))
        values = {"id": decision.id, "other": other, "tasks": tasks, "day": claims[0].decided_on}
        yield diagnostic_at(place, "P413", "later", **values)


class _Examined(NamedTuple):
    """A task, an agency that a decision is about, and whether the decision decides its claim."""

    task: str
    agency: str
    finding: str


def _examined(claims: DecidedClaims, decision: Accept | Return) -> Iterator[_Examined]:
    decided = claims.of_decision(decision.id)
    for obligation, work in claims.concerned(decision):
        task = obligation.task.id
        own = [claim for claim in decided if claim.obligation.key == obligation.key]
        if not obligation.is_joint:
            finding = DECIDED if own else _waits_not(work.claim)
            yield _Examined(task, obligation.body.id, finding)
            continue
        current = {claim.agency: claim for claim in work.claims}
        for agency in sorted(obligation.agency_ids | current.keys()):
            if claims.snapshot.is_about_agency(decision, agency):
                is_decided = any(claim.claim.agency == agency for claim in own)
                finding = DECIDED if is_decided else _waits_not(current.get(agency))
                yield _Examined(task, agency, finding)


def _waits_not(claim: Claim | None) -> str:
    """Return why the decision does not decide the current claim: it is accepted, or there is none."""
    return ACCEPTED if claim is not None and claim.accepted is not None else NONE
