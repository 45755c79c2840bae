"""P405: report links, submodules, executable files and git settings among the data files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, diagnostic_at
from plan190.load.git import EXECUTABLE, LINK, SUBMODULE
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change

_KINDS = {EXECUTABLE: "executable", LINK: "link", SUBMODULE: "submodule"}
_GIT = frozenset({".gitattributes", ".gitmodules", ".gitignore"})


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each changed path in the data folder that is not a plain file; for an agency, in the whole repository."""
    for step in change.steps:
        path = change.below(step.path)
        inside = not path.startswith("../") or step.path == change.folder
        if not inside and not change.by_agency:
            continue
        if step.new.mode in _KINDS:
            yield diagnostic_at(change.place(step.path), "P405", _KINDS[step.new.mode], path=printable(step.path))
        elif path.rsplit("/", 1)[-1].lower() in _GIT and step.new.oid.strip("0"):
            yield diagnostic_at(change.place(step.path), "P405", "attributes", path=printable(step.path))
