"""Why a task stands as it does, step by step as the reader sees it: from the phrase to the verdict."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from plan190.document.blocks import Cell, Column, Table
from plan190.load.issued_text import read_source
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
from plan190.model.plan import Awaited
from plan190.parts.names import document_name, flag_texts, month_name, one_line, place_text, short_name
from plan190.status.due import Due, last_day_of
from plan190.status.explanation import derive
from plan190.status.snapshot import TaskUpdate
from plan190.status.state import State
from plan190.words.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.model.deadline import Rule
    from plan190.model.decision import Decision
    from plan190.model.register import Register
    from plan190.status.assess import Assessment, TaskVerdict, Verdict
    from plan190.status.explanation import Step
    from plan190.status.occurrences import Occurrence
    from plan190.words import Words


@dataclass(frozen=True)
class ExplanationStep:
    """One step as the reader sees it: what it is called, what it says, where that stands."""

    name: str
    said: str
    place: str


def steps_table(key_path: Iterable[ExplanationStep], words: Words) -> Table:
    """Give the table of these steps."""
    columns = (
        Column(words("column.step")),
        Column(words("column.said"), wide=True),
        Column(words("column.place"), spare=True),
    )
    return Table(columns, tuple(_row(one, words) for one in key_path), name="steps")


def _row(one: ExplanationStep, words: Words) -> tuple[Cell, ...]:
    both = f"{one.said} [{one.place}]" if one.place else one.said
    return Cell(words(f"step.{one.name}")), Cell(one.said, scarce=both), Cell(one.place)


def steps_of(
    register: Register, assessment: Assessment, task: TaskVerdict, verdict: Verdict, words: Words
) -> list[ExplanationStep]:
    """Give the steps of one obligation's verdict, from the row of the appendix on."""
    rows = {row.number: row.line for row in read_source(register.source_text).rows}
    number = task.task.number
    source = f"{register.root}/{register.plan.value.source}:{rows.get(number, 1)}"
    told = [ExplanationStep("source", words("explain.source", number=number), source)]
    for step in derive(register, assessment, task, verdict):
        place = place_text(register, register.place(step.at, *step.key_path)) if step.at is not None else ""
        told.append(ExplanationStep(step.name, _sentence(register, assessment, task, verdict, step, words), place))
    return told


def _sentence(
    register: Register, assessment: Assessment, task: TaskVerdict, verdict: Verdict, step: Step, words: Words
) -> str:
    match step.name, step.what:
        case "reported", TaskUpdate() as told:
            return _reported(register, told, verdict, words)
        case "decided", decision:
            return _decided(register, cast("Decision", decision), words)
        case "rounds", tuple(occurrences):
            return _rounds(occurrences, words)
        case "reports", _:
            return words("explain.reports")
        case "day", _:
            return _day(assessment, verdict, words)
        case "late", _:
            return _late(verdict, words)
        case "verdict", _:
            return verdict_text(assessment, verdict, words)
    return _reading(assessment, task.task.deadline.rule, step, words)


def _reading(assessment: Assessment, rule: Rule, step: Step, words: Words) -> str:
    """Say how the plan's words were read."""
    match step.name, step.what:
        case "phrase", str(text):
            return f"“{text}”"
        case "policy", before if isinstance(rule, Before | Milestone):
            other = rule.date if before == "exclusive" else rule.date - timedelta(days=1)
            return words(f"explain.before.{before}", day=words.day(rule.date), other=words.day(other))
        case "due", date() as day:
            return words("explain.due", day=words.day(day))
        case "day_off", Due() as due:
            key = "moved" if due.read != due.day else assessment.policy.day_off
            return words(f"explain.day_off.{key}", day=words.day(due.day))
        case (("event" | "schedule"), Awaited() as awaited):
            return awaited.english if words.language == "en" else awaited.what
    return rule_text(rule, words)


def _reported(register: Register, told: TaskUpdate, verdict: Verdict, words: Words) -> str:
    update = told.value
    parts = [words(f"update.{update.state}")]
    if update.done_on is not None:
        parts.append(words("explain.done_on", day=words.day(update.done_on)))
    if update.progress is not None:
        parts.append(f"{update.progress}%")
    if update.at_risk is not None:
        parts.append(words("flag.at_risk", day=words.day(update.at_risk.expected_on)))
    said = ", ".join(parts) + (f": {clip(one_line(update.summary), 160)}" if update.summary else "")
    key = "explain.reported" if told.report.value.agency == verdict.agency.id else "explain.reported.by"
    day = words.day(told.reported_on)
    agency = short_name(register.bodies[told.report.value.agency], words)
    if told.corrected is not None:
        day = words("explain.corrected", day=day, on=words.day(told.said_on))
    return words(key, period=month_name(told.period), day=day, said=said, agency=agency)


def _decided(register: Register, decision: Decision, words: Words) -> str:
    document = document_name(decision.document, words)
    why = f": {clip(one_line(decision.why), 160)}" if decision.why else ""
    corrects = words("decided.corrects", id=decision.corrects) if decision.corrects else ""
    by, said = short_name(register.bodies[decision.by], words), decision_text(register, decision, words)
    return (
        words("explain.decided", day=words.day(decision.date), by=by, said=said, id=decision.id)
        + "".join(f" {part}" for part in (document, corrects) if part)
        + why
    )


def decision_text(register: Register, decision: Decision, words: Words) -> str:
    """Return what a decision decided."""
    given = vars(decision)
    until = given.get("until")
    recurring = given.get("recurring", False)
    kind = decision.kind + (".undated" if "until" in given and until is None and not recurring else "")
    kind += ".recurring" if recurring else ""
    return words(
        f"decided.{kind}",
        until=words.day(until) if until else "",
        to=short_name(register.bodies[given["to"]], words) if "to" in given else "",
        agency=short_name(register.bodies[given["agency"]], words) if "agency" in given else "",
    )


def _rounds(occurrences: tuple[Occurrence, ...], words: Words) -> str:
    """Name each round and say whether it was reported."""
    return ", ".join(words("round.told" if one.update else "round.missed", name=one.name) for one in occurrences)


def _day(assessment: Assessment, verdict: Verdict, words: Words) -> str:
    """Say the day and how many days lie between it and the last day on time."""
    day, left = words.day(assessment.as_of), verdict.days_left
    if left is None:
        return words("explain.day", day=day)
    side = "before" if left > 0 else "after" if left < 0 else "on"
    return words(f"explain.day.{side}", day=day, days=abs(left))


def rule_text(rule: Rule, words: Words) -> str:
    """Say the rule that a deadline's words were read as."""
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


def _late(verdict: Verdict, words: Words) -> str:
    """Say how the days late add up: before a decision, since the last day as it is now, without the pauses."""
    before = verdict.late_before
    now = verdict.days_late - (before if verdict.is_done else 0)
    paused = words("explain.late.paused") if verdict.record.due_history.pauses else ""
    return words("explain.late", total=before + now, before=before, now=now, paused=paused)


def verdict_text(assessment: Assessment, verdict: Verdict, words: Words) -> str:
    """Say what is so of an obligation, with the days that it rests on and what else is to be known of it."""
    said = words(
        f"explain.{verdict.state}",
        late=verdict.days_late,
        left=verdict.days_left,
        soon=assessment.policy.soon,
    )
    return "; ".join((said, *flag_texts(verdict, words)))


def outlook(assessment: Assessment, verdict: Verdict, words: Words) -> str:
    """Say on which day the state changes if nothing is reported."""
    due = verdict.due
    if due is None or verdict.state not in {State.WITHIN_TIME, State.DUE_SOON}:
        return words("explain.stays")
    soon = due - timedelta(days=assessment.policy.soon)
    if verdict.state is State.WITHIN_TIME:
        return words("explain.next.soon", soon=words.day(soon), late=words.day(due + timedelta(days=1)))
    return words("explain.next.late", late=words.day(due + timedelta(days=1)))
