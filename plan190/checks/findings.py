"""Faults as the reader sees them and as machines take them: shared by all that tell of faults."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from plan190 import __version__
from plan190.diagnostics import CODES, Diagnostic, Place, fingerprints
from plan190.document.blocks import Checked, Finding
from plan190.load.loader import WAIVERS
from plan190.words.text import clip, masked, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from plan190.load.loader import Values
    from plan190.model.register import Entry, Register
    from plan190.model.waiver import Waiver
    from plan190.words import Words

LONGEST = 2000
"""The most letters of a fault's sentence."""

GRAVITIES = ("error", "warning", "note")
"""How grave a fault can be, the gravest first."""


@dataclass(frozen=True)
class JudgedFindings:
    """Faults with what became of them, and what their sentences need.

    `root` is the data folder as the reader writes it, `file_root` the same from the root of the repository; `texts` are
    the files' contents for excerpts. `old` are faults that were there before, `waived` those that are let pass, with
    the place that says so.
    """

    root: str
    file_root: str
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    checked: tuple[Checked, ...] = ()
    files: int = 0
    old: frozenset[Diagnostic] = frozenset()
    waived: Mapping[Diagnostic, str] = field(default_factory=dict)
    fixable: frozenset[Diagnostic] = frozenset()

    @property
    def charged(self) -> tuple[Diagnostic, ...]:
        """The faults that count: neither old nor let pass."""
        return tuple(one for one in self.diagnostics if one not in self.old and one not in self.waived)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many count of each gravity."""
        return {grave: sum(one.severity == grave for one in self.charged) for grave in GRAVITIES}

    @property
    def fails(self) -> bool:
        """Whether an error is among those that count."""
        return any(one.severity == "error" for one in self.charged)


def findings_of(judged: JudgedFindings, words: Words) -> tuple[Finding, ...]:
    """Give each fault as the reader sees it."""
    lines = {path: text.split("\n") for path, text in judged.texts.items()}
    named = zip(judged.diagnostics, fingerprints(judged.diagnostics), strict=True)
    return tuple(_finding(judged, one, fingerprint, lines, words) for one, fingerprint in named)


def _finding(
    judged: JudgedFindings, one: Diagnostic, fingerprint: str, lines: Mapping[str, Sequence[str]], words: Words
) -> Finding:
    message, advice = words.fault(one)
    place = one.place
    here = lines.get(place.path, [])
    excerpt = _line(here[place.line - 1]) if 0 < place.line <= len(here) else None
    end = place.end_column if place.end_line == place.line else place.column + 1
    # A name that is no UTF-8 has letters that strict readers of JSON refuse.
    path = masked(place.path).encode("utf-8", "backslashreplace").decode("utf-8")
    return Finding(
        path=joined(judged.root, path),
        file=joined(judged.file_root, path),
        line=place.line,
        column=place.column,
        end_line=place.end_line,
        end_column=max(end, place.column + 1) if place.end_line == place.line else place.end_column,
        severity=one.severity,
        severity_word=_gravity(one, words, waived=one in judged.waived),
        code=one.code,
        name=CODES[one.code].name,
        message=clip(shown(masked(message)), LONGEST),
        help=shown(advice),
        excerpt=excerpt,
        agency=masked(one.agency) if one.agency else None,
        task=one.task,
        field=masked(one.at) or None,
        fingerprint=fingerprint,
        fixable=one in judged.fixable,
        new=one not in judged.old,
        waived_by=judged.waived.get(one),
    )


def in_a_line(root: str, one: Diagnostic, words: Words) -> str:
    """Give the fault's place and sentence, for a line that has no room for more."""
    place = f"{joined(root, one.place.path)}:{one.place.line}:{one.place.column}"
    return shown(masked(f"{place}: {words.fault(one)[0]}"))


def waived_at(root: str, register: Register, by: Mapping[Diagnostic, Entry[Waiver]]) -> Mapping[Diagnostic, str]:
    """Give, for each fault that is let pass, the place that says so."""
    lines = {one: register.place(entry, "code").line for one, entry in by.items()}
    return {one: joined(root, f"{WAIVERS}:{line}") for one, line in lines.items()}


@lru_cache(maxsize=16)
def _line(text: str) -> str:
    """Give the line as it may be shown; a long one has many faults, and is looked through once."""
    return masked(text)


def _gravity(one: Diagnostic, words: Words, *, waived: bool) -> str:
    word = words(f"severity.{one.severity}")
    return words("severity.waived", word=word) if waived else word


def checked_in(values: Values, file_root: str, wanted: Callable[[str], bool]) -> tuple[Checked, ...]:
    """Give what was looked at in the files wanted: each file, of a report each of its tasks."""
    found = []
    for path, value in sorted(values.by_file.items()):
        if wanted(path):
            agency = Place(path).agency  # whatever the file itself says
            tasks = sorted({one.task for one in getattr(value, "updates", ())}) or [None]
            found += [Checked(joined(file_root, path), agency, task) for task in tasks]
    return tuple(found)


def joined(root: str, path: str) -> str:
    """Give the path of a file below the root, or beside it after `../`; from `.` it is the path itself."""
    whole = path if root in {"", "."} else f"{root.rstrip('/')}/{path}"
    return posixpath.normpath(whole) if path.startswith("../") else whole


def check_facts(judged: JudgedFindings, findings: Sequence[Finding], run: Mapping[str, object]) -> dict[str, object]:
    """Give what machines take: the tool, the run, the counts, each fault (`docs/json.md`)."""
    return {
        "format": "plan190.check",
        "version": 1,
        "tool": {"name": "plan190", "version": __version__},
        "run": {"base": None, "head": None} | dict(run) | {"files_checked": judged.files, "data": judged.root},
        "counts": {**judged.counts, "waived": len(judged.waived), "old": len(judged.old)},
        "findings": [_facts(one) for one in findings],
    }


def _facts(one: Finding) -> dict[str, object]:
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity,
        "message": one.message,
        "help": one.help,
        "url": None,
        "path": one.path,
        "file": one.file,
        "line": one.line,
        "column": one.column,
        "end_line": one.end_line,
        "end_column": one.end_column,
        "agency": one.agency,
        "task": one.task,
        "field": one.field,
        "fingerprint": one.fingerprint,
        "fixable": one.fixable,
        "new": one.new,
        "waived_by": one.waived_by,
    }
