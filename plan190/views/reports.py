"""The monthly reports: which agency handed in which month, when, and which it still owes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Paragraph, View
from plan190.parts.names import month_name
from plan190.parts.plan_view import header, preamble, submissions_sentence
from plan190.parts.tables import missing_table, reports_grid
from plan190.status.facts import head, reports_facts, submission_counts
from plan190.status.selection import handing_in, missing_reports, periods_of

if TYPE_CHECKING:
    from plan190.model.month import Month
    from plan190.model.register import Register
    from plan190.status.assess import Assessment
    from plan190.words import Words


def build(register: Register, assessment: Assessment, months: int, words: Words) -> View:
    """Give the grid of agencies and the last so many months, and how each month came in."""
    periods = periods_of(assessment)
    shown = periods[-months:]
    blocks: list[Block] = [
        *preamble(register, assessment, words),
        reports_grid(assessment, shown, words),
        *(_month(register, assessment, period, words) for period in shown),
        Paragraph(words("reports.legend", as_of=assessment.as_of, option=register.option), "mute"),
    ]
    if len(periods) > len(shown):
        blocks.append(
            Paragraph(
                words("reports.earlier", number=len(periods) - len(shown), all=len(periods), option=register.option),
                "mute",
            )
        )
    facts = head(register, assessment.as_of) | {
        "periods": [{"period": str(period), **submission_counts(assessment, period)} for period in periods],
        "agencies": reports_facts(handing_in(assessment)),
    }
    return View(header(register, assessment.as_of, words), tuple(blocks), facts)


def _month(register: Register, assessment: Assessment, period: Month, words: Words) -> Paragraph:
    if not submission_counts(assessment, period)["owed"]:
        return Paragraph(words("reports.not_owed", month=month_name(period)), "mute")
    return Paragraph(submissions_sentence(register, assessment, period, words))


def build_missing(register: Register, assessment: Assessment, words: Words) -> View:
    """Give the reports that are missing, agency by agency: the list to chase."""
    missing = missing_reports(assessment)
    agencies = len({one.agency.id for one in missing})
    told = (
        words("reports.missing", number=len(missing), agencies=agencies) if missing else words("reports.none_missing")
    )
    blocks: tuple[Block, ...] = (
        *preamble(register, assessment, words),
        Paragraph(told, "bad" if missing else "good"),
        *((missing_table(assessment, missing, words),) if missing else ()),
    )
    facts = head(register, assessment.as_of) | {
        "missing": [
            {"agency": one.agency.id, "period": str(one.period), "due": one.due.isoformat(), "days": one.days_late}
            for one in missing
        ]
    }
    return View(header(register, assessment.as_of, words), blocks, facts)
