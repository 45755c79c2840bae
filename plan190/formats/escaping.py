r"""Escape text for media that would act on it: log commands of CI services, formulas of spreadsheets.

A CI service that reads a log takes some text for a command. GitHub's runner trims a line before it looks for `::`;
Azure's and older GitHub runners take `##[` and `##word[` anywhere. In running text a backslash goes between; JSON and
XML have escapes of their own that leave the value equal.

A spreadsheet computes a cell that begins like a formula (CSV injection): an apostrophe before it prevents that.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LINE_COMMAND = re.compile(r"^((?:[^\S\n]|\x1b\[[0-9;]*m)*)::", re.MULTILINE)
_BRACKET_COMMAND = re.compile(r"(##[\w.-]*)\[")

_UNCOMMON = re.compile(r"[^\n -~\u00c0-\u024f\u1ea0-\u1ef9]")
"""Characters that are neither English nor Vietnamese, to be looked up one by one."""

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""The Unicode categories of characters that a reader does not see."""

_FORMULA = re.compile(r"""(^|;)([\s'"]*)(?=[=+\-@＝＋－＠﹦﹢﹣﹫])""")


def without_log_commands(text: str) -> str:
    r"""Return the text with a backslash where a CI service would read a command: `\::`, `##\[`."""
    return _BRACKET_COMMAND.sub(r"\1\\[", _LINE_COMMAND.sub(r"\1\\::", text))


def json_bytes(value: object) -> bytes:
    """Return the value as indented JSON in UTF-8, without log commands and with invisible characters escaped."""
    text = _UNCOMMON.sub(_visible, json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))
    return (_BRACKET_COMMAND.sub(r"\1\\u005b", text) + "\n").encode()


def _visible(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1] if unicodedata.category(match[0]) in _INVISIBLE else match[0]


def xml_bytes(root: Element) -> bytes:
    """Return the element as an XML document in UTF-8, without log commands; its texts must be valid in XML."""
    from xml.etree import ElementTree as ET

    ET.indent(root)
    text = _LINE_COMMAND.sub(r"\1&#58;:", ET.tostring(root, encoding="unicode"))
    text = _BRACKET_COMMAND.sub(r"\1&#91;", text)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def could_be_formula(text: str) -> bool:
    """Return whether a spreadsheet could read the text as a formula."""
    return _FORMULA.match(text) is not None


def without_formulas(text: str) -> str:
    """Prevent CSV formula injection: return the text with an apostrophe wherever a formula could begin."""
    return _FORMULA.sub(r"\1\2'", text)
