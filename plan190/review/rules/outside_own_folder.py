"""P401: an agency changes its own monthly reports and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.load.loader import DECISIONS, LETTERHEADS, OWNERS, UPDATES, WAIVERS
from plan190.review.change import PLAN
from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change

_OWN = {DECISIONS: "decisions", LETTERHEADS: "letterheads", OWNERS: "owners", WAIVERS: "waivers"}


def check(change: Change) -> Iterator[Diagnostic]:
    """Give each path that is no monthly report of an agency that the actor may speak for; P407 tells of strangers."""
    actor = change.actor
    if actor is None or actor.owner is None or actor.is_coordinator or not actor.owner.serves_on(change.day):
        return
    own = actor.owner.agencies
    stray = {one.place.path for one in change.head.diagnostics if one.code == "P008"}
    for step in change.key_path:
        path = change.below(step.path)
        variant = _whose(path, own)
        if variant == "name" and path in stray:
            continue  # its name is told to be wrong already
        folder = path.split("/")[1] if variant == "other" else ""
        if variant == "other" and folder not in change.base.register.bodies:
            variant = "unknown"
        if variant is not None:
            told = {"path": shown(step.path), "own": ", ".join(own), "folder": shown(folder)}
            yield problem(change.place(step.path), "P401", variant, **told)


def _whose(path: str, own: tuple[str, ...]) -> str | None:
    """Say whose the path is; None where it is one's own report."""
    if path.startswith("../"):
        return "outside"
    if path in _OWN:
        return _OWN[path]
    if path in PLAN or path.startswith("source/"):
        return "plan"
    folders = path.split("/")
    if folders[0] != UPDATES or len(folders) < 3:  # noqa: PLR2004 - folder, agency, file
        return "outside"
    if folders[1] not in own:
        return "other"
    return None if re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])\.yaml", "/".join(folders[2:])) else "name"
