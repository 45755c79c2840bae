"""Which obligations may not be done in time, as their agencies warned (section II.2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Cell, Column, Paragraph, Table, View
from plan190.parts.cells import due_cell
from plan190.parts.names import one_line, short_name
from plan190.parts.plan_view import header, preamble
from plan190.status.facts import head, obligation_facts

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.assess import Assessment, DelayWarning, Verdict
    from plan190.words import Words


def build(register: Register, assessment: Assessment, words: Words) -> View:
    """Give the view of the warnings that still stand, by the day that they are about."""
    warned = [(verdict, verdict.at_risk) for verdict in assessment.verdicts if verdict.at_risk is not None]
    warned.sort(key=lambda pair: (pair[0].due is None, pair[0].due, pair[0].task.number))
    columns = (
        Column(words("column.agency")),
        Column(words("column.task"), number=True),
        Column(words("column.due")),
        Column(words("column.expected_on")),
        Column(words("column.warned_on")),
        Column(words("column.timely")),
        Column(words("column.reason"), wide=True),
    )
    late = sum(not one.timely for _, one in warned)
    summed = words("at_risk.summed", number=len(warned), late=late) if warned else words("at_risk.none")
    rows = tuple(_row(verdict, one, words) for verdict, one in warned)
    blocks: tuple[Block, ...] = (
        *preamble(register, assessment, words),
        Paragraph(summed),
        *((Table(columns, rows, stacked=True, name="at-risk"),) if warned else ()),
    )
    facts = head(register, assessment.as_of) | {
        "at_risk": [
            {"task": verdict.task.number, "reason": one.notice.reason} | obligation_facts(verdict)
            for verdict, one in warned
        ]
    }
    return View(header(register, assessment.as_of, words), blocks, facts)


def _row(verdict: Verdict, one: DelayWarning, words: Words) -> tuple[Cell, ...]:
    number, expected, told = verdict.task.number, one.notice.expected_on, one.update.warned_on
    return (
        Cell(short_name(verdict.agency, words)),
        Cell(str(number), number),
        due_cell(verdict, words),
        Cell(words.day(expected), expected),
        Cell(words.day(told), told),
        Cell(words("timely.yes" if one.timely else "timely.no"), tone="plain" if one.timely else "warn"),
        Cell(one_line(one.notice.reason)),
    )
