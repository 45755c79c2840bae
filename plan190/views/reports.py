"""The monthly reports: the state of each agency's report for each period, and the missing reports."""

from __future__ import annotations

from functools import partial
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.document.blocks import DATA, ONLY_TEXT, Block, Paragraph
from plan190.parts.annexes import submissions_table
from plan190.parts.plan_view import plan_view, submissions_sentence
from plan190.parts.tables import missing_by_agency_table, missing_table, reports_grid
from plan190.status.figures.letter import missing_by_agency
from plan190.status.figures.reports import missing_reports_facts, reports_facts

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.figures.reports import MissingReportsFigures, ReportCounts, ReportsFigures
    from plan190.words import Words


def build(figures: ReportsFigures, context: ViewContext, months: int) -> View:
    """Return the view of the reports of the last `months` months: a table by agency, and a sentence on each month."""
    option, words = context.register.option, context.words
    shown = figures.periods[-months:]
    periods = {counts.period: counts for counts in shown}
    submissions = chain.from_iterable(map(attrgetter("submissions"), figures.agencies))
    reports = [item for item in submissions if item.period in periods]
    blocks: list[Block] = [reports_grid(context, figures.agencies, periods)]
    blocks.append(submissions_table(context, reports, name="reports", media=DATA))
    blocks += [_month_paragraph(counts, words) for counts in shown]
    blocks.append(Paragraph(words("reports.legend", as_of=context.as_of, option=option), "mute"))
    total, earlier = len(figures.periods), len(figures.periods) - len(shown)
    if earlier:
        blocks.append(Paragraph(words("reports.earlier", number=earlier, all=total, option=option), "mute"))
    return plan_view(context, blocks, partial(reports_facts, figures))


def _month_paragraph(counts: ReportCounts, words: Words) -> Paragraph:
    return Paragraph(submissions_sentence(counts, words), "plain" if counts.owed else "mute")


def build_missing(figures: MissingReportsFigures, context: ViewContext) -> View:
    """Return the view of the missing reports: one line an agency for people, one row a report for programs."""
    number = len(figures.submissions)
    summary = Paragraph(context.words("reports.none_missing"), "good")
    if number:
        counts = {"number": context.words.number(number), "agencies": figures.agencies}
        summary = Paragraph(context.words("reports.missing", **counts), "bad")
    tables = (
        missing_by_agency_table(context, missing_by_agency(figures.submissions), media=ONLY_TEXT),
        missing_table(context, figures.submissions, media=DATA),
    )
    return plan_view(context, (summary, *tables), partial(missing_reports_facts, figures))
