"""Diagnostics as findings for readers and as facts for programs; used by all commands that report diagnostics."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from plan190 import __version__
from plan190.diagnostics import CODES, SEVERITIES, Diagnostic, Place, diagnostic_at, errors_in, fingerprints, ordered
from plan190.document.blocks import CheckedItem, Finding, FindingFacts
from plan190.load.lazy import LazyMapping
from plan190.load.loader import WAIVERS
from plan190.model.task import task_number, task_order
from plan190.status.facts import part_of
from plan190.words.text import clip, masked, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from plan190.checks import fact_types as types
    from plan190.checks.checked_data import CheckedData
    from plan190.model.register import Entry, Register
    from plan190.model.waiver import Waiver
    from plan190.words import Words

LONGEST = 2000
"""The most characters of a message."""

MOST_FINDINGS = 500
"""The most findings of a check; one more states how many are left out."""

FURTHER = "P010"
"""The code of the finding that states how many others are left out."""

TOOL: types.Tool = {"version": 1, "tool": {"name": "plan190", "version": __version__}}
"""The version of the form of the facts, and the program that made them."""


class OutsideFile(NamedTuple):
    """A file outside the data folder that was checked as if it was in it.

    `name`: its path as the user typed it. `agency`: the agency that it names, if any. `cell_of`: returns the cell of a
    workbook in which a problem is; "" for a text file.
    """

    name: str
    agency: str | None
    cell_of: Callable[[Diagnostic], str]


@dataclass(frozen=True)
class CheckResult:
    """The diagnostics of a check, with everything that their findings need.

    `root` is the path of the data folder in messages, `file_root` its path in the repository. `texts` are the texts of
    the files, for excerpts. `old` are the diagnostics that the base of a change, or the baseline, already has; `waived`
    maps each diagnostic that a waiver covers to the place of the waiver; `fixable` are those that `check --fix` can
    repair, each with the corrected line, None if the repair is not one line. `outside` are the files outside the data
    folder, by the path at which they were checked.
    """

    root: str
    file_root: str
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    checked: Callable[[], Iterable[CheckedItem]] = tuple
    files: int = 0
    old: frozenset[Diagnostic] = frozenset()
    waived: Mapping[Diagnostic, str] = field(default_factory=dict)
    fixable: Mapping[Diagnostic, str | None] = field(default_factory=dict)
    outside: Mapping[str, OutsideFile] = field(default_factory=dict)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """The number of diagnostics of each severity that count: neither old nor waived."""
        ignored = self.old | self.waived.keys()
        counted = [diagnostic.severity for diagnostic in self.diagnostics if diagnostic not in ignored]
        return {severity: counted.count(severity) for severity in SEVERITIES}

    def with_others(self, others: CheckResult) -> CheckResult:
        """Return the result with the diagnostics of a check of other files of the same data."""
        added = tuple(diagnostic for diagnostic in others.diagnostics if diagnostic.place.path not in self.outside)
        return replace(
            self,
            diagnostics=ordered((*self.diagnostics, *added)),
            checked=lambda: (*self.checked(), *others.checked()),
            files=self.files + others.files,
            waived={**self.waived, **others.waived},
            fixable={**self.fixable, **others.fixable},
        )

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The errors that count."""
        ignored = self.old | self.waived.keys()
        return tuple(diagnostic for diagnostic in errors_in(self.diagnostics) if diagnostic not in ignored)

    @property
    def fails(self) -> bool:
        """Whether at least one error counts."""
        return self.counts["error"] > 0


def findings_of(result: CheckResult, words: Words) -> tuple[Finding, ...]:
    """Return the findings of the diagnostics, in the same order.

    Of more than MOST_FINDINGS, those that are old or waived are left out first, then the last ones; a finding at the
    end states how many are left out.
    """
    lines = LazyMapping(result.texts, lambda path: result.texts[path].split("\n"))
    named = list(zip(result.diagnostics, fingerprints(result.diagnostics), strict=True))
    if len(named) <= MOST_FINDINGS:
        return tuple(_finding(result, *pair, lines, words) for pair in named)
    by_weight = sorted(named, key=lambda pair: pair[0] in result.old or pair[0] in result.waived)
    listed = {fingerprint for _, fingerprint in by_weight[:MOST_FINDINGS]}
    left_out = [diagnostic for diagnostic, _ in by_weight[MOST_FINDINGS:]]
    findings = [_finding(result, *pair, lines, words) for pair in named if pair[1] in listed]
    return (*findings, _further(result, left_out, words))


def _further(result: CheckResult, left_out: Sequence[Diagnostic], words: Words) -> Finding:
    """Return the finding that states how many others are left out; it is as severe as the worst of them."""
    severities = [diagnostic.severity for diagnostic in left_out]
    numbers = {severity: severities.count(severity) for severity in SEVERITIES}
    severity = next(severity for severity in SEVERITIES if numbers[severity])
    diagnostic = diagnostic_at(Place(""), FURTHER, number=len(left_out), **numbers)
    further = _finding(result, diagnostic, fingerprint=FURTHER, lines={}, words=words)
    return replace(further, severity=severity, severity_word=words(f"severity.{severity}"), number=len(left_out))


def _finding(
    result: CheckResult, diagnostic: Diagnostic, fingerprint: str, lines: Mapping[str, Sequence[str]], words: Words
) -> Finding:
    message, advice = words.diagnostic_texts(diagnostic)
    severity_word = words(f"severity.{diagnostic.severity}")
    if diagnostic in result.old:
        severity_word = words("severity.known", word=severity_word)
    if diagnostic in result.waived:
        severity_word = words("severity.waived", word=severity_word)
    place = diagnostic.place
    if place.end_line == place.line:
        place = place._replace(end_column=max(place.end_column, place.column + 1))
    # The name of a file that is not UTF-8 has surrogates, which strict JSON parsers reject.
    path = masked(place.path).encode("utf-8", "backslashreplace").decode("utf-8")
    finding = Finding(
        **place._replace(path=joined(result.root, path))._asdict(),
        file=joined(result.file_root, path),
        severity=diagnostic.severity,
        severity_word=severity_word,
        code=diagnostic.code,
        name=CODES[diagnostic.code].name,
        message=clip(printable(masked(message)), LONGEST),
        help=printable(masked(advice)),
        excerpt=_excerpt(lines.get(place.path, ()), place.line),
        agency=masked(diagnostic.agency or "") or None,
        task=task_number(diagnostic.task) if diagnostic.task is not None else None,
        task_id=diagnostic.task,
        field=masked(diagnostic.at) or None,
        fingerprint=fingerprint,
        fixable=diagnostic in result.fixable,
        corrected=_shown_line(result.fixable.get(diagnostic)),
        new=diagnostic not in result.old,
        waived_by=result.waived.get(diagnostic),
        periods=diagnostic.periods,
        paste=tuple(printable(masked(line)) for line in diagnostic.paste),
    )
    outside = result.outside.get(diagnostic.place.path)
    return _found_outside(finding, diagnostic, outside, words) if outside is not None else finding


def _found_outside(finding: Finding, diagnostic: Diagnostic, outside: OutsideFile, words: Words) -> Finding:
    """Return the finding at the path that the user knows, and in the cell of a workbook, in words without YAML."""
    cell = outside.cell_of(diagnostic)
    if cell:
        about_lines = {"line", "paste", "more"}
        values = tuple((name, text) for name, text in diagnostic.values if name not in about_lines)
        message, advice = words.in_cells().diagnostic_texts(diagnostic._replace(values=values))
        message, advice = clip(printable(masked(message)), LONGEST), printable(masked(advice))
        finding = replace(finding, cell=cell, line=1, column=1, end_line=1, end_column=1, excerpt=None)
        finding = replace(finding, message=message, help=advice, paste=())
    message = finding.message.replace(diagnostic.place.path, outside.name)
    return replace(finding, path=outside.name, file=outside.name, agency=outside.agency, message=message)


def _excerpt(lines: Sequence[str], number: int) -> str | None:
    """Return the line with that number (from 1), with personal data masked; None if there is none."""
    if 0 < number <= len(lines):
        return _masked_line(lines[number - 1])
    return None


def _shown_line(line: str | None) -> str | None:
    """Return the corrected line; None if a reader may not see all of it, because it would not be correct then."""
    if line is None or len(line) > LONGEST or printable(_masked_line(line)) != line:
        return None
    return line


_masked_line = lru_cache(maxsize=16)(masked)
"""Mask a line; cached because a long line may have many diagnostics."""


def result_of(errors: Iterable[Diagnostic], checked: CheckedData, root: str, file_root: str) -> CheckResult:
    """Return these errors in the data as the result of a check."""
    return CheckResult(root, file_root, ordered(errors), checked.loaded.texts, files=len(checked.files.data))


def in_a_line(root: str, diagnostic: Diagnostic, words: Words) -> str:
    """Return the place and the message of the diagnostic on one line."""
    place, message = diagnostic.place, words.diagnostic_texts(diagnostic)[0]
    return printable(masked(f"{joined(root, place.path)}:{place.line}:{place.column}: {message}"))


def waived_at(root: str, register: Register, by: Mapping[Diagnostic, Entry[Waiver]]) -> Mapping[Diagnostic, str]:
    """Return the place of the waiver of each diagnostic, as `FILE:LINE`."""
    path = joined(root, WAIVERS)
    return {diagnostic: f"{path}:{register.place(waiver, 'code').line}" for diagnostic, waiver in by.items()}


def checked_in(checked: CheckedData, file_root: str, wanted: Callable[[str], bool]) -> Iterator[CheckedItem]:
    """Yield an item for each wanted file and for each task of a report that was checked."""
    for path in filter(wanted, sorted(checked.loaded.values.by_file)):
        agency = Place(path).agency  # from the folder, because the file may name another one
        report = checked.reports_by_file.get(path)
        tasks = {update.task for update in report.index.updates} if report is not None else set()
        file = joined(file_root, path)
        for task in (None, *sorted(tasks, key=task_order)):
            yield CheckedItem(file, agency, task)


def joined(root: str, path: str) -> str:
    """Return the root joined with the path of a file, which may begin with `../`; the root may be "" or `.`."""
    whole = path if root in {"", "."} else f"{root.rstrip('/')}/{path}"
    return posixpath.normpath(whole) if path.startswith("../") else whole


def found_facts(result: CheckResult, findings: Sequence[Finding]) -> types.Found:
    """Return the findings of the check and their counts, as `docs/json.md` describes them."""
    counts: types.Counts = {
        "error": result.counts["error"],
        "warning": result.counts["warning"],
        "note": result.counts["note"],
        "waived": len(result.waived),
        "old": len(result.old),
    }
    return {"counts": counts, "findings": [part_of(finding, FindingFacts) for finding in findings]}
