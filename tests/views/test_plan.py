"""`plan190 plan`: the plan without its appendix, quoted to the letter."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import real_register

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran


@pytest.mark.parametrize("language", ["vi", "en"])
def test_plan_is_quoted_to_the_letter(language: str, run: Callable[..., Ran]) -> None:
    """Legal basis, purposes, provisions, escalations and recipients are printed whole, in either language."""
    plan = real_register().plan
    quotes = [quote.words for quote in (*plan.legal_basis, *plan.purpose, *plan.provisions, *plan.recipients)]
    quotes += [escalation.when for escalation in plan.escalations]
    ran = run("plan", "--lang", language)

    assert ran.code == 0
    assert len(quotes) > 30
    assert [words for words in quotes if f"“{' '.join(words.split())}”" not in ran.out] == []


def test_reporting_oversight_and_bodies_are_shown(run: Callable[..., Ran]) -> None:
    """The view states who reports to whom and by when, who follows up, and which bodies a quote means."""
    vietnamese, english = run("plan").out, run("plan", "--lang", "en").out

    assert "trước ngày 15 hàng tháng" in vietnamese
    assert "theo dõi, đôn đốc, hướng dẫn, kiểm tra" in vietnamese
    assert "“Bộ Công an;” [Bộ Công an]" in vietnamese
    assert "before day 15 of each month" in english
    assert "7/2023" in english


def test_oversight_needs_only_a_provision_and_a_lead(run: Callable[..., Ran], copy: Path) -> None:
    """Cooperating bodies and acts that the plan does not name have no line."""
    path = copy / "plan.yaml"
    kept = re.sub(r"\n    (cooperating|acts): .*", "", path.read_text("utf-8"))
    path.write_text(kept, "utf-8")
    ran = run("plan", "--data", str(copy))

    assert ran.code == 0
    assert "  Công việc" not in ran.out


def test_plan_of_the_example_is_marked_as_fiction(run: Callable[..., Ran]) -> None:
    """Both the text and the JSON say so."""
    assert json.loads(run("plan", "--data", "examples/q3-2023", "--format", "json").out)["fiction"] is True
    assert "HƯ CẤU" in run("plan", "--data", "examples/q3-2023").out


def test_json_has_the_keys_of_plan_yaml(run: Callable[..., Ran]) -> None:
    """Bodies are ids, and the first period is a month."""
    facts = json.loads(run("plan", "--format", "json", "--as-of", "2023-07-01").out)

    assert facts["as_of"] == "2023-07-01"
    assert facts["provisions"][0]["ref"] == "II.1.1"
    assert facts["reporting"]["who"] == ["grp-sbn", "grp-doan-the", "grp-huyen"]
    assert facts["reporting"]["first_period"] == "2023-07"
    assert facts["oversight"]["lead"] == "cong-an-tinh"
    assert [escalation["provision"] for escalation in facts["escalations"]] == ["II.2.2", "III.2"]
    assert facts["recipients"][2] == {"words": "Bộ Công an;", "bodies": ["bo-cong-an"]}
