"""The tables that reports and letters carry: agencies, tasks, what is overdue or due next, who has reported."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from plan190.document import Cell, Column, Table
from plan190.status.deliveries import Delivered
from plan190.status.state import OPEN, State
from plan190.tables import agencies_table, agency_cell, leading, task_cell, task_state_cell
from plan190.wording import body_names, document_name, due_cell, month_name, one_line, short, state_of, tone_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from plan190.model.month import Month
    from plan190.register import Register
    from plan190.status.assess import AgencyVerdict, Assessment, TaskVerdict, Verdict
    from plan190.status.deliveries import Delivery
    from plan190.status.obstacles import OpenObstacle
    from plan190.words import Words


def overdue(assessment: Assessment) -> tuple[Verdict, ...]:
    """Give the obligations that are overdue, the longest first, those of one day by task."""
    found = (one for one in assessment.verdicts if one.state is State.OVERDUE)
    return tuple(sorted(found, key=lambda one: (-one.days_late, one.obligation.task.number)))


def due_through(assessment: Assessment, last: date) -> tuple[Verdict, ...]:
    """Give the open obligations that are due from the day on through the last one, the soonest first."""
    found = (
        one
        for one in assessment.verdicts
        if one.state in OPEN and one.due is not None and assessment.as_of <= one.due <= last
    )
    return tuple(sorted(found, key=lambda one: (one.days_left, one.obligation.task.number)))


def agencies_annex(assessment: Assessment, period: Month, words: Words) -> Table:
    """Give the table of each leading agency, with a last column of remarks."""
    table = agencies_table(assessment, words, period=period)
    notes = [_remarks(assessment, one, words) for one in leading(assessment)]
    rows = tuple((*row, Cell(note)) for row, note in zip(table.rows, notes, strict=True))
    totals = (*table.totals, Cell("")) if table.totals else None
    return replace(table, columns=(*table.columns, Column(words("column.remark"), wide=True)), rows=rows, totals=totals)


def _remarks(assessment: Assessment, agency: AgencyVerdict, words: Words) -> str:
    mine = [one for one in assessment.verdicts if one.obligation.agency.id == agency.agency.id]
    counted = {
        "claimed": sum(one.claimed for one in mine),
        "extended": sum(bool(one.extended) for one in mine),
        "at_risk": sum(one.at_risk is not None for one in mine),
    }
    told = [words("remark.requested")] if agency.agency.relation == "requested" else []
    told += [words(f"remark.{name}", number=number) for name, number in counted.items() if number]
    return "; ".join(told)


def tasks_annex(register: Register, assessment: Assessment, obstacles: Sequence[OpenObstacle], words: Words) -> Table:
    """Give the table of all tasks: what is asked, what was reported last, how it stands, what is in the way."""
    columns = (
        Column(words("column.row"), number=True),
        Column(words("column.content"), wide=True),
        Column(words("column.lead")),
        Column(words("column.cooperating"), wide=True),
        Column(words("column.deadline")),
        Column(words("column.product"), wide=True),
        Column(words("column.result"), wide=True),
        Column(words("column.state")),
        Column(words("column.obstacle"), wide=True),
        Column(words("column.note"), wide=True),
    )
    by_task: dict[int, list[OpenObstacle]] = {}
    for one in obstacles:
        by_task.setdefault(one.told.update.value.task, []).append(one)
    rows = tuple(
        (
            task_cell(one.task.number),
            Cell(one.task.content),
            Cell(body_names(register, one.task.lead.bodies, words)),
            Cell(one.task.cooperating.words),
            Cell(one.task.deadline.words),
            Cell(one.task.product.words),
            Cell(_result(one, words)),
            task_state_cell(one, words),
            Cell(_in_the_way(one, by_task.get(one.task.number, ()), words)),
            Cell(one.task.note or ""),
        )
        for one in assessment.tasks
    )
    return Table(columns, rows, name="tasks", long=True)


def _result(task: TaskVerdict, words: Words) -> str:
    """Give the last word of the one agency, or of how many of several each state was reported."""
    if len(task.verdicts) == 1:
        return last_word(task.verdicts[0], words)
    said = [one.standing.work.told[-1].update.value.state for one in task.verdicts if one.standing.work.told]
    told = [f"{words(f'update.{state}')}: {number}" for state, number in sorted(Counter(said).items())]
    silent = len(task.verdicts) - len(said)
    told += [f"{words('told.never')}: {silent}"] if silent else []
    return "; ".join(told)


def last_word(verdict: Verdict, words: Words) -> str:
    """Give what was last told of an obligation: the month, the state, the progress, and the words themselves."""
    if not verdict.standing.work.told:
        return words("told.never")
    told = verdict.standing.work.told[-1]
    update = told.update.value
    progress = f" {update.progress}%" if update.progress is not None else ""
    summary = f": {one_line(update.summary)}" if update.summary else ""
    return f"{month_name(told.period)}, {words(f'update.{update.state}')}{progress}{summary}"


def _in_the_way(task: TaskVerdict, obstacles: Sequence[OpenObstacle], words: Words) -> str:
    if len(task.verdicts) == 1:
        return "; ".join(one_line(one.obstacle.description) for one in obstacles)
    kinds = Counter(one.obstacle.category for one in obstacles)
    return "; ".join(f"{words(f'category.{name}')}: {number}" for name, number in sorted(kinds.items()))


def obligations_table(
    assessment: Assessment, verdicts: Iterable[Verdict], words: Words, *, name: str, of_one: bool = False
) -> Table:
    """Give the table of obligations with a day: whose, what, by when, how late. `of_one`: all are of one agency."""
    late = name == "overdue"
    columns = (
        Column(words("column.row"), number=True),
        *(() if of_one else (Column(words("column.agency")),)),
        Column(words("column.task"), number=True),
        Column(words("column.content"), wide=True),
        Column(words("column.product"), wide=True),
        Column(words("column.deadline")),
        Column(words("column.due")),
        Column(words("column.days_late" if late else "column.days_left"), number=True),
        Column(words("column.told"), wide=True),
    )
    rows = tuple(
        (
            Cell(str(number), number),
            *(() if of_one else (agency_cell(assessment, one.obligation.agency, words),)),
            task_cell(one.obligation.task.number),
            Cell(one.obligation.task.content),
            Cell(one.obligation.task.product.words),
            Cell(one.obligation.task.deadline.words),
            due_cell(one, words),
            _days(one.days_late if late else one.days_left or 0, one),
            Cell(last_word(one, words)),
        )
        for number, one in enumerate(verdicts, start=1)
    )
    return Table(columns, rows, name=name)


def _days(days: int, verdict: Verdict) -> Cell:
    return Cell(str(days), days, tone_of(verdict.state))


def deliveries_of(assessment: Assessment, period: Month) -> tuple[Delivery, ...]:
    """Give the reports of a period: those that are missing, late, on time, not due yet; each in the plan's order."""
    order = (Delivered.MISSING, Delivered.LATE, Delivered.ON_TIME, Delivered.NOT_YET_DUE)
    found = [one for agency in assessment.agencies for one in agency.deliveries if one.period == period]
    return tuple(sorted(found, key=lambda one: order.index(one.state)))


def deliveries_table(assessment: Assessment, deliveries: Iterable[Delivery], words: Words) -> Table:
    """Give the table of who handed in, on which day, by which document, and how late; who not at all."""
    columns = (
        Column(words("column.row"), number=True),
        Column(words("column.agency"), wide=True),
        Column(words("column.handed_in")),
        Column(words("column.due")),
        Column(words("column.reported_on")),
        Column(words("column.days_late"), number=True),
        Column(words("column.document")),
    )
    rows = tuple(
        (
            Cell(str(number), number),
            agency_cell(assessment, one.agency, words),
            Cell(words(f"handed_in.{one.state}") + ("" if one.owed else f" ({words('handed_in.freely')})")),
            Cell(words.day(one.due), one.due),
            Cell(words.day(one.report.value.reported_on), one.report.value.reported_on)
            if one.report
            else Cell("—", ""),
            Cell(str(one.days_late), one.days_late) if one.days_late else Cell("", ""),
            Cell(document_name(one.report.value.document, words) if one.report else ""),
        )
        for number, one in enumerate(deliveries, start=1)
    )
    return Table(columns, rows, name="deliveries")


def states_line(verdicts: Iterable[Verdict], words: Words) -> str:
    """Give agencies with what is so of each, in one line."""
    return "; ".join(f"{short(one.obligation.agency, words)} ({state_of(one, words)})" for one in verdicts)
