"""Letterheads: the printed head and end of official documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.model.value import Value

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.fields import Day, Line, Slug
    from plan190.model.reading import Assumed


class Letterhead(Value):
    """A letterhead (Decree 30/2020/NĐ-CP, Annex I); the first one in the file that is valid is the default.

    `above`: the superior of the issuer. The symbols are printed after the number, `report_to` after "Kính gửi", and
    `office` above the signature. `report_copies`, `letter_copies`: the recipients of copies. `valid_from`, `valid_to`:
    the first and the last date on which it may be used.
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
    valid_from: Day | None = None
    valid_to: Day | None = None
    assumed: Assumed | None = None

    def is_valid_on(self, day: date) -> bool:
        """Return whether it may be used on the date."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


class LetterheadsFile(Value):
    """`data/letterheads.yaml`: the letterheads of reports and letters."""

    letterheads: tuple[Letterhead, ...]
