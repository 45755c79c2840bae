"""Tables that several views show: agencies, tasks, monthly reports, claims, indicators, obstacles."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from plan190.document.blocks import (
    DATA,
    EVERYWHERE,
    NOT_CSV,
    NOT_SHEET,
    ONLY_CSV,
    ONLY_SHEET,
    ONLY_TEXT,
    Cell,
    Column,
    Heading,
    Paragraph,
    Table,
)
from plan190.parts.cells import (
    NO_VALUE,
    ColumnPair,
    Columns,
    Ids,
    agency_cell,
    apply_columns,
    build_table,
    content_column,
    count_cell,
    date_cell,
    due_columns,
    number_cell,
    number_column,
    percent_cell,
    state_cell,
    submission_cell,
    task_cell,
    task_page,
)
from plan190.parts.names import (
    agencies_in_state,
    authority_text,
    counts_text,
    dated_value_text,
    document_name,
    flag_texts,
    indicator_name,
    indicator_place,
    measured_text,
    period_name,
    period_ranges,
    share_text,
    state_text,
    state_without_days_late,
    submission_state_text,
    target_number,
    target_text,
    tone_of,
    with_note,
)
from plan190.status.figures.tasks import in_state
from plan190.status.indicators import exact_number
from plan190.status.percent import percent_of
from plan190.status.state import DONE, NO_DEADLINE, OPEN, STATES, State
from plan190.status.verdicts import AgencyVerdict
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from plan190.document.blocks import Block, Media, Tone
    from plan190.model.decision import Reply
    from plan190.model.period import Period
    from plan190.model.plan import Comparator, Indicator
    from plan190.parts.context import ViewContext
    from plan190.status.figures.obstacles import ObstaclesFigures
    from plan190.status.figures.plan import AgencyRows, BodyRow, LeadingAgencies, PlanFigures, TotalsRow
    from plan190.status.figures.reports import MissingByAgency
    from plan190.status.indicators import IndicatorSeries, IndicatorTotal
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.state import Tally
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import OpenClaim, TaskVerdict
    from plan190.status.work_history import Claim
    from plan190.words import Words

    Remark = Callable[[BodyRow], str]

# --- agencies --------------------------------------------------------------------------------------------------------


class SummedColumn(NamedTuple):
    """A column of agencies and joint tasks, the function that returns its cell for a row, and its sum of all rows."""

    column: Column
    cell: Callable[[BodyRow], Cell | str]
    sum: Cell | str = ""


def totals_table(figures: PlanFigures, words: Words) -> Table:
    """Return the table of the totals of tasks and of obligations by state, with the share that is done."""
    columns: Columns[TotalsRow] = [
        (Column(words("column.counted"), wide=True), lambda row: words(f"totals.{row.name}")),
        *apply_columns(tally_columns(words, figures.obligations, subtotals=False), attrgetter("tally")),
        (number_column("done_share", words, optional=True), lambda row: percent_cell(row.done_share, words)),
        (number_column("agencies", words, optional=True), lambda row: count_cell(row.agencies)),
    ]
    return build_table(columns, figures.totals, name="totals", media=NOT_CSV)


def agencies_blocks(
    context: ViewContext, leading: LeadingAgencies, title: str = "", *, is_filtered: bool = False
) -> Iterator[Block]:
    """Yield the table of agencies with its legend; workbooks and CSV have a table of their assumed obligations too.

    `title`: "" for the usual one. `is_filtered`: whether these are only some of the agencies, which the row of sums
    then says.
    """
    words = context.words
    yield Heading(title or words("status.agencies.title"), 2)
    sum_title = words("column.sum.shown" if is_filtered else "column.sum")
    yield _status_table(context, leading, sum_title)
    assumed = assumed_agencies_table(context, leading, sum_title=sum_title)
    yield Heading(words("status.assumed.title"), 2, assumed.media & ONLY_SHEET)
    yield assumed._replace(media=assumed.media & DATA)
    ended = words("status.legend.ended") if leading.stated.total[State.ENDED] else ""
    unread = words("status.legend.unread") if leading.stated.total[State.UNREAD] else ""
    yield Paragraph(words("status.legend", soon=context.policy.soon, ended=ended, unread=unread), "mute")


def _status_table(context: ViewContext, leading: LeadingAgencies, sum_title: str) -> Table:
    """Return the table of Annex I with the missing reports and, in text formats, the assumed obligations.

    Text formats leave out the columns in which all counts are 0.
    """
    words, stated, assumed = context.words, leading.stated.total, leading.assumed.total
    missing = number_column("reports_missing", words)._replace(media=NOT_CSV if leading.missing_reports else ONLY_SHEET)
    columns = [
        *_with_sums(tally_columns(words, stated, subtotals=True, dim=True), attrgetter("stated"), stated),
        *_with_sums(_assumed_columns(words, assumed), attrgetter("assumed"), assumed),
        SummedColumn(missing, _missing_cell, number_cell(leading.missing_reports, words)),
        *_report_columns(context, leading),
    ]
    return _rows_table(context, leading.rows, columns, "agencies", _report_ids(leading), sum_title=sum_title)


def _with_sums(counts: Columns[Tally], part: Callable[[BodyRow], Tally], total: Tally) -> Iterator[SummedColumn]:
    """Yield columns for rows, given columns of a tally and the function that returns this tally of a row."""
    for (column, count), (_, cell) in zip(counts, apply_columns(counts, part), strict=True):
        yield SummedColumn(column, cell, count(total))


def _missing_cell(row: BodyRow) -> Cell:
    return _dimmed(count_cell(row.missing_reports if isinstance(row, AgencyVerdict) else None))


def _assumed_columns(words: Words, total: Tally) -> Columns[Tally]:
    """Return the columns that show how many of the assumed obligations are overdue, due soon and done, if any are."""

    def part(title: str, states: Sequence[State], optional: int = 0) -> ColumnPair[Tally]:
        column = number_column(title, words, optional=optional)

        def cell(tally: Tally) -> Cell:
            number = tally.in_states(*states)
            if not tally.total:
                return NO_VALUE
            return _dimmed(count_cell(number, *states))._replace(text=f"{number}/{tally.total}")

        return column._replace(group=words("group.assumed"), media=ONLY_TEXT), cell

    columns = [part("overdue", [State.OVERDUE])] if total.total else []
    if total[State.DUE_SOON]:
        columns.append(part("due_soon", [State.DUE_SOON], 2))
    if total.done:
        columns.append(part("done", DONE, 3))
    return columns


def _dimmed(cell: Cell) -> Cell:
    """Return the cell, muted if its value is 0."""
    return cell._replace(tone="mute") if cell.value == 0 else cell


def agencies_table(context: ViewContext, leading: LeadingAgencies, remark: Remark) -> Table:
    """Return the table of Annex I: the stated obligations of each agency and joint task by state, and its report.

    `remark`: the function that returns the remark on a row.
    """
    part = leading.stated
    columns = (*_annex_columns(context, part), *_report_columns(context, leading), _remark_column(context, remark))
    return _rows_table(context, part.rows, columns, "agencies", _report_ids(leading), full_names=True)


def assumed_agencies_table(
    context: ViewContext, leading: LeadingAgencies, remark: Remark | None = None, *, sum_title: str = ""
) -> Table:
    """Return the table of the assumed obligations by agency and state; in a report with remarks and full names."""
    part = leading.assumed
    columns = [*_annex_columns(context, part)]
    if remark:
        columns.append(_remark_column(context, remark))
    return _rows_table(context, part.rows, columns, "assumed", {}, sum_title=sum_title, full_names=remark is not None)


def _annex_columns(context: ViewContext, part: AgencyRows) -> Iterator[SummedColumn]:
    return _with_sums(tally_columns(context.words, part.total, subtotals=True), attrgetter("leads"), part.total)


def _remark_column(context: ViewContext, remark: Remark) -> SummedColumn:
    return SummedColumn(Column(context.words("column.remark"), wide=True), remark)


def _rows_table(
    context: ViewContext,
    rows: Iterable[BodyRow],
    summed: Sequence[SummedColumn],
    name: str,
    ids: Ids[BodyRow],
    *,
    sum_title: str = "",
    full_names: bool = False,
) -> Table:
    """Return the table of these rows: their names, then these columns, with the sums in the last row."""
    words = context.words
    columns: Columns[BodyRow] = [
        (Column(words("column.agency"), wide=True), lambda row: body_cell(context, row, full_names=full_names)),
        *((column, cell) for column, cell, _ in summed),
    ]
    totals = [sum_title or words("column.sum"), *(column.sum for column in summed)]
    ids = {"agency_id": _agency_id, "task_id": _joint_task_id, **ids}
    row_title = words("column.row")
    return build_table(columns, rows, name=name, row_title=row_title, totals=totals, sortable=True, ids=ids)


def _report_columns(context: ViewContext, leading: LeadingAgencies) -> tuple[SummedColumn, ...]:
    """Return the columns of the monthly report and of the tasks in which agencies cooperate."""
    reports, words = leading.reports, context.words
    period, title = reports.period, words("column.report", month=period_name(reports.period, words))
    submitted = f"{reports.submitted}/{reports.owed}" if reports.owed else "—"

    def state(row: BodyRow) -> Cell | str:
        submission = _submission(row, period)
        return submission_state_text(submission, words) if submission is not None else NO_VALUE

    def day(row: BodyRow) -> Cell:
        return date_cell(_day(row, period), words)

    return (
        SummedColumn(Column(title, media=ONLY_TEXT), lambda row: report_cell(row, period, words), submitted),
        SummedColumn(Column(title, media=ONLY_SHEET), state, submitted),
        SummedColumn(Column(words("column.reported_on"), media=ONLY_SHEET), day),
        SummedColumn(number_column("cooperates", words, optional=3), _cooperates_cell, count_cell(leading.cooperates)),
    )


def _report_ids(leading: LeadingAgencies) -> Ids[BodyRow]:
    period = leading.reports.period
    return {
        "period": lambda _: period,
        "report_state_id": lambda row: getattr(_submission(row, period), "state", None),
        "reported_on": lambda row: _day(row, period),
    }


def _day(row: BodyRow, period: Period) -> date | None:
    """Return the date of the report of an agency for the period; None if there is none."""
    return getattr(_submission(row, period), "reported_on", None)


def report_cell(row: BodyRow, period: Period, words: Words) -> Cell:
    """Return the cell with the date of the report of an agency for the period, or with its state."""
    return submission_cell(_submission(row, period), words)


def body_cell(context: ViewContext, row: BodyRow, *, full_names: bool = False) -> Cell:
    """Return the cell with the name of the agency, or with the number of the joint task."""
    if isinstance(row, AgencyVerdict):
        return agency_cell(context, row.agency, full=full_names, mark_outside=True)
    task = row.verdicts[0].task.id
    return Cell(context.words("row.joint", task=task), page=task_page(task))


def _agency_id(row: BodyRow) -> str | None:
    return row.agency.id if isinstance(row, AgencyVerdict) else None


def _joint_task_id(row: BodyRow) -> str | None:
    return None if isinstance(row, AgencyVerdict) else row.verdicts[0].task.id


def _submission(row: BodyRow, period: Period) -> Submission | None:
    return row.submission(period) if isinstance(row, AgencyVerdict) else None


def _cooperates_cell(row: BodyRow) -> Cell:
    return count_cell(row.cooperates if isinstance(row, AgencyVerdict) else None)


def _submission_column(title: str, period: Period, words: Words) -> ColumnPair[AgencyVerdict]:
    """Return the column with the state of each agency's report of the period."""
    return Column(title), lambda item: submission_cell(item.submission(period), words)


def tally_columns(words: Words, total: Tally, *, subtotals: bool, dim: bool = False) -> Columns[Tally]:
    """Return the columns of a tally in the order of Annex I.

    Only CSV has a column of unread deadlines or of ended work if the total has none. `subtotals`: include the sums of
    done and of open work, and a column for each state without a due date; narrow screens leave some columns out.
    `dim`: mute zeros, and leave columns in which all counts are 0 to workbooks and CSV.
    """

    def count(title: str, states: Sequence[State], group: str = "", *, optional: int = 0) -> ColumnPair[Tally]:
        column = number_column(title, words, optional=optional if subtotals else 0)
        if group:
            column = column._replace(group=words(f"group.{group}"))
        if not total.in_states(*states):
            column = column._replace(media=_media_of_empty(states, dim=dim))

        def cell(tally: Tally) -> Cell:
            counted = count_cell(tally.in_states(*states), *states)
            return _dimmed(counted) if dim else counted

        return column, cell

    columns = [count("total", STATES)]
    if subtotals:
        columns.append(count("all", DONE, "done", optional=4))
    columns += [count("on_time", [State.DONE_ON_TIME], "done"), count("late", [State.DONE_LATE], "done")]
    if subtotals:
        columns.append(count("all", OPEN, "open", optional=4))
    columns.append(count("within_time", [State.WITHIN_TIME], "open", optional=1))
    columns += [count(str(state), [state], "open") for state in (State.DUE_SOON, State.OVERDUE)]
    columns.append(count("no_deadline", NO_DEADLINE, optional=2))
    if subtotals:
        columns += [count(str(state), [state], optional=5) for state in NO_DEADLINE]
    columns.append(count("ended", [State.ENDED]))
    return columns


def _media_of_empty(states: Sequence[State], *, dim: bool) -> Media:
    """Return the kinds of format that show a column of these states in which all counts are 0."""
    if states[0] in {State.UNREAD, State.ENDED}:
        return ONLY_CSV
    return DATA if dim else EVERYWHERE


# --- tasks -----------------------------------------------------------------------------------------------------------


def tasks_table(context: ViewContext, tasks: Iterable[TaskVerdict]) -> Table:
    """Return the table of these tasks, in their order."""
    words = context.words
    columns: Columns[TaskVerdict] = [
        (number_column("task", words), lambda item: task_cell(item.task.id)),
        content_column(words),
        (Column(words("column.lead")), context.leads),
        (Column(words("column.deadline"), optional=1), lambda item: item.task.deadline.words),
        *due_columns(words, attrgetter("worst"), optional=2),
        (Column(words("column.state")), lambda item: task_state_cell(item, context, with_days=False)),
        (number_column("days_late", words, optional=2), lambda item: number_cell(item.days_late, words)),
    ]
    ids: Ids[TaskVerdict] = {
        "task_id": attrgetter("task.id"),
        "lead_ids": attrgetter("task.lead.bodies"),
        "state_id": attrgetter("state"),
        "owed_by_ids": context.lead_ids,
    }
    return build_table(columns, tasks, name="tasks", sortable=True, ids=ids)


def task_state_cell(task: TaskVerdict, context: ViewContext, *, with_days: bool = True) -> Cell:
    """Return the cell with a task's state; its narrow text has the days late and the due date too.

    `with_days`: the text has the days late too, because the table has no column for them.
    """
    words = context.words
    state = state_text(task, words)
    due = words.short_day(task.due) if task.due is not None else ""
    narrow_text = _with_notes(with_note(state, due), task, context)
    if not with_days:
        state = state_without_days_late(task, words)
    return Cell(_with_notes(state, task, context), tone=tone_of(task.state), narrow_text=narrow_text)


def _with_notes(state: str, task: TaskVerdict, context: ViewContext) -> str:
    """Return a task's state with its flags if one agency owes the task, else with the number of agencies in it."""
    if len(task.verdicts) == 1:
        return with_note(state, "; ".join(flag_texts(task.verdicts[0], context)))
    if task.in_state != len(task.verdicts):
        return f"{state}: {agencies_in_state(in_state(task), context.words)}"
    return state


# --- monthly reports -------------------------------------------------------------------------------------------------


MOST_PERIODS = 4
"""The number of periods that the table of reports shows on any screen."""


def reports_grid(context: ViewContext, agencies: Iterable[AgencyVerdict], periods: Iterable[Period]) -> Table:
    """Return the table with the state of each agency's report for each period; a narrow screen omits earlier ones."""
    earlier_first = tuple(periods)
    columns: Columns[AgencyVerdict] = [
        (Column(context.words("column.agency"), wide=True), lambda verdict: agency_cell(context, verdict.agency)),
    ]
    for position, period in enumerate(earlier_first, start=1):
        column, cell = _submission_column(period_name(period, context.words), period, context.words)
        columns.append((column._replace(optional=max(0, len(earlier_first) - position - MOST_PERIODS + 1)), cell))
    return build_table(columns, agencies, name="reports", row_title=context.words("column.row"), media=ONLY_TEXT)


def missing_table(
    context: ViewContext,
    missing: Iterable[Submission],
    *,
    one_agency: bool = False,
    with_days: bool = True,
    media: Media = EVERYWHERE,
) -> Table:
    """Return the table of missing reports, one a row; `with_days`: include their days late.

    `one_agency`: all are owed by the same agency, so there is no column of agencies.
    """
    words = context.words
    columns: Columns[Submission] = [
        (Column(words("column.agency"), wide=True), lambda item: agency_cell(context, item.agency)),
        (Column(words("column.period")), lambda item: period_name(item.period, words)),
        (Column(words("column.due")), lambda item: date_cell(item.due, words)),
    ]
    if with_days:
        columns.append((number_column("days_late", words), lambda item: number_cell(item.days_late, words)))
    if one_agency:
        return build_table(columns[1:], missing, name="missing", row_title=words("column.row"), media=media)
    ids = {"agency_id": attrgetter("agency.id"), "period": attrgetter("period")}
    return build_table(columns, missing, name="missing", ids=ids, media=media)


def missing_by_agency_table(
    context: ViewContext, missing: Iterable[MissingByAgency], *, with_days: bool = True, media: Media = EVERYWHERE
) -> Table:
    """Return the table of agencies with missing reports, each agency once, with the ranges of its periods.

    `with_days`: include the highest number of days late.
    """
    words = context.words
    columns: Columns[MissingByAgency] = [
        (Column(words("column.agency"), wide=True), lambda item: agency_cell(context, item.agency)),
        (number_column("missing", words), lambda item: number_cell(len(item.periods), words)),
        (Column(words("column.periods"), wide=True), lambda item: period_ranges(item.runs, words)),
    ]
    if with_days:
        columns.append((number_column("most_days_late", words), lambda item: number_cell(item.days_late, words)))
    ids: Ids[MissingByAgency] = {
        "agency_id": attrgetter("agency.id"),
        "periods": lambda item: list(map(str, item.periods)),
    }
    return build_table(columns, missing, name="missing", row_title=words("column.row"), ids=ids, media=media)


# --- claims ----------------------------------------------------------------------------------------------------------


def claims_table(context: ViewContext, claims: Iterable[OpenClaim]) -> Table:
    """Return the table of claims awaiting acceptance."""
    bodies, words = context.register.bodies, context.words
    columns: Columns[OpenClaim] = [
        (number_column("task", words), lambda item: task_cell(item.verdict.task.id)),
        (Column(words("column.agency"), wide=True), lambda item: agency_cell(context, bodies[item.claim.agency])),
        (Column(words("column.done_on")), lambda item: date_cell(item.claim.done_on, words)),
        (Column(words("column.claimed_on")), lambda item: date_cell(item.claim.reported_on, words)),
        (Column(words("column.state")), lambda item: state_cell(item.verdict, words)),
        (Column(words("column.proof"), wide=True), lambda item: _evidence_names(item.claim)),
    ]
    ids = {
        "task_id": attrgetter("verdict.task.id"),
        "agency_id": attrgetter("claim.agency"),
        "state_id": attrgetter("verdict.state"),
    }
    return build_table(columns, claims, name="claims", ids=ids)


def _evidence_names(claim: Claim) -> str:
    return "; ".join(evidence.number or evidence.title for evidence in claim.evidence) or "—"


# --- indicators ------------------------------------------------------------------------------------------------------

_MET: dict[bool | None, tuple[str, Tone]] = {True: ("yes", "good"), False: ("no", "warn"), None: ("no_cases", "mute")}
"""The end of the message key and the tone, by `IndicatorSeries.met`."""

_SIGNS: dict[Comparator, str] = {"equal": "", "at_least": "≥ ", "at_most": "≤ "}
"""The sign before a target in a table."""

MOST_MONTHS = 6
"""The highest number of months whose values of an indicator people read."""


def indicator_totals_table(totals: Iterable[IndicatorTotal], words: Words, *, of_some: bool = False) -> Table:
    """Return the table with a line on each indicator: target, agencies that report it, sum, agencies that meet it.

    `of_some`: the sums are those of some agencies, so they are not compared with a target of all together.
    """
    columns: Columns[IndicatorTotal] = [
        (Column(words("column.task_or_section")), lambda total: indicator_place_cell(total.indicator)),
        (Column(words("column.indicator"), wide=True), lambda total: indicator_name(total.indicator, words)),
        (Column(words("column.target")), lambda total: _target_cell(total, words)),
        (Column(words("timeline.agencies"), number=True), lambda total: count_cell(len(total.series))),
        (Column(words("column.together")), lambda total: _together_cell(total, words, of_some=of_some)),
        (number_column("met", words), lambda total: count_cell(total.meeting if total.comparable else None)),
        (number_column("unmet", words), _unmet_cell),
        (number_column("no_cases", words, optional=1), lambda total: count_cell(total.without_cases)),
    ]
    return build_table(columns, totals, name="indicator-totals", media=NOT_CSV)


def _target_cell(item: IndicatorSeries | IndicatorTotal, words: Words) -> Cell:
    """Return the cell with the target of an indicator in a short form, such as 100%, ≥ 20% or "53 in all"."""
    indicator = item.indicator
    target = _SIGNS[indicator.comparator] + target_number(indicator, item.target, words)
    text = words("indicators.in_all", target=target) if indicator.together else target
    return Cell(text, target_text(indicator, words, item.year))


def _together_cell(total: IndicatorTotal, words: Words, *, of_some: bool) -> Cell:
    """Return the cell with the sum of the agencies' last values, or the share; a dash if a sum says nothing."""
    if total.whole is not None:
        percent = words.percent(total.share) if total.share is not None else words("share.no_cases")
        return Cell(share_text(total.value or 0, total.whole, words), narrow_text=percent)
    if total.indicator.together and total.value is not None and not of_some:
        key, tone = _MET[total.is_met]
        text = with_note(words.number(total.value), words(f"met.{key}"))
        return Cell(text, exact_number(total.value), tone)
    return number_cell(total.value, words) if len(total.series) == 1 else NO_VALUE


def _unmet_cell(total: IndicatorTotal) -> Cell:
    cell = count_cell(total.unmet if total.comparable else None)
    return cell._replace(tone="warn") if total.unmet else cell


def indicators_table(context: ViewContext, series: Iterable[IndicatorSeries]) -> Table:
    """Return the table of indicator series: the target, the last value, and the values over the months."""
    words = context.words
    columns: Columns[IndicatorSeries] = [
        (Column(words("column.task_or_section")), lambda item: indicator_place_cell(item.indicator)),
        (Column(words("column.indicator"), wide=True), lambda item: indicator_name(item.indicator, words)),
        (Column(words("column.agency")), lambda item: agency_cell(context, item.agency)),
        (Column(words("column.target"), optional=1), lambda item: _target_cell(item, words)),
        (Column(words("column.latest"), media=NOT_SHEET), lambda item: _latest_cell(item, words)),
        (Column(words("column.latest"), number=True, media=ONLY_SHEET), lambda item: number_cell(_value(item), words)),
        (Column(words("column.of"), number=True, media=ONLY_SHEET), lambda item: number_cell(_whole(item), words)),
        (Column(words("column.share"), number=True, media=ONLY_SHEET), lambda item: percent_cell(_share(item), words)),
        (Column(words("column.met")), lambda item: Cell(_met_text(item, words), tone=_MET[item.met][1])),
        (Column(words("column.trend"), wide=True, optional=2), lambda item: _trend_cell(item, words)),
    ]
    ids: Ids[IndicatorSeries] = {
        "indicator_id": attrgetter("indicator.id"),
        "task_ids": attrgetter("indicator.tasks"),
        "agency_id": attrgetter("agency.id"),
        "period": attrgetter("latest.period"),
        "value": _value,
        "of": _whole,
        "met": attrgetter("met"),
    }
    return build_table(columns, series, name="indicators", ids=ids)


def _value(series: IndicatorSeries) -> Decimal:
    return series.latest.measured.value


def _whole(series: IndicatorSeries) -> Decimal | None:
    return series.latest.measured.of


def _share(series: IndicatorSeries) -> int | None:
    whole = _whole(series)
    return None if whole is None else percent_of(_value(series), whole)


def indicator_place_cell(indicator: Indicator) -> Cell:
    """Return the cell with the numbers of an indicator's tasks or its provisions; one task is linked to its page."""
    return task_cell(indicator.tasks[0]) if len(indicator.tasks) == 1 else Cell(indicator_place(indicator))


def _met_text(series: IndicatorSeries, words: Words) -> str:
    if series.indicator.together:
        return words("met.together")
    return words(f"met.{_MET[series.met][0]}")


def _latest_cell(series: IndicatorSeries, words: Words) -> Cell:
    return Cell(measured_text(series.latest.measured, words), tone=_MET[series.met][1])


def _trend_cell(series: IndicatorSeries, words: Words) -> Cell:
    """Return the cell with the values over the months; people read the last ones, with shares as percentages."""
    brief = [dated_value_text(point, words, brief=True) for point in series.points[-MOST_MONTHS:]]
    if len(series.points) > MOST_MONTHS:
        brief.insert(0, "…")
    every = [dated_value_text(point, words) for point in series.points]
    return Cell(" → ".join(brief), " → ".join(every))


# --- obstacles -------------------------------------------------------------------------------------------------------


def obstacles_summary(figures: ObstaclesFigures, words: Words) -> str:
    """Return the sentence with the numbers of open obstacles: all, beyond authority, unanswered, by category."""
    number = len(figures.obstacles)
    if not number:
        return words("obstacles.none")
    beyond, categories = len(figures.beyond), counts_text("category", figures.by_category, words)
    unanswered = figures.unanswered
    return words("obstacles.summary", number=number, beyond=beyond, unanswered=unanswered, categories=categories)


def obstacles_table(context: ViewContext, obstacles: Iterable[OpenObstacle], *, named: bool = True) -> Table:
    """Return the table of these obstacles with their agencies, dates, proposals and answers.

    `named`: include the ids of the obstacles, to which answers can refer.
    """
    words = context.words

    def category(item: OpenObstacle) -> str:
        name = (named and item.obstacle.id) or ""
        return with_note(words(f"category.{item.obstacle.category}"), name)

    def description(item: OpenObstacle) -> Cell:
        text = one_line(item.obstacle.description)
        return Cell(text, narrow_text=f"[{item.obstacle.name}] {text}" if named else None)

    def answers(item: OpenObstacle) -> str:
        texts = [answer_text(context, entry.value) for entry in item.answers]
        return "; ".join(texts) or words("obstacles.no_answer")

    columns: Columns[OpenObstacle] = [
        (Column(words("column.agency")), lambda item: agency_cell(context, item.agency)),
        (number_column("task", words), lambda item: task_cell(item.task)),
        (Column(words("column.category"), optional=1), category),
        (Column(words("column.authority"), optional=2), lambda item: authority_text(item.obstacle, words)),
        (Column(words("column.raised_on"), optional=3), lambda item: date_cell(item.raised_on, words)),
        (number_column("days", words), lambda item: number_cell(item.days_open(context.as_of), words)),
        (Column(words("column.obstacle"), wide=True), description),
        (Column(words("column.proposal"), wide=True, optional=4), lambda item: one_line(item.obstacle.proposal or "—")),
        (Column(words("column.answer"), wide=True), answers),
    ]
    ids = {
        "agency_id": attrgetter("agency.id"),
        "task_id": attrgetter("task"),
        "category_id": attrgetter("obstacle.category"),
        "beyond_authority": attrgetter("obstacle.beyond_authority"),
    }
    return build_table(columns, obstacles, name="obstacles", stacked=True, ids=ids)


def answer_text(context: ViewContext, reply: Reply) -> str:
    """Return the answer to an obstacle with its date, body and document."""
    day, by = context.words.day(reply.date), context.short_name(reply.by)
    document = document_name(reply.document, context.words)
    return context.words("obstacles.answer", day=day, by=by, answer=one_line(reply.answer), document=document)
