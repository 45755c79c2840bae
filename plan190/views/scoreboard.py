"""The scoreboard: leading agencies ranked by timeliness, with the formula; requested bodies are not ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Column, Heading, Paragraph, Table
from plan190.parts.cells import Columns, agency_cell, build_table, count_cell, number_column, percent_cell
from plan190.parts.plan_view import plan_view
from plan190.status.figures.scoreboard import scoreboard_facts
from plan190.status.state import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.figures.scoreboard import Score


def build(records: Sequence[Score], context: ViewContext) -> View:
    """Return the view of the records: first of the agencies with tasks of their own, then of group members."""
    words = context.words
    blocks: list[Block] = [Paragraph(words("scoreboard.formula")), Paragraph(words("scoreboard.assumed"))]
    for name, own in (("own", True), ("common", False)):
        group = [record for record in records if record.own_tasks is own]
        if group:
            blocks.append(Heading(words(f"scoreboard.{name}", number=len(group))))
            blocks.append(_table(context, group, name))
    blocks.append(Paragraph(words("scoreboard.legend"), "mute"))
    return plan_view(context, blocks, scoreboard_facts(records), subject=words("header.scoreboard"))


def _table(context: ViewContext, records: Sequence[Score], name: str) -> Table:
    words = context.words
    columns: Columns[Score] = [
        (number_column("rank", words), lambda item: count_cell(item.rank)),
        (Column(words("column.agency"), wide=True), lambda item: agency_cell(context, item.agency, mark_outside=True)),
        (number_column("obligations", words), lambda item: count_cell(item.obligations)),
        (number_column("due_or_done", words), lambda item: count_cell(item.fallen_due)),
        (number_column("on_time", words), lambda item: count_cell(item.on_time)),
        (number_column("share", words), lambda item: percent_cell(item.share, words)),
        (number_column("overdue", words), lambda item: count_cell(item.overdue, State.OVERDUE)),
        (number_column("all_days_late", words), lambda item: count_cell(item.days_late)),
        (number_column("reports_on_time", words), lambda item: count_cell(item.reports_on_time)),
        (number_column("reports_due", words), lambda item: count_cell(item.reports_due)),
    ]
    return build_table(columns, records, name=name)
