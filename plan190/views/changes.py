"""What would be otherwise: the obligations that stand elsewhere in one assessment than in another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Cell, Column, Heading, Paragraph, Table, View
from plan190.parts.cells import due_cell
from plan190.parts.names import short_name, state_text, tone_of
from plan190.status.facts import obligation_facts

if TYPE_CHECKING:
    from plan190.status.verdicts import Assessment, Verdict
    from plan190.words import Words


def build(before: Assessment, after: Assessment, supposed: str, then: View, words: Words) -> View:
    """Give what `supposed` would change, before the view `then` of everything as it would be."""
    changed = _changed(before, after)
    columns = (
        Column(words("column.task"), number=True),
        Column(words("column.agency"), wide=True),
        Column(words("column.now")),
        Column(words("column.then")),
        Column(words("column.due")),
    )
    rows = tuple(_row(old, new, words) for old, new in changed)
    blocks: tuple[Block, ...] = (
        Paragraph(words("what_if.supposed", what=supposed), "warn"),
        Paragraph(words("what_if.changes", number=len(changed)) if changed else words("what_if.nothing")),
        *((Table(columns, rows, name="changes"),) if changed else ()),
        Heading(words("what_if.then")),
        *then.blocks,
    )
    facts = then.facts | {  # type: ignore[operator]
        "supposed": supposed,
        "changes": [
            {
                "task": new.task.number,
                "agency": new.agency.id,
                "before": obligation_facts(old) if old else None,
                "after": obligation_facts(new),
            }
            for old, new in changed
        ],
    }
    return View(then.title, blocks, facts)


def _changed(before: Assessment, after: Assessment) -> list[tuple[Verdict | None, Verdict]]:
    old = {(one.task.number, one.agency.id): one for one in before.verdicts}
    pairs = [(old.get((one.task.number, one.agency.id)), one) for one in after.verdicts]
    return [(was, now) for was, now in pairs if was is None or (was.state, was.due) != (now.state, now.due)]


def _row(old: Verdict | None, new: Verdict, words: Words) -> tuple[Cell, ...]:
    number = new.task.number
    return (
        Cell(str(number), number),
        Cell(short_name(new.agency, words)),
        Cell(state_text(old, words) if old else "—"),
        Cell(state_text(new, words), tone=tone_of(new.state)),
        due_cell(new, words),
    )
