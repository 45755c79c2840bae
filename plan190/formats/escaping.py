r"""Text in which a CI service that reads the log finds no command: `::` at the head of a line, `##[` anywhere.

GitHub's runner trims a line before it looks for `::`; Azure's and the older GitHub's take `##[` and `##word[` wherever
they stand. In running text a backslash goes between; JSON and XML have signs of their own that leave the value equal.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HEAD = re.compile(r"^((?:[^\S\n]|\x1b\[[0-9;]*m)*)::", re.MULTILINE)
_INSIDE = re.compile(r"(##[\w.-]*)\[")


def literal(text: str) -> str:
    r"""Give the text with a backslash where a command would begin: `\::`, `##\[`."""
    return _INSIDE.sub(r"\1\\[", _HEAD.sub(r"\1\\::", text))


def json_bytes(value: object) -> bytes:
    """Give the value as indented JSON in UTF-8, control and invisible letters written as JSON writes them."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    visible = _RARE.sub(lambda found: found[0] if _is_seen(found[0]) else json.dumps(found[0])[1:-1], text)
    return (_INSIDE.sub(r"\1\\u005b", visible) + "\n").encode()


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in _UNSEEN


_RARE = re.compile(r"[^\n -~\u00c0-\u024f\u1ea0-\u1ef9]")
"""What is neither English nor Vietnamese, and has to be looked at."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def xml_bytes(root: Element) -> bytes:
    """Give the element as an XML document in UTF-8. Its texts must hold no letter that XML forbids."""
    from xml.etree import ElementTree as ET

    ET.indent(root)
    text = _INSIDE.sub(r"\1&#91;", _HEAD.sub(r"\1&#58;:", ET.tostring(root, encoding="unicode")))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


_FORMULA = re.compile(r"""(^|;)([\s'"]*)(?=[=+\-@＝＋－＠﹦﹢﹣﹫])""")


def is_computed(text: str) -> bool:
    """Say whether a spreadsheet could take the text for a formula when it is typed in."""
    return _FORMULA.match(text) is not None


def quoted(text: str) -> str:
    """Give the text with an apostrophe before each place where a formula could begin."""
    return _FORMULA.sub(r"\1\2'", text)
