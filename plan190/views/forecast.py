"""The forecast of the deadline gate: when it fails if nothing is done, because of whom, and until when it is safe."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from plan190.checks.forecast import forecast_facts
from plan190.document.blocks import Column, Heading, Items, Paragraph
from plan190.model.period import Period
from plan190.parts.cells import build_table, count_cell, date_cell, number_column
from plan190.parts.names import counts_text, period_name, short_name, with_note
from plan190.parts.plan_view import plan_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from plan190.checks.forecast import FindingGroup, Forecast, ForecastStep
    from plan190.document.blocks import Block, Table, View
    from plan190.parts.cells import Columns, Ids
    from plan190.parts.context import ViewContext
    from plan190.words import Words

    Names = Mapping[str, str]

MOST_NAMED = 5
"""The most agencies that a sentence names."""


def build(figures: Forecast, context: ViewContext) -> View:
    """Return the view of the forecast."""
    words, question = context.words, figures.question
    within = words.days("gate.checked.within", question.within) if question.within is not None else ""
    changes, last = len(figures.changes), words.day(figures.last)
    names = _names(context)
    blocks = [
        *_answer(figures, names, context),
        Paragraph(words("gate.checked", gates=", ".join(question.gates), within=within), "mute"),
        Heading(words("forecast.changes" if changes else "forecast.no_changes", number=changes, last=last)),
        _table(figures, names, words),
        Paragraph(_later(figures, words), "mute"),
    ]
    return plan_view(context, blocks, partial(forecast_facts, figures))


def _names(context: ViewContext) -> dict[str, str]:
    """Return the short names of all agencies and of the bodies that owe joint tasks, by id."""
    bodies = (*context.register.bodies.values(), *context.register.joint_bodies.values())
    return {body.id: short_name(body, context.words) for body in bodies}


def _answer(figures: Forecast, names: Names, context: ViewContext) -> Iterator[Block]:
    """Yield whether the gate fails already, or when, because of whom, and the last safe date."""
    words, failure = context.words, figures.failure
    day = words.day(context.as_of)
    if figures.left_out:
        yield Paragraph(words("forecast.left_out", number=figures.left_out), "bad")
    if failure is None:
        yield Paragraph(words("forecast.passes", day=day, last=words.day(figures.last)), "good")
    elif figures.last_safe is not None:
        days = {"day": day, "fails_on": words.day(failure.day), "last": words.day(figures.last_safe)}
        yield Paragraph(words("forecast.fails_on", number=failure.findings, **days), "warn")
        yield Items(tuple(_sentence(group, names, words) for group in failure.groups))
    elif failure.findings:
        counts = counts_text("forecast.code", figures.today_by_code, words)
        yield Paragraph(words("forecast.fails", day=day, number=failure.findings, counts=counts), "bad")
        options = f" --fail-on {','.join(figures.question.gates)}{context.options}"
        yield Paragraph(words("forecast.list", options=options), "mute")


def _sentence(group: FindingGroup, names: Names, words: Words) -> str:
    """Return what is found, and the names of the first agencies."""
    named = "; ".join(names[id_] for id_ in group.agencies[:MOST_NAMED])
    if len(group.agencies) > MOST_NAMED:
        named = words("forecast.names_more", names=named, number=len(group.agencies) - MOST_NAMED)
    finding, tasks = _finding(group, words), ", ".join(group.tasks)
    if group.period:
        period = period_name(Period.parse(group.period), words)
        return words("forecast.of_period", finding=finding, period=period, names=named)
    return words("forecast.of_tasks", finding=finding, tasks=tasks, names=named)


def _finding(group: FindingGroup, words: Words) -> str:
    """Return what is found, and whether the agencies took the tasks over."""
    note = words("forecast.taken_over") if group.taken_over else ""
    return with_note(words(f"forecast.{group.code}"), note)


def _later(figures: Forecast, words: Words) -> str:
    """Return the sentence on the due dates after those of the table."""
    if figures.next_due is None:
        return words("forecast.none_later", last=words.day(figures.last))
    return words("tasks.nearest", day=words.day(figures.next_due.due), numbers=", ".join(figures.next_due.tasks))


class _Row(NamedTuple):
    """A row of the table; `group`: None if findings only end on that date."""

    step: ForecastStep
    group: FindingGroup | None


def _table(figures: Forecast, names: Names, words: Words) -> Table:
    """Return the table of the dates on which findings change."""

    def finding(row: _Row) -> str:
        if row.group is None:
            return words("forecast.ended", number=row.step.ended)
        return _finding(row.group, words)

    def agencies(row: _Row) -> str:
        return "; ".join(names[id_] for id_ in row.group.agencies) if row.group else ""

    columns: Columns[_Row] = [
        (Column(words("column.last_day")), lambda row: date_cell(row.step.last_day, words)),
        (Column(words("column.since")), lambda row: date_cell(row.step.day, words)),
        (Column(words("column.finding")), finding),
        (Column(words("column.subject"), wide=True, clipped=True), lambda row: _subject(row, words)),
        (number_column("new_findings", words), lambda row: count_cell(row.group.number if row.group else 0)),
        (Column(words("column.agencies"), wide=True, clipped=True), agencies),
    ]
    ids: Ids[_Row] = {
        "code": _value_of("code"),
        "period": _value_of("period"),
        "task_ids": _value_of("tasks"),
        "agency_ids": _value_of("agencies"),
    }
    return build_table(columns, _rows(figures), name="forecast", ids=ids)


def _value_of(name: str) -> Callable[[_Row], object]:
    """Return the function that returns this value of the group of a row; None for a row without a group."""
    return lambda row: getattr(row.group, name, None)


def _rows(figures: Forecast) -> Iterator[_Row]:
    for step in figures.changes:
        for group in step.groups or (None,):
            yield _Row(step, group)


def _subject(row: _Row, words: Words) -> str:
    """Return the period of the reports, and the numbers of the tasks."""
    if row.group is None:
        return ""
    period = period_name(Period.parse(row.group.period), words) if row.group.period else ""
    return ": ".join(filter(None, (period, ", ".join(row.group.tasks))))
