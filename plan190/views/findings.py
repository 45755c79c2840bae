"""What is wrong with the files: each fault with its line, and the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190 import __version__
from plan190.diagnostics import CODES, Diagnostic, fingerprints
from plan190.document import Block, Finding, Paragraph, View
from plan190.words.text import masked, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from plan190.document import Tone
    from plan190.words import Words

VERSION = 1
"""The number of the contract of the findings' JSON."""


def build(
    root: str, diagnostics: Sequence[Diagnostic], texts: Mapping[str, str], files: int, as_of: date, words: Words
) -> View:
    """Give the view of all faults. `texts` are the files' contents for excerpts, `files` how many were looked at."""
    lines = {path: text.split("\n") for path, text in texts.items()}
    findings = [_finding(root, one, lines, words) for one in diagnostics]
    counts = {grave: sum(one.severity == grave for one in diagnostics) for grave in ("error", "warning", "note")}
    clean = not diagnostics
    last = words("check.clean", files=files) if clean else words("check.found", files=files, **counts)
    tone: Tone = "bad" if counts["error"] else "good" if clean else "warn"
    blocks: list[Block] = [*findings, Paragraph(last, tone)]
    if diagnostics:
        blocks.append(Paragraph(words("check.explain", code=diagnostics[0].code), "mute"))
    return View("", tuple(blocks), _facts(root, diagnostics, findings, counts, files, as_of))


def _finding(root: str, one: Diagnostic, lines: Mapping[str, list[str]], words: Words) -> Finding:
    message, advice = words.fault(one)
    place = one.place
    here = lines.get(place.path, [])
    excerpt = masked(here[place.line - 1]) if 0 < place.line <= len(here) else None
    end = place.end_column if place.end_line == place.line else place.column + 1
    return Finding(
        path=f"{root}/{masked(place.path)}",
        line=place.line,
        column=place.column,
        end_column=max(end, place.column + 1),
        severity=one.severity,
        severity_word=words(f"severity.{one.severity}"),
        code=one.code,
        message=shown(masked(message)),
        help=shown(advice),
        excerpt=excerpt,
    )


def _facts(
    root: str,
    diagnostics: Sequence[Diagnostic],
    findings: Sequence[Finding],
    counts: Mapping[str, int],
    files: int,
    as_of: date,
) -> dict[str, object]:
    named = zip(diagnostics, findings, fingerprints(diagnostics), strict=True)
    return {
        "format": "plan190.check",
        "version": VERSION,
        "tool": {"name": "plan190", "version": __version__},
        "run": {"base": None, "head": None, "today": as_of.isoformat(), "files_checked": files, "data": root},
        "counts": {**counts, "waived": 0},
        "findings": [
            {
                "code": one.code,
                "name": CODES[one.code].name,
                "severity": one.severity,
                "message": finding.message,
                "help": finding.help,
                "url": None,
                "path": finding.path,
                "line": one.place.line,
                "column": one.place.column,
                "end_line": one.place.end_line,
                "end_column": one.place.end_column,
                "agency": masked(one.agency) if one.agency else None,
                "task": one.task,
                "field": masked(one.at) or None,
                "fingerprint": fingerprint,
                "fixable": False,
                "new": True,
                "waived_by": None,
            }
            for one, finding, fingerprint in named
        ],
    }
