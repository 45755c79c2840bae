"""Read a report: the paragraphs and table rows of a Word or Excel file, the text of any other file."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING

from plan190.document.checksum import LARGEST

if TYPE_CHECKING:
    from plan190.document.extracted import Part


def extract(name: str, data: bytes) -> tuple[Part, ...]:
    """Return the paragraphs and table rows of a docx or xlsx file; ValueError if it is damaged or too large."""
    try:
        _check_size(data)
        return tuple(import_module(f"plan190.formats.{name}").read(data))
    except Exception as error:  # the libraries raise many kinds of errors for a damaged file
        raise ValueError(f"not a {name} file: {type(error).__name__}") from error


def _check_size(package: bytes) -> None:
    """Raise ValueError if the unpacked package would take too much memory."""
    with zipfile.ZipFile(BytesIO(package)) as opened:
        if sum(entry.file_size for entry in opened.infolist()) > LARGEST:
            raise ValueError("too large")


def searchable_text(name: str, data: bytes) -> str:
    """Return the text of a file without the escapes of its format, so that its provenance can be found in it."""
    text = data.decode("utf-8-sig", "replace")
    if name == "html":
        return unescape(text)
    if name == "ics":  # the provenance comes before the events; long lines are folded
        text = re.sub(r"\r?\n[ \t]", "", text.partition("\nBEGIN:VEVENT")[0])
    if name in {"ics", "json"}:
        text = re.sub(r"\\(.)", r"\1", text)
    return text
