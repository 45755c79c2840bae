"""Properties of reports and decisions: what they may change, and what not."""

from __future__ import annotations

import random
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
from plan190.model.register import ReportEntries, ReportFile
from plan190.model.report import AtRisk, Update
from plan190.status.assess import assess
from plan190.status.figures.overdue import overdue_figures
from plan190.status.figures.plan import leading_agencies, plan_facts, plan_figures
from plan190.status.figures.scoreboard import scoreboard_figures
from plan190.status.state import DONE, NO_DEADLINE, OPEN, STATES, State, rank
from plan190.status.verdicts import AgencyVerdict
from tests.builders import DOCUMENT, register_with, report
from tests.changed import replace

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment

AGENCIES = ("so-y-te", "so-tttt", "so-gtvt", "vp-ubnd-tinh")
TASKS = ("16", "29", "32", "33", "35", "39", "41", "44", "45", "54", "59", "62", "63", "64", "65")
TOTAL = 344
"""The number of obligations of the plan."""
DAYS = st.dates(date(2023, 6, 15), date(2023, 12, 31))
BY = {"by": "chu-tich-ubnd-tinh"}


@st.composite
def updates(draw: st.DrawFn, reported_on: date) -> Update:
    """Generate an update of a report of this date."""
    state = draw(st.sampled_from(["not_started", "in_progress", "done", "unchanged"]))
    done_on = reported_on - timedelta(days=draw(st.integers(0, 60))) if state == "done" else None
    risk = AtRisk(reason="x", expected_on=reported_on) if state == "in_progress" and draw(st.booleans()) else None
    return Update(task=draw(st.sampled_from(TASKS)), state=state, done_on=done_on, at_risk=risk)  # type: ignore[arg-type]


@st.composite
def reports(draw: st.DrawFn) -> tuple[ReportFile, ...]:
    """Generate reports, at most one for each agency and month."""
    keys = draw(st.sets(st.tuples(st.sampled_from(AGENCIES), st.integers(7, 12)), max_size=8))
    generated = []
    for agency, month in sorted(keys):
        reported_on = draw(DAYS)
        entries = draw(st.lists(updates(reported_on), max_size=4, unique_by=lambda update: update.task))
        generated.append(report(agency, month, reported_on.isoformat(), *entries))
    return tuple(generated)


@st.composite
def decisions(draw: st.DrawFn) -> tuple[Decision, ...]:
    """Generate decisions, some of which correct earlier ones."""
    generated: list[Decision] = []
    for number in range(draw(st.integers(0, 6))):
        day, until = draw(DAYS), draw(DAYS)
        tasks = (draw(st.sampled_from(TASKS)),)
        agencies = draw(st.sampled_from([(), ("so-y-te",), ("grp-sbn",)]))
        corrects = draw(st.sampled_from([None, *(decision.id for decision in generated)]))
        common = {"id": f"d{number}", "date": day, **BY}
        about = common | {"tasks": tasks, "agencies": agencies, "document": DOCUMENT, "corrects": corrects}
        moved = common | {"tasks": tasks, "document": DOCUMENT, "corrects": corrects}
        generated.append(
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
                        Transfer(**moved, agency="so-y-te", to="so-gtvt"),
                        Transfer(**moved, agency="so-gtvt", to="so-y-te"),
                        Happened(**common, event="huong-dan-chu-ky-so", until=draw(st.none() | st.just(until))),
                        Schedule(**common, schedule="qd-766", recurring=True, source="x", document=DOCUMENT),
                        *([Withdraw(**common, why="x", corrects=generated[-1].id)] if generated else []),
                    ]
                )
            )
        )
    return tuple(generated)


def assessed(register: Register, on: date) -> Assessment:
    """Return the assessment as of a date."""
    return assess(register, on, register.plan.policy)


def facts_of(assessment: Assessment) -> list[tuple[object, ...]]:
    """Return what an assessment says about obligations and submissions, without places in files."""
    verdicts = [
        (
            *(
                item.task.id,
                *sorted(item.obligation.agency_ids),
                item.state,
                item.due,
                item.days_late,
                item.late_before,
            ),
            *(item.claimed, item.accepted, item.extensions, item.maintained, item.freshness, item.at_risk is not None),
        )
        for item in assessment.verdicts
    ]
    submissions = [(item.agency.id, item.period, item.state) for item in assessment.submissions]
    return [*verdicts, *submissions]


@settings(max_examples=30, deadline=None)
@given(report_files=reports(), decided=decisions(), on=DAYS)
def test_every_obligation_has_exactly_one_state_and_tallies_add_up(
    report_files: tuple[ReportFile, ...], decided: tuple[Decision, ...], on: date
) -> None:
    """The states of each tally sum to its total, and no obligation is counted twice."""
    assessment = assessed(register_with(report_files, decided), on)

    assert {*DONE, *OPEN, *NO_DEADLINE, State.ENDED} == set(STATES)
    assert len(STATES) == len(DONE) + len(OPEN) + len(NO_DEADLINE) + 1
    rows = (*assessment.agencies, *assessment.joint)
    for tally in (assessment.by_task, assessment.by_obligation, *(row.leads for row in rows)):
        assert sum(tally[state] for state in STATES) == tally.total
    assert assessment.by_obligation.total == len(assessment.verdicts) == 344
    assert sum(row.leads.total for row in rows) == 344
    assert len({verdict.obligation.key for verdict in assessment.verdicts}) == 344
    own = [verdict for verdict in assessment.verdicts if not verdict.is_joint]
    assert all(verdict.claimed + verdict.accepted == verdict.is_done for verdict in own)


@settings(max_examples=30, deadline=None)
@given(report_files=reports(), decided=decisions(), on=DAYS)
def test_tables_of_agencies_add_up_to_the_totals(
    report_files: tuple[ReportFile, ...], decided: tuple[Decision, ...], on: date
) -> None:
    """In each state: all obligations = stated + assumed = the rows of both tables = the lists of overdue work."""
    register = register_with(report_files, decided)
    assessment = assessed(register, on)
    leading, overdue = leading_agencies(register, assessment, assessment.period), overdue_figures(assessment)
    parts = ((leading.stated, assessment.stated, True), (leading.assumed, assessment.assumed, False))

    for part, total, stated in parts:
        assert part.total == total
        for state in STATES:
            counted = sum(verdict.state is state for verdict in assessment.verdicts if verdict.is_stated is stated)
            assert counted == total[state] == sum(row.leads[state] for row in part.rows)
    assert all(
        assessment.by_obligation[state] == assessment.stated[state] + assessment.assumed[state] for state in STATES
    )
    assert len(overdue.divided.stated.verdicts) == assessment.stated[State.OVERDUE]
    assert len(overdue.divided.assumed.verdicts) == assessment.assumed[State.OVERDUE]
    submitted = [row.submission(assessment.period) for row in leading.stated.rows if isinstance(row, AgencyVerdict)]
    assert sum(submission is not None and submission.owed for submission in submitted) == leading.reports.owed


@settings(max_examples=30, deadline=None)
@given(report_files=reports(), decided=decisions(), on=DAYS, agency=st.sampled_from(AGENCIES))
def test_claim_on_the_joint_task_changes_no_total(
    report_files: tuple[ReportFile, ...], decided: tuple[Decision, ...], on: date, agency: str
) -> None:
    """Until it is accepted, whoever claims it: the same totals, rows and ranks."""
    decided = tuple(decision for decision in decided if not isinstance(decision, Accept | Close | Suspend | Transfer))
    report_files = tuple(item for item in report_files if (item.agency, item.period.last_month.month) != (agency, 12))
    entries = (Update(task="62", state="in_progress"), Update(task="62", state="done", done_on=on))

    def totals(entry: Update) -> tuple[object, ...]:
        register = register_with((*report_files, report(agency, 12, on.isoformat(), entry)), decided)
        assessment = assessed(register, on)
        facts = plan_facts(plan_figures(register, assessment))
        return facts, scoreboard_figures(assessment)

    assert totals(entries[0]) == totals(entries[1])


@settings(max_examples=30, deadline=None)
@given(report_files=reports(), decided=decisions(), on=DAYS, later=st.integers(1, 60))
def test_obligation_never_becomes_less_late_without_reports_or_decisions(
    report_files: tuple[ReportFile, ...], decided: tuple[Decision, ...], on: date, later: int
) -> None:
    """As days pass, states only get worse and days late only grow."""
    end = on + timedelta(days=later)
    report_files = tuple(report for report in report_files if not on < report.reported_on <= end)
    decided = tuple(decision for decision in decided if not on < decision.date <= end)
    now, then = (assessed(register_with(report_files, decided), day) for day in (on, end))

    for before, after in zip(now.verdicts, then.verdicts, strict=True):
        assert rank(after.state) <= rank(before.state)
        assert after.days_late >= before.days_late


@settings(max_examples=30, deadline=None)
@given(report_files=reports(), decided=decisions(), on=DAYS, seed=st.integers())
def test_order_of_reports_and_entries_does_not_matter(
    report_files: tuple[ReportFile, ...], decided: tuple[Decision, ...], on: date, seed: int
) -> None:
    """Files may be read in any order, and the entries of a report may be in any order."""
    shuffler = random.Random(seed)  # noqa: S311 - not a secret
    reordered = []
    for report_file in report_files:
        entries = list(report_file.updates)
        shuffler.shuffle(entries)
        reordered.append(ReportFile.of(ReportEntries(report_file.report, tuple(entries), (), report_file.corrections)))
    shuffler.shuffle(reordered)
    register = register_with(report_files, decided)

    assert facts_of(assessed(replace(register, reports=tuple(reordered)), on)) == facts_of(assessed(register, on))


@settings(max_examples=30, deadline=None)
@given(report_files=reports(), decided=decisions(), on=DAYS, which=st.integers(0, 5))
def test_withdrawn_decision_has_no_effect(
    report_files: tuple[ReportFile, ...], decided: tuple[Decision, ...], on: date, which: int
) -> None:
    """A decision withdrawn on its own date counts as never made, if no later decision names it."""
    assume(which < len(decided))
    assume(decided[which].kind != "withdraw" and all(decision.corrects != decided[which].id for decision in decided))
    entry = decided[which]
    withdrawal = Withdraw(id="back", date=entry.date, why="x", corrects=entry.id, **BY)
    without = tuple(decision for decision in decided if decision is not entry)

    withdrawn = register_with(report_files, (*decided, withdrawal))
    never_made = register_with(report_files, without)

    assert facts_of(assessed(withdrawn, on)) == facts_of(assessed(never_made, on))


@settings(max_examples=30, deadline=None)
@given(report_files=reports(), decided=decisions(), on=DAYS)
def test_reports_of_one_agency_do_not_affect_another(
    report_files: tuple[ReportFile, ...], decided: tuple[Decision, ...], on: date
) -> None:
    """Joint and transferred tasks are left out."""
    left_out = {"62"}
    for decision in decided:
        left_out.update(decision.tasks if isinstance(decision, Transfer) else ())
    own_reports = tuple(report for report in report_files if report.agency == "so-y-te")
    alone = assessed(register_with(own_reports, decided), on)
    with_others = assessed(register_with(report_files, decided), on)

    def own_facts(assessment: Assessment) -> list[tuple[object, ...]]:
        rows = facts_of(assessment)
        return [row for row in rows if "so-y-te" in row and row[0] not in left_out]

    assert own_facts(alone) == own_facts(with_others)


@settings(max_examples=30, deadline=None)
@given(report_files=reports(), decided=decisions(), on=DAYS, later=decisions())
def test_decisions_dated_later_do_not_change_an_answer(
    report_files: tuple[ReportFile, ...], decided: tuple[Decision, ...], on: date, later: tuple[Decision, ...]
) -> None:
    """The figures as of a date depend only on what was decided by that date, also if an entry is corrected later."""
    day = on + timedelta(days=1)
    names = {decision.id: f"later-{decision.id}" for decision in later}
    added = []
    for decision in later:
        # A later decision corrects or withdraws either a decision made by the date, or another later one.
        corrects = decided[0].id if decided and decision.id == "d0" else names.get(getattr(decision, "corrects", None))
        changes: dict[str, object] = {"id": names[decision.id], "date": max(day, decision.date)}
        if hasattr(decision, "corrects") and (corrects is not None or not isinstance(decision, Withdraw)):
            changes["corrects"] = corrects
        added.append(replace(decision, **changes))  # type: ignore[arg-type]

    assert facts_of(assessed(register_with(report_files, decided), on)) == facts_of(
        assessed(register_with(report_files, (*decided, *added)), on)
    )


@settings(max_examples=30, deadline=None)
@given(report_files=reports(), decided=decisions(), on=DAYS, since=DAYS, days=st.integers(0, 90))
def test_suspending_and_resuming_never_adds_days_late(
    report_files: tuple[ReportFile, ...], decided: tuple[Decision, ...], on: date, since: date, days: int
) -> None:
    """A suspension of the whole plan, which ends with its own resumption, is added to any decisions."""
    common = {**BY, "whole_plan": True, "document": DOCUMENT}
    suspend = Suspend(id="suspend", date=since, why="x", **common)
    resume = Resume(id="resume", date=since + timedelta(days=days), resumes="suspend", **common)
    without = assessed(register_with(report_files, decided), on)
    suspended = assessed(register_with(report_files, (*decided, suspend, resume)), on)

    for before, after in zip(without.verdicts, suspended.verdicts, strict=True):
        assert after.days_late <= before.days_late


@settings(max_examples=30, deadline=None)
@given(report_files=reports(), days=st.lists(DAYS, min_size=2, max_size=2, unique=True), on=DAYS)
def test_transfer_and_return_transfer_conserve_obligations_and_updates(
    report_files: tuple[ReportFile, ...], days: list[date], on: date
) -> None:
    """Task 39 passes from one agency to another and back; the reports of the agency that owes it count."""
    there, back = sorted(days)
    common = {**BY, "tasks": ("39",), "document": DOCUMENT}
    moves = (
        Transfer(id="there", date=there, agency="so-tttt", to="so-y-te", **common),
        Transfer(id="back", date=back, agency="so-y-te", to="so-tttt", **common),
    )
    assessment = assessed(register_with(report_files, moves), on)
    (verdict,) = assessment.task("39").verdicts

    def holder(day: date) -> str:
        return "so-y-te" if there <= day < back else "so-tttt"

    counted = [item for item in report_files if item.reported_on <= on and item.agency == holder(item.reported_on)]
    expected = [entry for item in counted for entry in item.updates if entry.value.task == "39"]
    assert assessment.by_obligation.total == TOTAL
    assert verdict.body.id == holder(on)
    assert len(verdict.work.updates) == len(expected)
