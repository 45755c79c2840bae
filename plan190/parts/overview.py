"""The overview: what needs attention, with the commands that list it, and the tasks to act on first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import NOT_CSV, Column, Heading, Paragraph
from plan190.parts.cells import (
    build_table,
    content_column,
    count_cell,
    number_cell,
    number_column,
    state_cell,
    task_cell,
)
from plan190.parts.names import agencies_in_state, period_name, short_name, with_note
from plan190.status.figures.tasks import in_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from plan190.document.blocks import Block, Table, Tone
    from plan190.parts.cells import Columns
    from plan190.parts.context import ViewContext
    from plan190.status.figures.overview import Attention, OverviewFigures, OverviewLine
    from plan190.status.verdicts import TaskVerdict
    from plan190.words import Words

COMMANDS: Mapping[Attention, str] = {
    "overdue": "overdue",
    "overdue_assumed": "overdue",
    "due_soon": "due-soon",
    "due_soon_assumed": "due-soon",
    "missing_reports": "reports --missing",
    "missing_reports_earlier": "reports --missing",
    "claims": "claims",
    "obstacles": "obstacles",
    "at_risk": "at-risk",
}
"""The command that lists the work of a line."""

_BAD = frozenset({"overdue", "overdue_assumed", "missing_reports", "missing_reports_earlier"})
"""The lines on work whose due date has passed."""

CONTENT_LENGTH = 60
"""The most characters of a task's content."""


def overview_blocks(figures: OverviewFigures, context: ViewContext) -> Iterator[Block]:
    """Yield the table of what needs attention, the options to add to its commands, and the tasks to act on first."""
    words = context.words
    if not figures.shown:
        yield Paragraph(words("overview.nothing"), "good")
        return

    def command(line: OverviewLine) -> str:
        return f"plan190 {COMMANDS[line.id]}"

    columns: Columns[OverviewLine] = [
        (number_column("number", words), lambda line: number_cell(line.number, words, line_tone(line))),
        (Column(words("column.attention"), wide=True), lambda line: line_label(line, figures, context)),
        (number_column("agencies", words), lambda line: count_cell(line.agencies or None)),
        (Column(words("column.command")), command),
    ]
    yield build_table(columns, figures.shown, name="overview", media=NOT_CSV)
    if context.options:
        yield Paragraph(words("overview.options", options=context.options.strip()), "mute")
    if figures.first:
        yield Heading(words("overview.first", number=len(figures.first), urgent=figures.urgent))
        yield _first_table(context, figures.first)


def line_label(line: OverviewLine, figures: OverviewFigures, context: ViewContext) -> str:
    """Return the label of a line, without its number."""
    words = context.words
    label = words(f"overview.{line.id}", period=period_name(figures.period, words))
    return with_note(label, words("overview.joint", number=line.joint) if line.joint else "")


def line_tone(line: OverviewLine) -> Tone:
    """Return the tone of a line: bad if a due date has passed, else a warning; good if its number is 0."""
    if not line.number:
        return "good"
    return "bad" if line.id in _BAD else "warn"


def _first_table(context: ViewContext, tasks: Iterable[TaskVerdict]) -> Table:
    """Return the table of the tasks to act on first."""
    words = context.words
    columns: Columns[TaskVerdict] = [
        (number_column("task", words), lambda item: task_cell(item.task.id)),
        (Column(words("column.state")), lambda item: state_cell(item, words)),
        (Column(words("column.agency")), lambda item: _owing(item, words)),
        content_column(words, CONTENT_LENGTH),
    ]
    return build_table(columns, tasks, name="act-first", media=NOT_CSV)


def _owing(task: TaskVerdict, words: Words) -> str:
    """Return the agency that owes the task, or how many of several agencies have it in its state."""
    if len(task.verdicts) == 1:
        return short_name(task.verdicts[0].body, words)
    return agencies_in_state(in_state(task), words)
