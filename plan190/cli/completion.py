"""Shell completion: the script for a shell, and the values that the shell proposes for an argument or option.

Typer selects the values that begin with the typed text. There are none if the data cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable  # noqa: TC003 - Typer evaluates the annotations
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer  # noqa: TC002 - Typer evaluates the annotations

from plan190.errors import Plan190Error
from plan190.words.text import printable

if TYPE_CHECKING:
    from plan190.cli.session import Session

SHELL_OPTIONS = ("--show-completion", "--install-completion")
SHELLS = ("bash", "zsh", "fish", "powershell")
VARIABLE = "_PLAN190_COMPLETE"
"""The environment variable with which the script of a shell asks for proposals."""


def use_shell(option: str, shell: str) -> str:
    """Return the script of a shell for `--show-completion`; for `--install-completion` write it, and return its path.

    Without the name of a shell, Typer handles these options itself and uses the current shell.
    """
    from typer._completion_shared import get_completion_script, install

    if shell not in SHELLS:
        raise Plan190Error("error.choice", text=printable(shell), option=option, choices=", ".join(SHELLS))
    if option == "--show-completion":
        return get_completion_script(prog_name="plan190", complete_var=VARIABLE, shell=shell)
    _, path = install(shell, "plan190", VARIABLE)
    return str(path)


def _from_data(values: Callable[[Session], Iterable[Any]]) -> Callable[[typer.Context], list[Any]]:
    """Return the function that proposes values from the data folder of the command line."""

    def proposed(ctx: typer.Context) -> list[Any]:
        from plan190.cli.request import Request
        from plan190.cli.session import Session

        try:
            folder, *_ = ctx.params.get("data") or [None]
            return list(values(Session(Request(data=folder, lang=ctx.params.get("lang")))))
        except Plan190Error:
            return []

    return proposed


def _named(session: Session, entries: Iterable[Any]) -> Iterable[tuple[str, str]]:
    """Return the ids of agencies or groups, with their names."""
    attribute = "english" if session.language == "en" else "name"
    return [(entry.id, getattr(entry, attribute)) for entry in entries]


@_from_data
def bodies(session: Session) -> Iterable[tuple[str, str]]:
    """Return the ids of agencies and groups, with their names."""
    return _named(session, session.register.bodies.values())


@_from_data
def _agencies(session: Session) -> Iterable[tuple[str, str]]:
    return _named(session, session.register.all_agencies)


@_from_data
def numbers(session: Session) -> Iterable[str]:
    """Return the task numbers."""
    return [entry.value.id for entry in session.register.tasks]


def _awaited(kind: str) -> Callable[[typer.Context], list[Any]]:
    """Return the function that proposes the ids of awaited events or schedules, with their descriptions."""

    def proposed(session: Session) -> Iterable[tuple[str, str]]:
        attribute = "english" if session.language == "en" else "what"
        awaited = session.register.awaited.values()
        return [(item.id, getattr(item, attribute)) for item in awaited if item.kind == kind]

    return _from_data(proposed)


events = _awaited("event")


@_from_data
def _assumptions(session: Session) -> Iterable[tuple[str, str]]:
    return [(entry.value.id, entry.value.what) for entry in session.register.assumptions()]


@_from_data
def _decisions(session: Session) -> Iterable[str]:
    return [entry.value.id for entry in reversed(session.register.decisions)]


@_from_data
def _obstacles(session: Session) -> Iterable[tuple[str, str]]:
    return {item.obstacle.name: item.obstacle.description for item in session.assessment.obstacles}.items()


@_from_data
def _letterheads(session: Session) -> Iterable[str]:
    return [entry.value.id for entry in session.register.letterheads]


@_from_data
def _left_out(session: Session) -> Iterable[str]:
    return [report.name for report in session.register.left_out]


@_from_data
def _periods(session: Session) -> Iterable[str]:
    """Return the reporting periods through the latest one."""
    from plan190.status.periods import latest_period, periods_through

    reporting = session.register.plan.reporting
    return map(str, periods_through(latest_period(session.today, reporting), reporting))


def _subjects(ctx: typer.Context) -> list[Any]:
    """Return the agencies or tasks that a report of the typed kind can be about."""
    of_kind = {"agency": _agencies, "task": numbers}.get(ctx.params.get("kind") or "")
    return of_kind(ctx) if of_kind is not None and not ctx.params.get("subject") else []


def _own_choices(name: str, suffix: str = "") -> Callable[[Any], list[str]]:
    """Return the function that proposes the choices with this name of the command itself, with a suffix."""
    return lambda ctx: [f"{choice}{suffix}" for choice in ctx.command.callback.choices[name]]


def _choices(name: str, module: str = "plan190.cli.choices") -> Callable[[], Iterable[str]]:
    """Return the function that proposes the choices with this name of the module."""
    return lambda: getattr(import_module(module), name)


def _codes() -> Iterable[tuple[str, str]]:
    from plan190.diagnostics import CODES

    return [(key, code.name) for key, code in CODES.items()]


def _schemas() -> Iterable[tuple[str, str]]:
    """Return the names of schemas, each with the file that it describes."""
    from plan190.load.schema import files

    return files().items()


VALUES: dict[str, Callable[..., Iterable[Any]]] = {
    "AGENCY": bodies,
    "AGENCY/PERIOD": _left_out,
    "ASSUMPTION": _assumptions,
    "CATEGORY": _choices("CATEGORIES"),
    "CODE": _codes,
    "DECISION": _decisions,
    "EVENT": events,
    "FINDING": _own_choices("gates"),
    "FORMAT": _own_choices("formats"),
    "FORMAT=FILE": _own_choices("formats", "="),
    "HOOK": lambda: ["pre-receive"],
    "KIND": _choices("KINDS"),
    "LETTER": _choices("KINDS", "plan190.status.figures.letter"),
    "LETTERHEAD": _letterheads,
    "PERIOD": _periods,
    "NUMBER": numbers,
    "NUMBERS": numbers,
    "OBSTACLE": _obstacles,
    "REPORT": _choices("REPORT_KINDS"),
    "SCHEDULE": _awaited("schedule"),
    "SCHEMA": _schemas,
    "SINCE": _periods,
    "STATE": _choices("STATES"),
    "SUBJECT": _subjects,
}
"""The function that proposes values for an argument or option with this `metavar`."""


def values_of(metavar: str | None) -> Callable[..., Iterable[Any]] | None:
    """Return the function that proposes values for a `metavar`, which may list them, as vi|en; None without values."""
    if metavar is not None and "|" in metavar:
        return lambda: metavar.split("|")
    return VALUES.get(metavar or "")
