"""Rules about the data files, one per module: how entries must agree with each other and with the issued text.

A rule is a module of this folder; its name begins with its code. Its function `check(register)` yields every problem of
its kind. If a file in `NEEDS` has errors, the rule does not run, because it would report consequences of those errors.
`updates` in `NEEDS` means all monthly reports. A rule without `NEEDS` always runs, on the entries that could be read.
Only P323 depends on the date.

A rule that compares the reports of several agencies, or decisions with reports, has `BETWEEN_AGENCIES = True`, and uses
the indexes of reports as far as possible. What any other rule finds in the reports of an agency depends only on these
reports and the files of the plan, so that it can be kept.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from plan190.diagnostics import CODES, Diagnostic, Place, diagnostic_at
from plan190.load.loader import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from types import ModuleType

    from plan190.model.register import Register, ReportFile

DATE_IN_FUTURE = "P323"

RULES: Mapping[str, ModuleType] = {
    module.name.split("_")[0].upper(): import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)
}
"""The rules by code."""


BETWEEN_AGENCIES = frozenset(code for code, rule in RULES.items() if getattr(rule, "BETWEEN_AGENCIES", False))
"""The rules that compare agencies, or depend on the date."""


def check_agencies(
    register: Register, error_free: frozenset[str], reports: tuple[ReportFile, ...]
) -> Iterator[Diagnostic]:
    """Yield what the rules that look at one agency find in the files of the plan and in these reports.

    `error_free` names the files without errors, and contains `updates` if no report has errors. `reports`: those of
    some agencies, each with all its reports.
    """
    part = replace(register, reports=reports)
    for code, rule in RULES.items():
        if code not in BETWEEN_AGENCIES and error_free.issuperset(getattr(rule, "NEEDS", ())):
            yield from run(code, part)


def still_found(
    results: Mapping[str, tuple[Diagnostic, ...]], error_free: frozenset[str]
) -> Mapping[str, tuple[Diagnostic, ...]]:
    """Return the known results by folder, without those of rules that do not run because of errors in other files.

    The results of the rules that compare agencies are not among them.
    """
    needs = {code: getattr(rule, "NEEDS", ()) for code, rule in RULES.items()}
    return {
        folder: tuple(problem for problem in found if error_free.issuperset(needs.get(problem.code, ())))
        for folder, found in results.items()
        if folder != BETWEEN
    }


def check_between(register: Register, error_free: frozenset[str], *, only_errors: bool = False) -> Iterator[Diagnostic]:
    """Yield what the other rules find, except that on dates; `only_errors`: only of the rules that find errors."""
    for code in sorted(BETWEEN_AGENCIES - {DATE_IN_FUTURE}):
        is_wanted = not only_errors or CODES[code].severity == "error"
        if is_wanted and error_free.issuperset(getattr(RULES[code], "NEEDS", ())):
            yield from run(code, register)


def check_dates(register: Register, as_of: date) -> Iterator[Diagnostic]:
    """Yield the dates after the date of the check."""
    return run(DATE_IN_FUTURE, register, as_of)


def run(code: str, register: Register, *arguments: object) -> Iterator[Diagnostic]:
    """Yield the problems that the rule with this code finds, as diagnostics; `arguments` are passed to the rule."""
    for at, variant, values in RULES[code].check(register, *arguments):
        place = at if isinstance(at, Place) else register.place(at)
        yield diagnostic_at(place, code, variant, **values)
