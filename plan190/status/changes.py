"""What changed between two assessments of the plan: as of two dates, or of the data of two commits.

Both are states. What happened and was undone between them is not a change.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple, Union

from plan190.errors import TotalsError
from plan190.model.decision import Accept
from plan190.model.register import ReportFile
from plan190.status.comparison import verdict_pairs
from plan190.status.grouping import group_by
from plan190.status.state import State, sum_tallies
from plan190.status.targets import changed_targets, concerns_task, register_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from datetime import date

    from plan190.model.decision import Decision
    from plan190.model.register import Register
    from plan190.model.task import Task
    from plan190.status.comparison import VerdictPair
    from plan190.status.snapshot import Snapshot
    from plan190.status.state import Tally
    from plan190.status.submissions import Submission
    from plan190.status.targets import TargetChange
    from plan190.status.verdicts import Assessment, Verdict
    from plan190.status.work_history import DecidedClaim

Record = Union["ReportFile", "Decision"]
RecordKind = Literal["added", "changed", "removed"]


class ChangeKind(StrEnum):
    """What changed about an obligation, in the order in which changes are listed.

    `reopened`: was done and is not. `claimed`: a claim on a joint task awaits acceptance. `moved`: another due date.
    `added`, `removed`: it exists only after, or only before. `other`: another state or claim for no other reason.
    """

    DONE = "done"
    OVERDUE = "overdue"
    REOPENED = "reopened"
    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    STARTED = "started"
    MOVED = "moved"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    ENDED = "ended"
    HANDED_OVER = "handed_over"
    ADDED = "added"
    REMOVED = "removed"
    OTHER = "other"


class ObligationChange(NamedTuple):
    """One change of an obligation, with the verdicts before and after; None where the obligation does not exist.

    `decision`: the decision that made the change, if one did.
    """

    kind: ChangeKind
    old: Verdict | None
    new: Verdict | None
    decision: Decision | None = None

    @property
    def verdict(self) -> Verdict:
        """The verdict after the change; the one before, if the obligation does not exist any more."""
        verdict = self.new or self.old
        assert verdict is not None, "a change has a verdict"  # noqa: S101 - narrows the type
        return verdict

    @property
    def is_succession(self) -> bool:
        """Whether it was handed over or ended because agencies ceased to exist; not if the roster was corrected."""
        if self.kind not in {ChangeKind.HANDED_OVER, ChangeKind.ENDED} or self.decision or not (self.old and self.new):
            return False
        gone = self.old.obligation.agency_ids - self.new.obligation.agency_ids
        return bool(gone or self.kind is ChangeKind.ENDED) and gone <= set(self.new.obligation.held_ever)


class StateFlow(NamedTuple):
    """The obligations in a state before and after, and how many entered and left it between."""

    state: State
    before: int
    entered: int
    left: int
    after: int


class RecordChange(NamedTuple):
    """A report or decision dated by the earlier date that only one of the two states has, or that differs."""

    kind: RecordKind
    record: Record

    @property
    def dated(self) -> date:
        """The date of the report, or the date from which the decision counts."""
        return self.record.reported_on if isinstance(self.record, ReportFile) else self.record.counts_from

    @property
    def name(self) -> str:
        """The path of the report's file, or the id of the decision."""
        return self.record.file if isinstance(self.record, ReportFile) else self.record.id


@dataclass(frozen=True)
class Changes:
    """What changed between two assessments.

    `obligations`: by agency in the plan's order, then by task; several if an obligation changed in several ways.
    `flows`: of all obligations by state. `missing`: the reports that became missing. `submitted`: the reports submitted
    after the earlier date. `left_out`: the reports that only the earlier state leaves out because of errors.
    `records`: what was recorded, changed or removed later, and explains why two answers for one date differ.
    `targets`: what differs in the plan's own data.
    """

    before: date
    after: date
    obligations: tuple[ObligationChange, ...]
    flows: tuple[StateFlow, ...]
    missing: tuple[Submission, ...]
    submitted: tuple[Submission, ...]
    left_out: tuple[Submission, ...]
    records: tuple[RecordChange, ...]
    targets: tuple[TargetChange, ...] = ()

    def __post_init__(self) -> None:
        """Raise TotalsError if the obligations of a state before, entered and left do not add up to those after."""
        for flow in self.flows:
            if flow.before + flow.entered - flow.left != flow.after:
                raise TotalsError(f"{flow} does not add up")

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not any((self.obligations, self.missing, self.submitted, self.left_out, self.records, self.targets))

    @property
    def changed_flows(self) -> tuple[StateFlow, ...]:
        """The states that obligations entered or left."""
        return tuple(flow for flow in self.flows if flow.entered or flow.left)

    @cached_property
    def by_kind(self) -> dict[ChangeKind, list[ObligationChange]]:
        """The changes of each kind that occurs, in the order of the kinds."""
        groups = group_by(self.obligations, attrgetter("kind"))
        return {kind: groups[kind] for kind in ChangeKind if kind in groups}


def changes_between(
    before: Assessment,
    after: Assessment,
    agencies: Collection[str] | None = None,
    targets: tuple[TargetChange, ...] = (),
) -> Changes:
    """Return what changed; `targets`: as in `Changes`, computed by `targets_between`.

    `agencies`: only what concerns the agencies with these ids, which owe the obligation before or after. An obligation
    that passes to one of them enters its states, and one that passes on leaves them. Raise TotalsError if the totals do
    not add up.
    """
    everything = verdict_pairs(before, after)
    pairs = [pair for pair in everything if any(_is_owed_by(verdict, agencies) for verdict in pair)]
    states = [(_state(old, agencies), _state(new, agencies)) for old, new in pairs]
    obligations = list(chain.from_iterable(map(_changes_of, pairs)))
    order = {item.agency.id: number for number, item in enumerate(after.agencies)}
    obligations.sort(key=lambda change: order.get(change.verdict.body.id, len(order)))
    submitted = _new_submissions(before, after, attrgetter("reported_on"), agencies)
    return Changes(
        before=before.as_of,
        after=after.as_of,
        obligations=tuple(obligations),
        flows=tuple(_flows(_tally(before, agencies), _tally(after, agencies), states)),
        missing=_new_submissions(before, after, attrgetter("is_missing"), agencies),
        submitted=tuple(item for item in submitted if (item.reported_on or before.as_of) > before.as_of),
        left_out=_new_submissions(after, before, attrgetter("left_out"), agencies),
        records=tuple(_record_changes(before, after, agencies)),
        targets=targets,
    )


def targets_between(before: Register, after: Register, tasks: Collection[Task] | None) -> tuple[TargetChange, ...]:
    """Return what differs in the plan's own data and concerns one of the tasks; None for everything."""
    if before is after:
        return ()
    changes = changed_targets(register_targets(before), register_targets(after))
    if tasks is None:
        return tuple(changes)
    concerns = partial(_concerns_any, registers=(before, after), tasks=tasks)
    return tuple(filter(concerns, changes))


def _concerns_any(change: TargetChange, registers: Iterable[Register], tasks: Collection[Task]) -> bool:
    return any(concerns_task(change, register, task) for register in registers for task in tasks)


def _is_owed_by(verdict: Verdict | None, agencies: Collection[str] | None) -> bool:
    """Return whether the obligation exists and one of the agencies owes it; None for all agencies."""
    return verdict is not None and (agencies is None or not verdict.obligation.agency_ids.isdisjoint(agencies))


def _state(verdict: Verdict | None, agencies: Collection[str] | None) -> State | None:
    """Return the state of the obligation if one of the agencies owes it, else None."""
    return verdict.state if verdict is not None and _is_owed_by(verdict, agencies) else None


# --- obligations ------------------------------------------------------------------------------------------------------


def _changes_of(pair: VerdictPair) -> Iterator[ObligationChange]:
    """Yield the changes of one obligation."""
    old, new = pair
    if old is None or new is None:
        yield ObligationChange(ChangeKind.ADDED if old is None else ChangeKind.REMOVED, old, new)
        return
    changes = [*_progress_changes(old, new), *_decided_changes(old, new)]
    explained = any(change.kind in _OF_STATE for change in changes)
    if (old.state is not new.state and not explained) or (_CLAIM(old) != _CLAIM(new) and not changes):
        changes.append(ObligationChange(ChangeKind.OTHER, old, new))
    yield from changes


_CLAIM = attrgetter("accepted", "claimed", "claim_returned")
"""What is known of the claim on an obligation."""

_OF_STATE = frozenset(
    {
        ChangeKind.DONE,
        ChangeKind.OVERDUE,
        ChangeKind.REOPENED,
        ChangeKind.MOVED,
        ChangeKind.SUSPENDED,
        ChangeKind.RESUMED,
        ChangeKind.ENDED,
    }
)
"""The changes that say why an obligation is in another state."""


def _progress_changes(old: Verdict, new: Verdict) -> Iterator[ObligationChange]:
    """Yield what follows from reports and from the date."""
    changed = {
        ChangeKind.DONE: new.is_done and not old.is_done,
        ChangeKind.OVERDUE: new.state is State.OVERDUE and old.state is not State.OVERDUE,
        ChangeKind.REOPENED: old.is_done and not new.is_done,
        ChangeKind.CLAIMED: _is_only_claimed(new) and not old.claimed,
        ChangeKind.STARTED: _has_started(new) and not _has_started(old) and not (new.is_done or new.claimed),
    }
    for kind, is_changed in changed.items():
        if is_changed:
            yield ObligationChange(kind, old, new)


def _is_only_claimed(verdict: Verdict) -> bool:
    """Return whether a claim awaits acceptance and the work, which is joint, is not done without it."""
    return verdict.claimed and not verdict.is_done


def _has_started(verdict: Verdict) -> bool:
    """Return whether a report says that work has begun."""
    return any(update.state in {"in_progress", "done"} for update in verdict.work.updates)


def _decided_changes(old: Verdict, new: Verdict) -> Iterator[ObligationChange]:
    """Yield what follows from decisions and from the succession of agencies, with the decisions."""
    for decided in new.work.decided:
        if not any(_is_same_claim(decided, known) for known in old.work.decided):
            decision = decided.decision.value
            kind = ChangeKind.ACCEPTED if isinstance(decision, Accept) else ChangeKind.RETURNED
            yield ObligationChange(kind, old, new, decision)
    if old.due != new.due:
        known_moves = [move.entry.value for move in old.record.due_history.moves_in_force]
        moves = [move.entry.value for move in new.record.due_history.moves_in_force[-1:]]
        moved_by = next((decision for decision in moves if decision not in known_moves), None)
        if moved_by is not None or not _is_next_occurrence(old, new):
            yield ObligationChange(ChangeKind.MOVED, old, new, moved_by)
    pause = new.record.current_pause
    if new.suspended and not old.suspended and pause is not None:
        yield ObligationChange(ChangeKind.SUSPENDED, old, new, pause.entry.value)
    if old.suspended and pause is None:
        yield ObligationChange(ChangeKind.RESUMED, old, new)
    if new.state is State.ENDED and old.state is not State.ENDED:
        closed = new.record.closed
        yield ObligationChange(ChangeKind.ENDED, old, new, closed.value if closed is not None else None)
    if old.obligation.agency_ids != new.obligation.agency_ids:
        transfer = new.obligation.holders[-1].transfer
        yield ObligationChange(ChangeKind.HANDED_OVER, old, new, transfer.value if transfer is not None else None)


def _is_next_occurrence(old: Verdict, new: Verdict) -> bool:
    """Return whether the due dates differ because another occurrence of the same recurring work is current."""
    return new.record.recurrence is not None and old.obligation.rule == new.obligation.rule


def _is_same_claim(decided: DecidedClaim, other: DecidedClaim) -> bool:
    """Return whether both are the same decision on the claim of the same agency."""
    decision, known = decided.decision.value, other.decision.value
    return (decision.id, decision.kind, decided.claim.agency) == (known.id, known.kind, other.claim.agency)


# --- totals, reports, records -----------------------------------------------------------------------------------------


def _tally(assessment: Assessment, agencies: Collection[str] | None) -> Tally:
    """Return the tally of the obligations that the agencies owe, alone or jointly; of all of them for None."""
    if agencies is None:
        return assessment.by_obligation
    own = [item.leads for item in assessment.agencies if item.agency.id in agencies]
    own += [item.leads for item in assessment.joint if _is_owed_by(item.verdicts[0], agencies)]
    return sum_tallies(own, sum(item.total for item in own))


def _flows(before: Tally, after: Tally, states: Iterable[tuple[State | None, State | None]]) -> Iterator[StateFlow]:
    """Yield the flow of each state that occurs, given the state of each obligation before and after."""
    changed = [(old, new) for old, new in states if old is not new]
    left, entered = Counter(old for old, _ in changed), Counter(new for _, new in changed)
    for state in State:
        if before[state] or entered[state] or after[state]:
            yield StateFlow(state, before[state], entered[state], left[state], after[state])


def _new_submissions(
    before: Assessment, after: Assessment, has: Callable[[Submission], object], agencies: Collection[str] | None
) -> tuple[Submission, ...]:
    """Return the submissions of these agencies that have the property after and not before."""
    known = {(item.agency.id, item.period) for item in before.submissions if has(item)}
    return tuple(
        item
        for item in after.submissions
        if has(item) and (item.agency.id, item.period) not in known and _includes(agencies, item.agency.id)
    )


def _includes(agencies: Collection[str] | None, agency: str) -> bool:
    return agencies is None or agency in agencies


def _record_changes(before: Assessment, after: Assessment, agencies: Collection[str] | None) -> Iterator[RecordChange]:
    """Yield the reports, then the decisions, dated by the earlier date that were added, changed or removed later."""
    for records_of in (_reports, _decisions):
        old, new = (records_of(item.snapshot, before.as_of) for item in (before, after))
        for kind, record in _differences(old, new):
            if agencies is None or any(_concerns(after.snapshot, record, id_) for id_ in agencies):
                yield RecordChange(kind, record)


def _reports(snapshot: Snapshot, through: date) -> Mapping[str, Record]:
    return {report.file: report for report in snapshot.reports if report.reported_on <= through}


def _decisions(snapshot: Snapshot, through: date) -> Mapping[str, Record]:
    return {effect.entry.value.id: effect.entry.value for effect in snapshot.effects if effect.since <= through}


def _concerns(snapshot: Snapshot, record: Record, agency: str) -> bool:
    """Return whether the report is that of the agency, or the decision is about it."""
    return record.agency == agency if isinstance(record, ReportFile) else snapshot.is_about_agency(record, agency)


def _differences(old: Mapping[str, Record], new: Mapping[str, Record]) -> Iterator[tuple[RecordKind, Record]]:
    """Yield each record that is only in `new` ("added"), differs ("changed"), or is only in `old` ("removed")."""
    for key, record in new.items():
        if key not in old:
            yield "added", record
        elif old[key] != record:
            yield "changed", record
    for key, record in old.items():
        if key not in new:
            yield "removed", record
