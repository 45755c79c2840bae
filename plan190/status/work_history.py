"""The progress of an obligation according to reports and decisions: claimed, accepted, returned, reopened."""

from __future__ import annotations

from datetime import date
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.decision import Return
from plan190.status.grouping import group_by
from plan190.status.snapshot import TaskUpdate
from plan190.words.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from plan190.model.decision import Accept
    from plan190.model.register import Entry
    from plan190.model.report import Evidence


class Claim(NamedTuple):
    """An agency's report that the work is done, and the decision that accepted it, if any."""

    update: TaskUpdate
    done_on: date
    accepted: Entry[Accept] | None = None

    @property
    def agency(self) -> str:
        """The id of the agency that reported it."""
        return self.update.agency

    @property
    def reported_on(self) -> date:
        """The date of the report."""
        return self.update.reported_on

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The documents that show the result."""
        return self.update.value.evidence


class DecidedClaim(NamedTuple):
    """A claim, and a decision that accepted or returned it."""

    claim: Claim
    decision: Entry[Accept] | Entry[Return]

    @property
    def decided_on(self) -> date:
        """The date of the decision."""
        return self.decision.value.date


class WorkHistory(NamedTuple):
    """The progress of an obligation.

    `updates`: all updates on it, by period. `latest`: the last update with a state other than "unchanged".
    `claim`: the current claim; None after it was returned or reopened. For a joint task, the accepted claim, or else
    the one with the earliest completion; `claims`: the current claims of all its agencies.
    `returns`: the last claim of the agency, if it was returned and the agency has not claimed again; for a joint task,
    that of each agency, by date of the decision.
    `reopened`: the update after the last claim that reports the work as not done; None if the agency has claimed again.
    `decided`: each claim that was accepted or returned, by date of the decision, also if it is not current any more.
    """

    updates: tuple[TaskUpdate, ...] = ()
    claim: Claim | None = None
    returns: tuple[DecidedClaim, ...] = ()
    reopened: TaskUpdate | None = None
    latest: TaskUpdate | None = None
    claims: tuple[Claim, ...] = ()
    decided: tuple[DecidedClaim, ...] = ()

    @property
    def returned(self) -> Entry[Accept] | Entry[Return] | None:
        """The decision that returned the last claim; None if there is a current claim."""
        return self.returns[-1].decision if self.returns and self.claim is None else None

    @property
    def last_state(self) -> str | None:
        """The state in the last update, also "unchanged"; None if there is no update."""
        return self.updates[-1].state if self.updates else None

    @property
    def first_warned_on(self) -> date:
        """The date of the first of the successive delay warnings that end with the one in `latest`.

        Only the updates of the agency of `latest` count.
        """
        warned_on = date.max
        for update in reversed(self.updates):
            is_of_agency = self.latest is not None and update.agency == self.latest.agency
            if is_of_agency and update.is_news:
                if update.current.expected_on is None:
                    break
                warned_on = min(warned_on, update.warned_on)
        return warned_on

    @property
    def moved_on(self) -> date | None:
        """The date of the last report that states another state, progress or summary than the agency's report before.

        Its first report on the work counts. None if there is none, or if all of them are "unchanged".
        """
        by_agency = group_by(self.updates, lambda update: update.agency).values()
        return max(filter(None, map(_moved_on, by_agency)), default=None)

    @property
    def repeats(self) -> bool:
        """Whether the last update has the same summary as the update of the month before."""
        return len(self.updates) > 1 and repeats_summary(*self.updates[-2:])


def _moved_on(updates: Sequence[TaskUpdate]) -> date | None:
    """Return the date of the last of an agency's updates that differs from the one before, as in `moved_on`."""
    overtaken_ids = {id(update) for update, _ in overtaken(updates)}
    stated, moved_on = None, None
    for update in updates:
        if update.is_news and id(update) not in overtaken_ids:
            now = update.state, update.value.progress, fold(update.value.summary or "")
            if now != stated:
                stated, moved_on = now, update.reported_on
    return moved_on


def repeats_summary(before: TaskUpdate, update: TaskUpdate) -> bool:
    """Return whether an update has the same summary as `before`, the update of the month before.

    Accents, case and punctuation are ignored.
    """
    if before.period.until(update.period) != 1:
        return False
    summary, summary_before = update.value.summary, before.value.summary
    if summary is None or summary_before is None:
        return False
    return fold(summary) == fold(summary_before)


def work_history_of(
    updates: tuple[TaskUpdate, ...],
    decisions: Iterable[Entry[Accept] | Entry[Return]],
    taken_over: Callable[[TaskUpdate], date | None] | None = None,
) -> WorkHistory:
    """Return the history after these updates and decisions, applied by date; on one date, updates come first.

    `updates` are sorted by period. One that is overtaken is listed, but does not change the progress.
    `taken_over`: returns the date on which the agency of the update took the work over, if it also owes the same task
    otherwise, so that its update may be about that only; else None.
    """
    overtaken_ids = {id(update) for update, _ in overtaken(updates)}
    news = [update for update in updates if update.current.state != "unchanged" and id(update) not in overtaken_ids]
    events: list[tuple[date, TaskUpdate | Entry[Accept] | Entry[Return]]] = []
    events += [(update.reported_on, update) for update in news]
    events += [(entry.value.date, entry) for entry in decisions]
    events.sort(key=itemgetter(0))
    work = WorkHistory(updates, latest=max(reversed(news), key=_reported_on, default=None))
    for _, event in events:
        if not isinstance(event, TaskUpdate):
            work = _after_decision(work, event)
        elif taken_over is None or not _is_about_other_work(work, event, taken_over(event)):
            work = _after_update(work, event)
    return work


def _is_about_other_work(work: WorkHistory, update: TaskUpdate, taken_over_on: date | None) -> bool:
    """Return whether the update cannot be about work that its agency took over on the date; None: it owes no other.

    Another agency has claimed that work already, or the update states a completion before the date.
    """
    if taken_over_on is None:
        return False
    is_claimed = work.claim is not None and work.claim.agency != update.agency
    return is_claimed or (update.current.done_on or taken_over_on) < taken_over_on


def joint_history(updates: tuple[TaskUpdate, ...], histories: Iterable[WorkHistory]) -> WorkHistory:
    """Return the history of a joint task from the updates of all its agencies and the history of each agency.

    The claim of one agency counts, whatever the others report. If there are several, accepted claims take precedence,
    then the earliest completion. Without a claim, the last one that was reopened is shown.
    """
    histories = list(histories)
    claims = [work.claim for work in histories if work.claim is not None]
    claims.sort(key=lambda claim: (claim.accepted is None, claim.done_on))
    latest = max(filter(None, (work.latest for work in histories)), key=_reported_on, default=None)
    decided = tuple(sorted(chain.from_iterable(work.decided for work in histories), key=_decided_on))
    returns = tuple(sorted(chain.from_iterable(work.returns for work in histories), key=_decided_on))
    joint = WorkHistory(updates, latest=latest, returns=returns, decided=decided)
    if claims:
        return joint._replace(claim=claims[0], claims=tuple(claims))
    reopened = filter(None, (work.reopened for work in histories))
    return joint._replace(reopened=max(reopened, key=_reported_on, default=None))


def _reported_on(update: TaskUpdate) -> date:
    return update.reported_on


def overtaken(updates: Sequence[TaskUpdate]) -> Iterator[tuple[TaskUpdate, TaskUpdate]]:
    """Yield each update, of these by period, that does not change the progress because another was reported before it.

    The other one is for a later period; of several, the one reported first.
    """
    first: TaskUpdate | None = None
    earliest = date.max
    for update in reversed(updates):
        if first is not None and earliest < update.reported_on:
            yield update, first
        else:
            first, earliest = update, update.reported_on


def _decided_on(decided: DecidedClaim) -> date:
    return decided.decided_on


def _after_update(work: WorkHistory, update: TaskUpdate) -> WorkHistory:
    """Return the history after an update with another state than "unchanged": a claim, or no claim any more."""
    done_on = update.current.done_on
    if update.state == "done" and done_on is not None:  # rule P306: a done update has a date
        if work.claim is not None and work.claim.done_on == done_on:
            # The agency repeats its claim, so an earlier acceptance still counts.
            return work
        return work._replace(claim=Claim(update, done_on), returns=(), reopened=None)
    if work.claim is None:
        return work
    return work._replace(claim=None, reopened=update)


def _after_decision(work: WorkHistory, entry: Entry[Accept] | Entry[Return]) -> WorkHistory:
    """Return the history after the current claim is accepted or returned."""
    claim = work.claim
    # A decision made before a correction of the claim does not apply to the corrected claim.
    if claim is None or entry.value.date < claim.update.stated_on:
        return work
    if isinstance(entry.value, Return):
        decided = DecidedClaim(claim, entry)
        return work._replace(claim=None, returns=(decided,), decided=(*work.decided, decided))
    if claim.accepted is not None:
        return work
    claim = claim._replace(accepted=entry)
    return work._replace(claim=claim, decided=(*work.decided, DecidedClaim(claim, entry)))
