"""P321: report cells that are read as other bodies than their words name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Entry, Register

NEEDS = ("agencies.yaml", "tasks.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report each body that a cell lists but does not name, and each that it names but does not list."""
    forms: dict[str, set[str]] = {}
    for body in register.bodies.values():
        for form in body.found_as:
            forms.setdefault(form.casefold(), set()).add(body.id)
    longest_first = sorted(forms, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)) or "$^")
    for task in register.tasks:
        for name in ("lead", "cooperating"):
            words = getattr(task.value, name).words
            named = [forms[form] for form in pattern.findall(words.casefold())]
            yield from _differences(register, task, name, words[:80], named)


def _differences(
    register: Register, task: Entry[object], name: str, words: str, named: list[set[str]]
) -> Iterator[Problem]:
    """Compare the ids that a cell lists with the bodies that it names, each as the set of ids that share its form."""
    listed = list(task.parts(name, "bodies"))
    ids = {body.value for body in listed}
    for body in listed:
        if body.value in register.bodies and body.value not in set().union(*named):
            yield problem(body, id=body.value, words=words)
    for alike in named:
        if not alike & ids:
            yield problem(task.at(name, "bodies"), "left-out", id=" / ".join(sorted(alike)), words=words)
