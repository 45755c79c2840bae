"""The open obstacles: by authority and category, since when, and how they were answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Paragraph
from plan190.parts.plan_view import plan_view
from plan190.parts.tables import gravest_first, obstacles_summary, obstacles_table
from plan190.status.facts import obstacle_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.facts import Facts
    from plan190.status.obstacles import OpenObstacle


def build(context: ViewContext, obstacles: Sequence[OpenObstacle]) -> View:
    """Return the view of these open obstacles, those beyond the agency's authority first."""
    obstacles = gravest_first(obstacles)
    blocks = (Paragraph(obstacles_summary(obstacles, context.words)), obstacles_table(context, obstacles))
    facts: Facts = {"obstacles": [obstacle_facts(obstacle, context.as_of) for obstacle in obstacles]}
    return plan_view(context, blocks, facts)
