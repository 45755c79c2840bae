"""What options of the command line may be: the words of states and kinds, numbers, bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from plan190.errors import Plan190Error
from plan190.model.report import Category
from plan190.parts.names import full_name
from plan190.status.state import State
from plan190.words.text import fold, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.cli.session import Session
    from plan190.model.letterhead import Letterhead
    from plan190.model.register import Body
    from plan190.status.verdicts import TaskVerdict

NEAREST = 5
"""How many of the bodies that may have been meant are named."""

STATES = tuple(str(state) for state in State)
CATEGORIES: tuple[str, ...] = get_args(Category)
KINDS = ("month", "before", "year", "recurring", "milestone", "target", "after_event", "outside_schedule")


def choice(session: Session, text: str, option: str, choices: Sequence[str]) -> str:
    """Give the choice that the text means: the word itself, or the one that the tables print for it.

    Hyphens for underscores, accents and case do not matter. Plan190Error when it is none.
    """
    printed = {fold(session.words(f"{option.strip('-')}.{one}")): one for one in choices}
    written = {one.replace("-", "_"): one for one in choices}
    meant = printed.get(fold(text)) or written.get(text.strip().lower().replace("-", "_"))
    if meant is None:
        raise Plan190Error("error.choice", text=shown(text), option=option, choices=", ".join(choices))
    return meant


def whole(text: str, least: int, most: int) -> int:
    """Give the number that the text writes; Plan190Error when it is none or outside the bounds."""
    if text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most:  # noqa: PLR2004
        return int(text)
    raise Plan190Error("error.number", text=shown(text), least=least, most=most)


def body(session: Session, text: str) -> Body:
    """Give the body that the text means; Plan190Error with the nearest names when it is none."""
    found = session.register.find_body(text)
    if not isinstance(found, tuple):
        return found
    words = session.words
    names = "; ".join(f"{full_name(one, words)} ({one.id})" for one in found[:NEAREST])
    more = words("error.body_more", number=len(found) - NEAREST) if len(found) > NEAREST else ""
    near = words("error.body_near", names=names, more=more) if found else words("error.body_none")
    raise Plan190Error("error.body_unknown", text=shown(text), near=near)


def letterhead(session: Session, text: str | None) -> Letterhead | None:
    """Give the letterhead of that id, or the first; None where there is none; Plan190Error for another id."""
    heads = [entry.value for entry in session.register.letterheads]
    if text is None:
        return heads[0] if heads else None
    found = next((one for one in heads if one.id == text), None)
    if found is None:
        choices = ", ".join(one.id for one in heads) or "–"
        raise Plan190Error("error.choice", text=shown(text), option="--letterhead", choices=choices)
    return found


def members_of(session: Session, meant: Body) -> frozenset[str]:
    """Give the ids of the agencies that a body stands for: itself, or a group's members."""
    return frozenset(agency.id for agency in session.register.members((meant.id,)))


def task(session: Session, text: str) -> TaskVerdict:
    """Give the task of that number as of the day; Plan190Error when the plan has none of it."""
    total = session.register.plan.tasks
    number = whole(text, 1, total)
    return session.assessment.task(number)
