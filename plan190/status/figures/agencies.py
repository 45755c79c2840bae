"""Figures of the list of agencies and groups, and their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.status.facts import agency_data, group_data

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.agency import Group
    from plan190.model.register import Register
    from plan190.status import fact_types as types
    from plan190.status.verdicts import AgencyVerdict, Assessment


class AgenciesFigures(NamedTuple):
    """All agencies in the plan's order as of a date, and the groups, each with the number of its members."""

    agencies: tuple[AgencyVerdict, ...]
    groups: tuple[tuple[Group, int], ...]
    as_of: date

    @property
    def existing(self) -> tuple[AgencyVerdict, ...]:
        """The agencies that exist on the date."""
        return tuple(item for item in self.agencies if item.agency.exists_on(self.as_of))

    @property
    def others(self) -> tuple[AgencyVerdict, ...]:
        """The agencies that have ceased to exist by the date, or begin later."""
        return tuple(item for item in self.agencies if not item.agency.exists_on(self.as_of))


def agencies_figures(register: Register, assessment: Assessment) -> AgenciesFigures:
    """Return the figures of all agencies and groups."""
    agencies = tuple(map(assessment.agency, register.all_agencies))
    groups = tuple((entry.value, len(register.members((entry.value.id,)))) for entry in register.groups)
    return AgenciesFigures(agencies, groups, assessment.as_of)


def agencies_facts(figures: AgenciesFigures) -> types.Agencies:
    """Return all agencies with their tallies, and all groups; the tally is None for an agency without tasks."""
    groups = [group_data(group) for group, _ in figures.groups]
    return {"agencies": [_agency(verdict, figures.as_of) for verdict in figures.agencies], "groups": groups}


def _agency(verdict: AgencyVerdict, as_of: date) -> types.ListedAgency:
    agency = verdict.agency
    lead = verdict.leads if verdict.verdicts or verdict.cooperates else None
    joint, exists = [item.task.id for item in verdict.joint], agency.exists_on(as_of)
    return {
        **agency_data(agency), "lead": lead, "joint": joint, "cooperating": verdict.cooperates, "exists": exists,
    }  # fmt: skip
