"""The YAML of new data is read in the same way by plan190, by a YAML 1.2 parser, and holds every text."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from plan190.edit.yaml_text import as_read, data_of, yaml_of
from plan190.load.text_reader import is_forbidden
from plan190.load.yaml_reader import read_yaml
from plan190.model.report import Measured, MonthlyReport, Update
from tests.conftest import example_register

LETTERS = st.characters(
    exclude_characters="ÐƉðɖ",  # the reader corrects them
    exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Mn", "Mc", "Me"),
)
USUAL = st.sampled_from("aắ1 0:#-'\"\\{}[],&*!|>%@`?\n/.=~")
TEXTS = st.text(USUAL | LETTERS.filter(lambda letter: not is_forbidden(letter)), max_size=40)
WORDS = st.sampled_from(
    [
        "no",
        "2023-08-01",
        "01",
        "1e3",
        "null",
        "~",
        "state: done",
        "a\nstate: done\n b",
        "- a",
        "a #b",
        "0o7",
        "=",
        "a\n\n  b",
    ]
)
SOME = st.integers(0, 10**6) | st.booleans() | st.dates() | TEXTS | WORDS
DATA = st.recursive(
    SOME,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, min_size=1),
    max_leaves=8,
)


def is_same(written: Any, read: Any) -> bool:
    """Return whether a YAML 1.2 parser has read what was written: same types, same values."""
    if isinstance(written, dict):
        return written.keys() == read.keys() and all(is_same(written[key], read[key]) for key in written)
    if isinstance(written, list):
        return len(written) == len(read) and all(map(is_same, written, read))
    return bool(as_read(written) == (read if isinstance(written, str) else as_read(read)))


@given(st.dictionaries(st.sampled_from(["updates", "b", "task"]), DATA, min_size=1))
def test_all_readers_read_what_was_written(data: dict[str, Any]) -> None:
    """Every text survives, and a text that looks like a number, date or key stays a text."""
    text = yaml_of(data)
    parsed, problems = read_yaml("f", text)
    assert parsed is not None
    assert [problem for problem in problems if problem.code != "P205"] == []
    assert parsed.plain == as_read(data)
    assert is_same(data, YAML(typ="safe").load(text))


@pytest.mark.parametrize("text", ["a\x07b", "a\nb\u200b", "\ud800", "x\x85y", "\U0001f600\u0000"])
def test_forbidden_characters_are_reported_by_the_reader(text: str) -> None:
    """They are written as escapes, so that the rules report them at their place."""
    parsed, problems = read_yaml("f", yaml_of({"summary": text}).encode().decode())
    assert parsed is not None
    assert [problem.code for problem in problems] == ["P004"]


def test_a_report_is_written_as_people_write_it() -> None:
    """Tasks are numbers, dates have no quotes, short mappings are in braces, defaults are left out."""
    indicator = Measured(id="trang-bi", value=84, of=120)
    update = Update(task="32", state="in_progress", summary="Kết quả: tốt", indicators=(indicator,))
    report = MonthlyReport(agency="so-y-te", period="2023-08", reported_on=date(2023, 8, 12), updates=(update,))
    assert yaml_of(data_of(report)) == (
        "agency: so-y-te\nperiod: 2023-08\nreported_on: 2023-08-12\nupdates:\n"
        '  - task: 32\n    state: in_progress\n    summary: "Kết quả: tốt"\n'
        "    indicators:\n      - {id: trang-bi, value: 84, of: 120}\n"
    )


def test_every_value_of_the_example_survives() -> None:
    """All reports and decisions of the example are the same after they are written and read."""
    from plan190.model.decision import DecisionsFile
    from plan190.model.fields import reader

    register = example_register()
    values = [report.value for report in register.reports]
    values.append(DecisionsFile(decisions=tuple(entry.value for entry in register.decisions)))
    for value in values:
        parsed, problems = read_yaml("f", yaml_of(data_of(value)))
        assert parsed is not None
        assert problems == []
        assert reader(type(value)).validate_python(parsed.plain) == value
