"""The entries of the register that several rules check."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

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


def evidence(register: Register) -> Iterator[tuple[ReportFile, Entry[Update] | Entry[Contribution], Entry[Evidence]]]:
    """Yield every evidence document with its report and the update or contribution to which it belongs."""
    for report_file in register.reports:
        for entry in report_file.all_entries:
            for cited in entry.parts("evidence"):
                yield report_file, entry, cited
