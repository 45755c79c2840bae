"""Read-only folders of data files: `DiskTree` on disk, `GitTree` (in the module `git`) in a commit.

A file that is missing, a link or too large is reported as a diagnostic, so that the other files are still read.
"""

from __future__ import annotations

import os
import stat
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, diagnostic_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LARGEST = 2 * 1024 * 1024
"""The most bytes that a file may have."""


class Tree(ABC):
    """A folder of files; paths are relative to it, with `/`. `shown`: the path of the folder in messages."""

    shown: str

    @abstractmethod
    def read(self, path: str) -> bytes | Diagnostic:
        """Return the bytes of a file, or a diagnostic if it cannot be read."""

    @abstractmethod
    def entries(self, folder: str) -> dict[str, bool]:
        """Return the names in a folder, and whether each is a folder itself; "" is the root. May raise OSError.

        A link does not count as a folder. A path that is not a folder has no entries.
        """

    def exists(self, path: str) -> bool:
        """Return whether the path exists; it may be any kind of file."""
        folder, _, name = path.rpartition("/")
        return name in self._readable_entries(folder)

    def is_folder(self, path: str) -> bool:
        """Return whether the path is a folder, and not a link to one."""
        folder, _, name = path.rpartition("/")
        return self._readable_entries(folder).get(name, False)

    def names(self, folder: str, suffix: str) -> list[str]:
        """Return the sorted paths of a folder's entries with a suffix; empty if the folder cannot be read."""
        return sorted(f"{folder}/{name}" for name in self._readable_entries(folder) if name.endswith(suffix))

    def below(self, folder: str) -> tuple[list[str], list[Diagnostic]]:
        """Return the sorted paths of the entries of a folder and its subfolders, and the problems of reading them.

        A subfolder is replaced by its entries. A folder one level deeper is not read; its path ends with `/`.
        """
        paths: list[str] = []
        diagnostics: list[Diagnostic] = []
        folders = [folder]
        for parent in folders:
            try:
                entries = self.entries(parent)
            except OSError as error:
                diagnostics.append(diagnostic_at(Place(parent), "P001", reason=error.strerror or "?"))
                continue
            for name, is_folder in entries.items():
                path = f"{parent}/{name}"
                if not is_folder:
                    paths.append(path)
                elif parent == folder:
                    folders.append(path)
                else:
                    paths.append(f"{path}/")
        return sorted(paths), diagnostics

    def strays(self, expected: Iterable[str], suffixes: tuple[str, ...]) -> list[str]:
        """Return the sorted paths of files with one of the suffixes, except in the `expected` entries of the root.

        Folders are searched two levels deep; hidden ones such as `.git` are not searched.
        """
        paths: list[str] = []
        for name, is_folder in self._readable_entries("").items():
            if name in expected:
                continue
            if not is_folder:
                paths.append(name)
            elif not name.startswith("."):
                paths += self.below(name)[0]
        return sorted(path for path in paths if path.lower().endswith(suffixes))

    def _readable_entries(self, folder: str) -> dict[str, bool]:
        try:
            return self.entries(folder)
        except OSError:
            return {}


@dataclass(frozen=True)
class DiskTree(Tree):
    """The folder `root` on disk. Links are not followed."""

    root: Path
    shown: str

    def read(self, path: str) -> bytes | Diagnostic:
        """Return the bytes of a file, or a diagnostic if it cannot be read."""
        file = self._file(path)
        try:
            status = os.lstat(file)
            if not stat.S_ISREG(status.st_mode):
                return diagnostic_at(Place(path), "P006")
            if status.st_size > LARGEST:
                return diagnostic_at(Place(path), "P002", size=status.st_size, largest=LARGEST)
            return file.read_bytes()
        except OSError as error:
            variant = "missing" if isinstance(error, FileNotFoundError) else ""
            return diagnostic_at(Place(path), "P001", variant, reason=error.strerror or "?")

    def entries(self, folder: str) -> dict[str, bool]:
        """Return the names in a folder, and whether each is a folder itself; the root may be a link."""
        path = self._file(folder)
        if folder and (path.is_symlink() or not path.is_dir()):
            return {}
        with os.scandir(path) as entries:
            return {entry.name: entry.is_dir(follow_symlinks=False) for entry in entries}

    def _file(self, path: str) -> Path:
        return self.root.joinpath(*path.split("/"))
