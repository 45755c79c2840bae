"""A change under review: the data before it and after its merge, the paths that differ, and the actor."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from plan190.checks.findings import joined
from plan190.checks.left_out import counted_errors
from plan190.diagnostics import Place
from plan190.load.git import ABSENT, REGULAR, EarlierFile, FileChange, Node
from plan190.load.loader import DECISIONS, REQUIRED_FILES, UPDATES, YAML_SUFFIXES
from plan190.review.decided_claims import DecidedClaims
from plan190.status.grouping import group_by
from plan190.status.periods import begins_on, period_of, report_due
from plan190.words.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from plan190.checks.checked_data import CheckedData
    from plan190.diagnostics import Diagnostic
    from plan190.model.decision import Decision
    from plan190.model.owner import Owner
    from plan190.model.period import Period
    from plan190.model.plan import Plan
    from plan190.model.register import Entry, Register, ReportFile


PLAN = frozenset(REQUIRED_FILES)
"""The files of the plan, directly in the data folder."""

_REPORT_NAME = re.compile(r"20[0-9]{2} [0-9]{1,2}\b|bao cao")
"""A year and a month, or the word for a report, in the folded name of a file."""

NEAR = 7
"""The most days between the date of an entry and its review; older dates are reported."""


def without_case(path: str) -> str:
    """Return the path as a file system compares it that ignores case and Unicode composition."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def relative_path(folder: str, path: str) -> str:
    """Return a path of the repository relative to a folder of it; the folder is "" for the top."""
    if folder and not path.startswith(f"{folder}/"):
        return "../" * (folder.count("/") + 1) + path
    return path.removeprefix(f"{folder}/")


def looks_like_report(path: str) -> bool:
    """Return whether a path outside the data folder is probably a monthly report in the wrong place, by its name.

    Files deeper in the repository belong to something else, such as other data.
    """
    *folders, name = [part for part in path.split("/") if part != ".."]
    is_near = path.startswith("../") and (len(folders) <= 1 or folders[0] == UPDATES)
    return is_near and name.lower().endswith(YAML_SUFFIXES) and _REPORT_NAME.search(fold(name)) is not None


@dataclass(frozen=True)
class Actor:
    """The account that sends the change, as given by `--actor`, and its owner in `owners.yaml` of the base."""

    name: str
    owner: Owner | None

    @property
    def is_coordinator(self) -> bool:
        """Whether the actor is the coordinator, who may change all data files."""
        return self.owner is not None and self.owner.role == "coordinator"


@dataclass(frozen=True)
class Change:
    """A change between the base and the merge of its head, or what the head changed if it cannot be merged.

    `folder` is the path of the data folder in the repository; `steps` are the changed paths of the repository; `paths`
    are all paths in the data folder after the merge; `conflicts` are the paths that git cannot merge; `day` is the date
    of the review.
    `actor` is None if only the content is reviewed. `has_no_owners`: whether this is because the base names no owner.
    `is_judged`: False if the change touches no data; then nothing in it is reviewed.
    `earlier_files` are files of earlier commits of the change that its last commit does not have; after a merge they
    stay in the history.
    """

    base: CheckedData
    head: CheckedData
    folder: str
    steps: tuple[FileChange, ...]
    paths: tuple[str, ...]
    conflicts: tuple[str, ...]
    day: date
    actor: Actor | None = None
    has_no_owners: bool = False
    is_judged: bool = True
    earlier_files: tuple[EarlierFile, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan whose dates and policy apply: that of the base, or of the head if that of the base has errors."""
        if self.base.has_readable_plan:
            return self.base.register.plan
        return self.head.register.plan

    def below(self, path: str) -> str:
        """Return a path of the repository relative to the data folder, as in a `Place`."""
        return relative_path(self.folder, path)

    def place(self, path: str) -> Place:
        """Return the place of a path of the repository."""
        return Place(self.below(path))

    @cached_property
    def data_steps(self) -> Mapping[str, FileChange]:
        """The steps in the data folder, by path relative to the folder."""
        steps = {self.below(step.path): step for step in self.steps}
        return {path: step for path, step in steps.items() if not path.startswith("../")}

    @cached_property
    def removed(self) -> frozenset[str]:
        """The files of the data folder that the change removes."""
        return frozenset(path for path, step in self.data_steps.items() if step.new.mode == ABSENT)

    @cached_property
    def reports(self) -> tuple[tuple[ReportFile | None, ReportFile | None], ...]:
        """The changed monthly reports, before and after; None if the file is new, removed or cannot be read."""
        before, after = self.base.reports_by_file, self.head.reports_by_file
        pairs = ((before.get(path), after.get(path)) for path in self.data_steps)
        return tuple(pair for pair in pairs if pair != (None, None))

    @property
    def lost_reports(self) -> tuple[ReportFile, ...]:
        """The reports of the base whose files the head still has, but which can no longer be read."""
        pairs = ((old, new) for old, new in self.reports if old is not None and old.file not in self.removed)
        return tuple(old for old, new in pairs if new is None)

    @cached_property
    def base_errors(self) -> Mapping[str, list[Diagnostic]]:
        """The errors of the base that no waiver of the base covers, by file."""
        return group_by(counted_errors(self.base), lambda error: error.place.path)

    @cached_property
    def new_decisions(self) -> tuple[Entry[Decision], ...]:
        """The decisions that the change adds."""
        before = {entry.value.id for entry in self.base.register.decisions}
        return tuple(entry for entry in self.head.register.decisions if entry.value.id not in before)

    @property
    def reviewed_decisions(self) -> tuple[Entry[Decision], ...]:
        """The new decisions whose dates and claims are reviewed.

        There are none if a decision of the base could not be read, because it is not new when it is repaired, and none
        in the change of an agency, which must not record decisions.
        """
        is_readable = self.base.has_readable_plan and self.head.has_readable_plan
        if self.by_agency or not is_readable or DECISIONS not in self.base.loaded.error_free:
            return ()
        return self.new_decisions

    @cached_property
    def claims_before(self) -> DecidedClaims:
        """The claims that decisions accepted or returned, before the change."""
        return _claims_of_base(self.base.register, self.day)

    @cached_property
    def claims_after(self) -> DecidedClaims:
        """The claims that decisions accepted or returned, after the change."""
        return DecidedClaims(self.head.register, self.day)

    @property
    def by_agency(self) -> bool:
        """Whether an actor is given who is not the coordinator."""
        return self.actor is not None and not self.actor.is_coordinator

    def is_long_past(self, day: date) -> bool:
        """Return whether the date is more than `NEAR` days before the review."""
        return (self.day - day).days > NEAR

    @cached_property
    def period_begins_on(self) -> date:
        """The first day of the reporting period in which the review takes place."""
        reporting = self.plan.reporting
        return begins_on(period_of(self.day, reporting), reporting)

    def is_closed(self, period: Period) -> bool:
        """Return whether the due date of the period's report has passed."""
        return self.day > self.due(period)

    def due(self, period: Period) -> date:
        """Return the due date of the period's report."""
        return report_due(period, self.plan, self.plan.policy)


def change_of_files(base: CheckedData, head: CheckedData, folder: str, paths: Iterable[str], day: date) -> Change:
    """Return the change of these files of the data folder before anybody commits it; only its content is reviewed."""
    steps = [FileChange(joined(folder, path), Node(REGULAR, ""), Node(REGULAR, "")) for path in paths]
    return Change(base, head, folder, tuple(steps), tuple(head.files.data), (), day)


def entries_only_in(report_file: ReportFile | None, other: ReportFile | None, name: str) -> list[Entry[Any]]:
    """Return the entries of a list of the report, such as `updates`, whose values the other report does not have."""
    values = {entry.value for entry in getattr(other, name, ())}
    return [entry for entry in getattr(report_file, name, ()) if entry.value not in values]


@lru_cache(maxsize=1)
def _claims_of_base(register: Register, day: date) -> DecidedClaims:
    """Return the decided claims of the base, which the changes of several branches have in common."""
    return DecidedClaims(register, day)
