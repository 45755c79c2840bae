"""Open the package of a workbook that somebody sent, and refuse what a filled-in form never contains.

A workbook is a zip file with parts in XML. Everything is checked before another library sees any of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan190.errors import Plan190Error
from plan190.forms.workbook_shown import demand_shown
from plan190.load.office_package import LARGEST, PackageError, demand_harmless, package_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_TAGS = 300_000
"""The most tags in all parts together, each of which costs time and memory; a form has few."""

_MACROS = re.compile(r"vbaproject|/macrosheets/|/activex/|\.xlsb$", re.IGNORECASE)
_EXTERNAL = re.compile(r"/externallinks/|/connections\.xml|/querytables/|/customdata/", re.IGNORECASE)
"""The names of parts with programs, and of parts that refer to other files."""

_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
"""The bytes that may stand before the first tag of a part: a byte order mark and blanks."""


def checked_package(content: bytes) -> dict[str, bytes]:
    """Return the XML parts of the workbook by name; Plan190Error if it is damaged, too large or no plain workbook."""
    try:
        parts = package_parts(content)
        _demand_plain(parts)
        parts = {name: part for name, part in parts.items() if part.lstrip(_BEFORE_XML).startswith(b"<")}
        demand_harmless(parts, MOST_TAGS)
    except PackageError as error:
        raise Plan190Error(f"error.form_{error.reason}", megabytes=LARGEST >> 20) from error
    demand_shown(parts)
    return parts


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
