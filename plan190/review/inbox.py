"""Figures of the inbox: the open branches of a repository, each with the short result of its review, and their JSON."""

from __future__ import annotations

import gc
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from plan190.checks.findings import TOOL
from plan190.diagnostics import Place
from plan190.errors import Plan190Error
from plan190.load.loader import is_data_file
from plan190.review.change import entries_only_in
from plan190.review.check import check_change
from plan190.review.read import read_change
from plan190.words.text import masked, natural_order, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from plan190.load.git import Branch
    from plan190.model.register import Register
    from plan190.review import fact_types as types
    from plan190.review.change import Change
    from plan190.review.read import CommittedData

InboxVerdict = Literal["accepted", "problems", "conflicts"]


@dataclass(frozen=True)
class BranchReport:
    """A monthly report that a branch adds or changes: agency and period according to its path."""

    agency: str
    period: str


@dataclass(frozen=True)
class OpenBranch:
    """An open branch: what it changes, and whether it would be accepted.

    `branch`, `others`: names for readers, with personal data masked; `others` have the same commit. `other_files`: the
    number of changed data files that are no monthly reports. `errors`, `warnings`: those that the branch adds.
    `claims`: the number of updates that report a task as done. `conflicts`: the number of paths that git cannot merge.
    """

    branch: str
    others: tuple[str, ...]
    commit: str
    reports: tuple[BranchReport, ...]
    other_files: int
    verdict: InboxVerdict
    errors: int
    warnings: int
    claims: int
    conflicts: int


@dataclass(frozen=True)
class UnreadBranch:
    """A branch that cannot be reviewed, and the error."""

    branch: str
    error: Plan190Error


@dataclass(frozen=True)
class InboxFigures:
    """The open branches; `base`: the name of the branch with which they are compared, `commit`: its last commit.

    `register`: that of the base. `data`: the path of the data folder in the repository.
    """

    base: str
    commit: str
    today: date
    data: str
    register: Register
    branches: tuple[OpenBranch, ...]
    unread: tuple[UnreadBranch, ...]

    @property
    def repeated(self) -> Mapping[BranchReport, list[OpenBranch]]:
        """The branches that change the same report, of which only one can be merged without a conflict."""
        by_report: dict[BranchReport, list[OpenBranch]] = defaultdict(list)
        for branch in self.branches:
            for report in branch.reports:
                by_report[report].append(branch)
        return {report: branches for report, branches in by_report.items() if len(branches) > 1}


def inbox_figures(data: CommittedData, base: Branch, branches: Iterable[Branch]) -> InboxFigures:
    """Return the branches that change the data and are not merged into the base, by period and agency.

    The senders are not checked. Branches at the same commit are one.
    """
    checked = data.at(base.commit)
    register = checked.register
    names: dict[str, list[str]] = {}
    for branch in branches:
        names.setdefault(branch.commit, []).append(shown_name(branch.short_name))
    opened: list[OpenBranch] = []
    unread: list[UnreadBranch] = []
    for commit, same in names.items():
        # `__main__` turns off the search for garbage; that of a change is large. What is left belongs to the base.
        gc.collect()
        gc.freeze()
        try:
            change = read_change(data, base.commit, commit)
        except Plan190Error as error:
            unread.append(UnreadBranch(same[0], error))
            continue
        if change.steps and change.is_judged:
            opened.append(_open_branch(change, commit, same))
    ranks = {agency.value.id: rank for rank, agency in enumerate(register.agencies)}
    opened.sort(key=lambda branch: _order(branch, ranks))
    name, today = shown_name(base.short_name), checked.as_of
    return InboxFigures(name, base.commit, today, printable(data.folder), register, tuple(opened), tuple(unread))


def _order(branch: OpenBranch, ranks: Mapping[str, int]) -> tuple[object, ...]:
    """Return the sort key of a branch: period and agency of its first report; branches without a report are last."""
    name = natural_order(branch.branch)
    if not branch.reports:
        return True, "", 0, name
    first = branch.reports[0]
    return False, first.period, ranks.get(first.agency, len(ranks)), name


def shown_name(name: str) -> str:
    """Return the name of a branch for a reader: personal data masked, control characters as escapes."""
    return printable(masked(name))


def _open_branch(change: Change, commit: str, names: list[str]) -> OpenBranch:
    result = check_change(change, change.folder, change.folder)
    reports = tuple(_reports(change))
    verdict: InboxVerdict = "problems" if result.fails else "accepted"
    if change.conflicts:
        verdict = "conflicts"
    return OpenBranch(
        branch=names[0],
        others=tuple(names[1:]),
        commit=commit,
        reports=reports,
        other_files=len(change.data_steps) - len(reports),
        verdict=verdict,
        errors=result.counts["error"],
        warnings=result.counts["warning"],
        claims=_claims(change),
        conflicts=len(change.conflicts),
    )


def _reports(change: Change) -> Iterator[BranchReport]:
    """Yield the changed monthly reports, also those that cannot be read."""
    for path in change.data_steps:
        agency = Place(path).agency
        if agency is not None and is_data_file(path):
            yield BranchReport(agency, path.rpartition("/")[2].removesuffix(".yaml"))


def _claims(change: Change) -> int:
    """Return the number of new updates of reports that report a task as done."""
    updates = [entry.value for old, new in change.reports for entry in entries_only_in(new, old, "entries")]
    return sum(update.state == "done" for update in updates)


def inbox_facts(figures: InboxFigures, errors: Iterable[str]) -> types.Inbox:
    """Return the open branches, and those that cannot be reviewed with their errors as sentences."""
    unread: list[types.UnreadBranch] = [
        {"branch": branch.branch, "error": error} for branch, error in zip(figures.unread, errors, strict=True)
    ]
    return {
        "format": "plan190.inbox",
        **TOOL,
        "run": {"base": figures.base, "commit": figures.commit, "today": figures.today, "data": figures.data},
        "branches": figures.branches,
        "unread": unread,
    }
