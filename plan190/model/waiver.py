"""Waivers: entries of the coordinator for findings that do not count for a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.model.value import Value

if TYPE_CHECKING:
    from plan190.model.fields import Day, Line, PeriodOf, Prose, Slug, TaskId


class Waiver(Value):
    """A waiver for the findings of one code that match all its fields. `until`: the last date on which it applies."""

    code: Line
    agency: Slug | None = None
    task: TaskId | None = None
    period: PeriodOf | None = None
    file: Line | None = None
    reason: Prose
    by: Slug
    until: Day

    @property
    def is_blanket(self) -> bool:
        """Whether it names no agency, task, period or file; such a waiver has no effect."""
        return self.agency is None and self.task is None and self.period is None and self.file is None


class WaiversFile(Value):
    """`data/waivers.yaml`: all waivers."""

    waivers: tuple[Waiver, ...]
