"""The plan as of a date: headline counts, the table of agencies (Annex I), and what to look at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Heading, Paragraph, View
from plan190.parts.names import body_names, state_text, tone_of
from plan190.parts.plan_view import assumed_rosters, header, preamble, progress_paragraphs, tally_sentence
from plan190.parts.tables import agencies_table
from plan190.status.facts import status_facts
from plan190.status.selection import leading
from plan190.status.state import State
from plan190.status.verdicts import by_urgency
from plan190.words.text import clip

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment, TaskVerdict
    from plan190.words import Words

MOST_URGENT = 5
"""How many tasks to look at first."""


def build(register: Register, assessment: Assessment, words: Words) -> View:
    """Return the status view."""
    agencies = len(leading(assessment))
    blocks: tuple[Block, ...] = (
        Paragraph(tally_sentence("status.tasks", assessment.by_task, words)),
        Paragraph(tally_sentence("status.obligations", assessment.by_obligation, words, agencies=agencies)),
        *progress_paragraphs(register, assessment, words),
        *preamble(register, assessment, words),
        *assumed_rosters(register, assessment, words, "status.assumed"),
        agencies_table(assessment, words),
        Paragraph(words("status.legend", soon=assessment.policy.soon), "mute"),
        *_urgent_tasks(register, assessment, words),
    )
    return View(header(register, assessment.as_of, words), blocks, status_facts(register, assessment))


def _urgent_tasks(register: Register, assessment: Assessment, words: Words) -> list[Block]:
    tasks = [task for task in by_urgency(assessment.tasks) if task.state in {State.OVERDUE, State.DUE_SOON}]
    if not tasks:
        return [Paragraph(words("status.nothing_first"), "good")]
    blocks: list[Block] = [Heading(words("status.first"))]
    blocks += [_task_line(register, task, words) for task in tasks[:MOST_URGENT]]
    more = len(tasks) - MOST_URGENT
    if more > 0:
        text = words("status.more", number=more, as_of=assessment.as_of, option=register.option)
        blocks.append(Paragraph(text, "mute"))
    return blocks


def _task_line(register: Register, task: TaskVerdict, words: Words) -> Paragraph:
    lead, total = body_names(register, task.task.lead.bodies, words), len(task.verdicts)
    if total > 1:
        number = sum(verdict.state is task.state for verdict in task.verdicts)
        lead = words("status.some_of", number=number, total=total, lead=lead)
    state, content = state_text(task, words), clip(task.task.content, 90)
    text = words("status.first_line", number=task.task.number, state=state, lead=lead, content=content)
    return Paragraph(text, tone_of(task.state))
