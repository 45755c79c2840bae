"""Figures of the indicators, and their JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan190.status.facts import series_facts
from plan190.status.indicators import IndicatorSeries, IndicatorTotal, indicator_totals

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.facts import Facts
    from plan190.status.verdicts import Assessment


@dataclass(frozen=True)
class IndicatorsFigures:
    """The reported series, the sum of each reported indicator, and the ids of the indicators without a value.

    `met`, `unmet`, `nothing`: the number of series whose last value meets its target, misses it, or has no cases.
    Targets that apply to the sum of all agencies are not counted. `demanded`: the number of indicators in the plan.
    """

    series: tuple[IndicatorSeries, ...]
    totals: tuple[IndicatorTotal, ...]
    met: int
    unmet: int
    nothing: int
    unreported: tuple[str, ...]
    demanded: int


def indicators_figures(register: Register, assessment: Assessment) -> IndicatorsFigures:
    """Return the figures of the plan's indicators."""
    series, indicators = assessment.series, register.plan.indicators
    reported = {item.indicator.id for item in series}
    met = [item.met for item in series if not item.indicator.together]
    return IndicatorsFigures(
        series=series,
        totals=indicator_totals(series),
        met=met.count(True),
        unmet=met.count(False),
        nothing=met.count(None),
        unreported=tuple(indicator.id for indicator in indicators if indicator.id not in reported),
        demanded=len(indicators),
    )


def indicators_facts(figures: IndicatorsFigures) -> Facts:
    """Return the reported series and the indicators without a value."""
    return {"indicators": list(map(series_facts, figures.series)), "silent": list(figures.unreported)}
