"""Why a task stands as it does: phrase, rule, policy, date, reports, decisions, verdict, each with its place."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, timedelta
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
from plan190.model.plan import Awaited
from plan190.status.derivation import derive
from plan190.status.due import Due, last_day_of
from plan190.status.known import Told
from plan190.status.state import State
from plan190.status.summary import head
from plan190.wording import (
    document_name,
    flags_of,
    header,
    month_name,
    one_line,
    preamble,
    short,
    tone_of,
    where,
)
from plan190.words.text import clip

if TYPE_CHECKING:
    from plan190.model.deadline import Rule
    from plan190.register import Register
    from plan190.status.assess import Assessment, TaskVerdict, Verdict
    from plan190.status.derivation import Step
    from plan190.status.occurrences import Occurrence
    from plan190.words import Words


@dataclass(frozen=True)
class Said:
    """One step as the reader sees it: what it is called, what it says, where that stands."""

    name: str
    said: str
    place: str


def build(register: Register, assessment: Assessment, task: TaskVerdict, verdict: Verdict, words: Words) -> View:
    """Give the derivation of one obligation's state: the task's, or that of one of the bodies that owe it."""
    steps = _said(register, assessment, task, verdict, words)
    columns = (
        Column(words("column.step")),
        Column(words("column.said"), wide=True),
        Column(words("column.place"), spare=True),
    )
    table = Table(columns, tuple(_row(one, words) for one in steps), name="steps")
    agency, several = verdict.obligation.agency, len(task.verdicts)
    blocks: list[Block] = [
        *preamble(register, assessment, words),
        Heading(words("task.title", number=task.task.number)),
        Paragraph(task.task.content),
        *(
            [Paragraph(words("explain.of", agency=short(agency, words), id=agency.id, number=several))]
            if several > 1
            else []
        ),
        table,
        Paragraph(_next(assessment, verdict, words), tone_of(verdict.state)),
    ]
    facts = head(register, assessment.as_of) | {
        "task": task.task.number,
        "agency": agency.id,
        "state": str(verdict.state),
        "due": verdict.due.isoformat() if verdict.due else None,
        "steps": [{"step": one.name, "said": one.said, "place": one.place} for one in steps],
    }
    return View(header(register, assessment.as_of, words), tuple(blocks), facts)


def _row(one: Said, words: Words) -> tuple[Cell, ...]:
    both = f"{one.said} [{one.place}]" if one.place else one.said
    return Cell(words(f"step.{one.name}")), Cell(one.said, scarce=both), Cell(one.place)


def _said(register: Register, assessment: Assessment, task: TaskVerdict, verdict: Verdict, words: Words) -> list[Said]:
    rows = {row.number: row.line for row in read_source(register.source_text).rows}
    number = task.task.number
    source = f"{register.root}/{register.plan.value.source}:{rows.get(number, 1)}"
    told = [Said("source", words("explain.source", number=number), source)]
    for step in derive(register, assessment, task, verdict):
        place = where(register, register.place(step.at, *step.steps)) if step.at is not None else ""
        told.append(Said(step.name, _sentence(register, assessment, task, verdict, step, words), place))
    return told


def _sentence(
    register: Register, assessment: Assessment, task: TaskVerdict, verdict: Verdict, step: Step, words: Words
) -> str:
    match step.name, step.what:
        case "reported", Told() as told:
            return _reported(register, told, verdict, words)
        case "decided", decision:
            return _decided(register, decision, words)
        case "rounds", tuple(occurrences):
            return _rounds(occurrences, words)
        case "reports", _:
            return words("explain.reports")
        case "day", _:
            return _day(assessment, verdict, words)
        case "late", _:
            return _late(verdict, words)
        case "verdict", _:
            return _verdict(assessment, verdict, words)
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
    return _rule(rule, words)


def _reported(register: Register, told: Told, verdict: Verdict, words: Words) -> str:
    update = told.update.value
    parts = [words(f"update.{update.state}")]
    if update.done_on is not None:
        parts.append(words("explain.done_on", day=words.day(update.done_on)))
    if update.progress is not None:
        parts.append(f"{update.progress}%")
    if update.at_risk is not None:
        parts.append(words("flag.at_risk", day=words.day(update.at_risk.expected_on)))
    said = ", ".join(parts) + (f": {clip(one_line(update.summary), 160)}" if update.summary else "")
    key = "explain.reported" if told.report.value.agency == verdict.obligation.agency.id else "explain.reported.by"
    day = words.day(told.reported_on)
    agency = short(register.bodies[told.report.value.agency], words)
    if told.corrected is not None:
        day = words("explain.corrected", day=day, on=words.day(told.said_on))
    return words(key, period=month_name(told.period), day=day, said=said, agency=agency)


def _decided(register: Register, decision: object, words: Words) -> str:
    given = vars(decision)
    until = given.get("until")
    recurring = given.get("recurring", False)
    kind = given["kind"] + (".undated" if "until" in given and until is None and not recurring else "")
    kind += ".recurring" if recurring else ""
    said = words(
        f"decided.{kind}",
        until=words.day(until) if until else "",
        to=short(register.bodies[given["to"]], words) if "to" in given else "",
    )
    document = document_name(given["document"], words)
    why = f": {clip(one_line(given['why']), 160)}" if given["why"] else ""
    corrects = words("decided.corrects", id=given["corrects"]) if given["corrects"] else ""
    by = short(register.bodies[given["by"]], words)
    return (
        words("explain.decided", day=words.day(given["date"]), by=by, said=said, id=given["id"])
        + "".join(f" {part}" for part in (document, corrects) if part)
        + why
    )


def _rounds(occurrences: tuple[Occurrence, ...], words: Words) -> str:
    """Name each round and say whether it was reported."""
    return ", ".join(words("round.told" if one.told else "round.missed", name=one.name) for one in occurrences)


def _day(assessment: Assessment, verdict: Verdict, words: Words) -> str:
    """Say the day and how many days lie between it and the last day on time."""
    day, left = words.day(assessment.as_of), verdict.days_left
    if left is None:
        return words("explain.day", day=day)
    side = "before" if left > 0 else "after" if left < 0 else "on"
    return words(f"explain.day.{side}", day=day, days=abs(left))


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


def _late(verdict: Verdict, words: Words) -> str:
    """Say how the days late add up: before a decision, since the last day as it is now, without the pauses."""
    before = verdict.late_before
    now = verdict.days_late - (before if verdict.is_done else 0)
    paused = words("explain.late.paused") if verdict.standing.term.pauses else ""
    return words("explain.late", total=before + now, before=before, now=now, paused=paused)


def _verdict(assessment: Assessment, verdict: Verdict, words: Words) -> str:
    said = words(
        f"explain.{verdict.state}",
        late=verdict.days_late,
        left=verdict.days_left,
        soon=assessment.policy.soon,
    )
    return "; ".join((said, *flags_of(verdict, words)))


def _next(assessment: Assessment, verdict: Verdict, words: Words) -> str:
    """Say on which day the state changes if nothing is reported."""
    due = verdict.due
    if due is None or verdict.state not in {State.WITHIN_TIME, State.DUE_SOON}:
        return words("explain.stays")
    soon = due - timedelta(days=assessment.policy.soon)
    if verdict.state is State.WITHIN_TIME:
        return words("explain.next.soon", soon=words.day(soon), late=words.day(due + timedelta(days=1)))
    return words("explain.next.late", late=words.day(due + timedelta(days=1)))
