"""The explanation of an obligation's state in the reader's language: one sentence for each step."""

from __future__ import annotations

from datetime import date, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, cast

from plan190.document.blocks import Cell, Column, Table
from plan190.load.issued_text import issued_text_of
from plan190.model.deadline import Before, By, InHalfYear, InMonth, InQuarter, Milestone, Recurring, Relative
from plan190.model.decision import Happened, Reply, Settle
from plan190.model.period import Period
from plan190.model.plan import Awaited
from plan190.model.reading import Assumed
from plan190.parts.cells import Columns, build_table
from plan190.parts.names import (
    assumed_in_language,
    assumption_text,
    document_name,
    flag_texts,
    in_language,
    month_name,
    period_name,
    with_note,
)
from plan190.status.due import last_day_of
from plan190.status.explanation import state_changes
from plan190.status.recurrence import Recurrence
from plan190.status.snapshot import TaskUpdate
from plan190.status.state import State
from plan190.words.text import clip, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plan190.model.deadline import DueInUnit, Every, Rule
    from plan190.model.decision import Decision
    from plan190.parts.context import ViewContext
    from plan190.status.explanation import Step
    from plan190.status.occurrences import Occurrence
    from plan190.status.recurrence import DueOccurrence
    from plan190.status.verdicts import Verdict
    from plan190.words import Words

MOST_CHARACTERS = 160
"""The highest number of characters shown of a summary, or of the reason for a decision."""


MOST_OCCURRENCES = 12
"""The most due dates of recurring work that an explanation or a page lists, the latest ones."""


class StepText(NamedTuple):
    """The name, the sentence and the place of a step in the reader's language; the place is "" if there is none."""

    name: str
    text: str
    place: str


def steps_table(steps: Iterable[StepText], words: Words) -> Table:
    """Return the table of these steps."""

    def text_cell(step: StepText) -> Cell:
        return Cell(step.text, narrow_text=f"{step.text} [{step.place}]" if step.place else step.text)

    columns: Columns[StepText] = [
        (Column(words("column.step")), lambda step: words(f"step.{step.name}")),
        (Column(words("column.content"), wide=True), text_cell),
        (Column(words("column.place"), optional=True), lambda step: step.place),
    ]
    return build_table(columns, steps, name="steps", wraps=True, ids={"step_id": attrgetter("name")})


def step_texts(context: ViewContext, verdict: Verdict, steps: Iterable[Step]) -> list[StepText]:
    """Return the texts of the steps; the first text is for the task's row in the appendix of the plan."""
    issued = issued_text_of(context.register)
    places = {row.number: row.where.short for row in issued.rows} if issued is not None else {}
    task_id = verdict.task.id
    source = f"{context.register.root}/{context.plan.source}:{places.get(task_id, 1)}"
    texts = [StepText("source", context.words("explain.source", number=task_id), source)]
    for step in steps:
        place = ""
        if step.entry is not None:
            place = context.place_text(context.register.place(step.entry, *step.key_path))
        texts.append(StepText(step.name, _step_sentence(context, verdict, step), place))
    return texts


def _step_sentence(context: ViewContext, verdict: Verdict, step: Step) -> str:
    words = context.words
    match step.name, step.value:
        case "reported", TaskUpdate() as update:
            return _update_sentence(context, update, verdict)
        case "decided", decision:
            return _decision_sentence(context, cast("Decision", decision), verdict)
        case "rounds", _:
            return ", ".join(_occurrence_text(occurrence, words) for occurrence in verdict.record.occurrences)
        case "due_dates", Recurrence() as recurrence:
            shown = recurrence.occurrences[-MOST_OCCURRENCES:]
            return "; ".join(_due_occurrence_text(recurrence, occurrence, words) for occurrence in shown)
        case "reports", _:
            return words("explain.reports")
        case "day", _:
            return _day_sentence(context, verdict)
        case "late", _:
            return _late_sentence(verdict, words)
        case "verdict", _:
            return verdict_text(context, verdict)
    return _reading_sentence(context, verdict.obligation.rule, step)


def _due_occurrence_text(recurrence: Recurrence, occurrence: DueOccurrence, words: Words) -> str:
    """Return the due date of an occurrence, and whether it is done on time or late, missed or open."""
    state = words.days(f"occurrence_state.{recurrence.state_of(occurrence)}", occurrence.days_late)
    return words("occurrence.due", due=words.day(occurrence.due), state=state)


def _occurrence_text(occurrence: Occurrence, words: Words) -> str:
    key = "occurrence.reported" if occurrence.update else "occurrence.missed"
    return words(key, period=period_name(occurrence.period, words))


def _reading_sentence(context: ViewContext, rule: Rule, step: Step) -> str:
    """Return the sentence of a step on the deadline in the plan and its interpretation."""
    words = context.words
    match step.name, step.value:
        case "phrase" | "condition", str(text):
            return f"“{text}”" if text else words("none.deadline")
        case "assumed", Assumed() as assumption:
            assumed = assumed_in_language(words, assumption)
            return f"{assumption_text(words, assumption)} ({assumption.id}; {assumed.who})"
        case "policy", before if isinstance(rule, Before | Milestone):
            other = rule.date if before == "exclusive" else rule.date - timedelta(days=1)
            return words(f"explain.before.{before}", day=words.day(rule.date), other=words.day(other))
        case "due", date() as day:
            return words("explain.due", day=words.day(day))
        case "day_off", (before_days_off, date() as due):
            key = "moved" if due != before_days_off else context.policy.day_off
            text = words(f"explain.day_off.{key}", day=words.day(due))
            is_vietnamese = key != "keep" and context.plan.calendar.country == "VN"
            return with_note(text, words("explain.civil_code") if is_vietnamese else "")
        case _, Awaited() as awaited:
            return f"{in_language(words, awaited.what, awaited.english)} [{awaited.id}]"
    return rule_text(rule, words)


def _update_sentence(context: ViewContext, update: TaskUpdate, verdict: Verdict) -> str:
    value, words = update.value, context.words
    parts = [words(f"update.{value.state}")]
    if value.done_on is not None:
        parts.append(words("explain.done_on", day=words.day(value.done_on)))
    if value.progress is not None:
        parts.append(f"{value.progress}%")
    if value.at_risk is not None:
        parts.append(words("flag.at_risk", day=words.day(value.at_risk.expected_on)))
    content = ", ".join(parts)
    if value.summary:
        content += f": {clip(one_line(value.summary), MOST_CHARACTERS)}"
    day = words.day(update.reported_on)
    if update.corrected_by is not None:
        day = words("explain.corrected", day=day, on=words.day(update.stated_on))
    key, agency = "explain.reported", context.name_in_text(update.agency)
    if update.agency != verdict.body.id:
        key += ".by"
    return words(key, period=period_name(update.period, words), day=day, content=content, agency=agency)


def _decision_sentence(context: ViewContext, decision: Decision, verdict: Verdict) -> str:
    words = context.words
    moves = verdict.record.due_history.moves
    due = next((move.due for move in moves if move.entry.value == decision), None)
    content = decision_text(context, decision, due)
    day, by = words.day(decision.date), context.name_in_text(decision.by)
    sentence = words("explain.decided", day=day, by=by, content=content, id=decision.id)
    if decision.document:
        sentence += f" {document_name(decision.document, words)}"
    if decision.recorded_on is not None:
        sentence += f" {words('decided.recorded', day=words.day(decision.recorded_on))}"
    if decision.corrects:
        sentence += f" {words('decided.corrects', id=decision.corrects)}"
    if decision.why:
        sentence += f": {clip(one_line(decision.why), MOST_CHARACTERS)}"
    return sentence


def decision_line(context: ViewContext, decision: Decision, tasks: Sequence[str], bodies: Sequence[str]) -> str:
    """Return the line about a decision on these tasks and bodies: its date, content and document."""
    words, scope = context.words, []
    if tasks:
        scope.append(words("monthly.tasks", tasks=", ".join(tasks)))
    if bodies:
        scope.append(context.names_in_text(bodies))
    if getattr(decision, "whole_plan", False):
        scope.append(words("decided.whole_plan"))
    document = document_name(decision.document, words)
    by_document = words("monthly.by_document", document=document) if document else ""
    answer = f": {one_line(decision.answer)}" if isinstance(decision, Reply | Settle) else ""
    day, by = words.day(decision.date), context.name_in_text(decision.by)
    content = with_note(decision_text(context, decision), "; ".join(scope))
    return words("monthly.decision", day=day, by=by, content=content, by_document=by_document, answer=answer)


def decision_text(context: ViewContext, decision: Decision, due: date | None = None) -> str:
    """Return the phrase that states what was decided. `due`: the due date that follows from it for one obligation."""
    fields = vars(decision)
    key, until = f"decided.{decision.kind}", fields.get("until")
    if isinstance(decision, Happened) and until is None and due is not None:
        key, until = f"{key}.counted", due
    values: dict[str, str] = {name: context.name_in_text(fields[name]) for name in ("agency", "to") if name in fields}
    if until is not None:
        values["until"] = context.words.day(until)
    if fields.get("recurring"):
        key += ".recurring"
    elif "until" in fields and until is None:
        key += ".undated"
    return context.words(key, **values)


def _day_sentence(context: ViewContext, verdict: Verdict) -> str:
    """Return the sentence with the assessed date and the days from it to the due date, or since the due date."""
    day, days_left = context.words.day(context.as_of), verdict.days_left
    if days_left is None:
        return day
    if days_left == 0:
        return context.words("explain.day.on", day=day)
    key = "explain.day.before" if days_left > 0 else "explain.day.after"
    return context.words(key, day=day, days=abs(days_left))


def rule_text(rule: Rule, words: Words) -> str:
    """Return the phrase that describes a deadline's rule."""
    since = getattr(rule, "since", None)
    if isinstance(since, date):
        return words("rule.since", rule=_rule_text(rule, words), day=words.day(since))
    return _rule_text(rule, words)


def _rule_text(rule: Rule, words: Words) -> str:
    key = f"rule.{rule.kind}"
    match rule:
        case InMonth(month=month):
            return words(key, month=month_name(month), last=words.day(last_day_of(month)))
        case InQuarter(quarter=part) | InHalfYear(half_year=part):
            period = Period.parse(part)
            last = period.last_month
            return words(key, part=f"{period.number}/{last.year}", last=words.day(last_day_of(last)))
        case Before(date=day) | Milestone(date=day) | By(date=day):
            return words(key, day=words.day(day))
        case Recurring():
            return _recurring_text(rule, words)
        case Relative():
            units = {"days": rule.days, "working_days": rule.working_days, "months": rule.months}
            unit, number = next(item for item in units.items() if item[1] is not None)
            return words(f"{key}.{unit}", number=number, event=rule.event)
        case _:
            return words(key, **vars(rule))


def _recurring_text(rule: Recurring, words: Words) -> str:
    """Return the phrase that describes recurring work: since when, how often, its due dates, until when."""
    since = month_name(rule.since) if rule.since is not None else ""
    texts = [words("rule.recurring.since", month=since) if since else words("rule.recurring")]
    if rule.every is not None:
        unit = words(f"unit.{rule.every}")
        days = ", ".join(_due_text(item, rule.every, words) for item in rule.due)
        texts.append(words("rule.recurring.due" if days else "rule.recurring.every", unit=unit, days=days))
    if rule.until is not None:
        texts.append(words("rule.recurring.until", until=rule.until))
    return "; ".join(texts)


def _due_text(item: DueInUnit, every: Every, words: Words) -> str:
    """Return the phrase that describes a due date in each unit of recurring work."""
    text = words("rule.due.by" if item.inclusive else "rule.due.before", day=item.day)
    is_only_month = every == "month" and item.month == 1
    return text if is_only_month else words("rule.due.of_month", day=text, month=item.month)


def _late_sentence(verdict: Verdict, words: Words) -> str:
    """Return the sentence with all days late: before a decision, and after the current due date."""
    total, before = verdict.days_late, verdict.late_before
    if not before and not verdict.record.due_history.pauses:
        return words.days("explain.late.after", total)
    paused = words("explain.late.paused") if verdict.record.due_history.pauses else ""
    return words("explain.late", total=total, before=before, now=total - before, paused=paused)


def verdict_text(context: ViewContext, verdict: Verdict) -> str:
    """Return the phrases on the state of an obligation, with the days late or left, and on its flags."""
    days = {"late": verdict.days_late, "left": verdict.days_left, "soon": context.policy.soon}
    return "; ".join((context.words(f"explain.{verdict.state}", **days), *flag_texts(verdict, context)))


def outlook(context: ViewContext, verdict: Verdict) -> str:
    """Return the sentence on the dates on which the state changes if nothing is reported."""
    words, changes = context.words, state_changes(verdict, context.policy)
    if not changes:
        return words("explain.no_change")
    late = words.day(changes[State.OVERDUE])
    if State.DUE_SOON not in changes:
        return words("explain.next.late", late=late)
    return words("explain.next.soon", soon=words.day(changes[State.DUE_SOON]), late=late)
