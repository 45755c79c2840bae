"""Tasks: the rows of the appendix, with the words of each cell and how they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.model.value import Value
from plan190.words.text import natural_order

if TYPE_CHECKING:
    from plan190.model.deadline import Deadline
    from plan190.model.fields import CellText, Line, LongLine, Slug, TaskId, TaskNumberOf
    from plan190.model.reading import Assumed, Erratum
    from plan190.words.text import NaturalOrder


ProductType = Literal["document", "state", "metric", "media", "outcome", "not_stated"]
TaskNumber = int | str
"""The number of a task in outputs: a whole number, or a text such as `I.1`."""

_TASK_PART = "[1-9][0-9]{0,2}[a-zđ]?"
TASK = rf"^(0|[1-9][0-9]{{0,8}}|{_TASK_PART}|({_TASK_PART}|[A-ZĐ]|[IVXLC]{{2,8}})(\.({_TASK_PART}|[a-zđ])){{1,4}})$"
"""The number of a task: a whole number, or numbers and letters such as `I.1`, `2.3` and `4a`."""


class Bodies(Value):
    """A cell or heading that names bodies: its words, and the ids of the bodies."""

    words: CellText
    bodies: tuple[Slug, ...] = ()


class Product(Value):
    """The product in the plan's words. `type`: the kind of evidence that can prove it, as plan190 reads the words."""

    words: CellText
    type: ProductType


class CarriesOut(Value):
    """A task of a higher plan. `plan`: the symbol of that plan. `task`: the id of the task in it."""

    plan: Line
    task: TaskId


class OtherCell(Value):
    """A cell of a column for which `Task` has no field. `column`: the heading of the column."""

    column: Line
    words: LongLine


class Task(Value):
    """One row of the appendix; a cell that is empty or has no column has the words "".

    `number`: as the appendix writes it, after the number of its section if the numbering restarts there (`I.1`).
    Everything else refers to the task by its `id`. `section`: the heading above the row, if it does not name the lead.
    `owed`: by `each` lead agency for itself, or `jointly` as one product of all of them.
    `carries_out`: the tasks of higher plans that this task implements.
    """

    number: TaskNumberOf
    section: LongLine | None = None
    lead: Bodies
    content: LongLine
    cooperating: Bodies = Bodies(words="")
    deadline: Deadline
    product: Product = Product(words="", type="not_stated")
    note: LongLine | None = None
    other: tuple[OtherCell, ...] = ()
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


def task_number(id_: str) -> TaskNumber:
    """Return the number of a task for outputs, where a whole number is shown as a number."""
    return int(id_) if id_.isdigit() else id_
