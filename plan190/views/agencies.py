"""All agencies and groups of the plan: their ids and names, what they lead and support, the members of groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Column, Paragraph, View
from plan190.parts.cells import Columns, build_table, count_cell, number_column
from plan190.parts.names import full_name
from plan190.parts.plan_view import fiction_warning, header
from plan190.status.facts import agency_facts, group_facts, head, tally_facts

if TYPE_CHECKING:
    from plan190.model.agency import Agency, Group
    from plan190.parts.context import ViewContext
    from plan190.status.facts import Facts
    from plan190.status.verdicts import AgencyVerdict


def build(context: ViewContext) -> View:
    """Return the view of all agencies and groups."""
    register, words = context.register, context.words
    verdicts = {verdict.agency.id: verdict for verdict in context.assessment.agencies}
    agencies = [(entry.value, verdicts.get(entry.value.id)) for entry in register.agencies]
    groups = [entry.value for entry in register.groups]
    agency_columns: Columns[tuple[Agency, AgencyVerdict | None]] = [
        (Column(words("column.id")), lambda row: row[0].id),
        (Column(words("column.agency"), wide=True), lambda row: full_name(row[0], words)),
        (Column(words("column.relation")), lambda row: words(f"relation.{row[0].relation}")),
        (number_column("leads", words), lambda row: count_cell(row[1].leads.total if row[1] else 0)),
        (number_column("cooperates", words), lambda row: count_cell(row[1].cooperates if row[1] else 0)),
    ]
    group_columns: Columns[Group] = [
        (Column(words("column.id")), lambda group: group.id),
        (Column(words("column.group"), wide=True), lambda group: full_name(group, words)),
        (Column(words("column.roster")), lambda group: words(f"roster.{group.roster}")),
        (number_column("members", words), lambda group: count_cell(len(register.members((group.id,))))),
    ]
    blocks: tuple[Block, ...] = (
        *fiction_warning(context),
        build_table(agency_columns, agencies, name="agencies"),
        Paragraph(words("agencies.groups")),
        build_table(group_columns, groups, name="groups"),
    )
    facts = {"agencies": [_facts(*row) for row in agencies], "groups": list(map(group_facts, groups))}
    return View(header(context), blocks, head(context.plan, context.as_of) | facts)


def _facts(agency: Agency, verdict: AgencyVerdict | None) -> Facts:
    lead, cooperating = (tally_facts(verdict.leads), verdict.cooperates) if verdict else (None, 0)
    return agency_facts(agency) | {"lead": lead, "cooperating": cooperating}
