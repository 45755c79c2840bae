"""P329: report data that identify a person in earlier commits of the change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, diagnostic_at
from plan190.load.personal_data import personal_data
from plan190.load.tree import LARGEST
from plan190.review.change import PLAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each file of an earlier commit with personal data, once, and each that is too large to search.

    An agency's change is searched wherever it wrote, that of others in the data folder. The plan's words are public.
    """
    for passed in change.passing:
        place = change.place(passed.path)
        if place.path in PLAN or place.path.startswith("source/"):
            continue
        text = passed.data.replace(b"\0", b"").decode("utf-8", "replace")  # UTF-16 has zeros between digits
        if passed.size > LARGEST:
            yield diagnostic_at(place, "P002", size=passed.size, largest=LARGEST)
        elif personal_data(passed.path, text, None):
            yield diagnostic_at(place, "P329", "history")
