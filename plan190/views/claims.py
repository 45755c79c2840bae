"""What agencies say is done and nobody has accepted yet: the coordinator's list to look through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Paragraph, View
from plan190.parts.plan_view import header, preamble
from plan190.parts.tables import claims_table
from plan190.status.facts import claim_facts, head

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.assess import Assessment
    from plan190.words import Words


def build(register: Register, assessment: Assessment, words: Words) -> View:
    """Give the view of the claims that wait, the one that has waited longest first; a joint one once."""
    waiting = assessment.claims
    blocks: tuple[Block, ...] = (
        *preamble(register, assessment, words),
        Paragraph(words("claims.summed", number=len(waiting)) if waiting else words("claims.none")),
        *((claims_table(register, assessment, waiting, words),) if waiting else ()),
    )
    facts = head(register, assessment.as_of) | {"claims": [claim_facts(verdict, claim) for verdict, claim in waiting]}
    return View(header(register, assessment.as_of, words), blocks, facts)
