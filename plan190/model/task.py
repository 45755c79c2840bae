"""Tasks: the rows of the appendix, with the words of each cell and how they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.model.value import Value
from plan190.words.text import natural_order

if TYPE_CHECKING:
    from plan190.model.deadline import Deadline
    from plan190.model.fields import Line, LongLine, Slug, TaskId, Whole
    from plan190.model.reading import Assumed, Erratum
    from plan190.words.text import NaturalOrder


ProductType = Literal["document", "state", "metric", "media", "outcome"]


class Bodies(Value):
    """A cell or heading that names bodies: its words, and the ids of the bodies."""

    words: LongLine
    bodies: tuple[Slug, ...]


class Product(Value):
    """The product in the plan's words. `type`: the kind of evidence that can prove it, as plan190 reads the words."""

    words: LongLine
    type: ProductType


class CarriesOut(Value):
    """A task of a higher plan. `plan`: the symbol of that plan. `task`: the id of the task in it."""

    plan: Line
    task: TaskId


class Task(Value):
    """One row of the appendix.

    `number`: as the appendix writes it. Everything else refers to the task by its `id`.
    `owed`: by `each` lead agency for itself, or `jointly` as one product of all of them.
    `carries_out`: the tasks of higher plans that this task implements.
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
    carries_out: tuple[CarriesOut, ...] = ()

    @property
    def id(self) -> str:
        """The text by which entries, options and figures refer to the task."""
        return str(self.number)


class TasksFile(Value):
    """`data/tasks.yaml`: the appendix."""

    tasks: tuple[Task, ...]


def task_order(id_: str) -> NaturalOrder:
    """Return the key that sorts ids of tasks in the order of the plan."""
    return natural_order(id_)


def task_number(id_: str) -> int:
    """Return the number of a task for outputs that show it as a number."""
    return int(id_)
