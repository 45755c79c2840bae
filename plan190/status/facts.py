"""The facts of an assessment: what `--format json` prints (`docs/json.md`). Their types are in `fact_types`."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Literal, TypeVar

from plan190.model.report import Contribution
from plan190.model.task import task_number
from plan190.status.submissions import Submission

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from _typeshed import DataclassInstance

    from plan190.model.agency import Agency, Group, Reorganisation
    from plan190.model.decision import Decision
    from plan190.model.register import KnownAt, LeftOut, Register
    from plan190.model.report import Obstacle
    from plan190.status import fact_types as types
    from plan190.status.holdings import Holding
    from plan190.status.indicators import IndicatorSeries
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.recurrence import Recurrence
    from plan190.status.targets import TargetChange
    from plan190.status.timeline import EntryReported, TimelineEntry
    from plan190.status.verdicts import OpenClaim, TaskVerdict, Verdict
    from plan190.status.work_history import WorkHistory

Base = TypeVar("Base", bound="DataclassInstance")

SCHEMA: Literal[3] = 3
"""The version of the contract. Within a version, fields may be added, but not changed or removed.

Version 3: tasks have an `id`, which is a text; `task_id` is beside `task`; the state `unread` is new.
Version 2: `due` is the date as moved by decisions, `waiting` includes suspended obligations, the state `ended` is new.
"""


def part_of(value: Base, base: type[Base]) -> Base:
    """Return the fields of the base class from a value of a subclass."""
    return base(**{field.name: getattr(value, field.name) for field in fields(base)})


def head(register: Register, as_of: date, *, is_future: bool) -> types.Head:
    """Return the first facts of an unfiltered view of the plan: schema, plan, date, fiction, and the reports left out.

    `is_future`: whether the date has not come yet.
    """
    plan = register.plan
    return {
        "schema": SCHEMA,
        "plan": {"number": plan.number, "symbol": plan.symbol, "issued_on": plan.issued_on},
        "as_of": as_of,
        "known_at": known_at_facts(register.known_at),
        "fiction": plan.fiction,
        "future": is_future,
        "filters": {},
        **left_out_facts(register),
    }


def known_at_facts(known_at: KnownAt | None) -> types.KnownAt | None:
    """Return the commit whose data a view shows, with its date; None for the data of now."""
    return None if known_at is None else {"commit": known_at.commit, "committed_on": known_at.committed_on}


def left_out_facts(register: Register) -> types.LeftOut:
    """Return the reports that figures leave out because of errors."""
    return {"left_out": list(map(_left_out_report, register.left_out))}


def _left_out_report(report: LeftOut) -> types.LeftOutReport:
    return {"agency": report.agency, "period": report.period, "codes": report.codes}


def task_reference(id_: str) -> types.TaskReference:
    """Return the number and the id of a task that other facts refer to."""
    return {"task": task_number(id_), "task_id": id_}


# --- the plan and its agencies ----------------------------------------------------------------------------------------


def submission_facts(submission: Submission) -> types.Submission:
    """Return one monthly report."""
    return {
        "period": submission.period, "state": submission.state, "due": submission.due,
        "reported_on": submission.reported_on, "days_late": submission.days_late, "owed": submission.owed,
    }  # fmt: skip


def owed_report_facts(submission: Submission) -> types.OwedReport:
    """Return a monthly report with its agency."""
    return {"agency": submission.agency.id, **submission_facts(submission)}


def owed_facts(item: Verdict | Submission) -> types.OwedObligation | types.OwedReport:
    """Return an obligation with its task, or a monthly report with its agency."""
    return owed_report_facts(item) if isinstance(item, Submission) else owed_obligation_facts(item)


def agency_data(agency: Agency) -> types.Agency:
    """Return the data of an agency."""
    return {
        "id": agency.id, "name": agency.name, "english": agency.in_english, "abbreviations": agency.abbreviations,
        "kind": agency.kind, "level": agency.level, "relation": agency.relation,
        "monthly_report": agency.monthly_report, "valid_from": agency.valid_from, "valid_to": agency.valid_to,
        "successors": agency.successors,
    }  # fmt: skip


def reorganisation_facts(basis: str | None, stated: Reorganisation | None) -> types.ReorganisationFacts:
    """Return the legal basis of a reorganisation, how certain it is, and the id of the assumption about it."""
    if stated is None:
        return {"basis": basis, "certainty": "certain", "assumption": None}
    return {"basis": basis, "certainty": stated.certainty, "assumption": stated.assumption}


def group_data(group: Group) -> types.Group:
    """Return the data of a group; `members` are ids of agencies and groups."""
    return {
        "id": group.id, "name": group.name, "english": group.in_english, "roster": group.roster,
        "members": group.members,
    }  # fmt: skip


# --- tasks and obligations --------------------------------------------------------------------------------------------


def task_verdict_facts(verdict: TaskVerdict) -> types.Task:
    """Return one task with its obligations; `lead` and `cooperating` are ids of agencies and groups."""
    task = verdict.task
    return {
        "id": task.id, "number": task.number, "lead": task.lead.bodies, "cooperating": task.cooperating.bodies,
        "state": verdict.state,
        "kind": task.deadline.rule.kind,
        **_due_facts(verdict.worst), "days_late": verdict.days_late, "content": task.content,
        "deadline": task.deadline.words, "condition": task.deadline.condition, "product": task.product.words,
        "note": task.note, "joint": task.owed == "jointly",
        "obligations": list(map(obligation_facts, verdict.verdicts)),
    }  # fmt: skip


def obligation_facts(verdict: Verdict) -> types.Obligation:
    """Return the verdict on one obligation; `report` is the last update on it."""
    record, work = verdict.record, verdict.work
    return {
        **owed_by_facts(verdict), "state": verdict.state, **_due_facts(verdict), "days_late": verdict.days_late,
        "late_before": verdict.late_before, "done_on": verdict.done_on, "claimed": verdict.claimed,
        "accepted": verdict.accepted,
        "claimed_by": [claim.agency for claim in record.open_claims],
        "stated": verdict.is_stated,
        "returned": work.returned is not None,
        "reopened": work.reopened is not None,
        "at_risk": _warning_facts(verdict),
        "suspended": verdict.suspended, "maintained": verdict.maintained, "fresh": verdict.freshness.fresh,
        "streak": verdict.freshness.streak, "repeats": work.repeats, "target_met": record.target_met,
        "occurrences": [{"name": item.name, "reported_on": item.reported_on} for item in record.occurrences],
        "due_occurrences": _due_occurrence_facts(record.recurrence),
        "report": _last_report_facts(work),
    }  # fmt: skip


def _due_occurrence_facts(recurrence: Recurrence | None) -> list[types.DueOccurrence]:
    """Return the occurrences of recurring work with due dates."""
    if recurrence is None:
        return []
    return [
        {
            "name": item.name, "due": item.due, "state": recurrence.state_of(item), "done_on": item.done_on,
            "days_late": item.days_late,
        }
        for item in recurrence.occurrences
    ]  # fmt: skip


def owed_obligation_facts(verdict: Verdict) -> types.OwedObligation:
    """Return an obligation with its task."""
    return {**task_reference(verdict.task.id), **obligation_facts(verdict)}


def owed_by_facts(verdict: Verdict) -> types.OwedBy:
    """Return the agency that owes an obligation, the one that owes it by the plan, and all agencies that owe it.

    Agency and origin of a joint task are None.
    """
    agencies = [body.id for body in verdict.agencies]
    if verdict.is_joint:
        return {"agency": None, "origin": None, "agencies": agencies}
    return {"agency": verdict.body.id, "origin": verdict.obligation.origin.id, "agencies": agencies}


def _due_facts(verdict: Verdict | None) -> types.Due:
    """Return the due date of an obligation; of a task without obligations, that it has none."""
    if verdict is None:
        return {"due": None, "original_due": None, "extended": 0}
    return {"due": verdict.due, "original_due": verdict.original_due, "extended": verdict.extensions}


def _warning_facts(verdict: Verdict) -> types.DelayWarning | None:
    warning = verdict.at_risk
    if warning is None:
        return None
    return {"reported_on": warning.reported_on, "expected_on": warning.expected_on, "timely": warning.timely}


def change_facts(old: Verdict | None, new: Verdict) -> types.Change:
    """Return an obligation before and after a change; before is None if it did not exist."""
    before = obligation_facts(old) if old is not None else None
    return {**task_reference(new.task.id), **owed_by_facts(new), "before": before, "after": obligation_facts(new)}


def decision_facts(decision: Decision) -> types.Decision:
    """Return one decision."""
    return {"id": decision.id, "date": decision.date, "kind": decision.kind, "by": decision.by}


def _last_report_facts(work: WorkHistory) -> types.LastReport | None:
    if not work.updates:
        return None
    last = work.updates[-1]
    state, progress = last.value.state, last.value.progress
    return {"period": last.period, "reported_on": last.reported_on, "state": state, "progress": progress}


def claim_facts(open_claim: OpenClaim) -> types.Claim:
    """Return one claim awaiting acceptance, with its evidence."""
    verdict, claim = open_claim
    return {
        **task_reference(verdict.task.id), "agency": claim.agency, "state": verdict.state, "done_on": claim.done_on,
        "reported_on": claim.reported_on, "evidence": claim.evidence,
    }  # fmt: skip


# --- indicators and obstacles -----------------------------------------------------------------------------------------


def series_facts(series: IndicatorSeries) -> types.IndicatorSeries:
    """Return one agency's values of one indicator over the months."""
    indicator = series.indicator
    values = [(point.period, point.measured) for point in series.points]
    return {
        "id": indicator.id,
        "tasks": list(map(task_number, indicator.tasks)),
        "agency": series.agency.id, "unit": indicator.unit, "comparator": indicator.comparator,
        "target": series.target, "met": series.met,
        "values": [{"period": period, "value": measured.value, "of": measured.of} for period, measured in values],
    }  # fmt: skip


def obstacle_facts(item: OpenObstacle, as_of: date) -> types.OpenObstacle:
    """Return one open obstacle with its age in days as of the date, and the answers to it."""
    obstacle, replies = item.obstacle, [entry.value for entry in item.answers]
    return {
        "agency": item.agency.id,
        **task_reference(item.task),
        "name": obstacle.name,
        "category": obstacle.category,
        "beyond_authority": obstacle.beyond_authority,
        "raised_on": item.raised_on,
        "days": item.days_open(as_of),
        "description": obstacle.description,
        "proposal": obstacle.proposal,
        "answers": [{"date": reply.date, "by": reply.by, "answer": reply.answer} for reply in replies],
    }


def obstacles_facts(obstacles: Iterable[OpenObstacle], as_of: date) -> types.Obstacles:
    """Return the open obstacles."""
    return {"obstacles": [obstacle_facts(item, as_of) for item in obstacles]}


def _reported_obstacle(obstacle: Obstacle) -> types.Obstacle:
    return {
        "name": obstacle.name, "category": obstacle.category, "beyond_authority": obstacle.beyond_authority,
        "description": obstacle.description, "proposal": obstacle.proposal,
    }  # fmt: skip


# --- the timeline -----------------------------------------------------------------------------------------------------


def timeline_facts(entry: TimelineEntry) -> types.Event:
    """Return one entry of a task's timeline; the keys after `event` depend on the event."""
    from plan190.status import timeline as events
    from plan190.status.history import RecordedChange

    agency = entry.agency.id if entry.agency is not None else None
    happened: types.Happened = {"day": entry.happened_on, "agency": agency}
    match entry.event:
        case events.PlanIssued():
            return {**happened, "event": "issued"}
        case events.DeadlineSet(due=due):
            return {**happened, "event": "deadline", "due": due}
        case events.BecameOverdue(verdicts=verdicts):
            agencies = [body.id for verdict in verdicts for body in verdict.agencies]
            return {**happened, "event": "overdue", "agencies": agencies}
        case events.HandedOver(holdings=holdings):
            return {**happened, "event": "handed_over", "holdings": list(map(holding_facts, holdings))}
        case events.Completed(claim=claim, verdict=verdict):
            state, days_late, accepted = verdict.state, verdict.days_late, claim.accepted is not None
            return {**happened, "event": "done", "state": state, "days_late": days_late, "accepted": accepted}
        case events.EntryReported() as reported:
            return _reported_facts(reported, happened)
        case events.ReportWithdrawn(report=report, why=why):
            return {**happened, "event": "withdrawn", "period": report.period, "why": why}
        case events.DecisionMade(entry=decision, cancelled_by=later):
            made, cancelled_by = decision.value, later.id if later is not None else None
            return {
                **happened, "event": "decided", "kind": made.kind, "id": made.id, "by": made.by,
                "cancelled_by": cancelled_by,
            }  # fmt: skip
        case RecordedChange(change=change, decision=decided):
            decision_id = decided.id if decided is not None else None
            target = target_change_facts(change)
            return {**happened, "event": "target", **target, "decision": decision_id, "basis": change.basis}


def holding_facts(holding: Holding) -> types.Holding:
    """Return the time in which an agency owed an obligation."""
    return {
        "agency": holding.agency.id if holding.agency is not None else None,
        "previous": holding.previous.id if holding.previous is not None else None,
        "since": holding.since,
        "through": holding.through,
        "decision": holding.transfer.id if holding.transfer is not None else None,
        **reorganisation_facts(holding.basis, holding.succession),
    }


def target_change_facts(change: TargetChange) -> types.TargetChange:
    """Return a target that differs between two versions of the data."""
    from plan190.status.targets import item_text

    return {
        "subject": {"kind": change.subject.kind, "id": change.subject.id}, "field": change.field,
        "from": list(map(item_text, change.before)), "to": list(map(item_text, change.after)),
    }  # fmt: skip


def _reported_facts(reported: EntryReported, happened: types.Happened) -> types.Reported | types.Contributed:
    update, period = reported.entry.value, reported.report.period
    if isinstance(update, Contribution):
        text, evidence = update.contribution, update.evidence
        return {
            **happened, "event": "contributed", "period": period, "withdrawn_on": reported.withdrawn_on,
            "contribution": text, "evidence": evidence,
        }  # fmt: skip
    return {
        **happened, "event": "reported", "period": period,
        "corrects": getattr(update, "corrects", None),
        "mended_on": reported.corrected_on, "withdrawn_on": reported.withdrawn_on,
        "state": update.state, "progress": update.progress, "done_on": update.done_on,
        "summary": update.summary, "indicators": update.indicators,
        "obstacles": list(map(_reported_obstacle, update.obstacles)),
        "at_risk": update.at_risk, "evidence": update.evidence,
    }  # fmt: skip
