"""Open the package of a workbook that somebody sent, and refuse what a filled-in form never contains.

A workbook is a zip file with parts in XML. Everything is checked before another library sees any of it.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from plan190.errors import Plan190Error
from plan190.forms.workbook_shown import demand_shown

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST = 16 * 1024 * 1024
"""The most bytes of all parts together; those of a form with long texts are a fortieth of it."""

MOST_PARTS, MOST_TAGS = 200, 300_000
"""The most parts, and the most tags in all parts together, each of which costs time and memory."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a workbook with a password begins, and one of a version of Excel before 2007."""

_MACROS = re.compile(r"vbaproject|/macrosheets/|/activex/|\.xlsb$", re.IGNORECASE)
_EXTERNAL = re.compile(r"/externallinks/|/connections\.xml|/querytables/|/customdata/", re.IGNORECASE)
"""The names of parts with programs, and of parts that refer to other files."""

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)

_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
"""The bytes that may stand before the first tag of a part: a byte order mark and blanks."""

_READ_ERRORS = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, zlib.error, MemoryError,
    OverflowError,
)  # fmt: skip
"""The exceptions of `zipfile` for a damaged package."""


def checked_package(content: bytes) -> dict[str, bytes]:
    """Return the XML parts of the workbook by name; Plan190Error if it is damaged, too large or no plain workbook."""
    if content.startswith(_OLE):
        raise Plan190Error("error.form_encrypted")
    if len(content) > LARGEST:
        raise Plan190Error("error.form_large", megabytes=LARGEST >> 20)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
            _demand_small(entries)
            parts = {entry.filename: package.read(entry) for entry in entries}
    except _READ_ERRORS as error:
        raise Plan190Error("error.form_damaged") from error
    # If two parts have the same name, programs differ in which one they read; some do not tell letters of both cases.
    if len({name.casefold() for name in parts}) < len(entries):
        raise Plan190Error("error.form_damaged")
    _demand_plain(parts)
    parts = {name: part for name, part in parts.items() if part.lstrip(_BEFORE_XML).startswith(b"<")}
    _demand_harmless(parts)
    demand_shown(parts)
    return parts


def _demand_small(entries: list[zipfile.ZipInfo]) -> None:
    """Raise Plan190Error unless all entries can be read in little memory; `zipfile` reads no more than is declared."""
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST:
        raise Plan190Error("error.form_large", megabytes=LARGEST >> 20)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Plan190Error("error.form_encrypted")
    # Other methods may unpack more than is declared before it is noticed.
    if any(entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for entry in entries):
        raise Plan190Error("error.form_damaged")


def _demand_plain(parts: Mapping[str, bytes]) -> None:
    """Raise Plan190Error for another kind of file, macros, and links to other files."""
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis"):
        raise Plan190Error("error.form_open_document")
    names = "\n".join(f"/{name}" for name in parts)
    types = parts.get("[Content_Types].xml", b"")
    if _MACROS.search(names) or b"macroEnabled" in types:
        raise Plan190Error("error.form_macros")
    if _EXTERNAL.search(names):
        raise Plan190Error("error.form_external")


def _demand_harmless(parts: Mapping[str, bytes]) -> None:
    """Raise Plan190Error for entities and too many tags."""
    for part in parts.values():
        if _DECLARATION.search(part.replace(b"\0", b"")):  # also in UTF-16
            raise Plan190Error("error.form_damaged")
    if sum(part.count(b"<") for part in parts.values()) > MOST_TAGS:
        raise Plan190Error("error.form_large", megabytes=LARGEST >> 20)
