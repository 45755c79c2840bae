"""P329: what points at one person is in no commit of the change, were it taken out again in the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, fault
from plan190.load.personal import personal_data
from plan190.review.change import PLAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Give each file of an earlier commit with such a number, once; the plan's own words are public."""
    for path, data in change.passing:
        below = change.below(path)
        if below in PLAN or below.startswith("source/"):
            continue
        if personal_data(path, data.decode("utf-8", "replace"), None):
            yield fault(change.place(path), "P329", "history")
