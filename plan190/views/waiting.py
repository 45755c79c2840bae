"""A claim or an obstacle as the coordinator sees it before deciding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Heading, View
from plan190.parts.cells import due_cell, named_pairs
from plan190.parts.names import authority_text, indicator_name, measured_text, period_name, state_text, target_text
from plan190.parts.timeline import evidence_text
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plan190.diagnostics import Diagnostic
    from plan190.parts.context import ViewContext
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.verdicts import OpenClaim


def claim_view(item: OpenClaim, place: str, problems: Sequence[Diagnostic], context: ViewContext) -> View:
    """Return the view of a claim with its evidence. `place`: its place among all, such as 3/61."""
    words, (verdict, claim) = context.words, item
    update = claim.update
    period = period_name(update.period, words)
    texts = {
        "agency": context.full_name(claim.agency),
        "content": verdict.task.content,
        "product": verdict.task.product.words,
        "due": due_cell(verdict, words).text,
        "done_on": words.day(claim.done_on),
        "state": state_text(verdict, words),
        "claimed_on": words("decide.reported", day=words.day(update.stated_on), period=period),
        "summary": one_line(update.value.summary or words("none")),
        "proof": "; ".join(evidence_text(evidence, words) for evidence in claim.evidence) or words("none"),
    }
    measured = "; ".join(_measured_texts(item, context))
    advice = (f"{problem.code}: {'; '.join(words.diagnostic_texts(problem))}" for problem in problems)
    more = {"indicator": measured, "problems": " ".join(advice)}
    return _view(verdict.task.id, place, {**texts, **{name: text for name, text in more.items() if text}}, context)


def _measured_texts(item: OpenClaim, context: ViewContext) -> Iterator[str]:
    """Yield each indicator value of the claim with its target."""
    words, year = context.words, item.claim.update.period.last_month.year
    for measured in item.claim.update.value.indicators:
        indicator = context.register.indicators[measured.id]
        values = {"value": measured_text(measured, words), "target": target_text(indicator, words, year)}
        yield words("decide.measured", name=indicator_name(indicator, words), **values)


def obstacle_view(item: OpenObstacle, place: str, context: ViewContext) -> View:
    """Return the view of an open obstacle. `place`: its place among all, such as 3/11."""
    words, obstacle = context.words, item.obstacle
    texts = {
        "agency": context.full_name(item.agency.id),
        "content": context.register.tasks_by_id[item.task].content,
        "category": words(f"category.{obstacle.category}"),
        "authority": authority_text(obstacle, words),
        "raised_on": words.day(item.raised_on),
        "days": words.number(item.days_open(context.as_of)),
        "obstacle": one_line(obstacle.description),
        "proposal": one_line(obstacle.proposal or words("none")),
    }
    return _view(item.task, place, texts, context)


def _view(task: str, place: str, texts: Mapping[str, str], context: ViewContext) -> View:
    heading = Heading(context.words("decide.item", place=place, task=task))
    return View("", (heading, named_pairs(texts, context.words)))
