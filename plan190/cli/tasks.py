"""`plan190 tasks`: all tasks, or the tasks that match the filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.choices import KINDS, STATES, agency_filter, body, choice, choice_filter
from plan190.cli.options import AgencyOption
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.cli.task_list import TaskList
from plan190.model.agency import Agency
from plan190.parts.context import Filter
from plan190.words.text import fold, printable

if TYPE_CHECKING:
    from plan190.model.register import Body
    from plan190.status.verdicts import TaskVerdict


def run(
    session: Session,
    lead: AgencyOption = None,
    cooperating: AgencyOption = None,
    agency: AgencyOption = None,
    state: Annotated[list[str] | None, typer.Option(metavar="STATE")] = None,
    kind: Annotated[list[str] | None, typer.Option(metavar="KIND")] = None,
    search: Annotated[str | None, typer.Option(metavar="WORDS")] = None,
) -> Result:
    """Return the tasks that match all filters; those of `lead` and `agency` with only the obligations of that body."""
    task_list = TaskList(session, agency)
    if lead is not None:
        task_list.keep_owed("lead", lead)
    if cooperating is not None:
        helping = body(session, cooperating)
        task_list.keep(lambda task: _cooperates(helping, task), agency_filter(session, "cooperating", helping))
    if state:
        task_list.keep_states([choice(session, text, "--state", STATES) for text in state])
    if kind:
        chosen = [choice(session, text, "--kind", KINDS) for text in kind]
        task_list.keep(lambda task: task.task.deadline.rule.kind in chosen, choice_filter(session, "kind", chosen))
    if search is not None:
        text = printable(search)
        by = Filter("search", (text,), session.words("filter.search", name=text))
        task_list.keep(lambda task: _contains(task, search), by)
    return task_list.result()


def _cooperates(body: Body, verdict: TaskVerdict) -> bool:
    """Return whether the body cooperates in the task: an agency also as a member of a group, unless it leads it."""
    if isinstance(body, Agency):
        return body in verdict.cooperating
    return body.id in verdict.task.cooperating.bodies and body.id not in verdict.task.lead.bodies


def _contains(verdict: TaskVerdict, search: str) -> bool:
    """Return whether the cells of the task contain the words; accents and case make no difference."""
    task = verdict.task
    cells = (task.lead.words, task.content, task.cooperating.words, task.deadline.words, task.product.words)
    text = fold(" ".join((*cells, task.note or "")))
    return fold(search) != "" and fold(search) in text
