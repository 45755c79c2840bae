"""The claims that the decisions of a register accepted or returned."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.decision import Accept, BaseDecision, Return
from plan190.status.obligations import obligations_of
from plan190.status.record import work_of
from plan190.status.snapshot import snapshot_as_of

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Mapping
    from datetime import date

    from plan190.model.decision import Decision
    from plan190.model.register import Entry, Register
    from plan190.status.obligations import Obligation
    from plan190.status.snapshot import Snapshot
    from plan190.status.work_history import Claim, DecidedClaim, WorkHistory


class Key(NamedTuple):
    """A task, the body that owes it according to the plan, the agency that made the claim, and the id of a decision.

    For work of a single agency, the agency that made the claim is left out, because a transfer may change it.
    """

    task: str
    origin: str
    agency: str
    decision: str


@dataclass(frozen=True)
class ObligationClaim:
    """A decided claim and its obligation."""

    obligation: Obligation
    decided: DecidedClaim

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.decided.claim

    @property
    def decision(self) -> Entry[Accept] | Entry[Return]:
        """The decision that accepted or returned it."""
        return self.decided.decision

    @property
    def key(self) -> Key:
        """The key of the obligation and the decision."""
        agency = self.claim.agency if self.obligation.is_joint else ""
        return Key(*self.obligation.key, agency, self.decision.value.id)

    @property
    def task(self) -> str:
        """The id of the task."""
        return self.obligation.task.id

    @property
    def decided_on(self) -> date:
        """The date of the decision."""
        return self.decided.decided_on

    @property
    def names(self) -> Mapping[str, object]:
        """The values that name the claim and the decision in a message."""
        return {"task": self.task, "id": self.decision.value.id}

    def is_read_from(self, other: ObligationClaim, changed: Container[str]) -> bool:
        """Return whether the claim is read from the same entry as the other one, and no file with it is `changed`."""
        own, others = self.claim.update, other.claim.update
        files = {own.report.file, own.file}
        is_same = own.current == others.current and files == {others.report.file, others.file}
        return is_same and not any(file in changed for file in files)

    @property
    def content(self) -> tuple[object, ...]:
        """The content that was decided on."""
        return claim_content(self.claim)


def claim_content(claim: Claim) -> tuple[object, ...]:
    """Return what is decided on with a claim: the completion and its proof, and who reported it when."""
    update = claim.update
    reported = (update.agency, update.period, update.reported_on, update.stated_on)
    return *reported, claim.done_on, update.value.evidence, update.value.indicators


@dataclass(frozen=True)
class DecidedClaims:
    """The claims that the decisions of the register accepted or returned, as of a date."""

    register: Register
    as_of: date

    @cached_property
    def snapshot(self) -> Snapshot:
        """The reports and decisions that count as of the date."""
        return snapshot_as_of(self.register, self.as_of)

    @cached_property
    def in_force(self) -> frozenset[str]:
        """The ids of the decisions that are in force."""
        return frozenset(entry.value.id for entry in self.snapshot.decisions)

    @cached_property
    def by_key(self) -> Mapping[Key, ObligationClaim]:
        """The decided claims by key."""
        return {claim.key: claim for claim in self._claims()}

    def of_decision(self, id_: str) -> list[ObligationClaim]:
        """Return the claims that the decision with this id accepted or returned, in the order of the tasks."""
        return [claim for claim in self.by_key.values() if claim.decision.value.id == id_]

    def concerned(self, decision: Decision) -> Iterator[tuple[Obligation, WorkHistory]]:
        """Yield each obligation that the decision is about, with the history of its work."""
        for obligation in self.obligations:
            if self.snapshot.concerns(decision, obligation):
                yield obligation, self._work_of(obligation)

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """All obligations as of the date."""
        return obligations_of(self.register, self.snapshot.effects, self.as_of)

    def _work_of(self, obligation: Obligation) -> WorkHistory:
        return work_of(obligation, self.snapshot, self.snapshot.decisions_on(obligation, Accept, Return))

    def _claims(self) -> Iterator[ObligationClaim]:
        for obligation in self.obligations:
            if self.snapshot.decisions_on(obligation, Accept, Return):
                decided_claims = self._work_of(obligation).decided
                yield from (ObligationClaim(obligation, decided) for decided in decided_claims)

    def has_decision_on(self, obligation: Obligation, ids: Collection[str]) -> bool:
        """Return whether one of the decisions with these ids is about the obligation."""
        return any(entry.value.id in ids for entry in self.snapshot.decisions_on(obligation, BaseDecision))

    def is_corrected_since(self, decided: ObligationClaim) -> bool:
        """Return whether another report than that of the claim corrects it, submitted after the decision."""
        update = decided.claim.update
        for latest in self.snapshot.updates.get((decided.task, update.agency), ()):
            if latest.period == update.period:
                return latest.entry.file != update.entry.file and latest.stated_on > decided.decided_on
        return False
