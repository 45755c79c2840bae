"""Decisions from what was typed: names become ids, and each decision gets its date, body and id."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from plan190.cli.choices import body, event_id, id_named, schedule_id, task_id
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.model.decision import Accept, Happened, Reply, Return, Schedule, Settle, Withdraw
from plan190.model.report import IssuedDocument
from plan190.status.periods import begins_on, period_of
from plan190.words.text import fold, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from plan190.model.decision import Decision
    from plan190.model.register import Register
    from plan190.status.verdicts import OpenClaim

PREFIXES = {
    "accept": "chap-nhan", "return": "tra-lai", "extend": "gia-han", "event": "da-co", "schedule": "tien-do",
    "suspend": "tam-dung", "resume": "tiep-tuc", "close": "ket-thuc", "transfer": "chuyen", "settle": "ket-luan",
    "answer": "tra-loi", "withdraw": "rut",
}  # fmt: skip
"""The beginning of the id of a decision of each kind, in Vietnamese like all ids of the data."""

LONGEST_ID = 56
"""The most characters of an id before its number, which keeps it within the limit of the model."""

MOST_TASKS = 3
"""The most tasks that an id names."""


def decision_of(session: Session, model: type[Decision], typed: Mapping[str, Any]) -> Decision:
    """Return the decision with these typed values; Plan190Error if one of them names nothing.

    Its id is "" if none was typed. It is recorded later than its date if that is before the current reporting period,
    as rule P410 demands.
    """
    names = [field.name for field in fields(model) if field.name in typed]
    found = {name: _value(session, name, typed) for name in names}
    values = {name: value for name, value in found.items() if value is not None}
    values["id"] = typed["id"] or ""
    values.setdefault("date", session.as_of)
    values.setdefault("by", session.coordinator)
    if values["date"] < _current_period_begins_on(session):
        values.setdefault("recorded_on", session.as_of)
    decision = model(**values)
    return _of_claimants(session, decision) if isinstance(decision, Accept | Return) else decision


def _of_claimants(session: Session, decision: Accept | Return) -> Accept | Return:
    """Return the decision with the agencies whose claims wait, unless it names some, or all that owe the tasks wait."""
    owed = [verdict for verdict in session.assessment.verdicts if verdict.task.id in decision.tasks]
    owing = {(verdict.task.id, agency.id) for verdict in owed for agency in verdict.agencies}
    waiting = {waiting_pair(item) for item in session.assessment.claims if item.verdict.task.id in decision.tasks}
    agencies = {agency for _, agency in waiting}
    if decision.agencies or waiting == owing or len(agencies) > 1:
        return decision
    return replace(decision, agencies=tuple(agencies))


def waiting_pair(item: OpenClaim) -> tuple[str, str]:
    """Return the task and the agency by which a decision names the claim."""
    return item.verdict.task.id, item.decided_for


def _current_period_begins_on(session: Session) -> date:
    reporting = session.register.plan.reporting
    return begins_on(period_of(session.as_of, reporting), reporting)


def _value(session: Session, name: str, typed: Mapping[str, Any]) -> Any:  # noqa: ANN401 - of any field
    """Return the value of a field of the decision; None for its default."""
    text, find = typed[name], _FINDERS.get(name)
    if name == "document":
        return document_of(text, typed["document_date"], typed["document_title"])
    if name == "obstacle":
        return _obstacle(session, typed)
    if text is None or find is None:
        return text
    if isinstance(text, list):
        return tuple(dict.fromkeys(find(session, item) for item in text))
    return find(session, text)


def document_of(number: str | None, day: date | None, title: str | None) -> IssuedDocument | None:
    """Return the document with these values, None without any; Plan190Error if number or date is missing."""
    if number is not None and day is not None:
        return IssuedDocument(number=number, date=day, title=title)
    if number is None and day is None and title is None:
        return None
    missing = "--document" if number is None else "--document-date"
    raise Plan190Error("error.option_missing", option=missing, command="plan190 decide")


def _obstacle(session: Session, typed: Mapping[str, Any]) -> str:
    """Return the name of the open obstacle of the agency in the task; the label of its category also names it."""
    agency, task = _body(session, typed["agency"]), task_id(session, typed["task"])
    own = session.assessment.obstacles_by_agency.get(agency, ())
    obstacles = [item.obstacle for item in own if item.task == task]
    label = fold(typed["obstacle"])
    labelled = [item.name for item in obstacles if fold(session.words(f"category.{item.category}")) == label]
    if len(labelled) == 1:
        return labelled[0]
    return id_named(typed["obstacle"], [item.name for item in obstacles], "error.decide_obstacle")


def _body(session: Session, text: str) -> str:
    return body(session, text).id


def _assumption(session: Session, text: str) -> str:
    ids = [entry.value.id for entry in session.register.assumptions()]
    return id_named(text, ids, "error.assumption_unknown")


def _decision(session: Session, text: str) -> str:
    ids = [entry.value.id for entry in reversed(session.register.decisions)]
    return id_named(text, ids, "error.decision_unknown")


_FINDERS: Mapping[str, Callable[[Session, str], str]] = {
    "tasks": task_id, "task": task_id, "agencies": _body, "agency": _body, "to": _body, "by": _body,
    "event": event_id, "schedule": schedule_id, "assumption": _assumption, "resumes": _decision, "corrects": _decision,
}  # fmt: skip
"""The function that returns the id that a text names, by the field."""


def with_ids(register: Register, decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Return the decisions, each without an id with a new one; Plan190Error if one has an id that is taken."""
    taken = {entry.value.id for entry in register.decisions}
    named: list[Decision] = []
    for decision in decisions:
        id_ = decision.id or _new_id(register, decision, taken)
        if id_ in taken:
            raise Plan190Error("error.decision_id_taken", id=printable(id_))
        named.append(replace(decision, id=id_))
        taken.add(id_)
    return tuple(named)


def _new_id(register: Register, decision: Decision, taken: set[str]) -> str:
    """Return an id that says what the decision is about, with a number if it is taken."""
    parts = [PREFIXES[decision.kind], *_subject(register, decision)]
    if decision.corrects is not None and not isinstance(decision, Withdraw):
        parts.append("ghi-lai")
    base = "-".join(parts)[:LONGEST_ID].rstrip("-")
    numbered = (f"{base}-{number}" for number in count(2))
    return next(id_ for id_ in chain([base], numbered) if id_ not in taken)


def _subject(register: Register, decision: Decision) -> Iterator[str]:
    """Yield the parts of an id that name what the decision is about."""
    match decision:
        case Withdraw(corrects=id_) | Happened(event=id_) | Schedule(schedule=id_) | Settle(assumption=id_):
            yield id_
            return
        case Reply(task=task, obstacle=obstacle):
            yield from (f"nv{task}", obstacle)
            return
    tasks, agencies = decision.tasks, getattr(decision, "agencies", ())
    month = f"{decision.date:%Y-%m}"
    if not tasks and not agencies:
        yield "ca-ke-hoach"
    elif len(tasks) > MOST_TASKS:
        yield month
    else:
        yield from (f"nv{task}" for task in tasks)
        is_shared = not tasks or any(_is_shared(register, task) for task in tasks)
        if agencies and is_shared:
            yield agencies[0] if len(agencies) == 1 else month


def _is_shared(register: Register, task: str) -> bool:
    """Return whether several agencies lead the task."""
    return len(register.members(register.tasks_by_id[task].lead.bodies)) > 1
