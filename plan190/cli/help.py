"""Help in the user's language, in the same layout for the program and its commands."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from plan190.cli.completion import SHELL_OPTIONS, use_shell
from plan190.cli.examples import EXAMPLES
from plan190.errors import Plan190Error
from plan190.words.text import nearest, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from plan190.words import Words


def near_hint(words: Words, name: str | None) -> str:
    """Return the part of an error message that asks whether the nearest name is meant; "" without a name."""
    return words("error.near", name=name) if name else ""


class _Helped:
    """Mixin for commands whose help is written from the messages `help.…` and `metavar.…`."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Write usage, purpose, arguments, options, and the commands of the program or the examples of a command."""
        words: Words = ctx.find_root().obj
        command, name = ctx.command, _name(ctx)
        is_group = isinstance(command, HelpedGroup)
        arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
        options = [parameter for parameter in command.get_params(ctx) if parameter.param_type_name == "option"]
        metavars = [_argument_metavar(argument, words) for argument in arguments]
        usage = [words("help.usage.command")] if is_group else metavars
        formatter.write_usage(ctx.command_path, " ".join([*usage, words("help.usage.options")]), words("help.usage"))
        formatter.write_paragraph()
        formatter.write_text(words(_key(name or "app")))
        helps = [_parameter_help("argument", argument.name, name, words) for argument in arguments]
        _write_section(formatter, words("help.arguments"), list(zip(metavars, helps, strict=True)))
        _write_section(formatter, words("help.options"), list(_option_rows(options, command, name, words)))
        if is_group:
            _write_commands(formatter, command, name, words)
        if name:
            _write_examples(formatter, EXAMPLES[name], words)


def _name(ctx: Any) -> str:  # noqa: ANN401
    """Return the name of a command after that of its group, such as `decide accept`; "" for the program."""
    return " ".join(ctx.command_path.split()[1:])


def _key(name: str) -> str:
    """Return the key of the help of a command."""
    return f"help.{name.replace(' ', '.')}"


def _parameter_help(kind: str, parameter: str, name: str, words: Words, **values: str) -> str:
    """Return the help of an argument or option: that of the command's group, else the one that all commands share."""
    group, _, own_name = name.partition(" ")
    own = f"help.{group}.{kind}.{parameter}"
    return words(own if own_name and own in words.text else f"help.{kind}.{parameter}", **values)


def short_help(name: str, words: Words) -> str:
    """Return the first sentence of the help of a command."""
    sentence, _, _ = words(_key(name)).partition(". ")
    return f"{sentence.rstrip('.')}."


def _argument_metavar(argument: Any, words: Words) -> str:  # noqa: ANN401
    """Return the name of an argument in the usage, in brackets if the argument is optional."""
    metavar = words(f"metavar.{argument.metavar}")
    return metavar if argument.required else f"[{metavar}]"


def _write_commands(formatter: Any, program: HelpedGroup, name: str, words: Words) -> None:  # noqa: ANN401
    """Write the commands of the program, or of the group with this name."""
    width = max(map(len, chain.from_iterable(program.groups.values())))
    for heading, names in program.groups.items():
        rows = [(own_name.ljust(width), short_help(f"{name} {own_name}".strip(), words)) for own_name in names]
        _write_section(formatter, words(f"help.group.{heading}"), rows)
    formatter.write_paragraph()
    formatter.write_text(words("help.more", group=f"{name} " if name else ""))


def _write_examples(formatter: Any, examples: Sequence[str], words: Words) -> None:  # noqa: ANN401
    with formatter.section(words("help.examples")):
        for example in examples:
            formatter.write(f"  {example}\n")


def _write_section(formatter: Any, title: str, rows: Sequence[tuple[str, str]]) -> None:  # noqa: ANN401
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)


def _option_rows(options: list[Any], command: Any, name: str, words: Words) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield each option as typed, with its help, which may list the values of the option."""
    choices: Mapping[str, Sequence[str]] = getattr(command.callback, "choices", {})
    if choices:
        from plan190.cli.choices import CATEGORIES, KINDS, STATES

        choices = {"states": STATES, "kinds": KINDS, "categories": CATEGORIES, **choices}
    values = {name: ", ".join(texts) for name, texts in choices.items()}
    for option in options:
        names = ", ".join(sorted(option.opts, key=len))
        metavar = "" if option.is_flag else " " + words(f"metavar.{option.metavar}")
        if option.opts[0] in SHELL_OPTIONS:
            metavar = " " + words("metavar.SHELL")
        parameter = "help" if "--help" in option.opts else option.name  # which some versions of click name differently
        yield names + metavar, _parameter_help("option", parameter, name, words, **values)


class HelpedCommand(_Helped, TyperCommand):
    """A command with the help of plan190, and its error for superfluous arguments."""

    allow_extra_args = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Parse the arguments; Plan190Error if some are left over."""
        rest: list[str] = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            takes_agency = any("--agency" in parameter.opts for parameter in self.params)
            key = "error.extra.agency" if takes_agency else "error.extra"
            raise Plan190Error(key, text=printable(" ".join(rest)), command=ctx.command_path)
        return rest


class HelpedGroup(_Helped, TyperGroup):
    """The program with the help of plan190; its error for an unknown command names the nearest one.

    `groups`: the names of its commands by group. `build`: returns the command with a name, when it is called.
    """

    groups: Mapping[str, Sequence[str]]
    build: Callable[[str], Any]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Parse the arguments; the name of a shell may follow `--show-completion` and `--install-completion`."""
        for option in SHELL_OPTIONS:
            if option in args[:-1]:
                typer.echo(use_shell(option, args[args.index(option) + 1]))
                ctx.exit()
        rest: list[str] = super().parse_args(ctx, args)
        return rest

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002
        """Return the names of the commands in the order of the help."""
        return list(chain.from_iterable(self.groups.values()))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401
        """Return the command with this name; None if there is none."""
        if cmd_name not in self.commands and cmd_name in self.list_commands(ctx):
            self.commands[cmd_name] = self.build(cmd_name)
        return self.commands.get(cmd_name)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:  # noqa: ANN401
        """Return the completions of a command's name, each with its help; no command is built for them."""
        words: Words = ctx.find_root().obj
        for name in self.list_commands(ctx):
            self.commands[name] = HelpedCommand(name, help=short_help(f"{_name(ctx)} {name}".strip(), words))
        return super().shell_complete(ctx, incomplete)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """Return the command that the first argument names; Plan190Error if there is none."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            words, names = ctx.find_root().obj, self.list_commands(ctx)
            hint = near_hint(words, nearest(args[0], names, 0.5))
            raise Plan190Error("error.command_unknown", text=printable(args[0]), near=hint)
        return super().resolve_command(ctx, args)
