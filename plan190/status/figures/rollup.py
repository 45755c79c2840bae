"""Figures of several trackers side by side, and their JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from plan190.status.facts import SCHEMA, head, task_reference
from plan190.status.figures.plan import plan_figures, tallies_facts
from plan190.status.state import sum_tallies
from plan190.status.verdicts import AgencyVerdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.register import Register
    from plan190.status import fact_types as types
    from plan190.status.figures.plan import BodyRow
    from plan190.status.state import Tally
    from plan190.status.verdicts import Assessment


@dataclass(frozen=True)
class TrackerCounts:
    """The counts of a tracker, or of all trackers; the fields are those of the JSON output, in its order.

    `stated` and `assumed` are the parts of `obligations`. `missing`: the number of missing monthly reports of all
    periods. `claims`: the number of claims awaiting acceptance. `left_out`: the number of left-out reports.
    """

    tasks: Tally
    obligations: Tally
    stated: Tally
    assumed: Tally
    missing: int
    claims: int
    left_out: int


class BodyCounts(NamedTuple):
    """The counts of an agency of a tracker, or of a joint task, of which `task_id` is the id and `agency` is None.

    The claims of an agency on joint tasks are counted for the agency.
    """

    folder: str
    agency: Agency | None
    task_id: str | None
    tallies: types.Tallies
    missing: int
    claims: int

    @property
    def agency_id(self) -> str | None:
        """The id of the agency."""
        return self.agency.id if self.agency is not None else None


class Tracker(NamedTuple):
    """The figures of a tracker, without its register, so that many trackers need little memory.

    `symbol`: that of the plan. `head`: the first facts.
    """

    folder: str
    symbol: str
    as_of: date
    head: types.Head
    counts: TrackerCounts
    bodies: tuple[BodyCounts, ...]


class RollupFigures(NamedTuple):
    """The figures of several trackers, the counts of all together, and the errors of the other trackers by folder."""

    trackers: tuple[Tracker, ...]
    total: TrackerCounts
    faulty: Mapping[str, str]


def tracker_figures(folder: str, register: Register, assessment: Assessment, *, is_future: bool) -> Tracker:
    """Return the figures of the tracker in the folder; raise TotalsError if its agencies do not add up to the plan."""
    plan = plan_figures(register, assessment)
    rows: tuple[BodyRow, ...] = (*plan.agencies, *plan.joint)
    bodies = tuple(_body_counts(folder, row, assessment) for row in rows)
    counts = TrackerCounts(
        tasks=plan.tasks,
        obligations=sum_tallies((body.tallies["lead"] for body in bodies), plan.obligations.total),
        stated=sum_tallies((body.tallies["stated"] for body in bodies), plan.leading.stated.total.total),
        assumed=sum_tallies((body.tallies["assumed"] for body in bodies), plan.leading.assumed.total.total),
        missing=sum(body.missing for body in bodies),
        claims=sum(body.claims for body in bodies),
        left_out=len(register.left_out),
    )
    first_facts = head(register, assessment.as_of, is_future=is_future)
    return Tracker(folder, register.plan.document_number, assessment.as_of, first_facts, counts, bodies)


def _body_counts(folder: str, row: BodyRow, assessment: Assessment) -> BodyCounts:
    if not isinstance(row, AgencyVerdict):
        return BodyCounts(folder, None, row.verdicts[0].task.id, tallies_facts(row), 0, 0)
    claims = len(assessment.claims_by_agency.get(row.agency.id, ()))
    return BodyCounts(folder, row.agency, None, tallies_facts(row), row.missing_reports, claims)


def rollup_figures(trackers: Sequence[Tracker], faulty: Mapping[str, str]) -> RollupFigures:
    """Return the trackers with the counts of all; `faulty`: the first error of each other tracker, by folder."""
    counts = [tracker.counts for tracker in trackers]
    total = TrackerCounts(
        tasks=_sum([part.tasks for part in counts]),
        obligations=_sum([part.obligations for part in counts]),
        stated=_sum([part.stated for part in counts]),
        assumed=_sum([part.assumed for part in counts]),
        missing=sum(part.missing for part in counts),
        claims=sum(part.claims for part in counts),
        left_out=sum(part.left_out for part in counts),
    )
    return RollupFigures(tuple(trackers), total, faulty)


def _sum(tallies: Sequence[Tally]) -> Tally:
    return sum_tallies(tallies, sum(tally.total for tally in tallies))


def rollup_facts(figures: RollupFigures) -> types.Rollup:
    """Return the counts of each tracker with its agencies, the faulty trackers, and the counts of all."""
    return {
        "schema": SCHEMA,
        "trackers": list(map(_tracker, figures.trackers)),
        "faulty": [{"folder": folder, "error": error} for folder, error in figures.faulty.items()],
        "totals": figures.total,
    }


def _tracker(tracker: Tracker) -> types.Tracker:
    return {
        "folder": tracker.folder,
        **tracker.head,
        "totals": tracker.counts,
        "agencies": [_agency(body, body.agency) for body in tracker.bodies if body.agency is not None],
        "joint": [_joint(body, body.task_id) for body in tracker.bodies if body.task_id is not None],
    }


def _agency(body: BodyCounts, agency: Agency) -> types.AgencyCounts:
    return {
        "id": agency.id, "name": agency.name, **body.tallies, "missing": body.missing, "claims": body.claims,
    }  # fmt: skip


def _joint(body: BodyCounts, task: str) -> types.JointCounts:
    return {**task_reference(task), **body.tallies}
