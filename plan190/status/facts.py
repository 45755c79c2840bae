"""The facts of an assessment as values for JSON: the contract of `--format json` (`docs/json.md`).

Keys, their order and their meaning are part of the contract.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plan190.model.month import Month
from plan190.model.report import Contribution, Correction
from plan190.status.submissions import Submission

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.model.agency import Agency, Group
    from plan190.model.plan import Plan
    from plan190.status.indicators import IndicatorSeries
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.state import Tally
    from plan190.status.timeline import EntryReported, TimelineEntry
    from plan190.status.verdicts import AgencyVerdict, TaskVerdict, Verdict
    from plan190.status.work_history import Claim, WorkHistory

Facts = dict[str, object]

SCHEMA = 2
"""The version of the contract. A version may gain fields; no field changes its meaning or goes away.

2: `due` is the date as moved by decisions, `waiting` includes suspended obligations, new state `ended`.
"""

_EVIDENCE = ("title", "number", "date", "link")
_OBSTACLE = ("name", "category", "beyond_authority", "description", "proposal")
SUBMISSION = ("period", "state", "due", "reported_on", "days_late", "owed")


def json_value(value: object) -> object:
    """Return a date, month or state as text, a tuple as a list, and any other value as it is."""
    if isinstance(value, (date, Month, str)):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def fields_of(source: object, *names: str) -> Facts:
    """Return the attributes of these names, as values for JSON."""
    return {name: json_value(getattr(source, name)) for name in names}


def optional_fields(source: object | None, *names: str) -> Facts | None:
    """Return the attributes of these names; None if there is no source."""
    return fields_of(source, *names) if source is not None else None


def list_of(sources: Iterable[object], *names: str) -> list[Facts]:
    """Return the attributes of these names of each source."""
    return [fields_of(source, *names) for source in sources]


def head(plan: Plan, as_of: date | None) -> Facts:
    """Return the facts at the top of every answer: schema, plan, date, and whether the data are a made-up example."""
    identity = fields_of(plan, "number", "symbol", "issued_on")
    return {"schema": SCHEMA, "plan": identity, "as_of": json_value(as_of), "fiction": plan.fiction}


# --- the plan and its agencies ----------------------------------------------------------------------------------------


def tally_facts(tally: Tally) -> Facts:
    """Return the total of a tally and its number in each state."""
    return {"total": tally.total, "by_state": {str(state): number for state, number in tally.by_state.items()}}


def submission_facts(submission: Submission) -> Facts:
    """Return how one monthly report came in."""
    return fields_of(submission, *SUBMISSION)


def owed_facts(item: Verdict | Submission) -> Facts:
    """Return an obligation with its task number, or a monthly report with its agency."""
    if isinstance(item, Submission):
        return {"agency": item.agency.id} | submission_facts(item)
    return {"task": item.task.number} | obligation_facts(item)


def reports_facts(agencies: Iterable[AgencyVerdict]) -> list[Facts]:
    """Return the monthly reports of each agency, period by period."""
    return [{"agency": verdict.agency.id, "reports": list_of(verdict.submissions, *SUBMISSION)} for verdict in agencies]


def agency_facts(agency: Agency) -> Facts:
    """Return what the data say about an agency."""
    return fields_of(agency, "id", "name", "english", "abbreviations", "kind", "level", "relation", "monthly_report")


def group_facts(group: Group) -> Facts:
    """Return what the data say about a group; `members` are ids as written."""
    return fields_of(group, "id", "name", "english", "roster", "members")


# --- tasks and obligations --------------------------------------------------------------------------------------------


def task_facts(verdict: TaskVerdict) -> Facts:
    """Return one task with its obligations. `lead` and `cooperating` are ids as written, groups not spelt out."""
    task = verdict.task
    bodies = {"lead": list(task.lead.bodies), "cooperating": list(task.cooperating.bodies)}
    state = {"state": str(verdict.state), "kind": task.deadline.rule.kind}
    due = _due_facts(verdict.worst) | {"days_late": verdict.days_late}
    wording = {"content": task.content, "deadline": task.deadline.words, "product": task.product.words}
    obligations = [obligation_facts(obligation) for obligation in verdict.verdicts]
    owed = {"note": task.note, "joint": task.owed == "jointly", "obligations": obligations}
    return {"number": task.number} | bodies | state | due | wording | owed


def obligation_facts(verdict: Verdict) -> Facts:
    """Return the verdict on one obligation; `report` is the last monthly report about it."""
    work, freshness = verdict.work, verdict.freshness
    return {
        "agency": verdict.agency.id,
        "state": str(verdict.state),
        **_due_facts(verdict),
        **fields_of(verdict, "days_late", "late_before", "done_on", "claimed", "accepted"),
        "returned": work.returned is not None,
        "reopened": work.reopened is not None,
        "at_risk": optional_fields(verdict.at_risk, "reported_on", "expected_on", "timely"),
        **fields_of(verdict, "suspended", "maintained"),
        "fresh": freshness.fresh if freshness else None,
        "streak": freshness.streak if freshness else 0,
        "repeats": work.repeats,
        "target_met": verdict.record.target_met,
        "occurrences": list_of(verdict.record.occurrences, "name", "reported_on"),
        "report": _last_report_facts(work),
    }


def _due_facts(verdict: Verdict) -> Facts:
    return fields_of(verdict, "due", "original_due") | {"extended": verdict.extensions}


def _last_report_facts(work: WorkHistory) -> Facts | None:
    if not work.updates:
        return None
    last = work.updates[-1]
    return fields_of(last, "period", "reported_on") | fields_of(last.value, "state", "progress")


def claim_facts(verdict: Verdict, claim: Claim) -> Facts:
    """Return one claim, with the evidence for it."""
    obligation = {"task": verdict.task.number, "agency": claim.agency, "state": str(verdict.state)}
    evidence = {"evidence": list_of(claim.evidence, *_EVIDENCE)}
    return obligation | fields_of(claim, "done_on", "reported_on") | evidence


# --- indicators and obstacles -----------------------------------------------------------------------------------------


def series_facts(series: IndicatorSeries) -> Facts:
    """Return one agency's values of one indicator over the months."""
    indicator = fields_of(series.indicator, "id", "tasks") | {"agency": series.agency.id}
    target = fields_of(series.indicator, "unit", "comparator", "target") | {"met": series.met}
    values = [fields_of(point, "period") | fields_of(point.measured, "value", "of") for point in series.points]
    return indicator | target | {"values": values}


def obstacle_facts(opened: OpenObstacle, as_of: date) -> Facts:
    """Return one open obstacle with the answers to it."""
    obligation = {"agency": opened.agency.id, "task": opened.task}
    name = fields_of(opened.obstacle, "name", "category", "beyond_authority")
    since = fields_of(opened, "raised_on") | {"days": opened.days_open(as_of)}
    answers = list_of((entry.value for entry in opened.answers), "date", "by", "answer")
    return obligation | name | since | fields_of(opened.obstacle, "description", "proposal") | {"answers": answers}


# --- the timeline -----------------------------------------------------------------------------------------------------


def timeline_facts(entry: TimelineEntry) -> Facts:
    """Return one entry of a task's timeline; `event` says what happened and which keys follow."""
    agency = entry.agency.id if entry.agency is not None else None
    return {"day": json_value(entry.happened_on), "agency": agency} | _event_facts(entry)


def _event_facts(entry: TimelineEntry) -> Facts:
    from plan190.status.timeline import BecameOverdue, Completed, DeadlineSet, DecisionMade, EntryReported, PlanIssued

    match entry.event:
        case PlanIssued():
            return {"event": "issued"}
        case DeadlineSet(due=due):
            return {"event": "deadline", "due": json_value(due)}
        case BecameOverdue(verdicts=verdicts):
            return {"event": "overdue", "agencies": [verdict.agency.id for verdict in verdicts]}
        case Completed(claim=claim, verdict=verdict):
            return {"event": "done", **fields_of(verdict, "state", "days_late"), "accepted": claim.accepted is not None}
        case EntryReported() as reported:
            return _reported_facts(reported)
        case DecisionMade(entry=decision):
            return {"event": "decided", **fields_of(decision.value, "kind", "id", "by")}


def _reported_facts(reported: EntryReported) -> Facts:
    update, period = reported.entry.value, str(reported.report.value.period)
    evidence = {"evidence": list_of(update.evidence, *_EVIDENCE)}
    if isinstance(update, Contribution):
        return {"event": "contributed", "period": period, "contribution": update.contribution, **evidence}
    corrects = str(update.corrects) if isinstance(update, Correction) else None
    report = {
        "event": "reported",
        "period": period,
        "corrects": corrects,
        "mended_on": json_value(reported.corrected_on),
    }
    return report | {
        **fields_of(update, "state", "progress", "done_on", "summary"),
        "indicators": list_of(update.indicators, "id", "value", "of"),
        "obstacles": list_of(update.obstacles, *_OBSTACLE),
        "at_risk": optional_fields(update.at_risk, "reason", "expected_on"),
        **evidence,
    }
