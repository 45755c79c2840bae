"""A fault as lines of text: its place and sentence, the line itself with a mark under the spot, and the advice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.words.text import cells, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.document.blocks import Finding
    from plan190.words import Words

WIDEST = 500
"""The most letters of a line that are shown where the width asks for nothing."""

Part = Literal["head", "line", "mark", "help"]


def finding_lines(finding: Finding, words: Words, width: int | None) -> Iterator[tuple[str, Part]]:
    """Give the lines, each with what it is. The excerpt is cut around the spot where the width asks for that."""
    place = f"{shown(finding.path)}:{finding.line}:{finding.column}"
    yield f"{place}: {finding.severity_word}[{finding.code}] {finding.message}", "head"
    if finding.excerpt is not None:
        yield from _excerpt(finding, width)
    if not finding.terse:
        yield f"   = {words('finding.help')}: {finding.help}", "help"
        yield "", "line"


def _excerpt(finding: Finding, width: int | None) -> Iterator[tuple[str, Part]]:
    line, column = finding.excerpt or "", finding.column
    room = WIDEST if width is None else max(30, width - 10)
    start = max(0, column - 1 - room // 2) if len(line) > room else 0
    piece = line[start : start + room].replace("\t", " ")
    before = ("…" if start else "") + shown(piece[: column - 1 - start])
    end = finding.end_column if finding.on_one_line else column + 1
    marked = shown(piece[column - 1 - start : end - 1 - start])
    after = shown(piece[end - 1 - start :]) + ("…" if start + room < len(line) else "")
    number = str(finding.line).rjust(3)
    gutter = " " * (len(number) + 1)
    yield f"{gutter}|", "line"
    yield f"{number} | {before}{marked}{after}", "line"
    yield f"{gutter}| {' ' * cells(before)}{'^' * max(1, cells(marked))}", "mark"
