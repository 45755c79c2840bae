"""The numbers that the plan demands: the last value of each agency against the target, and how it came there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Heading, Paragraph, View
from plan190.parts.plan_view import header, preamble
from plan190.parts.tables import indicator_totals, indicators_table
from plan190.status.facts import head, series_facts

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.assess import Assessment
    from plan190.words import Words


def build(register: Register, assessment: Assessment, words: Words) -> View:
    """Give one table of all that was measured, and name the indicators of which nobody has reported a value."""
    series = assessment.series
    measured = {one.indicator.id for one in series}
    silent = [one.id for one in register.plan.value.indicators if one.id not in measured]
    own = [one for one in series if not one.indicator.together]
    counts = [sum(one.met is met for one in own) for met in (True, False, None)]
    summed = words("indicators.summed", met=counts[0], unmet=counts[1], nothing=counts[2])
    blocks: list[Block] = [
        *preamble(register, assessment, words),
        Paragraph(summed if series else words("indicators.none")),
        *((indicators_table(assessment, series, words),) if series else ()),
        *indicator_totals(series, words),
    ]
    if silent:
        blocks += [
            Heading(words("indicators.silent", number=len(silent), total=len(register.plan.value.indicators))),
            Paragraph(", ".join(silent)),
        ]
    facts = head(register, assessment.as_of) | {
        "indicators": [series_facts(one) for one in series],
        "silent": silent,
    }
    return View(header(register, assessment.as_of, words), tuple(blocks), facts)
