"""The tasks on which the latest report of each agency says nothing, as problems with the lines to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.final_state import final_state
from plan190.checks.problem import Problem, problem
from plan190.model.decision import Close
from plan190.status.due_history import pauses_of
from plan190.status.grouping import group_by
from plan190.status.obligations import obligations_by_holder
from plan190.status.snapshot import of_kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from plan190.model.register import Register, ReportFile
    from plan190.status.obligations import Obligation
    from plan190.status.snapshot import Snapshot

MOST_TASKS = 40
"""The most tasks that the message names, each with a line to paste."""


def unreported_tasks(register: Register) -> Iterator[tuple[ReportFile, list[Problem]]]:
    """Yield the latest report of each agency with its problems, also if it has no entry."""
    snapshot, obligations = final_state(register)
    by_agency = obligations_by_holder(obligations)
    stops = {obligation.key: _stops(snapshot, obligation) for obligation in obligations}
    for report_file in _latest_reports(register):
        held = by_agency.get(report_file.agency, [])
        owed = [obligation for obligation in held if _is_owed(report_file, obligation, stops[obligation.key])]
        yield report_file, list(_problems(register, snapshot, report_file, owed))


def _latest_reports(register: Register) -> Iterator[ReportFile]:
    """Yield the report for the latest period of each agency."""
    counted = (report_file for report_file in register.reports if report_file.index.withdrawn_on is None)
    for reports in group_by(counted, lambda report_file: report_file.agency).values():
        yield max(reports, key=lambda report_file: report_file.period)


def _problems(
    register: Register, snapshot: Snapshot, report_file: ReportFile, owed: list[Obligation]
) -> Iterator[Problem]:
    is_reported: dict[str, bool] = {}
    for obligation in owed:
        # An agency has several obligations for a task that it took over from others; one entry is about all of them.
        before = is_reported.get(obligation.task.id, False)
        is_reported[obligation.task.id] = before or _is_reported_before(snapshot, report_file, obligation)
    mentioned = {update.task for update in report_file.index.updates}
    left_out = [id_ for id_ in is_reported if id_ not in mentioned]
    if left_out:
        named = left_out[:MOST_TASKS]
        more = ", …" if len(left_out) > MOST_TASKS else ""
        paste = _lines(register, report_file, {id_: is_reported[id_] for id_ in named})
        counts = {"number": len(left_out), "total": len(is_reported)}
        yield problem(report_file.report.at("updates"), tasks=", ".join(named) + more, **counts, paste=paste)
    for update in report_file.index.updates:
        if update.state == "unchanged" and not is_reported.get(update.task, True):
            yield problem(report_file.entry(update).at("state"), "unchanged", task=update.task)


def _lines(register: Register, report_file: ReportFile, is_reported: Mapping[str, bool]) -> str:
    """Return the entries to paste below `updates:`, indented like those of the report, or into its brackets."""
    states = {True: "unchanged", False: "not_started"}
    entries = [
        f"{{task: {task if task.isdigit() else repr(task)}, state: {states[reported]}}}"
        for task, reported in is_reported.items()
    ]
    file, listed = register.place(report_file.report), register.place(report_file.report, "updates")
    if listed == file:
        return "\n".join(["updates:", *(f"  - {entry}" for entry in entries)])
    if listed.column > len("updates: "):  # the list is in brackets
        return "\n".join(f"  {entry}," for entry in entries)
    indentation = " " * (listed.column - 1)
    return "\n".join(f"{indentation}- {entry}" for entry in entries)


def _stops(snapshot: Snapshot, obligation: Obligation) -> list[Callable[[date], bool]]:
    """Return, for each closure and suspension, the function that says whether it applies on a date."""
    effects = snapshot.effects_on(obligation)
    closures = [effect.applies_on for effect in of_kinds(effects, Close)]
    return [*closures, *(pause.covers for pause in pauses_of(effects))]


def _is_owed(report_file: ReportFile, obligation: Obligation, stops: list[Callable[[date], bool]]) -> bool:
    """Return whether the agency owed the obligation on the date of the report; not if it was closed or suspended."""
    day = report_file.reported_on
    return obligation.was_held_by(report_file.agency, day) and not any(applies_on(day) for applies_on in stops)


def _is_reported_before(snapshot: Snapshot, report_file: ReportFile, obligation: Obligation) -> bool:
    """Return whether an earlier report states the progress; of a joint task, an earlier report of the agency."""
    updates = snapshot.updates_of(obligation, report_file.agency if obligation.is_joint else None)
    earlier = (update for update in updates if update.period < report_file.period)
    return any(update.is_news for update in earlier)
