"""`plan190 trend`: the obligations by state and the monthly reports at the end of each month, as known then."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.choices import filtered, members_of, whole
from plan190.cli.options import AgencyOption
from plan190.cli.request import Result
from plan190.cli.session import Session

SHOWN, MOST = "12", 600
"""The default and the greatest number of months."""


def run(
    session: Session,
    agency: AgencyOption = None,
    months: Annotated[str, typer.Option(metavar="MONTHS")] = SHOWN,
) -> Result:
    """Return the figures of the last months, of the plan or of an agency."""
    from plan190.cli.known import counts_then
    from plan190.status.figures.trend import trend_figures
    from plan190.status.trend import tally_dates
    from plan190.views import trend

    ids = members_of(session, agency) if agency is not None else None
    dates = tally_dates(session.register.plan.issued_on, session.as_of)
    shown = dates[-whole(months, 1, MOST) :]
    figures = trend_figures(counts_then(session, shown), len(dates) - len(shown), ids)
    return Result(trend.build(figures, filtered(session, agency)))
