"""The shared titles of columns, as a line above their own titles in text formats."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.words.text import clip, display_width, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.document.blocks import Column


def span_line(columns: Sequence[Column], widths: Sequence[int], gap: int) -> str | None:
    """Return the line of shared titles above columns of these widths; None if no column has one.

    `gap`: the number of terminal cells between two columns.
    """
    if not any(map(attrgetter("group"), columns)):
        return None
    spans = []
    for title, members in groupby(zip(columns, widths, strict=True), key=lambda pair: pair[0].group):
        group_widths = [width for _, width in members]
        spans.append(_centred(printable(title), sum(group_widths) + gap * (len(group_widths) - 1)))
    return (" " * gap).join(spans).rstrip()


def _centred(title: str, width: int) -> str:
    """Return the title in the middle of a line of this width; a longer title is cut."""
    text = clip(title, width)
    left = (width - display_width(text)) // 2
    return " " * left + text + " " * (width - display_width(text) - left)
