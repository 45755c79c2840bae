"""The obligations with a delay warning from their agency (section II.2.2 of the plan)."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.document.blocks import Cell, Column, Paragraph
from plan190.parts.cells import Columns, Ids, agency_cell, build_table, date_cell, due_columns, number_column, task_cell
from plan190.parts.plan_view import plan_view
from plan190.status.figures.at_risk import at_risk_facts, has_expected_passed
from plan190.words.text import one_line

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.figures.at_risk import AtRiskFigures
    from plan190.status.verdicts import DelayWarning


def build(figures: AtRiskFigures, context: ViewContext) -> View:
    """Return the view of the current delay warnings, by due date."""
    warnings, words = figures.by_due, context.words

    def timely_cell(warning: DelayWarning) -> Cell:
        return Cell(words("timely.yes")) if warning.timely else Cell(words("timely.no"), tone="warn")

    def passed_cell(warning: DelayWarning) -> Cell:
        if has_expected_passed(warning, context.as_of):
            return Cell(words("expected_passed.yes"), tone="warn")
        return Cell(words("expected_passed.no"))

    columns: Columns[DelayWarning] = [
        (Column(words("column.agency")), lambda warning: agency_cell(context, warning.verdict.body)),
        (number_column("task", words), lambda warning: task_cell(warning.verdict.task.id)),
        *due_columns(words, attrgetter("verdict")),
        (Column(words("column.expected_on")), lambda warning: date_cell(warning.expected_on, words)),
        (Column(words("column.expected_passed"), optional=2), passed_cell),
        (Column(words("column.warned_on"), optional=3), lambda warning: date_cell(warning.reported_on, words)),
        (Column(words("column.timely"), optional=1), timely_cell),
        (Column(words("column.reason"), wide=True), lambda warning: one_line(warning.reason)),
    ]
    summary = words("at_risk.none")
    if warnings:
        summary = words("at_risk.summary", number=len(warnings), late=figures.untimely, passed=figures.passed)
    ids: Ids[DelayWarning] = {
        "agency_id": attrgetter("verdict.body.id"),
        "task_id": attrgetter("verdict.task.id"),
        "expected_passed": lambda warning: has_expected_passed(warning, context.as_of),
        "timely": attrgetter("timely"),
    }
    table = build_table(columns, warnings, name="at-risk", stacked=True, ids=ids)
    return plan_view(context, (Paragraph(summary), table), partial(at_risk_facts, figures))
