"""Pages of the dashboard: the first page, one page for each agency, one for each task.

The pages of the first language are at the root, those of the other language in a folder. A page links to pages of its
own language and to its translation. Addresses are relative to the root of the page's language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from plan190.parts.cells import agency_page, task_page
from plan190.status.figures.agency import agency_figures
from plan190.status.figures.task import task_page_finder
from plan190.views import agency, dashboard
from plan190.views import task as task_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plan190.document.blocks import View
    from plan190.model.register import Register
    from plan190.parts.context import ViewContext
    from plan190.status.figures.dashboard import DashboardFigures
    from plan190.status.verdicts import Assessment
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
    builders = list(_builders(context.register, assessment, figures))
    # The context, the folder of its pages, and the path from the root of its pages to those of the other language.
    languages = [(context, "", "")]
    if other is not None:
        folder = f"{other.language}/"
        languages = [(context, "", folder), (context._replace(words=other), folder, "../")]
    for own_context, prefix, to_other in languages:
        for name, build in builders:
            translation = to_other + name if other is not None else ""
            view = partial(build, own_context, translation)
            yield Page(prefix + name, "../" * name.count("/"), own_context.words, view)


def count(assessment: Assessment, languages: int = 2) -> int:
    """Return the number of pages in this number of languages."""
    return languages * (1 + len(assessment.agencies) + len(assessment.tasks))


def _builders(
    register: Register, assessment: Assessment, figures: Callable[[], DashboardFigures]
) -> Iterator[tuple[str, Callable[[ViewContext, str], View]]]:
    """Yield the name of each page, relative to the root of its language, and the function that builds it.

    The function takes the context and the address of the page in the other language. The figures of a page are the same
    in both languages and are computed once.
    """
    yield FIRST, lambda context, other: dashboard.build(figures(), context, other=other)
    for verdict in assessment.agencies:
        of_agency = cache(partial(agency_figures, register, assessment, verdict.agency))
        yield agency_page(verdict.agency.id), partial(_linked, agency.build, of_agency)
    task_page_figures = task_page_finder(register, assessment)
    for task in assessment.tasks:
        of_task = cache(partial(task_page_figures, task.task.id))
        yield task_page(task.task.id), partial(_linked, task_view.build_page, of_task)


def _linked(build: Callable[..., View], figures: Callable[[], object], context: ViewContext, other: str) -> View:
    """Return a page that links to the first page and to the page in the other language."""
    return build(figures(), context, home=FIRST, other=other)
