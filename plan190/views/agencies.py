"""Every body of the plan: how to name it, what it leads, where it cooperates, whether it reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Cell, Column, Paragraph, Table, View
from plan190.parts.names import full_name
from plan190.parts.plan_view import fiction_warning, header
from plan190.status.facts import agency_facts, group_facts, head, tally_facts

if TYPE_CHECKING:
    from plan190.model.agency import Agency
    from plan190.model.register import Register
    from plan190.status.assess import AgencyVerdict, Assessment
    from plan190.words import Words


def build(register: Register, assessment: Assessment, words: Words) -> View:
    """Give the view of all agencies and groups."""
    counts = {one.agency.id: one for one in assessment.agencies}
    agencies = [entry.value for entry in register.agencies]
    columns = (
        Column(words("column.id")),
        Column(words("column.agency"), wide=True),
        Column(words("column.relation")),
        Column(words("column.leads"), number=True),
        Column(words("column.cooperates"), number=True),
    )
    rows = tuple(_row(agency, counts.get(agency.id), words) for agency in agencies)
    groups = tuple(
        (
            Cell(group.id),
            Cell(full_name(group, words)),
            Cell(words(f"roster.{group.roster}")),
            Cell(str(len(register.members((group.id,)))), len(register.members((group.id,)))),
        )
        for group in (entry.value for entry in register.groups)
    )
    group_columns = (
        Column(words("column.id")),
        Column(words("column.group"), wide=True),
        Column(words("column.roster")),
        Column(words("column.members"), number=True),
    )
    blocks: tuple[Block, ...] = (
        *fiction_warning(register, words),
        Table(columns, rows, name="agencies"),
        Paragraph(words("agencies.groups")),
        Table(group_columns, groups, name="groups"),
    )
    return View(header(register, assessment.as_of, words), blocks, _facts(register, assessment, counts))


def _row(agency: Agency, one: AgencyVerdict | None, words: Words) -> tuple[Cell, ...]:
    leads, cooperates = (one.leads.total, one.cooperates) if one else (0, 0)
    return (
        Cell(agency.id),
        Cell(full_name(agency, words)),
        Cell(words(f"relation.{agency.relation}")),
        Cell(str(leads), leads),
        Cell(str(cooperates), cooperates),
    )


def _facts(register: Register, assessment: Assessment, counts: dict[str, AgencyVerdict]) -> dict[str, object]:
    agencies = []
    for entry in register.agencies:
        one = counts.get(entry.value.id)
        owed = {"lead": tally_facts(one.leads) if one else None, "cooperating": one.cooperates if one else 0}
        agencies.append(agency_facts(entry.value) | owed)
    groups = [group_facts(entry.value) for entry in register.groups]
    return head(register, assessment.as_of) | {"agencies": agencies, "groups": groups}
