"""A page read back: its texts and tables as a reader sees them, without what the page brings along for use."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from plan190.document.extracted import Extracted, Grid, StrangeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Attributes = Sequence[tuple[str, str | None]]

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_INLINE = {"a", "abbr", "b", "bdi", "button", "code", "em", "font", "i", "s", "small", "span", "strong", "time", "u"}
"""What parts no text from the next."""

_UNSEEN = {"caption", "head", "nav", "script", "style", "svg", "template"}
_FURNITURE = {"find", "skip"}
"""The classes of what is there for use only."""

_PIECE = re.compile(r"<[^>]*>|[^<]+|<")
_WHOLE = re.compile(r"<(script|style|svg|title)\b")
"""What no reader here reads as text."""

_DECLARED = re.compile(r"<[!?]|</[^a-zA-Z]")
_CHECKSUM = re.compile(r"<!-- plan190-seal:[0-9a-f]{40} -->")
WIDEST = 100
"""The most columns or rows that a title is taken to stand over."""


def read(data: bytes) -> Extracted:
    """Give what a page says, also one that somebody has changed."""
    text = _CHECKSUM.sub("", data.decode("utf-8-sig", "replace"))
    if _DECLARED.search(text, len("<!doctype html>") if text[:15].lower() == "<!doctype html>" else 0):
        # Browsers and other readers disagree where such a thing ends.
        raise StrangeError("a comment or a declaration")
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.part()
    return Extracted(tuple(reader.parts), tuple(_around(text)))


def _around(text: str) -> Iterator[str]:
    """Give what stands around the texts: tags with all that they say, and whole what has a text that is not read."""
    within = ""
    for piece in _PIECE.findall(text):
        if within or piece[0] == "<":
            yield piece
        if piece == f"</{within}>":
            within = ""
        elif not within and (opened := _WHOLE.match(piece)):
            within = opened[1]


class _Table:
    """The rows of a table as they come. Titles are laid on places, since some stand over several."""

    def __init__(self) -> None:
        self.heads: list[dict[int, str]] = []
        self.rows: list[list[str]] = []
        self.in_head = False
        self.span: tuple[int, int] | None = None
        self.reach: dict[int, int] = {}
        self.place = 0

    def add_row(self) -> None:
        if self.in_head:
            self.heads.append({})
            self.reach = {column: rows - 1 for column, rows in self.reach.items() if rows > 1}
            self.place = 0
        else:
            self.rows.append([])

    def add_cell(self, text: str) -> None:
        """Give the open cell its text and close it."""
        across, down = self.span or (1, 1)
        self.span = None
        if not (self.heads if self.in_head else self.rows):
            self.add_row()
        if not self.in_head:
            self.rows[-1].append(text)
            return
        while self.place in self.reach:
            self.place += 1
        for column in range(self.place, self.place + across):
            self.heads[-1][column] = text
            self.reach[column] = down

    @property
    def grid(self) -> Grid:
        """The table, every row as wide as the widest."""
        width = max([0, *(max(row) + 1 for row in self.heads if row), *map(len, self.rows)])
        titles = (": ".join(row[column] for row in self.heads if row.get(column)) for column in range(width))
        return Grid(tuple(titles), tuple((*row, *[""] * (width - len(row))) for row in self.rows))


class _Reader(HTMLParser):
    """Gathers texts between the tags that part them, and tables as wholes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str | Grid] = []
        self.text: list[str] = []
        self.table: _Table | None = None
        self.skipped: list[str] = []
        self.open: Counter[str] = Counter()

    def part(self) -> None:
        """End what was begun: a table, or a text."""
        if self.table is not None:
            self.end_cell(self.table)
            self.parts.append(self.table.grid)
            self.table = None
        elif text := self.squeezed():
            self.parts.append(text)

    def squeezed(self) -> str:
        """Give the text gathered so far, its blanks as one, and begin anew."""
        text = " ".join("".join(self.text).split())
        self.text = []
        return text

    def end_cell(self, table: _Table) -> None:
        text = self.squeezed()
        if table.span is not None:
            table.add_cell(text)

    def handle_data(self, data: str) -> None:
        if not self.skipped and self.table is not None and self.table.span is None and data.strip():
            raise StrangeError("a text between the cells of a table")
        if not self.skipped:
            self.text.append(data)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = dict(attrs)
        if self.skipped or tag in _UNSEEN or _FURNITURE & set((given.get("class") or "").split()):
            if tag not in _VOID:
                self.skipped.append(tag)
                self.open[tag] += 1
        elif self.table is not None:
            self.start_in_table(self.table, tag, given)
        elif tag == "br":
            self.text.append(" ")
        elif tag not in _INLINE:
            self.part()
            self.table = _Table() if tag == "table" else None

    def start_in_table(self, table: _Table, tag: str, given: dict[str, str | None]) -> None:
        if tag in {"thead", "tbody", "tfoot", "tr", "td", "th"}:
            self.end_cell(table)
        if tag in {"thead", "tbody", "tfoot"}:
            table.in_head = tag == "thead"
        elif tag == "tr":
            table.add_row()
        elif tag in {"td", "th"}:
            table.span = (_span(given.get("colspan")), _span(given.get("rowspan")))
        elif tag not in _INLINE:
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            while self.open[tag]:
                closed = self.skipped.pop()
                self.open[closed] -= 1
                if closed == tag:
                    break
        elif self.table is None:
            if tag not in _INLINE:
                self.part()
        elif tag == "table":
            self.part()
        elif tag in {"td", "th"}:
            self.end_cell(self.table)


def _span(text: str | None) -> int:
    """Give over how many a title stands, whatever somebody wrote there."""
    return min(int(text), WIDEST) if text and text.isascii() and text.isdigit() and len(text) <= len(str(WIDEST)) else 1
