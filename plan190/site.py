"""The pages of the dashboard, each a view: the first one, one for each agency, one for each task."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.tables import agency_page, task_page
from plan190.views import agency, dashboard, story

if TYPE_CHECKING:
    from collections.abc import Callable

    from plan190.document import View
    from plan190.register import Register
    from plan190.status.assess import Assessment
    from plan190.status.trend import Course
    from plan190.words import Words

HOME = "index.html"


class Leaf(NamedTuple):
    """One page: its name below the root of its language, and what makes its view, given the way to its twin."""

    name: str
    view: Callable[[str], View]

    @property
    def root(self) -> str:
        """The way from the page to the root of its language."""
        return "../" * self.name.count("/")


def leaves(register: Register, assessment: Assessment, course: Course, words: Words) -> tuple[Leaf, ...]:
    """Give every page of one language, none of them made yet: the first one first."""

    def of_agency(number: int) -> Callable[[str], View]:
        body = assessment.agencies[number].agency
        return lambda other: agency.build(register, assessment, body, words, home=HOME, other=other)

    def of_task(number: int) -> Callable[[str], View]:
        task = assessment.tasks[number]
        return lambda other: story.build(register, assessment, task, words, home=HOME, other=other)

    first = Leaf(HOME, lambda other: dashboard.build(register, assessment, course, words, other=other))
    agencies = (Leaf(agency_page(one.agency.id), of_agency(n)) for n, one in enumerate(assessment.agencies))
    tasks = (Leaf(task_page(one.task.number), of_task(n)) for n, one in enumerate(assessment.tasks))
    return (first, *agencies, *tasks)
