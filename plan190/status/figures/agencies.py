"""Figures of the list of agencies and groups, and their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.status.facts import agency_data, group_data
from plan190.status.grouping import group_by

if TYPE_CHECKING:
    from plan190.model.agency import Group
    from plan190.model.register import Register
    from plan190.status import fact_types as types
    from plan190.status.verdicts import AgencyVerdict, Assessment


class AgenciesFigures(NamedTuple):
    """All agencies in the plan's order, and the groups, each with the number of its members.

    `existing`: the agencies that exist on the date. `others`: those that have ceased by then, or begin later.
    """

    existing: tuple[AgencyVerdict, ...]
    others: tuple[AgencyVerdict, ...]
    groups: tuple[tuple[Group, int], ...]


def agencies_figures(register: Register, assessment: Assessment) -> AgenciesFigures:
    """Return the figures of all agencies and groups."""
    exists = group_by(register.all_agencies, lambda agency: agency.exists_on(assessment.as_of))
    existing, others = (tuple(map(assessment.agency, exists.get(flag, ()))) for flag in (True, False))
    groups = tuple((entry.value, len(register.members((entry.value.id,)))) for entry in register.groups)
    return AgenciesFigures(existing, others, groups)


def agencies_facts(figures: AgenciesFigures) -> types.Agencies:
    """Return all agencies with their tallies, and all groups; the tally is None for an agency without tasks."""
    groups = [group_data(group) for group, _ in figures.groups]
    existing = [_agency(verdict, exists=True) for verdict in figures.existing]
    others = [_agency(verdict, exists=False) for verdict in figures.others]
    return {"agencies": [*existing, *others], "groups": groups}


def _agency(verdict: AgencyVerdict, *, exists: bool) -> types.ListedAgency:
    lead = verdict.leads if verdict.verdicts or verdict.cooperates else None
    joint = [item.task.id for item in verdict.joint]
    return {
        **agency_data(verdict.agency),
        "lead": lead,
        "joint": joint,
        "cooperating": verdict.cooperates,
        "exists": exists,
    }
