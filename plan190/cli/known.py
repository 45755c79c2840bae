"""Data of commits: the session for `--known-at`, and the data as known on several dates."""

from __future__ import annotations

import contextlib
import itertools
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from plan190.cli.clock import DEFAULT_ZONE, as_of_date, date_in
from plan190.cli.data_folder import find_data_folder
from plan190.cli.progress import reading
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.load import cache
from plan190.load.git import open_repository
from plan190.load.loader import TYPES, UPDATES, load, read_files
from plan190.model.register import KnownAt
from plan190.status.trend import month_counts
from plan190.words.text import printable, short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from plan190.checks.checked_data import CheckedData
    from plan190.cli.data_folder import DataFolder
    from plan190.cli.request import Request
    from plan190.load.git import Commit, GitTree, Repository
    from plan190.load.loader import Files
    from plan190.model.register import Register
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
    known: dict[date, tuple[Commit, GitTree]] = {}
    counts: dict[date, MonthCounts | None] = {}
    if past and session.data.repository_root is not None and not session.data.is_embedded:
        with open_history(session.data) as repository:
            known = dict(_trees_on(repository, session, past))
            counts = _past_counts(session, {day: tree for day, (_, tree) in known.items()})
    now = [day for day in dates if day not in known]
    counts |= _counts(session, session.data.files, now, lambda: (session.register, not session.register.left_out))
    zone = session.register.plan.policy.timezone
    for day in dates:
        commit = known[day][0] if day in known else None
        yield day, commit and KnownAt(commit.id, date_in(commit.at, zone)), counts[day]


def _counts(
    session: Session, files: Files, days: Iterable[date], read: Callable[[], tuple[Register | None, bool]]
) -> dict[date, MonthCounts | None]:
    """Return what the data contain as of each day, from the cache or from the register that `read` returns.

    The register is None if the data have errors that prevent figures. `read` also returns whether that never changes;
    the counts are then cached.
    """
    folder = session.data.cache_folder
    cached = {day: cache.read_month(folder, files, day) for day in days}
    counts: dict[date, MonthCounts | None] = {day: counts[0] for day, counts in cached.items() if counts is not None}
    if len(counts) < len(cached):
        register, is_lasting = read()
        for day in cached.keys() - counts.keys():
            counts[day] = month_counts(register, day) if register is not None else None
            if is_lasting:
                cache.write_month(folder, files, day, [counts[day]])
    return counts


def _past_counts(session: Session, trees: Mapping[date, GitTree]) -> dict[date, MonthCounts | None]:
    """Return what the data of each of these ascending dates contain, as `counts_then` does.

    The data are read from the last ones back, so that only what differs from the later data is parsed and checked.
    """
    folder, data = session.data.cache_folder, session.data
    counts: dict[date, MonthCounts | None] = {}
    later: list[CheckedData] = []

    def read() -> tuple[Register | None, bool]:
        from plan190.checks.checked_data import load_and_check
        from plan190.checks.left_out import counted_errors, preventing_figures, without_faulty_reports
        from plan190.checks.rules import DATE_IN_FUTURE

        if later:
            known = later.pop().known_in(files)
        else:
            known = cache.with_results(folder, files, cache.read(folder, files, data.files.keys))
        files.prepare(files.data)  # rules read the texts of files, each of which would be a call of git
        later.append(load_and_check(files, partial(as_of_date, None), known, only_errors=True, progress=reading))
        dict(later[0].loaded.values.by_file)  # now; otherwise each value would be asked from all later data in turn
        checked = without_faulty_reports(later[0])
        has_figures = not preventing_figures(counted_errors(checked), checked.register)
        # Only whether a date has not come yet depends on today.
        is_lasting = all(problem.code != DATE_IN_FUTURE for problem in later[0].diagnostics)
        return checked.register if has_figures else None, is_lasting

    for _, days in itertools.groupby(sorted(trees, reverse=True), lambda day: id(trees[day])):
        same = list(days)
        files = read_files(trees[same[0]])
        counts |= _counts(session, files, same, read)
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
        if not trees[commit.id].entries("").keys().isdisjoint({*TYPES, UPDATES}):
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
