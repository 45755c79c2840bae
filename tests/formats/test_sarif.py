"""The SARIF has what code scanning wants, and describes only what was found."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest

from plan190.diagnostics import CODES
from plan190.document.blocks import View
from plan190.formats import RenderOptions, render
from plan190.words import LANGUAGES, words_in
from plan190.words.text import shown
from tests.formats.sample_findings import COMMAND, CONTROL, NAMES, SENTENCES, fault, told


def read(text: str) -> dict[str, Any]:
    """Return the one run; every result points at its rule."""
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    return dict(run)


def test_a_finding_is_a_result() -> None:
    """Message, place from the root, level, and a name that stays when lines move."""
    run = read(told("sarif", fault()))
    (result,) = run["results"]

    assert run["tool"]["driver"]["name"] == "plan190"
    assert run["columnKind"] == "unicodeCodePoints"
    assert result["level"] == "error"
    assert result["message"]["text"] == "task 12 is not of “so-noi-vu” – take it out"
    assert result["partialFingerprints"] == {"primaryLocationLineHash": "f1"}
    assert result["baselineState"] == "new"
    assert "suppressions" not in result
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "data/updates/so-noi-vu/2023-07.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 5, "startColumn": 11, "endLine": 5, "endColumn": 13},
    }


def test_nothing_found_is_a_run_without_results() -> None:
    """The run is there, so that what was found before is closed."""
    run = read(told("sarif"))

    assert run["results"] == run["tool"]["driver"]["rules"] == []


def test_old_and_waived() -> None:
    """What was there before is unchanged, what is waived is suppressed with its reason's place."""
    old, waived = read(told("sarif", fault(new=False), fault(waived_by="data/waivers.yaml:3")))["results"]

    assert old["baselineState"] == "unchanged"
    assert waived["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "data/waivers.yaml:3"}
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_described(language: str) -> None:
    """Each rule has a name, a sentence, a longer text and its whole page."""
    words = words_in(language)  # type: ignore[arg-type]
    findings = tuple(fault(code=code, name=CODES[code].name, severity=CODES[code].severity) for code in CODES)
    rules = read(render("sarif", View("", findings), RenderOptions(words)).decode())["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == sorted(CODES)
    for rule in rules:
        short, full = rule["shortDescription"]["text"], rule["fullDescription"]["text"]
        assert 10 < len(short) <= len(full) <= 1024
        assert short.endswith(".")
        assert full.startswith(short[:-1])
        assert rule["help"]["text"] == words.page(rule["id"])
        assert rule["name"] == CODES[rule["id"]].name
        assert rule["defaultConfiguration"]["level"] == CODES[rule["id"]].severity


def test_only_what_was_found_is_described() -> None:
    """Two codes, two rules, whatever the number of findings."""
    rules = read(told("sarif", fault(), fault(code="P101"), fault()))["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == ["P101", "P304"]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files_are_addresses(name: str) -> None:
    """Percent signs keep every byte of the name."""
    out = told("sarif", fault(file=name, path=name))
    uri = read(out)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    assert CONTROL.search(out) is None
    assert COMMAND.search(out) is None
    assert uri.isascii()
    assert ":" not in uri
    assert unquote_to_bytes(uri) == name.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_come_through_and_make_no_links(sentence: str) -> None:
    """The sentence is read back equal, but for a blank where it would be a link."""
    out = told("sarif", fault(message=sentence))
    text = read(out)["results"][0]["message"]["text"]

    assert CONTROL.search(out) is None
    assert COMMAND.search(out) is None
    assert "](" not in text
    assert text.replace("] (", "](") == f"{shown(sentence)} – take it out"
