"""Parse the words of a deadline, in Vietnamese or English, into a rule.

A phrase must match a form as a whole; otherwise it is not read. Nothing is guessed: a word that could change the
meaning and is not part of a form makes the phrase unread.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from plan190.load.deadline_phrases.forms import read
from plan190.load.deadline_phrases.phrase import Context, Phrase
from plan190.load.deadline_phrases.tokens import MARKS
from plan190.model.deadline import NoDeadline, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from plan190.model.deadline import Every
    from plan190.model.plan import Plan

_STOPS = " .;,"
_HYPHEN_OF_ONE_LINE = "\u2011"
_LOOKALIKES = "ıİſ"
"""Letters that a pattern without regard to case takes for i and s."""

LONGEST = 500
"""The most characters of a phrase that is read."""


def parse_deadline(
    words: str, issued_on: date, units: Sequence[Every] = ("month",), language: str = "vi"
) -> Reading | None:
    """Return how the words of a deadline are read; None if they have no known form or name a date that does not exist.

    `issued_on`: the date of the plan, from which a day without a year takes its year. `units`: how often reports on the
    plan are due. `language`: that of the plan; in an English one, a date such as 05/12/2025 is not read.
    """
    if not words.strip():
        return Reading(NoDeadline())
    if len(words) > 4 * LONGEST:  # composing many marks takes quadratic time
        return None
    text = " ".join(unicodedata.normalize("NFC", words).replace(_HYPHEN_OF_ONE_LINE, "-").split())
    if len(text) > LONGEST or "\n" in words or re.search(f"[{MARKS}{_LOOKALIKES}]", text):
        return None
    try:
        return read(Phrase.of(_without_ends(text), Context(issued_on, tuple(units), language)))
    except ValueError:  # for example 30 February or month 13
        return None


def _without_ends(text: str) -> str:
    """Return the text without a first dash, final stops, "./." included, and brackets around the whole of it."""
    text = text.removeprefix("- ").removesuffix("./.").rstrip(_STOPS)
    if text.startswith("(") and text.endswith(")") and text.count("(") == text.count(")") == 1:
        return text[1:-1].strip().rstrip(_STOPS)
    return text


def reading_in(plan: Plan, words: str) -> Reading | None:
    """Return how the words of a deadline in the plan are read."""
    return parse_deadline(words, plan.issued_on, plan.reporting.units, plan.language)
