"""The owners: the accounts that may submit, their agencies, and the dates between which they may submit."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Column, Paragraph, View
from plan190.parts.cells import Columns, Ids, build_table, date_cell
from plan190.parts.names import short_name

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.owner import Account, Owner
    from plan190.model.register import Register
    from plan190.status import fact_types as types
    from plan190.words import Words


def build(register: Register, as_of: date, words: Words) -> View:
    """Return the view of all owners; owners that may not submit on the date are marked."""

    def name(owner: Owner) -> str:
        return owner.id if owner.serves_on(as_of) else f"{owner.id} ({words('owners.inactive')})"

    def agencies(owner: Owner) -> str:
        return ", ".join(short_name(register.bodies[id_], words) for id_ in owner.agencies) or "—"

    columns: Columns[Owner] = [
        (Column(words("column.owner")), name),
        (Column(words("column.role")), lambda owner: words(f"role.{owner.role}")),
        (Column(words("column.agency"), wide=True), agencies),
        (Column(words("column.accounts"), wide=True), lambda owner: ", ".join(map(_account, owner.accounts))),
        (Column(words("column.since")), lambda owner: date_cell(owner.since, words)),
        (Column(words("column.until")), lambda owner: date_cell(owner.until, words)),
    ]
    owners = [entry.value for entry in register.owners]
    ids: Ids[Owner] = {
        "owner_id": attrgetter("id"),
        "role_id": attrgetter("role"),
        "agency_ids": attrgetter("agencies"),
        "now": lambda owner: owner.serves_on(as_of),
    }
    blocks: list[Block] = [build_table(columns, owners, name="owners", ids=ids)]
    if not owners:
        blocks.append(Paragraph(words("owners.none"), "mute"))
    facts: types.Owners = {
        "format": "plan190.owners",
        "version": 1,
        "as_of": as_of,
        "owners": [_facts(owner, as_of) for owner in owners],
    }
    return View(words("owners.title", day=words.day(as_of)), tuple(blocks), facts)


def _account(account: Account) -> str:
    return f"{account.actor} {account.login or ''}".strip()


def _facts(owner: Owner, as_of: date) -> types.Owner:
    return {
        "id": owner.id, "role": owner.role, "agencies": owner.agencies, "accounts": owner.accounts,
        "since": owner.since, "until": owner.until, "now": owner.serves_on(as_of),
    }  # fmt: skip
