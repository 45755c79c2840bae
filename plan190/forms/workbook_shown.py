"""Refuse a workbook of which a program would show something else than what is read, or which hides what is read.

What Excel and LibreOffice never write is refused, so that the library that reads the values has no choices to make.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import column_index_from_string, quote_sheetname

from plan190.errors import Plan190Error
from plan190.forms.workbook_layout import HIDDEN
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

LONGEST_TEXT, LARGEST_TEXTS = 32_767, 2 * 1024 * 1024
"""The most characters of a cell, as in Excel, and of all cells together."""

MOST_COLUMNS = 16_384
"""The most columns of a sheet in any program."""

MOST_EMPTY_ROWS = 60
"""The most rows without a value between two with values; no sheet has more empty rows to fill in."""

_WORKBOOK, _STYLES, _STRINGS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
"""The parts that every program names so; the library takes the names of some of them for granted."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"

_ODD = re.compile(r"""<!|(?!\A)<\?|<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["'])|\0""", re.IGNORECASE)
"""Comments and instructions inside a part, and another encoding than UTF-8."""

_ROW = re.compile("[1-9][0-9]{0,6}")
_CELL = re.compile("(?P<column>[A-Z]{1,3})(?P<row>[1-9][0-9]{0,6})")
_TRUE = frozenset({"1", "true"})

_NUMBER = "-?[0-9.]{1,30}(E[+-]?[0-9]{1,2})?"
_CONTENTS = {None: _NUMBER, "n": _NUMBER, "b": "[01]", "s": "[0-9]{1,7}", "str": "(?s:.*)", "e": ".*"}
"""The content of a cell by its type; only that of an `inlineStr` is elsewhere."""

_QUOTED = re.compile(r'"((?:thg|tháng|ngày|năm|[ ,./-])*)"|\\([ ,./-])')
_FORMAT = re.compile(
    r"(\[\$-[0-9A-F]+\])?"
    r"(General|@|0(\.0+)?%?|#,##0(\.0+)?|mm-dd-yy|d-mmm-yy|m/d/yy h:mm"
    r"|(ngày )?d{1,2} ?([/.-]| |thg|tháng) ?m{1,4},? ?([/.-]|năm)? ?y{2,4}|yyyy-mm-dd)( h{1,2}:mm(:ss)?)?(;@)?",
    re.IGNORECASE,
)
"""The number formats, without quotes, that show the value: that of the form, the program's own, and usual dates."""


class _Workbook(NamedTuple):
    """What cells refer to. `formats`: the number format of each style, None if it may show something else."""

    texts: Sequence[str]
    formats: Sequence[str | None]


def demand_shown(parts: Mapping[str, bytes]) -> None:
    """Raise Plan190Error if programs would not all show the values that are read, or if some are hidden."""
    try:
        _demand_one_workbook(parts)
        strings = _tree(parts[_STRINGS]) if _STRINGS in parts else ()
        book = _Workbook(list(map(_text, strings)), list(_formats(_tree(parts[_STYLES]))))
        total = 0
        for name, is_hidden, part in _sheets(parts):
            for text in _shown_texts(_tree(parts[part]), name, is_hidden and name != HIDDEN, book):
                total += len(text)
                if total > LARGEST_TEXTS:
                    raise Plan190Error("error.form_texts", number=LARGEST_TEXTS)
    except (ET.ParseError, ValueError, KeyError) as error:
        raise Plan190Error("error.form_damaged") from error


def _tree(part: bytes) -> Element:
    """Return the XML of a part; ValueError for what no program writes."""
    text = part.decode("utf-8-sig")
    if _ODD.search(text):
        raise ValueError("comment, instruction or encoding")
    return ET.fromstring(text)  # noqa: S314 - without entities, see `checked_package`


def _demand_one_workbook(parts: Mapping[str, bytes]) -> None:
    """Raise Plan190Error if the package names another workbook, or other texts or sheets, than those that are read."""
    main = [name for kind, name in _targets(parts, "") if kind == "officeDocument"]
    others = sorted(item for item in _targets(parts, _WORKBOOK) if item[0] in {"sharedStrings", "styles"})
    expected = [(kind, name) for kind, name in (("sharedStrings", _STRINGS), ("styles", _STYLES)) if name in parts]
    types = _tree(parts["[Content_Types].xml"])
    read = [_WORKBOOK, *(part for _, _, part in _sheets(parts)), *({_STRINGS} & parts.keys())]
    kinds = (".main+xml", ".worksheet+xml", ".sharedStrings+xml")
    stated = [item.get("PartName", "") for item in types if item.get("ContentType", "").endswith(kinds)]
    if main != [_WORKBOOK] or others != expected or sorted(stated) != sorted(f"/{part}" for part in read):
        raise Plan190Error("error.form_parts")


def _relationships(parts: Mapping[str, bytes], part: str) -> list[Element]:
    folder, name = posixpath.split(part)
    return list(_tree(parts[posixpath.join(folder, "_rels", f"{name}.rels")]))


def _targets(parts: Mapping[str, bytes], part: str) -> list[tuple[str, str]]:
    """Return the kind and the name of each part to which a part refers; without a part, to which the package does."""
    folder = posixpath.join("/", posixpath.dirname(part))
    return [
        (item.attrib["Type"].rpartition("/")[2], posixpath.normpath(posixpath.join(folder, item.attrib["Target"]))[1:])
        for item in _relationships(parts, part)
    ]


def _sheets(parts: Mapping[str, bytes]) -> Iterator[tuple[str, bool, str]]:
    """Yield the name of each sheet, whether it is hidden, and its part; Plan190Error if two have the same name."""
    workbook = _tree(parts[_WORKBOOK])
    ids = [item.attrib["Id"] for item in _relationships(parts, _WORKBOOK)]
    targets = dict(zip(ids, _targets(parts, _WORKBOOK), strict=True))
    sheets = workbook.findall(f"{_MAIN}sheets/{_MAIN}sheet")
    names = {sheet.attrib["name"].casefold() for sheet in sheets}
    is_twice = len(targets) < len(ids) or len(names) < len(sheets)
    if is_twice or len(sheets) < len(list(workbook.iter(f"{_MAIN}sheet"))):
        raise Plan190Error("error.form_parts")
    for sheet in sheets:
        yield printable(sheet.attrib["name"]), sheet.get("state", "visible") != "visible", targets[sheet.attrib[_ID]][1]


def _text(item: Element) -> str:
    """Return a text, which is plain or has parts with formats; ValueError for anything else."""
    tags = [child.tag.removeprefix(_MAIN) for child in item if child.tag not in {f"{_MAIN}rPh", f"{_MAIN}phoneticPr"}]
    pieces = item.findall(f"{_MAIN}t") + item.findall(f"{_MAIN}r/{_MAIN}t")
    if tags not in (["t"], ["r"] * len(tags)) or len(pieces) != len(tags) or any(map(len, pieces)):
        raise ValueError("text")
    return "".join(piece.text or "" for piece in pieces)


def _formats(styles: Element) -> Iterator[str | None]:
    """Yield the number format of each style, None for one that could show something else than the value."""
    own = {int(item.attrib["numFmtId"]): item.attrib["formatCode"] for item in styles.iter(f"{_MAIN}numFmt")}
    for style in styles.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf"):
        number = int(style.get("numFmtId", "0"))
        code = own.get(number, BUILTIN_FORMATS.get(number, ""))
        is_plain = _FORMAT.fullmatch(_QUOTED.sub(r"\1\2", code)) and BUILTIN_FORMATS.get(number, code) == code
        yield code if is_plain else None


def _shown_texts(sheet: Element, name: str, is_hidden: bool, book: _Workbook) -> Iterator[str]:  # noqa: FBT001
    """Yield the texts of a sheet; Plan190Error for a cell that is not what a program shows, or which is hidden."""
    name = quote_sheetname(name)
    merged = next(sheet.iter(f"{_MAIN}mergeCell"), None)
    if merged is not None:
        raise Plan190Error("error.form_merged", cells=f"{name}!{printable(merged.get('ref', '')[:30])}")
    rows = sheet.findall(f"{_MAIN}sheetData/{_MAIN}row")
    counts = [len(list(sheet.iter(f"{_MAIN}{tag}"))) for tag in ("sheetData", "row", "c")]
    is_odd = sheet.tag != f"{_MAIN}worksheet" or next(sheet.iter(_ALTERNATIVE), None) is not None
    if is_odd or counts != [1, len(rows), sum(map(len, rows))]:
        raise Plan190Error("error.form_cell", cell=f"{name}!A1")
    hidden = _hidden_columns(sheet)
    is_hidden = is_hidden or any(map(_hides_rest, sheet.iter(f"{_MAIN}sheetFormatPr")))
    last = last_filled = 0
    for row in rows:
        number = int(row.get("r", "")) if _ROW.fullmatch(row.get("r", "")) else 0
        if number <= last:
            raise Plan190Error("error.form_cell", cell=f"{name}!A{number or last + 1}")
        last = number
        is_row_hidden = is_hidden or _is_hidden(row, "ht")
        for column, cell in _cells(row, name):
            text, place = _shown_text(cell, name, book), f"{name}!{cell.get('r')}"
            if text and (is_row_hidden or column in hidden):
                raise Plan190Error("error.form_hidden", cell=place)
            if text and number > last_filled + MOST_EMPTY_ROWS:
                raise Plan190Error("error.form_outside", cell=place)
            last_filled = number if text else last_filled
            yield text


def _hidden_columns(sheet: Element) -> set[int]:
    """Return the numbers of the hidden columns; ValueError if columns are not in their order."""
    hidden: set[int] = set()
    last = 0
    for item in sheet.iter(f"{_MAIN}col"):
        first, end = int(item.attrib["min"]), int(item.attrib["max"])
        if not last < first <= end <= MOST_COLUMNS:
            raise ValueError("columns")
        last = end
        if _is_hidden(item, "width"):
            hidden |= set(range(first, end + 1))
    return hidden


def _hides_rest(standard: Element) -> bool:
    """Return whether rows or columns without a size of their own are hidden."""
    sizes = (standard.get("defaultRowHeight", "9"), standard.get("defaultColWidth", "9"))
    return standard.get("zeroHeight") in _TRUE or min(map(float, sizes)) < 1


def _is_hidden(item: Element, size: str) -> bool:
    """Return whether a row or column is hidden, or so small that nothing is seen; `size`: its height or width."""
    return item.get("hidden") in _TRUE or float(item.get(size, "9")) < 1


def _cells(row: Element, name: str) -> Iterator[tuple[int, Element]]:
    """Yield the cells of a row with the numbers of their columns; Plan190Error unless they stand in their order."""
    last = 0
    for cell in row:
        match = _CELL.fullmatch(cell.get("r", ""))
        column = column_index_from_string(match["column"]) if match is not None else 0
        if match is None or match["row"] != row.get("r") or column <= last:
            raise Plan190Error("error.form_cell", cell=f"{name}!{match[0] if match else 'A' + row.get('r', '')}")
        last = column
        yield column, cell


def _shown_text(cell: Element, name: str, book: _Workbook) -> str:
    """Return the text or the number of a cell; Plan190Error if it is written otherwise than programs do, or masked."""
    place, type_ = f"{name}!{cell.get('r')}", cell.get("t")
    contents = [child for child in cell if child.tag != f"{_MAIN}f"]  # formulas are refused when values are read
    if not contents:
        return ""
    tag = f"{_MAIN}is" if type_ == "inlineStr" else f"{_MAIN}v"
    value = contents[0].text or ""
    is_odd = len(contents) > 1 or contents[0].tag != tag
    if is_odd or (type_ != "inlineStr" and value and not re.fullmatch(_CONTENTS.get(type_, "(?!)"), value)):
        raise Plan190Error("error.form_cell", cell=place)
    if type_ == "inlineStr":
        value = _text(contents[0])
    elif type_ == "s":
        value = book.texts[int(value)] if int(value) < len(book.texts) else ""
    if len(value) > LONGEST_TEXT:
        raise Plan190Error("error.form_long", cell=place, number=LONGEST_TEXT)
    style = int(cell.get("s", "0"))
    if value and (not 0 <= style < len(book.formats) or book.formats[style] is None):
        raise Plan190Error("error.form_format", cell=place)
    return value
