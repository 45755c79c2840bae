"""Who may hand in for which agency, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Cell, Column, Paragraph, Table, View
from plan190.parts.names import short_name

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.owner import Owner
    from plan190.model.register import Register
    from plan190.words import Words


def build(register: Register, day: date, words: Words) -> View:
    """Give the view of all owners, those whose time does not hold the day marked."""
    columns = (
        Column(words("column.owner")),
        Column(words("column.role")),
        Column(words("column.agency"), wide=True),
        Column(words("column.accounts"), wide=True),
        Column(words("column.since")),
        Column(words("column.until")),
    )
    owners = [entry.value for entry in register.owners]
    rows = tuple(_row(register, one, day, words) for one in owners)
    blocks: tuple[Block, ...] = (
        Table(columns, rows, name="owners") if rows else Paragraph(words("owners.none"), "mute"),
    )
    facts: dict[str, object] = {
        "format": "plan190.owners",
        "version": 1,
        "as_of": day.isoformat(),
        "owners": [_facts(one, day) for one in owners],
    }
    return View(words("owners.title", day=words.day(day)), blocks, facts)


def _row(register: Register, owner: Owner, day: date, words: Words) -> tuple[Cell, ...]:
    role = words(f"role.{owner.role}")
    idle = "" if owner.serves_on(day) else f" ({words('owners.idle')})"
    names = ", ".join(short_name(register.bodies[id_], words) for id_ in owner.agencies)
    return (
        Cell(owner.id + idle),
        Cell(role),
        Cell(names or "—"),
        Cell(", ".join(f"{one.actor} {one.login or ''}".strip() for one in owner.accounts)),
        Cell(words.day(owner.since) if owner.since else "—", owner.since or ""),
        Cell(words.day(owner.until) if owner.until else "—", owner.until or ""),
    )


def _facts(owner: Owner, day: date) -> dict[str, object]:
    return {
        "id": owner.id,
        "role": owner.role,
        "agencies": list(owner.agencies),
        "accounts": [{"forge": one.forge, "id": one.id, "login": one.login} for one in owner.accounts],
        "since": owner.since.isoformat() if owner.since else None,
        "until": owner.until.isoformat() if owner.until else None,
        "now": owner.serves_on(day),
    }
