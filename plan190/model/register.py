"""The register: everything the files say, each entry with its address, and the look-ups that need two files.

Places are kept beside the values, never in them: two equal tasks on different lines stay equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from plan190.model.agency import Agency, Group
from plan190.words.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from plan190.diagnostics import Place
    from plan190.model.citation import CitedDocument
    from plan190.model.decision import Decision
    from plan190.model.letterhead import Letterhead
    from plan190.model.month import Month
    from plan190.model.owner import Owner
    from plan190.model.plan import Awaited, Indicator, Plan
    from plan190.model.reading import Assumed
    from plan190.model.report import Contribution, Correction, MonthlyReport, Update
    from plan190.model.task import Task
    from plan190.model.waiver import Waiver

T_co = TypeVar("T_co", covariant=True)
KeyPath = tuple[str | int, ...]
Body = Agency | Group


@dataclass(frozen=True)
class Entry(Generic[T_co]):
    """A value and its address: the file below the data folder, and the steps that lead to it there."""

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


@dataclass(frozen=True)
class ReportFile:
    """A monthly report as it lies in its file, with those of its entries that could be read."""

    report: Entry[MonthlyReport]
    updates: tuple[Entry[Update], ...]
    contributions: tuple[Entry[Contribution], ...]
    corrections: tuple[Entry[Correction], ...] = ()

    @property
    def value(self) -> MonthlyReport:
        """The report itself."""
        return self.report.value

    @property
    def agency(self) -> str:
        """The id of the agency that reports."""
        return self.report.value.agency

    @property
    def period(self) -> Month:
        """The period that it reports on."""
        return self.report.value.period

    @property
    def reported_on(self) -> date:
        """The date of the report."""
        return self.report.value.reported_on

    @property
    def entries(self) -> tuple[Entry[Update], ...]:
        """What it says of tasks that the agency leads, in this period and in earlier ones."""
        return (*self.updates, *self.corrections)

    @property
    def proved(self) -> tuple[Entry[Update] | Entry[Contribution], ...]:
        """All that may come with evidence."""
        return (*self.updates, *self.corrections, *self.contributions)


@dataclass(frozen=True)
class Register:
    """What the data folder holds, whole. `root` is how the folder is written for the reader.

    `place_of` gives the place of an address; it is asked only where places are shown.
    """

    root: str
    plan: Entry[Plan]
    tasks: tuple[Entry[Task], ...]
    agencies: tuple[Entry[Agency], ...]
    groups: tuple[Entry[Group], ...]
    documents: tuple[Entry[CitedDocument], ...]
    reports: tuple[ReportFile, ...]
    decisions: tuple[Entry[Decision], ...]
    letterheads: tuple[Entry[Letterhead], ...]
    owners: tuple[Entry[Owner], ...]
    waivers: tuple[Entry[Waiver], ...]
    source_text: str
    place_of: Callable[[str, KeyPath], Place]
    option: str = ""
    """What a command line needs to look at the same data: "", or " --data FOLDER"."""

    def place(self, entry: Entry[object], *key_path: str | int) -> Place:
        """Give where a part of the entry is written, or the nearest thing around it."""
        return self.place_of(entry.file, entry.key_path + key_path)

    @property
    def body_entries(self) -> tuple[Entry[Body], ...]:
        """The agencies and the groups."""
        return (*self.agencies, *self.groups)

    @cached_property
    def bodies(self) -> Mapping[str, Body]:
        """Every agency and group by its id."""
        return {entry.value.id: entry.value for entry in self.body_entries}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The plan's own order of the agencies, by id."""
        return {entry.value.id: number for number, entry in enumerate(self.agencies)}

    @cached_property
    def task_of(self) -> Mapping[int, Task]:
        """Every task by its number."""
        return {entry.value.number: entry.value for entry in self.tasks}

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """The numbers that the plan demands, by id."""
        return {one.id: one for one in self.plan.value.indicators}

    @cached_property
    def awaited(self) -> Mapping[str, Awaited]:
        """The outside acts and schedules that tasks wait for, by id."""
        return {awaited.id: awaited for awaited in self.plan.value.awaited}

    def members(self, ids: tuple[str, ...]) -> tuple[Agency, ...]:
        """Give the agencies that the ids stand for, groups spelt out, each once, in the plan's order.

        An unknown id, or a group inside itself, adds nobody: rules P301 and P310 refuse such data.
        """
        found: dict[str, Agency] = {}
        seen: set[str] = set()
        waiting = list(ids)
        while waiting:
            body = self.bodies.get(waiting.pop())
            if isinstance(body, Agency):
                found[body.id] = body
            elif body is not None and body.id not in seen:
                seen.add(body.id)
                waiting += body.members
        return tuple(sorted(found.values(), key=lambda agency: self.order[agency.id]))

    def rests_on_roster(self, task: Task) -> bool:
        """Say whether a group leads the task whose members the plan does not spell out."""
        bodies = (self.bodies[id_] for id_ in task.lead.bodies)
        return any(isinstance(body, Group) and body.roster == "assumed" for body in bodies)

    def assumptions(self) -> Iterator[tuple[Assumed, Place]]:
        """Give every assumption of the data, file by file, with its place."""
        plan = self.plan
        for name, part in (("signer", plan.value.signer), ("reporting", plan.value.reporting)):
            yield part.assumed, self.place(plan, name, "assumed")
        for number, assumed in enumerate(plan.value.assumed):
            yield assumed, self.place(plan, "assumed", number)
        lists: tuple[tuple[str, tuple[Awaited | Indicator, ...]], ...] = (
            ("awaited", plan.value.awaited),
            ("indicators", plan.value.indicators),
        )
        for name, several in lists:
            for number, one in enumerate(several):
                if one.assumed is not None:
                    yield one.assumed, self.place(plan, name, number, "assumed")
        entries: tuple[Entry[Body | CitedDocument | Letterhead], ...] = (
            *self.body_entries,
            *self.documents,
            *self.letterheads,
        )
        for entry in entries:
            if entry.value.assumed is not None:
                yield entry.value.assumed, self.place(entry, "assumed")
        for task in self.tasks:
            for number, assumed in enumerate(task.value.assumed):
                yield assumed, self.place(task, "assumed", number)

    def assumptions_of(self, task: Task) -> tuple[Assumed, ...]:
        """Give what is assumed of a task: by itself, by its bodies, event and indicators, and by what names it."""
        plan = self.plan.value
        found = [*task.assumed]
        found += [body.assumed for id_ in task.lead.bodies if (body := self.bodies[id_]).assumed is not None]
        lists: tuple[Awaited | Indicator, ...] = (*plan.awaited, *plan.indicators)
        found += [one.assumed for one in lists if task.number in one.tasks and one.assumed is not None]
        found += [assumed for assumed, _ in self.assumptions() if task.number in assumed.tasks]
        return tuple({one.id: one for one in found}.values())

    def find_body(self, text: str) -> Body | tuple[Body, ...]:
        """Give the body that the text means: by id, name, abbreviation or alias, accents and case aside.

        A piece of a name, or words out of it, will do when they are in one body's names alone. Otherwise the nearest
        bodies, best first.
        """
        asked = fold(text)
        names = [(fold(name), body) for body in self.bodies.values() for name in _names(body)]
        exact = {body.id: body for name, body in names if name == asked}
        if len(exact) == 1:
            return next(iter(exact.values()))
        words = set(asked.split())
        scattered = {body.id: body for name, body in names if words and words <= set(name.split())}
        held = {body.id: body for name, body in names if asked and f" {asked} " in f" {name} "}
        for reading in (held, scattered):
            agencies = [body for body in reading.values() if isinstance(body, Agency) and body.relation != "mentioned"]
            if len(agencies) == 1:
                return agencies[0]
        import difflib

        close = difflib.get_close_matches(asked, [name for name, _ in names], n=20, cutoff=0.5)
        nearest = {body.id: body for name in close for other, body in names if other == name}
        return tuple((exact | held | scattered | nearest).values())


def _names(body: Body) -> tuple[str, ...]:
    names = (body.id, body.name, body.english, *body.found_as)
    if isinstance(body, Agency):
        names += (*body.abbreviations, *((body.short,) if body.short else ()))
    return names
