"""`plan190 changes --since`: what changed since a date, a period or a commit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.choices import filtered, members_of
from plan190.cli.clock import parse_known_at
from plan190.cli.options import AgencyOption
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.model.period import Period
from plan190.parts.context import view_context
from plan190.parts.names import period_name
from plan190.status.assess import assess

if TYPE_CHECKING:
    from plan190.model.register import Register

Earlier = tuple["Register", "date", str]
"""The data and the date of the earlier state, and the sentence that describes both states."""


def run(
    session: Session,
    since: Annotated[str, typer.Option("--since", metavar="SINCE")],
    agency: AgencyOption = None,
) -> Result:
    """Return what changed since the date, the last date of the period, or the commit."""
    from plan190.status.changes import changes_between, targets_between
    from plan190.status.selection import owed_by_any
    from plan190.views import changes as changes_view

    register, day, sentence = _earlier(session, since)
    before = assess(register, day, register.plan.policy)
    ids = members_of(session, agency) if agency is not None else None
    owed = owed_by_any((*before.verdicts, *session.assessment.verdicts), ids)
    tasks = [verdict.task for verdict in owed] if ids is not None else None
    targets = targets_between(register, session.register, tasks)
    changes = changes_between(before, session.assessment, ids, targets)
    context = filtered(session, agency)
    before_context = view_context(register, before, session.words)
    return Result(changes_view.build(changes, sentence, context, before_context))


def _earlier(session: Session, since: str) -> Earlier:
    """Return the state that the text names: a date and a period have precedence over the name of a commit."""
    from plan190.status.periods import ends_on

    plan, of_period = session.register.plan, ""
    day = parse_known_at(since)
    period = Period.named(since)
    if period is not None:
        month = period_name(period, session.words)
        day, of_period = ends_on(period, plan.reporting), session.words("changes.of_period", month=month)
    if not isinstance(day, date):
        return _committed(session, day)
    since_text, as_of = session.words.day(day), session.words.day(session.as_of)
    if day > session.as_of:
        raise Plan190Error("error.since_after", since=since_text, as_of=as_of)
    sentence = session.words("changes.since", since=since_text, period=of_period, as_of=as_of)
    return session.register, day, sentence


def _committed(session: Session, name: str) -> Earlier:
    """Return the data of the commit with this name, as of `--as-of` or else of its date."""
    from plan190.cli.known import session_on_commit

    words, request = session.words, replace(session.request, known_at=name)
    with session_on_commit(request) as on_commit:
        if on_commit.committed is not None:
            # Only the files that differ are read from git.
            on_commit.committed.repository.add_known(session.data.files.read_all().values())
        # The view is built when the repository is closed.
        on_commit.data.files.read_all()
        register = on_commit.register
    known_at = register.known_at
    assert known_at is not None, "the session is on a commit"  # noqa: S101 - narrows the type
    day = session.request.as_of or min(known_at.committed_on, session.as_of)
    values = {"commit": known_at.short, "day": words.day(known_at.committed_on), "since": words.day(day)}
    return register, day, words("changes.since_commit", as_of=words.day(session.as_of), **values)
