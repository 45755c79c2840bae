"""The tables that reports and letters carry: agencies, tasks, what is overdue or due next, who has reported."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from plan190.document.blocks import Cell, Column, Table
from plan190.parts.names import (
    agency_names,
    body_names,
    document_name,
    due_cell,
    item_list,
    month_name,
    one_line,
    short_name,
    tone_of,
)
from plan190.parts.tables import agencies_table, agency_cell, number_cell, task_cell, task_state_cell
from plan190.status.selection import leading
from plan190.status.state import State, rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plan190.model.month import Month
    from plan190.model.register import Register
    from plan190.status.assess import AgencyVerdict, Assessment, TaskVerdict, Verdict
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.submissions import Submission
    from plan190.words import Words


FEW = 3
"""How many agencies or texts a cell names one by one; of more it counts them."""


def agencies_annex(assessment: Assessment, period: Month, words: Words) -> Table:
    """Give the table of each leading agency, with a last column of remarks."""
    table = agencies_table(assessment, words, period=period)
    notes = [_remarks(assessment, one, words) for one in leading(assessment)]
    rows = tuple((*row, Cell(note)) for row, note in zip(table.rows, notes, strict=True))
    totals = (*table.totals, Cell("")) if table.totals else None
    return replace(table, columns=(*table.columns, Column(words("column.remark"), wide=True)), rows=rows, totals=totals)


def _remarks(assessment: Assessment, agency: AgencyVerdict, words: Words) -> str:
    mine = [one for one in assessment.verdicts if one.agency.id == agency.agency.id]
    counted = {
        "claimed": sum(one.claimed for one in mine),
        "extended": sum(bool(one.extended) for one in mine),
        "at_risk": sum(one.at_risk is not None for one in mine),
    }
    return "; ".join(words(f"remark.{name}", number=number) for name, number in counted.items() if number)


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
        by_task.setdefault(one.update.value.task, []).append(one)
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
    """Give the last word of the one agency, or how many of several are in each state, and who they are if few."""
    if len(task.verdicts) == 1:
        return last_update_text(task.verdicts[0], words)
    return "; ".join(
        words("result.of_some", state=state, number=len(several), total=len(task.verdicts))
        + (f" ({agency_names(several, words)})" if len(several) <= FEW else "")
        for state, several in verdicts_by_state(task.verdicts, words).items()
    )


def verdicts_by_state(verdicts: Iterable[Verdict], words: Words) -> dict[str, list[Verdict]]:
    """Give the obligations under the name of the state that each is in: the gravest last, then what has ended."""
    found: dict[str, list[Verdict]] = {}
    for one in sorted(verdicts, key=lambda one: (one.state is State.ENDED, -rank(one.state))):
        found.setdefault(words(f"state.{one.state}"), []).append(one)
    return found


def last_update_text(verdict: Verdict, words: Words) -> str:
    """Give what was last told of an obligation: the month, the state, the progress, and the words themselves."""
    if not verdict.work.updates:
        return words("told.never")
    told = verdict.work.updates[-1]
    update = told.value
    progress = f" {update.progress}%" if update.progress is not None else ""
    summary = f": {one_line(update.summary)}" if update.summary else ""
    return f"{month_name(told.period)}, {words(f'update.{update.state}')}{progress}{summary}"


def _in_the_way(task: TaskVerdict, obstacles: Sequence[OpenObstacle], words: Words) -> str:
    if len(task.verdicts) == 1:
        return " ".join(item_list(one.obstacle.description for one in obstacles).texts)
    if len(obstacles) <= FEW:
        told = (f"{short_name(one.agency, words)}: {one_line(one.obstacle.description)}" for one in obstacles)
        return " ".join(item_list(told).texts)
    kinds = Counter(one.obstacle.category for one in obstacles)
    told = (f"{words(f'category.{name}')}: {number}" for name, number in sorted(kinds.items()))
    return words("obstacles.many", number=len(obstacles), told=", ".join(told))


def obligations_table(
    assessment: Assessment,
    verdicts: Iterable[Verdict],
    words: Words,
    *,
    name: str,
    of_one: bool = False,
    by_task: bool = False,
) -> Table:
    """Give the table of obligations with a day: whose, what, by when, how late.

    `of_one`: all are of one agency. `by_task`: those of one task and day stand in one row.
    """
    late = name == "overdue"
    alike: dict[tuple[object, ...], list[Verdict]] = {}
    for one in verdicts:
        own = () if by_task else (one.agency.id,)
        alike.setdefault((one.task.number, one.due, one.original_due, one.days_late, *own), []).append(one)
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
            *(() if of_one else (_owing(assessment, several, words),)),
            task_cell(several[0].task.number),
            Cell(several[0].task.content),
            Cell(several[0].task.product.words),
            Cell(several[0].task.deadline.words),
            due_cell(several[0], words, paused=True),
            number_cell(several[0].days_late if late else several[0].days_left or 0, words, tone_of(several[0].state)),
            Cell(last_update_text(several[0], words) if len(several) == 1 else _last_words(several, words)),
        )
        for number, several in enumerate(alike.values(), start=1)
    )
    return Table(columns, rows, name=name)


def _owing(assessment: Assessment, several: Sequence[Verdict], words: Words) -> Cell:
    if len(several) == 1:
        return agency_cell(assessment, several[0].agency, words)
    return Cell(words("owing.several", number=len(several), names=agency_names(several, words)))


def _last_words(several: Sequence[Verdict], words: Words) -> str:
    """Give how many of these agencies last reported each state, and how many none."""
    said = Counter(
        f"update.{one.work.updates[-1].value.state}" if one.work.updates else "told.never" for one in several
    )
    return "; ".join(f"{words(key)}: {number}" for key, number in sorted(said.items()))


def submissions_table(assessment: Assessment, submissions: Iterable[Submission], words: Words) -> Table:
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
        for number, one in enumerate(submissions, start=1)
    )
    return Table(columns, rows, name="deliveries")
