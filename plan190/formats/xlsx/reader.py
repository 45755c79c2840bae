"""Read the texts and the table rows of a workbook, whichever program saved it last."""

from __future__ import annotations

import warnings
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.document.extracted import Part

MOST_CELLS = 2_000_000
"""The most cells that are read: a row is as wide as its last cell, wherever that is."""


def read(data: bytes) -> Iterator[Part]:
    """Yield the rows that hold something, sheet by sheet; ValueError for too many cells."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns about what it leaves out
        book = load_workbook(BytesIO(data), read_only=True)
        cells = 0
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # the file may state any size
            for row in sheet.iter_rows():
                cells += 1 + len(row)
                if cells > MOST_CELLS:
                    raise ValueError("too many cells")
                texts = [_text(cell) for cell in row]
                while texts and not texts[-1]:
                    texts.pop()
                if texts:
                    yield tuple(texts)


def _text(cell: Any) -> str:  # noqa: ANN401 - the library has several types of cells
    """Return what the cell displays: a date as d/m/yyyy, a share with one decimal, other values as they are."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, datetime):
        return short_date(cell.value.date())
    if not isinstance(cell.value, int | float):
        return str(cell.value).replace("_x005F_", "_").strip()
    return f"{cell.value:.1%}" if "%" in cell.number_format else f"{cell.value:.15g}"
