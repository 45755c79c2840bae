"""The report on overdue obligations, longest overdue first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Paragraph
from plan190.parts.annexes import obligations_table
from plan190.parts.plan_view import assumed_rosters, plan_view
from plan190.status.facts import obligation_facts
from plan190.status.selection import overdue
from plan190.status.state import State

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.facts import Facts


def build(context: ViewContext) -> View:
    """Return the view of the overdue obligations."""
    verdicts = overdue(context.assessment)
    blocks: list[Block] = [*assumed_rosters(context)]
    if verdicts:
        tasks, agencies = context.assessment.by_task[State.OVERDUE], len({verdict.agency.id for verdict in verdicts})
        blocks.append(Paragraph(context.words("overdue.summed", tasks=tasks, number=len(verdicts), agencies=agencies)))
        blocks.append(obligations_table(context, verdicts, name="overdue"))
    else:
        blocks.append(Paragraph(context.words("overdue.none")))
    facts: Facts = {"overdue": [{"task": verdict.task.number} | obligation_facts(verdict) for verdict in verdicts]}
    return plan_view(context, blocks, facts, subject=context.words("header.overdue"))
