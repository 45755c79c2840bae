"""The scoreboard: agencies ranked by the timeliness of their stated obligations, with the formula."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Column, Heading, Paragraph, Table
from plan190.parts.cells import Columns, agency_cell, build_table, count_cell, number_cell, number_column, percent_cell
from plan190.parts.plan_view import plan_view
from plan190.status.figures.scoreboard import scoreboard_facts
from plan190.status.state import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.figures.scoreboard import Score, Scoreboard


def build(scoreboard: Scoreboard, context: ViewContext) -> View:
    """Return the view of the records: agencies with tasks of their own, members of stated groups, assumed rosters."""
    words = context.words
    blocks: list[Block] = [Paragraph(words("scoreboard.formula")), Paragraph(words("scoreboard.assumption"))]
    if not scoreboard.has_reports:
        blocks.append(Paragraph(words("scoreboard.no_reports"), "warn"))
    parts = {
        "own": [record for record in scoreboard.stated if record.own_tasks],
        "common": [record for record in scoreboard.stated if not record.own_tasks],
        "assumed": scoreboard.assumed,
    }
    for name, records in parts.items():
        if records:
            blocks.append(Heading(words(f"scoreboard.{name}", number=len(records))))
        blocks.append(_table(context, records, name))
    blocks.append(Paragraph(words("scoreboard.legend"), "mute"))
    return plan_view(context, blocks, partial(scoreboard_facts, scoreboard), subject=words("header.scoreboard"))


def _table(context: ViewContext, records: Sequence[Score], name: str) -> Table:
    words = context.words
    columns: Columns[Score] = [
        (Column(words("column.agency"), wide=True), lambda item: agency_cell(context, item.agency, mark_outside=True)),
        (number_column("obligations", words), lambda item: count_cell(item.obligations)),
        (number_column("due_or_done", words), lambda item: count_cell(item.fallen_due)),
        (number_column("on_time", words), lambda item: count_cell(item.on_time)),
        (number_column("share", words), lambda item: percent_cell(item.share, words)),
        (number_column("overdue", words), lambda item: count_cell(item.overdue, State.OVERDUE)),
        (number_column("all_days_late", words), lambda item: number_cell(item.days_late, words)),
        (number_column("reports_on_time", words), lambda item: count_cell(item.reports_on_time)),
        (number_column("reports_due", words), lambda item: count_cell(item.reports_due)),
    ]
    if name != "assumed":
        columns.insert(0, (number_column("rank", words), lambda item: count_cell(item.rank)))
    return build_table(columns, records, name=name, ids={"agency_id": attrgetter("agency.id")})
