"""`plan190 agencies`: every body and group."""

from __future__ import annotations

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.session import Result, Session

NAME = "agencies"
FORMATS = TABLE


def run(session: Session) -> Result:
    """Give the agencies view."""
    from plan190.views import agencies

    return Result(agencies.build(session.view_context))
