"""Agencies through time: names by date, who owed a task and on what basis, and what is asked of ceased agencies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from plan190.checks.deadline_gate import check_deadlines, scope_of
from plan190.checks.rules import p328_decision_without_subject as p328
from plan190.model.agency import Agency, LaterName, Successor
from plan190.model.decision import Accept, Close, Reply, Return, Transfer
from plan190.model.report import Obstacle
from plan190.status.assess import assess
from plan190.status.figures.draft import draft_figures
from plan190.status.figures.indicators import indicators_figures
from plan190.status.figures.reports import missing_reports_figures
from plan190.status.figures.scoreboard import scoreboard_figures
from plan190.status.holdings import holdings_of
from plan190.status.obligations import obligations_of
from plan190.status.state import State
from plan190.status.succession import acting_body, life_of
from tests.builders import decision, measured, obligations, register_with, report, update

if TYPE_CHECKING:
    from decimal import Decimal

    from plan190.model.decision import Decision
    from plan190.model.register import Entry, Register, ReportFile
    from plan190.status.verdicts import Assessment, Verdict

SHARE = "hai-long-dich-vu-cong-thiet-yeu"
BASIS = "Quyết định 1/QĐ-HUCAU"
LAST = date(2023, 9, 30)
NEXT = date(2023, 10, 1)


def with_agency(register: Register, id_: str, **changed: object) -> Register:
    """Return the register with these fields of an agency changed."""

    def changed_entry(entry: Entry[Agency]) -> Entry[Agency]:
        return replace(entry, value=replace(entry.value, **changed)) if entry.value.id == id_ else entry

    return replace(register, agencies=tuple(map(changed_entry, register.agencies)))


def ended(register: Register, id_: str, *successors: Successor) -> Register:
    """Return the register in which the agency ends on LAST."""
    return with_agency(register, id_, valid_to=LAST, basis=BASIS, successors=successors)


def assessed(register: Register, day: date = NEXT) -> Assessment:
    """Return the assessment as of the date."""
    return assess(register, day, register.plan.policy)


def plan_register() -> Register:
    """Return the register of the plan in which no agency ends or is renamed."""
    register = register_with()
    kept = [
        replace(entry, value=replace(entry.value, valid_from=None, valid_to=None, successors=(), names=()))
        for entry in register.agencies
    ]
    return replace(register, agencies=tuple(kept))


@pytest.mark.parametrize(("day", "name"), [(LAST, "Sở Y tế"), (NEXT, "Sở Mới"), (date(2024, 1, 1), "Sở Mới hơn")])
def test_the_names_of_a_date(day: date, name: str) -> None:
    """From its first date on, a name is in all answers; the plan's name is found at any time."""
    names = (
        LaterName(valid_from=NEXT, name="Sở Mới", english="New"),
        LaterName(valid_from=date(2023, 12, 31), name="Sở Mới hơn", english="Newer"),
    )
    register = replace(with_agency(plan_register(), "so-y-te", names=names), names_as_of=day)
    (verdict,) = (item for item in assessed(register, day).agencies if item.agency.id == "so-y-te")

    assert verdict.agency.name == register.bodies["so-y-te"].name == name
    assert {register.find_body(text) for text in ("Sở Y tế", "so moi hon")} == {verdict.agency}
    assert register.body_in_plan("so-y-te").name == "Sở Y tế"


def test_who_owed_a_task_by_succession() -> None:
    """The predecessor through its last date by the plan, then the successor on the basis of its entry."""
    successor = Successor(to="so-khcn", basis="Nghị định 2/HUCAU", certainty="likely", assumption="x")
    register = ended(plan_register(), "so-tttt", Successor(to="so-y-te", tasks=("39",)), successor)
    obligations = obligations_of(register, as_of=NEXT)
    first, second = holdings_of(item for item in obligations if item.task.id == "40")

    assert (first.agency, first.through) == (register.bodies["so-tttt"], LAST)
    assert (second.agency, second.previous, second.since) == (register.bodies["so-khcn"], first.agency, NEXT)
    assert (second.basis, second.succession) == ("Nghị định 2/HUCAU", successor)
    (_, by_agency) = holdings_of(item for item in obligations if item.task.id == "39")
    assert (by_agency.agency, by_agency.basis) == (register.bodies["so-y-te"], BASIS)


def test_who_passed_on_a_part_of_a_joint_task() -> None:
    """Two agencies have equal entries on their successor; the one that ended on the day before passed it on."""
    register = ended(plan_register(), "so-tnmt", Successor(to="so-nnmt"))
    register = with_agency(register, "so-khdt", valid_to=date(2023, 12, 31), successors=(Successor(to="so-nnmt"),))
    (obligation,) = (item for item in obligations_of(register, as_of=date(2024, 1, 1)) if item.task.id == "62")
    (holding,) = (item for item in holdings_of([obligation]) if item.since is not None)

    assert (holding.previous, holding.since, holding.basis) == (register.bodies["so-tnmt"], NEXT, BASIS)


def test_who_owed_a_task_by_decision() -> None:
    """A transfer is the basis from its date on; a task that never passed on has no list."""
    transfer = decision(Transfer, "7-10", tasks=(39,), agency="so-tttt", to="so-y-te")
    register = register_with([], [transfer])
    snapshot = assessed(register, LAST).snapshot
    obligations = obligations_of(register, snapshot.effects, LAST)
    first, second = holdings_of(item for item in obligations if item.task.id == "39")

    assert (first.through, second.since) == (date(2023, 7, 9), date(2023, 7, 10))
    assert (second.previous, second.transfer) == (first.agency, transfer)
    assert holdings_of(item for item in obligations if item.task.id == "40") == ()


def test_an_end_without_a_successor() -> None:
    """Its obligations are ended and still counted, and the list of who owed them ends with nobody."""
    register = plan_register()
    before, after = assessed(register), assessed(ended(register, "ubnd-h-bu-dop"))
    own = [item for item in after.verdicts if item.obligation.origin.id == "ubnd-h-bu-dop"]

    assert {item.state for item in own} == {State.ENDED}
    assert after.by_obligation.total == before.by_obligation.total
    assert after.by_obligation[State.ENDED] == len(own) > 0
    (_, nobody) = holdings_of([own[0].obligation])
    assert (nobody.agency, nobody.since, nobody.basis) == (None, NEXT, BASIS)


def test_nothing_is_asked_of_a_ceased_agency() -> None:
    """Its missing reports are counted separately, and the gate does not find them."""
    register = plan_register()
    before, after = assessed(register), assessed(ended(register, "ubnd-h-bu-dop"))
    missing, without = missing_reports_figures(before), missing_reports_figures(after)

    assert (missing.of_ceased, without.of_ceased) == (0, 3)
    assert len(missing.submissions) == len(without.submissions) + without.of_ceased
    scope = scope_of(after, ["missing-report", "overdue"], None, ["ubnd-h-bu-dop"])
    assert list(check_deadlines(register, after, scope)) == []


def test_a_successor_acts_for_a_body_of_the_plan() -> None:
    """The recipient of reports, for example; without a successor the body itself is named."""
    register = ended(plan_register(), "ubnd-tinh", Successor(to="so-noi-vu"))

    assert acting_body(register, "ubnd-tinh", LAST).id == "ubnd-tinh"
    assert acting_body(register, "ubnd-tinh", NEXT).id == "so-noi-vu"
    assert acting_body(ended(plan_register(), "ubnd-tinh"), "ubnd-tinh", NEXT).id == "ubnd-tinh"
    assert acting_body(register, "grp-sbn", NEXT).id == "grp-sbn"


def test_the_life_of_an_agency() -> None:
    """Its beginning, what it takes over, its names and its end, by date."""
    register = ended(plan_register(), "so-tttt", Successor(to="so-khcn", tasks=("39",)))
    name = LaterName(valid_from=date(2023, 11, 1), name="Sở Mới", english="New")
    register = with_agency(register, "so-khcn", valid_from=date(2023, 7, 1), names=(name,))
    register = with_agency(register, "so-khcn", valid_to=date(2023, 12, 31), basis=BASIS)
    events = life_of(register, register.bodies["so-khcn"])  # type: ignore[arg-type]

    assert [(event.kind, event.day) for event in events] == [
        ("begins", date(2023, 7, 1)),
        ("receives", NEXT),
        ("renamed", date(2023, 11, 1)),
        ("ends", date(2024, 1, 1)),
    ]
    assert (events[1].tasks, events[1].basis, events[2].name) == (("39",), BASIS, name)
    (passing,) = life_of(register, register.bodies["so-tttt"])  # type: ignore[arg-type]
    assert (passing.kind, passing.other) == ("passes_on", register.bodies["so-khcn"])


def test_a_draft_has_one_entry_for_a_task_of_two_obligations() -> None:
    """The successor owes task 59 itself and for the agency that it succeeds; its report has one entry on it."""
    register = ended(plan_register(), "so-khdt", Successor(to="so-tai-chinh"))
    assessment, agency = assessed(register), register.bodies["so-tai-chinh"]
    assert isinstance(agency, Agency)
    tasks = [item.verdict.task.id for item in draft_figures(register, assessment, agency, None).tasks]

    assert [item.task.id for item in assessment.agency(agency).verdicts].count("59") == 2
    assert tasks.count("59") == 1


def test_a_claim_on_a_joint_task_is_decided_after_its_agency_has_ceased() -> None:
    """The decision names the agency that made it, with or without a successor."""
    reports = [report("so-tttt", 8, "8-10", update(62, "done", "8-5"))]
    accept = decision(Accept, "10-2", tasks=(62,), agencies=("so-tttt",))
    plain = register_with(reports, [accept])
    register = replace(plan_register(), reports=plain.reports, decisions=plain.decisions)
    for successors in ((), (Successor(to="so-khcn"),)):
        changed = ended(register, "so-tttt", *successors)
        (verdict,) = assessed(changed, date(2023, 10, 3)).task("62").verdicts

        assert verdict.accepted
        assert list(p328.check(changed)) == []


def test_a_claim_of_the_agency_before_waits_at_its_successor() -> None:
    """A decision names the agency that owes the work now, and a filter for either agency finds the claim."""
    plain = register_with([report("so-tttt", 8, "8-10", update(59, "done", "8-5"))])
    register = ended(replace(plan_register(), reports=plain.reports), "so-tttt", Successor(to="so-khcn"))
    (claim,) = assessed(register).claims

    assert claim.decided_for == "so-khcn"
    assert [claim.concerns([id_]) for id_ in ("so-tttt", "so-khcn", "so-y-te")] == [True, True, False]


def test_the_draft_of_a_successor_shows_the_claim_that_was_returned() -> None:
    """The predecessor made the claim, the successor does the work again."""
    reports = [report("so-tttt", 8, "8-10", update(59, "done", "8-5"))]
    back = decision(Return, "9-10", tasks=(59,), agencies=("so-tttt",))
    plain = register_with(reports, [back])
    register = replace(plan_register(), reports=plain.reports, decisions=plain.decisions)
    register = ended(register, "so-tttt", Successor(to="so-khcn"))
    agency = register.bodies["so-khcn"]
    assert isinstance(agency, Agency)
    tasks = draft_figures(register, assessed(register), agency, None).tasks

    assert [len(item.returned) for item in tasks if item.verdict.task.id == "59"] == [1]


def merged(*reports: ReportFile) -> list[Verdict]:
    """Return the verdicts on the two obligations on task 59 of the successor of so-khdt, which owes it itself too."""
    accept = decision(Accept, "8-20", tasks=(59,), agencies=("so-khdt",))
    accepted = [accept] if reports[0].agency == "so-khdt" else []
    plain = register_with(reports, accepted)
    register = replace(plan_register(), reports=plain.reports, decisions=plain.decisions)
    register = ended(register, "so-khdt", Successor(to="so-tai-chinh"))
    assessment = assessed(register, date(2023, 10, 20))
    verdicts = obligations(assessment, 59, "so-tai-chinh")
    return sorted(verdicts, key=lambda verdict: verdict.obligation.origin.id)


@pytest.mark.parametrize("state", ["in_progress", "done"])
def test_the_own_work_of_a_successor_does_not_undo_what_it_took_over(state: str) -> None:
    """Its one entry on the task is about its own work; what the predecessor did stays accepted."""
    done = report("so-khdt", 8, "8-10", update(59, "done", "6-20"))
    own = report("so-tai-chinh", 10, "10-12", update(59, state, "10-5" if state == "done" else None))
    taken_over, of_successor = merged(done, own)

    assert (taken_over.state, taken_over.accepted) == (State.DONE_ON_TIME, True)
    assert of_successor.is_done is (state == "done")


def test_work_that_a_successor_did_before_is_not_what_it_took_over() -> None:
    """It repeats its own claim; what the predecessor had not done stays overdue until a later completion."""
    repeated = report("so-tai-chinh", 10, "10-12", update(59, "done", "6-20"))
    taken_over, of_successor = merged(repeated)
    assert (taken_over.state, of_successor.state) == (State.OVERDUE, State.DONE_ON_TIME)

    later = report("so-tai-chinh", 10, "10-12", update(59, "done", "10-5"))
    assert [verdict.state for verdict in merged(later)] == [State.DONE_LATE, State.DONE_LATE]


@pytest.mark.parametrize(
    ("late", "variants"),
    [
        (decision(Transfer, "9-25", recorded_on=NEXT, tasks=(44,), agency="so-tttt", to="so-y-te"), ["task"]),
        (decision(Transfer, "9-25", recorded_on=LAST, tasks=(44,), agency="so-tttt", to="so-y-te"), []),
        (decision(Close, "10-5", agencies=("so-tttt",)), ["leads"]),
        (decision(Close, "9-5", agencies=("so-tttt",)), []),
    ],
)
def test_a_decision_on_a_ceased_agency_without_effect_is_reported(late: Decision, variants: list[str]) -> None:
    """A transfer passes nothing on after the end, and an agency that has ceased owes no reports that could end."""
    register = replace(plan_register(), decisions=register_with([], [late]).decisions)
    problems = p328.check(ended(register, "so-tttt", Successor(to="so-khcn")))

    assert [variant for _, variant, *_ in problems] == variants


def test_a_value_of_the_predecessor_counts_until_its_successor_reports_one() -> None:
    """The sum does not change with the succession; the first later value of the successor is about both."""
    reports = [
        report("so-khdt", 8, "8-10", update(61, indicators=(measured(SHARE, 50, 100),))),
        report("so-tai-chinh", 8, "8-10", update(61, indicators=(measured(SHARE, 90, 100),))),
        report("so-tai-chinh", 10, "10-12", update(61, indicators=(measured(SHARE, 150, 200),))),
    ]
    register = replace(plan_register(), reports=register_with(reports).reports)
    register = ended(register, "so-khdt", Successor(to="so-tai-chinh"))

    def total(day: date) -> Decimal:
        (item,) = indicators_figures(register, assessed(register, day)).totals
        return item.value

    assert [total(day) for day in (LAST, NEXT, date(2023, 10, 12))] == [140, 140, 150]


def test_an_obstacle_to_a_joint_task_passes_to_the_successor() -> None:
    """It stays open, and can be answered, until the successor reports on the task without it."""
    obstacle = Obstacle(category="kinh-phi", beyond_authority=False, description="Thiếu kinh phí.")
    reports = [
        report("so-tttt", 8, "8-10", update(62, obstacles=(obstacle,))),
        report("so-khcn", 8, "8-10", update(62)),
        report("so-khcn", 11, "11-10", update(62)),
    ]
    reply = decision(Reply, "10-2", agency="so-khcn", task=62, obstacle=obstacle.name, answer="Có.")
    plain = register_with(reports, [reply])
    register = replace(plan_register(), reports=plain.reports, decisions=plain.decisions)
    register = ended(register, "so-tttt", Successor(to="so-khcn"))

    def agencies(day: date) -> list[str]:
        return [item.agency.id for item in assessed(register, day).obstacles]

    assert [agencies(day) for day in (LAST, NEXT, date(2023, 11, 10))] == [["so-tttt"], ["so-khcn"], []]
    assert list(p328.check(register)) == []


def test_a_scoreboard_across_a_succession() -> None:
    """A ceased agency is listed but not ranked; its successor has tasks of its own from then on."""
    register = ended(plan_register(), "ubnd-h-bu-dop")
    register = ended(register, "so-tttt", Successor(to="so-khcn"))
    done = report("so-y-te", 7, "7-10", update(59, "done", "6-28"))
    scores = {item.agency.id: item for item in scoreboard_figures(assessed(replace(register, reports=(done,)))).stated}

    assert (scores["ubnd-h-bu-dop"].ceased, scores["ubnd-h-bu-dop"].rank) == (True, None)
    assert scores["ubnd-h-bu-dang"].rank is not None
    assert (scores["so-khcn"].own_tasks, "so-tttt" in scores) == (True, False)


def test_an_obstacle_to_a_joint_task_passes_on_twice() -> None:
    """A successor that ends too passes it on to its own successor."""
    obstacle = Obstacle(category="kinh-phi", beyond_authority=False, description="Thiếu kinh phí.")
    register = ended(plan_register(), "so-tttt", Successor(to="so-khcn"))
    second = {"valid_to": date(2023, 10, 31), "successors": (Successor(to="so-y-te"),)}
    register = with_agency(register, "so-khcn", **second)
    reply = decision(Reply, "11-2", agency="so-y-te", task=62, obstacle=obstacle.name, answer="Có.")
    plain = register_with([report("so-tttt", 8, "8-10", update(62, obstacles=(obstacle,)))], [reply])
    register = replace(register, reports=plain.reports, decisions=plain.decisions)

    def owning(day: date) -> list[str]:
        return [item.agency.id for item in assessed(register, day).obstacles]

    assert [owning(day) for day in (LAST, NEXT, date(2023, 11, 1))] == [["so-tttt"], ["so-khcn"], ["so-y-te"]]
    assert list(p328.check(register)) == []
