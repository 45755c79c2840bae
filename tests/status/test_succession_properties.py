"""Properties of successions: no obligation is lost or owed twice, and earlier answers stay as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plan190.checks.rules import p334_wrong_succession as p334
from plan190.checks.succession import tasks_not_taken_over
from plan190.model.agency import Successor
from plan190.model.decision import Transfer
from plan190.status.assess import assess
from plan190.status.obligations import obligations_of
from plan190.status.state import DONE, State
from tests.builders import decision, register_with, report, update

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.model.decision import Decision
    from plan190.model.register import Register, ReportFile
    from plan190.status.obligations import Obligation
    from plan190.status.verdicts import Assessment

POOL = ("so-ldtbxh", "so-tttt", "so-noi-vu", "so-y-te", "so-khcn", "so-nnmt", "ubnd-h-dong-phu", "mttq-tinh")
"""Agencies that may end and take over: with tasks of their own, only with tasks of all, and one not in the plan."""
TASKS = ("29", "30", "31", "39", "40", "57", "59", "62", "67")
DAYS = st.dates(date(2023, 7, 1), date(2023, 12, 31))


@cache
def plain_register() -> Register:
    """Return the register of the real plan, in which all agencies exist at any time, under one name."""
    register = register_with()
    agencies = [
        replace(entry, value=replace(entry.value, valid_from=None, valid_to=None, basis=None, successors=(), names=()))
        for entry in register.agencies
    ]
    return replace(register, agencies=tuple(agencies))


class Case(NamedTuple):
    """Agencies that end, each with its last date and successors; transfers of tasks; reports that tasks are done."""

    ends: dict[str, tuple[date, tuple[Successor, ...]]]
    transfers: tuple[Decision, ...] = ()
    reports: tuple[ReportFile, ...] = ()

    def register(self) -> Register:
        """Return the register of the plan with these successions and transfers."""
        register = plain_register()
        agencies = list(register.agencies)
        for id_, (last_date, successors) in self.ends.items():
            index = register.order[id_]
            ended = replace(agencies[index].value, valid_to=last_date, successors=successors)
            agencies[index] = replace(agencies[index], value=ended)
        changed = register_with(self.reports, self.transfers)
        return replace(register, agencies=tuple(agencies), reports=changed.reports, decisions=changed.decisions)


@st.composite
def successor_lists(draw: st.DrawFn, id_: str, *, for_all: bool = False) -> tuple[Successor, ...]:
    """Generate the successors of an agency: of single tasks, and of all others (with `for_all` always)."""
    others = st.sampled_from([other for other in POOL if other != id_])
    of_tasks = draw(st.dictionaries(st.sampled_from(TASKS), others, max_size=3))
    successors = [Successor(to=to, tasks=(task,)) for task, to in of_tasks.items()]
    if for_all or draw(st.booleans()):
        successors.append(Successor(to=draw(others)))
    return tuple(successors)


@st.composite
def transfers(draw: st.DrawFn) -> Decision:
    """Generate a transfer of one task between two agencies."""
    agency, to = draw(st.lists(st.sampled_from(POOL), min_size=2, max_size=2, unique=True))
    task = draw(st.sampled_from(TASKS))
    return decision(Transfer, str(draw(DAYS)), tasks=(task,), agency=agency, to=to)


@st.composite
def cases(draw: st.DrawFn, *, for_all: bool = False) -> Case:
    """Generate successions, as chains, splits, merges or circles, with transfers and reports."""
    ending = sorted(draw(st.sets(st.sampled_from(POOL), min_size=1, max_size=6)))
    ends = {id_: (draw(DAYS), draw(successor_lists(id_, for_all=for_all))) for id_ in ending}
    decisions = draw(st.lists(transfers(), max_size=3))
    named = tuple(replace(item, id=f"d{number}") for number, item in enumerate(decisions))
    done = draw(st.dictionaries(st.sampled_from(POOL), st.sampled_from(TASKS), max_size=3))
    reports = tuple(report(id_, 7, "7-10", update(int(task), "done", "7-5")) for id_, task in done.items())
    return Case(ends, named, reports)


def assessed(register: Register, as_of: date) -> Assessment:
    """Assess the register as of a date."""
    return assess(register, as_of, register.plan.policy)


def keys_of(obligations: Sequence[Obligation]) -> list[tuple[str, str]]:
    """Return what identifies each obligation, in a fixed order."""
    return sorted(obligation.key for obligation in obligations)


@settings(max_examples=25)
@given(cases(), DAYS)
def test_each_obligation_is_owed_by_one_agency_or_has_ended(case: Case, as_of: date) -> None:
    """All obligations of the plan are there once; each passes from holder to holder without a gap or an overlap."""
    obligations = [verdict.obligation for verdict in assessed(case.register(), as_of).verdicts]

    assert keys_of(obligations) == keys_of(obligations_of(plain_register()))
    for obligation in obligations:
        holders = obligation.holders
        current = [holder for holder in holders if holder.is_current]
        assert all(holder.agency.exists_on(as_of) for holder in current)
        assert (not current) == (obligation.ceased_on is not None)
        if not obligation.is_joint:
            assert len(current) <= 1
            assert holders[0].since == date.min
            assert all(before.until == after.since for before, after in pairwise(holders))


@settings(max_examples=25)
@given(cases(), DAYS)
def test_each_obligation_is_counted_once_as_owed_ended_or_done(case: Case, as_of: date) -> None:
    """The total stays: what nobody owes any more has ended or was done, all else counts once for its agency."""
    assessment = assessed(case.register(), as_of)
    ceased = [verdict for verdict in assessment.verdicts if verdict.obligation.ceased_on is not None]
    single = [verdict for verdict in assessment.verdicts if not verdict.is_joint]

    assert assessment.by_obligation.total == 344
    assert {verdict.state for verdict in ceased} <= {State.ENDED, *DONE}
    assert assessment.by_obligation[State.ENDED] == sum(verdict.state is State.ENDED for verdict in ceased)
    assert sum(item.leads.total for item in assessment.agencies) == len(single)


@settings(max_examples=25)
@given(cases(), st.integers(0, 100))
def test_answers_before_a_succession_are_unaffected(case: Case, days_before: int) -> None:
    """Through the last date of the first agency that ends, every answer is the one without successions."""
    as_of = min(last_date for last_date, _ in case.ends.values()) - timedelta(days=days_before)
    without = case._replace(ends={})

    assert answers(assessed(case.register(), as_of)) == answers(assessed(without.register(), as_of))


def answers(assessment: Assessment) -> list[object]:
    """Return what is known of each obligation, and the reports that are due, with ids in place of agencies.

    A report that is not yet due is owed by the agencies that exist on its due date.
    """
    verdicts = [
        (verdict.obligation.key, verdict.state, verdict.due, verdict.days_late, sorted(verdict.obligation.agency_ids))
        for verdict in assessment.verdicts
    ]
    cooperating = [(task.task.id, [agency.id for agency in task.cooperating]) for task in assessment.tasks]
    submissions = [(item.agency.id, item.period, item.state) for item in assessment.submissions if item.is_due]
    return [verdicts, cooperating, submissions]


@settings(max_examples=25)
@given(cases(for_all=True))
def test_nothing_ends_while_each_agency_has_a_successor_for_all_tasks(case: Case) -> None:
    """This holds if every successor exists when it takes over, which rule P334 demands."""
    register = case.register()
    assume("gone" not in {variant for _, variant, *_ in p334.check(register)})

    assert assessed(register, date(2024, 6, 1)).by_obligation[State.ENDED] == 0


@settings(max_examples=25)
@given(cases())
def test_what_ends_is_reported(case: Case) -> None:
    """An obligation without a successor is named by rule P336, or P334 reports why its successor cannot take over."""
    register = case.register()
    named = {task for tasks in tasks_not_taken_over(register).values() for task in tasks}
    verdicts = assessed(register, date(2024, 6, 1)).verdicts
    ended = {verdict.task.id for verdict in verdicts if verdict.obligation.ceased_on is not None}

    assert named <= ended
    assert named == ended or list(p334.check(register))


@given(st.permutations(POOL), st.integers(2, 5), st.lists(DAYS, min_size=5, max_size=5))
def test_circles_are_refused(agencies: list[str], length: int, last_dates: list[date]) -> None:
    """Whatever the dates are, one agency of a circle does not exist when it would take over."""
    circle = agencies[:length]
    ends = {
        id_: (last_date, (Successor(to=to),))
        for id_, to, last_date in zip(circle, [*circle[1:], circle[0]], last_dates, strict=False)
    }

    assert "gone" in {variant for _, variant, *_ in p334.check(Case(ends).register())}


@given(DAYS, st.lists(st.sampled_from(POOL[1:]), min_size=1, max_size=6, unique=True))
def test_a_chain_ends_at_its_last_agency(first_date: date, successors: list[str]) -> None:
    """Each agency of the chain owes the obligation for one day, and the last one owes it from then on."""
    chain = ["so-ldtbxh", *successors]
    ends = {
        id_: (first_date + timedelta(days=number), (Successor(to=to),))
        for number, (id_, to) in enumerate(pairwise(chain))
    }
    obligations = obligations_of(Case(ends).register(), as_of=date(2024, 6, 1))
    (obligation,) = (item for item in obligations if item.key == ("31", "so-ldtbxh"))

    assert [holder.agency.id for holder in obligation.holders] == chain
    assert all(after.since - before.since == timedelta(days=1) for before, after in pairwise(obligation.holders[1:]))
