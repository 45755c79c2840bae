"""What the calendar's gate found: a line for each deadline missed, gathered by agency."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plan190.checks.findings import check_facts, findings_of
from plan190.document.blocks import Block, Heading, Paragraph, View
from plan190.parts.context import ViewContext
from plan190.parts.plan_view import fiction_warning, header

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plan190.checks.findings import JudgedFindings
    from plan190.document.blocks import Finding
    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment
    from plan190.words import Words


def build(
    register: Register,
    assessment: Assessment,
    judged: JudgedFindings,
    asked: Mapping[str, object],
    looked: int,
    words: Words,
) -> View:
    """Give the view of what was found among the `looked` things; `asked` is what the gate was asked for."""
    context = ViewContext(register, assessment, words)
    findings = findings_of(judged, words)
    by_agency: dict[str, list[Finding]] = {}
    for one in findings:
        by_agency.setdefault(one.agency or "", []).append(one)
    blocks: list[Block] = [*fiction_warning(context)]
    for entry in register.agencies:
        blocks += _agency(entry.value.name, by_agency.get(entry.value.id, ()), words)
    day = words.day(assessment.as_of)
    if findings:
        blocks.append(Paragraph(words("gate.shut", number=len(findings), all=looked, day=day), "bad"))
    else:
        blocks.append(Paragraph(words("gate.open", number=looked, day=day), "good"))
    run = {"today": assessment.as_of.isoformat(), **asked, "looked_at": looked}
    facts = check_facts(judged, findings, run) | {"format": "plan190.gate"}
    return View(header(context), tuple(blocks), facts, judged.checked)


def _agency(name: str, findings: Sequence[Finding], words: Words) -> list[Block]:
    """Give the agency's lines."""
    if not findings:
        return []
    told = words("gate.agency", name=name, number=len(findings))
    return [Heading(told), *(replace(one, terse=True) for one in findings)]
