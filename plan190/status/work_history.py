"""What has come of an obligation by reports and decisions: a claim that it is done, accepted, sent back, undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plan190.model.decision import Return
from plan190.status.snapshot import Told
from plan190.words.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plan190.model.decision import Accept
    from plan190.model.register import Entry


@dataclass(frozen=True)
class Claim:
    """An agency's word that the product was reached, and the decision that accepted it, if one did."""

    told: Told
    done_on: date
    accepted: Entry[Accept] | None = None


@dataclass(frozen=True)
class Work:
    """How far an obligation is. `told` is all that was said of it, in order of periods.

    `claim` stands; `returned` says that the last one was sent back and not renewed, `reopened` that a later report took
    it back. `latest` is the last report that says more than "unchanged".
    """

    told: tuple[Told, ...] = ()
    claim: Claim | None = None
    returned: Entry[Return] | None = None
    reopened: Told | None = None
    latest: Told | None = None

    @property
    def repeats(self) -> bool:
        """Whether the last two months in a row were reported in the same words."""
        if len(self.told) < 2:  # noqa: PLR2004 - two make a repetition
            return False
        before, last = self.told[-2:]
        return before.period.until(last.period) == 1 and same_words(before, last)


def same_words(one: Told, other: Told) -> bool:
    """Say whether two months were summed up in the same words, accents, case and punctuation aside."""
    texts = (one.update.value.summary, other.update.value.summary)
    return None not in texts and fold(texts[0] or "") == fold(texts[1] or "")


def work_of(told: tuple[Told, ...], decided: Iterable[Entry[Accept] | Entry[Return]]) -> Work:
    """Give what came of the reports and decisions, taken day by day.

    A report of an earlier month that is handed in after one of a later month adds to what was told and changes nothing.
    """
    work = Work(told)
    last = None
    events: list[tuple[date, int, Told | Entry[Accept] | Entry[Return]]] = [(one.reported_on, 0, one) for one in told]
    events += [(entry.value.date, 1, entry) for entry in decided]
    for _, _, event in sorted(events, key=lambda event: event[:2]):
        if not isinstance(event, Told):
            work = _decided(work, event)
        elif last is None or event.period >= last:
            last = event.period
            work = _reported(work, event)
    return work


def _reported(work: Work, told: Told) -> Work:
    update = told.update.value
    if update.state == "unchanged":
        return work
    if update.state != "done" or update.done_on is None:
        return replace(work, latest=told, claim=None, reopened=told if work.claim else work.reopened)
    if work.claim is not None and work.claim.done_on == update.done_on:
        return replace(work, latest=told)
    return replace(work, latest=told, claim=Claim(told, update.done_on), returned=None, reopened=None)


def _decided(work: Work, entry: Entry[Accept] | Entry[Return]) -> Work:
    if work.claim is None or entry.value.date < work.claim.told.said_on:  # what was corrected since was not decided on
        return work
    if isinstance(entry.value, Return):
        return replace(work, claim=None, returned=entry)
    return replace(work, claim=replace(work.claim, accepted=work.claim.accepted or entry))
