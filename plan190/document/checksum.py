"""What shows that a file is as plan190 wrote it: a digest of its bytes inside it, and packages with the same bytes.

A seal keeps a person's work from being overwritten; it is no signature, since anyone can make one.
"""

from __future__ import annotations

import re
import struct
import zipfile
from hashlib import sha256
from io import BytesIO

_LETTERS = 40
CHECKSUM = "plan190-seal:" + "0" * _LETTERS
"""What a format writes once where the seal is to stand, where its own reader shows nobody."""

_SEALED = re.compile(rb"plan190-seal:[0-9a-f]{%d}" % _LETTERS)
_NEVER = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip file can carry."""

_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, struct.error)
"""What comes of reading a package that is damaged or made to do harm."""

LARGEST = 64 * 1024 * 1024
"""The most bytes that are unpacked of somebody's file."""


def with_checksum(data: bytes) -> bytes:
    """Give the bytes with their seal; without one where there is no single place for it.

    A package (zip) comes out with no times of its own, nothing packed: the machine's packer would differ.
    """
    if not zipfile.is_zipfile(BytesIO(data)):
        return _put(data, _digest(data))
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {one.filename: package.read(one) for one in package.infolist()}
    seal = _digest(*_parts(parts)) if sum(part.count(CHECKSUM.encode()) for part in parts.values()) == 1 else ""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.create_system = 0
            package.writestr(entry, _put(part, seal) if seal else part)
    return out.getvalue()


def has_valid_checksum(data: bytes) -> bool:
    """Say whether the bytes are as plan190 wrote them."""
    if not zipfile.is_zipfile(BytesIO(data)):
        return _found([data]) == _digest(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            if any(map(_is_strange, entries)) or sum(one.file_size for one in entries) > LARGEST:
                return False
            parts = {one.filename: package.read(one) for one in entries}
    except _BROKEN:
        return False
    if len(parts) < len(entries):  # of two parts of one name a program shows either
        return False
    return _found(list(parts.values())) == _digest(*_parts(parts))


def _is_strange(entry: zipfile.ZipInfo) -> bool:
    """Say whether the entry is packed or encrypted: plan190 writes none that is."""
    return entry.compress_type != zipfile.ZIP_STORED or bool(entry.flag_bits & 1)


def _parts(parts: dict[str, bytes]) -> list[bytes]:
    return [piece for name, part in sorted(parts.items()) for piece in (name.encode(), part)]


def _digest(*pieces: bytes) -> str:
    """Give the digest of the pieces, each with its length before it, as if nothing were sealed yet."""
    told = sha256()
    for piece in pieces:
        plain = _SEALED.sub(CHECKSUM.encode(), piece)
        told.update(b"%d:" % len(plain))
        told.update(plain)
    return told.hexdigest()[:_LETTERS]


def _found(pieces: list[bytes]) -> str | None:
    """Give the one seal in the pieces; None where there is none, or more than one."""
    seals = [one for piece in pieces for one in _SEALED.findall(piece)]
    return seals[0].decode().partition(":")[2] if len(seals) == 1 else None


def _put(data: bytes, seal: str) -> bytes:
    return (
        data.replace(CHECKSUM.encode(), f"plan190-seal:{seal}".encode()) if data.count(CHECKSUM.encode()) == 1 else data
    )
