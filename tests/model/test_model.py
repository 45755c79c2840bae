"""Values of the model are frozen, hashable and equal by content; pydantic validates every field."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace
from datetime import date

import pytest

from plan190.model.deadline import Before, InMonth
from plan190.model.fields import NAMES
from plan190.model.month import Month
from plan190.model.owner import Owner
from plan190.model.period import Period
from plan190.model.reading import Assumed

ASSUMED = Assumed(id="x", what="a", why="b", who="c")


def test_values_are_equal_by_content_and_hashable() -> None:
    """Values are equal if type and content are equal."""
    assert Assumed(id="x", what="a", why="b", who="c") == ASSUMED
    assert len({ASSUMED, Assumed(id="x", what="a", why="b", who="c")}) == 1
    assert replace(ASSUMED, id="y") != ASSUMED
    assert Before(date=date(2023, 6, 30)) != InMonth(month=Month(2023, 6))
    assert repr(ASSUMED) == "Assumed(id='x', what='a', why='b', who='c', english=None, tasks=())"


def test_values_cannot_be_changed() -> None:
    """A field can be neither set nor deleted."""
    with pytest.raises(FrozenInstanceError):
        ASSUMED.id = "y"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del ASSUMED.id


def test_values_need_exactly_their_fields() -> None:
    """A missing or unknown field is a TypeError."""
    with pytest.raises(TypeError, match="missing"):
        Assumed(id="x")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unknown"):
        Assumed(id="x", what="a", why="b", who="c", whom="d")  # type: ignore[call-arg]


def test_months() -> None:
    """Months sort by time, print in ISO form and are parsed from no other form."""
    assert Month(2023, 12) < Month(2024, 1)
    assert str(Month(2023, 6)) == "2023-06"
    assert Month.parse("2023-06") == Month(2023, 6)
    for wrong in ("2023-13", "2023-00", "2023-6", "06/2023", "２０２３-06", "2023-06\n"):
        with pytest.raises(ValueError, match="not a month"):
            Month.parse(wrong)


def test_periods_sort_by_time() -> None:
    """They are sorted by time and written like the month after which they are named."""
    december = Period.parse("2023-12")

    assert (december.last_month, str(december)) == (Month(2023, 12), "2023-12")
    assert sorted([december.later(1), december]) == [december, Period.parse("2024-01")]
    assert december.until(december.later(14)) == 14
    for text in ("2023-Q5", "2023-H3", "23", "2023-13"):
        with pytest.raises(ValueError, match="YYYY-MM"):
            Period.parse(text)


def test_every_field_of_a_file_is_checked() -> None:
    """Every field is annotated with a type of `fields`, not with a bare type such as str."""
    count = 0
    checked_types = [
        type_ for type_ in NAMES.values() if isinstance(type_, type) and hasattr(type_, "__pydantic_config__")
    ]
    for type_ in checked_types:
        assert type_.__pydantic_config__ == {"extra": "forbid"}
        for field in fields(type_):
            count += 1
            words = set(str(field.type).replace("[", " ").replace("]", " ").replace(",", " ").replace("|", " ").split())
            assert not words & {"str", "int", "float", "bool", "dict", "list", "Any", "object"}, (type_, field.name)

    assert count > 200


def test_an_owner_serves_from_the_first_to_the_last_day() -> None:
    """Both days are included; a missing one means no limit."""
    first, last = date(2023, 8, 5), date(2023, 9, 1)
    deputy = Owner(id="pho", accounts=(), since=first, until=last)
    days = [date(2023, 8, 4), first, last, date(2023, 9, 2)]

    assert [deputy.serves_on(day) for day in days] == [False, True, True, False]
    assert [replace(deputy, since=None).serves_on(day) for day in days] == [True, True, True, False]
    assert [replace(deputy, until=None).serves_on(day) for day in days] == [False, True, True, True]
