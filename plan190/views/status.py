"""The plan as of a date: headline counts, the table of agencies (Annex I), and what to look at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Heading, Paragraph, View
from plan190.parts.names import state_text, tone_of
from plan190.parts.plan_view import assumed_rosters, header, preamble, progress_paragraphs, tally_sentence
from plan190.parts.tables import agencies_table
from plan190.status.facts import status_facts
from plan190.status.selection import leading
from plan190.status.state import State
from plan190.status.verdicts import by_urgency
from plan190.words.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.parts.context import ViewContext
    from plan190.status.verdicts import TaskVerdict

MOST_URGENT = 5
"""How many tasks to look at first."""


def build(context: ViewContext) -> View:
    """Return the status view."""
    assessment, words = context.assessment, context.words
    agencies = len(leading(assessment))
    blocks: tuple[Block, ...] = (
        Paragraph(tally_sentence("status.tasks", assessment.by_task, words)),
        Paragraph(tally_sentence("status.obligations", assessment.by_obligation, words, agencies=agencies)),
        *progress_paragraphs(context),
        *preamble(context),
        *assumed_rosters(context, "status.assumed"),
        agencies_table(context),
        Paragraph(words("status.legend", soon=context.policy.soon), "mute"),
        *_urgent_tasks(context),
    )
    return View(header(context), blocks, status_facts(context.register, context.assessment))


def _urgent_tasks(context: ViewContext) -> Iterator[Block]:
    tasks = [task for task in by_urgency(context.assessment.tasks) if task.state in {State.OVERDUE, State.DUE_SOON}]
    if not tasks:
        yield Paragraph(context.words("status.nothing_first"), "good")
        return
    yield Heading(context.words("status.first"))
    yield from (_task_line(context, task) for task in tasks[:MOST_URGENT])
    more, option = len(tasks) - MOST_URGENT, context.register.option
    if more > 0:
        yield Paragraph(context.words("status.more", number=more, as_of=context.as_of, option=option), "mute")


def _task_line(context: ViewContext, task: TaskVerdict) -> Paragraph:
    lead, total = context.short_names(task.task.lead.bodies), len(task.verdicts)
    if total > 1:
        number = sum(verdict.state is task.state for verdict in task.verdicts)
        lead = context.words("status.some_of", number=number, total=total, lead=lead)
    state, content = state_text(task, context.words), clip(task.task.content, 90)
    text = context.words("status.first_line", number=task.task.number, state=state, lead=lead, content=content)
    return Paragraph(text, tone_of(task.state))
