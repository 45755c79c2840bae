"""What stands in the way: the open obstacles by authority and category, how long they stand, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Paragraph, View
from plan190.parts.plan_view import header, preamble
from plan190.parts.tables import gravest_first, obstacles_summary, obstacles_table
from plan190.status.facts import head, obstacle_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.model.register import Register
    from plan190.status.assess import Assessment
    from plan190.status.obstacles import OpenObstacle
    from plan190.words import Words


def build(register: Register, assessment: Assessment, obstacles: Sequence[OpenObstacle], words: Words) -> View:
    """Give the view of these open obstacles, those beyond the agency's authority first, then by category and age."""
    shown = gravest_first(obstacles)
    blocks: tuple[Block, ...] = (
        *preamble(register, assessment, words),
        Paragraph(obstacles_summary(shown, words)),
        *((obstacles_table(register, assessment, shown, words),) if shown else ()),
    )
    facts = head(register, assessment.as_of) | {"obstacles": [obstacle_facts(one, assessment.as_of) for one in shown]}
    return View(header(register, assessment.as_of, words), blocks, facts)
