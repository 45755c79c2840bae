"""Figures of the assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.model.decision import Settle

if TYPE_CHECKING:
    from plan190.model.reading import Assumed
    from plan190.model.register import Entry, Register
    from plan190.status.verdicts import Assessment


class AssumptionsFigures(NamedTuple):
    """The entries of all assumptions, and the decisions that settle them (`settled`) by the assumption's id."""

    assumptions: tuple[Entry[Assumed], ...]
    settled: dict[str, Settle]


def assumptions_figures(register: Register, assessment: Assessment) -> AssumptionsFigures:
    """Return all assumptions, and the decisions that settle them as of the assessed date."""
    settled = {entry.value.assumption: entry.value for entry in assessment.snapshot.of_kind(Settle)}
    return AssumptionsFigures(tuple(register.assumptions()), settled)
