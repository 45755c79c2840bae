"""What changed since a date, a period or a commit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plan190.document.blocks import Heading, Paragraph
from plan190.parts.changes import (
    changes_by_agency_table,
    flows_table,
    kinds_text,
    obligation_changes_table,
    records_table,
    reports_text,
    submitted_table,
    targets_table,
)
from plan190.parts.names import period_name, short_name
from plan190.parts.plan_view import plan_view
from plan190.parts.tables import missing_by_agency_table
from plan190.status.figures.changes import changes_facts
from plan190.status.figures.reports import missing_by_agency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.document.blocks import Block, View
    from plan190.parts.context import ViewContext
    from plan190.status.changes import Changes


def build(changes: Changes, since: str, context: ViewContext, before: ViewContext) -> View:
    """Return the view of the changes; `since` describes the earlier state, whose context is `before`."""
    known_at = before.register.known_at
    commit = known_at.commit if known_at is not None else None
    blocks = (Paragraph(since), *_blocks(changes, context, before))
    facts = partial(changes_facts, changes, commit)
    return plan_view(context, blocks, facts, subject=context.words("header.changes"))


def _blocks(changes: Changes, context: ViewContext, before: ViewContext) -> Iterator[Block]:
    words = context.words
    if changes.left_out:
        named = ((short_name(item.agency, words), period_name(item.period, words)) for item in changes.left_out)
        reports = "; ".join(map(" ".join, named))
        yield Paragraph(words("changes.left_out", reports=reports), "warn")
    if changes.is_empty:
        yield Paragraph(words("changes.none"))
    for text in (kinds_text(changes, words), reports_text(changes, words)):
        if text:
            yield Paragraph(text)
    yield obligation_changes_table(context, changes.obligations)
    yield changes_by_agency_table(context, changes.obligations)
    flows, missing = changes.flows if changes.obligations else (), missing_by_agency(changes.missing)
    sections = {
        "flows": flows_table(flows, words),
        "missing": missing_by_agency_table(context, missing, with_days=False),
        "submitted": submitted_table(context, changes.submitted),
        "targets": targets_table(context, changes.targets),
        "records": records_table(context, before, changes.records),
    }
    for name, table in sections.items():
        if table.rows:
            yield Heading(words(f"changes.{name}"))
        yield table
