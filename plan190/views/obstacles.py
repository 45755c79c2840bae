"""What stands in the way: the open obstacles by authority and category, how long they stand, and what was answered."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plan190.document import Block, Cell, Column, Paragraph, Table, View
from plan190.status.summary import head, obstacle_facts
from plan190.wording import document_name, header, one_line, preamble, short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.register import Register
    from plan190.status.assess import Assessment
    from plan190.status.obstacles import OpenObstacle
    from plan190.words import Words


def build(register: Register, assessment: Assessment, obstacles: Sequence[OpenObstacle], words: Words) -> View:
    """Give the view of these open obstacles, those beyond the agency's authority first, then by category and age."""
    shown = sorted(
        obstacles, key=lambda one: (not one.obstacle.beyond_authority, one.obstacle.category, one.raised.reported_on)
    )
    columns = (
        Column(words("column.agency")),
        Column(words("column.task"), number=True),
        Column(words("column.category")),
        Column(words("column.authority")),
        Column(words("column.raised_on")),
        Column(words("column.days"), number=True),
        Column(words("column.obstacle"), wide=True),
        Column(words("column.proposal"), wide=True),
        Column(words("column.answer"), wide=True),
    )
    rows = tuple(_row(register, assessment, one, words) for one in shown)
    beyond = sum(one.obstacle.beyond_authority for one in shown)
    unanswered = sum(not one.answers for one in shown)
    by_category = Counter(one.obstacle.category for one in shown)
    told = ", ".join(f"{words(f'category.{name}')}: {number}" for name, number in sorted(by_category.items()))
    summed = words("obstacles.summed", number=len(shown), beyond=beyond, unanswered=unanswered, told=told)
    blocks: tuple[Block, ...] = (
        *preamble(register, assessment, words),
        Paragraph(summed if shown else words("obstacles.none")),
        *((Table(columns, rows, stacked=True, name="obstacles"),) if shown else ()),
    )
    facts = head(register, assessment.as_of) | {"obstacles": [obstacle_facts(one, assessment.as_of) for one in shown]}
    return View(header(register, assessment.as_of, words), blocks, facts)


def _row(register: Register, assessment: Assessment, one: OpenObstacle, words: Words) -> tuple[Cell, ...]:
    obstacle, task = one.obstacle, one.told.update.value.task
    name = f" ({obstacle.id})" if obstacle.id else ""
    answers = [
        words(
            "obstacles.answer",
            day=words.day(entry.value.date),
            by=short(register.bodies[entry.value.by], words),
            answer=one_line(entry.value.answer),
            document=document_name(entry.value.document, words),
        )
        for entry in one.answers
    ]
    return (
        Cell(short(one.agency, words)),
        Cell(str(task), task),
        Cell(words(f"category.{obstacle.category}") + name),
        Cell(words("authority.beyond" if obstacle.beyond_authority else "authority.within")),
        Cell(words.day(one.raised.reported_on), one.raised.reported_on),
        Cell(str(one.days_since(assessment.as_of)), one.days_since(assessment.as_of)),
        Cell(one_line(obstacle.description)),
        Cell(one_line(obstacle.proposal) if obstacle.proposal else "—"),
        Cell("; ".join(answers) or words("obstacles.no_answer")),
    )
