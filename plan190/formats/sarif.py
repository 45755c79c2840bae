"""The faults as SARIF 2.1.0, which code scanning takes; only the codes found are described."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from plan190 import __version__
from plan190.formats.escaping import json_bytes
from plan190.words.text import clip, shown

if TYPE_CHECKING:
    from plan190.document.blocks import Finding, View
    from plan190.formats import RenderOptions

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
"""Where the form is written down."""

LONGEST = 1024
"""The most letters of a description that code scanning takes; the page has the rest."""

ROOT = "%SRCROOT%"
"""The name under which readers know the root of the repository."""


def render(view: View, options: RenderOptions) -> bytes:
    """Give one run with its rules and results, also when there is none."""
    rules = {one.code: one for one in sorted(view.findings, key=lambda one: one.code)}
    numbers = {code: number for number, code in enumerate(rules)}
    driver = {"name": "plan190", "version": __version__, "rules": [_rule(one, options) for one in rules.values()]}
    run = {
        "tool": {"driver": driver},
        "language": options.words.language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, numbers[one.code]) for one in view.findings],
    }
    return json_bytes({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(one: Finding, options: RenderOptions) -> dict[str, object]:
    page = options.words.page(one.code)
    what, why = (" ".join(part.split(":", 1)[1].split()) for part in page.split("\n\n")[1:3])
    return {
        "id": one.code,
        "name": one.name,
        "shortDescription": {"text": what.split(". ")[0].rstrip(".") + "."},
        "fullDescription": {"text": clip(f"{what} {why}", LONGEST)},
        "help": {"text": page},
        "defaultConfiguration": {"level": one.severity},
    }


def _result(one: Finding, rule: int) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": one.severity,
        "message": {"text": _unlinked(f"{one.message} – {one.help}")},
        "locations": [{"physicalLocation": _place(one)}],
        "partialFingerprints": {"primaryLocationLineHash": one.fingerprint},
        "baselineState": "new" if one.new else "unchanged",
    }
    if one.waived_by is not None:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": shown(one.waived_by)}]
    return result


def _place(one: Finding) -> dict[str, object]:
    # `quote` takes the bytes of the name, so that a name in another encoding is found too.
    uri = quote(one.file.encode("utf-8", "surrogateescape"))
    region = {"startLine": one.line, "startColumn": one.column, "endLine": one.end_line, "endColumn": one.end_column}
    return {"artifactLocation": {"uri": uri, "uriBaseId": ROOT}, "region": region}


def _unlinked(text: str) -> str:
    """Give the text without what SARIF reads as a link: `[words](address)`."""
    return shown(text).replace("](", "] (")
