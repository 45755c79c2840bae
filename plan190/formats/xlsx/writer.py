"""Write a view as a workbook: its sheets, their names and the zip package."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Font
from openpyxl.workbook.properties import CalcProperties
from openpyxl.writer.excel import ExcelWriter

from plan190.document.blocks import Heading, Link, Paragraph, Table, View
from plan190.document.checksum import CHECKSUM_PLACEHOLDER, packed, unpacked
from plan190.document.flow import flow, label_of
from plan190.formats.xlsx.measure import SMALL
from plan190.formats.xlsx.sheet import FACE, Page, fill
from plan190.formats.xlsx.values import fit
from plan190.words.text import one_line, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.document.blocks import Annex
    from plan190.document.flow import SimpleBlock
    from plan190.formats import RenderOptions
    from plan190.words import Words

LONGEST_NAME = 31
"""The most characters of a sheet's name."""

NO_DAY = date(1980, 1, 1)
"""The date in the properties of a workbook whose view has no date."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_MADE_BY = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>plan190</Application></Properties>"
)


def render(view: View, options: RenderOptions) -> bytes:
    """Return the workbook, with a placeholder for its checksum."""
    book = new_book()
    for page in _pages(view, options.words):
        fill(book.create_sheet(page.name), page, view.title, options.words)
    return package(book, view.title, options.words.language, view.day or NO_DAY)


def new_book() -> Workbook:
    """Return a workbook without sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    # Excel measures column widths in digits of this font; few machines have the library's own font.
    book._named_styles["Normal"].font = Font(FACE, SMALL)  # type: ignore[attr-defined] # noqa: SLF001 - no other way
    return book


def package(book: Workbook, title: str, language: str, day: date) -> bytes:
    """Return the package with its parts in Excel's order and without the name of the library."""
    # If there is nothing to compute, Excel does not ask whether to save the file when it is closed.
    book.calculation = CalcProperties(calcId=191029, fullCalcOnLoad=False)
    made_on = datetime.combine(day, time())
    book.properties = DocumentProperties(
        title=fit(title) or None,
        creator=None,
        identifier=CHECKSUM_PLACEHOLDER,
        language=language,
        created=made_on,
        modified=made_on,
    )
    out = BytesIO()
    ExcelWriter(book, zipfile.ZipFile(out, "w")).save()
    parts = unpacked(out.getvalue()) | {"docProps/app.xml": _MADE_BY}
    return packed(dict(sorted(parts.items())))  # "[" of [Content_Types].xml sorts first


def _pages(view: View, words: Words) -> list[Page]:
    """Return the sheets: the text, then the annexes, or the tables of the text if there are no annexes."""
    title = (Heading(view.title, 0),) if view.title else ()
    text = list(flow(replace(view, annexes=()), words))
    if view.annexes:
        main, *names = _sheet_names([words("xlsx.text"), *(annex.sheet_name for annex in view.annexes)], words)
        others = [_annex_page(annex, name, words) for annex, name in zip(view.annexes, names, strict=True)]
    else:
        count = sum(isinstance(block, Table) for block in text)
        key = "table" if count == 1 else "table.of"
        table_names = [words(key, number=number) for number in range(1, count + 1)]
        main, *names = _sheet_names([words("xlsx.text"), *table_names], words)
        text, others = _tables_apart(text, names, title, words)
    return [Page(main, (*title, *text, Paragraph(view.provenance, "mute")), running=True), *others]


def _annex_page(annex: Annex, name: str, words: Words) -> Page:
    heading = Heading(f"{label_of(annex, words)}. {annex.title}", 0)
    return Page(name, (heading, Paragraph(annex.note, "mute"), *flow(View("", annex.blocks), words)))


def _tables_apart(
    text: Sequence[SimpleBlock], names: Sequence[str], title: Sequence[Heading], words: Words
) -> tuple[list[SimpleBlock], list[Page]]:
    """Return the text with a link in place of each table, and the sheets of the tables with the headings above them."""
    linked: list[SimpleBlock] = []
    pages: list[Page] = []
    caption: tuple[Heading, ...] = ()
    for block in text:
        if isinstance(block, Table):
            name = names[len(pages)]
            pages.append(Page(name, (*title, *caption, block)))
            linked.append(Link(words("xlsx.see", sheet=name, rows=len(block.rows)), f"#'{name}'!A1"))
            continue
        if isinstance(block, Heading):
            caption = (block,)
        linked.append(block)
    return linked, pages


def _sheet_names(wanted: Sequence[str], words: Words) -> list[str]:
    """Return the names in a form that Excel accepts: without forbidden characters, not empty, not too long, unique."""
    names: list[str] = []
    taken = {"history"}  # Excel reserves this name
    for text in wanted:
        stem = one_line(_FORBIDDEN.sub(" ", printable(text)))[:LONGEST_NAME].strip("' ") or words("xlsx.sheet")
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem[: LONGEST_NAME - 5].strip()} ({number})"
        taken.add(name.casefold())
        names.append(name)
    return names
