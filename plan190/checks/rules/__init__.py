"""Rules about the data files, one a module: what each entry must be to the others and to the issued text.

A rule has a `CODE` and a function `check(register)`, which yields every problem of its kind, not only the first. A rule
that compares entries also has `NEEDS`: the files that must be free of errors, or the rule would report again what is
reported already. A rule without `NEEDS` looks at each entry that could be read.

Every module of this folder is a rule and runs. No rule but `day_in_future` depends on the date.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from plan190.checks.rules import day_in_future
from plan190.diagnostics import Diagnostic, ordered

if TYPE_CHECKING:
    from datetime import date
    from types import ModuleType

    from plan190.model.register import Register

RULES: tuple[ModuleType, ...] = tuple(import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
"""The rules, by the names of their modules."""


def check(register: Register, whole: frozenset[str], today: date) -> tuple[Diagnostic, ...]:
    """Return every problem that the rules find, ordered; `whole` names the files without an error so far."""
    problems: list[Diagnostic] = []
    for rule in RULES:
        if whole.issuperset(getattr(rule, "NEEDS", ())):
            problems += rule.check(register, today) if rule is day_in_future else rule.check(register)
    return ordered(problems)
