"""Tables of successions: the events in the life of an agency, and who owed a task from when to when."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plan190.document.blocks import Column, Table
from plan190.parts.cells import Columns, build_table, date_cell
from plan190.parts.names import document_name, in_language, short_name, with_note
from plan190.status.grouping import group_by

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from plan190.model.agency import Agency, Reorganisation
    from plan190.parts.context import ViewContext
    from plan190.status.holdings import Holding
    from plan190.status.succession import LifeEvent
    from plan190.words import Words


def life_table(events: Sequence[LifeEvent], words: Words) -> Table:
    """Return the table of the events in the life of an agency, each with its legal basis."""
    columns: Columns[LifeEvent] = [
        (Column(words("column.since")), lambda event: date_cell(event.day, words)),
        (Column(words("column.event"), wide=True), partial(_event_text, words=words)),
        (Column(words("column.basis"), wide=True), lambda event: basis_text(event.basis, event.stated, words)),
    ]
    return build_table(columns, events, name="life", wraps=True, ids={"event_id": lambda event: event.kind})


def successors_text(agency: Agency, context: ViewContext) -> str:
    """Return the agencies to which its tasks pass, each with the tasks if it does not get all others."""
    names = [with_note(context.short_name(item.to), ", ".join(item.tasks)) for item in agency.successors]
    return "; ".join(names) or context.words("none")


def _event_text(event: LifeEvent, words: Words) -> str:
    tasks = words("life.all_others")
    if event.tasks:
        tasks = words("life.tasks.one" if len(event.tasks) == 1 else "life.tasks", tasks=", ".join(event.tasks))
    other = short_name(event.other, words) if event.other is not None else ""
    name = in_language(words, event.name.name, event.name.english) if event.name is not None else ""
    return words(f"life.{event.kind}", agency=other, name=name, tasks=tasks)


def basis_text(basis: str | None, stated: Reorganisation | None, words: Words) -> str:
    """Return the legal document; of what is not certain, how certain it is and the assumption about it."""
    text = basis or words("none")
    if stated is None or stated.assumption is None:
        return text
    return with_note(text, words(f"certainty.{stated.certainty}", id=stated.assumption))


def holdings_table(holdings: Sequence[Holding], context: ViewContext) -> Table:
    """Return the table of who owed a task from when to when; agencies with the same dates and basis are one row."""
    words = context.words

    def basis(holding: Holding) -> str:
        if holding.transfer is not None:
            document = document_name(holding.transfer.document, words)
            return words("holding.transfer", id=holding.transfer.id, document=document)
        if holding.since is None:
            return words("holding.plan")
        return basis_text(holding.basis, holding.succession, words)

    def group_key(holding: Holding) -> tuple[date | None, date | None, str, bool]:
        return holding.since, holding.through, basis(holding), holding.agency is None

    columns: Columns[list[Holding]] = [
        (Column(words("column.since")), lambda group: date_cell(group[0].since or context.plan.issued_on, words)),
        (Column(words("column.until")), lambda group: date_cell(group[0].through, words)),
        (Column(words("column.agency"), wide=True), lambda group: holders_text(group, words)),
        (Column(words("column.basis"), wide=True), lambda group: basis(group[0])),
    ]
    groups = group_by(holdings, group_key).values()
    ordered = sorted(groups, key=lambda group: (group[0].since or context.plan.issued_on, group[0].through is None))
    return build_table(columns, ordered, name="owed_by", wraps=True)


def holders_text(group: Sequence[Holding], words: Words) -> str:
    """Return the names of the agencies, each with the one before it."""
    if group[0].agency is None:
        names = "; ".join(_name(holding.previous, words) for holding in group)
        return words("holding.nobody", agencies=names)
    texts = []
    for holding in group:
        before = words("flag.taken_over", agency=_name(holding.previous, words)) if holding.previous else ""
        texts.append(with_note(_name(holding.agency, words), before))
    return "; ".join(dict.fromkeys(texts))


def _name(agency: Agency | None, words: Words) -> str:
    return short_name(agency, words) if agency is not None else words("none")
