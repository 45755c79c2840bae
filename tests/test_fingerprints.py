"""The identity of a diagnostic: the same on every day and on every line, different for different problems."""

from __future__ import annotations

import pytest

from plan190.diagnostics import Diagnostic, Place, diagnostic_at, fingerprints

REPORT = "updates/so-y-te/2023-08.yaml"


def fingerprint(diagnostic: Diagnostic) -> str:
    """Return the fingerprint of a diagnostic that is alone."""
    return next(fingerprints([diagnostic]))


def overdue(days: int, line: int = 1, task: int = 59, agency: str = "so-y-te") -> Diagnostic:
    """Return the diagnostic of an overdue task."""
    place = Place("tasks.yaml", line)
    return diagnostic_at(place, "P501", days=days, due="30/6/2023", task=task, agency=agency, name="Sở Y tế")


def test_days_of_a_missed_deadline_do_not_count() -> None:
    """Overdue work is the same finding on the next day, on another line, and after its agency is renamed."""
    renamed = diagnostic_at(Place("tasks.yaml"), "P501", days=1, due="1/7/2023", task=59, agency="so-y-te", name="SYT")
    assert {fingerprint(overdue(1)), fingerprint(overdue(2)), fingerprint(overdue(2, line=9))} == {fingerprint(renamed)}


def test_missed_deadlines_differ_by_code_agency_and_task() -> None:
    """Each obligation has its own finding, and another one when it becomes overdue."""
    soon = diagnostic_at(Place("tasks.yaml"), "P503", task=59, agency="so-y-te")
    some = [overdue(1), overdue(1, task=60), overdue(1, agency="so-noi-vu"), soon]
    assert len(set(map(fingerprint, some))) == len(some)


def test_variant_of_a_due_date_does_not_count() -> None:
    """Work due tomorrow is the same finding when it is due today."""
    about = {"task": 59, "agency": "so-y-te"}
    today = diagnostic_at(Place("tasks.yaml"), "P503", "today", days=0, **about)
    assert fingerprint(today) == fingerprint(diagnostic_at(Place("tasks.yaml"), "P503", days=1, **about))


@pytest.mark.parametrize("code", ["P323", "P409", "P410"])
def test_the_date_of_the_check_does_not_count(code: str) -> None:
    """A problem in a file is the same on the next day."""
    first, second = (diagnostic_at(Place(REPORT), code, day="1/9/2023", today=day) for day in ("1/8/2023", "2/8/2023"))
    assert fingerprint(first) == fingerprint(second)


@pytest.mark.parametrize("name", ["near", "allowed"])
def test_other_entries_do_not_count(name: str) -> None:
    """A new agency or task changes which names the advice lists, not the problem."""
    first, second = (diagnostic_at(Place(REPORT), "P301", "near", id="so-y", **{name: near}) for near in ("a", "b"))
    assert fingerprint(first) == fingerprint(second)


def test_an_entry_inserted_above_does_not_count() -> None:
    """The index of an entry in its list changes when another entry is inserted before it."""
    first, second = (diagnostic_at(Place(REPORT), "P201", "", f"updates[{n}].task", key="task") for n in (0, 1))
    assert fingerprint(first) == fingerprint(second)
    assert len(set(fingerprints([first, second]))) == 2
