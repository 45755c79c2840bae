"""Formats, one a file or folder: each has `render(view, options) -> bytes` and knows nothing of where it runs.

The same view and options give the same bytes on any machine. A format is imported when it is first used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.words import Words

_NAMES = ("concise", "csv", "docx", "github", "gitlab", "html", "ics", "json", "junit", "markdown", "sarif", "xlsx")
MODULES = {name: name for name in _NAMES} | {"csv-bom": "csv", "table": "", "text": ""}
"""The module of each format by its name on the command line; "" if a terminal and a pipe each have one."""

BINARY = ("docx", "xlsx")
"""The formats that are packages, not text."""

SUFFIX_OF = {
    "docx": ".docx",
    "html": ".html",
    "ics": ".ics",
    "json": ".json",
    "csv": ".csv",
    "csv-bom": ".csv",
    "markdown": ".md",
    "xlsx": ".xlsx",
}
"""The ending of a file name by format."""

SUFFIXES = {suffix: name for name, suffix in SUFFIX_OF.items() if name != "csv-bom"} | {".txt": "", "": ""}
"""The format by the ending of a file name, "" for text."""


@dataclass(frozen=True)
class RenderOptions:
    """How to render. `width`: of the terminal in cells, 0 if the output does not go to a terminal.

    `table`: the one to print in a format that holds a single table, "" for the first. `bom`: whether CSV begins with a
    byte order mark. `root`: the path from this page to the root of its set of pages, None if it belongs to none.
    """

    words: Words
    width: int = 0
    colour: bool = False
    ascii: bool = False
    table: str = ""
    bom: bool = False
    root: str | None = None


def render(name: str, view: View, options: RenderOptions) -> bytes:
    """Return the view in the format of that name; with a checksum if it is a package or a report."""
    if name == "csv-bom":
        options = replace(options, bom=True)
    module = MODULES[name] or ("terminal" if options.width else "plain")
    rendered: bytes = import_module(f"plan190.formats.{module}").render(view, options)
    if name not in BINARY and not view.provenance:
        return rendered
    from plan190.document.checksum import with_checksum

    return with_checksum(rendered)
