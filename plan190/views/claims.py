"""What agencies say is done and nobody has accepted yet: the coordinator's list to look through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document import Block, Cell, Column, Paragraph, Table, View
from plan190.status.summary import claim_facts, head
from plan190.wording import deadline_of, header, preamble, short, tone_of

if TYPE_CHECKING:
    from plan190.register import Register
    from plan190.status.assess import Assessment, Verdict
    from plan190.status.work import Claim
    from plan190.words import Words


def build(register: Register, assessment: Assessment, words: Words) -> View:
    """Give the view of the claims that wait, the one that has waited longest first; a joint one once."""
    waiting = _waiting(assessment)
    columns = (
        Column(words("column.task"), number=True),
        Column(words("column.agency"), wide=True),
        Column(words("column.done_on")),
        Column(words("column.claimed_on")),
        Column(words("column.state")),
        Column(words("column.proof"), wide=True),
    )
    rows = tuple(_row(register, verdict, claim, words) for verdict, claim in waiting)
    blocks: tuple[Block, ...] = (
        *preamble(register, assessment, words),
        Paragraph(words("claims.summed", number=len(waiting)) if waiting else words("claims.none")),
        *((Table(columns, rows, name="claims"),) if waiting else ()),
    )
    facts = head(register, assessment.as_of) | {"claims": [claim_facts(verdict, claim) for verdict, claim in waiting]}
    return View(header(register, assessment.as_of, words), blocks, facts)


def _waiting(assessment: Assessment) -> list[tuple[Verdict, Claim]]:
    claimed = [(one, one.done) for one in assessment.verdicts if one.claimed and one.done is not None]
    found = {(one.obligation.task.number, claim.told.report.value.agency): (one, claim) for one, claim in claimed}
    return sorted(found.values(), key=lambda pair: (pair[1].told.reported_on, pair[0].obligation.task.number))


def _row(register: Register, verdict: Verdict, claim: Claim, words: Words) -> tuple[Cell, ...]:
    number, told = verdict.obligation.task.number, claim.told
    proofs = (one.number or one.title for one in told.update.value.evidence)
    return (
        Cell(str(number), number),
        Cell(short(register.bodies[told.report.value.agency], words)),
        Cell(words.day(claim.done_on), claim.done_on),
        Cell(words.day(told.reported_on), told.reported_on),
        Cell(deadline_of(verdict, words), tone=tone_of(verdict.state)),
        Cell("; ".join(proofs) or "—"),
    )
