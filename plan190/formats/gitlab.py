"""The faults as a Code Quality report, which GitLab shows in the merge request.

Faults that were there before are in it: GitLab compares with the report of the target branch. What is let pass is not.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from plan190.formats.escaping import json_bytes
from plan190.words.text import shown

if TYPE_CHECKING:
    from plan190.document.blocks import Finding, View
    from plan190.formats import RenderOptions

SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}
"""GitLab's word for each gravity."""


def render(view: View, options: RenderOptions) -> bytes:
    """Give a JSON array of the faults, `[]` when there is none."""
    used: set[str] = set()
    issues = [_issue(one, options, used) for one in view.findings if one.waived_by is None]
    return json_bytes(issues)


def _issue(one: Finding, options: RenderOptions, used: set[str]) -> dict[str, object]:
    name = one.fingerprint
    while not name or name in used:  # of equal names GitLab shows one fault only
        name = sha256(f"{name} {one.code} {one.file}".encode("utf-8", "surrogateescape")).hexdigest()[:20]
    used.add(name)
    return {
        # GitLab hides `check_name`, so the sentence has the code too.
        "description": shown(f"{one.code}: {one.message} ({options.words('finding.help')}: {one.help})"),
        "check_name": one.name,
        "fingerprint": name,
        "severity": SEVERITIES[one.severity],
        "location": {"path": one.file, "lines": {"begin": one.line, "end": one.end_line}},
    }
