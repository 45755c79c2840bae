"""Tables of reports and letters: agencies, tasks, obligations that are overdue or due next, and monthly reports."""

from __future__ import annotations

from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from plan190.document.blocks import DATA, EVERYWHERE, ONLY_TEXT, Cell, Column, Heading, Paragraph, Table
from plan190.model.agency import Agency
from plan190.parts.cells import (
    Columns,
    Ids,
    agency_cell,
    agency_ids,
    build_table,
    date_cell,
    due_columns,
    number_cell,
    number_column,
    task_cell,
)
from plan190.parts.names import (
    agencies_in_state,
    agency_names,
    claim_texts,
    count_messages,
    counts_text,
    document_name,
    holder_name,
    in_language,
    item_list,
    period_name,
    short_name,
    submission_state_text,
    taken_over_texts,
    tone_of,
    update_state_text,
)
from plan190.parts.tables import agencies_table, assumed_agencies_table, task_state_cell
from plan190.status.figures.tasks import in_state
from plan190.status.grouping import group_by
from plan190.status.verdicts import last_reported_states, verdicts_by_state
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from plan190.document.blocks import Block, Media
    from plan190.parts.context import ViewContext
    from plan190.status.figures.divided import ObligationList
    from plan190.status.figures.obstacles import ObstaclesFigures
    from plan190.status.figures.plan import BodyRow, LeadingAgencies
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import TaskVerdict, Verdict
    from plan190.words import Words


MOST_NAMED = 3
"""The highest number of agencies or obstacles named in a cell; if there are more, the cell has only their number."""


def agencies_annex(context: ViewContext, leading: LeadingAgencies) -> Iterator[Block]:
    """Yield the tables of the stated and of the assumed obligations by agency, with remarks in the last column."""

    def remark(row: BodyRow) -> str:
        counts = {"claimed": row.claimed, "extended": row.extended, "at_risk": row.at_risk}
        return "; ".join(count_messages("remark", counts, context.words))

    yield Heading(context.words("status.stated.title"), 2)
    yield agencies_table(context, leading, remark)
    if leading.assumed.rows:
        yield Heading(context.words("status.assumed.title"), 2)
    yield assumed_agencies_table(context, leading, remark)


# --- tasks -----------------------------------------------------------------------------------------------------------


def tasks_annex(
    context: ViewContext, tasks: Sequence[TaskVerdict], obstacles: Mapping[str, ObstaclesFigures]
) -> Iterator[Block]:
    """Yield the table of these tasks, and the legend of the short names of groups in it.

    In text, several of these share a column; workbooks and CSV have a column for each. `obstacles`: the open obstacles
    by task id.
    """
    words = context.words

    def result(item: TaskVerdict) -> str:
        return _result_text(item, words)

    def obstacle(item: TaskVerdict) -> str:
        return _obstacles_text(item, obstacles, words)

    def content(item: TaskVerdict) -> str:
        note = one_line(item.task.note or "")
        return f"{item.task.content}\n({note})" if note else item.task.content

    def agencies(item: TaskVerdict) -> str:
        names = _names(context.cooperating_ids(item.task), context)
        cooperating = words("annex.tasks.cooperating", names=names) if names else ""
        return _stacked(_names(context.lead_ids(item), context), cooperating)

    def product(item: TaskVerdict) -> str:
        return _stacked(item.task.deadline.words, item.task.product.words)

    def progress(item: TaskVerdict) -> Cell:
        state, text = task_state_cell(item, context), obstacle(item)
        reported = _text_beside_state(item, words)
        obstacles_line = words("annex.tasks.obstacle", text=text) if text else ""
        return state._replace(text=_stacked(state.text, reported, obstacles_line))

    columns: Columns[TaskVerdict] = [
        (number_column("row", words), lambda item: task_cell(item.task.id)),
        (Column(words("column.content_note"), wide=True, media=ONLY_TEXT), content),
        (Column(words("column.lead_cooperating"), wide=True, media=ONLY_TEXT), agencies),
        (Column(words("column.deadline_product"), wide=True, media=ONLY_TEXT), product),
        (Column(words("column.progress"), wide=True, media=ONLY_TEXT), progress),
        (Column(words("column.content"), wide=True, media=DATA), lambda item: item.task.content),
        (Column(words("column.lead"), media=DATA), context.leads),
        (Column(words("column.cooperating"), wide=True, media=DATA), lambda item: item.task.cooperating.words),
        (Column(words("column.deadline"), media=DATA), lambda item: item.task.deadline.words),
        (Column(words("column.product"), wide=True, media=DATA), lambda item: item.task.product.words),
        (Column(words("column.result"), wide=True, media=DATA), result),
        (Column(words("column.state"), media=DATA), lambda item: task_state_cell(item, context)),
        (Column(words("column.obstacle"), wide=True, media=DATA), obstacle),
        (Column(words("column.note"), wide=True, media=DATA), lambda item: item.task.note or ""),
    ]
    yield build_table(columns, tasks, name="tasks", sortable=True, ids=_task_ids(context))
    yield from _groups_legend(context, tasks)


def _task_ids(context: ViewContext) -> Ids[TaskVerdict]:
    """Return the ids of a row of the annex of tasks."""
    return {
        "task_id": attrgetter("task.id"),
        "lead_ids": attrgetter("task.lead.bodies"),
        "owed_by_ids": context.lead_ids,
        "cooperating_ids": attrgetter("task.cooperating.bodies"),
        "state_id": attrgetter("state"),
    }


def _stacked(*texts: str) -> str:
    """Return the texts on a line each, without those that are ""; only the last one keeps its full stop."""
    *others, last = [one_line(text) for text in texts if text] or [""]
    return ";\n".join((*(text.rstrip(" .") for text in others), last))


def _names(ids: Iterable[str], context: ViewContext) -> str:
    """Return the short names of agencies and groups, separated by semicolons."""
    return "; ".join(_short_group(context, id_) or context.short_name(id_) for id_ in ids)


def _short_group(context: ViewContext, id_: str) -> str:
    """Return the short name of a group that has one, otherwise ""."""
    body = context.register.bodies[id_]
    if isinstance(body, Agency):
        return ""
    return in_language(context.words, body.short or "", body.short_english or "")


def _groups_legend(context: ViewContext, tasks: Iterable[TaskVerdict]) -> Iterator[Block]:
    """Yield the sentence with the full names of the groups that have short names, if there are any."""
    ids = dict.fromkeys(id_ for item in tasks for id_ in (*item.task.lead.bodies, *item.task.cooperating.bodies))
    names = {id_: name for id_ in ids if (name := _short_group(context, id_))}
    if names:
        texts = "; ".join(f"{name}: {context.full_name(id_)}" for id_, name in names.items())
        yield Paragraph(context.words("annex.tasks.legend", names=texts), "mute")


def _result_text(task: TaskVerdict, words: Words) -> str:
    """Return the last update as text if there is one obligation, otherwise the number of obligations by state.

    Of a few obligations, the last update on each follows.
    """
    if len(task.verdicts) == 1:
        return _work_text(task.verdicts[0], words)
    texts = []
    for state, verdicts in verdicts_by_state(task.verdicts).items():
        name = words(f"state.{state}")
        text = words("result.of_some", state=name, number=len(verdicts), total=len(task.verdicts))
        if len(verdicts) <= MOST_NAMED:
            text += f" ({agency_names(verdicts, words)})"
        texts.append(text)
    return "; ".join(filter(None, (*texts, _results_by_agency(task, words))))


def _text_beside_state(task: TaskVerdict, words: Words) -> str:
    """Return the result without what the state of the task tells itself: claims, and a state that all share."""
    if len(task.verdicts) == 1:
        return last_update_text(task.verdicts[0], words)
    if task.in_state == len(task.verdicts):
        return _results_by_agency(task, words) or agencies_in_state(in_state(task), words)
    return _result_text(task, words)


def _results_by_agency(task: TaskVerdict, words: Words) -> str:
    """Return the last update on each obligation of a task as text; "" if there are many, or none is reported."""
    verdicts = task.verdicts
    if len(verdicts) > MOST_NAMED or not any(verdict.work.updates for verdict in verdicts):
        return ""
    return "; ".join(f"{short_name(item.body, words)}: {_work_text(item, words).rstrip(' .')}" for item in verdicts)


def last_update_text(verdict: Verdict, words: Words, *, with_summary: bool = True) -> str:
    """Return the last update on an obligation as text: the month, the state, the progress, and the summary.

    An update on a joint task begins with the name of its agency.
    """
    if not verdict.work.updates:
        return words("none.update")
    update = verdict.work.updates[-1]
    month, state = period_name(update.period, words), update_state_text(update.value, words)
    if verdict.is_joint:
        month = f"{holder_name(verdict, update.agency, words)}, {month}"
    if not with_summary:
        return f"{month}: {state}"
    if not update.value.summary:
        return f"{month}, {state}"
    return f"{month}, {state}: {one_line(update.value.summary)}"


def _work_text(verdict: Verdict, words: Words) -> str:
    """Return the last update on an obligation as text, its open or returned claims, and whose obligation it was."""
    text, notes = last_update_text(verdict, words), [*claim_texts(verdict, words), *taken_over_texts(verdict, words)]
    return "; ".join((text.rstrip(" ."), *notes)) if notes else text


def _obstacles_text(task: TaskVerdict, by_task: Mapping[str, ObstaclesFigures], words: Words) -> str:
    """Return the descriptions of the task's open obstacles, with the agencies if the task has several.

    Many obstacles of several agencies are only counted by category.
    """
    figures = by_task.get(task.task.id)
    if figures is None:
        return ""
    obstacles = figures.obstacles
    if len(task.verdicts) == 1 and not task.verdicts[0].is_joint:
        return " ".join(item_list(item.obstacle.description for item in obstacles).texts)
    if len(obstacles) > MOST_NAMED:
        categories = counts_text("category", figures.by_category, words)
        return words("obstacles.many", number=len(obstacles), categories=categories)
    texts = (f"{short_name(item.agency, words)}: {one_line(item.obstacle.description)}" for item in obstacles)
    return " ".join(item_list(texts).texts)


# --- obligations -----------------------------------------------------------------------------------------------------


def obligations_counted(part: ObligationList, words: Words) -> str:
    """Return the number of the obligations and of their agencies; joint tasks are counted separately."""
    texts = []
    if part.own:
        texts.append(words("counted.own", number=len(part.own), agencies=part.agencies))
    if part.joint:
        texts.append(words("counted.joint", number=len(part.joint)))
    return words("counted.and").join(texts) or words("none")


def obligations_table(
    context: ViewContext,
    verdicts: Iterable[Verdict],
    *,
    name: str,
    one_agency: bool = False,
    by_task: bool = False,
    with_days: bool = True,
) -> Table:
    """Return the table of obligations with a due date; `name` begins with "overdue" or "due-next".

    `one_agency`: all are owed by the same agency, so there is no column of agencies. `by_task`: obligations of one task
    with equal due dates and days late share a row. `with_days`: include the days late, or the days left.
    """
    days_name, words = "days_late" if name.startswith("overdue") else "days_left", context.words

    def row_key(verdict: Verdict) -> tuple[object, ...]:
        key = verdict.task.id, verdict.due, verdict.original_due, verdict.days_late
        return key if by_task else (*key, verdict.obligation.origin.id)

    def days_cell(group: list[Verdict]) -> Cell:
        return number_cell(getattr(group[0], days_name), words, tone_of(group[0].state))

    columns: Columns[list[Verdict]] = [
        (Column(words("column.agency")), lambda group: _bodies_cell(context, group)),
        (number_column("task", words), lambda group: task_cell(group[0].task.id)),
        (Column(words("column.content"), wide=True), lambda group: group[0].task.content),
        (Column(words("column.product"), wide=True), lambda group: group[0].task.product.words),
        (Column(words("column.deadline")), lambda group: group[0].task.deadline.words),
        *due_columns(words, itemgetter(0), paused=True),
    ]
    if with_days:
        columns.append((number_column(days_name, words), days_cell))
    columns.append((Column(words("column.last_update"), wide=True), lambda group: _last_updates_text(group, words)))
    if one_agency:
        del columns[0]
    groups = group_by(verdicts, row_key).values()
    ids: Ids[list[Verdict]] = {
        "agency_ids": agency_ids,
        "task_id": lambda group: group[0].task.id,
        "state_id": lambda group: group[0].state,
        "paused": lambda group: bool(group[0].record.due_history.pauses),
    }
    return build_table(columns, groups, name=name, row_title=words("column.row"), ids=ids)


def _bodies_cell(context: ViewContext, verdicts: Sequence[Verdict]) -> Cell:
    """Return the cell with the agency that owes the obligations, or with the number and names of several."""
    first, words = verdicts[0], context.words
    if first.is_joint:
        text = words("joint.owed_by", number=len(first.agencies), name=short_name(first.body, words))
        return Cell(f"{text[0].upper()}{text[1:]}")
    if len(verdicts) == 1:
        return agency_cell(context, first.body)
    by_agency = {verdict.body.id: verdict for verdict in verdicts}
    key = "agencies.counted" if len(by_agency) == len(verdicts) else "agencies.counted.obligations"
    names = agency_names(by_agency.values(), words)
    return Cell(words(key, number=len(by_agency), obligations=len(verdicts), names=names))


def _last_updates_text(verdicts: Sequence[Verdict], words: Words) -> str:
    """Return the last update if there is one obligation, otherwise the number of obligations by last reported state.

    In both cases the claims that were returned are described.
    """
    if len(verdicts) == 1:
        return _work_text(verdicts[0], words)
    texts = []
    for state, number in last_reported_states(verdicts).items():
        label = words(f"update.{state}" if state else "none.update")
        texts.append(f"{label}: {number}")
    for verdict in verdicts:
        texts += [f"{short_name(verdict.body, words)}: {text}" for text in claim_texts(verdict, words)]
    return "; ".join(texts)


# --- monthly reports -------------------------------------------------------------------------------------------------


def submissions_table(
    context: ViewContext, submissions: Iterable[Submission], *, name: str = "deliveries", media: Media = EVERYWHERE
) -> Table:
    """Return the table of monthly reports with their states, dates, days late and documents."""
    words = context.words

    def document(item: Submission) -> str:
        if item.report is None:
            return ""
        return document_name(item.report.value.document, words)

    columns: Columns[Submission] = [
        (Column(words("column.agency"), wide=True), lambda item: agency_cell(context, item.agency)),
        (Column(words("column.period"), media=DATA), lambda item: period_name(item.period, words)),
        (Column(words("column.submission")), lambda item: submission_state_text(item, words)),
        (Column(words("column.due")), lambda item: date_cell(item.due, words)),
        (Column(words("column.reported_on")), lambda item: date_cell(item.reported_on, words)),
        (number_column("days_late", words), lambda item: Cell(str(item.days_late or ""), item.days_late or "")),
        (Column(words("column.document")), document),
    ]
    ids = {
        "agency_id": attrgetter("agency.id"),
        "period": attrgetter("period"),
        "report_state_id": attrgetter("state"),
    }
    return build_table(columns, submissions, name=name, row_title=words("column.row"), ids=ids, media=media)
