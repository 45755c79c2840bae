"""The tables, columns and headings of a view that a kind of format shows."""

from __future__ import annotations

from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING, TypeVar

from plan190.document.blocks import Heading, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plan190.document.blocks import Annex, Block, Medium, View

Item = TypeVar("Item")


def for_medium(view: View, medium: Medium) -> View:
    """Return the view with the content for the medium, without annexes in which nothing is left."""
    annexes = tuple(_annexes_for(view.annexes, medium))
    return replace(view, blocks=tuple(_blocks_for(view.blocks, medium)), annexes=annexes)


def _annexes_for(annexes: Iterable[Annex], medium: Medium) -> Iterator[Annex]:
    for annex in annexes:
        blocks = tuple(_blocks_for(annex.blocks, medium))
        if blocks or not annex.blocks:
            yield annex._replace(blocks=blocks)


def _blocks_for(blocks: Iterable[Block], medium: Medium) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Table | Heading) and medium not in block.media:
            continue
        yield _table_for(block, medium) if isinstance(block, Table) else block


def _table_for(table: Table, medium: Medium) -> Table:
    shown = [medium in column.media for column in table.columns]
    if all(shown):
        return table
    rows = tuple(_selected(row, shown) for row in table.rows)
    totals = _selected(table.totals, shown) if table.totals else None
    return table._replace(columns=_selected(table.columns, shown), rows=rows, totals=totals)


def _selected(items: Sequence[Item], shown: Sequence[bool]) -> tuple[Item, ...]:
    return tuple(compress(items, shown))
