"""The monthly report with which an agency begins, as YAML with comments: every line to fill in is already right."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, get_args

from plan190.edit.yaml_text import data_of, item_lines, mapping_lines
from plan190.model.report import Category, Evidence, Measured, Obstacle, Update
from plan190.parts.cells import due_cell
from plan190.parts.names import NAME_LENGTH, full_name, period_name, returned_text, state_text, update_state_text
from plan190.words.text import clip_at_clause, masked, one_line, printable, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from plan190.edit.yaml_text import Data
    from plan190.model.task import Task
    from plan190.status.figures.draft import DraftFigures, DraftIndicator, DraftTask
    from plan190.words import Words

WIDTH = 110
"""The most characters of a line of a comment."""


def draft_text(figures: DraftFigures, as_of: date, schema: str, words: Words) -> str:
    """Return the text of the file; it lacks only the date of the report.

    `as_of`: the date of the figures. `schema`: the path of the schema from the file, "" if there is none.
    """
    parts: list[Iterable[str]] = [_head(figures, as_of, schema, words)]
    if figures.tasks:
        parts.append(["", "updates:"])
        parts += [_task(task, words) for task in figures.tasks]
    parts += [_paused(figures, words), _contributions(figures, words), _indicators_without_task(figures, words)]
    parts.append(_examples(figures.begins, words))
    return "".join(f"{line}\n" for line in chain.from_iterable(parts))


def _head(figures: DraftFigures, as_of: date, schema: str, words: Words) -> Iterator[str]:
    """Yield the explanation of the draft, and the keys of the report itself."""
    if schema:
        yield f"# yaml-language-server: $schema={schema}"
    agency, period, due = full_name(figures.agency, words), period_name(figures.period, words), words.day(figures.due)
    yield from _comments(words("draft.title", agency=agency, period=period, day=words.day(as_of)))
    for part in ("state", "lines", "page"):
        yield from _comments(words(f"draft.how.{part}"))
    yield f"agency: {figures.agency.id}"
    yield f"period: {figures.period}"
    yield f"reported_on:  # {words('draft.reported_on', due=due, example=figures.due.isoformat())}"


def _task(task: DraftTask, words: Words) -> Iterator[str]:
    """Yield the entry of a task: what it is and what was reported as comments, then the entry itself."""
    yield ""
    for text in _facts(task, words):
        yield from _comments(text, "  ")
    yield from item_lines(data_of(Update(task=task.verdict.task.id, state=task.state)), "  ")
    yield from _commented_out(_last_content(task), "    ")


def _facts(task: DraftTask, words: Words) -> Iterator[str]:
    """Yield the sentences on a task: its content and deadline, the last report, and returned claims."""
    verdict = task.verdict
    yield _task_text(verdict.task, words)
    due = due_cell(verdict, words).text if verdict.due is not None else verdict.task.deadline.words
    state = state_text(verdict, words)
    parts = (due,) if due.lower().endswith(state) else filter(None, (due, state))
    yield words("draft.due", due=" – ".join(parts))
    if verdict.is_joint:
        yield words("draft.joint")
    if task.last is None:
        yield words("draft.last.none")
    else:
        period, day = period_name(task.last.period, words), words.day(task.last.reported_on)
        yield words("draft.last", period=period, day=day, state=update_state_text(task.last.value, words))
    yield from (words("draft.returned", text=returned_text(decided, words)) for decided in task.returned)
    yield from _numbers(task.indicators, words)


def _numbers(indicators: Iterable[DraftIndicator], words: Words) -> Iterator[str]:
    """Yield what the numbers of each indicator are."""
    for item in indicators:
        key = "draft.numbers.share" if item.indicator.over else "draft.numbers"
        yield words(key, id=item.indicator.id, counted=item.indicator.counted, over=item.indicator.over)


def _task_text(task: Task, words: Words) -> str:
    content = clip_at_clause(one_line(task.content), NAME_LENGTH)
    return words("draft.task", number=task.id, content=content)


def _last_content(task: DraftTask) -> Iterator[str]:
    """Yield the lines of the entry with the last values, the open obstacles and the delay warning."""
    yield from _indicators(task.indicators, "    ")
    again: dict[str, Data] = {}
    if task.obstacles:
        again["obstacles"] = [data_of(item.obstacle) for item in task.obstacles]
    if task.last is not None and task.last.current.expected_on is not None:
        again["at_risk"] = data_of(task.last.value.at_risk)
    yield from mapping_lines(again, "    ")


def _indicators(indicators: Iterable[DraftIndicator], indentation: str) -> Iterator[str]:
    """Yield the list of indicators with their last values; what was never reported is left blank."""
    items = [_measured(item) for item in indicators]
    if items:
        yield f"{indentation}indicators:"
        yield from (f"{indentation}  - {{{item}}}" for item in items)


def _measured(item: DraftIndicator) -> str:
    is_share = item.indicator.unit == "percent"
    if item.last is None:
        return f"id: {item.indicator.id}, value: , of: " if is_share else f"id: {item.indicator.id}, value: "
    last = item.last.measured
    data = data_of(Measured(id=item.indicator.id, value=last.value, of=last.of))
    return ", ".join(f"{key}: {value}" for key, value in data.items())


def _paused(figures: DraftFigures, words: Words) -> Iterator[str]:
    """Yield a comment on each task that is closed or suspended."""
    if figures.paused:
        yield ""
    for verdict in figures.paused:
        state = words("flag.suspended") if verdict.suspended else state_text(verdict, words)
        yield from _comments(words("draft.paused", task=_task_text(verdict.task, words), state=state))


def _contributions(figures: DraftFigures, words: Words) -> Iterator[str]:
    """Yield how to report on the tasks in which the agency cooperates."""
    if figures.cooperating:
        tasks = ", ".join(verdict.task.id for verdict in figures.cooperating)
        yield ""
        yield from _comments(words("draft.cooperating", tasks=tasks))
        yield from _commented_out(("contributions:", "  - task: ", "    contribution: "))


def _indicators_without_task(figures: DraftFigures, words: Words) -> Iterator[str]:
    if figures.indicators:
        yield ""
        yield from _comments(words("draft.indicators"))
        for text in _numbers(figures.indicators, words):
            yield from _comments(text)
        yield from _commented_out(_indicators(figures.indicators, ""))


def _examples(day: date, words: Words) -> Iterator[str]:
    """Yield, as comments, an entry with evidence and one with an obstacle; no task has their number."""
    summary, title, number, description, proposal = (
        words(f"form.example.{key}") for key in ("summary", "title", "number", "description", "proposal")
    )
    evidence = Evidence(title=title, number=number, date=day)
    obstacle = Obstacle(category="du-lieu", beyond_authority=False, description=description, proposal=proposal)
    yield ""
    yield from _comments(words("draft.examples"))
    for update in (
        Update(task="0", state="done", done_on=day, summary=summary, evidence=(evidence,)),
        Update(task="0", state="in_progress", obstacles=(obstacle,)),
    ):
        yield from _commented_out(item_lines(data_of(update), "  "))
    categories = "; ".join(f"{id_} ({words(f'category.{id_}')})" for id_ in get_args(Category))
    yield from _comments(words("draft.examples.obstacle", categories=categories))


def _comments(text: str, indentation: str = "") -> Iterator[str]:
    """Yield the text as lines of comments."""
    for line in wrapped(printable(masked(one_line(text))), WIDTH):
        yield f"{indentation}# {line}"


def _commented_out(lines: Iterable[str], indentation: str = "") -> Iterator[str]:
    """Yield each line as a comment; without the sign and the space after it, the line is right where it stands."""
    for line in lines:
        yield f"{indentation}# {printable(masked(line.removeprefix(indentation)))}".rstrip()
