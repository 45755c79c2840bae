"""Excel workbooks: write a view, and read the texts and cells of a workbook.

The first sheet has the text of the view. Each annex, or each table if there are no annexes, has a sheet of its own.
"""

from plan190.formats.xlsx.reader import read
from plan190.formats.xlsx.writer import render

__all__ = ["read", "render"]
