"""`plan190 obstacles`: open obstacles by authority and category, with their answers."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.choices import CATEGORIES, choice, choice_filter, filtered, members_of
from plan190.cli.options import AgencyOption
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.parts.context import Filter


def run(
    session: Session,
    agency: AgencyOption = None,
    category: Annotated[list[str] | None, typer.Option(metavar="CATEGORY")] = None,
    beyond: Annotated[bool, typer.Option("--beyond")] = False,
) -> Result:
    """Return the open obstacles that match all filters."""
    from plan190.status.figures.obstacles import obstacles_figures
    from plan190.views import obstacles

    ids = members_of(session, agency)
    shown = [entry for entry in session.assessment.obstacles if entry.agency.id in ids]
    filters = []
    if category:
        categories = [choice(session, text, "--category", CATEGORIES) for text in category]
        shown = [entry for entry in shown if entry.obstacle.category in categories]
        filters.append(choice_filter(session, "category", categories))
    if beyond:
        shown = [entry for entry in shown if entry.obstacle.beyond_authority]
        filters.append(Filter("beyond", (), session.words("authority.beyond")))
    return Result(obstacles.build(obstacles_figures(shown), filtered(session, agency, *filters)))
