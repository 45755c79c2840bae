"""At most 500 findings are listed, and the last one states how many others there are."""

from __future__ import annotations

from datetime import date

import pytest

from plan190.checks.findings import MOST_FINDINGS, CheckResult, findings_of
from plan190.diagnostics import Diagnostic, Place, diagnostic_at, ordered
from plan190.formats import RenderOptions, render
from plan190.views.findings import build
from plan190.words import words_in
from tests.outputs import as_json

WORDS = words_in("en")
EVERY_FORMAT = ["text", "table", "concise", "json", "sarif", "junit", "github", "gitlab", "markdown"]


def result_of(errors: int, notes: int, *, old: int = 0) -> CheckResult:
    """Return a check with this many errors and notes; the first errors are old."""
    found = [diagnostic_at(Place("a.yaml", line), "P110") for line in range(1, errors + 1)]
    found += [diagnostic_at(Place("a.yaml", line), "P604", task=1, period="x") for line in range(1, notes + 1)]
    diagnostics: tuple[Diagnostic, ...] = ordered(found)
    return CheckResult("data", "data", diagnostics, {}, old=frozenset(diagnostics[:old]))


def test_up_to_the_limit_all_are_listed() -> None:
    """Nothing is said about further ones."""
    assert [finding.code for finding in findings_of(result_of(0, MOST_FINDINGS), WORDS)] == ["P604"] * MOST_FINDINGS


def test_errors_are_listed_before_notes() -> None:
    """The notes are left out, and counted."""
    findings = findings_of(result_of(MOST_FINDINGS, 7), WORDS)

    assert [finding.code for finding in findings] == ["P110"] * MOST_FINDINGS + ["P010"]
    assert findings[-1].severity == "note"
    assert findings[-1].message == "further problems, not listed here: 7 (errors: 0, warnings: 0, notes: 7)"


def test_old_findings_are_left_out_first() -> None:
    """The new ones are those that the sender can repair."""
    findings = findings_of(result_of(MOST_FINDINGS + 20, 0, old=20), WORDS)

    assert [finding.new for finding in findings[:-1]] == [True] * MOST_FINDINGS
    assert findings[-1].severity == "error"
    assert ": 20 (" in findings[-1].message


def test_the_counts_are_those_of_all() -> None:
    """The exit code and the JSON do not depend on the limit."""
    result = result_of(3 * MOST_FINDINGS, 0)
    facts = as_json(build(result, date(2023, 8, 10), WORDS).facts)

    assert facts["counts"] == {"error": 1500, "warning": 0, "note": 0, "waived": 0, "old": 0}
    assert len(facts["findings"]) == MOST_FINDINGS + 1


@pytest.mark.parametrize("format_", EVERY_FORMAT)
def test_every_format_states_how_many_more(format_: str) -> None:
    """The output of 20,000 problems is as long as that of 500."""
    result = result_of(20_000, 0)
    text = render(format_, build(result, date(2023, 8, 10), WORDS), RenderOptions(WORDS)).decode()

    assert ("19980" if format_ == "markdown" else "19500") in text.replace(",", "")
    assert len(text) < 500_000
