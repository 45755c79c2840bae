"""The entries of the register that several rules check."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from plan190.model.agency import Agency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plan190.model.register import Entry, Register, ReportFile
    from plan190.model.report import Contribution, Evidence, Update


def each(entries: Iterable[Entry[object]], *key_paths: str) -> Iterator[Entry[Any]]:
    """Yield the parts of the entries at these key paths, such as `lead.bodies`; in a list, the part of each item."""
    for entry in entries:
        for key_path in key_paths:
            parts = [entry]
            for key in key_path.split("."):
                parts = list(chain.from_iterable(part.parts(key) for part in parts))
            yield from parts


def updates(register: Register) -> Iterator[tuple[ReportFile, Entry[Update]]]:
    """Yield every update and correction with its report."""
    for report_file in register.reports:
        for entry in report_file.entries:
            yield report_file, entry


def counted_on(register: Register, report_file: ReportFile) -> date:
    """Return the date on which a report counts: its own, or the last date of an agency that has ceased to exist."""
    body = register.bodies.get(report_file.agency)
    last = body.valid_to if isinstance(body, Agency) else None
    return min(report_file.reported_on, last or date.max)


def evidence(register: Register) -> Iterator[tuple[ReportFile, Entry[Update] | Entry[Contribution], Entry[Evidence]]]:
    """Yield every evidence document with its report and the update or contribution to which it belongs."""
    for report_file in register.reports:
        for entry in report_file.all_entries:
            for cited in entry.parts("evidence"):
                yield report_file, entry, cited
