"""The baseline of the deadline gate: the known findings, which do not fail a run, as a file that can be committed.

The file has one line for each known finding, sorted, without dates or numbers of days. So a day that brings nothing new
does not change it, and a difference between two versions can be read.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.period import Period
from plan190.status.periods import period_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from plan190.diagnostics import Diagnostic

FORMAT, VERSION = "plan190.baseline", 1

MOST_PERIODS = 1200
"""The most periods in a range of a file."""


class KnownFinding(NamedTuple):
    """The identity of a finding; `task` and `period` are "" for a finding without them.

    `origin`: the agency from which the agency took over the obligation, "" for an obligation of its own.
    """

    agency: str
    code: str
    task: str = ""
    period: str = ""
    origin: str = ""

    @property
    def identity(self) -> KnownFinding:
        """What stays the same when the obligation passes to another agency: the finding on its first agency."""
        return self._replace(agency=self.origin or self.agency, origin="")


Baseline = dict[KnownFinding, frozenset[Period]]
"""The known findings, each with the periods whose reports are missing; most findings have none."""


class Comparison(NamedTuple):
    """The diagnostics of a run, those of them that the baseline has, and the known findings that no longer exist."""

    diagnostics: tuple[Diagnostic, ...]
    known: frozenset[Diagnostic]
    gone: tuple[KnownFinding, ...]


def baseline_of(diagnostics: Iterable[Diagnostic]) -> Baseline:
    """Return the baseline to which all these diagnostics are known."""
    return {_known_finding(diagnostic): _periods(diagnostic) for diagnostic in diagnostics}


def compare(
    diagnostics: Collection[Diagnostic], baseline: Baseline, is_checked: Callable[[KnownFinding], bool]
) -> Comparison:
    """Compare a run with the baseline; `is_checked`: whether the run would have found this known finding.

    Missing reports are known only if the baseline has all their periods. Otherwise, the message names the new ones.
    A known finding stays known when the obligation passes to another agency.
    """
    compared, known = [], set()
    known_periods = periods_by_identity(baseline)
    for diagnostic in diagnostics:
        finding = _known_finding(diagnostic)
        unknown = unknown_periods(finding, _periods(diagnostic), known_periods)
        if unknown is None:
            known.add(diagnostic)
        if unknown and known_periods.get(finding.identity):
            new = ("new", ranges_of(unknown))
            compared.append(diagnostic._replace(variant="more", values=(*diagnostic.values, new)))
        else:
            compared.append(diagnostic)
    found = periods_by_identity(baseline_of(diagnostics))
    gone = tuple(finding for finding in baseline if finding.identity not in found and is_checked(finding))
    return Comparison(tuple(compared), frozenset(known), gone)


def periods_by_identity(baseline: Baseline) -> Baseline:
    """Return the periods of the known findings by their identities."""
    return {finding.identity: periods for finding, periods in baseline.items()}


def unknown_periods(finding: KnownFinding, periods: frozenset[Period], known: Baseline) -> frozenset[Period] | None:
    """Return the periods of missing reports that are not known; None if the whole finding is known.

    `known`: as from `periods_by_identity`.
    """
    known_periods = known.get(finding.identity)
    unknown = periods - (known_periods or frozenset())
    return None if known_periods is not None and not unknown else unknown


def read_baseline(data: bytes) -> Baseline:
    """Return the baseline of a file; ValueError with the reason if it is damaged. Findings may be of any code."""
    try:
        facts = json.loads(data)
        if (facts["format"], facts["version"]) != (FORMAT, VERSION):
            raise ValueError(f"{FORMAT} {VERSION}")
        return dict(map(_read_finding, facts["known"]))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from None


def _read_finding(facts: Mapping[str, str]) -> tuple[KnownFinding, frozenset[Period]]:
    optional = {name: facts.get(name, "") for name in KnownFinding._field_defaults}
    finding = KnownFinding(facts["agency"], facts["code"], **optional)
    if not all(isinstance(text, str) for text in finding):
        raise ValueError(f"{finding.code} {finding.agency}")
    return finding, frozenset(_months_in(facts.get("periods", "")))


def baseline_file(baseline: Baseline) -> bytes:
    """Return the file of a baseline, with one line for each finding, sorted by agency, code and task."""
    lines = ",\n".join(f"    {_line(finding, baseline[finding])}" for finding in sorted(baseline, key=_order))
    known = f"[\n{lines}\n  ]" if lines else "[]"
    return f'{{\n  "format": "{FORMAT}",\n  "version": {VERSION},\n  "known": {known}\n}}\n'.encode()


def _line(finding: KnownFinding, periods: Iterable[Period]) -> str:
    facts = finding._asdict() | {"periods": ranges_of(periods)}
    return json.dumps({name: text for name, text in facts.items() if text}, ensure_ascii=False)


def _order(finding: KnownFinding) -> tuple[str, str, int, str, str, str]:
    return finding.agency, finding.code, len(finding.task), finding.task, finding.period, finding.origin


def _known_finding(diagnostic: Diagnostic) -> KnownFinding:
    values = dict(diagnostic.values)
    optional = {name: values.get(name, "") for name in KnownFinding._field_defaults}
    return KnownFinding(values["agency"], diagnostic.code, **optional)


def _periods(diagnostic: Diagnostic) -> frozenset[Period]:
    return frozenset(map(Period.parse, diagnostic.periods))


def ranges_of(periods: Iterable[Period]) -> str:
    """Return the periods with runs as ranges, such as `2023-07 – 2023-09, 2023-11`."""
    return ", ".join(_range(first, last) for first, last in period_runs(periods))


def _range(first: Period, last: Period) -> str:
    return str(first) if first == last else f"{first} – {last}"


def _months_in(ranges: str) -> Iterator[Period]:
    """Yield the periods of a text that `ranges_of` made; ValueError for any other text."""
    for text in filter(None, re.split(r", *", ranges)):
        ends = [Period.parse(end.strip()) for end in text.split("–")]
        number = ends[0].until(ends[-1])
        if len(ends) > 2 or not 0 <= number < MOST_PERIODS:  # noqa: PLR2004 - a range has two ends
            raise ValueError(text)
        yield from (ends[0].later(months) for months in range(number + 1))
