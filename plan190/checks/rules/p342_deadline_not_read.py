"""P342: list deadlines whose words could not be read, and parts of which it is not known whom they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.load.deadline_phrases import reading_in
from plan190.model.deadline import Split, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

NEEDS = ("plan.yaml", "tasks.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report each deadline that is not read, and each part of a deadline without bodies."""
    for task in register.tasks:
        id_, deadline = task.value.id, task.value.deadline
        if isinstance(deadline.rule, Unread) and reading_in(register.plan, deadline.words) is None:
            yield problem(task.at("deadline", "words"), task=id_, words=deadline.words)
        if isinstance(deadline.rule, Split):
            for number, part in enumerate(deadline.rule.parts):
                if not part.bodies:
                    at = task.at("deadline", "rule", "parts", number)
                    yield problem(at, "part", task=id_, words=part.words)
