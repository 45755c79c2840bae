"""Data files that git tracks but that are not on disk, such as reports that a sparse checkout leaves out.

Without them, the agencies would seem not to have reported.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from plan190.diagnostics import Place, diagnostic_at
from plan190.errors import Plan190Error
from plan190.load.git import tracked_files
from plan190.load.loader import is_data_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from plan190.diagnostics import Diagnostic
    from plan190.load.loader import Files


def absent_files(files: Files, folder: Path, shown: str) -> Iterator[Diagnostic]:
    """Yield a problem for each data file that git tracks in the folder and that is not among the files read from it.

    `shown`: the folder in messages. Nothing is yielded if git cannot tell which files it tracks.
    """
    try:
        tracked = tracked_files(folder)
    except Plan190Error:
        return
    found = {*files.data, *(diagnostic.place.path for diagnostic in files.diagnostics)}
    for path, is_sparse in tracked.items():
        if is_data_file(path) and path not in found:
            variant = "sparse" if is_sparse else ""
            yield diagnostic_at(Place(path), "P009", variant, file=shlex.quote(f"{shown}/{path}"))
