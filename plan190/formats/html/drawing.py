"""Trends, timelines and bars as SVG in the page: the geometry is computed here, the colours are in the style sheet.

Colour is never the only sign: lines differ in their dashes and marks, and what is late or near has a symbol. Texts are
measured as in the widest of the usual fonts, so that nothing overlaps in a narrower one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

from plan190.words.text import cells, clip, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from plan190.document.blocks import Bar, Line, Mark, Timeline, Tone, Trend
    from plan190.words import Words

    Point = tuple[float, float]

SIZE = 13
"""The size of letters, in the units of a drawing."""

_LETTER = 0.64 * SIZE
WIDTH = 1000
EDGE = 6.0
"""The margin at both sides."""

DASHES = ("", "9 4", "2 3", "12 3 2 3", "16 6")
SYMBOLS: dict[Tone, str] = {"bad": "▲", "warn": "◆"}
"""The symbols of tones, the same as in the style sheet."""

LONGEST_NAME = 22
"""The most letters of a line's name at its end; the legend has it whole."""

MOST_MARKED = 24
"""The most days for which each point of a line is marked."""

CHART_HEIGHT = 230
CHIP_WIDTH, CHIP_HEIGHT, CHIP_GAP = 46, 22, 4
"""The size of a mark on a timeline, and the gap to the next."""

SHORT = 4
"""The most letters of a mark's text."""

TARGET = 6.0
"""The width of the line of a target."""

CORNERS = {
    1: ((-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (-3.5, 3.5)),
    2: ((0.0, -5.0), (5.0, 0.0), (0.0, 5.0), (-5.0, 0.0)),
    3: ((0.0, -5.0), (4.5, 3.5), (-4.5, 3.5)),
    4: ((0.0, 5.0), (4.5, -3.5), (-4.5, -3.5)),
}
"""The corners of the marks on a line by its number; those of line 0 are circles."""


def printable(text: str) -> str:
    """Return the text on one line, with control letters written out."""
    return shown(re.sub(r"[\t\r\n]", " ", text))


def trend(trend: Trend, id_: str, words: Words) -> str:
    """Return lines over the days, each with its name at its end, under a legend."""
    names = [f"{clip(line.name, LONGEST_NAME)} {line.values[-1]}" for line in trend.lines]
    legend = list(_in_rows([_text_width(line.name) + 52 for line in trend.lines]))
    left, right = 48.0, WIDTH - 20 - max(map(_text_width, names), default=0)
    top = 24.0 * (1 + max((row for _, row in legend), default=0)) + 16
    bottom = top + CHART_HEIGHT
    step, highest = _scale(max((value for line in trend.lines for value in line.values), default=0))

    def y_of(value: int) -> float:
        return bottom - CHART_HEIGHT * value / highest

    svg = _svg(WIDTH, bottom + 34, id_, trend.title, trend.alt)
    for value in range(0, highest + 1, step):
        _draw(svg, "line", "grid", x1=left, x2=right, y1=y_of(value), y2=y_of(value))
        _text(svg, str(value), left - 8, y_of(value) + 4, "axis", "end")
    places = _places(trend.days, left + 12, right - 12)
    for x, label in _day_labels(trend.days, places, words):
        _text(svg, label, x, bottom + 22, "axis", "middle")
    ends = _spread([y_of(line.values[-1]) for line in trend.lines], bottom)
    for number, line in enumerate(trend.lines):
        group = _draw(svg, "g", line.tone)
        points = list(zip(places, map(y_of, line.values), strict=True))
        _polyline(group, number, points, marked=len(places) <= MOST_MARKED)
        _text(group, names[number], right + 4, ends[number] + 4, "name")
        _legend_entry(group, number, line, *legend[number])
    return _finished(svg)


def _legend_entry(group: Element, number: int, line: Line, x: float, row: int) -> None:
    y = row * 24 + 14.0
    _polyline(group, number, [(x, y), (x + 30, y)], marked=True)
    _text(group, line.name, x + 38, y + 4, "name")


def timeline(timeline: Timeline, id_: str, words: Words, page_link: Callable[[str], str]) -> str:
    """Return the marks of each day as a block above it; blocks that would overlap stand one above the other."""
    days = sorted({timeline.as_of, *(mark.day for mark in timeline.marks)})
    start, end = days[0].replace(day=1), _next_month(days[-1])

    def x_of(day: date) -> float:
        return 20 + (WIDTH - 40) * (day - start).days / (end - start).days

    blocks = [_Block.of(day, [mark for mark in timeline.marks if mark.day == day], words) for day in days]
    placed = _stacked([block for block in blocks if block.marks], x_of)
    ground = 40.0 + max((block.top for block in placed), default=0)
    svg = _svg(WIDTH, ground + 32, id_, timeline.title, timeline.alt)
    today = x_of(timeline.as_of)
    _draw(svg, "rect", "past", x=20.0, y=24.0, width=today - 20, height=ground - 24)
    for day, label in _months(start, end, words):
        _draw(svg, "line", "tick", x1=x_of(day), x2=x_of(day), y1=ground, y2=ground + (10 if label else 5))
        _text(svg, label, x_of(day) + 4, ground + 20, "axis")
    _draw(svg, "line", "ground", x1=20.0, x2=WIDTH - 20.0, y1=ground, y2=ground)
    for block in placed:
        x = x_of(block.block.day)
        _draw(svg, "line", "stem", x1=x, x2=x, y1=ground, y2=ground - block.bottom)
    _draw(svg, "line", "today", x1=today, x2=today, y1=20.0, y2=ground)
    as_of = words("html.as_of", day=words.day(timeline.as_of))
    half = _text_width(as_of) / 2
    _text(svg, as_of, min(max(today, half), WIDTH - half), 14.0, "name", "middle")
    for block in placed:
        _draw_block(svg, block, ground, page_link)
    return _finished(svg)


def bar(bar: Bar, id_: str, words: Words) -> str:
    """Return a share as a bar and its target as a line across it; an outline if nothing was measured."""
    alt = bar.text
    if bar.target is not None:
        alt += "; " + words("html.target", target=words.percent(bar.target))
    svg = _svg(1000, 20, id_, bar.label, alt)
    svg.set("preserveAspectRatio", "none")
    svg.set("class", f"bar {bar.tone}")
    track = "track" if bar.share is not None else "track nothing"
    _draw(svg, "rect", track, x=0.0, y=4.0, width=1000.0, height=12.0)
    if bar.share:
        _draw(svg, "rect", "share", x=0.0, y=4.0, width=float(_within_bar(bar.share)), height=12.0)
    if bar.target is not None:
        left = min(max(_within_bar(bar.target) - TARGET / 2, 0), 1000 - TARGET)
        _draw(svg, "rect", "target", x=left, y=0.0, width=TARGET, height=20.0)
    return _finished(svg)


def _within_bar(share: int) -> int:
    return min(max(share, 0), 1000)


@dataclass(frozen=True)
class _Block:
    """The marks of a day in rows of `across`, and the label of the day below them."""

    day: date
    label: str
    marks: tuple[Mark, ...]
    across: int

    @classmethod
    def of(cls, day: date, marks: Sequence[Mark], words: Words) -> _Block:
        label = f"{day.day}/{day.month}" if words.language == "vi" else f"{day.day} {words.month(day.month, day.year)}"
        if len(marks) > 1:
            label += f" ({len(marks)})"
        across = next(number for number in range(1, len(marks) + 2) if number * number * 2 >= len(marks))
        return cls(day, label, tuple(marks), across)

    @property
    def width(self) -> float:
        return max(self.across * (CHIP_WIDTH + CHIP_GAP) + CHIP_GAP, _text_width(self.label) + 4)

    @property
    def height(self) -> float:
        return 22.0 + -(-len(self.marks) // self.across) * (CHIP_HEIGHT + CHIP_GAP)


class _Placed(NamedTuple):
    """A block with its left side and the height of its lower side above the ground."""

    block: _Block
    left: float
    bottom: float

    @property
    def right(self) -> float:
        return self.left + self.block.width

    @property
    def top(self) -> float:
        return self.bottom + self.block.height


def _stacked(blocks: Sequence[_Block], x_of: Callable[[date], float]) -> list[_Placed]:
    """Return the blocks placed as low as they can be without touching one another."""
    placed: list[_Placed] = []
    for block in blocks:
        left = min(max(x_of(block.day) - block.width / 2, EDGE), WIDTH - EDGE - block.width)
        near = [other for other in placed if other.left < left + block.width + 4 and left < other.right + 4]
        heights = sorted([12.0, *(other.top + 6 for other in near)])
        candidates = (_Placed(block, left, height) for height in heights)
        placed.append(next(place for place in candidates if not any(_overlap(place, other) for other in near)))
    return placed


def _overlap(place: _Placed, other: _Placed) -> bool:
    """Return whether two blocks above the same days come closer to each other than the gap."""
    return other.top + 6 > place.bottom and place.top + 6 > other.bottom


def _draw_block(svg: Element, placed: _Placed, ground: float, page_link: Callable[[str], str]) -> None:
    block, top = placed.block, ground - placed.top
    _draw(svg, "rect", "paper", x=placed.left, y=top, width=block.width, height=block.height, rx=4.0)
    inset = (block.width - block.across * (CHIP_WIDTH + CHIP_GAP) + CHIP_GAP) / 2
    for number, mark in enumerate(block.marks):
        row, column = divmod(number, block.across)
        x = placed.left + inset + column * (CHIP_WIDTH + CHIP_GAP)
        y = top + CHIP_GAP + row * (CHIP_HEIGHT + CHIP_GAP)
        _draw_chip(svg, mark, x, y, page_link(mark.page))
    _text(svg, block.label, placed.left + block.width / 2, top + block.height - 5, "name", "middle")


def _draw_chip(svg: Element, mark: Mark, x: float, y: float, link: str) -> None:
    group = _draw(svg, "a" if link else "g", f"chip {mark.tone}")
    if link:
        group.set("href", link)
        group.set("tabindex", "-1")  # keyboard users take the list, which has the same links
    SubElement(group, "title").text = printable(mark.text)
    _draw(group, "rect", "", x=x, y=y, width=float(CHIP_WIDTH), height=float(CHIP_HEIGHT), rx=4.0)
    text = f"{SYMBOLS.get(mark.tone, '')} {clip(mark.brief, SHORT)}".strip() or "●"
    _text(group, text, x + CHIP_WIDTH / 2, y + CHIP_HEIGHT / 2 + 5, "", "middle")


def _months(start: date, end: date, words: Words) -> Iterator[tuple[date, str]]:
    """Yield the first days of the months, with as many labels as there is room for."""
    days = [start]
    while days[-1] < end:
        days.append(_next_month(days[-1]))
    room = (WIDTH - 40) / max(1, len(days) - 1)
    needed = max(_text_width(words.month(day.month, day.year)) for day in days) + 8
    step = next((months for months in (1, 2, 3, 6) if months * room >= needed), 12)
    years = -(-int(needed) // max(1, int(step * room)))
    for day in days:
        is_labelled = (day.month - 1) % step == 0 and day.year % years == 0 and day < end
        yield day, words.month(day.month, day.year) if is_labelled else ""


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _places(days: Sequence[date], left: float, right: float) -> list[float]:
    """Return the places of the days from left to right, in proportion to the time between them."""
    span = max(1, (days[-1] - days[0]).days) if days else 1
    return [left + (right - left) * (day - days[0]).days / span for day in days]


def _day_labels(days: Sequence[date], places: Sequence[float], words: Words) -> Iterator[tuple[float, str]]:
    """Yield as many labels as there is room for, from the last day on; months if no two days are in the same one."""
    monthly = len({(day.year, day.month) for day in days}) == len(days)
    edge = float(WIDTH)
    for day, x in zip(reversed(days), reversed(places), strict=True):
        label = words.month(day.month, day.year) if monthly else words.day(day)
        half = _text_width(label) / 2
        if x + half <= edge:
            yield x, label
            edge = x - half - 12


def _scale(highest: int) -> tuple[int, int]:
    """Return the step of the scale and its end, the first step at or above the highest value."""
    steps = (digit * 10**power for power in range(20) for digit in (1, 2, 5))
    step = next(step for step in steps if step * 5 >= highest)
    return step, step * max(1, -(-highest // step))


def _spread(ys: Sequence[float], lowest: float) -> list[float]:
    """Return the heights of the texts at the ends of lines, moved apart so that they do not overlap."""
    order = sorted(range(len(ys)), key=lambda number: ys[number])
    moved = list(ys)
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + SIZE + 3)
    if order and moved[order[-1]] > lowest:
        moved[order[-1]] = lowest
        for below, above in pairwise(reversed(order)):
            moved[above] = min(moved[above], moved[below] - SIZE - 3)
    return moved


def _in_rows(widths: Sequence[float]) -> Iterator[tuple[float, int]]:
    """Yield the left side and the row of things of these widths, as many in a row as fit."""
    x, row = EDGE, 0
    for width in widths:
        if x > EDGE and x + width > WIDTH:
            x, row = EDGE, row + 1
        yield x, row
        x += width


def _polyline(parent: Element, number: int, points: Sequence[Point], *, marked: bool) -> None:
    """Draw a line with the dashes and marks of its number; only its last point has a mark if it is not `marked`."""
    kind = number % len(DASHES)
    path = _draw(parent, "polyline", "")
    path.set("points", _points(points))
    if DASHES[kind]:
        path.set("stroke-dasharray", DASHES[kind])
    for x, y in points if marked else points[-1:]:
        if kind in CORNERS:
            corners = [(x + right, y + down) for right, down in CORNERS[kind]]
            _draw(parent, "polygon", "dot").set("points", _points(corners))
        else:
            _draw(parent, "circle", "dot", cx=x, cy=y, r=3.5)


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _svg(width: float, height: float, id_: str, title: str, alt: str) -> Element:
    svg = Element("svg", {"viewBox": f"0 0 {_number(width)} {_number(height)}", "role": "img"})
    svg.set("aria-labelledby", f"{id_}-title {id_}-desc")
    SubElement(svg, "title", id=f"{id_}-title").text = printable(title)
    SubElement(svg, "desc", id=f"{id_}-desc").text = printable(alt)
    return svg


def _draw(parent: Element, tag: str, kind: str, **numbers: float) -> Element:
    element = SubElement(parent, tag, {"class": kind} if kind else {})
    for name, number in numbers.items():
        element.set(name, _number(number))
    return element


def _text(parent: Element, text: str, x: float, y: float, kind: str, anchor: str = "start") -> None:
    element = _draw(parent, "text", kind, x=x, y=y)
    element.text = printable(text)
    if anchor != "start":
        element.set("text-anchor", anchor)


def _finished(svg: Element) -> str:
    return tostring(svg, encoding="unicode")


def _text_width(text: str) -> float:
    return _LETTER * cells(printable(text))


def _number(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
