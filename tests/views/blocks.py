"""Access to the tables of a view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Table

if TYPE_CHECKING:
    from plan190.document.blocks import View


def first_table(view: View) -> Table:
    """Return the first table of the view itself, without its annexes."""
    return next(block for block in view.blocks if isinstance(block, Table))


def table_named(view: View, name: str) -> Table:
    """Return the table of that name."""
    return next(table for table in view.tables if table.name == name)
