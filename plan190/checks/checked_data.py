"""Load the data folder and run every rule on it, for `check`, for `review` and before figures are computed."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from plan190.checks import rules
from plan190.checks.sample_text import check_sample_text
from plan190.diagnostics import Place, errors_in, ordered
from plan190.load import cache
from plan190.load.lazy import LazyMapping
from plan190.load.loader import BETWEEN, NO_VALUES, REQUIRED_FILES, UPDATES, Values, build_register, folder_of, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from plan190.diagnostics import Diagnostic
    from plan190.load.loader import Files, Loaded, Progress
    from plan190.model.plan import Plan
    from plan190.model.register import Entry, Register, ReportFile

    DateOf = Callable[[Plan | None], date]
    """Returns the date of the check for the plan, which is None if it cannot be read."""


@dataclass(frozen=True)
class CheckedData:
    """One state of the data folder: its files, the values that could be read, and all diagnostics as of a date.

    If files have errors, the register is only used to find further problems, never for figures. `results`: by folder,
    what the rules that look at one agency found in its files; with `BETWEEN`, what those that compare agencies found.
    Empty if a file has an error that prevents reading, or a report lies in the folder of another agency.
    """

    files: Files
    loaded: Loaded
    register: Register
    diagnostics: tuple[Diagnostic, ...]
    as_of: date
    results: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)

    @cached_property
    def reports_by_file(self) -> Mapping[str, ReportFile]:
        """The monthly reports by file."""
        return {report_file.file: report_file for report_file in self.register.reports}

    @property
    def plan(self) -> Plan | None:
        """The plan; None if it cannot be read."""
        return self.loaded.values.plan

    @property
    def has_readable_plan(self) -> bool:
        """Whether the files of the plan have no error."""
        return set(REQUIRED_FILES) <= self.loaded.error_free

    def keep(self, cache_folder: Path | None, *, is_error_free: bool) -> None:
        """Cache the values and the results, if all files could be read.

        `is_error_free`: whether no error is without a waiver.
        """
        if _is_readable(self.files, self.loaded):
            values, error_free_on = self.loaded.values, self.as_of if is_error_free else None
            cache.write(cache_folder, self.files, self.register, values, self.results, error_free_on)

    def known_in(self, files: Files) -> Values:
        """Return what is known about another state of the files: of those without errors that are the same in both."""
        loaded, before = self.loaded, self.files
        same = frozenset(
            path
            for path, hash_ in files.hashes.items()
            if path in loaded.error_free and before.hashes.get(path) == hash_
        )
        is_same_plan = files.keys.get("") == before.keys.get("")
        return Values(
            by_file=LazyMapping(same, loaded.values.by_file.__getitem__),
            places=loaded.values.places,
            indexes={report.file: report.index for report in self.register.reports if report.file in same},
            diagnostics=tuple(problem for problem in loaded.diagnostics if problem.place.path in same),
            results={
                folder: found
                for folder, found in self.results.items()
                if is_same_plan and folder != BETWEEN and files.keys.get(folder) == before.keys.get(folder)
            },
        )

    def place(self, entry: Entry[object], *key_path: str | int) -> Place:
        """Return the place of a part of an entry."""
        return self.register.place(entry, *key_path)

    def unread(self, file: str) -> int:
        """Return the number of entries of the file that could not be read."""
        return len(self.loaded.values.unread.get(file, ()))


def load_and_check(
    files: Files,
    date_of: DateOf,
    known: Values = NO_VALUES,
    *,
    may_be_unreadable: Callable[[str], bool] = lambda _: False,
    only_errors: bool = False,
    progress: Progress = iter,
    root: str = "",
    option: str = "",
) -> CheckedData:
    """Load the files, run all rules and return the checked data.

    Files with `known` values are not parsed again, and reports with known results are not checked again by the rules
    that look at one agency. Rules that compare reports run only if `may_be_unreadable` accepts the path of every report
    with errors. `only_errors`: warnings and notes may be missing. `progress` as in `load`, `root` and `option`
    as in `build_register`.
    """
    loaded = load(files, known, progress)
    plan = loaded.values.plan
    as_of = date_of(plan)
    register = replace(build_register(root, loaded.values, files, option), names_as_of=as_of)
    paths = (diagnostic.place.path for diagnostic in errors_in(loaded.diagnostics))
    error_free = loaded.error_free
    if all(may_be_unreadable(path) for path in paths if path.startswith(UPDATES)):
        error_free |= {UPDATES}
    # A report in the folder of another agency is compared with the reports of its own agency.
    are_separate = all(Place(report.file).agency == report.agency for report in register.reports)
    has_results = are_separate and _is_readable(files, loaded)
    known_results: Mapping[str, tuple[Diagnostic, ...]] = {}
    if has_results:
        known_results = known.results
    elif are_separate and _has_readable_plan(files, loaded):
        known_results = rules.still_found(known.results, error_free)
    unchecked = tuple(report for report in register.reports if folder_of(report.file) not in known_results)
    found = list(rules.check_agencies(register, error_free, unchecked))
    if plan is not None and not plan.fiction:
        found += check_sample_text(files.data, lambda path: folder_of(path) in known_results)
    found += itertools.chain.from_iterable(known_results[folder] for folder in known_results if folder != BETWEEN)
    found_between = known_results.get(BETWEEN)
    if found_between is None:
        found_between = tuple(rules.check_between(register, error_free, only_errors=only_errors))
    diagnostics = ordered((*loaded.diagnostics, *found, *found_between, *rules.check_dates(register, as_of)))
    results: dict[str, tuple[Diagnostic, ...]] = {}
    if has_results:
        results = {**_by_folder(register, found), **({} if only_errors else {BETWEEN: found_between})}
    return CheckedData(files, loaded, register, diagnostics, as_of, results)


def _is_readable(files: Files, loaded: Loaded) -> bool:
    """Return whether no file has an error that prevents reading a part of it, and none is missing."""
    return loaded.error_free.issuperset((*files.data, UPDATES)) and not files.diagnostics


def _has_readable_plan(files: Files, loaded: Loaded) -> bool:
    """Return whether all files of the plan can be read, and no file is missing."""
    plan_files = {path for path in files.data if folder_of(path) == ""}
    return loaded.error_free.issuperset(plan_files) and not files.diagnostics


def _by_folder(register: Register, diagnostics: Iterable[Diagnostic]) -> Mapping[str, tuple[Diagnostic, ...]]:
    """Return the diagnostics in the reports of each agency by folder."""
    folders: dict[str, list[Diagnostic]] = {folder_of(report.file): [] for report in register.reports}
    for diagnostic in diagnostics:
        folder = folder_of(diagnostic.place.path)
        if folder in folders:
            folders[folder].append(diagnostic)
    return {folder: tuple(found) for folder, found in folders.items()}
