"""Write a view as a Word document: its official form, its blocks, its annexes and its provenance."""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_ORIENTATION
from docx.shared import Twips

from plan190.document.blocks import Annex, Finding, Heading, Items, Pairs, Paragraph, Table, View
from plan190.document.checksum import CHECKSUM_PLACEHOLDER
from plan190.document.flow import flow, label_of, text_lines
from plan190.formats.docx.blank import MARGINS, PAPER, blank
from plan190.formats.docx.letterhead import closing, opening
from plan190.formats.docx.nodes import keep_with_next, line, paragraph, run
from plan190.formats.docx.tables import table_nodes
from plan190.words.line_breaks import unbroken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement as Node

    from plan190.document.flow import SimpleBlock
    from plan190.formats import RenderOptions

END = "./."
"""The mark at the end of an official text."""

MANY_COLUMNS = 6
"""A sheet is in landscape if one of its tables has more columns than this."""

NO_DAY = date(1980, 1, 1)
"""The date in the properties of a document whose view has no date."""

LONGEST = 255
"""The most characters of a document property."""

PORTRAIT = PAPER[0] - MARGINS["left"] - MARGINS["right"]
LANDSCAPE = PAPER[1] - MARGINS["left"] - MARGINS["right"]
"""The widths of the text on a portrait page and on a landscape page, in twips."""


def render(view: View, options: RenderOptions) -> bytes:
    """Return the view as a Word document."""
    language = "vi-VN" if view.form or options.words.language == "vi" else "en-GB"
    document = Document(BytesIO(blank(language, official=view.form is not None)))
    _describe(document, view, language)
    blocks = list(flow(View("", view.blocks), options.words))
    if view.form is None:
        _add_sheet(document, view.title, blocks)
    else:
        _add(document, *opening(view.form, PORTRAIT))
        _add(document, *_nodes(_with_end(blocks), PORTRAIT))
        # Two paragraphs of the text are on the page of the signature.
        for element in document.element.body[-3:-1]:
            keep_with_next(element)
        _add(document, *closing(view.form, PORTRAIT))
    for annex in view.annexes:
        _add_annex(document, annex, options, is_official=view.form is not None)
    for element in document.element.body[-2:-1]:
        keep_with_next(element)
    # Word needs a paragraph after a table at the end of the document.
    _add(document, paragraph("Imprint", view.provenance) if view.provenance else paragraph("Break"))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _describe(document: WordDocument, view: View, language: str) -> None:
    """Set the document properties: title, subject and date of the view; no person's name and no time of day."""
    properties = document.core_properties
    properties.title = line(view.title)[:LONGEST]
    properties.subject = line(view.form.subject)[:LONGEST] if view.form else ""
    properties.language = language
    properties.created = properties.modified = datetime.combine(view.day or NO_DAY, time())
    if view.provenance:
        properties.identifier = CHECKSUM_PLACEHOLDER


def _add_sheet(document: WordDocument, title: str, blocks: list[SimpleBlock]) -> None:
    """Add a view without an official form."""
    width = PORTRAIT
    if any(isinstance(block, Table) and len(block.columns) > MANY_COLUMNS for block in blocks):
        _set_landscape(document)
        width = LANDSCAPE
    if title:
        _add(document, paragraph("Title", title))
    _add(document, *_nodes(blocks, width))


def _add_annex(document: WordDocument, annex: Annex, options: RenderOptions, *, is_official: bool) -> None:
    """Add an annex as a section in landscape, with its own page numbers; its label and title are one heading."""
    document.add_section()
    document.paragraphs[-1].style = "Break"
    _set_landscape(document)
    title = run(unbroken(annex.title), capitals=is_official)
    _add(document, paragraph("AnnexHeading", run(label_of(annex, options.words), ""), title))
    if annex.note:
        note = annex.note if annex.note.startswith("(") else f"({annex.note})"
        _add(document, paragraph("AnnexNote", note))
    _add(document, *_nodes(flow(View("", annex.blocks), options.words), LANDSCAPE))


def _set_landscape(document: WordDocument) -> None:
    """Set the last section to landscape."""
    section = document.sections[-1]
    section.orientation = WD_ORIENTATION.LANDSCAPE
    section.page_width, section.page_height = Twips(PAPER[1]), Twips(PAPER[0])


def _add(document: WordDocument, *nodes: Node) -> None:
    """Add elements at the end of the text, before the properties of the last section."""
    section_properties = document.element.body[-1]
    for element in nodes:
        section_properties.addprevious(element)


def _with_end(blocks: list[SimpleBlock]) -> list[SimpleBlock]:
    """Return the blocks with the end mark after the last text; after a table it is a paragraph of its own."""
    *before, last = blocks or [Paragraph("")]
    match last:
        case Paragraph(text=text):
            return [*before, last._replace(text=_marked(text))]
        case Items(texts=(*texts, text)):
            return [*before, Items((*texts, _marked(text)))]
        case Pairs(rows=(*rows, (label, text))):
            return [*before, Pairs((*rows, (label, _marked(text))))]
        case _:
            return [*blocks, Paragraph(END)]


def _marked(text: str) -> str:
    """Return the text with the end mark instead of its full stop."""
    return text.rstrip().removesuffix(END).removesuffix(".") + END


def _nodes(blocks: Iterable[SimpleBlock], width: int) -> Iterator[Node]:
    """Yield the elements of the blocks, with a gap after each table, because Word joins adjacent tables.

    The last line of a text is on one page with the table or list after it, and a remark with the table before it.
    """
    blocks = list(blocks)
    tables = table_nodes([block for block in blocks if isinstance(block, Table) and block.columns], width)
    before: SimpleBlock | None = None
    last: Node | None = None
    for block in blocks:
        together = _belong_together(before, block)
        if last is not None and together:
            keep_with_next(last)
        if isinstance(before, Table):
            yield paragraph("Gap", keep=together)
        for element in _block_nodes(block, tables):
            yield element
            before, last = block, element


def _belong_together(before: SimpleBlock | None, block: SimpleBlock) -> bool:
    match before, block:
        case Paragraph(), Table() | Items():
            return True
        case Table() | Paragraph(tone="mute"), Paragraph(tone="mute"):
            return True
        case _:
            return False


def _block_nodes(block: SimpleBlock, tables: Iterator[Node]) -> Iterable[Node]:
    """Return the elements of a block; `tables`: the elements of the tables of its section, in order."""
    match block:
        case Heading(text=text, level=level):
            return [paragraph(f"Heading{min(level, 2)}", text)]
        case Pairs(rows=rows):
            return [paragraph("Text", run(f"{label}: ", bold=True), text) for label, text in rows]
        case Table(columns=()):
            return []
        case Table():
            return [next(tables)]
        case Finding():
            return [paragraph("Text", block.headline)]
        case Paragraph(tone="mute"):
            return [paragraph("Remark", text) for text in text_lines(block)]
        case _:
            return [paragraph("Text", text) for text in text_lines(block)]
