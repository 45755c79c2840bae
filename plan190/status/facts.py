"""The facts of an assessment as values for JSON: the contract of `--format json` (`docs/json.md`).

Keys, their order and their meaning are part of the contract.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from plan190.model.month import Month
from plan190.model.period import Period
from plan190.model.report import Contribution
from plan190.model.task import task_number
from plan190.status.indicators import whole_number
from plan190.status.submissions import Submission

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.model.agency import Agency, Group
    from plan190.model.register import Register
    from plan190.status.indicators import IndicatorSeries
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.state import Tally
    from plan190.status.timeline import EntryReported, TimelineEntry
    from plan190.status.verdicts import OpenClaim, TaskVerdict, Verdict
    from plan190.status.work_history import WorkHistory

Facts = dict[str, object]

SCHEMA = 3
"""The version of the contract. Within a version, fields may be added, but not changed or removed.

Version 3: tasks have an `id`, which is a text; `task_id` is beside `task`; the state `unread` is new.
Version 2: `due` is the date as moved by decisions, `waiting` includes suspended obligations, the state `ended` is new.
"""

_EVIDENCE = ("title", "number", "date", "link")
_OBSTACLE = ("name", "category", "beyond_authority", "description", "proposal")
SUBMISSION = ("period", "state", "due", "reported_on", "days_late", "owed")


def json_value(value: object) -> object:
    """Return a date, period or state as text, a decimal as an integer, a tuple as a list, other values unchanged."""
    if isinstance(value, (date, Month, Period, str)):
        return str(value)
    if isinstance(value, Decimal):
        return whole_number(value)
    return list(value) if isinstance(value, tuple) else value


def fields_of(source: object, *names: str) -> Facts:
    """Return the attributes with these names as values for JSON."""
    return {name: json_value(getattr(source, name)) for name in names}


def optional_fields(source: object | None, *names: str) -> Facts | None:
    """Return the attributes with these names; None if the source is None."""
    return fields_of(source, *names) if source is not None else None


def list_of(sources: Iterable[object], *names: str) -> list[Facts]:
    """Return the attributes with these names for each source."""
    return [fields_of(source, *names) for source in sources]


def head(register: Register, as_of: date, *, is_future: bool) -> Facts:
    """Return the first facts of a view of the plan: schema, plan, date, fiction, and the reports left out.

    `is_future`: whether the date has not come yet.
    """
    identity = fields_of(register.plan, "number", "symbol", "issued_on")
    about = {"schema": SCHEMA, "plan": identity, "as_of": json_value(as_of)}
    return about | {"fiction": register.plan.fiction, "future": is_future} | left_out_facts(register)


def left_out_facts(register: Register) -> Facts:
    """Return the reports that figures leave out because of errors."""
    return {"left_out": list_of(register.left_out, "agency", "period", "codes")}


def task_reference(id_: str) -> Facts:
    """Return the number and the id of a task that other facts refer to."""
    return {"task": task_number(id_), "task_id": id_}


# --- the plan and its agencies ----------------------------------------------------------------------------------------


def tally_facts(tally: Tally) -> Facts:
    """Return the total of a tally and its number in each state."""
    return {"total": tally.total, "by_state": dict(tally.by_state)}


def owed_facts(item: Verdict | Submission) -> Facts:
    """Return an obligation with its task number, or a submission with its agency."""
    if isinstance(item, Submission):
        return {"agency": item.agency.id} | fields_of(item, *SUBMISSION)
    return task_reference(item.task.id) | obligation_facts(item)


def agency_data(agency: Agency) -> Facts:
    """Return the data of an agency."""
    names = ("id", "name", "english", "abbreviations", "kind", "level", "relation", "monthly_report")
    successors = list_of(agency.successors, "to", "tasks")
    return fields_of(agency, *names, "valid_from", "valid_to") | {"successors": successors}


def group_data(group: Group) -> Facts:
    """Return the data of a group; `members` are ids of agencies and groups."""
    return fields_of(group, "id", "name", "english", "roster", "members")


# --- tasks and obligations --------------------------------------------------------------------------------------------


def task_verdict_facts(verdict: TaskVerdict) -> Facts:
    """Return one task with its obligations; `lead` and `cooperating` are ids of agencies and groups."""
    task = verdict.task
    return {
        "id": task.id,
        "number": task.number,
        "lead": list(task.lead.bodies),
        "cooperating": list(task.cooperating.bodies),
        "state": str(verdict.state),
        "kind": task.deadline.rule.kind,
        **_due_facts(verdict.worst),
        "days_late": verdict.days_late,
        "content": task.content,
        "deadline": task.deadline.words,
        "product": task.product.words,
        "note": task.note,
        "joint": task.owed == "jointly",
        "obligations": list(map(obligation_facts, verdict.verdicts)),
    }


def obligation_facts(verdict: Verdict) -> Facts:
    """Return the verdict on one obligation; `report` is the last update on it."""
    work = verdict.work
    return {
        **_owed_by_facts(verdict),
        "state": str(verdict.state),
        **_due_facts(verdict),
        **fields_of(verdict, "days_late", "late_before", "done_on", "claimed", "accepted"),
        "claimed_by": [claim.agency for claim in verdict.record.open_claims],
        "stated": verdict.is_stated,
        "returned": work.returned is not None,
        "reopened": work.reopened is not None,
        "at_risk": optional_fields(verdict.at_risk, "reported_on", "expected_on", "timely"),
        **fields_of(verdict, "suspended", "maintained"),
        **fields_of(verdict.freshness, "fresh", "streak"),
        "repeats": work.repeats,
        "target_met": verdict.record.target_met,
        "occurrences": list_of(verdict.record.occurrences, "name", "reported_on"),
        "report": _last_report_facts(work),
    }


def _owed_by_facts(verdict: Verdict) -> Facts:
    """Return the agency that owes an obligation, the one that owes it by the plan, and all agencies that owe it.

    Agency and origin of a joint task are None.
    """
    agencies = [body.id for body in verdict.agencies]
    if verdict.is_joint:
        return {"agency": None, "origin": None, "agencies": agencies}
    return {"agency": verdict.body.id, "origin": verdict.obligation.origin.id, "agencies": agencies}


def _due_facts(verdict: Verdict) -> Facts:
    return fields_of(verdict, "due", "original_due") | {"extended": verdict.extensions}


def change_facts(old: Verdict | None, new: Verdict) -> Facts:
    """Return an obligation before and after a change; before is None if it did not exist."""
    before = obligation_facts(old) if old is not None else None
    return task_reference(new.task.id) | _owed_by_facts(new) | {"before": before, "after": obligation_facts(new)}


def _last_report_facts(work: WorkHistory) -> Facts | None:
    if not work.updates:
        return None
    last = work.updates[-1]
    return fields_of(last, "period", "reported_on") | fields_of(last.value, "state", "progress")


def claim_facts(open_claim: OpenClaim) -> Facts:
    """Return one claim awaiting acceptance, with its evidence."""
    verdict, claim = open_claim
    obligation = task_reference(verdict.task.id) | {"agency": claim.agency, "state": str(verdict.state)}
    dates = fields_of(claim, "done_on", "reported_on")
    return obligation | dates | {"evidence": list_of(claim.evidence, *_EVIDENCE)}


# --- indicators and obstacles -----------------------------------------------------------------------------------------


def series_facts(series: IndicatorSeries) -> Facts:
    """Return one agency's values of one indicator over the months."""
    tasks = list(map(task_number, series.indicator.tasks))
    indicator = {"id": series.indicator.id, "tasks": tasks, "agency": series.agency.id}
    target = fields_of(series.indicator, "unit", "comparator", "target") | {"met": series.met}
    values = [fields_of(point, "period") | fields_of(point.measured, "value", "of") for point in series.points]
    return indicator | target | {"values": values}


def obstacle_facts(item: OpenObstacle, as_of: date) -> Facts:
    """Return one open obstacle with its age in days as of the date, and the answers to it."""
    obligation = {"agency": item.agency.id} | task_reference(item.task)
    name = fields_of(item.obstacle, "name", "category", "beyond_authority")
    raised = fields_of(item, "raised_on") | {"days": item.days_open(as_of)}
    text = fields_of(item.obstacle, "description", "proposal")
    answers = list_of((entry.value for entry in item.answers), "date", "by", "answer")
    return obligation | name | raised | text | {"answers": answers}


# --- the timeline -----------------------------------------------------------------------------------------------------


def timeline_facts(entry: TimelineEntry) -> Facts:
    """Return one entry of a task's timeline; the keys after `event` depend on the event."""
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
            return {"event": "overdue", "agencies": [body.id for verdict in verdicts for body in verdict.agencies]}
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
    return {
        "event": "reported",
        "period": period,
        "corrects": json_value(getattr(update, "corrects", None)),
        "mended_on": json_value(reported.corrected_on),
        **fields_of(update, "state", "progress", "done_on", "summary"),
        "indicators": list_of(update.indicators, "id", "value", "of"),
        "obstacles": list_of(update.obstacles, *_OBSTACLE),
        "at_risk": optional_fields(update.at_risk, "reason", "expected_on"),
        **evidence,
    }
