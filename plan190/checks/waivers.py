"""Which faults are let pass on a day, by which entry of `data/waivers.yaml`; entries that no longer serve are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from plan190.diagnostics import CODES, Diagnostic, problem
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from plan190.model.register import Entry, Register
    from plan190.model.waiver import Waiver


@dataclass(frozen=True)
class Waived:
    """The faults that are let pass, each with the waiver that says so, and the waivers that no longer serve."""

    by: Mapping[Diagnostic, Entry[Waiver]]
    idle: tuple[Diagnostic, ...]


def ever_waived(register: Register, diagnostics: Iterable[Diagnostic]) -> frozenset[Diagnostic]:
    """Give the faults that a waiver lets pass, ended or not: they spoil no figure, and what was printed stays so."""
    several = tuple(diagnostics)
    return frozenset(waive(register, several, date.min).by)


def waive(register: Register, diagnostics: Iterable[Diagnostic], day: date) -> Waived:
    """Give what the register's waivers let pass on the day; a waiver past its last day lets nothing pass."""
    by: dict[Diagnostic, Entry[Waiver]] = {}
    serving = [entry for entry in register.waivers if day <= entry.value.until]
    for one in diagnostics:
        entry = next((entry for entry in serving if _fits(entry.value, one)), None)
        if entry is not None:
            by[one] = entry
    return Waived(by, tuple(_idle(register, set(by.values()), day)))


def _idle(register: Register, used: set[Entry[Waiver]], day: date) -> Iterator[Diagnostic]:
    for entry in register.waivers:
        place = register.place(entry, "code")
        if entry.value.until < day:
            yield problem(place, "P902", "", id=entry.value.code, until=short_date(entry.value.until))
        elif entry not in used and _may_serve(entry.value):
            yield problem(place, "P901", "", id=entry.value.code)


def _fits(waiver: Waiver, one: Diagnostic) -> bool:
    path = one.place.path
    return (
        waiver.code == one.code
        and _may_serve(waiver)
        and waiver.agency in {None, one.agency}
        and waiver.task in {None, one.task}
        and (waiver.period is None or path.endswith(f"/{waiver.period}.yaml"))
        and waiver.file in {None, path}
    )


def _may_serve(waiver: Waiver) -> bool:
    """Say whether it lets anything pass at all; P904 tells of those that do not."""
    return waiver.code in CODES and CODES[waiver.code].waivable and not waiver.is_blanket
