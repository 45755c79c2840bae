"""One GitHub Actions command a fault, which GitHub shows beside the line in the pull request.

Faults that were there before, or are let pass, are not marked. GitHub shows ten marks of a step and keeps the rest in
its log: so all are given, the gravest first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.formats.escaping import literal
from plan190.words.text import shown

if TYPE_CHECKING:
    from plan190.document.blocks import Finding, View
    from plan190.formats import RenderOptions

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
"""GitHub's word for each gravity, the gravest first."""


def render(view: View, options: RenderOptions) -> bytes:
    """Give `::error file=…,line=…,title=…::message` for each fault that counts."""
    grave = list(COMMANDS)
    charged = [one for one in view.findings if one.new and one.waived_by is None]
    charged.sort(key=lambda one: (grave.index(one.severity), one.file, one.line, one.column))
    return "".join(f"{_command(one, options)}\n" for one in charged).encode()


def _command(one: Finding, options: RenderOptions) -> str:
    place = {"file": one.file, "line": one.line, "endLine": one.end_line}
    if one.on_one_line:  # over several lines GitHub refuses columns
        place |= {"col": one.column, "endColumn": one.end_column}
    place["title"] = f"{one.code} {one.name}"
    parameters = ",".join(f"{name}={_parameter(str(value))}" for name, value in place.items())
    message = "\n".join(map(shown, (one.message, f"{options.words('finding.help')}: {one.help}")))
    return f"::{COMMANDS[one.severity]} {parameters}::{_message(message)}"


def _message(text: str) -> str:
    return _encoded(literal(text))


def _parameter(text: str) -> str:
    # A file's name may hold line breaks: GitHub takes them, and finds the file.
    seen = "".join(letter if letter in "\r\n" else shown(letter) for letter in text)
    return literal(_encoded(seen).replace(":", "%3A").replace(",", "%2C"))


def _encoded(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
