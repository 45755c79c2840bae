"""What has come of an obligation by reports and decisions: a claim that it is done, accepted, sent back, undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plan190.model.decision import Return
from plan190.status.snapshot import TaskUpdate
from plan190.words.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plan190.model.decision import Accept
    from plan190.model.register import Entry


@dataclass(frozen=True)
class Claim:
    """An agency's word that the product was reached, and the decision that accepted it, if one did."""

    update: TaskUpdate
    done_on: date
    accepted: Entry[Accept] | None = None


@dataclass(frozen=True)
class WorkHistory:
    """How far an obligation is. `updates` are all reports on it, in order of periods.

    `claim` stands; `returned` says that the last one was sent back and not renewed, `reopened` that a later report took
    it back. `latest` is the last report that says more than "unchanged".
    """

    updates: tuple[TaskUpdate, ...] = ()
    claim: Claim | None = None
    returned: Entry[Return] | None = None
    reopened: TaskUpdate | None = None
    latest: TaskUpdate | None = None

    @property
    def repeats(self) -> bool:
        """Whether the last two months in a row were reported in the same words."""
        if len(self.updates) < 2:  # noqa: PLR2004 - two make a repetition
            return False
        before, last = self.updates[-2:]
        return before.period.until(last.period) == 1 and same_words(before, last)


def same_words(one: TaskUpdate, other: TaskUpdate) -> bool:
    """Say whether two months were summed up in the same words, accents, case and punctuation aside."""
    texts = (one.value.summary, other.value.summary)
    return None not in texts and fold(texts[0] or "") == fold(texts[1] or "")


def work_history_of(updates: tuple[TaskUpdate, ...], decided: Iterable[Entry[Accept] | Entry[Return]]) -> WorkHistory:
    """Give what came of the reports and decisions, taken day by day.

    A report of an earlier month that is handed in after one of a later month adds to what was told and changes nothing.
    """
    work = WorkHistory(updates)
    last = None
    events: list[tuple[date, int, TaskUpdate | Entry[Accept] | Entry[Return]]] = [
        (one.reported_on, 0, one) for one in updates
    ]
    events += [(entry.value.date, 1, entry) for entry in decided]
    for _, _, event in sorted(events, key=lambda event: event[:2]):
        if not isinstance(event, TaskUpdate):
            work = _decided(work, event)
        elif last is None or event.period >= last:
            last = event.period
            work = _reported(work, event)
    return work


def _reported(work: WorkHistory, update: TaskUpdate) -> WorkHistory:
    value = update.value
    if value.state == "unchanged":
        return work
    if value.state != "done" or value.done_on is None:
        return replace(work, latest=update, claim=None, reopened=update if work.claim else work.reopened)
    if work.claim is not None and work.claim.done_on == value.done_on:
        return replace(work, latest=update)
    return replace(work, latest=update, claim=Claim(update, value.done_on), returned=None, reopened=None)


def _decided(work: WorkHistory, entry: Entry[Accept] | Entry[Return]) -> WorkHistory:
    if (
        work.claim is None or entry.value.date < work.claim.update.said_on
    ):  # what was corrected since was not decided on
        return work
    if isinstance(entry.value, Return):
        return replace(work, claim=None, returned=entry)
    return replace(work, claim=replace(work.claim, accepted=work.claim.accepted or entry))
