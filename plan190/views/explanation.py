"""Why a task stands as it does: phrase, rule, policy, date, count of days, verdict, each with its place."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from plan190.document import Block, Cell, Column, Heading, Paragraph, Table, View
from plan190.load.source import read_source
from plan190.model.deadline import (
    AfterEvent,
    Before,
    InMonth,
    InYear,
    Milestone,
    OutsideSchedule,
    Recurring,
    Target,
)
from plan190.status.due import due_of, last_day_of
from plan190.status.state import State
from plan190.status.summary import head
from plan190.wording import header, preamble, tone_of, where

if TYPE_CHECKING:
    from plan190.model.deadline import Rule
    from plan190.register import Register
    from plan190.status.assess import Assessment, TaskVerdict
    from plan190.status.due import Due
    from plan190.words import Words


@dataclass(frozen=True)
class Step:
    """One step of a derivation: what it is called, what it says, where that stands."""

    name: str
    said: str
    place: str


def build(register: Register, assessment: Assessment, verdict: TaskVerdict, words: Words) -> View:
    """Give the derivation of one task's state."""
    task = verdict.task
    steps = _steps(register, assessment, verdict, words)
    columns = (
        Column(words("column.step")),
        Column(words("column.said"), wide=True),
        Column(words("column.place")),
    )
    table = Table(
        columns,
        tuple((Cell(words(f"step.{one.name}")), Cell(one.said), Cell(one.place)) for one in steps),
    )
    blocks: list[Block] = [
        *preamble(register, assessment.as_of, words),
        Heading(words("task.title", number=task.number)),
        Paragraph(task.content),
        table,
        Paragraph(_next(assessment, verdict, words), tone_of(verdict.state)),
    ]
    facts = head(register, assessment.as_of) | {
        "task": task.number,
        "state": str(verdict.state),
        "due": verdict.due.isoformat() if verdict.due else None,
        "steps": [{"step": one.name, "said": one.said, "place": one.place} for one in steps],
    }
    return View(header(register, assessment.as_of, words), tuple(blocks), facts)


def _steps(register: Register, assessment: Assessment, verdict: TaskVerdict, words: Words) -> list[Step]:
    task, entry, plan = verdict.task, verdict.entry, register.plan
    rule = task.deadline.rule
    rows = {row.number: row.line for row in read_source(register.source_text).rows}
    source = f"{register.root}/{plan.value.source}:{rows.get(task.number, 1)}"
    steps = [
        Step("source", words("explain.source", number=task.number), source),
        Step("phrase", f"“{task.deadline.words}”", where(register, register.place(entry, "deadline", "words"))),
        Step("rule", _rule(rule, words), where(register, register.place(entry, "deadline", "rule"))),
    ]
    due = due_of(rule, assessment.policy, plan.value.calendar)
    if isinstance(rule, Before | Milestone):
        before = assessment.policy.before
        other = rule.date if before == "exclusive" else rule.date - timedelta(days=1)
        said = words(f"explain.before.{before}", day=words.day(rule.date), other=words.day(other))
        steps.append(Step("policy", said, where(register, register.place(plan, "policy", "before"))))
    if due is not None:
        said = words("explain.due", day=words.day(due.read))
        steps.append(Step("due", said, _rule_place(register, verdict)))
        steps.append(_day_off(register, assessment, due, words))
    if task.deadline.waits_for is not None:
        steps.append(_waits(register, task.deadline.waits_for, words))
    steps.append(Step("day", _day(assessment, verdict, words), ""))
    steps.append(Step("reports", words("explain.reports"), ""))
    steps.append(_verdict(register, assessment, verdict, words))
    return steps


def _day(assessment: Assessment, verdict: TaskVerdict, words: Words) -> str:
    """Say the day and how many days lie between it and the last day on time."""
    day, left = words.day(assessment.as_of), verdict.days_left
    if left is None:
        return words("explain.day", day=day)
    side = "before" if left > 0 else "after" if left < 0 else "on"
    return words(f"explain.day.{side}", day=day, days=abs(left))


def _rule_place(register: Register, verdict: TaskVerdict) -> str:
    return where(register, register.place(verdict.entry, "deadline", "rule"))


def _rule(rule: Rule, words: Words) -> str:
    values = {field.name: getattr(rule, field.name) for field in dataclasses.fields(rule)}
    match rule:
        case InMonth(month=month):
            return words("rule.month", month=f"{month.month}/{month.year}", last=words.day(last_day_of(month)))
        case Before(date=day) | Milestone(date=day):
            return words(f"rule.{rule.kind}", day=words.day(day))
        case InYear(year=year):
            return words("rule.year", year=year)
        case Recurring(since=since):
            return (
                words("rule.recurring.since", month=f"{since.month}/{since.year}") if since else words("rule.recurring")
            )
        case Target() | AfterEvent() | OutsideSchedule():
            return words(f"rule.{rule.kind}", **values)


def _day_off(register: Register, assessment: Assessment, due: Due, words: Words) -> Step:
    place = where(register, register.place(register.plan, "policy", "day_off"))
    key = "moved" if due.read != due.day else assessment.policy.day_off
    return Step("day_off", words(f"explain.day_off.{key}", day=words.day(due.day)), place)


def _waits(register: Register, id_: str, words: Words) -> Step:
    awaited = register.awaited[id_]
    said = awaited.english if words.language == "en" else awaited.what
    number = register.plan.value.awaited.index(awaited)
    return Step(awaited.kind, said, where(register, register.place(register.plan, "awaited", number)))


def _verdict(register: Register, assessment: Assessment, verdict: TaskVerdict, words: Words) -> Step:
    state = verdict.state
    soon = where(register, register.place(register.plan, "policy", "soon")) if state is State.DUE_SOON else ""
    said = words(
        f"explain.{state}",
        late=verdict.days_late,
        left=verdict.days_left,
        soon=assessment.policy.soon,
        number=len(verdict.verdicts),
    )
    return Step("verdict", said, soon)


def _next(assessment: Assessment, verdict: TaskVerdict, words: Words) -> str:
    """Say on which day the state changes if nothing is reported."""
    due = verdict.due
    if due is None or verdict.state is State.OVERDUE:
        return words("explain.stays")
    soon = due - timedelta(days=assessment.policy.soon)
    if verdict.state is State.WITHIN_TIME:
        return words("explain.next.soon", soon=words.day(soon), late=words.day(due + timedelta(days=1)))
    return words("explain.next.late", late=words.day(due + timedelta(days=1)))
