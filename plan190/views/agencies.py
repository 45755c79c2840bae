"""All agencies and groups of the plan: ids, names, and the numbers of their tasks or members."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.document.blocks import NOT_CSV, Block, Column, Facts, Paragraph, View
from plan190.parts.cells import Columns, build_table, count_cell, date_cell, number_column
from plan190.parts.names import full_name, short_name
from plan190.parts.plan_view import data_warnings, header
from plan190.parts.succession import successors_text
from plan190.status.figures.agencies import agencies_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.model.agency import Group
    from plan190.parts.context import ViewContext
    from plan190.status.figures.agencies import AgenciesFigures
    from plan190.status.verdicts import AgencyVerdict


def build(figures: AgenciesFigures, context: ViewContext) -> View:
    """Return the view of all agencies and groups."""
    words = context.words
    agency_columns: Columns[AgencyVerdict] = [
        (Column(words("column.id"), media=NOT_CSV), lambda item: item.agency.id),
        (Column(words("column.agency"), wide=True), lambda item: full_name(item.agency, words)),
        (Column(words("column.relation")), lambda item: words(f"relation.{item.agency.relation}")),
        (number_column("leads", words), lambda item: count_cell(item.leads.total)),
        (number_column("joint", words, optional=True), lambda item: count_cell(len(item.joint))),
        (number_column("cooperates", words), lambda item: count_cell(item.cooperates)),
    ]
    group_columns: Columns[tuple[Group, int]] = [
        (Column(words("column.id"), media=NOT_CSV), lambda pair: pair[0].id),
        (Column(words("column.group"), wide=True), lambda pair: full_name(pair[0], words)),
        (Column(words("column.roster")), lambda pair: words(f"roster.{pair[0].roster}")),
        (number_column("members", words), lambda pair: count_cell(pair[1])),
    ]
    agency_ids = {"agency_id": attrgetter("agency.id"), "relation_id": attrgetter("agency.relation")}
    group_ids = {"group_id": lambda pair: pair[0].id, "roster_id": lambda pair: pair[0].roster}
    blocks: tuple[Block, ...] = (
        *data_warnings(context),
        build_table(agency_columns, figures.existing, name="agencies", ids=agency_ids),
        *_others(figures.others, context),
        Paragraph(words("agencies.groups")),
        build_table(group_columns, figures.groups, name="groups", ids=group_ids),
    )
    return View(header(context), blocks, Facts(context.head, partial(agencies_facts, figures)))


def _others(others: Sequence[AgencyVerdict], context: ViewContext) -> Iterator[Block]:
    """Yield the table of the agencies that do not exist on the date, with their dates and successors, if any."""
    if not others:
        return
    words = context.words
    columns: Columns[AgencyVerdict] = [
        (Column(words("column.id"), media=NOT_CSV), lambda item: item.agency.id),
        (Column(words("column.agency"), wide=True), lambda item: short_name(item.agency, words)),
        (Column(words("column.valid_from"), optional=True), lambda item: date_cell(item.agency.valid_from, words)),
        (Column(words("column.valid_to")), lambda item: date_cell(item.agency.valid_to, words)),
        (Column(words("column.successors"), wide=True), lambda item: successors_text(item.agency, context)),
    ]
    yield Paragraph(words("agencies.others", day=words.day(context.as_of)))
    yield build_table(columns, others, name="others", ids={"agency_id": attrgetter("agency.id")})
