"""The report on overdue obligations, longest overdue first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Paragraph
from plan190.parts.annexes import obligations_table
from plan190.parts.plan_view import assumed_rosters, plan_view
from plan190.status.facts import owed_facts
from plan190.status.selection import overdue
from plan190.status.state import State

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.facts import Facts


def build(context: ViewContext) -> View:
    """Return the view of the overdue obligations."""
    verdicts = overdue(context.assessment)
    tasks, agencies = context.assessment.by_task[State.OVERDUE], len({verdict.agency.id for verdict in verdicts})
    summary = context.words("overdue.none")
    if verdicts:
        summary = context.words("overdue.summary", tasks=tasks, number=len(verdicts), agencies=agencies)
    table = obligations_table(context, verdicts, name="overdue")
    facts: Facts = {"overdue": [owed_facts(verdict) for verdict in verdicts]}
    blocks: tuple[Block, ...] = (*assumed_rosters(context), Paragraph(summary), table)
    return plan_view(context, blocks, facts, subject=context.words("header.overdue"))
