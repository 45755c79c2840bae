"""`plan190 obstacles`: what stands in the way, by authority and category, and what was answered."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.choices import CATEGORIES, body, choice, members_of
from plan190.cli.completion import bodies
from plan190.cli.session import Result, Session

NAME = "obstacles"
FORMATS = TABLE


def run(
    session: Session,
    agency: Annotated[str | None, typer.Option(metavar="AGENCY", autocompletion=bodies)] = None,
    category: Annotated[list[str] | None, typer.Option(metavar="CATEGORY")] = None,
    beyond: Annotated[bool, typer.Option("--beyond")] = False,
) -> Result:
    """Give the open obstacles that pass every filter."""
    from plan190.status.obstacles import open_obstacles
    from plan190.views import obstacles

    left = list(open_obstacles(session.assessment))
    if agency is not None:
        ids = members_of(session, body(session, agency))
        left = [one for one in left if one.agency.id in ids]
    if category:
        wanted = [choice(session, one, "--category", CATEGORIES) for one in category]
        left = [one for one in left if one.obstacle.category in wanted]
    if beyond:
        left = [one for one in left if one.obstacle.beyond_authority]
    return Result(obstacles.build(session.view_context, left))
