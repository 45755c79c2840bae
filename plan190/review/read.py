"""Read the change between two commits: merge them, load and check both sides, and look up the actor."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, get_args

from plan190.checks.checked_data import load_and_check
from plan190.checks.faulty_data import FaultyDataError
from plan190.checks.findings import result_of
from plan190.checks.left_out import counted_errors
from plan190.diagnostics import errors_in, ordered
from plan190.errors import Plan190Error
from plan190.load import cache
from plan190.load.loader import OWNERS, read_files
from plan190.model.owner import Forge
from plan190.review.change import Actor, Change, looks_like_report, relative_path, without_case
from plan190.review.code_owners import COMMITTED, stale
from plan190.words.text import masked, printable

if TYPE_CHECKING:
    from pathlib import Path

    from plan190.checks.checked_data import CheckedData, DateOf
    from plan190.load.git import Repository
    from plan190.load.loader import Files
    from plan190.model.owner import Owner

EMPTY_FILE = "P110"
FORGES: tuple[str, ...] = get_args(Forge)

SETTINGS = ".gitattributes"
"""The name of the files that decide how git merges, stores and checks out other files, such as the data."""


@dataclass(frozen=True)
class CommittedData:
    """The data folder in the commits of a repository; the data of a commit are read and checked once.

    `folder`: the path of the data folder in the repository.
    """

    repository: Repository
    folder: str
    date_of: DateOf
    cache_folder: Path | None = None
    _checked: dict[str, CheckedData] = field(default_factory=dict, repr=False)

    def at(self, commit: str) -> CheckedData:
        """Return the checked data of a commit; Plan190Error if it has none."""
        if commit not in self._checked:
            self._checked[commit] = self._read(commit)
        return self._checked[commit]

    def _read(self, commit: str) -> CheckedData:
        files = read_files(self.repository.tree(commit, self.folder, self.folder))
        if not files.data:
            raise Plan190Error("error.base_without", folder=printable(self.folder), base=commit[:10])
        files.prepare(files.data)  # rules read many texts of cached files, each of which would be a call of git
        known = cache.with_results(self.cache_folder, files, cache.read(self.cache_folder, files))
        data = load_and_check(files, self.date_of, known, may_be_unreadable=lambda _: True)
        data.keep(self.cache_folder, is_error_free=not counted_errors(data))
        return data


def read_change(data: CommittedData, base: str, head: str, actor: str | None = None, *, pushed: bool = False) -> Change:
    """Return the change that a merge of the head into the base would make to the data folder.

    If git cannot merge them, it is what the head changed since the last common commit, and `Change.base` is the data of
    that commit. Owners and date are those of the base. Raise Plan190Error if the commits have no common history, the
    base has no data, or the actor cannot be looked up.

    A change that touches no data is not judged, and without owners only the content is reviewed, because somebody
    decides on the merge. Neither holds for a change that is `pushed` to a server without such a decision.
    """
    if actor is not None:
        _demand_form(actor)
    repository, folder = data.repository, data.folder
    merge = _merge(repository, base, head)
    current, before = data.at(base), data.at(merge.changed_since)
    after = _check_changed_files(read_files(repository.tree(merge.tree, folder, folder)), before)
    start = f"{folder}/" if folder else ""
    steps = repository.changes(merge.changed_since, merge.tree)
    earlier_files = repository.earlier_files(merge.fork, head, start)
    is_judged = pushed or not steps or bool(earlier_files) or any(_concerns_data(folder, step.path) for step in steps)
    sender = None
    if actor is not None and is_judged:
        sender = _sender(actor, current, folder, pushed=pushed)
    if sender is not None and not sender.is_coordinator:
        # The change of an agency is searched in the whole repository, other changes only in the data folder.
        earlier_files = repository.earlier_files(merge.fork, head, "")
    return Change(
        base=_with_stale(repository, merge.changed_since, before, folder),
        head=_with_stale(repository, merge.tree, after, folder),
        folder=folder,
        steps=steps,
        paths=tuple(path.removeprefix(start) for path in repository.nodes(merge.tree) if path.startswith(start)),
        conflicts=merge.conflicts,
        day=current.as_of,
        actor=sender,
        has_no_owners=actor is not None and is_judged and sender is None,
        is_judged=is_judged,
        earlier_files=earlier_files,
    )


class _Merge(NamedTuple):
    """The merge of a head into a base; the change is what the tree has changed since the commit `changed_since`.

    `fork`: the last common commit. `conflicts`: the paths that git cannot merge.
    """

    fork: str
    changed_since: str
    tree: str
    conflicts: tuple[str, ...]


def _merge(repository: Repository, base: str, head: str) -> _Merge:
    """Return the merge; Plan190Error if the commits have no common history."""
    fork = repository.merge_base(base, head)
    if fork is None:
        raise Plan190Error("error.git_unrelated", base=base[:10], head=head[:10])
    if fork == base:
        # The head is the result of the merge; a merge by git would write into the repository.
        return _Merge(fork, base, head, ())
    merged = repository.merged(base, head)
    if merged.conflicts:
        return _Merge(fork, fork, head, merged.conflicts)
    return _Merge(fork, base, merged.tree, ())


def _concerns_data(folder: str, path: str) -> bool:
    """Return whether a changed path is the data folder or in it, or decides who owns the data or how git stores them.

    So does a path that is probably a monthly report in the wrong place. A path that differs from the folder only in
    case is the folder itself on Windows and macOS.
    """
    whole, data = without_case(path), without_case(folder)
    return (
        not folder
        or whole == data
        or whole.startswith(f"{data}/")
        or path.rsplit("/", 1)[-1].lower() == SETTINGS
        or path in COMMITTED
        or looks_like_report(relative_path(folder, path))
    )


def _check_changed_files(files: Files, before: CheckedData) -> CheckedData:
    """Return a later state of the data, checked as of the same date; unchanged files are not parsed again.

    Unchanged reports that cannot be read do not prevent the rules that compare reports: these rules run on the other
    reports of both sides, so that they still find the problems of the change.
    """

    def is_same(path: str) -> bool:
        return files.hashes.get(path) == before.files.hashes.get(path)

    known = before.known_in(files)
    return load_and_check(files, lambda _: before.as_of, known, may_be_unreadable=is_same)


def _with_stale(repository: Repository, tree: str, side: CheckedData, folder: str) -> CheckedData:
    """Return the side with a diagnostic for each committed code-owners file that differs from its owners."""
    problems = stale(repository.tree(tree, "", ""), side, folder)
    return dataclasses.replace(side, diagnostics=ordered((*side.diagnostics, *problems)))


def _names_nobody(base: CheckedData) -> bool:
    """Return whether the base has no owners file, or an empty one, or one without owners."""
    problems = {diagnostic.code for diagnostic in base.loaded.diagnostics if diagnostic.place.path == OWNERS}
    return not base.register.owners and problems <= {EMPTY_FILE}


def _demand_form(actor: str) -> None:
    """Raise Plan190Error if the actor is not a forge and an account."""
    forge, _, account = actor.partition(":")
    if forge not in FORGES or not account:
        raise Plan190Error("error.actor", text=printable(actor), forges=", ".join(FORGES))


def _demand_number(actor: str, base: CheckedData) -> None:
    """Raise Plan190Error if the actor is a login at a forge and not its number, with the number if an owner has it."""
    forge, _, login = actor.partition(":")
    if forge == "server" or login.isdecimal():
        return
    accounts = (account for entry in base.register.owners for account in entry.value.accounts)
    same = (
        account for account in accounts if account.forge == forge and (account.login or "").lower() == login.lower()
    )
    known = next((account.actor for account in same), None)
    key = "error.actor_login" if known is None else "error.actor_login.known"
    raise Plan190Error(key, text=printable(masked(actor)), forge=forge, known=known or "")


def _sender(name: str, base: CheckedData, folder: str, *, pushed: bool) -> Actor | None:
    """Return the actor; None if the base names no owner, and somebody decides on the merge.

    Plan190Error if the owners of the base are missing, FaultyDataError if they have errors.
    """
    if not pushed:
        _demand_number(name, base)
        if _names_nobody(base):
            return None
    if OWNERS not in base.files.data:
        raise Plan190Error("error.no_owners")
    if OWNERS not in base.loaded.error_free:
        errors = [error for error in errors_in(base.diagnostics) if error.place.path == OWNERS]
        raise FaultyDataError("error.owners_invalid", result_of(errors, base, folder, folder), base.as_of)
    owner = next((entry.value for entry in base.register.owners if name in _account_names(entry.value)), None)
    return Actor(masked(printable(name)), owner)


def _account_names(owner: Owner) -> set[str]:
    return {account.actor for account in owner.accounts}
