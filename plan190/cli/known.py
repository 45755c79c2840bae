"""Data of commits: the session for `--known-at`, and the data as known on several dates."""

from __future__ import annotations

import contextlib
from datetime import date
from typing import TYPE_CHECKING

from plan190.checks.faulty_data import FaultyDataError
from plan190.cli.clock import DEFAULT_ZONE, date_in
from plan190.cli.data_folder import find_data_folder
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.load import cache
from plan190.load.git import open_repository
from plan190.load.loader import load
from plan190.model.register import KnownAt
from plan190.status.trend import month_counts
from plan190.words.text import printable, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plan190.cli.data_folder import DataFolder
    from plan190.cli.request import Request
    from plan190.load.git import Commit, GitTree, Repository
    from plan190.status.trend import MonthCounts


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
    head = _named(repository, "HEAD")
    zone = _zone_of(data.at(repository, head))
    commits = repository.log("", head, first_parent=True)
    last = _last_through([asked], commits, zone)
    if asked not in last:
        first = short_date(date_in(commits[-1].at, zone))
        raise Plan190Error("error.known_at_before", day=short_date(asked), first=first)
    return last[asked]


def _named(repository: Repository, name: str) -> str:
    """Return the hash of the commit with this name; Plan190Error if there is none."""
    with contextlib.suppress(Plan190Error):
        return repository.commit(name)
    raise Plan190Error("error.known_at", text=printable(name))


def counts_then(session: Session, dates: Sequence[date]) -> Iterator[tuple[date, KnownAt | None, MonthCounts | None]]:
    """Yield each of these ascending dates with the commit whose data were known then, and what they contain.

    It is the last commit up to that date. The data are those of the session, and the commit is None, for today and
    later, for dates on which no commit had data, and if the data folder is not in a repository. The counts are None if
    the data have errors.
    """
    past = [day for day in dates if session.commit is not None or day < session.today]
    with contextlib.ExitStack() as stack:
        known: dict[date, tuple[Commit, GitTree]] = {}
        if past and session.data.repository_root is not None and not session.data.is_embedded:
            repository = stack.enter_context(open_history(session.data))
            known = dict(_trees_on(repository, session, past))
        sessions: dict[int, Session] = {}
        for day in dates:
            if day not in known:
                yield day, None, _counts(session, day)
                continue
            commit, tree = known[day]
            on_tree = sessions.setdefault(id(tree), Session(session.request, tree, commit=commit))
            known_at = KnownAt(commit.id, date_in(commit.at, session.register.plan.policy.timezone))
            yield day, known_at, _counts(on_tree, day)


def _counts(session: Session, day: date) -> MonthCounts | None:
    """Return what the data of the session contain as of the date; None if they have errors that prevent figures.

    The counts of data without errors never change, so they are cached.
    """
    files, folder = session.data.files, session.data.cache_folder
    counts: MonthCounts | None = cache.read_month(folder, files, day)
    if counts is not None:
        return counts
    try:
        register = session.register
    except FaultyDataError:
        return None
    counts = month_counts(register, day)
    if not register.left_out:
        cache.write_month(folder, files, day, counts)
    return counts


def _trees_on(
    repository: Repository, session: Session, days: Sequence[date]
) -> Iterator[tuple[date, tuple[Commit, GitTree]]]:
    """Yield each date on which a commit had data, with the last such commit and its data folder."""
    head = session.commit.id if session.commit is not None else _head(repository)
    if head is None:
        return
    commits, zone = repository.log("", head, first_parent=True), session.register.plan.policy.timezone
    on_day = _last_through(days, commits, zone)
    if not on_day:
        return
    ids = list(dict.fromkeys(commit.id for commit in on_day.values()))
    trees = dict(zip(ids, repository.folders(ids, session.data.path, session.data.shown), strict=True))
    for day, commit in on_day.items():
        if trees[commit.id].nodes:
            yield day, (commit, trees[commit.id])


def _head(repository: Repository) -> str | None:
    """Return the last commit of the branch; None if there is none yet."""
    with contextlib.suppress(Plan190Error):
        return repository.commit("HEAD")
    return None


def _last_through(days: Iterable[date], commits: Sequence[Commit], zone: str) -> dict[date, Commit]:
    """Return for each day the first of these commits, newest first, whose date is not after the day, if there is one.

    After a rebase, or with the clock of a machine wrong, dates need not ascend; the newest commit that is old enough is
    the one that the branch had on that day, as far as dates can tell.
    """
    last: dict[date, Commit] = {}
    waiting = sorted(days)
    for commit in commits:
        committed_on = date_in(commit.at, zone)
        while waiting and committed_on <= waiting[-1]:
            last[waiting.pop()] = commit
        if not waiting:
            break
    return last


def _zone_of(data: DataFolder) -> str:
    """Return the time zone of the plan in the data; the default if the plan cannot be read."""
    plan = data.cached.plan
    if plan is None:
        files = data.files
        only_plan = files._replace(data={path: files.data[path] for path in files.data if path == "plan.yaml"})
        plan = load(only_plan).values.plan
    return plan.policy.timezone if plan is not None else DEFAULT_ZONE
