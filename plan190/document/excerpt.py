"""A finding as lines of text: its place and sentence, the line of the file with a mark under the spot, the advice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.words.text import cells, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.document.blocks import Finding
    from plan190.words import Words

WIDEST = 500
"""The most letters of an excerpt if the width is not limited."""

LineKind = Literal["head", "line", "mark", "help"]


def finding_lines(finding: Finding, words: Words, width: int | None) -> Iterator[tuple[str, LineKind]]:
    """Yield the lines, each with its kind; the excerpt is cut around the spot to fit the width in cells."""
    place = f"{shown(finding.path)}:{finding.line}:{finding.column}"
    yield f"{place}: {finding.severity_word}[{finding.code}] {finding.message}", "head"
    if finding.excerpt is not None:
        yield from _excerpt(finding, finding.excerpt, WIDEST if width is None else max(30, width - 10))
    if not finding.terse:
        yield f"   = {words('finding.help')}: {finding.help}", "help"
        yield "", "line"


def _excerpt(finding: Finding, line: str, room: int) -> Iterator[tuple[str, LineKind]]:
    begin = finding.column - 1
    end = finding.end_column - 1 if finding.on_one_line else begin + 1
    start = max(0, begin - room // 2) if len(line) > room else 0
    piece = line[start : start + room].replace("\t", " ")
    before = ("…" if start else "") + shown(piece[: begin - start])
    marked = shown(piece[begin - start : end - start])
    after = shown(piece[end - start :]) + ("…" if start + room < len(line) else "")
    number = str(finding.line).rjust(3)
    gutter = " " * (len(number) + 1)
    yield f"{gutter}|", "line"
    yield f"{number} | {before}{marked}{after}", "line"
    yield f"{gutter}| {' ' * cells(before)}{'^' * max(1, cells(marked))}", "mark"
