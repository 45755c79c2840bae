"""The command line: each command's module becomes a Typer command with the options that all have."""

from __future__ import annotations

import inspect
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer
from typer.core import TyperCommand, TyperGroup

from plan190 import __version__
from plan190.cli.output import (
    FINDINGS,
    chosen,
    deliver,
    format_of,
    in_log,
    is_github,
    make_folder,
    render_options,
    reports_of,
    table_of,
)
from plan190.cli.session import FileSet, Request, Result, Session, say
from plan190.errors import Plan190Error
from plan190.formats import SUFFIX_OF, RenderOptions, render
from plan190.words.text import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plan190.words import Words

FORMATS = ("table", "json", "csv", "csv-bom", "markdown", "html", "xlsx", "docx")
"""The formats of an answer that is a table."""

AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE")]
Data = Annotated[str | None, typer.Option("--data", metavar="DIR")]
Lang = Annotated[str | None, typer.Option("--lang", metavar="vi|en")]
Format = Annotated[str | None, typer.Option("--format", metavar="FORMAT")]
Output = Annotated[str | None, typer.Option("--output", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force")]
Table = Annotated[str | None, typer.Option("--table", metavar="NAME")]
Report = Annotated[list[str] | None, typer.Option("--report", metavar="FORMAT=FILE")]
Version = Annotated[bool, typer.Option("--version", is_eager=True)]

COMMON: dict[str, tuple[Any, Any]] = {
    "as_of": (AsOf, None),
    "data": (Data, None),
    "lang": (Lang, None),
    "format": (Format, None),
    "output": (Output, None),
    "force": (Force, False),
}


FEW = 5
"""How many files a note names."""

REPORTS: dict[str, tuple[Any, Any]] = {"report": (Report, None)}
"""What an answer that tells of faults is asked besides."""

TABLES: dict[str, tuple[Any, Any]] = {"table": (Table, None)}
"""What an answer is asked besides that can be printed as one of its tables."""


class Command(Protocol):
    """A module of this shelf: a name, the formats it can be printed in, and what it answers."""

    NAME: str
    FORMATS: Sequence[str]
    run: Callable[..., Result]


class _Helped:
    """Help in the reader's language, in the same plain form for the group and the commands."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Write usage, purpose, arguments, options and commands."""
        words: Words = ctx.find_root().obj
        command = ctx.command
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        pieces = [words(f"metavar.{one.metavar}") for one in arguments] if ctx.parent else [words("help.usage.command")]
        formatter.write_usage(ctx.command_path, " ".join([*pieces, words("help.usage.options")]), words("help.usage"))
        name = "app" if ctx.parent is None else command.name
        formatter.write_paragraph()
        formatter.write_text(words(f"help.{name}"))
        options = [one for one in command.get_params(ctx) if one.param_type_name == "option"]
        rows = [(words(f"metavar.{one.metavar}"), words(f"help.argument.{one.name}")) for one in arguments]
        self._section(formatter, words("help.arguments"), rows)
        self._section(formatter, words("help.options"), [self._option(one, ctx, words) for one in options])
        if ctx.parent is None:
            names = command.list_commands(ctx)
            self._section(formatter, words("help.commands"), [(one, words(f"help.{one}")) for one in names])
            formatter.write_paragraph()
            formatter.write_text(words("help.more"))

    @staticmethod
    def _section(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:  # noqa: ANN401
        if rows:
            with formatter.section(title):
                formatter.write_dl(rows)

    @staticmethod
    def _option(option: Any, ctx: Any, words: Words) -> tuple[str, str]:  # noqa: ANN401
        from plan190.cli.choices import CATEGORIES, KINDS, STATES

        formats = getattr(ctx.command.callback, "formats", ())
        values = {
            "formats": ", ".join(formats),
            "states": ", ".join(STATES),
            "kinds": ", ".join(KINDS),
            "categories": ", ".join(CATEGORIES),
            "gates": ", ".join(getattr(ctx.command.callback, "gates", ())),
        }
        shape = "" if option.is_flag else " " + words(f"metavar.{option.metavar}")
        return ", ".join(sorted(option.opts, key=len)) + shape, words(f"help.option.{option.name}", **values)


class HelpedCommand(_Helped, TyperCommand):
    """A command with our help, and our word on what stands too much on its line."""

    allow_extra_args = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Read the arguments; Plan190Error when some are left."""
        rest: list[str] = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            path = ctx.command_path.removeprefix("plan190 ")
            raise Plan190Error("error.extra", text=shown(" ".join(rest)), command=path)
        return rest


class HelpedGroup(_Helped, TyperGroup):
    """The program with our help; an unknown command gets the nearest one."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """Give the command that is meant; Plan190Error when there is none of that name."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            near = nearest(args[0], self.list_commands(ctx), 0.5)
            words: Words = ctx.find_root().obj
            said = words("error.command_near", name=near) if near else ""
            raise Plan190Error("error.command_unknown", text=shown(args[0]), near=said)
        return super().resolve_command(ctx, args)


def build_app(commands: Sequence[Command]) -> typer.Typer:
    """Give the Typer application of the commands."""
    app = typer.Typer(
        name="plan190",
        cls=HelpedGroup,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    )

    @app.callback(invoke_without_command=True)
    def program(ctx: typer.Context, version: Version = False, lang: Lang = None) -> None:  # noqa: ARG001
        if version:
            typer.echo(f"plan190 {__version__}")
            raise typer.Exit
        if ctx.invoked_subcommand is None:
            typer.echo(ctx.get_help())

    for command in commands:
        app.command(command.NAME, cls=HelpedCommand)(_run_of(command))
    return app


def _run_of(command: Command) -> Callable[..., None]:
    """Give the function that Typer calls: the command's own options, then the common ones."""
    own = list(inspect.signature(command.run, eval_str=True).parameters.values())[1:]
    keyword = inspect.Parameter.POSITIONAL_OR_KEYWORD
    tells_faults = command.FORMATS == FINDINGS
    tables = TABLES if "csv" in command.FORMATS else {}
    common = [
        inspect.Parameter(name, keyword, annotation=annotation, default=default)
        for name, (annotation, default) in ((REPORTS if tells_faults else {}) | COMMON | tables).items()
    ]

    def run(ctx: typer.Context, **given: Any) -> None:  # noqa: ANN401
        asked = {name: given.pop(name) for name in COMMON}
        # `plan190 --lang en status` means the same as `plan190 status --lang en`.
        asked["lang"] = asked["lang"] or ctx.find_root().params.get("lang")
        request = Request(**asked)
        reports = reports_of(given.pop("report", None) or (), command.NAME, command.FORMATS)
        format_ = format_of(request.format, request.output, command.NAME, command.FORMATS)
        table = table_of(given.pop("table", None), format_)
        session = Session(request)
        answer = command.run(session, **given)
        if isinstance(answer, FileSet):
            _write_set(session, answer, format_)
        else:
            _print(session, answer, format_, table, reports, tells_faults=tells_faults)
        if answer.code:
            raise typer.Exit(answer.code)

    context = inspect.Parameter("ctx", keyword, annotation=typer.Context)
    parameters = [context, *(one.replace(kind=keyword) for one in own), *common]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    run.gates = getattr(command, "GATES", ())  # type: ignore[attr-defined]
    run.formats = command.FORMATS  # type: ignore[attr-defined]
    return run


def _print(
    session: Session,
    answer: Result,
    format_: str,
    table: str,
    reports: Sequence[tuple[str, str]],
    *,
    tells_faults: bool,
) -> None:
    """Print the one view of an answer, or write it to the file that is asked for, or that reports go to."""
    request, words = session.request, answer.words or session.words
    output = _output_of(session, answer, format_)
    view = (answer.session or session).stamped(answer.view, answer.command) if answer.command else answer.view
    options = replace(render_options(words, output), table=chosen(table, view), root=answer.root)
    rendered = answer.text.encode() if answer.text is not None else render(format_, view, options)
    if output is None:
        rendered = in_log(rendered, format_)
        if tells_faults and request.format is None and is_github():
            rendered += render("github", view, render_options(words, None))
    files = [(render(name, view, RenderOptions(words)), file) for name, file in reports]
    notes = session.notes() if answer.from_data else []
    for note in (*notes, *(session.report_notes() if answer.command else ())):
        say(note)
    for data, file in files:
        deliver(data, file, force=request.force, follow=False)
    if output is not None and request.output is None:
        make_folder(output)
    deliver(rendered, output, force=request.force, format_=format_)
    for path in (*(file for _, file in reports), output):
        if path is not None:
            say(words("note.written", path=shown(path)))


def arguments_of(command: Command, given: Sequence[str], words: Words) -> dict[str, Any]:
    """Give what the words of a command line ask of the command's answer; Plan190Error when they ask nothing known."""
    group: Any = typer.main.get_command(build_app([command]))
    try:
        above = group.make_context("plan190", [command.NAME], obj=words)
        inner = group.get_command(above, command.NAME).make_context(
            command.NAME, list(given), parent=above, help_option_names=[]
        )
    except Exception as error:
        if isinstance(error, Plan190Error):
            raise
        raise Plan190Error("error.verify_command", command=shown(" ".join(given))) from error
    own = list(inspect.signature(command.run).parameters)[1:]
    return {name: inner.params[name] for name in own}


def _output_of(session: Session, answer: Result, format_: str) -> str | None:
    """Give the file that the answer goes to, None for standard output, which a report is sent to by "-"."""
    asked = session.request.output
    if asked == "-":
        return None
    return f"{session.place(answer.file)}{SUFFIX_OF[format_]}" if asked is None and answer.file else asked


def _write_set(session: Session, answer: FileSet, format_: str) -> None:
    """Write a set of files into its folder, and say how many; Plan190Error where it is to be printed."""
    from plan190.cli.folder import write_folder
    from plan190.cli.progress import tracked

    words, asked = session.words, session.request.output
    if not answer.total:
        say(words(answer.nothing))
        return
    if asked == "-":
        raise Plan190Error("error.set_printed", number=answer.total)
    for note in (*session.notes(), *session.report_notes()):
        say(note)
    files = {}
    for page in tracked(answer.pages, answer.total, words("progress.pages")):
        view = session.stamped(page.view, page.command)
        files[page.name + SUFFIX_OF[format_]] = render(format_, view, RenderOptions(page.words, root=page.root))
    folder = asked or session.place(answer.folder)
    gone = write_folder(files, folder, force=session.request.force, owned=answer.owned)
    say(words("note.written_many", number=len(files), path=shown(folder)))
    if gone:
        names = [*map(shown, gone[:FEW]), *(["…"] if len(gone) > FEW else [])]
        say(words("note.removed", number=len(gone), names=", ".join(names)))
