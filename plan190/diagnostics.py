"""Diagnostics: problems in the data files, each with its code, its place and the values of its message.

`plan190.words` has the messages in the reader's language. The meaning of a code never changes. Families: P0xx files,
P1xx YAML, P2xx types of values, P3xx content, P4xx changes, P5xx deadlines, P6xx text, P9xx waivers.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The severities, the most serious first."""


class Code(NamedTuple):
    """The name of a code, its severity, and whether a waiver may cover it.

    A problem that is a matter of judgement can be waived. A problem that makes a figure, a file or the history wrong
    cannot.

    `in_report`: whether such an error in a monthly report lies inside that file: it is found in the file alone, or in
    the file and the plan. `elsewhere`: the variants for which this is not so.
    """

    name: str
    severity: Severity
    waivable: bool = False
    in_report: bool = False
    elsewhere: frozenset[str] = frozenset()


CODES: Mapping[str, Code] = {
    "P001": Code("unreadable-file", "error", in_report=True),
    "P002": Code("file-too-large", "error", in_report=True),
    "P003": Code("not-utf-8", "error", in_report=True),
    "P004": Code("forbidden-character", "error", in_report=True),
    "P005": Code("byte-order-mark-or-line-ends", "note"),
    "P006": Code("not-a-plain-file", "error", in_report=True),
    "P007": Code("not-a-text-file", "error", in_report=True),
    "P008": Code("stray-file", "error"),
    "P009": Code("tracked-file-absent", "error"),
    "P010": Code("further-problems", "note"),
    "P101": Code("yaml-syntax", "error", in_report=True),
    "P102": Code("duplicate-key", "error", in_report=True),
    "P103": Code("anchor-or-alias", "error", in_report=True),
    "P104": Code("tag", "error", in_report=True),
    "P105": Code("several-documents", "error", in_report=True),
    "P106": Code("too-deep-or-too-many", "error", in_report=True),
    "P107": Code("ambiguous-value", "error", in_report=True),
    "P108": Code("text-lost-after-hash", "error", in_report=True),
    "P109": Code("conflict-marker", "error", in_report=True),
    "P110": Code("empty-file", "error", in_report=True),
    "P201": Code("missing-field", "error", in_report=True),
    "P202": Code("unknown-key", "error", in_report=True),
    "P203": Code("wrong-type", "error", in_report=True),
    "P204": Code("value-not-allowed", "error", in_report=True),
    "P205": Code("text-empty-or-too-long", "error", in_report=True),
    "P206": Code("not-a-day", "error", in_report=True),
    "P301": Code("body-unknown", "error"),
    "P302": Code("report-out-of-place", "error", in_report=True, elsewhere=frozenset({"agency", "body"})),
    "P303": Code("task-unknown", "error", in_report=True),
    "P304": Code("task-not-theirs", "error", in_report=True, elsewhere=frozenset({"passed-on"})),
    "P305": Code("given-twice", "error", in_report=True),
    "P306": Code("entry-contradicts-itself", "error", in_report=True),
    "P307": Code("day-out-of-order", "error", in_report=True),
    "P308": Code("evidence-twice", "warning", waivable=True),
    "P310": Code("group-contains-itself", "error"),
    "P311": Code("deadline-not-as-phrase", "error"),
    "P312": Code("words-not-in-source", "error"),
    "P313": Code("tasks-do-not-balance", "error"),
    "P314": Code("source-missing", "error"),
    "P315": Code("awaited-unknown", "error"),
    "P316": Code("citation-out-of-place", "error"),
    "P317": Code("roster-unfounded", "error"),
    "P318": Code("task-led-by-nobody", "note"),
    "P319": Code("provision-unknown", "error"),
    "P320": Code("number-not-in-words", "error"),
    "P321": Code("body-not-in-words", "error"),
    "P322": Code("document-not-as-cited", "error"),
    "P323": Code("day-in-future", "error", in_report=True),
    "P324": Code("evidence-shared", "note", waivable=True),
    "P325": Code("moved-without-a-word", "error", waivable=True),
    "P326": Code("claim-without-proof", "error", waivable=True, in_report=True),
    "P327": Code("indicator-wrong", "error", in_report=True),
    "P328": Code("decision-of-nothing", "error"),
    "P329": Code("personal-data", "error", in_report=True),
    "P330": Code("report-says-nothing", "warning", waivable=True),
    "P331": Code("owner-unclear", "error"),
    "P332": Code("code-owners-stale", "error"),
    "P333": Code("correction-of-nothing", "error"),
    "P334": Code("succession-wrong", "error"),
    "P335": Code("agency-not-existing", "error"),
    "P336": Code("agency-ceased", "warning", waivable=True),
    "P337": Code("update-without-effect", "warning"),
    "P338": Code("due-date-moved-back", "warning", waivable=True),
    "P340": Code("sample-text", "error", in_report=True),
    "P339": Code("not-entitled", "error"),
    "P341": Code("task-not-reported", "warning", waivable=True),
    "P342": Code("deadline-unread", "note", waivable=True),
    "P343": Code("source-line-unread", "warning", waivable=True),
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
    "P412": Code("no-owners", "warning"),
    "P413": Code("unclear-acceptance", "warning"),
    "P414": Code("earlier-decision", "note"),
    "P415": Code("target-without-decision", "warning", waivable=True),
    "P416": Code("version-not-compared", "note"),
    "P501": Code("overdue", "error"),
    "P502": Code("report-missing", "error"),
    "P503": Code("due-soon", "error"),
    "P504": Code("report-stale", "error"),
    "P505": Code("claim-unaccepted", "error"),
    "P601": Code("text-not-composed", "warning", waivable=True),
    "P602": Code("look-alike-letter", "warning", waivable=True),
    "P603": Code("damaged-text", "warning", waivable=True),
    "P604": Code("same-words-as-last-month", "note", waivable=True),
    "P605": Code("report-of-last-month", "warning", waivable=True),
    "P901": Code("waiver-unused", "warning"),
    "P902": Code("waiver-expired", "warning"),
    "P904": Code("waiver-not-allowed", "error"),
}


class Place(NamedTuple):
    """A range of characters in a file. `path`: the path of the file below the data folder.

    Lines and columns count from 1. `end_column` is the first column after the range.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    @property
    def agency(self) -> str | None:
        """The agency to whose reports the file belongs; None for other files."""
        match self.path.split("/"):
            case ["updates", agency, _]:
                return agency
        return None


class Diagnostic(NamedTuple):
    """A problem in the data files.

    `variant` selects one of the messages of the code. `values`: the names and texts of the placeholders of the message.
    `at`: the key path as text.
    """

    place: Place
    code: str
    variant: str = ""
    values: tuple[tuple[str, str], ...] = ()
    at: str = ""

    @property
    def task(self) -> str | None:
        """The id of the task that the message names; None if it names no task."""
        return next((value for name, value in self.values if name == "task"), None)

    @property
    def agency(self) -> str | None:
        """The agency to whose reports the file belongs, else the agency that the message names, else None."""
        return self.place.agency or dict(self.values).get("agency")

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods of the missing reports that it is about; empty for all other diagnostics."""
        return tuple(dict(self.values).get("periods", "").split())

    @property
    def paste(self) -> tuple[str, ...]:
        """The lines to paste into the file as the advice says; empty if there are none."""
        return tuple(dict(self.values).get("paste", "").splitlines())

    @property
    def is_missed_deadline(self) -> bool:
        """Whether it is a finding of the deadline gate."""
        return self.code.startswith("P5")

    @property
    def in_report(self) -> bool:
        """Whether the problem lies inside a monthly report, so that figures can be computed without the report."""
        code = CODES[self.code]
        return code.in_report and self.variant not in code.elsewhere and self.place.agency is not None

    @property
    def severity(self) -> Severity:
        """The severity of the code."""
        return CODES[self.code].severity


MOST_DIAGNOSTICS = 100
"""The most diagnostics that each step of reading a file reports."""


def diagnostic_at(place: Place, code: str, variant: str = "", at: str = "", /, **values: object) -> Diagnostic:
    """Return a diagnostic with these values for its message; dates are written as d/m/yyyy."""
    filled = tuple((name, _text(value)) for name, value in values.items())
    return Diagnostic(place=place, code=code, variant=variant, values=filled, at=at)


def _text(value: object) -> str:
    return f"{value.day}/{value.month}/{value.year}" if isinstance(value, date) else str(value)


_place_order = attrgetter("place.path", "place.line", "place.column", "code", "variant", "values", "at")


def _order(diagnostic: Diagnostic) -> tuple[int, tuple[object, ...]]:
    return SEVERITIES.index(diagnostic.severity), _place_order(diagnostic)


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics, without duplicates, sorted by severity, place and code; errors are first."""
    return tuple(sorted(set(diagnostics), key=_order))


def errors_in(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics that are errors. Figures are computed only if a waiver covers each of them."""
    return tuple(diagnostic for diagnostic in diagnostics if diagnostic.severity == "error")


NOT_IDENTIFYING = frozenset({"first", "where", "today", "near", "allowed", "paste", "line", "lines", "spaces", "more"})
"""The names of values that fingerprints ignore, because they change when lines move, on other days, or with other
entries: places, the date of the check, the names that the advice lists, and the corrected lines."""

IDENTIFYING = ("agency", "origin", "task", "period")
"""The names of the values that identify a missed deadline, with its code; all others may change every day."""


def fingerprints(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield an identifier for each diagnostic, in order, that stays the same when its line moves, and on other days.

    It is a hash of the identity of the diagnostic; diagnostics with the same identity are numbered.
    """
    import hashlib

    seen: Counter[str] = Counter()
    for diagnostic in diagnostics:
        stem = "\n".join(_identity(diagnostic))
        yield hashlib.sha256(f"{stem}\n{seen[stem]}".encode("utf-8", "surrogateescape")).hexdigest()[:20]
        seen[stem] += 1


def _identity(diagnostic: Diagnostic) -> Iterator[str]:
    """Yield what identifies a diagnostic: code, variant, file, key path without indexes, and values."""
    yield diagnostic.code
    if diagnostic.is_missed_deadline:
        yield from (f"{name}={value}" for name, value in diagnostic.values if name in IDENTIFYING)
        return
    yield from (diagnostic.variant, diagnostic.place.path, re.sub(r"\[[0-9]+\]", "[]", diagnostic.at))
    yield from (f"{name}={value}" for name, value in diagnostic.values if name not in NOT_IDENTIFYING)
