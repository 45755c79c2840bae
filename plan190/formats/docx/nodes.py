"""Build the elements of a Word document: runs of text, paragraphs, cells, rows and tables. Lengths are in twips."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from plan190.words.line_breaks import unbroken, unbroken_hyphens
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement as Node

POINT = 20
"""One point in twips."""

SIDES = ("top", "left", "bottom", "right")


def mm(length: float) -> int:
    """Convert millimetres to twips."""
    return round(length * 72 * POINT / 25.4)


def node(tag: str, *children: Node | None, **attributes: str | int | None) -> Node:
    """Return an element of Word's main namespace; children and attributes that are None are left out.

    The children must be in the order of Word's schema.
    """
    present = {qn(f"w:{name}"): str(value) for name, value in attributes.items() if value is not None}
    element: Node = OxmlElement(f"w:{tag}", present)
    element.extend([child for child in children if child is not None])
    return element


def optional_node(tag: str, *children: Node, present: bool, **attributes: str | int) -> Node | None:
    """Return an element if `present` is true, else None."""
    return node(tag, *children, **attributes) if present else None


def valued(tag: str, value: str) -> Node | None:
    """Return an element with a value; None if the value is ""."""
    return optional_node(tag, present=value != "", val=value)


def line(text: str) -> str:
    """Return the text as one line of characters that XML accepts; consecutive blanks stay."""
    return printable(re.sub(r"[\t\n\v\f\r]+", " ", text))


def cell_text(text: str) -> str:
    """Return the text of a cell, whose numbers of documents and abbreviations do not break.

    The no-break hyphens are characters, because other programs omit Word's own element for them.
    """
    return unbroken_hyphens(line(text))


def run(*lines: str, bold: bool = False, capitals: bool = False) -> Node:
    """Return a run of lines of text."""
    children = [_text(lines[0])]
    for text in lines[1:]:
        children += [node("br"), _text(text)]
    properties = [node("b"), node("bCs")] if bold else []
    if capitals:
        properties.append(node("caps"))
    return node("r", optional_node("rPr", *properties, present=bool(properties)), *children)


def _text(text: str) -> Node:
    element = node("t")
    element.text = line(text)
    element.set(qn("xml:space"), "preserve")
    return element


def paragraph(
    style: str, *runs: str | Node, keep: bool = False, border: Sequence[str] = (), align: str = "", **indents: int
) -> Node:
    """Return a paragraph; the other parameters override its style. Runs given as text are not broken before numbers.

    `keep`: it stays on one page with the next paragraph. `border`: the sides with a border. `indents`: left, right and
    hanging.
    """
    edges = _edges("pBdr", border, space=1)
    kept = optional_node("keepNext", present=keep)
    properties = node("pPr", node("pStyle", val=style), kept, edges, _indent(**indents), valued("jc", align))
    return node("p", properties, *map(_as_run, runs))


def _indent(left: int = 0, right: int = 0, hanging: int = 0) -> Node | None:
    """Return the indents of a paragraph, None if they are all 0; they replace the first-line indent of its style."""
    if not (left or right or hanging):
        return None
    return node("ind", left=left, right=right, hanging=hanging, firstLine=None if hanging else 0)


def _as_run(piece: str | Node) -> Node:
    return run(unbroken(piece)) if isinstance(piece, str) else piece


def rule(length: int, width: int) -> Node:
    """Return a line of this length in the middle of the width, drawn as the border of an empty paragraph."""
    aside = max(0, width - length) // 2
    return paragraph("Rule", border=("top",), left=aside, right=aside, keep=True)


def table(widths: Sequence[int], rows: Iterable[Node], *, bordered: bool, margin: int = 0, name: str = "") -> Node:
    """Return a table with fixed column widths; `bordered`: its first row has titles, and all cells have borders."""
    total, layout = node("tblW", w=sum(widths), type="dxa"), node("tblLayout", type="fixed")
    edges = _edges("tblBorders", (*SIDES, "insideH", "insideV") if bordered else ())
    margins = node("tblCellMar", node("left", w=margin, type="dxa"), node("right", w=margin, type="dxa"))
    look = node("tblLook", firstRow=int(bordered), lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
    properties = node("tblPr", total, edges, layout, margins, look, valued("tblCaption", line(name)))
    grid = node("tblGrid", *(node("gridCol", w=width) for width in widths))
    return node("tbl", properties, grid, *rows)


def row(*cells: Node, whole: bool = True, head: bool = False) -> Node:
    """Return a row; `whole`: it stays on one page; `head`: it is repeated on each page."""
    properties = node("trPr", optional_node("cantSplit", present=whole), optional_node("tblHeader", present=head))
    return node("tr", properties, *cells)


def cell(width: int, *content: Node, span: int = 1, merge: str = "", middle: bool = False) -> Node:
    """Return a cell; `span`: the number of its columns; `middle`: its content is in the middle of its height.

    `merge`: "restart" for the top cell of a merged column, "continue" for the cells below it.
    """
    columns = optional_node("gridSpan", present=span > 1, val=span)
    align = optional_node("vAlign", present=middle, val="center")
    properties = node("tcPr", node("tcW", w=width, type="dxa"), columns, valued("vMerge", merge), align)
    return node("tc", properties, *content)


def filled(blank: Node, text: str) -> Node:
    """Return a copy of a cell of one run, with the lines of the text in it.

    This is faster than to build its elements again.
    """
    copied = deepcopy(blank)
    first, *others = text.split("\n")
    copied[-1][-1][-1].text = cell_text(first)
    for text_line in others:
        copied[-1][-1].extend([node("br"), _text(cell_text(text_line))])
    return copied


def keep_with_next(element: Node) -> None:
    """Keep a paragraph, or the last row of a table, on one page with the element after it."""
    paragraphs = [element] if element.tag == qn("w:p") else element.xpath("w:tr[last()]//w:p")
    for text in paragraphs:
        text.get_or_add_pPr().get_or_add_keepNext()


def _edges(tag: str, sides: Sequence[str], space: int = 0) -> Node | None:
    """Return the lines on these sides of a paragraph or table; None if there are no sides."""
    lines = [node(side, val="single", sz=6, space=space, color="auto") for side in sides]
    return optional_node(tag, *lines, present=bool(lines))
