"""The effects of a what-if or of new decisions: how many tasks and obligations are in another state, and which ones."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

from plan190.document.blocks import DATA, NOT_CSV, Block, Cell, Column, Facts, Heading, Items, Paragraph, Table, View
from plan190.parts.cells import Columns, build_table, due_columns, number_column, task_cell
from plan190.parts.decision_details import decision_details, line_with_reason
from plan190.parts.names import claim_texts, late_before_text, short_name, state_text, tone_of, with_note
from plan190.parts.plan_view import header, plan_view, preamble
from plan190.parts.tables import agencies_blocks
from plan190.status.figures.status import status_facts
from plan190.status.figures.what_if import decided_facts, what_if_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from plan190.model.decision import Decision
    from plan190.parts.context import ViewContext
    from plan190.status.comparison import Pair
    from plan190.status.figures.status import StatusFigures
    from plan190.status.figures.what_if import ChangeFigures, StateCount
    from plan190.status.verdicts import Assessment, TaskVerdict, Verdict
    from plan190.words import Words

    StateText = Callable[[Verdict, Words], str]


def build(figures: ChangeFigures, supposed: Sequence[str], status: StatusFigures, context: ViewContext) -> View:
    """Return the view of what the suppositions change; `supposed` describes each of them.

    `status`: the figures of the resulting status, which only workbooks, CSV and JSON contain.
    """
    words, what = context.words, "; ".join(supposed)
    tables = (block for block in agencies_blocks(context, status.plan.leading) if isinstance(block, Table))
    blocks: tuple[Block, ...] = (
        *preamble(context),
        Paragraph(words("what_if.supposed", what=what), "warn"),
        *_no_change(figures, supposed, words),
        _changed_obligations(figures, words),
        _changes_table(figures.changed, words, "actual", "supposed", _state_text),
        *(table._replace(media=table.media & DATA) for table in tables),
        *_changed_states(figures, words),
    )

    def facts() -> Mapping[str, object]:
        return {**status_facts(status), **what_if_facts(figures, what)}

    return View(header(context), blocks, Facts(context.head, facts))


def build_decided(
    figures: ChangeFigures, decisions: Sequence[Decision], assessment: Assessment, context: ViewContext
) -> View:
    """Return the view of new decisions, as they will be recorded, and of what they change.

    `assessment`: the one with the decisions.
    """
    words, changed = context.words, figures.changed
    blocks: list[Block] = []
    if decisions:
        blocks.append(Heading(words("decide.decisions", number=len(decisions))))
    for decision in decisions:
        line = line_with_reason(decision, context)
        details = decision_details(decision, assessment, context)
        blocks += [Items((line,)), details] if details.rows else [Items((line,))]
    if changed:
        blocks.append(Paragraph(words("decide.changes", number=len(changed), states=figures.in_other_state)))
        blocks.append(_changes_table(changed, words, "before", "after", _claim_text))
    elif decisions:
        blocks.append(Paragraph(words("decide.no_changes")))
    if figures.in_other_state:
        blocks += _changed_states(figures, words)
    return plan_view(context, blocks, partial(decided_facts, figures, decisions))


def _no_change(figures: ChangeFigures, supposed: Sequence[str], words: Words) -> Iterator[Paragraph]:
    """Yield why a supposition changes nothing."""
    for position, reason, tasks in figures.no_change:
        why = words(f"what_if.why.{reason}", tasks=", ".join(tasks))
        yield Paragraph(words("what_if.no_change", what=supposed[position], why=why))


def _changed_obligations(figures: ChangeFigures, words: Words) -> Paragraph:
    if not figures.changed:
        return Paragraph(words("what_if.nothing"))
    counts = {"number": len(figures.changed), "stated": len(figures.stated), "assumed": len(figures.assumed)}
    counts["states"] = figures.in_other_state
    counts["dates"] = counts["number"] - counts["states"]
    return Paragraph(words("what_if.changes", **counts))


def _changed_states(figures: ChangeFigures, words: Words) -> Iterator[Block]:
    """Yield the numbers of tasks and obligations by state, and the tasks whose state changes, before and after."""
    if not figures.changed:
        return
    columns: Columns[StateCount] = [
        (Column(words("column.state")), lambda item: Cell(words(f"state.{item.state}"), tone=tone_of(item.state))),
        (number_column("tasks", words), lambda item: _change_text(*item.tasks)),
        (number_column("obligations", words), lambda item: _change_text(*item.obligations)),
    ]
    yield Heading(words("what_if.states"))
    yield build_table(columns, figures.counts, name="states", media=NOT_CSV)
    texts = [_task_text(old, new, words) for old, new in figures.tasks]
    yield Paragraph(words("what_if.tasks", tasks="; ".join(texts) or words("none")))


def _task_text(old: TaskVerdict, new: TaskVerdict, words: Words) -> str:
    """Return the number of a task and its state, before and after."""
    states = f"{words(f'state.{old.state}')} → {words(f'state.{new.state}')}"
    return with_note(new.task.id, states)


def _change_text(before: int, after: int) -> str:
    return str(after) if before == after else f"{before} → {after}"


def _changes_table(changed: Sequence[Pair], words: Words, before: str, after: str, state: StateText) -> Table:
    """Return the table of the obligations.

    `before`, `after`: the names of the columns of their states. `state`: returns the text of a state.
    """
    columns: Columns[Pair] = [
        (Column(words("column.task"), number=True), lambda pair: task_cell(pair[1].task.id)),
        (Column(words("column.agency"), wide=True), lambda pair: _body_text(pair, words)),
        (Column(words(f"column.{before}")), lambda pair: state(pair[0], words) if pair[0] else "—"),
        (Column(words(f"column.{after}")), lambda pair: Cell(state(pair[1], words), tone=tone_of(pair[1].state))),
        *due_columns(words, itemgetter(1)),
    ]
    ids = {
        "task_id": lambda pair: pair[1].task.id,
        "agency_id": lambda pair: pair[1].body.id,
        "before_state_id": lambda pair: getattr(pair[0], "state", None),
        "after_state_id": lambda pair: pair[1].state,
    }
    return build_table(columns, changed, name="changes", ids=ids)


def _body_text(pair: Pair, words: Words) -> str:
    """Return the body that owes the obligation; after a transfer, the one before it too."""
    bodies = [verdict.body for verdict in pair if verdict is not None]
    return " → ".join(dict.fromkeys(short_name(body, words) for body in bodies))


def _state_text(verdict: Verdict, words: Words) -> str:
    """Return the state with the days late or left, and the days late before the due date was moved."""
    return with_note(state_text(verdict, words), late_before_text(verdict, words) if verdict.late_before else "")


def _claim_text(verdict: Verdict, words: Words) -> str:
    """Return the state as in `_state_text`, and what decisions change besides: the claims, and a suspension."""
    notes = claim_texts(verdict, words)
    notes += [words(f"flag.{name}") for name in ("accepted", "suspended") if getattr(verdict, name)]
    return with_note(_state_text(verdict, words), "; ".join(notes))
