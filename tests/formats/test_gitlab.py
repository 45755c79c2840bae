"""The Code Quality report has what GitLab reads, and a name of its own for each finding."""

from __future__ import annotations

import json

import pytest

from plan190.words.text import shown
from tests.formats.sample_findings import COMMAND, CONTROL, NAMES, SENTENCES, fault, told


def test_a_finding_is_an_issue() -> None:
    """The five keys that GitLab reads; the sentence repeats the code, which GitLab hides."""
    assert json.loads(told("gitlab", fault())) == [
        {
            "description": "P304: task 12 is not of “so-noi-vu” (help: take it out)",
            "check_name": "task-not-theirs",
            "fingerprint": "f1",
            "severity": "major",
            "location": {"path": "data/updates/so-noi-vu/2023-07.yaml", "lines": {"begin": 5, "end": 5}},
        }
    ]


def test_gravities_are_gitlabs() -> None:
    """An error is major, a warning minor, a note info."""
    issues = json.loads(told("gitlab", *(fault(severity=severity) for severity in ("error", "warning", "note"))))

    assert [issue["severity"] for issue in issues] == ["major", "minor", "info"]


def test_nothing_found_is_an_empty_array_without_a_mark() -> None:
    """GitLab wants a report of a clean run too, and no byte order mark."""
    assert told("gitlab") == "[]\n"


def test_no_two_findings_have_one_name() -> None:
    """Of equal names GitLab would show one; the same run gives the same names again."""
    findings = (fault(), fault(), fault(), fault(fingerprint=""), fault(fingerprint=""))
    names = [issue["fingerprint"] for issue in json.loads(told("gitlab", *findings))]

    assert len(set(names)) == 5
    assert all(names)
    assert names == [issue["fingerprint"] for issue in json.loads(told("gitlab", *findings))]


def test_what_was_there_before_is_compared_and_what_is_waived_is_left_out() -> None:
    """GitLab compares with the report of the target branch, so old findings stay in."""
    out = told("gitlab", fault(new=False), fault(fingerprint="f2", waived_by="data/waivers.yaml:3"))

    assert [issue["fingerprint"] for issue in json.loads(out)] == ["f1"]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files_come_through_whole(name: str) -> None:
    """The path is the name itself, with no raw letter that steers anything."""
    out = told("gitlab", fault(file=name))

    assert CONTROL.search(out) is None
    assert COMMAND.search(out) is None
    assert json.loads(out)[0]["location"]["path"] == name


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_come_through_whole(sentence: str) -> None:
    """The sentence is read back equal."""
    out = told("gitlab", fault(message=sentence))

    assert CONTROL.search(out) is None
    assert COMMAND.search(out) is None
    assert shown(sentence) in json.loads(out)[0]["description"]
