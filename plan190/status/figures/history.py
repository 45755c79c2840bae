"""Figures of the history of one task: all that was reported and decided, with the commits that brought it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from plan190.status import timeline as events
from plan190.status.facts import task_reference, timeline_facts
from plan190.status.history import Record, RecordedChange, RepositoryHistory
from plan190.status.targets import concerns_task, place_of
from plan190.status.timeline import history_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.diagnostics import Place
    from plan190.model.register import Register
    from plan190.status import fact_types as types
    from plan190.status.history import Recorded, UnreadVersion
    from plan190.status.timeline import Event, TimelineEntry
    from plan190.status.verdicts import Assessment, TaskVerdict


class HistoryRow(NamedTuple):
    """An event, its place in the data files, and the record of its commits.

    `place`: None if it follows from other entries. `is_stored`: whether it is an entry of a file whose commits are
    known; then a `record` of None means that it was never committed.
    """

    entry: TimelineEntry
    place: Place | None = None
    record: Record | None = None
    is_stored: bool = False


class HistoryFigures(NamedTuple):
    """The history of a task in order of time.

    `agency`: the id of the body to which it is limited, None for the whole task. `unread`: the versions of the plan
    that were not compared. `is_in_repository`: whether the data folder is in a repository.
    """

    task: TaskVerdict
    agency: str | None
    rows: tuple[HistoryRow, ...]
    unread: tuple[UnreadVersion, ...]
    is_in_repository: bool


def history_figures(
    register: Register,
    assessment: Assessment,
    task: TaskVerdict,
    repository: RepositoryHistory | None,
    agency: str | None = None,
) -> HistoryFigures | None:
    """Return the history of the task, or of its part that concerns a body; None if the body never had to do with it.

    `repository`: None if the data folder is in no repository. `agency`: the id of an agency or group. The history of an
    agency includes that of the agencies from which it took the task over.
    """
    recorded = repository or RepositoryHistory()
    changes = [change for change in recorded.changes if concerns_task(change.change, register, task.task)]
    agencies = register.member_ids[agency] if agency is not None else frozenset()
    own = [item for item in task.verdicts if not agencies.isdisjoint(item.obligation.held_ever)]
    of_own = replace(task, verdicts=tuple(own)) if own else task
    entries: Iterable[TimelineEntry] = history_of(register, assessment, of_own, changes)
    if agency is not None:
        taken_over_from = (item.obligation.held_ever for item in own if not item.is_joint)
        agencies = agencies.union(*taken_over_from)
        entries = [entry for entry in entries if _is_about(entry.event, register, agencies, is_owed=bool(own))]
        if not own and not any(isinstance(entry.event, events.EntryReported) for entry in entries):
            return None
    rows = tuple(_row(register, task, entry, recorded) for entry in entries)
    return HistoryFigures(task, agency, rows, recorded.unread, repository is not None)


def _is_about(event: Event, register: Register, agencies: frozenset[str], *, is_owed: bool) -> bool:
    """Return whether the event concerns one of the agencies or the whole task. `is_owed`: they owe or owed it."""
    match event:
        case events.EntryReported(report=report) | events.ReportWithdrawn(report=report):
            return report.agency in agencies
        case events.DecisionMade(entry=entry):
            fields = vars(entry.value)
            named = (*fields.get("agencies", ()), fields.get("agency"), fields.get("to"))
            bodies = [register.member_ids[id_] for id_ in named if id_ is not None]
            return not bodies or any(not members.isdisjoint(agencies) for members in bodies)
        case RecordedChange(change=change):
            subject = change.subject
            return subject.kind != "agency" or subject.id in agencies
        case events.BecameOverdue() | events.Completed():
            return is_owed
        case _:
            return True


def _row(register: Register, task: TaskVerdict, entry: TimelineEntry, recorded: RepositoryHistory) -> HistoryRow:
    match entry.event:
        case events.PlanIssued():
            return HistoryRow(entry, register.place(register.plan_entry, "issued_on"))
        case events.DeadlineSet():
            return HistoryRow(entry, register.place(task.entry, "deadline"))
        case events.EntryReported(entry=reported, report=report):
            return HistoryRow(entry, register.place(reported), recorded.files.get(report.file), is_stored=True)
        case events.ReportWithdrawn(report=report):
            place = register.place(report.report, "withdrawn")
            return HistoryRow(entry, place, recorded.files.get(report.file), is_stored=True)
        case events.DecisionMade(entry=decision):
            record = recorded.decisions.get(decision.value.id)
            return HistoryRow(entry, register.place(decision), record, is_stored=True)
        case RecordedChange(change=change, recorded=added):
            return HistoryRow(entry, place_of(register, change), Record(added), is_stored=True)
        case _:
            return HistoryRow(entry)


def history_facts(figures: HistoryFigures, root: str) -> types.TaskHistory:
    """Return the history of the task. `root`: the path of the data folder in messages."""
    return {
        **task_reference(figures.task.task.id),
        "agency": figures.agency,
        "history": [_row_facts(figures, row, root) for row in figures.rows],
        "unread": [{"file": version.file, **_recorded(version.recorded)} for version in figures.unread],
    }


def _row_facts(figures: HistoryFigures, row: HistoryRow, root: str) -> types.HistoryEntry:
    record, place = row.record, row.place
    is_committed = record is not None and record.is_current
    return {
        "event": timeline_facts(row.entry),
        "place": f"{root}/{place.path}:{place.line}" if place is not None else None,
        "added": _recorded(record.added) if record is not None else None,
        "changed": _recorded(record.changed) if record is not None and record.changed is not None else None,
        "committed": is_committed if row.is_stored and figures.is_in_repository else None,
    }


def _recorded(recorded: Recorded) -> types.Recorded:
    return {"commit": recorded.commit, "day": recorded.day, "committer": recorded.committer}
