"""The monthly reports: how each agency's report of each month came in, and which reports are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Paragraph
from plan190.parts.plan_view import plan_view, submissions_sentence
from plan190.parts.tables import missing_table, reports_grid
from plan190.status.facts import reports_facts
from plan190.status.selection import handing_in, missing_reports, periods_of, submission_counts

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.model.month import Month
    from plan190.parts.context import ViewContext
    from plan190.status.facts import Facts
    from plan190.status.submissions import Submission


def build(context: ViewContext, months: int) -> View:
    """Return the grid of agencies and the last `months` months, and a sentence on each month."""
    periods, option, words = periods_of(context.assessment), context.register.option, context.words
    shown = periods[-months:]
    blocks: list[Block] = [reports_grid(context, shown)]
    blocks += [_month_paragraph(context, period) for period in shown]
    blocks.append(Paragraph(words("reports.legend", as_of=context.as_of, option=option), "mute"))
    earlier = len(periods) - len(shown)
    if earlier:
        blocks.append(Paragraph(words("reports.earlier", number=earlier, all=len(periods), option=option), "mute"))
    facts: Facts = {
        "periods": [{"period": str(period), **submission_counts(context.assessment, period)} for period in periods],
        "agencies": reports_facts(handing_in(context.assessment)),
    }
    return plan_view(context, blocks, facts, keep_empty=True)


def _month_paragraph(context: ViewContext, period: Month) -> Paragraph:
    owed = submission_counts(context.assessment, period)["owed"]
    return Paragraph(submissions_sentence(context, period), "plain" if owed else "mute")


def build_missing(context: ViewContext) -> View:
    """Return the view of the missing reports, agency by agency."""
    missing = missing_reports(context.assessment)
    agencies = len({submission.agency.id for submission in missing})
    summary = Paragraph(context.words("reports.none_missing"), "good")
    if missing:
        summary = Paragraph(context.words("reports.missing", number=len(missing), agencies=agencies), "bad")
    facts: Facts = {"missing": [_missing_facts(item) for item in missing]}
    return plan_view(context, (summary, missing_table(context, missing)), facts)


def _missing_facts(submission: Submission) -> dict[str, object]:
    due, days = submission.due.isoformat(), submission.days_late
    return {"agency": submission.agency.id, "period": str(submission.period), "due": due, "days": days}
