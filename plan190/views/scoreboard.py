"""How timely each agency is: a ranking by a formula that stands beside it; who is only requested has no rank."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Cell, Column, Heading, Paragraph, Table, View
from plan190.parts.names import header, percent_text, preamble
from plan190.parts.tables import agency_cell, count_cell
from plan190.status.facts import head, percent_of
from plan190.status.selection import leading
from plan190.status.state import State
from plan190.status.submissions import SubmissionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plan190.model.agency import Agency
    from plan190.model.register import Register
    from plan190.status.assess import AgencyVerdict, Assessment
    from plan190.words import Words


@dataclass(frozen=True)
class Score:
    """One agency's record. `fallen`: obligations with a day that has passed or that are done; `days`: all days late.

    `own`: it leads tasks that are not laid on all alike. `rank`: among those it can be compared with; None without one.
    """

    agency: Agency
    own: bool
    tasks: int
    fallen: int
    on_time: int
    overdue: int
    days: int
    reports: tuple[int, int]
    rank: int | None = None

    @property
    def share(self) -> tuple[int, int] | None:
        """The share done on time of what has fallen due, in percent and tenths; None where nothing has."""
        return percent_of(self.on_time, self.fallen)


def scores(assessment: Assessment) -> tuple[Score, ...]:
    """Give each leading agency's record with its rank: those with tasks of their own apart from those without.

    Equal records have equal ranks, and the next rank leaves room for them.
    """
    found = [_score(assessment, one) for one in leading(assessment)]
    return tuple(one for group in (True, False) for one in ranked(one for one in found if one.own is group))


def _score(assessment: Assessment, agency: AgencyVerdict) -> Score:
    mine = [one for one in assessment.verdicts if one.agency.id == agency.agency.id]
    dated = [one for one in mine if one.original_due is not None]
    on_time = sum(one.state is State.DONE_ON_TIME for one in dated)
    late = [one for one in dated if one.state in {State.DONE_LATE, State.OVERDUE}]
    owed = [one for one in agency.submissions if one.owed and one.is_due]
    alone = any(agency.agency.id in one.task.lead.bodies for one in mine)
    return Score(
        agency=agency.agency,
        own=alone,
        tasks=len(mine),
        fallen=on_time + len(late),
        on_time=on_time,
        overdue=sum(one.state is State.OVERDUE for one in late),
        days=sum(one.days_late for one in late),
        reports=(sum(one.state is SubmissionState.ON_TIME for one in owed), len(owed)),
    )


def ranked(found: Iterable[Score]) -> list[Score]:
    """Give the records in their order, each with its rank, as far as it has one."""
    several = sorted(found, key=_order)
    return [
        one
        if one.agency.outside or one.share is None
        else replace(one, rank=1 + sum(_order(other) < _order(one) for other in several))
        for one in several
    ]


def _order(one: Score) -> tuple[bool, Decimal, int]:
    """Give what ranks: the share exactly, then the fewer days late; who has nothing to rank comes last."""
    last = one.agency.outside or one.share is None
    return last, -(Decimal(one.on_time) / one.fallen) if one.fallen else Decimal(0), one.days


def build(register: Register, assessment: Assessment, words: Words) -> View:
    """Give the scoreboard with its formula."""
    found = scores(assessment)
    blocks: list[Block] = [
        *preamble(register, assessment, words),
        Paragraph(words("scoreboard.formula")),
        Paragraph(words("scoreboard.assumed")),
    ]
    for own in (True, False):
        several = [one for one in found if one.own is own]
        if several:
            name = "own" if own else "common"
            blocks += [
                Heading(words(f"scoreboard.{name}", number=len(several))),
                _table(assessment, several, name, words),
            ]
    blocks.append(Paragraph(words("scoreboard.legend"), "mute"))
    facts = head(register, assessment.as_of) | {
        "scores": [
            {
                "agency": one.agency.id,
                "rank": one.rank,
                "own_tasks": one.own,
                "relation": one.agency.relation,
                "obligations": one.tasks,
                "fallen_due": one.fallen,
                "on_time": one.on_time,
                "overdue": one.overdue,
                "days_late": one.days,
                "reports_on_time": one.reports[0],
                "reports_due": one.reports[1],
            }
            for one in found
        ]
    }
    return View(
        header(register, assessment.as_of, words, words("header.scoreboard")),
        tuple(blocks),
        facts,
        day=assessment.as_of,
    )


def _table(assessment: Assessment, several: Sequence[Score], name: str, words: Words) -> Table:
    def count(title: str) -> Column:
        return Column(words(f"column.{title}"), number=True)

    columns = (
        count("rank"),
        Column(words("column.agency"), wide=True),
        count("obligations"),
        count("fallen"),
        count("on_time"),
        count("share"),
        count("overdue"),
        count("all_days_late"),
        count("reports_on_time"),
        count("reports_due"),
    )
    return Table(columns, tuple(_row(assessment, one, words) for one in several), name=name)


def _row(assessment: Assessment, one: Score, words: Words) -> tuple[Cell, ...]:
    mark = " *" if one.agency.outside else ""
    share = one.share
    return (
        count_cell(one.rank) if one.rank is not None else Cell("—", ""),
        agency_cell(assessment, one.agency, words, mark),
        count_cell(one.tasks),
        count_cell(one.fallen),
        count_cell(one.on_time),
        Cell(percent_text(share, words), Decimal(10 * share[0] + share[1]) / 1000) if share else Cell("—", ""),
        count_cell(one.overdue, State.OVERDUE),
        count_cell(one.days),
        *map(count_cell, one.reports),
    )
