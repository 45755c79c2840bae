"""The targets in the plan's own data (deadlines, rosters, policy), and the differences between two versions of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from plan190.model.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from plan190.model.agency import Agency, Group
    from plan190.model.plan import Awaited, Indicator, Plan, Reporting
    from plan190.model.reading import Assumed
    from plan190.model.register import Entry, Register
    from plan190.model.task import Task

    Item = str | int | date | Value
    """One value of a target, such as a date or the rule of a deadline; a roster has several."""

    Link = tuple[str, str]
    """A kind and an id by which a decision can be about a subject: a task, body, awaited item or assumption."""

    Targets = Mapping["Subject", "SubjectTargets"]
    """The targets of each subject, in the order of the file."""

SubjectKind = Literal["task", "agency", "group", "indicator", "awaited", "policy", "reporting", "calendar"]


class Subject(NamedTuple):
    """What has targets. `id`: that of the task, body, indicator or awaited item; "" for the parts of the plan."""

    kind: SubjectKind
    id: str = ""

    @property
    def file(self) -> str:
        """The file with its targets."""
        return {"task": "tasks.yaml", "agency": "agencies.yaml", "group": "agencies.yaml"}.get(self.kind, "plan.yaml")


class SubjectTargets(NamedTuple):
    """The targets of a subject: the items of each field, by the key path of the field in the file.

    `name`: how the file names the subject. `links`: what a decision about it may name. `tasks`: those that it lists.
    `basis`: the legal basis that it states for its validity and succession.
    """

    name: str
    fields: Mapping[str, tuple[Item, ...]]
    links: frozenset[Link]
    tasks: tuple[str, ...] = ()
    basis: str | None = None


class TargetChange(NamedTuple):
    """A target that differs between two versions of the data.

    `field`: its key path; "" if the whole subject is new or was removed, and its name is then the only item.
    `before`: the items that only the earlier version has; `after`: those that only the later one has.
    `links`, `tasks`: those of the subject in either version. `basis`: the legal basis that the later version states for
    the field, None if it states none.
    """

    subject: Subject
    field: str
    before: tuple[Item, ...]
    after: tuple[Item, ...]
    links: frozenset[Link]
    tasks: frozenset[str]
    basis: str | None


def register_targets(register: Register) -> Targets:
    """Return all targets in the register."""
    tasks = (entry.value for entry in register.tasks)
    agencies = (entry.value for entry in register.agencies)
    groups = (entry.value for entry in register.groups)
    return {**task_targets(tasks), **body_targets(agencies, groups), **plan_targets(register.plan)}


def task_targets(tasks: Iterable[Task]) -> Targets:
    """Return the targets in `tasks.yaml`: of each task its deadline, who owes it, and how plan190 reads it."""
    return {Subject("task", task.id): _task(task) for task in tasks}


def body_targets(agencies: Iterable[Agency], groups: Iterable[Group]) -> Targets:
    """Return the targets in `agencies.yaml`: who reports, validity, succession and members."""
    of_agencies = {Subject("agency", agency.id): _agency(agency) for agency in agencies}
    return of_agencies | {Subject("group", group.id): _group(group) for group in groups}


def plan_targets(plan: Plan) -> Targets:
    """Return the targets in `plan.yaml`: reporting, awaited events and schedules, indicators, policy, calendar."""
    return {
        Subject("reporting"): _reporting(plan.reporting),
        **{Subject("awaited", awaited.id): _awaited(awaited) for awaited in plan.awaited},
        **{Subject("indicator", indicator.id): _indicator(indicator) for indicator in plan.indicators},
        Subject("policy"): _policy(plan),
        Subject("calendar"): _calendar(plan),
    }


def _task(task: Task) -> SubjectTargets:
    deadline = task.deadline
    fields = {
        "lead": task.lead.bodies,
        "cooperating": task.cooperating.bodies,
        "deadline.words": (deadline.words,),
        "deadline.rule": (deadline.rule,),
        "deadline.waits_for": _present(deadline.waits_for),
        "owed": (task.owed,),
        "assumed": tuple(assumed.what for assumed in task.assumed),
    }
    links = {("task", task.id), *_assumptions(*task.assumed)}
    if deadline.waits_for is not None:
        links.add(("awaited", deadline.waits_for))
    return SubjectTargets(task.content, fields, frozenset(links), (task.id,))


def _agency(agency: Agency) -> SubjectTargets:
    successors = agency.successors
    fields = {
        "relation": (agency.relation,),
        "monthly_report": (agency.monthly_report,),
        "valid_from": _present(agency.valid_from),
        "valid_to": _present(agency.valid_to),
        "successors": tuple(" ".join((successor.to, *successor.tasks)) for successor in successors),
    }
    named = {("assumption", successor.assumption) for successor in successors if successor.assumption is not None}
    links = {("body", agency.id), *_assumptions(agency.assumed), *named}
    bases = dict.fromkeys((agency.basis, *(successor.basis for successor in successors)))
    basis = "; ".join(basis for basis in bases if basis is not None)
    return SubjectTargets(agency.name, fields, frozenset(links), basis=basis or None)


def _group(group: Group) -> SubjectTargets:
    links = {("body", group.id), *_assumptions(group.assumed)}
    return SubjectTargets(group.name, {"roster": (group.roster,), "members": group.members}, frozenset(links))


def _reporting(reporting: Reporting) -> SubjectTargets:
    fields: dict[str, tuple[Item, ...]] = {
        "who": reporting.who,
        "to": (reporting.to,),
        "through": reporting.through,
        "before_day": (reporting.before_day,),
        "cut_off": (reporting.cut_off,),
        "first_period": (reporting.first_period,),
    }
    return SubjectTargets(reporting.provision, fields, _assumptions(reporting.assumed))


def _awaited(awaited: Awaited) -> SubjectTargets:
    fields = {"kind": (awaited.kind,), "tasks": awaited.tasks, "after_task": _present(awaited.after_task)}
    links = {("awaited", awaited.id), *_assumptions(awaited.assumed)}
    return SubjectTargets(awaited.what, fields, frozenset(links), awaited.tasks)


def _indicator(indicator: Indicator) -> SubjectTargets:
    target = f"{indicator.comparator} {indicator.target} {indicator.unit}"
    fields = {"target": (target,), "together": (str(indicator.together).lower(),), "tasks": indicator.tasks}
    return SubjectTargets(indicator.words, fields, _assumptions(indicator.assumed), indicator.tasks)


def _policy(plan: Plan) -> SubjectTargets:
    fields = {name: (getattr(plan.policy, name),) for name in ("before", "day_off", "soon", "timezone")}
    return SubjectTargets("policy", fields, _assumptions(*plan.assumed))


def _calendar(plan: Plan) -> SubjectTargets:
    calendar = plan.calendar
    fields = {
        "days_off": tuple(exception.date for exception in calendar.days_off),
        "working_days": tuple(exception.date for exception in calendar.working_days),
    }
    return SubjectTargets("calendar", fields, _assumptions(*plan.assumed))


def _present(value: str | date | None) -> tuple[Item, ...]:
    return () if value is None else (value,)


def _assumptions(*assumed: Assumed | None) -> frozenset[Link]:
    return frozenset(("assumption", assumption.id) for assumption in assumed if assumption is not None)


def changed_targets(before: Targets, after: Targets) -> Iterator[TargetChange]:
    """Yield each target that differs, in the order of the file; the order of the items of a roster is no difference."""
    for subject in dict.fromkeys((*before, *after)):
        old, new = before.get(subject), after.get(subject)
        versions = [version for version in (old, new) if version is not None]
        links = frozenset().union(*(version.links for version in versions))
        tasks = frozenset().union(*(version.tasks for version in versions))
        for field, removed, added in _differences(old, new):
            is_dated = field in {"", "valid_from", "valid_to", "successors"}
            basis = new.basis if new is not None and is_dated else None
            yield TargetChange(subject, field, removed, added, links, tasks, basis)


def _differences(
    old: SubjectTargets | None, new: SubjectTargets | None
) -> Iterator[tuple[str, tuple[Item, ...], tuple[Item, ...]]]:
    """Yield the fields that differ, each with the items that only the old and only the new version has."""
    if old is None or new is None:
        yield "", _name(old), _name(new)
        return
    for field, items in new.fields.items():
        earlier = old.fields[field]
        removed = tuple(item for item in earlier if item not in items)
        added = tuple(item for item in items if item not in earlier)
        if removed or added:
            yield field, removed, added


def _name(targets: SubjectTargets | None) -> tuple[Item, ...]:
    return () if targets is None else (targets.name,)


def item_text(item: Item) -> str:
    """Return an item as the data files write it; a rule as the values of its keys."""
    if isinstance(item, Value):
        return " ".join(str(value) for value in vars(item).values() if value is not None)
    return str(item)


def items_text(items: Iterable[Item]) -> str:
    """Return the items as one text, "–" if there are none."""
    return ", ".join(map(item_text, items)) or "–"


def concerns_task(change: TargetChange, register: Register, task: Task) -> bool:
    """Return whether the change concerns the task.

    It does if it is about the task itself, an agency that leads it, a group that leads it or cooperates, an indicator
    or awaited item that lists it, or the policy, reporting or calendar, which apply to all tasks.
    """
    subject = change.subject
    match subject.kind:
        case "agency":
            return subject.id in _bodies_in(register, task.lead.bodies)
        case "group":
            return subject.id in _bodies_in(register, (*task.lead.bodies, *task.cooperating.bodies))
        case "policy" | "reporting" | "calendar":
            return True
        case _:
            return task.id in change.tasks or subject.id == task.deadline.waits_for


def entry_of(register: Register, subject: Subject) -> Entry[object] | None:
    """Return the address of the subject in the register; None if it is no longer there."""
    entries: Iterable[Entry[Any]] = ()
    match subject.kind:
        case "task":
            entries = register.tasks
        case "agency" | "group":
            entries = register.body_entries
        case "indicator" | "awaited":
            key = "indicators" if subject.kind == "indicator" else "awaited"
            entries = register.plan_entry.parts(key)
        case _:
            return register.plan_entry.at(subject.kind)
    return next((entry for entry in entries if entry.value.id == subject.id), None)


def _bodies_in(register: Register, ids: Iterable[str]) -> set[str]:
    """Return the ids of the bodies, of the groups in them, and of all members."""
    reached: set[str] = set()
    waiting = list(ids)
    while waiting:
        id_ = waiting.pop()
        if id_ not in reached:
            reached.add(id_)
            waiting += getattr(register.bodies.get(id_), "members", ())
    return reached
