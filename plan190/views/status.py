"""The plan as of a day: headline counts, the table per agency (Phụ lục I), and what to look at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document import Block, Cell, Column, Heading, Paragraph, Table, View
from plan190.model.agency import Group
from plan190.status.assess import by_urgency
from plan190.status.state import DONE, NO_DEADLINE, OPEN, State
from plan190.status.summary import deliveries_count, status_facts
from plan190.wording import (
    body_names,
    deadline_of,
    delivery_cell,
    header,
    month_name,
    month_of_reports,
    preamble,
    share,
    short,
    tone_of,
)
from plan190.words.text import clip

if TYPE_CHECKING:
    from plan190.register import Register
    from plan190.status.assess import AgencyVerdict, Assessment, TaskVerdict
    from plan190.status.state import Tally
    from plan190.words import Words

FIRST = 5
"""How many tasks to look at first."""


def build(register: Register, assessment: Assessment, words: Words) -> View:
    """Give the status view."""
    blocks: list[Block] = [
        Paragraph(_sentence(words, "status.tasks", assessment.by_task)),
        Paragraph(_sentence(words, "status.obligations", assessment.by_obligation, len(_leading(assessment)))),
        *_done(assessment, words),
        *_reports(register, assessment, words),
        *preamble(register, assessment, words),
        *_assumed(register, assessment, words),
        _table(assessment, words),
        Paragraph(words("status.legend", soon=assessment.policy.soon), "mute"),
        *_first(register, assessment, words),
    ]
    return View(header(register, assessment.as_of, words), tuple(blocks), status_facts(register, assessment))


def _sentence(words: Words, key: str, tally: Tally, agencies: int = 0) -> str:
    counts = {str(state): tally[state] for state in State}
    groups = {"done": tally.together(*DONE), "open": tally.together(*OPEN), "undue": tally.together(*NO_DEADLINE)}
    ended = words("status.ended", ended=tally[State.ENDED]) if tally[State.ENDED] else ""
    told = {name: number for name, number in counts.items() if name != "ended"}
    return words(key, total=tally.total, agencies=agencies, ended=ended, **groups, **told)


def _done(assessment: Assessment, words: Words) -> list[Paragraph]:
    """Say how much is done, of what, and on whose word."""
    done = assessment.by_obligation.together(*DONE)
    if not done:
        return []
    accepted = sum(verdict.accepted for verdict in assessment.verdicts)
    told = share(done, assessment.by_obligation.total - assessment.by_obligation[State.ENDED], words)
    return [Paragraph(words("status.done", share=told, accepted=accepted, claimed=done - accepted))]


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


def _leading(assessment: Assessment) -> tuple[AgencyVerdict, ...]:
    return tuple(one for one in assessment.agencies if one.leads.total)


def _table(assessment: Assessment, words: Words) -> Table:
    leading = _leading(assessment)
    ended = assessment.by_obligation[State.ENDED] > 0

    def count(title: str, group: str = "", *, spare: bool = False) -> Column:
        named = words(f"group.{group}") if group else ""
        return Column(words(f"column.{title}"), number=True, spare=spare, group=named)

    columns = (
        count("row"),
        Column(words("column.agency"), wide=True),
        count("total"),
        count("all", "done"),
        count("on_time", "done"),
        count("late", "done"),
        count("all", "open"),
        *(count(str(state), "open") for state in OPEN),
        count("no_deadline"),
        *(count(str(state), spare=True) for state in NO_DEADLINE),
        *((count("ended"),) if ended else ()),
        Column(words("column.report", month=month_name(assessment.period))),
        count("cooperates", spare=True),
    )
    rows = tuple(
        (
            _count(number),
            Cell(short(one.agency, words) + (" *" if one.agency.relation == "requested" else "")),
            *_counts(one.leads, ended=ended),
            delivery_cell(one.delivery(assessment.period), words),
            _count(one.cooperates),
        )
        for number, one in enumerate(leading, start=1)
    )
    counts = deliveries_count(assessment, assessment.period)
    handed_in = f"{counts['on_time'] + counts['late']}/{counts['owed']}" if counts["owed"] else "—"
    totals = (
        Cell(""),
        Cell(words("column.sum")),
        *_counts(assessment.by_obligation, ended=ended),
        Cell(handed_in),
        _count(sum(one.cooperates for one in leading)),
    )
    return Table(columns, rows, totals, name="agencies")


def _counts(tally: Tally, *, ended: bool) -> tuple[Cell, ...]:
    return (
        _count(tally.total),
        _count(tally.together(*DONE)),
        *(_count(tally[state]) for state in DONE),
        _count(tally.together(*OPEN)),
        *(_count(tally[state], state) for state in OPEN),
        _count(tally.together(*NO_DEADLINE)),
        *(_count(tally[state]) for state in NO_DEADLINE),
        *((_count(tally[State.ENDED]),) if ended else ()),
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
