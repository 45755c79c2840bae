"""Leave out monthly reports with errors inside their own file, so that figures can be computed without them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plan190.checks.checked_data import CheckedData, load_and_check
from plan190.checks.waivers import ever_waived
from plan190.diagnostics import errors_in
from plan190.load.loader import BETWEEN, Files, folder_of
from plan190.model.period import Period
from plan190.model.register import LeftOut
from plan190.status.grouping import group_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from plan190.diagnostics import Diagnostic
    from plan190.model.register import Register


def counted_errors(checked: CheckedData, waivers: Register | None = None) -> list[Diagnostic]:
    """Return the errors that no waiver of the data covers, or of another register; expired waivers count."""
    errors = errors_in(checked.diagnostics)
    waived = ever_waived(waivers or checked.register, errors)
    return [error for error in errors if error not in waived]


def preventing_figures(errors: Iterable[Diagnostic], register: Register) -> list[Diagnostic]:
    """Return the errors that do not lie inside the report of a known agency."""
    return [error for error in errors if not (error.in_report and error.place.agency in register.bodies)]


def without_faulty_reports(checked: CheckedData, waivers: Register | None = None) -> CheckedData:
    """Return the data without the reports that have errors, checked again; `waivers` as in `counted_errors`.

    Without a report, an error between files can appear, such as a correction of the report. All rules run again, until
    no error is left or an error prevents figures; the data returned then have this error.
    """
    left_out: list[LeftOut] = []
    errors = counted_errors(checked, waivers)
    while errors and not preventing_figures(errors, checked.register):
        by_file = group_by(errors, lambda error: error.place.path)
        left_out += [_left_out(file, file_errors) for file, file_errors in by_file.items()]
        checked = _without(checked, by_file)
        errors = counted_errors(checked, waivers)
    if not left_out:
        return checked
    left_out.sort(key=lambda report: (report.agency, report.period))
    return replace(checked, register=replace(checked.register, left_out=tuple(left_out)))


def _left_out(file: str, errors: Sequence[Diagnostic]) -> LeftOut:
    _, agency, name = file.split("/")
    period = Period.parse(name.removesuffix(".yaml"))
    return LeftOut(agency, period, tuple(errors))


def _without(checked: CheckedData, left_out: Mapping[str, object]) -> CheckedData:
    """Return the data without these files, checked as of the same date; no file is parsed again."""
    files, register = checked.files, checked.register
    data = {path: content for path, content in files.data.items() if path not in left_out}
    diagnostics = tuple(problem for problem in files.diagnostics if problem.place.path not in left_out)
    changed = {BETWEEN, *map(folder_of, left_out)}
    results = {folder: found for folder, found in checked.results.items() if folder not in changed}
    return load_and_check(
        Files(data, diagnostics),
        lambda _: checked.as_of,
        replace(checked.loaded.values, results=results),
        only_errors=True,
        root=register.root,
        option=register.option,
    )
