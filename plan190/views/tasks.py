"""A list of tasks as of a day: all, or those that a filter leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document import Block, Cell, Column, Paragraph, Table, View
from plan190.status.summary import head, task_facts
from plan190.wording import body_names, deadline_of, due_cell, header, preamble, state_of, tone_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.register import Register
    from plan190.status.assess import Assessment, TaskVerdict
    from plan190.words import Words


def build(
    register: Register,
    assessment: Assessment,
    shown: Sequence[TaskVerdict],
    words: Words,
    *,
    filters: Sequence[str] = (),
    closing: str = "",
) -> View:
    """Give the view of the tasks `shown`, saying what the filters left out. `filters` are the words they came with."""
    total = len(assessment.tasks)
    blocks: list[Block] = [*preamble(register, assessment, words)]
    if filters:
        chosen = ", ".join(filters)
        blocks.append(Paragraph(words("tasks.shown", number=len(shown), total=total, filters=chosen)))
    else:
        blocks.append(Paragraph(words("tasks.all", total=total)))
    if shown:
        blocks.append(_table(register, shown, words))
    if closing:
        blocks.append(Paragraph(closing))
    facts = head(register, assessment.as_of) | {"tasks": [task_facts(task) for task in shown]}
    return View(header(register, assessment.as_of, words), tuple(blocks), facts)


def _table(register: Register, shown: Sequence[TaskVerdict], words: Words) -> Table:
    columns = (
        Column(words("column.task"), number=True),
        Column(words("column.content"), wide=True, brief=True),
        Column(words("column.lead")),
        Column(words("column.deadline")),
        Column(words("column.due"), spare=True),
        Column(words("column.state")),
        Column(words("column.days_late"), number=True, spare=True),
    )
    return Table(columns, tuple(_row(register, task, words) for task in shown), name="tasks")


def _row(register: Register, verdict: TaskVerdict, words: Words) -> tuple[Cell, ...]:
    task = verdict.task
    return (
        Cell(str(task.number), task.number),
        Cell(task.content),
        Cell(body_names(register, task.lead.bodies, words)),
        Cell(task.deadline.words),
        due_cell(verdict.worst, words),
        _state(verdict, words),
        Cell(str(verdict.days_late) if verdict.days_late else "", verdict.days_late),
    )


def _state(verdict: TaskVerdict, words: Words) -> Cell:
    """Give the state of a task of one body with all that is to be known of it; of a group's, of how many it is so."""
    number = sum(one.state is verdict.state for one in verdict.verdicts)
    state = state_of(verdict.worst, words) if len(verdict.verdicts) == 1 else deadline_of(verdict, words)
    if 1 < len(verdict.verdicts) != number:
        state = words("state.some_of", state=state, number=number, total=len(verdict.verdicts))
    dated = f"{state} ({words.day(verdict.due)})" if verdict.due else state
    return Cell(state, tone=tone_of(verdict.state), scarce=dated)
