"""Read the texts and table rows of a workbook, even if another program has saved it."""

from __future__ import annotations

import warnings
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from plan190.formats.xlsx.values import LONGEST
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.document.extracted import Part

MOST_CELLS = 2_000_000
"""The most cells that are read; a row has cells up to its last one, however far that is to the right."""

MOST_CHARACTERS = 16 * 1024 * 1024
"""The most characters of all cells together, many of which may refer to one text."""


def read(data: bytes) -> Iterator[Part]:
    """Yield the texts of the rows that are not empty, sheet by sheet; ValueError for too many or too long ones."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns about parts that it does not support
        book = load_workbook(BytesIO(data), read_only=True)
        cells = characters = 0
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # the file may state any size
            for row in sheet.iter_rows():
                cells += 1 + len(row)
                if cells > MOST_CELLS:
                    raise ValueError("too many cells")
                characters += sum(len(cell.value) for cell in row if isinstance(cell.value, str))
                if characters > MOST_CHARACTERS:
                    raise ValueError("too long texts")
                texts = [_text(cell) for cell in row]
                while texts and not texts[-1]:
                    texts.pop()
                if texts:
                    yield tuple(texts)


def _text(cell: Any) -> str:  # noqa: ANN401 - the library has several types of cells
    """Return the text that the cell shows: a date as d/m/yyyy, a share with one decimal, other values unchanged."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, datetime):
        return short_date(cell.value.date())
    if isinstance(cell.value, str) and len(cell.value) > LONGEST:
        raise ValueError("too long text")
    if not isinstance(cell.value, int | float):
        return str(cell.value).replace("_x005F_", "_").strip()
    return f"{cell.value:.1%}" if "%" in cell.number_format else f"{cell.value:.15g}"
