"""An empty document: the library's own, with nothing left of it but the frame, on paper as the Decree asks."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from plan190.formats.docx.nodes import mm, node, paragraph
from plan190.formats.docx.styles import style_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.oxml.xmlchemy import BaseOxmlElement as Node

PAPER = (mm(210), mm(297))
MARGINS = {"top": mm(20), "right": mm(15), "bottom": mm(20), "left": mm(30)}
_EDGES = MARGINS | {"header": mm(10), "footer": mm(10), "gutter": 0}

_KEPT = {
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
}
"""What the frame is; the library's pictures, themes, lists and fonts are not needed."""


@lru_cache
def blank(language: str, *, official: bool) -> bytes:
    """Give the bytes of the empty document, whose styles are those of an official one or of a sheet."""
    document = Document()
    for relations in (document.part.package.rels, document.part.rels):
        for name in [name for name, one in relations.items() if one.reltype not in _KEPT]:
            del relations[name]
    described = document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    _fill(described.element, ())
    _fill(document.styles.element, style_nodes(language, official=official))
    _fill(document.settings.element, _settings(language))
    _fill(document.element.xpath("w:body")[0], (_section(),))
    head = document.sections[0].header
    head.is_linked_to_previous = False
    _fill(head.part.element, (paragraph("Header", _page_number()),))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _fill(part: Node, inside: Iterable[Node]) -> None:
    for one in list(part):
        part.remove(one)
    part.extend(inside)


def _section() -> Node:
    """Give pages upright, counted from one, the first of them without its number."""
    return node(
        "sectPr",
        node("pgSz", w=PAPER[0], h=PAPER[1]),
        node("pgMar", **_EDGES),
        node("pgNumType", start=1),
        node("cols", space=mm(12.5)),
        node("titlePg"),
    )


def _page_number() -> Node:
    return node("fldSimple", node("r", node("t")), instr="PAGE")


def _settings(language: str) -> tuple[Node, ...]:
    """Give what makes Word lay the document out as today's versions do."""
    word = "http://schemas.microsoft.com/office/word"
    return (
        node("defaultTabStop", val=mm(12.7)),
        node("compat", node("compatSetting", name="compatibilityMode", uri=word, val=15)),
        node("themeFontLang", val=language),
    )
