"""The missed deadlines that `gate` reports, by agency."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.checks.findings import check_facts, findings_of
from plan190.document.blocks import Block, Heading, Paragraph, View
from plan190.parts.plan_view import data_warnings, header
from plan190.status.facts import left_out_facts
from plan190.status.grouping import group_by

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plan190.checks.findings import CheckResult
    from plan190.parts.context import ViewContext


def build(result: CheckResult, options: Mapping[str, object], total: int, context: ViewContext) -> View:
    """Return the view of the missed deadlines; `total`: the number of obligations and reports checked."""
    words = context.words
    findings = findings_of(result, words)
    blocks: list[Block] = [*data_warnings(context)]
    by_agency = group_by(findings, attrgetter("agency"))
    for entry in context.register.agencies:
        lines = [replace(finding, terse=True) for finding in by_agency.get(entry.value.id, ())]
        if lines:
            blocks += [Heading(words("gate.agency", name=entry.value.name, number=len(lines))), *lines]
    day = words.day(context.as_of)
    if findings:
        blocks.append(Paragraph(words("gate.failed", number=len(findings), all=total, day=day), "bad"))
    else:
        blocks.append(Paragraph(words("gate.passed", number=total, day=day), "good"))
    run = {"today": context.as_of.isoformat(), **options, "looked_at": total}
    facts = check_facts(result, findings, run) | {"format": "plan190.gate"} | left_out_facts(context.register)
    return View(header(context), tuple(blocks), facts, result.checked)
