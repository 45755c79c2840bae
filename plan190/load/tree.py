"""A folder of files on disk, read whole and never written: the only reader of the disk.

Faults of the file itself (missing, a link, too large) are diagnostics, so that the other files are still read.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, fault

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 2 * 1024 * 1024
"""The most bytes one file may have."""


@dataclass(frozen=True)
class DiskTree:
    """The data folder `root`; `shown` is how its path is written in what the reader sees."""

    root: Path
    shown: str

    def read(self, path: str) -> bytes | Diagnostic:
        """Give the bytes of the file at `path` (with `/`, below the root), or why there are none."""
        here = self.root.joinpath(*path.split("/"))
        place = Place(path)
        try:
            state = os.lstat(here)
            if not stat.S_ISREG(state.st_mode):
                return fault(place, "P006")
            if state.st_size > LARGEST:
                return fault(place, "P002", size=state.st_size, largest=LARGEST)
            return here.read_bytes()
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            return fault(place, "P001", "missing" if missing else "", reason=error.strerror or "?")

    def names(self, folder: str, suffix: str) -> tuple[str, ...]:
        """Give, in order, the paths of what lies in a folder below the root and ends so."""
        if (self.root / folder).is_symlink():
            return ()
        try:
            with os.scandir(self.root / folder) as entries:
                return tuple(sorted(f"{folder}/{one.name}" for one in entries if one.name.endswith(suffix)))
        except OSError:
            return ()
