"""Rules about the data files, one a module: what each entry must be to the others and to the issued text.

A rule is a module of this folder, named as its code is in `plan190.diagnostics.CODES`. Its function `check(register)`
yields every problem of its kind, not only the first. A rule that compares entries also has `NEEDS`: the files that must
be free of errors, or the rule would report again what is reported already. A rule without `NEEDS` looks at each entry
that could be read. No rule but `day_in_future` depends on the date.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from plan190.diagnostics import CODES, Diagnostic, Place, diagnostic_at, ordered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from types import ModuleType

    from plan190.model.register import Register

DAY_IN_FUTURE = "P323"

_NUMBERS = {code.name.replace("-", "_"): number for number, code in CODES.items()}

RULES: Mapping[str, ModuleType] = {
    _NUMBERS[module.name]: import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)
}
"""The rules by code: every module of this folder."""


def check(register: Register, whole: frozenset[str], today: date) -> tuple[Diagnostic, ...]:
    """Return every diagnostic of the rules, ordered; `whole` names the files without an error so far."""
    diagnostics: list[Diagnostic] = []
    for code, rule in RULES.items():
        if whole.issuperset(getattr(rule, "NEEDS", ())):
            arguments = (register, today) if code == DAY_IN_FUTURE else (register,)
            diagnostics += run(code, *arguments)
    return ordered(diagnostics)


def run(code: str, register: Register, *arguments: object) -> Iterator[Diagnostic]:
    """Yield what the rule of that code finds, with the places of the entries."""
    for at, variant, values in RULES[code].check(register, *arguments):
        place = at if isinstance(at, Place) else register.place(at)
        yield diagnostic_at(place, code, variant, **values)
