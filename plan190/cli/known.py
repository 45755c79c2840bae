"""Sessions on the data of a commit, for `--known-at`."""

from __future__ import annotations

import contextlib
from datetime import date
from typing import TYPE_CHECKING

from plan190.cli.clock import DEFAULT_ZONE, date_in
from plan190.cli.data_folder import find_data_folder
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.load.git import open_repository
from plan190.load.loader import load
from plan190.words.text import printable, short_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.cli.data_folder import DataFolder
    from plan190.cli.request import Request
    from plan190.load.git import Commit, Repository


@contextlib.contextmanager
def session_on_commit(request: Request) -> Iterator[Session]:
    """Yield a session on the data of the commit that `--known-at` names; Plan190Error if there is none."""
    data = find_data_folder(request.data, may_be_absent=True)
    with open_history(data) as repository:
        commit = _commit_of(repository, data, request.known_at)
        yield Session(request, repository.tree(commit.id, data.path, data.shown), commit=commit)


@contextlib.contextmanager
def open_history(data: DataFolder) -> Iterator[Repository]:
    """Open the repository that contains the data folder; Plan190Error if there is none, or only a shallow one."""
    if data.repository_root is None or data.is_embedded:
        raise Plan190Error("error.known_at_no_git", path=data.shown)
    with open_repository(data.repository_root) as repository:
        yield repository


def _commit_of(repository: Repository, data: DataFolder, asked: date | str) -> Commit:
    """Return the commit of this name, or the last one of the branch up to this date."""
    if not isinstance(asked, date):
        return repository.described(_named(repository, asked))
    head = repository.commit("HEAD")
    zone = zone_of(data.at(repository, head))
    commits = repository.log("", head, first_parent=True)
    commit = last_through(asked, commits, zone)
    if commit is None:
        first = short_date(date_in(commits[-1].at, zone))
        raise Plan190Error("error.known_at_before", day=short_date(asked), first=first)
    return commit


def _named(repository: Repository, name: str) -> str:
    """Return the hash of the commit with this name; Plan190Error if there is none."""
    with contextlib.suppress(Plan190Error):
        return repository.commit(name)
    raise Plan190Error("error.known_at", text=printable(name))


def last_through(day: date, commits: Sequence[Commit], zone: str) -> Commit | None:
    """Return the first of these commits, newest first, whose date is not after the day; None if all are after it.

    After a rebase, or with the clock of a machine wrong, dates need not ascend; the newest commit that is old enough is
    the one that the branch had on that day, as far as dates can tell.
    """
    return next((commit for commit in commits if date_in(commit.at, zone) <= day), None)


def zone_of(data: DataFolder) -> str:
    """Return the time zone of the plan in the data; the default if the plan cannot be read."""
    plan = data.cached.plan
    if plan is None:
        files = data.files
        only_plan = files._replace(data={path: files.data[path] for path in files.data if path == "plan.yaml"})
        plan = load(only_plan).values.plan
    return plan.policy.timezone if plan is not None else DEFAULT_ZONE
