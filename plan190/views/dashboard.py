"""The first page of the plan as of a day: the numbers, how they came about, every agency, every task."""

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
from plan190.parts.names import (
    header,
    indicator_place,
    month_name,
    preamble,
    progress_paragraphs,
    share_text,
    state_text,
    target_text,
    tone_of,
)
from plan190.parts.tables import (
    agencies_table,
    assumed_rosters,
    gravest_first,
    obstacles_summary,
    obstacles_table,
    page_links,
    reports_grid,
    task_page,
    tasks_table,
)
from plan190.status.facts import percent_of, status_facts, submission_counts, tally_facts
from plan190.status.indicators import together
from plan190.status.obstacles import open_obstacles
from plan190.status.periods import report_due
from plan190.status.selection import leading, periods_of
from plan190.status.state import DONE, NO_DEADLINE, State, rank
from plan190.words.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from plan190.document.blocks import Tone
    from plan190.model.register import Register
    from plan190.status.assess import Assessment, TaskVerdict, Verdict
    from plan190.status.indicators import IndicatorSeries, IndicatorTotal
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.state import Tally
    from plan190.status.trend import TallyHistory
    from plan190.words import Words

MONTHS = 24
"""How many months of reports are shown."""


def build(register: Register, assessment: Assessment, history: TallyHistory, words: Words, *, other: str = "") -> View:
    """Give the first page. `other`: the way to it in the other language."""
    obstacles = open_obstacles(assessment)
    blocks: tuple[Block, ...] = (
        *page_links(words, "", other),
        *preamble(register, assessment, words),
        Numbers(tuple(_numbers(register, assessment, obstacles, words))),
        *progress_paragraphs(register, assessment, words),
        *assumed_rosters(register, assessment, words),
        *_trend(history, words),
        *_timeline(assessment, words),
        Heading(words("dashboard.agencies")),
        agencies_table(assessment, words),
        Paragraph(words("status.legend", soon=assessment.policy.soon), "mute"),
        Heading(words("dashboard.indicators")),
        *_indicators(register, assessment.series, words),
        Heading(words("dashboard.reports")),
        *_reports(assessment, words),
        Heading(words("dashboard.obstacles")),
        *_obstacles(register, assessment, obstacles, words),
        Heading(words("dashboard.tasks")),
        tasks_table(register, assessment.tasks, words),
    )
    facts = _facts(register, assessment, history, obstacles)
    return View(header(register, assessment.as_of, words), blocks, facts, day=assessment.as_of)


def _facts(
    register: Register, assessment: Assessment, history: TallyHistory, obstacles: Sequence[OpenObstacle]
) -> dict[str, object]:
    return status_facts(register, assessment) | {
        "claims": len(assessment.claims),
        "obstacles": len(obstacles),
        "obstacles_beyond_authority": sum(one.obstacle.beyond_authority for one in obstacles),
        "trend": [
            {
                "as_of": one.day.isoformat(),
                "tasks": tally_facts(one.by_task),
                "obligations": tally_facts(one.by_obligation),
            }
            for one in history.months
        ],
    }


# --- numbers ---------------------------------------------------------------------------------------------------------


def _numbers(
    register: Register, assessment: Assessment, obstacles: Sequence[OpenObstacle], words: Words
) -> Iterator[Number]:
    """Give the headline numbers: those of tasks add up to their total, the others stand for themselves."""
    tasks, owed = assessment.by_task, assessment.by_obligation

    def number(name: str, value: int, tone: Tone = "plain", /, **told: object) -> Number:
        note = words(f"dashboard.{name}.note", **told) if told else ""
        return Number(words(f"dashboard.{name}"), value, tone if value else "plain", note)

    yield number("total", tasks.total, obligations=owed.total, agencies=len(leading(assessment)))
    on_time, late = (tasks[state] for state in DONE)
    yield number("done", tasks.together(*DONE), "good", on_time=on_time, late=late)
    yield number("overdue", tasks[State.OVERDUE], "bad")
    yield number("due_soon", tasks[State.DUE_SOON], "warn", days=assessment.policy.soon)
    yield number("within_time", tasks[State.WITHIN_TIME])
    parts: dict[str, Any] = {str(state): tasks[state] for state in NO_DEADLINE}
    yield number("no_deadline", tasks.together(*NO_DEADLINE), **parts)
    if tasks[State.ENDED]:
        yield number("ended", tasks[State.ENDED])
    yield number("obligations_overdue", owed[State.OVERDUE], "bad", total=owed.total)
    yield _handed_in(register, assessment, words)
    yield number("claims", len(assessment.claims), "warn")
    beyond = sum(one.obstacle.beyond_authority for one in obstacles)
    yield number("beyond", beyond, "warn", open=len(obstacles))


def _handed_in(register: Register, assessment: Assessment, words: Words) -> Number:
    """Give how many of the reports that are owed this month are missing, and how many are in."""
    period = assessment.period
    counts = submission_counts(assessment, period)
    label = words("dashboard.handed_in", month=month_name(period))
    if not counts["owed"]:
        return Number(label, 0, note=words("dashboard.handed_in.none"))
    due = words.day(report_due(period, register.plan.value, assessment.policy))
    note = words("dashboard.handed_in.note", owed=counts["owed"], due=due, came=counts["on_time"] + counts["late"])
    return Number(label, counts["missing"], "bad" if counts["missing"] else "plain", note)


# --- over time -------------------------------------------------------------------------------------------------------

_LINES: tuple[tuple[str, Tone, tuple[State, ...]], ...] = (
    ("done", "good", DONE),
    ("overdue", "bad", (State.OVERDUE,)),
    ("open", "plain", (State.DUE_SOON, State.WITHIN_TIME)),
    ("no_deadline", "mute", NO_DEADLINE),
    ("ended", "mute", (State.ENDED,)),
)
"""The lines of the trend: with all five, each obligation is in one of them."""


def _trend(history: TallyHistory, words: Words) -> list[Block]:
    """Give how the obligations went, where there is more than one day to tell of."""
    first, last = history.months[0], history.months[-1]
    if first.day == last.day:
        return []
    owed = [one.by_obligation for one in history.months]
    lines = [
        Line(words(f"dashboard.line.{name}"), tone, tuple(tally.together(*states) for tally in owed))
        for name, tone, states in _LINES
        if name != "ended" or any(tally.together(*states) for tally in owed)
    ]
    alt = words(
        "dashboard.trend.alt",
        first=words.day(first.day),
        last=words.day(last.day),
        before=_split(first.by_obligation, words),
        after=_split(last.by_obligation, words),
    )
    trend = Trend(
        words("dashboard.trend", day=words.day(last.day)), alt, tuple(one.day for one in history.months), tuple(lines)
    )
    left_out = words("dashboard.trend.earlier", number=len(owed), earlier=history.earlier)
    return [trend, *([Paragraph(left_out, "mute")] if history.earlier else [])]


def _split(tally: Tally, words: Words) -> str:
    """Say how many of a tally are in each line of the trend."""
    counts = ((name, tally.together(*states)) for name, _, states in _LINES)
    told = (f"{count} {words(f'dashboard.line.{name}')}" for name, count in counts if count or name != "ended")
    return ", ".join(told)


def _timeline(assessment: Assessment, words: Words) -> list[Block]:
    """Give every day on which something was or will be due, with the tasks that it is about."""
    marks = [mark for task in assessment.tasks for mark in _marks(task, words)]
    marks.sort(key=lambda mark: mark.day)
    if not marks:
        return []
    months = Counter((mark.day.year, mark.day.month) for mark in marks)
    told = ", ".join(f"{month}/{year}: {count}" for (year, month), count in months.items())
    left = sum(mark.day >= assessment.as_of for mark in marks)
    alt = words("dashboard.timeline.alt", number=len(marks), left=left, as_of=words.day(assessment.as_of), told=told)
    line = Timeline(words("dashboard.timeline"), alt, assessment.as_of, tuple(marks))
    return [line, Paragraph(words("dashboard.timeline.legend"), "mute")]


def _marks(task: TaskVerdict, words: Words) -> Iterator[Mark]:
    """Give one mark for each day on which the task is due for somebody, in the tone of the worst that is due then."""
    due: dict[date, list[Verdict]] = defaultdict(list)
    for verdict in task.verdicts:
        if verdict.due is not None and verdict.state is not State.ENDED:
            due[verdict.due].append(verdict)
    for day, verdicts in due.items():
        worst = min(verdicts, key=lambda one: rank(one.state))
        number = sum(one.state is worst.state for one in verdicts)
        state = state_text(worst, words)
        if len(task.verdicts) > 1:
            state = words("state.some_of", state=state, number=number, total=len(task.verdicts))
        content = clip(task.task.content, 90)
        text = words("dashboard.mark", number=task.task.number, state=state, content=content)
        yield Mark(day, text, tone_of(worst.state), task_page(task.task.number), str(task.task.number))


# --- indicators, reports, obstacles ----------------------------------------------------------------------------------


def _indicators(register: Register, series: Sequence[IndicatorSeries], words: Words) -> list[Block]:
    bars = tuple(_bar(one, words) for one in together(series))
    total = len(register.plan.value.indicators)
    silent = Paragraph(words("dashboard.silent", number=total - len(bars), total=total), "mute")
    if not bars:
        return [Paragraph(words("indicators.none"))]
    alt = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    return [Bars(words("dashboard.bars"), alt, bars), *([silent] if len(bars) < total else [])]


def _bar(one: IndicatorTotal, words: Words) -> Bar:
    """Give what the agencies report of one indicator, added up by the last value of each, against the target."""
    indicator, agencies = one.indicator, len(one.series)
    percent = percent_of(one.value, one.whole) if one.whole is not None else None
    told = share_text(one.value, one.whole, words) if one.whole is not None else words.number(one.value)
    target = target_text(indicator, words)
    if indicator.together:
        text = words("dashboard.bar.together", value=told, target=target, agencies=agencies)
    else:
        text = words("dashboard.bar", value=told, target=target, met=one.judged.count(True), agencies=agencies)
    return Bar(
        label=f"{indicator_place(indicator)}. {clip(indicator.counted, 120)}",
        text=text,
        share=10 * percent[0] + percent[1] if percent else None,
        target=10 * indicator.target if one.whole is not None and not indicator.together else None,
        tone="warn" if False in one.judged else "good" if one.judged else "mute",
    )


def _reports(assessment: Assessment, words: Words) -> list[Block]:
    periods = periods_of(assessment)
    blocks: list[Block] = [
        reports_grid(assessment, periods[-MONTHS:], words),
        Paragraph(words("dashboard.reports.legend"), "mute"),
    ]
    if len(periods) > MONTHS:
        earlier = words("dashboard.reports.earlier", number=MONTHS, earlier=len(periods) - MONTHS)
        blocks.append(Paragraph(earlier, "mute"))
    return blocks


def _obstacles(
    register: Register, assessment: Assessment, obstacles: Sequence[OpenObstacle], words: Words
) -> list[Block]:
    """Sum up what is in the way; what is beyond its agency's authority stands here, the rest on the agencies' pages."""
    beyond = [one for one in gravest_first(obstacles) if one.obstacle.beyond_authority]
    blocks: list[Block] = [Paragraph(obstacles_summary(obstacles, words))]
    if beyond:
        blocks += [Paragraph(words("dashboard.obstacles.beyond")), obstacles_table(register, assessment, beyond, words)]
    return blocks
