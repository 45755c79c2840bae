"""P006: report paths that Windows or macOS treats as the same."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, diagnostic_at
from plan190.load.git import ABSENT
from plan190.review.change import without_case
from plan190.status.grouping import group_by
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report changed paths that differ from another one only in case or in Unicode composition.

    Of several such paths one is reported, a new one if possible; of a folder and the files in it, the folder.
    """
    changed: set[str] = set()
    for path in change.data_steps:
        changed |= {path, *map(str, PurePosixPath(path).parents)}
    groups = {folded: paths for folded, paths in group_by(change.paths, without_case).items() if len(paths) > 1}
    for folded, paths in groups.items():
        in_change = sorted(changed.intersection(paths), key=lambda path: (path in change.base.files.data, path))
        if in_change and folded.rpartition("/")[0] not in groups:
            path = in_change[0]
            other = next(other for other in paths if other != path)
            yield diagnostic_at(Place(path), "P006", "clash", path=printable(path), other=printable(other))
    yield from _other_data_folders(change)


def _other_data_folders(change: Change) -> Iterator[Diagnostic]:
    """Report each new or changed path in a folder that differs from the data folder only in this way."""
    folder, other = without_case(change.folder), printable(change.folder)
    for step in change.steps:
        path = step.path
        in_folder = path == change.folder or path.startswith(f"{change.folder}/")
        looks_in_folder = without_case(path) == folder or without_case(path).startswith(f"{folder}/")
        if looks_in_folder and not in_folder and step.new.mode != ABSENT:
            yield diagnostic_at(change.place(path), "P006", "clash", path=printable(path), other=other)
