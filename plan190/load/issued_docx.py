"""Read the paragraphs and table rows of a Word document as it shows them, with the numbers that Word generates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan190.load.issued_lines import Cell, IssuedLine, Where, clean
from plan190.load.office_package import PackageError, demand_harmless, document_parts, relations, xml_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

MOST_TAGS = 1_500_000
"""The most tags in the text of a document; each costs time and memory."""

MOST_PARTS = 2000
"""The most parts; most of them are pictures, which are not read."""

MOST_COLUMNS = 100
"""The most columns of a table; Word allows 63."""

MOST_STYLES = 20
"""The most styles of which each is based on the next."""

DEEPEST = 8
"""The deepest level of a list, from 0."""

LARGEST_NUMBER = 3999
"""The largest number that is shown in Roman numerals or letters."""

_TRANSPARENT = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"})
"""The elements around paragraphs, rows and cells that do not change what is shown."""

_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr"})
"""The elements without text that is shown: deletions, copies for old programs, and properties."""

_CHARACTERS = {"noBreakHyphen": "-", "br": "\n", "cr": "\n", "tab": " ", "p": "\n"}
"""The text of elements that stand for a character."""

_ROMAN = (
    ("M", 1000), ("CM", 900), ("D", 500), ("CD", 400), ("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10),
    ("IX", 9), ("V", 5), ("IV", 4), ("I", 1),
)  # fmt: skip


def read_document(content: bytes) -> Iterator[IssuedLine]:
    """Yield the paragraphs with text and the rows of tables, in their order; PackageError if it cannot be read."""
    parts, main = document_parts(content, MOST_PARTS)
    names = {kind: name for _, kind, name in relations(parts, main)}
    read = {name: parts[name] for name in (main, names.get("numbering"), names.get("styles")) if name in parts}
    demand_harmless(read, MOST_TAGS)
    trees = {kind: xml_of(read[names[kind]]) for kind in ("numbering", "styles") if names.get(kind) in read}
    body = xml_of(read[main]).find("body")
    if body is None:
        raise PackageError("damaged")
    yield from _Document(_Numbering(trees)).lines(_shown(body))


def _shown(node: Element) -> Iterator[Element]:
    """Yield the children of a node, and those of elements around them that do not change what is shown."""
    stack = [iter(node)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in _TRANSPARENT:
            stack.append(iter(child))
        else:
            yield child


def _value(node: Element, path: str, default: str = "") -> str:
    """Return the value of a property of a node; the default if it has none, or none with a value."""
    found = node.find(path)
    return default if found is None else found.get("val", default)


def _whole(text: str, default: int) -> int:
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else default


class _Document:
    """The lines of a document, which are read once in their order because the numbers of lists depend on it."""

    def __init__(self, numbering: _Numbering) -> None:
        self._numbering = numbering

    def lines(self, nodes: Iterator[Element]) -> Iterator[IssuedLine]:
        paragraphs = tables = 0
        for node in nodes:
            if node.tag == "tbl":
                tables += 1
                yield from self._rows(node, tables)
            elif node.tag == "p":
                text = self._text(node)
                paragraphs += bool(text)
                for line in filter(str.strip, text.split("\n")):
                    yield IssuedLine(Where("paragraph", paragraphs), (Cell(line),))

    def _rows(self, table: Element, number: int) -> Iterator[IssuedLine]:
        above: list[Cell] = []
        rows = [row for row in _shown(table) if row.tag == "tr" and row.find("trPr/del") is None]
        for position, row in enumerate(rows, start=1):
            above = self._cells(row, above)
            yield IssuedLine(Where("table", position, number), tuple(above), number)

    def _cells(self, row: Element, above: list[Cell]) -> list[Cell]:
        cells = [Cell("")] * min(_whole(_value(row, "trPr/gridBefore"), 0), MOST_COLUMNS)
        for cell in _shown(row):
            if cell.tag != "tc" or len(cells) >= MOST_COLUMNS:
                continue
            merge = cell.find("tcPr/vMerge")
            if cell.find("tcPr/hMerge") is not None and _value(cell, "tcPr/hMerge") != "restart":
                cells.append(Cell("", right=True))
            elif merge is not None and merge.get("val") != "restart" and len(cells) < len(above):
                cells.append(above[len(cells)]._replace(right=False, above=True))
            else:
                cells.append(Cell(self._text(cell)))
            span = min(_whole(_value(cell, "tcPr/gridSpan"), 1), MOST_COLUMNS)
            cells += [Cell("", right=True)] * (span - 1)
        return cells

    def _text(self, node: Element) -> str:
        """Return the text of a paragraph or cell, with the generated numbers and without deleted and hidden text."""
        pieces: list[str] = []
        stack = [node]
        while stack:
            item = stack.pop()
            is_hidden = item.tag == "r" and item.find("rPr/vanish") is not None
            is_deleted = item.tag == "tr" and item.find("trPr/del") is not None
            if item.tag in _SKIPPED or is_hidden or is_deleted:
                continue
            pieces.append(_CHARACTERS.get(item.tag, ""))
            if item.tag == "t":
                pieces.append(item.text or "")
            if item.tag == "p":
                pieces.append(self._numbering.label(item))
            stack += reversed(item)
        return clean("".join(pieces)).strip()


class _Numbering:
    """The numbers that Word generates: the formats of lists, and how far each list has been counted."""

    def __init__(self, trees: Mapping[str, Element]) -> None:
        numbering, styles = trees.get("numbering"), trees.get("styles")
        lists = () if numbering is None else numbering
        self._abstract = {item.get("abstractNumId", ""): item for item in lists if item.tag == "abstractNum"}
        self._lists = {item.get("numId", ""): item for item in lists if item.tag == "num"}
        self._styles = {item.get("styleId", ""): item for item in (() if styles is None else styles)}
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def label(self, paragraph: Element) -> str:
        """Count the paragraph and return its number or dash with a blank; "" if it is in no list."""
        number, level = self._list_of(paragraph)
        item = self._lists.get(number)
        if item is None:
            return ""
        abstract = _value(item, "abstractNumId")
        counts = self._counts.setdefault(abstract, {})
        override = next((found for found in item.iterfind("lvlOverride") if found.get("ilvl") == str(level)), None)
        if override is not None and (number, level) not in self._restarted:
            self._restarted.add((number, level))
            if override.find("startOverride") is not None:
                counts[level] = _whole(_value(override, "startOverride"), 1) - 1
        if level not in counts:
            counts[level] = self._start(abstract, level) - 1
        counts[level] += 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return self._formatted(abstract, level, counts)

    def _list_of(self, paragraph: Element) -> tuple[str, int]:
        """Return the id and the level of the list of a paragraph, which may be that of its style."""
        node, style = paragraph, _value(paragraph, "pPr/pStyle")
        for _ in range(MOST_STYLES):
            number = _value(node, "pPr/numPr/numId")
            if number or style not in self._styles:
                return number, min(_whole(_value(node, "pPr/numPr/ilvl"), 0), DEEPEST)
            node = self._styles[style]
            style = _value(node, "basedOn")
        return "", 0

    def _level(self, abstract: str, level: int) -> Element | None:
        definition = self._abstract.get(abstract)
        levels = () if definition is None else definition.iterfind("lvl")
        return next((item for item in levels if item.get("ilvl") == str(level)), None)

    def _start(self, abstract: str, level: int) -> int:
        definition = self._level(abstract, level)
        return 1 if definition is None else _whole(_value(definition, "start"), 1)

    def _formatted(self, abstract: str, level: int, counts: Mapping[int, int]) -> str:
        definition = self._level(abstract, level)
        if definition is None:
            return ""
        text = _value(definition, "lvlText")
        if _value(definition, "numFmt") == "bullet":
            return "+ " if text == "+" else "- "

        def number(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            of_level = self._level(abstract, other)
            format_ = "decimal" if of_level is None else _value(of_level, "numFmt", "decimal")
            return _numeral(counts.get(other, self._start(abstract, other)), format_)

        label = re.sub("%([1-9])", number, text)
        return f"{label} " if label else ""


def _numeral(value: int, format_: str) -> str:
    if format_ == "none":
        return ""
    if not 0 < value <= LARGEST_NUMBER:
        return str(value)
    if format_ in {"upperRoman", "lowerRoman"}:
        numeral = ""
        for letters, worth in _ROMAN:
            numeral += letters * (value // worth)
            value %= worth
        return numeral if format_ == "upperRoman" else numeral.lower()
    if format_ in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if format_ == "upperLetter" else letter
    return f"{value:02d}" if format_ == "decimalZero" else str(value)
