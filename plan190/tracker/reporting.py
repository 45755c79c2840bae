"""Read from an issued document which periodic reports it asks for, if it says so in a clear form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.month import Month
from plan190.model.period import Period
from plan190.model.plan import Quote, Reporting
from plan190.words.text import clip, fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.load.issued_text import IssuedText, Section
    from plan190.model.plan import DueIn
    from plan190.model.reading import Assumed

LONGEST = 600
"""The most characters of a sentence that is read."""

SHOWN = 300
"""The most characters of a sentence that is listed."""

LAST_DAY = 28
"""The last day that every month has."""

_UNIT = "(?:ngay|tuan|thang|quy|nam)"
_PERIODIC = re.compile(
    rf"\bbao cao\b.*(?:\bdinh ky\b|\b(?:hang|moi) {_UNIT}\b|\b6 thang\b)"
    rf"|(?:\bdinh ky\b|\b(?:hang|moi) {_UNIT}\b|\b6 thang\b).*\bbao cao\b"
    r"|\breports?\b.*\b(?:month|quarter|half year|year|week)|\b(?:month|quarter|year|week)ly\b.*\breports?\b"
)
"""A sentence, without accents, that may ask for periodic reports."""

_MONTHLY = re.compile(
    r"\bbao cao\b.*?\b(?P<before>truoc|cham nhat)(?: vao)?(?: la)? ngay (?P<day>[0-9]{1,2})"
    r" (?:cua )?(?:hang|moi) thang\b(?! (?:sau|tiep))"
    r"|\breports?\b.*?\b(?P<by>by|before|no later than) the (?P<nth>[0-9]{1,2})(?:st|nd|rd|th)?(?: day)?"
    r" of (?P<month>each|every|the following|the next) month\b"
)
"""The clear form: a report before or by a day of each month."""


class Asked(NamedTuple):
    """The reporting of the plan, and the section that states it."""

    reporting: Reporting
    quotes: tuple[Quote, ...]


def read_reporting(source: IssuedText, who: tuple[str, ...], to: str, issued_on: date, assumed: Assumed) -> Asked:
    """Return the monthly reporting if exactly one sentence states it in the clear form, otherwise none.

    `assumed`: the assumption about the first period, which is the month after the date of issue.
    """
    found = [(section, match) for section, text in _sentences(source) if (match := _MONTHLY.search(fold(text)))]
    if len(found) != 1 or not who:
        return Asked(Reporting(every=()), ())
    section, match = found[0]
    day, is_before = int(match["day"] or match["nth"]), match["before"] == "truoc" or match["by"] == "before"
    due_in: DueIn = "next_month" if (match["month"] or "").startswith("the ") else "last_month"
    before_day = day if is_before else day + 1
    provision = section.ref or None
    if not 1 < before_day <= LAST_DAY:
        return Asked(Reporting(every=()), ())
    reporting = Reporting(
        every=("month",),
        provision=provision if re.search(rf"\b0?{before_day}\b", section.words) else None,
        who=who,
        to=to,
        before_day=before_day,
        due_in=due_in,
        cut_off=31 if due_in == "next_month" else before_day - 1,
        first_period=Period(Month(issued_on.year, issued_on.month).later(1)),
        assumed=assumed,
    )
    return Asked(reporting, (Quote(ref=section.ref, words=section.words),) if section.ref else ())


def periodic_sentences(source: IssuedText) -> Iterator[str]:
    """Yield the sentences outside the appendix that may ask for periodic reports."""
    for _, sentence in _sentences(source):
        if _PERIODIC.search(fold(sentence)):
            yield clip(sentence, SHOWN)


def _sentences(source: IssuedText) -> Iterator[tuple[Section, str]]:
    """Yield the beginning of each sentence or clause outside the appendix, with its section."""
    for section in source.sections:
        for sentence in re.split(r"(?<=[.;])\s", section.words):
            yield section, sentence[:LONGEST]
