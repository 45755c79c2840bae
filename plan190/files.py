"""Write a file atomically; compute the digest of files."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


def write_atomically(path: Path, data: bytes, mode: int) -> None:
    """Write the bytes to the path with these permissions; an OSError leaves the old file unchanged."""
    import tempfile  # only here, because most commands write no file

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)  # noqa: PTH101 - mkstemp returns a str
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        os.unlink(name)  # noqa: PTH108
        raise


def digest(pieces: Iterable[bytes]) -> str:
    """Return the SHA-256 of the pieces, each preceded by its length, in hexadecimal."""
    hasher = sha256()
    for piece in pieces:
        hasher.update(b"%d:" % len(piece))
        hasher.update(piece)
    return hasher.hexdigest()


def names_and_contents(files: Mapping[str, bytes]) -> Iterator[bytes]:
    """Yield the name and the content of each file in turn, in the order of the names."""
    for name, content in sorted(files.items()):
        yield name.encode("utf-8", "surrogateescape")
        yield content
