"""The imprint of a report: by which plan190 and command, as of which data it was made; a line that can be read back."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINE = re.compile(
    r"\[plan190 (?P<version>[0-9A-Za-z.+-]{1,40}); (?P<command>[a-z][^;\[\]]{0,400}); "
    r"data (?P<folder>[^;\[\]\s]{1,1200})(?: of (?P<commit>[0-9a-f]{40}(?:[0-9a-f]{24})?))?; "
    r"sha256 (?P<digest>[0-9a-f]{64})\]"
)


@dataclass(frozen=True)
class Provenance:
    """What a report was made of. `folder`: where the data lie in their repository, "" for its root.

    `commit`: the last one that changed them; None where they lie in no commit. `digest`: SHA-256 of all their bytes.
    """

    version: str
    command: tuple[str, ...]
    folder: str
    commit: str | None
    digest: str

    @property
    def line(self) -> str:
        """The imprint in one line."""
        of = f" of {self.commit}" if self.commit else ""
        folder = "".join(map(_written, self.folder)) or "."
        return f"[plan190 {self.version}; {shlex.join(self.command)}; data {folder}{of}; sha256 {self.digest}]"


def _written(letter: str) -> str:
    """Give a letter of a path as it stays itself in any text: one that would end or bend the line as in an address."""
    if letter.isprintable() and letter not in " %;[]`":
        return letter
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "surrogateescape"))


def find_provenance(text: str) -> Provenance | None:
    """Give the last imprint in a text, whatever blanks stand between its words; None where there is none."""
    found = list(_LINE.finditer(" ".join(text.split())))
    return _read(found[-1]) if found else None


def read_provenance(text: str) -> Provenance | None:
    """Give the imprint that a text is, and nothing besides; None where it is something else."""
    found = _LINE.fullmatch(" ".join(text.split()))
    return _read(found) if found else None


def _read(told: re.Match[str]) -> Provenance | None:
    try:
        command = tuple(shlex.split(told["command"]))
    except ValueError:
        return None
    folder = "" if told["folder"] == "." else unquote(told["folder"], errors="surrogateescape")
    return Provenance(told["version"], command, folder, told["commit"], told["digest"])


def digest_of(files: Mapping[str, bytes]) -> str:
    """Give the digest of files by their names: of each name and content, with its length before it."""
    told = sha256()
    for name in sorted(files):
        for piece in (name.encode(), files[name]):
            told.update(b"%d:" % len(piece))
            told.update(piece)
    return told.hexdigest()
