"""The findings as a Code Quality report, which GitLab shows in the merge request.

It includes old findings, because GitLab compares it with the report of the target branch. It has no waived findings.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from plan190.formats.escaping import json_bytes
from plan190.words.text import printable

if TYPE_CHECKING:
    from plan190.document.blocks import Finding, View
    from plan190.formats import RenderOptions

SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}
"""GitLab's name of each severity."""


def render(view: View, options: RenderOptions) -> bytes:
    """Return a JSON array of the findings; `[]` if there are none."""
    used: set[str] = set()
    return json_bytes([_issue(finding, options, used) for finding in view.findings if finding.waived_by is None])


def _issue(finding: Finding, options: RenderOptions, used: set[str]) -> dict[str, object]:
    fingerprint = finding.fingerprint
    while not fingerprint or fingerprint in used:  # GitLab shows only one of several findings with the same fingerprint
        seed = f"{fingerprint} {finding.code} {finding.file}"
        fingerprint = sha256(seed.encode("utf-8", "surrogateescape")).hexdigest()[:20]
    used.add(fingerprint)
    advice = f"{options.words('finding.help')}: {finding.help}"
    return {
        # GitLab does not show `check_name`, so the description begins with the code.
        "description": printable(f"{finding.code}: {finding.message} ({advice})"),
        "check_name": finding.name,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[finding.severity],
        "location": {"path": finding.file, "lines": {"begin": finding.line, "end": finding.end_line}},
    }
