"""The monthly reports: how each agency's report of each month came in, and which reports are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Paragraph
from plan190.parts.names import month_name
from plan190.parts.plan_view import plan_view, submissions_sentence
from plan190.parts.tables import missing_table, reports_grid
from plan190.status.facts import reports_facts
from plan190.status.selection import handing_in, missing_reports, periods_of, submission_counts

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.model.month import Month
    from plan190.model.register import Register
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import Assessment
    from plan190.words import Words


def build(register: Register, assessment: Assessment, months: int, words: Words) -> View:
    """Return the grid of agencies and the last `months` months, and a sentence on each month."""
    periods, option = periods_of(assessment), register.option
    shown = periods[-months:]
    blocks: list[Block] = [reports_grid(assessment, shown, words)]
    blocks += [_month_paragraph(register, assessment, period, words) for period in shown]
    blocks.append(Paragraph(words("reports.legend", as_of=assessment.as_of, option=option), "mute"))
    earlier = len(periods) - len(shown)
    if earlier:
        blocks.append(Paragraph(words("reports.earlier", number=earlier, all=len(periods), option=option), "mute"))
    facts = {
        "periods": [{"period": str(period), **submission_counts(assessment, period)} for period in periods],
        "agencies": reports_facts(handing_in(assessment)),
    }
    return plan_view(register, assessment, words, blocks, facts)


def _month_paragraph(register: Register, assessment: Assessment, period: Month, words: Words) -> Paragraph:
    if not submission_counts(assessment, period)["owed"]:
        return Paragraph(words("reports.not_owed", month=month_name(period)), "mute")
    return Paragraph(submissions_sentence(register, assessment, period, words))


def build_missing(register: Register, assessment: Assessment, words: Words) -> View:
    """Return the view of the missing reports, agency by agency."""
    missing = missing_reports(assessment)
    blocks: list[Block] = [Paragraph(words("reports.none_missing"), "good")]
    if missing:
        agencies = len({submission.agency.id for submission in missing})
        summary = words("reports.missing", number=len(missing), agencies=agencies)
        blocks = [Paragraph(summary, "bad"), missing_table(assessment, missing, words)]
    return plan_view(register, assessment, words, blocks, {"missing": [_missing_facts(item) for item in missing]})


def _missing_facts(submission: Submission) -> dict[str, object]:
    due, days = submission.due.isoformat(), submission.days_late
    return {"agency": submission.agency.id, "period": str(submission.period), "due": due, "days": days}
