"""A corrected decision of each kind has effect until the date of its correction, and again if that is withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from plan190.model.decision import (
    Accept,
    Close,
    Extend,
    Happened,
    Reply,
    Resume,
    Return,
    Schedule,
    Settle,
    Suspend,
    Transfer,
    Withdraw,
)
from plan190.model.report import Obstacle
from plan190.status.figures.assumptions import assumptions_figures
from plan190.status.obstacles import open_obstacles
from tests.builders import assess_on, day, decision, register_with, report, update

if TYPE_CHECKING:
    from collections.abc import Callable

    from plan190.model.decision import Decision
    from plan190.status.verdicts import Assessment

TTTT, YTE, KHCN = "so-tttt", "so-y-te", "so-khcn"
OBSTACLE = (Obstacle(category="kinh-phi", beyond_authority=True, description="x", proposal="x"),)
REPORTS = [
    report(
        TTTT, 7, "7-3", update(39, "done", "7-1"), update(44, "done", "7-1"), update(41), update(46, obstacles=OBSTACLE)
    ),
]


def accepted(assessment: Assessment) -> object:
    """Return the tasks with an accepted claim."""
    return [item.task.id for item in assessment.verdicts if item.accepted]


def returned(assessment: Assessment) -> object:
    """Return the tasks with a returned claim."""
    return [item.task.id for item in assessment.verdicts if item.claim_returned]


def due_dates(task: str) -> Callable[[Assessment], object]:
    """Return the function that returns the due date of the task."""
    return lambda assessment: str(assessment.task(task).verdicts[0].due)[5:]


def suspended(assessment: Assessment) -> object:
    """Return the suspended tasks."""
    return [item.task.id for item in assessment.verdicts if item.suspended]


def ended(assessment: Assessment) -> object:
    """Return the tasks that have ended."""
    return [item.task.id for item in assessment.verdicts if item.state == "ended"]


def holder(assessment: Assessment) -> object:
    """Return the agency that owes task 46."""
    return assessment.task("46").verdicts[0].body.id


def answers(assessment: Assessment) -> object:
    """Return the answers to obstacles."""
    return [entry.value.answer for item in open_obstacles(assessment) for entry in item.answers]


def settled(assessment: Assessment) -> object:
    """Return the answers to assumptions."""
    return [entry.value.answer for entry in assessment.snapshot.of_kind(Settle)]


KINDS: dict[type[Decision], tuple[Callable[[Assessment], object], dict[str, Any], dict[str, Any], object, object]] = {
    Accept: (accepted, {"tasks": (39,)}, {"tasks": (44,)}, ["39"], ["44"]),
    Return: (returned, {"tasks": (39,)}, {"tasks": (44,)}, ["39"], ["44"]),
    Extend: (
        due_dates("46"),
        {"tasks": (46,), "until": day("11-1")},
        {"tasks": (46,), "until": day("10-1")},
        "11-01",
        "10-01",
    ),
    Happened: (
        due_dates("45"),
        {"event": "huong-dan-chu-ky-so", "until": day("11-1")},
        {"event": "huong-dan-chu-ky-so", "until": day("10-1")},
        "11-01",
        "10-01",
    ),
    Schedule: (
        due_dates("41"),
        {"schedule": "nq-50-va-nd-107", "source": "x", "until": day("11-1")},
        {"schedule": "nq-50-va-nd-107", "source": "x", "until": day("10-1")},
        "11-01",
        "10-01",
    ),
    Suspend: (suspended, {"tasks": (46,)}, {"tasks": (45,)}, ["46"], ["45"]),
    Close: (ended, {"tasks": (46,)}, {"tasks": (45,)}, ["46"], ["45"]),
    Transfer: (
        holder,
        {"tasks": (46,), "agency": TTTT, "to": KHCN},
        {"tasks": (46,), "agency": TTTT, "to": YTE},
        KHCN,
        YTE,
    ),
    Settle: (
        settled,
        {"assumption": "truoc-ngay", "answer": "a"},
        {"assumption": "truoc-ngay", "answer": "b"},
        ["a"],
        ["b"],
    ),
    Reply: (
        answers,
        {"agency": TTTT, "task": 46, "obstacle": "kinh-phi", "answer": "a"},
        {"agency": TTTT, "task": 46, "obstacle": "kinh-phi", "answer": "b"},
        ["a"],
        ["b"],
    ),
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_correction_counts_from_its_own_date(kind: type[Decision]) -> None:
    """Decided on 10/7, corrected on 20/7, and the correction withdrawn on 30/7."""
    value, first, second, as_decided, as_corrected = KINDS[kind]
    decisions = [
        decision(kind, "7-10", id="a", **first),
        decision(kind, "7-20", id="b", corrects="a", **second),
        decision(Withdraw, "7-30", id="c", corrects="b"),
    ]

    def on(date: str, number: int = 3) -> object:
        return value(assess_on(date, REPORTS, decisions[:number]))

    assert [on("7-19"), on("7-20"), on("7-29")] == [as_decided, as_corrected, as_corrected]
    assert on("7-30") == as_decided
    assert on("7-30", 2) == as_corrected
    assert value(assess_on("7-9", REPORTS, decisions)) == value(assess_on("7-9", REPORTS))


def test_correction_of_a_resumption_counts_from_its_own_date() -> None:
    """Task 46 resumes on 10/7; the correction of 20/7 names task 45 instead."""
    decisions = [
        decision(Suspend, "7-5", tasks=(45, 46)),
        decision(Resume, "7-10", id="a", tasks=(46,)),
        decision(Resume, "7-20", id="b", corrects="a", tasks=(45,)),
        decision(Withdraw, "7-30", id="c", corrects="b"),
    ]
    states = [suspended(assess_on(date, REPORTS, decisions)) for date in ("7-9", "7-19", "7-20", "7-30")]

    assert states == [["45", "46"], ["45"], ["46"], ["45"]]


def test_settled_assumption_shows_the_answer_in_force() -> None:
    """The list of assumptions shows the corrected answer."""
    first = decision(Settle, "7-10", id="a", assumption="truoc-ngay", answer="a")
    second = decision(Settle, "7-20", id="b", corrects="a", assumption="truoc-ngay", answer="b")
    figures = assumptions_figures(register_with([], [first, second]), assess_on("7-25", [], [first, second]))

    assert figures.settled["truoc-ngay"].answer == "b"
