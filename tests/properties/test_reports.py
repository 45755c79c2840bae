"""Laws of reports and decisions, for any of them: what they may change, and what not."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

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
from plan190.model.report import AtRisk, Update
from plan190.status.assess import assess
from plan190.status.state import DONE, NO_DEADLINE, OPEN, STATES, State, rank
from tests.builders import DOCUMENT, register_with, report

if TYPE_CHECKING:
    from plan190.model.register import Register, ReportFile
    from plan190.status.verdicts import Assessment

AGENCIES = ("so-y-te", "so-tttt", "so-gtvt", "vp-ubnd-tinh")
TASKS = (16, 29, 32, 33, 35, 39, 41, 44, 45, 54, 59, 62, 63, 64, 65)
DAYS = st.dates(date(2023, 6, 15), date(2023, 12, 31))
BY = {"by": "chu-tich-ubnd-tinh"}


@st.composite
def updates(draw: st.DrawFn, reported_on: date) -> Update:
    """Return any entry of a report of that day."""
    state = draw(st.sampled_from(["not_started", "in_progress", "done", "unchanged"]))
    done_on = reported_on - timedelta(days=draw(st.integers(0, 60))) if state == "done" else None
    risk = AtRisk(reason="x", expected_on=reported_on) if state == "in_progress" and draw(st.booleans()) else None
    return Update(task=draw(st.sampled_from(TASKS)), state=state, done_on=done_on, at_risk=risk)  # type: ignore[arg-type]


@st.composite
def reports(draw: st.DrawFn) -> tuple[ReportFile, ...]:
    """Return any reports, one at most of an agency and month."""
    keys = draw(st.sets(st.tuples(st.sampled_from(AGENCIES), st.integers(7, 12)), max_size=8))
    made = []
    for agency, month in sorted(keys):
        reported_on = draw(DAYS)
        entries = draw(st.lists(updates(reported_on), max_size=4, unique_by=lambda update: update.task))
        made.append(report(agency, month, reported_on.isoformat(), *entries))
    return tuple(made)


@st.composite
def decisions(draw: st.DrawFn) -> tuple[Decision, ...]:
    """Return any decisions, some of which stand in the place of earlier ones."""
    made: list[Decision] = []
    for number in range(draw(st.integers(0, 6))):
        day, until = draw(DAYS), draw(DAYS)
        tasks = (draw(st.sampled_from(TASKS)),)
        agencies = draw(st.sampled_from([(), ("so-y-te",), ("grp-sbn",)]))
        corrects = draw(st.sampled_from([None, *(decision.id for decision in made)]))
        common = {"id": f"d{number}", "date": day, **BY}
        about = common | {"tasks": tasks, "agencies": agencies, "document": DOCUMENT, "corrects": corrects}
        made.append(
            draw(
                st.sampled_from(
                    [
                        Accept(**about),
                        Return(**about, why="x"),
                        Extend(**about, until=until),
                        Suspend(**about, why="x"),
                        Resume(**about),
                        Close(**about, why="x"),
                        Close(**common, whole_plan=True, document=DOCUMENT, why="x"),
                        Transfer(**common, tasks=tasks, agency="so-y-te", to="so-gtvt", document=DOCUMENT),
                        Happened(**common, event="huong-dan-chu-ky-so", until=draw(st.none() | st.just(until))),
                        Schedule(**common, schedule="qd-766", recurring=True, source="x", document=DOCUMENT),
                        *([Withdraw(**common, why="x", corrects=made[-1].id)] if made else []),
                    ]
                )
            )
        )
    return tuple(made)


def assessed(register: Register, on: date) -> Assessment:
    """Return the assessment of the day."""
    return assess(register, on, register.plan.policy)


def facts_of(assessment: Assessment) -> list[tuple[object, ...]]:
    """Return all that an assessment says of the obligations and reports, without where it is written."""
    verdicts = [
        (
            *(item.task.number, item.agency.id, item.state, item.due, item.days_late, item.late_before),
            *(item.claimed, item.accepted, item.extended, item.maintained, item.freshness, item.at_risk is not None),
        )
        for item in assessment.verdicts
    ]
    delivered = [(item.agency.id, item.period, item.state) for item in assessment.submissions]
    return [*verdicts, *delivered]


@settings(max_examples=60, deadline=None)
@given(report_files=reports(), book=decisions(), on=DAYS)
def test_every_obligation_has_exactly_one_state_and_totals_reconcile(
    report_files: tuple[ReportFile, ...], book: tuple[Decision, ...], on: date
) -> None:
    """Done on time + done late + within time + due soon + overdue + recurring + undated + waiting + ended = total."""
    assessment = assessed(register_with(report_files, book), on)

    assert {*DONE, *OPEN, *NO_DEADLINE, State.ENDED} == set(STATES)
    assert len(STATES) == len(DONE) + len(OPEN) + len(NO_DEADLINE) + 1
    for tally in (assessment.by_task, assessment.by_obligation, *(agency.leads for agency in assessment.agencies)):
        assert sum(tally[state] for state in STATES) == tally.total
    assert assessment.by_obligation.total == len(assessment.verdicts) >= 378
    assert sum(agency.leads.total for agency in assessment.agencies) == assessment.by_obligation.total
    keys = [(obligation.task.number, obligation.agency.id) for obligation in assessment.verdicts]
    assert len(keys) == len(set(keys))
    assert all(obligation.claimed + obligation.accepted == obligation.is_done for obligation in assessment.verdicts)


@settings(max_examples=60, deadline=None)
@given(report_files=reports(), book=decisions(), on=DAYS, later=st.integers(1, 60))
def test_a_later_day_alone_never_makes_an_obligation_less_late(
    report_files: tuple[ReportFile, ...], book: tuple[Decision, ...], on: date, later: int
) -> None:
    """With nothing reported or decided in between, states only grow worse and days late only grow."""
    end = on + timedelta(days=later)
    report_files = tuple(report for report in report_files if not on < report.reported_on <= end)
    book = tuple(decision for decision in book if not on < decision.date <= end)
    now, then = (assessed(register_with(report_files, book), day) for day in (on, end))

    for before, after in zip(now.verdicts, then.verdicts, strict=True):
        assert rank(after.state) <= rank(before.state)
        assert after.days_late + after.late_before >= before.days_late + before.late_before


@settings(max_examples=40, deadline=None)
@given(report_files=reports(), book=decisions(), on=DAYS, seed=st.integers())
def test_the_order_of_reports_and_entries_changes_nothing(
    report_files: tuple[ReportFile, ...], book: tuple[Decision, ...], on: date, seed: int
) -> None:
    """Files are read in any order, and entries of a report may stand in any order."""
    shuffled = random.Random(seed)  # noqa: S311 - an order, no secret
    turned = []
    for report_file in report_files:
        entries = list(report_file.updates)
        shuffled.shuffle(entries)
        turned.append(replace(report_file, updates=tuple(entries)))
    shuffled.shuffle(turned)
    register = register_with(report_files, book)

    assert facts_of(assessed(replace(register, reports=tuple(turned)), on)) == facts_of(assessed(register, on))


@settings(max_examples=40, deadline=None)
@given(report_files=reports(), book=decisions(), on=DAYS, which=st.integers(0, 5))
def test_withdrawing_a_decision_restores_what_was(
    report_files: tuple[ReportFile, ...], book: tuple[Decision, ...], on: date, which: int
) -> None:
    """A decision taken back the same day is as one that was never written, if no later one names it."""
    assume(which < len(book))
    assume(book[which].kind != "withdraw" and all(decision.corrects != book[which].id for decision in book))
    entry = book[which]
    back = Withdraw(id="back", date=entry.date, why="x", corrects=entry.id, **BY)
    without = tuple(decision for decision in book if decision is not entry)

    with_both, with_neither = register_with(report_files, (*book, back)), register_with(report_files, without)
    assert facts_of(assessed(with_both, on)) == facts_of(assessed(with_neither, on))


@settings(max_examples=40, deadline=None)
@given(report_files=reports(), book=decisions(), on=DAYS)
def test_two_agencies_updates_commute(
    report_files: tuple[ReportFile, ...], book: tuple[Decision, ...], on: date
) -> None:
    """What one agency reports changes nothing of another's own obligations, joint and transferred ones aside."""
    transferred = {number for decision in book if isinstance(decision, Transfer) for number in decision.tasks}
    mine = tuple(report for report in report_files if report.agency == "so-y-te")
    alone, beside_others = assessed(register_with(mine, book), on), assessed(register_with(report_files, book), on)

    def own(assessment: Assessment) -> list[tuple[object, ...]]:
        rows = facts_of(assessment)
        return [row for row in rows if "so-y-te" in row and row[0] != 62 and row[0] not in transferred]

    assert own(alone) == own(beside_others)
