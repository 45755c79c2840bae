"""Write the workbook in which an agency fills in its monthly report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook

from plan190.formats.xlsx.writer import package

if TYPE_CHECKING:
    from plan190.parts.context import ViewContext
    from plan190.status.figures.draft import DraftFigures


def workbook(figures: DraftFigures, context: ViewContext) -> bytes:
    """Return the workbook for a report; the same figures give the same bytes."""
    book = Workbook()
    book.worksheets[0].append([context.full_name(figures.agency.id), str(figures.period)])
    return package(book)
