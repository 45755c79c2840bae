"""One line per finding, then the summary, in the form that editors and problem matchers read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Finding, Paragraph
from plan190.words.text import printable

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.formats import RenderOptions


def render(view: View, options: RenderOptions) -> bytes:  # noqa: ARG001 - every format has this signature
    """Return a line `path:line:column: severity[code] message` for each finding, and the paragraphs of the view."""
    lines = []
    for block in view.blocks:
        if isinstance(block, Finding):
            lines.append(block.headline)
        elif isinstance(block, Paragraph):
            lines.append(block.text)
    return ("\n".join(map(printable, lines)) + "\n").encode("utf-8", "backslashreplace")
