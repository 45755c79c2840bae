"""The plan without its appendix: legal basis, purpose, provisions, reporting, oversight and recipients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Heading, Items, Pairs, Paragraph, View
from plan190.parts.cells import named_pairs
from plan190.parts.names import period_name, plan_name, provisions_named, with_note
from plan190.parts.plan_view import data_warnings
from plan190.words.text import one_line

if TYPE_CHECKING:
    from plan190.model.plan import Oversight, Plan, Quote, Recipient, Reporting
    from plan190.parts.context import ViewContext
    from plan190.status import fact_types as types
    from plan190.words import Words

LAST_OF_MONTH = 31
"""The cut-off that is the last day of every month."""

QUOTED = ("legal_basis", "purpose", "provisions")
"""The sections of the plan that are quoted in full."""


def build(context: ViewContext) -> View:
    """Return the view of the plan. Its text is in quotation marks, followed by the bodies that it means in brackets."""
    plan, words = context.plan, context.words
    people = {"issuer": context.name_in_plan(plan.issuer)}
    if plan.signer is not None:
        people["signer"] = f"{plan.signer.name}, {context.name_in_plan(plan.signer.office)}"
    blocks: list[Block] = [
        Paragraph(f"“{one_line(plan.title)}”"),
        *data_warnings(context),
        named_pairs(people, words, "plan"),
    ]
    if any(getattr(plan, name) for name in QUOTED):
        blocks.append(Paragraph(words("plan.quotes"), "mute"))
    for name in QUOTED:
        rows = tuple((quote.ref, _quote(context, quote)) for quote in getattr(plan, name))
        blocks += _section(words(f"plan.{name}"), Pairs(rows), rows)
    blocks += [_heading(_reporting_key(plan), plan.reporting.provision, words), _reporting(context)]
    if plan.oversight is not None:
        blocks += [_heading("oversight", plan.oversight.provision, words), _oversight(context, plan.oversight)]
    blocks += _section(words("plan.escalations"), _escalations(context), plan.escalations)
    recipients = Items(tuple(_quote(context, recipient) for recipient in plan.recipients))
    blocks += _section(words("plan.recipients"), recipients, plan.recipients)
    facts: types.PlanText = {
        "legal_basis": plan.legal_basis, "purpose": plan.purpose, "provisions": plan.provisions,
        "reporting": plan.reporting, "oversight": plan.oversight, "escalations": plan.escalations,
        "recipients": plan.recipients,
    }  # fmt: skip
    title = words("plan.title", plan=plan_name(plan, words, dated=True))
    return View(title, tuple(blocks), {**context.head, **facts})


def _section(title: str, block: Block, content: tuple[object, ...]) -> tuple[Block, ...]:
    """Return a section with its heading; nothing if the plan has no such content."""
    return (Heading(title), block) if content else ()


def _heading(name: str, provision: str | None, words: Words) -> Heading:
    """Return the heading of a part that a provision of the plan requires."""
    return Heading(with_note(words(f"plan.{name}"), provisions_named((provision,), words)))


def _quote(context: ViewContext, quote: Quote | Recipient) -> str:
    text = f"“{one_line(quote.words)}”"
    if not quote.bodies:
        return text
    return f"{text} [{context.names_in_text(quote.bodies)}]"


def _reporting_key(plan: Plan) -> str:
    return "reporting" if plan.reporting.every == ("month",) else "reporting.unstated"


def _reporting(context: ViewContext) -> Block:
    reporting, words = context.plan.reporting, context.words
    if not reporting.every:
        return Paragraph(words("plan.no_reports"))
    recipients = filter(None, (reporting.to, *reporting.also_to))
    texts = {
        "reporting_agencies": context.names_in_text(reporting.who),
        "to": "; ".join(map(context.full_name, recipients)),
        "through": context.names_in_text(reporting.through),
        "before": _of_units("before_day", reporting, words),
        "covers": _of_units("cut_off", reporting, words),
        "first_period": period_name(reporting.first_period, words) if reporting.first_period is not None else "",
    }
    return named_pairs({name: text for name, text in texts.items() if text}, words, "plan")


def _of_units(key: str, reporting: Reporting, words: Words) -> str:
    """Return the day with this key of the reports on each unit."""
    texts = []
    for dates in map(reporting.dates_of, reporting.units):
        variant = f".{dates.due_in}" if key == "before_day" else ".unit"
        if key == "cut_off" and dates.cut_off == LAST_OF_MONTH:
            variant = ".last"
        elif dates.unit == "month" and dates.due_in == "last_month":
            variant = ""
        texts.append(words(f"plan.{key}{variant}", unit=words(f"period_unit.{dates.unit}"), day=getattr(dates, key)))
    return "; ".join(texts)


def _oversight(context: ViewContext, oversight: Oversight) -> Pairs:
    words = context.words
    texts = {
        "lead": context.full_name(oversight.lead),
        "cooperating": context.names_in_text(oversight.cooperating),
        "acts": ", ".join(words(f"plan.act.{act}") for act in oversight.acts),
    }
    return named_pairs({name: text for name, text in texts.items() if text}, words, "plan")


def _escalations(context: ViewContext) -> Pairs:
    """Return the cases that must be reported to a higher body, by provision."""
    rows = []
    for escalation in context.plan.escalations:
        through = context.names_in_text(escalation.through)
        key = "plan.escalate_through" if through else "plan.escalate"
        to = context.full_name(escalation.to)
        rows.append((escalation.provision, context.words(key, when=one_line(escalation.when), to=to, through=through)))
    return Pairs(tuple(rows))
