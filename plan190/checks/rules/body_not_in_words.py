"""P321: a cell is read as exactly the bodies that its words name, in forms that `agencies.yaml` lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Entry, Register
    from plan190.model.task import Bodies

CODE = "P321"
NEEDS = ("agencies.yaml", "tasks.yaml")
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each body that a cell is read as and does not name, and each that it names and is not read as."""
    forms: dict[str, set[str]] = {}
    for body in register.bodies.values():
        for form in body.found_as:
            forms.setdefault(form.casefold(), set()).add(body.id)
    longest_first = sorted(forms, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)) or "$^")
    for entry in register.tasks:
        for name, cell in (("lead", entry.value.lead), ("cooperating", entry.value.cooperating)):
            found = [forms[one] for one in pattern.findall(cell.words.casefold())]
            yield from _judged(register, entry, name, cell, found)


def _judged(
    register: Register, entry: Entry[object], name: str, cell: Bodies, found: list[set[str]]
) -> Iterator[Diagnostic]:
    """Compare the ids of a cell with the bodies found in it, each as the ids that share its form."""
    named = set().union(*found)
    words = cell.words[:80]
    for number, id_ in enumerate(cell.bodies):
        if id_ in register.bodies and id_ not in named:
            yield problem(register.place(entry, name, "bodies", number), CODE, id=id_, words=words)
    for ids in found:
        if not ids & set(cell.bodies):
            yield problem(
                register.place(entry, name, "bodies"), CODE, "left-out", id=" / ".join(sorted(ids)), words=words
            )
