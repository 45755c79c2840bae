"""One line a fault, then the count: what editors and problem matchers read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Finding, Paragraph
from plan190.words.text import shown

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.formats import RenderOptions


def render(view: View, options: RenderOptions) -> bytes:  # noqa: ARG001 - every format has this form
    """Give `path:line:column: severity[code] message` for each fault."""
    lines = []
    for block in view.blocks:
        if isinstance(block, Finding):
            place = f"{shown(block.path)}:{block.line}:{block.column}"
            lines.append(f"{place}: {block.severity_word}[{block.code}] {block.message}")
        elif isinstance(block, Paragraph):
            lines.append(shown(block.text))
    return ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace")
