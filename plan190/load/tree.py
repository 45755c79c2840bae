"""A folder of files on disk, read whole and never written: the only reader of the disk.

Faults of the file itself (missing, a link, too large) are diagnostics, so that the other files are still read.
"""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from plan190.diagnostics import Diagnostic, Place, problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LARGEST = 2 * 1024 * 1024
"""The most bytes one file may have."""


class Tree(Protocol):
    """A folder of files that a plan can be read from: on disk, or in a commit."""

    @property
    def shown(self) -> str:
        """How its path is written in what the reader sees."""

    def read(self, path: str) -> bytes | Diagnostic:
        """Give the bytes of a file, or why there are none."""

    def exists(self, path: str) -> bool:
        """Say whether anything lies at the path."""

    def is_folder(self, path: str) -> bool:
        """Say whether a folder lies at the path."""

    def below(self, folder: str) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
        """Give what lies in the folder or one folder further down, and what could not be seen."""

    def strays(self, known: Iterable[str], suffixes: tuple[str, ...]) -> tuple[str, ...]:
        """Give what lies where it is not looked for and has one of the endings."""

    def names(self, folder: str, suffix: str) -> tuple[str, ...]:
        """Give what lies in a folder and ends so."""


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
                return problem(place, "P006")
            if state.st_size > LARGEST:
                return problem(place, "P002", size=state.st_size, largest=LARGEST)
            return here.read_bytes()
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            return problem(place, "P001", "missing" if missing else "", reason=error.strerror or "?")

    def exists(self, path: str) -> bool:
        """Say whether anything lies at the path, be it what it may."""
        return os.path.lexists(self.root.joinpath(*path.split("/")))

    def is_folder(self, path: str) -> bool:
        """Say whether a folder, and no link to one, lies at the path."""
        here = self.root.joinpath(*path.split("/"))
        return here.is_dir() and not here.is_symlink()

    def below(self, folder: str) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
        """Give, in order, the paths of all that lies in the folder or one folder further down, and what was not seen.

        Links are not followed; a folder that lies too deep to be looked into is named with a `/` at its end.
        """
        found: list[str] = []
        faults: list[Diagnostic] = []
        folders = [folder]
        for path in folders:
            try:
                entries = self._entries(path)
            except OSError as error:
                faults.append(problem(Place(path), "P001", reason=error.strerror or "?"))
                continue
            for one in entries:
                is_folder = one.is_dir(follow_symlinks=False)
                deeper = is_folder and path == folder
                (folders if deeper else found).append(f"{path}/{one.name}" + ("/" if is_folder and not deeper else ""))
        return tuple(sorted(found)), tuple(faults)

    def strays(self, known: Iterable[str], suffixes: tuple[str, ...]) -> tuple[str, ...]:
        """Give what lies in the root, or up to two folders down in what is not `known`, and has one of the endings.

        Folders that a system or git keeps for itself (`.git`) are not looked into.
        """
        found: list[str] = []
        with contextlib.suppress(OSError), os.scandir(self.root) as entries:
            for one in [one for one in entries if one.name not in known]:
                names = [one.name]
                if one.is_dir(follow_symlinks=False):
                    names = [] if one.name.startswith(".") else list(self.below(one.name)[0])
                found += (name for name in names if name.lower().endswith(suffixes))
        return tuple(sorted(found))

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        if not self.is_folder(folder):
            return []
        with os.scandir(self.root.joinpath(*folder.split("/"))) as entries:
            return list(entries)

    def names(self, folder: str, suffix: str) -> tuple[str, ...]:
        """Give, in order, the paths of what lies in a folder below the root and ends so."""
        with contextlib.suppress(OSError):
            return tuple(sorted(f"{folder}/{one.name}" for one in self._entries(folder) if one.name.endswith(suffix)))
        return ()
