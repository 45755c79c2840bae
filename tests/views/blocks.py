"""Access to the tables and cells of a view."""

from __future__ import annotations

import re

from plan190.document.blocks import Table, View
from plan190.document.media import for_medium


def as_read(view: View) -> View:
    """Return the view with the tables and columns that people read."""
    return for_medium(view, "text")


def table_as_read(table: Table) -> Table:
    """Return the table with the columns that people read."""
    return as_read(View("", (table,))).tables[0]


def first_table(view: View) -> Table:
    """Return the first table of the view itself, without its annexes."""
    return next(block for block in view.blocks if isinstance(block, Table))


def table_named(view: View, name: str) -> Table:
    """Return the table of that name."""
    return next(table for table in view.tables if table.name == name)


def agencies_in(cell: str) -> int:
    """Return how many obligations a cell names, as in "9 cơ quan: …" or "12 lượt của 9 cơ quan: …"; else 1."""
    match = re.match(r"(?:(\d+) lượt của )?(\d+) cơ quan: (.*)", cell)
    if match is None:
        return 1
    assert int(match[2]) == len(match[3].split(", "))
    return int(match[1] or match[2])
