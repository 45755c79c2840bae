"""The diagnostics that waivers cover on a day, and the expired and unused waivers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from plan190.checks.waivers import Waived, waive
from plan190.diagnostics import CODES, Diagnostic, Place, diagnostic_at
from plan190.model.period import Period
from plan190.model.register import Entry
from plan190.model.waiver import Waiver
from tests.conftest import real_register

FILE = "updates/so-y-te/2023-08.yaml"
DIAGNOSTIC = diagnostic_at(Place(FILE, 7), "P326", "", task=62, product="Quyết định")
UNTIL = date(2023, 10, 31)


def waived(*waivers: dict[str, Any], diagnostics: tuple[Diagnostic, ...] = (DIAGNOSTIC,), day: date = UNTIL) -> Waived:
    """Return the result of the waivers on a day; by default a waiver is for P326, through 31/10/2023."""
    usual: dict[str, Any] = {"code": "P326", "reason": "vì", "by": "cong-an-tinh", "until": UNTIL}
    values = [Waiver(**(usual | fields)) for fields in waivers]
    entries = tuple(Entry(waiver, "waivers.yaml", ("waivers", n)) for n, waiver in enumerate(values))
    return waive(replace(real_register(), waivers=entries), diagnostics, day)


def unused(result: Waived) -> list[tuple[str, str]]:
    """Return code and variant of each diagnostic about a waiver."""
    return [(diagnostic.code, diagnostic.variant) for diagnostic in result.unused]


@pytest.mark.parametrize(
    "where",
    [
        {"agency": "so-y-te"},
        {"task": "62"},
        {"period": Period.parse("2023-08")},
        {"file": FILE},
        {"agency": "so-y-te", "task": "62", "period": Period.parse("2023-08"), "file": FILE},
    ],
)
def test_a_waiver_covers_matching_diagnostics(where: dict[str, Any]) -> None:
    """It matches by agency, task, period, file or all of them; a used waiver has no diagnostic."""
    result = waived(where)

    assert set(result.by) == {DIAGNOSTIC}
    assert result.by[DIAGNOSTIC].key_path == ("waivers", 0)
    assert unused(result) == []


@pytest.mark.parametrize(
    "where",
    [
        {"agency": "so-noi-vu"},
        {"task": "61"},
        {"period": Period.parse("2023-07")},
        {"file": "updates/so-y-te/2023-07.yaml"},
        {"agency": "so-y-te", "task": "61"},
        {"code": "P325", "agency": "so-y-te"},
    ],
)
def test_a_waiver_does_not_cover_other_diagnostics(where: dict[str, Any]) -> None:
    """The code and every given field must match; a waiver that matches nothing is reported as unused."""
    result = waived(where)

    assert result.by == {}
    assert unused(result) == [("P901", "")]


def test_a_waiver_covers_nothing_after_its_last_day() -> None:
    """It covers the diagnostic on 31/10; on 1/11 it is reported as expired, not as unused."""
    last, after = (waived({"task": "62"}, day=day) for day in (UNTIL, date(2023, 11, 1)))

    assert (set(last.by), unused(last)) == ({DIAGNOSTIC}, [])
    assert (set(after.by), unused(after)) == (set(), [("P902", "")])
    assert dict(after.unused[0].values) == {"id": "P326", "until": "31/10/2023"}


def test_a_second_matching_waiver_is_unused() -> None:
    """The first matching waiver is used."""
    result = waived({"task": "62"}, {"agency": "so-y-te"})

    assert result.by[DIAGNOSTIC].key_path == ("waivers", 0)
    assert unused(result) == [("P901", "")]


def test_one_waiver_waives_several_diagnostics() -> None:
    """It covers two diagnostics of a file, but not that of another agency."""
    same = diagnostic_at(Place(FILE, 20), "P326", "", task=33, product="x")
    other = diagnostic_at(Place("updates/so-noi-vu/2023-08.yaml", 7), "P326", "", task=62, product="x")
    result = waived({"agency": "so-y-te"}, diagnostics=(DIAGNOSTIC, same, other))

    assert set(result.by) == {DIAGNOSTIC, same}


@pytest.mark.parametrize("code", [code for code, entry in CODES.items() if not entry.waivable])
def test_other_codes_cannot_be_waived(code: str) -> None:
    """A waiver of such a code covers nothing, and is not reported as unused because P904 reports it."""
    diagnostic = diagnostic_at(Place(FILE), code, "", task=62)
    result = waived({"code": code, "file": FILE}, diagnostics=(diagnostic,))

    assert result.by == {}
    assert unused(result) == []


def test_a_waiver_of_everything_waives_nothing() -> None:
    """Without agency, task, period and file it covers nothing; P904 reports it."""
    result = waived({})

    assert result.by == {}


def test_only_matters_of_judgement_can_be_waived() -> None:
    """Problems that make a figure, a file or the history wrong are not on the list."""
    assert {code for code, entry in CODES.items() if entry.waivable} == {
        "P308", "P324", "P325", "P326", "P330", "P336", "P338", "P341", "P342", "P343", "P415", "P601", "P602", "P603",
        "P604", "P605",
    }  # fmt: skip
