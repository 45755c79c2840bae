"""Who writes: the head and the end of an official document, as they are printed (`data/letterheads.yaml`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.model.value import value

if TYPE_CHECKING:
    from plan190.model.fields import Line, Slug
    from plan190.model.reading import Assumed


@value
class Letterhead:
    """One way to head documents (Decree 30/2020/NĐ-CP, Annex I); the first of the file is used unless asked otherwise.

    `above`: the body over the issuing one. The symbols stand after the number, `to` after "Kính gửi", `office` over the
    signature, one line each. A report's copies go to `report_copies`, a letter's to `letter_copies`.
    """

    id: Slug
    issuer: Slug
    above: Line | None = None
    head: Line
    place: Line
    report_symbol: Line
    letter_symbol: Line
    report_to: tuple[Line, ...] = ()
    report_copies: tuple[Line, ...] = ()
    letter_copies: tuple[Line, ...] = ()
    office: tuple[Line, ...]
    signer: Line | None = None
    assumed: Assumed | None = None


@value
class LetterheadsFile:
    """`data/letterheads.yaml`: the heads that reports and letters can have."""

    letterheads: tuple[Letterhead, ...]
