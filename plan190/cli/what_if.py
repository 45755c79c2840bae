"""`plan190 what-if`: the status after a supposed event, completed task or extension. It writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.choices import body, members_of, task_id
from plan190.cli.completion import events
from plan190.cli.options import AgencyOption, DateOption, TaskOption
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.parts.context import view_context
from plan190.parts.names import full_name
from plan190.status.assess import assess
from plan190.status.comparison import changed_verdicts
from plan190.words.text import nearest, printable

if TYPE_CHECKING:
    from datetime import date

    from plan190.document.blocks import View
    from plan190.model.register import Register


def run(
    session: Session,
    event: Annotated[str | None, typer.Option(metavar="NAME", autocompletion=events)] = None,
    done: TaskOption = None,
    extend: TaskOption = None,
    on: DateOption = None,
    until: DateOption = None,
    agency: AgencyOption = None,
) -> Result:
    """Return the changes and the status after the supposed event, as of its date or of `--as-of`, if that is later."""
    from plan190.status.what_if import if_extended

    if [event, done, extend].count(None) != 2:  # noqa: PLR2004 - one of three
        raise Plan190Error("error.what_if")
    if (extend is not None) != (until is not None) and event is None:
        raise Plan190Error("error.what_if_until")
    register, words = session.register, session.words
    on_date = on or session.as_of
    ids: tuple[str, ...] = ()
    values = {"day": words.day(on_date), "until": "", "for_agency": ""}
    if until is not None:
        values["until"] = words.day(until)
    if agency is not None:
        ids = tuple(members_of(session, agency))
        values["for_agency"] = words("what_if.agency", agency=full_name(body(session, agency), words))
    if done is not None:
        id_, supposed = _if_done(session, done, on_date, ids)
        sentence = words("what_if.done", number=id_, **values)
    elif event is not None:
        what, supposed = _if_event(session, event, on_date, until, ids)
        sentence = words("what_if.event" if until is None else "what_if.event.until", what=what, **values)
    else:
        id_ = task_id(register, extend or "")
        supposed = if_extended(register, id_, on_date, until or on_date, ids)
        sentence = words("what_if.extend", number=id_, **values)
    _demand_accepted(session, supposed)
    return Result(_changes(session, supposed, max(on_date, session.as_of), sentence))


def _if_done(session: Session, text: str, on_date: date, ids: tuple[str, ...]) -> tuple[str, Register]:
    """Return the task's id, and the register in which the agencies that have not done the task have done it."""
    from plan190.status.what_if import if_done

    register = session.register
    id_ = task_id(register, text)
    task = assess(register, on_date, register.plan.policy).task(id_)
    open_ids: list[str] = []
    for verdict in task.verdicts:
        if not verdict.is_done:
            wanted = [agency.id for agency in verdict.agencies if not ids or agency.id in ids]
            # The report of one agency is enough for a joint task.
            open_ids += wanted[:1] if verdict.is_joint else wanted
    return id_, if_done(register, id_, on_date, tuple(open_ids))


def _if_event(session: Session, text: str, on: date, until: date | None, ids: tuple[str, ...]) -> tuple[str, Register]:
    """Return the description of the event, and the register with it; Plan190Error if no task waits for it."""
    from plan190.status.what_if import if_happened

    register = session.register
    awaited = {id_: event for id_, event in register.awaited.items() if event.kind == "event"}
    if text not in awaited:
        near = nearest(text, awaited) or ", ".join(awaited)
        raise Plan190Error("error.event_unknown", text=printable(text), near=near)
    event = awaited[text]
    what = event.english if session.language == "en" else event.what
    return what, if_happened(register, event.id, on, until, ids)


def _changes(session: Session, supposed: Register, as_of: date, sentence: str) -> View:
    """Return the view of the changes and of the status in the supposed register; `sentence` describes the event."""
    from plan190.status.figures.status import status_figures
    from plan190.views import changes, status

    policy = session.register.plan.policy
    before, after = assess(session.register, as_of, policy), assess(supposed, as_of, policy)
    context = view_context(supposed, after, session.words, is_future=as_of > session.today)
    view = status.build(status_figures(supposed, after), context)
    return changes.build(changed_verdicts(before, after, "state", "due"), sentence, view, session.words)


def _demand_accepted(session: Session, supposed: Register) -> None:
    """Raise Plan190Error if `check` would report the supposed decision as a problem."""
    from plan190.checks.rules import run as run_rule
    from plan190.status.what_if import SUPPOSED_FILE

    for problem in run_rule("P328", supposed):
        if problem.place.path == SUPPOSED_FILE:
            sentence, advice = session.words.diagnostic_texts(problem)
            raise Plan190Error("error.what_if_refused", sentence=sentence, advice=advice)
