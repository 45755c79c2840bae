"""First page of the dashboard: the numbers, their history, every agency and every task."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from plan190.document.blocks import (
    Bar,
    Bars,
    Block,
    Heading,
    Line,
    Mark,
    Number,
    Numbers,
    Paragraph,
    Timeline,
    Trend,
    View,
)
from plan190.parts.cells import page_links, task_page
from plan190.parts.names import indicator_place, month_name, share_text, state_text, target_text, tone_of
from plan190.parts.plan_view import assumed_rosters, plan_view, progress_paragraphs
from plan190.parts.tables import (
    agencies_table,
    gravest_first,
    obstacles_summary,
    obstacles_table,
    reports_grid,
    tasks_table,
)
from plan190.status.facts import status_facts, tally_facts
from plan190.status.indicators import indicator_totals
from plan190.status.obstacles import open_obstacles
from plan190.status.percent import percent_of
from plan190.status.periods import report_due
from plan190.status.selection import leading, periods_of, submission_counts
from plan190.status.state import DONE, NO_DEADLINE, State, rank
from plan190.words.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from plan190.document.blocks import Tone
    from plan190.parts.context import ViewContext
    from plan190.status.indicators import IndicatorTotal
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.state import Tally
    from plan190.status.trend import MonthTally, TallyHistory
    from plan190.status.verdicts import TaskVerdict, Verdict
    from plan190.words import Words

MONTHS = 24
"""The most months of reports that are shown."""


def build(context: ViewContext, history: TallyHistory, *, other: str = "") -> View:
    """Return the first page. `other`: the address of the page in the other language; "" for none."""
    obstacles, words = open_obstacles(context.assessment), context.words
    beyond = [obstacle for obstacle in gravest_first(obstacles) if obstacle.obstacle.beyond_authority]
    blocks: list[Block] = [
        Numbers(tuple(_numbers(context, obstacles))),
        *progress_paragraphs(context),
        *assumed_rosters(context),
        *_trend(history, words),
        *_timeline(context),
        Heading(words("dashboard.agencies")),
        agencies_table(context),
        Paragraph(words("status.legend", soon=context.policy.soon), "mute"),
        Heading(words("dashboard.indicators")),
        *_indicators(context),
        Heading(words("dashboard.reports")),
        *_reports(context),
        Heading(words("dashboard.obstacles")),
        Paragraph(obstacles_summary(obstacles, words)),
    ]
    if beyond:
        blocks.append(Paragraph(words("dashboard.obstacles.beyond")))
        blocks.append(obstacles_table(context, beyond))
    blocks += [Heading(words("dashboard.tasks")), tasks_table(context, context.assessment.tasks)]
    facts = status_facts(context.register, context.assessment) | {
        "claims": len(context.assessment.claims),
        "obstacles": len(obstacles),
        "obstacles_beyond_authority": len(beyond),
        "trend": [_month_facts(month) for month in history.months],
    }
    return plan_view(context, blocks, facts, links=page_links(words, "", other))


def _month_facts(month: MonthTally) -> dict[str, object]:
    tasks, obligations = tally_facts(month.by_task), tally_facts(month.by_obligation)
    return {"as_of": month.day.isoformat(), "tasks": tasks, "obligations": obligations}


# --- numbers ---------------------------------------------------------------------------------------------------------


def _numbers(context: ViewContext, obstacles: Sequence[OpenObstacle]) -> Iterator[Number]:
    """Yield the headline numbers; the task counts add up to their total, the others do not."""
    tasks, obligations = context.assessment.by_task, context.assessment.by_obligation

    def number(name: str, value: int, tone: Tone = "plain", /, **values: object) -> Number:
        note = context.words(f"dashboard.{name}.note", **values) if values else ""
        return Number(context.words(f"dashboard.{name}"), value, tone if value else "plain", note)

    yield number("total", tasks.total, obligations=obligations.total, agencies=len(leading(context.assessment)))
    on_time, late = (tasks[state] for state in DONE)
    yield number("done", on_time + late, "good", on_time=on_time, late=late)
    yield number("overdue", tasks[State.OVERDUE], "bad")
    yield number("due_soon", tasks[State.DUE_SOON], "warn", days=context.policy.soon)
    yield number("within_time", tasks[State.WITHIN_TIME])
    parts: dict[str, Any] = {str(state): tasks[state] for state in NO_DEADLINE}
    yield number("no_deadline", tasks.together(*NO_DEADLINE), **parts)
    if tasks[State.ENDED]:
        yield number("ended", tasks[State.ENDED])
    yield number("obligations_overdue", obligations[State.OVERDUE], "bad", total=obligations.total)
    yield _missing_reports(context)
    yield number("claims", len(context.assessment.claims), "warn")
    beyond = sum(obstacle.obstacle.beyond_authority for obstacle in obstacles)
    yield number("beyond", beyond, "warn", open=len(obstacles))


def _missing_reports(context: ViewContext) -> Number:
    """Return how many reports owed this month are missing; the note says how many came in."""
    period, words = context.assessment.period, context.words
    counts = submission_counts(context.assessment, period)
    label = words("dashboard.reports_missing", month=month_name(period))
    if not counts["owed"]:
        return Number(label, 0, note=words("dashboard.reports_missing.none"))
    due = words.day(report_due(period, context.plan, context.policy))
    submitted = counts["on_time"] + counts["late"]
    note = words("dashboard.reports_missing.note", owed=counts["owed"], due=due, submitted=submitted)
    return Number(label, counts["missing"], "bad" if counts["missing"] else "plain", note)


# --- over time -------------------------------------------------------------------------------------------------------

_LINES: tuple[tuple[str, Tone, tuple[State, ...]], ...] = (
    ("done", "good", DONE),
    ("overdue", "bad", (State.OVERDUE,)),
    ("open", "plain", (State.DUE_SOON, State.WITHIN_TIME)),
    ("no_deadline", "mute", NO_DEADLINE),
    ("ended", "mute", (State.ENDED,)),
)
"""The lines of the trend; each state is in one of them. The last one is left out while nothing has ended."""


def _trend(history: TallyHistory, words: Words) -> Iterator[Block]:
    """Yield the obligations by state over the months, if there is more than one date."""
    first, last = history.months[0], history.months[-1]
    if first.day == last.day:
        return
    lines = _trend_lines([month.by_obligation for month in history.months], words)
    before, after = _counts_text(first.by_obligation, words), _counts_text(last.by_obligation, words)
    start, end = words.day(first.day), words.day(last.day)
    alt = words("dashboard.trend.alt", first=start, last=end, before=before, after=after)
    title, days = words("dashboard.trend", day=end), tuple(month.day for month in history.months)
    yield Trend(title, alt, days, lines)
    if history.earlier:
        yield Paragraph(words("dashboard.trend.earlier", number=len(days), earlier=history.earlier), "mute")


def _trend_lines(tallies: Sequence[Tally], words: Words) -> tuple[Line, ...]:
    lines = []
    for name, tone, states in _LINES:
        values = tuple(tally.together(*states) for tally in tallies)
        if name != "ended" or any(values):
            lines.append(Line(words(f"dashboard.line.{name}"), tone, values))
    return tuple(lines)


def _counts_text(tally: Tally, words: Words) -> str:
    """Return the value of each line of the trend in words."""
    return ", ".join(f"{line.values[0]} {line.name}" for line in _trend_lines([tally], words))


def _timeline(context: ViewContext) -> Sequence[Block]:
    """Return every due date, past and to come, with its tasks."""
    words = context.words
    marks = [mark for task in context.assessment.tasks for mark in _marks(task, words)]
    if not marks:
        return ()
    marks.sort(key=lambda mark: mark.day)
    months = Counter((mark.day.year, mark.day.month) for mark in marks)
    by_month = ", ".join(f"{month}/{year}: {count}" for (year, month), count in months.items())
    left, as_of = sum(mark.day >= context.as_of for mark in marks), words.day(context.as_of)
    alt = words("dashboard.timeline.alt", number=len(marks), left=left, as_of=as_of, by_month=by_month)
    timeline = Timeline(words("dashboard.timeline"), alt, context.as_of, tuple(marks))
    return timeline, Paragraph(words("dashboard.timeline.legend"), "mute")


def _marks(task: TaskVerdict, words: Words) -> Iterator[Mark]:
    """Yield one mark for each due date of the task, in the tone of the worst state on that date."""
    by_date: dict[date, list[Verdict]] = defaultdict(list)
    for verdict in task.verdicts:
        if verdict.due is not None and verdict.state is not State.ENDED:
            by_date[verdict.due].append(verdict)
    number, content = task.task.number, clip(task.task.content, 90)
    for day, verdicts in by_date.items():
        worst = min(verdicts, key=lambda verdict: rank(verdict.state))
        state = state_text(worst, words)
        if len(task.verdicts) > 1:
            in_state = sum(verdict.state is worst.state for verdict in verdicts)
            state = words("state.some_of", state=state, number=in_state, total=len(task.verdicts))
        text = words("dashboard.mark", number=number, state=state, content=content)
        yield Mark(day, text, tone_of(worst.state), task_page(number), str(number))


# --- indicators, reports ---------------------------------------------------------------------------------------------


def _indicators(context: ViewContext) -> Iterator[Block]:
    bars = tuple(_bar(total, context.words) for total in indicator_totals(context.assessment.series))
    if not bars:
        yield Paragraph(context.words("indicators.none"))
        return
    yield Bars(context.words("dashboard.bars"), "; ".join(f"{bar.label}: {bar.text}" for bar in bars), bars)
    demanded = len(context.plan.indicators)
    if len(bars) < demanded:
        yield Paragraph(context.words("dashboard.unreported", number=demanded - len(bars), total=demanded), "mute")


def _bar(total: IndicatorTotal, words: Words) -> Bar:
    """Return the last values of the agencies that report an indicator, added up, against the target."""
    indicator, whole = total.indicator, total.whole
    percent = percent_of(total.value, whole or 0)
    values = {
        "value": words.number(total.value) if whole is None else share_text(total.value, whole, words),
        "target": target_text(indicator, words),
        "met": total.judged.count(True),
        "agencies": len(total.series),
    }
    tone: Tone = "mute"
    if total.judged:
        tone = "good" if all(total.judged) else "warn"
    return Bar(
        label=f"{indicator_place(indicator)}. {clip(indicator.counted, 120)}",
        text=words("dashboard.bar.together" if indicator.together else "dashboard.bar", **values),
        share=10 * percent[0] + percent[1] if percent else None,
        target=10 * indicator.target if whole is not None and not indicator.together else None,
        tone=tone,
    )


def _reports(context: ViewContext) -> Iterator[Block]:
    periods = periods_of(context.assessment)
    yield reports_grid(context, periods[-MONTHS:])
    yield Paragraph(context.words("dashboard.reports.legend"), "mute")
    if len(periods) > MONTHS:
        earlier = len(periods) - MONTHS
        yield Paragraph(context.words("dashboard.reports.earlier", number=MONTHS, earlier=earlier), "mute")
