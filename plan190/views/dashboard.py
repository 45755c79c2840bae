"""First page of the dashboard: headline numbers, their history, due dates, and tables of all agencies and tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plan190.document.blocks import (
    Bar,
    Bars,
    Block,
    DateAxis,
    Heading,
    Mark,
    Number,
    Numbers,
    Paragraph,
    Trend,
    TrendLine,
    View,
)
from plan190.parts.cells import page_links, task_page
from plan190.parts.names import (
    agencies_in_state,
    indicator_place,
    month_name,
    period_name,
    share_text,
    state_text,
    target_text,
    tone_of,
)
from plan190.parts.plan_view import earlier_sentence, plan_view, progress_paragraphs, unread_text
from plan190.parts.tables import agencies_blocks, obstacles_summary, obstacles_table, reports_grid, tasks_table
from plan190.status.figures.tasks import in_state
from plan190.status.indicators import whole_number
from plan190.status.state import DONE, NO_DEADLINE, State
from plan190.status.submissions import SubmissionState
from plan190.words.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.document.blocks import Tone
    from plan190.parts.context import ViewContext
    from plan190.status.figures.dashboard import DashboardFigures, DueDates, TaskDue
    from plan190.status.figures.indicators import IndicatorsFigures
    from plan190.status.figures.reports import MissingReportsFigures, ReportsFigures
    from plan190.status.indicators import IndicatorTotal
    from plan190.status.state import Tally
    from plan190.status.trend import TallyHistory
    from plan190.words import Words

MONTHS = 24
"""The highest number of months in the table of monthly reports; the latest are shown."""


def build(figures: DashboardFigures, context: ViewContext, *, other: str = "") -> View:
    """Return the first page. `other`: the address of the page in the other language; "" for none."""
    obstacles, plan, words = figures.obstacles, figures.plan, context.words
    blocks: list[Block] = [
        Numbers(tuple(_numbers(figures, context))),
        *progress_paragraphs(context, plan),
        *_earlier_reports(plan.reports_earlier, words),
        *_trend(figures.history, words),
        *_timeline(figures.due_dates, context),
        Heading(words("dashboard.agencies")),
        *agencies_blocks(context, plan.leading),
        Heading(words("dashboard.indicators")),
        *_indicators(figures.indicators, words),
        Heading(words("dashboard.reports")),
        *_reports(figures.reports, context),
        Heading(words("dashboard.obstacles")),
        Paragraph(obstacles_summary(obstacles, words)),
    ]
    if obstacles.beyond:
        blocks.append(Paragraph(words("dashboard.obstacles.beyond")))
        blocks.append(obstacles_table(context, obstacles.beyond))
    blocks += [Heading(words("dashboard.tasks")), tasks_table(context, figures.tasks)]
    return plan_view(context, blocks, dict, links=page_links(words, "", other))


# --- numbers ---------------------------------------------------------------------------------------------------------


def _numbers(figures: DashboardFigures, context: ViewContext) -> Iterator[Number]:
    """Yield the headline numbers: the total of tasks, its parts by state, and counts of obligations and reports."""
    plan, words = figures.plan, context.words
    tasks, reports = plan.tasks, plan.reports
    stated, assumed = plan.leading.stated.total, plan.leading.assumed.total

    def number(name: str, value: int, tone: Tone = "plain", /, **values: object) -> Number:
        note = words(f"dashboard.{name}.note", **values) if values else ""
        return Number(words(f"dashboard.{name}", **values), value, tone if value else "plain", note)

    obligations = {"stated": stated.total, "assumed": assumed.total}
    yield number("total", tasks.total, **obligations, agencies=plan.leading.number)
    yield number("done", tasks.done, "good", on_time=tasks[State.DONE_ON_TIME], late=tasks[State.DONE_LATE])
    yield number("overdue", tasks[State.OVERDUE], "bad")
    yield number("due_soon", tasks[State.DUE_SOON], "warn", days=context.policy.soon)
    yield number("within_time", tasks[State.WITHIN_TIME])
    parts: dict[str, Any] = {str(state): tasks[state] for state in NO_DEADLINE}
    parts["unread"] = unread_text(tasks, words)
    yield number("no_deadline", tasks.without_deadline, **parts)
    if tasks[State.ENDED]:
        yield number("ended", tasks[State.ENDED])
    yield number("obligations_overdue", stated[State.OVERDUE], "bad", **obligations, depending=assumed[State.OVERDUE])
    month = period_name(reports.period)
    if reports.owed:
        counts = {"owed": reports.owed, "submitted": reports.submitted}
        missing, due = reports[SubmissionState.MISSING], words.day(reports.due)
        yield number("reports_missing", missing, "bad", month=month, due=due, **counts)
    else:
        note = words("dashboard.reports_missing.none")
        yield Number(words("dashboard.reports_missing", month=month), 0, note=note)
    yield number("claims", figures.claims, "warn")
    yield number("beyond", len(figures.obstacles.beyond), "warn", open=len(figures.obstacles.obstacles))


# --- over time -------------------------------------------------------------------------------------------------------

_LINES: tuple[tuple[str, Tone, tuple[State, ...]], ...] = (
    ("done", "good", DONE),
    ("overdue", "bad", (State.OVERDUE,)),
    ("open", "plain", (State.DUE_SOON, State.WITHIN_TIME)),
    ("no_deadline", "mute", NO_DEADLINE),
    ("ended", "mute", (State.ENDED,)),
)
"""The name, tone and states of each line of the trend. The last line is left out if no obligation has ended."""


def _trend(history: TallyHistory, words: Words) -> Iterator[Block]:
    """Yield the chart of the obligations by state over the months; nothing if there is only one date."""
    first, last = history.months[0], history.months[-1]
    if first.as_of == last.as_of:
        return
    lines = _trend_lines([month.by_obligation for month in history.months], words)
    before, after = _counts_text(first.by_obligation, words), _counts_text(last.by_obligation, words)
    start, end = words.day(first.as_of), words.day(last.as_of)
    alt = words("dashboard.trend.alt", first=start, last=end, before=before, after=after)
    title, days = words("dashboard.trend", day=end), tuple(month.as_of for month in history.months)
    yield Trend(title, alt, days, lines)
    if history.earlier:
        yield Paragraph(words("dashboard.trend.earlier", number=len(days), earlier=history.earlier), "mute")


def _trend_lines(tallies: Sequence[Tally], words: Words) -> tuple[TrendLine, ...]:
    lines = []
    for name, tone, states in _LINES:
        values = tuple(tally.in_states(*states) for tally in tallies)
        if name != "ended" or any(values):
            lines.append(TrendLine(words(f"dashboard.line.{name}"), tone, values))
    return tuple(lines)


def _counts_text(tally: Tally, words: Words) -> str:
    """Return the value of each line of the trend for one tally, as text."""
    return ", ".join(f"{line.values[0]} {line.name}" for line in _trend_lines([tally], words))


def _timeline(due_dates: DueDates, context: ViewContext) -> Iterator[Block]:
    """Yield the time axis with all due dates of tasks, past and future, and its legend."""
    words = context.words
    if not due_dates.dates:
        return
    by_month = ", ".join(f"{month_name(month)}: {count}" for month, count in due_dates.by_month.items())
    number, left, as_of = len(due_dates.dates), due_dates.to_come, words.day(context.as_of)
    alt = words("dashboard.timeline.alt", number=number, left=left, as_of=as_of, by_month=by_month)
    marks = tuple(_mark(task_due, words) for task_due in due_dates.dates)
    yield DateAxis(words("dashboard.timeline"), alt, context.as_of, marks)
    yield Paragraph(words("dashboard.timeline.legend"), "mute")


def _mark(task_due: TaskDue, words: Words) -> Mark:
    """Return the mark of a task's due date, in the tone of the worst state of the obligations due on it."""
    task, due_then = task_due.task, task_due.due_then
    id_, total = task.task.id, len(task.verdicts)
    state = state_text(due_then.worst, words)
    if total > 1:
        state = f"{state}: {agencies_in_state(in_state(due_then), words)}"
    text = words("dashboard.mark", number=id_, state=state, content=clip(task.task.content, 90))
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
    indicator, value, target = total.indicator, words.number(total.value), None
    key = "dashboard.bar.together" if indicator.together else "dashboard.bar"
    if total.whole is not None:
        value = share_text(total.value, total.whole, words)
        target = None if indicator.together else 10 * whole_number(indicator.target)
    counts = {"met": total.meeting, "agencies": len(total.series)}
    text = words(key, value=value, target=target_text(indicator, words), **counts)
    label = f"{indicator_place(indicator)}. {clip(indicator.counted, 120)}"
    return Bar(label, text, total.share, target, _bar_tone(total))


def _bar_tone(total: IndicatorTotal) -> Tone:
    if not total.comparable:
        return "mute"
    return "good" if total.meeting == total.comparable else "warn"


def _earlier_reports(earlier: MissingReportsFigures, words: Words) -> Iterator[Block]:
    sentence = earlier_sentence(earlier, words)
    if sentence:
        yield Paragraph(sentence, "bad" if earlier.submissions else "plain")


def _reports(figures: ReportsFigures, context: ViewContext) -> Iterator[Block]:
    periods = [counts.period for counts in figures.periods]
    yield reports_grid(context, figures.agencies, periods[-MONTHS:])
    yield Paragraph(context.words("dashboard.reports.legend"), "mute")
    earlier = len(periods) - MONTHS
    if earlier > 0:
        yield Paragraph(context.words("dashboard.reports.earlier", number=MONTHS, earlier=earlier), "mute")
