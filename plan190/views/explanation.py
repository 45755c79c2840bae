"""Why a task stands as it does: phrase, rule, policy, date, reports, decisions, verdict, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Heading, Paragraph, View
from plan190.parts.explanation import outlook, steps_of, steps_table
from plan190.parts.names import short_name, tone_of
from plan190.parts.plan_view import header, preamble
from plan190.status.facts import head

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.assess import Assessment, TaskVerdict, Verdict
    from plan190.words import Words


def build(register: Register, assessment: Assessment, task: TaskVerdict, verdict: Verdict, words: Words) -> View:
    """Give the derivation of one obligation's state: the task's, or that of one of the bodies that owe it."""
    key_path = steps_of(register, assessment, task, verdict, words)
    agency, several = verdict.agency, len(task.verdicts)
    blocks: list[Block] = [
        *preamble(register, assessment, words),
        Heading(words("task.title", number=task.task.number)),
        Paragraph(task.task.content),
        *(
            [Paragraph(words("explain.of", agency=short_name(agency, words), id=agency.id, number=several))]
            if several > 1
            else []
        ),
        steps_table(key_path, words),
        Paragraph(outlook(assessment, verdict, words), tone_of(verdict.state)),
    ]
    facts = head(register, assessment.as_of) | {
        "task": task.task.number,
        "agency": agency.id,
        "state": str(verdict.state),
        "due": verdict.due.isoformat() if verdict.due else None,
        "steps": [{"step": one.name, "said": one.said, "place": one.place} for one in key_path],
    }
    return View(header(register, assessment.as_of, words), tuple(blocks), facts)
