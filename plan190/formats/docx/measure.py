"""How wide a text is in Times New Roman, for lines as long as words and for columns by what stands in them."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = {
    180: "'", 200: "|", 250: " ,.\u00a0", 278: "/:;\\ijlt", 333: "!()-I[]`fr‘’", 389: "Js", 408: '"', 444: "?acez“”",
    469: "^", 480: "{}", 541: "~", 556: "FPS", 564: "+<=>×", 611: "ELTZ", 667: "BCR", 722: "ADĐGHKNOQUVXYw",
    778: "&m", 833: "%", 889: "M", 921: "@", 944: "W", 1000: "…—→",
}  # fmt: skip
_BOLD = {
    220: "|", 250: " ,.\u00a0", 278: "'/\\il", 333: "!()-:;[]`fjt‘’", 389: "Is", 394: "{}", 444: "cerz", 520: "~",
    555: '"', 556: "Sbdđhknpu", 570: "+<=>×", 581: "^", 611: "FP", 667: "BELTZ", 722: "ACDĐNRUVXYw", 778: "GHKOQ",
    833: "&m", 930: "@", 944: "M", 1000: "%…—→W",
}  # fmt: skip
_OTHER = 500
_HORN = 50
_FULL = 1000

_PIECE = re.compile(r"[^\s-]+-?|-")

MOST_LINES = 4
"""Up to so many lines a title is broken evenly."""


class _Widths(dict[str, int]):
    """The width of each letter in thousandths of its size; marks take no room of their own, but for the horn of ơ."""

    def __missing__(self, letter: str) -> int:
        base, *marks = list(unicodedata.normalize("NFD", letter))
        if unicodedata.combining(base):
            width = 0
        elif unicodedata.east_asian_width(base) in "WF":
            width = _FULL
        else:
            width = self.get(base, _OTHER) + (_HORN if "\u031b" in marks else 0)
        self[letter] = width
        return width


_WIDTHS = tuple(
    _Widths({letter: width for width, letters in table.items() for letter in letters}) for table in (_PLAIN, _BOLD)
)


def width_of(text: str, size: float, *, bold: bool = False) -> int:
    """Give the width of the text in twips, at a size in points."""
    return round(sum(map(_WIDTHS[bold].__getitem__, text)) * size / 50)


def widest_word(text: str, size: float, *, bold: bool = False) -> int:
    """Give the width of the widest piece of the text that stays on one line: lines also end after a hyphen."""
    return max((width_of(word, size, bold=bold) for word in _PIECE.findall(text)), default=0)


def even_width(text: str, size: float, room: int, *, bold: bool = False) -> int:
    """Give the least width at which the text takes no more lines than in the room: its lines are then alike."""
    words = [width_of(word, size, bold=bold) for word in text.split()]
    blank = width_of(" ", size, bold=bold)
    longest = max(words, default=0)
    wanted = _lines(words, blank, room)
    if longest > room or wanted > MOST_LINES:
        return room
    return next(width for width in range(longest, room + blank, blank) if _lines(words, blank, width) <= wanted)


def _lines(words: list[int], blank: int, room: int) -> int:
    lines, taken = 0, room
    for word in words:
        taken += blank + word
        if taken > room:
            lines, taken = lines + 1, word
    return lines
