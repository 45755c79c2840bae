"""Review the change between two commits, for the commands `review` and `hook`."""

from __future__ import annotations

import contextlib
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from plan190.checks.faulty_data import FaultyDataError
from plan190.checks.findings import findings_of, in_a_line, result_of
from plan190.cli.clock import as_of_date
from plan190.cli.data_folder import path_below
from plan190.cli.output import exit_code
from plan190.cli.request import DEFAULT_LANGUAGE, Result, chosen_language
from plan190.diagnostics import errors_in
from plan190.review.check import check_change
from plan190.review.outcome import Run, outcome_facts
from plan190.review.read import CommittedData, read_change
from plan190.review.summary import outcome_of
from plan190.words import words_in
from plan190.words.text import printable

if TYPE_CHECKING:
    from plan190.checks.checked_data import CheckedData
    from plan190.cli.session import Session
    from plan190.load.git import Repository
    from plan190.words import Words


def _folder_of(session: Session, repository: Repository) -> str:
    """Return the path of the data folder from the root of the repository; Plan190Error if it is outside."""
    asked = session.request.data
    if repository.top is None:
        return (asked or "data").strip("/")
    if asked is None and session.data.is_embedded:
        return "data"
    folder = session.data.disk.root if asked is None or os.path.isdir(asked) else Path(asked)  # noqa: PTH112
    # Resolve links above the folder, as git does, but keep the folder itself: it may be a link in the work tree.
    full = os.path.join(os.path.realpath(folder.parent), folder.name)  # noqa: PTH118
    return path_below(full, os.path.realpath(repository.top), typed=str(folder), root_typed=str(repository.top))


def start_folder(session: Session) -> Path:
    """Return the folder in whose repository the commits are: that of `--data`, else the current one."""
    data = session.request.data
    # For a path without access, `os.path` returns False, but `Path` raises an error.
    return Path(data) if data is not None and os.path.isdir(data) else Path.cwd()  # noqa: PTH112


def committed_data(session: Session, repository: Repository) -> CommittedData:
    """Return the data folder in the commits of the repository; Plan190Error if it is outside the repository."""
    folder, date_of = _folder_of(session, repository), partial(as_of_date, session.request.as_of)
    return CommittedData(repository, folder, date_of, session.data.cache_folder)


def review_change(
    session: Session,
    repository: Repository,
    base: str,
    head: str,
    actor: str | None,
    *,
    edit_url: str | None,
    pushed: bool,
) -> Result:
    """Return the review of the change from `base` to `head`; exit code 1 if the change must be repaired.

    Owners, plan, calendar and waivers are those of `base`. FaultyDataError if the plan has an error in both commits.
    """
    from plan190.views import review

    data = committed_data(session, repository)
    folder = data.folder
    change = read_change(data, base, head, actor, pushed=pushed)
    root = _path_for_reader(folder, repository)
    plan = change.base.plan or change.head.plan
    plan_language = plan.language if plan is not None else DEFAULT_LANGUAGE
    words = words_in(chosen_language(session.request.lang) or plan_language)
    if plan is not None:
        words = words.for_periods(plan.reporting.units)
    if change.is_judged and not change.head.has_readable_plan:
        demand_readable_plan(change.base, data, base, words)
    result = check_change(change, root, folder)
    fiction = plan is not None and plan.fiction
    run = Run(base, head, change.day.isoformat(), actor, fiction, result.files, len(change.steps), root)
    outcome = outcome_of(change, result, findings_of(result, words), run)
    view = review.build(outcome, outcome_facts(outcome, result), words, edit_url, result.checked, pushed=pushed)
    return Result(view, exit_code(fails=not outcome.accepted), from_data=False, words=words)


def demand_readable_plan(checked: CheckedData, data: CommittedData, base: str, words: Words) -> None:
    """Raise FaultyDataError with the first error if the plan of the commit `base` has errors."""
    if checked.has_readable_plan:
        return
    root, errors = _path_for_reader(data.folder, data.repository), errors_in(checked.diagnostics)
    first_error = in_a_line(root, errors[0], words)
    result = result_of(errors, checked, root, data.folder)
    raise FaultyDataError("error.base_invalid", result, checked.as_of, base=base[:10], first=first_error)


def _path_for_reader(folder: str, repository: Repository) -> str:
    """Return the path of the data folder from the current folder, for messages."""
    with contextlib.suppress(FileNotFoundError):  # the current folder has been deleted
        if repository.top is not None:
            folder = os.path.relpath(os.path.realpath(repository.top) + "/" + folder, Path.cwd())
            folder = folder.replace(os.sep, "/")
    return printable(folder)
