"""Build the elements of a Word document: runs of text, paragraphs, rows, cells and tables; all lengths in twips."""

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
"""One point in twips."""

SIDES = ("top", "left", "bottom", "right")


def mm(length: float) -> int:
    """Return millimetres in twips."""
    return round(length * 72 * POINT / 25.4)


def node(tag: str, *children: Node | None, **attributes: str | int | None) -> Node:
    """Return an element of Word's main namespace; None among children and attributes is left out.

    The caller gives the children in the order of Word's schema.
    """
    present = {qn(f"w:{name}"): str(value) for name, value in attributes.items() if value is not None}
    element: Node = OxmlElement(f"w:{tag}", present)
    element.extend([child for child in children if child is not None])
    return element


def flag(tag: str, *, present: bool) -> Node | None:
    """Return an element without content, None if it is not wanted."""
    return node(tag) if present else None


def valued(tag: str, value: str) -> Node | None:
    """Return an element that holds only a value, None without one."""
    return node(tag, val=value) if value else None


def line(text: str) -> str:
    """Return the text as one line that XML can hold; the number of its blanks stays the same."""
    return shown(re.sub(r"[\t\n\v\f\r]+", " ", text))


def run(text: str, *, bold: bool = False, unbroken: bool = False) -> Node:
    """Return a run of text; `unbroken`: no line ends after a hyphen within a word, as in the number of a document."""
    first, *others = re.split(r"(?<=\w)-(?=\w)", line(text)) if unbroken else [line(text)]
    children = [_text(first)]
    for piece in others:
        children += [node("noBreakHyphen"), _text(piece)]
    return node("r", node("rPr", node("b"), node("bCs")) if bold else None, *children)


def _text(text: str) -> Node:
    element = node("t")
    element.text = text
    element.set(qn("xml:space"), "preserve")
    return element


def paragraph(
    style: str, *runs: str | Node, keep: bool = False, border: Sequence[str] = (), align: str = "", **indents: int
) -> Node:
    """Return a paragraph in a style, with what differs from it.

    `keep`: on one page with the next paragraph; `border`: the sides that have one; `indents`: left, right, hanging.
    """
    lengths = {"left": 0, "right": 0, "hanging": 0} | indents
    first_line = None if lengths["hanging"] else 0
    indent = node("ind", **lengths, firstLine=first_line) if any(lengths.values()) else None
    edges = node("pBdr", *(_edge(side, space=1) for side in border)) if border else None
    kept = flag("keepNext", present=keep)
    properties = node("pPr", node("pStyle", val=style), kept, edges, indent, valued("jc", align))
    return node("p", properties, *(run(piece) if isinstance(piece, str) else piece for piece in runs))


def rule(length: int, width: int) -> Node:
    """Return a line of that length in the middle of the width: the border of an empty paragraph, no underlined text."""
    aside = max(0, width - length) // 2
    return paragraph("Rule", border=("top",), left=aside, right=aside, keep=True)


def table(widths: Sequence[int], rows: Iterable[Node], *, bordered: bool, margin: int = 0, name: str = "") -> Node:
    """Return a table with fixed column widths; `bordered`: a table of data, whose first row holds the titles."""
    total, layout = node("tblW", w=sum(widths), type="dxa"), node("tblLayout", type="fixed")
    edges = node("tblBorders", *map(_edge, (*SIDES, "insideH", "insideV"))) if bordered else None
    margins = node("tblCellMar", *(node(side, w=margin, type="dxa") for side in ("left", "right")))
    look = node("tblLook", firstRow=int(bordered), lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
    properties = node("tblPr", total, edges, layout, margins, look, valued("tblCaption", line(name)))
    return node("tbl", properties, node("tblGrid", *(node("gridCol", w=width) for width in widths)), *rows)


def row(*cells: Node, whole: bool = True, head: bool = False) -> Node:
    """Return a row; `whole`: it stays on one page; `head`: it is repeated on each page."""
    return node("tr", node("trPr", flag("cantSplit", present=whole), flag("tblHeader", present=head)), *cells)


def cell(width: int, *content: Node, span: int = 1, merge: str = "", middle: bool = False) -> Node:
    """Return a cell; `span`: over so many columns; `merge`: it begins ("restart") or continues ("continue") downwards.

    `middle`: its content stands in the middle of its height.
    """
    columns = node("gridSpan", val=span) if span > 1 else None
    align = node("vAlign", val="center") if middle else None
    properties = node("tcPr", node("tcW", w=width, type="dxa"), columns, valued("vMerge", merge), align)
    return node("tc", properties, *content)


def _edge(side: str, space: int = 0) -> Node:
    return node(side, val="single", sz=6, space=space, color="auto")
