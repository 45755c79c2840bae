"""P311: report deadlines whose rule does not match their words."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.load.deadline_phrases import reading_in
from plan190.model.deadline import Before, By, Recurring, Relative, Split, Unread, has_due_dates
from plan190.model.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.deadline import Deadline, Rule
    from plan190.model.register import Register

NEEDS = ("plan.yaml",)


def check(register: Register) -> Iterator[Problem]:
    """Report each deadline that contradicts its words, and each assumed one without a reason.

    P342 reports words that cannot be read and have no assumed rule.
    """
    for task in register.tasks:
        id_, deadline = task.value.id, task.value.deadline
        reading = reading_in(register.plan, deadline.words)
        for rule in filter(_is_incomplete, deadline.rules or (deadline.rule,)):
            yield problem(task.at("deadline", "rule"), "incomplete", task=id_, kind=rule.kind)
        if reading is None:
            if deadline.assumed is None and not isinstance(deadline.rule, Unread):
                yield problem(task.at("deadline", "words"), "unreadable", task=id_, words=deadline.words)
        elif reading.rule not in (deadline.rule, _stated(deadline)):
            yield problem(task.at("deadline", "rule"), task=id_, words=deadline.words, rule=_as_yaml(reading.rule))
        elif reading.condition != (deadline.condition or ""):
            at = task.at("deadline", "condition")
            variant = "condition" if reading.condition else "no-condition"
            yield problem(at, variant, task=id_, words=deadline.words, condition=_as_yaml(reading.condition))


def _is_incomplete(rule: Rule) -> bool:
    """Return whether a rule does not have exactly one number of days, or has dates that it cannot have."""
    match rule:
        case Relative():
            return sum(number is not None for number in (rule.days, rule.working_days, rule.months)) != 1
        case Recurring():
            is_repeated = len(set(rule.due)) < len(rule.due)
            return is_repeated or (bool(rule.due) and not has_due_dates(rule))
        case Before(date=last, since=date() as first) | By(date=last, since=date() as first):
            return first > last
        case Split(parts=parts):
            return not parts
    return False


def _stated(deadline: Deadline) -> Rule:
    """Return the rule without what the words need not state: ids of bodies, and an assumed start of recurring work."""
    match deadline.rule:
        case Split(parts=parts):
            return Split(parts=tuple(replace(part, bodies=()) for part in parts))
        case Recurring() as rule if deadline.assumed is not None:
            return replace(rule, since=None)
    return deadline.rule


def _is_absent(value: object) -> bool:
    return value is None or value is False or value == ()


def _as_yaml(value: object) -> str:
    """Return a value of a rule as YAML on one line."""
    match value:
        case Value():
            given = {field.name: getattr(value, field.name) for field in fields(value)}  # type: ignore[arg-type]
            written = [f"{name}: {_as_yaml(item)}" for name, item in given.items() if not _is_absent(item)]
            return "{" + ", ".join(written) + "}"
        case tuple():
            return f"[{', '.join(map(_as_yaml, value))}]"
        case bool():
            return str(value).lower()
        case str() if not value.replace("_", "").replace("-", "").isalnum():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)
