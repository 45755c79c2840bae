"""What every view uses to label its figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from plan190.parts.names import full_name, short_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plan190.diagnostics import Place
    from plan190.model.plan import Plan, Policy
    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment
    from plan190.words import Words


@dataclass(frozen=True)
class ViewContext:
    """The register, its assessment as of a date, and the words of the reader's language."""

    register: Register
    assessment: Assessment
    words: Words

    @property
    def as_of(self) -> date:
        """The date for which the view holds."""
        return self.assessment.as_of

    @property
    def has_reports(self) -> bool:
        """Whether any monthly report was submitted by the date."""
        return bool(self.assessment.snapshot.reports)

    @cached_property
    def listed(self) -> frozenset[str]:
        """The ids of the agencies that lead a task or cooperate in one."""
        return frozenset(agency.agency.id for agency in self.assessment.agencies)

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.register.plan

    @property
    def policy(self) -> Policy:
        """How the plan's deadlines are read."""
        return self.register.plan.policy

    def short_name(self, id_: str) -> str:
        """Return the name of the body with this id that tables use."""
        return short_name(self.register.bodies[id_], self.words)

    def full_name(self, id_: str) -> str:
        """Return the full name of the body with this id."""
        return full_name(self.register.bodies[id_], self.words)

    def short_names(self, ids: Iterable[str]) -> str:
        """Return the short names of the bodies with these ids, separated by semicolons."""
        return "; ".join(map(self.short_name, ids))

    def place_text(self, place: Place) -> str:
        """Return a place in a file as `path:line`."""
        return f"{self.register.root}/{place.path}:{place.line}"
