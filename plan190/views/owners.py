"""Who may submit for which agency, and until when."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from plan190.document.blocks import Cell, Column, Paragraph, Table, View
from plan190.parts.names import short_name

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.owner import Owner
    from plan190.model.register import Register
    from plan190.words import Words


COLUMNS = ("owner", "role", "agency", "accounts", "since", "until")
WIDE = ("agency", "accounts")


def build(register: Register, as_of: date, words: Words) -> View:
    """Return the view of all owners; those who may not submit on the date are marked."""
    columns = tuple(Column(words(f"column.{name}"), wide=name in WIDE) for name in COLUMNS)
    owners = [entry.value for entry in register.owners]
    rows = tuple(_row(register, owner, as_of, words) for owner in owners)
    block = Table(columns, rows, name="owners") if rows else Paragraph(words("owners.none"), "mute")
    facts: dict[str, object] = {
        "format": "plan190.owners",
        "version": 1,
        "as_of": as_of.isoformat(),
        "owners": [_facts(owner, as_of) for owner in owners],
    }
    return View(words("owners.title", day=words.day(as_of)), (block,), facts)


def _row(register: Register, owner: Owner, as_of: date, words: Words) -> tuple[Cell, ...]:
    idle = "" if owner.serves_on(as_of) else f" ({words('owners.idle')})"
    accounts = [f"{account.actor} {account.login or ''}".strip() for account in owner.accounts]
    texts = (
        owner.id + idle,
        words(f"role.{owner.role}"),
        ", ".join(short_name(register.bodies[id_], words) for id_ in owner.agencies) or "—",
        ", ".join(accounts),
    )
    return (*map(Cell, texts), _date_cell(owner.since, words), _date_cell(owner.until, words))


def _date_cell(date: date | None, words: Words) -> Cell:
    return Cell(words.day(date), date) if date is not None else Cell("—", "")


def _facts(owner: Owner, as_of: date) -> dict[str, object]:
    return {
        "id": owner.id,
        "role": owner.role,
        "agencies": list(owner.agencies),
        "accounts": [dataclasses.asdict(account) for account in owner.accounts],
        "since": owner.since.isoformat() if owner.since else None,
        "until": owner.until.isoformat() if owner.until else None,
        "now": owner.serves_on(as_of),
    }
