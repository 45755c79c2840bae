"""Corner cases of reports and decisions: what a small slip in the code would change, or readers once got wrong."""

from __future__ import annotations

from datetime import date

import pytest

from plan190.model.decision import (
    Accept,
    Close,
    Decision,
    Extend,
    Happened,
    Resume,
    Return,
    Schedule,
    Suspend,
    Transfer,
    Withdraw,
)
from plan190.model.report import AtRisk, Measured
from plan190.status.explanation import explanation_of
from plan190.status.indicators import is_met
from plan190.status.state import State
from plan190.status.submissions import SubmissionState
from tests.builders import assess_on, day, decision, register_with, report, update, verdict
from tests.conftest import real_register

YTE, TTTT, KHCN, GTVT = "so-y-te", "so-tttt", "so-khcn", "so-gtvt"
OVER = decision(Transfer, "7-10", tasks=(46,), agency=TTTT, to=KHCN)


def done(agency: str, task: int, on: str, reported_on: str, month: int = 7) -> object:
    """Return a report that says that a task is done."""
    return report(agency, month, reported_on, update(task, "done", on))


# --- transfers ------------------------------------------------------------------------------------------------------


def test_a_transferred_task_that_is_done_is_done() -> None:
    """The ended half of a transferred task, or one closed obligation of many, does not hide that the task is done."""
    assessment = assess_on("8-20", [done(KHCN, 46, "7-20", "8-10", 8)], [OVER])

    assert assessment.task(46).state is State.DONE_LATE
    assert assessment.by_task[State.ENDED] == 0


@pytest.mark.parametrize("kind", [Close, Suspend])
def test_what_was_decided_of_an_agency_before_it_took_a_task_over_does_not_touch_that_task(
    kind: type[Decision],
) -> None:
    """Task 46 passes on 10/7 to a department whose own tasks were closed, or suspended, on 1/7."""
    before = [decision(kind, "7-1", agencies=(KHCN,)), OVER]

    assert verdict(assess_on("7-20", [], before), 46, KHCN).state is State.OVERDUE
    assert verdict(assess_on("7-20", [], before), 46, KHCN).days_late == 20


def test_a_report_counts_on_the_days_its_agency_owed_the_task() -> None:
    """The new agency's report before the transfer does not count; the old one's of that day and later neither."""
    early, late = done(KHCN, 46, "6-25", "7-9"), done(TTTT, 46, "6-25", "7-10")

    assert verdict(assess_on("7-20", [early], [OVER]), 46, KHCN).state is State.OVERDUE
    assert verdict(assess_on("7-20", [late], [OVER]), 46, KHCN).state is State.OVERDUE
    assert verdict(assess_on("7-20", [done(TTTT, 46, "6-25", "7-9")], [OVER]), 46, KHCN).state is State.DONE_ON_TIME


def test_a_chain_of_transfers_keeps_all_reports() -> None:
    """From A to B to C, written in any order: C has what A reported, and the same transfer again changes nothing."""
    chain = [decision(Transfer, "8-1", id="b", tasks=(46,), agency=KHCN, to=GTVT), OVER]
    reports = [report(TTTT, 7, "7-9", update(46, progress=30))]
    assessment = assess_on(
        "8-20", reports, [*chain, decision(Transfer, "8-2", id="c", tasks=(46,), agency=TTTT, to=YTE)]
    )

    assert [update.agency for update in verdict(assessment, 46, GTVT).work.updates] == [TTTT]
    assert {obligation.agency.id: obligation.state for obligation in assessment.task(46).verdicts} == {
        TTTT: State.ENDED,
        KHCN: State.ENDED,
        GTVT: State.OVERDUE,
    }


def test_who_owes_the_task_already_keeps_its_own_part() -> None:
    """Task 59 of one department passed to another that owes it too: the other's extension and reports stay its own."""
    story = [
        decision(Extend, "6-20", tasks=(59,), agencies=(KHCN,), until=date(2023, 8, 31)),
        decision(Transfer, "7-10", tasks=(59,), agency=TTTT, to=KHCN),
    ]
    assessment = assess_on("7-20", [done(TTTT, 59, "6-28", "7-9")], story)

    assert (verdict(assessment, 59, KHCN).state, verdict(assessment, 59, KHCN).extended) == (State.WITHIN_TIME, 1)
    assert assessment.by_obligation.total == 378


def test_who_takes_over_cooperates_no_longer() -> None:
    """Nobody cooperates in what it leads."""
    assert KHCN in {agency.id for agency in assess_on("7-9", [], [OVER]).task(46).cooperating}
    assert KHCN not in {agency.id for agency in assess_on("7-10", [], [OVER]).task(46).cooperating}


def test_a_target_goes_over_with_its_task_and_comes_back() -> None:
    """The new agency's other values hide nothing; after coming back, the last ower's own values count."""
    id_ = "co-so-kham-benh-thu-phi-khong-tien-mat"
    full = report(YTE, 7, "7-13", update(33, "done", "7-1", indicators=(Measured(id=id_, value=130, of=130),)))
    other = report(KHCN, 8, "8-10", indicators=(Measured(id="can-bo-dung-dich-vu-cong-truc-tuyen", value=3, of=3),))
    there = decision(Transfer, "7-20", id="a", tasks=(33,), agency=YTE, to=KHCN)
    back = decision(Transfer, "8-20", id="b", tasks=(33,), agency=KHCN, to=YTE)
    less = report(KHCN, 8, "8-10", update(33, indicators=(Measured(id=id_, value=1, of=130),)))
    again = report(YTE, 9, "9-10", update(33, indicators=(Measured(id=id_, value=130, of=130),)))

    assert verdict(assess_on("8-15", [full, other], [there]), 33, KHCN).state is State.DONE_ON_TIME
    assert verdict(assess_on("9-15", [full, less, again], [there, back]), 33, YTE).record.target_met is True


# --- claims -----------------------------------------------------------------------------------------------------------


def test_claim_and_acceptance_of_one_day() -> None:
    """What is claimed and accepted on one day is accepted; a second acceptance does not hide the first."""
    accepts = [decision(Accept, on, id=on, tasks=(39,)) for on in ("7-13", "7-20")]
    obligation = verdict(assess_on("8-1", [done(TTTT, 39, "6-28", "7-13")], accepts), 39)

    assert obligation.done is not None
    assert obligation.done.accepted is not None
    assert obligation.done.accepted.value.id == "7-13"


def test_return_after_acceptance_and_acceptance_after_return() -> None:
    """The later decision holds: an accepted claim can be sent back, and one sent back cannot be accepted any more."""
    first = done(TTTT, 39, "6-28", "7-13")
    back = [decision(Accept, "7-20", tasks=(39,)), decision(Return, "7-21", tasks=(39,))]
    void = [decision(Return, "7-20", tasks=(39,)), decision(Accept, "7-20", tasks=(39,))]

    assert verdict(assess_on("8-1", [first], back), 39).state is State.OVERDUE
    assert verdict(assess_on("8-1", [first], void), 39).state is State.OVERDUE


def test_the_same_day_again_keeps_the_acceptance_and_another_day_does_not() -> None:
    """Repeating "done" with its day is keeping up; another day is another claim, to be accepted again."""
    accept = [decision(Accept, "7-20", tasks=(39,))]
    first = done(TTTT, 39, "6-28", "7-13")

    assert verdict(assess_on("8-20", [first, done(TTTT, 39, "6-28", "8-10", 8)], accept), 39).accepted
    moved = verdict(assess_on("8-20", [first, done(TTTT, 39, "7-2", "8-10", 8)], accept), 39)
    assert (moved.accepted, moved.claimed, moved.days_late) == (False, True, 2)


def test_reopened_lasts_until_it_is_done_again() -> None:
    """Done, in progress, in progress is still reopened by the first of them; done again, it is not."""
    story = [done(TTTT, 39, "6-28", "7-13"), *(report(TTTT, m, f"{m}-10", update(39)) for m in (8, 9))]
    again = verdict(assess_on("10-20", [*story, done(TTTT, 39, "10-1", "10-10", 10)]), 39)

    reopened = verdict(assess_on("9-20", story), 39).record.work.reopened
    assert reopened is not None
    assert reopened.reported_on == day("8-10")
    assert again.record.work.reopened is None


def test_a_warning_survives_unchanged_and_is_judged_by_the_day_it_was_given_for() -> None:
    """A month unchanged keeps it; an extension granted later does not make a late warning a timely one."""
    risk = AtRisk(reason="x", expected_on=date(2023, 9, 20))
    reports = [
        report("vp-ubnd-tinh", 8, "8-5", update(16, at_risk=risk)),
        report("vp-ubnd-tinh", 9, "9-5", update(16, "unchanged")),
    ]
    extend = [decision(Extend, "8-10", tasks=(16,), until=date(2023, 9, 30))]
    warned = verdict(assess_on("9-10", reports, extend), 16).at_risk

    assert warned is not None
    assert not warned.timely


def test_the_claims_of_a_joint_product_are_one() -> None:
    """The earliest claim counts for all, unless another one was accepted."""
    reports = [done(YTE, 62, "6-25", "7-13"), done(TTTT, 62, "7-5", "7-13")]
    early = assess_on("7-20", reports).task(62)
    accepted = assess_on("7-20", reports, [decision(Accept, "7-15", tasks=(62,), agencies=(TTTT,))]).task(62)

    assert {(obligation.state, obligation.days_late) for obligation in early.verdicts} == {(State.DONE_ON_TIME, 0)}
    assert {(obligation.state, obligation.days_late, obligation.accepted) for obligation in accepted.verdicts} == {
        (State.DONE_LATE, 5, True)
    }


def test_a_joint_product_is_kept_up_by_any_of_its_bodies() -> None:
    """One of the 35 still reports on it: it is kept up for all."""
    reports = [done(YTE, 62, "6-25", "7-13"), report(TTTT, 8, "8-10", update(62, "unchanged"))]

    assert {obligation.maintained for obligation in assess_on("8-20", reports).task(62).verdicts} == {True}


# --- days -------------------------------------------------------------------------------------------------------------


def test_a_day_that_came_with_an_event_can_be_extended() -> None:
    """The event's day is the first one, and is no extension itself; decisions may be written in any order."""
    event = decision(Happened, "7-1", event="ket-noi-du-lieu-kham-suc-khoe", until=date(2023, 7, 31))
    extend = decision(Extend, "7-20", tasks=(54,), until=date(2023, 8, 31))
    obligation = verdict(assess_on("8-10", [], [extend, event]), 54)

    assert (obligation.due, obligation.original_due, obligation.extended) == (date(2023, 8, 31), date(2023, 7, 31), 1)


def test_what_is_suspended_twice_is_suspended_once() -> None:
    """A second suspension adds no pause, a second resumption ends none; resumed and suspended on one day, it waits."""
    pauses = [decision(kind, on, id=on, tasks=(39,)) for kind, on in (
        (Suspend, "7-5"), (Suspend, "7-7"), (Resume, "7-15"), (Resume, "7-18")
    )]  # fmt: skip
    on_one_day = [decision(Suspend, "7-5", tasks=(39,)), decision(Resume, "7-15", tasks=(39,))]
    on_one_day.append(decision(Suspend, "7-15", id="again", tasks=(39,)))

    assert verdict(assess_on("7-20", [], pauses), 39).days_late == 10
    assert verdict(assess_on("7-20", [], on_one_day), 39).state is State.WAITING


def test_done_work_is_not_waiting() -> None:
    """A suspension of a done task says nothing of it."""
    obligation = verdict(
        assess_on("8-1", [done(TTTT, 39, "6-28", "7-13")], [decision(Suspend, "7-20", tasks=(39,))]), 39
    )

    assert (obligation.state, obligation.suspended) == (State.DONE_ON_TIME, False)


def test_closed_work_is_frozen() -> None:
    """What was reached by the day of the close is done, whenever reported; later work is not, and late days stay."""
    close = [decision(Close, "7-5", tasks=(39,))]
    risk = AtRisk(reason="x", expected_on=date(2023, 9, 20))

    assert verdict(assess_on("8-1", [done(TTTT, 39, "6-28", "7-13")], close), 39).state is State.DONE_ON_TIME
    later = verdict(assess_on("8-20", [done(TTTT, 39, "8-1", "8-10", 8)], close), 39)
    assert (later.state, later.late_before) == (State.ENDED, 5)
    warned = verdict(assess_on("8-1", [report(TTTT, 7, "7-4", update(39, at_risk=risk))], close), 39)
    assert warned.at_risk is None
    recurring = verdict(assess_on("9-20", [], [decision(Close, "9-1", tasks=(35,))]), 35)
    assert (recurring.state, recurring.freshness) == (State.ENDED, None)


@pytest.mark.parametrize(("closed", "periods"), [("8-13", 1), ("8-14", 2), ("8-15", 2)])
def test_the_report_due_on_the_day_of_the_close_is_owed(closed: str, periods: int) -> None:
    """Reports whose last day lies after the close are not; of two closes the first counts."""
    closes = [decision(Close, on, id=on, whole_plan=True) for on in (closed, "12-1")]
    submissions = [item for item in assess_on("12-20", [], closes).submissions if item.agency.id == YTE]

    assert [submission.state for submission in submissions] == [SubmissionState.MISSING] * periods


def test_a_day_takes_precedence_over_recurrence() -> None:
    """A schedule with a day makes a task dated though another made it recur; occurrences begin with the decision."""
    monthly = decision(Schedule, "8-20", id="m", schedule="qd-766", recurring=True, source="x")
    dated = decision(Schedule, "9-1", id="d", schedule="qd-766", until=date(2023, 12, 31), source="x")

    assert verdict(assess_on("9-20", [], [monthly, dated]), 65, YTE).state is State.WITHIN_TIME
    occurrences = verdict(assess_on("10-20", [], [monthly]), 65, YTE).record.occurrences
    assert [occurrence.name for occurrence in occurrences] == ["65/2023-09", "65/2023-10"]


def test_a_voluntary_report_is_no_occurrence() -> None:
    """June was not owed: a report of it adds no occurrence of recurring work."""
    reports = [report(YTE, 6, "6-13", update(35)), report(YTE, 7, "7-13", update(35))]

    assert [occurrence.name for occurrence in verdict(assess_on("7-20", reports), 35).record.occurrences] == [
        "35/2023-07"
    ]


# --- corrections ------------------------------------------------------------------------------------------------------


def test_a_withdrawal_can_be_withdrawn() -> None:
    """Then the entry stands again."""
    book = [
        decision(Extend, "6-28", id="a", tasks=(39,), until=date(2023, 7, 31)),
        decision(Withdraw, "6-29", id="b", corrects="a"),
        decision(Withdraw, "6-29", id="c", corrects="b"),
    ]

    assert verdict(assess_on("7-10", [], book), 39).due == date(2023, 7, 31)


# --- numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("comparator", "below", "at", "above"),
    [("equal", False, True, False), ("at_least", False, True, True), ("at_most", True, True, False)],
)
def test_comparators(comparator: str, below: bool, at: bool, above: bool) -> None:  # noqa: FBT001
    """Each at its bound and on both sides of it."""
    from dataclasses import replace

    indicator = replace(real_register().indicators["nhap-ho-tich-ba-cap"], comparator=comparator)  # type: ignore[arg-type]

    assert [is_met(indicator, Measured(id=indicator.id, value=value)) for value in (2, 3, 4)] == [below, at, above]


def test_a_target_of_several_indicators_needs_them_all() -> None:
    """Task 34 has two: one missing leaves it open, one below misses it; a month where nothing arose undoes nothing."""
    first, second = "co-so-kham-benh-huong-dan-luu-tru", "cong-dan-khai-bao-luu-tru-truc-tuyen"

    def month_report(month: int, *values: tuple[str, int, int]) -> object:
        measured = tuple(Measured(id=id_, value=value, of=of) for id_, value, of in values)
        return report(YTE, month, f"{month}-13", update(34, "done", "7-1", indicators=measured))

    july = month_report(7, (first, 10, 10), (second, 5, 5))
    assert verdict(assess_on("7-20", [month_report(7, (first, 10, 10))]), 34).record.target_met is None
    assert verdict(assess_on("7-20", [month_report(7, (first, 9, 10))]), 34).record.target_met is False
    assert verdict(assess_on("7-20", [july]), 34).state is State.DONE_ON_TIME
    august = month_report(8, (first, 10, 10), (second, 0, 0))
    assert verdict(assess_on("8-20", [july, august]), 34).state is State.DONE_ON_TIME


def test_days_late_of_a_task_are_those_of_its_state() -> None:
    """All but one are 3 days overdue, having until 25/7; that one was done 20 days late: the task is 3 days overdue."""
    others = tuple(agency.id for agency in real_register().members(("grp-sbn", "grp-huyen")) if agency.id != YTE)
    longer = [decision(Extend, "6-20", tasks=(59,), agencies=others, until=date(2023, 7, 25))]
    task = assess_on("7-28", [done(YTE, 59, "7-20", "7-26", 8)], longer).task(59)

    assert (task.state, task.days_late, task.of(real_register().agencies[6].value)[0].days_late) == (
        State.OVERDUE,
        3,
        20,
    )


def test_two_agencies_may_report_one_month() -> None:
    """Around a transfer the old and the new agency report the same period; the later report holds."""
    reports = [report(TTTT, 7, "7-9", update(46)), done(KHCN, 46, "6-28", "7-12")]

    assert verdict(assess_on("7-20", reports, [OVER]), 46, KHCN).state is State.DONE_ON_TIME


def test_done_on_the_day_of_the_close_is_done() -> None:
    """The close leaves that day to the work."""
    close = [decision(Close, "7-5", tasks=(39,))]

    assert verdict(assess_on("8-1", [done(TTTT, 39, "7-5", "7-13")], close), 39).state is State.DONE_LATE


# --- why --------------------------------------------------------------------------------------------------------------


def test_the_explanation_is_in_order() -> None:
    """Of one day, reports come before decisions; a transfer is shown on both sides, a joint claim to all its bodies."""
    story = [decision(Accept, "7-9", tasks=(46,)), OVER]
    reports = [done(TTTT, 46, "6-25", "7-9")]
    register, assessment = register_with(reports, story), assess_on("7-20", reports, story)
    for agency in (TTTT, KHCN):
        key_path = explanation_of(register, assessment, verdict(assessment, 46, agency))
        assert [step.name for step in key_path if step.name in {"reported", "decided"}] == [
            "reported",
            "decided",
            "decided",
        ]

    joint = assess_on("7-20", [done(YTE, 62, "6-25", "7-13")])
    key_path = explanation_of(register_with(), joint, verdict(joint, 62, TTTT))
    assert [step.name for step in key_path if step.name == "reported"] == ["reported"]
