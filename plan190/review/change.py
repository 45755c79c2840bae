"""A change under review: the plan before it and as a merge would leave it, the paths that differ, and the actor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from plan190.diagnostics import Place
from plan190.load.git import ABSENT, EarlierFile, FileChange
from plan190.load.loader import REQUIRED_FILES, UPDATES
from plan190.status.periods import report_due

if TYPE_CHECKING:
    from datetime import date

    from plan190.checks.checked_data import CheckedData
    from plan190.model.month import Month
    from plan190.model.owner import Owner
    from plan190.model.plan import Plan
    from plan190.model.register import Entry, ReportFile


PLAN = frozenset(REQUIRED_FILES)
"""The files of the plan, directly in the data folder."""

NEAR = 7
"""How many days may pass between the writing of a change and its review before its date is questioned."""


@dataclass(frozen=True)
class Actor:
    """The account that asks for the change, as `--actor` names it, and its owner by `owners.yaml` of the base."""

    name: str
    owner: Owner | None

    @property
    def is_coordinator(self) -> bool:
        """Whether the actor may change the whole plan."""
        return self.owner is not None and self.owner.role == "coordinator"


@dataclass(frozen=True)
class Change:
    """A change between the base and the merge of its head. `folder`: the data folder from the root of the repository.

    `steps` are the paths that differ between the base and the merge, from that root; `paths` are all that the data
    folder would hold; `conflicts` the paths that git could not merge. `actor`: None to review the content alone.
    """

    base: CheckedData
    head: CheckedData
    folder: str
    steps: tuple[FileChange, ...]
    paths: tuple[str, ...]
    conflicts: tuple[str, ...]
    day: date
    actor: Actor | None = None
    passing: tuple[EarlierFile, ...] = ()
    """Files of earlier commits of the change that its last commit does not have; a merge keeps them in the history."""

    @property
    def plan(self) -> Plan:
        """The plan whose dates and policy count: that of the base, or of the head if the change repairs it."""
        return (self.base if self.base.is_whole else self.head).register.plan

    def below(self, path: str) -> str:
        """Return a path of the repository as seen from the data folder, as places have it."""
        if not self.folder:
            return path
        inside = path.removeprefix(f"{self.folder}/")
        return inside if inside != path else "../" * (self.folder.count("/") + 1) + path

    def place(self, path: str) -> Place:
        """Return the place of a path of the repository."""
        return Place(self.below(path))

    @cached_property
    def data_steps(self) -> tuple[tuple[str, FileChange], ...]:
        """The steps in the data folder, each with its path from there."""
        steps = ((self.below(step.path), step) for step in self.steps)
        return tuple((path, step) for path, step in steps if not path.startswith("../"))

    @cached_property
    def removed(self) -> frozenset[str]:
        """The files of the data folder that would be removed."""
        return frozenset(path for path, step in self.data_steps if step.new.mode == ABSENT)

    @cached_property
    def reports(self) -> tuple[tuple[ReportFile | None, ReportFile | None], ...]:
        """The monthly reports that change, before and after; None if the file is new, removed or cannot be read."""
        paths = [path for path, _ in self.data_steps if path.startswith(f"{UPDATES}/")]
        pairs = ((self.base.reports_by_file.get(path), self.head.reports_by_file.get(path)) for path in paths)
        return tuple((old, new) for old, new in pairs if old is not None or new is not None)

    @property
    def by_agency(self) -> bool:
        """Whether the actor is known and not the coordinator."""
        return self.actor is not None and not self.actor.is_coordinator

    def is_long_past(self, day: date) -> bool:
        """Return whether the day is further back than a change usually takes until its review."""
        return (self.day - day).days > NEAR

    def due(self, period: Month) -> date:
        """Return the due date of the period's report."""
        return report_due(period, self.plan, self.plan.policy)


def entries_only_in(report_file: ReportFile | None, other: ReportFile | None, name: str) -> list[Entry[Any]]:
    """Return the entries of a list of the report, such as `updates`, whose values the other report does not have."""
    values = {entry.value for entry in getattr(other, name, ())}
    return [entry for entry in getattr(report_file, name, ()) if entry.value not in values]
