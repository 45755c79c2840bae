"""P329: report personal data in earlier commits of the change."""

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
    """Report each file of an earlier commit that has personal data or is too large to search.

    The files of the plan are skipped because the plan is public.
    """
    for file in change.earlier_files:
        place = change.place(file.path)
        if place.path in PLAN or place.path.startswith("source/"):
            continue
        text = file.data.replace(b"\0", b"").decode("utf-8", "replace")  # UTF-16 has zeros between digits
        if file.size > LARGEST:
            yield diagnostic_at(place, "P002", size=file.size, largest=LARGEST)
        elif personal_data(file.path, text, None):
            yield diagnostic_at(place, "P329", "history")
