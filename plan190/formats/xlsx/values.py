"""Write the content of a cell: a date, a number or a share if the cell has such a value, else the text.

Cells with values can be sorted, filtered and added up. A date is written as a date even if its text says more, such as
"14/8/2023 (gốc 30/6/2023)"; the rest has a column of its own. A number or share with a longer text stays a text. The
dash for a missing value is left out. Totals are numbers, not formulas, so that a filter does not change them.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from plan190.formats.escaping import could_be_formula
from plan190.words import LANGUAGES, words_in
from plan190.words.text import printable, short_date

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as Field

    from plan190.document.blocks import Cell

LONGEST = 32_767
"""The most characters of a cell, in units of UTF-16."""

FIRST_DAY = date(1900, 3, 1)
"""The first date that Excel counts correctly, because its calendar has a 29 February 1900."""

MOST_DIGITS = 10**15
"""The limit below which Excel stores whole numbers with all their digits."""

DAY, BRIEF_DAY, ENGLISH_DAY = "d/m/yyyy", "d/m", "yyyy-mm-dd"
WHOLE, GROUPED, DECIMAL, SHARE = "0", "#,##0", "#,##0.0#", "0.0%"
"""Number formats: of dates; of counts, without and with groups of digits; of numbers with decimals; of shares."""

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""The beginning of a text that Excel reads as the code of a character."""


def put_cell(field: Field, cell: Cell) -> bool:
    """Write the value or the text of a cell; return whether it is a date or a share."""
    number_format = _number_format(cell)
    if number_format is None:
        put_text(field, "" if cell.value == "" else cell.text)
        return False
    field.value, field.number_format = cell.value, number_format
    return number_format not in {WHOLE, GROUPED, DECIMAL}


def put_text(field: Field, text: str) -> None:
    """Write a text so that it stays a text, also if someone edits the cell later and it looks like a formula."""
    fitting = fit(text)
    if fitting:
        field.value = fitting
        field.data_type = "s"
        field.quotePrefix = could_be_formula(fitting)


def fit(text: str) -> str:
    """Return the text with characters that Excel forbids or decodes escaped, cut with an ellipsis if it is too long."""
    lines = "\n".join(map(printable, text.split("\n")))
    escaped = _ESCAPE.sub("_x005F_", lines)
    units = escaped.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return escaped
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def _number_format(cell: Cell) -> str | None:
    """Return the number format in which Excel shows the value of a cell as its text does; None if there is none."""
    match cell.value:
        case int() as number if abs(number) < MOST_DIGITS:
            return _count_format(number, cell.text)
        case date() as day if day >= FIRST_DAY:
            return _date_format(day, cell.text)
        case Decimal() as share if share.is_finite() and _percent(cell.text) == share * 100:
            return SHARE
        case Decimal() as number if number.is_finite() and number < MOST_DIGITS and _is_written(number, cell.text):
            return DECIMAL
        case _:
            return None


def _count_format(number: int, text: str) -> str | None:
    if text == str(number):
        return WHOLE
    return GROUPED if _is_written(number, text) else None


def _is_written(number: int | Decimal, text: str) -> bool:
    """Return whether the text is the number as one of the languages writes it."""
    return text in [words_in(language).number(number) for language in LANGUAGES]


def _date_format(day: date, text: str) -> str:
    """Return the number format of the form in which the date stands at the beginning of the text."""
    forms = {short_date(day): DAY, f"{day.day}/{day.month}": BRIEF_DAY, day.isoformat(): ENGLISH_DAY}
    return next((number_format for form, number_format in forms.items() if text.startswith(form)), DAY)


def _percent(text: str) -> Decimal | None:
    match = re.fullmatch(r"(-?[0-9]{1,9})(?:[.,]([0-9]))? ?%", text)
    return Decimal(f"{match[1]}.{match[2] or 0}") if match else None
