"""`plan190 what-if`: the tables as they would be if an event happened, a task was done or put off. Writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.choices import body, members_of, whole
from plan190.cli.completion import bodies, events, numbers
from plan190.cli.session import Result, Session, day_of
from plan190.errors import Plan190Error
from plan190.parts.names import full_name
from plan190.words.text import nearest, shown

if TYPE_CHECKING:
    import datetime as dt

    from plan190.model.register import Register
    from plan190.words import Words

NAME = "what-if"
FORMATS = TABLE

TaskOption = typer.Option(metavar="NUMBER", autocompletion=numbers)


def run(
    session: Session,
    event: Annotated[str | None, typer.Option(metavar="NAME", autocompletion=events)] = None,
    done: Annotated[str | None, TaskOption] = None,
    extend: Annotated[str | None, TaskOption] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    agency: Annotated[str | None, typer.Option(metavar="AGENCY", autocompletion=bodies)] = None,
) -> Result:
    """Give what would change, and the status as it would be: on the day asked for, and not before the supposed one."""
    from plan190.parts.context import ViewContext
    from plan190.status.assess import assess
    from plan190.views import changes, status

    supposed, told, day = _supposed(session, event, done, extend, on, until, agency)
    policy = session.register.plan.policy
    before, after = (assess(register, max(day, session.day), policy) for register in (session.register, supposed))
    then = status.build(ViewContext(supposed, after, session.words))
    return Result(changes.build(before, after, told, then, session.words))


def _supposed(
    session: Session,
    event: str | None,
    done: str | None,
    extend: str | None,
    on: str | None,
    until: str | None,
    agency: str | None,
) -> tuple[Register, str, dt.date]:
    """Give the register as supposed, the supposition in words and its day; Plan190Error when it is none or two."""
    from plan190.status.assess import assess
    from plan190.status.what_if import if_done, if_extended, if_happened

    if [event, done, extend].count(None) != 2:  # noqa: PLR2004 - one of three
        raise Plan190Error("error.what_if")
    if (extend is not None) != (until is not None) and event is None:
        raise Plan190Error("error.what_if_until")
    register, words = session.register, session.words
    day = day_of(on) if on is not None else session.day
    last = day_of(until) if until is not None else None
    meant = body(session, agency) if agency is not None else None
    ids = tuple(members_of(session, meant)) if meant is not None else ()
    told = {
        "day": words.day(day),
        "until": words.day(last) if last is not None else "",
        "who": words("what_if.who", agency=full_name(meant, words)) if meant is not None else "",
    }
    if done is not None:
        number = whole(done, 1, register.plan.tasks)
        owing = assess(register, day, register.plan.policy).task(number).verdicts
        undone = (one.agency.id for one in owing if not one.is_done and one.obligation.passed_on is None)
        left = tuple(id_ for id_ in undone if not ids or id_ in ids)
        return if_done(register, number, day, left), words("what_if.done", number=number, **told), day
    if event is not None:
        awaited = register.awaited[_event(register, event)]
        what = awaited.english if words.language == "en" else awaited.what
        key = "what_if.event" if last is None else "what_if.event.until"
        supposed = if_happened(register, awaited.id, day, last, ids)
        return _allowed(supposed, words), words(key, what=what, **told), day
    number = whole(extend or "", 1, register.plan.tasks)
    supposed = if_extended(register, number, day, last or day, ids)
    return _allowed(supposed, words), words("what_if.extend", number=number, **told), day


def _allowed(supposed: Register, words: Words) -> Register:
    """Give the register; Plan190Error when `check` would refuse what is supposed."""
    from plan190.checks.rules import decision_of_nothing
    from plan190.status.what_if import NOWHERE

    refused = next((one for one in decision_of_nothing.check(supposed) if one.place.path == NOWHERE), None)
    if refused is not None:
        sentence, advice = words.fault(refused)
        raise Plan190Error("error.what_if_refused", sentence=sentence, advice=advice)
    return supposed


def _event(register: Register, text: str) -> str:
    """Give the event of that name; Plan190Error when tasks wait for none such."""
    known = [id_ for id_, awaited in register.awaited.items() if awaited.kind == "event"]
    if text not in known:
        near = nearest(text, known) or ", ".join(known)
        raise Plan190Error("error.event_unknown", text=shown(text), near=near)
    return text
