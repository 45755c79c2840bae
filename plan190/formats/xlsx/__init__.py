"""The view as an Excel workbook, and the texts and cells of one read back.

The text of the view is on the first sheet; each annex, or else each table of a list, has a sheet of its own.
"""

from plan190.formats.xlsx.reader import read
from plan190.formats.xlsx.writer import render

__all__ = ["read", "render"]
