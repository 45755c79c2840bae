"""P311: report deadlines whose rule does not match their words."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.load.deadline_phrases import parse_deadline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.deadline import Rule
    from plan190.model.register import Register


def check(register: Register) -> Iterator[Problem]:
    """Report each deadline whose rule differs from the rule parsed from its words."""
    for task in register.tasks:
        id_, deadline = task.value.id, task.value.deadline
        rule = parse_deadline(deadline.words)
        if rule is None:
            yield problem(task.at("deadline", "words"), "unreadable", task=id_, words=deadline.words)
        elif rule != deadline.rule:
            yield problem(task.at("deadline", "rule"), task=id_, words=deadline.words, rule=_as_yaml(rule))


def _as_yaml(rule: Rule) -> str:
    values = dataclasses.asdict(rule).items()
    return "{" + ", ".join(f"{name}: {value}" for name, value in values if value is not None) + "}"
