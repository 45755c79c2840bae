"""P321: a body that a task's words are read as is named in those words, in a form that `agencies.yaml` lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.task import Bodies
    from plan190.register import Entry, Register

CODE = "P321"
NEEDS = ("agencies.yaml", "tasks.yaml")
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each leading or cooperating body none of whose forms stands in the cell."""
    for entry in register.tasks:
        yield from _unnamed(register, entry, entry.value.lead, "lead")
        yield from _unnamed(register, entry, entry.value.cooperating, "cooperating")


def _unnamed(register: Register, entry: Entry[object], cell: Bodies, name: str) -> Iterator[Diagnostic]:
    words = cell.words.casefold()
    for number, id_ in enumerate(cell.bodies):
        body = register.bodies.get(id_)
        if body is not None and not any(form.casefold() in words for form in body.found_as):
            yield fault(register.place(entry, name, "bodies", number), CODE, id=id_, words=cell.words[:80])
