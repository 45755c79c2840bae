"""The plan as of a day: headline counts, the table per agency (Phụ lục I), and what to look at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Heading, Paragraph, View
from plan190.parts.names import body_names, state_text, tone_of
from plan190.parts.plan_view import assumed_rosters, header, preamble, progress_paragraphs, tally_sentence
from plan190.parts.tables import agencies_table
from plan190.status.assess import by_urgency
from plan190.status.facts import status_facts
from plan190.status.selection import leading
from plan190.status.state import State
from plan190.words.text import clip

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.assess import Assessment, TaskVerdict
    from plan190.words import Words

FIRST = 5
"""How many tasks to look at first."""


def build(register: Register, assessment: Assessment, words: Words) -> View:
    """Give the status view."""
    blocks: list[Block] = [
        Paragraph(tally_sentence("status.tasks", assessment.by_task, words)),
        Paragraph(
            tally_sentence("status.obligations", assessment.by_obligation, words, agencies=len(leading(assessment)))
        ),
        *progress_paragraphs(register, assessment, words),
        *preamble(register, assessment, words),
        *assumed_rosters(register, assessment, words, "status.assumed"),
        agencies_table(assessment, words),
        Paragraph(words("status.legend", soon=assessment.policy.soon), "mute"),
        *_first(register, assessment, words),
    ]
    return View(header(register, assessment.as_of, words), tuple(blocks), status_facts(register, assessment))


def _first(register: Register, assessment: Assessment, words: Words) -> list[Block]:
    urgent = [task for task in by_urgency(assessment.tasks) if task.state in {State.OVERDUE, State.DUE_SOON}]
    if not urgent:
        return [Paragraph(words("status.nothing_first"), "good")]
    lines: list[Block] = [Heading(words("status.first"))]
    lines += [_line(register, task, words) for task in urgent[:FIRST]]
    if len(urgent) > FIRST:
        lines.append(
            Paragraph(
                words("status.more", number=len(urgent) - FIRST, as_of=assessment.as_of, option=register.option), "mute"
            )
        )
    return lines


def _line(register: Register, task: TaskVerdict, words: Words) -> Paragraph:
    owing = sum(verdict.state is task.state for verdict in task.verdicts)
    lead = body_names(register, task.task.lead.bodies, words)
    told = words(
        "status.first_line",
        number=task.task.number,
        state=state_text(task, words),
        lead=words("status.some_of", number=owing, total=len(task.verdicts), lead=lead)
        if len(task.verdicts) > 1
        else lead,
        content=clip(task.task.content, 90),
    )
    return Paragraph(told, tone_of(task.state))
