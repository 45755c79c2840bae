"""The numbers that the plan demands: the last value of each agency against the target, and how it came there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document import Block, Cell, Column, Heading, Paragraph, Table, View
from plan190.status.summary import head, measure_facts, percent_of
from plan190.wording import header, percentage, preamble, share, short, target_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.document import Tone
    from plan190.register import Register
    from plan190.status.assess import Assessment
    from plan190.status.measures import Measure, Point
    from plan190.words import Words


def build(register: Register, assessment: Assessment, words: Words) -> View:
    """Give one table of all that was measured, and name the indicators of which nobody has reported a value."""
    measures = assessment.measures
    measured = {one.indicator.id for one in measures}
    silent = [one.id for one in register.plan.value.indicators if one.id not in measured]
    own = [one for one in measures if not one.indicator.together]
    counts = [sum(one.met is met for one in own) for met in (True, False, None)]
    columns = (
        Column(words("column.task")),
        Column(words("column.indicator"), wide=True),
        Column(words("column.agency")),
        Column(words("column.target"), spare=True),
        Column(words("column.latest")),
        Column(words("column.met"), spare=True),
        Column(words("column.trend"), wide=True),
    )
    rows = tuple(_row(one, words) for one in measures)
    summed = words("indicators.summed", met=counts[0], unmet=counts[1], nothing=counts[2])
    blocks: list[Block] = [
        *preamble(register, assessment, words),
        Paragraph(summed if measures else words("indicators.none")),
        *((Table(columns, rows, name="indicators"),) if measures else ()),
        *_together(measures, words),
    ]
    if silent:
        blocks += [
            Heading(words("indicators.silent", number=len(silent), total=len(register.plan.value.indicators))),
            Paragraph(", ".join(silent)),
        ]
    facts = head(register, assessment.as_of) | {
        "indicators": [measure_facts(one) for one in measures],
        "silent": silent,
    }
    return View(header(register, assessment.as_of, words), tuple(blocks), facts)


def _row(measure: Measure, words: Words) -> tuple[Cell, ...]:
    indicator, met = measure.indicator, measure.met
    tone: Tone = "mute" if met is None else "good" if met else "warn"
    name = "together" if indicator.together else {True: "yes", False: "no", None: "nothing"}[met]
    told, state = _value(measure.latest, words), words(f"met.{name}")
    target = target_of(indicator, words)
    return (
        Cell(", ".join(map(str, indicator.tasks)) or ", ".join(indicator.provisions)),
        Cell(indicator.id),
        Cell(short(measure.agency, words)),
        Cell(target),
        Cell(told, tone=tone, scarce=words("indicators.state", value=told, state=state, target=target)),
        Cell(state, tone=tone),
        Cell(
            " → ".join(f"{_month(point, words)} {_value(point, words)}" for point in measure.points),
            scarce=" → ".join(f"{_month(point, words)} {_brief(point, words)}" for point in measure.points),
        ),
    )


def _value(point: Point, words: Words) -> str:
    measured = point.measured
    return str(measured.value) if measured.of is None else share(measured.value, measured.of, words)


def _month(point: Point, words: Words) -> str:
    return words.month(point.period.month, point.period.year)


def _brief(point: Point, words: Words) -> str:
    """Give a value in its shortest form: the percentage alone, of the whole of its own month."""
    measured = point.measured
    if measured.of is None:
        return str(measured.value)
    percent = percent_of(measured.value, measured.of)
    return percentage(percent, words) if percent else "–"


def _together(measures: Sequence[Measure], words: Words) -> list[Paragraph]:
    """Give what several agencies report of one indicator, added up: of what, and by how many of them."""
    by_indicator: dict[str, list[Measure]] = {}
    for one in measures:
        by_indicator.setdefault(one.indicator.id, []).append(one)
    told = []
    for id_, several in by_indicator.items():
        indicator = several[0].indicator
        last = [one.latest.measured for one in several]
        value = sum(one.value for one in last)
        if indicator.together:
            asked = target_of(indicator, words)
            told.append(words("indicators.sum", id=id_, number=len(last), value=value, target=asked))
        elif len(last) > 1 and indicator.unit == "percent":
            added = share(value, sum(one.of or 0 for one in last), words)
            told.append(words("indicators.together", id=id_, number=len(last), share=added))
    return [Paragraph(one) for one in told]
