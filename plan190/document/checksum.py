"""The checksum inside a generated file, which shows whether the file is unchanged since plan190 wrote it.

It protects edited files from being overwritten. It is not a signature: anyone can compute it.
"""

from __future__ import annotations

import re
import struct
import zipfile
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING

from plan190.files import digest, names_and_contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LENGTH = 40
CHECKSUM_PLACEHOLDER = "plan190-seal:" + "0" * _LENGTH
"""The placeholder of the checksum. A format writes it once, where it is not displayed."""

_PLACEHOLDER_BYTES = CHECKSUM_PLACEHOLDER.encode()
_PATTERN = re.compile(rb"plan190-seal:([0-9a-f]{%d})" % _LENGTH)
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can store."""

_READ_ERRORS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, struct.error)
"""The exceptions that `zipfile` raises for a damaged or hostile package."""

LARGEST = 64 * 1024 * 1024
"""The most bytes of a package when unpacked; a larger one is not read."""


def with_checksum(data: bytes) -> bytes:
    """Return the bytes with their checksum in place of the placeholder, if they contain it exactly once.

    A zip package is packed again in any case, so that its bytes are the same on every machine.
    """
    if not zipfile.is_zipfile(BytesIO(data)):
        return _insert(data, _checksum([data]))
    parts = unpacked(data)
    if sum(part.count(_PLACEHOLDER_BYTES) for part in parts.values()) == 1:
        checksum = _checksum(names_and_contents(parts))
        parts = {name: _insert(part, checksum) for name, part in parts.items()}
    return packed(parts)


def unpacked(package: bytes) -> dict[str, bytes]:
    """Return the contents of a package by the names of its entries."""
    with zipfile.ZipFile(BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return an uncompressed package without times, so that it is the same on every machine."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system = 0
            package.writestr(entry, part)
    return out.getvalue()


def has_valid_checksum(data: bytes) -> bool:
    """Return whether the bytes are unchanged since plan190 wrote them."""
    if not zipfile.is_zipfile(BytesIO(data)):
        return _found_checksum([data]) == _checksum([data])
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            if not all(map(_is_plain, entries)) or sum(entry.file_size for entry in entries) > LARGEST:
                return False
            parts = {entry.filename: package.read(entry) for entry in entries}
    except _READ_ERRORS:
        return False
    if len(parts) < len(entries):  # two parts have the same name; programs differ in which one they show
        return False
    return _found_checksum(parts.values()) == _checksum(names_and_contents(parts))


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    """Return whether the entry is neither compressed nor encrypted, as in every package of plan190."""
    return entry.compress_type == zipfile.ZIP_STORED and not entry.flag_bits & 1


def _checksum(pieces: Iterable[bytes]) -> str:
    """Return the checksum of the pieces, with the placeholder in place of any checksum in them."""
    return digest(_PATTERN.sub(_PLACEHOLDER_BYTES, piece) for piece in pieces)[:_LENGTH]


def _found_checksum(pieces: Iterable[bytes]) -> str | None:
    """Return the only checksum in the pieces; None if there is none or more than one."""
    matches = list(chain.from_iterable(map(_PATTERN.findall, pieces)))
    return str(matches[0], "ascii") if len(matches) == 1 else None


def _insert(data: bytes, checksum: str) -> bytes:
    """Return the bytes with the checksum in place of the placeholder, if they contain it exactly once."""
    if data.count(_PLACEHOLDER_BYTES) != 1:
        return data
    return data.replace(_PLACEHOLDER_BYTES, f"plan190-seal:{checksum}".encode())
