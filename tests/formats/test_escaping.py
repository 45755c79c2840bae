"""Texts for a log contain no commands, and programs read the same value."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan190.formats.escaping import json_bytes, without_log_commands, xml_bytes
from tests.formats.sample_findings import COMMAND, CONTROL

SIGNS = st.text(
    alphabet=st.sampled_from("a :#[]\n\t\u00a0\u3000vso.<&\"'\\\x7f\x9b\u202e\ud800\U000e0041"), max_size=30
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("::error::x", "\\::error::x"),
        ("a\n \t::error::x", "a\n \t\\::error::x"),
        ("\u00a0\u3000::x", "\u00a0\u3000\\::x"),
        ("\n\n::x", "\n\n\\::x"),
        ("\x1b[1m::x", "\x1b[1m\\::x"),
        ("##[error]x ##vso[y]z", "##\\[error]x ##vso\\[y]z"),
        ("###[x]", "###\\[x]"),
        ("##team.city-1[x]", "##team.city-1\\[x]"),
        ("a::b # [x] #[y] ## z [w]", "a::b # [x] #[y] ## z [w]"),
    ],
)
def test_commands_get_a_backslash(text: str, plain: str) -> None:
    """The text stays readable, and nothing else changes."""
    assert without_log_commands(text) == plain


@given(SIGNS)
def test_no_command_is_left(text: str) -> None:
    """Whatever the characters, no command remains; removing the backslashes restores the text."""
    plain = without_log_commands(text)

    assert COMMAND.search(plain) is None
    assert plain.replace("\\", "") == text.replace("\\", "")
    assert without_log_commands(plain) == plain


@given(SIGNS)
def test_json_is_read_back_unchanged(text: str) -> None:
    """Keys and values have no command and no raw control character, and are read back unchanged."""
    out = json_bytes({text: [text]}).decode()

    assert COMMAND.search(out) is None
    assert CONTROL.search(out) is None
    assert json.loads(out) == {text: [text]}


@given(SIGNS.map(lambda text: "".join(character for character in text if character not in "\ud800\x9b")))
def test_xml_is_read_back_unchanged(text: str) -> None:
    """Texts and attributes have no command and are read back unchanged."""
    root = ET.Element("a", b=text)
    root.text = text
    out = xml_bytes(root).decode()
    read = ET.fromstring(out)  # noqa: S314 - our own

    assert COMMAND.search(out) is None
    assert (read.text or "", read.attrib["b"]) == (text, text)
