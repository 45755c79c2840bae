"""The pieces that a Word document is made of: elements, runs of text, paragraphs, rows and cells; lengths in twips."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement as Node

POINT = 20
"""A point in twips, the unit of every length here."""


def mm(length: float) -> int:
    """Give millimetres in twips."""
    return round(length * 72 * POINT / 25.4)


def node(tag: str, *inside: Node | None, **attributes: str | int) -> Node:
    """Give the element of Word's main namespace with what is inside it, in the order that Word's schema asks."""
    made: Node = OxmlElement(f"w:{tag}", {qn(f"w:{name}"): str(value) for name, value in attributes.items()})
    made.extend([one for one in inside if one is not None])
    return made


def line(text: str) -> str:
    """Give the text as one line that XML can hold; its blanks stay as many as they are."""
    return shown(re.sub(r"[\t\n\v\f\r]+", " ", text))


def run(text: str, *, bold: bool = False, unbroken: bool = False) -> Node:
    """Give a run of text; `unbroken`: no line ends after a hyphen within a word, as in the number of a document."""
    pieces = re.split(r"(?<=\w)-(?=\w)", line(text)) if unbroken else [line(text)]
    inside = [_words(pieces[0])]
    for one in pieces[1:]:
        inside += [node("noBreakHyphen"), _words(one)]
    return node("r", node("rPr", node("b"), node("bCs")) if bold else None, *inside)


def _words(text: str) -> Node:
    words = node("t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    return words


def paragraph(
    style: str,
    *runs: str | Node,
    keep: bool = False,
    border: Sequence[str] = (),
    left: int = 0,
    right: int = 0,
    hanging: int = 0,
    align: str = "",
) -> Node:
    """Give a paragraph in a style; what differs from it: kept with the next one, its borders, indents, alignment."""
    indents = {"left": left, "right": right, "hanging": hanging}
    properties = node(
        "pPr",
        node("pStyle", val=style),
        node("keepNext") if keep else None,
        node("pBdr", *(_edge(side, space=1) for side in border)) if border else None,
        node("ind", **{**indents, "firstLine": 0} if not hanging else indents) if any(indents.values()) else None,
        node("jc", val=align) if align else None,
    )
    return node("p", properties, *(run(one) if isinstance(one, str) else one for one in runs))


def rule(length: int, room: int) -> Node:
    """Give a drawn line that long in the middle of the room; a border of an empty paragraph, not underlined text."""
    aside = max(0, room - length) // 2
    return paragraph("Rule", border=("top",), left=aside, right=aside, keep=True)


def table(
    widths: Sequence[int], rows: Iterable[Node], *, bordered: bool, margin: int = 0, name: str = "", head: bool = False
) -> Node:
    """Give a table whose columns are that wide, whoever prints it; `head` says that its first row names its columns."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    properties = node(
        "tblPr",
        node("tblW", w=sum(widths), type="dxa"),
        node("tblBorders", *map(_edge, sides)) if bordered else None,
        node("tblLayout", type="fixed"),
        node("tblCellMar", *(node(side, w=margin, type="dxa") for side in ("left", "right"))),
        node("tblLook", firstRow=int(head), lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        node("tblCaption", val=line(name)) if name else None,
    )
    return node("tbl", properties, node("tblGrid", *(node("gridCol", w=width) for width in widths)), *rows)


def row(*cells: Node, whole: bool = True, head: bool = False) -> Node:
    """Give a row: `whole` on one page, `head` repeated on each."""
    return node("tr", node("trPr", node("cantSplit") if whole else None, node("tblHeader") if head else None), *cells)


def cell(width: int, *inside: Node, span: int = 1, merge: str = "", middle: bool = False) -> Node:
    """Give a cell over so many columns; `merge`: whether it begins (restart) or goes on (continue) downwards."""
    properties = node(
        "tcPr",
        node("tcW", w=width, type="dxa"),
        node("gridSpan", val=span) if span > 1 else None,
        node("vMerge", val=merge) if merge else None,
        node("vAlign", val="center") if middle else None,
    )
    return node("tc", properties, *inside)


def _edge(side: str, space: int = 0) -> Node:
    return node(side, val="single", sz=6, space=space, color="auto")
