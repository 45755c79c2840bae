"""The parts of a task's page: its cells to the letter, who owes it, what else bears on its words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Cell, Column, Heading, Pairs, Paragraph, Table
from plan190.parts.cells import agency_cell, due_cell
from plan190.parts.names import body_names, place_text, state_text, state_with_flags, target_text, tone_of
from plan190.status.facts import cited_in, indicators_of

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.assess import Assessment, TaskVerdict
    from plan190.words import Words


def task_pairs(register: Register, verdict: TaskVerdict, words: Words) -> Pairs:
    """Give the task's cells and how they are read."""
    task = verdict.task
    due = words.day(verdict.due) if verdict.due else words("none.due")
    rows = (
        (words("column.content"), task.content),
        (words("column.lead"), f"{body_names(register, task.lead.bodies, words)} [{task.lead.words}]"),
        (words("column.cooperating"), task.cooperating.words),
        (words("column.deadline"), task.deadline.words),
        (words("column.kind"), words(f"kind.{task.deadline.rule.kind}")),
        (words("column.due"), due),
        (words("column.product"), task.product.words),
        (words("column.note"), task.note or words("none.note")),
        (words("column.state"), state_text(verdict, words)),
        (words("column.place"), place_text(register, register.place(verdict.entry))),
    )
    return Pairs(rows)


def obligation_blocks(assessment: Assessment, verdict: TaskVerdict, words: Words) -> list[Block]:
    """Give who owes the task and how that stands."""
    owed = verdict.verdicts
    blocks: list[Block] = []
    if verdict.task.owed == "jointly":
        blocks.append(Paragraph(words("task.joint", number=len(owed))))
    elif len(owed) > 1:
        counts = Counter(one.state for one in owed)
        told = ", ".join(f"{words(f'state.{state}')}: {number}" for state, number in counts.items())
        blocks.append(Paragraph(words("task.each", number=len(owed), told=told)))
    columns = (
        Column(words("column.agency"), wide=True),
        Column(words("column.due")),
        Column(words("column.state")),
        Column(words("column.done_on"), spare=True),
    )
    rows = tuple(
        (
            agency_cell(assessment, one.agency, words),
            due_cell(one, words),
            Cell(state_with_flags(one, words), tone=tone_of(one.state)),
            Cell(words.day(one.done.done_on), one.done.done_on) if one.done else Cell("—", ""),
        )
        for one in owed
    )
    return [*blocks, Table(columns, rows, name="obligations")]


def related_blocks(register: Register, verdict: TaskVerdict, words: Words) -> list[Block]:
    """Give what bears on the task's words: indicators, documents cited, slips of the text, assumptions."""
    task, blocks = verdict.task, list[Block]()
    indicators, cited = indicators_of(register, task), cited_in(register, task)
    if indicators:
        lines = tuple((one.id, f"{target_text(one, words)}: {one.words}") for one in indicators)
        blocks += [Heading(words("task.indicators")), Pairs(lines)]
    if cited:
        names = tuple((one.symbol or one.written[0], one.title or words("none.title")) for one in cited)
        blocks += [Heading(words("task.cites")), Pairs(names)]
    if task.errata:
        blocks += [Heading(words("task.errata")), *_errata(verdict, words)]
    assumed = register.assumptions_of(task)
    if assumed:
        blocks.append(Heading(words("task.assumed")))
        blocks += [Paragraph(f"{one.what} ({one.id}; {one.who})") for one in assumed]
    return blocks


def _errata(verdict: TaskVerdict, words: Words) -> list[Block]:
    return [
        Paragraph(
            words(
                "erratum",
                where=words(f"column.{one.where}"),
                written=one.written,
                meant=one.meant,
                sure=words(f"sure.{one.sure}"),
            )
            + (f" {one.note}" if one.note else "")
        )
        for one in verdict.task.errata
    ]
