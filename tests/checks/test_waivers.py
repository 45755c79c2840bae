"""What is let pass on a day, and the waivers that no longer serve."""

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
FAULT = diagnostic_at(Place(FILE, 7), "P326", "", task=62, product="Quyết định")
UNTIL = date(2023, 10, 31)


def waived(*waivers: dict[str, Any], faults: tuple[Diagnostic, ...] = (FAULT,), day: date = UNTIL) -> Waived:
    """Give what waivers of P326 through 31/10/2023, as far as not told otherwise, make of the faults on a day."""
    usual: dict[str, Any] = {"code": "P326", "reason": "vì", "by": "cong-an-tinh", "until": UNTIL}
    values = [Waiver(**(usual | given)) for given in waivers]
    entries = tuple(Entry(one, "waivers.yaml", ("waivers", n)) for n, one in enumerate(values))
    return waive(replace(real_register(), waivers=entries), faults, day)


def idle(result: Waived) -> list[tuple[str, str]]:
    """Give code and variant of what is told of waivers."""
    return [(one.code, one.variant) for one in result.idle]


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
def test_a_waiver_lets_pass_what_it_fits(where: dict[str, Any]) -> None:
    """By agency, task, period or file, or by all of them; it is in use, so nothing is told of it."""
    result = waived(where)

    assert set(result.by) == {FAULT}
    assert result.by[FAULT].key_path == ("waivers", 0)
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
def test_what_a_waiver_does_not_fit_it_does_not_let_pass(where: dict[str, Any]) -> None:
    """All that it names has to fit, the code first; one that fits nothing is told to be unused."""
    result = waived(where)

    assert result.by == {}
    assert idle(result) == [("P901", "")]


def test_the_last_day_is_still_one_and_the_next_is_not() -> None:
    """Through 31/10 it passes; on 1/11 it does not, and the waiver is told to have ended, not to be unused."""
    last, after = (waived({"task": 62}, day=day) for day in (UNTIL, date(2023, 11, 1)))

    assert (set(last.by), idle(last)) == ({FAULT}, [])
    assert (set(after.by), idle(after)) == (set(), [("P902", "")])
    assert dict(after.idle[0].values) == {"id": "P326", "until": "31/10/2023"}


def test_a_second_waiver_of_the_same_is_unused() -> None:
    """The first that fits is used."""
    result = waived({"task": 62}, {"agency": "so-y-te"})

    assert result.by[FAULT].key_path == ("waivers", 0)
    assert idle(result) == [("P901", "")]


def test_one_waiver_lets_several_pass() -> None:
    """Two faults of a file, and not that of another agency."""
    same = diagnostic_at(Place(FILE, 20), "P326", "", task=33, product="x")
    other = diagnostic_at(Place("updates/so-noi-vu/2023-08.yaml", 7), "P326", "", task=62, product="x")
    result = waived({"agency": "so-y-te"}, faults=(FAULT, same, other))

    assert set(result.by) == {FAULT, same}


@pytest.mark.parametrize("code", [code for code, one in CODES.items() if not one.waivable])
def test_what_cannot_be_let_pass_never_is(code: str) -> None:
    """A waiver of another code does nothing, and P904 alone tells of it."""
    found = diagnostic_at(Place(FILE), code, "", task=62)
    result = waived({"code": code, "file": FILE}, faults=(found,))

    assert result.by == {}
    assert idle(result) == []


def test_a_waiver_of_everything_lets_nothing_pass() -> None:
    """Without agency, task, period and file it fits nothing; P904 refuses it."""
    result = waived({})

    assert result.by == {}


def test_only_matters_of_judgement_can_be_let_pass() -> None:
    """What spoils a figure, a file or the history is never on the list."""
    assert {code for code, one in CODES.items() if one.waivable} == {
        "P308", "P324", "P325", "P326", "P330", "P601", "P602", "P603", "P604",
    }  # fmt: skip
