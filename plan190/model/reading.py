"""How a person reads an issued text: what is taken for granted, and what looks like a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.model.value import value

if TYPE_CHECKING:
    from plan190.model.fields import Line, Slug, Whole, Words


@value
class Assumed:
    """A thing the plan does not say and the data must choose, and who can settle it.

    `tasks`: those that it bears on, besides the one it stands in.
    """

    id: Slug
    what: Words
    why: Words
    who: Line
    tasks: tuple[Whole, ...] = ()


@value
class Erratum:
    """A slip of the issued text: what is written, what is likely meant, how sure we are.

    `where` names the field it stands in; the words themselves are never changed, since only the issuer
    corrects an issued document (Decree 30/2020, article 18.3).
    """

    where: Line
    written: Words
    meant: Words
    sure: Literal["obvious", "likely", "guess"]
    origin: Literal["author", "scan", "unknown"]
    note: Words | None = None
