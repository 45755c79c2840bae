"""The missed deadlines that `gate` finds, by agency."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plan190.checks.findings import check_facts, findings_of
from plan190.document.blocks import Block, Heading, Paragraph, View
from plan190.parts.context import ViewContext
from plan190.parts.plan_view import fiction_warning, header

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plan190.checks.findings import CheckResult
    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment
    from plan190.words import Words


def build(
    register: Register,
    assessment: Assessment,
    result: CheckResult,
    options: Mapping[str, object],
    looked: int,
    words: Words,
) -> View:
    """Return the view of what was found among `looked` obligations and reports; `options` are those of the gate."""
    context = ViewContext(register, assessment, words)
    findings = findings_of(result, words)
    blocks: list[Block] = [*fiction_warning(context)]
    for entry in register.agencies:
        lines = [replace(finding, terse=True) for finding in findings if finding.agency == entry.value.id]
        if lines:
            blocks += [Heading(words("gate.agency", name=entry.value.name, number=len(lines))), *lines]
    day = words.day(assessment.as_of)
    if findings:
        blocks.append(Paragraph(words("gate.failed", number=len(findings), all=looked, day=day), "bad"))
    else:
        blocks.append(Paragraph(words("gate.passed", number=looked, day=day), "good"))
    run = {"today": assessment.as_of.isoformat(), **options, "looked_at": looked}
    facts = check_facts(result, findings, run) | {"format": "plan190.gate"}
    return View(header(context), tuple(blocks), facts, result.checked)
