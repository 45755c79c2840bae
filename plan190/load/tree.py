"""Read-only folders of data files: on disk, on disk with changed files, and in a commit (`GitTree` in `git`).

A file that is missing, a link or too large is reported as a diagnostic, so that the other files are still read.
"""

from __future__ import annotations

import contextlib
import os
import stat
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from plan190.diagnostics import Diagnostic, Place, diagnostic_at
from plan190.files import blob_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

LARGEST = 2 * 1024 * 1024
"""The most bytes that a file may have."""


class TreeEntry(NamedTuple):
    """An entry of a folder. A link does not count as a folder.

    `content`: the hash of the bytes of a file in git. `state`: size, times and inode of a file on disk, at least one of
    which changes when it is written. `changed_ns`: the time of its last change.
    """

    is_folder: bool
    content: str = ""
    state: str = ""
    changed_ns: int = 0


class Tree(ABC):
    """A folder of files; paths are relative to it, with `/`. `shown`: the path of the folder in messages."""

    shown: str

    @abstractmethod
    def read(self, path: str) -> bytes | Diagnostic:
        """Return the bytes of a file, or a diagnostic if it cannot be read."""

    def prepare(self, paths: Iterable[str]) -> None:  # noqa: B027 - most trees read each file alone
        """Announce that these files will be read, so that a tree may read them together."""

    def state(self, path: str) -> str:  # noqa: ARG002 - a commit never changes
        """Return the state of a file, as in `TreeEntry`."""
        return ""

    @abstractmethod
    def entries(self, folder: str) -> Mapping[str, TreeEntry]:
        """Return the entries of a folder by name; "" is the root. May raise OSError.

        A path that is not a folder has no entries.
        """

    def below(self, folder: str) -> tuple[dict[str, TreeEntry], list[Diagnostic]]:
        """Return the entries of a folder and its subfolders by path, sorted, and the problems of reading them.

        A subfolder is replaced by its entries. A folder one level deeper is not read; its path ends with `/`.
        """
        paths: dict[str, TreeEntry] = {}
        diagnostics: list[Diagnostic] = []
        folders = [folder]
        for parent in folders:
            try:
                entries = self.entries(parent)
            except OSError as error:
                diagnostics.append(diagnostic_at(Place(parent), "P001", reason=error.strerror or "?"))
                continue
            for name, entry in entries.items():
                path = f"{parent}/{name}"
                if not entry.is_folder:
                    paths[path] = entry
                elif parent == folder:
                    folders.append(path)
                else:
                    paths[f"{path}/"] = entry
        return dict(sorted(paths.items())), diagnostics

    def strays(self, expected: Iterable[str], suffixes: tuple[str, ...]) -> list[str]:
        """Return the sorted paths of files with one of the suffixes, except in the `expected` entries of the root.

        Folders are searched two levels deep; hidden ones such as `.git` are not searched.
        """
        paths: list[str] = []
        for name, entry in self.entries_or_none("").items():
            if name in expected:
                continue
            if not entry.is_folder:
                paths.append(name)
            elif not name.startswith("."):
                paths += self.below(name)[0]
        return sorted(path for path in paths if path.lower().endswith(suffixes))

    def entries_or_none(self, folder: str) -> Mapping[str, TreeEntry]:
        """Return the entries of a folder by name; none if it cannot be read."""
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

    def state(self, path: str) -> str:
        """Return the state of a file; "" if it is no plain file or has been removed."""
        with contextlib.suppress(OSError):
            return _state(os.lstat(self._file(path)))
        return ""

    def entries(self, folder: str) -> Mapping[str, TreeEntry]:
        """Return the entries of a folder by name; the root may be a link."""
        path = self._file(folder)
        if folder and (path.is_symlink() or not path.is_dir()):
            return {}
        with os.scandir(path) as entries:
            return {entry.name: _tree_entry(entry) for entry in entries}

    def _file(self, path: str) -> Path:
        return self.root.joinpath(*path.split("/"))


@dataclass(frozen=True)
class ChangedTree(Tree):
    """A folder as it will be after some files are written; `changed`: their bytes by path."""

    tree: Tree
    changed: Mapping[str, bytes]

    @property
    def shown(self) -> str:  # type: ignore[override]
        """The path of the folder in messages."""
        return self.tree.shown

    def read(self, path: str) -> bytes | Diagnostic:
        """Return the bytes of a file, or a diagnostic if it cannot be read."""
        return self.changed[path] if path in self.changed else self.tree.read(path)

    def prepare(self, paths: Iterable[str]) -> None:
        """Announce that these files will be read."""
        self.tree.prepare(path for path in paths if path not in self.changed)

    def state(self, path: str) -> str:
        """Return the state of a file; that of a changed one is unlike any state on disk."""
        return f"changed {blob_hash(self.changed[path])}" if path in self.changed else self.tree.state(path)

    def entries(self, folder: str) -> Mapping[str, TreeEntry]:
        """Return the entries of a folder by name, with those of the changed files and of the folders above them."""
        entries = dict(self.tree.entries(folder))
        start = f"{folder}/" if folder else ""
        for path in self.changed:
            name, _, below = path.removeprefix(start).partition("/")
            if path.startswith(start):
                entries[name] = TreeEntry(is_folder=bool(below), state="" if below else self.state(path))
        return entries


def _tree_entry(entry: os.DirEntry[str]) -> TreeEntry:
    """Return the entry of a folder on disk; without a state if it is no plain file or has just been removed."""
    if entry.is_dir(follow_symlinks=False):
        return TreeEntry(is_folder=True)
    try:
        status = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return TreeEntry(is_folder=False)
    return TreeEntry(is_folder=False, state=_state(status), changed_ns=max(status.st_mtime_ns, status.st_ctime_ns))


def _state(status: os.stat_result) -> str:
    """Return the state of a file, as in `TreeEntry`; "" if it is no plain file."""
    if not stat.S_ISREG(status.st_mode):
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
