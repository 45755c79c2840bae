"""A phrase with its dates found, and what a form of the grammar has matched in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from plan190.load.deadline_phrases.tokens import MARKS, Token, scan

if TYPE_CHECKING:
    from plan190.model.deadline import Every

_MARK = re.compile(f"[{MARKS}]")
_LAST_MONTH_OF_ONE_YEAR = 10
"""A plan that is issued later may be about the next year."""


class Context(NamedTuple):
    """What a phrase alone does not say, as in `parse_deadline`."""

    issued_on: date
    units: tuple[Every, ...]
    language: str


class Phrase(NamedTuple):
    """A phrase. `shape`: its text with a mark instead of each of its `tokens`."""

    shape: str
    tokens: tuple[Token, ...]
    context: Context

    @classmethod
    def of(cls, text: str, context: Context) -> Phrase:
        """Return the phrase; ValueError if it names a date that does not exist or that can be read in two ways."""
        shape, tokens = scan(text)
        if context.language == "en" and any(token.is_ambiguous for token in tokens):
            raise ValueError("day and month could be exchanged")
        return cls(shape, tuple(tokens), context)

    def part(self, start: int, end: int) -> Phrase:
        """Return a part of the phrase, from and until positions in its shape."""
        first, last = _marks(self.shape[:start]), _marks(self.shape[:end])
        return self._replace(shape=self.shape[start:end], tokens=self.tokens[first:last])

    @property
    def text(self) -> str:
        """The words of the phrase."""
        tokens = iter(self.tokens)
        return _MARK.sub(lambda _: next(tokens).words, self.shape)


@dataclass(frozen=True)
class Match:
    """A phrase, and the match of a form with it."""

    phrase: Phrase
    match: re.Match[str]

    def __getitem__(self, name: str) -> Phrase:
        """Return the part that a group of the form has matched."""
        return self.phrase.part(*self.match.span(name))

    def has(self, name: str) -> bool:
        """Return whether the form has this group and it has matched."""
        return self.match.groupdict().get(name) is not None

    def text(self, name: str) -> str:
        """Return the words that a group has matched, "" for none."""
        return self[name].text.strip(" ,;.") if self.has(name) else ""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The dates, months, quarters and years in the phrase."""
        return self.phrase.tokens

    def day(self, token: Token, year: int | None = None) -> date:
        """Return the date of a day without a year, by default in the year of the plan.

        ValueError if it is before the plan, or in the last weeks of a year, in which plans for the next one are issued.
        """
        issued_on = self.phrase.context.issued_on
        day = date(year or issued_on.year, token.month, token.day)
        if year is None and (day < issued_on or issued_on.month > _LAST_MONTH_OF_ONE_YEAR):
            raise ValueError("the day is before the plan, or of the next year")
        return day


def _marks(shape: str) -> int:
    """Return the number of marks in a shape."""
    return len(_MARK.findall(shape))
