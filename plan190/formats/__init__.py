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

MODULES = {"table": "terminal", "text": "terminal", "concise": "concise", "json": "json", "csv": "csv", "markdown": "markdown"}
"""The module of each format by the name that people type."""

SUFFIXES = {".json": "json", ".csv": "csv", ".md": "markdown"}
"""The format that a file's name asks for."""


@dataclass(frozen=True)
class Look:
    """Where the bytes will be seen: the words, the width in cells (None: as wide as it needs), colour, plain ASCII frames."""

    words: Words
    width: int | None = None
    colour: bool = False
    ascii: bool = False


def render(name: str, view: View, look: Look) -> bytes:
    """Give the view in the format of that name."""
    module = import_module(f"plan190.formats.{MODULES[name]}")
    rendered: bytes = module.render(view, look)
    return rendered
