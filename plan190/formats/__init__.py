"""How a view is printed, one format a file: each has `render(view, look) -> bytes` and never asks where it runs.

The same view and look give the same bytes on any machine. A format is imported when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.document.extracted import Extracted
    from plan190.words import Words

MODULES = {"table": "", "text": "", "csv-bom": "csv"} | {
    name: name
    for name in (
        *("concise", "csv", "docx", "html", "ics", "json", "markdown", "xlsx"),
        *("github", "gitlab", "junit", "sarif"),
    )
}
"""The module of each format by the name that people type; "" where a terminal and a pipe have one each."""

BINARY = ("docx", "xlsx")
"""The formats that are no text: packages, whose bytes are the same only once they are packed anew."""

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
"""How the name of a file in that format ends."""

SUFFIXES = {suffix: name for name, suffix in SUFFIX_OF.items() if name != "csv-bom"} | {".txt": "", "": ""}
"""The format that the end of a file's name asks for, "" for text."""


@dataclass(frozen=True)
class RenderOptions:
    """Where the bytes will be seen: on a terminal so many cells wide, or (0) not on a terminal at all.

    `table`: which one is asked of a format that has room for one, "" for the first; `bom`: whether it is marked as
    UTF-8. `root`: the way from this page to the root of its set, None where it is of none.
    """

    words: Words
    width: int = 0
    colour: bool = False
    ascii: bool = False
    table: str = ""
    bom: bool = False
    root: str | None = None


def render(name: str, view: View, options: RenderOptions) -> bytes:
    """Give the view in the format of that name."""
    text = "terminal" if options.width else "plain"
    options = replace(options, bom=True) if name == "csv-bom" else options
    module = import_module(f"plan190.formats.{MODULES[name] or text}")
    rendered: bytes = module.render(view, options)
    if name not in BINARY and not view.provenance:
        return rendered
    from plan190.document.checksum import with_checksum

    return with_checksum(rendered)


def read_back(name: str, data: bytes) -> Extracted:
    """Give what a file in the format of that name says; ValueError when it cannot be read."""
    extracted: Extracted = import_module(f"plan190.formats.{MODULES[name]}").read(data)
    return extracted
