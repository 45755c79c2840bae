"""The plan as of a day: headline counts, the table per agency (Phụ lục I), and what to look at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document import Block, Cell, Column, Heading, Paragraph, Table, View
from plan190.model.agency import Group
from plan190.status.assess import by_urgency
from plan190.status.state import State
from plan190.status.summary import status_facts
from plan190.wording import body_names, deadline_of, header, preamble, short, tone_of
from plan190.words.text import clip

if TYPE_CHECKING:
    from plan190.register import Register
    from plan190.status.assess import AgencyVerdict, Assessment, TaskVerdict
    from plan190.status.state import Tally
    from plan190.words import Words

COLUMNS = (
    State.WITHIN_TIME,
    State.DUE_SOON,
    State.OVERDUE,
    State.RECURRING,
    State.UNDATED,
    State.WAITING,
)
"""The states of the table, in the order of the form. Those of done work come with reports."""

FIRST = 5
"""How many tasks to look at first."""


def build(register: Register, assessment: Assessment, words: Words) -> View:
    """Give the status view."""
    blocks: list[Block] = [
        Paragraph(_sentence(words, "status.tasks", assessment.by_task)),
        Paragraph(_sentence(words, "status.obligations", assessment.by_obligation, len(_leading(assessment)))),
        *preamble(register, assessment.as_of, words),
        *_assumed(register, assessment, words),
        _table(assessment, words),
        Paragraph(words("status.legend", soon=assessment.policy.soon), "mute"),
        *_first(register, assessment, words),
    ]
    return View(header(register, assessment.as_of, words), tuple(blocks), status_facts(register, assessment))


def _assumed(register: Register, assessment: Assessment, words: Words) -> list[Paragraph]:
    """Say how many of the overdue obligations rest on a roster that the plan does not spell out."""
    resting = [
        verdict
        for task in assessment.tasks
        for verdict in task.verdicts
        if verdict.state is State.OVERDUE and any(_is_assumed(register, id_) for id_ in task.task.lead.bodies)
    ]
    if not resting:
        return []
    tasks = ", ".join(str(number) for number in sorted({one.obligation.task.number for one in resting}))
    overdue = assessment.by_obligation[State.OVERDUE]
    return [Paragraph(words("status.assumed", number=len(resting), overdue=overdue, tasks=tasks))]


def _is_assumed(register: Register, id_: str) -> bool:
    body = register.bodies[id_]
    return isinstance(body, Group) and body.roster == "assumed"


def _leading(assessment: Assessment) -> tuple[AgencyVerdict, ...]:
    return tuple(one for one in assessment.agencies if one.leads.total)


def _sentence(words: Words, key: str, tally: Tally, agencies: int = 0) -> str:
    counts = {str(state): tally[state] for state in State}
    dated = tally.together(State.OVERDUE, State.DUE_SOON, State.WITHIN_TIME)
    return words(key, total=tally.total, dated=dated, agencies=agencies, **counts)


def _table(assessment: Assessment, words: Words) -> Table:
    states = tuple(Column(words(f"column.{state}"), number=True) for state in COLUMNS)
    columns = (
        Column(words("column.row"), number=True),
        Column(words("column.agency"), wide=True),
        Column(words("column.total"), number=True),
        *states,
        Column(words("column.cooperates"), number=True),
    )
    rows = tuple(_row(number, one, words) for number, one in enumerate(_leading(assessment), start=1))
    whole = assessment.by_obligation
    totals = (
        Cell(""),
        Cell(words("column.sum")),
        _count(whole.total),
        *(_count(whole[state], state) for state in COLUMNS),
        _count(sum(one.cooperates for one in _leading(assessment))),
    )
    return Table(columns, rows, totals)


def _row(number: int, one: AgencyVerdict, words: Words) -> tuple[Cell, ...]:
    mark = " *" if one.agency.relation == "requested" else ""
    return (
        _count(number),
        Cell(short(one.agency, words) + mark),
        _count(one.leads.total),
        *(_count(one.leads[state], state) for state in COLUMNS),
        _count(one.cooperates),
    )


def _count(number: int, state: State | None = None) -> Cell:
    tone = tone_of(state) if state in {State.OVERDUE, State.DUE_SOON} and number else "plain"
    return Cell(str(number), number, tone)


def _first(register: Register, assessment: Assessment, words: Words) -> list[Block]:
    urgent = [task for task in by_urgency(assessment.tasks) if task.state in {State.OVERDUE, State.DUE_SOON}]
    if not urgent:
        return [Paragraph(words("status.nothing_first"), "good")]
    lines: list[Block] = [Heading(words("status.first"))]
    lines += [_line(register, task, words) for task in urgent[:FIRST]]
    if len(urgent) > FIRST:
        lines.append(Paragraph(words("status.more", number=len(urgent) - FIRST, as_of=assessment.as_of), "mute"))
    return lines


def _line(register: Register, task: TaskVerdict, words: Words) -> Paragraph:
    told = words(
        "status.first_line",
        number=task.task.number,
        state=deadline_of(task, words),
        lead=body_names(register, task.task.lead.bodies, words),
        content=clip(task.task.content, 90),
    )
    return Paragraph(told, tone_of(task.state))
