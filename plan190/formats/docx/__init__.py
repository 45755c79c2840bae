"""Word documents: an official document in the layout of Decree 30/2020/NĐ-CP, or a plain sheet.

Texts of the data enter the XML tree as text, never as markup. The same view gives the same bytes.
"""

from plan190.formats.docx.reader import read
from plan190.formats.docx.writer import render

__all__ = ["read", "render"]
