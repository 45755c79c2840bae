"""What is waived on a day, and the waivers that no longer serve."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from plan190.checks.waivers import Waived, waive
from plan190.diagnostics import CODES, Diagnostic, Place, diagnostic_at
from plan190.model.month import Month
from plan190.model.register import Entry
from plan190.model.waiver import Waiver
from tests.conftest import real_register

FILE = "updates/so-y-te/2023-08.yaml"
DIAGNOSTIC = diagnostic_at(Place(FILE, 7), "P326", "", task=62, product="Quyết định")
UNTIL = date(2023, 10, 31)


def waived(*waivers: dict[str, Any], diagnostics: tuple[Diagnostic, ...] = (DIAGNOSTIC,), day: date = UNTIL) -> Waived:
    """Return what is waived on a day; a waiver is of P326 through 31/10/2023 unless it says otherwise."""
    usual: dict[str, Any] = {"code": "P326", "reason": "vì", "by": "cong-an-tinh", "until": UNTIL}
    values = [Waiver(**(usual | fields)) for fields in waivers]
    entries = tuple(Entry(waiver, "waivers.yaml", ("waivers", n)) for n, waiver in enumerate(values))
    return waive(replace(real_register(), waivers=entries), diagnostics, day)


def idle(result: Waived) -> list[tuple[str, str]]:
    """Return code and variant of each diagnostic about a waiver."""
    return [(diagnostic.code, diagnostic.variant) for diagnostic in result.unused]


@pytest.mark.parametrize(
    "where",
    [
        {"agency": "so-y-te"},
        {"task": 62},
        {"period": Month(2023, 8)},
        {"file": FILE},
        {"agency": "so-y-te", "task": 62, "period": Month(2023, 8), "file": FILE},
    ],
)
def test_a_waiver_waives_what_it_fits(where: dict[str, Any]) -> None:
    """By agency, task, period or file, or by all of them; it is in use, so it has no diagnostic."""
    result = waived(where)

    assert set(result.by) == {DIAGNOSTIC}
    assert result.by[DIAGNOSTIC].key_path == ("waivers", 0)
    assert idle(result) == []


@pytest.mark.parametrize(
    "where",
    [
        {"agency": "so-noi-vu"},
        {"task": 61},
        {"period": Month(2023, 7)},
        {"file": "updates/so-y-te/2023-07.yaml"},
        {"agency": "so-y-te", "task": 61},
        {"code": "P325", "agency": "so-y-te"},
    ],
)
def test_a_waiver_does_not_waive_what_it_does_not_fit(where: dict[str, Any]) -> None:
    """All that it names has to fit, the code first; one that fits nothing is reported as unused."""
    result = waived(where)

    assert result.by == {}
    assert idle(result) == [("P901", "")]


def test_the_last_day_is_still_one_and_the_next_is_not() -> None:
    """Through 31/10 it counts; on 1/11 it does not, and it is reported as ended, not as unused."""
    last, after = (waived({"task": 62}, day=day) for day in (UNTIL, date(2023, 11, 1)))

    assert (set(last.by), idle(last)) == ({DIAGNOSTIC}, [])
    assert (set(after.by), idle(after)) == (set(), [("P902", "")])
    assert dict(after.unused[0].values) == {"id": "P326", "until": "31/10/2023"}


def test_a_second_waiver_of_the_same_is_unused() -> None:
    """The first that fits is used."""
    result = waived({"task": 62}, {"agency": "so-y-te"})

    assert result.by[DIAGNOSTIC].key_path == ("waivers", 0)
    assert idle(result) == [("P901", "")]


def test_one_waiver_waives_several_diagnostics() -> None:
    """Two diagnostics of a file, and not that of another agency."""
    same = diagnostic_at(Place(FILE, 20), "P326", "", task=33, product="x")
    other = diagnostic_at(Place("updates/so-noi-vu/2023-08.yaml", 7), "P326", "", task=62, product="x")
    result = waived({"agency": "so-y-te"}, diagnostics=(DIAGNOSTIC, same, other))

    assert set(result.by) == {DIAGNOSTIC, same}


@pytest.mark.parametrize("code", [code for code, entry in CODES.items() if not entry.waivable])
def test_what_cannot_be_waived_never_is(code: str) -> None:
    """A waiver of another code does nothing, and P904 alone reports it."""
    diagnostic = diagnostic_at(Place(FILE), code, "", task=62)
    result = waived({"code": code, "file": FILE}, diagnostics=(diagnostic,))

    assert result.by == {}
    assert idle(result) == []


def test_a_waiver_of_everything_waives_nothing() -> None:
    """Without agency, task, period and file it fits nothing; P904 refuses it."""
    result = waived({})

    assert result.by == {}


def test_only_matters_of_judgement_can_be_waived() -> None:
    """What spoils a figure, a file or the history is never on the list."""
    assert {code for code, entry in CODES.items() if entry.waivable} == {
        "P308", "P324", "P325", "P326", "P330", "P601", "P602", "P603", "P604",
    }  # fmt: skip
