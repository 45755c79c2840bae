"""Pages of the dashboard: the overview, lists of all tasks, indicators and others, pages for each agency and task.

The pages of the first language are at the root, those of the other language in a folder. A page links to pages of its
own language and to its translation. Addresses are relative to the root of the page's language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING

from plan190.document.blocks import Link, Pairs
from plan190.parts.cells import agency_page, form_page, task_page
from plan190.parts.names import period_name
from plan190.parts.plan_view import header
from plan190.status.figures.agency import agency_figures
from plan190.status.figures.assumptions import assumptions_figures
from plan190.status.figures.at_risk import at_risk_figures
from plan190.status.figures.draft import draft_figures
from plan190.status.figures.task import task_page_finder
from plan190.status.figures.tasks import TasksFigures
from plan190.views import agency, assumptions, at_risk, claims, dashboard, form, indicators, obstacles, tasks
from plan190.views import task as task_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plan190.document.blocks import View
    from plan190.model.register import Register
    from plan190.parts.context import ViewContext
    from plan190.status.figures.agency import AgencyFigures
    from plan190.status.figures.dashboard import DashboardFigures
    from plan190.status.figures.draft import DraftFigures
    from plan190.status.verdicts import Assessment
    from plan190.words import Words

    Build = Callable[[ViewContext], View]

FIRST = "index.html"
"""The name of the first page."""

LISTS = ("tasks", "indicators", "reports", "forms", "assumptions", "claims", "obstacles", "at-risk")
"""The pages with one list each; their names without the suffix."""

NAVIGATION = (FIRST, f"{FIRST}#agencies", *(f"{name}.html" for name in LISTS[:5]))
"""The addresses of the links on every page."""

NAMES = re.compile(rf"(?:(?:vi|en)/)?(?:index|{'|'.join(LISTS)}|(?:agencies|forms)/[a-z0-9-]+|tasks/[0-9]+)\.html")
"""The names that pages can have. Files with other names in the same folder are not touched."""


@dataclass(frozen=True)
class Page:
    """One page: its name, the path from it to the root of its language, its language, and the function for its view."""

    name: str
    root: str
    words: Words
    build: Callable[[], View]


def pages(
    assessment: Assessment,
    figures: Callable[[], DashboardFigures],
    context: ViewContext,
    other: Words | None = None,
    new_file: str = "",
) -> Iterator[Page]:
    """Yield all pages without building their views: first in the context's language, then in the other language.

    `new_file`: as in the view of the forms.
    """
    builders = list(_builders(context.register, assessment, figures, new_file))
    # The context, the folder of its pages, and the path from the root of its pages to those of the other language.
    languages = [(context, "", "")]
    if other is not None:
        folder = f"{other.language}/"
        languages = [(context, "", folder), (context._replace(words=other), folder, "../")]
    for own_context, prefix, to_other in languages:
        for name, build in builders:
            translation = to_other + name if other is not None else ""
            view = partial(_linked, build, own_context, name, translation)
            yield Page(prefix + name, "../" * name.count("/"), own_context.words, view)


def count(assessment: Assessment, languages: int = 2) -> int:
    """Return the number of pages in this number of languages."""
    return languages * (1 + len(LISTS) + 2 * len(assessment.agencies) + len(assessment.tasks))


def _builders(
    register: Register, assessment: Assessment, figures: Callable[[], DashboardFigures], new_file: str
) -> Iterator[tuple[str, Build]]:
    """Yield the name of each page, relative to the root of its language, and the function that builds its view.

    The figures of a page are the same in both languages and are computed once.
    """
    yield FIRST, lambda context: dashboard.build(figures(), context)
    bodies = [verdict.agency for verdict in assessment.agencies]
    drafts = {body.id: cache(partial(draft_figures, register, assessment, body, None)) for body in bodies}
    all_tasks = TasksFigures(assessment.tasks, len(assessment.tasks))
    lists: dict[str, Build] = {
        "tasks": lambda context: tasks.build(all_tasks, context),
        "indicators": lambda context: indicators.build(figures().indicators, context),
        "reports": lambda context: dashboard.build_reports(figures(), context),
        "forms": lambda context: form.build_list([draft() for draft in drafts.values()], context),
        "assumptions": lambda context: assumptions.build(assumptions_figures(register, assessment), context),
        "claims": lambda context: claims.build(assessment.claims, context),
        "obstacles": lambda context: obstacles.build(figures().obstacles, context),
        "at-risk": lambda context: at_risk.build(at_risk_figures(assessment), context),
    }
    for name in LISTS:
        yield f"{name}.html", partial(_titled, name, lists[name])
    for body in bodies:
        of_agency = cache(partial(agency_figures, register, assessment, body))
        yield agency_page(body.id), partial(_agency_page, of_agency, drafts[body.id])
        yield form_page(body.id), partial(_form_page, drafts[body.id], new_file)
    task_page_figures = task_page_finder(register, assessment)
    for task in assessment.tasks:
        of_task = cache(partial(task_page_figures, task.task.id))
        yield task_page(task.task.id), partial(_with_figures, task_view.build_page, of_task)


def _with_figures(build: Callable[..., View], figures: Callable[[], object], context: ViewContext) -> View:
    return build(figures(), context)


def _agency_page(figures: Callable[[], AgencyFigures], draft: Callable[[], DraftFigures], context: ViewContext) -> View:
    """Return the page of an agency, with a link to its form."""
    view, period = agency.build(figures(), context), period_name(draft().period, context.words)
    link = Link(context.words("webform.link", period=period), form_page(draft().agency.id))
    after = next(number for number, block in enumerate(view.blocks, start=1) if isinstance(block, Pairs))
    return replace(view, blocks=(*view.blocks[:after], link, *view.blocks[after:]))


def _form_page(draft: Callable[[], DraftFigures], new_file: str, context: ViewContext) -> View:
    return form.build(draft(), context, new_file)


def _titled(name: str, build: Build, context: ViewContext) -> View:
    """Return a page with one list, with its own title."""
    subject = context.words(f"dashboard.page.{name}")
    title = header(context, subject[0].lower() + subject[1:])
    return replace(build(context), title=title, day=context.as_of)


def _linked(build: Build, context: ViewContext, name: str, translation: str) -> View:
    """Return the page with this name with its links; `translation`: its address in the other language, "" for none."""
    view, words = build(context), context.words
    texts = ("overview", "agencies", *LISTS)
    links = [
        Link(words(f"dashboard.page.{text}"), address, is_current=address == name)
        for text, address in zip(texts, NAVIGATION, strict=False)
    ]
    if translation:
        links.append(Link(words("dashboard.other_language"), translation, language=words("dashboard.other_code")))
    return replace(view, blocks=(*links, *view.blocks))
