"""The letterhead of a date: the first that is valid then, and none of an issuer that has ceased to exist."""

from __future__ import annotations

from datetime import date

import pytest

from plan190.cli.choices import letterhead
from plan190.cli.request import Request
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from tests.conftest import DATA

DAYS = [
    (date(2025, 6, 30), "CÔNG AN TỈNH BÌNH PHƯỚC"),
    (date(2025, 7, 1), "CÔNG AN TỈNH ĐỒNG NAI"),
    (date(2026, 4, 30), "CÔNG AN THÀNH PHỐ ĐỒNG NAI"),
]


@pytest.mark.parametrize(("day", "head"), DAYS)
def test_the_default_letterhead(day: date, head: str) -> None:
    """The first that is valid on the date."""
    chosen = letterhead(Session(Request(data=str(DATA), as_of=day)), None)

    assert chosen is not None
    assert chosen.head == head


@pytest.mark.parametrize("id_", ["cong-an-tinh", "ubnd-tinh"])
def test_a_letterhead_that_is_not_valid(id_: str) -> None:
    """It is refused after its last date, and after the last date of its issuer."""
    session = Session(Request(data=str(DATA), as_of=date(2025, 7, 1)))

    assert letterhead(Session(Request(data=str(DATA), as_of=date(2025, 6, 30))), id_) is not None
    with pytest.raises(Plan190Error) as caught:
        letterhead(session, id_)
    assert caught.value.key == "error.letterhead_dates"
