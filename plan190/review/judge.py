"""What is wrong with a change: faults that it brings, told apart from those that were there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.findings import CheckResult, checked_in, waived_at
from plan190.checks.waivers import waive
from plan190.diagnostics import fingerprints, ordered
from plan190.review import rules as review_rules

if TYPE_CHECKING:
    from plan190.review.change import Change


def judge(change: Change, root: str, file_root: str) -> CheckResult:
    """Give every fault that the merge would have, those that the base has already apart, and those let pass there.

    `root` is how the data folder is written for the reader, `file_root` the same from the root of the repository.
    """
    found = ordered((*change.head.diagnostics, *review_rules.check(change)))
    before = set(fingerprints(change.base.diagnostics))
    old = frozenset(one for one, name in zip(found, fingerprints(found), strict=True) if name in before)
    waived = waive(change.base.register, (one for one in found if one not in old), change.day).by
    changed = {path for path, _ in change.data_steps}
    return CheckResult(
        root=root,
        file_root=file_root,
        diagnostics=found,
        texts={**change.base.loaded.texts, **change.head.loaded.texts},
        checked=checked_in(change.head.loaded.values, file_root, lambda path: path in changed),
        files=len(changed),
        old=old,
        waived=waived_at(root, change.base.register, waived),
    )
