"""Read the rows of a workbook with the text that each cell shows."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from plan190.load.issued_lines import MOST_CHARACTERS, Cell, IssuedLine, Where, clean
from plan190.load.office_package import PackageError, demand_harmless, document_parts, relations, xml_of
from plan190.words.text import is_english, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

MOST_TAGS = 1_000_000
"""The most tags in all sheets together; each costs time and memory."""

MOST_CELLS = 300_000
"""The most cells of a sheet, with those between them and those of merged cells."""

LONGEST_FORMAT = 100
"""The most characters of a number format that are read."""

MOST_COLUMNS = 200
"""The most columns with text."""

_REF = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPE = re.compile("_x(?![dD][89a-fA-F])([0-9A-Fa-f]{4})_")
"""The code of a character in a text, as Excel writes it; not that of half a character."""

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_FORMATS = {
    "2": "0.00", "4": "#,##0.00", "9": "0%", "10": "0.00%", "14": "d/m/yyyy", "15": "d-mmm-yy", "16": "d-mmm",
    "17": "mmm-yy", "22": "d/m/yyyy h:mm",
}  # fmt: skip
"""The number formats of Excel that need no definition, as far as they change what is shown."""

_FIRST_DAY, _FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)

Position = tuple[int, int]
"""Row and column of a cell, from 1."""


class _Book(NamedTuple):
    """What cells refer to. `formats`: the number format of each style. `first_day`: the day with the number 0.

    `in_english`: whether the texts are in English, where a date of three numbers would be ambiguous.
    """

    texts: list[str]
    formats: list[str]
    first_day: date
    in_english: bool = False


def read_workbook(content: bytes) -> Iterator[IssuedLine]:
    """Yield the rows with text of the sheets that are shown, and one line for each hidden sheet with text.

    PackageError if the workbook cannot be read.
    """
    parts, main = document_parts(content)
    names = {kind: name for _, kind, name in relations(parts, main)}
    targets = {id_: name for id_, _, name in relations(parts, main)}
    read = {main, names.get("sharedStrings"), names.get("styles"), *targets.values()}
    demand_harmless({name: part for name, part in parts.items() if name in read}, MOST_TAGS)
    workbook = xml_of(parts[main])
    if workbook.find("sheets") is None:
        raise PackageError("damaged")
    book = _book(workbook, parts, names)
    for number, item in enumerate(workbook.iterfind("sheets/sheet"), start=1):
        part, name = targets.get(item.get("id", ""), ""), printable(item.get("name", ""))
        if part not in parts:
            continue
        sheet = xml_of(parts[part])
        if item.get("state", "visible") == "visible":
            texts = [*book.texts, *map(_text, sheet.iterfind("sheetData/row/c/is"))]
            in_english = bool(texts) and is_english(" ".join(texts))
            yield from _rows(sheet, name, number, book._replace(in_english=in_english))
        elif any(sheet.find(f"sheetData/row/c/{tag}") is not None for tag in ("v", "is", "f")):
            yield IssuedLine(Where("hidden", number, sheet=name), ())


def _book(workbook: Element, parts: Mapping[str, bytes], names: Mapping[str, str]) -> _Book:
    texts: list[str] = []
    if names.get("sharedStrings") in parts:
        texts = [clean(_text(item)).strip() for item in xml_of(parts[names["sharedStrings"]]).iterfind("si")]
    formats: list[str] = []
    if names.get("styles") in parts:
        styles = xml_of(parts[names["styles"]])
        own = {item.get("numFmtId"): item.get("formatCode", "") for item in styles.iterfind("numFmts/numFmt")}
        for style in styles.iterfind("cellXfs/xf"):
            id_ = style.get("numFmtId", "0")
            formats.append(_plain_format(own.get(id_) or _FORMATS.get(id_, "")))
    properties = workbook.find("workbookPr")
    is_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    return _Book(texts, formats, _FIRST_DAY_1904 if is_1904 else _FIRST_DAY)


def _plain_format(code: str) -> str:
    """Return a number format without the texts in it."""
    plain = _QUOTED.sub("", code[:LONGEST_FORMAT]).lower()
    return "" if plain == "general" else plain


def _rows(sheet: Element, name: str, number: int, book: _Book) -> Iterator[IssuedLine]:
    grid = _grid(sheet, book)
    if not grid:
        return
    last_row, last_column = max(row for row, _ in grid), max(column for _, column in grid)
    if last_column > MOST_COLUMNS:
        raise PackageError("large")
    filled = sorted({row for row, _ in grid})
    if len(filled) * last_column > MOST_CELLS:
        raise PackageError("large")
    merged = _merged(sheet, grid, last_row, last_column)
    for row in filled:
        positions = [(row, column) for column in range(1, last_column + 1)]
        cells = tuple(merged.get(position) or Cell(grid.get(position, "")) for position in positions)
        yield IssuedLine(Where("sheet", row, sheet=name), cells, number)


def _grid(sheet: Element, book: _Book) -> dict[Position, str]:
    """Return the texts of the cells with text."""
    grid: dict[Position, str] = {}
    row_number = total = 0
    for row in sheet.iterfind("sheetData/row"):
        stated = row.get("r", "")
        row_number = int(stated) if re.fullmatch("[1-9][0-9]{0,6}", stated) else row_number + 1
        column = 0
        for cell in row.iterfind("c"):
            match = _REF.fullmatch(cell.get("r", ""))
            column = _column(match[1]) if match is not None else column + 1
            text = _shown_text(cell, book)
            total += len(text)
            if total > MOST_CHARACTERS:
                raise PackageError("large")
            if text:
                grid[row_number, column] = text
    return grid


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _merged(sheet: Element, grid: Mapping[Position, str], last_row: int, last_column: int) -> dict[Position, Cell]:
    """Return the cells that another one covers, as far as the sheet has text."""
    covered: dict[Position, Cell] = {}
    for item in sheet.iterfind("mergeCells/mergeCell"):
        first, _, last = item.get("ref", "").partition(":")
        begin, end = _REF.fullmatch(first), _REF.fullmatch(last)
        if begin is None or end is None:
            continue
        top, left = int(begin[2]), _column(begin[1])
        bottom, right = min(int(end[2]), last_row), min(_column(end[1]), last_column)
        if len(covered) + (bottom - top + 1) * (right - left + 1) > MOST_CELLS:
            raise PackageError("large")
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                is_right, is_above = column > left, row > top
                if is_right or is_above:
                    text = "" if is_right else grid.get((top, left), "")
                    covered[row, column] = Cell(text, is_right, is_above)
    return covered


def _text(item: Element) -> str:
    """Return a text, which is plain or has parts with formats; without the readings of Japanese words."""
    nodes = [child if child.tag == "t" else child.find("t") for child in item if child.tag in {"t", "r"}]
    text = "".join(node.text or "" for node in nodes if node is not None)
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _shown_text(cell: Element, book: _Book) -> str:
    """Return the text that a cell shows; of a formula, its last result, or the formula itself if the file has none."""
    formula, inline = cell.find("f"), cell.find("is")
    if formula is not None and not cell.findtext("v") and cell.get("t") != "str":
        return f"={clean(formula.text or '').strip()}"
    if inline is not None:
        return clean(_text(inline)).strip()
    value = cell.findtext("v") or ""
    type_ = cell.get("t", "n")
    if type_ == "s":
        return _item(book.texts, value)
    if type_ != "n":
        return clean(_ESCAPE.sub(lambda match: chr(int(match[1], 16)), value)).strip()
    code = _item(book.formats, cell.get("s", "0"))
    return _shown_number(value, code, book)


def _item(items: list[str], number: str) -> str:
    """Return the item with that number; "" if there is none."""
    return items[int(number)] if re.fullmatch("[0-9]{1,7}", number) and int(number) < len(items) else ""


def _shown_number(value: str, code: str, book: _Book) -> str:
    """Return a number in its format: a date with the parts that the format has, a share, or decimals."""
    try:
        number = float(value)
        day = book.first_day + timedelta(days=int(number))
    except (ValueError, OverflowError):
        return value
    if re.search("[dy]|m(?!.*[hs])", code) and number >= 1:
        if book.in_english and {"d", "m", "y"} <= set(code):
            return f"{day.day} {month_name[day.month]} {day.year}"
        parts = (("d", day.day), ("m", day.month), ("y", day.year))
        return "/".join(str(part) for letter, part in parts if letter in code)
    decimals = re.search(r"0\.(0+)", code)
    places = len(decimals[1]) if decimals is not None else 0
    if "%" in code:
        return f"{number:.{places}%}"
    return f"{number:.{places}f}" if decimals is not None else f"{number:.15g}"
