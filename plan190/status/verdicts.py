"""The verdicts on obligations, tasks and agencies, and the assessment that holds them all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from plan190.model.agency import Agency, Group
from plan190.model.decision import Extend
from plan190.model.task import task_order
from plan190.status.grouping import group_by
from plan190.status.obstacles import OpenObstacle, open_obstacles
from plan190.status.occurrences import Freshness, freshness_of
from plan190.status.periods import current_period
from plan190.status.state import DONE, OPEN, State, rank, tally

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from plan190.model.period import Period
    from plan190.model.plan import Policy, Reporting
    from plan190.model.register import Body, Entry, ReportFile
    from plan190.model.task import Task
    from plan190.status.indicators import IndicatorSeries
    from plan190.status.obligations import Obligation
    from plan190.status.record import ObligationRecord
    from plan190.status.snapshot import Snapshot
    from plan190.status.state import Tally
    from plan190.status.submissions import ReportDuty, Submission
    from plan190.status.work_history import Claim, DecidedClaim, WorkHistory
    from plan190.words.text import NaturalOrder

AnyBody = TypeVar("AnyBody", Agency, Group)


class DelayWarning(NamedTuple):
    """A notice of an agency that an obligation may not be done on time.

    `reported_on`: the date of the first of the successive updates with a warning, as in `TaskUpdate.warned_on`.
    `expected_on`: the date by which the agency now expects to be done. `timely`: whether the first warning was reported
    before the due date that applied then.
    """

    verdict: Verdict
    reported_on: date
    expected_on: date
    timely: bool

    @property
    def reason(self) -> str:
        """The reason that the agency gives."""
        latest = self.verdict.work.latest
        notice = latest.value.at_risk if latest is not None else None
        return notice.reason if notice is not None else ""


@dataclass(frozen=True)
class Verdict:
    """The state of one obligation as of a date.

    `days_left`: days until the due date, negative if it has passed.
    `days_late`: all days late through the assessed date, or through the completion or the end of the work; suspended
    days do not count. `late_before`: the part of them before a decision moved the due date, suspended the work or ended
    it. `following`: what the state will be for the next due date of recurring work of which an earlier one is overdue.
    """

    record: ObligationRecord
    state: State
    days_left: int | None = None
    days_late: int = 0
    late_before: int = 0
    following: Verdict | None = None

    @property
    def with_following(self) -> tuple[Verdict, ...]:
        """The verdict, and the one for the next due date if there is one: all due dates that are known."""
        return (self, self.following) if self.following is not None else (self,)

    @property
    def obligation(self) -> Obligation:
        """The obligation."""
        return self.record.obligation

    @property
    def task(self) -> Task:
        """The task."""
        return self.obligation.task

    @property
    def body(self) -> Body:
        """The agency that owes it; for a joint task, the group of all its agencies."""
        return self.obligation.body

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """The agencies that owe it: one, or all agencies of a joint task."""
        return self.obligation.agencies

    @property
    def is_joint(self) -> bool:
        """Whether several agencies owe it jointly."""
        return self.obligation.is_joint

    @property
    def is_stated(self) -> bool:
        """Whether the plan states that its body owes it; otherwise this depends on an assumed roster."""
        return self.obligation.is_stated

    @property
    def work(self) -> WorkHistory:
        """The progress of the work by reports and decisions."""
        return self.record.work

    @property
    def due(self) -> date | None:
        """The due date, as moved by decisions."""
        return self.record.due_history.current

    @property
    def original_due(self) -> date | None:
        """The first due date, before any extension."""
        return self.record.due_history.original

    @cached_property
    def extensions(self) -> int:
        """The number of decisions that extended the due date."""
        return sum(isinstance(move.entry.value, Extend) for move in self.record.due_history.moves_in_force)

    @property
    def is_done(self) -> bool:
        """Whether the work is done, on time or late."""
        return self.state in DONE

    @property
    def done_claim(self) -> Claim | None:
        """The claim by which the work is done; None if it is not done."""
        return self.record.done_claim

    @property
    def done_on(self) -> date | None:
        """The date on which the work was done; None if it is not done."""
        return self.done_claim.done_on if self.done_claim is not None else None

    @property
    def accepted(self) -> bool:
        """Whether the work is done and the coordinator has accepted the claim."""
        return self.done_claim is not None and self.done_claim.accepted is not None

    @property
    def claimed(self) -> bool:
        """Whether a claim awaits acceptance. The work is then done, unless it is a joint task."""
        return bool(self.record.open_claims)

    @property
    def claim_returned(self) -> bool:
        """Whether a claim was returned and no agency has claimed again, and the work is neither done nor ended."""
        return self.work.claim is None and bool(self.returned_claims)

    @property
    def returned_claims(self) -> tuple[DecidedClaim, ...]:
        """The claims that were returned and not made again; none if the work is done or ended."""
        return () if self.is_done or self.state is State.ENDED else self.work.returns

    @cached_property
    def at_risk(self) -> DelayWarning | None:
        """The delay warning in `work.latest`; None if it has none, or if the work is not open."""
        latest = self.work.latest
        if latest is None or latest.current.expected_on is None or self.state not in OPEN:
            return None
        warned_on = self.work.first_warned_on
        due = self.record.due_history.due_as_of(warned_on)
        timely = due is not None and warned_on < due
        return DelayWarning(self, warned_on, latest.current.expected_on, timely)

    @cached_property
    def freshness(self) -> Freshness:
        """Whether the latest occurrences were reported; empty for suspended or ended work, and if there are none."""
        if self.state is State.ENDED or self.suspended:
            return Freshness()
        return freshness_of(self.record.occurrences)

    @cached_property
    def missed(self) -> int:
        """The number of missed occurrences of recurring work with due dates."""
        recurrence = self.record.recurrence
        if recurrence is None:
            return 0
        return sum(recurrence.state_of(occurrence) == "missed" for occurrence in recurrence.occurrences)

    @property
    def maintained(self) -> bool:
        """Whether the work is done, and the latest report owed since the claim has an update on it."""
        return self.done_claim is not None and self.freshness.fresh is True

    @property
    def stale(self) -> bool:
        """Whether the work is recurring, and the latest report owed has no update on it."""
        return self.state is State.RECURRING and self.freshness.fresh is False

    @property
    def suspended(self) -> bool:
        """Whether the obligation is suspended."""
        return self.state is State.WAITING and self.record.current_pause is not None


class OpenClaim(NamedTuple):
    """A claim awaiting acceptance, and the verdict on the obligation that it claims as done."""

    verdict: Verdict
    claim: Claim

    @property
    def decided_for(self) -> str:
        """The id of the agency by which a decision names the claim.

        It is the agency that owes the work now; on a joint task, each agency makes its own claim.
        """
        return self.claim.agency if self.verdict.is_joint else self.verdict.body.id

    def concerns(self, agencies: Collection[str]) -> bool:
        """Return whether one of the agencies with these ids made the claim, or owes the work now."""
        return self.claim.agency in agencies or self.decided_for in agencies


@dataclass(frozen=True)
class TaskVerdict:
    """The state of one task: the worst state of its obligations.

    A task whose agencies are not named yet has no obligation; it waits.
    """

    entry: Entry[Task]
    verdicts: tuple[Verdict, ...]
    cooperating: tuple[Agency, ...]

    @property
    def task(self) -> Task:
        """The task."""
        return self.entry.value

    @cached_property
    def worst(self) -> Verdict | None:
        """The verdict with the worst state; if several have it, the one due first. None if it has no obligation."""
        return min(self.verdicts, key=urgency, default=None)

    @property
    def state(self) -> State:
        """The worst state of the obligations."""
        return self.worst.state if self.worst is not None else State.WAITING

    @property
    def due(self) -> date | None:
        """The due date of the worst obligation."""
        return self.worst.due if self.worst is not None else None

    @property
    def days_left(self) -> int | None:
        """Days until the due date of the worst obligation, negative if it has passed; None if it is not open."""
        return self.worst.days_left if self.worst is not None else None

    @property
    def days_late(self) -> int:
        """The highest number of days late among the obligations in the task's state."""
        return max((verdict.days_late for verdict in self.verdicts if verdict.state is self.state), default=0)

    @property
    def in_state(self) -> int:
        """The number of obligations in the task's state."""
        return sum(verdict.state is self.state for verdict in self.verdicts)


@dataclass(frozen=True)
class BodyVerdict(Generic[AnyBody]):
    """The obligations of one body, which count once in each total."""

    body: AnyBody
    verdicts: tuple[Verdict, ...]

    @cached_property
    def leads(self) -> Tally:
        """The tally of its obligations."""
        return tally((verdict.state for verdict in self.verdicts), len(self.verdicts))

    @cached_property
    def stated(self) -> Tally:
        """The tally of its stated obligations."""
        return _tally_of(self.verdicts, stated=True)

    @cached_property
    def assumed(self) -> Tally:
        """The tally of its assumed obligations."""
        return _tally_of(self.verdicts, stated=False)

    @property
    def claimed(self) -> int:
        """The number of obligations done by a claim that is not accepted yet."""
        return sum(verdict.claimed for verdict in self.verdicts)

    @property
    def extended(self) -> int:
        """The number of obligations whose due date was extended."""
        return sum(verdict.extensions > 0 for verdict in self.verdicts)

    @property
    def at_risk(self) -> int:
        """The number of obligations with a current delay warning."""
        return sum(verdict.at_risk is not None for verdict in self.verdicts)


class JointVerdict(BodyVerdict[Group]):
    """The obligation of one joint task; its body is the group of all agencies that owe it."""


@dataclass(frozen=True)
class AgencyVerdict(BodyVerdict[Agency]):
    """The obligations of one agency, the tasks in which it cooperates, and its monthly reports by period.

    `joint`: the joint tasks that it owes with others, which are not counted as its own. `passed_on`: the obligations
    that it owed before they passed to another agency.
    """

    joint: tuple[Verdict, ...] = ()
    passed_on: tuple[Verdict, ...] = ()
    cooperating: tuple[TaskVerdict, ...] = ()
    submissions: tuple[Submission, ...] = ()

    @property
    def agency(self) -> Agency:
        """The agency."""
        return self.body

    @property
    def cooperates(self) -> int:
        """The number of tasks in which it cooperates."""
        return len(self.cooperating)

    @property
    def missing_reports(self) -> int:
        """The number of its missing monthly reports, of all periods."""
        return sum(submission.is_missing for submission in self.submissions)

    def submission(self, period: Period) -> Submission | None:
        """Return the submission for a period; None if no report is owed and none was submitted."""
        return self._submission_by_period.get(period)

    @cached_property
    def _submission_by_period(self) -> dict[Period, Submission]:
        return {submission.period: submission for submission in self.submissions}


@dataclass(frozen=True)
class Assessment:
    """All verdicts and tallies as of a date: tasks by number, agencies in the plan's order, joint tasks by number."""

    as_of: date
    policy: Policy
    snapshot: Snapshot
    tasks: tuple[TaskVerdict, ...]
    agencies: tuple[AgencyVerdict, ...]
    joint: tuple[JointVerdict, ...]
    by_task: Tally
    by_obligation: Tally
    series: tuple[IndicatorSeries, ...]
    duty: ReportDuty
    reporting: Reporting

    @property
    def period(self) -> Period:
        """The current reporting period, as in `current_period`."""
        return current_period(self.as_of, self.reporting)

    @cached_property
    def submissions_by_period(self) -> dict[Period, list[Submission]]:
        """The submissions by period, those of a period in the plan's order of agencies."""
        return group_by(self.submissions, lambda submission: submission.period)

    @cached_property
    def _agencies_by_id(self) -> dict[str, AgencyVerdict]:
        return {verdict.agency.id: verdict for verdict in self.agencies}

    @cached_property
    def _tasks_by_id(self) -> dict[str, TaskVerdict]:
        return {task.task.id: task for task in self.tasks}

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts on all obligations, by task."""
        return tuple(chain.from_iterable(task.verdicts for task in self.tasks))

    @cached_property
    def stated(self) -> Tally:
        """The tally of the stated obligations."""
        return _tally_of(self.verdicts, stated=True)

    @cached_property
    def assumed(self) -> Tally:
        """The tally of the assumed obligations; with the stated ones, they are `by_obligation`."""
        return _tally_of(self.verdicts, stated=False)

    @cached_property
    def submissions(self) -> tuple[Submission, ...]:
        """The monthly reports of all agencies, by agency and period."""
        return tuple(chain.from_iterable(agency.submissions for agency in self.agencies))

    @cached_property
    def claims(self) -> tuple[OpenClaim, ...]:
        """The claims awaiting acceptance, longest waiting first."""
        claims = [OpenClaim(verdict, claim) for verdict in self.verdicts for claim in verdict.record.open_claims]
        return tuple(sorted(claims, key=_claim_order))

    @cached_property
    def claims_by_agency(self) -> dict[str, list[OpenClaim]]:
        """The claims awaiting acceptance by the id of the agency that made them."""
        return group_by(self.claims, lambda item: item.claim.agency)

    @cached_property
    def obstacles(self) -> tuple[OpenObstacle, ...]:
        """The open obstacles, by task and in the plan's order of agencies."""
        return open_obstacles(self)

    @cached_property
    def obstacles_by_agency(self) -> dict[str, list[OpenObstacle]]:
        """The open obstacles by the id of the agency."""
        return group_by(self.obstacles, lambda item: item.agency.id)

    @cached_property
    def series_by_agency(self) -> dict[str, list[IndicatorSeries]]:
        """The values of the indicators by the id of the agency."""
        return group_by(self.series, lambda item: item.agency.id)

    @cached_property
    def reports_by_agency(self) -> dict[str, list[ReportFile]]:
        """The reports that count by the id of the agency."""
        return group_by(self.snapshot.reports, lambda report_file: report_file.agency)

    def agency(self, agency: Agency) -> AgencyVerdict:
        """Return the verdict on the agency; an empty one if it has neither tasks nor monthly reports."""
        return self._agencies_by_id.get(agency.id) or AgencyVerdict(agency, ())

    def task(self, id_: str) -> TaskVerdict:
        """Return the verdict on the task with that id; raise KeyError if the plan has no such task."""
        return self._tasks_by_id[id_]


def _claim_order(item: OpenClaim) -> tuple[date, NaturalOrder]:
    return item.claim.reported_on, task_order(item.verdict.task.id)


def _tally_of(verdicts: Iterable[Verdict], *, stated: bool) -> Tally:
    """Return the tally of the stated, or of the assumed, obligations."""
    states = [verdict.state for verdict in verdicts if verdict.is_stated is stated]
    return tally(states, len(states))


def each_due(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """Yield the verdicts, each followed by the one for its next due date if there is one."""
    return chain.from_iterable(verdict.with_following for verdict in verdicts)


def is_due_within(verdict: TaskVerdict | Verdict, days: int) -> bool:
    """Return whether open work is due on the assessed date or within this number of days after it."""
    return verdict.days_left is not None and 0 <= verdict.days_left <= days


def by_urgency(tasks: Iterable[TaskVerdict]) -> tuple[TaskVerdict, ...]:
    """Return the tasks by state, the worst first; then by days late, or by due date; then by number."""
    return tuple(sorted(tasks, key=lambda task: (*urgency(task), task_order(task.task.id))))


def urgency(verdict: TaskVerdict | Verdict) -> tuple[int, bool, int]:
    """Return the sort key: the state, worst first; then days late, most first, or days left; last without due date."""
    days = -verdict.days_late if verdict.state is State.OVERDUE else verdict.days_left
    return rank(verdict.state), days is None, days or 0


def verdicts_by_state(verdicts: Iterable[Verdict]) -> dict[State, list[Verdict]]:
    """Return the verdicts by state, from the best state to the worst; ended obligations are last."""
    ordered = sorted(verdicts, key=lambda verdict: (verdict.state is State.ENDED, -rank(verdict.state)))
    return group_by(ordered, lambda verdict: verdict.state)


def last_reported_states(verdicts: Iterable[Verdict]) -> dict[str | None, int]:
    """Return the number of obligations by last reported state; the key None counts those without an update."""
    counts = Counter(verdict.work.last_state for verdict in verdicts)
    return dict(sorted(counts.items(), key=lambda count: count[0] or ""))
