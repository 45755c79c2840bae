"""What points at one person, found in the text of reports and decisions: they hold totals, and git forgets nothing."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from plan190.diagnostics import MOST_FAULTS, Diagnostic, Place, fault
from plan190.words.text import PERSONAL

if TYPE_CHECKING:
    from collections.abc import Iterator


def personal_data(path: str, text: str) -> Iterator[Diagnostic]:
    """Give each number of an ID card or a telephone in a file's text, comments and all, without repeating it."""
    for row, line in enumerate(text.split("\n"), start=1):
        for found in islice(PERSONAL.finditer(line), MOST_FAULTS):
            place = Place(path, row, found.start() + 1, row, found.end() + 1)
            yield fault(place, "P329", "phone" if found["phone"] else "id")
