"""What reports and decisions make of an obligation: one small case a test, each with the days worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from plan190.model.decision import (
    Accept,
    Close,
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
from plan190.status.state import State
from tests.builders import assess_on, decision, report, update, verdict

YTE, TTTT, LDTBXH, KHCN = "so-y-te", "so-tttt", "so-ldtbxh", "so-khcn"
DONE_39 = report(TTTT, 7, "7-13", update(39, "done", "6-28"))


def test_a_claim_is_done_and_waits_to_be_accepted() -> None:
    """Task 39 is due on 30/6: done on 28/6, reported on 13/7, it is overdue until then and on time from then on."""
    before, after = (verdict(assess_on(on, [DONE_39]), 39) for on in ("7-12", "7-13"))

    assert (before.state, before.days_late) == (State.OVERDUE, 12)
    assert (after.state, after.days_late, after.due) == (State.DONE_ON_TIME, 0, date(2023, 6, 30))
    assert (after.claimed, after.accepted) == (True, False)


@pytest.mark.parametrize(("done_on", "state", "late"), [("6-30", "done_on_time", 0), ("7-1", "done_late", 1)])
def test_the_last_day_is_on_time_and_the_next_is_late(done_on: str, state: str, late: int) -> None:
    """What counts is the day the product was reached, not the day of the report."""
    obligation = verdict(assess_on("7-20", [report(TTTT, 7, "7-13", update(39, "done", done_on))]), 39)

    assert (obligation.state, obligation.days_late) == (State(state), late)


def test_accepted_and_sent_back() -> None:
    """An accepted claim stays done; one sent back is not done until it is claimed again."""
    accept, send_back = decision(Accept, "7-20", tasks=(39,)), decision(Return, "7-20", tasks=(39,))
    again = report(TTTT, 8, "8-10", update(39, "done", "7-30"))

    accepted = verdict(assess_on("8-1", [DONE_39], [accept]), 39)
    returned = verdict(assess_on("8-1", [DONE_39], [send_back]), 39)
    renewed = verdict(assess_on("8-11", [DONE_39, again], [send_back]), 39)

    assert (accepted.state, accepted.accepted, accepted.claimed) == (State.DONE_ON_TIME, True, False)
    assert (returned.state, returned.days_late) == (State.OVERDUE, 32)
    assert returned.record.work.returned is not None
    assert (renewed.state, renewed.days_late, renewed.claimed) == (State.DONE_LATE, 30, True)
    assert renewed.record.work.returned is None


def test_an_acceptance_before_the_claim_accepts_nothing() -> None:
    """A decision bears on what had been reported by then."""
    obligation = verdict(assess_on("8-1", [DONE_39], [decision(Accept, "7-12", tasks=(39,))]), 39)

    assert obligation.claimed


def test_a_later_report_reopens_visibly() -> None:
    """Done in July and in progress again in August is overdue again, and says that it was reopened."""
    again = report(TTTT, 8, "8-10", update(39, "in_progress"))
    obligation = verdict(assess_on("8-15", [DONE_39, again]), 39)

    assert (obligation.state, obligation.days_late) == (State.OVERDUE, 46)
    assert obligation.record.work.reopened is not None
    assert obligation.record.work.reopened.reported_on == date(2023, 8, 10)


def test_unchanged_changes_nothing_and_an_older_month_submitted_late_neither() -> None:
    """After "done" in August, "unchanged" in September keeps it; July's report submitted then does not undo it."""
    done = report(TTTT, 8, "8-10", update(39, "done", "6-28"))
    same = report(TTTT, 9, "9-10", update(39, "unchanged"))
    old = report(TTTT, 7, "9-12", update(39, "in_progress"))
    obligation = verdict(assess_on("9-20", [done, same, old]), 39)

    assert obligation.state is State.DONE_ON_TIME
    assert [str(update.period) for update in obligation.work.updates] == ["2023-07", "2023-08", "2023-09"]


def test_maintained_is_done_and_still_reported() -> None:
    """Section II.2.1: done work stays in the monthly report; once it is left out it is no longer kept up."""
    kept = [DONE_39, report(TTTT, 8, "8-10", update(39, "unchanged"))]

    assert not verdict(assess_on("8-1", kept), 39).maintained
    assert verdict(assess_on("8-15", kept), 39).maintained
    assert not verdict(assess_on("9-15", kept), 39).maintained
    assert verdict(assess_on("9-14", kept), 39).maintained  # September's report is not owed before the 15th


def test_an_extension_before_the_day_moves_it() -> None:
    """Decided on 28/6, task 39 is due on 31/7 instead of 30/6: never late until then, and both days are known."""
    extend = decision(Extend, "6-28", tasks=(39,), until=date(2023, 7, 31))
    obligation = verdict(assess_on("7-31", [], [extend]), 39)

    assert (obligation.state, obligation.due, obligation.original_due) == (
        State.DUE_SOON,
        date(2023, 7, 31),
        date(2023, 6, 30),
    )
    assert (obligation.extended, obligation.late_before) == (1, 0)
    assert verdict(assess_on("8-1", [], [extend]), 39).days_late == 1
    assert verdict(assess_on("6-27", [], [extend]), 39).due == date(2023, 6, 30)


def test_an_extension_after_the_day_does_not_erase_the_late_days() -> None:
    """Decided on 10/7 for a day of 30/6, the nine days 1/7 to 9/7 stay late, and what is done by then is done late."""
    extend = decision(Extend, "7-10", tasks=(39,), until=date(2023, 7, 31))
    done = report(TTTT, 8, "8-10", update(39, "done", "7-20"))

    open_ = verdict(assess_on("7-15", [], [extend]), 39)
    closed = verdict(assess_on("8-10", [done], [extend]), 39)
    late_again = verdict(assess_on("8-5", [], [extend]), 39)

    assert (open_.state, open_.days_late, open_.late_before) == (State.WITHIN_TIME, 0, 9)
    assert (closed.state, closed.days_late, closed.late_before) == (State.DONE_LATE, 9, 9)
    assert (late_again.state, late_again.days_late, late_again.late_before) == (State.OVERDUE, 5, 9)


def test_done_before_the_day_is_on_time_whatever_was_decided_later() -> None:
    """A product of 28/6 reported late, after an extension of 10/7, was never late."""
    extend = decision(Extend, "7-10", tasks=(39,), until=date(2023, 7, 31))

    assert verdict(assess_on("7-20", [DONE_39], [extend]), 39).state is State.DONE_ON_TIME


def test_extensions_add_up_and_touch_only_whom_they_name() -> None:
    """Two extensions of task 59 for one department; the other 34 keep June."""
    extends = [
        decision(Extend, "6-20", tasks=(59,), agencies=(YTE,), until=date(2023, 7, 31)),
        decision(Extend, "7-20", tasks=(59,), agencies=(YTE,), until=date(2023, 8, 31)),
    ]
    assessment = assess_on("8-1", [], extends)

    assert (verdict(assessment, 59, YTE).extended, verdict(assessment, 59, YTE).due) == (2, date(2023, 8, 31))
    assert verdict(assessment, 59, YTE).state is State.WITHIN_TIME
    assert verdict(assessment, 59, TTTT).state is State.OVERDUE


def test_an_event_starts_its_tasks() -> None:
    """Task 54 waits; the event lets it begin without a day, or with the day that came with it."""
    bare = decision(Happened, "7-10", event="ket-noi-du-lieu-kham-suc-khoe")
    dated = decision(Happened, "7-10", event="ket-noi-du-lieu-kham-suc-khoe", until=date(2023, 8, 31))

    assert verdict(assess_on("7-9", [], [bare]), 54).state is State.WAITING
    assert verdict(assess_on("7-10", [], [bare]), 54).state is State.UNDATED
    assert verdict(assess_on("7-10", [], [dated]), 54).state is State.WITHIN_TIME
    assert verdict(assess_on("9-1", [], [dated]), 54).days_late == 1
    assert verdict(assess_on("9-1", [], [dated]), 45).state is State.WAITING


def test_a_schedule_gives_a_day_or_makes_the_work_recur() -> None:
    """Task 41 gets a day; task 65, measured each month, recurs and is fresh or stale."""
    on = decision(Schedule, "7-1", schedule="nq-50-va-nd-107", until=date(2023, 7, 31), source="điều 1")
    monthly = decision(Schedule, "7-1", schedule="qd-766", recurring=True, source="điều 2")
    reports = [report(YTE, 7, "7-13", update(65))]
    assessment = assess_on("8-1", reports, [on, monthly])

    assert (verdict(assessment, 41).state, verdict(assessment, 41).days_late) == (State.OVERDUE, 1)
    assert verdict(assessment, 65, YTE).state is State.RECURRING
    assert [verdict(assessment, 65, id_).freshness.fresh for id_ in (YTE, TTTT)] == [True, False]  # type: ignore[union-attr]


def test_suspended_days_are_not_late_and_the_day_stays() -> None:
    """Suspended from 5/7 to 15/7, task 39 is late on 1-4/7 and from 15/7 on; its day is still 30/6."""
    pause = [decision(Suspend, "7-5", tasks=(39,)), decision(Resume, "7-15", tasks=(39,))]
    during, after = (verdict(assess_on(on, [], pause), 39) for on in ("7-10", "7-20"))

    assert (during.state, during.suspended, during.late_before) == (State.WAITING, True, 4)
    assert (after.state, after.days_late, after.due) == (State.OVERDUE, 10, date(2023, 6, 30))


def test_closed_work_is_owed_no_longer_and_done_work_stays_done() -> None:
    """A task, an agency's tasks, or the whole plan; what was done before stays done."""
    whole = decision(Close, "8-1", whole_plan=True)
    task_44 = decision(Close, "8-1", tasks=(44,))
    agency = decision(Close, "8-1", agencies=(YTE,))

    assessment = assess_on("8-2", [DONE_39], [whole])
    assert {each.state for each in assessment.verdicts} == {State.ENDED, State.DONE_ON_TIME}
    assert assessment.by_obligation[State.ENDED] == 377
    assert [task.task.number for task in assess_on("8-2", [], [task_44]).tasks if task.state is State.ENDED] == [44]
    assert assess_on("8-2", [], [agency]).by_obligation[State.ENDED] == 14


def test_a_transfer_ends_one_obligation_and_gives_it_to_another_with_its_history() -> None:
    """Task 46 passes to another department with its extension, not with what is decided about the old one later."""
    story = [
        decision(Extend, "6-20", tasks=(46,), agencies=(TTTT,), until=date(2023, 7, 31)),
        decision(Transfer, "7-10", tasks=(46,), agency=TTTT, to=KHCN),
        decision(Close, "7-10", agencies=(TTTT,)),
    ]
    reports = [report(TTTT, 7, "7-9", update(46, progress=50))]
    assessment = assess_on("7-20", reports, story)
    old, new = verdict(assessment, 46, TTTT), verdict(assessment, 46, KHCN)

    assert (old.state, new.state) == (State.ENDED, State.WITHIN_TIME)
    assert (new.due, new.extended) == (date(2023, 7, 31), 1)
    assert len(new.work.updates) == 1
    assert assessment.by_obligation.total == 379


def test_a_transfer_back_gives_one_obligation_with_one_history() -> None:
    """There and back again, the reports of both are there once each."""
    story = [
        decision(Transfer, "7-10", tasks=(46,), agency=TTTT, to=KHCN),
        decision(Transfer, "8-10", tasks=(46,), agency=KHCN, to=TTTT),
    ]
    reports = [
        report(TTTT, 7, "7-9", update(46)),
        report(KHCN, 8, "8-9", update(46)),
        report(TTTT, 9, "9-9", update(46)),
    ]
    back = verdict(assess_on("9-20", reports, story), 46, TTTT)

    assert back.state is State.OVERDUE
    assert [update.agency for update in back.work.updates] == [TTTT, KHCN, TTTT]


def test_a_target_without_a_day_is_judged_by_its_indicators() -> None:
    """Task 33 is done when its agency says so and the share is whole; a lower value later undoes it."""

    def share(value: int) -> tuple[Measured, ...]:
        return (Measured(id="co-so-kham-benh-thu-phi-khong-tien-mat", value=value, of=130),)

    low = report(YTE, 7, "7-13", update(33, indicators=share(120)))
    full = report(YTE, 8, "8-13", update(33, "done", "8-1", indicators=share(130)))
    lost = report(YTE, 9, "9-13", update(33, "done", "8-1", indicators=share(129)))

    assert verdict(assess_on("7-20", [low]), 33).record.target_met is False
    assert verdict(assess_on("7-20", [low]), 33).state is State.UNDATED
    assert verdict(assess_on("8-20", [low, full]), 33).state is State.DONE_ON_TIME
    assert verdict(assess_on("9-20", [low, full, lost]), 33).state is State.UNDATED


def test_a_claim_of_work_that_never_ends_is_none() -> None:
    """Recurring work stays recurring whatever a report says; `check` refuses such a claim."""
    assert verdict(assess_on("7-20", [report(YTE, 7, "7-13", update(35, "done", "7-1"))]), 35).state is State.RECURRING


def test_recurring_work_is_fresh_or_stale_by_the_latest_period_owed() -> None:
    """Reported in July and August, not in September: fresh for two, then stale for one; a missed month stays missed."""
    reports = [report(YTE, 7, "7-13", update(35)), report(YTE, 8, "8-13", update(35, "unchanged"))]
    fresh, stale = (verdict(assess_on(on, reports), 35) for on in ("8-20", "9-15"))
    october = verdict(assess_on("10-15", [*reports, report(YTE, 10, "10-10", update(35))]), 35)

    assert fresh.freshness is not None
    assert (fresh.freshness.fresh, fresh.freshness.streak) == (True, 2)
    assert stale.freshness is not None
    assert (stale.freshness.fresh, stale.freshness.streak) == (False, 1)
    assert [(occurrence.name, occurrence.update is not None) for occurrence in october.record.occurrences] == [
        ("35/2023-07", True),
        ("35/2023-08", True),
        ("35/2023-09", False),
        ("35/2023-10", True),
    ]
    assert october.freshness is not None
    assert (october.freshness.fresh, october.freshness.streak) == (True, 1)


def test_a_milestone_recurs_once_it_is_done() -> None:
    """Task 29 is dated until it is done, and has an occurrence each month after that."""
    done = report(LDTBXH, 7, "7-13", update(29, "done", "6-25"))
    kept = report(LDTBXH, 8, "8-13", update(29, "unchanged"))
    obligation = verdict(assess_on("9-20", [done, kept]), 29)

    assert obligation.state is State.DONE_ON_TIME
    assert [(occurrence.name, occurrence.update is not None) for occurrence in obligation.record.occurrences] == [
        ("29/2023-08", True),
        ("29/2023-09", False),
    ]
    assert verdict(assess_on("9-20"), 29).record.occurrences == ()


def test_the_same_words_two_months_in_a_row_are_flagged() -> None:
    """Case, accents and punctuation do not make them other words; a month between does."""
    july = report(YTE, 7, "7-13", update(35, summary="Đã tập huấn 12 lớp."))
    august = report(YTE, 8, "8-13", update(35, summary="đã  tập huấn 12 lớp"))
    september = report(YTE, 9, "9-13", update(35, summary="Đã tập huấn 12 lớp."))

    assert verdict(assess_on("8-20", [july, august]), 35).record.work.repeats
    assert not verdict(assess_on("9-20", [july, september]), 35).record.work.repeats


def test_a_warning_is_timely_only_before_the_day() -> None:
    """Task 16 is due on 31/7: a warning of 30/7 is timely, one of 31/7 is not; done, it is at risk no longer."""
    risk = AtRisk(reason="thiếu kinh phí", expected_on=date(2023, 8, 20))
    early = report("vp-ubnd-tinh", 8, "7-30", update(16, at_risk=risk))
    late = report("vp-ubnd-tinh", 8, "7-31", update(16, at_risk=risk))
    done = report("vp-ubnd-tinh", 9, "9-10", update(16, "done", "8-20"))

    assert [verdict(assess_on("8-1", [warning]), 16).at_risk.timely for warning in (early, late)] == [True, False]  # type: ignore[union-attr]
    assert verdict(assess_on("9-20", [early, done]), 16).at_risk is None


def test_one_joint_product_is_done_for_all() -> None:
    """Task 62 is one product of 35 bodies: the claim of one is that of all, and its acceptance too."""
    reports = [report(YTE, 7, "7-13", update(62, "done", "6-28"))]
    assessment = assess_on("7-20", reports, [decision(Accept, "7-15", tasks=(62,))])

    assert {obligation.state for obligation in assessment.task(62).verdicts} == {State.DONE_ON_TIME}
    assert {obligation.accepted for obligation in assessment.task(62).verdicts} == {True}


def test_a_later_entry_stands_in_the_place_of_the_one_it_names() -> None:
    """A corrected day counts as corrected from the correction's own day on; withdrawn, the first one is back."""
    first = decision(Extend, "6-28", id="a", tasks=(39,), until=date(2023, 7, 31))
    second = decision(Extend, "7-5", id="b", tasks=(39,), until=date(2023, 8, 31), corrects="a")
    third = decision(Withdraw, "7-10", id="c", corrects="b")

    assert verdict(assess_on("7-4", [], [first, second, third]), 39).due == date(2023, 7, 31)
    assert verdict(assess_on("7-5", [], [first, second, third]), 39).due == date(2023, 8, 31)
    assert verdict(assess_on("7-5", [], [first, second, third]), 39).extended == 1
    assert verdict(assess_on("7-10", [], [first, second, third]), 39).due == date(2023, 7, 31)


def test_a_replaced_replacement_does_not_bring_the_first_one_back() -> None:
    """Of three entries, each in the place of the one before, only the last stands."""
    entries = [
        decision(Extend, "6-28", id="a", tasks=(39,), until=date(2023, 7, 31)),
        decision(Extend, "6-28", id="b", tasks=(39,), until=date(2023, 8, 31), corrects="a"),
        decision(Extend, "6-28", id="c", tasks=(39,), until=date(2023, 9, 30), corrects="b"),
    ]

    assert verdict(assess_on("7-10", [], entries), 39).due == date(2023, 9, 30)
    assert verdict(assess_on("7-10", [], entries), 39).extended == 1
