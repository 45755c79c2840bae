"""A document read back: its texts and tables in the order of reading, whoever saved it last."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from plan190.document.checksum import LARGEST
from plan190.document.extracted import Extracted, Grid, StrangeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement as Node

_TEXT, _BREAKS = qn("w:t"), {qn("w:br"), qn("w:cr"), qn("w:tab"), qn("w:p")}
_HYPHEN = qn("w:noBreakHyphen")
_IS_HEAD = "w:trPr/w:tblHeader[not(@w:val='0' or @w:val='false')]"

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, OpcError, SyntaxError, OSError, EOFError),
    *(LookupError, ValueError, TypeError, AttributeError, AssertionError, RuntimeError),
)
"""What the library and those below it raise about a file that is broken, cut off or of another kind."""


def read(data: bytes) -> Extracted:
    """Give what a document says; ValueError where the bytes are none."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            if sum(one.file_size for one in package.infolist()) > LARGEST:
                raise ValueError("too large")
            _demand_plain(package, data)
        body = Document(BytesIO(data)).element.find(qn("w:body"))
    except StrangeError:
        raise
    except _BROKEN as error:
        raise ValueError(f"no Word document: {type(error).__name__}") from error
    if body is None:
        raise ValueError("no Word document: nothing in it")
    return Extracted(tuple(_parts(body)))


_SHOWN = re.compile(r"word/(?:document|header[0-9]*|footer[0-9]*|footnotes|endnotes|comments)\.xml")
"""The parts of a package whose text somebody may see."""

_STRANGE = {
    *("sym", "customXml", "altChunk", "object", "drawing", "pict", "vanish", "specVanish", "webHidden", "bdo", "dir"),
    *("moveFrom", "moveTo", "dataBinding", "hidden"),
}
"""What Word can hold and plan190 does not write: it shows what its text does not say, or hides what that says."""

_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIELDS = re.compile(r"\s*(?:PAGE|NUMPAGES)\b[^\"]*")


def _demand_plain(package: zipfile.ZipFile, data: bytes) -> None:
    """Raise StrangeError where a package holds what plan190 never writes and what a reader may see or not see of it."""
    names = package.namelist()
    if len(set(names)) < len(names):
        raise StrangeError("two parts of one name")
    if not data.startswith(b"PK\x03\x04") or data[-22:-18] != b"PK\x05\x06":
        raise StrangeError("bytes before or after the package")
    if any("vbaProject" in name for name in names):
        raise StrangeError("macros")
    for name in filter(_SHOWN.fullmatch, names):
        _demand_plain_part(name, package.read(name))


def _demand_plain_part(name: str, part: bytes) -> None:
    """Raise StrangeError where one part of a package is such."""
    for one in parse_xml(part).iter():
        tag = str(one.tag)
        kind = tag.removeprefix(_NAMESPACE)
        # Word marks what only its later versions know; anything else of another kind has a text of its own.
        if kind == tag and "}" in tag and "/office/word/20" not in tag:
            raise StrangeError(f"<{tag.rpartition('}')[2]}> in {name}")
        if kind in _STRANGE or (kind == "del" and one.getparent().tag == f"{_NAMESPACE}trPr"):
            raise StrangeError(f"<w:{kind}> in {name}")
        if kind == "sdt" and any(above.tag == one.tag for above in one.iterancestors()):
            raise StrangeError(f"<w:sdt> in {name}")
        field = {"instrText": one.text or "", "fldSimple": one.get(f"{_NAMESPACE}instr", "")}.get(kind)
        if field is not None and _FIELDS.fullmatch(field) is None:
            raise StrangeError(f"a field in {name}")
        if (
            kind == "t"
            and name != "word/document.xml"
            and (one.text or "").strip()
            and not (one.text or "").strip().isdigit()
        ):
            raise StrangeError(f"a text in {name}")


def _parts(body: Node) -> Iterator[str | Grid]:
    """Give the paragraphs outside of tables and the tables outside of tables, in their order."""
    for one in body.xpath(
        ".//w:p[not(ancestor::w:tbl or ancestor::w:p)] | .//w:tbl[not(ancestor::w:tbl or ancestor::w:p)]"
    ):
        if one.tag == qn("w:p"):
            yield from filter(None, [_text(one)])
        elif one.xpath(f"w:tr[1]/{_IS_HEAD}"):
            yield _grid(one)
        else:
            yield from filter(None, map(_text, one.xpath(".//w:p")))


def _text(one: Node) -> str:
    """Give the text as it would be printed."""
    pieces = (
        (piece.text or "") if piece.tag == _TEXT else "-" if piece.tag == _HYPHEN else " "
        for piece in one.iter(_TEXT, _HYPHEN, *_BREAKS)
    )
    return " ".join("".join(pieces).split())


class _Cell(NamedTuple):
    """A cell: its first column, how many it takes, and its text, None where it goes on from above."""

    start: int
    span: int
    text: str | None


def _grid(table: Node) -> Grid:
    """Give a table by the columns in which its cells begin: a program that saves it may divide these for itself."""
    rows = table.xpath("w:tr | w:sdt/w:sdtContent/w:tr")
    count = next((n for n, one in enumerate(rows) if not one.xpath(_IS_HEAD)), len(rows))
    heads, body = map(_cells, rows[:count]), [_cells(one) for one in rows[count:]]
    titles = [{n: one for one in row for n in range(one.start, one.start + one.span)} for row in heads]
    width = max([1, *(n + 1 for row in titles for n in row)])
    starts = {one.start for row in body for one in row if one.start < width}
    # A title under which no row has a cell is a column all the same.
    for one in dict.fromkeys(one for row in titles for one in row.values()):
        if starts.isdisjoint(range(one.start, one.start + one.span)):
            starts.add(one.start)
    columns = sorted(starts) or [0]
    return Grid(
        tuple(_title([row[n].text if n in row else None for row in titles]) for n in columns),
        tuple(_texts(row, columns) for row in body),
    )


def _title(texts: list[str | None]) -> str:
    """Give the whole title of a column: what stands over it, then its own."""
    return " ".join(": ".join(text for text in texts if text is not None).split())


def _cells(row: Node) -> tuple[_Cell, ...]:
    """Give the cells of a row with the columns that they take."""
    skipped = row.xpath("w:trPr/w:gridBefore/@w:val")
    start, found = _number(skipped[0]) if skipped else 0, list[_Cell]()
    for one in row.xpath("w:tc | w:sdt/w:sdtContent/w:tc"):
        spans = one.xpath("w:tcPr/w:gridSpan/@w:val")
        goes_on = one.xpath("w:tcPr/w:vMerge[not(@w:val='restart')]")
        found.append(_Cell(start, _number(spans[0]) if spans else 1, None if goes_on else _text(one)))
        start += found[-1].span
    return tuple(found)


def _number(text: str) -> int:
    """Give the number, in the bounds that Word has for columns."""
    return min(63, max(1, int(text))) if text.isdecimal() else 1


def _texts(row: Sequence[_Cell], columns: Sequence[int]) -> tuple[str, ...]:
    """Give what a row says under each column; what stands beyond the last one is said there."""
    said = {one.start: one.text or "" for one in row}
    beyond = [one.text for one in row if one.start > columns[-1] and one.text]
    return tuple(" ".join([said.get(n, ""), *(beyond if n == columns[-1] else ())]).strip() for n in columns)
