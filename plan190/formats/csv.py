r"""One table of the view as CSV (RFC 4180): UTF-8, a header line, commas, lines that end with `\r\n`.

A text that a spreadsheet would compute as a formula gets an apostrophe (OWASP ASVS 1.2.10). Numbers (negative ones too)
and dates stay unchanged, because plan190 computes them.
"""

from __future__ import annotations

import csv
import itertools
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from plan190.formats.escaping import without_formulas
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plan190.document.blocks import Cell, View
    from plan190.formats import RenderOptions


def render(view: View, options: RenderOptions) -> bytes:
    """Return the table that `options` names, or the first one; an empty file if there is none.

    Numbers have no separators, and dates are YYYY-MM-DD. Totals are left out: programs would count them as a row.
    """
    out = StringIO(newline="")
    writer = csv.writer(out)
    table = next((table for table in view.tables if options.table in {"", table.name}), None)
    if table is not None:
        writer.writerow(without_formulas(printable(column.whole_title)) for column in table.columns)
        writer.writerows(map(_field, row) for row in table.rows)
    encoding = "utf-8-sig" if options.bom else "utf-8"  # Excel recognizes UTF-8 by the byte order mark
    return out.getvalue().encode(encoding, "backslashreplace")


def _field(cell: Cell) -> str:
    return _text(cell.text if cell.value is None else cell.value)


def _text(value: object) -> str:
    if isinstance(value, int | Decimal | date):
        return str(value)
    return without_formulas(printable(str(value)))


def pieces(names: Iterable[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield the header and the rows of a table of values. None is an empty field, a truth is `true` or `false`."""
    for row in itertools.chain([names], rows):
        out = StringIO(newline="")
        csv.writer(out).writerow(_field_of(value) for value in row)
        yield out.getvalue().encode("utf-8", "backslashreplace")


def _field_of(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else _text(value)
