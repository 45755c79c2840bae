"""Where lines of documents do not end."""

from __future__ import annotations

from plan190.words.line_breaks import NO_BREAK_SPACE, unbroken_title


def test_compound_words_of_titles_stay_together() -> None:
    """The name of a city's agency breaks before or after "thành phố"."""
    assert unbroken_title("CÔNG AN THÀNH PHỐ ĐỒNG NAI") == f"CÔNG AN THÀNH{NO_BREAK_SPACE}PHỐ ĐỒNG NAI"
