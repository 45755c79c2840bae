"""Decisions on claims, due dates, tasks and bodies, as the coordinator records them.

Entries are never edited. A later entry replaces the earlier entry named in `corrects`, or cancels it if its kind is
`withdraw`.
A decision applies to `tasks` and `agencies`; without `agencies`, to all agencies that lead these tasks.
It counts from its date on, or from `recorded_on` if its document was recorded later, so that earlier answers stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.model.value import Value

if TYPE_CHECKING:
    from plan190.model.fields import (
        Day,
        DecisionOf,
        OptionalProse,
        Prose,
        Slug,
        SomeTaskIds,
        TaskId,
        TaskIds,
        Truth,
    )
    from plan190.model.report import IssuedDocument


DecisionKind = Literal[
    "accept", "return", "extend", "event", "schedule", "suspend", "resume", "close", "transfer", "settle", "answer",
    "withdraw",
]  # fmt: skip


class BaseDecision(Value):
    """Fields of every decision: its id, its date, the body that decided, and the date of recording if it was later."""

    id: Slug
    date: Day
    by: Slug
    recorded_on: Day | None = None

    @property
    def counts_from(self) -> Day:
        """The first date whose answers include the decision; it changes no days late before."""
        return self.recorded_on or self.date


class Accept(BaseDecision):
    """Acceptance of the claim that these tasks are done."""

    kind: Literal["accept"] = "accept"
    tasks: SomeTaskIds
    agencies: tuple[Slug, ...] = ()
    document: IssuedDocument | None = None
    why: OptionalProse = None
    corrects: Slug | None = None


class Return(BaseDecision):
    """Return of the claim that these tasks are done; they are open until the agency claims them again."""

    kind: Literal["return"] = "return"
    tasks: SomeTaskIds
    agencies: tuple[Slug, ...] = ()
    document: IssuedDocument | None = None
    why: Prose
    corrects: Slug | None = None


class Extend(BaseDecision):
    """Extension to a new due date. It applies from the date of the decision; days late before that remain."""

    kind: Literal["extend"] = "extend"
    tasks: SomeTaskIds
    agencies: tuple[Slug, ...] = ()
    until: Day
    document: IssuedDocument
    why: OptionalProse = None
    corrects: Slug | None = None


class Happened(BaseDecision):
    """Notice that an event for which tasks wait has happened. `until`: their due date, if one was set."""

    kind: Literal["event"] = "event"
    event: Slug
    agencies: tuple[Slug, ...] = ()
    until: Day | None = None
    document: IssuedDocument | None = None
    why: OptionalProse = None
    corrects: Slug | None = None


class Schedule(BaseDecision):
    """The requirement of an outside schedule: a due date, or recurring work. `source`: where it is written."""

    kind: Literal["schedule"] = "schedule"
    schedule: Slug
    agencies: tuple[Slug, ...] = ()
    until: Day | None = None
    recurring: Truth = False
    source: Prose
    document: IssuedDocument
    why: OptionalProse = None
    corrects: Slug | None = None


class _ScopedDecision(BaseDecision):
    """Fields of a decision on some tasks, on all tasks of some agencies, or on the whole plan."""

    kind: Literal["suspend", "resume", "close"]
    tasks: TaskIds = ()
    agencies: tuple[Slug, ...] = ()
    whole_plan: Truth = False
    document: IssuedDocument
    why: OptionalProse
    corrects: Slug | None = None


class Suspend(_ScopedDecision):
    """Suspension: no days late are counted until the tasks resume. Only `extend` moves the due date."""

    kind: Literal["suspend"] = "suspend"
    why: Prose


class Resume(_ScopedDecision):
    """Resumption: suspended tasks are owed again from this date on. `resumes`: the id of the suspension that ends."""

    kind: Literal["resume"] = "resume"
    resumes: Slug | None = None
    why: OptionalProse = None


class Close(_ScopedDecision):
    """Closure: the tasks are no longer owed."""

    kind: Literal["close"] = "close"
    why: Prose


class Transfer(BaseDecision):
    """Transfer of one agency's obligations to another, with their due dates and reports."""

    kind: Literal["transfer"] = "transfer"
    tasks: SomeTaskIds
    agency: Slug
    to: Slug
    document: IssuedDocument
    why: OptionalProse = None
    corrects: Slug | None = None


class Settle(BaseDecision):
    """Settlement of an assumption. If the answer differs from it, the same change must correct the data."""

    kind: Literal["settle"] = "settle"
    assumption: Slug
    answer: Prose
    document: IssuedDocument | None = None
    why: OptionalProse = None
    corrects: Slug | None = None


class Reply(BaseDecision):
    """Answer to an obstacle, which stays open until the agency no longer reports it."""

    kind: Literal["answer"] = "answer"
    agency: Slug
    task: TaskId
    obstacle: Slug
    answer: Prose
    document: IssuedDocument
    why: OptionalProse = None
    corrects: Slug | None = None


class Withdraw(BaseDecision):
    """Withdrawal of an earlier decision, as if it had not been recorded."""

    kind: Literal["withdraw"] = "withdraw"
    document: IssuedDocument | None = None
    why: Prose
    corrects: Slug


Decision = (
    Accept | Return | Extend | Happened | Schedule | Suspend | Resume | Close | Transfer | Settle | Reply | Withdraw
)


class DecisionsFile(Value):
    """`data/decisions.yaml`: the decisions in the order of recording."""

    decisions: tuple[DecisionOf, ...]
