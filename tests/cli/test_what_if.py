"""`plan190 what-if`: several suppositions, what they change, and why one changes nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

EXAMPLE = ("--data", "examples/q3-2023", "--as-of", "2023-09-20")


def changed(ran: Ran) -> dict[int, tuple[str, str | None]]:
    """Return the new state and due date of the obligations that change, by task."""
    changes = json.loads(ran.out)["changes"]
    return {change["task"]: (change["after"]["state"], change["after"]["due"]) for change in changes}


def test_several_suppositions_each_with_its_date(run: Callable[..., Ran]) -> None:
    """Two tasks of one agency are done in one month, and one is extended by a decision of an earlier date."""
    several = ("--done", "41=2023-09-01", "--done=39=1/9/2023", "--extend", "44=2023-08-01..2023-10-31")
    ran = run("what-if", *several, *EXAMPLE, "--format", "json")

    assert changed(ran) == {
        39: ("done_on_time", "2023-09-25"),
        41: ("done_late", "2023-08-31"),
        44: ("done_on_time", "2023-10-31"),
    }


def test_the_date_in_the_value_means_the_same_as_the_options(run: Callable[..., Ran]) -> None:
    """`--event NAME=ON..UNTIL` is `--event NAME --on ON --until UNTIL`, and so on."""
    event, on, until = "ket-noi-du-lieu-kham-suc-khoe", "2023-09-20", "2023-12-31"
    for short, long in (
        ((f"--event={event}={on}..{until}",), ("--event", event, "--on", on, "--until", until)),
        ((f"--extend=59={until}", "--on", on), ("--extend", "59", "--on", on, "--until", until)),
        ((f"--done=59={on}",), ("--done", "59", "--on", on)),
    ):
        assert run("what-if", *short).out == run("what-if", *long).out != ""


def test_it_ends_with_what_would_change(run: Callable[..., Ran]) -> None:
    """The numbers by state before and after, and the tasks in another state."""
    lines = run("what-if", "--done", "41=2023-09-01", "--done", "39", *EXAMPLE, "--lang", "en").out.splitlines()

    assert (
        "Obligations that would change: 2 (2 stated, 0 assumed): 2 in another state, 0 with another due date only."
        in (lines)
    )
    assert lines[-1] == "Tasks in another state: 39 (due soon → done on time); 41 (overdue → done late)."
    assert "overdue         5 → 4      22 → 21" in lines
    assert "done late       6 → 7      19 → 20" in lines


@pytest.mark.parametrize(
    ("supposition", "reason"),
    [
        (("--done", "24"), "the work is already done (task 24)."),
        (("--done", "1"), "task 1 is recurring, so no report completes it."),
        (("--done", "62", "--agency", "tinh-uy"), "these agencies do not owe the work (task 62)."),
        (("--event", "huong-dan-chu-ky-so"), "the event has already happened."),
    ],
)
def test_it_explains_why_nothing_changes(supposition: tuple[str, ...], reason: str, run: Callable[..., Ran]) -> None:
    """Also beside a supposition that changes something."""
    assert reason in run("what-if", *supposition, *EXAMPLE, "--lang", "en").out
    if "--agency" not in supposition:
        both = run("what-if", *supposition, "--done", "41", *EXAMPLE, "--lang", "en").out
        assert reason in both
        assert "Tasks in another state: 41 " in both


@pytest.mark.parametrize(
    "arguments",
    [
        ("--done", "44=2023-08-01..2023-09-01"),
        ("--extend", "44=2023-08-01..2023-09-01..2023-10-01"),
        ("--extend", "44=mai"),
        ("--extend", "44=2023-10-31", "--extend", "59", "--until", "2023-10-31"),
        ("--extend", "44=2023-12-31", "--until", "2023-10-31"),
        ("--extend", "44=2023-08-01..2023-10-31", "--on", "2023-09-01"),
        ("--done", "41", "--done", "041=2023-09-01"),
    ],
)
def test_wrong_dates_are_refused(arguments: tuple[str, ...], run: Callable[..., Ran]) -> None:
    """One line, and exit code 2."""
    ran = run("what-if", *arguments, *EXAMPLE)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_the_id_of_an_event_may_have_spaces_around_it(run: Callable[..., Ran]) -> None:
    """As the number of a task may."""
    assert run("what-if", "--event", " ket-noi-du-lieu-kham-suc-khoe = 2023-09-20", *EXAMPLE).code == 0
