"""JSON of the changes between two states of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.model.register import ReportFile
from plan190.status.facts import (
    decision_facts,
    obligation_facts,
    owed_by_facts,
    owed_report_facts,
    target_change_facts,
    task_reference,
)

if TYPE_CHECKING:
    from plan190.status import fact_types as types
    from plan190.status.changes import Changes, ObligationChange, RecordChange, StateFlow


def changes_facts(changes: Changes, commit: str | None = None) -> types.Changes:
    """Return all changes; `commit`: the one whose data are the earlier state, None for the same data."""
    return {
        "since": {"as_of": changes.before, "commit": commit},
        "changes": list(map(_obligation_change, changes.obligations)),
        "flows": list(map(_state_flow, changes.flows)),
        "missing": list(map(owed_report_facts, changes.missing)),
        "submitted": list(map(owed_report_facts, changes.submitted)),
        "records": list(map(_record_change, changes.records)),
        "targets": list(map(target_change_facts, changes.targets)),
        "left_out_before": [{"agency": item.agency.id, "period": item.period} for item in changes.left_out],
    }


def _obligation_change(change: ObligationChange) -> types.ObligationChange:
    old, new, decision = change.old, change.new, change.decision
    return {
        **task_reference(change.verdict.task.id),
        **owed_by_facts(change.verdict),
        "change": change.kind,
        "decision": decision_facts(decision) if decision is not None else None,
        "before": obligation_facts(old) if old is not None else None,
        "after": obligation_facts(new) if new is not None else None,
    }


def _state_flow(flow: StateFlow) -> types.StateFlow:
    return {
        "state": flow.state, "before": flow.before, "entered": flow.entered, "left": flow.left, "after": flow.after,
    }  # fmt: skip


def _record_change(change: RecordChange) -> types.RecordChange:
    record = change.record
    if isinstance(record, ReportFile):
        return {"record": change.kind, "agency": record.agency, "period": record.period, "decision": None}
    return {"record": change.kind, "agency": None, "period": None, "decision": decision_facts(record)}
