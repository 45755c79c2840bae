"""An empty document with the pages and styles of Decree 30/2020/NĐ-CP, made from the template of python-docx."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from plan190.formats.docx.nodes import mm, node, paragraph
from plan190.formats.docx.styles import style_nodes

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Node

PAPER = (mm(210), mm(297))
MARGINS = {"top": mm(20), "right": mm(15), "bottom": mm(20), "left": mm(30)}
_EDGES = MARGINS | {"header": mm(10), "footer": mm(10), "gutter": 0}

_KEPT = {RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES, RT.STYLES, RT.SETTINGS}
"""The parts of the template that are kept; pictures, themes, lists and fonts are removed."""


@lru_cache
def blank(language: str, *, official: bool) -> bytes:
    """Return an empty document with the styles of an official document or of a plain sheet."""
    document = Document()
    for relations in (document.part.package.rels, document.part.rels):
        for name, relation in list(relations.items()):
            if relation.reltype not in _KEPT:
                del relations[name]
    properties = document.part.package.part_related_by(RT.CORE_PROPERTIES)
    del properties.element[:]
    document.styles.element[:] = style_nodes(language, official=official)
    document.settings.element[:] = _settings(language)
    document.element.body[:] = [_section()]
    header = document.sections[0].header
    header.is_linked_to_previous = False
    header.part.element[:] = [paragraph("Header", node("fldSimple", node("r", node("t")), instr="PAGE"))]
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _section() -> Node:
    """Return the section properties: portrait pages, numbered from 1; the first page does not show its number."""
    size, margins = node("pgSz", w=PAPER[0], h=PAPER[1]), node("pgMar", **_EDGES)
    return node("sectPr", size, margins, node("pgNumType", start=1), node("cols", space=mm(12.5)), node("titlePg"))


def _settings(language: str) -> list[Node]:
    """Return the settings; the compatibility mode makes Word use the layout of its current versions."""
    word = "http://schemas.microsoft.com/office/word"
    mode = node("compatSetting", name="compatibilityMode", uri=word, val=15)
    return [node("defaultTabStop", val=mm(12.7)), node("compat", mode), node("themeFontLang", val=language)]
