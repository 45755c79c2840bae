"""The values of options: states, kinds of deadlines, categories, numbers, bodies, letterheads, tasks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from plan190.errors import Plan190Error
from plan190.model.agency import Agency
from plan190.model.deadline import RuleKind
from plan190.model.report import Category
from plan190.parts.context import Filter
from plan190.parts.names import full_name
from plan190.status.state import State
from plan190.words.text import fold, nearest, printable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from plan190.cli.session import Session
    from plan190.model.letterhead import Letterhead
    from plan190.model.period import Period
    from plan190.model.register import Body
    from plan190.parts.context import ViewContext
    from plan190.status.verdicts import TaskVerdict

MOST_NAMED = 5
"""The most bodies or ids that an error message suggests."""

_WEB = re.compile(r"https?://[A-Za-z0-9][\w.:/~%+-]*", re.ASCII)

STATES = tuple(map(str, State))
CATEGORIES: tuple[str, ...] = get_args(Category)
KINDS: tuple[str, ...] = get_args(RuleKind)
REPORT_KINDS = ("monthly", "agency", "task", "overdue", "scoreboard")


def choice(session: Session, text: str, option: str, choices: Sequence[str]) -> str:
    """Return the choice that the text names, by key or by the label in tables; Plan190Error if there is none.

    Hyphens equal underscores; accents and case make no difference.
    """
    by_label = {fold(session.words(f"{option.strip('-')}.{key}")): key for key in choices}
    by_key = {key.replace("-", "_"): key for key in choices}
    chosen = by_label.get(fold(text)) or by_key.get(text.strip().lower().replace("-", "_"))
    if chosen is None:
        raise unknown_choice(text, option, choices)
    return chosen


def unknown_choice(text: str, option: str, choices: Sequence[str]) -> Plan190Error:
    """Return the error for a text that names no choice."""
    return Plan190Error("error.choice", text=printable(text), option=option, choices=", ".join(choices))


def web_address(text: str | None) -> str:
    """Return the address of a web page without a slash at its end, "" for None; Plan190Error if it is none."""
    if text is None:
        return ""
    if not _WEB.fullmatch(text):
        raise Plan190Error("error.web_address", text=printable(text))
    return text.rstrip("/")


def whole(text: str, least: int, most: int) -> int:
    """Return the text as a whole number; Plan190Error if it is not one, or is out of range."""
    if text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most:  # noqa: PLR2004
        return int(text)
    raise Plan190Error("error.number", text=printable(text), least=least, most=most)


def days_ahead(session: Session, text: str | None, most: int) -> int:
    """Return the number of days of `--within`, or that of the plan's policy for None."""
    if text is None:
        return session.register.plan.policy.soon
    return whole(text, 0, most)


def body(session: Session, text: str) -> Body:
    """Return the agency or group that the text names; Plan190Error with the nearest names if there is none."""
    match = session.register.find_body(text)
    if not isinstance(match, tuple):
        return match
    words = session.words
    if not match:
        raise Plan190Error("error.body_unknown", text=printable(text), near=words("error.body_none"))
    names = "; ".join(f"{full_name(near, words)} ({near.id})" for near in match[:MOST_NAMED])
    more = words("error.body_more", number=len(match) - MOST_NAMED) if len(match) > MOST_NAMED else ""
    raise Plan190Error(
        "error.body_unknown", text=printable(text), near=words("error.body_near", names=names, more=more)
    )


def reporting_agency(session: Session, text: str) -> Agency:
    """Return the agency that the text names; Plan190Error for a group, or for an agency without monthly reports."""
    chosen = body(session, text)
    if not isinstance(chosen, Agency):
        raise Plan190Error("error.report_group", name=chosen.id)
    if chosen.monthly_report == "none":
        raise Plan190Error("error.reports_not", name=full_name(chosen, session.words))
    return chosen


def demand_reported(session: Session, period: Period | None) -> None:
    """Raise Plan190Error for a period of which the plan asks for no report, such as one before the plan."""
    from plan190.status.periods import period_of

    plan = session.register.plan
    if period is None:
        return
    if period.unit not in plan.reporting.units:
        units = ", ".join(session.words(f"period_unit.{unit}") for unit in plan.reporting.units)
        example = period_of(session.as_of, plan.reporting)
        raise Plan190Error("error.period_unit", period=period, units=units, example=example)
    if period < period_of(plan.issued_on, plan.reporting, period.unit):
        raise Plan190Error("error.period_before", period=period, issued=session.words.day(plan.issued_on))


def demand_existing(session: Session, agency: Agency) -> None:
    """Raise Plan190Error if the agency has ceased to exist by the as-of date, with its successors."""
    if agency.valid_to is not None and agency.has_ceased_by(session.as_of):
        successors = ", ".join(dict.fromkeys(item.to for item in agency.successors)) or "–"
        until = session.words.day(agency.valid_to)
        raise Plan190Error(
            "error.ceased",
            name=full_name(agency, session.words),
            until=until,
            last=agency.valid_to,
            successors=successors,
        )


def id_named(text: str, ids: Sequence[str], key: str) -> str:
    """Return the id that the text names; accents and case make no difference.

    If there is none, raise Plan190Error with this key and the nearest id, or the first ones.
    """
    by_name = {fold(id_): id_ for id_ in ids}
    if fold(text) in by_name:
        return by_name[fold(text)]
    near = by_name.get(nearest(fold(text), by_name), "") or ", ".join(ids[:MOST_NAMED]) or "–"
    raise Plan190Error(key, text=printable(text), near=near)


def event_id(session: Session, text: str) -> str:
    """Return the id of the event that the text names; Plan190Error if no task waits for it."""
    return _awaited_id(session, text, "event")


def schedule_id(session: Session, text: str) -> str:
    """Return the id of the schedule that the text names; Plan190Error if no task waits for it."""
    return _awaited_id(session, text, "schedule")


def _awaited_id(session: Session, text: str, kind: str) -> str:
    ids = [id_ for id_, awaited in session.register.awaited.items() if awaited.kind == kind]
    return id_named(text, ids, f"error.{kind}_unknown")


def agencies_named(session: Session, text: str | None) -> tuple[Agency, ...]:
    """Return the agencies that the text names: one agency or the members of a group; all agencies for None."""
    ids = tuple(session.register.bodies) if text is None else (body(session, text).id,)
    return tuple(session.register.members(ids))


def members_of(session: Session, text: str | None) -> frozenset[str]:
    """Return the ids of the agencies that the text names, as `agencies_named` returns them."""
    return frozenset(agency.id for agency in agencies_named(session, text))


def filtered(session: Session, agency: str | None, *filters: Filter) -> ViewContext:
    """Return the context of a view that shows only an agency or the members of a group, and what the filters select."""
    if agency is not None:
        filters = (agency_filter(session, "agency", body(session, agency)), *filters)
    return session.view_context._replace(filters=filters)


def agency_filter(session: Session, role: str, chosen: Body) -> Filter:
    """Return the filter by an agency or group in a role: lead, cooperating, agency."""
    return Filter(role, (chosen.id,), session.words(f"filter.{role}", name=full_name(chosen, session.words)))


def choice_filter(session: Session, option: str, chosen: Collection[str]) -> Filter:
    """Return the filter by these choices of an option."""
    names = ", ".join(session.words(f"{option}.{key}") for key in chosen)
    return Filter(option, tuple(chosen), session.words(f"filter.{option}", name=names))


def letterhead(session: Session, text: str | None) -> Letterhead | None:
    """Return the letterhead with this id, the first valid one for None; None if the data have no letterheads.

    Plan190Error if it is unknown or may not be used on the as-of date: outside its dates, or those of its issuer.
    """
    letterheads = {entry.value.id: entry.value for entry in session.register.letterheads}
    if not letterheads and text is None:
        return None
    if text is not None and text not in letterheads:
        raise unknown_choice(text, "--letterhead", list(letterheads) or ["–"])
    valid = {id_: item for id_, item in letterheads.items() if _is_valid_letterhead(session, item)}
    chosen = valid.get(text) if text is not None else next(iter(valid.values()), None)
    if chosen is None:
        names, day = ", ".join(valid) or "–", session.words.day(session.as_of)
        raise Plan190Error("error.letterhead_dates", id=text or ", ".join(letterheads), day=day, names=names)
    return chosen


def plain_letterhead(session: Session) -> Letterhead | None:
    """Return the letterhead of letters of a plan that has none: the name of the coordinator, without a symbol.

    None for a Vietnamese plan, whose letters must have the form of the decree.
    """
    from plan190.model.letterhead import Letterhead

    if session.register.letterheads or session.register.plan.language == "vi":
        return None
    issuer = session.coordinator
    name = full_name(session.register.bodies[issuer], session.report_words)
    place = session.register.plan.place or ""
    return Letterhead(
        id=issuer, issuer=issuer, head=name, place=place, report_symbol="", letter_symbol="", office=(name,)
    )


def _is_valid_letterhead(session: Session, item: Letterhead) -> bool:
    issuer = session.register.bodies[item.issuer]
    exists = not isinstance(issuer, Agency) or issuer.exists_on(session.as_of)
    return exists and item.is_valid_on(session.as_of)


def accepted_without(session: Session, named: Sequence[str] | None) -> list[str]:
    """Return the options that accept the reports left out; Plan190Error unless `named` names them all and no other."""
    left_out, named = session.register.left_out, named or ()
    names = [report.name for report in left_out]
    for text in named:
        if text not in names:
            raise Plan190Error("error.leave_out_unknown", text=printable(text), names=", ".join(names) or "–")
    accept = " ".join(f"--leave-out {name}" for name in names)
    if set(named) != set(names):
        reports, option = "; ".join(map(str, left_out)), session.data.option
        raise Plan190Error("error.leave_out", reports=reports, option=option, accept=accept)
    return accept.split()


def task(session: Session, text: str) -> TaskVerdict:
    """Return the verdict on the task with this number; Plan190Error if the plan has no such task."""
    return session.assessment.task(task_id(session, text))


def task_id(session: Session, text: str) -> str:
    """Return the id of the task with this number; Plan190Error if the plan has no such task."""
    ids = {id_.casefold(): id_ for id_ in session.register.tasks_by_id}
    if text.casefold() in ids:
        return ids[text.casefold()]
    if all(id_.isdecimal() for id_ in ids):
        whole(text, 1, session.register.plan.tasks)
    raise Plan190Error("error.task", text=printable(text), ids=", ".join(ids.values()))
