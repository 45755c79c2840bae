"""Change files of the data folder: under a lock, atomically, or only show the difference.

A command that changes data holds the lock from reading the files to writing them, so that a second command that runs at
the same time reads what the first one has written.
"""

from __future__ import annotations

import contextlib
import difflib
from typing import TYPE_CHECKING

from plan190.checks.findings import joined
from plan190.cli.output import permissions_of, write_errors
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.words.text import masked, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from plan190.cli.data_folder import DataFolder

LOCK = ".lock.plan190"
"""The name of the lock file, which stays when the lock is released; no command reads or reports it."""

PATIENCE = 30
"""The most seconds that a command waits for another one that writes."""


@contextlib.contextmanager
def locked(session: Session) -> Iterator[Session]:
    """Hold the lock on the data folder, and yield the session with the files as they are now.

    The lock file is in the folder of git, which no commit contains; without a repository it is in the data folder.
    Plan190Error if another command holds the lock for too long.
    """
    from filelock import FileLock, Timeout

    path = (_git_folder(session.data) or session.data.full_path) / LOCK
    lock = FileLock(path)
    with write_errors(path):
        try:
            lock.acquire(timeout=PATIENCE)
        except Timeout:
            raise Plan190Error("error.locked", path=printable(str(path)), seconds=PATIENCE) from None
    try:
        yield Session(session.request)
    finally:
        lock.release()


def _git_folder(data: DataFolder) -> Path | None:
    """Return the folder of git of the repository around the data, or of its linked worktree; None without one."""
    root = data.repository_root
    if root is None:
        return None
    folder = root / ".git"
    if folder.is_file():  # in a linked worktree it names the folder
        folder = root / folder.read_text("utf-8", "replace").removeprefix("gitdir: ").rstrip("\n")
    return folder if folder.is_dir() else None


def difference(data: DataFolder, changed: Mapping[str, bytes], renamed: Mapping[str, str] | None = None) -> str:
    """Return the change of these files of the data folder, as `difference_between` does."""
    return difference_between(data.path, data.files.data, changed, renamed)


def difference_between(
    root: str, before: Mapping[str, bytes], changed: Mapping[str, bytes], renamed: Mapping[str, str] | None = None
) -> str:
    """Return the change of these files as a unified diff, with personal data masked and invisible characters as codes.

    `before`: the old bytes by path below `root`. `renamed`: the new paths of files by their old ones.
    """
    lines: list[str] = []
    for path, after in changed.items():
        name, content = _shown(root, path), before.get(path, b"")
        end = b"\r" if b"\r\n" in after and (b"\r\n" in content or not content) else b""
        old_name = f"a/{name}" if path in before else "/dev/null"
        lines += difflib.unified_diff(_visible(content, end), _visible(after, end), old_name, f"b/{name}")
    for old, new in (renamed or {}).items():
        old_name, new_name = _shown(root, old), _shown(root, new)
        lines.append(f"diff --git a/{old_name} b/{new_name}\nsimilarity index 100%\n")
        lines.append(f"rename from {old_name}\nrename to {new_name}\n")
    return "".join(lines)


def _shown(root: str, path: str) -> str:
    return printable(masked(joined(root, path)))


def _visible(content: bytes, end: bytes) -> list[str]:
    """Return the lines of a file as they are shown, without `end`; a file without content has no line."""
    lines = content.removesuffix(b"\n").split(b"\n") if content else []
    texts = (line.removesuffix(end).decode("utf-8", "replace") for line in lines)
    return [f"{printable(masked(text))}\n" for text in texts]


def write_data(data: DataFolder, changed: Mapping[str, bytes], renamed: Mapping[str, str] | None = None) -> None:
    """Write these files, by path below the data folder, each atomically and with its permissions; then rename files.

    Plan190Error if a path is a link or lies below one, or if somebody else has changed a file since it was read.
    """
    from plan190.files import remove_interrupted, rename, write_atomically

    for path in changed:
        _demand_unchanged(data, path)
    for folder in {data.disk.root, *(_file(data, path).parent for path in changed)}:
        remove_interrupted(folder)
    for path, content in changed.items():
        file = _file(data, path)
        with write_errors(file):
            file.parent.mkdir(parents=True, exist_ok=True)
            _demand_unchanged(data, path)  # again, because writing the files before it takes time
            write_atomically(file, content, permissions_of(file))
    for old, new in (renamed or {}).items():
        with write_errors(_file(data, new)):
            rename(_file(data, old), _file(data, new))


def _demand_unchanged(data: DataFolder, path: str) -> None:
    file = _file(data, path)
    folders = file.parents[: path.count("/")]
    for part in (file, *folders):
        is_expected = part.is_file() if part is file else part.is_dir()
        if part.is_symlink() or (part.exists() and not is_expected):
            raise Plan190Error("error.not_file", path=printable(str(part)))
    read = data.files.data.get(path)
    if (file.read_bytes() if file.exists() else None) != read:
        raise Plan190Error("error.changed_meanwhile", path=printable(path))


def _file(data: DataFolder, path: str) -> Path:
    return data.disk.root.joinpath(*path.split("/"))
