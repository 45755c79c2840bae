"""`plan190 obstacles`: open obstacles by authority and category, with their answers."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.choices import CATEGORIES, choice, filtered, members_of
from plan190.cli.options import AgencyOption
from plan190.cli.request import Result
from plan190.cli.session import Session


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
        names = ", ".join(session.words(f"category.{name}") for name in categories)
        filters.append(session.words("filter.category", name=names))
    if beyond:
        shown = [entry for entry in shown if entry.obstacle.beyond_authority]
        filters.append(session.words("authority.beyond"))
    return Result(obstacles.build(obstacles_figures(shown), filtered(session, agency, *filters)))
