"""Tests of decisions over time: corrections, overlapping suspensions, successions, days off, days late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from plan190.model.agency import Agency, Successor
from plan190.model.decision import Close, Extend, Resume, Schedule, Suspend, Transfer
from plan190.status.assess import assess
from plan190.status.figures.scoreboard import scoreboard_figures
from plan190.status.state import State
from plan190.status.submissions import SubmissionState
from tests.builders import assess_on, day, decision, register_with, report, update, verdict, with_plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.model.decision import Decision
    from plan190.model.register import Register, ReportFile
    from plan190.status.verdicts import Assessment

TTTT, KHCN, YTE, LDTBXH, NOIVU = "so-tttt", "so-khcn", "so-y-te", "so-ldtbxh", "so-noi-vu"


def with_agency(register: Register, name: str, **changes: Any) -> Register:
    """Return the register with these fields of one agency replaced."""
    agencies = list(register.agencies)
    index = register.order[name]
    values = vars(agencies[index].value) | changes
    agencies[index] = replace(agencies[index], value=Agency(**values))
    return replace(register, agencies=tuple(agencies))


def dissolved(
    on: str, *successors: Successor, reports: Iterable[ReportFile] = (), decisions: Iterable[Decision] = ()
) -> Assessment:
    """Assess the plan as of a date; the department of labour exists through 30/9/2023."""
    register = register_with(reports, decisions)
    register = with_agency(register, LDTBXH, valid_to=date(2023, 9, 30), successors=successors)
    return assess(register, day(on), register.plan.policy)


def missing(assessment: Assessment, agency: str) -> list[str]:
    """Return the periods of the agency's missing reports."""
    state = SubmissionState.MISSING
    return [str(item.period) for item in assessment.submissions if item.agency.id == agency and item.state is state]


# --- corrections ------------------------------------------------------------------------------------------------------


def test_extension_holds_until_the_date_of_its_correction() -> None:
    """Extended to 31/8 and corrected on 1/9 to 31/7: work done on 20/8 was on time, open work is late from 1/9 on."""
    first = decision(Extend, "6-20", id="a", tasks=(39,), until=date(2023, 8, 31))
    second = decision(Extend, "9-1", id="b", corrects="a", tasks=(39,), until=date(2023, 7, 31))
    done = report(TTTT, 9, "9-10", update(39, "done", "8-20"))

    assert verdict(assess_on("9-20", [done], [first, second]), 39).state is State.DONE_ON_TIME
    open_ = verdict(assess_on("9-20", [], [first, second]), 39)
    assert (open_.days_late, open_.due, open_.extensions) == (20, date(2023, 7, 31), 1)


def test_correction_with_the_date_of_the_decision_replaces_it_completely() -> None:
    """A typing error is corrected under the date of the first entry."""
    first = decision(Extend, "6-20", id="a", tasks=(39,), until=date(2023, 8, 31))
    second = decision(Extend, "6-20", id="b", corrects="a", tasks=(39,), until=date(2023, 7, 31))

    assert verdict(assess_on("8-5", [], [first, second]), 39).days_late == 5


def test_suspension_holds_until_the_date_of_its_correction() -> None:
    """Task 39 was suspended from 5/7; the correction of 15/7 names task 44 instead."""
    first = decision(Suspend, "7-5", id="a", tasks=(39,))
    second = decision(Suspend, "7-15", id="b", corrects="a", tasks=(44,))
    assessment = assess_on("7-20", [], [first, second])

    assert (verdict(assessment, 39).state, verdict(assessment, 39).days_late) == (State.OVERDUE, 10)
    assert verdict(assessment, 44).suspended


def test_resumption_holds_until_the_date_of_its_correction() -> None:
    """Resumed on 10/7; from 15/7 on the correction resumes another task."""
    suspended = decision(Suspend, "7-5", id="s", tasks=(39, 44))
    first = decision(Resume, "7-10", id="a", tasks=(39,))
    second = decision(Resume, "7-15", id="b", corrects="a", tasks=(44,))
    obligation = verdict(assess_on("7-20", [], [suspended, first, second]), 39)

    assert (obligation.suspended, obligation.days_late) == (True, 9)


def test_closing_holds_until_the_date_of_its_correction() -> None:
    """Closed on 5/7; the correction of 15/7 closes another task, so this one is owed and late again."""
    first = decision(Close, "7-5", id="a", tasks=(39,))
    other = decision(Close, "7-15", id="b", corrects="a", tasks=(44,))
    same = decision(Close, "7-15", id="b", corrects="a", tasks=(39,))

    assert verdict(assess_on("7-20", [], [first, other]), 39).state is State.OVERDUE
    ended = verdict(assess_on("7-20", [], [first, same]), 39)
    assert (ended.state, ended.days_late) == (State.ENDED, 4)


def test_schedule_holds_until_the_date_of_its_correction() -> None:
    """Due on 31/8 by a schedule that was corrected on 1/9 to 31/12."""
    first = decision(Schedule, "8-1", id="a", schedule="qd-766", until=date(2023, 8, 31), source="x")
    second = decision(Schedule, "9-5", id="b", corrects="a", schedule="qd-766", until=date(2023, 12, 31), source="x")
    obligation = verdict(assess_on("9-20", [], [first, second]), 65, YTE)

    assert (obligation.state, obligation.due, obligation.days_late) == (State.WITHIN_TIME, date(2023, 12, 31), 4)


# --- suspensions ------------------------------------------------------------------------------------------------------

WHOLE = decision(Suspend, "7-5", id="whole", whole_plan=True)
ONE = decision(Suspend, "7-10", id="one", tasks=(39,))


@pytest.mark.parametrize(
    ("resumes", "is_suspended"),
    [
        ([decision(Resume, "7-15", tasks=(39,))], True),
        ([decision(Resume, "7-15", whole_plan=True)], True),
        ([decision(Resume, "7-15", id="r1", tasks=(39,)), decision(Resume, "7-18", id="r2", whole_plan=True)], False),
        ([decision(Resume, "7-15", tasks=(39, 44), resumes="one")], True),
        ([decision(Resume, "7-15", tasks=(39, 44))], True),
    ],
)
def test_each_suspension_ends_only_with_its_own_resumption(resumes: list[Decision], *, is_suspended: bool) -> None:
    """The whole plan is suspended on 5/7, task 39 once more on 10/7."""
    obligation = verdict(assess_on("7-20", [], [WHOLE, ONE, *resumes]), 39)

    assert obligation.suspended is is_suspended
    assert obligation.days_late == (4 if is_suspended else 7)


def test_suspended_work_has_no_missed_occurrences() -> None:
    """Task 35 is suspended from 20/8 to 20/11: three months are not asked for, and a report made then counts."""
    decisions = [decision(Suspend, "8-20", tasks=(35,)), decision(Resume, "11-20", tasks=(35,))]
    reports = [report(YTE, month, f"{month}-12", update(35)) for month in (7, 8, 10, 12)]
    during = verdict(assess_on("10-20", reports, decisions), 35)
    after = verdict(assess_on("12-20", reports, decisions), 35)

    assert during.freshness.fresh is None
    assert [occurrence.period.last_month.month for occurrence in after.record.occurrences] == [7, 8, 10, 12]
    assert (after.freshness.fresh, after.freshness.streak) == (True, 4)


def test_transferred_work_has_occurrences_of_the_agency_that_owes_it() -> None:
    """Task 35 is transferred on 20/10: the months before come from the reports of the old agency."""
    transfer = decision(Transfer, "10-20", tasks=(35,), agency=YTE, to=KHCN)
    reports = [report(YTE, month, f"{month}-12", update(35)) for month in (7, 8, 9, 10)]
    reports.append(report(YTE, 11, "11-12"))
    obligation = verdict(assess_on("11-20", reports, [transfer]), 35)

    assert obligation.body.id == KHCN
    assert [(item.period.last_month.month, item.update is not None) for item in obligation.record.occurrences] == [
        (7, True), (8, True), (9, True), (10, True), (11, False),
    ]  # fmt: skip


# --- the duty to report -----------------------------------------------------------------------------------------------

ALL_TASKS = (29, 30, 31, 59, 60, 61, 62, 63, 64, 65, 66, 67)


def test_agency_without_tasks_owes_no_further_reports() -> None:
    """Everything was transferred on 1/10; the reports due before remain."""
    transfer = decision(Transfer, "10-1", tasks=ALL_TASKS, agency=LDTBXH, to=NOIVU)
    close = decision(Close, "10-1", agencies=(LDTBXH,))
    back = decision(Transfer, "11-20", id="back", tasks=(29,), agency=NOIVU, to=LDTBXH)

    assert missing(assess_on("12-20", [], [transfer]), LDTBXH) == ["2023-07", "2023-08", "2023-09"]
    assert missing(assess_on("12-20", [], [close]), LDTBXH) == ["2023-07", "2023-08", "2023-09"]
    assert missing(assess_on("12-20", [], [transfer, back]), LDTBXH) == ["2023-07", "2023-08", "2023-09", "2023-12"]


def test_agency_whose_tasks_are_all_closed_owes_no_further_reports() -> None:
    """The joint task is still owed by the others."""
    close = decision(Close, "10-1", tasks=ALL_TASKS, agencies=(LDTBXH,))

    assert missing(assess_on("12-20", [], [close]), LDTBXH) == ["2023-07", "2023-08", "2023-09"]


def test_obligations_of_a_dissolved_agency_pass_to_its_successors() -> None:
    """Task 29 passes to one department, all others to another, with their reports; nothing is lost."""
    successors = Successor(to=YTE, tasks=("29",)), Successor(to=NOIVU)
    reports = [report(LDTBXH, 9, "9-12", update(29, progress=50))]
    before, after = dissolved("9-30", *successors, reports=reports), dissolved("10-1", *successors, reports=reports)

    assert before.by_obligation.total == after.by_obligation.total == 344
    assert verdict(before, 29).body.id == LDTBXH
    assert (verdict(after, 29).body.id, len(verdict(after, 29).work.updates)) == (YTE, 1)
    assert verdict(after, 30).body.id == NOIVU
    assert len([item for item in after.task("59").verdicts if item.body.id == NOIVU]) == 2
    assert LDTBXH not in verdict(after, 62).obligation.agency_ids
    assert missing(dissolved("12-20", *successors), LDTBXH) == ["2023-07", "2023-08", "2023-09"]


def test_obligations_of_a_dissolved_agency_without_successor_end() -> None:
    """They count as ended, with the days late through its last date."""
    ended = verdict(dissolved("12-20"), 29)

    assert (ended.state, ended.body.id) == (State.ENDED, LDTBXH)
    assert dissolved("12-20").by_obligation.total == 344


def test_transfer_to_a_dissolved_agency_reaches_its_successor() -> None:
    """A decision of November still names the old department."""
    transfer = decision(Transfer, "11-10", tasks=(46,), agency=TTTT, to=LDTBXH)

    assert verdict(dissolved("12-20", Successor(to=NOIVU), decisions=[transfer]), 46).body.id == NOIVU


def test_new_agency_owes_no_report_before_it_exists() -> None:
    """The department of health exists from 1/10 on."""
    register = with_agency(register_with(), YTE, valid_from=date(2023, 10, 1))
    assessment = assess(register, day("12-20"), register.plan.policy)

    assert missing(assessment, YTE) == ["2023-10", "2023-11", "2023-12"]


# --- due dates --------------------------------------------------------------------------------------------------------


def test_decided_due_date_on_a_day_off_moves_if_the_policy_says_so() -> None:
    """10/2/2024 is the first day of Tet; the next working day is 15/2."""
    register = register_with([], [decision(Extend, "2023-12-25", tasks=(46,), until=date(2024, 2, 10))])
    policy = type(register.plan.policy)(**vars(register.plan.policy) | {"day_off": "civil-code"})
    moved = with_plan(register, policy=policy)

    assert verdict(assess(register, day("2024-02-12"), register.plan.policy), 46).due == date(2024, 2, 10)
    assert verdict(assess(moved, day("2024-02-12"), policy), 46).due == date(2024, 2, 15)


@pytest.mark.parametrize(
    "values",
    [(Extend, {"tasks": (39,), "until": date(2023, 7, 31)}), (Suspend, {"tasks": (39,)}), (Close, {"tasks": (39,)})],
    ids=["extend", "suspend", "close"],
)
@pytest.mark.parametrize("on", ["7-5", "7-20"])
def test_decision_counts_on_its_own_date(values: tuple[type[Decision], dict[str, Any]], on: str) -> None:
    """Due on 30/6 and decided on 5/7: four days late, the last one being 4/7."""
    kind, about = values

    assert verdict(assess_on(on, [], [decision(kind, "7-5", **about)]), 39).days_late == 4


def test_first_late_day_after_a_resumption_is_its_date() -> None:
    """Suspended on 5/7, resumed on 10/7: late from 1/7 to 4/7, and again on 10/7."""
    decisions = [decision(Suspend, "7-5", tasks=(39,)), decision(Resume, "7-10", tasks=(39,))]

    assert [verdict(assess_on(on, [], decisions), 39).days_late for on in ("7-9", "7-10")] == [4, 5]


def test_close_on_the_due_date_of_a_report_and_on_the_date_of_completion() -> None:
    """The report due on 14/7 is not owed; work completed on that date is done, work completed later has ended."""
    close = decision(Close, "7-14", whole_plan=True)
    reports = [report(TTTT, 8, "8-1", update(39, "done", "7-14"), update(44, "done", "7-15"))]
    assessment = assess_on("8-20", reports, [close])

    assert missing(assessment, YTE) == []
    assert verdict(assessment, 39).is_done
    assert verdict(assessment, 44).state is State.ENDED


def test_days_late_before_an_extension_count_while_the_task_is_open_and_when_it_is_done() -> None:
    """Due on 30/6, extended on 10/7: nine days late, in every state and on the scoreboard."""
    extend = decision(Extend, "7-10", tasks=(39,), until=date(2023, 7, 31))
    done = report(TTTT, 8, "8-10", update(39, "done", "7-20"))
    scores = [scoreboard_figures(assess_on("7-25", reports, [extend])) for reports in ([], [done])]
    days = [score.days_late for figures in scores for score in figures.stated if score.agency.id == TTTT]

    assert verdict(assess_on("7-25", [], [extend]), 39).days_late == 9
    assert days[0] == days[1]
