"""The findings of a check, each with its source line, and the number of findings by severity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.findings import TOOL, findings_of, found_facts
from plan190.document.blocks import Block, Paragraph, View

if TYPE_CHECKING:
    from datetime import date

    from plan190.checks import fact_types as types
    from plan190.checks.findings import CheckResult
    from plan190.words import Words


def build(result: CheckResult, as_of: date, words: Words) -> View:
    """Return the view of the findings of a check as of the date."""
    findings = findings_of(result, words)
    blocks: list[Block] = [*findings, _count(result, words)]
    if result.waived:
        blocks.append(Paragraph(words("check.waived", number=len(result.waived)), "mute"))
    if result.fixable:
        blocks.append(Paragraph(words("check.fixable", number=len(result.fixable)), "mute"))
    if findings:
        if any(finding.hides_others for finding in findings):
            blocks.append(Paragraph(words("check.partial"), "mute"))
        first = next((finding for finding in findings if finding.counts), findings[0])
        blocks.append(Paragraph(words("check.explain", code=first.code), "mute"))
    facts: types.Check = {
        "format": "plan190.check",
        **TOOL,
        "run": {"base": None, "head": None, "today": as_of, "files_checked": result.files, "data": result.root},
        **found_facts(result, findings),
    }
    return View("", tuple(blocks), facts, result.checked)


def _count(result: CheckResult, words: Words) -> Paragraph:
    counts = result.counts
    if not any(counts.values()):
        return Paragraph(words("check.clean", files=result.files), "good")
    return Paragraph(words("check.found", files=result.files, **counts), "bad" if counts["error"] else "warn")
