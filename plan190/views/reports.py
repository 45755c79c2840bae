"""The monthly reports: the state of each agency's report for each period, and the missing reports."""

from __future__ import annotations

from functools import partial
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.document.blocks import DATA, NOT_CSV, ONLY_TEXT, Block, Column, Paragraph
from plan190.parts.annexes import submissions_table
from plan190.parts.cells import Columns, build_table, count_cell, date_cell, number_column
from plan190.parts.names import period_name
from plan190.parts.plan_view import of_ceased_text, plan_view
from plan190.parts.tables import missing_by_agency_table, missing_table, reports_grid
from plan190.status.figures.reports import missing_reports_facts, reports_facts
from plan190.status.submissions import SubmissionState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.document.blocks import Table, View
    from plan190.parts.cells import ColumnPair
    from plan190.parts.context import ViewContext
    from plan190.status.figures.reports import MissingReportsFigures, ReportCounts, ReportsFigures
    from plan190.words import Words


def build(figures: ReportsFigures, context: ViewContext, months: int) -> View:
    """Return the view of the reports of the last `months` months: a table by agency, and one by month."""
    option, words = context.register.option, context.words
    shown = figures.periods[-months:]
    periods = {counts.period: counts for counts in shown}
    submissions = chain.from_iterable(map(attrgetter("submissions"), figures.agencies))
    reports = [item for item in submissions if item.period in periods]
    blocks: list[Block] = [reports_grid(context, figures.agencies, periods)]
    blocks.append(submissions_table(context, reports, name="reports", media=DATA))
    blocks.append(_periods_table(shown, words))
    blocks.append(Paragraph(words("reports.legend", as_of=context.as_of, option=option), "mute"))
    total, earlier = len(figures.periods), len(figures.periods) - len(shown)
    if earlier:
        blocks.append(Paragraph(words("reports.earlier", number=earlier, all=total, option=option), "mute"))
    return plan_view(context, blocks, partial(reports_facts, figures))


def _periods_table(periods: Sequence[ReportCounts], words: Words) -> Table:
    """Return the table with the numbers of reports of each period, with a column for each state that occurs."""

    def in_state(state: SubmissionState) -> ColumnPair[ReportCounts]:
        title = words(f"submission_state.{state}")
        column = Column(title[0].upper() + title[1:], number=True)
        return column, lambda counts: count_cell(counts[state] if counts.owed else None)

    states = [state for state in SubmissionState if any(counts[state] for counts in periods)]
    columns: Columns[ReportCounts] = [
        (Column(words("column.period")), lambda counts: period_name(counts.period, words)),
        (Column(words("column.due")), lambda counts: date_cell(counts.due if counts.owed else None, words)),
        (number_column("reports_due", words), lambda counts: count_cell(counts.owed)),
        *map(in_state, states),
    ]
    return build_table(columns, periods, name="periods", media=NOT_CSV)


def build_missing(figures: MissingReportsFigures, context: ViewContext) -> View:
    """Return the view of the missing reports: one line an agency for people, one row a report for programs."""
    number = len(figures.submissions)
    summary = Paragraph(context.words("reports.none_missing"), "good")
    if number:
        counts = {"number": context.words.number(number), "agencies": figures.agencies}
        summary = Paragraph(context.words("reports.missing", **counts), "bad")
    tables = (
        missing_by_agency_table(context, figures.by_agency, media=ONLY_TEXT),
        missing_table(context, figures.submissions, media=DATA),
    )
    of_ceased = of_ceased_text(figures, context.words)
    notes = [Paragraph(of_ceased, "mute")] if of_ceased else []
    return plan_view(context, (summary, *notes, *tables), partial(missing_reports_facts, figures))
