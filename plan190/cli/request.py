"""What a command is asked, as typed, and what it returns."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.errors import Plan190Error
from plan190.words import LANGUAGES, Language
from plan190.words.text import shown

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from plan190.cli.session import Session
    from plan190.document.blocks import View
    from plan190.words import Words

DEFAULT_LANGUAGE: Language = "vi"


@dataclass(frozen=True)
class Request:
    """The options that many commands share, as typed; None where they were not given. The help has this order.

    Every command has those from `as_of` to `force`; commands that print findings also `report`, commands that can print
    CSV also `table`.
    """

    report: Annotated[list[str] | None, typer.Option("--report", metavar="FORMAT=FILE")] = None
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE")] = None
    data: Annotated[str | None, typer.Option("--data", metavar="DIR")] = None
    lang: Annotated[str | None, typer.Option("--lang", metavar="vi|en")] = None
    format: Annotated[str | None, typer.Option("--format", metavar="FORMAT")] = None
    output: Annotated[str | None, typer.Option("--output", metavar="FILE")] = None
    force: Annotated[bool, typer.Option("--force")] = False
    table: Annotated[str | None, typer.Option("--table", metavar="NAME")] = None


@dataclass(frozen=True)
class Result:
    """What a command returns: a view, its exit code, and how it is printed.

    `from_data`: whether it depends on the data on disk. `words`: None for those of the session. `text`: printed as it
    is, in a format that the command makes itself. `root`: the way from a page to the first page of its set.

    Of a report: `command` is the command line that makes it again on the same date; `file` its path without the ending,
    unless `--output` names another; `session` the one of the report's own date, if that differs from the command's.
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


@dataclass(frozen=True)
class FileSet:
    """What a command that makes many files returns: `total` pages, in the folder of their paths or that of `--output`.

    `owned`: the names that only such a set has; older generated files with such a name are removed. `nothing`: the key
    of the message that says why there are no pages.
    """

    pages: Iterable[Result]
    total: int
    folder: str
    owned: re.Pattern[str] | None = None
    nothing: str = ""


def chosen_language(option: str | None) -> Language | None:
    """Return the language of `--lang` or `PLAN190_LANG`, None without both; Plan190Error if it is not supported."""
    name, text = ("--lang", option) if option is not None else ("PLAN190_LANG", os.environ.get("PLAN190_LANG"))
    if option is None and not text:
        return None
    if text not in LANGUAGES:
        raise Plan190Error("error.choice", text=shown(text or ""), option=name, choices=", ".join(LANGUAGES))
    return "en" if text == "en" else "vi"
