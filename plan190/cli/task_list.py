"""A filtered list of tasks, for all commands that list tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from plan190.cli.request import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from plan190.cli.session import Session
    from plan190.model.register import Body
    from plan190.status.verdicts import TaskVerdict


class TaskList:
    """Tasks in order, with descriptions of the filters."""

    def __init__(self, session: Session, tasks: Iterable[TaskVerdict]) -> None:
        self._session = session
        self._tasks = list(tasks)
        self._filters: list[str] = []

    def keep(self, is_kept: Callable[[TaskVerdict], bool], filter_words: str) -> Self:
        """Keep only the tasks that match the filter and return the list; `filter_words` describe it to the reader."""
        self._tasks = [task for task in self._tasks if is_kept(task)]
        self._filters.append(filter_words)
        return self

    def keep_owed(self, body: Body, filter_words: str) -> Self:
        """Keep only the obligations of the agency, or of the group's members on tasks that the group leads."""
        from plan190.status.figures.tasks import owed_by

        ids = {agency.id for agency in self._session.register.members((body.id,))}
        led = [task for task in self._tasks if body.id in {*ids, *task.task.lead.bodies}]
        self._tasks = list(owed_by(led, ids))
        self._filters.append(filter_words)
        return self

    def keep_states(self, states: Collection[str]) -> Self:
        """Keep only the tasks in one of the states and return the list."""
        words = self._session.words
        names = ", ".join(words(f"state.{state}") for state in states)
        return self.keep(lambda task: task.state in states, words("filter.state", name=names))

    def result(self, closing: str = "") -> Result:
        """Return the list as a result; `closing` is a sentence below it."""
        from plan190.status.figures.tasks import TasksFigures
        from plan190.views import tasks

        session = self._session
        figures = TasksFigures(tuple(self._tasks), len(session.assessment.tasks))
        return Result(tasks.build(figures, session.view_context, filters=self._filters, closing=closing))
