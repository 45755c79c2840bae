"""`plan190 reports`: the monthly reports by agency and month; with `--missing` the reports not submitted."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.choices import filtered, members_of, whole
from plan190.cli.options import AgencyOption
from plan190.cli.request import Result
from plan190.cli.session import Session

SHOWN, MOST = "6", 240
"""The default and the greatest number of months."""


def run(
    session: Session,
    missing: Annotated[bool, typer.Option("--missing")] = False,
    months: Annotated[str, typer.Option(metavar="MONTHS")] = SHOWN,
    agency: AgencyOption = None,
) -> Result:
    """Return the reports of the last months, or the missing reports."""
    from plan190.status.figures.reports import missing_reports_figures, reports_figures
    from plan190.views import reports

    shown = whole(months, 1, MOST)
    ids, context = members_of(session, agency), filtered(session, agency)
    if missing:
        return Result(reports.build_missing(missing_reports_figures(session.assessment, agencies=ids), context))
    return Result(reports.build(reports_figures(session.register, session.assessment, ids), context, shown))
