"""`plan190 reports`: the monthly reports by agency and month; with `--missing` the reports not submitted."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.choices import whole
from plan190.cli.request import Result
from plan190.cli.session import Session

SHOWN, MOST = "6", 240
"""The default and the greatest number of months."""


def run(
    session: Session,
    missing: Annotated[bool, typer.Option("--missing")] = False,
    months: Annotated[str, typer.Option(metavar="MONTHS")] = SHOWN,
) -> Result:
    """Return the reports of the last months, or the missing reports."""
    from plan190.status.figures.reports import missing_reports_figures, reports_figures
    from plan190.views import reports

    shown = whole(months, 1, MOST)
    if missing:
        return Result(reports.build_missing(missing_reports_figures(session.assessment), session.view_context))
    figures = reports_figures(session.register, session.assessment)
    return Result(reports.build(figures, session.view_context, shown))
