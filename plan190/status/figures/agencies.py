"""Figures of the list of agencies and groups, and their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.status.facts import agency_data, group_data

if TYPE_CHECKING:
    from plan190.model.agency import Group
    from plan190.model.register import Register
    from plan190.status import fact_types as types
    from plan190.status.verdicts import AgencyVerdict, Assessment


class AgenciesFigures(NamedTuple):
    """All agencies in the plan's order, and the groups, each with the number of its members."""

    agencies: tuple[AgencyVerdict, ...]
    groups: tuple[tuple[Group, int], ...]


def agencies_figures(register: Register, assessment: Assessment) -> AgenciesFigures:
    """Return the figures of all agencies and groups."""
    agencies = tuple(map(assessment.agency, register.all_agencies))
    groups = tuple((entry.value, len(register.members((entry.value.id,)))) for entry in register.groups)
    return AgenciesFigures(agencies, groups)


def agencies_facts(figures: AgenciesFigures) -> types.Agencies:
    """Return all agencies with their tallies, and all groups; the tally is None for an agency without tasks."""
    groups = [group_data(group) for group, _ in figures.groups]
    return {"agencies": list(map(_agency, figures.agencies)), "groups": groups}


def _agency(verdict: AgencyVerdict) -> types.ListedAgency:
    lead = verdict.leads if verdict.verdicts or verdict.cooperates else None
    joint = [item.task.id for item in verdict.joint]
    return {**agency_data(verdict.agency), "lead": lead, "joint": joint, "cooperating": verdict.cooperates}
