"""The obligations that may not be done in time, as their agencies warned (section II.2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Cell, Column, Paragraph
from plan190.parts.cells import Columns, build_table, count_cell, date_cell, due_cell, number_column
from plan190.parts.names import short_name
from plan190.parts.plan_view import plan_view
from plan190.status.figures.at_risk import at_risk_facts
from plan190.words.text import one_line

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.figures.at_risk import AtRiskFigures
    from plan190.status.verdicts import DelayWarning, Verdict


def build(figures: AtRiskFigures, context: ViewContext) -> View:
    """Return the view of the delay warnings that still hold, by due date."""
    warnings, words = figures.warnings, context.words

    def timely_cell(warning: DelayWarning) -> Cell:
        return Cell(words("timely.yes")) if warning.timely else Cell(words("timely.no"), tone="warn")

    columns: Columns[tuple[Verdict, DelayWarning]] = [
        (Column(words("column.agency")), lambda pair: short_name(pair[0].agency, words)),
        (number_column("task", words), lambda pair: count_cell(pair[0].task.number)),
        (Column(words("column.due")), lambda pair: due_cell(pair[0], words)),
        (Column(words("column.expected_on")), lambda pair: date_cell(pair[1].expected_on, words)),
        (Column(words("column.warned_on")), lambda pair: date_cell(pair[1].reported_on, words)),
        (Column(words("column.timely")), lambda pair: timely_cell(pair[1])),
        (Column(words("column.reason"), wide=True), lambda pair: one_line(pair[1].reason)),
    ]
    summary = words("at_risk.none")
    if warnings:
        summary = words("at_risk.summary", number=len(warnings), late=figures.untimely)
    table = build_table(columns, warnings, name="at-risk", stacked=True)
    return plan_view(context, (Paragraph(summary), table), at_risk_facts(figures))
