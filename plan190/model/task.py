"""Tasks: the rows of the appendix, with the words of each cell and how they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.model.value import Value

if TYPE_CHECKING:
    from plan190.model.deadline import Deadline
    from plan190.model.fields import LongLine, Slug, Whole
    from plan190.model.reading import Assumed, Erratum


class Bodies(Value):
    """A cell or heading that names bodies: its words, and the ids of the bodies."""

    words: LongLine
    bodies: tuple[Slug, ...]


class Product(Value):
    """The product in the plan's words. `type`: the kind of evidence that can prove it, as plan190 reads the words."""

    words: LongLine
    type: Literal["document", "state", "metric", "media", "outcome"]


class Task(Value):
    """One row of the appendix.

    `owed`: by `each` lead agency for itself, or `jointly` as one product of all of them.
    """

    number: Whole
    lead: Bodies
    content: LongLine
    cooperating: Bodies
    deadline: Deadline
    product: Product
    note: LongLine | None = None
    owed: Literal["each", "jointly"] = "each"
    errata: tuple[Erratum, ...] = ()
    assumed: tuple[Assumed, ...] = ()


class TasksFile(Value):
    """`data/tasks.yaml`: the appendix."""

    tasks: tuple[Task, ...]
