"""The progress of an obligation by reports and decisions: claimed, accepted, returned, reopened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from plan190.model.decision import Return
from plan190.status.snapshot import TaskUpdate
from plan190.words.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plan190.model.decision import Accept
    from plan190.model.register import Entry
    from plan190.model.report import Evidence


@dataclass(frozen=True)
class Claim:
    """An agency's report that the work is done, and the decision that accepted it, if any."""

    update: TaskUpdate
    done_on: date
    accepted: Entry[Accept] | None = None

    @property
    def agency(self) -> str:
        """The id of the agency that claims."""
        return self.update.agency

    @property
    def reported_on(self) -> date:
        """The date of the report."""
        return self.update.reported_on

    @property
    def summary(self) -> str | None:
        """What the agency says about the work."""
        return self.update.value.summary

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The documents that show the result."""
        return self.update.value.evidence


@dataclass(frozen=True)
class WorkHistory:
    """The progress of an obligation. `updates` are all updates on it, by period.

    `claim`: the claim that still holds. `returned`: the decision that returned the last claim, if it was not renewed.
    `reopened`: the update that took the last claim back. `latest`: the last update that says more than "unchanged".
    """

    updates: tuple[TaskUpdate, ...] = ()
    claim: Claim | None = None
    returned: Entry[Return] | None = None
    reopened: TaskUpdate | None = None
    latest: TaskUpdate | None = None

    @property
    def repeats(self) -> bool:
        """Whether the last update repeats the summary of the month before."""
        return len(self.updates) > 1 and repeats_summary(*self.updates[-2:])


def repeats_summary(before: TaskUpdate, update: TaskUpdate) -> bool:
    """Return whether an update has the same summary as that of the month before.

    Accents, case and punctuation do not count.
    """
    summary, summary_before = update.value.summary, before.value.summary
    if summary is None or summary_before is None or before.period.until(update.period) != 1:
        return False
    return fold(summary) == fold(summary_before)


def work_history_of(updates: tuple[TaskUpdate, ...], decisions: Iterable[Entry[Accept] | Entry[Return]]) -> WorkHistory:
    """Return the history after these updates and decisions, taken by date; of one date, updates come first.

    The report of an earlier month that comes after one of a later month changes neither claim nor state.
    """
    events: list[tuple[date, TaskUpdate | Entry[Accept] | Entry[Return]]] = []
    events += [(update.reported_on, update) for update in updates]
    events += [(entry.value.date, entry) for entry in decisions]
    work, last_period = WorkHistory(updates), None
    for _, event in sorted(events, key=itemgetter(0)):
        if not isinstance(event, TaskUpdate):
            work = _after_decision(work, event)
        elif last_period is None or event.period >= last_period:
            last_period = event.period
            work = _after_update(work, event)
    return work


def _after_update(work: WorkHistory, update: TaskUpdate) -> WorkHistory:
    value = update.value
    if value.state == "unchanged":
        return work
    if value.state == "done" and value.done_on is not None:
        if work.claim is not None and work.claim.done_on == value.done_on:
            return replace(work, latest=update)
        return replace(work, latest=update, claim=Claim(update, value.done_on), returned=None, reopened=None)
    reopened = update if work.claim is not None else work.reopened
    return replace(work, latest=update, claim=None, reopened=reopened)


def _after_decision(work: WorkHistory, entry: Entry[Accept] | Entry[Return]) -> WorkHistory:
    claim = work.claim
    # A decision made before the claim was corrected was about other words.
    if claim is None or entry.value.date < claim.update.stated_on:
        return work
    if isinstance(entry.value, Return):
        return replace(work, claim=None, returned=entry)
    return replace(work, claim=replace(claim, accepted=claim.accepted or entry))
