"""`plan190 changes --since`: what changed since a date, a period or a commit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.choices import filtered, members_of
from plan190.cli.clock import parse_date
from plan190.cli.options import AgencyOption
from plan190.cli.report import parse_period
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.parts.names import period_name
from plan190.status.assess import assess
from plan190.words.text import printable

if TYPE_CHECKING:
    from plan190.status.verdicts import Assessment

DATE = re.compile(r"\d+-\d+-\d+|\d+/\d+/\d+", re.ASCII)
PERIOD = re.compile(r"\d{4}-\d{1,2}|\d{1,2}/\d{4}", re.ASCII)


def run(
    session: Session,
    since: Annotated[str, typer.Option("--since", metavar="SINCE")],
    agency: AgencyOption = None,
) -> Result:
    """Return what changed since the date, the end of the period, or the commit."""
    from plan190.status.changes import changes_between
    from plan190.views import changes as changes_view

    before, sentence = _earlier(session, since)
    ids = members_of(session, agency) if agency is not None else None
    changes = changes_between(before, session.assessment, ids)
    return Result(changes_view.build(changes, sentence, None, filtered(session, agency)))


def _earlier(session: Session, since: str) -> tuple[Assessment, str]:
    """Return the assessment before and the sentence that describes it."""
    from plan190.status.periods import ends_on

    words, plan = session.words, session.register.plan
    if DATE.fullmatch(since):
        day, of_period = parse_date(since), ""
    elif PERIOD.fullmatch(since):
        period = parse_period(since)
        day, of_period = ends_on(period, plan.reporting), words("changes.of_period", month=period_name(period))
    else:
        raise Plan190Error("error.since", text=printable(since))
    if day > session.as_of:
        raise Plan190Error("error.since_after", since=words.day(day), as_of=words.day(session.as_of))
    sentence = words("changes.since", since=words.day(day), period=of_period, as_of=words.day(session.as_of))
    return assess(session.register, day, plan.policy), sentence
