"""`plan190 what-if`: what would change after supposed events, completed tasks or extensions. It writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.choices import body, event_id, members_of, task_id
from plan190.cli.clock import parse_date
from plan190.cli.completion import events, numbers
from plan190.cli.options import AgencyOption, DateOption
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.parts.context import view_context
from plan190.parts.names import full_name, in_language
from plan190.status.assess import assess
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from plan190.model.register import Register
    from plan190.status.what_if import Kind, Supposition

SEPARATOR = ".."
"""Between the date of an event or a decision and the due date that it sets."""

EventsOption = Annotated[list[str] | None, typer.Option(metavar="NAME=DATE", autocompletion=events)]
TasksOption = Annotated[list[str] | None, typer.Option(metavar="NUMBER=DATE", autocompletion=numbers)]


def run(
    session: Session,
    event: EventsOption = None,
    done: TasksOption = None,
    extend: TasksOption = None,
    on: DateOption = None,
    until: DateOption = None,
    agency: AgencyOption = None,
) -> Result:
    """Return what the suppositions change, as of the latest of their dates and `--as-of`."""
    from plan190.status.figures.status import status_figures
    from plan190.status.figures.what_if import suppose_all, what_if_figures
    from plan190.views import what_if as what_if_view

    texts: dict[Kind, list[str]] = {"event": event or [], "done": done or [], "extend": extend or []}
    number = sum(map(len, texts.values()))
    if not number:
        raise Plan190Error("error.what_if")
    if until is not None and (number > 1 or done):
        raise Plan190Error("error.what_if_until")
    ids = () if agency is None else tuple(sorted(members_of(session, agency)))
    suppositions: list[Supposition] = []
    for kind, of_kind in texts.items():
        suppositions += (_supposition(session, kind, text, on, until) for text in of_kind)
    _demand_used(suppositions, on, until)
    suppositions = [supposition._replace(agencies=ids) for supposition in suppositions]
    register = session.register
    supposed = suppose_all(register, suppositions)
    _demand_accepted(session, supposed)
    as_of = max(session.as_of, *(supposition.on for supposition in suppositions))
    after = assess(supposed, as_of, register.plan.policy)
    figures = what_if_figures(register, after, suppositions)
    sentences = [_sentence(session, supposition, agency) for supposition in suppositions]
    context = view_context(supposed, after, session.words, is_future=as_of > session.today)
    return Result(what_if_view.build(figures, sentences, status_figures(supposed, after), context))


def _demand_used(suppositions: Sequence[Supposition], on: date | None, until: date | None) -> None:
    """Raise Plan190Error if a supposition is repeated, or if all have dates of their own instead of these."""
    supposed = [(supposition.kind, supposition.subject) for supposition in suppositions]
    if len(set(supposed)) < len(supposed):
        raise Plan190Error("error.what_if_repeated")
    if until is not None and suppositions[0].until != until:
        raise Plan190Error("error.what_if_until")
    if on is not None and all(supposition.on != on for supposition in suppositions):
        raise Plan190Error("error.what_if_on")


def _supposition(session: Session, kind: Kind, text: str, on: date | None, until: date | None) -> Supposition:
    """Return what an option such as `39=2023-08-01` supposes; `on`, `until`: the dates if the text has none.

    One date is the date of an event or a completion, or the new due date of an extension; two dates are the date of the
    event or decision and the due date. Plan190Error for any other text.
    """
    from plan190.status.what_if import Supposition

    name, _, dates_text = text.partition("=")
    dates = [parse_date(part.strip()) for part in dates_text.split(SEPARATOR) if dates_text]
    if len(dates) > (1 if kind == "done" else 2):
        raise Plan190Error("error.what_if_dates", text=printable(text))
    if kind == "extend" or len(dates) > 1:
        until = dates.pop() if dates else until
    if kind == "extend" and until is None:
        raise Plan190Error("error.what_if_until")
    find = event_id if kind == "event" else task_id
    return Supposition(kind, find(session, name.strip()), dates[0] if dates else on or session.as_of, until)


def _sentence(session: Session, supposition: Supposition, agency: str | None) -> str:
    """Return the description of what is supposed."""
    words, awaited = session.words, session.register.awaited
    kind, subject, on, until, _ = supposition
    values = {"day": words.day(on), "until": words.day(until) if until is not None else "", "for_agency": ""}
    if agency is not None:
        values["for_agency"] = words("what_if.agency", agency=full_name(body(session, agency), words))
    if kind != "event":
        return words(f"what_if.{kind}", number=subject, **values)
    what = in_language(words, awaited[subject].what, awaited[subject].english)
    return words("what_if.event" if until is None else "what_if.event.until", what=what, **values)


def _demand_accepted(session: Session, supposed: Register) -> None:
    """Raise Plan190Error if `check` would report the supposed decision as a problem."""
    from plan190.checks.rules import run as run_rule
    from plan190.status.what_if import SUPPOSED_FILE

    for problem in run_rule("P328", supposed):
        if problem.place.path == SUPPOSED_FILE:
            sentence, advice = session.words.diagnostic_texts(problem)
            raise Plan190Error("error.what_if_refused", sentence=sentence, advice=advice)
