r"""The view's first table as CSV: UTF-8, a head line, comma, `\\r\\n` (RFC 4180).

A cell that a spreadsheet would take for a formula gets a leading quote (OWASP ASVS 1.2.10).
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from plan190.document import Table
from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.document import View
    from plan190.formats import Look


def render(view: View, look: Look) -> bytes:  # noqa: ARG001 - every format has this form
    """Give the first table, days and numbers as a machine reads them; a view without a table gives no lines."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    table = next((block for block in view.blocks if isinstance(block, Table)), None)
    if table is not None:
        writer.writerow(_safe(column.whole_title for column in table.columns))
        for row in (*table.rows, *((table.totals,) if table.totals else ())):
            writer.writerow(_safe(cell.text if cell.value is None else str(cell.value) for cell in row))
    return out.getvalue().encode("utf-8", "backslashreplace")


def _safe(texts: Iterable[str]) -> list[str]:
    return [f"'{text}" if text[:1] in set("=+-@\t\r") and text[:1] else text for text in map(shown, texts)]
