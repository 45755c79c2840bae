"""The claims awaiting acceptance by the coordinator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Paragraph
from plan190.parts.plan_view import plan_view
from plan190.parts.tables import claims_table
from plan190.status.facts import claim_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.document.blocks import Block, View
    from plan190.parts.context import ViewContext
    from plan190.status import fact_types as types
    from plan190.status.verdicts import OpenClaim


def build(claims: Sequence[OpenClaim], context: ViewContext) -> View:
    """Return the view of these claims, longest waiting first; each agency's claim on a joint task is listed."""
    blocks: list[Block] = [Paragraph(context.words("claims.summary" if claims else "claims.none", number=len(claims)))]
    if claims:
        first = claims[0]
        hint = context.words("claims.hint", task=first.verdict.task.id, agency=first.decided_for)
        blocks.append(Paragraph(hint, "mute"))

    def facts() -> types.Claims:
        return {"claims": list(map(claim_facts, claims))}

    return plan_view(context, (*blocks, claims_table(context, claims)), facts)
