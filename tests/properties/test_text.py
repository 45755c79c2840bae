"""Properties of text: text that is read is safe, and folding is stable."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING

import yaml
from hypothesis import given
from hypothesis import strategies as st

from plan190.diagnostics import errors_in, fingerprints
from plan190.load.loader import Files, load
from plan190.load.text_reader import read_text
from plan190.load.yaml_reader import read_yaml
from plan190.words.text import fold, parse_day, printable, short_date

if TYPE_CHECKING:
    from plan190.load.yaml_reader import Plain


REPORT = """\
agency: so-y-te
period: 2023-08
reported_on: 2023-08-10
updates:
- task: 35
  state: done
  summary: "x y"
"""
SYNTAX = r"""a: ¦: ¦? ¦- ¦#¦, ¦[¦]¦{¦}¦'¦"¦%¦&a ¦*a ¦!!int ¦!<x> ¦!e!x ¦@¦`¦~¦<<: ¦|¦>+0"""
ESCAPES = r"\¦\U00110000¦\UFFFFFFFF¦\ud83d¦\x00¦\e¦\N¦\u12"
CHARACTERS = ["\0", "\t", "\r", "\x85", "\u2028", "\ufeff", "\ufffe", "\ufffd", "\U0010ffff", "\u0323", "🙂", "Ð", "Ã¡"]
LINES = ["\n", "\n  ", "---\n", "...\n", "%YAML 9.9\n", "|9\n"]
LONG = ["9" * 5_000, "x" * 1_001, "\u0301" * 11]
PIECES = [*SYNTAX.split("¦"), *ESCAPES.split("¦"), *CHARACTERS, *LINES, *LONG]


@given(pieces=st.lists(st.tuples(st.integers(0, len(REPORT)), st.sampled_from(PIECES)), min_size=1, max_size=6))
def test_a_report_is_read_completely_or_has_an_error(pieces: list[tuple[int, str]]) -> None:
    """Special pieces of YAML at any place of a report neither crash the program nor lose an entry without an error."""
    text = REPORT
    for position, piece in pieces:
        text = text[:position] + piece + text[position:]
    loaded = load(Files({"updates/so-y-te/2023-08.yaml": text.encode()}, ()))
    (path,) = loaded.texts
    is_complete = path in loaded.values.by_file and not loaded.values.unread[path]

    assert is_complete or errors_in(loaded.diagnostics)
    assert all(1 <= diagnostic.place.line <= text.count("\n") + 2 for diagnostic in loaded.diagnostics)
    assert len(list(fingerprints(loaded.diagnostics))) == len(loaded.diagnostics)


def scalars(plain: Plain) -> list[str]:
    """Return every text in the data."""
    if isinstance(plain, str):
        return [plain]
    if isinstance(plain, list):
        return [text for item in plain for text in scalars(item)]
    if isinstance(plain, dict):
        return [text for key, value in plain.items() for text in (key, *scalars(value))]
    return []


@given(
    data=st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | st.from_regex(r"[a-z:\-\[\]{}&*!#\n '\"]{0,60}").map(str.encode)
)
def test_any_bytes_give_clean_data_or_diagnostics(data: bytes) -> None:
    """Data without an error are composed, visible text; every diagnostic has a place in the file."""
    text, diagnostics = read_text("f.yaml", data)
    parsed = None
    if text is not None:
        parsed, more = read_yaml("f.yaml", text)
        diagnostics += more
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert all(1 <= diagnostic.place.line <= lines + 1 and diagnostic.place.column >= 1 for diagnostic in diagnostics)
    if parsed is not None and not any(diagnostic.severity == "error" for diagnostic in diagnostics):
        for scalar in scalars(parsed.plain):
            assert unicodedata.is_normalized("NFC", scalar)
            assert printable(scalar.replace("\n", " ")) == scalar.replace("\n", " ")


@given(value=st.text(alphabet="0123456789.:-+_xobeEnyofNYtrualsi~<= ", min_size=1, max_size=12))
def test_ambiguous_plain_values_are_rejected(value: str) -> None:
    """PyYAML reads them as numbers or booleans; decimal numbers and true/false are allowed."""
    text = f"a: {value}"
    try:
        loaded = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return
    if not isinstance(loaded, dict) or set(loaded) != {"a"} or isinstance(loaded["a"], str) or loaded["a"] is None:
        return
    parsed, diagnostics = read_yaml("f.yaml", text)
    if not any(diagnostic.severity == "error" for diagnostic in diagnostics):
        assert parsed is not None
        accepted = parsed.plain["a"] if isinstance(parsed.plain, dict) else None
        same_text = {"true", "false", "-0", str(loaded["a"])}
        assert accepted in same_text or isinstance(loaded["a"], date)


@given(text=st.text(max_size=60))
def test_folding_is_idempotent(text: str) -> None:
    """Folded text is not folded further."""
    assert fold(fold(text)) == fold(text)


@given(day=st.dates())
def test_dates_parse_back_from_their_text(day: date) -> None:
    """The short form and the ISO form both give the same date."""
    assert parse_day(day.isoformat()) == day
    if day.year > 999:
        assert parse_day(short_date(day)) == day
