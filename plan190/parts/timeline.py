"""The table of a task's timeline in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, cast

from plan190.document.blocks import Block, Cell, Column, Heading
from plan190.model.decision import Reply, Settle, Withdraw
from plan190.model.report import Contribution, Correction
from plan190.model.value import Value
from plan190.parts.cells import Columns, Ids, agency_cell, apply_columns, build_table, date_cell, state_cell
from plan190.parts.explanation import decision_text, rule_text
from plan190.parts.names import (
    agencies_in_state,
    agency_names,
    authority_text,
    document_name,
    indicator_name,
    late_before_text,
    measured_text,
    period_name,
    state_text,
    update_state_text,
    with_note,
)
from plan190.parts.succession import basis_text, holders_text
from plan190.status import timeline as events
from plan190.status.figures.tasks import share_of
from plan190.status.grouping import group_by
from plan190.status.history import RecordedChange
from plan190.status.targets import item_text
from plan190.status.timeline import agency_order, event_name
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.document.blocks import Table, Tone
    from plan190.model.deadline import Rule
    from plan190.model.decision import Decision
    from plan190.model.register import Body
    from plan190.model.report import Evidence, Obstacle, Update
    from plan190.parts.context import ViewContext
    from plan190.status.figures.history import HistoryFigures, HistoryRow
    from plan190.status.history import Recorded
    from plan190.status.holdings import Holding
    from plan190.status.targets import Item, TargetChange
    from plan190.status.timeline import TimelineEntry
    from plan190.status.verdicts import TaskVerdict
    from plan190.words import Words

NONE = Cell("—")
"""The cell for a missing agency or missing details."""


class TimelineRow(NamedTuple):
    """The agency of an event, if it has one, and the cells: its name, content, and details such as evidence."""

    agency: Body | None
    event: Cell
    content: Cell
    details: Cell = NONE


DatedRow = tuple["TimelineEntry", TimelineRow]
"""An event and its cells."""

_IDS: Ids[DatedRow] = {
    "agency_id": lambda row: getattr(row[1].agency, "id", None),
    "event_id": lambda row: event_name(row[0].event),
}


def timeline_blocks(context: ViewContext, task: TaskVerdict, timeline: Sequence[TimelineEntry]) -> Iterator[Block]:
    """Yield the table of the task's events; if several agencies owe it, their events are in a second table."""
    words = context.words
    is_shared = len(task.verdicts) > 1 or any(verdict.is_joint for verdict in task.verdicts)
    parts = group_by(timeline, lambda entry: is_shared and entry.agency is not None)
    of_task = parts.get(False, [])
    of_agencies = sorted(parts.get(True, ()), key=lambda entry: agency_order(context.register, entry))

    headings = (Heading(words("timeline.title")), Heading(words("timeline.by_agency"), 2))
    for heading, name, entries in zip(headings, ("story", "stories"), (of_task, of_agencies), strict=True):
        if entries:
            yield heading
        rows = [(entry, _event_row(context, task, entry)) for entry in entries]
        columns = _columns(context)
        yield build_table(columns, rows, name=name, stacked=True, sortable=name == "stories", ids=_IDS)


def history_table(context: ViewContext, figures: HistoryFigures) -> Table:
    """Return the table of a task's history in order of time, each event with its place and its commits."""
    words = context.words
    items = [((row.entry, _event_row(context, figures.task, row.entry)), row) for row in figures.rows]

    def place(item: tuple[DatedRow, HistoryRow]) -> Cell:
        return Cell(context.place_text(item[1].place)) if item[1].place is not None else NONE

    columns: Columns[tuple[DatedRow, HistoryRow]] = apply_columns(_columns(context), lambda item: item[0])
    columns.append((Column(words("column.place")), place))
    if figures.is_in_repository:
        columns.append((Column(words("column.commit"), wide=True), lambda item: _record_cell(item[1], words)))
    return build_table(columns, items, name="history", stacked=True)


def _record_cell(row: HistoryRow, words: Words) -> Cell:
    """Return the cell with the commits that brought an entry into the repository."""
    if not row.is_stored:
        return NONE
    record = row.record
    if record is None:
        return Cell(words("history.uncommitted"), tone="warn")
    parts = [recorded_text(record.added, words)]
    if record.changed is not None:
        parts.append(words("history.changed", commit=recorded_text(record.changed, words)))
    if not record.is_current:
        parts.append(words("history.differs"))
    return Cell("; ".join(parts), tone="plain" if record.is_current else "warn")


def recorded_text(recorded: Recorded, words: Words) -> str:
    """Return a commit with its date and committer."""
    day = words.short_day(recorded.day)
    return words("history.commit", commit=recorded.commit, day=day, committer=recorded.committer)


def _columns(context: ViewContext) -> Columns[DatedRow]:
    """Return the columns of a table of events."""
    words = context.words

    def agency(row: DatedRow) -> Cell:
        return agency_cell(context, row[1].agency) if row[1].agency is not None else NONE

    return [
        (Column(words("column.day")), lambda row: date_cell(row[0].happened_on, words)),
        (Column(words("column.agency")), agency),
        (Column(words("timeline.event")), lambda row: row[1].event),
        (Column(words("column.content"), wide=True), lambda row: row[1].content),
        (Column(words("timeline.details"), wide=True), lambda row: row[1].details),
    ]


def _event_row(context: ViewContext, task: TaskVerdict, entry: TimelineEntry) -> TimelineRow:
    plan, words, bodies = context.plan, context.words, context.register.bodies
    match entry.event:
        case events.PlanIssued():
            issuer, number = context.register.body_in_plan(plan.issuer), plan.document_number
            return TimelineRow(issuer, Cell(words("timeline.issued")), Cell(number) if number else NONE)
        case events.DeadlineSet(due=due):
            return TimelineRow(None, Cell(words("timeline.deadline")), Cell(_deadline_text(task, due, words)))
        case events.BecameOverdue() as event:
            obligation = event.verdicts[0].obligation
            agency = obligation.body_on(entry.happened_on) if len(task.verdicts) == 1 else None
            content = Cell(_overdue_text(context, task, event))
            return TimelineRow(agency, Cell(words("timeline.overdue"), tone="bad"), content)
        case events.HandedOver(holdings=holdings):
            return TimelineRow(None, *_handed_over_cells(holdings, words))
        case events.Completed(claim=claim, verdict=verdict):
            period, day = period_name(claim.update.period, words), words.day(claim.update.reported_on)
            accepted = words("flag.accepted" if claim.accepted else "flag.claimed")
            text = f"{words('timeline.claim', period=period, day=day)}; {accepted}"
            return TimelineRow(bodies[claim.update.agency], state_cell(verdict, words), Cell(text))
        case events.EntryReported() as event:
            return TimelineRow(bodies[event.report.agency], *_reported_cells(context, event))
        case events.ReportWithdrawn(report=report, why=why):
            name = Cell(words("timeline.withdrawn", period=period_name(report.period, words)), tone="warn")
            return TimelineRow(bodies[report.agency], name, Cell(one_line(why)))
        case events.DecisionMade() as event:
            return TimelineRow(bodies[event.entry.value.by], *_decision_cells(context, event))
        case RecordedChange() as changed:
            return TimelineRow(None, *_target_cells(context, changed))


def _deadline_text(task: TaskVerdict, due: date | None, words: Words) -> str:
    deadline = task.task.deadline
    text = f"“{deadline.words}”: {rule_text(deadline.rule, words)}"
    return f"{text}; {words('timeline.due', day=words.day(due))}" if due else text


def _overdue_text(context: ViewContext, task: TaskVerdict, event: events.BecameOverdue) -> str:
    """Return the state of the overdue obligations, with their number and agencies if several agencies owe the task."""
    verdicts, total, words = event.verdicts, len(task.verdicts), context.words
    state = words("timeline.state_on", day=words.day(context.as_of), state=state_text(verdicts[0], words))
    if verdicts[0].late_before:
        state = with_note(state, late_before_text(verdicts[0], words))
    if total == 1:
        return state
    ordered = sorted(verdicts, key=lambda verdict: not verdict.is_stated)
    names = agency_names(ordered, words, "; ")
    return f"{state}: {agencies_in_state(share_of(task, verdicts), words)}: {names}"


def _handed_over_cells(holdings: Sequence[Holding], words: Words) -> tuple[Cell, Cell, Cell]:
    """Return the cells with the name, the agencies and the basis of a succession; an end is marked."""
    first = holdings[0]
    name = Cell(words("timeline.handed_over")) if first.agency else Cell(words("change.ended"), tone="warn")
    return name, Cell(holders_text(holdings, words)), Cell(basis_text(first.basis, first.succession, words))


# --- reports ---------------------------------------------------------------------------------------------------------


def _reported_cells(context: ViewContext, event: events.EntryReported) -> tuple[Cell, Cell, Cell]:
    """Return the cells with the name, content and details of an entry; the content of a corrected entry is muted."""
    entry, words = event.entry.value, context.words
    period = period_name(event.report.period, words)
    details = [evidence_text(evidence, words) for evidence in entry.evidence]
    if isinstance(entry, Contribution):
        name, content = words("timeline.contributed", period=period), one_line(entry.contribution)
    else:
        name, content = words("timeline.reported", period=period), _update_text(event, entry, words)
        details = [*_update_details(context, entry), *details]
    if isinstance(entry, Correction):
        name = words("timeline.corrected", corrects=period_name(entry.corrects, words), period=period)
    if event.withdrawn_on is not None:
        content += f" ({words('timeline.withdrawn_on', day=words.day(event.withdrawn_on))})"
    is_replaced = event.corrected_on is not None or event.withdrawn_on is not None
    tone: Tone = "mute" if is_replaced else "plain"
    return Cell(name), Cell(content, tone=tone), Cell("; ".join(details) or "—")


def _update_text(event: events.EntryReported, update: Update, words: Words) -> str:
    """Return the state and the summary of an update, its reason if it is a correction, and when it was corrected."""
    text = update_state_text(update, words)
    if update.done_on is not None:
        text += f", {words('explain.done_on', day=words.day(update.done_on))}"
    if update.summary:
        text += f": {one_line(update.summary)}"
    if isinstance(update, Correction):
        text += f" ({words('timeline.correction_reason', why=one_line(update.why))})"
    if event.corrected_on is not None:
        text += f" ({words('timeline.corrected_on', day=words.day(event.corrected_on))})"
    return text


def _update_details(context: ViewContext, update: Update) -> Iterator[str]:
    """Yield the delay warning, the indicator values and the obstacles of an update."""
    risk, words = update.at_risk, context.words
    if risk is not None:
        yield f"{words('flag.at_risk', day=words.day(risk.expected_on))}: {one_line(risk.reason)}"
    for measured in update.indicators:
        name = indicator_name(context.register.indicators[measured.id], words)
        yield words("timeline.measured", name=name, value=measured_text(measured, words))
    for obstacle in update.obstacles:
        yield _obstacle_text(obstacle, words)


def _obstacle_text(obstacle: Obstacle, words: Words) -> str:
    category, authority = words(f"category.{obstacle.category}"), authority_text(obstacle, words)
    description = one_line(obstacle.description)
    text = words("timeline.obstacle", kind=category, authority=authority, description=description)
    if not obstacle.proposal:
        return text
    return with_note(text, words("timeline.proposal", text=one_line(obstacle.proposal)))


def evidence_text(evidence: Evidence, words: Words) -> str:
    """Return the citation of a piece of evidence: its title, number, date and link."""
    parts = []
    if evidence.number:
        parts.append(words("timeline.number", number=evidence.number))
    if evidence.date:
        parts.append(words("explain.done_on", day=words.day(evidence.date)))
    text = with_note(evidence.title, " ".join(parts))
    return f"{text} <{evidence.link}>" if evidence.link else text


# --- decisions -------------------------------------------------------------------------------------------------------


def _decision_cells(context: ViewContext, event: events.DecisionMade) -> tuple[Cell, Cell, Cell]:
    """Return the cells with the name, content and details of a decision; the content of a cancelled one is muted."""
    decision, later = event.entry.value, event.cancelled_by
    name = _decision_name(context, decision)
    if decision.recorded_on is not None:
        name += f" {context.words('decided.dated', day=context.words.day(decision.date))}"
    if decision.corrects:
        name += f" {context.words('decided.corrects', id=decision.corrects)}"
    content = []
    if isinstance(decision, Reply | Settle):
        content.append(one_line(decision.answer))
    agencies = getattr(decision, "agencies", ())
    if agencies:
        content.append(context.words("timeline.agencies_concerned", names=context.short_names(agencies)))
    if decision.why:
        content.append(one_line(decision.why))
    if later is not None:
        key = "timeline.decision_withdrawn" if isinstance(later, Withdraw) else "timeline.decision_replaced"
        content.append(context.words(key, id=later.id, day=context.words.day(later.counts_from)))
    tone: Tone = "mute" if later is not None else "plain"
    source = getattr(decision, "source", "")
    details = (document_name(decision.document, context.words), one_line(source), f"[{decision.id}]")
    return Cell(name), Cell("; ".join(content) or "—", tone=tone), Cell(" ".join(filter(None, details)))


def _decision_name(context: ViewContext, decision: Decision) -> str:
    match decision:
        case Reply(agency=agency, obstacle=name):
            return context.words("timeline.answered", name=name, agency=context.name_in_text(agency))
        case Settle(assumption=id_):
            return context.words("timeline.settled", id=id_)
        case _:
            return decision_text(context, decision)


# --- changed targets -------------------------------------------------------------------------------------------------


def _target_cells(context: ViewContext, changed: RecordedChange) -> tuple[Cell, Cell, Cell]:
    """Return the cells with the name, content and details of a changed target."""
    words, change = context.words, changed.change
    name, content = target_texts(context, change)
    details = NONE
    if changed.decision is not None:
        details = Cell(words("timeline.with_decision", id=changed.decision.id))
    elif change.basis is not None:
        details = Cell(words("timeline.with_basis", basis=one_line(change.basis)))
    elif changed.is_undecided:
        details = Cell(words("timeline.without_decision"), tone="warn")
    return Cell(name), Cell(content), details


def target_texts(context: ViewContext, change: TargetChange) -> tuple[str, str]:
    """Return the name of a change of a target, and its content: from, to."""
    words = context.words
    subject = words(f"target.{change.subject.kind}", id=change.subject.id)
    before, after = (_items_text(context, items) for items in (change.before, change.after))
    if not change.field:
        key, content = ("timeline.target_new", after) if change.after else ("timeline.target_removed", before)
        return words(key, subject=subject), content
    what = words(f"target.{change.subject.kind}.{change.field}")
    return words("timeline.target", what=what, subject=subject), words("timeline.from_to", before=before, after=after)


def _items_text(context: ViewContext, items: Sequence[Item]) -> str:
    return "; ".join(_item_text(context, item) for item in items) or "—"


def _item_text(context: ViewContext, item: Item) -> str:
    """Return an item in the reader's language: a rule as a phrase, a date, or a body by its name."""
    if isinstance(item, Value):
        return rule_text(cast("Rule", item), context.words)
    if isinstance(item, date):
        return context.words.day(item)
    if item in context.register.bodies:
        return context.short_name(str(item))
    return one_line(item_text(item))
