"""From two commits to what came of the change between them; for all commands that judge one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from plan190.checks.findings import findings_of, in_a_line
from plan190.cli.session import DEFAULT, EMBEDDED, ZONE, Session, chosen_language, day_of, today
from plan190.diagnostics import errors_in
from plan190.errors import Plan190Error
from plan190.review.check import check_change
from plan190.review.outcome import Outcome, Run, outcome_facts
from plan190.review.read import read_change
from plan190.review.summary import outcome_of
from plan190.words import Language, Words, words_in
from plan190.words.text import shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from plan190.document.blocks import Checked
    from plan190.load.git import Repository
    from plan190.model.plan import Plan
    from plan190.review.change import Change


@dataclass(frozen=True)
class Reviewed:
    """What came of a change, the same for machines, what was looked at, and the reader's words."""

    outcome: Outcome
    facts: Mapping[str, object]
    checked: tuple[Checked, ...]
    words: Words


def folder_of(session: Session, repository: Repository) -> str:
    """Give the data folder from the root of the repository; Plan190Error when it lies outside."""
    asked = session.request.data
    if repository.top is None:
        return (asked or "data").strip("/")
    if asked is None and session.tree.shown == EMBEDDED:
        return "data"
    here = session.tree.root if asked is None or os.path.isdir(asked) else Path(asked)  # noqa: PTH112
    # The folder may be a link in the work tree; what is above it may be one too, and git names that in full.
    full = os.path.join(os.path.realpath(here.parent), here.name)  # noqa: PTH118
    folder = os.path.relpath(full, os.path.realpath(repository.top)).replace(os.sep, "/")
    if folder == ".." or folder.startswith("../"):
        raise Plan190Error("error.path_outside", path=shown(str(here)), data=shown(str(repository.top)))
    return "" if folder == "." else folder


def judged(
    session: Session, repository: Repository, commits: tuple[str, str], folder: str, actor: str | None
) -> Reviewed:
    """Give what came of the change from the first commit to the second one.

    Owners, plan, calendar and waivers are those of the first commit. Plan190Error where nothing can be judged.
    """
    base, head = commits
    change = read_change(repository, base, head, folder, lambda plan: _day(session, plan), actor)
    root = _shown(folder, repository)
    words = words_in(chosen_language(session.request.lang) or _language(change))
    if not change.base.is_whole and not change.head.is_whole:
        first = in_a_line(root, errors_in(change.base.diagnostics)[0], words)
        raise Plan190Error("error.base_faulty", base=base[:10], first=first)
    found = check_change(change, root, folder)
    findings = findings_of(found, words)
    run = Run(base, head, change.day.isoformat(), actor, change.plan.fiction, found.files, len(change.steps), root)
    outcome = outcome_of(change, found, findings, run)
    return Reviewed(outcome, outcome_facts(outcome, found), found.checked, words)


def _language(change: Change) -> Language:
    plan = change.base.plan or change.head.plan
    return plan.language if plan is not None else DEFAULT


def _shown(folder: str, repository: Repository) -> str:
    """Give the folder as the reader would type it here."""
    if repository.top is None:
        return shown(folder)
    try:
        return shown(os.path.relpath(os.path.realpath(repository.top) + "/" + folder, Path.cwd()).replace(os.sep, "/"))
    except FileNotFoundError:
        return shown(folder)


def _day(session: Session, plan: Plan | None) -> dt.date:
    if session.request.as_of is not None:
        return day_of(session.request.as_of)
    return today(plan.policy.timezone if plan is not None else ZONE)
