"""`plan190 form`: the monthly report to fill in, one workbook or web page for each agency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.choices import agencies_named, demand_existing, demand_reported, web_address
from plan190.cli.options import AgencyOption, NewFileOption
from plan190.cli.report import parse_period
from plan190.cli.report_files import report_context
from plan190.cli.request import FileSet, Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.model.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.parts.context import ViewContext
    from plan190.status.figures.draft import DraftFigures

FORMATS = ("xlsx",)
FOLDER = "reports/forms"
"""The default folder of forms, from the current folder."""

PeriodOption = Annotated[Period | None, typer.Option("--period", metavar="PERIOD", parser=parse_period)]


def run(
    session: Session,
    agency: AgencyOption = None,
    form_period: PeriodOption = None,
    all_forms: Annotated[bool, typer.Option("--all")] = False,
    html: Annotated[bool, typer.Option("--html")] = False,
    new_file: NewFileOption = None,
) -> FileSet:
    """Return the form of the agency, or those of all agencies that owe a report; for a group, of its members.

    `html`: as web pages. `new_file`: the address of the forge to which they link.
    """
    if all_forms == (agency is not None):
        raise Plan190Error("error.form_whom")
    if new_file is not None and not html:
        raise Plan190Error("error.form_new_file")
    demand_reported(session, form_period)
    figures = list(_figures(session, agency, form_period))
    context = report_context(session)
    next_step = session.words("form.next", option=session.data.option)
    if html:
        address = web_address(new_file)
        pages = (_page(item, context, address) for item in figures)
        return FileSet(pages, len(figures), FOLDER, nothing="form.nobody", format="html", next_step=next_step)
    files = {f"{item.agency.id}-{item.period}.xlsx": _pieces(item, context) for item in figures}
    return FileSet((), len(files), FOLDER, files=files, nothing="form.nobody", next_step=next_step)


def _figures(session: Session, name: str | None, period: Period | None) -> Iterator[DraftFigures]:
    """Yield the figures of each form; of several agencies, only those that owe the report."""
    from plan190.status.figures.draft import draft_figures

    agencies = agencies_named(session, name)
    if len(agencies) == 1:
        demand_existing(session, agencies[0])
    for agency in agencies:
        figures = draft_figures(session.register, session.assessment, agency, period)
        if len(agencies) == 1 or session.assessment.duty.is_owed(agency, figures.due):
            yield figures


def _page(figures: DraftFigures, context: ViewContext, new_file: str) -> Result:
    """Return the form as a web page."""
    from plan190.views import form

    command: tuple[str, ...] = ("form", "--html", "--agency", figures.agency.id, "--period", figures.period)
    if new_file:
        command += ("--new-file", new_file)
    file = f"{FOLDER}/{figures.agency.id}-{figures.period}"
    return Result(form.build(figures, context, new_file), command=command, file=file, words=context.words)


def _pieces(figures: DraftFigures, context: ViewContext) -> Iterator[bytes]:
    """Yield the content of a form, which is made only when its file is written."""
    from plan190.document.checksum import with_checksum
    from plan190.forms.workbook import workbook

    yield with_checksum(workbook(figures, context))
