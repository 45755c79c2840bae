"""What a supposition would change: the obligations that differ in state or due date, and the view of everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Cell, Column, Heading, Paragraph, Table, View
from plan190.parts.cells import due_cell
from plan190.parts.names import short_name, state_text, tone_of
from plan190.status.comparison import changed_verdicts
from plan190.status.facts import obligation_facts

if TYPE_CHECKING:
    from plan190.status.verdicts import Assessment, Verdict
    from plan190.words import Words


def build(before: Assessment, after: Assessment, supposed: str, then: View, words: Words) -> View:
    """Return what `supposed` would change, followed by the view `then` of everything as it would be."""
    changed = changed_verdicts(before, after, "state", "due")
    blocks: list[Block] = [Paragraph(words("what_if.supposed", what=supposed), "warn")]
    if changed:
        blocks += [Paragraph(words("what_if.changes", number=len(changed))), _table(changed, words)]
    else:
        blocks.append(Paragraph(words("what_if.nothing")))
    blocks += [Heading(words("what_if.then")), *then.blocks]
    changes = [_facts(old, new) for old, new in changed]
    facts = {**then.facts, "supposed": supposed, "changes": changes}
    return View(then.title, tuple(blocks), facts)


def _facts(old: Verdict | None, new: Verdict) -> dict[str, object]:
    return {
        "task": new.task.number,
        "agency": new.agency.id,
        "before": obligation_facts(old) if old else None,
        "after": obligation_facts(new),
    }


def _table(changed: list[tuple[Verdict | None, Verdict]], words: Words) -> Table:
    columns = (
        Column(words("column.task"), number=True),
        Column(words("column.agency"), wide=True),
        Column(words("column.now")),
        Column(words("column.then")),
        Column(words("column.due")),
    )
    return Table(columns, tuple(_row(old, new, words) for old, new in changed), name="changes")


def _row(old: Verdict | None, new: Verdict, words: Words) -> tuple[Cell, ...]:
    number = new.task.number
    return (
        Cell(str(number), number),
        Cell(short_name(new.agency, words)),
        Cell(state_text(old, words) if old else "—"),
        Cell(state_text(new, words), tone=tone_of(new.state)),
        due_cell(new, words),
    )
