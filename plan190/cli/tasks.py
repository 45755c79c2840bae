"""`plan190 tasks`: the tasks that a filter leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.choices import KINDS, STATES, body, choice
from plan190.cli.completion import bodies, kinds, states
from plan190.cli.session import Result, Session
from plan190.parts.names import full_name
from plan190.words.text import fold, shown

if TYPE_CHECKING:
    from plan190.model.register import Body
    from plan190.status.verdicts import TaskVerdict

NAME = "tasks"
FORMATS = TABLE

BodyOption = typer.Option(metavar="AGENCY", autocompletion=bodies)


def run(
    session: Session,
    lead: Annotated[str | None, BodyOption] = None,
    cooperating: Annotated[str | None, BodyOption] = None,
    agency: Annotated[str | None, BodyOption] = None,
    state: Annotated[list[str] | None, typer.Option(metavar="STATE", autocompletion=states)] = None,
    kind: Annotated[list[str] | None, typer.Option(metavar="KIND", autocompletion=kinds)] = None,
    search: Annotated[str | None, typer.Option(metavar="WORDS")] = None,
) -> Result:
    """Give the tasks that pass every filter."""
    from plan190.views import tasks

    left = list(session.assessment.tasks)
    words, filters = session.words, []
    for role, name in (("lead", lead), ("cooperating", cooperating), ("agency", agency)):
        if name is not None:
            meant = body(session, name)
            left = [one for one in left if _has(one, meant, role)]
            filters.append(words(f"filter.{role}", name=full_name(meant, words)))
    if state:
        wanted = [choice(session, one, "--state", STATES) for one in state]
        left = [one for one in left if one.state in wanted]
        filters.append(words("filter.state", name=", ".join(words(f"state.{one}") for one in wanted)))
    if kind:
        wanted = [choice(session, one, "--kind", KINDS) for one in kind]
        left = [one for one in left if one.task.deadline.rule.kind in wanted]
        filters.append(words("filter.kind", name=", ".join(words(f"kind.{one}") for one in wanted)))
    if search is not None:
        left = [one for one in left if _holds(one, search)]
        filters.append(words("filter.search", name=shown(search)))
    return Result(tasks.build(session.view_context, left, filters=filters))


def _has(verdict: TaskVerdict, meant: Body, role: str) -> bool:
    """Say whether the body has the role in the task, by itself or as a member of a group named there."""
    leads = {*verdict.task.lead.bodies, *(one.agency.id for one in verdict.verdicts)}
    helps = {*verdict.task.cooperating.bodies, *(one.id for one in verdict.cooperating)} - leads
    named = {"lead": leads, "cooperating": helps, "agency": leads | helps}
    return meant.id in named[role]


def _holds(verdict: TaskVerdict, search: str) -> bool:
    """Say whether all the words are in the task's cells, accents and case aside."""
    task = verdict.task
    cells = (task.lead.words, task.content, task.cooperating.words, task.deadline.words, task.product.words)
    text = fold(" ".join((*cells, task.note or "")))
    asked = fold(search)
    return bool(asked) and asked in text
