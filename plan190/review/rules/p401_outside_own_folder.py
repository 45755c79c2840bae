"""P401: report changes of an agency outside its own monthly reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, diagnostic_at
from plan190.load.loader import DECISIONS, LETTERHEADS, OWNERS, UPDATES, WAIVERS
from plan190.review.change import PLAN, looks_like_report
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from plan190.review.change import Change


_WRONG_PLACE = frozenset({"P008", "P301", "P302"})
"""The codes of a monthly report with a wrong name, in a wrong folder, or of another agency than its folder."""

FILES = {DECISIONS: "decisions", LETTERHEADS: "letterheads", OWNERS: "owners", WAIVERS: "waivers"}
"""The variants of the message for the files that only the coordinator maintains."""


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each changed path that is not a monthly report of the actor's agencies; P407 reports unknown actors."""
    actor = change.actor
    if actor is None or actor.owner is None or actor.is_coordinator or not actor.owner.serves_on(change.day):
        return
    own = actor.owner.agencies
    wrong = {diagnostic.place.path for diagnostic in change.head.diagnostics if diagnostic.code in _WRONG_PLACE}
    for step in change.steps:
        path = change.below(step.path)
        variant, folder = _variant(path, own), ""
        if variant is None or _is_misplaced(change, path, wrong):
            continue
        if variant == "other":
            folder = path.split("/")[1]
            variant = "other" if folder in change.base.register.bodies else "unknown"
        values = {"path": printable(step.path), "own": ", ".join(own), "folder": printable(folder)}
        yield diagnostic_at(change.place(step.path), "P401", variant, **values)


def _is_misplaced(change: Change, path: str, wrong: Collection[str]) -> bool:
    """Return whether the path is new and another diagnostic, at one of the wrong paths, is about its name or agency."""
    if path in change.base.files.data:
        return False
    folder = f"{path.rpartition('/')[0]}/"
    return path in wrong or folder in wrong or looks_like_report(path)


def _variant(path: str, own: tuple[str, ...]) -> str | None:
    """Return the variant of the message for a path; None if it is a report of these agencies."""
    if path.startswith("../"):
        return "outside"
    if path in FILES:
        return FILES[path]
    if path in PLAN or path.startswith("source/"):
        return "plan"
    folders = path.split("/")
    if folders[0] != UPDATES or len(folders) < 3:  # noqa: PLR2004 - folder, agency, file
        return "outside"
    if folders[1] not in own:
        return "other"
    return None if re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])\.yaml", "/".join(folders[2:])) else "name"
