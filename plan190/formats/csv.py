r"""One table of the view as CSV: UTF-8, a head line, comma, `\\r\\n` (RFC 4180).

A cell that a spreadsheet would take for a formula gets a leading quote (OWASP ASVS 1.2.10).
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.document import View
    from plan190.formats import Look

BOM = "\ufeff".encode()
"""The mark by which Excel knows UTF-8."""


def render(view: View, look: Look) -> bytes:
    """Give the table asked for, or the first; days and numbers as a machine reads them. No table gives no lines."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    table = next((one for one in view.tables if look.table in {"", one.name}), None)
    if table is not None:
        writer.writerow(_safe(column.whole_title for column in table.columns))
        for row in (*table.rows, *((table.totals,) if table.totals else ())):
            writer.writerow(_safe(cell.text if cell.value is None else str(cell.value) for cell in row))
    return (BOM if look.bom else b"") + out.getvalue().encode("utf-8", "backslashreplace")


def _safe(texts: Iterable[str]) -> list[str]:
    return [f"'{text}" if text[:1] in set("=+-@\t\r") and text[:1] else text for text in map(shown, texts)]
