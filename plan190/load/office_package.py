"""Open the package of a Word document or workbook that somebody sent: a zip file with parts in XML."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from xml.etree.ElementTree import Element

LARGEST = 16 * 1024 * 1024
"""The most bytes of all parts together."""

MOST_PARTS = 200
"""The most parts, each of which costs time."""

MOST_RELATIONS = 20_000
"""The most tags of the list of parts to which a part refers."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a package with a password begins, and a file of an Office before 2007."""

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)

_READ_ERRORS = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, zlib.error, MemoryError,
    OverflowError,
)  # fmt: skip
"""The exceptions of `zipfile` for a damaged package."""

Reason = Literal["encrypted", "large", "damaged"]


class PackageError(Exception):
    """A package is not read, for this reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def package_parts(
    content: bytes, is_wanted: Callable[[str], bool] = lambda _: True, most_parts: int = MOST_PARTS
) -> dict[str, bytes]:
    """Return the wanted parts by name; PackageError if the package is damaged, encrypted or too large."""
    if content.startswith(_OLE):
        raise PackageError("encrypted")
    if len(content) > LARGEST:
        raise PackageError("large")
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
            if len(entries) > most_parts:
                raise PackageError("large")
            # Programs differ in which of two parts with one name they read; some do not tell letters of both cases.
            if len({entry.filename.casefold() for entry in entries}) < len(entries):
                raise PackageError("damaged")
            wanted = [entry for entry in entries if is_wanted(entry.filename)]
            _demand_small(wanted)
            return {entry.filename: package.read(entry) for entry in wanted}
    except _READ_ERRORS as error:
        raise PackageError("damaged") from error


def document_parts(content: bytes, most_parts: int = MOST_PARTS) -> tuple[dict[str, bytes], str]:
    """Return the parts in XML by name, and the name of the main one; PackageError if they cannot be read."""
    parts = package_parts(content, lambda name: name.endswith((".xml", ".rels")), most_parts)
    main = next((name for _, kind, name in relations(parts) if kind == "officeDocument"), "")
    if main not in parts:
        raise PackageError("damaged")
    return parts, main


def _demand_small(entries: list[zipfile.ZipInfo]) -> None:
    """Raise PackageError unless all entries can be read in little memory; `zipfile` reads no more than is declared."""
    if sum(entry.file_size for entry in entries) > LARGEST:
        raise PackageError("large")
    if any(entry.flag_bits & 1 for entry in entries):
        raise PackageError("encrypted")
    # Other methods may unpack more than is declared before it is noticed.
    if any(entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for entry in entries):
        raise PackageError("damaged")


def demand_harmless(parts: Mapping[str, bytes], most_tags: int) -> None:
    """Raise PackageError for entities and too many tags."""
    for part in parts.values():
        if _DECLARATION.search(part.replace(b"\0", b"")):  # also in UTF-16
            raise PackageError("damaged")
    if sum(part.count(b"<") for part in parts.values()) > most_tags:
        raise PackageError("large")


def xml_of(part: bytes) -> Element:
    """Return the XML of a harmless part, whose names lose their namespaces; PackageError if it is damaged."""
    try:
        root = ET.fromstring(part)  # noqa: S314 - without entities, see `demand_harmless`
    except (ET.ParseError, ValueError, LookupError) as error:
        raise PackageError("damaged") from error
    for node in root.iter():
        node.tag = local_name(node.tag)
        node.attrib = {local_name(name): value for name, value in node.attrib.items()}
    return root


def local_name(name: str) -> str:
    """Return the name of a tag or attribute without its namespace, which differs between the forms of the formats."""
    return name.rpartition("}")[2]


def relations(parts: Mapping[str, bytes], part: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield id, kind and name of each part to which a part refers; without a part, to which the package does."""
    folder, name = posixpath.split(part)
    rels = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if rels is None:
        return
    demand_harmless({name: rels}, MOST_RELATIONS)
    for item in xml_of(rels):
        target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", "")))
        yield item.get("Id", ""), item.get("Type", "").rpartition("/")[2], target.lstrip("/")
