"""The forecast of the deadline gate: on which dates it reports what, if nothing is done from a date on.

The findings of a date are those of the gate as of that date. They are computed only for the dates on which they can
change.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import chain, pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from plan190.checks.baseline import baseline_of, periods_by_identity, unknown_periods
from plan190.checks.deadline_gate import CODE_OF_GATE, check_deadlines, scope_of
from plan190.diagnostics import Place
from plan190.model.deadline import has_due_dates
from plan190.model.task import task_number, task_order
from plan190.status.assess import assess
from plan190.status.due import due_dates_of
from plan190.status.figures.tasks import first_due
from plan190.status.grouping import group_by
from plan190.status.periods import latest_period, periods_through, report_due
from plan190.status.selection import owed_by_any
from plan190.status.snapshot import register_as_of
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from plan190.checks import fact_types as types
    from plan190.checks.baseline import Baseline, KnownFinding
    from plan190.checks.deadline_gate import Gate
    from plan190.model.period import Period
    from plan190.model.register import Register
    from plan190.status.figures.tasks import NextDue
    from plan190.status.verdicts import Assessment
    from plan190.words.text import NaturalOrder

    Common = tuple[str, bool, str, tuple[str, ...]]
    """The first values of a `FindingGroup`."""

ABOUT_REPORTS = frozenset({CODE_OF_GATE["missing-report"], CODE_OF_GATE["stale"]})
"""The codes of the findings that a monthly report prevents."""


class GateQuestion(NamedTuple):
    """What the gate reports: its gates, the tasks due within these days, the agencies, and the known findings."""

    gates: Collection[Gate]
    within: int | None
    agencies: Collection[str]
    known: Baseline


class FindingGroup(NamedTuple):
    """Findings of one code: on tasks that the same agencies owe, or on the reports of one period.

    `number`: one for each obligation, claim or missing report. `period`: "" if they are not about reports.
    `taken_over`: whether the agencies took the tasks over from others.
    """

    code: str
    taken_over: bool
    period: str
    agencies: tuple[str, ...]
    tasks: tuple[str, ...]
    number: int


class ForecastStep(NamedTuple):
    """The findings from the date `day` until the next step.

    `findings`: their number, as the gate counts those that are not known. `new`: those that the day before does not
    have, one for each missing report; of the first step all of them. `ended`: the number of those that only the day
    before has.
    """

    day: date
    findings: int
    new: tuple[KnownFinding, ...]
    ended: int = 0

    @property
    def last_day(self) -> date:
        """The last date on which the new findings can be prevented."""
        return self.day - ONE_DAY

    @property
    def groups(self) -> tuple[FindingGroup, ...]:
        """The new findings by code, then by task or period."""
        by_subject = group_by(sorted(self.new, key=_subject), _subject)
        by_agencies = group_by(by_subject.values(), _common)
        return tuple(_group(common, chain.from_iterable(parts)) for common, parts in by_agencies.items())


class Forecast(NamedTuple):
    """The findings of the gate from the as-of date through `last`, if nothing is done.

    `steps`: the as-of date, then each date on which findings change. `left_out`: the number of reports left out because
    of errors, which fail the gate on every date. `checked`: whether the gate has anything to check on these dates.
    `next_due`: the first due date after those that are listed.
    """

    question: GateQuestion
    steps: tuple[ForecastStep, ...]
    last: date
    left_out: int
    checked: bool
    next_due: NextDue | None

    @property
    def today(self) -> ForecastStep:
        """The findings as of the as-of date."""
        return self.steps[0]

    @property
    def changes(self) -> Sequence[ForecastStep]:
        """The dates after the as-of date on which findings change."""
        return self.steps[1:]

    @property
    def today_by_code(self) -> dict[str, int]:
        """The number of findings as of the as-of date of each code that occurs, one for each missing report."""
        return dict(sorted(Counter(finding.code for finding in self.today.new).items()))

    @property
    def fails_today(self) -> bool:
        """Whether the gate fails as of the as-of date."""
        return self.fails(self.today)

    @property
    def failure(self) -> ForecastStep | None:
        """The first step on which the gate fails; None if there is none."""
        return next(filter(self.fails, self.steps), None)

    @property
    def last_safe(self) -> date | None:
        """The last date on which the gate still passes; None if it fails already, or not at all."""
        if self.fails_today or self.failure is None:
            return None
        return self.failure.last_day

    def fails(self, step: ForecastStep) -> bool:
        """Return whether the gate fails from the date of the step on."""
        return step.findings + self.left_out > 0


def forecast(register: Register, before: Assessment, question: GateQuestion, days: int) -> Forecast:
    """Return the forecast from the date of the assessment `before` for this number of days."""
    as_of, last = before.as_of, before.as_of + timedelta(days=days)
    # Findings are compared and not shown where they are, so no file is parsed for their places.
    unchanged = replace(register_as_of(register, as_of), place_of=lambda file, _: Place(file))
    days_of_change = sorted(_dates_of_change(unchanged, before, question, last))
    later = (assess(unchanged, day, before.policy) for day in days_of_change)
    runs = [_run(unchanged, assessment, question) for assessment in (before, *later)]
    steps = [ForecastStep(as_of, runs[0].number, tuple(runs[0].findings))]
    steps += [_step(run, following) for run, following in pairwise(runs) if run.findings != following.findings]
    is_checked = any(run.checked for run in runs)
    owed = owed_by_any(before.verdicts, question.agencies)
    due_later = (verdict for verdict in owed if verdict.days_left is not None and verdict.days_left > days)
    return Forecast(question, tuple(steps), last, len(register.left_out), is_checked, first_due(due_later))


class _Run(NamedTuple):
    """A run of the gate: its date, the number of findings that are not known, and these, one for each missing report.

    `checked`: the number of obligations and reports checked.
    """

    day: date
    number: int
    findings: dict[KnownFinding, None]
    checked: int


def _run(register: Register, assessment: Assessment, question: GateQuestion) -> _Run:
    """Run the gate as of the date of the assessment."""
    scope = scope_of(assessment, question.gates, question.within, question.agencies)
    number, findings = 0, []
    known = periods_by_identity(question.known)
    for finding, periods in baseline_of(check_deadlines(register, assessment, scope)).items():
        unknown = unknown_periods(finding, periods, known)
        if unknown is not None:
            number += 1
            findings += _by_period(finding, unknown)
    return _Run(assessment.as_of, number, dict.fromkeys(findings), scope.total)


def _by_period(finding: KnownFinding, periods: Iterable[Period]) -> list[KnownFinding]:
    """Return a finding for each of these missing reports; the finding itself if it is about something else."""
    return [finding._replace(period=str(period)) for period in sorted(periods)] or [finding]


def _dates_of_change(register: Register, before: Assessment, question: GateQuestion, last: date) -> set[date]:
    """Return the dates after the as-of date, through the last one, on which findings can change."""
    dates = {day + ONE_DAY for day in _last_dates(register, before, question, last) if day < last}
    if question.within is not None:
        dates |= {due - timedelta(days=question.within) for due in _due_dates(register, before, last)}
    return {day for day in dates if before.as_of < day <= last}


def _last_dates(register: Register, before: Assessment, question: GateQuestion, last: date) -> Iterator[date]:
    """Yield the due dates of work and of monthly reports, and the last dates of agencies."""
    yield from _due_dates(register, before, last)
    yield from filter(None, (entry.value.valid_to for entry in register.agencies))
    if {"missing-report", "stale"} & set(question.gates):
        plan = register.plan
        # A report can be due at the end of the month before its own.
        periods = periods_through(latest_period(last, plan.reporting).later(1), plan.reporting)
        yield from (report_due(period, plan, before.policy) for period in periods)


def _due_dates(register: Register, before: Assessment, last: date) -> Iterator[date]:
    """Yield the due dates of work, and the later ones of recurring work through the last date."""
    yield from filter(None, (verdict.due for verdict in before.verdicts))
    plan = register.plan
    for rule in filter(has_due_dates, {verdict.obligation.rule for verdict in before.verdicts}):
        due_dates = due_dates_of(rule, before.policy, plan.calendar, plan.issued_on)
        yield from takewhile(lambda due: due <= last, due_dates)


def _step(before: _Run, run: _Run) -> ForecastStep:
    """Return the step to a run of the gate from the one before."""
    new = [finding for finding in run.findings if finding not in before.findings]
    ended = before.findings.keys() - run.findings.keys()
    return ForecastStep(run.day, run.number, tuple(new), len(ended))


def _subject(finding: KnownFinding) -> tuple[str, bool, str, NaturalOrder]:
    """Return the code, whether the agency took the task over, and the period of reports or else the task."""
    if finding.code in ABOUT_REPORTS:
        return finding.code, False, finding.period, task_order("")
    return finding.code, bool(finding.origin), "", task_order(finding.task)


def _common(findings: Sequence[KnownFinding]) -> Common:
    """Return what findings on one subject have in common with others of their group."""
    code, taken_over, period, _ = _subject(findings[0])
    return code, taken_over, period, tuple(dict.fromkeys(finding.agency for finding in findings))


def _group(common: Common, findings: Iterable[KnownFinding]) -> FindingGroup:
    tasks = [finding.task for finding in findings]
    return FindingGroup(*common, tuple(sorted(set(filter(None, tasks)), key=task_order)), len(tasks))


def forecast_facts(figures: Forecast) -> types.Forecast:
    """Return the dates on which the findings of the gate change."""
    question, failure = figures.question, figures.failure
    return {
        "fail_on": tuple(question.gates), "within": question.within, "until": figures.last,
        "fails": figures.fails_today, "fails_on": failure.day if failure is not None else None,
        "last_safe": figures.last_safe,
        "steps": [_step_facts(step, fails=figures.fails(step)) for step in figures.steps],
    }  # fmt: skip


def _step_facts(step: ForecastStep, *, fails: bool) -> types.ForecastStep:
    new = list(map(_finding_facts, step.new))
    return {"date": step.day, "fails": fails, "findings": step.findings, "ended": step.ended, "new": new}


def _finding_facts(finding: KnownFinding) -> types.ForecastFinding:
    task = task_number(finding.task) if finding.task else None
    return {
        "code": finding.code, "agency": finding.agency, "task": task, "task_id": finding.task or None,
        "period": finding.period, "origin": finding.origin or None,
    }  # fmt: skip
