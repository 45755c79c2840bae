"""The sheets of the workbook: their rows and columns, and what may be filled in."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from plan190.model.report import Category, ReportedState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plan190.words import Words

IDENTITY = ("plan190 form", "language", "agency", "period", "checksum")
"""The names in the first column of the hidden sheet; their values are beside them, first the version of the layout."""

VERSION = "2"

HIDDEN = "plan190"
"""The name of the hidden sheet, in which the program finds whose report it is, and the lists of the drop-downs."""

TITLE, LABELS, VALUES, HEAD, EXAMPLE, FIRST = 1, 2, 3, 4, 5, 6
"""The rows of a sheet: title; fields outside the table and their labels above them; titles of the columns; example;
the first row to fill in."""

Kind = Literal[
    "shown", "task", "cooperating", "period", "indicator", "state", "category", "authority", "day", "percent", "count",
    "text",
]  # fmt: skip
"""What a cell contains; a `shown` one is not read."""

STATES: tuple[str, ...] = get_args(ReportedState)
CATEGORIES: tuple[str, ...] = get_args(Category)
AUTHORITIES: tuple[str, ...] = ("within", "beyond")

LISTS = (
    "state", "category", "authority", "task", "cooperating", "period", "indicator", "indicator_id",
    "open_task", "open_category", "open_beyond_authority", "open_description", "open_proposal", "open_id",
)  # fmt: skip
"""The columns of the hidden sheet from FIRST_LIST on, each with its name in the first row.

The drop-downs offer those that have the name of a kind. `indicator_id`: the ids of the indicators. `open_…`: the
obstacles that are open.
"""

FIRST_LIST = 4
"""The number of the first column with a list."""


class Column(NamedTuple):
    """A column. `key`: the key of its value in an entry, with a dot before a key inside it. `width`: in characters."""

    key: str
    kind: Kind
    width: int

    def title(self, words: Words) -> str:
        """Return the title of the column."""
        return words(f"form.column.{self.kind if self.kind == 'indicator' else self.key}")


class Field(NamedTuple):
    """A cell outside the table, in the row VALUES. `column`: its number. `key`: the key of its value in the report."""

    column: int
    key: str
    kind: Kind


class Sheet(NamedTuple):
    """A sheet with a table. `spare`: the number of empty rows to fill in."""

    key: str
    columns: tuple[Column, ...]
    spare: int
    fields: tuple[Field, ...] = ()

    def name(self, words: Words) -> str:
        """Return the name of the sheet."""
        return words(f"form.sheet.{self.key}")


_TASK, _CORRECTS = Column("task", "task", 8), Column("corrects", "period", 13)
_PROGRESS = (
    Column("state", "state", 21),
    Column("progress", "percent", 9),
    Column("done_on", "day", 16),
    Column("summary", "text", 40),
    Column("at_risk.reason", "text", 22),
    Column("at_risk.expected_on", "day", 16),
)
_EVIDENCE = (
    Column("title", "text", 50),
    Column("number", "text", 20),
    Column("date", "day", 16),
    Column("link", "text", 30),
)

TASKS = Sheet(
    "tasks",
    (_TASK, Column("content", "shown", 32), Column("due", "shown", 17), Column("last", "shown", 32), *_PROGRESS),
    spare=5,
    fields=(
        Field(2, "agency", "shown"),
        Field(3, "period", "shown"),
        Field(5, "reported_on", "day"),
        Field(7, "document.date", "day"),
        Field(8, "document.title", "text"),
        Field(9, "document.number", "text"),
    ),
)
INDICATORS = Sheet(
    "indicators",
    (
        _TASK,
        Column("id", "indicator", 36),
        Column("counted", "shown", 52),
        Column("target", "shown", 14),
        Column("values", "shown", 24),
        Column("value", "count", 12),
        Column("of", "count", 12),
        _CORRECTS,
    ),
    spare=12,
)
EVIDENCE = Sheet("evidence", (_TASK, *_EVIDENCE, _CORRECTS), spare=40)
OBSTACLES = Sheet(
    "obstacles",
    (
        _TASK,
        Column("category", "category", 20),
        Column("beyond_authority", "authority", 18),
        Column("description", "text", 50),
        Column("proposal", "text", 40),
        Column("id", "text", 14),
        _CORRECTS,
    ),
    spare=20,
)
CONTRIBUTIONS = Sheet(
    "contributions",
    (
        Column("task", "cooperating", 8),
        Column("content", "shown", 34),
        Column("lead", "shown", 20),
        Column("contribution", "text", 44),
        *_EVIDENCE,
    ),
    spare=10,
)
CORRECTIONS = Sheet(
    "corrections",
    (_CORRECTS, _TASK, Column("why", "text", 30), *_PROGRESS),
    spare=12,
    fields=(Field(3, "withdrawn.why", "text"), Field(6, "withdrawn.date", "day")),
)

EVIDENCE_KEYS = tuple(column.key for column in _EVIDENCE)
OBSTACLE_KEYS = ("task", "id", "category", "beyond_authority", "description", "proposal")
"""The keys of an obstacle, in the order of the file, after that of its task."""

SHEETS = (TASKS, INDICATORS, EVIDENCE, OBSTACLES, CONTRIBUTIONS, CORRECTIONS)
"""The sheets with tables, in the order of the workbook, after the sheet of instructions."""


def sheet_names(words: Words) -> list[str]:
    """Return the names of all sheets in their order, the hidden one last."""
    return [words("form.sheet.help"), *(sheet.name(words) for sheet in SHEETS), HIDDEN]


def labels(kind: str, words: Words) -> dict[str, str]:
    """Return the labels that the drop-down of a kind offers, each with its id."""
    ids, prefix = {
        "state": (STATES, "update"),
        "category": (CATEGORIES, "category"),
        "authority": (AUTHORITIES, "authority"),
    }[kind]
    return {words(f"{prefix}.{id_}"): id_ for id_ in ids}


def checksum(grids: Mapping[str, Mapping[tuple[int, int], object]], words: Words) -> str:
    """Return the checksum of the lists on the hidden sheet, the examples, and the prepared rows without their answers.

    `grids`: the values that are not empty, by the name of the sheet and by row and column.
    """
    lists = [(place, value) for place, value in grids[HIDDEN].items() if place[1] >= FIRST_LIST]
    fixed = [(place, value) for sheet in SHEETS for place, value in _fixed(sheet, grids[sheet.name(words)])]
    text = "\n".join(f"{place} {value}" for place, value in (*sorted(lists, key=str), *fixed))
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def _fixed(sheet: Sheet, grid: Mapping[tuple[int, int], object]) -> Iterator[tuple[tuple[int, int], object]]:
    """Yield the cells that nobody may change in the order of their places: in a prepared row, something is shown."""
    kinds = {number: column.kind for number, column in enumerate(sheet.columns, start=1)}
    prepared = {row for row, number in grid if row >= FIRST and kinds.get(number) == "shown"}
    for row, number in sorted(grid):
        is_label = row in prepared and kinds.get(number) in {"shown", "task", "cooperating", "indicator"}
        if is_label or row == EXAMPLE:
            yield (row, number), grid[row, number]
