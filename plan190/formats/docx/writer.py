"""A view written as a document: its form, its blocks, each annex in a section with pages of its own, its imprint."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.shared import Twips
from docx.text.paragraph import Paragraph as Written

from plan190.document.blocks import Annex, Heading, Items, Link, Pairs, Paragraph, Table, View
from plan190.document.checksum import CHECKSUM
from plan190.document.flow import flow, label_of
from plan190.formats.docx.blank import MARGINS, PAPER, blank
from plan190.formats.docx.letterhead import closing, opening
from plan190.formats.docx.nodes import line, paragraph, run
from plan190.formats.docx.tables import table_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document as Opened
    from docx.oxml.xmlchemy import BaseOxmlElement as Node

    from plan190.document.blocks import Block
    from plan190.document.flow import Simple
    from plan190.formats import RenderOptions

END = "./."
"""What stands after the last words of an official text."""

MANY = 6
"""From more columns than this on a sheet lies on its side."""

NEVER = date(1980, 1, 1)
"""The day of a document that is of no day."""

LONGEST = 255
"""The most letters that a property of a document holds."""

UPRIGHT = PAPER[0] - MARGINS["left"] - MARGINS["right"]
ASIDE = PAPER[1] - MARGINS["left"] - MARGINS["right"]
"""How wide the text may be on a page of either kind, in twips."""


def render(view: View, options: RenderOptions) -> bytes:
    """Give the view as a Word document."""
    official = view.form is not None
    language = "vi-VN" if official or options.words.language == "vi" else "en-GB"
    document = Document(BytesIO(blank(language, official=official)))
    _describe(document, view, language)
    if view.form is None:
        _sheet(document, view, options)
    else:
        _add(document, opening(view.form, UPRIGHT))
        _add(document, _ended(document, view, options, UPRIGHT))
        _add(document, closing(view.form, UPRIGHT))
    for annex in view.annexes:
        _annex(document, annex, options)
    _add(document, [paragraph("Imprint", view.provenance) if view.provenance else paragraph("Break")])
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _describe(document: Opened, view: View, language: str) -> None:
    """Write the properties: what it is and of which day; nobody's name, no clock."""
    properties = document.core_properties
    day = datetime.combine(view.day or NEVER, time())
    properties.title = line(view.title)[:LONGEST]
    properties.subject = line(view.form.subject)[:LONGEST] if view.form else ""
    properties.language = language
    properties.created = properties.modified = day
    if view.provenance:
        properties.identifier = CHECKSUM


def _sheet(document: Opened, view: View, options: RenderOptions) -> None:
    """Write the title and the blocks."""
    wide = any(isinstance(block, Table) and len(block.columns) > MANY for block in view.blocks)
    if wide:
        _turn(document)
    _add(document, [paragraph("Title", view.title)] if view.title else [])
    _add(document, _written(_simple(view.blocks, options), ASIDE if wide else UPRIGHT))


def _annex(document: Opened, annex: Annex, options: RenderOptions) -> None:
    """Write an annex: pages on their side, counted from one, its titles over its blocks."""
    document.add_section(WD_SECTION.NEW_PAGE)
    _turn(document)
    ending = document.element.xpath("w:body/w:p[last()]")[0]
    Written(ending, document).style = "Break"
    label = label_of(annex, options.words)
    _add(document, [paragraph("AnnexNumber", label)])
    _add(document, [paragraph("AnnexTitle", annex.title)])
    if annex.note:
        note = annex.note if annex.note.startswith("(") else f"({annex.note})"
        _add(document, [paragraph("AnnexNote", note)])
    _add(document, _written(_simple(annex.blocks, options), ASIDE))


def _turn(document: Opened) -> None:
    """Lay the pages of the last section on their side."""
    section = document.sections[-1]
    section.orientation = WD_ORIENTATION.LANDSCAPE
    section.page_width, section.page_height = Twips(PAPER[1]), Twips(PAPER[0])


def _add(document: Opened, nodes: Iterable[Node]) -> None:
    last = document.element.xpath("w:body/w:sectPr")[0]
    for one in nodes:
        last.addprevious(one)


def _ended(document: Opened, view: View, options: RenderOptions, room: int) -> Iterator[Node]:
    """Give the text of an official document with the mark of its end, its last words on the page of the signature."""
    *before, last = list(_simple(view.blocks, options)) or [Paragraph("")]
    match last:
        case Paragraph(text=text):
            last = replace(last, text=_closed(text))
        case Items(texts=(*texts, text)):
            last = Items((*texts, _closed(text)))
        case Pairs(rows=(*rows, (label, text))):
            last = Pairs((*rows, (label, _closed(text))))
        case _:
            before, last = [*before, last], Paragraph(END)
    nodes = list(_written((*before, last), room))
    Written(nodes[-1], document).paragraph_format.keep_with_next = True
    yield from nodes


def _closed(text: str) -> str:
    """Give the text with the mark of the end for its full stop."""
    words = text.rstrip()
    if words.endswith(END):
        return words
    return words.removesuffix(".") + END


def _simple(blocks: tuple[Block, ...], options: RenderOptions) -> Iterator[Simple]:
    return flow(View("", blocks), options.words)


def _written(blocks: Iterable[Simple], room: int) -> Iterator[Node]:
    """Give the blocks, with a gap after each table that is not the last of them: two would become one."""
    after_table = False
    for block in blocks:
        yield from [paragraph("Gap")] if after_table else []
        yield from _nodes(block, room)
        after_table = isinstance(block, Table)


def _nodes(block: Simple, room: int) -> Iterator[Node]:
    match block:
        case Heading(text=text, level=level):
            yield paragraph(f"Heading{min(level, 2)}", text)
        case Paragraph(text=text, tone=tone):
            yield from (paragraph("Remark" if tone == "mute" else "Text", one) for one in text.split("\n"))
        case Items(texts=texts):
            yield from (paragraph("Text", f"- {text}") for text in texts)
        case Pairs(rows=rows):
            yield from (paragraph("Text", run(f"{label}: ", bold=True), text) for label, text in rows)
        case Table():
            yield from [table_node(block, room)] if block.columns else []
        case Link(text=text, address=address):
            yield paragraph("Text", f"{text}: {address}")
        case _:
            place = f"{block.path}:{block.line}:{block.column}"
            yield paragraph("Text", f"{place}: {block.severity_word}[{block.code}] {block.message}")
