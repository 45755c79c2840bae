"""The effects of a what-if: the obligations whose state or due date would change, and the resulting status."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Cell, Column, Heading, Paragraph, View
from plan190.parts.cells import Columns, build_table, count_cell, due_columns
from plan190.parts.names import late_before_text, short_name, state_text, tone_of, with_note
from plan190.status.facts import change_facts
from plan190.status.grouping import group_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.document.blocks import Table
    from plan190.status import fact_types as types
    from plan190.status.comparison import Pair
    from plan190.status.verdicts import Verdict
    from plan190.words import Words


def build(changed: Sequence[Pair], supposed: str, then: View, words: Words) -> View:
    """Return the view of the changed verdicts after the event `supposed`, followed by the resulting view `then`."""
    blocks: list[Block] = [Paragraph(words("what_if.supposed", what=supposed), "warn")]
    if changed:
        parts = group_by(changed, lambda pair: pair[1].is_stated)
        stated, assumed = parts.get(True, []), parts.get(False, [])
        counts = {"number": len(changed), "stated": len(stated), "assumed": len(assumed)}
        changed = [*stated, *assumed]
        blocks.append(Paragraph(words("what_if.changes", **counts)))
    else:
        blocks.append(Paragraph(words("what_if.nothing")))
    blocks += [_table(changed, words), Heading(words("what_if.status")), *then.blocks]
    facts: types.WhatIf = {"supposed": supposed, "changes": [change_facts(old, new) for old, new in changed]}
    return View(then.title, tuple(blocks), {**then.facts, **facts})


def _table(changed: Sequence[Pair], words: Words) -> Table:
    columns: Columns[Pair] = [
        (Column(words("column.task"), number=True), lambda pair: count_cell(pair[1].task.number)),
        (Column(words("column.agency"), wide=True), lambda pair: short_name(pair[1].body, words)),
        (Column(words("column.actual")), lambda pair: _state_text(pair[0], words) if pair[0] else "—"),
        (Column(words("column.supposed")), lambda pair: Cell(_state_text(pair[1], words), tone=tone_of(pair[1].state))),
        *due_columns(words, itemgetter(1)),
    ]
    ids = {
        "task_id": lambda pair: pair[1].task.id,
        "agency_id": lambda pair: pair[1].body.id,
        "before_state_id": lambda pair: getattr(pair[0], "state", None),
        "after_state_id": lambda pair: pair[1].state,
    }
    return build_table(columns, changed, name="changes", ids=ids)


def _state_text(verdict: Verdict, words: Words) -> str:
    """Return the state with the days late or left, and the days late before the due date was moved."""
    return with_note(state_text(verdict, words), late_before_text(verdict, words) if verdict.late_before else "")
