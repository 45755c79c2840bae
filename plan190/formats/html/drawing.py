"""Trends, timelines and bars as SVG that lies in the page: geometry is worked out here, colours are the style's.

Colour never stands alone: lines differ in their dashes and marks, what is bad or near carries a sign. Widths of texts
are reckoned for the widest of the usual fonts, so that nothing overlaps in a narrower one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from plan190.words.text import cells, clip, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from plan190.document.blocks import Bar, Mark, Timeline, Tone, Trend
    from plan190.words import Words

SIZE = 13
"""The size of letters, in the units of a drawing."""

_LETTER = 0.64 * SIZE
WIDTH = 1000
EDGE = 6.0
"""How far from the sides things stay."""

DASHES = ("", "9 4", "2 3", "12 3 2 3", "16 6")
SIGNS: dict[Tone, str] = {"bad": "▲", "warn": "◆"}
"""What stands beside the colour; the same as in the style."""

LONGEST_NAME = 22
"""The most letters of a line's name at its end; the legend has it whole."""

MARKED = 24
"""Up to how many days each one is marked on the lines."""

CHIP = (46, 22, 4)
"""Of a mark on a timeline: width, height, and the gap to the next."""

SHORT = 4
"""The most letters that a mark has room for."""


TARGET = 6.0
"""How wide the line of a target is."""


def printable(text: str) -> str:
    """Give the text on one line, its control letters written out."""
    return shown(re.sub(r"[\t\r\n]", " ", text))


def trend(one: Trend, id_: str, words: Words) -> str:
    """Give lines over the days, each with its name at its end, under a legend."""
    names = [f"{clip(line.name, LONGEST_NAME)} {line.values[-1]}" for line in one.lines]
    left, right = 48.0, WIDTH - 20 - max(map(_wide, names), default=0)
    legend = list(_flowed([_wide(line.name) + 52 for line in one.lines]))
    top = 24.0 * (1 + max((row for _, row in legend), default=0)) + 16
    bottom = top + 230
    step, highest = _scale(max((value for line in one.lines for value in line.values), default=0))
    svg = _svg(WIDTH, bottom + 34, id_, one.title, one.alt)
    for value in range(0, highest + 1, step):
        y = bottom - (bottom - top) * value / highest
        _draw(svg, "line", "grid", x1=left, x2=right, y1=y, y2=y)
        _text(svg, str(value), left - 8, y + 4, "axis", "end")
    places = _places(one.days, left + 12, right - 12)
    for x, label in _dated(one.days, places, words):
        _text(svg, label, x, bottom + 22, "axis", "middle")
    heights = [[bottom - (bottom - top) * value / highest for value in line.values] for line in one.lines]
    ends = _apart([ys[-1] for ys in heights], bottom)
    for number, (line, ys) in enumerate(zip(one.lines, heights, strict=True)):
        group = _draw(svg, "g", line.tone)
        _line(group, number, list(zip(places, ys, strict=True)), marked=len(places) <= MARKED)
        _text(group, names[number], right + 4, ends[number] + 4, "name")
        x, row = legend[number]
        _line(group, number, [(x, row * 24 + 14.0), (x + 30, row * 24 + 14.0)], marked=True)
        _text(group, line.name, x + 38, row * 24 + 18, "name")
    return _finished(svg)


def timeline(one: Timeline, id_: str, words: Words, way: Callable[[str], str]) -> str:
    """Give the marks of each day as a block over it, blocks that would meet one above the other."""
    days = sorted({one.as_of, *(mark.day for mark in one.marks)})
    start, end = days[0].replace(day=1), _next_month(days[-1])

    def x_of(day: date) -> float:
        return 20 + (WIDTH - 40) * (day - start).days / (end - start).days

    blocks = _stacked([_Block.of(day, [mark for mark in one.marks if mark.day == day], words) for day in days], x_of)
    ground = 40.0 + max((bottom + block.height for block, _, bottom in blocks), default=0)
    svg = _svg(WIDTH, ground + 32, id_, one.title, one.alt)
    today = x_of(one.as_of)
    _draw(svg, "rect", "past", x=20.0, y=24.0, width=today - 20, height=ground - 24)
    for day, label in _months(start, end, words):
        _draw(svg, "line", "tick", x1=x_of(day), x2=x_of(day), y1=ground, y2=ground + (10 if label else 5))
        _text(svg, label, x_of(day) + 4, ground + 20, "axis")
    _draw(svg, "line", "ground", x1=20.0, x2=WIDTH - 20.0, y1=ground, y2=ground)
    for block, _, bottom in blocks:
        _draw(svg, "line", "stem", x1=x_of(block.day), x2=x_of(block.day), y1=ground, y2=ground - bottom)
    _draw(svg, "line", "today", x1=today, x2=today, y1=20.0, y2=ground)
    said = words("html.as_of", day=words.day(one.as_of))
    _text(svg, said, min(max(today, _wide(said) / 2), WIDTH - _wide(said) / 2), 14.0, "name", "middle")
    for block, left, bottom in blocks:
        _block(svg, block, left, ground - bottom - block.height, way)
    return _finished(svg)


def bar(one: Bar, id_: str, words: Words) -> str:
    """Give a share as a bar, its target as a line across; nothing measured is an outline."""
    told = [one.text] if one.target is None else [one.text, words("html.target", target=_percent(one.target, words))]
    svg = _svg(1000, 20, id_, one.label, "; ".join(told))
    svg.set("preserveAspectRatio", "none")
    svg.set("class", f"bar {one.tone}")
    _draw(svg, "rect", "track" if one.share is not None else "track nothing", x=0.0, y=4.0, width=1000.0, height=12.0)
    if one.share:
        _draw(svg, "rect", "share", x=0.0, y=4.0, width=float(_within(one.share)), height=12.0)
    if one.target is not None:
        left = min(max(_within(one.target) - TARGET / 2, 0), 1000 - TARGET)
        _draw(svg, "rect", "target", x=left, y=0.0, width=TARGET, height=20.0)
    return _finished(svg)


def _percent(thousandths: int, words: Words) -> str:
    whole, tenth = divmod(thousandths, 10)
    comma = "," if words.language == "vi" else "."
    return f"{whole}{comma}{tenth}%" if tenth else f"{whole}%"


def _within(share: int) -> int:
    return min(max(share, 0), 1000)


@dataclass(frozen=True)
class _Block:
    """The marks of a day and how much room they take, their day under them."""

    day: date
    label: str
    marks: tuple[Mark, ...]
    across: int

    @classmethod
    def of(cls, day: date, marks: Sequence[Mark], words: Words) -> _Block:
        name = f"{day.day}/{day.month}" if words.language == "vi" else f"{day.day} {words.month(day.month, day.year)}"
        across = next(number for number in range(1, len(marks) + 2) if number * number * 2 >= len(marks))
        return cls(day, f"{name} ({len(marks)})" if len(marks) > 1 else name, tuple(marks), across)

    @property
    def width(self) -> float:
        return max(self.across * (CHIP[0] + CHIP[2]) + CHIP[2], _wide(self.label) + 4)

    @property
    def height(self) -> float:
        return 22.0 + -(-len(self.marks) // self.across) * (CHIP[1] + CHIP[2])


def _stacked(blocks: Sequence[_Block], x_of: Callable[[date], float]) -> list[tuple[_Block, float, float]]:
    """Give the blocks with marks, each with its left side and how high above the ground it stands: as low as it can."""
    placed: list[tuple[_Block, float, float]] = []
    for block in blocks:
        if block.marks:
            left = min(max(x_of(block.day) - block.width / 2, EDGE), WIDTH - EDGE - block.width)
            near = [
                (b, b + o.height + 6) for o, x, b in placed if x < left + block.width + 4 and left < x + o.width + 4
            ]
            heights = sorted([12.0, *(above for _, above in near)])
            free = (low for low in heights if all(above <= low or low + block.height + 6 <= b for b, above in near))
            placed.append((block, left, next(free)))
    return placed


def _block(svg: Element, block: _Block, left: float, top: float, way: Callable[[str], str]) -> None:
    wide, high, gap = CHIP
    _draw(svg, "rect", "paper", x=left, y=top, width=block.width, height=block.height, rx=4.0)
    inset = (block.width - block.across * (wide + gap) + gap) / 2
    for number, mark in enumerate(block.marks):
        x = left + inset + number % block.across * (wide + gap)
        y = top + gap + number // block.across * (high + gap)
        to = way(mark.page)
        group = _draw(svg, "a" if to else "g", f"chip {mark.tone}")
        if to:
            group.set("href", to)
            group.set("tabindex", "-1")  # who goes by keys takes the list, which has the same links
        SubElement(group, "title").text = printable(mark.text)
        _draw(group, "rect", "", x=x, y=y, width=float(wide), height=float(high), rx=4.0)
        told = f"{SIGNS.get(mark.tone, '')} {clip(mark.brief, SHORT)}".strip() or "●"
        _text(group, told, x + wide / 2, y + high / 2 + 5, "", "middle")
    _text(svg, block.label, left + block.width / 2, top + block.height - 5, "name", "middle")


def _months(start: date, end: date, words: Words) -> Iterator[tuple[date, str]]:
    """Give the first days of the months, with names as far as there is room."""
    days = [start]
    while days[-1] < end:
        days.append(_next_month(days[-1]))
    room = (WIDTH - 40) / max(1, len(days) - 1)
    need = max(_wide(words.month(day.month, day.year)) for day in days) + 8
    step = next((number for number in (1, 2, 3, 6) if number * room >= need), 12)
    years = -(-int(need) // max(1, int(step * room)))
    for day in days:
        named = (day.month - 1) % step == 0 and day.year % years == 0 and day < end
        yield day, words.month(day.month, day.year) if named else ""


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _places(days: Sequence[date], left: float, right: float) -> list[float]:
    """Give where the days stand, as far apart as they are."""
    span = max(1, (days[-1] - days[0]).days) if days else 1
    return [left + (right - left) * (day - days[0]).days / span for day in days]


def _dated(days: Sequence[date], places: Sequence[float], words: Words) -> Iterator[tuple[float, str]]:
    """Give the names of as many days as have room, the last one first: months where no two days share one."""
    monthly = len({(day.year, day.month) for day in days}) == len(days)
    edge = float(WIDTH)
    for day, x in zip(reversed(days), reversed(places), strict=True):
        label = words.month(day.month, day.year) if monthly else words.day(day)
        if x + _wide(label) / 2 <= edge:
            yield x, label
            edge = x - _wide(label) / 2 - 12


def _scale(highest: int) -> tuple[int, int]:
    """Give the step of the scale, and its end: the first step at or above the highest value."""
    step = next(part * 10**power for power in range(20) for part in (1, 2, 5) if part * 10**power * 5 >= highest)
    return step, step * max(1, -(-highest // step))


def _apart(ys: Sequence[float], lowest: float) -> list[float]:
    """Give the heights moved so far that their texts do not meet, in the order of the lines' ends."""
    order = sorted(range(len(ys)), key=lambda number: ys[number])
    moved = list(ys)
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + SIZE + 3)
    if order and moved[order[-1]] > lowest:
        moved[order[-1]] = lowest
        for below, above in pairwise(reversed(order)):
            moved[above] = min(moved[above], moved[below] - SIZE - 3)
    return moved


def _flowed(widths: Sequence[float]) -> Iterator[tuple[float, int]]:
    """Give where things of these widths stand in rows: how far from the left, and in which row."""
    x, row = EDGE, 0
    for width in widths:
        if x > EDGE and x + width > WIDTH:
            x, row = EDGE, row + 1
        yield x, row
        x += width


def _line(parent: Element, number: int, points: Sequence[tuple[float, float]], *, marked: bool) -> None:
    """Draw a line in its own dashes, with its own marks."""
    path = _draw(parent, "polyline", "")
    path.set("points", " ".join(f"{_at(x)},{_at(y)}" for x, y in points))
    if dash := DASHES[number % len(DASHES)]:
        path.set("stroke-dasharray", dash)
    for x, y in points if marked else points[-1:]:
        _mark(parent, number % len(DASHES), x, y)


def _mark(parent: Element, shape: int, x: float, y: float) -> None:
    corners = {
        1: ((-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (-3.5, 3.5)),
        2: ((0.0, -5.0), (5.0, 0.0), (0.0, 5.0), (-5.0, 0.0)),
        3: ((0.0, -5.0), (4.5, 3.5), (-4.5, 3.5)),
        4: ((0.0, 5.0), (4.5, -3.5), (-4.5, -3.5)),
    }
    if shape not in corners:
        _draw(parent, "circle", "dot", cx=x, cy=y, r=3.5)
        return
    points = " ".join(f"{_at(x + right)},{_at(y + down)}" for right, down in corners[shape])
    _draw(parent, "polygon", "dot").set("points", points)


def _svg(width: float, height: float, id_: str, title: str, alt: str) -> Element:
    svg = Element("svg", {"viewBox": f"0 0 {_at(width)} {_at(height)}", "role": "img"})
    svg.set("aria-labelledby", f"{id_}-title {id_}-desc")
    SubElement(svg, "title", id=f"{id_}-title").text = printable(title)
    SubElement(svg, "desc", id=f"{id_}-desc").text = printable(alt)
    return svg


def _draw(parent: Element, tag: str, kind: str, **places: float) -> Element:
    return SubElement(
        parent, tag, ({"class": kind} if kind else {}) | {name: _at(place) for name, place in places.items()}
    )


def _text(parent: Element, text: str, x: float, y: float, kind: str, anchor: str = "start") -> None:
    one = _draw(parent, "text", kind, x=x, y=y)
    one.text = printable(text)
    if anchor != "start":
        one.set("text-anchor", anchor)


def _finished(svg: Element) -> str:
    return tostring(svg, encoding="unicode")


def _wide(text: str) -> float:
    return _LETTER * cells(printable(text))


def _at(place: float) -> str:
    return f"{place:.1f}".removesuffix(".0")
