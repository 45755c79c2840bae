"""Format a finding with its message, the line of the file with carets below the problem, and the advice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.words.text import display_width, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.document.blocks import Finding
    from plan190.words import Words

WIDEST = 500
"""The most characters of an excerpt."""

LEAST_WIDE = 30
"""The width of an excerpt on a very narrow terminal, in characters."""

LineKind = Literal["head", "line", "mark", "help"]


def finding_lines(finding: Finding, words: Words, width: int | None) -> Iterator[tuple[str, LineKind]]:
    """Yield the lines, each with its kind; the excerpt is cut around the problem to fit the width in cells."""
    yield printable(finding.headline), "head"
    if finding.excerpt is not None:
        available = WIDEST if width is None else min(WIDEST, max(LEAST_WIDE, width - 10))
        yield from _excerpt(finding, finding.excerpt, available)
    if not finding.terse:
        yield f"   = {words('finding.help')}: {finding.help}", "help"
        yield from ((printable(line), "line") for line in finding.paste)
        yield "", "line"


def _excerpt(finding: Finding, line: str, available: int) -> Iterator[tuple[str, LineKind]]:
    """Yield the line of the file, cut to the available number of characters, and the line with the carets."""
    begin = finding.column - 1
    end = finding.end_column - 1 if finding.on_one_line else begin + 1
    cut = max(0, begin - available // 2) if len(line) > available else 0
    piece = line[cut : cut + available].replace("\t", " ")
    pieces = piece[: begin - cut], piece[begin - cut : end - cut], piece[end - cut :]
    before, marked, after = map(printable, pieces)
    if cut:
        before = f"…{before}"
    if cut + available < len(line):
        after = f"{after}…"
    number = str(finding.line).rjust(3)
    gutter = " " * (len(number) + 1)
    yield f"{gutter}|", "line"
    yield f"{number} | {before}{marked}{after}", "line"
    yield f"{gutter}| {' ' * display_width(before)}{'^' * max(1, display_width(marked))}", "mark"
