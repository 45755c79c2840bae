"""The facts of an assessment in types that JSON has: what `--format json` promises (`docs/json.md`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.agency import Agency, Group
    from plan190.register import Register
    from plan190.status.assess import Assessment, TaskVerdict
    from plan190.status.state import Tally

SCHEMA = 1
"""The number of the contract: fields may join under one number; none changes its meaning or goes."""


def head(register: Register, as_of: date | None) -> dict[str, object]:
    """Give what every answer begins with: the schema, the plan and the day."""
    plan = register.plan.value
    return {
        "schema": SCHEMA,
        "plan": {"number": plan.number, "symbol": plan.symbol, "issued_on": plan.issued_on.isoformat()},
        "as_of": as_of.isoformat() if as_of else None,
    }


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
        "agencies": [
            {
                "id": one.agency.id,
                "name": one.agency.name,
                "relation": one.agency.relation,
                "lead": tally_facts(one.leads),
                "cooperating": one.cooperates,
            }
            for one in assessment.agencies
        ],
    }


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
        "due": verdict.due.isoformat() if verdict.due else None,
        "days_late": verdict.days_late,
        "content": task.content,
        "deadline": task.deadline.words,
        "product": task.product.words,
        "note": task.note,
        "joint": task.owed == "jointly",
        "obligations": [
            {
                "agency": one.obligation.agency.id,
                "state": str(one.state),
                "due": one.due.day.isoformat() if one.due else None,
            }
            for one in verdict.verdicts
        ],
    }
