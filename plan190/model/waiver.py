"""What the coordinator lets pass, with a reason and an end (`data/waivers.yaml`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.model.value import value

if TYPE_CHECKING:
    from plan190.model.fields import Day, Line, MonthOf, Prose, Slug, Whole


@value
class Waiver:
    """Faults of one code that are let pass where all that is named here fits; `until` is its last day."""

    code: Line
    agency: Slug | None = None
    task: Whole | None = None
    period: MonthOf | None = None
    file: Line | None = None
    reason: Prose
    by: Slug
    until: Day

    @property
    def is_blanket(self) -> bool:
        """Whether it does not say where: such a one lets nothing pass."""
        return self.agency is None and self.task is None and self.period is None and self.file is None


@value
class WaiversFile:
    """`data/waivers.yaml`: everything that is let pass."""

    waivers: tuple[Waiver, ...]
