"""Who brought what into the repository, and when: the commits of files, of decisions, and of changed targets."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.decision import Close, Extend, Happened, Resume, Schedule, Settle, Suspend, Transfer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from plan190.model.decision import Decision
    from plan190.status.targets import Link, TargetChange


class Recorded(NamedTuple):
    """A commit as people read it: its short hash, its date in the time zone of the plan, and its committer."""

    commit: str
    day: date
    committer: str


class Record(NamedTuple):
    """The commit that added something to the repository, and the last one that changed it after that, if any.

    `is_current`: whether the data have it as it was committed last.
    """

    added: Recorded
    changed: Recorded | None = None
    is_current: bool = True


class RecordedChange(NamedTuple):
    """A change of a target in the repository. `decision`: the one that the same commit records on it, if any."""

    change: TargetChange
    recorded: Recorded
    decision: Decision | None

    @property
    def is_undecided(self) -> bool:
        """Whether no decision was recorded with it, and the data state no legal basis; an assumption needs neither."""
        return self.decision is None and self.change.basis is None and self.change.field != "assumed"


class UnreadVersion(NamedTuple):
    """A version of a file of the plan that cannot be compared, because it has errors or the commit removed it."""

    file: str
    recorded: Recorded


class RepositoryHistory(NamedTuple):
    """What the commits of the data folder brought.

    `files`, `decisions`: the record of each file by path, and of each decision by id; those that were never committed
    have none. `changes`: the changed targets, oldest first. `unread`: the versions that were not compared.
    """

    files: Mapping[str, Record] = MappingProxyType({})
    decisions: Mapping[str, Record] = MappingProxyType({})
    changes: tuple[RecordedChange, ...] = ()
    unread: tuple[UnreadVersion, ...] = ()


def decision_on(change: TargetChange, decisions: Iterable[Decision]) -> Decision | None:
    """Return the first of the decisions that is about the subject of the change; None if there is none."""
    return next((decision for decision in decisions if not change.links.isdisjoint(_links(decision))), None)


def _links(decision: Decision) -> set[Link]:
    """Return what a decision on targets names: tasks, bodies, awaited items, or the assumption that it settles.

    Acceptances, returns, answers and withdrawals decide on no target.
    """
    match decision:
        case Settle(assumption=assumption):
            return {("assumption", assumption)}
        case Happened(event=awaited) | Schedule(schedule=awaited):
            return {("awaited", awaited)}
        case Transfer(tasks=tasks, agency=agency, to=to):
            return {("body", agency), ("body", to), *(("task", task) for task in tasks)}
        case Extend() | Suspend() | Resume() | Close() if decision.tasks:
            return {("task", task) for task in decision.tasks}
        case Suspend() | Resume() | Close():
            return {("body", agency) for agency in decision.agencies}
        case _:
            return set()
