"""Find the common mistakes behind YAML syntax errors, which a parser often reports only some lines later."""

from __future__ import annotations

import re

REACH = 40
"""The number of lines searched for the mistake, upwards from the line at which the parser stopped."""

_START = r"\s*(?:- +)*"
_QUOTED = re.compile(_START + r"""(?:[^\s:"']+: +)?(["'])""")
_CLOSED_QUOTES = re.compile(r'"[^"]*"|\'[^\']*\'')
_OPENED = re.compile(_START + r"(?:[^\s:]+: +)?([\[{])")
_NO_BLANK_AFTER_COLON = re.compile(_START + r"([a-z_]+):(?![\s/]|$)")
_NO_BLANK_AFTER_DASH = re.compile(r"\s*(-)[a-z_]+:")
_BEFORE_VALUE = re.compile(r"^\s*(- +)*([^\s:]+: +)?")

_MESSAGES = {"flow": "bracket", "expected ':'": "no-colon", "block": "indent", "mapping values": "indent"}
"""Parts of PyYAML's messages, and the kind of mistake that each suggests."""


def find_mistake(lines: list[str], row: int, column: int, message: str) -> tuple[int, int, str]:
    """Return row, column and kind of the mistake behind an error at this row and column; both count from 0.

    The kind is a variant of P101, "" if the mistake is none of the common ones.
    """
    for above in range(row, max(-1, row - REACH), -1):
        mistake = _mistake_in_line(lines, above, row)
        if mistake is not None:
            return above, *mistake
    return row, column, _kind(lines[row], message)


def _mistake_in_line(lines: list[str], above: int, row: int) -> tuple[int, str] | None:
    """Return column and kind of a mistake in row `above` that can stop the parser in row `row`; None without one."""
    line = lines[above]
    quoted = _QUOTED.match(line)
    if quoted is not None and _stays_open(lines[above : row + 1], quoted[1]):
        return quoted.end() - 1, "quote"
    bare = _CLOSED_QUOTES.sub(lambda match: "x" * len(match[0]), line)
    opened = _OPENED.match(bare)
    if opened is not None and above != row and len(re.findall(r"[\[{]", bare)) > len(re.findall(r"[\]}]", bare)):
        return opened.end() - 1, "bracket"
    if above < row - 1:
        return None
    for pattern, kind in ((_NO_BLANK_AFTER_COLON, "no-colon"), (_NO_BLANK_AFTER_DASH, "dash")):
        match = pattern.match(line)
        if match is not None:
            return match.start(1), kind
    return None


def _stays_open(lines: list[str], quote: str) -> bool:
    """Return whether a quote that opens on the first line stays open.

    A quote on a later line does not close it if it opens a value of its own.
    """
    counts = [line.replace("\\" + quote, "").count(quote) for line in lines]
    if counts[0] % 2 == 0:
        return False
    following = next((line for line, count in zip(lines[1:], counts[1:], strict=True) if count), None)
    if following is None:
        return True
    opening = _QUOTED.match(following)
    return opening is not None and opening[1] == quote and following.strip() != quote


def _kind(line: str, message: str) -> str:
    value = _BEFORE_VALUE.sub("", line)
    if "escape" in message:
        return "escape"
    if "quoted" in message:
        return "quote"
    if value.startswith("```"):
        return "fence"
    if value.startswith(tuple("@`%*&!|>")):
        return "first-letter"
    if "mapping values are not allowed" in message and ": " in value:
        return "colon"
    return next((kind for part, kind in _MESSAGES.items() if part in message), "")
