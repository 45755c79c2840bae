"""From two commits to what came of the change between them; for all commands that judge one."""

from __future__ import annotations

import json
import os
import urllib.parse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from plan190.cli.session import EMBEDDED, ZONE, Session, chosen_language, day_of, today
from plan190.diagnostics import errors_in
from plan190.errors import Plan190Error
from plan190.findings import findings_of
from plan190.load.git import Merged
from plan190.load.loader import OWNERS, UPDATES, read_files
from plan190.model.owner import Forge
from plan190.review.change import Actor, Change, Side
from plan190.review.judge import judge, read_side
from plan190.review.outcome import Outcome, Run, outcome_facts, outcome_of
from plan190.words import Words, words_in
from plan190.words.text import masked, shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from plan190.document import Checked
    from plan190.load.git import Repository
    from plan190.model.plan import Plan

FORGES: tuple[str, ...] = get_args(Forge)


@dataclass(frozen=True)
class Told:
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
    here = session.tree.root if asked is None or Path(asked).is_dir() else Path(asked)
    # The folder may be a link in the work tree; what is above it may be one too, and git names that in full.
    full = os.path.join(os.path.realpath(here.parent), here.name)  # noqa: PTH118
    folder = os.path.relpath(full, os.path.realpath(repository.top)).replace(os.sep, "/")
    if folder == ".." or folder.startswith("../"):
        raise Plan190Error("error.path_outside", path=shown(str(here)), data=shown(str(repository.top)))
    return "" if folder == "." else folder


def judged(session: Session, repository: Repository, commits: tuple[str, str], folder: str, actor: str | None) -> Told:
    """Give what came of the change from the first commit to the second one.

    Owners, plan, calendar and waivers are those of the first commit. Plan190Error where nothing can be judged.
    """
    base, head = commits
    fork = repository.merge_base(base, head)
    if fork is None:
        raise Plan190Error("error.git_unrelated", base=base[:10], head=head[:10])
    # What builds on the base is its own merge; git would touch objects of the repository in making it.
    merged = Merged(head, ()) if fork == base else repository.merged(base, head)
    tree = merged.tree if not merged.conflicts else head
    root = _shown(folder, repository)
    files = read_files(repository.tree(base, folder, root)), read_files(repository.tree(tree, folder, root))
    if not files[0].data:
        raise Plan190Error("error.base_without", folder=shown(folder), base=base[:10])
    before = read_side(files[0], lambda plan: _day(session, plan))
    day = _day(session, before.plan)
    after = read_side(files[1], lambda _: day, before)
    if not before.is_whole and not after.is_whole:
        raise _faulty(before, root, base, words_in(chosen_language(session.request.lang) or "vi"))
    start = f"{folder}/" if folder else ""
    by = _actor(actor, before) if actor is not None else None
    change = Change(
        base=before,
        head=after,
        folder=folder,
        # A merge that git cannot make would be about what the head changed since it left the base.
        steps=repository.steps(fork if merged.conflicts else base, tree),
        paths=tuple(path.removeprefix(start) for path in repository.nodes(tree) if path.startswith(start)),
        conflicts=merged.conflicts,
        day=day,
        actor=by,
        passing=repository.passing(fork, head, f"{start}{UPDATES}/" if by is None or by.is_coordinator else ""),
    )
    words = words_in(chosen_language(session.request.lang) or change.plan.language)
    found = judge(change, root, folder)
    findings = findings_of(found, words)
    run = Run(base, head, day.isoformat(), actor, change.plan.fiction, found.files, root)
    outcome = outcome_of(change, found, findings, run)
    return Told(outcome, outcome_facts(outcome, found), found.checked, words)


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


def _actor(name: str, base: Side) -> Actor:
    forge, _, account = name.partition(":")
    if forge not in FORGES or not account:
        raise Plan190Error("error.actor", text=shown(name), forges=", ".join(FORGES))
    if OWNERS not in base.files.data:
        raise Plan190Error("error.no_owners")
    if OWNERS not in base.loaded.whole:
        raise Plan190Error("error.owners_faulty")
    owners = (entry.value for entry in base.register.owners)
    owner = next((one for one in owners if name in {account.actor for account in one.accounts}), None)
    return Actor(masked(shown(name)), owner)


def _faulty(side: Side, root: str, base: str, words: Words) -> Plan190Error:
    first = errors_in(side.diagnostics)[0]
    place = f"{root}/{first.place.path}:{first.place.line}:{first.place.column}"
    sentence = shown(masked(f"{place}: {words.fault(first)[0]}"))
    return Plan190Error("error.base_faulty", base=base[:10], first=sentence)


def edit_address() -> str | None:
    """Give the address below which the forge lets the files of this change be edited, from the forge's own variables.

    None where there is no forge, or it does not say.
    """
    told = os.environ
    if told.get("CI_MERGE_REQUEST_SOURCE_PROJECT_URL"):
        branch = urllib.parse.quote(told.get("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", ""))
        return f"{told['CI_MERGE_REQUEST_SOURCE_PROJECT_URL']}/-/edit/{branch}"
    branch = urllib.parse.quote(told.get("GITHUB_HEAD_REF", ""))
    if not branch or not told.get("GITHUB_SERVER_URL"):
        return None
    edit = "_edit" if told.get("GITEA_ACTIONS") == "true" else "edit"
    repository = _head_repository() or told.get("GITHUB_REPOSITORY", "")
    return f"{told['GITHUB_SERVER_URL']}/{urllib.parse.quote(repository)}/{edit}/{branch}"


def _head_repository() -> str | None:
    """Give the repository that a pull request comes from, which the event's file tells."""
    try:
        event = json.loads(Path(os.environ.get("GITHUB_EVENT_PATH", "")).read_text("utf-8"))
        return str(event["pull_request"]["head"]["repo"]["full_name"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
