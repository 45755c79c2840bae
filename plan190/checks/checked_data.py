"""Load one state of the data folder and run every rule on it: the same for `check`, for `review` and before figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from plan190.checks import rules
from plan190.diagnostics import errors_in, ordered
from plan190.load.loader import NO_VALUES, REQUIRED_FILES, UPDATES, Values, build_register, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from plan190.diagnostics import Diagnostic, Place
    from plan190.load.loader import Files, Loaded
    from plan190.model.plan import Plan
    from plan190.model.register import Entry, Register, ReportFile

    DateOf = Callable[[Plan | None], date]
    """From the plan, None where it cannot be read, to the date of the check."""


@dataclass(frozen=True)
class CheckedData:
    """One state of the data folder: its files, the values that could be read, and every problem found as of a date.

    The register of files with errors serves to look for problems, never for figures.
    """

    files: Files
    loaded: Loaded
    register: Register
    diagnostics: tuple[Diagnostic, ...]
    as_of: date

    @cached_property
    def reports_by_file(self) -> Mapping[str, ReportFile]:
        """The monthly reports by their files."""
        return {report_file.file: report_file for report_file in self.register.reports}

    @property
    def plan(self) -> Plan | None:
        """The plan; None where it cannot be read."""
        return self.loaded.values.plan

    @property
    def is_whole(self) -> bool:
        """Whether the files of the plan have no error."""
        return set(REQUIRED_FILES) <= self.loaded.error_free

    def place(self, entry: Entry[object], *key_path: str | int) -> Place:
        """Return the place of a part of an entry."""
        return self.register.place(entry, *key_path)

    def unread(self, file: str) -> int:
        """Return how many entries of the file could not be read."""
        return len(self.loaded.values.left_out.get(file, ()))


def load_and_check(
    files: Files,
    date_of: DateOf,
    known: Values = NO_VALUES,
    *,
    kept: Iterable[Diagnostic] = (),
    is_excused: Callable[[str], bool] = lambda _: False,
    root: str = "",
    option: str = "",
) -> CheckedData:
    """Return the files' values and all diagnostics of reading them and of the rules.

    Files with `known` values are not read again; `kept` are the diagnostics of those files. Rules that compare reports
    run only if all reports can be read; reports that `is_excused` do not prevent them. `root` and `option` as in
    `build_register`.
    """
    loaded = load(files, known)
    register = build_register(root, loaded.values, files, option)
    faulty = {problem.place.path for problem in errors_in(loaded.diagnostics)}
    is_missing_reports = any(path.startswith(UPDATES) and not is_excused(path) for path in faulty)
    whole = loaded.error_free if is_missing_reports else loaded.error_free | {UPDATES}
    as_of = date_of(loaded.values.plan)
    broken_rules = rules.check(register, whole, as_of)
    return CheckedData(files, loaded, register, ordered((*loaded.diagnostics, *kept, *broken_rules)), as_of)
