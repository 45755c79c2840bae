"""From the words of a command line to an exit code: 0 fine, 1 faults found, 2 cannot go on, 3 a bug of plan190."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer

from plan190.cli.app import build_app
from plan190.cli.output import BUG, CANNOT, FINE, INTERRUPTED, silence
from plan190.cli.session import DEFAULT, chosen_language, say
from plan190.errors import Plan190Error, TotalsError
from plan190.words import Words, words_in
from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    "status",
    "tasks",
    "overdue",
    "due-soon",
    "recurring",
    "show",
    "explain",
    "agencies",
    "agency",
    "claims",
    "reports",
    "obstacles",
    "at-risk",
    "indicators",
    "what-if",
    "assumptions",
    "report",
    "remind",
    "verify",
    "dashboard",
    "calendar",
    "check",
    "review",
    "gate",
    "comment",
    "owners",
    "hook",
    "schema",
)
"""Every command, in the order of the help; its module has its name."""


def main(arguments: Sequence[str]) -> int:
    """Run the command line and give its exit code; never lets an exception out."""
    words = words_in(DEFAULT)
    try:
        words = words_in(chosen_language(_asked_language(arguments)) or DEFAULT)
        return _run(list(arguments), words)
    except Plan190Error as error:
        say(words("error", sentence=words(error.key, **error.values)))
        return CANNOT
    except TotalsError as error:
        say(words("error", sentence=words("error.totals", what=shown(str(error)))))
        return BUG
    except BrokenPipeError:
        silence()
        return FINE
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except OSError as error:
        silence()
        say(words("error", sentence=words("error.print", reason=shown(error.strerror or "?"))))
        return CANNOT
    except Exception as error:  # noqa: BLE001 - the last net: a bug must be one line and say how to report it
        if os.environ.get("PLAN190_DEBUG"):
            import traceback

            traceback.print_exc()
        say(words("bug", kind=type(error).__name__, what=shown(str(error))[:200]))
        return BUG


def _asked_language(arguments: Sequence[str]) -> str | None:
    """Give the language that the arguments ask for, before they are read for good."""
    for number, argument in enumerate(arguments):
        if argument == "--lang" and number + 1 < len(arguments):
            return arguments[number + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None


def _commands(arguments: Sequence[str]) -> list[Any]:
    """Give the modules of the commands that the arguments can mean: one when they name it, else all."""
    names = arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS
    return [import_module(f"plan190.cli.{name.replace('-', '_')}") for name in names]


def _run(arguments: list[str], words: Words) -> int:
    if sys.stdout is None:
        raise Plan190Error("error.print", reason="stdout")
    command = typer.main.get_command(build_app(_commands(arguments)))
    usage_error: type[Exception] = typer.BadParameter.__bases__[0]
    try:
        code = command.main(arguments, prog_name="plan190", standalone_mode=False, obj=words)
    except usage_error as error:
        raise _usage(error, words) from None
    return code if isinstance(code, int) else FINE


def _usage(error: Any, words: Words) -> Plan190Error:  # noqa: ANN401
    """Give our sentence for a command line that Typer refuses."""
    path = error.ctx.command_path.removeprefix("plan190").strip() if error.ctx else ""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = [one for one in error.possibilities or () if one.startswith("--")]
        said = words("error.command_near", name=near[0]) if near else ""
        return Plan190Error("error.option_unknown", text=shown(error.option_name), near=said, command=path)
    if kind == "BadOptionUsage":
        return Plan190Error("error.option_value", text=shown(error.option_name))
    if kind == "MissingParameter":
        if error.param is not None and error.param.param_type_name == "option":
            return Plan190Error("error.option_missing", option=error.param.opts[0], command=path)
        return Plan190Error("error.argument_missing", command=path)
    return Plan190Error("error.usage", what=shown(error.format_message()), command=path)
