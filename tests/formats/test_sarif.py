"""The SARIF has what code scanning needs, and describes only the codes that occur."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest

from plan190.diagnostics import CODES
from plan190.document.blocks import View
from plan190.formats import RenderOptions, render
from plan190.words import LANGUAGES, words_in
from plan190.words.text import printable
from tests.formats.sample_findings import COMMAND, CONTROL, NAMES, SENTENCES, finding, rendered


def read(text: str) -> dict[str, Any]:
    """Return the only run; assert that every result refers to its rule."""
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    return dict(run)


def test_a_finding_is_a_result() -> None:
    """Message, path from the root, level, and a fingerprint that stays when lines move."""
    run = read(rendered("sarif", finding()))
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


def test_no_findings_are_a_run_without_results() -> None:
    """The run is there, so that earlier alerts are closed."""
    run = read(rendered("sarif"))

    assert run["results"] == run["tool"]["driver"]["rules"] == []


def test_old_and_waived_findings() -> None:
    """An old finding is unchanged; a waived one is suppressed, with the place of its waiver."""
    old, waived = read(rendered("sarif", finding(new=False), finding(waived_by="data/waivers.yaml:3")))["results"]

    assert old["baselineState"] == "unchanged"
    assert waived["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "data/waivers.yaml:3"}
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_described(language: str) -> None:
    """Each rule has a name, a short and a full description, and its whole page."""
    words = words_in(language)  # type: ignore[arg-type]
    findings = tuple(finding(code=code, name=CODES[code].name, severity=CODES[code].severity) for code in CODES)
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


def test_only_codes_that_occur_are_described() -> None:
    """Two codes give two rules, whatever the number of findings."""
    rules = read(rendered("sarif", finding(), finding(code="P101"), finding()))["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == ["P101", "P304"]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files_are_addresses(name: str) -> None:
    """Percent encoding keeps every byte of the name."""
    out = rendered("sarif", finding(file=name, path=name))
    uri = read(out)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    assert CONTROL.search(out) is None
    assert COMMAND.search(out) is None
    assert uri.isascii()
    assert ":" not in uri
    assert unquote_to_bytes(uri) == name.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_are_read_back_without_links(sentence: str) -> None:
    """The sentence is read back unchanged, except for a blank where it would be a link."""
    out = rendered("sarif", finding(message=sentence))
    text = read(out)["results"][0]["message"]["text"]

    assert CONTROL.search(out) is None
    assert COMMAND.search(out) is None
    assert "](" not in text
    assert text.replace("] (", "](") == f"{printable(sentence)} – take it out"
