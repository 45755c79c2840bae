"""Effect of corrections and withdrawals of monthly reports on an obligation: one small case per test."""

from __future__ import annotations

from datetime import date

from plan190.model.decision import Accept, Reply, Return
from plan190.model.period import Period
from plan190.model.report import AtRisk, Obstacle
from plan190.status.indicators import indicator_series_of
from plan190.status.obstacles import open_obstacles
from plan190.status.snapshot import snapshot_as_of
from plan190.status.state import State
from plan190.status.submissions import SubmissionState
from tests.builders import assess_on, correction, day, decision, measured, register_with, report, update, verdict

YTE, TTTT, OFFICE = "so-y-te", "so-tttt", "vp-ubnd-tinh"
DONE_39 = report(TTTT, 7, "7-13", update(39, "done", "6-28"))
LATE_39 = report(TTTT, 8, "8-10", correction(7, 39, "done", "7-5"))
"""Task 39 is due on 30/6; August corrects: done five days after, not two days before."""


def test_correction_counts_from_its_own_date() -> None:
    """Task 39 is on time on 9/8 by the July report, and five days late on 10/8 by the correction of August."""
    before, after = (verdict(assess_on(on, [DONE_39, LATE_39]), 39) for on in ("8-9", "8-10"))

    assert (before.state, before.days_late) == (State.DONE_ON_TIME, 0)
    assert (after.state, after.days_late) == (State.DONE_LATE, 5)
    assert [str(update.period) for update in after.work.updates] == ["2023-07"]
    assert (after.work.updates[0].reported_on, after.work.updates[0].stated_on) == (day("7-13"), day("8-10"))


def test_correction_can_cancel_a_claim() -> None:
    """The task is overdue again from the correction on, and is not marked as reopened."""
    corrected = report(TTTT, 8, "8-10", correction(7, 39))
    before, after = (verdict(assess_on(on, [DONE_39, corrected]), 39) for on in ("8-9", "8-10"))

    assert before.state is State.DONE_ON_TIME
    assert (after.state, after.days_late) == (State.OVERDUE, 41)
    assert after.record.work.reopened is None


def test_correction_submitted_last_counts() -> None:
    """The date of submission decides, whatever the reporting periods."""
    september = report(TTTT, 9, "9-10", correction(7, 39, "done", "7-10"))
    august = report(TTTT, 8, "9-12", correction(7, 39, "done", "7-5"))
    second, third = (verdict(assess_on(on, [DONE_39, august, september]), 39) for on in ("9-11", "9-12"))

    assert (second.days_late, third.days_late) == (10, 5)
    both = [LATE_39, report(TTTT, 9, "9-10", correction(7, 39, "done", "7-10"))]
    assert [verdict(assess_on(on, [DONE_39, *both]), 39).days_late for on in ("9-9", "9-10")] == [5, 10]


def test_correction_of_july_does_not_override_the_update_of_august() -> None:
    """August reports task 39 as done; September corrects July only."""
    august = report(TTTT, 8, "8-10", update(39, "done", "6-28"))
    september = report(TTTT, 9, "9-10", correction(7, 39))
    obligation = verdict(assess_on("9-10", [DONE_39, august, september]), 39)

    assert (obligation.state, obligation.accepted) == (State.DONE_ON_TIME, False)
    assert [update.value.state for update in obligation.work.updates] == ["in_progress", "done"]


def test_corrected_claim_needs_a_new_acceptance() -> None:
    """Accepted on 20/7, corrected on 10/8 with other evidence, accepted again on 16/8."""
    corrected = report(TTTT, 8, "8-10", correction(7, 39, "done", "6-28", summary="Nộp lại minh chứng."))
    accept, accept_again = decision(Accept, "7-20", tasks=(39,)), decision(Accept, "8-16", tasks=(39,))
    accepted = [
        verdict(assess_on(on, [DONE_39, corrected], [accept, accept_again]), 39).accepted
        for on in ("7-19", "8-9", "8-10", "8-16")
    ]

    assert accepted == [False, True, False, True]
    assert verdict(assess_on("8-10", [DONE_39, corrected], [accept, accept_again]), 39).state is State.DONE_ON_TIME


def test_correction_renews_a_returned_claim() -> None:
    """Returned on 20/7 for want of evidence; the correction of 10/8 claims the task again."""
    corrected = report(TTTT, 8, "8-10", correction(7, 39, "done", "6-28", summary="Nộp lại minh chứng."))
    returned = decision(Return, "7-20", tasks=(39,))
    before, after = (verdict(assess_on(on, [DONE_39, corrected], [returned]), 39) for on in ("8-9", "8-10"))

    assert (before.state, after.state, after.claimed) == (State.OVERDUE, State.DONE_ON_TIME, True)
    assert after.record.work.returned is None


def test_withdrawn_report_is_missing_from_the_date_of_withdrawal() -> None:
    """On 1/8 July's report is on time and task 39 done; on 2/8 the report is missing and 19 days late."""
    withdrawn_report = report(TTTT, 7, "7-13", update(39, "done", "6-28"), withdrawn="8-2")
    before, after = assess_on("8-1", [withdrawn_report]), assess_on("8-2", [withdrawn_report])

    def state_of(assessment: object) -> tuple[SubmissionState, int]:
        agency = next(item for item in assessment.agencies if item.agency.id == TTTT)  # type: ignore[attr-defined]
        submission = agency.submission(Period.parse("2023-07"))
        return submission.state, submission.days_late

    assert state_of(before) == (SubmissionState.ON_TIME, 0)
    assert state_of(after) == (SubmissionState.MISSING, 19)
    assert (verdict(before, 39).state, verdict(after, 39).state) == (State.DONE_ON_TIME, State.OVERDUE)
    assert verdict(after, 39).work.updates == ()


def test_withdrawing_a_report_withdraws_its_corrections() -> None:
    """When August is withdrawn, July counts as first reported."""
    august = report(TTTT, 8, "8-10", correction(7, 39, "done", "7-5"), withdrawn="8-20")
    late, on_time = (verdict(assess_on(on, [DONE_39, august]), 39) for on in ("8-19", "8-20"))

    assert (late.state, on_time.state) == (State.DONE_LATE, State.DONE_ON_TIME)


def test_occurrence_is_missed_when_its_report_is_withdrawn() -> None:
    """Task 35 is reported in July and August; July's report is withdrawn later."""
    reports = [report(YTE, 7, "7-13", update(35), withdrawn="8-20"), report(YTE, 8, "8-13", update(35))]
    before, after = (verdict(assess_on(on, reports), 35).record.occurrences for on in ("8-19", "8-20"))

    assert [occurrence.update is not None for occurrence in before] == [True, True]
    assert [occurrence.update is not None for occurrence in after] == [False, True]


def test_correction_replaces_indicator_values() -> None:
    """July's 120 of 130 becomes 100 of 130 on 10/8, and its place is in the August file."""

    def share(value: int) -> tuple[object, ...]:
        return (measured("trang-bi-dau-doc-the", value, 130),)

    july = report(YTE, 7, "7-13", update(32, indicators=share(120)))
    register = register_with([july, report(YTE, 8, "8-10", correction(7, 32, indicators=share(100)))])
    (before,), (after,) = (indicator_series_of(register, snapshot_as_of(register, day(on))) for on in ("8-9", "8-10"))

    assert [(str(point.period), point.measured.value) for point in before.points] == [("2023-07", 120)]
    assert [(str(point.period), point.measured.value) for point in after.points] == [("2023-07", 100)]
    assert after.latest.entry.file == "updates/so-y-te/2023-08.yaml"


def test_correction_replaces_obstacles() -> None:
    """An obstacle that is left out is closed; one that is repeated keeps its date and its answer."""
    money = Obstacle(category="kinh-phi", beyond_authority=True, description="Thiếu.")
    people = Obstacle(category="nhan-luc", beyond_authority=False, description="Thiếu.")
    july = report(YTE, 7, "7-13", update(35, obstacles=(money, people)))
    august = report(YTE, 8, "8-10", correction(7, 35, obstacles=(money,)))
    answer = decision(Reply, "7-20", agency=YTE, task=35, obstacle="kinh-phi", answer="Đã bố trí.")
    before, after = (open_obstacles(assess_on(on, [july, august], [answer])) for on in ("8-9", "8-10"))

    assert [item.obstacle.name for item in before] == ["kinh-phi", "nhan-luc"]
    assert [(item.obstacle.name, item.days_open(day("8-10")), len(item.answers)) for item in after] == [
        ("kinh-phi", 28, 1)
    ]


def test_delay_warning_added_by_a_correction_is_not_timely() -> None:
    """Task 16 is due on 31/7. July has no warning; a correction of 10/8 adds one."""
    risk = AtRisk(reason="thiếu kinh phí", expected_on=date(2023, 8, 20))
    july = report(OFFICE, 7, "7-13", update(16))
    august = report(OFFICE, 8, "8-10", correction(7, 16, at_risk=risk))
    warned = verdict(assess_on("8-10", [july, august]), 16).at_risk

    assert warned is not None
    assert (warned.timely, warned.reported_on) == (False, day("8-10"))


def test_delay_warning_repeated_by_a_correction_stays_timely() -> None:
    """July warns in time; the correction changes only the progress."""
    risk = AtRisk(reason="thiếu kinh phí", expected_on=date(2023, 8, 20))
    july = report(OFFICE, 7, "7-13", update(16, progress=60, at_risk=risk))
    august = report(OFFICE, 8, "8-10", correction(7, 16, progress=50, at_risk=risk))
    warned = verdict(assess_on("8-10", [july, august]), 16).at_risk

    assert warned is not None
    assert (warned.timely, warned.reported_on) == (True, day("7-13"))
