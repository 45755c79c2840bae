"""No edit by an agency changes what a decision accepted or returned: random histories, each with a random edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from plan190.model.decision import Accept, Return, Transfer
from plan190.model.report import Correction, Evidence, Measured
from plan190.review.rules import p402_closed_period_changed as p402
from plan190.review.rules import p403_record_removed as p403
from plan190.review.rules import p411_decided_claim_changed as p411
from plan190.status.assess import assess
from tests.builders import correction, decision, register_with, report, update
from tests.review.changes import change_between

if TYPE_CHECKING:
    from plan190.model.register import Register, ReportFile
    from plan190.model.report import Update
    from plan190.status.verdicts import Assessment, Verdict

DAY = date(2023, 8, 12)
"""The date of the review: the periods through July are closed, August is open."""
AGENCIES = ("so-y-te", "so-noi-vu")
WITH_TARGET = 33
TASKS = (24, WITH_TARGET, 59, 62)
"""A task of so-noi-vu, a task of so-y-te with a target, a task of each agency, and a joint task."""
REPORT_DATES = {6: ("6-13", "7-8"), 7: ("7-5", "7-13", "7-30", "8-6"), 8: ("7-20", "8-2", "8-6", "8-9", "8-12")}
"""The dates on which the report of a month may be submitted."""
DECISION_DATES = ("7-6", "7-20", "8-3", "8-6", "8-9")
SEEDS = 60
WITHDRAWAL = (None,) * 7 + ("8-12",)


def random_entries(random: Random, month: int) -> list[Update]:
    """Return random updates and corrections of a report."""
    entries = [update(task, **random_content(random, task)) for task in random.sample(TASKS, random.randint(1, 4))]
    if month > 6 and random.random() < 0.4:
        task = random.choice(TASKS)
        entries.append(correction(random.randint(6, month - 1), task, **random_content(random, task)))
    return entries


def random_content(random: Random, task: int) -> dict[str, Any]:
    """Return the random content of an update."""
    state = random.choice(["in_progress", "unchanged", "done", "done"])
    if state == "unchanged":
        return {"state": state}
    content: dict[str, Any] = {"state": state}
    if task == WITH_TARGET:
        content["indicators"] = (
            Measured(id="co-so-kham-benh-thu-phi-khong-tien-mat", value=random.choice([0, 100]), of=100),
        )
    if state == "done":
        content["done_on"] = random.choice(["6-10", "7-4"])
        content["evidence"] = (Evidence(title=random.choice("ab")),)
    return content


def random_report(random: Random, agency: str, month: int) -> ReportFile:
    """Return a random report, which may be withdrawn."""
    on, withdrawn = random.choice(REPORT_DATES[month]), random.choice(WITHDRAWAL)
    return report(agency, month, on, *random_entries(random, month), withdrawn=withdrawn)


def random_register(random: Random) -> Register:
    """Return random reports of two agencies, with decisions on their claims."""
    reports = [
        random_report(random, agency, month) for agency in AGENCIES for month in (6, 7, 8) if random.random() < 0.7
    ]
    decisions: list[Any] = []
    for number in range(random.randint(3, 8)):
        kind, tasks = random.choice([Accept, Accept, Return]), (random.choice(TASKS),)
        agencies = random.choice([(), *((agency,) for agency in AGENCIES)])
        decisions.append(decision(kind, random.choice(DECISION_DATES), id=f"d{number}", tasks=tasks, agencies=agencies))
    if random.random() < 0.3:
        on = random.choice(DECISION_DATES)
        decisions.append(decision(Transfer, on, id="t", tasks=(24,), agency="so-noi-vu", to="so-y-te"))
    return register_with(reports, decisions)


def random_edit(random: Random, register: Register) -> Register:
    """Return the register after an edit of one report, sometimes two, of one agency."""
    agency, reports = random.choice(AGENCIES), {report_file.file: report_file for report_file in register.reports}
    for month in random.sample((6, 7, 8, 8), random.choice([1, 1, 2])):
        new = random_report(random, agency, month)
        old = reports.get(new.file)
        if old is not None:
            new = edited(random, old, new)
        reports[new.file] = new
    return replace(register, reports=tuple(reports[path] for path in sorted(reports)))


def edited(random: Random, old: ReportFile, new: ReportFile) -> ReportFile:
    """Return the old report with a new date, with entries of the new one, or with the withdrawal of the new one."""
    on, entries = old.reported_on, {name(entry): entry for entry in entries_of(old)}
    if old.period.last_month.month == 8 and random.random() < 0.3:
        on = new.reported_on
    if old.period.last_month.month == 8 and random.random() < 0.7:
        entries |= {name(entry): entry for entry in entries_of(new)}
    withdrawn = "8-12" if (old.value.withdrawn or new.value.withdrawn) is not None else None
    return report(old.agency, old.period.last_month.month, on.isoformat(), *entries.values(), withdrawn=withdrawn)


def entries_of(report_file: ReportFile) -> list[Update]:
    """Return the updates and corrections of the report."""
    return [entry.value for entry in report_file.entries]


def name(entry: Update) -> tuple[object, ...]:
    """Return the task of an entry, and the period that it corrects."""
    return entry.task, entry.corrects if isinstance(entry, Correction) else None


def standing(verdict: Verdict) -> tuple[object, ...]:
    """Return what the assessment says of the decided claim, and of the state of the obligation.

    Another agency may claim a joint task after a claim of this agency was returned.
    """
    work = verdict.work
    if work.claim is None or work.claim.accepted is None:
        return (work.returned,)
    claim = work.claim
    content = (claim.agency, claim.done_on, claim.reported_on, claim.evidence, claim.update.value.indicators)
    return work.claim.accepted, content, verdict.state, verdict.days_late


def decided_on(verdict: Verdict) -> date | None:
    """Return the date of the decision on the current claim; None if it awaits one, or if there is no claim."""
    work = verdict.work
    entry = work.claim.accepted if work.claim is not None else work.returned
    return entry.value.date if entry is not None else None


def is_allowed(verdict: Verdict, before: Assessment, after: Assessment) -> bool:
    """Return whether an edit may change the standing: a later statement on the task, or a value of a later month."""
    day, claim, task = decided_on(verdict), verdict.work.claim, verdict.task.id
    assert day is not None
    old, new = statements(before, task), statements(after, task)
    if task == str(WITH_TARGET) and claim is not None and any(item[1] > claim.update.period for item in old ^ new):
        return True
    for _, _, reported_on, stated_on, content in new - old:
        is_correction = reported_on <= day < stated_on
        if is_correction or (reported_on > day and content.state != "unchanged"):
            return True
    return False


def statements(assessment: Assessment, task: str) -> set[tuple[Any, ...]]:
    """Return what the agencies report on the task: agency, period, date of the report, of the correction, content."""
    stated: set[tuple[Any, ...]] = set()
    for agency in AGENCIES:
        for item in assessment.snapshot.updates.get((task, agency), ()):
            stated.add((item.agency, item.period, item.reported_on, item.stated_on, item.value))
    return stated


@pytest.mark.parametrize("seed", range(SEEDS))
def test_an_edit_that_no_rule_reports_leaves_every_decided_claim_as_it_was(seed: int) -> None:
    """Only a later statement, or a later value of the task's indicator, may change how a decided claim stands."""
    random = Random(seed)  # noqa: S311 - not a secret
    register = random_register(random)
    changed = random_edit(random, register)
    change = change_between(register, changed, DAY)
    if any(list(rule.check(change)) for rule in (p402, p403, p411)):
        return
    before, after = (assess(side, DAY, side.plan.policy) for side in (register, changed))

    for old, new in zip(before.verdicts, after.verdicts, strict=True):
        if decided_on(old) is not None and not is_allowed(old, before, after):
            assert standing(new) == standing(old)
