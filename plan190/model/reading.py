"""How the issued text is read: assumptions and errata."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.model.value import Value

if TYPE_CHECKING:
    from plan190.model.fields import Line, LongLine, Slug, TaskIds


Certainty = Literal["obvious", "likely", "guess"]


class EnglishAssumed(Value):
    """The English texts of an assumption."""

    what: LongLine
    why: LongLine
    who: Line


class Assumed(Value):
    """An assumption about something that the plan does not state, its reason, and who can settle it.

    `english`: the same in English, if there is a translation. `tasks`: the tasks that it affects, besides the one that
    contains it.
    """

    id: Slug
    what: LongLine
    why: LongLine
    who: Line
    english: EnglishAssumed | None = None
    tasks: TaskIds = ()


class Erratum(Value):
    """An error in the issued text: what is written, what is likely meant, and how certain that is.

    `where`: the field with the error. Its words are not changed, because only the issuer may correct an issued document
    (Decree 30/2020, article 18.3).
    """

    where: Line
    written: LongLine
    meant: LongLine
    sure: Certainty
    origin: Literal["author", "scan", "unknown"]
    note: LongLine | None = None
