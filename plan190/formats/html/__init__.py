"""HTML pages that need no other file: a page contains its style and script, and its policy forbids loading anything.

The template escapes HTML and writes control characters as codes. A link leads to a file of the same set or to the web;
any other address is printed as text. Only a page with a sortable table or a form has a script.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache, partial
from hashlib import sha256
from itertools import groupby, takewhile
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plan190.document.blocks import Cell, Column, DataForm, Figure, Heading, Link, Table
from plan190.document.checksum import CHECKSUM_PLACEHOLDER
from plan190.formats import SUFFIX_OF
from plan190.formats.escaping import script_text
from plan190.formats.html.drawing import (
    CHIP_HEIGHT,
    CHIP_WIDTH,
    WIDTH,
    date_axis_drawing,
    printable_line,
    trend_drawing,
    within,
)
from plan190.formats.html.texts import html_text
from plan190.words.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Template

    from plan190.document.blocks import Block, FormPart, Trend, View
    from plan190.formats import RenderOptions
    from plan190.words import Words

_FOLDER = Path(__file__).parent
_SUFFIXES = "|".join(sorted({suffix[1:] for suffix in SUFFIX_OF.values()}))
_NAME = "[A-Za-z0-9_-][A-Za-z0-9_.-]*"
_IN_SET = re.compile(rf"(?:\.\./)*(?:{_NAME}/)*{_NAME}\.(?:{_SUFFIXES})(?:#[a-z-]+)?")
"""The relative path of a file in the same set of pages, and the id of a part of a page."""

_WEB = re.compile(r"https?://[!-~]+", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

BROAD = 9
"""The least number of columns of a table that is printed in landscape."""

FEW, FEWER = 5, 2
"""The most rows of a table, and entries of a list or of a table of cards, that a narrow screen shows before "more".

A page without sections shows four times as many. The style sheet has these numbers and `SECTIONS` too. Sortable tables
with more than `FEW` rows can be searched.
"""

SECTIONS = 5
"""The most sections of a page that a narrow screen shows before "more"."""

BRIEF = 12
"""The most characters of a cell that stays on one line."""

NAME = 40
"""The most characters of the names of rows, which then stay visible while the rest of the row scrolls."""

CHOICES = range(2, 16)
"""The numbers of different states in a column for which the page offers a list to choose a state from."""


class Piece(NamedTuple):
    """A block for the template: its type, the rank if it is a heading, the name if it is a table, and its id."""

    kind: str
    block: Block
    rank: int
    name: str
    id: str


def render(view: View, options: RenderOptions) -> bytes:
    """Return the view as a page; the page of a report has a placeholder for its checksum."""
    links, names = list(takewhile(lambda block: isinstance(block, Link), view.blocks)), Counter[str]()
    pieces = list(_pieces(view.blocks[len(links) :], view.title, 2, "b", names))
    annexes = [
        (annex, list(_pieces(annex.blocks, annex.title, 3, f"a{number}-", names)))
        for number, annex in enumerate(view.annexes, start=1)
    ]
    style, script = _style("style.css"), ""
    texts = {"links": links, "pieces": pieces, "annexes": annexes}
    texts["is_single"] = not any(isinstance(block, Heading) for block in view.blocks)
    if any(table.sortable for table in view.tables):
        script = _source("page.js")
    if any(isinstance(block, DataForm) for block in view.blocks):
        style, script = style + _style("form.css"), _source("form.js")
    page_link, link_target = partial(_page_link, root=options.root), partial(_link_target, root=options.root)
    own = partial(_own_text, language=options.words.language)
    functions = {"page_link": page_link, "link_target": link_target, "own": own}
    page = _template().render(view=view, words=options.words, style=style, script=script, **functions, **texts)
    if not view.provenance:
        return f"{page}\n".encode()
    unmarked = page.replace("plan190-seal:", "plan190-seal&#58;")  # the placeholder must occur only once
    return f"{unmarked}\n<!-- {CHECKSUM_PLACEHOLDER} -->\n".encode()


def _source(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


@cache
def _style(name: str) -> str:
    """Return a style sheet without comments and indentation."""
    return re.sub(r"/\*.*?\*/|\n\s*", "", _source(name), flags=re.DOTALL)


def policy(style: str, script: str) -> str:
    """Return the content security policy: it allows only the page's own style and script."""
    sources = f"style-src {_hash_source(style)}"
    if script:
        sources += f"; script-src {_hash_source(script)}"
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


def _hash_source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _template() -> Template:
    loader = FileSystemLoader(_FOLDER)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, finalize=_printable, trim_blocks=True
    )
    figures = (clip, date_axis_drawing, trend_drawing, values, within, xml_text)
    forms = (part_pieces, script_text)
    tables = (column_classes, group_heads, is_stacked, row_columns, state_column, zip)
    environment.globals |= {function.__name__: function for function in (*figures, *forms, *tables, policy)}
    environment.filters["sort_key"] = sort_key  # unlike a global function, a filter is called directly
    sizes = {"BROAD": BROAD, "FEW": FEW, "FEWER": FEWER, "SECTIONS": SECTIONS}
    environment.globals |= {**sizes, "WIDTH": WIDTH, "CHIP_WIDTH": CHIP_WIDTH, "CHIP_HEIGHT": CHIP_HEIGHT}
    return environment.get_template("page.html")


def _page_link(address: str, root: str | None) -> str:
    """Return the path from this page to a file of the set; "" if the address is not such a file."""
    if root is None or not _IN_SET.fullmatch(address):
        return ""
    return root + address


def _link_target(address: str, root: str | None) -> str:
    """Return the target of a link, on the web or in the set; "" if the address is neither."""
    return address if _WEB.fullmatch(address) else _page_link(address, root)


def _printable(value: object) -> object:
    """Return a text in printable characters, a float with at most one decimal, other values (also markup) unchanged."""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return printable_line(value) if type(value) is str else value


def _own_text(text: str, language: str) -> str:
    return html_text(printable_line(text), language)


def xml_text(text: str) -> str:
    """Return the text for an SVG element; quotation marks are not escaped."""
    return escape(printable_line(text))


def _pieces(blocks: Sequence[Block], title: str, rank: int, prefix: str, names: Counter[str]) -> Iterator[Piece]:
    """Yield the blocks; headings skip no rank. A chart has the name of its title, a table that of the heading above it.

    `names`: how often each name was used on the page; the second table or chart with a name also has a number.
    """
    last_rank, heading = rank - 1, title
    for number, block in enumerate(blocks, start=1):
        if isinstance(block, Heading):
            last_rank = min(rank + block.level - 1, last_rank + 1)
            heading = block.text
        name = block.title if isinstance(block, Figure) else heading
        if isinstance(block, Table | Figure):
            names[name] += 1
            name = f"{name} ({names[name]})" if names[name] > 1 else name
        shown = arranged(block) if isinstance(block, Table) else block
        yield Piece(type(block).__name__, shown, last_rank, name, f"{prefix}{number}")


def part_pieces(part: FormPart, number: int) -> list[Piece]:
    """Return the blocks of a part of a form; `number`: that of the part on the page."""
    return list(_pieces(part.blocks, part.title, part.level + 2, f"p{number}-", Counter()))


def group_heads(table: Table) -> Iterator[tuple[str, int, int]]:
    """Yield each shared title ("" for a column without one), the count of its columns, and the index of the first."""
    for _, pairs in groupby(enumerate(table.columns), key=lambda pair: pair[1].group or pair[0]):
        members = list(pairs)
        number, column = members[0]
        yield column.group, len(members), number


def name_column(table: Table) -> int:
    """Return the index of the column that names the rows.

    It is the first one whose cells link to a page, else the first one that does not hold numbers, else 0.
    """
    linked = [number for number, cell in enumerate(table.rows[0]) if cell.page] if table.rows else []
    texts = [number for number, column in enumerate(table.columns) if not column.number]
    return next(iter((*linked, *texts)), 0)


def is_stacked(table: Table, kinds: Sequence[str]) -> bool:
    """Return whether a narrow screen shows each row as a card, because a text would push other columns off it.

    `kinds`: the classes of the columns.
    """
    name = name_column(table)
    others = (kind for number, kind in enumerate(kinds) if number != name)
    return table.stacked or any(kind in {"text", "wide"} for kind in others)


def arranged(table: Table) -> Table:
    """Return the table with its clipped columns last, so that a narrow screen shows the other columns first."""
    order = sorted(range(len(table.columns)), key=lambda number: table.columns[number].clipped)
    if order == sorted(order):
        return table
    arrange = itemgetter(*order)
    totals = arrange(table.totals) if table.totals else None
    return table._replace(columns=arrange(table.columns), rows=tuple(map(arrange, table.rows)), totals=totals)


def row_columns(table: Table, kinds: Sequence[str]) -> list[tuple[str, bool, bool, str | None]]:
    """Return of each column its classes, whether it names the rows, whether it is clipped, and its title if stacked."""
    name = name_column(table)
    names_rows = [number == name for number in range(len(kinds))]
    stacked = is_stacked(table, kinds)
    titles = [column.whole_title if stacked else None for column in table.columns]
    return list(zip(kinds, names_rows, map(attrgetter("clipped"), table.columns), titles, strict=True))


def column_classes(table: Table) -> list[str]:
    """Return the CSS classes of each column."""
    return [_column_class(table, number) for number in range(len(table.columns))]


def _column_class(table: Table, number: int) -> str:
    column = table.columns[number]
    longest = max((len(row[number].text) for row in table.rows), default=0)
    if column.number:
        kind = "number"
    elif column.wide:
        kind = "wide"
    elif longest <= BRIEF:
        kind = "brief"
    else:
        kind = "text"
    if number == name_column(table) and longest <= NAME:
        kind += " name"
    return kind


def state_column(table: Table) -> int:
    """Return the index of the column of states, by which a reader can select rows; -1 if there is none.

    It is the first one with a few different texts, some with a tone, that is not sorted by values.
    """
    for number, column in enumerate(table.columns):
        cells = [row[number] for row in table.rows]
        has_tones = any(cell.tone != "plain" for cell in cells)
        is_sorted_by_value = column.number or any(map(sort_key, cells))
        if has_tones and not is_sorted_by_value and len({cell.text for cell in cells}) in CHOICES:
            return number
    return -1


def sort_key(cell: Cell) -> str | None:
    """Return the value by which a number or a date is sorted, "" if it is missing; None to sort by the text."""
    if cell.order:
        return cell.order
    match cell.value:
        case int() | Decimal() | date():
            return str(cell.value)
        case str() as text if not text or _DATE.fullmatch(text):
            return text
        case _:
            return None


def values(trend: Trend, words: Words) -> Table:
    """Return the numbers of a trend as a table."""
    columns = (Column(words("column.day")), *(Column(line.name, number=True) for line in trend.lines))
    days = [Cell(words.day(day), day) for day in trend.days]
    numbers = [map(Cell, map(str, line.values), line.values) for line in trend.lines]
    return Table(columns, tuple(zip(days, *numbers, strict=True)))
