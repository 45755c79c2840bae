r"""One table of the view as CSV: UTF-8, a head line, comma, `\\r\\n` (RFC 4180).

A text that a spreadsheet would take for a formula gets an apostrophe (OWASP ASVS 1.2.10); numbers and days are written
by plan190 itself and stay what they are, negative ones too.
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from plan190.document.extracted import Extracted, Grid
from plan190.formats.escaping import unquoted, without_formulas
from plan190.words.text import shown

if TYPE_CHECKING:
    from plan190.document.blocks import Cell, View
    from plan190.formats import RenderOptions

BOM = "\ufeff".encode()
"""The mark by which Excel knows UTF-8."""


def render(view: View, options: RenderOptions) -> bytes:
    """Give the table asked for, or the first; days and numbers as a machine reads them. No table gives no lines."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    table = next((one for one in view.tables if options.table in {"", one.name}), None)
    if table is not None:
        writer.writerow([without_formulas(shown(column.whole_title)) for column in table.columns])
        for row in (*table.rows, *((table.totals,) if table.totals else ())):
            writer.writerow(map(_written, row))
    return (BOM if options.bom else b"") + out.getvalue().encode("utf-8", "backslashreplace")


def read(data: bytes) -> Extracted:
    """Give the table, whether marked as UTF-8 or not; ValueError for what is no CSV."""
    try:
        text = StringIO(data.decode("utf-8-sig"), newline="")
        lines = [[" ".join(unquoted(one).split()) for one in line] for line in csv.reader(text, strict=True) if line]
    except csv.Error as error:
        raise ValueError(str(error)) from error
    if not lines:
        return Extracted(())
    width = max(map(len, lines))
    titles, *rows = (tuple(line + [""] * (width - len(line))) for line in lines)
    return Extracted((Grid(titles, tuple(rows)),))


def _written(cell: Cell) -> str:
    if isinstance(cell.value, int | Decimal | date):
        return str(cell.value)
    return without_formulas(shown(cell.text if cell.value is None else cell.value))
