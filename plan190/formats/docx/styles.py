"""The styles of a document, with the sizes that the Decree's Annex I asks for; an official one and a plain one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan190.formats.docx.nodes import POINT, mm, node

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Node

FONT = "Times New Roman"
CELL_SIZES = (12, 11, 10, 9, 8)
"""The sizes of the letters in tables, from the one that is wanted to the one that is borne."""


@dataclass(frozen=True)
class Style:
    """A kind of paragraph: its letters, where it stands, the points before and after it, its level in the outline."""

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

    @property
    def id(self) -> str:
        """What paragraphs call it."""
        return self.name.title().replace(" ", "")


INDENT = mm(12.7)
NAMES = 12
"""The size of the names at the top and of the nation's, all of them one line in most cases."""

ROOM_TO_SIGN = 28 / 25.4 * 72
"""The free room over the signer's name in points, for ink, a picture of it and a seal."""


def styles_of(*, official: bool) -> tuple[Style, ...]:
    """Give the styles; in an official document the titles of parts stand in capitals, on a sheet as they are."""
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
        # What stands at the top
        Style("Rule", size=1, before=3, line=3, exact=True),
        Style("Above", size=NAMES, align="center"),
        Style("Issuer", size=NAMES, bold=True, align="center"),
        Style("Nation", size=NAMES, bold=True, align="center"),
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
        # What stands at the end
        Style("Copies Label", size=12, bold=True, italic=True),
        Style("Copies", size=11),
        Style("Office", bold=True, align="center"),
        Style("Signer", bold=True, align="center", before=ROOM_TO_SIGN),
        Style("Annex Number", bold=True, align="center", keep=True, level=1),
        Style("Annex Title", bold=True, capitals=official, align="center", keep=True),
        Style("Annex Note", italic=True, align="center", after=10, keep=True),
        *(Style(f"Cell {size}", size=size, before=1, after=1) for size in CELL_SIZES),
    )


def style_nodes(language: str, *, official: bool) -> tuple[Node, ...]:
    """Give the inside of the part that holds the styles."""
    defaults = node("rPr", *_letters(Style("")), node("lang", val=language, eastAsia=language, bidi="ar-SA"))
    return (
        node("docDefaults", node("rPrDefault", defaults), node("pPrDefault", node("pPr"))),
        *map(_style, styles_of(official=official)),
        node(
            "style",
            node("name", val="Normal Table"),
            node("uiPriority", val=99),
            node("semiHidden"),
            node("tblPr", node("tblInd", w=0, type="dxa")),
            type="table", default=1, styleId="TableNormal",
        ),
    )  # fmt: skip


def _style(style: Style) -> Node:
    base = style.name == "Normal"
    placed = node(
        "pPr",
        node("keepNext") if style.keep else None,
        node("spacing", before=round(style.before * POINT), after=round(style.after * POINT), **_line(style)),
        node("ind", firstLine=style.first) if style.first else None,
        node("jc", val=style.align) if style.align else None,
        node("outlineLvl", val=style.level - 1) if style.level else None,
    )
    return node(
        "style",
        node("name", val=style.name),
        None if base else node("basedOn", val="Normal"),
        node("qFormat"),
        placed,
        node("rPr", *_letters(style)),
        **({"type": "paragraph", "default": 1} if base else {"type": "paragraph"}),
        styleId=style.id,
    )


def _line(style: Style) -> dict[str, str | int]:
    if style.exact:
        return {"line": round(style.line * POINT), "lineRule": "exact"}
    return {"line": round(style.line * 240), "lineRule": "auto"}


def _letters(style: Style) -> tuple[Node | None, ...]:
    """Give what is said of the letters, for every script that Word tells apart."""
    return (
        node("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT),
        *((node("b"), node("bCs")) if style.bold else ()),
        *((node("i"), node("iCs")) if style.italic else ()),
        node("caps") if style.capitals else None,
        node("sz", val=2 * style.size),
        node("szCs", val=2 * style.size),
    )
