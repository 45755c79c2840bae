"""All agencies and groups of the plan: their ids and names, what they lead and support, the members of groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Column, Paragraph, View
from plan190.parts.cells import Columns, build_table, count_cell
from plan190.parts.names import full_name
from plan190.parts.plan_view import fiction_warning, header
from plan190.status.facts import agency_facts, group_facts, head, tally_facts

if TYPE_CHECKING:
    from plan190.model.agency import Agency, Group
    from plan190.parts.context import ViewContext


def build(context: ViewContext) -> View:
    """Return the view of all agencies and groups."""
    words = context.words
    verdicts = {verdict.agency.id: verdict for verdict in context.assessment.agencies}
    agencies = [entry.value for entry in context.register.agencies]
    groups = [entry.value for entry in context.register.groups]

    def leads(agency: Agency) -> int:
        return verdicts[agency.id].leads.total if agency.id in verdicts else 0

    def cooperates(agency: Agency) -> int:
        return verdicts[agency.id].cooperates if agency.id in verdicts else 0

    def facts_of(agency: Agency) -> dict[str, object]:
        lead = tally_facts(verdicts[agency.id].leads) if agency.id in verdicts else None
        return agency_facts(agency) | {"lead": lead, "cooperating": cooperates(agency)}

    agency_columns: Columns[Agency] = [
        (Column(words("column.id")), lambda agency: agency.id),
        (Column(words("column.agency"), wide=True), lambda agency: full_name(agency, words)),
        (Column(words("column.relation")), lambda agency: words(f"relation.{agency.relation}")),
        (Column(words("column.leads"), number=True), lambda agency: count_cell(leads(agency))),
        (Column(words("column.cooperates"), number=True), lambda agency: count_cell(cooperates(agency))),
    ]
    group_columns: Columns[Group] = [
        (Column(words("column.id")), lambda group: group.id),
        (Column(words("column.group"), wide=True), lambda group: full_name(group, words)),
        (Column(words("column.roster")), lambda group: words(f"roster.{group.roster}")),
        (
            Column(words("column.members"), number=True),
            lambda group: count_cell(len(context.register.members((group.id,)))),
        ),
    ]
    blocks: tuple[Block, ...] = (
        *fiction_warning(context),
        build_table(agency_columns, agencies, name="agencies"),
        Paragraph(words("agencies.groups")),
        build_table(group_columns, groups, name="groups"),
    )
    facts = {"agencies": list(map(facts_of, agencies)), "groups": list(map(group_facts, groups))}
    return View(header(context), blocks, head(context.register, context.as_of) | facts)
