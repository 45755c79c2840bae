"""The findings as SARIF 2.1.0, for code scanning. Its rules are the codes that occur."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from plan190 import __version__
from plan190.formats.escaping import json_bytes
from plan190.words.text import clip, printable

if TYPE_CHECKING:
    from plan190.document.blocks import Finding, View
    from plan190.formats import RenderOptions

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

LONGEST = 1024
"""The most characters of a description that code scanning accepts; `help` has the whole rule page."""

ROOT = "%SRCROOT%"
"""The name of the repository's root in SARIF."""


def render(view: View, options: RenderOptions) -> bytes:
    """Return one run with its rules and results, even if there are no findings."""
    rules = {finding.code: finding for finding in sorted(view.findings, key=lambda finding: finding.code)}
    codes = list(rules)
    described = [_rule(finding, options) for finding in rules.values()]
    run = {
        "tool": {"driver": {"name": "plan190", "version": __version__, "rules": described}},
        "language": options.words.language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code)) for finding in view.findings],
    }
    return json_bytes({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(finding: Finding, options: RenderOptions) -> dict[str, object]:
    page = options.words.page(finding.code)
    # Below its title, the rule page has a paragraph "What: …" and a paragraph "Why: …".
    what, why = (" ".join(part.split(":", 1)[1].split()) for part in page.split("\n\n")[1:3])
    return {
        "id": finding.code,
        "name": finding.name,
        "shortDescription": {"text": what.split(". ")[0].rstrip(".") + "."},
        "fullDescription": {"text": clip(f"{what} {why}", LONGEST)},
        "help": {"text": page},
        "defaultConfiguration": {"level": finding.severity},
    }


def _result(finding: Finding, rule_index: int) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": finding.severity,
        # SARIF reads `[words](address)` as a link.
        "message": {"text": printable(f"{finding.message} – {finding.help}").replace("](", "] (")},
        "locations": [{"physicalLocation": _location(finding)}],
        "partialFingerprints": {"primaryLocationLineHash": finding.fingerprint},
        "baselineState": "new" if finding.new else "unchanged",
    }
    if finding.waived_by is not None:
        waiver = {"kind": "external", "status": "accepted", "justification": printable(finding.waived_by)}
        result["suppressions"] = [waiver]
    return result


def _location(finding: Finding) -> dict[str, object]:
    # `quote` encodes the bytes of the name, so that a name in another encoding is found too.
    uri = quote(finding.file.encode("utf-8", "surrogateescape"))
    start = {"startLine": finding.line, "startColumn": finding.column}
    end = {"endLine": finding.end_line, "endColumn": finding.end_column}
    return {"artifactLocation": {"uri": uri, "uriBaseId": ROOT}, "region": start | end}
