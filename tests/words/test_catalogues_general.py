"""Tests that texts which do not come from the data name no plan, province or agency."""

import re

from plan190.words import en, vi

_OF_ONE_PLAN = re.compile(r"Bình Phước|Binh Phuoc|[Cc]ông an|[Pp]olice|06/CP|\b67\b|\bI{1,3}\.[0-9]|\btỉnh Bình")
_ALLOWED = {"init.example"}
"""Texts about the example, which is about that plan."""


def test_texts_name_no_plan_province_or_agency() -> None:
    """Messages, help and headings of both languages take the names from the data."""
    for texts in (en.TEXT, vi.TEXT):
        named = {key for key, text in texts.items() if _OF_ONE_PLAN.search(text)}

        assert named <= _ALLOWED
