"""The trend: the obligations by state and the monthly reports at the end of each month, as known then."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Column, Paragraph
from plan190.parts.cells import NO_VALUE, build_table, count_cell, date_cell, number_column
from plan190.parts.plan_view import plan_view
from plan190.parts.tables import tally_columns
from plan190.status.figures.trend import trend_facts
from plan190.status.submissions import SubmissionState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plan190.document.blocks import Cell, View
    from plan190.parts.cells import ColumnPair, Columns
    from plan190.parts.context import ViewContext
    from plan190.status.figures.reports import ReportCounts
    from plan190.status.figures.trend import TrendFigures, TrendMonth
    from plan190.status.state import Tally
    from plan190.words import Words


def build(figures: TrendFigures, context: ViewContext) -> View:
    """Return the view of the figures of each month: one table, and where a month has no figures, the reason."""
    words, option = context.words, context.register.option
    columns: Columns[TrendMonth] = [
        (Column(words("column.as_of")), lambda month: date_cell(month.as_of, words)),
        *(_of_tally(*pair) for pair in tally_columns(words, figures.total, subtotals=False)),
        *_report_columns(figures, words),
        (Column(words("column.data_of")), lambda month: _commit_cell(month, words)),
        (Column(words("column.committed"), optional=4), lambda month: _committed_cell(month, words)),
    ]
    ids = {"commit": lambda month: month.known_at.commit if month.known_at is not None else ""}
    blocks: list[Block] = [build_table(columns, figures.months, name="trend", ids=ids)]
    blocks += (Paragraph(words("trend.faulty", commit=item.short, option=option), "bad") for item in figures.faulty)
    blocks += _left_out(figures, words)
    blocks.append(Paragraph(words("trend.note"), "mute"))
    if figures.earlier:
        values = {"number": figures.earlier, "all": figures.earlier + len(figures.months), "option": option}
        blocks.append(Paragraph(words("trend.earlier", **values), "mute"))
    return plan_view(context, blocks, partial(trend_facts, figures))


def _left_out(figures: TrendFigures, words: Words) -> Iterator[Paragraph]:
    """Yield the paragraph on the months whose figures leave out reports, if there are any."""
    months = [month for month in figures.months if month.figures is not None and month.figures.left_out]
    if months:
        numbers = "; ".join(f"{words.day(month.as_of)}: {month.figures.left_out}" for month in months if month.figures)
        yield Paragraph(words("trend.left_out", numbers=numbers), "warn")


def _of_tally(column: Column, cell: Callable[[Tally], Cell | str]) -> ColumnPair[TrendMonth]:
    """Return the column of a tally for months, which have none if their data had errors."""
    return column, lambda month: NO_VALUE if month.figures is None else cell(month.figures.obligations)


def _report_columns(figures: TrendFigures, words: Words) -> Columns[TrendMonth]:
    """Return the columns of the monthly reports due in a month: all, and those in each state that occurs."""
    group = words("group.reports")

    def counted(column: Column, count: Callable[[ReportCounts], int]) -> ColumnPair[TrendMonth]:
        column = column._replace(group=group)
        return column, lambda month: count_cell(None if month.figures is None else count(month.figures.reports))

    def in_state(state: SubmissionState) -> ColumnPair[TrendMonth]:
        title = words(f"submission_state.{state}")
        optional = 3 if state is SubmissionState.ON_TIME else 0
        column = Column(title[0].upper() + title[1:], number=True, optional=optional)
        return counted(column, lambda counts: counts[state])

    occurring = [state for state in SubmissionState if any(month.reports[state] for month in figures.readable)]
    owed = counted(number_column("owed", words, optional=3), lambda counts: counts.owed)
    return [owed, *map(in_state, occurring)]


def _commit_cell(month: TrendMonth, words: Words) -> str:
    """Return the commit whose data were known then, or that they are the data of now."""
    return words("trend.now") if month.known_at is None else month.known_at.short


def _committed_cell(month: TrendMonth, words: Words) -> Cell:
    return date_cell(month.known_at.committed_on if month.known_at is not None else None, words)
