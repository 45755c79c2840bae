"""Scoreboard: rank the leading agencies by timeliness, with the formula; requested bodies are not ranked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Column, Heading, Paragraph, Table
from plan190.parts.cells import Columns, agency_cell, build_table, count_cell, number_column, percent_cell
from plan190.parts.plan_view import plan_view
from plan190.status.percent import percent_of
from plan190.status.selection import leading
from plan190.status.state import State
from plan190.status.submissions import SubmissionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plan190.document.blocks import View
    from plan190.model.agency import Agency
    from plan190.parts.context import ViewContext
    from plan190.status.verdicts import AgencyVerdict, Assessment


@dataclass(frozen=True, kw_only=True)
class Score:
    """Record of one agency; the fields are those of the JSON output, in its order.

    `rank`: among the agencies with the same `own_tasks`; None for no rank. `own_tasks`: it leads tasks that are not
    given to a whole group. `fallen_due`: obligations with a due date that are done or overdue; `on_time` and `overdue`
    are parts of them. `days_late`: of all of them together.
    """

    agency: Agency
    rank: int | None = None
    own_tasks: bool
    relation: str
    obligations: int
    fallen_due: int
    on_time: int
    overdue: int
    days_late: int
    reports_on_time: int
    reports_due: int

    @property
    def share(self) -> tuple[int, int] | None:
        """The share of `fallen_due` done on time, in percent and tenths; None if nothing has fallen due."""
        return percent_of(self.on_time, self.fallen_due)

    @property
    def is_ranked(self) -> bool:
        """Whether the agency gets a rank: it is not outside, and something has fallen due."""
        return not self.agency.outside and self.fallen_due > 0

    @property
    def order(self) -> tuple[bool, Decimal, int]:
        """The sort key: ranked agencies first, then the higher exact share, then fewer days late."""
        share = Decimal(self.on_time) / self.fallen_due if self.fallen_due else Decimal(0)
        return not self.is_ranked, -share, self.days_late


def scores(assessment: Assessment) -> tuple[Score, ...]:
    """Return the ranked records of the agencies with tasks of their own, then of those without.

    Equal records have equal ranks; the next rank counts all before it.
    """
    records = [_score(assessment, agency) for agency in leading(assessment)]
    own = ranked(record for record in records if record.own_tasks)
    return (*own, *ranked(record for record in records if not record.own_tasks))


def _score(assessment: Assessment, verdict: AgencyVerdict) -> Score:
    agency = verdict.agency
    obligations = [obligation for obligation in assessment.verdicts if obligation.agency.id == agency.id]
    dated = [obligation for obligation in obligations if obligation.original_due is not None]
    on_time = sum(obligation.state is State.DONE_ON_TIME for obligation in dated)
    late = [obligation for obligation in dated if obligation.state in {State.DONE_LATE, State.OVERDUE}]
    reports = [report for report in verdict.submissions if report.owed and report.is_due]
    return Score(
        agency=agency,
        own_tasks=any(agency.id in obligation.task.lead.bodies for obligation in obligations),
        relation=agency.relation,
        obligations=len(obligations),
        fallen_due=on_time + len(late),
        on_time=on_time,
        overdue=sum(obligation.state is State.OVERDUE for obligation in late),
        days_late=sum(obligation.days_late for obligation in late),
        reports_on_time=sum(report.state is SubmissionState.ON_TIME for report in reports),
        reports_due=len(reports),
    )


def ranked(records: Iterable[Score]) -> list[Score]:
    """Return the records in order of rank, then those that have no rank."""
    ordered = sorted(records, key=lambda record: record.order)
    keys = [record.order for record in ordered]
    with_rank = [replace(record, rank=1 + keys.index(record.order)) for record in ordered if record.is_ranked]
    return with_rank + [record for record in ordered if not record.is_ranked]


def build(context: ViewContext) -> View:
    """Return the scoreboard with its formula."""
    records, words = scores(context.assessment), context.words
    blocks: list[Block] = [Paragraph(words("scoreboard.formula")), Paragraph(words("scoreboard.assumed"))]
    for name, own in (("own", True), ("common", False)):
        group = [record for record in records if record.own_tasks is own]
        if group:
            blocks.append(Heading(words(f"scoreboard.{name}", number=len(group))))
            blocks.append(_table(context, group, name))
    blocks.append(Paragraph(words("scoreboard.legend"), "mute"))
    facts: dict[str, object] = {"scores": [vars(record) | {"agency": record.agency.id} for record in records]}
    return plan_view(context, blocks, facts, subject=words("header.scoreboard"))


def _table(context: ViewContext, records: Sequence[Score], name: str) -> Table:

    def count(title: str) -> Column:
        return Column(context.words(f"column.{title}"), number=True)

    words = context.words
    columns: Columns[Score] = [
        (number_column("rank", words), lambda item: count_cell(item.rank)),
        (
            Column(words("column.agency"), wide=True),
            lambda item: agency_cell(context, item.agency, mark_outside=True),
        ),
        (number_column("obligations", words), lambda item: count_cell(item.obligations)),
        (number_column("due_or_done", words), lambda item: count_cell(item.fallen_due)),
        (number_column("on_time", words), lambda item: count_cell(item.on_time)),
        (number_column("share", words), lambda item: percent_cell(item.share, words)),
        (number_column("overdue", words), lambda item: count_cell(item.overdue, State.OVERDUE)),
        (number_column("all_days_late", words), lambda item: count_cell(item.days_late)),
        (number_column("reports_on_time", words), lambda item: count_cell(item.reports_on_time)),
        (number_column("reports_due", words), lambda item: count_cell(item.reports_due)),
    ]
    return build_table(columns, records, name=name)
