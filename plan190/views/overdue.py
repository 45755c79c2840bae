"""What is overdue as a report: each obligation with its days late, the longest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Paragraph, View
from plan190.parts.annexes import obligations_table
from plan190.parts.plan_view import assumed_rosters, header, preamble
from plan190.status.facts import head, obligation_facts
from plan190.status.selection import overdue
from plan190.status.state import State

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.assess import Assessment
    from plan190.words import Words


def build(register: Register, assessment: Assessment, words: Words) -> View:
    """Give the view of all that is overdue."""
    late = overdue(assessment)
    agencies = len({one.agency.id for one in late})
    told = words("overdue.summed", tasks=assessment.by_task[State.OVERDUE], number=len(late), agencies=agencies)
    blocks: tuple[Block, ...] = (
        *preamble(register, assessment, words),
        *assumed_rosters(register, assessment, words),
        Paragraph(told if late else words("overdue.none")),
        *((obligations_table(assessment, late, words, name="overdue"),) if late else ()),
    )
    facts = head(register, assessment.as_of) | {
        "overdue": [{"task": one.task.number} | obligation_facts(one) for one in late]
    }
    return View(header(register, assessment.as_of, words, words("header.overdue")), blocks, facts, day=assessment.as_of)
