"""The documents that the plan cites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.model.value import Value

if TYPE_CHECKING:
    from plan190.model.fields import Day, Line, LongLine, Slug, SomeLines, TaskIds
    from plan190.model.reading import Assumed, Erratum


class CitedDocument(Value):
    """A document that the plan cites; fields that the plan does not state are empty.

    `written`: how the plan writes its symbol or name. `tasks`, `provisions`: where the plan cites it.
    """

    id: Slug
    # fmt: off
    kind: Literal[
        "law", "decree", "resolution", "decision", "directive", "conclusion", "plan", "letter", "notice", "report",
        "guidance", "procedure", "project",
    ]
    # fmt: on
    written: SomeLines
    symbol: Line | None = None
    date: Day | None = None
    issuer: Slug | None = None
    title: LongLine | None = None
    tasks: TaskIds = ()
    provisions: tuple[Line, ...] = ()
    note: LongLine | None = None
    errata: tuple[Erratum, ...] = ()
    assumed: Assumed | None = None


class DocumentsFile(Value):
    """`data/documents.yaml`: the cited documents."""

    documents: tuple[CitedDocument, ...]
