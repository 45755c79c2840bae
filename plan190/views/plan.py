"""The plan outside its appendix: what it rests on, what it orders of everyone, how it is reported and followed up."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Heading, Items, Pairs, Paragraph, View
from plan190.model.month import Month
from plan190.parts.names import body_names, full_name, month_name, one_line
from plan190.parts.plan_view import fiction_warning
from plan190.status.facts import head

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.plan import Quote, Recipient
    from plan190.model.register import Register
    from plan190.words import Words

QUOTED = ("legal_basis", "purpose", "provisions")
"""The parts of the plan that are sections quoted whole."""

FACTS = (*QUOTED, "reporting", "oversight", "escalations", "recipients")
"""The parts of the plan that the JSON has, as `plan.yaml` writes them."""


def build(register: Register, as_of: date, words: Words) -> View:
    """Return the view of the plan; its text stands in quotation marks, the bodies that it means in brackets."""
    plan = register.plan
    issuer, office = (
        full_name(register.bodies[plan.issuer], words),
        full_name(register.bodies[plan.signer.office], words),
    )
    blocks: list[Block] = [
        Paragraph(f"“{one_line(plan.title)}”"),
        *fiction_warning(register, words),
        _pairs(words, issuer=issuer, signer=f"{plan.signer.name}, {office}"),
        Paragraph(words("plan.quotes"), "mute"),
    ]
    for name in QUOTED:
        rows = tuple((quote.ref, _quote(register, quote, words)) for quote in getattr(plan, name))
        blocks += [Heading(words(f"plan.{name}")), Pairs(rows)]
    blocks += [
        Heading(words("plan.reporting", provision=plan.reporting.provision)),
        _reporting(register, words),
        Heading(words("plan.oversight", provision=plan.oversight.provision)),
        _oversight(register, words),
        Heading(words("plan.escalations")),
        _escalations(register, words),
        Heading(words("plan.recipients")),
        Items(tuple(_quote(register, recipient, words) for recipient in plan.recipients)),
    ]
    facts = head(register, as_of) | {name: _json(getattr(plan, name)) for name in FACTS}
    return View(words("plan.title", symbol=plan.symbol, day=words.day(plan.issued_on)), tuple(blocks), facts)


def _pairs(words: Words, **texts: str) -> Pairs:
    """Return the texts with their labels."""
    return Pairs(tuple((words(f"plan.{name}"), text) for name, text in texts.items()))


def _quote(register: Register, quote: Quote | Recipient, words: Words) -> str:
    bodies = f" [{body_names(register, quote.bodies, words)}]" if quote.bodies else ""
    return f"“{one_line(quote.words)}”{bodies}"


def _reporting(register: Register, words: Words) -> Pairs:
    reporting = register.plan.reporting
    return _pairs(
        words,
        who=body_names(register, reporting.who, words),
        to=full_name(register.bodies[reporting.to], words),
        through=body_names(register, reporting.through, words),
        before=words("plan.before_day", day=reporting.before_day),
        covers=words("plan.cut_off", day=reporting.cut_off),
        first_period=month_name(reporting.first_period),
    )


def _oversight(register: Register, words: Words) -> Pairs:
    oversight = register.plan.oversight
    return _pairs(
        words,
        lead=full_name(register.bodies[oversight.lead], words),
        cooperating=body_names(register, oversight.cooperating, words),
        acts=", ".join(words(f"plan.act.{act}") for act in oversight.acts),
    )


def _escalations(register: Register, words: Words) -> Pairs:
    """Return when, to whom and through whom bad news is reported."""
    rows = []
    for escalation in register.plan.escalations:
        through = body_names(register, escalation.through, words)
        key = "plan.escalate_through" if through else "plan.escalate"
        to = full_name(register.bodies[escalation.to], words)
        rows.append((escalation.provision, words(key, when=one_line(escalation.when), to=to, through=through)))
    return Pairs(tuple(rows))


def _json(part: object) -> object:
    """Return a part of the plan in types that JSON has."""
    if isinstance(part, tuple):
        return [_json(entry) for entry in part]
    if isinstance(part, Month):
        return str(part)
    if dataclasses.is_dataclass(part):
        return {field.name: _json(getattr(part, field.name)) for field in dataclasses.fields(part)}
    return part
