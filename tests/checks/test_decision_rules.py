"""P328: each decision is checked against the decisions before it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from plan190.checks.rules import p328_decision_without_subject as p328
from plan190.model.decision import Accept, Close, Extend, Happened, Reply, Resume, Suspend, Transfer, Withdraw
from plan190.model.report import Obstacle
from plan190.status.obligations import obligations_of
from plan190.status.snapshot import snapshot_as_of
from tests.builders import day, decision, register_with, report, update
from tests.status.test_decisions_in_force import ALL_TASKS, KHCN, LDTBXH, NOIVU, TTTT, YTE, with_agency

if TYPE_CHECKING:
    from plan190.model.decision import Decision

WHOLE = decision(Suspend, "7-5", id="whole", whole_plan=True)
ONE = decision(Suspend, "7-10", id="one", tasks=(39,))
TWO = decision(Suspend, "7-10", id="two", tasks=(39, 44))
MOVED = decision(Transfer, "10-1", id="moved", tasks=ALL_TASKS, agency=LDTBXH, to=NOIVU)
UNTIL = {"until": day("12-31")}

VALID: dict[str, list[Decision]] = {
    "suspension of suspended work": [WHOLE, ONE],
    "each suspension ends": [
        WHOLE,
        ONE,
        decision(Resume, "7-15", tasks=(39,)),
        decision(Resume, "7-16", whole_plan=True),
    ],
    "named suspension": [ONE, TWO, decision(Resume, "7-15", tasks=(39, 44), resumes="two")],
    "suspended again": [ONE, decision(Resume, "7-15", tasks=(39,)), decision(Suspend, "7-16", id="x", tasks=(39,))],
    "corrected suspension": [ONE, decision(Suspend, "7-12", id="x", corrects="one", tasks=(39,))],
    "corrected resumption": [
        *(ONE, decision(Resume, "7-12", id="r", tasks=(39,))),
        decision(Resume, "7-15", id="x", corrects="r", tasks=(39,)),
    ],
    "agency suspended, also in the joint task": [decision(Suspend, "7-5", agencies=(YTE,))],
    "transfer of a part": [decision(Transfer, "7-5", tasks=(62,), agency=YTE, to="cong-an-tinh")],
    "closed part": [decision(Close, "7-5", tasks=(62,), agencies=(YTE,))],
    "closed after the transfer of one date": [MOVED, decision(Close, "10-1", agencies=(LDTBXH,))],
    "transferred twice on one date": [
        decision(Transfer, "7-5", id="a", tasks=(46,), agency=TTTT, to=KHCN),
        decision(Transfer, "7-5", id="b", tasks=(46,), agency=KHCN, to=YTE),
    ],
    "extended before a transfer of the same date": [
        decision(Extend, "7-5", tasks=(46,), agencies=(TTTT,), **UNTIL),
        decision(Transfer, "7-5", tasks=(46,), agency=TTTT, to=KHCN),
    ],
    "corrected extension to an earlier date": [
        decision(Extend, "6-20", id="a", tasks=(39,), until=day("12-31")),
        decision(Extend, "7-20", id="b", corrects="a", tasks=(39,), until=day("10-31")),
    ],
    "corrected transfer": [
        decision(Transfer, "7-5", id="a", tasks=(46,), agency=TTTT, to=KHCN),
        decision(Transfer, "7-9", id="b", corrects="a", tasks=(46,), agency=TTTT, to=YTE),
    ],
}

INVALID: dict[str, tuple[list[Decision], list[str]]] = {
    "same scope in another order": ([TWO, decision(Suspend, "7-12", id="x", tasks=(44, 39))], ["suspended"]),
    "whole plan twice": ([WHOLE, decision(Suspend, "7-12", id="x", whole_plan=True)], ["suspended"]),
    "nothing to resume": ([ONE, decision(Resume, "7-15", tasks=(44,))], ["resume"]),
    "resumed twice": (
        [ONE, decision(Resume, "7-15", id="a", tasks=(39,)), decision(Resume, "7-16", id="b", tasks=(39,))],
        ["resume"],
    ),
    "resumed before the suspension": ([decision(Resume, "7-10", tasks=(39,)), ONE], ["resume"]),
    "one of several": (
        [
            ONE,
            decision(Suspend, "7-11", id="x", tasks=(39,), agencies=(TTTT,)),
            decision(Resume, "7-15", whole_plan=True),
        ],
        ["resume-several"],
    ),
    "unknown suspension": ([ONE, decision(Resume, "7-15", tasks=(39,), resumes="x")], ["resumes"]),
    "later suspension": ([decision(Resume, "7-9", tasks=(39,), resumes="one"), ONE], ["resumes"]),
    "suspension of other work": ([ONE, TWO, decision(Resume, "7-15", tasks=(44,), resumes="one")], ["resumes-ended"]),
    "suspension that has ended": (
        [ONE, TWO, decision(Resume, "7-15", id="a", tasks=(39,)), decision(Resume, "7-16", tasks=(39,), resumes="one")],
        ["resumes-ended"],
    ),
    "extended for one agency of the joint task": (
        [decision(Extend, "7-5", tasks=(62,), agencies=(YTE,), **UNTIL)],
        ["jointly"],
    ),
    "suspended for a group of the joint task": (
        [decision(Suspend, "7-5", tasks=(62,), agencies=("grp-sbn",))],
        ["jointly"],
    ),
    "work passed on earlier": (
        [
            decision(Transfer, "7-5", tasks=(46,), agency=TTTT, to=KHCN),
            decision(Extend, "7-5", tasks=(46,), agencies=(TTTT,), **UNTIL),
        ],
        ["leads", "task"],
    ),
}


def variants(decisions: list[Decision]) -> list[str]:
    """Return the variants of the problems of the decisions."""
    return [variant for _, variant, _ in p328.check(register_with([], decisions))]


@pytest.mark.parametrize("decisions", VALID.values(), ids=VALID)
def test_valid_decisions(decisions: list[Decision]) -> None:
    """Each decision has an effect."""
    assert variants(decisions) == []


@pytest.mark.parametrize(("decisions", "expected"), INVALID.values(), ids=INVALID)
def test_decisions_without_effect(decisions: list[Decision], expected: list[str]) -> None:
    """The last decision has none, or its effect is unclear."""
    assert variants(decisions) == expected


def test_decisions_about_transferred_work_name_the_new_agency() -> None:
    """The event for which it waits, and the answer to an obstacle that the old agency reported."""
    obstacle = Obstacle(category="kinh-phi", beyond_authority=True, description="x", proposal="x")
    reported = report("so-gtvt", 7, "7-12", update(54, obstacles=(obstacle,)))
    decisions = [
        decision(Transfer, "7-20", tasks=(54,), agency="so-gtvt", to=KHCN),
        decision(Happened, "7-21", event="ket-noi-du-lieu-kham-suc-khoe", agencies=(KHCN,)),
        decision(Reply, "7-22", agency=KHCN, task=54, obstacle="kinh-phi", answer="x"),
    ]

    assert list(p328.check(register_with([reported], decisions))) == []
    assert [found[1] for found in p328.check(register_with([reported], decisions[1:]))] == ["leads", "obstacle"]


def test_claim_of_an_agency_that_has_ceased_to_exist_can_be_accepted() -> None:
    """The department of labour existed through 30/9 and has no successor; its last report came on 5/10."""
    late = report(LDTBXH, 9, "10-5", update(29, "done", "9-28"))
    accept = decision(Accept, "10-10", tasks=(29,), agencies=(LDTBXH,))
    register = with_agency(register_with([late], [accept]), LDTBXH, valid_to=day("9-30"), successors=())

    assert list(p328.check(register)) == []


def test_claim_of_another_agency_of_a_joint_task_is_not_enough() -> None:
    """An acceptance concerns only the claim of the agency that it names; this one would have no effect."""
    claimed = report(YTE, 7, "7-12", update(62, "done", "7-10"))
    wrong, right = (decision(Accept, "7-20", tasks=(62,), agencies=(agency,)) for agency in (KHCN, YTE))

    assert [found[1] for found in p328.check(register_with([claimed], [wrong]))] == ["claim"]
    assert list(p328.check(register_with([claimed], [right]))) == []


def test_withdrawal_with_the_id_of_another_decision() -> None:
    """P305 reports the id; the withdrawal itself is not checked as a decision on tasks."""
    withdraw = decision(Withdraw, "7-12", id="two", corrects="one")

    assert variants([ONE, withdraw, TWO]) == []


def test_many_transfers_of_one_task_are_applied_quickly() -> None:
    """The time grows with the number of transfers, not faster."""
    sides = [(TTTT, KHCN), (KHCN, TTTT)]
    decisions = []
    for number in range(8_000):
        agency, to = sides[number % 2]
        decisions.append(decision(Transfer, "7-5", id=f"d{number}", tasks=(46,), agency=agency, to=to))
    register = register_with(decisions=decisions)
    began = time.process_time()
    owed = obligations_of(register, snapshot_as_of(register, day("7-9")).effects, day("7-9"))

    assert TTTT in {agency for obligation in owed if obligation.task.id == "46" for agency in obligation.agency_ids}
    assert time.process_time() - began < 2
