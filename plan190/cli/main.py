"""Run a command line and return its exit code: 0 no problem, 1 problems, 2 the command cannot continue, 3 a bug."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import typer

from plan190.cli.app import build_program
from plan190.cli.completion import VARIABLE
from plan190.cli.help import near_hint
from plan190.cli.output import BUG, CANNOT, FINE, INTERRUPTED, print_note, silence
from plan190.cli.request import DEFAULT_LANGUAGE, chosen_language, locale_language
from plan190.errors import Plan190Error, TotalsError
from plan190.words import Words, words_in
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GROUPS: Mapping[str, Sequence[str]] = {
    "view": (
        "status", "tasks", "overdue", "due-soon", "recurring", "show", "explain", "agencies", "agency", "reports",
        "indicators", "assumptions", "plan", "rollup",
    ),
    "time": ("agenda", "changes", "trend", "forecast"),
    "submit": ("draft", "form", "check", "intake", "review", "inbox"),
    "decide": ("decide", "claims", "obstacles", "at-risk", "what-if"),
    "report": ("report", "remind", "dashboard", "calendar", "export", "verify"),
    "start": ("init", "import"),
    "check": ("gate", "comment", "owners", "hook", "schema"),
}  # fmt: skip
"""The commands by what a user does with them, in the order of the help. The module of a command has its name."""


def main(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code; every exception becomes a message."""
    words = words_in(locale_language() or DEFAULT_LANGUAGE)
    try:
        words = words_in(chosen_language(_language_option(arguments)) or DEFAULT_LANGUAGE)
        return _run(list(arguments), words)
    except Plan190Error as error:
        if VARIABLE in os.environ:  # the shell asks for proposals and would show the message at the prompt
            return FINE
        sentence, code = words(error.key, **error.values), CANNOT
    except TotalsError as error:
        sentence, code = words("error.totals", message=printable(str(error))), BUG
    except BrokenPipeError:
        silence()
        return FINE
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except OSError as error:
        silence()
        sentence, code = words("error.print", reason=printable(error.strerror or "?")), CANNOT
    except Exception as error:  # noqa: BLE001 - a bug must be reported in one line
        if os.environ.get("PLAN190_DEBUG"):
            import traceback

            traceback.print_exc()
        print_note(words("bug", kind=type(error).__name__, message=printable(str(error))[:200]))
        return BUG
    print_note(words("error", sentence=sentence))
    return code


def _language_option(arguments: Sequence[str]) -> str | None:
    """Return the value of `--lang`, even if the command line cannot be parsed, for its error message."""
    for number, argument in enumerate(arguments):
        if argument == "--lang" and number + 1 < len(arguments):
            return arguments[number + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None


def _run(arguments: list[str], words: Words) -> int:
    if sys.stdout is None:
        raise Plan190Error("error.print", reason="stdout")
    program = build_program(GROUPS)
    usage_error: type[Exception] = typer.BadParameter.__bases__[0]
    try:
        code: int | None = program.main(arguments, prog_name="plan190", standalone_mode=False, obj=words)
    except usage_error as error:
        raise _usage_error(error, words) from None
    return code or FINE


def _usage_error(error: Any, words: Words) -> Plan190Error:  # noqa: ANN401
    """Return the error of plan190 for a command line that Typer rejects."""
    path = error.ctx.command_path if error.ctx else "plan190"
    match type(error).__name__:
        case "NoSuchOption":
            near = next((name for name in error.possibilities or () if name.startswith("--")), None)
            hint = near_hint(words, near)
            return Plan190Error("error.option_unknown", text=printable(error.option_name), near=hint, command=path)
        case "BadOptionUsage":
            return Plan190Error("error.option_value", text=printable(error.option_name))
        case "MissingParameter" if error.param is not None and error.param.param_type_name == "option":
            return Plan190Error("error.option_missing", option=error.param.opts[0], command=path)
        case "MissingParameter":
            name = words(f"metavar.{error.param.metavar}") if error.param is not None else ""
            return Plan190Error("error.argument_missing", name=name, command=path)
        case _:
            return Plan190Error("error.usage", message=printable(error.format_message()), command=path)
