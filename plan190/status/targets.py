"""The targets in the plan's own data (deadlines, rosters, policy), and the differences between two versions of them."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from plan190.diagnostics import Place
from plan190.model.agency import Agency, Successor
from plan190.model.plan import CalendarException
from plan190.model.reading import Assumed
from plan190.model.task import Bodies
from plan190.model.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from plan190.model.plan import Indicator, Plan
    from plan190.model.register import Body, Entry, Register
    from plan190.model.task import Task

    Item = str | int | date | Value
    """One value of a target, such as a date or the rule of a deadline; a roster has several."""

    Link = tuple[str, str]
    """A kind and an id by which a decision can be about a subject: a task, body, awaited item or assumption."""

    Targets = Mapping["Subject", "SubjectTargets"]
    """The targets of each subject, in the order of the file."""

SubjectKind = Literal["task", "agency", "group", "indicator", "awaited", "policy", "reporting", "calendar"]


class _Kind(NamedTuple):
    """Where the subjects of a kind are: their file and key. `name`: the attribute that names one. `fields`: targets."""

    file: str
    key: str
    name: str
    fields: tuple[str, ...]


_DEADLINE = ("deadline.words", "deadline.rule", "deadline.waits_for")
_KINDS: Mapping[SubjectKind, _Kind] = {
    "task": _Kind("tasks.yaml", "tasks", "content", ("lead", "cooperating", *_DEADLINE, "owed", "assumed")),
    "agency": _Kind(
        "agencies.yaml", "agencies", "name", ("relation", "monthly_report", "valid_from", "valid_to", "successors")
    ),
    "group": _Kind("agencies.yaml", "groups", "name", ("roster", "members")),
    "indicator": _Kind("plan.yaml", "indicators", "words", ("target", "together", "tasks")),
    "awaited": _Kind("plan.yaml", "awaited", "what", ("kind", "tasks", "after_task")),
    "policy": _Kind("plan.yaml", "policy", "", ("before", "day_off", "soon", "timezone")),
    "reporting": _Kind(
        "plan.yaml",
        "reporting",
        "provision",
        ("every", "who", "to", "also_to", "through", "before_day", "due_in", "cut_off", "first_period", "dates"),
    ),
    "calendar": _Kind("plan.yaml", "calendar", "", ("days_off", "working_days")),
}


class Subject(NamedTuple):
    """What has targets. `id`: that of the task, body, indicator or awaited item; "" for the parts of the plan."""

    kind: SubjectKind
    id: str = ""

    @property
    def file(self) -> str:
        """The file with its targets."""
        return _KINDS[self.kind].file

    @property
    def key(self) -> str:
        """The key in the file: of the list with the subject, or of the part of the plan."""
        return _KINDS[self.kind].key


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
    bodies = (entry.value for entry in register.body_entries)
    return targets_of(tasks, bodies, register.plan)


def targets_of(tasks: Iterable[Task] = (), bodies: Iterable[Body] = (), plan: Plan | None = None) -> Targets:
    """Return the targets of tasks (`tasks.yaml`), of bodies (`agencies.yaml`) and of the plan (`plan.yaml`)."""
    targets = {Subject("task", task.id): _task(task) for task in tasks}
    for body in bodies:
        if isinstance(body, Agency):
            targets[Subject("agency", body.id)] = _agency(body)
        else:
            targets[Subject("group", body.id)] = _targets("group", body, ("body", body.id))
    if plan is None:
        return targets
    targets[Subject("reporting")] = _targets("reporting", plan.reporting)
    for awaited in plan.awaited:
        targets[Subject("awaited", awaited.id)] = _targets("awaited", awaited, ("awaited", awaited.id))
    for indicator in plan.indicators:
        targets[Subject("indicator", indicator.id)] = _indicator(indicator)
    of_plan = _assumptions(plan.assumed)
    targets[Subject("policy")] = _targets("policy", plan.policy, *of_plan)
    targets[Subject("calendar")] = _targets("calendar", plan.calendar, *of_plan)
    return targets


def _targets(kind: SubjectKind, value: object, *links: Link) -> SubjectTargets:
    """Return the targets of a value, with these links and those to its assumptions."""
    _, _, name, fields = _KINDS[kind]
    items = {field: _items(attrgetter(field)(value)) for field in fields}
    all_links = frozenset((*links, *_assumptions(getattr(value, "assumed", None))))
    return SubjectTargets(getattr(value, name, kind), items, all_links, getattr(value, "tasks", ()))


def _task(task: Task) -> SubjectTargets:
    waits_for = task.deadline.waits_for
    awaited: list[Link] = [("awaited", waits_for)] if waits_for is not None else []
    return _targets("task", task, ("task", task.id), *awaited)._replace(tasks=(task.id,))


def _agency(agency: Agency) -> SubjectTargets:
    named: list[Link] = [
        ("assumption", successor.assumption) for successor in agency.successors if successor.assumption is not None
    ]
    bases = dict.fromkeys((agency.basis, *(successor.basis for successor in agency.successors)))
    basis = "; ".join(filter(None, bases))
    return _targets("agency", agency, ("body", agency.id), *named)._replace(basis=basis or None)


def _indicator(indicator: Indicator) -> SubjectTargets:
    targets = _targets("indicator", indicator)
    steps = [f"{step.year}: {step.target}" for step in indicator.steps]
    target = f"{indicator.comparator} {', '.join(steps) or indicator.target} {indicator.unit}"
    return targets._replace(fields={**targets.fields, "target": (target,)})


def _items(value: Any) -> tuple[Item, ...]:  # noqa: ANN401
    """Return the items of the value of a field: those of a list, none for None."""
    match value:
        case None:
            return ()
        case Bodies():
            return value.bodies
        case tuple():
            return tuple(map(_item, value))
        case _:
            return (_item(value),)


def _item(value: Any) -> Any:  # noqa: ANN401
    match value:
        case Assumed():
            return value.what
        case Successor():
            return " ".join((value.to, *value.tasks))
        case CalendarException():
            return value.date
        case bool():
            return str(value).lower()
        case _:
            return value


def _assumptions(assumed: Assumed | tuple[Assumed, ...] | None) -> list[Link]:
    """Return the links to the assumptions of a value, which has none, one or several."""
    every = assumed if isinstance(assumed, tuple) else (assumed,)
    return [("assumption", assumption.id) for assumption in every if assumption is not None]


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
        values = (value for value in vars(item).values() if value is not None and value is not False and value != ())
        return " ".join(map(_value_text, values))
    return str(item)


def _value_text(value: Any) -> str:  # noqa: ANN401
    """Return a value of a rule; the values of a list are separated by commas."""
    if isinstance(value, tuple):
        return ", ".join(map(item_text, value))
    return item_text(value)


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


def place_of(register: Register, change: TargetChange) -> Place:
    """Return the place of the target in the data; the file if its subject is no longer there."""
    subject = change.subject
    if not subject.id:
        return register.place(register.plan_entry.at(subject.key), *change.field.split("."))
    lists: Mapping[str, Iterable[Entry[Any]]] = {"tasks.yaml": register.tasks, "agencies.yaml": register.body_entries}
    entries = lists.get(subject.file) or register.plan_entry.parts(subject.key)
    entry = next((entry for entry in entries if entry.value.id == subject.id), None)
    return Place(subject.file) if entry is None else register.place(entry, *change.field.split("."))


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
