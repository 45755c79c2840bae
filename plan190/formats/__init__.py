"""Formats of a view, one per module with `render(view, options) -> bytes`; a format is imported when it is needed.

The same view and options give the same bytes on any machine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.words import Words

_NAMES = ("concise", "csv", "docx", "github", "gitlab", "html", "ics", "json", "junit", "markdown", "sarif", "xlsx")

MODULES = {name: name for name in _NAMES} | {"table": "", "text": "", "csv-bom": "csv"}
"""The module of each format by the name that users give; "" for the two that depend on the width of the terminal."""

BINARY = ("docx", "xlsx")
"""The formats that are zip packages, which are packed anew so that their bytes are always the same."""

SUFFIX_OF = {name: f".{name}" for name in ("docx", "html", "ics", "json", "csv", "xlsx")}
SUFFIX_OF |= {"csv-bom": ".csv", "markdown": ".md"}
"""The file name suffix of each format that is written to files."""

SUFFIXES = {suffix: name for name, suffix in SUFFIX_OF.items() if name != "csv-bom"} | {".txt": "", "": ""}
"""The format that a file name suffix stands for, "" for text."""


@dataclass(frozen=True)
class RenderOptions:
    """How a view is rendered. `width`: of the terminal in cells, 0 for a pipe or a file.

    `table`: the name of the table for a format that holds only one, "" for the first. `bom`: whether the file begins
    with a UTF-8 mark. `root`: the relative path from this page to the root of its pages, None for a single page.
    """

    words: Words
    width: int = 0
    colour: bool = False
    ascii: bool = False
    table: str = ""
    bom: bool = False
    root: str | None = None


def render(name: str, view: View, options: RenderOptions) -> bytes:
    """Return the view in the format of that name, with a checksum in reports and packages."""
    if name == "csv-bom":
        options = replace(options, bom=True)
    text_module = "terminal" if options.width else "plain"
    module = import_module(f"plan190.formats.{MODULES[name] or text_module}")
    rendered: bytes = module.render(view, options)
    if name not in BINARY and not view.provenance:
        return rendered
    from plan190.document.checksum import with_checksum

    return with_checksum(rendered)
