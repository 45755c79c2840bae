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
class Accept:
    """The claim that these tasks are done is accepted."""

    kind: Literal["accept"] = "accept"
    id: Slug
    date: Day
    by: Slug
    tasks: SomeNumbers
    agencies: tuple[Slug, ...] = ()
    document: IssuedDocument | None = None
    why: OptionalProse = None
    corrects: Slug | None = None


@value
class Return:
    """The claim that these tasks are done is sent back: they are not done until it is renewed."""

    kind: Literal["return"] = "return"
    id: Slug
    date: Day
    by: Slug
    tasks: SomeNumbers
    agencies: tuple[Slug, ...] = ()
    document: IssuedDocument | None = None
    why: Prose
    corrects: Slug | None = None


@value
class Extend:
    """A new last day on time. It counts from the day it was decided; late days before that stay."""

    kind: Literal["extend"] = "extend"
    id: Slug
    date: Day
    by: Slug
    tasks: SomeNumbers
    agencies: tuple[Slug, ...] = ()
    until: Day
    document: IssuedDocument
    why: OptionalProse = None
    corrects: Slug | None = None


@value
class Happened:
    """An event that tasks wait for happened; `until` when a last day on time came with it."""

    kind: Literal["event"] = "event"
    id: Slug
    date: Day
    by: Slug
    event: Slug
    agencies: tuple[Slug, ...] = ()
    until: Day | None = None
    document: IssuedDocument | None = None
    why: OptionalProse = None
    corrects: Slug | None = None


@value
class Schedule:
    """What an outside schedule asks: a last day on time, or to be done all the time; `source` says where it stands."""

    kind: Literal["schedule"] = "schedule"
    id: Slug
    date: Day
    by: Slug
    schedule: Slug
    agencies: tuple[Slug, ...] = ()
    until: Day | None = None
    recurring: Truth = False
    source: Prose
    document: IssuedDocument
    why: OptionalProse = None
    corrects: Slug | None = None


@value
class Suspend:
    """These tasks wait until they are resumed: those days are not late ones. Their last day moves only by `extend`."""

    kind: Literal["suspend"] = "suspend"
    id: Slug
    date: Day
    by: Slug
    tasks: Numbers = ()
    agencies: tuple[Slug, ...] = ()
    whole_plan: Truth = False
    document: IssuedDocument
    why: Prose
    corrects: Slug | None = None


@value
class Resume:
    """Suspended tasks are owed again, from this day on."""

    kind: Literal["resume"] = "resume"
    id: Slug
    date: Day
    by: Slug
    tasks: Numbers = ()
    agencies: tuple[Slug, ...] = ()
    whole_plan: Truth = False
    document: IssuedDocument
    why: OptionalProse = None
    corrects: Slug | None = None


@value
class Close:
    """These tasks, those of these agencies, or the whole plan are owed no longer."""

    kind: Literal["close"] = "close"
    id: Slug
    date: Day
    by: Slug
    tasks: Numbers = ()
    agencies: tuple[Slug, ...] = ()
    whole_plan: Truth = False
    document: IssuedDocument
    why: Prose
    corrects: Slug | None = None


@value
class Transfer:
    """One agency's part in these tasks passes to another, with its days and its reports."""

    kind: Literal["transfer"] = "transfer"
    id: Slug
    date: Day
    by: Slug
    tasks: SomeNumbers
    agency: Slug
    to: Slug
    document: IssuedDocument
    why: OptionalProse = None
    corrects: Slug | None = None


@value
class Settle:
    """An assumption is answered by who can; where the answer is another one, the data are changed with it."""

    kind: Literal["settle"] = "settle"
    id: Slug
    date: Day
    by: Slug
    assumption: Slug
    answer: Prose
    document: IssuedDocument | None = None
    why: OptionalProse = None
    corrects: Slug | None = None


@value
class Reply:
    """The answer to an obstacle; it stays open until its agency reports that it is gone."""

    kind: Literal["answer"] = "answer"
    id: Slug
    date: Day
    by: Slug
    agency: Slug
    task: Whole
    obstacle: Slug
    answer: Prose
    document: IssuedDocument
    why: OptionalProse = None
    corrects: Slug | None = None


@value
class Withdraw:
    """An earlier entry is taken back, as if it had not been written."""

    kind: Literal["withdraw"] = "withdraw"
    id: Slug
    date: Day
    by: Slug
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
