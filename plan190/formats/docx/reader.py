"""Read the paragraphs and table rows of a document, whichever program saved it last."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement as Node

    from plan190.document.extracted import Part

_ROWS = ".//w:tr[ancestor::w:tbl[1]/w:tr[1]/w:trPr/w:tblHeader]"
"""The rows of tables with a head. Tables without one only lay out their paragraphs."""

_PARTS = f"{_ROWS} | .//w:p[not(ancestor::w:tr[ancestor::w:tbl[1]/w:tr[1]/w:trPr/w:tblHeader])]"
_SIGNS = {qn("w:noBreakHyphen"): "-"} | dict.fromkeys(map(qn, ("w:br", "w:cr", "w:tab", "w:p")), " ")


def read(data: bytes) -> Iterator[Part]:
    """Yield the paragraphs with text and the table rows, in the order of the document."""
    for node in Document(BytesIO(data)).element.body.xpath(_PARTS):
        part = (_text(node),) if node.tag == qn("w:p") else tuple(map(_text, node.xpath("w:tc")))
        if any(part):
            yield part


def _text(node: Node) -> str:
    pieces = (_SIGNS.get(piece.tag, piece.text or "") for piece in node.iter(qn("w:t"), *_SIGNS))
    return "".join(pieces).strip()
