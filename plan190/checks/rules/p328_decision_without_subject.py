"""P328: decisions that refer to something that does not exist, contradict themselves, or have no effect."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, product, takewhile
from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.checks.task_decisions import TaskDecisions
from plan190.model.agency import Agency, Group
from plan190.model.decision import (
    Accept,
    Close,
    Extend,
    Happened,
    Reply,
    Resume,
    Return,
    Schedule,
    Settle,
    Suspend,
    Transfer,
    Withdraw,
)
from plan190.status.due_history import resumed_by, scope_of, suspensions_before
from plan190.status.grouping import group_by
from plan190.status.obligations import obligations_finder
from plan190.status.record import due_history_for, work_of
from plan190.status.snapshot import Snapshot, effects_of, in_force, of_kinds, subjects_of, tasks_named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from typing import Any

    from plan190.model.decision import Decision
    from plan190.model.register import Entry, Register, ReportFile
    from plan190.model.task import Task
    from plan190.status.due_history import DueHistory
    from plan190.status.obligations import Obligation, TaskObligations
    from plan190.status.snapshot import TaskUpdate

_ONE_MISTAKE = {"suspended", "resume-several"}
"""The variants that are reported once for a decision, because all its tasks have the same mistake."""

BETWEEN_AGENCIES = True
NEEDS = ("plan.yaml", "agencies.yaml", "tasks.yaml", "decisions.yaml", "updates")


def check(register: Register) -> Iterator[Problem]:
    """Report each decision that refers to something that does not exist, contradicts itself, or has no effect.

    A decision is checked against the decisions before it, by date and then in the order of the file. One that was
    replaced or withdrawn is checked only for its own reference to an earlier decision.
    """
    before = _Before(register)
    standing = {entry.value.id for entry in in_force(register.decisions) if not isinstance(entry.value, Withdraw)}
    for number, entry in enumerate(register.decisions):
        yield from _corrected(entry, before.decisions.linked_before(number))
        if entry.value.id in standing and not isinstance(entry.value, Withdraw):
            yield from _subject(register, entry, before.state(number))


class _Before:
    """What applied before each decision."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.decisions = TaskDecisions(register)
        self.find = obligations_finder(register)
        self.reports = group_by(register.reports, lambda report_file: report_file.agency)

    def state(self, number: int) -> _State:
        """Return what applied before the decision with this number."""
        entry = self.register.decisions[number]
        tasks = _tasks_of(self.register, entry.value)
        effects = effects_of(self.decisions.before(number, tasks))
        others = [effect for effect in effects if effect.entry.value.id != entry.value.id]
        # A transfer passes on what the agency owes when it is recorded.
        day = entry.value.counts_from if isinstance(entry.value, Transfer) else entry.value.date
        owed = [self.find(task.id, others, day) for task in tasks]
        return _State(self, number, entry, tasks, owed)


def _tasks_of(register: Register, decision: Decision) -> Sequence[Task]:
    """Return the tasks that the decision is about."""
    tasks = tuple(register.tasks_by_id.values())
    if None in subjects_of(decision):
        return tasks
    return [register.tasks_by_id[id_] for id_ in tasks_named(decision, tasks) if id_ in register.tasks_by_id]


@dataclass(frozen=True)
class _State:
    """What applied before a decision. `owed`: the obligations on its tasks, without its own effect."""

    before: _Before
    number: int
    entry: Entry[Any]
    tasks: Sequence[Task]
    owed: Sequence[TaskObligations]

    def obligations(self) -> list[Obligation]:
        """Return the obligations on the tasks that an agency owes.

        A claim can be accepted or returned after its agency has ceased to exist.
        """
        return self._counted(chain.from_iterable(obligations.all for obligations in self.owed))

    def obligations_of(self, agencies: Iterable[str]) -> list[Obligation]:
        """Return those that one of the agencies owes, and the joint ones on which its claim can be decided."""
        is_on_claim = isinstance(self.entry.value, Accept | Return)
        found: dict[tuple[str, str], Obligation] = {}
        for obligations, agency in product(self.owed, agencies):
            of_agency = obligations.decided_for(agency) if is_on_claim else obligations.of(agency)
            found |= {obligation.key: obligation for obligation in of_agency}
        return self._counted(found.values())

    def _counted(self, obligations: Iterable[Obligation]) -> list[Obligation]:
        if isinstance(self.entry.value, Accept | Return):
            return list(obligations)
        return [obligation for obligation in obligations if obligation.ceased_on is None]

    def snapshot(self, obligations: Iterable[Obligation], named: Collection[str]) -> Snapshot:
        """Return the decisions and reports that count before the decision, with itself.

        They are those about these obligations and the named agencies. Only acceptance, return and reply are checked
        against the reports.
        """
        decision, agencies = self.entry.value, set(named)
        for obligation in obligations:
            agencies.update(obligation.held_ever)
        effects = effects_of(self.before.decisions.before(self.number, self.tasks, agencies))
        reports: tuple[ReportFile, ...] = ()
        if isinstance(decision, Accept | Return | Reply):
            reports = tuple(self._reports(agencies, decision.date))
        return Snapshot(reports, effects, self.before.register.member_ids)

    def _reports(self, agencies: Iterable[str], as_of: date) -> Iterator[ReportFile]:
        """Yield the reports of the agencies that count as of the date, only with their entries on the tasks."""
        ids = {task.id for task in self.tasks}
        for report_file in chain.from_iterable(self.before.reports.get(agency, ()) for agency in agencies):
            index = report_file.index
            updates = tuple(update for update in index.updates if update.task in ids)
            corrections = tuple(correction for correction in index.corrections if correction.task in ids)
            if (updates or corrections) and index.counts_on(as_of):
                yield replace(report_file, index=index._replace(updates=updates, corrections=corrections))


def _corrected(entry: Entry[Any], earlier: Sequence[Entry[Any]]) -> Iterator[Problem]:
    """Yield the problem of the reference to the earlier decision that the entry corrects or withdraws.

    `earlier`: the decisions written before it that are linked with it.
    """
    decision = entry.value
    if decision.corrects is None:
        return
    at, id_ = entry.at("corrects"), decision.corrects
    corrected = next((other.value for other in earlier if other.value.id == id_), None)
    if corrected is None:
        yield problem(at, "corrects", id=id_)
    elif id_ not in {other.value.id for other in in_force(earlier)}:
        yield problem(at, "corrects-gone", id=id_)
    elif corrected.date > decision.date:
        yield problem(at, "corrects-later", id=id_, day=corrected.date)
    elif not isinstance(decision, Withdraw) and corrected.kind != decision.kind:
        yield problem(at, "corrects-kind", id=id_, kind=corrected.kind)


def _subject(register: Register, entry: Entry[Any], state: _State) -> Iterator[Problem]:
    """Yield the problems of the subject of the decision."""
    decision = entry.value
    match decision:
        case Happened() | Schedule():
            yield from _awaited(register, entry, state)
        case Settle(assumption=id_):
            if id_ not in {assumed.value.id for assumed in register.assumptions()}:
                yield problem(entry.at("assumption"), "assumption", id=id_)
        case Reply(agency=agency, task=task, obstacle=id_):
            if not _has_obstacle(decision, state):
                yield problem(entry.at("obstacle"), "obstacle", agency=agency, task=task, id=id_)
        case Transfer():
            yield from _transfer(register, entry, state)
        case _:
            yield from _obligations(register, entry, state)


def _awaited(register: Register, entry: Entry[Any], state: _State) -> Iterator[Problem]:
    """Yield the problems of an event or schedule: its name, its date, the agencies that wait for it."""
    decision = entry.value
    id_ = getattr(decision, decision.kind)
    known = [awaited.id for awaited in register.awaited.values() if awaited.kind == decision.kind]
    if id_ not in known:
        yield problem(entry.at(decision.kind), "awaited", id=id_, allowed=", ".join(known))
    if isinstance(decision, Schedule):
        if (decision.until is None) != decision.recurring:
            yield problem(entry.at("schedule"), "schedule", id=id_)
    elif decision.until is not None and decision.until < decision.date:
        yield problem(entry.at("until"), "until", day=decision.until, decided=decision.date)
    yield from _not_leading(register, entry, state)


def _has_obstacle(reply: Reply, state: _State) -> bool:
    """Return whether the agency has the obstacle, or received it with the task from the agency that reported it."""
    owed = state.obligations_of([reply.agency])
    own = [obligation for obligation in owed if not obligation.is_joint]
    joint = (obligation for obligation in owed if obligation.is_joint)
    agencies = [reply.agency, *chain.from_iterable(_passing_to(obligation, reply.agency) for obligation in joint)]
    snapshot = state.snapshot(own, agencies)
    reported = [snapshot.updates_of(obligation) for obligation in own]
    reported += [tuple(snapshot.updates.get((reply.task, id_), ())) for id_ in agencies]
    return any(_lists_obstacle(updates, reply.obstacle) for updates in reported)


def _passing_to(obligation: Obligation, agency: str) -> Iterator[str]:
    """Yield the ids of the agencies whose part of a joint task passed to the agency, directly or through others."""
    for holder in obligation.holders:
        if any(receiver.agency.id == agency for receiver in obligation.receivers(holder)):
            yield holder.agency.id


def _lists_obstacle(updates: Sequence[TaskUpdate], obstacle: str) -> bool:
    """Return whether the latest update other than `unchanged` names the obstacle."""
    for update in reversed(updates):
        if update.value.state != "unchanged":
            return obstacle in {listed.name for listed in update.value.obstacles}
    return False


def _transfer(register: Register, entry: Entry[Transfer], state: _State) -> Iterator[Problem]:
    transfer = entry.value
    if transfer.to == transfer.agency or isinstance(register.bodies.get(transfer.to), Group):
        yield problem(entry.at("to"), "to", id=transfer.to)
    if not isinstance(register.bodies.get(transfer.agency), Agency):
        yield problem(entry.at("agency"), "to", id=transfer.agency)
        return
    owed_tasks = {obligation.task.id for obligation in state.obligations_of([transfer.agency])}
    for task in entry.parts("tasks"):
        if task.value in register.tasks_by_id and task.value not in owed_tasks:
            yield problem(task, "task", task=task.value)


def _obligations(register: Register, entry: Entry[Any], state: _State) -> Iterator[Problem]:
    """Yield the problems of a decision on tasks and agencies, or on the whole plan."""
    decision = entry.value
    whole_plan = getattr(decision, "whole_plan", False)
    if whole_plan == bool(decision.tasks or decision.agencies):
        variant = "both" if whole_plan else "nothing"
        yield problem(entry.at("kind"), variant, kind=decision.kind)
        return
    yield from _not_leading(register, entry, state)
    named = [agency.id for agency in register.members(decision.agencies)]
    owed = state.obligations_of(named) if decision.agencies else state.obligations()
    if decision.agencies and isinstance(decision, Accept | Return):
        owed = [_of_holders(obligation, named) for obligation in owed]
    snapshot = state.snapshot(owed, named)
    suspensions = {None, *(effect.entry.value.id for effect in snapshot.effects_of_kind(Suspend))}
    if isinstance(decision, Resume) and decision.resumes not in suspensions:
        yield problem(entry.at("resumes"), "resumes", id=decision.resumes)
        return
    if decision.tasks:
        yield from _named_tasks(register, entry, snapshot, owed)
        return
    affected = [obligation for obligation in owed if not _names_some(register, decision, obligation)]
    if affected:
        at = entry.at("agencies" if decision.agencies else "whole_plan")
        yield from _effect(register, entry, snapshot, affected, at)


def _of_holders(obligation: Obligation, agencies: Collection[str]) -> Obligation:
    """Return a joint obligation with these agencies only, because each of them makes a claim of its own."""
    if not obligation.is_joint:
        return obligation
    return replace(obligation, holders=tuple(holder for holder in obligation.holders if holder.agency.id in agencies))


def _named_tasks(
    register: Register, entry: Entry[Any], snapshot: Snapshot, owed: list[Obligation]
) -> Iterator[Problem]:
    """Yield the problems of each task that the decision names; `owed` are the obligations that it is about."""
    agencies = entry.value.agencies
    reported: set[str] = set()
    has_agency = not agencies or bool(register.members(agencies))
    for task in entry.parts("tasks"):
        affected = [obligation for obligation in owed if obligation.task.id == task.value]
        if any(_names_some(register, entry.value, obligation) for obligation in affected):
            yield problem(task, "jointly", task=task.value)
        elif affected:
            for at, variant, values in _effect(register, entry, snapshot, affected, task):
                if variant not in reported:
                    yield at, variant, values
                reported |= {variant} & _ONE_MISTAKE
        elif has_agency and task.value in register.tasks_by_id:
            yield problem(task, "task", task=task.value)


def _names_some(register: Register, decision: Decision, obligation: Obligation) -> bool:
    """Return whether a decision about a joint task as a whole names only some of the agencies that owe it.

    The claim of one agency can be accepted or returned, and the part of one agency can be closed.
    """
    if not obligation.is_joint or not isinstance(decision, Extend | Suspend | Resume) or not decision.agencies:
        return False
    return not obligation.agency_ids <= {agency.id for agency in register.members(decision.agencies)}


def _not_leading(register: Register, entry: Entry[Any], state: _State) -> Iterator[Problem]:
    """Yield a problem for each agency or group of a decision that owes none of the obligations.

    A decision that closes all work of an agency also ends its duty to report.
    """
    ends_reports = isinstance(entry.value, Close) and not entry.value.tasks
    for body in entry.parts("agencies"):
        members = register.members((body.value,))
        owing = (agency for agency in members if not agency.has_ceased_by(entry.value.date))
        reports = ends_reports and any(agency.monthly_report == "required" for agency in owing)
        if members and not reports and not state.obligations_of(agency.id for agency in members):
            yield problem(body, "leads", id=body.value)


def _effect(
    register: Register, entry: Entry[Any], snapshot: Snapshot, affected: list[Obligation], at: Entry[Any]
) -> Iterator[Problem]:
    """Yield the problem of a decision that has no effect on any of the obligations."""
    decision = entry.value
    match decision:
        case Accept() | Return() if not any(_was_claimed(snapshot, obligation, entry) for obligation in affected):
            yield problem(at, "claim", id=decision.id, kind=decision.kind)
        case Extend():
            histories = [_due_history(register, obligation, snapshot) for obligation in affected]
            yield from _extended(entry, [_due_before(history, entry) for history in histories], at)
        case Suspend():
            suspended = _suspensions_before(snapshot, affected, entry)
            repeated = [_same_scope(decision, before) for before in suspended]
            if all(repeated):
                yield problem(at, "suspended", id=repeated[0][0])
        case Resume():
            yield from _resumed(entry, _suspensions_before(snapshot, affected, entry), at)


def _same_scope(suspend: Suspend, suspended: Mapping[str, Suspend]) -> list[str]:
    """Return the ids of the suspensions that are about the same tasks and agencies."""
    return [id_ for id_, other in suspended.items() if scope_of(other) == scope_of(suspend)]


def _suspensions_before(
    snapshot: Snapshot, obligations: Iterable[Obligation], entry: Entry[Any]
) -> list[dict[str, Suspend]]:
    """Return the suspensions of each obligation that apply immediately before the decision."""
    effects = (of_kinds(snapshot.effects_on(obligation), Suspend, Resume) for obligation in obligations)
    return [suspensions_before(of_obligation, entry) for of_obligation in effects]


def _resumed(entry: Entry[Resume], suspended: list[dict[str, Suspend]], at: Entry[Any]) -> Iterator[Problem]:
    """Yield the problem of a resumption that ends no suspension, or does not name one of several."""
    resume = entry.value
    if resume.resumes is not None:
        if not any(resumed_by(resume, before) for before in suspended):
            yield problem(at, "resumes-ended", id=resume.resumes)
        return
    unclear = [before for before in suspended if before and not resumed_by(resume, before)]
    if unclear:
        yield problem(at, "resume-several", ids=", ".join(unclear[0]))
    elif not any(suspended):
        yield problem(at, "resume", id=resume.id)


def _due_history(register: Register, obligation: Obligation, snapshot: Snapshot) -> DueHistory:
    plan = register.plan
    return due_history_for(obligation, snapshot.effects_on(obligation), plan, plan.policy)


def _extended(entry: Entry[Extend], due: list[date | None], at: Entry[Any]) -> Iterator[Problem]:
    """Yield the problem of a new due date; `due` are the due dates that it replaces."""
    until, at_until = entry.value.until, entry.at("until")
    latest = max(filter(None, due), default=until)
    if None in due:
        yield problem(at, "undated", id=entry.value.id)
    elif until <= latest:
        yield problem(at_until, "not-later", day=until, due=latest)
    elif until < entry.value.date:
        yield problem(at_until, "until", day=until, decided=entry.value.date)


def _was_claimed(snapshot: Snapshot, obligation: Obligation, entry: Entry[Any]) -> bool:
    """Return whether there was a claim before the decision."""
    decisions = snapshot.decisions_on(obligation, Accept, Return)
    before = tuple(takewhile(lambda decision: decision != entry, decisions))
    return work_of(obligation, snapshot, before).claim is not None


def _due_before(history: DueHistory, entry: Entry[Extend]) -> date | None:
    """Return the due date before the decision."""
    moves = takewhile(lambda move: move.entry != entry, history.moves)
    return history._replace(moves=tuple(moves)).current
