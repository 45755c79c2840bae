"""English messages with numbers that can be 1."""

from __future__ import annotations

import pytest

from plan190.words import words_in

EN = words_in("en")


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("status.accepted", {"done": 1, "accepted": 1, "claimed": 0}),
        ("overdue.stated", {"number": 1, "tasks": 1, "agencies": 1, "joint": ""}),
        ("claims.summary", {"number": 1}),
        ("reports.missing", {"number": 1, "agencies": 1}),
        ("reports.of_ceased", {"number": 1}),
        ("what_if.changes", {"number": 1, "stated": 1, "assumed": 0, "states": 1, "dates": 0}),
        ("P501", {"name": "Health", "task": "59", "days": 1, "due": "1/7/2023"}),
        ("P503", {"name": "Health", "task": "59", "days": 1, "due": "1/7/2023"}),
    ],
)
def test_no_plural_follows_one(key: str, values: dict[str, object]) -> None:
    """The number stands after its noun, so that "1 agencies" is not printed."""
    text = EN(key, **values)

    nouns = ("agencies", "tasks", "obligations", "claims", "monthly", "missing", "days")
    assert not any(f"1 {noun}" in text for noun in nouns)
    assert "1 are" not in text
