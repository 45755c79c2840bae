"""What is wrong with the files: each fault with its line, and the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.findings import check_facts, findings_of
from plan190.document.blocks import Block, Paragraph, View

if TYPE_CHECKING:
    from datetime import date

    from plan190.checks.findings import JudgedFindings
    from plan190.document.blocks import Tone
    from plan190.words import Words


def build(judged: JudgedFindings, as_of: date, words: Words) -> View:
    """Give the view of all faults, as of the day."""
    findings = findings_of(judged, words)
    blocks: list[Block] = [*findings, Paragraph(*_count(judged, words))]
    if judged.waived:
        blocks.append(Paragraph(words("check.waived", number=len(judged.waived)), "mute"))
    if judged.fixable:
        blocks.append(Paragraph(words("check.fixable", number=len(judged.fixable)), "mute"))
    if judged.diagnostics:
        blocks.append(Paragraph(words("check.explain", code=judged.diagnostics[0].code), "mute"))
    facts = check_facts(judged, findings, {"today": as_of.isoformat()})
    return View("", tuple(blocks), facts, judged.checked)


def _count(judged: JudgedFindings, words: Words) -> tuple[str, Tone]:
    counts = judged.counts
    if not any(counts.values()):
        return words("check.clean", files=judged.files), "good"
    return words("check.found", files=judged.files, **counts), "bad" if counts["error"] else "warn"
