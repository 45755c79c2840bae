"""Read the paragraphs and table rows of a Word document, even if another program has saved it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import qn

from plan190.words.line_breaks import NO_BREAK_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement as Node

    from plan190.document.extracted import Part

_DATA_ROW = "w:tr[ancestor::w:tbl[1]/w:tr[1]/w:trPr/w:tblHeader]"
"""The rows of tables with a header row. Tables without one are only for the layout of paragraphs."""

_PARTS = f".//{_DATA_ROW} | .//w:p[not(ancestor::{_DATA_ROW})]"
_CHARACTERS = {qn("w:noBreakHyphen"): "-"} | dict.fromkeys(map(qn, ("w:br", "w:cr", "w:tab", "w:p")), " ")
"""The text of elements that stand for a character."""


def read(data: bytes) -> Iterator[Part]:
    """Yield the paragraphs with text and the table rows, in the order of the document."""
    for node in Document(BytesIO(data)).element.body.xpath(_PARTS):
        part = tuple(map(_text, node.xpath("self::w:p | w:tc")))
        if any(part):
            yield part


def _text(node: Node) -> str:
    pieces = (_CHARACTERS.get(piece.tag, piece.text or "") for piece in node.iter(qn("w:t"), *_CHARACTERS))
    return "".join(pieces).replace(NO_BREAK_HYPHEN, "-").strip()
