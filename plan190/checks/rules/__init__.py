"""Rules about the data files, one per module: how entries must agree with each other and with the issued text.

A rule is a module of this folder; its name begins with its code. Its function `check(register)` yields every problem of
its kind. If a file in `NEEDS` has errors, the rule does not run, because it would report consequences of those errors.
`updates` in `NEEDS` means all monthly reports. A rule without `NEEDS` always runs, on the entries that could be read.
Only P323 depends on the date.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, diagnostic_at, ordered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from types import ModuleType

    from plan190.model.register import Register

DATE_IN_FUTURE = "P323"

RULES: Mapping[str, ModuleType] = {
    module.name.split("_")[0].upper(): import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)
}
"""The rules by code."""


def check(register: Register, error_free: frozenset[str], as_of: date) -> tuple[Diagnostic, ...]:
    """Return every diagnostic of the rules, ordered.

    `error_free` names the files without errors, and contains `updates` if no report has errors.
    """
    diagnostics: list[Diagnostic] = []
    for code, rule in RULES.items():
        if error_free.issuperset(getattr(rule, "NEEDS", ())):
            arguments = (as_of,) if code == DATE_IN_FUTURE else ()
            diagnostics += run(code, register, *arguments)
    return ordered(diagnostics)


def run(code: str, register: Register, *arguments: object) -> Iterator[Diagnostic]:
    """Yield the problems that the rule with this code finds, as diagnostics; `arguments` are passed to the rule."""
    for at, variant, values in RULES[code].check(register, *arguments):
        place = at if isinstance(at, Place) else register.place(at)
        yield diagnostic_at(place, code, variant, **values)
