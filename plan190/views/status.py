"""The plan as of a day: headline counts, the table per agency (Phụ lục I), and what to look at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document import Block, Heading, Paragraph, View
from plan190.model.agency import Group
from plan190.status.assess import by_urgency
from plan190.status.state import State
from plan190.status.summary import deliveries_count, status_facts
from plan190.tables import agencies_table, leading
from plan190.wording import body_names, deadline_of, done_said, header, month_of_reports, preamble, tally_said, tone_of
from plan190.words.text import clip

if TYPE_CHECKING:
    from plan190.register import Register
    from plan190.status.assess import Assessment, TaskVerdict
    from plan190.words import Words

FIRST = 5
"""How many tasks to look at first."""


def build(register: Register, assessment: Assessment, words: Words) -> View:
    """Give the status view."""
    blocks: list[Block] = [
        Paragraph(tally_said("status.tasks", assessment.by_task, words)),
        Paragraph(tally_said("status.obligations", assessment.by_obligation, words, agencies=len(leading(assessment)))),
        *map(Paragraph, done_said(assessment, words)),
        *_reports(register, assessment, words),
        *preamble(register, assessment, words),
        *_assumed(register, assessment, words),
        agencies_table(assessment, words),
        Paragraph(words("status.legend", soon=assessment.policy.soon), "mute"),
        *_first(register, assessment, words),
    ]
    return View(header(register, assessment.as_of, words), tuple(blocks), status_facts(register, assessment))


def _reports(register: Register, assessment: Assessment, words: Words) -> list[Paragraph]:
    """Say how this month's reports came in."""
    counts = deliveries_count(assessment, assessment.period)
    if not counts["owed"] or not assessment.known.reports:
        return []
    return [Paragraph(month_of_reports(register, assessment, assessment.period, words))]


def _assumed(register: Register, assessment: Assessment, words: Words) -> list[Paragraph]:
    """Say how many of the overdue obligations rest on a roster that the plan does not spell out."""
    resting = [
        verdict
        for verdict in assessment.verdicts
        if verdict.state is State.OVERDUE
        and any(_is_assumed(register, id_) for id_ in verdict.obligation.task.lead.bodies)
    ]
    if not resting:
        return []
    tasks = ", ".join(str(number) for number in sorted({one.obligation.task.number for one in resting}))
    overdue = assessment.by_obligation[State.OVERDUE]
    return [
        Paragraph(words("status.assumed", number=len(resting), overdue=overdue, tasks=tasks, option=register.option))
    ]


def _is_assumed(register: Register, id_: str) -> bool:
    body = register.bodies[id_]
    return isinstance(body, Group) and body.roster == "assumed"


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
        state=deadline_of(task, words),
        lead=words("status.some_of", number=owing, total=len(task.verdicts), lead=lead)
        if len(task.verdicts) > 1
        else lead,
        content=clip(task.task.content, 90),
    )
    return Paragraph(told, tone_of(task.state))
