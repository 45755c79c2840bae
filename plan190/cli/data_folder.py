"""Find the data folder, read its files and determine their provenance."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from plan190 import __version__
from plan190.cli.clock import as_of_date
from plan190.errors import Plan190Error
from plan190.load import cache
from plan190.load.cache import FolderStates
from plan190.load.loader import REQUIRED_FILES, Files, Values, read_files
from plan190.load.tree import ChangedTree, DiskTree
from plan190.words.text import printable, short_hash

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from plan190.checks.checked_data import CheckedData
    from plan190.document.provenance import Provenance
    from plan190.load.git import GitTree, Repository

EMBEDDED = "plan190:data"
"""The name under which output shows the copy inside plan190."""


@dataclass(frozen=True)
class DataFolder:
    """The data folder. `asked`: the value of `--data`, None if the folder was found without it.

    `committed`: the data of a commit, which are read instead of those on disk. `commit`: its hash if the user asked for
    the commit, else "". `changed`: the bytes that some files have when a change is written, by path.
    """

    disk: DiskTree
    asked: str | None = None
    committed: GitTree | None = None
    commit: str = ""
    changed: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """The name of the folder in output."""
        return (self.committed or self.disk).shown

    def shown_path(self, path: str) -> str:
        """Return the path of one of its files for messages."""
        from plan190.checks.findings import joined

        return printable(joined(self.shown, path))

    @property
    def option(self) -> str:
        """The option by which another command reads the same data; "" if it needs none."""
        folder = f" --data {printable(self.asked)}" if self.asked else ""
        return folder + (f" --known-at {short_hash(self.commit)}" if self.commit else "")

    @property
    def is_embedded(self) -> bool:
        """Whether this is the copy inside plan190."""
        return self.asked is None and self.disk.shown == EMBEDDED

    @property
    def full_path(self) -> Path:
        """The absolute path of the folder."""
        return Path(os.path.abspath(self.disk.root))  # noqa: PTH100 - links are not followed

    @cached_property
    def repository_root(self) -> Path | None:
        """The root of the repository around the folder; None if there is none."""
        return repository_around(self.full_path)

    @cached_property
    def path(self) -> str:
        """The path from the root of the repository, "" for the root itself; without a repository the name in output."""
        root = self.repository_root
        path = os.path.relpath(self.full_path, root) if root is not None else self.disk.shown
        return "" if path == "." else path.replace(os.sep, "/")

    @property
    def cache_folder(self) -> Path | None:
        """The folder of the cache; None if it is off."""
        return cache.folder(os.environ.get("PLAN190_CACHE"))

    @cached_property
    def _states(self) -> FolderStates:
        return FolderStates(self.cache_folder, self.disk.root)

    def at(self, repository: Repository, commit: str) -> DataFolder:
        """Return the folder as it is in a commit of its repository."""
        return replace(self, committed=repository.tree(commit, self.path, self.shown), commit=commit)

    @cached_property
    def files(self) -> Files:
        """The bytes of the data, with a problem for each file that only git has; Plan190Error if there are no data."""
        tree = ChangedTree(self.disk, self.changed) if self.changed else self.disk
        files = read_files(self.committed or tree, self._states.known_key)
        if self.committed is None and not self.changed:
            self._states.record(files)
        is_empty = not files.data and all(problem.code == "P001" for problem in files.diagnostics)
        if is_empty and self.commit:
            raise Plan190Error("error.base_without", folder=self.shown, base=short_hash(self.commit))
        if is_empty:
            raise Plan190Error("error.data_missing", path=printable(self.shown))
        if self.committed is not None or self.is_embedded:
            return files
        # Git runs only if there is a repository; the folder itself may be a link into one.
        real_folder = Path(os.path.realpath(self.disk.root))
        if repository_around(real_folder) is None:
            return files
        from plan190.load.absent import absent_files

        absent = absent_files(files, real_folder, self.shown)
        return files._replace(diagnostics=(*files.diagnostics, *absent))

    @cached_property
    def origin(self) -> Provenance:
        """The provenance of the data, with an empty command.

        Its commit is None if the last commit of the folder does not have exactly these bytes. A report made from them
        can be verified only while they stay unchanged.
        """
        from plan190.document.provenance import Provenance, digest_of

        digest = digest_of(self.files.read_all())
        if self.commit:
            return Provenance(__version__, (), self.path, self.commit, digest)
        if self.is_embedded:
            return Provenance(__version__, (), EMBEDDED, None, digest)
        if self.repository_root is None:
            # Only the name, because the full path differs between machines.
            return Provenance(__version__, (), self.full_path.name, None, digest)
        from plan190.load.git import open_repository

        with contextlib.suppress(Plan190Error), open_repository(self.repository_root) as repository:
            repository.add_known(self.files.data.values())
            commit = repository.last_change(repository.commit("HEAD"), self.path)
            committed = read_files(repository.tree(commit, self.path, ""))
            if digest_of(committed.read_all()) == digest:
                return Provenance(__version__, (), self.path, commit, digest)
        return Provenance(__version__, (), self.path, None, digest)

    @cached_property
    def cached(self) -> Values:
        """The cached values of the files."""
        return cache.read(self.cache_folder, self.files, self._states.earlier_keys)

    def check(self, as_of: date | None = None, *, only_errors: bool = False) -> CheckedData:
        """Load the files and run all rules; a date in them after `as_of` (default: today) is a problem.

        `only_errors`: warnings and notes may be missing.
        """
        from plan190.checks.checked_data import load_and_check
        from plan190.cli.progress import reading

        known = cache.with_results(self.cache_folder, self.files, self.cached)
        return load_and_check(
            self.files,
            partial(as_of_date, as_of),
            known,
            only_errors=only_errors,
            progress=reading,
            root=self.shown,
            option=self.option,
        )

    def demand_own(self, command: str) -> None:
        """Raise Plan190Error for the copy inside plan190, because the command must check the user's own data."""
        if self.is_embedded:
            raise Plan190Error("error.nothing_here", command=command)


def repository_around(folder: Path) -> Path | None:
    """Return the root of the repository that contains the folder; None if there is none."""
    return next((parent for parent in (folder, *folder.parents) if os.path.lexists(parent / ".git")), None)


def find_data_folder(asked: str | None, *, may_be_absent: bool = False) -> DataFolder:
    """Return the folder of `--data`, else the nearest `data` in or above the current folder, else the embedded copy.

    `may_be_absent`: whether the folder of `--data` need not exist, because the data of a commit are read.
    """
    # For a path without access, `os.path` returns False, but `Path` raises an error.
    if asked is not None:
        if not may_be_absent and not os.path.isdir(asked):  # noqa: PTH112
            raise Plan190Error("error.data_missing", path=printable(asked))
        return DataFolder(DiskTree(Path(asked), printable(asked.rstrip("/") or "/")), asked)
    with contextlib.suppress(FileNotFoundError):  # the current folder has been deleted
        current = Path.cwd()
        for folder in (current, *current.parents):
            data = folder / "data"
            if any(os.path.exists(data / name) for name in REQUIRED_FILES):  # noqa: PTH110
                path = os.path.relpath(data, current).replace(os.sep, "/")
                return DataFolder(DiskTree(data, printable(path)))
    return DataFolder(DiskTree(embedded("data"), EMBEDDED))


def embedded(name: str) -> Path:
    """Return a folder inside plan190; in a development install, it is beside the package."""
    package = Path(__file__).parents[1]
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


def path_below(path: str, root: str | Path, *, typed: str, root_typed: str) -> str:
    """Return the path as `relative_below`; Plan190Error if it is outside.

    `typed` and `root_typed` are the two paths in the error message.
    """
    relative = relative_below(path, root)
    if relative is None:
        raise Plan190Error("error.path_outside", path=printable(typed), data=printable(root_typed))
    return relative


def relative_below(path: str, root: str | Path) -> str | None:
    """Return the path from the root with `/`, "" for the root itself; None if it is outside."""
    relative = os.path.relpath(path, root).replace(os.sep, "/")
    if relative == ".." or relative.startswith("../"):
        return None
    return "" if relative == "." else relative
