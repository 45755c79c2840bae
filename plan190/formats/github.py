"""One GitHub Actions command per finding, which GitHub shows beside the line in the pull request.

Old and waived findings are left out. GitHub shows the first ten annotations of a step, and the others only in the log,
so the most serious findings come first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan190.diagnostics import SEVERITIES
from plan190.formats.escaping import without_log_commands
from plan190.words.text import printable

if TYPE_CHECKING:
    from plan190.document.blocks import Finding, View
    from plan190.formats import RenderOptions

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
"""GitHub's command for each severity."""


def render(view: View, options: RenderOptions) -> bytes:
    """Return a line `::error file=…,line=…,title=…::message` for each finding that counts."""
    findings = sorted(view.findings, key=_rank)
    return "".join(f"{_command(finding, options)}\n" for finding in findings if finding.counts).encode()


def _rank(finding: Finding) -> tuple[int, str, int, int]:
    return SEVERITIES.index(finding.severity), finding.file, finding.line, finding.column


def _command(finding: Finding, options: RenderOptions) -> str:
    parameters = {"file": finding.file, "line": finding.line, "endLine": finding.end_line}
    if finding.on_one_line:  # GitHub refuses columns if a finding has several lines
        parameters |= {"col": finding.column, "endColumn": finding.end_column}
    parameters["title"] = f"{finding.code} {finding.name}"
    listed = ",".join(f"{name}={_escaped_parameter(str(value))}" for name, value in parameters.items())
    message = f"{printable(finding.message)}\n{printable(options.words('finding.help') + ': ' + finding.help)}"
    return f"::{COMMANDS[finding.severity]} {listed}::{_percent_encoded(without_log_commands(message))}"


def _escaped_parameter(text: str) -> str:
    # A file name may contain line ends. They stay, because GitHub finds the file only by its exact name.
    visible = re.sub(r"[^\r\n]+", lambda match: printable(match[0]), text)
    return without_log_commands(_percent_encoded(visible).replace(":", "%3A").replace(",", "%2C"))


def _percent_encoded(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
