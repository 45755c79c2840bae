"""Figures of the scoreboard, which ranks the leading agencies by timeliness; requested bodies are not ranked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from plan190.status.percent import percent_of
from plan190.status.selection import leading
from plan190.status.state import State
from plan190.status.submissions import SubmissionState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.model.agency import Agency
    from plan190.status.facts import Facts
    from plan190.status.verdicts import AgencyVerdict, Assessment


@dataclass(frozen=True, kw_only=True)
class Score:
    """The record of one agency; the fields are those of the JSON output, in its order.

    `rank`: the rank among the agencies with the same `own_tasks`; None for no rank. `own_tasks`: whether the plan names
    the agency itself, and not only a group, as lead of one of its obligations. `fallen_due`: the number of obligations
    with a due date that are done or overdue; `on_time` and `overdue` are parts of it. `days_late`: the sum of their
    days late. `reports_due`: the number of owed monthly reports that were submitted or are missing.
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
    def share(self) -> int | None:
        """The share of `fallen_due` done on time, in tenths of a percent; None if nothing has fallen due."""
        return percent_of(self.on_time, self.fallen_due)

    @property
    def is_ranked(self) -> bool:
        """Whether the agency gets a rank: it is not outside, and something has fallen due."""
        return not self.agency.outside and self.fallen_due > 0

    @property
    def order(self) -> tuple[bool, Decimal, int]:
        """The sort key: ranked agencies first, then the higher exact share, then fewer days late."""
        share = Decimal(self.on_time) / (self.fallen_due or 1)
        return not self.is_ranked, -share, self.days_late


def scoreboard_figures(assessment: Assessment) -> tuple[Score, ...]:
    """Return the ranked records of the agencies with tasks of their own, then of those without.

    Equal records have the same rank, and ranks are skipped after them: 1, 1, 3.
    """
    records = [_score(agency) for agency in leading(assessment)]
    own = ranked(record for record in records if record.own_tasks)
    return (*own, *ranked(record for record in records if not record.own_tasks))


def _score(verdict: AgencyVerdict) -> Score:
    agency, obligations = verdict.agency, verdict.verdicts
    dated = [obligation for obligation in obligations if obligation.original_due is not None]
    states = Counter(obligation.state for obligation in dated)
    reports = Counter(report.state for report in verdict.submissions if report.owed and report.is_due)
    return Score(
        agency=agency,
        own_tasks=any(agency.id in obligation.task.lead.bodies for obligation in obligations),
        relation=agency.relation,
        obligations=len(obligations),
        fallen_due=states[State.DONE_ON_TIME] + states[State.DONE_LATE] + states[State.OVERDUE],
        on_time=states[State.DONE_ON_TIME],
        overdue=states[State.OVERDUE],
        days_late=sum(obligation.days_late for obligation in dated),
        reports_on_time=reports[SubmissionState.ON_TIME],
        reports_due=reports.total(),
    )


def ranked(records: Iterable[Score]) -> list[Score]:
    """Return the records with their ranks, in order of rank, then those without a rank."""
    ordered = sorted(records, key=lambda record: record.order)
    keys = [record.order for record in ordered]
    with_rank = [replace(record, rank=1 + keys.index(record.order)) for record in ordered if record.is_ranked]
    return with_rank + [record for record in ordered if not record.is_ranked]


def scoreboard_facts(scores: Iterable[Score]) -> Facts:
    """Return the records, each with the id of its agency."""
    return {"scores": [vars(score) | {"agency": score.agency.id} for score in scores]}
