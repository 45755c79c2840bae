"""The facts of an assessment in types that JSON has: what `--format json` promises (`docs/json.md`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.model.report import Contribution, Correction
from plan190.status.state import State
from plan190.status.submissions import Submission, SubmissionState

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.agency import Agency, Group
    from plan190.model.citation import CitedDocument
    from plan190.model.month import Month
    from plan190.model.plan import Indicator
    from plan190.model.register import Register
    from plan190.model.report import Evidence, Obstacle
    from plan190.model.task import Task
    from plan190.status.assess import AgencyVerdict, Assessment, TaskVerdict, Verdict
    from plan190.status.indicators import IndicatorSeries
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.state import Tally
    from plan190.status.timeline import EntryReported, TimelineEntry
    from plan190.status.work_history import Claim

SCHEMA = 2
"""The number of the contract: fields may join under one number; none changes its meaning or goes.

2: `due` is the day as decisions moved it, `waiting` holds what is suspended too, and a state `ended` joined.
"""


def head(register: Register, as_of: date | None) -> dict[str, object]:
    """Give what every answer begins with: the schema, the plan, the day, and whether it is a made-up example."""
    plan = register.plan.value
    return {
        "schema": SCHEMA,
        "plan": {"number": plan.number, "symbol": plan.symbol, "issued_on": plan.issued_on.isoformat()},
        "as_of": as_of.isoformat() if as_of else None,
        "fiction": plan.fiction,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


_ALL = 1000
"""All of it, in tenths of a percent."""


def percent_of(value: int, whole: int) -> tuple[int, int] | None:
    """Give a share in percent and tenths of one, rounded to the nearest, but 99.96 % is never 100; None of nothing."""
    if not whole:
        return None
    tenths = (2000 * value + whole) // (2 * whole)
    return divmod(tenths - 1 if tenths == _ALL and value < whole else tenths, 10)


def tally_facts(tally: Tally) -> dict[str, object]:
    """Give a tally: the total and the number in each state."""
    return {"total": tally.total, "by_state": {str(state): number for state, number in tally.by_state.items()}}


def status_facts(register: Register, assessment: Assessment) -> dict[str, object]:
    """Give the plan's totals and each agency's."""
    tasks, owed = tally_facts(assessment.by_task), tally_facts(assessment.by_obligation)
    return head(register, assessment.as_of) | {
        "totals": {
            "tasks": tasks["total"],
            "obligations": owed["total"],
            "by_state": tasks["by_state"],
            "obligations_by_state": owed["by_state"],
        },
        "claimed": sum(verdict.claimed for verdict in assessment.verdicts),
        "accepted": sum(verdict.accepted for verdict in assessment.verdicts),
        "reports": {**submission_counts(assessment, assessment.period), "period": str(assessment.period)},
        "agencies": [
            {
                "id": one.agency.id,
                "name": one.agency.name,
                "relation": one.agency.relation,
                "lead": tally_facts(one.leads),
                "cooperating": one.cooperates,
                "report": submission_facts(one.submission(assessment.period)),
            }
            for one in assessment.agencies
        ],
    }


def submission_counts(assessment: Assessment, period: Month) -> dict[str, int]:
    """Give how the reports that are owed of a period came in: the number in each state, and of all of them."""
    owed = [one for agency in assessment.agencies for one in agency.submissions if one.period == period and one.owed]
    counts = {str(state): sum(one.state is state for one in owed) for state in SubmissionState}
    return {"owed": len(owed), **counts}


def submission_facts(submission: Submission | None) -> dict[str, object] | None:
    """Give how one monthly report came in."""
    if submission is None:
        return None
    return {
        "period": str(submission.period),
        "state": str(submission.state),
        "due": submission.due.isoformat(),
        "reported_on": _iso(submission.report.value.reported_on) if submission.report else None,
        "days_late": submission.days_late,
        "owed": submission.owed,
    }


def owed_facts(item: Verdict | Submission) -> dict[str, object]:
    """Return an obligation with its task number, or a monthly report with its agency."""
    if isinstance(item, Submission):
        return {"agency": item.agency.id} | (submission_facts(item) or {})
    return {"task": item.task.number} | obligation_facts(item)


def overdue_by_assumption(register: Register, assessment: Assessment) -> tuple[int, list[int]]:
    """Give how many overdue obligations rest on a roster that the plan does not spell out, and of which tasks."""
    overdue = (one.task for one in assessment.verdicts if one.state is State.OVERDUE)
    resting = [task for task in overdue if register.rests_on_roster(task)]
    return len(resting), sorted({task.number for task in resting})


def reports_facts(agencies: tuple[AgencyVerdict, ...]) -> list[dict[str, object]]:
    """Give each agency's monthly reports, period by period."""
    return [
        {"agency": one.agency.id, "reports": [submission_facts(submission) for submission in one.submissions]}
        for one in agencies
        if one.submissions
    ]


def agency_facts(agency: Agency) -> dict[str, object]:
    """Give what the data say of an agency."""
    return {
        "id": agency.id,
        "name": agency.name,
        "english": agency.english,
        "abbreviations": list(agency.abbreviations),
        "kind": agency.kind,
        "level": agency.level,
        "relation": agency.relation,
        "monthly_report": agency.monthly_report,
    }


def group_facts(group: Group) -> dict[str, object]:
    """Give what the data say of a group; `members` are ids as written."""
    return {
        "id": group.id,
        "name": group.name,
        "english": group.english,
        "roster": group.roster,
        "members": list(group.members),
    }


def task_facts(verdict: TaskVerdict) -> dict[str, object]:
    """Give one task with its obligations. `lead` and `cooperating` are ids as named, groups not spelt out."""
    task = verdict.task
    return {
        "number": task.number,
        "lead": list(task.lead.bodies),
        "cooperating": list(task.cooperating.bodies),
        "state": str(verdict.state),
        "kind": task.deadline.rule.kind,
        "due": _iso(verdict.due),
        "original_due": _iso(verdict.worst.original_due),
        "extended": verdict.worst.extended,
        "days_late": verdict.days_late,
        "content": task.content,
        "deadline": task.deadline.words,
        "product": task.product.words,
        "note": task.note,
        "joint": task.owed == "jointly",
        "obligations": [obligation_facts(one) for one in verdict.verdicts],
    }


def indicators_of(register: Register, task: Task) -> tuple[Indicator, ...]:
    """Give the numbers that the plan demands of a task."""
    return tuple(one for one in register.plan.value.indicators if task.number in one.tasks)


def cited_in(register: Register, task: Task) -> tuple[CitedDocument, ...]:
    """Give the documents that a task cites."""
    return tuple(entry.value for entry in register.documents if task.number in entry.value.tasks)


def whole_task_facts(register: Register, verdict: TaskVerdict) -> dict[str, object]:
    """Give one task with its obligations and all that bears on its words."""
    task = verdict.task
    return task_facts(verdict) | {
        "lead_words": task.lead.words,
        "cooperating_words": task.cooperating.words,
        "product_type": task.product.type,
        "indicators": [one.id for one in indicators_of(register, task)],
        "documents": [one.id for one in cited_in(register, task)],
        "errata": [
            {"where": one.where, "written": one.written, "meant": one.meant, "sure": one.sure} for one in task.errata
        ],
        "assumptions": [one.id for one in register.assumptions_of(task)],
    }


def obligation_facts(verdict: Verdict) -> dict[str, object]:
    """Give what is so of one obligation; `report` is the last monthly report that speaks of it."""
    work, fresh, warned = verdict.record.work, verdict.freshness, verdict.at_risk
    last = work.updates[-1] if work.updates else None
    return {
        "agency": verdict.agency.id,
        "state": str(verdict.state),
        "due": _iso(verdict.due),
        "original_due": _iso(verdict.original_due),
        "extended": verdict.extended,
        "days_late": verdict.days_late,
        "late_before": verdict.late_before,
        "done_on": _iso(verdict.done.done_on) if verdict.done else None,
        "claimed": verdict.claimed,
        "accepted": verdict.accepted,
        "returned": work.returned is not None,
        "reopened": work.reopened is not None,
        "at_risk": {
            "reported_on": _iso(warned.update.warned_on),
            "expected_on": _iso(warned.notice.expected_on),
            "timely": warned.timely,
        }
        if warned
        else None,
        "suspended": verdict.suspended,
        "maintained": verdict.maintained,
        "fresh": fresh.fresh if fresh else None,
        "streak": fresh.streak if fresh else 0,
        "repeats": work.repeats,
        "target_met": verdict.record.target_met,
        "occurrences": [
            {"name": one.name, "reported_on": _iso(one.update.reported_on) if one.update else None}
            for one in verdict.record.occurrences
        ],
        "report": {
            "period": str(last.period),
            "reported_on": _iso(last.reported_on),
            "state": last.value.state,
            "progress": last.value.progress,
        }
        if last
        else None,
    }


def claim_facts(verdict: Verdict, claim: Claim) -> dict[str, object]:
    """Give one claim: whose, of what, since when, and what is to prove it."""
    return {
        "task": verdict.task.number,
        "agency": claim.update.agency,
        "state": str(verdict.state),
        "done_on": claim.done_on.isoformat(),
        "reported_on": claim.update.reported_on.isoformat(),
        "evidence": [_evidence_facts(evidence) for evidence in claim.update.value.evidence],
    }


def series_facts(measure: IndicatorSeries) -> dict[str, object]:
    """Give one agency's values of one indicator over the months."""
    indicator = measure.indicator
    return {
        "id": indicator.id,
        "tasks": list(indicator.tasks),
        "agency": measure.agency.id,
        "unit": indicator.unit,
        "comparator": indicator.comparator,
        "target": indicator.target,
        "met": measure.met,
        "values": [
            {"period": str(point.period), "value": point.measured.value, "of": point.measured.of}
            for point in measure.points
        ],
    }


def obstacle_facts(one: OpenObstacle, as_of: date) -> dict[str, object]:
    """Give one open obstacle with its answers."""
    return {
        "agency": one.agency.id,
        "task": one.update.value.task,
        "name": one.obstacle.name,
        "category": one.obstacle.category,
        "beyond_authority": one.obstacle.beyond_authority,
        "raised_on": one.raised.reported_on.isoformat(),
        "days": one.days_since(as_of),
        "description": one.obstacle.description,
        "proposal": one.obstacle.proposal,
        "answers": [
            {"date": entry.value.date.isoformat(), "by": entry.value.by, "answer": entry.value.answer}
            for entry in one.answers
        ],
    }


def timeline_facts(entry: TimelineEntry) -> dict[str, object]:
    """Return one entry of a task's timeline; the key `event` names its kind, which decides what other keys follow."""
    from plan190.status.timeline import BecameOverdue, Completed, DeadlineSet, DecisionMade, EntryReported, PlanIssued

    facts: dict[str, object] = {"day": entry.day.isoformat(), "agency": entry.agency.id if entry.agency else None}
    match entry.event:
        case PlanIssued():
            return facts | {"event": "issued"}
        case DeadlineSet(due=due):
            return facts | {"event": "deadline", "due": _iso(due)}
        case BecameOverdue(verdicts=verdicts):
            return facts | {"event": "overdue", "agencies": [verdict.agency.id for verdict in verdicts]}
        case Completed(claim=claim, verdict=verdict):
            state, accepted = str(verdict.state), claim.accepted is not None
            return facts | {"event": "done", "state": state, "days_late": verdict.days_late, "accepted": accepted}
        case EntryReported() as reported:
            return facts | _reported_facts(reported)
        case DecisionMade(entry=decided):
            decision = decided.value
            return facts | {"event": "decided", "kind": decision.kind, "id": decision.id, "by": decision.by}


def _reported_facts(reported: EntryReported) -> dict[str, object]:
    entry, period = reported.entry.value, str(reported.report.value.period)
    evidence = [_evidence_facts(evidence) for evidence in entry.evidence]
    if isinstance(entry, Contribution):
        contribution = entry.contribution
        return {"event": "contributed", "period": period, "contribution": contribution, "evidence": evidence}
    risk = entry.at_risk
    return {
        "event": "reported",
        "period": period,
        "corrects": str(entry.corrects) if isinstance(entry, Correction) else None,
        "mended_on": _iso(reported.corrected_on),
        "state": entry.state,
        "progress": entry.progress,
        "done_on": _iso(entry.done_on),
        "summary": entry.summary,
        "indicators": [{"id": item.id, "value": item.value, "of": item.of} for item in entry.indicators],
        "obstacles": [_reported_obstacle_facts(obstacle) for obstacle in entry.obstacles],
        "at_risk": {"reason": risk.reason, "expected_on": _iso(risk.expected_on)} if risk else None,
        "evidence": evidence,
    }


def _evidence_facts(evidence: Evidence) -> dict[str, object]:
    date_text = _iso(evidence.date)
    return {"title": evidence.title, "number": evidence.number, "date": date_text, "link": evidence.link}


def _reported_obstacle_facts(obstacle: Obstacle) -> dict[str, object]:
    return {
        "name": obstacle.name,
        "category": obstacle.category,
        "beyond_authority": obstacle.beyond_authority,
        "description": obstacle.description,
        "proposal": obstacle.proposal,
    }
