"""The messages of the program in Vietnamese and English, by key, and the rule pages."""

from __future__ import annotations

import calendar
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from plan190.diagnostics import CODES
from plan190.words.text import parse_day, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from plan190.diagnostics import Diagnostic

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")

_THOUSANDS = {"vi": ".", "en": ","}
"""The separator of groups of three digits, by language."""

_POINT = {"vi": ",", "en": "."}
"""The decimal separator, by language."""

_COUNT = re.compile(r"(?<!/)\{(\w+)\}(?= \w)")
"""A placeholder before a noun, outside a fraction such as `{number}/{total}`."""

GROUPED_FROM = 1000
"""The least number whose digits are in groups."""

_NOT_GROUPED = frozenset({"year", "earliest", "latest", "line", "column"})
"""The placeholders of numbers that are not counted."""

_ONE = re.compile(r"(?<![\w.,/])1 (?=\w)")
"""The number 1 before a noun."""

PAGES = Path(__file__).parent / "pages"
"""The folder of the rule pages: one Markdown file for each code, in a folder for each language."""


class _Values(dict[str, object]):
    """The values of the placeholders of a message; a placeholder without a value, such as {monthly}, is a term."""

    def __init__(self, values: Mapping[str, object], text: Mapping[str, str]) -> None:
        super().__init__(values)
        self.text = text

    def __missing__(self, name: str) -> str:
        return self.text[f"term.{name}"]


class Words(NamedTuple):
    """The messages in one language; calling it with a key and the values of the placeholders returns a message."""

    language: Language
    text: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the message of the key, with large numbers in groups of digits; KeyError if there is none."""
        for name, value in values.items():
            if isinstance(value, int) and value >= GROUPED_FROM and name not in _NOT_GROUPED:
                values[name] = self.number(value)
        return self._sentence(key, values).format_map(_Values(values, self.text))

    def _sentence(self, key: str, values: Mapping[str, object]) -> str:  # noqa: ARG002 - OfficialWords needs the values
        """Return the message of the key with its placeholders."""
        return self.text[key]

    def day(self, day: date) -> str:
        """Return a date as text: 1/7/2023, in English 1 July 2023."""
        if self.language == "vi":
            return short_date(day)
        return f"{day.day} {calendar.month_name[day.month]} {day.year}"

    def short_day(self, day: date) -> str:
        """Return a date without spaces, for cells of tables: 1/7/2023, in English 2023-07-01."""
        return short_date(day) if self.language == "vi" else day.isoformat()

    def day_and_month(self, day: date) -> str:
        """Return a date without its year: 1/7, in English 1 Jul."""
        if self.language == "vi":
            return f"{day.day}/{day.month}"
        return f"{day.day} {calendar.month_abbr[day.month]}"

    def long_day(self, day: date) -> str:
        """Return a date in the form of official documents (Decree 30/2020/NĐ-CP, Annex I, II.4).

        In Vietnamese, days below 10 and months below 3 have a leading zero. In English, it is the same as `day`.
        """
        if self.language == "en":
            return self.day(day)
        return f"{day.day:02d} tháng {_official_month(day)} năm {day.year}"

    def month(self, month: int, year: int) -> str:
        """Return a month in its shortest form: T7/23, in English Jul 23."""
        if self.language == "vi":
            return f"T{month}/{year % 100:02d}"
        return f"{calendar.month_abbr[month]} {year % 100:02d}"

    def number(self, number: int | Decimal) -> str:
        """Return a number in groups of three digits: 1.983 and 99,5, in English 1,983 and 99.5."""
        if number == int(number):
            return f"{int(number):,}".replace(",", _THOUSANDS[self.language])
        whole, _, decimals = f"{number:,}".rstrip("0").partition(".")
        return f"{whole.replace(',', _THOUSANDS[self.language])}{_POINT[self.language]}{decimals}"

    def percent(self, thousandths: int) -> str:
        """Return a share in thousandths as a percentage: 92,3%, in English 92.3%; a decimal 0 is left out: 100%."""
        whole, tenth = divmod(thousandths, 10)
        return f"{whole}{_POINT[self.language]}{tenth}%" if tenth else f"{whole}%"

    def days(self, key: str, days: int, **values: object) -> str:
        """Return the message of the key for a number of days; for one day, that of the key with `.one` if it exists."""
        singular = f"{key}.one"
        if days == 1 and singular in self.text:
            key = singular
        return self(key, days=days, **values)

    def in_cells(self) -> Words:
        """Return the messages for problems in the cells of a workbook, which is filled in without YAML."""
        return self._with_variants("cell.")

    def for_periods(self, units: Iterable[str]) -> Words:
        """Return the messages for reports on periods of these units: they are called monthly only if all are."""
        return self if set(units) == {"month"} else self._with_variants("periodic.")

    def _with_variants(self, prefix: str) -> Words:
        """Return the messages with those whose keys have the prefix in place of those without it."""
        variants = {key.removeprefix(prefix): text for key, text in self.text.items() if key.startswith(prefix)}
        return self._replace(text={**self.text, **variants})

    def diagnostic_texts(self, diagnostic: Diagnostic) -> tuple[str, str]:
        """Return the message and the advice of a diagnostic."""
        key = ".".join(filter(None, (diagnostic.code, diagnostic.variant)))
        values = {name: self._value(self.text[key], name, text) for name, text in diagnostic.values}
        if "cell" in values:
            values["cell"] = f"{self('column.' + values['cell'])} ({values['cell']})"
        if self.language == "en" and "english" in values:
            values["name"] = values["english"]
        advice_key = f"{key}.help"
        advice = self(advice_key if advice_key in self.text else f"{diagnostic.code}.help", **values)
        if "line" in values:
            advice = self("advice.line", advice=advice, line=values["line"])
        if "paste" in values and diagnostic.code == "P101":
            advice = self("advice.lines", advice=advice)
        if "more" in values:
            advice = self("advice.more", advice=advice)
        return self(key, **values), advice

    def _value(self, message: str, name: str, text: str) -> str:
        """Return a value of a diagnostic: a date as `day`, days as `number` writes them; a quotation stays as it is."""
        if name == "days" and text.isdecimal():
            return self.number(int(text))
        match = re.fullmatch("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text)
        if match is None or f"“{{{name}}}”" in message:
            return text
        return self.day(parse_day(text))

    def page(self, code: str) -> str:
        """Return the rule page of a code: name and severity, then the text of its Markdown file."""
        severity = self(f"severity.{CODES[code].severity}")
        text = (PAGES / self.language / f"{code}.md").read_text("utf-8")
        return f"{code} {CODES[code].name} ({severity})\n\n{text}".rstrip("\n")


def _official_month(day: date) -> str:
    """Return the number of the month; below 3 it has a leading zero (Decree 30/2020/NĐ-CP, Annex I, II.4)."""
    return f"{day.month:02d}" if day.month < 3 else str(day.month)  # noqa: PLR2004 - the rule of the decree


class OfficialWords(Words):
    """The messages as official documents print them in Vietnamese.

    A count below 10 has a leading zero (03 báo cáo), and so have days below 10 and months below 3 (09/8/2023).
    """

    def _sentence(self, key: str, values: Mapping[str, object]) -> str:
        """Return the message of the key with its placeholders, and a zero before each count below 10."""

        def padded(placeholder: re.Match[str]) -> str:
            value = values.get(placeholder[1])
            return f"0{placeholder[0]}" if isinstance(value, int) and 0 < value < 10 else placeholder[0]  # noqa: PLR2004

        text = self.text[key]
        return text if self.language == "en" else _ONE.sub("01 ", _COUNT.sub(padded, text))

    def day(self, day: date) -> str:
        """Return a date as text: 01/7/2023, in English 1 July 2023."""
        if self.language == "en":
            return super().day(day)
        return f"{day.day:02d}/{_official_month(day)}/{day.year}"

    def short_day(self, day: date) -> str:
        """Return a date without spaces, for cells of tables: 01/7/2023, in English 2023-07-01."""
        return super().short_day(day) if self.language == "en" else self.day(day)


def words_in(language: Language) -> Words:
    """Return the messages in a language."""
    text: Mapping[str, str] = import_module(f"plan190.words.{language}").TEXT
    return Words(language, text)
