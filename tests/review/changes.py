"""Changes between two registers, without a repository."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plan190.checks.checked_data import CheckedData
from plan190.diagnostics import Place
from plan190.load.git import ABSENT, FileChange, Node
from plan190.load.loader import DECISIONS, NO_VALUES, REQUIRED_FILES, Files, Loaded
from plan190.model.owner import Owner
from plan190.review.change import Actor, Change

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from plan190.model.register import Register, ReportFile

AGENCY = Actor("github:1", Owner(id="co-quan", accounts=()))


def change_between(before: Register, after: Register, day: date) -> Change:
    """Return the change by an agency from one register to another, in which all files can be read."""
    old, new = _report_files(before), _report_files(after)
    differing = sorted(path for path in old | new if old.get(path) != new.get(path))
    steps = tuple(FileChange(path, _node(old.get(path)), _node(new.get(path))) for path in differing)
    return Change(_checked(before, day), _checked(after, day), "", steps, tuple(new), (), day, AGENCY)


def _report_files(register: Register) -> Mapping[str, ReportFile]:
    return {report_file.file: report_file for report_file in register.reports}


def _node(report_file: ReportFile | None) -> Node:
    return Node(ABSENT if report_file is None else "100644", "")


def _checked(register: Register, day: date) -> CheckedData:
    paths = (*REQUIRED_FILES, DECISIONS, *_report_files(register))
    loaded = Loaded(NO_VALUES, (), {}, frozenset(paths))
    register = replace(register, place_of=lambda file, _: Place(file))
    return CheckedData(Files(dict.fromkeys(paths, b""), ()), loaded, register, (), day)
