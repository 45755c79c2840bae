"""Write a file atomically; compute the digest of files.

An atomic write fills a temporary file beside the target. A process that is killed leaves it behind. While a process
writes a temporary file, it holds a lock on it, so that `remove_interrupted` can tell which ones nobody writes any more.
Windows needs no lock: it refuses to remove a file that is open.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
from collections.abc import Iterable
from hashlib import sha1, sha256
from typing import TYPE_CHECKING, BinaryIO

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SUFFIX = ".plan190"
"""The suffix of temporary files; their names begin with a dot, so that no command reads or reports them."""

Content = bytes | Iterable[bytes]
"""The bytes of a file, all at once or in pieces, which are made while they are written."""

_TEMPORARY = re.compile(rf"\..+\.[a-z0-9_]{{8}}{re.escape(SUFFIX)}")


def write_atomically(path: Path, data: Content, mode: int, *, is_durable: bool = True) -> None:
    """Write the content to the path with these permissions; any exception leaves the old file unchanged.

    `is_durable`: whether the content is on the disk when the function returns, so that a power failure cannot lose it.
    """
    file, name = _temporary_file(path)
    try:
        with file:
            file.writelines((data,) if isinstance(data, bytes) else data)
            file.flush()
            if is_durable:
                os.fsync(file.fileno())
            os.chmod(name, mode)  # noqa: PTH101 - mkstemp returns a str
            if sys.platform == "win32":
                file.close()  # Windows cannot replace an open file
            os.replace(name, path)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)  # noqa: PTH108
        raise


def remove_interrupted(folder: Path) -> None:
    """Remove the temporary files that interrupted writes have left in the folder; those of running processes stay."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        names = [entry.path for entry in entries if _TEMPORARY.fullmatch(entry.name)]
        for name in names:
            _remove_unless_in_use(name)


def rename(old: Path, new: Path) -> None:
    """Rename a file; FileExistsError if the new name is taken, because a rename would replace that file."""
    new.open("xb").close()
    try:
        old.replace(new)
    except BaseException:
        new.unlink()
        raise


def _temporary_file(path: Path) -> tuple[BinaryIO, str]:
    """Return a new temporary file beside the path, locked, and its name."""
    import tempfile  # only here, because most commands write no file

    while True:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=SUFFIX)
        file = os.fdopen(handle, "wb")
        if sys.platform != "win32":
            with contextlib.suppress(OSError):  # a file system without locks
                fcntl.flock(file, fcntl.LOCK_EX)
        if os.path.exists(name):  # noqa: PTH110
            return file, name
        file.close()  # another process removed it before it was locked


def _remove_unless_in_use(name: str) -> None:
    """Remove a temporary file; not a link or folder with such a name."""
    with contextlib.suppress(OSError):  # in use, or the file of another user
        if not stat.S_ISREG(os.lstat(name).st_mode):
            return
        if sys.platform == "win32":
            os.unlink(name)  # noqa: PTH108
        else:
            with open(name, "r+b") as file:  # noqa: PTH123
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.unlink(name)  # noqa: PTH108


def digest(pieces: Iterable[bytes]) -> str:
    """Return the SHA-256 of the pieces, each preceded by its length, in hexadecimal."""
    hasher = sha256()
    for piece in pieces:
        hasher.update(b"%d:" % len(piece))
        hasher.update(piece)
    return hasher.hexdigest()


def blob_hash(data: bytes) -> str:
    """Return the hash by which git identifies a file with these bytes, in a repository with SHA-1."""
    return sha1(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()


def names_and_contents(files: Mapping[str, bytes]) -> Iterator[bytes]:
    """Yield the name and the content of each file in turn, in the order of the names."""
    for name, content in sorted(files.items()):
        yield name.encode("utf-8", "surrogateescape")
        yield content
