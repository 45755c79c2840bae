"""Tables and texts about changes between two states of the plan, for the command and the monthly report."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.document.blocks import NOT_CSV, ONLY_CSV, Cell, Column
from plan190.model.register import ReportFile
from plan190.model.task import task_order
from plan190.parts.cells import Columns, Ids, agency_cell, build_table, count_cell, date_cell, number_column, task_cell
from plan190.parts.explanation import decision_line
from plan190.parts.names import (
    claim_texts,
    counts_text,
    dated_state_text,
    period_name,
    short_name,
    state_text,
    submission_state_text,
    taken_over_texts,
    tone_of,
    with_note,
)
from plan190.parts.timeline import target_texts
from plan190.status.changes import ChangeKind
from plan190.status.grouping import group_by
from plan190.status.snapshot import tasks_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plan190.document.blocks import Table, Tone
    from plan190.model.decision import Decision
    from plan190.parts.context import ViewContext
    from plan190.status.changes import Changes, ObligationChange, RecordChange, StateFlow
    from plan190.status.submissions import Submission
    from plan190.status.targets import TargetChange
    from plan190.status.verdicts import Verdict
    from plan190.words import Words


LISTED = frozenset(ChangeKind) - {ChangeKind.ACCEPTED, ChangeKind.RETURNED, ChangeKind.OTHER}
"""The changes that the monthly report lists; it has a table of the decided claims."""


def kinds_text(changes: Changes, words: Words) -> str:
    """Return the sentence with the number of changes of each kind that occurs; "" without any."""
    counts = counts_text("change", {kind: len(items) for kind, items in changes.by_kind.items()}, words)
    return words("changes.kinds", counts=counts) if counts else ""


def reports_text(changes: Changes, words: Words) -> str:
    """Return the sentence with the number of reports that were submitted or became missing; "" without any."""
    numbers = {"submitted": len(changes.submitted), "missing": len(changes.missing)}
    counts = counts_text("changes.reports", numbers, words)
    return words("changes.reports", counts=counts) if counts else ""


def changed_tasks(changes: Changes, words: Words, most: int) -> Iterator[str]:
    """Yield a line for each kind of change in `LISTED`: the agencies with their tasks.

    If there are more than `most` agencies: the tasks with the number of their obligations.
    """
    for kind, items in changes.by_kind.items():
        if kind in LISTED:
            key, parts = "monthly.changed", _by_agency(items, words)
            if len(parts) > most:
                key, parts = "monthly.changed.by_task", _by_task(items, words)
            yield words(key, change=words(f"change.{kind}"), number=len(items), parts=", ".join(parts))


def _by_agency(items: Iterable[ObligationChange], words: Words) -> list[str]:
    by_agency = group_by(items, lambda change: _agency_name(change.verdict, words))
    return [with_note(name, ", ".join(item.verdict.task.id for item in own)) for name, own in by_agency.items()]


def _agency_name(verdict: Verdict, words: Words) -> str:
    return words("joint.short") if verdict.is_joint else short_name(verdict.body, words)


def _by_task(items: Iterable[ObligationChange], words: Words) -> list[str]:
    by_task = group_by(items, lambda change: change.verdict.task.id)
    ordered = sorted(by_task.items(), key=lambda pair: task_order(pair[0]))
    return [words("monthly.task_counted", task=task, number=len(own)) for task, own in ordered]


def obligation_changes_table(context: ViewContext, changes: Iterable[ObligationChange]) -> Table:
    """Return the table of changes of obligations, one a row, for CSV."""
    words = context.words
    columns: Columns[ObligationChange] = [
        (Column(words("column.agency"), wide=True), lambda change: agency_cell(context, change.verdict.body)),
        (Column(words("column.task"), number=True), lambda change: task_cell(change.verdict.task.id)),
        (Column(words("column.change"), wide=True), lambda change: words(f"change.{change.kind}")),
        (Column(words("column.details"), wide=True), lambda change: _details_cell(context, change)),
    ]
    ids: Ids[ObligationChange] = {
        "task_id": attrgetter("verdict.task.id"),
        "agency_id": attrgetter("verdict.body.id"),
        "change_id": attrgetter("kind"),
        "before_state_id": lambda change: getattr(change.old, "state", None),
        "after_state_id": lambda change: getattr(change.new, "state", None),
        "decision_id": lambda change: getattr(change.decision, "id", None),
    }
    return build_table(columns, changes, name="changes", ids=ids, media=ONLY_CSV)


def changes_by_agency_table(context: ViewContext, changes: Iterable[ObligationChange]) -> Table:
    """Return the table of changes of obligations; equal changes of the tasks of an agency are one row."""
    words = context.words
    rows = group_by(changes, lambda change: (change.verdict.body.id, change.kind, _details_cell(context, change)))
    columns: Columns[list[ObligationChange]] = [
        (Column(words("column.agency")), lambda row: agency_cell(context, row[0].verdict.body)),
        (Column(words("column.change")), lambda row: words(f"change.{row[0].kind}")),
        (Column(words("column.tasks"), wide=True), lambda row: ", ".join(change.verdict.task.id for change in row)),
        (Column(words("column.details"), wide=True), lambda row: _details_cell(context, row[0])),
    ]
    return build_table(columns, rows.values(), name="changes_by_agency", wraps=True, media=NOT_CSV)


def _details_cell(context: ViewContext, change: ObligationChange) -> Cell:
    """Return the cell that says more about a change, and which decision made it."""
    words = context.words
    is_end = change.is_succession and change.kind is ChangeKind.ENDED
    texts = ["" if is_end else _details(change.kind, change.old, change.verdict, words)]
    if change.decision is not None:
        texts.append(_decision_reference(change.decision, words))
    elif change.is_succession:
        texts.append(words(f"changes.succession.{change.kind}"))
    if change.kind is not ChangeKind.HANDED_OVER:
        texts.extend(taken_over_texts(change.verdict, words))
    tone: Tone = "plain" if change.kind is ChangeKind.HANDED_OVER else tone_of(change.verdict.state)
    return Cell("; ".join(filter(None, texts)), tone=tone)


def _details(kind: ChangeKind, old: Verdict | None, verdict: Verdict, words: Words) -> str:
    match kind:
        case ChangeKind.ACCEPTED:
            return ""
        case ChangeKind.RETURNED | ChangeKind.CLAIMED:
            return "; ".join(claim_texts(verdict, words))
        case ChangeKind.STARTED if verdict.work.latest is not None:
            return dated_state_text(verdict.work.latest, words)
        case ChangeKind.MOVED if old is not None:
            return f"{_due_text(old, words)} → {_due_text(verdict, words)}"
        case ChangeKind.HANDED_OVER if old is not None:
            return f"{_names_without(old, verdict, words)} → {_names_without(verdict, old, words)}"
        case ChangeKind.ENDED if old is not None:
            return _state_text(old, words)
        case ChangeKind.REOPENED | ChangeKind.OTHER if old is not None:
            return f"{_state_text(old, words)} → {_state_text(verdict, words)}"
        case _:
            return _state_text(verdict, words)


def _names_without(verdict: Verdict, other: Verdict, words: Words) -> str:
    """Return the short names of the agencies that owe one obligation and not the other; a dash for none."""
    names = [short_name(item, words) for item in verdict.agencies if item.id not in other.obligation.agency_ids]
    return ", ".join(names) or "—"


def _due_text(verdict: Verdict, words: Words) -> str:
    return words.short_day(verdict.due) if verdict.due is not None else "—"


def _state_text(verdict: Verdict, words: Words) -> str:
    """Return the state with the days late or left, and whether a claim awaits acceptance, is accepted or returned."""
    notes = claim_texts(verdict, words)
    if verdict.accepted:
        notes.append(words("flag.accepted"))
    return with_note(state_text(verdict, words), "; ".join(notes))


def _decision_reference(decision: Decision, words: Words) -> str:
    """Return the date and the id of a decision."""
    return words("changes.decision", day=words.short_day(decision.date), id=decision.id)


def flows_table(flows: Sequence[StateFlow], words: Words) -> Table:
    """Return the table of obligations by state: before, entered, left and after."""
    columns: Columns[StateFlow] = [
        (Column(words("column.state")), lambda flow: Cell(words(f"state.{flow.state}"), tone=tone_of(flow.state))),
        (number_column("before", words), lambda flow: count_cell(flow.before)),
        (number_column("entered", words), lambda flow: count_cell(flow.entered)),
        (number_column("left", words), lambda flow: count_cell(flow.left)),
        (number_column("after", words), lambda flow: count_cell(flow.after)),
    ]
    ids = {"state_id": attrgetter("state")}
    return build_table(columns, flows, name="flows", ids=ids)


def records_table(context: ViewContext, before: ViewContext, records: Iterable[RecordChange]) -> Table:
    """Return the table of reports and decisions that were recorded, changed or removed later.

    `before`: the context of the earlier state, which has the names in removed records.
    """
    words = context.words
    columns: Columns[RecordChange] = [
        (
            Column(words("column.record"), wide=True),
            lambda change: _record_text(before if change.kind == "removed" else context, change),
        ),
        (Column(words("column.day")), lambda change: date_cell(change.dated, words)),
        (Column(words("column.change")), lambda change: words(f"record.{change.kind}")),
    ]
    ids = {"change_id": attrgetter("kind"), "record_id": attrgetter("name")}
    return build_table(columns, records, name="records", ids=ids)


def _record_text(context: ViewContext, change: RecordChange) -> str:
    record = change.record
    if isinstance(record, ReportFile):
        agency = context.short_name(record.agency)
        return context.words("changes.report", agency=agency, month=period_name(record.period, context.words))
    tasks = tasks_named(record, context.register.tasks_by_id.values())
    return with_note(decision_line(context, record, tasks, getattr(record, "agencies", ())), record.id)


def targets_table(context: ViewContext, targets: Iterable[TargetChange]) -> Table:
    """Return the table of what differs in the plan's own data."""
    columns: Columns[TargetChange] = [
        (Column(context.words("column.change"), wide=True), lambda change: target_texts(context, change)[0]),
        (Column(context.words("column.details"), wide=True), lambda change: target_texts(context, change)[1]),
    ]
    ids: Ids[TargetChange] = {
        "subject_kind_id": attrgetter("subject.kind"),
        "subject_id": attrgetter("subject.id"),
        "field_id": attrgetter("field"),
    }
    return build_table(columns, targets, name="targets", ids=ids)


def submitted_table(context: ViewContext, submitted: Iterable[Submission]) -> Table:
    """Return the table of reports that were submitted, one a row."""
    words = context.words
    columns: Columns[Submission] = [
        (Column(words("column.agency"), wide=True), lambda item: agency_cell(context, item.agency)),
        (Column(words("column.period")), lambda item: period_name(item.period, words)),
        (Column(words("column.reported_on")), lambda item: date_cell(item.reported_on, words)),
        (Column(words("column.submission")), lambda item: submission_state_text(item, words)),
    ]
    ids = {"agency_id": attrgetter("agency.id"), "period": attrgetter("period"), "report_state_id": attrgetter("state")}
    return build_table(columns, submitted, name="submitted", ids=ids)
