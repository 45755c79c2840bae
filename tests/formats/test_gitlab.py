"""The Code Quality report has the keys that GitLab reads and a unique fingerprint for each finding."""

from __future__ import annotations

import json

import pytest

from plan190.words.text import printable
from tests.formats.sample_findings import COMMAND, CONTROL, NAMES, SENTENCES, finding, rendered


def test_a_finding_is_an_issue() -> None:
    """It has the five keys that GitLab reads; the description repeats the code, which GitLab hides."""
    assert json.loads(rendered("gitlab", finding())) == [
        {
            "description": "P304: task 12 is not of “so-noi-vu” (help: take it out)",
            "check_name": "task-not-theirs",
            "fingerprint": "f1",
            "severity": "major",
            "location": {"path": "data/updates/so-noi-vu/2023-07.yaml", "lines": {"begin": 5, "end": 5}},
        }
    ]


def test_severities_are_gitlabs() -> None:
    """An error is major, a warning minor, a note info."""
    issues = json.loads(rendered("gitlab", *(finding(severity=severity) for severity in ("error", "warning", "note"))))

    assert [issue["severity"] for issue in issues] == ["major", "minor", "info"]


def test_no_findings_are_an_empty_array() -> None:
    """GitLab also needs the report of a clean run, without a byte order mark."""
    assert rendered("gitlab") == "[]\n"


def test_fingerprints_are_unique() -> None:
    """GitLab shows only one of equal fingerprints; the same run gives the same ones again."""
    findings = (
        finding(),
        finding(),
        finding(),
        finding(fingerprint=""),
        finding(fingerprint=""),
    )
    names = [issue["fingerprint"] for issue in json.loads(rendered("gitlab", *findings))]

    assert len(set(names)) == 5
    assert all(names)
    assert names == [issue["fingerprint"] for issue in json.loads(rendered("gitlab", *findings))]


def test_old_findings_are_included_and_waived_ones_left_out() -> None:
    """GitLab compares the report with that of the target branch, so old findings stay in it."""
    out = rendered("gitlab", finding(new=False), finding(fingerprint="f2", waived_by="data/waivers.yaml:3"))

    assert [issue["fingerprint"] for issue in json.loads(out)] == ["f1"]


@pytest.mark.parametrize("name", NAMES)
def test_file_names_are_read_back(name: str) -> None:
    """The path is the exact name, without raw control characters."""
    out = rendered("gitlab", finding(file=name))

    assert CONTROL.search(out) is None
    assert COMMAND.search(out) is None
    assert json.loads(out)[0]["location"]["path"] == name


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_are_read_back(sentence: str) -> None:
    """The sentence is read back unchanged."""
    out = rendered("gitlab", finding(message=sentence))

    assert CONTROL.search(out) is None
    assert COMMAND.search(out) is None
    assert printable(sentence) in json.loads(out)[0]["description"]
