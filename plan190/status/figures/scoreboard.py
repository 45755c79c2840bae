"""Figures of the scoreboard, which ranks agencies by the timeliness of their stated obligations.

Requested bodies, joint tasks and assumed obligations are not ranked.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from plan190.status.percent import percent_of
from plan190.status.selection import leading
from plan190.status.state import State
from plan190.status.submissions import SubmissionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from plan190.model.agency import Agency, Relation
    from plan190.status import fact_types as types
    from plan190.status.verdicts import AgencyVerdict, Assessment, Verdict


@dataclass(frozen=True, kw_only=True)
class Score:
    """The record of one agency; the fields are those of the JSON output, in its order.

    `rank`: the rank among the agencies with the same `own_tasks`; None for no rank. `own_tasks`: whether the plan gives
    one of the obligations to a single agency, this one or one before it, and not to a group. `ceased`: whether the
    agency has ceased to exist. `fallen_due`: the number of obligations
    with a due date that are done or overdue; `on_time` and `overdue` are parts of it. `days_late`: the sum of the days
    late of all obligations with a due date. `reports_due`: the number of owed monthly reports that were submitted or
    are missing.
    """

    agency: Agency
    rank: int | None = None
    own_tasks: bool
    ceased: bool
    relation: Relation
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
        """Whether the agency can get a rank: it exists and is not outside, has work fallen due, and owed a report."""
        is_compared = not self.agency.outside and not self.ceased
        return is_compared and self.fallen_due > 0 and self.reports_due > 0

    @property
    def order(self) -> tuple[Decimal, int]:
        """The sort key of ranked agencies: the higher exact share first, then fewer days late."""
        return -Decimal(self.on_time) / (self.fallen_due or 1), self.days_late


class Scoreboard(NamedTuple):
    """The records of the stated obligations, and those of the assumed obligations, which are not ranked.

    `stated`: first of the agencies with tasks of their own, by rank, then of those that owe tasks only as members of a
    stated group. `has_reports`: whether any monthly report was submitted; without one nobody is ranked.
    """

    stated: tuple[Score, ...]
    assumed: tuple[Score, ...]
    has_reports: bool


def scoreboard_figures(assessment: Assessment) -> Scoreboard:
    """Return the records of the leading agencies.

    Equal records have the same rank, and ranks are skipped after them: 1, 1, 3.
    """
    agencies, has_reports = leading(assessment), bool(assessment.snapshot.reports)
    stated = list(_scores(agencies, assessment.as_of, stated=True))
    own = [record for record in stated if record.own_tasks]
    common = [record for record in stated if not record.own_tasks]
    if has_reports:
        own, common = ranked(own), ranked(common)
    return Scoreboard((*own, *common), tuple(_scores(agencies, assessment.as_of, stated=False)), has_reports)


def _scores(agencies: Iterable[AgencyVerdict], as_of: date, *, stated: bool) -> Iterator[Score]:
    """Yield the record of each agency that has stated, or assumed, obligations."""
    for agency in agencies:
        obligations = [verdict for verdict in agency.verdicts if verdict.is_stated is stated]
        if obligations:
            yield _score(agency, obligations, as_of)


def _score(verdict: AgencyVerdict, obligations: Sequence[Verdict], as_of: date) -> Score:
    agency = verdict.agency
    dated = [obligation for obligation in obligations if obligation.original_due is not None]
    states = Counter(obligation.state for obligation in dated)
    reports = Counter(report.state for report in verdict.submissions if report.owed and report.is_due)
    return Score(
        agency=agency,
        own_tasks=any(item.obligation.origin.id in item.task.lead.bodies for item in obligations),
        ceased=agency.has_ceased_by(as_of),
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
    """Return the records with their ranks, in order of rank, then those without a rank in the plan's order."""
    records = list(records)
    ordered = sorted((record for record in records if record.is_ranked), key=lambda record: record.order)
    ranks: dict[tuple[Decimal, int], int] = {}
    for number, record in enumerate(ordered, start=1):
        ranks.setdefault(record.order, number)
    with_rank = [replace(record, rank=ranks[record.order]) for record in ordered]
    return with_rank + [record for record in records if not record.is_ranked]


def scoreboard_facts(scoreboard: Scoreboard) -> types.Scoreboard:
    """Return the records of stated and of assumed obligations, each with the id of its agency."""
    return {
        "scores": list(map(_score_facts, scoreboard.stated)),
        "assumed": list(map(_score_facts, scoreboard.assumed)),
    }


def _score_facts(score: Score) -> types.Score:
    return {
        "agency": score.agency.id, "rank": score.rank, "own_tasks": score.own_tasks, "ceased": score.ceased,
        "relation": score.relation, "obligations": score.obligations, "fallen_due": score.fallen_due,
        "on_time": score.on_time, "overdue": score.overdue, "days_late": score.days_late,
        "reports_on_time": score.reports_on_time, "reports_due": score.reports_due,
    }  # fmt: skip
