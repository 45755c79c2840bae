"""Build the command line: the module of each command becomes a Typer command with the options that commands share.

The module has a function `run` that returns the result; its parameters after the session are the command's own options.
`FORMATS` in the module lists the formats of the result, the default first. Without it they are the formats of a table.
A module with `COMMANDS` is a group of commands: their names by heading; `command_of` returns one of them.
"""

from __future__ import annotations

import inspect
import keyword
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer

from plan190 import __version__
from plan190.cli.completion import values_of
from plan190.cli.help import HelpedCommand, HelpedGroup
from plan190.cli.options import (
    FINDING_FORMATS,
    NEW_FOLDER,
    OF_WORK_TREE,
    REPORTS,
    SCREEN_FORMATS,
    SEVERAL_FOLDERS,
    TABLE_FORMATS,
    DataOption,
    LangOption,
    VersionOption,
)
from plan190.cli.request import Request
from plan190.errors import Plan190Error
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import ModuleType

    from plan190.words import Words

KEYWORD = inspect.Parameter.POSITIONAL_OR_KEYWORD


def module_of(name: str) -> ModuleType:
    """Return the module of the command that a user calls by this name."""
    underscore = "_" if keyword.iskeyword(name) else ""
    return import_module(f"plan190.cli.{name.replace('-', '_')}{underscore}")


def build_command(name: str) -> Any:  # noqa: ANN401 - Typer's own copy of Click has no public name
    """Return the command with this name; a command of a group has the name of the group before its own."""
    group, _, own_name = name.partition(" ")
    module: Any = module_of(group)
    if own_name:
        return _built(name, module.command_of(own_name))
    if hasattr(module, "COMMANDS"):
        return _group(name, module.COMMANDS)
    return _built(name, module)


def _built(name: str, command: Any) -> Any:  # noqa: ANN401
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command(name.rpartition(" ")[2], cls=HelpedCommand)(_typer_function(name, command))
    return typer.main.get_command(app)


def _group(name: str, commands: Mapping[str, Sequence[str]]) -> HelpedGroup:
    """Return the group of commands with this name; without one of them it prints its help."""
    app = typer.Typer(name=name, cls=HelpedGroup, rich_markup_mode=None, add_completion=False)

    @app.callback(invoke_without_command=True)
    def shared(ctx: typer.Context, lang: LangOption = None) -> None:  # noqa: ARG001 - the language of all commands
        if ctx.invoked_subcommand is None:
            typer.echo(ctx.get_help())

    group: Any = typer.main.get_command(app)
    group.groups, group.build = commands, lambda own_name: build_command(f"{name} {own_name}")
    return group  # type: ignore[no-any-return]


def build_program(groups: Mapping[str, Sequence[str]]) -> HelpedGroup:
    """Return the program with these groups of commands; the module of a command is imported when it is called."""
    settings = {"help_option_names": ["--help", "-h"], "max_content_width": 100}
    app = typer.Typer(cls=HelpedGroup, rich_markup_mode=None, context_settings=settings)

    @app.callback(invoke_without_command=True)
    def program(ctx: typer.Context, version: VersionOption = False, lang: LangOption = None) -> None:
        if version:
            typer.echo(f"plan190 {__version__}")
            raise typer.Exit
        if ctx.invoked_subcommand is None:
            from plan190.cli.run_command import run_command

            raise typer.Exit(run_command(module_of("overview"), "status", TABLE_FORMATS, Request(lang=lang), {}))

    program_group: Any = typer.main.get_command(app)
    program_group.groups, program_group.build = groups, build_command
    return program_group  # type: ignore[no-any-return]


def _typer_function(name: str, command: Any) -> Callable[..., None]:  # noqa: ANN401 - a module, or what is like one
    """Return the function that Typer calls, with the command's own options and the shared ones as its parameters."""
    formats: Sequence[str] = getattr(command, "FORMATS", TABLE_FORMATS)
    shared = _shared_options(name, formats)
    context = inspect.Parameter("ctx", KEYWORD, annotation=typer.Context)
    parameters = [context, *_own_options(command), *shared]
    for parameter in parameters[1:]:
        (option,) = parameter.annotation.__metadata__
        option.autocompletion = option.autocompletion or values_of(option.metavar)

    def run(ctx: typer.Context, **values: Any) -> None:  # noqa: ANN401
        from plan190.cli.run_command import run_command

        texts = {option.name: values.pop(option.name) for option in shared}
        texts["data"], *others = texts.get("data") or [None]
        # `plan190 --lang en decide claims` means the same as `plan190 decide claims --lang en`.
        for parent in filter(None, (ctx.parent, ctx.find_root())):
            texts["lang"] = texts["lang"] or parent.params.get("lang")
        code = run_command(command, name, formats, Request(**texts, other_data=tuple(others)), values)
        if code:
            raise typer.Exit(code)

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.choices = {"formats": formats, "gates": getattr(command, "GATES", ())}  # type: ignore[attr-defined]
    return run


def _own_options(command: Any) -> list[inspect.Parameter]:  # noqa: ANN401
    parameters = inspect.signature(command.run, eval_str=True).parameters
    return [parameter.replace(kind=KEYWORD) for name, parameter in parameters.items() if name != "session"]


def _shared_options(name: str, formats: Sequence[str]) -> list[inspect.Parameter]:
    options = dict(inspect.signature(Request, eval_str=True).parameters)
    del options["other_data"]
    options["data"] = options["data"].replace(annotation=DataOption)
    if formats != FINDING_FORMATS:
        del options["report"]
    if name not in REPORTS:
        del options["draft"]
    if name.partition(" ")[0] in OF_WORK_TREE:
        del options["known_at"]
    if name in SEVERAL_FOLDERS | NEW_FOLDER:
        del options["data"]
    if name in NEW_FOLDER:
        del options["as_of"], options["force"]
    if "csv" not in formats or "parquet" in formats:  # `export` writes all tables
        del options["table"]
    if not SCREEN_FORMATS.intersection(formats):
        del options["width"], options["full"], options["no_pager"]
    return list(options.values())


def arguments_of(name: str, arguments: Sequence[str], words: Words) -> dict[str, Any]:
    """Return the values of the command's own options in a command line; Plan190Error if it cannot be parsed."""
    program: Any = build_program({"": [name]})
    try:
        parent = program.make_context("plan190", [name], obj=words)
        typer_command = program.get_command(parent, name)
        context = typer_command.make_context(name, list(arguments), parent=parent, help_option_names=[])
    except Plan190Error:
        raise
    except Exception as error:
        raise Plan190Error("error.verify_command", command=printable(" ".join(arguments))) from error
    return {option.name: context.params[option.name] for option in _own_options(module_of(name))}
