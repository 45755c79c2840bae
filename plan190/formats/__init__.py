"""How a view is printed, one format a file: each has `render(view, look) -> bytes` and never asks where it runs.

The same view and look give the same bytes on any machine. A format is imported when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan190.document import View
    from plan190.words import Words

MODULES = {"table": "", "text": ""} | {
    name: name for name in ("concise", "csv", "json", "markdown", "github", "gitlab", "junit", "sarif")
}
"""The module of each format by the name that people type; "" where a terminal and a pipe have one each."""

SUFFIXES = {".json": "json", ".csv": "csv", ".md": "markdown", ".txt": "", "": ""}
"""The format that the end of a file's name asks for, "" for text."""


@dataclass(frozen=True)
class Look:
    """Where the bytes will be seen: on a terminal so many cells wide, or (0) not on a terminal at all."""

    words: Words
    width: int = 0
    colour: bool = False
    ascii: bool = False


def render(name: str, view: View, look: Look) -> bytes:
    """Give the view in the format of that name."""
    text = "terminal" if look.width else "plain"
    module = import_module(f"plan190.formats.{MODULES[name] or text}")
    rendered: bytes = module.render(view, look)
    return rendered
