"""The types of the facts: what the JSON output of the commands contains (`docs/json.md`).

mypy compares the functions that build the facts with these types, and `plan190 schema` makes the JSON Schemas of them.
No other command imports this module. In each type all keys are required.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, Literal, TypeVar

from typing_extensions import TypedDict

from plan190.model.agency import Kind, Level, Likelihood, Relation, ReportRequirement, Roster, Successor
from plan190.model.deadline import RuleKind
from plan190.model.decision import DecisionKind
from plan190.model.fields import Day, Number, PeriodOf
from plan190.model.owner import Account, Role
from plan190.model.plan import Comparator, Escalation, Oversight, Quote, Recipient, Reporting, Unit
from plan190.model.reading import Certainty
from plan190.model.report import AtRisk, Category, Evidence, Measured, ReportedState
from plan190.model.task import ProductType, TaskNumber
from plan190.status.changes import ChangeKind, RecordKind
from plan190.status.figures.agenda import AgencyEvent, AgendaKind
from plan190.status.figures.letter import Kind as LetterKind
from plan190.status.figures.overview import Attention
from plan190.status.figures.rollup import TrackerCounts
from plan190.status.recurrence import OccurrenceState
from plan190.status.state import State, Tally
from plan190.status.submissions import SubmissionState
from plan190.status.succession import LifeEventKind
from plan190.status.targets import SubjectKind

# --- every output -----------------------------------------------------------------------------------------------------


PlanName = TypedDict("PlanName", {"number": str | None, "symbol": str | None, "issued_on": Day})
"""The number, the symbol and the date of the plan."""
LeftOutReport = TypedDict("LeftOutReport", {"agency": str, "period": PeriodOf, "codes": Sequence[str]})
"""A monthly report that the figures leave out because its file has errors, with their codes."""
LeftOut = TypedDict("LeftOut", {"left_out": Sequence[LeftOutReport]})
"""The monthly reports that the figures leave out."""


KnownAt = TypedDict("KnownAt", {"commit": str, "committed_on": Day})
"""A commit of the data and its date in the plan's time zone."""


class Head(LeftOut):
    """The first keys of each view of the plan.

    `known_at`: None for the data of now. `future`: the date had not come when the command ran. `filters`: the values of
    each option that selects what is shown.
    """

    schema: Literal[3]
    plan: PlanName
    as_of: Day
    known_at: KnownAt | None
    fiction: bool
    future: bool
    filters: Mapping[str, Sequence[str]]


OfPlan = TypedDict("OfPlan", {"data": str})
"""The data folder of one of several plans."""
PlanOutput = TypeVar("PlanOutput")


class SeveralPlans(TypedDict, Generic[PlanOutput]):
    """The output of a list for each data folder, if `--data` is given more than once."""

    schema: Literal[3]
    plans: Sequence[PlanOutput]


TaskReference = TypedDict("TaskReference", {"task": TaskNumber, "task_id": str})
"""The number and the id of a task; use the id."""
Tallies = TypedDict("Tallies", {"lead": Tally, "stated": Tally, "assumed": Tally})
"""The tallies of all obligations, of the stated and of the assumed ones."""


# --- monthly reports --------------------------------------------------------------------------------------------------


Submission = TypedDict("Submission", {
    "period": PeriodOf, "state": SubmissionState, "due": Day, "reported_on": Day | None, "days_late": int, "owed": bool,
})  # fmt: skip
"""A monthly report. `reported_on`: null if it was not submitted. `owed`: whether the plan requires it."""


class OwedReport(Submission):
    """A monthly report of an agency."""

    agency: str


Counts = TypedDict("Counts", {
    "owed": int, "on_time": int, "late": int, "missing": int, "not_yet_due": int, "left_out": int,
})  # fmt: skip
"""The number of monthly reports that are owed, and how many of these are in each state."""


class ReportCounts(Counts):
    """The counts of the monthly reports of a period."""

    period: PeriodOf


PeriodRun = TypedDict("PeriodRun", {"first": PeriodOf, "last": PeriodOf})
"""Periods that follow each other."""
ReportsEarlier = TypedDict("ReportsEarlier", {
    "missing": int, "of_ceased": int, "owed": int, "agencies": int, "periods": Sequence[PeriodRun],
})  # fmt: skip
"""The monthly reports of earlier periods: those owed, those missing, and the agencies that owe the missing ones.

`of_ceased`: how many more are missing of agencies that have ceased to exist.
"""
AgencyReports = TypedDict("AgencyReports", {"agency": str, "reports": Sequence[Submission]})
"""The monthly reports of an agency."""
Reports = TypedDict("Reports", {"periods": Sequence[ReportCounts], "agencies": Sequence[AgencyReports]})
"""The counts of the monthly reports by period, and the reports of each agency."""


class TrendMonth(TypedDict):
    """The figures as of the end of a month, or as of the assessed date.

    `known_at`: the commit of the data, None for the data of now. `obligations` and `reports` are None if the data had
    errors. `left_out`: the number of reports that the figures leave out because of errors.
    """

    as_of: Day
    known_at: KnownAt | None
    obligations: Tally | None
    reports: ReportCounts | None
    left_out: int


class Trend(TypedDict):
    """The figures by month. `earlier`: the number of earlier months, which are not among them."""

    months: Sequence[TrendMonth]
    earlier: int


MissingReport = TypedDict("MissingReport", {"agency": str, "period": PeriodOf, "due": Day, "days": int})
"""A missing monthly report. `days`: the days since its due date."""
MissingReports = TypedDict("MissingReports", {"missing": Sequence[MissingReport], "of_ceased": int})
"""The missing monthly reports. `of_ceased`: how many more are missing of agencies that have ceased to exist."""


# --- obligations and tasks --------------------------------------------------------------------------------------------


OwedBy = TypedDict("OwedBy", {"agency": str | None, "origin": str | None, "agencies": Sequence[str]})
"""The agency that owes an obligation (null for a joint task), the one that owes it by the plan, and all of them."""
Due = TypedDict("Due", {"due": Day | None, "original_due": Day | None, "extended": int})
"""The due date as moved by decisions, the first due date, and the number of extensions."""
DelayWarning = TypedDict("DelayWarning", {"reported_on": Day, "expected_on": Day, "timely": bool})
"""A delay warning. `timely`: it was reported before the due date."""
Occurrence = TypedDict("Occurrence", {"name": str, "reported_on": Day | None})
"""One month of recurring work, such as `35/2023-07`. `reported_on`: null if the month was not reported."""
DueOccurrence = TypedDict("DueOccurrence", {
    "name": str, "due": Day, "state": OccurrenceState, "done_on": Day | None, "days_late": int,
})  # fmt: skip
"""One occurrence of recurring work with due dates; the date in its name is the due date by the plan."""
LastReport = TypedDict("LastReport", {
    "period": PeriodOf, "reported_on": Day, "state": ReportedState, "progress": int | None,
})  # fmt: skip
"""The last monthly report with an update on the task."""


class Obligation(OwedBy, Due):
    """An obligation as of a date. `late_before`: the part of `days_late` before a decision moved the due date."""

    state: State
    days_late: int
    late_before: int
    done_on: Day | None
    claimed: bool
    accepted: bool
    claimed_by: Sequence[str]
    stated: bool
    returned: bool
    reopened: bool
    at_risk: DelayWarning | None
    suspended: bool
    maintained: bool
    fresh: bool | None
    streak: int
    repeats: bool
    target_met: bool | None
    occurrences: Sequence[Occurrence]
    due_occurrences: Sequence[DueOccurrence]
    report: LastReport | None


class OwedObligation(TaskReference, Obligation):
    """An obligation with its task."""


Overdue = TypedDict("Overdue", {"overdue": Sequence[OwedObligation]})
"""The overdue obligations, longest overdue first."""


class WarnedObligation(TaskReference, Obligation):
    """An obligation with a delay warning. `expected_passed`: the expected date has passed, and the work is not done."""

    reason: str
    expected_passed: bool


DelayWarnings = TypedDict("DelayWarnings", {"at_risk": Sequence[WarnedObligation]})
"""The obligations with a delay warning."""


class Change(TaskReference, OwedBy):
    """An obligation before and after a supposed event or new decisions. `before`: null if it did not exist."""

    before: Obligation | None
    after: Obligation


WhatIf = TypedDict("WhatIf", {"supposed": str, "changes": Sequence[Change]})
"""What was supposed, and the obligations that it changes."""
Decision = TypedDict("Decision", {"id": str, "date": Day, "kind": DecisionKind, "by": str})
"""A decision: its id, date and kind, and the body that decided."""
NewDecisions = TypedDict("NewDecisions", {"decisions": Sequence[Decision], "changes": Sequence[Change]})
"""New decisions, and the obligations that they change."""

TargetSubject = TypedDict("TargetSubject", {"kind": SubjectKind, "id": str})
"""What a target belongs to; the id is "" for the parts of the plan."""
TargetChange = TypedDict("TargetChange", {
    "subject": TargetSubject, "field": str, "from": Sequence[str], "to": Sequence[str],
})  # fmt: skip
"""A target that differs between two versions of the data. `field`: "" if the subject is new or removed."""
ChangedSince = TypedDict("ChangedSince", {"as_of": Day, "commit": str | None})
"""The earlier state: its date, and the commit with its data; null for the same data."""
StateFlow = TypedDict("StateFlow", {"state": State, "before": int, "entered": int, "left": int, "after": int})
"""The obligations in a state before and after, and how many entered and left it."""
RecordChange = TypedDict("RecordChange", {
    "record": RecordKind, "agency": str | None, "period": PeriodOf | None, "decision": Decision | None,
})  # fmt: skip
"""A report (agency and period) or a decision that was recorded, changed or removed after the earlier state."""
LeftOutBefore = TypedDict("LeftOutBefore", {"agency": str, "period": PeriodOf})
"""A monthly report that only the earlier state leaves out because its file had errors."""


class ObligationChange(TaskReference, OwedBy):
    """A change of an obligation. `before`, `after`: null where it does not exist. `decision`: the one that made it."""

    change: ChangeKind
    decision: Decision | None
    before: Obligation | None
    after: Obligation | None


class Changes(TypedDict):
    """What changed between two states. `missing`: the monthly reports that became missing."""

    since: ChangedSince
    changes: Sequence[ObligationChange]
    flows: Sequence[StateFlow]
    missing: Sequence[OwedReport]
    submitted: Sequence[OwedReport]
    records: Sequence[RecordChange]
    targets: Sequence[TargetChange]
    left_out_before: Sequence[LeftOutBefore]


class Task(Due):
    """A task with its obligations. `state` and the due date are those of the worst obligation."""

    id: str
    number: TaskNumber
    lead: Sequence[str]
    cooperating: Sequence[str]
    state: State
    kind: RuleKind
    days_late: int
    content: str
    deadline: str
    condition: str | None
    product: str
    note: str | None
    joint: bool
    obligations: Sequence[Obligation]


Tasks = TypedDict("Tasks", {"tasks": Sequence[Task]})
"""The selected tasks."""
TaskErratum = TypedDict("TaskErratum", {"where": str, "written": str, "meant": str, "sure": Certainty})
"""An error in the issued text: where, what is written, what is probably meant, and how certain this is."""


LinkedTask = TypedDict("LinkedTask", {
    "plan": str, "task_id": str, "data": str | None, "content": str | None, "lead": Sequence[str] | None,
    "deadline": str | None, "due": Day | None, "state": State | None,
})  # fmt: skip
"""A task of another plan. Without the data of the plan, or if they have no such task, all but its name is null."""


OtherCell = TypedDict("OtherCell", {"column": str, "words": str})
"""A cell of a column that the task has no key for, and the heading of the column."""


class TaskDetails(Task):
    """A task with the words of the plan, and the ids of the indicators, documents and assumptions about it.

    `carries_out`, `carried_out_by`: the tasks of other plans that it carries out, or that carry it out.
    """

    section: str | None
    lead_words: str
    cooperating_words: str
    product_type: ProductType
    other: Sequence[OtherCell]
    indicators: Sequence[str]
    documents: Sequence[str]
    errata: Sequence[TaskErratum]
    assumptions: Sequence[str]
    carries_out: Sequence[LinkedTask]
    carried_out_by: Sequence[LinkedTask]


Show = TypedDict("Show", {"task": TaskDetails})
"""One task."""
Step = TypedDict("Step", {"step": str, "said": str, "place": str})
"""A step of an explanation. `place`: `path:line`, or an empty text."""


class Explanation(TaskReference):
    """Why an obligation is in its state, step by step."""

    agency: str
    state: State
    due: Day | None
    steps: Sequence[Step]
    owed_by: Sequence[Holding]


# --- claims, obstacles, indicators ------------------------------------------------------------------------------------


class Claim(TaskReference):
    """A claim that awaits acceptance, with its evidence."""

    agency: str
    state: State
    done_on: Day
    reported_on: Day
    evidence: Sequence[Evidence]


Claims = TypedDict("Claims", {"claims": Sequence[Claim]})
"""The claims that await acceptance."""
Answer = TypedDict("Answer", {"date": Day, "by": str, "answer": str})
"""The answer of a decision to an obstacle."""
Obstacle = TypedDict("Obstacle", {
    "name": str, "category": Category, "beyond_authority": bool, "description": str, "proposal": str | None,
})  # fmt: skip
"""An obstacle as reported."""


class OpenObstacle(TaskReference, Obstacle):
    """An open obstacle. `days`: the days since it was raised."""

    agency: str
    raised_on: Day
    days: int
    answers: Sequence[Answer]


Obstacles = TypedDict("Obstacles", {"obstacles": Sequence[OpenObstacle]})
"""The open obstacles."""
IndicatorValue = TypedDict("IndicatorValue", {"period": PeriodOf, "value": Number, "of": Number | None})
"""The value of an indicator in a period. `of`: the total of which it is a part."""
IndicatorSeries = TypedDict("IndicatorSeries", {
    "id": str, "tasks": Sequence[TaskNumber], "agency": str, "unit": Unit, "comparator": Comparator, "target": Number,
    "met": bool | None, "values": Sequence[IndicatorValue],
})  # fmt: skip
"""The values of an indicator that an agency reported. `met`: whether the last one meets the target."""
Indicators = TypedDict("Indicators", {"indicators": Sequence[IndicatorSeries], "silent": Sequence[str]})
"""The indicator series, and the ids of the indicators that no agency has reported."""


# --- agencies and the plan --------------------------------------------------------------------------------------------


class AgencyTotals(Tallies):
    """The tallies of an agency, and its monthly report of the period."""

    id: str
    name: str
    relation: Relation
    cooperating: int
    report: Submission | None


class JointTotals(TaskReference, Tallies):
    """The tallies of a joint task."""

    agencies: Sequence[str]


Totals = TypedDict("Totals", {
    "tasks": int, "obligations": int, "by_state": Mapping[State, int], "obligations_by_state": Mapping[State, int],
    "stated": Tally, "assumed": Tally,
})  # fmt: skip
"""The number of tasks and of obligations, in each state."""
Plan = TypedDict("Plan", {
    "totals": Totals, "claimed": int, "accepted": int, "reports": ReportCounts, "reports_earlier": ReportsEarlier,
    "agencies": Sequence[AgencyTotals], "joint": Sequence[JointTotals],
})  # fmt: skip
"""The totals of the plan, of each agency and of each joint task."""
OverviewLine = TypedDict("OverviewLine", {"id": Attention, "number": int, "agencies": int, "joint": int})
"""How much work of one kind needs attention, of how many agencies; `joint`: the joint tasks among the obligations."""
Overview = TypedDict("Overview", {"overview": Sequence[OverviewLine], "act_first": Sequence[str]})
"""What needs attention, the most urgent first, and the ids of the most urgent tasks."""


class Status(Plan, Overview):
    """The totals of the plan, and what needs attention."""


Agency = TypedDict("Agency", {
    "id": str, "name": str, "english": str, "abbreviations": Sequence[str], "kind": Kind, "level": Level,
    "relation": Relation, "monthly_report": ReportRequirement, "valid_from": Day | None, "valid_to": Day | None,
    "successors": Sequence[Successor],
})  # fmt: skip
"""The data of an agency. `valid_from`, `valid_to`: its first and last date."""


class ListedAgency(Agency):
    """An agency with its tally, the ids of its joint tasks, and the number of tasks in which it cooperates.

    `exists`: whether it exists on the date.
    """

    lead: Tally | None
    joint: Sequence[str]
    cooperating: int
    exists: bool


class AgencyWithTallies(Agency, Tallies):
    """An agency with its tallies, the ids of its joint tasks, and the number of tasks in which it cooperates."""

    joint: Sequence[str]
    cooperating: int


Group = TypedDict("Group", {"id": str, "name": str, "english": str, "roster": Roster, "members": Sequence[str]})
"""A group; `members` are ids of agencies and groups."""
Agencies = TypedDict("Agencies", {"agencies": Sequence[ListedAgency], "groups": Sequence[Group]})
"""All agencies and groups."""


class PassedOn(TaskReference):
    """A task that the agency owed earlier, the agency that owes it now, and since when."""

    to: str | None
    since: Day


class ReorganisationFacts(TypedDict):
    """The legal basis of a reorganisation, how certain it is, and the id of the assumption about it."""

    basis: str | None
    certainty: Likelihood
    assumption: str | None


class LifeEvent(ReorganisationFacts):
    """An event in the life of an agency. `other`: the agency from which tasks come or to which they pass.

    `tasks`: these tasks only, empty for all others. `name`, `english`: the new name.
    """

    event: LifeEventKind
    day: Day
    other: str | None
    tasks: Sequence[str]
    name: str | None
    english: str | None


class Holding(ReorganisationFacts):
    """The time in which an agency owed an obligation; `agency` is null after its end without a successor.

    `since`, `through`: null for the issue of the plan, and if it still owes it. `previous`: the agency before it.
    `decision`: the id of the transfer that gave it to the agency.
    """

    agency: str | None
    previous: str | None
    since: Day | None
    through: Day | None
    decision: str | None


class Contribution(TaskReference):
    """A contribution of the agency to a task of others."""

    period: PeriodOf
    contribution: str


AgencyPage = TypedDict("AgencyPage", {
    "agency": AgencyWithTallies, "reports": Sequence[Submission], "tasks": Sequence[Task],
    "passed_on": Sequence[PassedOn], "life": Sequence[LifeEvent],
    "cooperating": Sequence[TaskNumber], "claims": Sequence[Claim],
    "obstacles": Sequence[OpenObstacle], "indicators": Sequence[IndicatorSeries],
    "contributions": Sequence[Contribution],
})  # fmt: skip
"""One agency with its reports, tasks, claims, obstacles, indicators and contributions."""
GroupPage = TypedDict("GroupPage", {"group": Group})
"""One group."""
EnglishAssumption = TypedDict("EnglishAssumption", {"what": str, "why": str, "who": str})
Assumption = TypedDict("Assumption", {
    "id": str, "what": str, "why": str, "who": str, "english": EnglishAssumption | None, "answer": str | None,
    "place": str,
})  # fmt: skip
"""An assumption. `english`: null without a translation. `answer`: null until a decision settles it."""
Assumptions = TypedDict("Assumptions", {"assumptions": Sequence[Assumption]})
"""All assumptions."""
PlanText = TypedDict("PlanText", {
    "legal_basis": Sequence[Quote], "purpose": Sequence[Quote], "provisions": Sequence[Quote], "reporting": Reporting,
    "oversight": Oversight | None, "escalations": Sequence[Escalation], "recipients": Sequence[Recipient],
})  # fmt: skip
"""The plan without its appendix, with the keys of `plan.yaml`."""


class AgencyCounts(Tallies):
    """The tallies of an agency, and the numbers of its missing reports and of its claims that await acceptance."""

    id: str
    name: str
    missing: int
    claims: int


class JointCounts(TaskReference, Tallies):
    """The tallies of a joint task."""


class Tracker(Head):
    """The counts of a tracker, of each of its agencies and of each of its joint tasks."""

    folder: str
    totals: TrackerCounts
    agencies: Sequence[AgencyCounts]
    joint: Sequence[JointCounts]


FaultyTracker = TypedDict("FaultyTracker", {"folder": str, "error": str})
"""A tracker without figures, and why."""
Rollup = TypedDict("Rollup", {
    "schema": Literal[3], "trackers": Sequence[Tracker], "faulty": Sequence[FaultyTracker], "totals": TrackerCounts,
})  # fmt: skip
"""Several trackers, and the sums of their counts."""


# --- reports, letters, calendar ---------------------------------------------------------------------------------------


Provenance = TypedDict("Provenance", {"imprint": str, "seal": str})
"""The provenance of a report, and its checksum."""


class Monthly(Plan):
    """The consolidated report of a period. `deliveries`: the monthly reports of the agencies.

    `changes`: those since the previous period; null for the first one.
    """

    period: PeriodOf
    changes: Changes | None
    deliveries: Sequence[OwedReport]
    tasks: Sequence[Task]
    overdue: Sequence[OwedObligation]
    due_next: Sequence[OwedObligation]
    indicators: Sequence[IndicatorSeries]
    obstacles: Sequence[OpenObstacle]
    decisions: Sequence[Decision]


Score = TypedDict("Score", {
    "agency": str, "rank": int | None, "own_tasks": bool, "ceased": bool, "relation": Relation, "obligations": int,
    "fallen_due": int, "on_time": int, "overdue": int, "days_late": int, "reports_on_time": int, "reports_due": int,
})  # fmt: skip
"""The record of an agency. `fallen_due`: the obligations with a due date that are done or overdue."""
Scoreboard = TypedDict("Scoreboard", {"scores": Sequence[Score], "assumed": Sequence[Score]})
"""The records of stated obligations, and those of assumed obligations."""
Happened = TypedDict("Happened", {"day": Day, "agency": str | None})
"""The date of an event of the timeline, and the agency whose obligation it concerns; null for the whole task."""


class Issued(Happened):
    """The plan was issued."""

    event: Literal["issued"]


class DeadlineSet(Happened):
    """The plan sets a deadline."""

    event: Literal["deadline"]
    due: Day | None


class BecameOverdue(Happened):
    """The obligations of these agencies became overdue."""

    event: Literal["overdue"]
    agencies: Sequence[str]


class HandedOver(Happened):
    """Obligations passed to other agencies, or ended, because agencies ceased to exist."""

    event: Literal["handed_over"]
    holdings: Sequence[Holding]


class Completed(Happened):
    """The work was done."""

    event: Literal["done"]
    state: State
    days_late: int
    accepted: bool


class Decided(Happened):
    """A decision was made. `cancelled_by`: the id of the decision that replaces or withdraws it."""

    event: Literal["decided"]
    kind: DecisionKind
    id: str
    by: str
    cancelled_by: str | None


class Contributed(Happened):
    """A cooperating agency reported its contribution. `withdrawn_on`: the date on which the report was withdrawn."""

    event: Literal["contributed"]
    period: PeriodOf
    withdrawn_on: Day | None
    contribution: str
    evidence: Sequence[Evidence]


class Reported(Happened):
    """An update. `corrects`: the period that it corrects. `mended_on`: the date on which it was corrected itself.

    `withdrawn_on`: the date on which the report was withdrawn.
    """

    event: Literal["reported"]
    period: PeriodOf
    withdrawn_on: Day | None
    corrects: PeriodOf | None
    mended_on: Day | None
    state: ReportedState
    progress: int | None
    done_on: Day | None
    summary: str | None
    indicators: Sequence[Measured]
    obstacles: Sequence[Obstacle]
    at_risk: AtRisk | None
    evidence: Sequence[Evidence]


class Withdrawn(Happened):
    """The report for the period was withdrawn."""

    event: Literal["withdrawn"]
    period: PeriodOf
    why: str


class TargetChanged(TargetChange, Happened):
    """A target of the task was changed in the repository. `decision`: the id of the one recorded with it."""

    event: Literal["target"]
    decision: str | None
    basis: str | None


Event = (
    Issued
    | DeadlineSet
    | BecameOverdue
    | HandedOver
    | Completed
    | Decided
    | Contributed
    | Reported
    | Withdrawn
    | TargetChanged
)
"""An entry of the timeline; the last two kinds are only in the history."""
Recorded = TypedDict("Recorded", {"commit": str, "day": Day, "committer": str})
"""A commit: the beginning of its hash, its date and its committer."""
HistoryEntry = TypedDict("HistoryEntry", {
    "event": Event, "place": str | None, "added": Recorded | None, "changed": Recorded | None, "committed": bool | None,
})  # fmt: skip
"""An entry of the history with its place in the files, the commit that added it and the last one that changed it.

`committed`: whether the last commit has it as it is now; null if it is in no file or there is no repository.
"""
UnreadVersion = TypedDict("UnreadVersion", {"file": str, "commit": str, "day": Day, "committer": str})
"""A version of a file of the plan whose targets could not be compared."""


class TaskHistory(TaskReference):
    """Everything that was reported and decided on a task. `agency`: the body to which it is limited, if any."""

    agency: str | None
    history: Sequence[HistoryEntry]
    unread: Sequence[UnreadVersion]


class TaskPage(Show):
    """One task with its timeline."""

    story: Sequence[Event]


Letter = TypedDict("Letter", {"letter": LetterKind, "to": Sequence[str], "owed": Sequence[OwedObligation | OwedReport]})
"""A letter: its kind, the ids of its addressees, and the obligations or monthly reports that they owe."""
CombinedLetter = TypedDict("CombinedLetter", {
    "letter": Literal["combined"], "to": Sequence[str], "owed": Sequence[OwedObligation | OwedReport],
    "returned": Sequence[OwedObligation | OwedReport],
})  # fmt: skip
"""A letter about all matters of an agency. `owed`: overdue work, work due soon, missing reports. `returned`: claims."""
CalendarEvent = TypedDict("CalendarEvent", {
    "uid": str, "day": Day, "task": TaskNumber | None, "task_id": str | None, "agencies": Sequence[str],
    "monthly": bool, "until": Day | None, "alarms": Sequence[int], "title": str, "text": str,
})  # fmt: skip
"""An event of a calendar. `task`: null for the monthly report. `alarms`: in days before the event."""
Calendar = TypedDict("Calendar", {"agency": str | None, "events": Sequence[CalendarEvent]})
"""The calendar of an agency; null for the whole plan."""
AgendaLine = TypedDict("AgendaLine", {"id": AgendaKind, "number": int, "agencies": int})
"""How much work of one kind there is, and how many agencies it concerns."""


class DueTask(TaskReference):
    """The open obligations on one task that are due on the same date."""

    due: Day
    obligations: int
    agencies: Sequence[str]


AwaitedReports = TypedDict("AwaitedReports", {"period": PeriodOf, "due": Day, "owed": int, "awaited": Sequence[str]})
"""The monthly reports owed for a period, and the ids of the agencies that have not submitted theirs."""


class WaitingItem(TaskReference):
    """A claim or an obstacle that waits for the coordinator since a date. `name`: that of the obstacle."""

    agency: str
    since: Day
    days: int
    name: str | None


class IdleWork(TaskReference, OwedBy):
    """An open obligation whose reports state nothing else since a date."""

    state: State
    due: Day | None
    moved_on: Day
    days: int


AgencyChange = TypedDict(
    "AgencyChange", {"date": Day, "agency": str, "event": AgencyEvent, "name": str, "successors": Sequence[str]}
)
"""An agency begins, ends or gets another name. `name`: its name from then on, or its last one."""
Agenda = TypedDict("Agenda", {
    "until": Day, "idle_days": int, "lines": Sequence[AgendaLine], "due": Sequence[DueTask],
    "reports": Sequence[AwaitedReports], "missing": ReportsEarlier, "claims": Sequence[WaitingItem],
    "obstacles": Sequence[WaitingItem], "idle": Sequence[IdleWork], "unreported": int,
    "agencies": Sequence[AgencyChange],
})  # fmt: skip
"""The agenda through `until`. `unreported`: the number of open obligations on which no agency has reported."""
Difference = TypedDict("Difference", {"where": Sequence[str], "stands": str, "expected": str})
"""A difference between the content of a file (`stands`) and that of the report made again."""
Verification = TypedDict("Verification", {
    "schema": Literal[3], "file": str, "imprint": str, "same_bytes": bool, "same_data": bool, "matches": bool,
    "figures": Sequence[Difference], "texts": Sequence[Difference], "filled": Sequence[Difference],
    "diff": Sequence[str],
})  # fmt: skip
"""Whether a report matches its data. `diff`: the lines of a unified diff, for text formats."""
Owner = TypedDict("Owner", {
    "id": str, "role": Role, "agencies": Sequence[str], "accounts": Sequence[Account], "since": Day | None,
    "until": Day | None, "now": bool,
})  # fmt: skip
"""An owner. `now`: may submit on the date of the output."""
Schemas = TypedDict("Schemas", {"schemas": Mapping[str, str]})
"""The name of each schema, and the file that it describes."""
Owners = TypedDict("Owners", {
    "format": Literal["plan190.owners"], "version": Literal[1], "as_of": Day, "owners": Sequence[Owner],
})  # fmt: skip
"""All owners."""
