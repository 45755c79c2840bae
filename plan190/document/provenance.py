"""The provenance of a report: version, command, data folder, commit and digest, in one line that can be parsed."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from plan190.files import digest, names_and_contents
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINE = re.compile(
    r"\[plan190 (?P<version>[0-9A-Za-z.+-]{1,40}); (?P<command>[a-z][^;\[\]]{0,400}); "
    r"data (?P<folder>[^;\[\]\s]{1,1200})(?: of (?P<commit>[0-9a-f]{40}(?:[0-9a-f]{24})?))?; "
    r"sha256 (?P<digest>[0-9a-f]{64})\]"
)


@dataclass(frozen=True)
class Provenance:
    """The provenance of a report. `folder`: the data folder from the root of its repository, "" for the root.

    `commit`: the last commit that changed the data, None without a commit. `digest`: as `digest_of` computes it.
    """

    version: str
    command: tuple[str, ...]
    folder: str
    commit: str | None
    digest: str

    @property
    def line(self) -> str:
        """The provenance in one line."""
        of_commit = f" of {self.commit}" if self.commit else ""
        folder = "".join(map(_encoded, self.folder)) or "."
        command = shlex.join(self.command)
        return f"[plan190 {self.version}; {command}; data {folder}{of_commit}; sha256 {self.digest}]"


def _encoded(character: str) -> str:
    """Return a character of a path; percent-encoded if it could end the line or be changed by a text format."""
    if character.isprintable() and character not in " %;[]`":
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogateescape"))


def find_provenance(text: str) -> Provenance | None:
    """Return the last provenance in a text, None if there is none; its white space may be of any kind and length."""
    matches = list(_LINE.finditer(one_line(text)))
    return _parsed(next(reversed(matches), None))


def read_provenance(text: str) -> Provenance | None:
    """Return the provenance that is the whole text; None for any other text."""
    return _parsed(_LINE.fullmatch(one_line(text)))


def _parsed(match: re.Match[str] | None) -> Provenance | None:
    """Return the provenance of a matched line; None without a match, or if its command has an unclosed quotation."""
    if match is None:
        return None
    try:
        command = tuple(shlex.split(match["command"]))
    except ValueError:
        return None
    folder = "" if match["folder"] == "." else unquote(match["folder"], errors="surrogateescape")
    return Provenance(match["version"], command, folder, match["commit"], match["digest"])


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return the digest of data files, given by name; it is the same for line ends LF and CRLF."""
    return digest(names_and_contents({name: data.replace(b"\r\n", b"\n") for name, data in files.items()}))
