"""The pages of the dashboard, each a view under its name: the first page, one for each agency, one for each task.

They are in two languages: the first at the root of the set, the other one in a folder of its own. A page leads to pages
of its own language, and to itself in the other one. All addresses count from the root of a page's own language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from plan190.parts.tables import agency_page, task_page
from plan190.views import agency, dashboard, story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plan190.document.blocks import View
    from plan190.model.register import Register
    from plan190.status.trend import TallyHistory
    from plan190.status.verdicts import Assessment
    from plan190.words import Words

FIRST = "index.html"
"""The name of the first page."""

NAMES = re.compile(r"(?:(?:vi|en)/)?(?:index|agencies/[a-z0-9-]+|tasks/[0-9]+)\.html")
"""The names that pages have in any set; files of other names beside them are nobody's business."""


@dataclass(frozen=True)
class Page:
    """One page: its name in the set, the way from it to the root of its own language, its language.

    `build` makes its view, when it is asked for.
    """

    name: str
    root: str
    words: Words
    build: Callable[[], View]


def pages(
    register: Register, assessment: Assessment, history: TallyHistory, words: Words, other: Words | None = None
) -> Iterator[Page]:
    """Give every page, none of them built yet: those in the language of `words` first."""
    folder = f"{other.language}/" if other is not None else ""
    for own, here, there in ((words, "", folder), (other, folder, "../")):
        if own is None:
            continue
        for name, build in _builders(register, assessment, history, own):
            way = there + name if other is not None else ""
            yield Page(here + name, "../" * name.count("/"), own, partial(build, other=way))


def count(assessment: Assessment, languages: int = 2) -> int:
    """Give how many pages there are."""
    return languages * (1 + len(assessment.agencies) + len(assessment.tasks))


def _builders(
    register: Register, assessment: Assessment, history: TallyHistory, words: Words
) -> Iterator[tuple[str, Callable[..., View]]]:
    """Give each page's name in its language, and what builds it once the way to the other language is known."""
    yield FIRST, partial(dashboard.build, register, assessment, history, words)
    for one in assessment.agencies:
        name = agency_page(one.agency.id)
        yield name, partial(agency.build, register, assessment, one.agency, words, home=FIRST)
    for task in assessment.tasks:
        name = task_page(task.task.number)
        yield name, partial(story.build, register, assessment, task, words, home=FIRST)
