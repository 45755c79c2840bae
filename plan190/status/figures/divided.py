"""Obligations divided into those that the plan states and those that depend on an assumed roster; the assumptions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.agency import Group
from plan190.model.decision import Settle
from plan190.model.task import task_order
from plan190.status.grouping import group_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from plan190.model.reading import Assumed
    from plan190.model.register import Register
    from plan190.model.task import Task
    from plan190.status.state import State
    from plan190.status.verdicts import Assessment, Verdict


class ObligationList(NamedTuple):
    """Some obligations in the order in which they are listed."""

    verdicts: tuple[Verdict, ...] = ()

    @property
    def own(self) -> tuple[Verdict, ...]:
        """Those that one agency owes alone."""
        return tuple(verdict for verdict in self.verdicts if not verdict.is_joint)

    @property
    def joint(self) -> tuple[Verdict, ...]:
        """The joint tasks among them."""
        return tuple(verdict for verdict in self.verdicts if verdict.is_joint)

    @property
    def by_state(self) -> Mapping[State, int]:
        """The number of them in each state that occurs."""
        return Counter(verdict.state for verdict in self.verdicts)

    @property
    def agencies(self) -> int:
        """The number of agencies that owe at least one of them alone."""
        return len({verdict.body.id for verdict in self.own})

    @property
    def by_task(self) -> dict[str, list[Verdict]]:
        """The obligations by task id, in their order."""
        return group_by(self.verdicts, lambda verdict: verdict.task.id)

    @property
    def tasks(self) -> tuple[str, ...]:
        """The ids of their tasks, by number."""
        return tuple(sorted(self.by_task, key=task_order))


class Divided(NamedTuple):
    """The stated and the assumed obligations of a list."""

    stated: ObligationList
    assumed: ObligationList


def divided(verdicts: Iterable[Verdict]) -> Divided:
    """Return the stated and the assumed ones of these obligations, both in their order."""
    parts = group_by(verdicts, lambda verdict: verdict.is_stated)
    return Divided(ObligationList(tuple(parts.get(True, ()))), ObligationList(tuple(parts.get(False, ()))))


class AssumptionNote(NamedTuple):
    """An assumption by which agencies owe tasks, the ids of these tasks, and the decision that settles it, if any."""

    assumption: Assumed
    tasks: tuple[str, ...]
    settled: Settle | None


def assumption_notes(
    register: Register, assessment: Assessment, tasks: Iterable[Task], agencies: Collection[str]
) -> tuple[AssumptionNote, ...]:
    """Return the assumptions by which the agencies owe these tasks: the rosters, then those written at tasks."""
    assumptions: dict[str, Assumed] = {}
    owed: dict[str, list[str]] = {}
    tasks = list(tasks)
    rosters = [(task, _rosters(register, task, agencies)) for task in tasks]
    written = [(task, register.assumed_at_tasks.get(task.id, ())) for task in tasks]
    for task, about_task in (*rosters, *written):
        for assumption in about_task:
            assumptions[assumption.id] = assumption
            owed.setdefault(assumption.id, []).append(task.id)
    settled = settlements(assessment)
    return tuple(AssumptionNote(assumptions[id_], tuple(ids), settled.get(id_)) for id_, ids in owed.items())


def settlements(assessment: Assessment) -> dict[str, Settle]:
    """Return the decisions that settle assumptions by the id of the assumption; the last one counts."""
    return {entry.value.assumption: entry.value for entry in assessment.snapshot.of_kind(Settle)}


def _rosters(register: Register, task: Task, agencies: Collection[str]) -> Iterator[Assumed]:
    """Yield the assumed rosters by which one of the agencies leads the task, unless the plan states it."""
    leading = {agency.id for agency in register.members(task.lead.bodies) if agency.id in agencies}
    assumed = leading - register.stated_leads(task)
    for group in _lead_groups(register, task):
        members = {agency.id for agency in register.members((group.id,))}
        if group.roster == "assumed" and group.assumed is not None and members & assumed:
            yield group.assumed


def _lead_groups(register: Register, task: Task) -> Iterator[Group]:
    """Yield the groups that lead the task, and the groups in them."""
    waiting, seen = list(task.lead.bodies), set[str]()
    while waiting:
        body = register.bodies.get(waiting.pop(0))
        if isinstance(body, Group) and body.id not in seen:
            seen.add(body.id)
            waiting += body.members
            yield body
