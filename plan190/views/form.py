"""The form in which an agency fills in its monthly report on a web page; the script of the page writes the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Cell, Column, DataForm, FormPart, Items, Pairs, Paragraph, Table, View
from plan190.parts.cells import agency_cell, date_cell, form_page
from plan190.parts.form_data import corrigible, form_data, report_folder
from plan190.parts.names import dated_state_text, period_name, returned_text
from plan190.parts.plan_view import data_warnings, header
from plan190.parts.tables import answer_text
from plan190.words.text import clip, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plan190.document.blocks import Block
    from plan190.parts.context import ViewContext
    from plan190.status.figures.draft import DraftFigures, DraftTask

HEADING_LENGTH = 110
"""The most characters of a task's text in its heading."""


def build(figures: DraftFigures, context: ViewContext, new_file: str = "") -> View:
    """Return the page; `new_file`: the address at which the forge makes a new file, without the path; "" for none."""
    agency, words = figures.agency, context.words
    period = words("webform.from", period=period_name(figures.period, words), day=words.day(figures.begins))
    rows = (
        (words("webform.period"), period),
        (words("webform.due"), words.day(figures.due)),
        (words("webform.file"), f"{report_folder(agency, context)}/{figures.period}.yaml"),
    )
    form = DataForm(tuple(_parts(figures, context)), form_data(figures, context, new_file))
    warnings = list(data_warnings(context))
    if figures.is_reported:
        warnings.append(Paragraph(words("webform.exists"), "warn"))
    blocks: tuple[Block, ...] = (*warnings, Paragraph(words("webform.intro")), Pairs(rows), form)
    title = words("webform.title", agency=context.full_name(agency.id), period=period_name(figures.period, words))
    return View(title, blocks, context.head, day=context.as_of)


def build_list(drafts: Iterable[DraftFigures], context: ViewContext) -> View:
    """Return the page with links to the forms of all agencies."""
    words = context.words
    columns = (Column(words("column.agency")), Column(words("webform.period")), Column(words("webform.due")))
    rows = []
    for draft in drafts:
        link = Cell(words("webform.link", period=period_name(draft.period, words)), page=form_page(draft.agency.id))
        rows.append((agency_cell(context, draft.agency), link, date_cell(draft.due, words)))
    table = Table(columns, tuple(rows), name="forms", sortable=True)
    blocks: tuple[Block, ...] = (*data_warnings(context), Paragraph(words("webform.list")), table)
    return View(header(context, words("webform.list.title")), blocks, context.head, day=context.as_of)


def _parts(figures: DraftFigures, context: ViewContext) -> Iterator[FormPart]:
    """Yield the parts of the form in the order of the file."""
    words = context.words
    yield FormPart(words("webform.part.report"), fields="report")
    yield FormPart(words("webform.part.updates"), (Paragraph(words("webform.updates", number=len(figures.tasks))),))
    for draft in figures.tasks:
        task = draft.verdict.task
        title = words("draft.task", number=task.number, content=clip(task.content, HEADING_LENGTH))
        more = task.content if len(task.content) > HEADING_LENGTH else ""
        yield FormPart(title, tuple(_task_blocks(draft, context)), f"updates/{task.id}", 2, more)
    if figures.paused:
        numbers = ", ".join(verdict.task.id for verdict in figures.paused)
        yield FormPart(words("webform.part.paused"), (Paragraph(words("webform.paused", tasks=numbers)),))
    if figures.indicators:
        yield FormPart(words("webform.part.indicators"), fields="indicators")
    if figures.cooperating:
        note = Paragraph(words("webform.contributions"))
        yield FormPart(words("webform.part.contributions"), (note,), "contributions")
    if corrigible(figures):
        note = Paragraph(words("webform.corrections"))
        yield FormPart(words("webform.part.corrections"), (note,), "corrections")


def _task_blocks(draft: DraftTask, context: ViewContext) -> Iterator[Pairs | Paragraph | Items]:
    """Yield what the agency must know of the task: the words of the plan, the last report, what was answered."""
    task, words = draft.verdict.task, context.words
    rows = [(words("column.deadline"), task.deadline.words), (words("webform.product"), task.product.words)]
    if draft.verdict.due is not None:
        rows.append((words("webform.due_date"), words.day(draft.verdict.due)))
    if draft.last is None:
        rows.append((words("webform.last"), words("webform.last_none")))
    else:
        text, summary = dated_state_text(draft.last, words), draft.last.value.summary
        rows.append((words("webform.last"), f"{text}. {one_line(summary)}" if summary else text))
    yield Pairs(tuple(rows))
    for returned in draft.returned:
        yield Paragraph(returned_text(returned, words), "warn")
    answers = [
        words(
            "webform.answer", obstacle=one_line(obstacle.obstacle.description), answer=answer_text(context, entry.value)
        )
        for obstacle in draft.obstacles
        for entry in obstacle.answers
    ]
    if answers:
        yield Items(tuple(answers))
