"""What the coordinator records: decisions about claims, days, tasks and bodies, each with who decided it and when.

Entries are never edited. A later one that names an earlier one in `corrects` stands in its place; `withdraw` only takes
it back. `tasks` and `agencies` say what an entry touches: without `agencies`, all that lead those tasks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.model.value import value

if TYPE_CHECKING:
    from plan190.model.fields import Day, DecisionOf, Numbers, OptionalProse, Prose, Slug, SomeNumbers, Truth, Whole
    from plan190.model.report import IssuedDocument


@value
class Recorded:
    """What every entry has: its own name, the day it was decided, and who decided it."""

    id: Slug
    date: Day
    by: Slug


@value
class Accept(Recorded):
    """The claim that these tasks are done is accepted."""

    kind: Literal["accept"] = "accept"
    tasks: SomeNumbers
    agencies: tuple[Slug, ...] = ()
    document: IssuedDocument | None = None
    why: OptionalProse = None
    corrects: Slug | None = None


@value
class Return(Recorded):
    """The claim that these tasks are done is sent back: they are not done until it is renewed."""

    kind: Literal["return"] = "return"
    tasks: SomeNumbers
    agencies: tuple[Slug, ...] = ()
    document: IssuedDocument | None = None
    why: Prose
    corrects: Slug | None = None


@value
class Extend(Recorded):
    """A new last day on time. It counts from the day it was decided; late days before that stay."""

    kind: Literal["extend"] = "extend"
    tasks: SomeNumbers
    agencies: tuple[Slug, ...] = ()
    until: Day
    document: IssuedDocument
    why: OptionalProse = None
    corrects: Slug | None = None


@value
class Happened(Recorded):
    """An event that tasks wait for happened; `until` when a last day on time came with it."""

    kind: Literal["event"] = "event"
    event: Slug
    agencies: tuple[Slug, ...] = ()
    until: Day | None = None
    document: IssuedDocument | None = None
    why: OptionalProse = None
    corrects: Slug | None = None


@value
class Schedule(Recorded):
    """What an outside schedule asks: a last day on time, or to be done all the time; `source` says where it stands."""

    kind: Literal["schedule"] = "schedule"
    schedule: Slug
    agencies: tuple[Slug, ...] = ()
    until: Day | None = None
    recurring: Truth = False
    source: Prose
    document: IssuedDocument
    why: OptionalProse = None
    corrects: Slug | None = None


@value
class Suspend(Recorded):
    """These tasks wait until they are resumed: those days are not late ones. Their last day moves only by `extend`."""

    kind: Literal["suspend"] = "suspend"
    tasks: Numbers = ()
    agencies: tuple[Slug, ...] = ()
    whole_plan: Truth = False
    document: IssuedDocument
    why: Prose
    corrects: Slug | None = None


@value
class Resume(Recorded):
    """Suspended tasks are owed again, from this day on."""

    kind: Literal["resume"] = "resume"
    tasks: Numbers = ()
    agencies: tuple[Slug, ...] = ()
    whole_plan: Truth = False
    document: IssuedDocument
    why: OptionalProse = None
    corrects: Slug | None = None


@value
class Close(Recorded):
    """These tasks, those of these agencies, or the whole plan are owed no longer."""

    kind: Literal["close"] = "close"
    tasks: Numbers = ()
    agencies: tuple[Slug, ...] = ()
    whole_plan: Truth = False
    document: IssuedDocument
    why: Prose
    corrects: Slug | None = None


@value
class Transfer(Recorded):
    """One agency's part in these tasks passes to another, with its days and its reports."""

    kind: Literal["transfer"] = "transfer"
    tasks: SomeNumbers
    agency: Slug
    to: Slug
    document: IssuedDocument
    why: OptionalProse = None
    corrects: Slug | None = None


@value
class Settle(Recorded):
    """An assumption is answered by who can; where the answer is another one, the data are changed with it."""

    kind: Literal["settle"] = "settle"
    assumption: Slug
    answer: Prose
    document: IssuedDocument | None = None
    why: OptionalProse = None
    corrects: Slug | None = None


@value
class Reply(Recorded):
    """The answer to an obstacle; it stays open until its agency reports that it is gone."""

    kind: Literal["answer"] = "answer"
    agency: Slug
    task: Whole
    obstacle: Slug
    answer: Prose
    document: IssuedDocument
    why: OptionalProse = None
    corrects: Slug | None = None


@value
class Withdraw(Recorded):
    """An earlier entry is taken back, as if it had not been written."""

    kind: Literal["withdraw"] = "withdraw"
    document: IssuedDocument | None = None
    why: Prose
    corrects: Slug


Decision = (
    Accept | Return | Extend | Happened | Schedule | Suspend | Resume | Close | Transfer | Settle | Reply | Withdraw
)


@value
class DecisionsFile:
    """`data/decisions.yaml`: what was decided, in the order it was written down."""

    decisions: tuple[DecisionOf, ...]
