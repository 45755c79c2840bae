"""The monthly reports: which agency handed in which month, when, and which it still owes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document import Block, Cell, Column, Paragraph, Table, View
from plan190.status.deliveries import Delivered
from plan190.status.summary import deliveries_count, head, reports_facts
from plan190.wording import delivery_cell, header, month_name, month_of_reports, preamble, short

if TYPE_CHECKING:
    from plan190.model.month import Month
    from plan190.register import Register
    from plan190.status.assess import AgencyVerdict, Assessment
    from plan190.words import Words


def build(register: Register, assessment: Assessment, months: int, words: Words) -> View:
    """Give the grid of agencies and the last so many months, and how each month came in."""
    agencies = _handing_in(assessment)
    periods = sorted({one.period for agency in agencies for one in agency.deliveries})
    shown = periods[-months:]
    columns = (
        Column(words("column.row"), number=True),
        Column(words("column.agency"), wide=True),
        *(Column(month_name(period)) for period in shown),
    )
    rows = tuple(
        (
            Cell(str(number), number),
            Cell(short(one.agency, words)),
            *(delivery_cell(one.delivery(period), words) for period in shown),
        )
        for number, one in enumerate(agencies, start=1)
    )
    blocks: list[Block] = [
        *preamble(register, assessment, words),
        Table(columns, rows, name="reports"),
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
        "periods": [{"period": str(period), **deliveries_count(assessment, period)} for period in periods],
        "agencies": reports_facts(agencies),
    }
    return View(header(register, assessment.as_of, words), tuple(blocks), facts)


def _handing_in(assessment: Assessment) -> tuple[AgencyVerdict, ...]:
    return tuple(one for one in assessment.agencies if one.deliveries)


def _month(register: Register, assessment: Assessment, period: Month, words: Words) -> Paragraph:
    if not deliveries_count(assessment, period)["owed"]:
        return Paragraph(words("reports.not_owed", month=month_name(period)), "mute")
    return Paragraph(month_of_reports(register, assessment, period, words))


def build_missing(register: Register, assessment: Assessment, words: Words) -> View:
    """Give the reports that are missing, agency by agency: the list to chase."""
    missing = [
        (agency, one)
        for agency in _handing_in(assessment)
        for one in agency.deliveries
        if one.state is Delivered.MISSING
    ]
    agencies = len({agency.agency.id for agency, _ in missing})
    columns = (
        Column(words("column.agency"), wide=True),
        Column(words("column.period")),
        Column(words("column.due")),
        Column(words("column.days_late"), number=True),
    )
    rows = tuple(
        (
            Cell(short(agency.agency, words)),
            Cell(month_name(one.period), str(one.period)),
            Cell(words.day(one.due), one.due),
            Cell(str(one.days_late), one.days_late),
        )
        for agency, one in missing
    )
    told = (
        words("reports.missing", number=len(missing), agencies=agencies) if missing else words("reports.none_missing")
    )
    blocks: tuple[Block, ...] = (
        *preamble(register, assessment, words),
        Paragraph(told, "bad" if missing else "good"),
        *((Table(columns, rows, name="missing"),) if missing else ()),
    )
    facts = head(register, assessment.as_of) | {
        "missing": [
            {"agency": agency.agency.id, "period": str(one.period), "due": one.due.isoformat(), "days": one.days_late}
            for agency, one in missing
        ]
    }
    return View(header(register, assessment.as_of, words), blocks, facts)
