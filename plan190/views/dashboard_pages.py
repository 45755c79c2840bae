"""Pages of the dashboard: the first page, one page for each agency, one for each task.

The pages of the first language are at the root, those of the other language in a folder. A page links to pages of its
own language and to its translation. Addresses are relative to the root of the page's language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from plan190.parts.cells import agency_page, task_page
from plan190.status.figures.agency import agency_figures
from plan190.status.figures.task import task_page_figures
from plan190.views import agency, dashboard
from plan190.views import task as task_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plan190.document.blocks import View
    from plan190.model.agency import Agency
    from plan190.parts.context import ViewContext
    from plan190.status.figures.dashboard import DashboardFigures
    from plan190.status.verdicts import Assessment, TaskVerdict
    from plan190.words import Words

FIRST = "index.html"
"""The name of the first page."""

NAMES = re.compile(r"(?:(?:vi|en)/)?(?:index|agencies/[a-z0-9-]+|tasks/[0-9]+)\.html")
"""The names that pages can have. Files with other names in the same folder are not touched."""


@dataclass(frozen=True)
class Page:
    """One page: its name, the path from it to the root of its language, its language, and the function for its view."""

    name: str
    root: str
    words: Words
    build: Callable[[], View]


def pages(
    assessment: Assessment, figures: Callable[[], DashboardFigures], context: ViewContext, other: Words | None = None
) -> Iterator[Page]:
    """Yield all pages without building their views: first in the context's language, then in the other language."""
    # The context, the folder of its pages, and the path from the root of its pages to those of the other language.
    languages = [(context, "", "")]
    if other is not None:
        folder = f"{other.language}/"
        languages = [(context, "", folder), (replace(context, words=other), folder, "../")]
    for own_context, prefix, to_other in languages:
        for name, build in _builders(assessment, figures, own_context):
            translation = to_other + name if other is not None else ""
            yield Page(prefix + name, "../" * name.count("/"), own_context.words, partial(build, other=translation))


def count(assessment: Assessment, languages: int = 2) -> int:
    """Return the number of pages in this number of languages."""
    return languages * (1 + len(assessment.agencies) + len(assessment.tasks))


def _agency_view(assessment: Assessment, body: Agency, context: ViewContext, other: str) -> View:
    return agency.build(agency_figures(context.register, assessment, body), context, home=FIRST, other=other)


def _task_view(assessment: Assessment, task: TaskVerdict, context: ViewContext, other: str) -> View:
    figures = task_page_figures(context.register, assessment, task)
    return task_view.build_page(figures, context, home=FIRST, other=other)


def _builders(
    assessment: Assessment, figures: Callable[[], DashboardFigures], context: ViewContext
) -> Iterator[tuple[str, Callable[..., View]]]:
    """Yield the name of each page, relative to the root of its language, and the function that builds it."""
    yield FIRST, lambda **links: dashboard.build(figures(), context, **links)
    for verdict in assessment.agencies:
        yield agency_page(verdict.agency.id), partial(_agency_view, assessment, verdict.agency, context)
    for task in assessment.tasks:
        yield task_page(task.task.id), partial(_task_view, assessment, task, context)
