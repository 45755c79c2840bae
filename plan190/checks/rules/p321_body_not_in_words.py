"""P321: report lead and cooperating bodies that differ from those named by the words of the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.model.named_bodies import NamedBodies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Entry, Register

NEEDS = ("agencies.yaml", "tasks.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report each listed body that the words do not name, and each named body that is not listed."""
    bodies = register.bodies.values()
    names = NamedBodies((form, body.id) for body in bodies for form in body.found_as)
    for task in register.tasks:
        for name in ("lead", "cooperating"):
            words = getattr(task.value, name).words
            if words or not task.value.assumed:  # what an empty cell means is an assumption with its reason
                yield from _differences(register, task, name, words[:80], names.find(words))


def _differences(
    register: Register, task: Entry[object], name: str, words: str, named: list[set[str]]
) -> Iterator[Problem]:
    """Yield the differences between listed and named bodies; `named` has the ids that share each form in the words."""
    listed = list(task.parts(name, "bodies"))
    ids = {body.value for body in listed}
    for body in listed:
        if body.value in register.bodies and body.value not in set().union(*named):
            yield problem(body, "" if words else "empty", id=body.value, words=words)
    for alike in named:
        if not alike & ids:
            yield problem(task.at(name, "bodies"), "left-out", id=" / ".join(sorted(alike)), words=words)
