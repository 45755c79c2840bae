"""A change as it is judged: the plan before it, the plan as a merge would leave it, each path between, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from plan190.diagnostics import Place
from plan190.load.git import ABSENT
from plan190.load.loader import FILES, UPDATES
from plan190.status.periods import report_due

if TYPE_CHECKING:
    from datetime import date

    from plan190.checks.checked_data import CheckedData
    from plan190.load.git import Passed, Step
    from plan190.model.month import Month
    from plan190.model.owner import Owner
    from plan190.model.plan import Plan
    from plan190.model.register import ReportFile


NEAR = 7
"""How many days a change may take from being written to being judged before its day is asked about."""


@dataclass(frozen=True)
class Actor:
    """Who asks for the change, as `--actor` names the account, and whom the owners of the base know there."""

    name: str
    owner: Owner | None

    @property
    def is_coordinator(self) -> bool:
        """Whether the whole plan is theirs to keep."""
        return self.owner is not None and self.owner.role == "coordinator"


@dataclass(frozen=True)
class Change:
    """What a change does. `folder`: the data folder from the root of the repository.

    `steps` are the paths that differ between the base and the merge, from that root; `paths` are all that the data
    folder would hold; `conflicts` the paths that git could not merge. `actor`: None where the content alone is judged.
    """

    base: CheckedData
    head: CheckedData
    folder: str
    key_path: tuple[Step, ...]
    paths: tuple[str, ...]
    conflicts: tuple[str, ...]
    day: date
    actor: Actor | None = None
    passing: tuple[Passed, ...] = ()
    """Files as earlier commits of the change had them and its last one has not: a merge keeps those too."""

    @property
    def plan(self) -> Plan:
        """The plan that the change is judged by: the base's, or the head's where the change repairs it."""
        return (self.base if self.base.is_whole else self.head).register.plan.value

    def below(self, path: str) -> str:
        """Give a path of the repository as places have it: from the data folder."""
        if not self.folder:
            return path
        inside = path.removeprefix(f"{self.folder}/")
        return inside if inside != path else "../" * (self.folder.count("/") + 1) + path

    def place(self, path: str) -> Place:
        """Give the place of a path of the repository."""
        return Place(self.below(path))

    @cached_property
    def data_steps(self) -> tuple[tuple[str, Step], ...]:
        """The steps in the data folder, each with its path from there."""
        found = ((self.below(step.path), step) for step in self.key_path)
        return tuple((path, step) for path, step in found if not path.startswith("../"))

    @cached_property
    def removed(self) -> frozenset[str]:
        """The files of the data folder that would be gone."""
        return frozenset(path for path, step in self.data_steps if step.new.mode == ABSENT)

    @cached_property
    def reports(self) -> tuple[tuple[ReportFile | None, ReportFile | None], ...]:
        """The monthly reports that change, as they were and as they would be, by their files."""
        paths = [path for path, _ in self.data_steps if path.startswith(f"{UPDATES}/")]
        pairs = ((self.base.reports_by_file.get(path), self.head.reports_by_file.get(path)) for path in paths)
        return tuple((old, new) for old, new in pairs if old is not None or new is not None)

    def is_closed(self, period: Month) -> bool:
        """Say whether the period's last day on time has passed: what was told of it is history then."""
        return self.day > self.due(period)

    @property
    def by_agency(self) -> bool:
        """Whether somebody asks who is not the coordinator."""
        return self.actor is not None and not self.actor.is_coordinator

    def is_long_past(self, day: date) -> bool:
        """Say whether the day lies further back than a change takes from being written to being judged."""
        return (self.day - day).days > NEAR

    def due(self, period: Month) -> date:
        """Give the last day on which the period's report is on time."""
        return report_due(period, self.plan, self.plan.policy)


PLAN = frozenset(FILES)
"""The files of the plan, right in the data folder."""
