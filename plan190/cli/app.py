"""Build the command line: the module of each command becomes a Typer command with the options that commands share.

The module has a function `run` that returns the result; its parameters after the session are the command's own options.
`FORMATS` in the module lists the formats of the result, the default first. Without it they are the formats of a table.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import typer

from plan190 import __version__
from plan190.checks.faulty_data import FaultyDataError
from plan190.cli.help import HelpedCommand, HelpedGroup
from plan190.cli.options import FINDING_FORMATS, REPORTS, TABLE_FORMATS, LangOption, VersionOption
from plan190.cli.output import demand_one_table, exit_code, format_of, reports_of
from plan190.cli.print_result import print_result, write_file_set
from plan190.cli.request import DEFAULT_LANGUAGE, FileSet, Request, Result, chosen_language
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.words import words_in
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from plan190.words import Words

KEYWORD = inspect.Parameter.POSITIONAL_OR_KEYWORD


def name_of(command: ModuleType) -> str:
    """Return the name by which a user calls the command."""
    return command.__name__.rpartition(".")[2].replace("_", "-")


def build_app(commands: Sequence[ModuleType]) -> typer.Typer:
    """Return the Typer application of the commands."""
    settings = {"help_option_names": ["--help", "-h"], "max_content_width": 100}
    app = typer.Typer(cls=HelpedGroup, rich_markup_mode=None, context_settings=settings)

    @app.callback(invoke_without_command=True)
    def program(ctx: typer.Context, version: VersionOption = False, lang: LangOption = None) -> None:  # noqa: ARG001
        if version:
            typer.echo(f"plan190 {__version__}")
            raise typer.Exit
        if ctx.invoked_subcommand is None:
            typer.echo(ctx.get_help())

    for command in commands:
        app.command(name_of(command), cls=HelpedCommand)(_typer_function(command))
    return app


def _typer_function(command: ModuleType) -> Callable[..., None]:
    """Return the function that Typer calls, with the command's own options and the shared ones as its parameters."""
    name = name_of(command)
    formats: Sequence[str] = getattr(command, "FORMATS", TABLE_FORMATS)
    shared = _shared_options(name, formats)
    context = inspect.Parameter("ctx", KEYWORD, annotation=typer.Context)
    parameters = [context, *_own_options(command), *shared]

    def run(ctx: typer.Context, **values: Any) -> None:  # noqa: ANN401
        texts = {option.name: values.pop(option.name) for option in shared}
        # `plan190 --lang en status` means the same as `plan190 status --lang en`.
        texts["lang"] = texts["lang"] or ctx.find_root().params.get("lang")
        request = Request(**texts)
        reports = list(reports_of(request.report or (), name, formats))
        format_ = format_of(request.format, request.output, name, formats)
        demand_one_table(request.table, format_)
        session = Session(request)
        if name in REPORTS:
            from plan190.cli.report_files import demand_draft

            demand_draft(session)
        try:
            result = command.run(session, **values)
        except FaultyDataError as error:
            if formats == FINDING_FORMATS and (reports or request.output):  # the files show the errors in CI
                print_result(session, _errors(error, request), format_, reports, is_findings=True)
            raise
        if isinstance(result, FileSet):
            write_file_set(session, result, format_)
            code = exit_code(fails=bool(session.register.left_out))
        else:
            print_result(session, result, format_, reports, is_findings=formats == FINDING_FORMATS)
            code = result.code or exit_code(fails=bool(result.view.facts.get("left_out")))
        if code:
            raise typer.Exit(code)

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.choices = {"formats": formats, "gates": getattr(command, "GATES", ())}  # type: ignore[attr-defined]
    return run


def _errors(error: FaultyDataError, request: Request) -> Result:
    """Return the errors in the data as the result of the command."""
    from plan190.views import findings

    words = words_in(chosen_language(request.lang) or DEFAULT_LANGUAGE)
    return Result(findings.build(error.check, error.as_of, words), from_data=False, words=words)


def _own_options(command: ModuleType) -> list[inspect.Parameter]:
    parameters = inspect.signature(command.run, eval_str=True).parameters
    return [parameter.replace(kind=KEYWORD) for name, parameter in parameters.items() if name != "session"]


def _shared_options(name: str, formats: Sequence[str]) -> list[inspect.Parameter]:
    options = dict(inspect.signature(Request, eval_str=True).parameters)
    if formats != FINDING_FORMATS:
        del options["report"]
    if name not in REPORTS:
        del options["draft"]
    if "csv" not in formats:
        del options["table"]
    return list(options.values())


def arguments_of(command: ModuleType, arguments: Sequence[str], words: Words) -> dict[str, Any]:
    """Return the values of the command's own options in a command line; Plan190Error if it cannot be parsed."""
    group: Any = typer.main.get_command(build_app([command]))
    name = name_of(command)
    try:
        program = group.make_context("plan190", [name], obj=words)
        typer_command = group.get_command(program, name)
        context = typer_command.make_context(name, list(arguments), parent=program, help_option_names=[])
    except Plan190Error:
        raise
    except Exception as error:
        raise Plan190Error("error.verify_command", command=printable(" ".join(arguments))) from error
    return {option.name: context.params[option.name] for option in _own_options(command)}
