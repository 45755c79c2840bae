"""The view as a Word document: an official document as Decree 30/2020/NĐ-CP lays it out, or a plain sheet.

What the data give is put into the tree as text, never into markup. The same view gives the same bytes.
"""

from plan190.formats.docx.reader import read
from plan190.formats.docx.writer import render

__all__ = ["read", "render"]
