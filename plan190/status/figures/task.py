"""Figures of one task, and their JSON."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from plan190.status.explanation import Step, explanation_of
from plan190.status.facts import task_verdict_facts, timeline_facts
from plan190.status.figures.divided import Divided, divided
from plan190.status.figures.linked_tasks import carrying_tasks, higher_tasks, linked_task_facts
from plan190.status.holdings import Holding, holdings_of
from plan190.status.selection import indicators_of
from plan190.status.timeline import TimelineEntry, reports_by_task, timeline_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plan190.model.citation import CitedDocument
    from plan190.model.plan import Indicator
    from plan190.model.reading import Assumed, Erratum
    from plan190.model.register import Register
    from plan190.status import fact_types as types
    from plan190.status.figures.linked_tasks import LinkedTask, OtherPlan
    from plan190.status.verdicts import Assessment, TaskVerdict, Verdict


class TaskFigures(NamedTuple):
    """One task, its stated and its assumed obligations, and its indicators, cited documents and assumptions.

    `carries_out`, `carried_out_by`: the tasks of other plans that it carries out, or that carry it out.
    """

    task: TaskVerdict
    divided: Divided
    indicators: tuple[Indicator, ...]
    documents: tuple[CitedDocument, ...]
    assumptions: tuple[Assumed, ...]
    carries_out: tuple[LinkedTask, ...]
    carried_out_by: tuple[LinkedTask, ...]


class TaskPageFigures(NamedTuple):
    """One task with its timeline, and the steps that explain the state of its worst obligation, if it has one."""

    figures: TaskFigures
    timeline: tuple[TimelineEntry, ...]
    steps: tuple[Step, ...]


class ExplanationFigures(NamedTuple):
    """One obligation of a task, the steps that explain its state, and who owed the task from when to when."""

    task: TaskVerdict
    verdict: Verdict
    steps: tuple[Step, ...]
    holdings: tuple[Holding, ...]


def task_figures(register: Register, task: TaskVerdict, others: Sequence[OtherPlan] = ()) -> TaskFigures:
    """Return the figures of the task; `others`: the other plans in which linked tasks are looked up."""
    documents = (entry.value for entry in register.documents)
    return TaskFigures(
        task=task,
        divided=divided(task.verdicts),
        indicators=indicators_of(register, task.task),
        documents=tuple(document for document in documents if task.task.id in document.tasks),
        assumptions=tuple(register.assumptions_of(task.task)),
        carries_out=tuple(higher_tasks(task.task, others)),
        carried_out_by=tuple(carrying_tasks(task.task, register, others)),
    )


def task_page_figures(register: Register, assessment: Assessment, task: TaskVerdict) -> TaskPageFigures:
    """Return the figures of the task's page."""
    return task_page_finder(register, assessment)(task.task.id)


def task_page_finder(register: Register, assessment: Assessment) -> Callable[[str], TaskPageFigures]:
    """Return the function that returns the figures of the page of the task with an id; it reads the reports once."""
    by_task = cache(partial(reports_by_task, assessment))

    def figures(id_: str) -> TaskPageFigures:
        task = assessment.task(id_)
        timeline = timeline_of(register, assessment, task, by_task().get(id_, ()))
        steps = explanation_of(register, assessment, task.worst) if task.worst is not None else ()
        return TaskPageFigures(task_figures(register, task), timeline, steps)

    return figures


def explanation_figures(register: Register, assessment: Assessment, verdict: Verdict) -> ExplanationFigures:
    """Return the obligation, its task, and the steps that explain its state."""
    task = assessment.task(verdict.task.id)
    holdings = holdings_of(item.obligation for item in task.verdicts)
    return ExplanationFigures(task, verdict, explanation_of(register, assessment, verdict), holdings)


def task_facts(figures: TaskFigures) -> types.Show:
    """Return the task with its obligations, its words, and the indicators, documents and assumptions about it."""
    task = figures.task.task
    details: types.TaskDetails = {
        **task_verdict_facts(figures.task),
        "section": task.section,
        "lead_words": task.lead.words,
        "cooperating_words": task.cooperating.words,
        "product_type": task.product.type,
        "other": [{"column": cell.column, "words": cell.words} for cell in task.other],
        "indicators": [indicator.id for indicator in figures.indicators],
        "documents": [document.id for document in figures.documents],
        "errata": list(map(_erratum_facts, task.errata)),
        "assumptions": [assumed.id for assumed in figures.assumptions],
        "carries_out": list(map(linked_task_facts, figures.carries_out)),
        "carried_out_by": list(map(linked_task_facts, figures.carried_out_by)),
    }
    return {"task": details}


def _erratum_facts(erratum: Erratum) -> types.TaskErratum:
    return {"where": erratum.where, "written": erratum.written, "meant": erratum.meant, "sure": erratum.sure}


def task_page_facts(page: TaskPageFigures) -> types.TaskPage:
    """Return the task with its timeline."""
    return {**task_facts(page.figures), "story": list(map(timeline_facts, page.timeline))}
