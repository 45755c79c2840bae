"""Why an obligation is in its state: the steps from the plan's words to the verdict, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Heading, Paragraph
from plan190.parts.explanation import outlook, step_texts, steps_table
from plan190.parts.names import name_in_text, tone_of
from plan190.parts.plan_view import plan_view
from plan190.parts.succession import holdings_table
from plan190.status.facts import holding_facts, task_reference

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status import fact_types as types
    from plan190.status.figures.task import ExplanationFigures


def build(explanation: ExplanationFigures, context: ViewContext) -> View:
    """Return the view that explains the state of an obligation."""
    task, verdict, _, holdings = explanation
    steps = step_texts(context, verdict, explanation.steps)
    agency, number = verdict.body, len(task.verdicts)
    blocks: list[Block] = [Heading(context.words("task.title", number=task.task.number)), Paragraph(task.task.content)]
    if number > 1:
        name = name_in_text(agency, context.words)
        owed_by = context.words("explain.agency", agency=name, id=agency.id, number=number)
        blocks.append(Paragraph(owed_by))
    blocks += [steps_table(steps, context.words), Paragraph(outlook(context, verdict), tone_of(verdict.state))]
    if holdings:
        blocks += [Heading(context.words("explain.owed_by")), holdings_table(holdings, context)]

    def facts() -> types.Explanation:
        return {
            **task_reference(task.task.id),
            "agency": agency.id,
            "state": verdict.state,
            "due": verdict.due,
            "steps": [{"step": step.name, "said": step.text, "place": step.place} for step in steps],
            "owed_by": list(map(holding_facts, holdings)),
        }

    return plan_view(context, blocks, facts)
