"""What the plan cites: other documents, under the symbols it writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.model.value import value

if TYPE_CHECKING:
    from plan190.model.fields import Day, Forms, Line, Slug, Whole, Words
    from plan190.model.reading import Assumed, Erratum


@value
class CitedDocument:
    """A document that the plan cites; what the plan does not say of it is absent.

    `written` are the forms of its symbol or name found in the plan. `tasks` and `provisions` are the
    places that cite it.
    """

    id: Slug
    kind: Literal[
        "law",
        "decree",
        "resolution",
        "decision",
        "directive",
        "conclusion",
        "plan",
        "letter",
        "notice",
        "report",
        "guidance",
        "procedure",
        "project",
    ]
    written: Forms
    symbol: Line | None = None
    date: Day | None = None
    issuer: Slug | None = None
    title: Words | None = None
    tasks: tuple[Whole, ...] = ()
    provisions: tuple[Line, ...] = ()
    note: Words | None = None
    errata: tuple[Erratum, ...] = ()
    assumed: Assumed | None = None


@value
class DocumentsFile:
    """`data/documents.yaml`: the documents cited."""

    documents: tuple[CitedDocument, ...]
