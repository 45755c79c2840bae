"""The names, the date and the messages that every view needs."""

from __future__ import annotations

from dataclasses import dataclass
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
    """The register with the names of all bodies, the date of the view, and the messages in the reader's language.

    `has_reports`: whether any monthly report was submitted by the date, or is left out because of errors. `listed`: the
    ids of the agencies that lead a task or cooperate in one; each has a page on the dashboard.
    """

    register: Register
    as_of: date
    has_reports: bool
    listed: frozenset[str]
    words: Words

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.register.plan

    @property
    def policy(self) -> Policy:
        """The policy for interpreting dates."""
        return self.plan.policy

    def short_name(self, id_: str) -> str:
        """Return the short name of the body with this id, for tables."""
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


def view_context(register: Register, assessment: Assessment, words: Words) -> ViewContext:
    """Return the context of the views of an assessment."""
    listed = frozenset(verdict.agency.id for verdict in assessment.agencies)
    has_reports = bool(assessment.snapshot.reports or register.left_out)
    return ViewContext(register, assessment.as_of, has_reports, listed, words)
