"""P311: the rule of a deadline is what its words say."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.load.deadline_phrases import parse_deadline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.deadline import Rule
    from plan190.model.register import Register

CODE = "P311"
NEEDS = ("tasks.yaml",)
WHOLE = False


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each deadline whose written rule is not the one that its words are read as."""
    for task in register.tasks:
        deadline = task.value.deadline
        said = parse_deadline(deadline.words)
        if said is None:
            place = register.place(task, "deadline", "words")
            yield problem(place, CODE, "unreadable", task=task.value.number, words=deadline.words)
        elif said != deadline.rule:
            place = register.place(task, "deadline", "rule")
            words, rule = deadline.words, _written(said)
            yield problem(place, CODE, task=task.value.number, words=words, rule=rule)


def _written(rule: Rule) -> str:
    """Give the rule as it would stand in the file."""
    named = ((field.name, getattr(rule, field.name)) for field in dataclasses.fields(rule))
    return "{" + ", ".join(f"{name}: {value}" for name, value in named if value is not None) + "}"
