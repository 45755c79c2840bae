"""The output formats: one module each, with `render(view, options) -> bytes`, imported when the format is used.

The same view and options give the same bytes on every machine.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from plan190.document.blocks import Medium, View
    from plan190.words import Words

_NAMES = ("concise", "csv", "docx", "github", "gitlab", "html", "ics", "json", "junit", "markdown", "sarif", "xlsx")

MODULES = {name: name for name in _NAMES} | {"table": "text", "text": "text", "yaml": "text", "csv-bom": "csv"}
"""The module of each format name."""

BINARY = ("docx", "xlsx")
"""The formats that are zip packages. `with_checksum` packs them again, so that their bytes are always the same."""

MEDIA: dict[str, Medium] = {"csv": "csv", "csv-bom": "csv", "xlsx": "sheet"}
"""The kind of each format that shows other columns than formats that people read."""

SUFFIX_OF = {"docx": ".docx", "html": ".html", "ics": ".ics", "json": ".json", "csv": ".csv", "xlsx": ".xlsx"}
SUFFIX_OF |= {"csv-bom": ".csv", "markdown": ".md", "yaml": ".yaml"}
"""The file name suffix of each format that can be written to a file."""

SUFFIXES = {suffix: name for name, suffix in SUFFIX_OF.items()} | {".csv": "csv", ".txt": "", "": ""}
"""The format of each file name suffix; "" if the suffix leaves the choice to the command."""


class RenderOptions(NamedTuple):
    """How a view is rendered. `width`: the width of the lines in terminal cells, 0 if it is not limited.

    `wrap`: texts in tables wrap, as on a terminal; otherwise each record is one line, and long texts are cut unless
    `full`. `table`: the name of the table for a format with only one table, "" for the first. `bom`: whether the file
    begins with a byte order mark. `root`: the relative path from this page to the root of its set of pages, None if the
    page belongs to no set.
    """

    words: Words
    width: int = 0
    wrap: bool = False
    full: bool = False
    colour: bool = False
    ascii: bool = False
    table: str = ""
    bom: bool = False
    root: str | None = None


def render(name: str, view: View, options: RenderOptions) -> bytes:
    """Return the view in the named format; a checksum replaces the placeholder that a report contains."""
    if name == "csv-bom":
        options = options._replace(bom=True)
    from plan190.document.media import for_medium

    module = import_module(f"plan190.formats.{MODULES[name]}")
    rendered: bytes = module.render(for_medium(view, MEDIA.get(name, "text")), options)
    if name not in BINARY and not view.provenance:
        return rendered
    from plan190.document.checksum import with_checksum

    return with_checksum(rendered)
