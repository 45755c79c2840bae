"""Figures of the assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.status.figures.divided import settlements
from plan190.status.selection import owed_by_any

if TYPE_CHECKING:
    from collections.abc import Collection

    from plan190.model.decision import Settle
    from plan190.model.reading import Assumed
    from plan190.model.register import Entry, Register
    from plan190.status.verdicts import Assessment


class AssumptionsFigures(NamedTuple):
    """Assumptions, and the decisions that settle them (`settled`) by the assumption's id.

    `others`: the number of assumptions that the filter by agency leaves out.
    """

    assumptions: tuple[Entry[Assumed], ...]
    settled: dict[str, Settle]
    others: int = 0


def assumptions_figures(
    register: Register, assessment: Assessment, agencies: Collection[str] | None = None
) -> AssumptionsFigures:
    """Return all assumptions, or those about these agencies; and the decisions by the date that settle them.

    An assumption is about an agency if it affects a task that the agency leads, or is about the agency itself or a
    group of which it is a member.
    """
    everything = tuple(register.assumptions())
    shown = everything
    if agencies is not None:
        about = _about(register, assessment, agencies)
        shown = tuple(entry for entry in everything if entry.value.id in about)
    decisions = settlements(assessment)
    settled = {entry.value.id: decisions[entry.value.id] for entry in shown if entry.value.id in decisions}
    return AssumptionsFigures(shown, settled, len(everything) - len(shown))


def _about(register: Register, assessment: Assessment, agencies: Collection[str]) -> set[str]:
    """Return the ids of the assumptions about these agencies."""
    tasks = {verdict.task.id: verdict.task for verdict in owed_by_any(assessment.verdicts, agencies)}
    about = {assumed.id for task in tasks.values() for assumed in register.assumptions_of(task)}
    for body in register.bodies.values():
        members = {agency.id for agency in register.members((body.id,))}
        if body.assumed is not None and not members.isdisjoint(agencies):
            about.add(body.assumed.id)
    return about
