"""The coordinates and texts of a page's drawings. `drawing.html` writes the SVG; colours and fonts are in `style.css`.

Colour is never the only sign: lines differ in their dashes and marks, and each state of work has a symbol of its own.
Widths of texts are estimated for the widest of the usual fonts, so that texts do not overlap.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial
from itertools import chain, groupby, pairwise, product
from math import ceil, sqrt
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from plan190.words.text import clip, display_width, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.document.blocks import DateAxis, Mark, Trend
    from plan190.words import Words

SIZE = 13
"""The font size, in the units of a drawing."""

_CHARACTER_WIDTH = 0.64 * SIZE
WIDTH = 1000
EDGE = 6.0
"""The width of a drawing and its margin at both sides."""

LONGEST_NAME = 22
"""The most characters of a line's name at its end; the legend has the whole name."""

CHART_HEIGHT = 230
CHIP_WIDTH, CHIP_HEIGHT, CHIP_GAP = 46, 26, 4
"""The size of a mark on a date axis, and the gap to the next mark."""


def printable_line(text: str) -> str:
    """Return the text on one line, with control characters as codes."""
    return text if text.isprintable() else printable(re.sub(r"[\t\r\n]", " ", text))


def within(number: float, low: float, high: float) -> float:
    """Return the number, or the nearer end of the range if it is outside."""
    return min(max(number, low), high)


def trend_drawing(trend: Trend, words: Words) -> dict[str, object]:
    """Return the coordinates of a trend: lines over the dates, each with its name at its end, and a legend above."""
    names = [f"{clip(line.name, LONGEST_NAME)} {line.values[-1]}" for line in trend.lines]
    legend = list(_legend_places([_text_width(line.name) + 52 for line in trend.lines]))
    bottom = 26 + max((y for _, y in legend), default=14.0) + CHART_HEIGHT
    step, highest = _scale(max(chain.from_iterable(line.values for line in trend.lines), default=0))

    def y_of(value: int) -> float:
        return bottom - CHART_HEIGHT * value / highest

    left, right = 48.0, WIDTH - 20 - max(map(_text_width, names), default=0)
    xs = _places(trend.days, left + 12, right - 12)
    points = [list(zip(xs, map(y_of, line.values), strict=True)) for line in trend.lines]
    ends = _spread([y_of(line.values[-1]) for line in trend.lines], bottom)
    scale = [(value, y_of(value)) for value in range(0, highest + 1, step)]
    days = list(_day_labels(trend.days, xs, words))
    lines = list(zip(trend.lines, points, names, ends, legend, strict=True))
    return {"left": left, "right": right, "bottom": bottom, "scale": scale, "days": days, "lines": lines}


def date_axis_drawing(date_axis: DateAxis, words: Words) -> dict[str, object]:
    """Return the coordinates of a date axis. The marks of a date are in a box above it; boxes do not overlap."""
    days = sorted({date_axis.as_of, *(mark.day for mark in date_axis.marks)})
    start, end = days[0].replace(day=1), _next_month(days[-1])

    def x_of(day: date) -> float:
        return 20 + (WIDTH - 40) * (day - start).days / (end - start).days

    boxes: list[_Box] = []
    by_day = attrgetter("day")
    for day, group in groupby(sorted(date_axis.marks, key=by_day), key=by_day):
        marks = list(group)
        boxes.append(_placed(_box(x_of(day), day, marks, words), boxes))
    today, label = x_of(date_axis.as_of), words("html.as_of", day=words.day(date_axis.as_of))
    half = _text_width(label) / 2
    today_label = (label, within(today, half, WIDTH - half))
    months = [(x_of(day), name) for day, name in _months(start, end, words)]
    ground = 40.0 + max((box.top for box in boxes), default=0)
    return {"ground": ground, "today": today, "today_label": today_label, "months": months, "boxes": boxes}


class _Box(NamedTuple):
    """The box with the marks of a date, in rows above its label.

    `x`: the position of the date. `bottom`: the height of the lower side above the axis. `chips`: the marks, each with
    its distance from the left of the drawing and from the top of the box.
    """

    x: float
    label: str
    left: float
    width: float
    height: float
    chips: tuple[tuple[Mark, float, float], ...]
    bottom: float = 0.0

    @property
    def top(self) -> float:
        return self.bottom + self.height


def _box(x: float, day: date, marks: Sequence[Mark], words: Words) -> _Box:
    """Return the box of a date, with at most about twice as many rows of marks as columns."""
    label = f"{day.day}/{day.month}" if words.language == "vi" else f"{day.day} {words.month(day.month, day.year)}"
    if len(marks) > 1:
        label += f" ({len(marks)})"
    columns = ceil(sqrt(len(marks) / 2))
    rows = ceil(len(marks) / columns)
    needed = columns * (CHIP_WIDTH + CHIP_GAP) + CHIP_GAP
    width = max(needed, _text_width(label) + 4)
    left = within(x - width / 2, EDGE, WIDTH - EDGE - width)
    first = left + (width - needed) / 2 + CHIP_GAP
    chips = []
    for number, mark in enumerate(marks):
        row, column = divmod(number, columns)
        chips.append((mark, first + column * (CHIP_WIDTH + CHIP_GAP), CHIP_GAP + row * (CHIP_HEIGHT + CHIP_GAP)))
    return _Box(x, label, left, width, 22.0 + rows * (CHIP_HEIGHT + CHIP_GAP), tuple(chips))


def _placed(box: _Box, others: Sequence[_Box]) -> _Box:
    """Return the box at the lowest height where it touches none of the others."""
    heights = sorted([12.0, *(other.top + 6 for other in others)])
    candidates = (box._replace(bottom=height) for height in heights)
    return next(place for place in candidates if not any(map(partial(_touch, place), others)))


def _touch(box: _Box, other: _Box) -> bool:
    """Return whether two boxes overlap or the gap between them is too small."""
    is_beside = box.left + box.width + 4 <= other.left or other.left + other.width + 4 <= box.left
    return not is_beside and other.top + 6 > box.bottom and box.top + 6 > other.bottom


def _months(start: date, end: date, words: Words) -> Iterator[tuple[date, str]]:
    """Yield the first day of each month with its label, "" if there is no space for it."""
    days = [start]
    while days[-1] < end:
        days.append(_next_month(days[-1]))
    available = (WIDTH - 40) / max(1, len(days) - 1)
    needed = max(_text_width(words.month(day.month, day.year)) for day in days) + 8
    step = next((months for months in (1, 2, 3, 6) if months * available >= needed), 12)
    years = ceil(int(needed) / max(1, int(step * available)))
    for day in days:
        is_labelled = (day.month - 1) % step == 0 and day.year % years == 0 and day < end
        yield day, words.month(day.month, day.year) if is_labelled else ""


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _places(days: Sequence[date], left: float, right: float) -> list[float]:
    """Return the positions of the dates from left to right, in proportion to the time between them."""
    span = max(1, (days[-1] - days[0]).days)
    return [left + (right - left) * (day - days[0]).days / span for day in days]


def _day_labels(days: Sequence[date], places: Sequence[float], words: Words) -> Iterator[tuple[float, str]]:
    """Yield the labels for which there is space with their positions, beginning with the last date.

    The labels are months if no two dates are in the same month.
    """
    monthly = len({(day.year, day.month) for day in days}) == len(days)
    edge = float(WIDTH)
    for day, x in zip(reversed(days), reversed(places), strict=True):
        label = words.month(day.month, day.year) if monthly else words.day(day)
        half = _text_width(label) / 2
        if x + half <= edge:
            yield x, label
            edge = x - half - 12


def _scale(highest: int) -> tuple[int, int]:
    """Return the step of the scale and its end: a multiple of the step that is not less than the highest value."""
    steps = (digit * 10**power for power, digit in product(range(20), (1, 2, 5)))
    step = next(step for step in steps if step * 5 >= highest)
    return step, step * max(1, -(-highest // step))


def _spread(ys: Sequence[float], lowest: float) -> list[float]:
    """Return the heights of the names at the ends of lines, moved apart so that the names do not overlap."""
    order = sorted(range(len(ys)), key=lambda number: ys[number])
    moved = list(ys)
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + SIZE + 3)
    if order and moved[order[-1]] > lowest:
        moved[order[-1]] = lowest
        for below, above in pairwise(reversed(order)):
            moved[above] = min(moved[above], moved[below] - SIZE - 3)
    return moved


def _legend_places(widths: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Yield the positions of legend entries of these widths, as many in a row as fit."""
    x, y = EDGE, 14.0
    for width in widths:
        if x > EDGE and x + width > WIDTH:
            x, y = EDGE, y + 24
        yield x, y
        x += width


def _text_width(text: str) -> float:
    return _CHARACTER_WIDTH * display_width(printable_line(text))
