"""The claims that the decisions of a register accepted or returned."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.decision import Accept, BaseDecision, Return
from plan190.status.obligations import obligations_of
from plan190.status.record import work_parts
from plan190.status.snapshot import snapshot_as_of
from plan190.status.work_history import work_history_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from plan190.model.register import Entry, Register
    from plan190.status.obligations import Obligation
    from plan190.status.snapshot import Snapshot, TaskUpdate
    from plan190.status.work_history import Claim


class Key(NamedTuple):
    """A task, the body that owes it according to the plan, the agency that made the claim, and the id of a decision.

    For work of a single agency, the agency that made the claim is left out, because a transfer may change it.
    """

    task: str
    origin: str
    agency: str
    decision: str


@dataclass(frozen=True)
class DecidedClaim:
    """A claim on an obligation, and a decision that accepted or returned it."""

    obligation: Obligation
    decision: Entry[Accept] | Entry[Return]
    claim: Claim

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
        return self.decision.value.date

    @property
    def names(self) -> Mapping[str, object]:
        """The values that name the claim and the decision in a message."""
        return {"task": self.task, "id": self.decision.value.id}

    @property
    def content(self) -> tuple[object, ...]:
        """The content that was decided on: the completion and its proof, and who reported it when."""
        update = self.claim.update
        reported = (update.agency, update.period, update.reported_on, update.stated_on)
        return *reported, self.claim.done_on, update.value.evidence, update.value.indicators


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
    def by_key(self) -> Mapping[Key, DecidedClaim]:
        """The decided claims by key."""
        claims: dict[Key, DecidedClaim] = {}
        for obligation in obligations_of(self.register, self.snapshot.effects, self.as_of):
            claims |= {decided.key: decided for decided in self._decided(obligation)}
        return claims

    def _decided(self, obligation: Obligation) -> Iterator[DecidedClaim]:
        all_decisions = self.snapshot.decisions_on(obligation, Accept, Return)
        if not all_decisions:
            return
        for updates, decisions in work_parts(obligation, self.snapshot, all_decisions):
            for number, entry in enumerate(decisions):
                claim = _claim_on(entry.value.date, updates, decisions[:number])
                # A decision made before a correction of the claim does not apply to the corrected claim.
                if claim is not None and claim.update.stated_on <= entry.value.date:
                    yield DecidedClaim(obligation, entry, claim)

    def has_decision_on(self, obligation: Obligation, ids: Collection[str]) -> bool:
        """Return whether one of the decisions with these ids is about the obligation."""
        return any(entry.value.id in ids for entry in self.snapshot.decisions_on(obligation, BaseDecision))

    def is_corrected_since(self, decided: DecidedClaim) -> bool:
        """Return whether another report than that of the claim corrects it, submitted after the decision."""
        update = decided.claim.update
        for latest in self.snapshot.updates.get((decided.task, update.agency), ()):
            if latest.period == update.period:
                return latest.entry.file != update.entry.file and latest.stated_on > decided.decided_on
        return False


def _claim_on(
    day: date, updates: Sequence[TaskUpdate], decisions: Sequence[Entry[Accept] | Entry[Return]]
) -> Claim | None:
    """Return the current claim on a date after the updates reported by then and these decisions."""
    reported = tuple(update for update in updates if update.reported_on <= day)
    return work_history_of(reported, decisions).claim
