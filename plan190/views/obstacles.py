"""The open obstacles: by authority and category, since when, and how they were answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Paragraph
from plan190.parts.plan_view import plan_view
from plan190.parts.tables import gravest_first, obstacles_summary, obstacles_table
from plan190.status.facts import obstacle_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.document.blocks import View
    from plan190.model.register import Register
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.verdicts import Assessment
    from plan190.words import Words


def build(register: Register, assessment: Assessment, obstacles: Sequence[OpenObstacle], words: Words) -> View:
    """Return the view of these open obstacles, those beyond the agency's authority first."""
    obstacles = gravest_first(obstacles)
    blocks: list[Block] = [Paragraph(obstacles_summary(obstacles, words))]
    if obstacles:
        blocks.append(obstacles_table(register, assessment, obstacles, words))
    facts = {"obstacles": [obstacle_facts(obstacle, assessment.as_of) for obstacle in obstacles]}
    return plan_view(register, assessment, words, blocks, facts)
