"""Measure text in Times New Roman, for the length of lines and the width of columns."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import repeat

_REGULAR = {
    180: "'", 200: "|", 250: " ,.\u00a0", 278: "/:;\\ijlt", 333: "!()-\u2011I[]`fr‘’", 389: "Js", 408: '"',
    444: "?acez“”", 469: "^", 480: "{}", 541: "~", 556: "FPS", 564: "+<=>×", 611: "ELTZ", 667: "BCR",
    722: "ADĐGHKNOQUVXYw", 778: "&m", 833: "%", 889: "M", 921: "@", 944: "W", 1000: "…—→",
}  # fmt: skip
_BOLD = {
    220: "|", 250: " ,.\u00a0", 278: "'/\\il", 333: "!()-\u2011:;[]`fjt‘’", 389: "Is", 394: "{}", 444: "cerz", 520: "~",
    555: '"', 556: "Sbdđhknpu", 570: "+<=>×", 581: "^", 611: "FP", 667: "BELTZ", 722: "ACDĐNRUVXYw", 778: "GHKOQ",
    833: "&m", 930: "@", 944: "M", 1000: "%…—→W",
}  # fmt: skip
"""The characters of each width in thousandths of the font size; accents above and below a letter have no width."""

_OTHER, _HORN, _FULL = 500, 50, 1000
"""The widths of characters in no table, of the horn of ơ and ư, and of wide East Asian characters."""

_PIECE = re.compile(r"\d{4}-\d\d-\d\d|[^\s-]+-?|-")
"""A piece of text that stays on one line; a line may end after a hyphen, but not in a date."""

MOST_LINES = 4
"""The most lines of a text that is divided into equally long lines."""


@cache
def _character_width(character: str, bold: bool) -> int:  # noqa: FBT001 - `map` passes it by position
    """Return the width of a character in thousandths of the font size; only a horn makes a letter wider."""
    base, *accents = list(unicodedata.normalize("NFD", character))
    if unicodedata.combining(base):
        return 0
    if unicodedata.east_asian_width(base) in "WF":
        return _FULL
    table = _BOLD if bold else _REGULAR
    width = next((width for width, characters in table.items() if base in characters), _OTHER)
    if "\u031b" in accents:
        width += _HORN
    return width


def width_of(text: str, size: float, *, bold: bool = False) -> int:
    """Return the width of the text in twips at a font size in points."""
    # Thousandths of a font size in points, times 20 twips in a point.
    return round(sum(map(_character_width, text, repeat(bold))) * size / 50)


def widest_word(text: str, size: float, *, bold: bool = False) -> int:
    """Return the width of the widest piece of the text that stays on one line."""
    return max((width_of(word, size, bold=bold) for word in set(_PIECE.findall(text))), default=0)


def even_lines(text: str, size: float, available: int, *, bold: bool = False) -> list[str]:
    """Return the text in lines that are about equally long, no more of them than the available width requires.

    A text with a word wider than that, or with more than MOST_LINES, is returned as one line.
    """
    longest = max(width_of(word, size, bold=bold) for word in text.split(" "))
    count = len(_filled_lines(text, size, available, bold=bold))
    if longest > available or count > MOST_LINES:
        return [text]
    for width in range(longest, available, width_of(" ", size, bold=bold)):
        lines = _filled_lines(text, size, width, bold=bold)
        if len(lines) <= count:
            return lines
    return _filled_lines(text, size, available, bold=bold)


def _filled_lines(text: str, size: float, width: int, *, bold: bool) -> list[str]:
    """Return the lines of this width into which the words of the text fit."""
    first, *words = text.split(" ")
    lines = [first]
    for word in words:
        longer = f"{lines[-1]} {word}"
        if width_of(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
