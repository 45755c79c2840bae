"""The plan as of a date: headline counts, the table of agencies (Annex I), and the most urgent tasks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Facts, Heading, Paragraph, View
from plan190.parts.names import agencies_in_state, state_text, tone_of, with_note
from plan190.parts.plan_view import (
    earlier_sentence,
    header,
    obligation_sentences,
    preamble,
    progress_paragraphs,
    tally_sentence,
)
from plan190.parts.tables import agencies_blocks
from plan190.status.figures.status import status_facts
from plan190.status.figures.tasks import in_state
from plan190.words.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.parts.context import ViewContext
    from plan190.status.figures.reports import MissingReportsFigures
    from plan190.status.figures.status import StatusFigures
    from plan190.status.verdicts import TaskVerdict

MOST_URGENT = 5
"""The highest number of urgent tasks in the list."""


def build(figures: StatusFigures, context: ViewContext) -> View:
    """Return the status view."""
    plan, words = figures.plan, context.words
    blocks: tuple[Block, ...] = (
        Paragraph(tally_sentence("status.tasks", plan.tasks, words)),
        *map(Paragraph, obligation_sentences(plan, words)),
        *progress_paragraphs(context, plan),
        *_earlier_reports(plan.reports_earlier, context),
        *preamble(context),
        *agencies_blocks(context, plan.leading),
        Paragraph(words("status.lists", as_of=context.as_of, option=context.register.option), "mute"),
        *_urgent_tasks(context, figures.urgent),
    )
    return View(header(context), blocks, Facts(context.head, partial(status_facts, figures)))


def _earlier_reports(earlier: MissingReportsFigures, context: ViewContext) -> Iterator[Paragraph]:
    """Yield the paragraph on the missing reports of earlier periods, with the command that lists them."""
    sentence = earlier_sentence(earlier, context.words)
    if earlier.submissions:
        command = context.words("reports.list_missing", as_of=context.as_of, option=context.register.option)
        yield Paragraph(f"{sentence} {command}", "bad")
    elif sentence:
        yield Paragraph(sentence)


def _urgent_tasks(context: ViewContext, tasks: Sequence[TaskVerdict]) -> Iterator[Block]:
    if not tasks:
        yield Paragraph(context.words("status.nothing_first"), "good")
        return
    yield Heading(context.words("status.first"))
    yield from (_task_line(context, task) for task in tasks[:MOST_URGENT])
    more, option = len(tasks) - MOST_URGENT, context.register.option
    if more > 0:
        yield Paragraph(context.words("status.more", number=more, as_of=context.as_of, option=option), "mute")


def _task_line(context: ViewContext, task: TaskVerdict) -> Paragraph:
    lead = context.short_names(task.task.lead.bodies)
    if len(task.verdicts) > 1:
        lead = with_note(agencies_in_state(in_state(task), context.words), lead)
    state, content = state_text(task, context.words), clip(task.task.content, 90)
    text = context.words("status.first_line", number=task.task.id, state=state, lead=lead, content=content)
    return Paragraph(text, tone_of(task.state))
