r"""Escape text that a program would execute: log commands of CI services, formulas of spreadsheets.

A CI service reads commands from the log. GitHub's runner looks for `::` at the beginning of a line, even after blanks;
Azure's and older GitHub runners look for `##[` and `##word[` anywhere. A backslash makes such a text harmless. JSON and
XML have escapes of their own, which leave the value unchanged.

A spreadsheet computes a cell that begins like a formula (CSV injection). An apostrophe before it prevents that.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

_LINE_COMMAND = re.compile(r"^((?:[^\S\n]|\x1b\[[0-9;]*m)*)::", re.MULTILINE)
_BRACKET_COMMAND = re.compile(r"(##[\w.-]*)\[")

_UNCOMMON = re.compile(r"[^\n -~\u00c0-\u024f\u1ea0-\u1ef9]")
"""The characters outside English and Vietnamese, whose Unicode category decides whether they are escaped."""

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""The Unicode categories of characters that a reader does not see."""

_FORMULA = re.compile(r"""(^|;)([\s'"]*)(?=[=+\-@＝＋－＠﹦﹢﹣﹫])""")
"""The place before a formula: at the beginning of a text or after `;`, which may separate cells."""


def without_log_commands(text: str) -> str:
    r"""Return the text with a backslash in what a CI service would read as a command: `\::`, `##\[`."""
    return _BRACKET_COMMAND.sub(r"\1\\[", _LINE_COMMAND.sub(r"\1\\::", text))


def json_bytes(value: object, default: Callable[[object], object] | None = None) -> bytes:
    """Return the value as indented JSON in UTF-8, without log commands and with invisible characters escaped.

    `default`: returns a value of a type that JSON does not have in types that it has.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False, default=default)
    text = _UNCOMMON.sub(_visible, text)
    return (_BRACKET_COMMAND.sub(r"\1\\u005b", text) + "\n").encode()


def script_text(value: object) -> str:
    """Return the value as JSON for a script element of a page; dates are texts, invisible characters are escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=str)
    text = _UNCOMMON.sub(_visible, text)
    return text.replace("<", r"\u003c").replace("&", r"\u0026")


def _visible(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1] if unicodedata.category(match[0]) in _INVISIBLE else match[0]


def xml_bytes(root: Element) -> bytes:
    """Return the element as an XML document in UTF-8, without log commands. Its texts must be valid in XML."""
    from xml.etree import ElementTree as ET

    ET.indent(root)
    text = _LINE_COMMAND.sub(r"\1&#58;:", ET.tostring(root, encoding="unicode"))
    text = _BRACKET_COMMAND.sub(r"\1&#91;", text)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def could_be_formula(text: str) -> bool:
    """Return whether a spreadsheet could read the text as a formula."""
    return _FORMULA.match(text) is not None


def without_formulas(text: str) -> str:
    """Return the text with an apostrophe wherever a spreadsheet could find the beginning of a formula."""
    return _FORMULA.sub(r"\1\2'", text)
