"""A page that stands alone: style and script lie in it, nothing comes from outside, and its own policy forbids it.

Every text is printed by the template, which writes out control letters and escapes for HTML. A link leads to a file
of the same set or to the web, or it is text. Without a long table the page has no script.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, partial
from hashlib import sha256
from itertools import groupby, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plan190.document.blocks import Cell, Column, Heading, Link, Table
from plan190.document.checksum import CHECKSUM
from plan190.formats import SUFFIX_OF
from plan190.formats.html.drawing import bar, printed, timeline, trend

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Template

    from plan190.document.blocks import Block, Mark, Trend, View
    from plan190.formats import RenderOptions
    from plan190.words import Words

_FOLDER = Path(__file__).parent
_SUFFIXES = "|".join(sorted({suffix[1:] for suffix in SUFFIX_OF.values()}))
_NAME = "[A-Za-z0-9_-][A-Za-z0-9_.-]*"
_OURS = re.compile(rf"(?:\.\./)*(?:{_NAME}/)*{_NAME}\.(?:{_SUFFIXES})")
"""The way to a file of the set: it names no scheme and no server."""

_WEB = re.compile(r"https?://[!-~]+", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

BROAD = 9
"""From how many columns on a table is printed on a sheet that lies across."""

BRIEF = 12
"""The most letters of a cell that stays on one line."""

NAME = 40
"""The most letters of a row's name that stays in sight where the rest of its row moves past."""

CHOICES = range(2, 16)
"""How many different states a table may have for its reader to choose among."""


@dataclass(frozen=True)
class Piece:
    """A block as the template prints it: its kind, the rank of a heading, what a table is called, and its own id."""

    kind: str
    block: Block
    rank: int
    name: str
    id: str


def render(view: View, options: RenderOptions) -> bytes:
    """Give the view as a page, sealed where it says what it was made of."""
    links = tuple(takewhile(lambda block: isinstance(block, Link), view.blocks))
    style = _source("style.css")
    script = _source("page.js") if any(table.long for table in view.tables) else ""
    page = _template().render(
        view=view,
        words=options.words,
        way=partial(_way, root=options.root),
        leads=partial(_leads, root=options.root),
        links=links,
        pieces=tuple(_pieces(view.blocks[len(links) :], view.title, 2, "b")),
        annexes=tuple(
            (annex, tuple(_pieces(annex.blocks, annex.title, 3, f"a{number}-")))
            for number, annex in enumerate(view.annexes, start=1)
        ),
        style=style,
        script=script,
        policy=_policy(style, script),
    )
    if not view.provenance:
        return page.encode()
    alone = page.replace("plan190-seal:", "plan190-seal&#58;")  # a text that looks like a seal must not hinder it
    return f"{alone}<!-- {CHECKSUM} -->\n".encode()


def _source(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Give what the page may do: nothing but its own style and script."""
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    own = f"; script-src 'sha256-{hashes[1]}'" if script else ""
    return f"default-src 'none'; style-src 'sha256-{hashes[0]}'{own}; base-uri 'none'; form-action 'none'"


@cache
def _template() -> Template:
    """Give the template with what it may ask; made once, since a set has many pages."""
    house = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    house.globals |= {"heads": _heads, "classes": _classes, "key": _key, "named": _named, "stated": _stated}
    house.globals |= {"bar": bar, "trend": trend, "timeline": timeline, "values": _values, "by_day": _by_day}
    house.globals |= {"BROAD": BROAD}
    return house.get_template("page.html")


def _way(address: str, root: str | None) -> str:
    """Give the way to a file of the set, "" where the address names none."""
    return root + address if root is not None and _OURS.fullmatch(address) else ""


def _leads(address: str, root: str | None) -> str:
    """Give where a link leads, to the web or within the set; "" where it must not lead."""
    return address if _WEB.fullmatch(address) else _way(address, root)


def _printed(value: object) -> object:
    """Give a text as it can be printed; anything else, and what is markup, as it is."""
    return printed(value) if type(value) is str else value


def _pieces(blocks: Sequence[Block], title: str, rank: int, stem: str) -> Iterator[Piece]:
    """Give the blocks, headings with ranks of which none is left out, tables with the name of the last heading."""
    last, name = rank - 1, title
    for number, block in enumerate(blocks, start=1):
        if isinstance(block, Heading):
            last = min(rank + block.level - 1, last + 1)
            name = block.text
        yield Piece(type(block).__name__, block, last, name, f"{stem}{number}")


def _heads(table: Table) -> tuple[tuple[str, int, int], ...]:
    """Give the upper titles with how many columns they stand over and the number of the first of these."""
    grouped = groupby(enumerate(table.columns), key=lambda pair: pair[1].group or pair[0])
    runs = [[number for number, _ in members] for _, members in grouped]
    return tuple((table.columns[run[0]].group, len(run), run[0]) for run in runs)


def _named(table: Table) -> int:
    """Give the number of the column that names the rows: the first of words."""
    return next((number for number, column in enumerate(table.columns) if not column.number), 0)


def _classes(table: Table) -> tuple[str, ...]:
    """Give how each column is set: numbers, what stays on one line, what takes the room that is left; short names."""
    longest = [max((len(row[number].text) for row in table.rows), default=0) for number in range(len(table.columns))]
    kinds = (
        "number" if column.number else "wide" if column.wide else "brief" if letters <= BRIEF else "text"
        for column, letters in zip(table.columns, longest, strict=True)
    )
    named = _named(table)
    return tuple(
        kind + (" name" if number == named and longest[number] <= NAME else "") for number, kind in enumerate(kinds)
    )


def _stated(table: Table) -> int:
    """Give the number of the column by whose texts a reader may choose rows: a few states with tones; -1 for none."""
    for number, column in enumerate(table.columns):
        cells = [row[number] for row in table.rows]
        if column.number or all(cell.tone == "plain" for cell in cells) or any(map(_key, cells)):
            continue
        if len({cell.text for cell in cells}) in CHOICES:
            return number
    return -1


def _key(cell: Cell) -> str | None:
    """Give by what a number or a day is sorted, "" for none; None where its text is what counts."""
    match cell.value:
        case int() | Decimal() | date():
            return str(cell.value)
        case str() as text if not text or _DAY.fullmatch(text):
            return text
        case _:
            return None


def _values(one: Trend, words: Words) -> Table:
    """Give the numbers of a trend as a table."""
    columns = (Column(words("html.day")), *(Column(line.name, number=True) for line in one.lines))
    numbers = zip(*(line.values for line in one.lines), strict=True)
    rows = zip(one.days, numbers, strict=True)
    return Table(
        columns, tuple((Cell(words.day(day), day), *(Cell(str(n), n) for n in values)) for day, values in rows)
    )


def _by_day(marks: Sequence[Mark]) -> tuple[tuple[date, tuple[Mark, ...]], ...]:
    """Give the marks of each day, the days in their order."""
    ordered = sorted(marks, key=lambda mark: mark.day)
    return tuple((day, tuple(several)) for day, several in groupby(ordered, key=lambda mark: mark.day))
