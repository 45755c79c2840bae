"""Who owed a task from when to when, and on what basis: the plan, a decision, or a succession."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from plan190.model.agency import Agency, Reorganisation
    from plan190.model.decision import Transfer
    from plan190.status.obligations import Holder, Obligation


class Holding(NamedTuple):
    """The time in which an agency owed an obligation.

    `agency`: None from the date on which its agency ceased without a successor. `previous`: the agency before it.
    `since`, `through`: the first and the last date; None for the issue of the plan, and if it still owes it.
    `transfer`, `succession`: the decision or the entry on a successor that gave it to the agency. `basis`: the legal
    document of the succession or of the end.
    """

    agency: Agency | None
    previous: Agency | None
    since: date | None
    through: date | None
    transfer: Transfer | None = None
    succession: Reorganisation | None = None
    basis: str | None = None


def holdings_of(obligations: Iterable[Obligation]) -> tuple[Holding, ...]:
    """Return who owed each of the obligations, in their order and by date; empty if each always had the same agency."""
    obligations = tuple(obligations)
    if all(holder.is_only for obligation in obligations for holder in obligation.holders):
        return ()
    return tuple(holding for obligation in obligations for holding in _holdings(obligation))


def _holdings(obligation: Obligation) -> Iterator[Holding]:
    for holder in obligation.holders:
        yield _holding(obligation, holder)
    ceased_on = obligation.ceased_on
    if ceased_on is not None:
        for agency in obligation.agencies:
            yield Holding(None, agency, ceased_on, None, basis=agency.basis)


def _holding(obligation: Obligation, holder: Holder) -> Holding:
    since = holder.since if holder.since > obligation.holders[0].since else None
    through = None if holder.is_current else holder.until - ONE_DAY
    passing = (item.agency for item in obligation.holders if item.until == holder.since and _passed(item, holder))
    previous = next(passing, None)
    if holder.transfer is not None:
        return Holding(holder.agency, previous, since, through, holder.transfer.value, holder.succession)
    basis = holder.succession.basis if holder.succession is not None else None
    if basis is None and previous is not None:
        basis = previous.basis
    return Holding(holder.agency, previous, since, through, None, holder.succession, basis)


def _passed(holder: Holder, receiver: Holder) -> bool:
    return holder.passed_to is not None and holder.passed_to.id == receiver.agency.id
