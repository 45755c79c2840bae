"""P329: what points at one person is in no commit of the change, were it taken out again in the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.load.personal_data import personal_data
from plan190.load.tree import LARGEST
from plan190.review.change import PLAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Give each file of an earlier commit with such a number, once, and each that is too large to look into.

    An agency's change is looked at wherever it wrote, that of others in the data folder. The plan's words are public.
    """
    for one in change.passing:
        below = change.below(one.path)
        if below in PLAN or below.startswith("source/"):
            continue
        # UTF-16 has its digits between zeros.
        if one.size > LARGEST:
            yield problem(change.place(one.path), "P002", "", size=one.size, largest=LARGEST)
        elif personal_data(one.path, one.data.replace(b"\0", b"").decode("utf-8", "replace"), None):
            yield problem(change.place(one.path), "P329", "history")
