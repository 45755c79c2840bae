"""`plan190 what-if`: the tables as they would be if an event happened, a task was done or put off. Writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.choices import body, members_of, whole
from plan190.cli.completion import bodies, events, numbers
from plan190.cli.session import Answer, Session, day_of
from plan190.errors import Plan190Error
from plan190.wording import full
from plan190.words.text import nearest, shown

if TYPE_CHECKING:
    import datetime as dt

    from plan190.register import Register

NAME = "what-if"
FORMATS = TABLE

TaskOption = typer.Option(metavar="NUMBER", autocompletion=numbers)


def answer(
    session: Session,
    event: Annotated[str | None, typer.Option(metavar="NAME", autocompletion=events)] = None,
    done: Annotated[str | None, TaskOption] = None,
    extend: Annotated[str | None, TaskOption] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    agency: Annotated[str | None, typer.Option(metavar="AGENCY", autocompletion=bodies)] = None,
) -> Answer:
    """Give what would change, and the status as it would be: on the day asked for, and not before the supposed one."""
    from plan190.status.assess import assess
    from plan190.views import changes, status

    supposed, told, day = _supposed(session, event, done, extend, on, until, agency)
    policy = session.register.plan.value.policy
    before, after = (assess(register, max(day, session.day), policy) for register in (session.register, supposed))
    then = status.build(supposed, after, session.words)
    return Answer(changes.build(before, after, told, then, session.words))


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
    from plan190.status.hypothesis import if_done, if_extended, if_happened

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
        "who": words("what_if.who", agency=full(meant, words)) if meant is not None else "",
    }
    if event is not None:
        awaited = register.awaited[_event(register, event)]
        what = awaited.english if words.language == "en" else awaited.what
        key = "what_if.event" if last is None else "what_if.event.until"
        return if_happened(register, awaited.id, day, last, ids), words(key, what=what, **told), day
    number = whole(done or extend or "", 1, register.plan.value.tasks)
    if last is not None:
        return if_extended(register, number, day, last, ids), words("what_if.extend", number=number, **told), day
    return if_done(register, number, day, ids), words("what_if.done", number=number, **told), day


def _event(register: Register, text: str) -> str:
    """Give the event of that name; Plan190Error when tasks wait for none such."""
    known = [id_ for id_, awaited in register.awaited.items() if awaited.kind == "event"]
    if text not in known:
        near = nearest(text, known) or ", ".join(known)
        raise Plan190Error("error.event_unknown", text=shown(text), near=near)
    return text
