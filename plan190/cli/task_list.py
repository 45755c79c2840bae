"""A filtered list of tasks, for all commands that list tasks."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Self

from plan190.cli.choices import agency_filter, body, choice_filter
from plan190.cli.request import Result
from plan190.status.verdicts import by_urgency

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from plan190.cli.session import Session
    from plan190.parts.context import Filter
    from plan190.status.verdicts import TaskVerdict, Verdict


class TaskList:
    """Tasks in order, with the filters that select them; at first all tasks of the plan, or those of an agency."""

    def __init__(self, session: Session, agency: str | None = None) -> None:
        self._session = session
        self.tasks: Sequence[TaskVerdict] = session.assessment.tasks
        self._filters: list[Filter] = []
        self._is_selected: Callable[[Verdict], bool] | None = None
        if agency is not None:
            self.keep_owed("agency", agency)

    def keep(self, is_kept: Callable[[TaskVerdict], bool], by: Filter) -> Self:
        """Keep only the tasks that match the filter `by` and return the list."""
        self.tasks = [task for task in self.tasks if is_kept(task)]
        self._filters.append(by)
        return self

    def keep_owed(self, role: str, name: str) -> Self:
        """Keep only the obligations of the agency, or of the group's members on tasks that the group leads."""
        from plan190.status.figures.tasks import owed_by

        owing = body(self._session, name)
        ids = {agency.id for agency in self._session.register.members((owing.id,))}
        led = [task for task in self.tasks if owing.id in {*ids, *task.task.lead.bodies}]
        self.tasks = list(owed_by(led, ids))
        self._filters.append(agency_filter(self._session, role, owing))
        return self

    def keep_states(self, states: Collection[str]) -> Self:
        """Keep only the tasks in one of the states and return the list."""
        self._is_selected = lambda verdict: verdict.state in states
        return self.keep(lambda task: task.state in states, choice_filter(self._session, "state", states))

    def keep_obligations(self, is_kept: Callable[[Verdict], bool], by: Filter) -> Self:
        """Keep only the obligations that match the filter `by`, with their tasks, and return the list."""
        from plan190.status.figures.tasks import with_obligations

        self.tasks = list(with_obligations(self.tasks, is_kept))
        self._is_selected = is_kept
        self._filters.append(by)
        return self

    def most_urgent_first(self) -> Self:
        """Sort the tasks by state, then by days late or due date, then by number, and return the list."""
        self.tasks = by_urgency(self.tasks)
        return self

    @property
    def _selected(self) -> tuple[Verdict, ...] | None:
        """The obligations for which the tasks were selected; None if whole tasks were selected."""
        if self._is_selected is None:
            return None
        return tuple(filter(self._is_selected, chain.from_iterable(task.verdicts for task in self.tasks)))

    def result(self, closing: str = "") -> Result:
        """Return the list as a result; `closing` is a sentence below it."""
        from plan190.status.figures.tasks import TasksFigures
        from plan190.views import tasks

        session = self._session
        figures = TasksFigures(tuple(self.tasks), len(session.assessment.tasks), self._selected)
        context = session.view_context._replace(filters=tuple(self._filters))
        return Result(tasks.build(figures, context, closing))
