"""Every word that the reader sees, in Vietnamese and in English, under one key each."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from plan190.diagnostics import Diagnostic

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


@dataclass(frozen=True)
class Words:
    """The catalogue in one language: call it with a key and what fills the sentence."""

    language: Language
    text: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """Give the sentence of the key. KeyError when the catalogue lacks it."""
        return self.text[key].format(**values)

    def day(self, day: date) -> str:
        """Give a day as the reader writes it: 1/7/2023, 1 July 2023."""
        if self.language == "vi":
            return short_date(day)
        return f"{day.day} {calendar.month_name[day.month]} {day.year}"

    def long_day(self, day: date) -> str:
        """Give a day as documents of state write it: days below 10 and months below 3 have a zero before them.

        Decree 30/2020/NĐ-CP, Annex I, II.4.
        """
        if self.language == "en":
            return self.day(day)
        month = f"{day.month:02d}" if day.month < 3 else str(day.month)  # noqa: PLR2004 - the decree's odd rule
        return f"{day.day:02d} tháng {month} năm {day.year}"

    def month(self, month: int, year: int) -> str:
        """Give a month in its shortest form: T7/23, Jul 23."""
        if self.language == "vi":
            return f"T{month}/{year % 100:02d}"
        return f"{calendar.month_abbr[month]} {year % 100:02d}"

    def number(self, number: int) -> str:
        """Give a whole number in groups of three digits: 1.983, in English 1,983."""
        grouped = f"{number:,}"
        return grouped.replace(",", ".") if self.language == "vi" else grouped

    def percent(self, thousandths: int) -> str:
        """Return a share as text, with tenths of a percent only if there are any: 92,3%, 100%."""
        whole, tenth = divmod(thousandths, 10)
        point = "," if self.language == "vi" else "."
        return f"{whole}{point}{tenth}%" if tenth else f"{whole}%"

    def days(self, key: str, days: int, **values: object) -> str:
        """Give the sentence of the key for a number of days, that for one day where the language has one."""
        one = f"{key}.one"
        return self(one if days == 1 and one in self.text else key, days=self.number(days), **values)

    def fault(self, diagnostic: Diagnostic) -> tuple[str, str]:
        """Give the sentence of a fault and the advice that goes with it."""
        values = dict(diagnostic.values)
        if "cell" in values:
            values["cell"] = f"{self('column.' + values['cell'])} ({values['cell']})"
        stem = f"{diagnostic.code}.{diagnostic.variant}" if diagnostic.variant else diagnostic.code
        advice = f"{stem}.help" if f"{stem}.help" in self.text else f"{diagnostic.code}.help"
        return self(stem, **values), self(advice, **values)

    def page(self, code: str) -> str:
        """Give the manual page of a code: what, why, how to repair, a bad and a good sample."""
        pages: Mapping[str, str] = import_module(f"plan190.words.pages_{self.language}").PAGES
        return pages[code].strip("\n")


def words_in(language: Language) -> Words:
    """Give the catalogue in a language."""
    text: Mapping[str, str] = import_module(f"plan190.words.{language}").TEXT
    return Words(language, text)
