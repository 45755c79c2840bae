"""A fault in the files, as a value: its code, where it stands, and what its sentence needs.

The sentence itself is made by `plan190.words` in the reader's language. Codes are never used twice; their
families are: P0xx the file, P1xx YAML, P2xx shape, P3xx facts, P4xx the change, P5xx deadlines, P6xx text, P9xx what is
let pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Severity = Literal["error", "warning", "note"]


class Code(NamedTuple):
    """What a code is called, how grave it is, and whether the coordinator may let it pass.

    What may pass is a matter of judgement; what would spoil a figure, a file or the history never is.
    """

    name: str
    severity: Severity
    waivable: bool = False


CODES: Mapping[str, Code] = {
    "P001": Code("unreadable-file", "error"),
    "P002": Code("file-too-large", "error"),
    "P003": Code("not-utf-8", "error"),
    "P004": Code("forbidden-character", "error"),
    "P005": Code("byte-order-mark-or-line-ends", "note"),
    "P006": Code("not-a-plain-file", "error"),
    "P007": Code("not-a-text-file", "error"),
    "P008": Code("stray-file", "error"),
    "P101": Code("yaml-syntax", "error"),
    "P102": Code("duplicate-key", "error"),
    "P103": Code("anchor-or-alias", "error"),
    "P104": Code("tag", "error"),
    "P105": Code("several-documents", "error"),
    "P106": Code("too-deep-or-too-many", "error"),
    "P107": Code("ambiguous-value", "error"),
    "P108": Code("text-lost-after-hash", "error"),
    "P109": Code("conflict-marker", "error"),
    "P110": Code("empty-file", "error"),
    "P201": Code("missing-field", "error"),
    "P202": Code("unknown-key", "error"),
    "P203": Code("wrong-type", "error"),
    "P204": Code("value-not-allowed", "error"),
    "P205": Code("text-empty-or-too-long", "error"),
    "P206": Code("not-a-day", "error"),
    "P301": Code("body-unknown", "error"),
    "P302": Code("report-out-of-place", "error"),
    "P303": Code("task-unknown", "error"),
    "P304": Code("task-not-theirs", "error"),
    "P305": Code("given-twice", "error"),
    "P306": Code("entry-contradicts-itself", "error"),
    "P307": Code("day-out-of-order", "error"),
    "P308": Code("evidence-twice", "warning", waivable=True),
    "P310": Code("group-contains-itself", "error"),
    "P311": Code("deadline-not-as-phrase", "error"),
    "P312": Code("words-not-in-source", "error"),
    "P313": Code("tasks-do-not-balance", "error"),
    "P314": Code("source-line-unread", "error"),
    "P315": Code("awaited-unknown", "error"),
    "P316": Code("citation-out-of-place", "error"),
    "P317": Code("roster-unfounded", "error"),
    "P318": Code("task-led-by-nobody", "error"),
    "P319": Code("provision-unknown", "error"),
    "P320": Code("number-not-in-words", "error"),
    "P321": Code("body-not-in-words", "error"),
    "P322": Code("document-not-as-cited", "error"),
    "P323": Code("day-in-future", "error"),
    "P324": Code("evidence-shared", "note", waivable=True),
    "P325": Code("moved-without-a-word", "error", waivable=True),
    "P326": Code("claim-without-proof", "error", waivable=True),
    "P327": Code("indicator-wrong", "error"),
    "P328": Code("decision-of-nothing", "error"),
    "P329": Code("personal-data", "error"),
    "P330": Code("report-says-nothing", "warning", waivable=True),
    "P331": Code("owner-unclear", "error"),
    "P332": Code("code-owners-stale", "error"),
    "P333": Code("correction-of-nothing", "error"),
    "P401": Code("outside-own-folder", "error"),
    "P402": Code("closed-period-changed", "error"),
    "P403": Code("record-removed", "error"),
    "P404": Code("history-rewritten", "error"),
    "P405": Code("not-a-plain-file-in-git", "error"),
    "P406": Code("merge-conflict", "error"),
    "P407": Code("actor-unknown", "error"),
    "P408": Code("date-moved", "error"),
    "P409": Code("day-long-past", "warning"),
    "P410": Code("dated-back", "error"),
    "P411": Code("decided-changed", "error"),
    "P501": Code("overdue", "error"),
    "P502": Code("report-missing", "error"),
    "P503": Code("due-soon", "error"),
    "P504": Code("report-stale", "error"),
    "P505": Code("claim-unaccepted", "error"),
    "P601": Code("text-not-composed", "warning", waivable=True),
    "P602": Code("look-alike-letter", "warning", waivable=True),
    "P603": Code("damaged-text", "warning", waivable=True),
    "P604": Code("same-words-as-last-month", "note", waivable=True),
    "P901": Code("waiver-unused", "warning"),
    "P902": Code("waiver-expired", "warning"),
    "P904": Code("waiver-not-allowed", "error"),
}


@dataclass(frozen=True)
class Place:
    """Where something is written: a file below the data folder, lines and columns from 1, the end excluded."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    @property
    def agency(self) -> str | None:
        """The agency in whose folder of reports the file lies."""
        folders = self.path.split("/")
        return folders[1] if len(folders) == 3 and folders[0] == "updates" else None  # noqa: PLR2004 - folder, agency, file


@dataclass(frozen=True)
class Diagnostic:
    """One fault. `variant` chooses among a code's sentences; `values` fill the sentence; `at` is the path of keys."""

    place: Place
    code: str
    variant: str = ""
    values: tuple[tuple[str, str], ...] = ()
    at: str = ""

    @property
    def task(self) -> int | None:
        """The task that the fault is about, when its sentence names one."""
        return next((int(value) for name, value in self.values if name == "task"), None)

    @property
    def agency(self) -> str | None:
        """The agency that the fault is about: in whose folder of reports the file lies, or that its sentence names."""
        return self.place.agency or next((value for name, value in self.values if name == "agency"), None)

    @property
    def severity(self) -> Severity:
        """How grave the fault is, as its code says."""
        return CODES[self.code].severity


MOST_FAULTS = 100
"""The most faults of one gate in one file that are told."""


def problem(place: Place, code: str, variant: str = "", at: str = "", /, **values: object) -> Diagnostic:
    """Give a diagnostic whose sentence is filled with `values`."""
    filled = tuple((name, str(value)) for name, value in values.items())
    return Diagnostic(place=place, code=code, variant=variant, values=filled, at=at)


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Give the diagnostics by place and code, each once."""
    return tuple(sorted(set(diagnostics), key=_order))


def _order(one: Diagnostic) -> tuple[object, ...]:
    return one.place.path, one.place.line, one.place.column, one.code, one.variant, one.values, one.at


def errors_in(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Give the errors among them, with which nothing is computed."""
    return tuple(diagnostic for diagnostic in diagnostics if diagnostic.severity == "error")


PLACES = frozenset({"first", "where"})
"""Values that are places themselves, and move when lines move."""


def fingerprints(diagnostics: Iterable[Diagnostic]) -> tuple[str, ...]:
    """Give, in order, a name for each fault that stays when its line moves.

    Made of code, file, field and values; equal faults are told apart by their number among equals.
    """
    import hashlib

    seen: dict[str, int] = {}
    names = []
    for diagnostic in diagnostics:
        words = [diagnostic.code, diagnostic.variant, diagnostic.place.path, diagnostic.at]
        words += [f"{name}={value}" for name, value in diagnostic.values if name not in PLACES]
        stem = "\n".join(words)
        number = seen[stem] = seen.get(stem, -1) + 1
        names.append(hashlib.sha256(f"{stem}\n{number}".encode("utf-8", "surrogateescape")).hexdigest()[:20])
    return tuple(names)
