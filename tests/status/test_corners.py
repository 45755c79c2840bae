"""Corner cases of reports and decisions."""

from __future__ import annotations

from dataclasses import replace
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
from plan190.model.report import AtRisk
from plan190.status.explanation import explanation_of
from plan190.status.indicators import is_met
from plan190.status.occurrences import Freshness
from plan190.status.state import State
from plan190.status.submissions import SubmissionState
from tests.builders import assess_on, day, decision, measured, obligations, register_with, report, update, verdict
from tests.conftest import real_register

YTE, TTTT, KHCN, GTVT = "so-y-te", "so-tttt", "so-khcn", "so-gtvt"
TRANSFER = decision(Transfer, "7-10", tasks=(46,), agency=TTTT, to=KHCN)


def done(agency: str, task: int, on: str, reported_on: str, month: int = 7) -> object:
    """Return a report that claims a task."""
    return report(agency, month, reported_on, update(task, "done", on))


# --- transfers ------------------------------------------------------------------------------------------------------


def test_transferred_task_is_done_when_the_new_agency_has_done_it() -> None:
    """The ended obligation of the old agency does not hide that the task is done."""
    assessment = assess_on("8-20", [done(KHCN, 46, "7-20", "8-10", 8)], [TRANSFER])

    assert assessment.task("46").state is State.DONE_LATE
    assert assessment.by_task[State.ENDED] == 0


@pytest.mark.parametrize("kind", [Close, Suspend])
def test_earlier_decision_on_an_agency_does_not_apply_to_a_task_transferred_to_it(
    kind: type[Decision],
) -> None:
    """The tasks of a department are closed or suspended on 1/7; task 46 is transferred to it on 10/7."""
    decisions = [decision(kind, "7-1", agencies=(KHCN,)), TRANSFER]

    assert verdict(assess_on("7-20", [], decisions), 46, KHCN).state is State.OVERDUE
    assert verdict(assess_on("7-20", [], decisions), 46, KHCN).days_late == 20


def test_report_counts_only_while_its_agency_owes_the_task() -> None:
    """Reports of the new agency count from the transfer on, those of the old agency only before it."""
    early, late = done(KHCN, 46, "6-25", "7-9"), done(TTTT, 46, "6-25", "7-10")

    assert verdict(assess_on("7-20", [early], [TRANSFER]), 46, KHCN).state is State.OVERDUE
    assert verdict(assess_on("7-20", [late], [TRANSFER]), 46, KHCN).state is State.OVERDUE
    assert verdict(assess_on("7-20", [done(TTTT, 46, "6-25", "7-9")], [TRANSFER]), 46, KHCN).state is State.DONE_ON_TIME


def test_chain_of_transfers_keeps_all_updates() -> None:
    """The third agency has the update of the first; a transfer that is repeated later has no effect."""
    chain = [decision(Transfer, "8-1", id="b", tasks=(46,), agency=KHCN, to=GTVT), TRANSFER]
    reports = [report(TTTT, 7, "7-9", update(46, progress=30))]
    assessment = assess_on(
        "8-20", reports, [*chain, decision(Transfer, "8-2", id="c", tasks=(46,), agency=TTTT, to=YTE)]
    )

    assert [update.agency for update in verdict(assessment, 46, GTVT).work.updates] == [TTTT]
    assert [(item.body.id, item.state) for item in assessment.task("46").verdicts] == [(GTVT, State.OVERDUE)]


def test_agency_that_receives_a_task_which_it_owes_already_owes_it_twice() -> None:
    """Task 59 is transferred between two agencies that both owe it: each obligation keeps its extension and updates."""
    decisions = [
        decision(Extend, "6-20", tasks=(59,), agencies=(KHCN,), until=date(2023, 8, 31)),
        decision(Transfer, "7-10", tasks=(59,), agency=TTTT, to=KHCN),
    ]
    assessment = assess_on("7-20", [done(TTTT, 59, "6-28", "7-9")], decisions)

    own, received = sorted(obligations(assessment, 59, KHCN), key=lambda item: item.obligation.origin.id)
    assert (own.obligation.origin.id, own.state, own.extensions) == (KHCN, State.WITHIN_TIME, 1)
    assert (received.obligation.origin.id, received.state) == (TTTT, State.DONE_ON_TIME)
    assert assessment.by_obligation.total == 344


def test_transfer_back_and_forth_neither_loses_nor_duplicates_an_obligation() -> None:
    """After both transfers, each agency owes its own obligation on task 59 again, with its updates."""
    decisions = [
        decision(Transfer, "7-10", tasks=(59,), agency=TTTT, to=KHCN),
        decision(Transfer, "8-1", tasks=(59,), agency=KHCN, to=TTTT),
    ]
    assessment = assess_on("8-20", [report(TTTT, 7, "7-9", update(59)), report(KHCN, 7, "7-9", update(59))], decisions)

    for agency in (KHCN, TTTT):
        (own,) = obligations(assessment, 59, agency)
        assert [update.agency for update in own.work.updates] == [agency]
    assert assessment.by_obligation.total == 344


def test_corrected_transfer_keeps_the_reports_of_the_agency_that_owed_the_task_before_the_correction() -> None:
    """Task 46 was transferred on 10/7 to one department, and from 10/8 to another."""
    corrected = decision(Transfer, "8-10", id="b", corrects=TRANSFER.id, tasks=(46,), agency=TTTT, to=GTVT)
    assessment = assess_on("8-20", [done(KHCN, 46, "7-20", "8-1", 8)], [TRANSFER, corrected])

    assert verdict(assessment, 46, GTVT).state is State.DONE_LATE
    assert [holder.agency.id for holder in verdict(assessment, 46).obligation.holders] == [TTTT, KHCN, GTVT]


def test_new_lead_agency_no_longer_cooperates() -> None:
    """Task 46 is transferred to one of its cooperating agencies."""
    assert KHCN in {agency.id for agency in assess_on("7-9", [], [TRANSFER]).task("46").cooperating}
    assert KHCN not in {agency.id for agency in assess_on("7-10", [], [TRANSFER]).task("46").cooperating}


def test_indicator_values_follow_a_transferred_task() -> None:
    """After the transfer back, the latest values of the agency that owes the task count."""
    id_ = "co-so-kham-benh-thu-phi-khong-tien-mat"
    full = report(YTE, 7, "7-13", update(33, "done", "7-1", indicators=(measured(id_, 130, 130),)))
    other = report(KHCN, 8, "8-10", indicators=(measured("can-bo-dung-dich-vu-cong-truc-tuyen", 3, 3),))
    transfer = decision(Transfer, "7-20", id="a", tasks=(33,), agency=YTE, to=KHCN)
    transfer_back = decision(Transfer, "8-20", id="b", tasks=(33,), agency=KHCN, to=YTE)
    low = report(KHCN, 8, "8-10", update(33, indicators=(measured(id_, 1, 130),)))
    full_again = report(YTE, 9, "9-10", update(33, indicators=(measured(id_, 130, 130),)))

    assert verdict(assess_on("8-15", [full, other], [transfer]), 33, KHCN).state is State.DONE_ON_TIME
    obligation = verdict(assess_on("9-15", [full, low, full_again], [transfer, transfer_back]), 33, YTE)
    assert obligation.record.target_met is True


# --- claims -----------------------------------------------------------------------------------------------------------


def test_claim_can_be_accepted_on_its_own_date() -> None:
    """A second acceptance does not replace the first."""
    accepts = [decision(Accept, on, id=on, tasks=(39,)) for on in ("7-13", "7-20")]
    obligation = verdict(assess_on("8-1", [done(TTTT, 39, "6-28", "7-13")], accepts), 39)

    assert obligation.done_claim is not None
    assert obligation.done_claim.accepted is not None
    assert obligation.done_claim.accepted.value.id == "7-13"


def test_returned_claim_is_open_whether_it_was_accepted_before_or_after() -> None:
    """An accepted claim can be returned; a returned claim cannot be accepted."""
    claim = done(TTTT, 39, "6-28", "7-13")
    accepted_first = [decision(Accept, "7-20", tasks=(39,)), decision(Return, "7-21", tasks=(39,))]
    returned_first = [decision(Return, "7-20", tasks=(39,)), decision(Accept, "7-20", tasks=(39,))]

    assert verdict(assess_on("8-1", [claim], accepted_first), 39).state is State.OVERDUE
    assert verdict(assess_on("8-1", [claim], returned_first), 39).state is State.OVERDUE


def test_claim_repeated_with_the_same_date_stays_accepted() -> None:
    """A claim with another date of completion is a new claim and awaits acceptance."""
    accept = [decision(Accept, "7-20", tasks=(39,))]
    claim = done(TTTT, 39, "6-28", "7-13")

    assert verdict(assess_on("8-20", [claim, done(TTTT, 39, "6-28", "8-10", 8)], accept), 39).accepted
    new_claim = verdict(assess_on("8-20", [claim, done(TTTT, 39, "7-2", "8-10", 8)], accept), 39)
    assert (new_claim.accepted, new_claim.claimed, new_claim.days_late) == (False, True, 2)


def test_task_stays_reopened_until_it_is_claimed_again() -> None:
    """Done in July and in progress in August and September: reopened in August."""
    reports = [done(TTTT, 39, "6-28", "7-13"), *(report(TTTT, m, f"{m}-10", update(39)) for m in (8, 9))]
    done_again = verdict(assess_on("10-20", [*reports, done(TTTT, 39, "10-1", "10-10", 10)]), 39)

    reopened = verdict(assess_on("9-20", reports), 39).record.work.reopened
    assert reopened is not None
    assert reopened.reported_on == day("8-10")
    assert done_again.record.work.reopened is None


def test_delay_warning_outlasts_an_unchanged_update_and_a_later_extension() -> None:
    """The extension does not make a late warning timely."""
    risk = AtRisk(reason="x", expected_on=date(2023, 9, 20))
    reports = [
        report("vp-ubnd-tinh", 8, "8-5", update(16, at_risk=risk)),
        report("vp-ubnd-tinh", 9, "9-5", update(16, "unchanged")),
    ]
    extend = [decision(Extend, "8-10", tasks=(16,), until=date(2023, 9, 30))]
    warned = verdict(assess_on("9-10", reports, extend), 16).at_risk

    assert warned is not None
    assert not warned.timely


def test_earliest_claim_of_a_joint_task_counts_unless_another_is_accepted() -> None:
    """Two agencies claim task 62, on 25/6 and on 5/7."""
    reports = [done(YTE, 62, "6-25", "7-13"), done(TTTT, 62, "7-5", "7-13")]
    accept_all = [decision(Accept, "7-15", tasks=(62,))]
    accept_one = [decision(Accept, "7-15", tasks=(62,), agencies=(TTTT,))]
    early = verdict(assess_on("7-20", reports, accept_all), 62)
    late = verdict(assess_on("7-20", reports, accept_one), 62)

    assert (early.state, early.days_late) == (State.DONE_ON_TIME, 0)
    assert (late.state, late.days_late, late.accepted) == (State.DONE_LATE, 5, True)


def test_joint_task_is_one_obligation_that_an_unaccepted_claim_does_not_change() -> None:
    """A claim of one of 35 agencies changes no total and no other agency."""
    before, after = assess_on("7-20"), assess_on("7-20", [done(YTE, 62, "6-25", "7-13")])

    assert after.by_obligation == before.by_obligation
    assert [agency.leads for agency in after.agencies] == [agency.leads for agency in before.agencies]
    joint = verdict(after, 62)
    assert (joint.state, joint.days_late, joint.claimed) == (State.OVERDUE, 20, True)
    assert [item.claim.agency for item in after.claims] == [YTE]
    assert [row.leads.total for row in after.joint] == [1]


def test_joint_task_is_maintained_if_one_agency_reports_it() -> None:
    """One of 35 agencies still reports task 62."""
    reports = [done(YTE, 62, "6-25", "7-13"), report(TTTT, 8, "8-10", update(62, "unchanged"))]

    assert verdict(assess_on("8-20", reports, [decision(Accept, "7-15", tasks=(62,))]), 62).maintained


@pytest.mark.parametrize(("kind", "state"), [(Close, State.ENDED), (Suspend, State.WAITING)])
def test_decision_on_one_agency_does_not_end_or_suspend_a_joint_task(kind: type[Decision], state: State) -> None:
    """The task is still owed by the others; the same decision on all of them applies to it."""
    one = verdict(assess_on("7-20", [], [decision(kind, "7-1", agencies=(YTE,))]), 62)
    all_ = verdict(assess_on("7-20", [], [decision(kind, "7-1", agencies=("grp-sbn", "grp-huyen"))]), 62)

    assert (one.state, all_.state) == (State.OVERDUE, state)
    assert (YTE in one.obligation.agency_ids) is (kind is Suspend)


# --- due dates --------------------------------------------------------------------------------------------------------


def test_due_date_that_came_with_an_event_can_be_extended() -> None:
    """The event's date is the original due date; the decisions may be in any order."""
    event = decision(Happened, "7-1", event="ket-noi-du-lieu-kham-suc-khoe", until=date(2023, 7, 31))
    extend = decision(Extend, "7-20", tasks=(54,), until=date(2023, 8, 31))
    obligation = verdict(assess_on("8-10", [], [extend, event]), 54)

    assert (obligation.due, obligation.original_due, obligation.extensions) == (date(2023, 8, 31), date(2023, 7, 31), 1)


def test_second_suspension_has_no_effect() -> None:
    """A second resumption has none either; a task resumed and suspended on one date is suspended."""
    pauses = [decision(kind, on, id=on, tasks=(39,)) for kind, on in (
        (Suspend, "7-5"), (Suspend, "7-7"), (Resume, "7-15"), (Resume, "7-18")
    )]  # fmt: skip
    on_one_day = [decision(Suspend, "7-5", tasks=(39,)), decision(Resume, "7-15", tasks=(39,))]
    on_one_day.append(decision(Suspend, "7-15", id="again", tasks=(39,)))

    assert verdict(assess_on("7-20", [], pauses), 39).days_late == 10
    assert verdict(assess_on("7-20", [], on_one_day), 39).state is State.WAITING


def test_suspension_does_not_apply_to_done_work() -> None:
    """Task 39 is done on 28/6 and suspended on 20/7."""
    obligation = verdict(
        assess_on("8-1", [done(TTTT, 39, "6-28", "7-13")], [decision(Suspend, "7-20", tasks=(39,))]), 39
    )

    assert (obligation.state, obligation.suspended) == (State.DONE_ON_TIME, False)


def test_close_fixes_the_state_of_a_task() -> None:
    """Work done by the date of the close counts whenever it is reported; later work does not, and days late stay."""
    close = [decision(Close, "7-5", tasks=(39,))]
    risk = AtRisk(reason="x", expected_on=date(2023, 9, 20))

    assert verdict(assess_on("8-1", [done(TTTT, 39, "6-28", "7-13")], close), 39).state is State.DONE_ON_TIME
    later = verdict(assess_on("8-20", [done(TTTT, 39, "8-1", "8-10", 8)], close), 39)
    assert (later.state, later.days_late) == (State.ENDED, 4)
    warned = verdict(assess_on("8-1", [report(TTTT, 7, "7-4", update(39, at_risk=risk))], close), 39)
    assert warned.at_risk is None
    recurring = verdict(assess_on("9-20", [], [decision(Close, "9-1", tasks=(35,))]), 35)
    assert (recurring.state, recurring.freshness) == (State.ENDED, Freshness())


@pytest.mark.parametrize(("closed", "periods"), [("8-13", 1), ("8-14", 1), ("8-15", 2)])
def test_monthly_report_due_before_the_date_of_the_close_is_owed(closed: str, periods: int) -> None:
    """Reports due on the date of the close or later are not owed; the first of two closes counts."""
    closes = [decision(Close, on, id=on, whole_plan=True) for on in (closed, "12-1")]
    submissions = [item for item in assess_on("12-20", [], closes).submissions if item.agency.id == YTE]

    assert [submission.state for submission in submissions] == [SubmissionState.MISSING] * periods


def test_the_later_of_two_schedules_applies() -> None:
    """Occurrences of a recurring schedule begin with the decision."""
    monthly = decision(Schedule, "8-20", id="m", schedule="qd-766", recurring=True, source="x")
    dated = decision(Schedule, "9-1", id="d", schedule="qd-766", until=date(2023, 12, 31), source="x")
    early = decision(Schedule, "8-1", id="e", schedule="qd-766", until=date(2023, 8, 15), source="x")

    assert verdict(assess_on("9-20", [], [monthly, dated]), 65, YTE).state is State.WITHIN_TIME
    recurring = verdict(assess_on("9-20", [], [early, monthly]), 65, YTE)
    assert (recurring.state, recurring.due) == (State.RECURRING, None)
    occurrences = verdict(assess_on("10-20", [], [monthly]), 65, YTE).record.occurrences
    assert [occurrence.name for occurrence in occurrences] == ["65/2023-09", "65/2023-10"]


def test_report_that_is_not_owed_adds_no_occurrence() -> None:
    """No report is owed for June."""
    reports = [report(YTE, 6, "6-13", update(35)), report(YTE, 7, "7-13", update(35))]

    assert [occurrence.name for occurrence in verdict(assess_on("7-20", reports), 35).record.occurrences] == [
        "35/2023-07"
    ]


# --- corrections ------------------------------------------------------------------------------------------------------


def test_withdrawing_a_withdrawal_restores_the_decision() -> None:
    """The extension counts again."""
    decisions = [
        decision(Extend, "6-28", id="a", tasks=(39,), until=date(2023, 7, 31)),
        decision(Withdraw, "6-29", id="b", corrects="a"),
        decision(Withdraw, "6-29", id="c", corrects="b"),
    ]

    assert verdict(assess_on("7-10", [], decisions), 39).due == date(2023, 7, 31)


# --- indicators -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("comparator", "below", "at", "above"),
    [("equal", False, True, False), ("at_least", False, True, True), ("at_most", True, True, False)],
)
def test_comparator_below_at_and_above_its_bound(comparator: str, below: bool, at: bool, above: bool) -> None:  # noqa: FBT001
    """The target of the indicator is 3."""
    indicator = replace(real_register().indicators["nhap-ho-tich-ba-cap"], comparator=comparator)  # type: ignore[arg-type]

    assert [is_met(indicator, measured(indicator.id, value), 2023) for value in (2, 3, 4)] == [below, at, above]


def test_target_with_two_indicators_needs_both() -> None:
    """Task 34: one missing leaves it open, one too low misses it, and a later share of 0 of 0 keeps it done."""
    first, second = "co-so-kham-benh-huong-dan-luu-tru", "cong-dan-khai-bao-luu-tru-truc-tuyen"

    def month_report(month: int, *values: tuple[str, int, int]) -> object:
        shares = tuple(measured(id_, value, of) for id_, value, of in values)
        return report(YTE, month, f"{month}-13", update(34, "done", "7-1", indicators=shares))

    july = month_report(7, (first, 10, 10), (second, 5, 5))
    assert verdict(assess_on("7-20", [month_report(7, (first, 10, 10))]), 34).record.target_met is None
    assert verdict(assess_on("7-20", [month_report(7, (first, 9, 10))]), 34).record.target_met is False
    assert verdict(assess_on("7-20", [july]), 34).state is State.DONE_ON_TIME
    august = month_report(8, (first, 10, 10), (second, 0, 0))
    assert verdict(assess_on("8-20", [july, august]), 34).state is State.DONE_ON_TIME


def test_days_late_of_an_overdue_task_are_those_of_its_overdue_obligations() -> None:
    """One agency finished 20 days late; the others are 3 days overdue, and so is the task."""
    others = tuple(agency.id for agency in real_register().members(("grp-sbn", "grp-huyen")) if agency.id != YTE)
    longer = [decision(Extend, "6-20", tasks=(59,), agencies=others, until=date(2023, 7, 25))]
    assessment = assess_on("7-28", [done(YTE, 59, "7-20", "7-26", 8)], longer)
    task = assessment.task("59")

    assert (task.state, task.days_late, verdict(assessment, 59, YTE).days_late) == (State.OVERDUE, 3, 20)


def test_old_and_new_agency_may_report_the_same_period() -> None:
    """The later report counts."""
    reports = [report(TTTT, 7, "7-9", update(46)), done(KHCN, 46, "6-28", "7-12")]

    assert verdict(assess_on("7-20", reports, [TRANSFER]), 46, KHCN).state is State.DONE_ON_TIME


def test_work_done_on_the_date_of_the_close_counts() -> None:
    """Task 39 is due on 30/6 and both done and closed on 5/7."""
    close = [decision(Close, "7-5", tasks=(39,))]

    assert verdict(assess_on("8-1", [done(TTTT, 39, "7-5", "7-13")], close), 39).state is State.DONE_LATE


# --- explanation ------------------------------------------------------------------------------------------------------


def test_explanation_lists_reports_before_decisions_of_the_same_date() -> None:
    """The transfer is one of the steps, and so is the claim on a joint task."""
    decisions = [decision(Accept, "7-9", tasks=(46,)), TRANSFER]
    reports = [done(TTTT, 46, "6-25", "7-9")]
    register, assessment = register_with(reports, decisions), assess_on("7-20", reports, decisions)
    steps = explanation_of(register, assessment, verdict(assessment, 46))
    assert [step.name for step in steps if step.name in {"reported", "decided"}] == ["reported", "decided", "decided"]

    joint = assess_on("7-20", [done(YTE, 62, "6-25", "7-13")])
    steps = explanation_of(register_with(), joint, verdict(joint, 62))
    assert [step.name for step in steps if step.name == "reported"] == ["reported"]
