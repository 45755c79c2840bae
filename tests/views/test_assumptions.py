"""The assumptions in English: the translation of the data, or the words of the plan."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tests.conftest import real_register

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

QUOTED = "“[^”]*”"
SYMBOLS = r"\S*/\S*"
"""Symbols of documents, such as 422/QĐ-TTg."""


def test_every_assumption_is_translated() -> None:
    """Outside quotations from the plan, its translation has no Vietnamese word."""
    for entry in real_register().assumptions():
        assert entry.value.english is not None, entry.value.id
        for text in vars(entry.value.english).values():
            assert not re.search("[à-ỹ]", re.sub(f"{QUOTED}|{SYMBOLS}", "", text).lower()), text


def test_english_output_has_the_translation(run: Callable[..., Ran]) -> None:
    """In every view that names an assumption."""
    for command in (("assumptions",), ("show", "36", "--as-of", "2023-07-01"), ("agency", "grp-sbn")):
        vietnamese, english = run(*command), run(*command, "--lang", "en")
        assert "7 ngày là lựa chọn" not in english.out
        assert "Kế hoạch không" not in english.out
        assert "Kế hoạch không" in vietnamese.out or command[0] == "show"


def test_an_assumption_without_translation_keeps_its_words(run: Callable[..., Ran], copy: Path) -> None:
    """A plan need not have English texts."""
    path = copy / "plan.yaml"
    path.write_text(re.sub(r"\n +english:\n +what:(?s:.*?)\n( +who:[^\n]*)", "", path.read_text("utf-8")), "utf-8")
    arguments = ("assumptions", "--data", str(copy), "--lang", "en", "--format")

    assert "Người ký Kế hoạch là Chủ tịch UBND tỉnh." in run(*arguments, "csv").out
    assert json.loads(run(*arguments, "json").out)["assumptions"][0]["english"] is None
