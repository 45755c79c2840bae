"""Formats and options of several commands."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from plan190.cli.clock import parse_date
from plan190.words import LANGUAGES

TABLE_FORMATS = ("table", "json", "csv", "csv-bom", "markdown", "html", "xlsx", "docx")
"""The formats of a result with tables."""

NO_TABLE_FORMATS = tuple(name for name in TABLE_FORMATS if not name.startswith("csv"))
"""The formats of a result without tables."""

FINDING_FORMATS = ("text", "concise", "json", "github", "gitlab", "junit", "markdown", "sarif")
"""The formats of a result with findings."""

SCREEN_FORMATS = frozenset({"table", "text", "concise"})
"""The formats that users read where they are printed."""

REPORTS = frozenset({"report", "remind", "calendar", "dashboard"})
"""The commands that make reports."""

VERIFIABLE = REPORTS | {"form"}
"""The commands whose files `verify` can make again."""

OF_WORK_TREE = frozenset({
    "draft", "form", "intake", "review", "inbox", "decide", "rollup", "init", "import",
    "verify", "gate", "comment", "owners", "hook", "schema",
})  # fmt: skip
"""The commands and groups that write into the data folder or are about what it contains now."""

SEVERAL_FOLDERS = frozenset({"rollup"})
"""The commands that read several data folders, which are arguments, instead of the one of `--data`."""

NEW_FOLDER = frozenset({"init", "import"})
"""The commands that make a new folder, and neither read data nor overwrite a file."""

LISTS = (
    "tasks", "overdue", "due-soon", "recurring", "agencies", "reports", "indicators", "assumptions", "agenda", "claims",
    "obstacles", "at-risk",
)  # fmt: skip
"""The commands that list the work of several plans together if `--data` is given more than once."""

SEVERAL_PLANS = (*LISTS, "show")
"""The commands that accept `--data` more than once; `show` looks up linked tasks in the others."""

AgencyOption = Annotated[str | None, typer.Option(metavar="AGENCY")]
BaselineOption = Annotated[str | None, typer.Option("--baseline", metavar="FILE")]
DaysAheadOption = Annotated[str, typer.Option("--days", metavar="DAYS")]
DaysOption = Annotated[str | None, typer.Option(metavar="DAYS")]
DueWithinOption = Annotated[str | None, typer.Option("--within", metavar="DAYS")]
DataOption = Annotated[list[str] | None, typer.Option("--data", metavar="DIR")]
DateOption = Annotated[date | None, typer.Option(metavar="DATE", parser=parse_date)]
DryRunOption = Annotated[bool, typer.Option("--dry-run")]
EditUrlOption = Annotated[str | None, typer.Option("--edit-url", metavar="URL")]
FailOnOption = Annotated[list[str] | None, typer.Option("--fail-on", metavar="FINDING")]
LangOption = Annotated[str | None, typer.Option("--lang", metavar="vi|en", autocompletion=lambda: LANGUAGES)]
LeaveOutOption = Annotated[list[str] | None, typer.Option("--leave-out", metavar="AGENCY/PERIOD")]
NewFileOption = Annotated[str | None, typer.Option("--new-file", metavar="URL")]
LetterheadOption = Annotated[str | None, typer.Option("--letterhead", metavar="LETTERHEAD")]
NumberArgument = Annotated[str, typer.Argument(metavar="NUMBER")]
TaskOption = Annotated[str | None, typer.Option(metavar="NUMBER")]
VersionOption = Annotated[bool, typer.Option("--version", is_eager=True)]
