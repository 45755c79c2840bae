"""What came of a change: what was understood, what it moves, what to repair and how, and what happens next."""

from __future__ import annotations

import urllib.parse
from datetime import date
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Cell, Column, Heading, Link, Paragraph, Table, View
from plan190.model.month import Month
from plan190.parts.names import month_name, one_line
from plan190.status.state import DONE, STATES, State
from plan190.status.submissions import SubmissionState
from plan190.words.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plan190.document.blocks import Checked, Finding
    from plan190.review.outcome import (
        AgencyTable,
        MovedObligation,
        NewDecision,
        Outcome,
        Progress,
        ReportChange,
        Standing,
        TaskChange,
    )
    from plan190.words import Words

LONGEST = 120
"""The most letters of one text from the files that are shown."""

MOST_MOVED = 30
"""The most rows of obligations that are listed."""

SHORT = 80
"""The most letters of one text where several stand side by side."""

STRANGER = "P407"
"""The fault that nobody but the coordinator can repair."""

NAMED = 3
"""How many agencies are named in one row."""


def build(
    outcome: Outcome,
    facts: Mapping[str, object],
    words: Words,
    edit: str | None,
    checked: tuple[Checked, ...] = (),
    *,
    pushed: bool = False,
) -> View:
    """Give the view of an outcome. `edit`: the address below which the forge lets files of the change be edited.

    `pushed`: the change becomes part of the branch at once, if it is accepted.
    """
    blocks: list[Block] = list(_verdict(outcome, words))
    blocks += _understood(outcome, words)
    blocks += _effects(outcome, words)
    blocks += _faults(outcome, words, edit)
    blocks += _next(outcome, words, "pushed" if pushed else "accepted")
    return View(words("review.title"), tuple(blocks), facts, checked, posted=True)


def _verdict(outcome: Outcome, words: Words) -> Iterator[Block]:
    counting = _counting(outcome)
    errors = sum(one.severity == "error" for one in counting)
    others = sum(one.severity == "warning" for one in counting)
    if not outcome.accepted:
        yield Paragraph(words("review.refused", errors=errors, others=others), "bad")
    elif not outcome.run.files_changed:
        yield Paragraph(words("review.nothing"), "warn")
    else:
        yield Paragraph(words("review.accepted", others=others) if others else words("review.clean"), "good")
    run = outcome.run
    if run.fiction:
        yield Paragraph(words("fiction"), "warn")
    day = words.day(date.fromisoformat(run.today))
    actor = run.actor or words("review.no_actor")
    yield Paragraph(words("review.run", head=run.head[:10], base=run.base[:10], day=day, actor=actor), "mute")


def _counting(outcome: Outcome) -> list[Finding]:
    """Give the faults that this change brings and nobody lets pass."""
    return [one for one in outcome.findings if one.new and one.waived_by is None]


def _understood(outcome: Outcome, words: Words) -> Iterator[Block]:
    if outcome.reports or outcome.decisions:
        yield Heading(words("review.understood"))
    for report in outcome.reports:
        yield Paragraph(_report(report, words))
        if report.tasks:
            yield _said(report, words)
        yield from (Paragraph(line) for line in _besides(report, words))
    if outcome.decisions:
        yield _decided(outcome.decisions, words)


def _report(report: ReportChange, words: Words) -> str:
    period = month_name(Month.parse(report.period))
    day = words.day(date.fromisoformat(report.reported_on))
    told = words(f"review.report.{report.mark}", name=clip(report.name, LONGEST), period=period, day=day)
    if report.mark in {"new", "changed"} and report.delivery in {SubmissionState.ON_TIME, SubmissionState.LATE}:
        told += " " + words.days(f"review.delivery.{report.delivery}", report.days_late)
    if report.mark == "withdrawn" and report.delivery is SubmissionState.MISSING:
        told += " " + words("review.delivery.missing")
    return told


def _besides(report: ReportChange, words: Words) -> Iterator[str]:
    """Give what a report says besides its tasks, and what of it is not told here."""
    if report.document is not None and report.mark != "withdrawn":
        yield words("review.document", document=clip(report.document, LONGEST))
    if report.why is not None:
        yield words("review.why", why=clip(one_line(report.why), LONGEST))
    for one in report.contributions:
        yield words("review.contribution", task=one.task, what=clip(one_line(one.contribution), LONGEST))
    if report.indicators and report.mark != "withdrawn":
        yield words("review.indicators", what="; ".join(clip(one, SHORT) for one in report.indicators))
    if report.same:
        yield words("review.same", number=report.same)
    if report.unread:
        yield words("review.unread", number=report.unread)


def _said(report: ReportChange, words: Words) -> Table:
    """Give the table of what was said; columns that would be empty are left out."""
    tasks = report.tasks
    proved, measured = any(one.evidence for one in tasks), any(one.indicators for one in tasks)
    columns = (
        Column(words("column.task"), number=True),
        Column(words("column.content"), wide=True, brief=True),
        Column(words("column.before")),
        Column(words("column.after"), wide=True),
        *((Column(words("column.proof"), wide=True),) if proved else ()),
        *((Column(words("column.indicator"), wide=True),) if measured else ()),
    )
    rows = tuple(_said_row(one, words, proved=proved, measured=measured) for one in tasks)
    return Table(columns, rows, name=f"said-{report.agency}-{report.period}")


def _said_row(one: TaskChange, words: Words, *, proved: bool, measured: bool) -> tuple[Cell, ...]:
    return (
        Cell(str(one.task), one.task),
        Cell(clip(one.content, SHORT)),
        Cell(_word(one.before, words) if one.before is not None else words("told.never"), tone="mute"),
        Cell("; ".join(_after(one, words))),
        *((Cell("; ".join(clip(each, SHORT) for each in one.evidence) or "—"),) if proved else ()),
        *((Cell("; ".join(clip(each, SHORT) for each in one.indicators) or "—"),) if measured else ()),
    )


def _after(one: TaskChange, words: Words) -> Iterator[str]:
    """Give the parts of what is now said of the task."""
    after = _word(one.after, words)
    if one.corrects is not None:
        after = words("review.corrects", period=month_name(Month.parse(one.corrects)), what=after)
    yield after
    if one.summary is not None:
        yield f"“{clip(one_line(one.summary), SHORT)}”"
    for each in one.obstacles:
        key = "review.obstacle.beyond" if each.beyond_authority else "review.obstacle"
        yield words(key, category=words(f"category.{each.category}"))
    if one.expected_on is not None:
        yield words("flag.at_risk", day=words.day(date.fromisoformat(one.expected_on)))


def _word(word: Progress, words: Words) -> str:
    told = words(f"update.{word.state}")
    if word.progress is not None:
        told += f" {word.progress}%"
    if word.done_on is not None:
        told += f" ({words.day(date.fromisoformat(word.done_on))})"
    return told


def _decided(decisions: tuple[NewDecision, ...], words: Words) -> Table:
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
            Cell(f"{words(f'decision.{one.kind}')} ({words.day(date.fromisoformat(one.date))})"),
            Cell(", ".join(map(str, one.tasks)) or "—"),
            Cell(clip(", ".join(one.agencies), LONGEST) or "—"),
            Cell(words.day(date.fromisoformat(one.until)) if one.until is not None else "—"),
        )
        for one in decisions
    )
    return Table(columns, rows, name="decisions")


def _effects(outcome: Outcome, words: Words) -> Iterator[Block]:
    if not outcome.computed:
        if outcome.reports or outcome.decisions:
            yield Paragraph(words("review.not_computed"), "warn")
        return
    if outcome.moved:
        yield Heading(words("review.moved"))
        yield _moved(outcome.moved, {one.agency for one in outcome.reports}, words)
    if outcome.tables:
        yield Heading(words("review.tables"))
        yield _tables(outcome.tables, words)


def _moved(moved: tuple[MovedObligation, ...], senders: set[str], words: Words) -> Table:
    columns = (
        Column(words("column.task"), number=True),
        Column(words("column.agency"), wide=True),
        Column(words("column.before")),
        Column(words("column.after")),
        Column(words("column.clock")),
    )
    alike: dict[object, list[MovedObligation]] = {}
    for one in sorted(moved, key=lambda one: (one.task, one.agency not in senders)):
        alike.setdefault((one.task, one.before, one.after, one.clock), []).append(one)
    rows = tuple(_moved_row(several, words) for several in list(alike.values())[:MOST_MOVED])
    return Table(columns, rows, name="moved")


def _moved_row(several: list[MovedObligation], words: Words) -> tuple[Cell, ...]:
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


def _stand(stand: Standing, words: Words) -> str:
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
    return Table(columns, tuple(_table_row(one, states, words) for one in tables), name="agencies")


def _table_row(one: AgencyTable, states: list[State], words: Words) -> tuple[Cell, ...]:
    done = (sum(one.before.get(state, 0) for state in DONE), sum(one.after.get(state, 0) for state in DONE))
    total = (sum(one.before.values()), sum(one.after.values()))
    pairs = [total, done, *((one.before.get(state, 0), one.after.get(state, 0)) for state in states)]
    cells = (Cell(str(now) if was == now else words("review.from_to", was=was, now=now), now) for was, now in pairs)
    return Cell(clip(one.name, LONGEST)), *cells


def _faults(outcome: Outcome, words: Words, edit: str | None) -> Iterator[Block]:
    counting = _counting(outcome)
    errors = [one for one in counting if one.severity == "error"]
    if counting:
        yield Heading(words("review.repair" if errors else "review.look"))
        yield from counting
        yield Paragraph(words("check.explain", code=counting[0].code), "mute")
    passing = [one for one in outcome.findings if one.waived_by is not None]
    if passing:
        yield Heading(words("review.waived"))
        yield from passing
    if outcome.old:
        yield Paragraph(words("review.old", number=outcome.old), "mute")
    there = {one.file for one in outcome.reports if one.mark != "removed"}
    wrong = sorted({one.file for one in errors} & there)
    if edit is not None and wrong:
        yield Heading(words("review.how"))
        yield Paragraph(words("review.pencil"))
        for file in wrong:
            yield Link(file, f"{edit.rstrip('/')}/{urllib.parse.quote(file, errors='surrogateescape')}")


def _next(outcome: Outcome, words: Words, accepted: str) -> Iterator[Block]:
    late = any(one.delivery is SubmissionState.LATE and one.mark == "new" for one in outcome.reports)
    yield Heading(words("review.next"))
    if late:
        yield Paragraph(words("review.late_is_fine"))
    unknown = any(one.code == STRANGER for one in _counting(outcome))
    refused = f"review.next.{'stranger' if unknown else 'not_pushed' if accepted == 'pushed' else 'refused'}"
    yield Paragraph(words(f"review.next.{accepted}" if outcome.accepted else refused))
