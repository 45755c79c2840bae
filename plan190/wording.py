"""What things are called where the reader sees them: bodies, deadlines, states, places. Shared by the views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document import Paragraph
from plan190.model.agency import Agency
from plan190.status.state import State

if TYPE_CHECKING:
    from datetime import date

    from plan190.diagnostics import Place
    from plan190.document import Tone
    from plan190.register import Body, Register
    from plan190.status.assess import TaskVerdict, Verdict
    from plan190.words import Words

_TONES: dict[State, Tone] = {
    State.OVERDUE: "bad",
    State.DUE_SOON: "warn",
    State.WITHIN_TIME: "good",
    State.DONE_LATE: "warn",
    State.DONE_ON_TIME: "good",
    State.WAITING: "mute",
}


def tone_of(state: State) -> Tone:
    """Give the tone of a state."""
    return _TONES.get(state, "plain")


def short(body: Body, words: Words) -> str:
    """Give the name that tables use."""
    if words.language == "en":
        return body.english
    return (body.short if isinstance(body, Agency) else None) or body.name


def full(body: Body, words: Words) -> str:
    """Give the whole name."""
    return body.english if words.language == "en" else body.name


def body_names(register: Register, ids: tuple[str, ...], words: Words) -> str:
    """Give the bodies' table names, parted by semicolons."""
    return "; ".join(short(register.bodies[id_], words) for id_ in ids)


def header(register: Register, as_of: date, words: Words) -> str:
    """Give the title of a view of the plan as of a day."""
    plan = register.plan.value
    key = "header.before" if as_of < plan.issued_on else "header"
    return words(key, symbol=plan.symbol, issued=words.day(plan.issued_on), as_of=words.day(as_of))


def preamble(register: Register, as_of: date, words: Words) -> tuple[Paragraph, ...]:
    """Give what must be said before any state: that nothing has been reported, and what has changed since the plan."""
    cautions = [one for one in register.plan.value.cautions if as_of >= one.since]
    told = (one.english if words.language == "en" else one.what for one in cautions)
    return (
        Paragraph(words("status.no_reports"), "mute"),
        *(Paragraph(words("caution", what=what), "warn") for what in told),
    )


def deadline_of(task: TaskVerdict | Verdict, words: Words) -> str:
    """Give a task's or an obligation's state with the days that belong to it: overdue by, due in."""
    if task.state is State.OVERDUE:
        return words.days("state.overdue.days", task.days_late)
    if task.state is State.DUE_SOON and task.days_left == 0:
        return words("state.due_soon.today")
    if task.state is State.DUE_SOON:
        return words.days("state.due_soon.days", task.days_left or 0)
    return words(f"state.{task.state}")


def where(register: Register, place: Place) -> str:
    """Give a place as editors and terminals read it: `path:line`."""
    return f"{register.root}/{place.path}:{place.line}"
