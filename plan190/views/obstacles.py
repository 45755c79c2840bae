"""The open obstacles by authority and category, with their dates and answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plan190.document.blocks import Paragraph
from plan190.parts.plan_view import plan_view
from plan190.parts.tables import obstacles_summary, obstacles_table
from plan190.status.facts import obstacles_facts

if TYPE_CHECKING:
    from plan190.document.blocks import Block, View
    from plan190.parts.context import ViewContext
    from plan190.status.figures.obstacles import ObstaclesFigures


def build(figures: ObstaclesFigures, context: ViewContext) -> View:
    """Return the view of these open obstacles, those without an answer first."""
    blocks: list[Block] = [Paragraph(obstacles_summary(figures, context.words))]
    if figures.unanswered:
        first = figures.obstacles[0]
        values = {"task": first.task, "agency": first.agency.id, "obstacle": first.obstacle.name}
        blocks.append(Paragraph(context.words("obstacles.hint", **values), "mute"))
    blocks.append(obstacles_table(context, figures.obstacles))
    return plan_view(context, blocks, partial(obstacles_facts, figures.obstacles, context.as_of))
