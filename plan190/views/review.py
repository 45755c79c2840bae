"""What came of a change: what was understood, what it moves, what to repair and how, and what happens next."""

from __future__ import annotations

import urllib.parse
from datetime import date
from typing import TYPE_CHECKING

from plan190.document import Block, Cell, Column, Heading, Link, Paragraph, Table, View
from plan190.model.month import Month
from plan190.status.deliveries import Delivered
from plan190.status.state import DONE, STATES, State
from plan190.wording import month_name
from plan190.words.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plan190.document import Checked
    from plan190.review.outcome import (
        AgencyTable,
        DecisionSaid,
        Moved,
        Outcome,
        ReportSaid,
        Stand,
        TaskSaid,
        Word,
    )
    from plan190.words import Words

LONGEST = 120
"""The most letters of one text from the files that are shown."""

MOST_MOVED = 30
"""The most rows of obligations that are listed."""

NAMED = 3
"""How many agencies are named in one row."""


def build(
    outcome: Outcome, facts: Mapping[str, object], words: Words, edit: str | None, checked: tuple[Checked, ...] = ()
) -> View:
    """Give the view of an outcome. `edit`: the address below which the forge lets files of the change be edited."""
    blocks: list[Block] = list(_verdict(outcome, words))
    blocks += _understood(outcome, words)
    blocks += _effects(outcome, words)
    blocks += _faults(outcome, words, edit)
    blocks += _next(outcome, words)
    return View(words("review.title"), tuple(blocks), facts, checked)


def _verdict(outcome: Outcome, words: Words) -> Iterator[Block]:
    counting = [one for one in outcome.findings if one.new and one.waived_by is None]
    errors = sum(one.severity == "error" for one in counting)
    others = len(counting) - errors
    if outcome.accepted:
        yield Paragraph(words("review.accepted", others=others) if others else words("review.clean"), "good")
    else:
        yield Paragraph(words("review.refused", errors=errors, others=others), "bad")
    run = outcome.run
    if run.fiction:
        yield Paragraph(words("fiction"), "warn")
    day = words.day(date.fromisoformat(run.today))
    actor = run.actor or words("review.no_actor")
    yield Paragraph(words("review.run", head=run.head[:10], base=run.base[:10], day=day, actor=actor), "mute")


def _understood(outcome: Outcome, words: Words) -> Iterator[Block]:
    if outcome.reports or outcome.decisions:
        yield Heading(words("review.understood"))
    for report in outcome.reports:
        yield Paragraph(_report(report, words))
        if report.tasks:
            yield _said(report.tasks, words)
        if report.contributions:
            yield Paragraph(words("review.contributions", tasks=", ".join(map(str, sorted(set(report.contributions))))))
        if report.same:
            yield Paragraph(words("review.same", number=report.same), "mute")
    if outcome.decisions:
        yield _decided(outcome.decisions, words)


def _report(report: ReportSaid, words: Words) -> str:
    period = month_name(Month.parse(report.period))
    day = words.day(date.fromisoformat(report.reported_on))
    told = words(f"review.report.{report.mark}", name=clip(report.name, LONGEST), period=period, day=day)
    if report.mark in {"new", "changed"} and report.delivery in {Delivered.ON_TIME, Delivered.LATE}:
        told += " " + words.days(f"review.delivery.{report.delivery}", report.days_late)
    return told


def _said(tasks: tuple[TaskSaid, ...], words: Words) -> Table:
    """Give the table of what was said; columns that would be empty are left out."""
    proved, measured = any(one.evidence for one in tasks), any(one.indicators for one in tasks)
    columns = (
        Column(words("column.task"), number=True),
        Column(words("column.content"), wide=True, brief=True),
        Column(words("column.before")),
        Column(words("column.after")),
        *((Column(words("column.proof"), wide=True, brief=True),) if proved else ()),
        *((Column(words("column.indicator"), wide=True, brief=True),) if measured else ()),
    )
    return Table(columns, tuple(_said_row(one, words, proved=proved, measured=measured) for one in tasks))


def _said_row(one: TaskSaid, words: Words, *, proved: bool, measured: bool) -> tuple[Cell, ...]:
    after = _word(one.after, words)
    if one.corrects is not None:
        after = words("review.corrects", period=month_name(Month.parse(one.corrects)), what=after)
    if one.obstacles:
        after += "; " + words("review.obstacles", number=one.obstacles)
    if one.expected_on is not None:
        after += "; " + words("flag.at_risk", day=words.day(date.fromisoformat(one.expected_on)))
    return (
        Cell(str(one.task), one.task),
        Cell(clip(one.content, LONGEST)),
        Cell(_word(one.before, words) if one.before is not None else words("told.never"), tone="mute"),
        Cell(after),
        *((Cell(clip("; ".join(one.evidence), LONGEST) or "—"),) if proved else ()),
        *((Cell(clip("; ".join(one.indicators), LONGEST) or "—"),) if measured else ()),
    )


def _word(word: Word, words: Words) -> str:
    told = words(f"update.{word.state}")
    if word.progress is not None:
        told += f" {word.progress}%"
    if word.done_on is not None:
        told += f" ({words.day(date.fromisoformat(word.done_on))})"
    return told


def _decided(decisions: tuple[DecisionSaid, ...], words: Words) -> Table:
    columns = (
        Column(words("column.id")),
        Column(words("column.decision")),
        Column(words("column.task")),
        Column(words("column.agency"), wide=True),
        Column(words("column.due")),
    )
    rows = tuple(
        (
            Cell(clip(one.id, LONGEST)),
            Cell(f"{one.kind} ({words.day(date.fromisoformat(one.date))})"),
            Cell(", ".join(map(str, one.tasks)) or "—"),
            Cell(clip(", ".join(one.agencies), LONGEST) or "—"),
            Cell(words.day(date.fromisoformat(one.until)) if one.until is not None else "—"),
        )
        for one in decisions
    )
    return Table(columns, rows)


def _effects(outcome: Outcome, words: Words) -> Iterator[Block]:
    if not outcome.computed:
        if outcome.reports or outcome.decisions:
            yield Paragraph(words("review.not_computed"), "warn")
        return
    if outcome.moved:
        yield Heading(words("review.moved"))
        yield _moved(outcome.moved, words)
    if outcome.tables:
        yield Heading(words("review.tables"))
        yield _tables(outcome.tables, words)


def _moved(moved: tuple[Moved, ...], words: Words) -> Table:
    columns = (
        Column(words("column.task"), number=True),
        Column(words("column.agency"), wide=True),
        Column(words("column.before")),
        Column(words("column.after")),
        Column(words("column.clock")),
    )
    alike: dict[object, list[Moved]] = {}
    for one in moved:
        alike.setdefault((one.task, one.before, one.after, one.clock), []).append(one)
    return Table(columns, tuple(_moved_row(several, words) for several in list(alike.values())[:MOST_MOVED]))


def _moved_row(several: list[Moved], words: Words) -> tuple[Cell, ...]:
    one = several[0]
    names = ", ".join(clip(each.name, LONGEST) for each in several[:NAMED])
    if len(several) > NAMED:
        names = words("review.and_more", names=names, number=len(several) - NAMED)
    return (
        Cell(str(one.task), one.task),
        Cell(names),
        Cell(_stand(one.before, words) if one.before is not None else "—", tone="mute"),
        Cell(_stand(one.after, words)),
        Cell(words(f"clock.{one.clock}") if one.clock is not None else "—"),
    )


def _stand(stand: Stand, words: Words) -> str:
    told = words(f"state.{stand.state}")
    if stand.state in {State.OVERDUE, State.DONE_LATE} and stand.days_late:
        told = words.days(f"state.{stand.state}.days", stand.days_late)
    return f"{told}, {words.day(date.fromisoformat(stand.due))}" if stand.due is not None else told


def _tables(tables: tuple[AgencyTable, ...], words: Words) -> Table:
    told = [state for state in STATES if any(one.before.get(state) or one.after.get(state) for one in tables)]
    states = [state for state in told if state not in DONE]
    columns = (
        Column(words("column.agency"), wide=True),
        Column(words("column.total"), number=True),
        Column(words("group.done"), number=True),
        *(Column(words(f"column.{state}"), number=True) for state in states),
    )
    return Table(columns, tuple(_table_row(one, states, words) for one in tables))


def _table_row(one: AgencyTable, states: list[State], words: Words) -> tuple[Cell, ...]:
    done = (sum(one.before.get(state, 0) for state in DONE), sum(one.after.get(state, 0) for state in DONE))
    total = (sum(one.before.values()), sum(one.after.values()))
    pairs = [total, done, *((one.before.get(state, 0), one.after.get(state, 0)) for state in states)]
    cells = (Cell(str(now) if was == now else words("review.from_to", was=was, now=now), now) for was, now in pairs)
    return Cell(clip(one.name, LONGEST)), *cells


def _faults(outcome: Outcome, words: Words, edit: str | None) -> Iterator[Block]:
    counting = [one for one in outcome.findings if one.new and one.waived_by is None]
    if counting:
        yield Heading(words("review.repair"))
        yield from counting
        yield Paragraph(words("check.explain", code=counting[0].code), "mute")
    if outcome.waived:
        yield Paragraph(words("check.waived", number=outcome.waived), "mute")
    if outcome.old:
        yield Paragraph(words("review.old", number=outcome.old), "mute")
    wrong = sorted({one.file for one in counting if one.severity == "error" and one.agency is not None})
    if edit is not None and wrong:
        yield Heading(words("review.how"))
        yield Paragraph(words("review.pencil"))
        for file in wrong:
            yield Link(file, f"{edit.rstrip('/')}/{urllib.parse.quote(file, errors='surrogateescape')}")


def _next(outcome: Outcome, words: Words) -> Iterator[Block]:
    late = any(one.delivery is Delivered.LATE and one.mark == "new" for one in outcome.reports)
    yield Heading(words("review.next"))
    if late:
        yield Paragraph(words("review.late_is_fine"))
    yield Paragraph(words("review.next.accepted" if outcome.accepted else "review.next.refused"))
