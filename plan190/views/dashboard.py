"""First page of the dashboard: what needs attention, all agencies, their history and due dates; the page of reports."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.document.blocks import (
    Bar,
    Bars,
    Block,
    Cell,
    Column,
    DateAxis,
    Heading,
    Mark,
    Number,
    Numbers,
    Paragraph,
    Table,
    Trend,
    TrendLine,
    View,
)
from plan190.parts.cells import (
    ColumnPair,
    Columns,
    agency_cell,
    apply_columns,
    build_table,
    content_column,
    count_cell,
    due_columns,
    number_cell,
    number_column,
    task_cell,
    task_page,
)
from plan190.parts.names import (
    agencies_in_state,
    indicator_name,
    indicator_place,
    month_name,
    period_name,
    share_text,
    state_text,
    target_text,
    tone_of,
)
from plan190.parts.overview import line_label, line_tone
from plan190.parts.plan_view import completion_paragraph, earlier_sentence, plan_view, submissions_sentence
from plan190.parts.tables import body_cell, missing_by_agency_table, report_cell, reports_grid
from plan190.status.figures.tasks import in_state
from plan190.status.state import NO_DEADLINE, STATES, State
from plan190.words.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plan190.document.blocks import Tone
    from plan190.parts.context import ViewContext
    from plan190.status.figures.dashboard import DashboardFigures, DueDates, TaskDue
    from plan190.status.figures.indicators import IndicatorsFigures
    from plan190.status.figures.overview import Attention, OverviewFigures
    from plan190.status.figures.plan import BodyRow
    from plan190.status.figures.reports import MissingReportsFigures, ReportCounts, ReportsFigures
    from plan190.status.indicators import IndicatorTotal
    from plan190.status.state import Tally
    from plan190.status.trend import TallyHistory
    from plan190.status.verdicts import Verdict
    from plan190.words import Words

CONTENT_LENGTH = 90
"""The most characters of a task's content."""

MONTHS_ON_FIRST_PAGE, MONTHS = 6, 24
"""The highest numbers of months in the tables of monthly reports; the latest are shown."""

_PAGES: Mapping[Attention, str] = {
    "overdue": "index.html#overdue",
    "overdue_assumed": "index.html#overdue-assumed",
    "due_soon": "index.html#due-soon",
    "due_soon_assumed": "index.html#due-soon-assumed",
    "missing_reports": "reports.html#missing",
    "missing_reports_earlier": "reports.html#missing",
    "claims": "claims.html",
    "obstacles": "obstacles.html",
    "at_risk": "at-risk.html",
}
"""The address of the list to which the card of a line leads."""


def build(figures: DashboardFigures, context: ViewContext) -> View:
    """Return the first page."""
    plan, words = figures.plan, context.words
    unread = words("status.legend.unread") if plan.obligations[State.UNREAD] else ""
    blocks: list[Block] = [
        *_cards(figures.overview, context),
        *_obligations(figures, context),
        Heading(words("dashboard.agencies"), id="agencies"),
        *completion_paragraph(plan.completion, words),
        _agencies_table(figures, context),
        Paragraph(words("dashboard.agencies.legend", soon=context.policy.soon, unread=unread), "mute", is_folded=True),
        *_trend(figures.history, words),
        Heading(words("dashboard.reports")),
        *_report_counts(plan.reports, words),
        *_reports(figures.reports, context, MONTHS_ON_FIRST_PAGE),
        Heading(words("dashboard.indicators")),
        *_indicators(figures.indicators, words),
        *_timeline(figures.due_dates, context),
    ]
    return plan_view(context, blocks, dict)


def build_reports(figures: DashboardFigures, context: ViewContext) -> View:
    """Return the page of the missing reports and of the reports by month."""
    words = context.words
    blocks: list[Block] = [
        *_report_counts(figures.plan.reports, words),
        *_earlier_reports(figures.plan.reports_earlier, words),
        _missing_heading(figures, words),
        missing_by_agency_table(context, figures.missing),
        Heading(words("dashboard.reports")),
        *_reports(figures.reports, context, MONTHS),
    ]
    return plan_view(context, blocks, dict)


# --- what needs attention --------------------------------------------------------------------------------------------


def _cards(figures: OverviewFigures, context: ViewContext) -> Iterator[Block]:
    """Yield the number of each kind of work that needs attention, with a link to its list."""
    words = context.words
    if not figures.shown:
        yield Paragraph(words("overview.nothing"), "good")
        return
    cards = [
        Number(
            line_label(line, figures, context),
            line.number,
            line_tone(line),
            _agencies_text(line.agencies, words),
            _PAGES[line.id],
        )
        for line in figures.shown
    ]
    yield Numbers(tuple(cards))


def _agencies_text(number: int, words: Words) -> str:
    """Return the number of agencies, "" for 0, which means that only joint tasks are counted."""
    return words.days("counted.agencies", number, number=number) if number else ""


def _obligations(figures: DashboardFigures, context: ViewContext) -> Iterator[Block]:
    """Yield the lists of overdue obligations and of those due soon, each with the label and the number of its card."""
    for line in figures.overview.shown:
        verdicts = figures.obligations.get(line.id, ())
        if verdicts:
            name = line.id.replace("_", "-")
            yield Heading(f"{line_label(line, figures.overview, context)}: {line.number}", id=name)
            yield _obligations_table(name, verdicts, context)


def _obligations_table(name: str, verdicts: Sequence[Verdict], context: ViewContext) -> Table:
    """Return the table of these obligations with their agencies and days late or left."""
    words = context.words
    days = "days_late" if name.startswith("overdue") else "days_left"
    columns: Columns[Verdict] = [
        (Column(words("column.agency"), wide=True), lambda item: agency_cell(context, item.body)),
        (number_column(days, words), lambda item: number_cell(getattr(item, days), words, tone_of(item.state))),
        *due_columns(words, lambda item: item),
        (number_column("task", words), lambda item: task_cell(item.task.id)),
        content_column(words, CONTENT_LENGTH),
    ]
    return build_table(columns, verdicts, name=name, sortable=True)


# --- agencies --------------------------------------------------------------------------------------------------------


_STATES = (State.OVERDUE, State.DUE_SOON, State.WITHIN_TIME, State.DONE_LATE, State.DONE_ON_TIME)
"""The states with a style of their own, in the order of the columns and lines."""


def _agencies_table(figures: DashboardFigures, context: ViewContext) -> Table:
    """Return the table of the stated and of the assumed obligations by agency and state, and of the monthly reports."""
    plan, words = figures.plan, context.words
    reports = plan.reports
    columns: Columns[BodyRow] = [(Column(words("column.agency"), wide=True), lambda row: body_cell(context, row))]
    totals: list[Cell | str] = [words("column.sum")]
    for part, total in (("stated", plan.leading.stated.total), ("assumed", plan.leading.assumed.total)):
        if total.total:
            counts = _count_columns(words(f"dashboard.{part}"), total, words)
            columns += apply_columns(counts, attrgetter(part))
            totals += [cell(total) for _, cell in counts]
    title = words("column.report", month=period_name(reports.period, words))
    columns.append((Column(title), lambda row: report_cell(row, reports.period, words)))
    totals.append(f"{reports.submitted}/{reports.owed}" if reports.owed else "—")
    return build_table(columns, plan.leading.rows, name="agencies", totals=totals, sortable=True)


def _count_columns(group: str, total: Tally, words: Words) -> Columns[Tally]:
    """Return the columns of a tally with this shared title; that of ended work only if there is any in the total."""

    def count(title: str, *states: State) -> ColumnPair[Tally]:
        tone = tone_of(*states) if len(states) == 1 else "plain"
        column = Column(words(title), number=True, group=group, tone=tone)
        return column, lambda tally: count_cell(tally.in_states(*states), *states)

    columns = [count(f"dashboard.column.{state}", state) for state in _STATES]
    columns.append(count("column.no_deadline", *NO_DEADLINE))
    if total[State.ENDED]:
        columns.append(count("column.ended", State.ENDED))
    return [*columns, count("column.total", *STATES)]


# --- over time -------------------------------------------------------------------------------------------------------


def _trend(history: TallyHistory, words: Words) -> Iterator[Block]:
    """Yield the chart of the obligations by state over the months; nothing if there is only one date."""
    first, last = history.months[0], history.months[-1]
    if first.as_of == last.as_of:
        return
    tallies = [month.by_obligation for month in history.months]
    lines = tuple(
        TrendLine(words(f"state.{state}"), tone_of(state), tuple(tally[state] for tally in tallies))
        for state in _STATES
    )
    before, after = _counts_text(first.by_obligation, words), _counts_text(last.by_obligation, words)
    start, end = words.day(first.as_of), words.day(last.as_of)
    alt = words("dashboard.trend.alt", first=start, last=end, before=before, after=after)
    days = tuple(month.as_of for month in history.months)
    yield Heading(words("dashboard.trend.heading"))
    yield Trend(words("dashboard.trend", day=end), alt, days, lines)
    yield Paragraph(words("dashboard.trend.note"), "mute", is_folded=True)
    if history.earlier:
        yield Paragraph(words("dashboard.trend.earlier", number=len(days), earlier=history.earlier), "mute")


def _counts_text(tally: Tally, words: Words) -> str:
    """Return the value of each line of the trend for one tally, as text."""
    return ", ".join(f"{tally[state]} {words(f'state.{state}')}" for state in _STATES)


def _timeline(due_dates: DueDates, context: ViewContext) -> Iterator[Block]:
    """Yield the time axis with all due dates of tasks, past and future, and its legend."""
    words = context.words
    if not due_dates.dates:
        return
    by_month = ", ".join(f"{month_name(month)}: {count}" for month, count in due_dates.by_month.items())
    number, left, as_of = len(due_dates.dates), due_dates.to_come, words.day(context.as_of)
    alt = words("dashboard.timeline.alt", number=number, left=left, as_of=as_of, by_month=by_month)
    marks = tuple(_mark(task_due, words) for task_due in due_dates.dates)
    yield Heading(words("dashboard.timeline.heading"))
    yield DateAxis(words("dashboard.timeline"), alt, context.as_of, marks)
    yield Paragraph(words("dashboard.legend"), "mute")


def _mark(task_due: TaskDue, words: Words) -> Mark:
    """Return the mark of a task's due date, in the tone of the worst state of the obligations due on it."""
    task, due_then = task_due.task, task_due.due_then
    id_, total = task.task.id, len(task.verdicts)
    state = state_text(due_then.verdicts[0] if total == 1 else due_then, words)
    if total > 1:
        state = f"{state}: {agencies_in_state(in_state(due_then), words)}"
    text = words("dashboard.mark", number=id_, state=state, content=clip(task.task.content, CONTENT_LENGTH))
    return Mark(task_due.due, text, tone_of(due_then.state), task_page(id_), id_)


# --- indicators, reports ---------------------------------------------------------------------------------------------


def _indicators(figures: IndicatorsFigures, words: Words) -> Iterator[Block]:
    bars = tuple(_bar(total, words) for total in figures.totals)
    if not bars:
        yield Paragraph(words("indicators.none"))
        return
    yield Bars(words("dashboard.bars"), "; ".join(f"{bar.label}: {bar.text}" for bar in bars), bars)
    unreported = len(figures.unreported)
    if unreported:
        yield Paragraph(words("dashboard.unreported", number=unreported, total=figures.demanded), "mute")


def _bar(total: IndicatorTotal, words: Words) -> Bar:
    """Return the bar of an indicator: the sum of the agencies' last values, and the target."""
    indicator, target = total.indicator, None
    value = words.number(total.value) if total.value is not None else "–"
    key = "dashboard.bar.together" if indicator.together else "dashboard.bar"
    if total.whole is not None:
        value = share_text(total.value or 0, total.whole, words)
        target = None if indicator.together else int(10 * total.target)
    counts = {"met": total.meeting, "agencies": len(total.series)}
    text = words(key, value=value, target=target_text(indicator, words, total.year), **counts)
    label = f"{indicator_place(indicator)}. {indicator_name(indicator, words)}"
    return Bar(label, text, total.share, target, _bar_tone(total))


def _bar_tone(total: IndicatorTotal) -> Tone:
    """Return the tone of an indicator; one whose sum meets the target is no problem, even if one agency misses it."""
    if not total.comparable:
        return "mute"
    if total.meeting == total.comparable:
        return "good"
    return "plain" if total.is_met else "warn"


def _report_counts(counts: ReportCounts, words: Words) -> Iterator[Block]:
    if counts.owed:
        yield Paragraph(submissions_sentence(counts, words))


def _earlier_reports(earlier: MissingReportsFigures, words: Words) -> Iterator[Block]:
    sentence = earlier_sentence(earlier, words)
    if sentence:
        yield Paragraph(sentence, "bad" if earlier.submissions else "plain")


def _missing_heading(figures: DashboardFigures, words: Words) -> Heading:
    """Return the heading of the missing reports, with the numbers of the two cards that lead to it."""
    numbers = {line.id: words.number(line.number) for line in figures.overview.lines}
    text = words(
        "dashboard.missing",
        number=numbers["missing_reports"],
        period=period_name(figures.overview.period, words),
        earlier=numbers["missing_reports_earlier"],
        agencies=words.days("counted.agencies", len(figures.missing), number=len(figures.missing)),
    )
    return Heading(text, id="missing")


def _reports(figures: ReportsFigures, context: ViewContext, months: int) -> Iterator[Block]:
    """Yield the table of the reports of the last months, by agency, and its legend."""
    periods = [counts.period for counts in figures.periods]
    yield reports_grid(context, figures.agencies, periods[-months:])
    yield Paragraph(context.words("dashboard.reports.legend"), "mute", is_folded=True)
    earlier = len(periods) - months
    if earlier > 0:
        yield Paragraph(context.words("dashboard.reports.earlier", number=months, earlier=earlier), "mute")
