"""What needs attention as of a date: the output of `plan190` without a command."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plan190.document.blocks import Paragraph
from plan190.parts.overview import overview_blocks
from plan190.parts.plan_view import plan_view
from plan190.status.figures.overview import overview_facts

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.figures.overview import OverviewFigures


def build(figures: OverviewFigures, context: ViewContext) -> View:
    """Return the view of the overview; its last line names the commands that show more."""
    more = Paragraph(context.words("overview.more", options=context.options), "mute")
    return plan_view(context, (*overview_blocks(figures, context), more), partial(overview_facts, figures))
