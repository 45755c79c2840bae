"""What changed between two states of the plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from plan190.errors import TotalsError
from plan190.model.agency import Successor
from plan190.model.decision import Accept, Close, Extend, Resume, Return, Suspend, Transfer, Withdraw
from plan190.status.assess import assess
from plan190.status.changes import Changes, changes_between
from plan190.status.state import State
from tests.builders import assess_on, correction, day, decision, register_with, report, update
from tests.conftest import real_register

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.model.decision import Decision
    from plan190.model.register import ReportFile

HEALTH = "so-y-te"
DONE = report(HEALTH, 7, "7-10", update(59, "done", "6-25"))


def between(
    since: str, until: str, reports: Iterable[ReportFile] = (), decisions: Iterable[Decision] = (), *names: str
) -> Changes:
    """Return the changes between two dates in data with these reports and decisions, of these agencies or all."""
    before, after = (assess_on(on, reports, decisions) for on in (since, until))
    return changes_between(before, after, names or None)


def of_task(changes: Changes, task: int) -> list[str]:
    """Return the kinds of the changes of a task."""
    return [change.kind for change in changes.obligations if change.verdict.task.id == str(task)]


def test_equal_states_have_no_changes() -> None:
    """The same data as of the same date."""
    assert between("7-10", "7-10", [DONE]).is_empty


def test_done_work_accepted_later_is_two_changes() -> None:
    """Each change has one line, with the decision that made it."""
    accepted = decision(Accept, "7-20", tasks=(59,), agencies=(HEALTH,))
    changes = between("7-9", "7-20", [DONE], [accepted], HEALTH)
    by_kind = {change.kind.value: change for change in changes.obligations if change.verdict.task.id == "59"}

    assert list(by_kind) == ["done", "accepted"]
    assert by_kind["accepted"].decision == accepted
    assert by_kind["done"].verdict.state is State.DONE_ON_TIME


def test_a_returned_claim_is_returned_and_no_longer_done() -> None:
    """And the work is overdue again, because its due date has passed."""
    returned = decision(Return, "7-20", tasks=(59,), agencies=(HEALTH,))

    assert of_task(between("7-15", "7-20", [DONE], [returned], HEALTH), 59) == ["overdue", "reopened", "returned"]


def test_a_withdrawn_acceptance_is_a_change_of_the_claim() -> None:
    """The state stays, but the claim awaits acceptance again."""
    accepted = decision(Accept, "7-20", id="a", tasks=(59,), agencies=(HEALTH,))
    withdrawn = decision(Withdraw, "7-25", corrects="a")
    changes = between("7-20", "7-25", [DONE], [accepted, withdrawn], HEALTH)

    assert of_task(changes, 59) == ["other"]
    assert [(item.kind, item.name) for item in changes.records] == [("removed", "a")]


def test_the_first_progress_is_a_start() -> None:
    """A report of "not started" is none; work that is reported done at once is only done."""
    idle = report(HEALTH, 7, "7-10", update(59, "not_started"))
    begun = report(HEALTH, 8, "8-10", update(59))

    assert of_task(between("7-9", "7-10", [idle], (), HEALTH), 59) == []
    assert of_task(between("7-10", "8-10", [idle, begun], (), HEALTH), 59) == ["started"]
    assert of_task(between("7-9", "7-10", [DONE], (), HEALTH), 59) == ["done"]


def test_another_state_has_a_line_even_if_the_work_also_started() -> None:
    """The start does not say that the task is due soon."""
    begun = report("vp-ubnd-tinh", 7, "7-10", update(16))

    assert of_task(between("7-9", "7-28", [begun], (), "vp-ubnd-tinh"), 16) == ["started", "other"]


def test_a_correction_that_takes_back_a_claim_reopens_the_work() -> None:
    """The earlier date keeps its answer."""
    corrected = report(HEALTH, 8, "8-10", correction(7, 59, "in_progress"))

    assert of_task(between("7-10", "8-10", [DONE, corrected], (), HEALTH), 59) == ["overdue", "reopened"]


def test_an_extension_names_both_dates_and_the_decision() -> None:
    """It is overdue before and not after; a withdrawn extension moves the date back."""
    extended = decision(Extend, "7-20", id="e", tasks=(59,), agencies=(HEALTH,), until=day("12-31"))
    withdrawn = decision(Withdraw, "7-25", corrects="e")
    forth = between("7-19", "7-20", (), [extended], HEALTH)
    back = between("7-20", "7-25", (), [extended, withdrawn], HEALTH)

    assert [change.decision for change in forth.obligations] == [extended]
    assert [(change.old.due, change.new.due) for change in forth.obligations if change.old and change.new] == [
        (day("6-30"), day("12-31"))
    ]
    assert of_task(back, 59) == ["overdue", "moved"]
    assert back.obligations[-1].decision is None


def test_suspended_and_resumed() -> None:
    """Suspended work is not overdue; after it is resumed, it is."""
    paused = decision(Suspend, "7-10", tasks=(59,), agencies=(HEALTH,))
    resumed = decision(Resume, "7-20", tasks=(59,), agencies=(HEALTH,))

    assert of_task(between("7-9", "7-10", (), [paused, resumed], HEALTH), 59) == ["suspended"]
    assert of_task(between("7-10", "7-20", (), [paused, resumed], HEALTH), 59) == ["overdue", "resumed"]


def test_closed_work_is_ended() -> None:
    """With the decision that closed it."""
    closed = decision(Close, "7-10", tasks=(59,), agencies=(HEALTH,))
    changes = between("7-9", "7-10", (), [closed], HEALTH)

    assert [(change.kind.value, change.decision) for change in changes.obligations] == [("ended", closed)]


def test_a_transfer_enters_the_states_of_one_agency_and_leaves_those_of_the_other() -> None:
    """In the whole plan nothing enters or leaves; there and back is no change."""
    there = decision(Transfer, "7-10", id="t", tasks=(39,), agency="so-tttt", to="so-khcn")
    back = decision(Transfer, "7-20", id="b", tasks=(39,), agency="so-khcn", to="so-tttt")
    flows = {}
    for name in ("so-tttt", "so-khcn"):
        changes = between("7-9", "7-10", (), [there, back], name)
        assert of_task(changes, 39) == ["handed_over"]
        assert changes.obligations[0].decision == there
        flows[name] = [(flow.entered, flow.left) for flow in changes.flows if flow.entered or flow.left]

    assert flows == {"so-tttt": [(0, 1)], "so-khcn": [(1, 0)]}
    assert not any(flow.entered or flow.left for flow in between("7-9", "7-10", (), [there, back]).flows)
    assert of_task(between("7-9", "7-20", (), [there, back]), 39) == []


@pytest.mark.parametrize(("successors", "kinds"), [((Successor(to="so-khcn"),), {"handed_over"}), ((), {"ended"})])
def test_the_work_of_an_agency_that_ceases_is_handed_over_or_ends(
    successors: tuple[Successor, ...], kinds: set[str]
) -> None:
    """No decision made this change."""
    register = real_register()
    agencies = list(register.agencies)
    number = register.order["so-tttt"]
    ceased = replace(agencies[number].value, valid_to=day("7-31"), successors=successors)
    agencies[number] = replace(agencies[number], value=ceased)
    register = replace(register, agencies=tuple(agencies))
    before, after = (assess(register, day(on), register.plan.policy) for on in ("7-31", "8-1"))
    changes = [
        change for change in changes_between(before, after, ["so-tttt"]).obligations if not change.verdict.is_joint
    ]

    assert {change.kind.value for change in changes} - {"overdue"} == kinds
    assert all(change.is_succession for change in changes if change.kind in kinds)


def test_a_corrected_roster_is_no_succession() -> None:
    """The joint task loses an agency that never ceased to exist."""
    register = real_register()
    groups = tuple(
        replace(entry, value=replace(entry.value, members=tuple(id_ for id_ in entry.value.members if id_ != HEALTH)))
        for entry in register.groups
    )
    before, after = (
        assess(data, day("7-1"), register.plan.policy) for data in (register, replace(register, groups=groups))
    )
    changes = changes_between(before, after)

    assert of_task(changes, 62) == ["handed_over"]
    assert not any(change.is_succession for change in changes.obligations)


def test_reports_are_submitted_or_missing() -> None:
    """An agency without a report that fell due is named with the period; a late report is among the submitted ones."""
    late = report("so-gtvt", 7, "7-20", update(54))
    changes = between("7-13", "7-20", [late], (), HEALTH, "so-gtvt")

    assert [(item.agency.id, item.period) for item in changes.missing] == [(HEALTH, "2023-07")]
    assert [(item.agency.id, item.state.value) for item in changes.submitted] == [("so-gtvt", "late")]


def test_what_is_recorded_later_explains_two_answers_for_one_date() -> None:
    """A report that was added, one that was changed, and a decision that was removed."""
    accepted = decision(Accept, "7-12", id="a", tasks=(59,), agencies=(HEALTH,))
    other = report("so-gtvt", 7, "7-11", update(54))
    changed = report(HEALTH, 7, "7-10", update(59))
    before, after = assess_on("7-14", [DONE], [accepted]), assess_on("7-14", [changed, other])
    changes = changes_between(before, after)

    assert [(item.kind, item.name) for item in changes.records] == [
        ("added", "updates/so-gtvt/2023-07.yaml"),
        ("changed", "updates/so-y-te/2023-07.yaml"),
        ("removed", "a"),
    ]
    assert changes.submitted == ()


def test_an_acceptance_whose_reason_was_edited_is_no_second_acceptance() -> None:
    """It is a changed record."""
    accepted = decision(Accept, "7-12", id="a", tasks=(59,), agencies=(HEALTH,))
    before, after = (
        assess_on("7-14", [DONE], [replace(accepted, why=why)]) for why in ("Đủ minh chứng.", "Đã có minh chứng.")
    )
    changes = changes_between(before, after)

    assert changes.obligations == ()
    assert [(item.kind, item.name) for item in changes.records] == [("changed", "a")]


def test_an_obligation_that_only_one_side_has() -> None:
    """It enters or leaves its state, so that the totals add up."""
    register = register_with()
    lead = register.tasks_by_id["39"].lead
    other = replace(lead, bodies=("so-khcn",))
    tasks = tuple(
        replace(entry, value=replace(entry.value, lead=other)) if entry.value.id == "39" else entry
        for entry in register.tasks
    )
    before = assess(register, day("7-1"), register.plan.policy)
    after = assess(replace(register, tasks=tasks), day("7-1"), register.plan.policy)

    assert of_task(changes_between(before, after), 39) == ["removed", "added"]


def test_flows_that_do_not_add_up_cannot_be_constructed() -> None:
    """As a tally."""
    changes = between("7-9", "7-10")
    flow = changes.flows[0]
    with pytest.raises(TotalsError):
        replace(changes, flows=(flow._replace(after=flow.after + 1),))
