"""Effect of reports and decisions on an obligation: one small case per test, with dates worked out by hand."""

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
from plan190.model.report import AtRisk
from plan190.status.state import State
from tests.builders import assess_on, decision, measured, report, update, verdict

YTE, TTTT, LDTBXH, KHCN = "so-y-te", "so-tttt", "so-ldtbxh", "so-khcn"
DONE_39 = report(TTTT, 7, "7-13", update(39, "done", "6-28"))


def test_claim_counts_as_done_and_awaits_acceptance() -> None:
    """Task 39, due on 30/6, is done on 28/6 and reported on 13/7: overdue before the report, on time after it."""
    before, after = (verdict(assess_on(on, [DONE_39]), 39) for on in ("7-12", "7-13"))

    assert (before.state, before.days_late) == (State.OVERDUE, 12)
    assert (after.state, after.days_late, after.due) == (State.DONE_ON_TIME, 0, date(2023, 6, 30))
    assert (after.claimed, after.accepted) == (True, False)


@pytest.mark.parametrize(("done_on", "state", "late"), [("6-30", "done_on_time", 0), ("7-1", "done_late", 1)])
def test_work_done_on_the_due_date_is_on_time_and_a_day_later_is_late(done_on: str, state: str, late: int) -> None:
    """The date of completion counts, not the date of the report."""
    obligation = verdict(assess_on("7-20", [report(TTTT, 7, "7-13", update(39, "done", done_on))]), 39)

    assert (obligation.state, obligation.days_late) == (State(state), late)


def test_accepted_claim_stays_done_and_returned_claim_does_not() -> None:
    """A returned claim is open until the agency claims the task again."""
    accept, return_claim = decision(Accept, "7-20", tasks=(39,)), decision(Return, "7-20", tasks=(39,))
    new_claim = report(TTTT, 8, "8-10", update(39, "done", "7-30"))

    accepted = verdict(assess_on("8-1", [DONE_39], [accept]), 39)
    returned = verdict(assess_on("8-1", [DONE_39], [return_claim]), 39)
    renewed = verdict(assess_on("8-11", [DONE_39, new_claim], [return_claim]), 39)

    assert (accepted.state, accepted.accepted, accepted.claimed) == (State.DONE_ON_TIME, True, False)
    assert (returned.state, returned.days_late) == (State.OVERDUE, 32)
    assert returned.record.work.returned is not None
    assert (renewed.state, renewed.days_late, renewed.claimed) == (State.DONE_LATE, 30, True)
    assert renewed.record.work.returned is None


def test_acceptance_before_the_claim_has_no_effect() -> None:
    """A decision applies to what was reported by its date."""
    obligation = verdict(assess_on("8-1", [DONE_39], [decision(Accept, "7-12", tasks=(39,))]), 39)

    assert obligation.claimed


def test_later_report_in_progress_reopens_a_done_task() -> None:
    """Done in July and in progress in August: the task is overdue again and marked as reopened."""
    august = report(TTTT, 8, "8-10", update(39, "in_progress"))
    obligation = verdict(assess_on("8-15", [DONE_39, august]), 39)

    assert (obligation.state, obligation.days_late) == (State.OVERDUE, 46)
    assert obligation.record.work.reopened is not None
    assert obligation.record.work.reopened.reported_on == date(2023, 8, 10)


def test_unchanged_update_and_late_report_of_an_earlier_month_keep_a_task_done() -> None:
    """Done in August, unchanged in September; July's report is submitted last."""
    august = report(TTTT, 8, "8-10", update(39, "done", "6-28"))
    september = report(TTTT, 9, "9-10", update(39, "unchanged"))
    july = report(TTTT, 7, "9-12", update(39, "in_progress"))
    obligation = verdict(assess_on("9-20", [august, september, july]), 39)

    assert obligation.state is State.DONE_ON_TIME
    assert [str(update.period) for update in obligation.work.updates] == ["2023-07", "2023-08", "2023-09"]


def test_done_task_is_maintained_while_reports_include_it() -> None:
    """Section II.2.1: done tasks stay in the monthly report; a task that is left out is no longer maintained."""
    kept = [DONE_39, report(TTTT, 8, "8-10", update(39, "unchanged"))]

    assert not verdict(assess_on("8-1", kept), 39).maintained
    assert verdict(assess_on("8-15", kept), 39).maintained
    assert not verdict(assess_on("9-15", kept), 39).maintained
    assert verdict(assess_on("9-14", kept), 39).maintained  # September's report is not owed before the 15th


def test_extension_before_the_due_date_moves_it() -> None:
    """Decided on 28/6, task 39 is due on 31/7 instead of 30/6: no day is late, and both dates are kept."""
    extend = decision(Extend, "6-28", tasks=(39,), until=date(2023, 7, 31))
    obligation = verdict(assess_on("7-31", [], [extend]), 39)

    assert (obligation.state, obligation.due, obligation.original_due) == (
        State.DUE_SOON,
        date(2023, 7, 31),
        date(2023, 6, 30),
    )
    assert (obligation.extensions, obligation.late_before) == (1, 0)
    assert verdict(assess_on("8-1", [], [extend]), 39).days_late == 1
    assert verdict(assess_on("6-27", [], [extend]), 39).due == date(2023, 6, 30)


def test_extension_after_the_due_date_keeps_the_days_late() -> None:
    """Due on 30/6 and extended on 10/7: the nine days 1/7 to 9/7 stay late, and work done on 20/7 is done late."""
    extend = decision(Extend, "7-10", tasks=(39,), until=date(2023, 7, 31))
    done = report(TTTT, 8, "8-10", update(39, "done", "7-20"))

    open_ = verdict(assess_on("7-15", [], [extend]), 39)
    closed = verdict(assess_on("8-10", [done], [extend]), 39)
    late_again = verdict(assess_on("8-5", [], [extend]), 39)

    assert (open_.state, open_.days_late, open_.late_before) == (State.WITHIN_TIME, 9, 9)
    assert (closed.state, closed.days_late, closed.late_before) == (State.DONE_LATE, 9, 9)
    assert (late_again.state, late_again.days_late, late_again.late_before) == (State.OVERDUE, 14, 9)


def test_work_done_before_the_due_date_is_on_time_despite_a_later_extension() -> None:
    """Done on 28/6, extended on 10/7 and reported on 13/7: never late."""
    extend = decision(Extend, "7-10", tasks=(39,), until=date(2023, 7, 31))

    assert verdict(assess_on("7-20", [DONE_39], [extend]), 39).state is State.DONE_ON_TIME


def test_extensions_are_counted_and_apply_only_to_the_agencies_named() -> None:
    """Task 59 is extended twice for one department; the other 34 agencies keep 30/6."""
    extends = [
        decision(Extend, "6-20", tasks=(59,), agencies=(YTE,), until=date(2023, 7, 31)),
        decision(Extend, "7-20", tasks=(59,), agencies=(YTE,), until=date(2023, 8, 31)),
    ]
    assessment = assess_on("8-1", [], extends)

    assert (verdict(assessment, 59, YTE).extensions, verdict(assessment, 59, YTE).due) == (2, date(2023, 8, 31))
    assert verdict(assessment, 59, YTE).state is State.WITHIN_TIME
    assert verdict(assessment, 59, TTTT).state is State.OVERDUE


def test_awaited_event_ends_the_waiting_of_its_task() -> None:
    """Task 54 waits for an event, which may come with a due date."""
    bare = decision(Happened, "7-10", event="ket-noi-du-lieu-kham-suc-khoe")
    dated = decision(Happened, "7-10", event="ket-noi-du-lieu-kham-suc-khoe", until=date(2023, 8, 31))

    assert verdict(assess_on("7-9", [], [bare]), 54).state is State.WAITING
    assert verdict(assess_on("7-10", [], [bare]), 54).state is State.UNDATED
    assert verdict(assess_on("7-10", [], [dated]), 54).state is State.WITHIN_TIME
    assert verdict(assess_on("9-1", [], [dated]), 54).days_late == 1
    assert verdict(assess_on("9-1", [], [dated]), 45).state is State.WAITING


def test_outside_schedule_sets_a_due_date_or_makes_a_task_recurring() -> None:
    """Task 41 gets a due date; task 65 becomes recurring, fresh where it was reported and stale elsewhere."""
    on = decision(Schedule, "7-1", schedule="nq-50-va-nd-107", until=date(2023, 7, 31), source="điều 1")
    monthly = decision(Schedule, "7-1", schedule="qd-766", recurring=True, source="điều 2")
    reports = [report(YTE, 7, "7-13", update(65))]
    assessment = assess_on("8-1", reports, [on, monthly])

    assert (verdict(assessment, 41).state, verdict(assessment, 41).days_late) == (State.OVERDUE, 1)
    assert verdict(assessment, 65, YTE).state is State.RECURRING
    assert [verdict(assessment, 65, id_).freshness.fresh for id_ in (YTE, TTTT)] == [True, False]


def test_suspended_days_are_not_late_and_the_due_date_stays() -> None:
    """Suspended from 5/7 to 15/7, task 39 is late on 1/7 to 4/7 and from 15/7 on; its due date stays 30/6."""
    pause = [decision(Suspend, "7-5", tasks=(39,)), decision(Resume, "7-15", tasks=(39,))]
    during, after = (verdict(assess_on(on, [], pause), 39) for on in ("7-10", "7-20"))

    assert (during.state, during.suspended, during.late_before) == (State.WAITING, True, 4)
    assert (after.state, after.days_late, after.due) == (State.OVERDUE, 10, date(2023, 6, 30))


def test_close_ends_open_obligations_and_keeps_done_ones() -> None:
    """A close applies to the whole plan, to a task or to the tasks of an agency."""
    whole = decision(Close, "8-1", whole_plan=True)
    task_44 = decision(Close, "8-1", tasks=(44,))
    agency = decision(Close, "8-1", agencies=(YTE,))

    assessment = assess_on("8-2", [DONE_39], [whole])
    assert {each.state for each in assessment.verdicts} == {State.ENDED, State.DONE_ON_TIME}
    assert assessment.by_obligation[State.ENDED] == 343
    assert [task.task.number for task in assess_on("8-2", [], [task_44]).tasks if task.state is State.ENDED] == [44]
    assert assess_on("8-2", [], [agency]).by_obligation[State.ENDED] == 13


def test_transfer_moves_an_obligation_with_its_history_to_the_new_agency() -> None:
    """Task 46 keeps its extension; a later close of the old agency's tasks does not apply to it."""
    decisions = [
        decision(Extend, "6-20", tasks=(46,), agencies=(TTTT,), until=date(2023, 7, 31)),
        decision(Transfer, "7-10", tasks=(46,), agency=TTTT, to=KHCN),
        decision(Close, "7-10", agencies=(TTTT,)),
    ]
    reports = [report(TTTT, 7, "7-9", update(46, progress=50))]
    assessment = assess_on("7-20", reports, decisions)
    new = verdict(assessment, 46)

    assert (new.body.id, new.state) == (KHCN, State.WITHIN_TIME)
    old = next(item for item in assessment.agencies if item.agency.id == TTTT)
    assert [item.task.number for item in old.passed_on] == [46, 62]
    assert (new.due, new.extensions) == (date(2023, 7, 31), 1)
    assert len(new.work.updates) == 1
    assert assessment.by_obligation.total == 344


def test_transfer_back_leaves_one_obligation_with_all_updates() -> None:
    """After two transfers the updates of both agencies are there once each."""
    decisions = [
        decision(Transfer, "7-10", tasks=(46,), agency=TTTT, to=KHCN),
        decision(Transfer, "8-10", tasks=(46,), agency=KHCN, to=TTTT),
    ]
    reports = [
        report(TTTT, 7, "7-9", update(46)),
        report(KHCN, 8, "8-9", update(46)),
        report(TTTT, 9, "9-9", update(46)),
    ]
    obligation = verdict(assess_on("9-20", reports, decisions), 46, TTTT)

    assert obligation.state is State.OVERDUE
    assert [update.agency for update in obligation.work.updates] == [TTTT, KHCN, TTTT]


def test_target_without_a_due_date_is_assessed_by_its_indicators() -> None:
    """Task 33 is done when it is claimed and the share is 100 %; a lower value later reopens it."""

    def share(value: int) -> tuple[object, ...]:
        return (measured("co-so-kham-benh-thu-phi-khong-tien-mat", value, 130),)

    low = report(YTE, 7, "7-13", update(33, indicators=share(120)))
    full = report(YTE, 8, "8-13", update(33, "done", "8-1", indicators=share(130)))
    lost = report(YTE, 9, "9-13", update(33, "done", "8-1", indicators=share(129)))

    assert verdict(assess_on("7-20", [low]), 33).record.target_met is False
    assert verdict(assess_on("7-20", [low]), 33).state is State.UNDATED
    assert verdict(assess_on("8-20", [low, full]), 33).state is State.DONE_ON_TIME
    assert verdict(assess_on("9-20", [low, full, lost]), 33).state is State.UNDATED


def test_claim_of_recurring_work_has_no_effect() -> None:
    """Recurring work stays recurring; `check` reports such a claim as an error."""
    assert verdict(assess_on("7-20", [report(YTE, 7, "7-13", update(35, "done", "7-1"))]), 35).state is State.RECURRING


def test_recurring_work_is_fresh_if_the_latest_period_owed_is_reported() -> None:
    """Reported in July, August and October: September is stale, and its occurrence stays missed."""
    reports = [report(YTE, 7, "7-13", update(35)), report(YTE, 8, "8-13", update(35, "unchanged"))]
    fresh, stale = (verdict(assess_on(on, reports), 35) for on in ("8-20", "9-15"))
    october = verdict(assess_on("10-15", [*reports, report(YTE, 10, "10-10", update(35))]), 35)

    assert (fresh.freshness.fresh, fresh.freshness.streak) == (True, 2)
    assert (stale.freshness.fresh, stale.freshness.streak) == (False, 1)
    assert [(occurrence.name, occurrence.update is not None) for occurrence in october.record.occurrences] == [
        ("35/2023-07", True),
        ("35/2023-08", True),
        ("35/2023-09", False),
        ("35/2023-10", True),
    ]
    assert (october.freshness.fresh, october.freshness.streak) == (True, 1)


def test_milestone_has_monthly_occurrences_once_it_is_done() -> None:
    """Task 29 is done in July, so its first occurrence is August's."""
    done = report(LDTBXH, 7, "7-13", update(29, "done", "6-25"))
    kept = report(LDTBXH, 8, "8-13", update(29, "unchanged"))
    obligation = verdict(assess_on("9-20", [done, kept]), 29)

    assert obligation.state is State.DONE_ON_TIME
    assert [(occurrence.name, occurrence.update is not None) for occurrence in obligation.record.occurrences] == [
        ("29/2023-08", True),
        ("29/2023-09", False),
    ]
    assert verdict(assess_on("9-20"), 29).record.occurrences == ()


def test_same_summary_in_two_consecutive_months_is_flagged() -> None:
    """Case, spaces and punctuation are ignored; the same summary two months later is not flagged."""
    july = report(YTE, 7, "7-13", update(35, summary="Đã tập huấn 12 lớp."))
    august = report(YTE, 8, "8-13", update(35, summary="đã  tập huấn 12 lớp"))
    september = report(YTE, 9, "9-13", update(35, summary="Đã tập huấn 12 lớp."))

    assert verdict(assess_on("8-20", [july, august]), 35).record.work.repeats
    assert not verdict(assess_on("9-20", [july, september]), 35).record.work.repeats


def test_delay_warning_is_timely_only_before_the_due_date() -> None:
    """Task 16 is due on 31/7: a warning of 30/7 is timely, one of 31/7 is not; a done task has no warning."""
    risk = AtRisk(reason="thiếu kinh phí", expected_on=date(2023, 8, 20))
    early = report("vp-ubnd-tinh", 8, "7-30", update(16, at_risk=risk))
    late = report("vp-ubnd-tinh", 8, "7-31", update(16, at_risk=risk))
    done = report("vp-ubnd-tinh", 9, "9-10", update(16, "done", "8-20"))

    assert [verdict(assess_on("8-1", [warning]), 16).at_risk.timely for warning in (early, late)] == [True, False]
    assert verdict(assess_on("9-20", [early, done]), 16).at_risk is None


def test_claim_of_a_joint_task_counts_for_all_agencies() -> None:
    """Task 62 is one product of 35 agencies: one claim and one acceptance count for all of them."""
    reports = [report(YTE, 7, "7-13", update(62, "done", "6-28"))]
    assessment = assess_on("7-20", reports, [decision(Accept, "7-15", tasks=(62,))])

    assert {obligation.state for obligation in assessment.task("62").verdicts} == {State.DONE_ON_TIME}
    assert {obligation.accepted for obligation in assessment.task("62").verdicts} == {True}


def test_decision_replaces_the_one_it_corrects_from_its_own_date() -> None:
    """When the second decision is withdrawn, the first one counts again."""
    first = decision(Extend, "6-28", id="a", tasks=(39,), until=date(2023, 7, 31))
    second = decision(Extend, "7-5", id="b", tasks=(39,), until=date(2023, 8, 31), corrects="a")
    third = decision(Withdraw, "7-10", id="c", corrects="b")

    assert verdict(assess_on("7-4", [], [first, second, third]), 39).due == date(2023, 7, 31)
    assert verdict(assess_on("7-5", [], [first, second, third]), 39).due == date(2023, 8, 31)
    assert verdict(assess_on("7-5", [], [first, second, third]), 39).extensions == 1
    assert verdict(assess_on("7-10", [], [first, second, third]), 39).due == date(2023, 7, 31)


def test_only_the_last_of_three_successive_corrections_counts() -> None:
    """Each extension corrects the one before it; the first one does not come back."""
    entries = [
        decision(Extend, "6-28", id="a", tasks=(39,), until=date(2023, 7, 31)),
        decision(Extend, "6-28", id="b", tasks=(39,), until=date(2023, 8, 31), corrects="a"),
        decision(Extend, "6-28", id="c", tasks=(39,), until=date(2023, 9, 30), corrects="b"),
    ]

    assert verdict(assess_on("7-10", [], entries), 39).due == date(2023, 9, 30)
    assert verdict(assess_on("7-10", [], entries), 39).extensions == 1
