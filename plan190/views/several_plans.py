"""One list of several plans: the tables of their views with a column for the plan, and each text with its plans."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from plan190.document.blocks import Cell, Column, Facts, Heading, Items, Pairs, Paragraph, Table, View
from plan190.status.facts import SCHEMA
from plan190.status.grouping import group_by

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from plan190.document.blocks import Block, Medium
    from plan190.words import Words

    PlanTables = tuple[tuple[str, Table], ...]
    """Tables, each with the name of its plan."""

Item = TypeVar("Item", bound="Hashable")

MEDIA: tuple[Medium, ...] = ("text", "sheet", "csv")


class PlanView(NamedTuple):
    """The view of one plan, the name by which the reader knows the plan, and its data folder."""

    name: str
    folder: str
    view: View


def plan_names(plans: Sequence[tuple[str, str]]) -> list[str]:
    """Return a name for each pair of a symbol and a folder: the symbol, or the folder if no or another plan has it."""
    numbers = Counter(symbol for symbol, _ in plans if symbol)
    return [symbol if numbers[symbol] == 1 else folder for symbol, folder in plans]


def build(plans: Sequence[PlanView], words: Words) -> View:
    """Return the view with the rows of all plans, those of one plan after those of another."""
    texts = [_texts_by_table(plan.view.blocks) for plan in plans]
    table_names = _merged([_table_names(plan.view) for plan in plans])
    blocks: list[Block] = [Pairs(tuple((plan.name, plan.view.title) for plan in plans))]
    for name in (*table_names, ""):
        blocks += _joined_texts({plan.name: part.get(name, []) for plan, part in zip(plans, texts, strict=True)}, words)
        if name:
            blocks += _joined_tables(plans, name, words)

    def facts() -> Mapping[str, object]:
        return {"plans": [{"data": plan.folder, **plan.view.facts} for plan in plans]}

    title = words("plans.title", plans=", ".join(plan.name for plan in plans))
    return View(title, tuple(blocks), Facts({"schema": SCHEMA}, facts), day=plans[0].view.day)


def _table_names(view: View) -> list[str]:
    return [table.name for table in view.tables]


def _merged(sequences: Iterable[Sequence[Item]]) -> list[Item]:
    """Return the items of all sequences, each once; a new item stands before the next one that is not new, or last."""
    merged: list[Item] = []
    for sequence in sequences:
        place = len(merged)
        for item in reversed(sequence):
            if item in merged:
                place = merged.index(item)
            else:
                merged.insert(place, item)
    return merged


# --- texts ------------------------------------------------------------------------------------------------------------


def _texts_by_table(blocks: Iterable[Block]) -> dict[str, list[Block]]:
    """Return the other blocks by the name of the table that they precede, "" for those after the last table."""
    texts: dict[str, list[Block]] = {}
    waiting: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            texts.setdefault(block.name, []).extend(waiting)
            waiting = []
        else:
            waiting.append(block)
    return texts | {"": waiting}


def _joined_texts(texts: Mapping[str, Sequence[Block]], words: Words) -> Iterator[Block]:
    """Yield each text once, with the names of its plans; a heading of all plans stays as it is."""
    for block in _merged(texts.values()):
        names = [name for name, blocks in texts.items() if block in blocks]
        of_all = len(names) == len(texts)
        if of_all and isinstance(block, Heading):
            yield block
        else:
            yield _attributed(block, words("plans.each") if of_all else ", ".join(names), words)


def _attributed(block: Block, names: str, words: Words) -> Block:
    """Return the block with the names of its plans in each of its texts."""
    match block:
        case Heading() | Paragraph():
            return block._replace(text=words("plans.text", plans=names, text=block.text))
        case Items():
            return Items(tuple(words("plans.text", plans=names, text=text) for text in block.texts))
        case Pairs():
            return Pairs(tuple((words("plans.text", plans=names, text=label), text) for label, text in block.rows))
        case _:
            return block


# --- tables -----------------------------------------------------------------------------------------------------------


def _joined_tables(plans: Sequence[PlanView], name: str, words: Words) -> Iterator[Table]:
    """Yield the tables with this name, joined.

    It is one table, unless a plan has different tables for different media, such as the first rows for text.
    """
    by_media = group_by(MEDIA, lambda medium: _tables_for(plans, name, medium))
    for tables, media in by_media.items():
        if tables:
            yield _joined_table(tables, words)._replace(media=frozenset(media))


def _tables_for(plans: Sequence[PlanView], name: str, medium: Medium) -> PlanTables:
    """Return the tables with this name that the medium shows; those without rows only if no other has rows."""
    tables: list[tuple[str, Table]] = []
    for plan in plans:
        shown = (table for table in plan.view.tables if table.name == name and medium in table.media)
        tables += [(plan.name, table) for table in shown]
    return tuple((plan, table) for plan, table in tables if table.rows) or tuple(tables)


def _joined_table(tables: PlanTables, words: Words) -> Table:
    """Return one table with the columns of all; where a table lacks a column, its cells are empty.

    Lists have no row of totals.
    """
    columns = _merged(table.columns for _, table in tables)
    rows = tuple(chain.from_iterable(_rows(plan, table, columns) for plan, table in tables))
    return tables[0][1]._replace(columns=(Column(words("column.plan")), *columns), rows=rows)


def _rows(plan: str, table: Table, columns: Sequence[Column]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of the table with the cells of these columns, the name of the plan first."""
    for row in table.rows:
        cells = dict(zip(table.columns, row, strict=True))
        yield (Cell(plan), *(cells.get(column, Cell("")) for column in columns))
