"""The styles of an official document and of a plain sheet, with the font sizes of Annex I of Decree 30/2020/NĐ-CP."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.formats.docx.nodes import POINT, mm, node, optional_node, valued

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Node

FONT = "Times New Roman"
CELL_SIZES = (12, 11, 10, 9, 8)
"""The font sizes of tables in points, the preferred one first."""


class Style(NamedTuple):
    """A paragraph style. Sizes and distances are in points, `first` (the indent of the first line) is in twips.

    `line`: the line spacing, as a multiple or, if `exact`, in points. `level`: the outline level, 0 for none.
    `base`: the style on which it is based, so that programs recognize a heading.
    """

    name: str
    size: int = 14
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    align: str = ""
    before: float = 0
    after: float = 0
    first: int = 0
    line: float = 1
    exact: bool = False
    keep: bool = False
    level: int = 0
    base: str = "Normal"


INDENT = mm(12.7)
NAME_SIZE = 12
"""The font size of the names in the letterhead, at which most names fit on one line."""

SIGNATURE_SPACE = 28 / 25.4 * 72
"""The space above the signer's name in points (28 mm), for a signature and a stamp."""


def _styles(*, official: bool) -> tuple[Style, ...]:
    """Return all styles; an official document has headings in capitals."""
    return (
        Style("Normal"),
        Style("heading 1", bold=True, capitals=official, first=INDENT, before=6, after=6, keep=True, level=1),
        Style("heading 2", bold=True, first=INDENT, before=3, after=6, keep=True, level=2),
        Style("Title", bold=True, align="center", after=12, keep=True),
        Style("Text", align="both", first=INDENT, after=6, line=1.1),
        Style("Remark", size=12, italic=True, align="both", first=INDENT, after=6, line=1.1),
        Style("header", align="center"),
        Style("Imprint", size=8, before=12),
        Style("Gap", size=1, line=6, exact=True),
        Style("Break", size=1, line=1, exact=True),
        # The letterhead
        Style("Rule", size=1, before=3, line=3, exact=True),
        Style("Above", size=NAME_SIZE, align="center"),
        Style("Issuer", size=NAME_SIZE, bold=True, align="center"),
        Style("Nation", size=NAME_SIZE, bold=True, align="center"),
        Style("Motto", size=13, bold=True, align="center"),
        Style("Symbol", size=13, align="center", before=3),
        Style("Place And Date", size=13, italic=True, align="center", before=3),
        Style("Letter Subject", size=12, align="center", before=6),
        Style("Draft", size=12, bold=True, align="center", before=8),
        Style("Kind", bold=True, align="center", before=14, keep=True),
        Style("Subject", bold=True, align="center", keep=True),
        Style("Addressee", align="center", before=12, after=10),
        Style("Addressees", before=12),
        Style("Addressee Item"),
        # Copies, signature, annexes
        Style("Copies Label", size=12, bold=True, italic=True),
        Style("Copies", size=11),
        Style("Office", bold=True, align="center"),
        Style("Signer", bold=True, align="center", before=SIGNATURE_SPACE),
        Style("Annex Heading", bold=True, align="center", keep=True, level=1, base="Heading1"),
        Style("Annex Note", italic=True, align="center", after=10, keep=True),
        *(Style(f"Cell {size}", size=size, before=1, after=1) for size in CELL_SIZES),
    )


def style_nodes(language: str, *, official: bool) -> list[Node]:
    """Return the elements of the document part that defines the styles."""
    language_node = node("lang", val=language, eastAsia=language, bidi="ar-SA")
    defaults = node("rPr", *_font(Style("")), language_node)
    names = [node("name", val="Normal Table"), node("uiPriority", val=99), node("semiHidden")]
    indent = node("tblPr", node("tblInd", w=0, type="dxa"))
    return [
        node("docDefaults", node("rPrDefault", defaults), node("pPrDefault", node("pPr"))),
        *map(_style, _styles(official=official)),
        node("style", *names, indent, type="table", default=1, styleId="TableNormal"),
    ]


def _style(style: Style) -> Node:
    is_base = style.name == "Normal"
    keep, align = optional_node("keepNext", present=style.keep), valued("jc", style.align)
    indent = node("ind", firstLine=style.first)
    level = optional_node("outlineLvl", present=style.level > 0, val=style.level - 1)
    paragraphs = node("pPr", keep, _spacing(style), indent, align, level)
    base = optional_node("basedOn", present=not is_base, val=style.base)
    names = [node("name", val=style.name), base, node("qFormat")]
    font = node("rPr", *_font(style))
    identifier = style.name.title().replace(" ", "")
    default = 1 if is_base else None
    return node("style", *names, paragraphs, font, type="paragraph", default=default, styleId=identifier)


def _spacing(style: Style) -> Node:
    unit, rule = 240, "auto"  # Word counts multiples of a line in 240ths
    if style.exact:
        unit, rule = POINT, "exact"
    before, after = round(style.before * POINT), round(style.after * POINT)
    return node("spacing", before=before, after=after, line=round(style.line * unit), lineRule=rule)


def _font(style: Style) -> list[Node]:
    """Return the font properties, for each kind of script that Word distinguishes."""
    tags = {"b": style.bold, "bCs": style.bold, "i": style.italic, "iCs": style.italic}
    font = node("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    present = [node(tag) for tag, is_set in tags.items() if is_set]
    capitals = node("caps", val=int(style.capitals))
    return [font, *present, capitals, node("sz", val=2 * style.size), node("szCs", val=2 * style.size)]
