"""`plan190 indicators`: the reported values of the indicators against their targets."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.choices import filtered, members_of, task_id
from plan190.cli.options import AgencyOption, TaskOption
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.parts.context import Filter


def run(
    session: Session,
    agency: AgencyOption = None,
    task: TaskOption = None,
    below_target: Annotated[bool, typer.Option("--below-target")] = False,
) -> Result:
    """Return the reported values that match all filters, and the indicators without one."""
    from plan190.status.figures.indicators import IndicatorFilter, indicators_figures
    from plan190.views import indicators

    ids = None if agency is None else members_of(session, agency)
    number = "" if task is None else task_id(session, task)
    filters = []
    if number:
        filters.append(Filter("task", (number,), session.words("filter.task", number=number)))
    if below_target:
        filters.append(Filter("below_target", (), session.words("filter.below_target")))
    shown = IndicatorFilter(ids, number, below_target)
    figures = indicators_figures(session.register, session.assessment, shown)
    return Result(indicators.build(figures, filtered(session, agency, *filters), of_some=agency is not None))
