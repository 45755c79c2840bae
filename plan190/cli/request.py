"""The shared options of a command as typed, and what a command returns."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from plan190.cli.clock import parse_date, parse_known_at
from plan190.errors import Plan190Error
from plan190.words import LANGUAGES, Language
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from plan190.cli.folder import Owned
    from plan190.cli.session import Session
    from plan190.document.blocks import View
    from plan190.files import Content
    from plan190.words import Words

DEFAULT_LANGUAGE: Language = "vi"

LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The environment variables of the locale of messages; as in POSIX, the first one that is set decides."""

KnownAtOption = Annotated[Any, typer.Option("--known-at", metavar="REVISION", parser=parse_known_at)]
"""A date, or any other text that names a commit."""

AsOfOption = Annotated[date | None, typer.Option("--as-of", metavar="DATE", parser=parse_date)]


@dataclass(frozen=True)
class Request:
    """The shared options as typed, the date as a date, None if not given, in the order of the help.

    Every command has the options from `as_of` to `force`, except that commands on several data folders have no `data`,
    that those on the work tree have no `known_at`, and that those which make a new folder have only `lang`, `format`
    and `output`.
    Commands with findings also have `report`, commands that make reports also `draft`, commands with CSV output also
    `table`, commands with text output also `width`, `full` and `no_pager`.

    `data`: the first data folder. `other_data`: the further ones, if `--data` is given more than once.
    """

    report: Annotated[list[str] | None, typer.Option("--report", metavar="FORMAT=FILE")] = None
    as_of: AsOfOption = None
    known_at: KnownAtOption = None
    data: str | None = None
    lang: Annotated[str | None, typer.Option("--lang", metavar="vi|en")] = None
    format: Annotated[str | None, typer.Option("--format", metavar="FORMAT")] = None
    output: Annotated[str | None, typer.Option("--output", metavar="FILE")] = None
    force: Annotated[bool, typer.Option("--force")] = False
    draft: Annotated[bool, typer.Option("--draft")] = False
    table: Annotated[str | None, typer.Option("--table", metavar="NAME")] = None
    width: Annotated[str | None, typer.Option("--width", metavar="NUMBER")] = None
    full: Annotated[bool, typer.Option("--full")] = False
    no_pager: Annotated[bool, typer.Option("--no-pager")] = False
    other_data: tuple[str, ...] = ()


class Result(NamedTuple):
    """The result of a command: a view, an exit code, and how the view is printed.

    `from_data`: whether it depends on the data on disk. `words`: None for the words of the session. `text`: the output,
    if the command itself makes it. `root`: the relative path from a page to the root of its set of pages.
    `notes`: sentences for the user, printed on standard error. `left_out`: the sentences of the view on what it leaves
    out, which are also printed there if the user may not see the view.

    `session`: the session with the result's own date or output file, if it has one.

    `finish`: what the command does after its result was printed, such as ask and write; it returns the exit code.

    Reports have two more. `command`: the command line that makes the report again on the same date. `file`: its
    default path without the suffix.
    """

    view: View
    code: int = 0
    from_data: bool = True
    words: Words | None = None
    text: str | None = None
    command: tuple[str, ...] = ()
    file: str = ""
    session: Session | None = None
    root: str | None = None
    notes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    finish: Callable[[], int] | None = None


class FileSet(NamedTuple):
    """The result of a command that makes `total` files in `folder` or in the folder of `--output`.

    `pages`: reports. `format`: that of the pages, "" for the format of the command. `files`: other files, by name.
    `owned`: the files that only such a set has; older ones that are not in it are removed.
    `nothing`: the key of the message for a set without pages. `notes`: as in `Result`. `next_step`: what to do with the
    files, "" if there is nothing to say.
    """

    pages: Iterable[Result]
    total: int
    folder: str
    owned: Owned | None = None
    nothing: str = ""
    notes: tuple[str, ...] = ()
    files: Mapping[str, Content] = MappingProxyType({})
    format: str = ""
    next_step: str = ""


def chosen_language(option: str | None) -> Language | None:
    """Return the language of `--lang`, else of `PLAN190_LANG`, else of the locale, else None.

    Plan190Error if the option or the variable names another language; a locale in another language decides nothing.
    """
    if option is not None:
        return language_named(option, "--lang")
    variable = os.environ.get("PLAN190_LANG")
    if variable:
        return language_named(variable, "PLAN190_LANG")
    return locale_language()


def locale_language() -> Language | None:
    """Return the language of the locale; None if plan190 does not support it."""
    locale = next(filter(None, map(os.environ.get, LOCALE_VARIABLES)), "")
    language = re.split("[_.@]", locale)[0]
    return language if language in LANGUAGES else None


def language_named(text: str, name: str) -> Language:
    """Return the language with this code, the value of an option or variable; Plan190Error if it is not supported."""
    if text not in LANGUAGES:
        raise Plan190Error("error.choice", text=printable(text), option=name, choices=", ".join(LANGUAGES))
    return text
