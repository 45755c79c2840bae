"""`plan190 draft AGENCY [PERIOD]`: the monthly report with which an agency begins, printed or written to its place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from plan190.cli.choices import demand_existing, demand_reported, reporting_agency
from plan190.cli.options import DryRunOption
from plan190.cli.report import parse_period
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.document.blocks import Paragraph, View
from plan190.errors import Plan190Error
from plan190.load.loader import report_path
from plan190.model.period import Period
from plan190.status.facts import left_out_facts

if TYPE_CHECKING:
    from plan190.model.agency import Agency

FORMATS = ("yaml",)

AgencyArgument = Annotated[str, typer.Argument(metavar="AGENCY")]
PeriodArgument = Annotated[Period | None, typer.Argument(metavar="PERIOD", parser=parse_period)]


class _Draft(NamedTuple):
    """A draft: the path of its file below the data folder, its text, and the number of its tasks."""

    path: str
    text: str
    tasks: int


def run(
    session: Session,
    agency: AgencyArgument,
    period: PeriodArgument = None,
    write: Annotated[bool, typer.Option("--write")] = False,
    dry_run: DryRunOption = False,
) -> Result:
    """Return the draft of the report for the period, by default for the next one for which there is no report."""
    subject = reporting_agency(session, agency)
    facts = left_out_facts(session.register)
    if dry_run:
        from plan190.cli.write_data import difference

        draft = _new_draft(session, subject, period)
        return Result(View("", (), facts), text=difference(session.data, {draft.path: draft.text.encode()}))
    if write:
        return Result(View("", _written(session, subject, period), facts))
    draft = _draft(session, subject, period)
    notes: tuple[str, ...] = ()
    if draft.path in session.data.files.data:
        notes = (session.words("draft.exists", path=session.data.shown_path(draft.path)),)
    return Result(View("", (), facts), text=draft.text, notes=notes)


def _written(session: Session, agency: Agency, period: Period | None) -> tuple[Paragraph, ...]:
    """Write the draft to its place; return what was written, and what to do next."""
    from plan190.cli.write_data import locked, write_data

    session.data.demand_own("draft --write")
    with locked(session) as current:
        draft = _new_draft(current, agency, period)
        write_data(current.data, {draft.path: draft.text.encode()})
    path, option = session.data.shown_path(draft.path), session.data.option
    keys = ("draft.written", "draft.next")
    return tuple(Paragraph(session.words(key, path=path, tasks=draft.tasks, option=option)) for key in keys)


def _new_draft(session: Session, agency: Agency, period: Period | None) -> _Draft:
    """Return the draft; Plan190Error if there is a report for the period."""
    draft = _draft(session, agency, period)
    if draft.path in session.data.files.data:
        raise Plan190Error("error.draft_exists", path=session.data.shown_path(draft.path), option=session.data.option)
    return draft


def _draft(session: Session, agency: Agency, period: Period | None) -> _Draft:
    from plan190.forms.draft_text import draft_text
    from plan190.status.figures.draft import draft_figures

    demand_reported(session, period)
    demand_existing(session, agency)
    figures = draft_figures(session.register, session.assessment, agency, period)
    path = report_path(agency.id, figures.period)
    text = draft_text(figures, session.as_of, _schema(session, path), session.report_words)
    return _Draft(path, text, len(figures.tasks))


def _schema(session: Session, path: str) -> str:
    """Return the path of the schema for editors, from the file; "" if there is no folder of schemas."""
    data = session.data
    schema = (data.repository_root or data.full_path.parent) / "schemas" / "update.schema.json"
    if not schema.is_file():
        return ""
    return os.path.relpath(schema, (data.full_path / path).parent).replace(os.sep, "/")
