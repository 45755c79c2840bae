"""The missed deadlines that `gate` reports: a summary, then those that are new and those that are known, by agency."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.checks.deadline_gate import counts_of
from plan190.checks.findings import check_facts, findings_of
from plan190.document.blocks import Block, Heading, Items, Paragraph, View
from plan190.parts.plan_view import data_warnings, header
from plan190.status.facts import left_out_facts
from plan190.status.grouping import group_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from plan190.checks.deadline_gate import GateCount
    from plan190.checks.findings import CheckResult
    from plan190.document.blocks import Finding
    from plan190.parts.context import ViewContext
    from plan190.words import Words


def build(
    result: CheckResult, options: Mapping[str, object], total: int, gone: int | None, context: ViewContext
) -> View:
    """Return the view of the missed deadlines.

    `total`: the number of obligations and reports checked. `gone`: the number of known findings that no longer exist;
    None without a baseline.
    """
    words = context.words
    findings = findings_of(result, words)
    counts = counts_of(result.diagnostics)
    blocks: list[Block] = [*data_warnings(context), _summary(result, total, context)]
    if counts:
        blocks.append(Items(tuple(_count(count, words) for count in counts)))
    if gone is None:
        blocks += _by_agency(findings, context)
    else:
        number_known = len(result.old)
        number_new = len(result.diagnostics) - number_known
        new = [finding for finding in findings if finding.new]
        known = [finding for finding in findings if not finding.new]
        blocks += _baseline(number_new, number_known, gone, words)
        blocks += _section("gate.new_findings", number_new, new, context)
        blocks += _section("gate.known_findings", number_known, known, context)
    run = {"today": context.as_of.isoformat(), **options, "looked_at": total}
    facts = check_facts(result, findings, run) | {"format": "plan190.gate", "gone": gone}
    facts |= left_out_facts(context.register)
    facts["summary"] = [count._asdict() for count in counts]
    return View(header(context), tuple(blocks), facts, result.checked)


def _summary(result: CheckResult, total: int, context: ViewContext) -> Paragraph:
    words, number = context.words, len(result.diagnostics)
    day = words.day(context.as_of)
    if not number:
        return Paragraph(words("gate.passed", number=words.number(total), day=day), "good")
    text = words("gate.failed", number=words.number(number), all=words.number(total), day=day)
    return Paragraph(text, "bad" if result.fails else "good")


def _count(count: GateCount, words: Words) -> str:
    numbers = {name: words.number(value) for name, value in count._asdict().items() if isinstance(value, int)}
    joint = words("gate.joint", number=numbers["joint"]) if count.joint else ""
    return words(f"gate.{count.code}", **(numbers | {"joint": joint}), ranges=count.ranges)


def _baseline(new: int, known: int, gone: int, words: Words) -> Iterator[Block]:
    """Yield the numbers of new and known findings, and of known findings that no longer exist."""
    yield Paragraph(words("gate.new", new=new, known=known), "bad" if new else "good")
    if gone:
        yield Paragraph(words("gate.gone", number=gone), "mute")


def _section(title: str, number: int, findings: list[Finding], context: ViewContext) -> Iterator[Block]:
    if findings:
        yield Heading(context.words(title, number=number))
        yield from _by_agency(findings, context, level=2)


def _by_agency(findings: Iterable[Finding], context: ViewContext, level: int = 1) -> Iterator[Block]:
    """Yield the findings below the name of their agency, in the plan's order of agencies."""
    joint_bodies = {body.id: body for body in context.register.joint_bodies.values()}
    bodies = {**context.register.bodies, **joint_bodies}
    by_agency = group_by(findings, attrgetter("agency"))
    further = by_agency.pop(None, ())
    for id_ in sorted(by_agency, key=list(bodies).index):
        of_agency = by_agency[id_]
        yield Heading(context.words("gate.agency", name=bodies[id_].name, number=len(of_agency)), level)
        yield from (replace(finding, terse=True) for finding in of_agency)
    yield from further
