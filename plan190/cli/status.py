"""`plan190 status`: what needs attention, the totals and the agencies as of a date, or one agency with its tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from plan190.cli.agency import body_view
from plan190.cli.choices import body, choice, choice_filter, filtered
from plan190.cli.options import AgencyOption
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.model.agency import Agency
from plan190.parts.names import short_name
from plan190.status.figures.status import CONCERNS, Selection, most_overdue_first, status_figures
from plan190.words.text import alphabetical_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from plan190.status.figures.plan import BodyRow

SORTS = ("plan", "overdue", "name")


def run(
    session: Session,
    agency: AgencyOption = None,
    only: Annotated[list[str] | None, typer.Option(metavar="CONCERN", autocompletion=lambda: CONCERNS)] = None,
    sort: Annotated[str | None, typer.Option(metavar="ORDER", autocompletion=lambda: SORTS)] = None,
    brief: Annotated[bool, typer.Option("--brief")] = False,
) -> Result:
    """Return the status of the plan, or of the agency."""
    if [agency is not None, bool(only or sort), brief].count(True) > 1:
        raise Plan190Error("error.status_table")
    if agency is not None:
        return Result(body_view(session, session.view_context, body(session, agency)))
    from plan190.views import status

    concerns = [choice(session, text, "--only", CONCERNS) for text in only or ()]
    order = choice(session, sort, "--sort", SORTS) if sort else "plan"
    filters = [choice_filter(session, "only", concerns)] if concerns else []
    context = filtered(session, None, *filters)
    figures = status_figures(session.register, session.assessment, Selection(concerns, _sort_key(session, order)))
    return Result(status.build(figures, context, brief=brief))


def _sort_key(session: Session, order: str) -> Callable[[BodyRow], Any] | None:
    """Return the sort key of the order; None for the plan's order."""

    def by_name(row: BodyRow) -> tuple[bool, Any]:
        """Joint tasks are last."""
        return not isinstance(row.body, Agency), alphabetical_order(short_name(row.body, session.words))

    return {"overdue": most_overdue_first, "name": by_name}.get(order)
