"""Waived diagnostics: those that the waivers of `data/waivers.yaml` cover on a date, and unused or expired waivers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from plan190.diagnostics import CODES, Diagnostic, Place, diagnostic_at
from plan190.status.grouping import group_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from plan190.model.register import Entry, Register
    from plan190.model.waiver import Waiver


class Waived(NamedTuple):
    """`by`: each waived diagnostic with its waiver. `unused`: a diagnostic for each expired or unused waiver."""

    by: Mapping[Diagnostic, Entry[Waiver]]
    unused: tuple[Diagnostic, ...]


def ever_waived(register: Register, diagnostics: Iterable[Diagnostic]) -> frozenset[Diagnostic]:
    """Return the diagnostics that a waiver covers, expired or not.

    Expired waivers count here, so that a report made before their end can still be rebuilt.
    """
    return frozenset(waive(register, diagnostics, date.min).by)


def waive(register: Register, diagnostics: Iterable[Diagnostic], day: date) -> Waived:
    """Return the diagnostics that the waivers cover on this date; a waiver covers nothing after its `until`."""
    active = [entry for entry in register.waivers if day <= entry.value.until and _is_allowed(entry.value)]
    by_subject = group_by(active, lambda entry: (entry.value.code, _agency_of(entry.value)))
    by: dict[Diagnostic, Entry[Waiver]] = {}
    for diagnostic in diagnostics:
        code = diagnostic.code
        candidates = (*by_subject.get((code, None), ()), *by_subject.get((code, diagnostic.agency), ()))
        covering = (entry for entry in candidates if _covers(entry.value, diagnostic))
        first = min(covering, key=lambda entry: entry.key_path, default=None)
        if first is not None:
            by[diagnostic] = first
    return Waived(by, tuple(_unused(register, set(by.values()), day)))


def _unused(register: Register, used: set[Entry[Waiver]], day: date) -> Iterator[Diagnostic]:
    for entry in register.waivers:
        waiver, place = entry.value, register.place(entry, "code")
        if waiver.until < day:
            yield diagnostic_at(place, "P902", id=waiver.code, until=waiver.until)
        elif entry not in used and _is_allowed(waiver):
            yield diagnostic_at(place, "P901", id=waiver.code)


def _agency_of(waiver: Waiver) -> str | None:
    """Return the agency of the diagnostics that the waiver can cover; None if they may be of any agency."""
    return waiver.agency or Place(waiver.file or "").agency


def _covers(waiver: Waiver, diagnostic: Diagnostic) -> bool:
    """Return whether a waiver of the same code covers the diagnostic."""
    path = diagnostic.place.path
    return (
        waiver.agency in {None, diagnostic.agency}
        and waiver.task in {None, diagnostic.task}
        and (waiver.period is None or path.endswith(f"/{waiver.period}.yaml"))
        and waiver.file in {None, path}
    )


def _is_allowed(waiver: Waiver) -> bool:
    """Return whether the waiver may cover diagnostics; P904 reports the others."""
    return waiver.code in CODES and CODES[waiver.code].waivable and not waiver.is_blanket
