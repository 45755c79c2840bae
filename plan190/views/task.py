"""One task whole: its cells to the letter, how they are read, who owes it and how that stands."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plan190.document import Block, Cell, Column, Heading, Pairs, Paragraph, Table, View
from plan190.status.summary import head, task_facts
from plan190.wording import (
    body_names,
    deadline_of,
    due_cell,
    header,
    preamble,
    short,
    state_of,
    target_of,
    tone_of,
    where,
)

if TYPE_CHECKING:
    from plan190.register import Register
    from plan190.status.assess import Assessment, TaskVerdict
    from plan190.words import Words


def build(register: Register, assessment: Assessment, verdict: TaskVerdict, words: Words) -> View:
    """Give the view of one task."""
    task = verdict.task
    cited = [entry.value for entry in register.documents if task.number in entry.value.tasks]
    indicators = [one for one in register.plan.value.indicators if task.number in one.tasks]
    blocks: list[Block] = [
        *preamble(register, assessment, words),
        Heading(words("task.title", number=task.number)),
        Pairs(tuple(_cells(register, verdict, words))),
        Heading(words("task.obligations")),
        *_obligations(verdict, words),
    ]
    if indicators:
        lines = tuple((one.id, f"{target_of(one, words)}: {one.words}") for one in indicators)
        blocks += [Heading(words("task.indicators")), Pairs(lines)]
    if cited:
        names = tuple((one.symbol or one.written[0], one.title or "") for one in cited)
        blocks += [Heading(words("task.cites")), Pairs(names)]
    if task.errata:
        blocks += [Heading(words("task.errata")), *_errata(verdict, words)]
    assumed = register.assumptions_of(task)
    if assumed:
        blocks.append(Heading(words("task.assumed")))
        blocks += [Paragraph(f"{one.what} ({one.id}; {one.who})") for one in assumed]
    facts = head(register, assessment.as_of) | {
        "task": task_facts(verdict)
        | {
            "lead_words": task.lead.words,
            "cooperating_words": task.cooperating.words,
            "product_type": task.product.type,
            "indicators": [one.id for one in indicators],
            "documents": [one.id for one in cited],
            "errata": [
                {"where": one.where, "written": one.written, "meant": one.meant, "sure": one.sure}
                for one in task.errata
            ],
            "assumptions": [one.id for one in assumed],
        }
    }
    return View(header(register, assessment.as_of, words), tuple(blocks), facts)


def _cells(register: Register, verdict: TaskVerdict, words: Words) -> list[tuple[str, str]]:
    task = verdict.task
    due = words.day(verdict.due) if verdict.due else words("none.due")
    return [
        (words("column.content"), task.content),
        (words("column.lead"), f"{body_names(register, task.lead.bodies, words)} [{task.lead.words}]"),
        (words("column.cooperating"), task.cooperating.words),
        (words("column.deadline"), task.deadline.words),
        (words("column.kind"), words(f"kind.{task.deadline.rule.kind}")),
        (words("column.due"), due),
        (words("column.product"), task.product.words),
        (words("column.note"), task.note or words("none.note")),
        (words("column.state"), deadline_of(verdict, words)),
        (words("column.place"), where(register, register.place(verdict.entry))),
    ]


def _obligations(verdict: TaskVerdict, words: Words) -> list[Block]:
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
            Cell(short(one.obligation.agency, words)),
            due_cell(one, words),
            Cell(state_of(one, words), tone=tone_of(one.state)),
            Cell(words.day(one.done.done_on), one.done.done_on) if one.done else Cell("—", ""),
        )
        for one in owed
    )
    return [*blocks, Table(columns, rows, name="obligations")]


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
