"""Rules about a change, one per module: what may be changed in the data, and by whom.

Every module of this folder is a rule; its name begins with its code. Its function `check(change)` yields every problem
of its kind.
"""

from __future__ import annotations

from importlib import import_module
from itertools import chain
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, ordered

if TYPE_CHECKING:
    from types import ModuleType

    from plan190.review.change import Change

RULES: tuple[ModuleType, ...] = tuple(import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
"""The rules, in the order of their module names."""


def check(change: Change) -> tuple[Diagnostic, ...]:
    """Return every problem that the rules find, ordered."""
    return ordered(chain.from_iterable(rule.check(change) for rule in RULES))
