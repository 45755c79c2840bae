"""The register: the content of all data files, the file and key path of each entry, and look-ups across files.

Values do not contain their places, so that equal tasks on different lines compare equal.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from plan190.model.agency import Agency, Group
from plan190.model.deadline import Split, Unread
from plan190.model.report_index import index_of
from plan190.model.task import task_order
from plan190.words.text import fold, short_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date

    from plan190.diagnostics import Diagnostic, Place
    from plan190.model.citation import CitedDocument
    from plan190.model.deadline import SimpleRule
    from plan190.model.decision import Decision
    from plan190.model.letterhead import Letterhead
    from plan190.model.owner import Owner
    from plan190.model.period import Period
    from plan190.model.plan import Awaited, Indicator, Plan
    from plan190.model.reading import Assumed
    from plan190.model.report import Contribution, Correction, MonthlyReport, Update
    from plan190.model.report_index import ReportIndex, UpdateIndex
    from plan190.model.task import Task
    from plan190.model.waiver import Waiver

T_co = TypeVar("T_co", covariant=True)
KeyPath = tuple[str | int, ...]
Body = Agency | Group


def joined(key_path: KeyPath) -> str:
    """Return a key path as one text, with a tab before each step, because no key contains a tab."""
    return "".join(f"\t{step}" for step in key_path)


@dataclass(frozen=True)
class Entry(Generic[T_co]):
    """A value with its address: the path of its file below the data folder, and its key path in the file."""

    value: T_co
    file: str
    key_path: KeyPath

    def at(self, *key_path: str | int) -> Entry[None]:
        """Return the address of a part of this entry, without its value."""
        return Entry(None, self.file, (*self.key_path, *key_path))

    def parts(self, *key_path: str) -> Iterator[Entry[Any]]:
        """Yield the value at `key_path` below this one, or each item if it is a list; nothing if it is absent."""
        value: Any = self.value
        for key in key_path:
            value = getattr(value, key, None)
        if isinstance(value, tuple):
            for number, item in enumerate(value):
                yield Entry(item, self.file, (*self.key_path, *key_path, number))
        elif value is not None:
            yield Entry(value, self.file, (*self.key_path, *key_path))


class ReportEntries(NamedTuple):
    """A monthly report, and the entries of its file that could be read."""

    report: Entry[MonthlyReport]
    updates: tuple[Entry[Update], ...]
    contributions: tuple[Entry[Contribution], ...] = ()
    corrections: tuple[Entry[Correction], ...] = ()


@dataclass(frozen=True)
class ReportFile:
    """The file of a monthly report: its path below the data folder, its index, and its entries.

    The entries are loaded when a text, evidence or place is needed.
    """

    file: str
    index: ReportIndex
    load_entries: Callable[[], ReportEntries] = field(repr=False, compare=False)

    @classmethod
    def of(cls, entries: ReportEntries) -> ReportFile:
        """Return the file with these entries."""
        return cls(entries.report.file, index_of(entries), lambda: entries)

    @cached_property
    def _loaded(self) -> ReportEntries:
        return self.load_entries()

    @property
    def report(self) -> Entry[MonthlyReport]:
        """The report with its address."""
        return self._loaded.report

    @property
    def updates(self) -> tuple[Entry[Update], ...]:
        """The updates of this period."""
        return self._loaded.updates

    @property
    def contributions(self) -> tuple[Entry[Contribution], ...]:
        """The contributions to tasks that other agencies lead."""
        return self._loaded.contributions

    @property
    def corrections(self) -> tuple[Entry[Correction], ...]:
        """The corrections of updates of earlier periods."""
        return self._loaded.corrections

    @property
    def value(self) -> MonthlyReport:
        """The report."""
        return self.report.value

    @property
    def agency(self) -> str:
        """The id of the agency that reports."""
        return self.index.agency

    @property
    def period(self) -> Period:
        """The reporting period."""
        return self.index.period

    @property
    def reported_on(self) -> date:
        """The date of the report."""
        return self.index.reported_on

    @property
    def entries(self) -> tuple[Entry[Update], ...]:
        """The updates of this period and the corrections of earlier ones."""
        return (*self.updates, *self.corrections)

    @property
    def all_entries(self) -> tuple[Entry[Update] | Entry[Contribution], ...]:
        """All entries of the file; each of them may have evidence."""
        return (*self.entries, *self.contributions)

    def entries_on(self, task: str) -> Iterator[tuple[Entry[Update] | Entry[Contribution], UpdateIndex | None]]:
        """Yield the entries on the task, each with its index; a contribution has none."""
        for update in (*self.index.updates, *self.index.corrections):
            if update.task == task:
                yield self.entry(update), update
        if task in self.index.contributions:
            yield from ((entry, None) for entry in self.contributions if entry.value.task == task)

    def entry(self, update: UpdateIndex) -> Entry[Update]:
        """Return the entry of an update or a correction of the index."""
        return (self.updates if update.corrects is None else self.corrections)[update.position]


class LeftOut(NamedTuple):
    """A monthly report that is not in the register, because its file has these errors."""

    agency: str
    period: Period
    errors: tuple[Diagnostic, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the errors."""
        return tuple(sorted({error.code for error in self.errors}))

    @property
    def name(self) -> str:
        """The agency and the period, as `--leave-out` names the report."""
        return f"{self.agency}/{self.period}"

    @property
    def file(self) -> str:
        """The path of its file below the data folder."""
        return f"updates/{self.name}.yaml"

    def __str__(self) -> str:
        """Return the report with its codes, as every output states it."""
        return f"{self.agency} {self.period}: {', '.join(self.codes)}"


class KnownAt(NamedTuple):
    """The commit whose data were asked for, and its date in the plan's time zone."""

    commit: str
    committed_on: date

    @property
    def short(self) -> str:
        """The hash of the commit as people read and type it."""
        return short_hash(self.commit)


@dataclass(frozen=True, eq=False)
class Register:
    """The content of the data folder, now or in the commit `known_at`.

    `left_out`: the reports that it lacks because they have errors. `root`: the path of the folder in messages.
    `option`: the options with which a suggested command reads the same data, such as " --data FOLDER", or "".
    `load_source`: returns the issued text. `place_of`: returns the place of a key path in a file. Both are called only
    if the text or a place is needed. `names_as_of`: the date whose names the bodies have, so that answers as of that
    date use them; None for the names in the plan.
    """

    root: str
    plan_entry: Entry[Plan]
    tasks: tuple[Entry[Task], ...]
    agencies: tuple[Entry[Agency], ...]
    groups: tuple[Entry[Group], ...]
    documents: tuple[Entry[CitedDocument], ...]
    reports: tuple[ReportFile, ...]
    decisions: tuple[Entry[Decision], ...]
    letterheads: tuple[Entry[Letterhead], ...]
    owners: tuple[Entry[Owner], ...]
    waivers: tuple[Entry[Waiver], ...]
    load_source: Callable[[], bytes]
    place_of: Callable[[str, KeyPath], Place]
    option: str = ""
    left_out: tuple[LeftOut, ...] = ()
    known_at: KnownAt | None = None
    names_as_of: date | None = None

    @cached_property
    def source(self) -> bytes:
        """The bytes of the issued file of the plan; none if there is no such file."""
        return self.load_source()

    @property
    def plan(self) -> Plan:
        """The plan without its appendix."""
        return self.plan_entry.value

    def place(self, entry: Entry[object], *key_path: str | int) -> Place:
        """Return the place of a part of an entry; if the file does not contain it, of the nearest value around it."""
        return self.place_of(entry.file, entry.key_path + key_path)

    @property
    def body_entries(self) -> tuple[Entry[Body], ...]:
        """The agencies and the groups."""
        return (*self.agencies, *self.groups)

    @cached_property
    def bodies(self) -> Mapping[str, Body]:
        """The agencies and groups by id, with their names as of `names_as_of`."""
        bodies: dict[str, Body] = {entry.value.id: entry.value for entry in self.body_entries}
        if self.names_as_of is not None:
            renamed = [entry.value for entry in self.agencies if entry.value.names]
            bodies |= {agency.id: agency.named_on(self.names_as_of) for agency in renamed}
        return bodies

    def body_in_plan(self, id_: str) -> Body:
        """Return the body with this id, with the names that it has in the plan."""
        return next(entry.value for entry in self.body_entries if entry.value.id == id_)

    @cached_property
    def all_agencies(self) -> tuple[Agency, ...]:
        """The agencies in the plan's order, with their names as of `names_as_of`."""
        return tuple(body for body in self.bodies.values() if isinstance(body, Agency))

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The position of each agency in the plan, by id."""
        return {entry.value.id: number for number, entry in enumerate(self.agencies)}

    @cached_property
    def tasks_by_id(self) -> Mapping[str, Task]:
        """The tasks by id."""
        return {entry.value.id: entry.value for entry in self.tasks}

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """The indicators of the plan by id, in the order of their tasks; those without a task are first."""
        ordered = sorted(self.plan.indicators, key=lambda item: [task_order(id_) for id_ in item.tasks[:1]])
        return {indicator.id: indicator for indicator in ordered}

    @cached_property
    def awaited(self) -> Mapping[str, Awaited]:
        """The events and outside schedules that tasks wait for, by id."""
        return {awaited.id: awaited for awaited in self.plan.awaited}

    @cached_property
    def joint_bodies(self) -> Mapping[str, Group]:
        """The group of all agencies that owe a joint task, by id of the task."""
        joint = (entry.value for entry in self.tasks if entry.value.owed == "jointly")
        return {task.id: self._joint_body(task) for task in joint if len(self.members(task.lead.bodies)) > 1}

    def _joint_body(self, task: Task) -> Group:
        bodies = [self.bodies[id_] for id_ in task.lead.bodies]
        if len(bodies) == 1 and isinstance(bodies[0], Group):
            return bodies[0]
        return Group(
            id="+".join(task.lead.bodies),
            name="; ".join(body.name for body in bodies),
            english="; ".join(body.in_english for body in bodies),
            roster="stated",
            members=task.lead.bodies,
        )

    def members(self, ids: tuple[str, ...]) -> tuple[Agency, ...]:
        """Return the agencies with these ids and the members of groups with these ids, each once, in the plan's order.

        Unknown ids and groups inside themselves are skipped; rules P301 and P310 report them.
        """
        agencies: dict[str, Agency] = {}
        groups: set[str] = set()
        waiting = list(ids)
        while waiting:
            body = self.bodies.get(waiting.pop())
            if isinstance(body, Agency):
                agencies[body.id] = body
            elif body is not None and body.id not in groups:
                groups.add(body.id)
                waiting += body.members
        return tuple(sorted(agencies.values(), key=lambda agency: self.order[agency.id]))

    @cached_property
    def member_ids(self) -> Mapping[str, frozenset[str]]:
        """The ids of the agencies that are members of each body, by its id; an agency is its own only member."""
        return {id_: frozenset(agency.id for agency in self.members((id_,))) for id_ in self.bodies}

    def rule_of(self, task: Task, agencies: Collection[str]) -> SimpleRule:
        """Return the rule of the deadline of a task for these agencies; that of their part if it has several."""
        rule = task.deadline.rule
        if not isinstance(rule, Split):
            return rule
        for part in rule.parts:
            if any(agency.id in agencies for agency in self.members(part.bodies)):
                return part.rule
        return Unread()

    def stated_leads(self, task: Task) -> set[str]:
        """Return the ids of the bodies that the plan states as leads: by name, or in a group with a stated roster.

        Any other agency leads it only as a member of a group with an assumed roster.
        """
        stated: set[str] = set()
        waiting = list(task.lead.bodies)
        while waiting:
            id_ = waiting.pop()
            body = self.bodies.get(id_)
            if id_ not in stated and not (isinstance(body, Group) and body.roster == "assumed"):
                stated.add(id_)
                waiting += getattr(body, "members", ())
        return stated

    def assumptions(self) -> Iterator[Entry[Assumed]]:
        """Yield every assumption with its address, file by file."""
        plan = self.plan_entry
        yield from plan.parts("signer", "assumed")
        yield from plan.parts("reporting", "assumed")
        items = (*plan.parts("awaited"), *plan.parts("indicators"))
        for entry in (plan, *items, *self.body_entries, *self.documents, *self.letterheads, *self.tasks):
            yield from entry.parts("assumed")
        for task in self.tasks:
            yield from task.parts("deadline", "assumed")

    @cached_property
    def assumed_at_tasks(self) -> Mapping[str, Sequence[Assumed]]:
        """The assumptions that are written at tasks, by the ids of these tasks and of the others that they affect."""
        by_task: dict[str, list[Assumed]] = defaultdict(list)
        for entry in self.tasks:
            for assumed in _assumed_at(entry.value):
                for id_ in {entry.value.id, *assumed.tasks}:
                    by_task[id_].append(assumed)
        return by_task

    def assumptions_of(self, task: Task) -> tuple[Assumed, ...]:
        """Return the assumptions that affect a task, each once.

        They are its own, those of its lead bodies, awaited items and indicators, and those that list it in `tasks`.
        """
        items: tuple[Awaited | Indicator, ...] = (*self.plan.awaited, *self.plan.indicators)
        parents: list[Body | Awaited | Indicator] = [self.bodies[id_] for id_ in task.lead.bodies]
        parents += [item for item in items if task.id in item.tasks]
        assumed = [*_assumed_at(task), *(parent.assumed for parent in parents if parent.assumed is not None)]
        assumed += [entry.value for entry in self.assumptions() if task.id in entry.value.tasks]
        return tuple({assumption.id: assumption for assumption in assumed}.values())

    def find_body(self, text: str) -> Body | tuple[Body, ...]:
        """Return the body with this id, name, abbreviation or alias, ignoring accents and case.

        A phrase or some words of a name are enough if they match only one agency that is assigned or requested to act.
        Otherwise return a tuple of similar bodies, best first.
        """
        folded = fold(text)
        if not folded:
            return ()
        words = set(folded.split())
        exact = self._bodies_named(lambda name: name == folded)
        if len(exact) == 1:
            return next(iter(exact.values()))
        with_phrase = self._bodies_named(lambda name: f" {folded} " in f" {name} ")
        with_words = self._bodies_named(lambda name: words <= set(name.split()))
        for bodies in (with_phrase, with_words):
            agencies = [body for body in bodies.values() if isinstance(body, Agency) and body.relation != "mentioned"]
            if len(agencies) == 1:
                return agencies[0]
        return tuple((exact | with_phrase | with_words | self._bodies_like(folded)).values())

    @cached_property
    def _folded_names(self) -> tuple[tuple[str, Body], ...]:
        """Each name of each body without accents and case, with the body."""
        pairs: list[tuple[str, Body]] = []
        for entry in self.body_entries:
            body = self.bodies[entry.value.id]
            pairs += [(fold(name), body) for name in names_of(entry.value)]
        return tuple(pairs)

    def _bodies_named(self, matches: Callable[[str], bool]) -> dict[str, Body]:
        return {body.id: body for name, body in self._folded_names if matches(name)}

    def _bodies_like(self, folded: str) -> dict[str, Body]:
        """Return the bodies with a name similar to the folded text, best first."""
        import difflib

        similar = difflib.get_close_matches(folded, [name for name, _ in self._folded_names], n=20, cutoff=0.5)
        bodies: dict[str, Body] = {}
        for name in similar:
            bodies |= self._bodies_named(name.__eq__)
        return bodies


def _assumed_at(task: Task) -> tuple[Assumed, ...]:
    """Return the assumptions that are written at the task."""
    assumed = task.deadline.assumed
    return task.assumed if assumed is None else (*task.assumed, assumed)


def names_of(body: Body) -> list[str]:
    """Return all names by which a reader may look for a body."""
    names = [body.id, body.name, body.in_english, *body.found_as]
    if isinstance(body, Agency):
        names += body.abbreviations
        names += filter(None, (body.short, body.short_english))
        for later in body.names:
            names += filter(None, (later.name, later.short, later.english, later.short_english))
    return names
