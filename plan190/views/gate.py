"""The missed deadlines that `gate` reports: a summary, then those that are new and those that are known, by agency.

The errors of the reports that the figures leave out follow them.
"""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.checks.deadline_gate import counts_of
from plan190.checks.findings import FURTHER, TOOL, findings_of, found_facts
from plan190.document.blocks import Block, Heading, Items, Paragraph, View
from plan190.parts.names import full_name
from plan190.parts.plan_view import data_warnings, filter_paragraph, header
from plan190.status.facts import left_out_facts
from plan190.status.grouping import group_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plan190.checks import fact_types as types
    from plan190.checks.deadline_gate import GateCount
    from plan190.checks.findings import CheckResult
    from plan190.document.blocks import Finding
    from plan190.parts.context import ViewContext
    from plan190.words import Words


def build(result: CheckResult, options: types.GateOptions, total: int, gone: int | None, context: ViewContext) -> View:
    """Return the view of the missed deadlines, and of the errors of the reports left out, which the result has last.

    `total`: the number of obligations and reports checked. `gone`: the number of known findings that no longer exist;
    None without a baseline.
    """
    words = context.words
    findings = findings_of(result, words)
    missed_deadlines = [diagnostic for diagnostic in result.diagnostics if diagnostic.is_missed_deadline]
    counts, number_known = counts_of(missed_deadlines), len(result.old)
    missed = [finding for finding in findings if finding.is_missed_deadline]
    further = [finding for finding in findings if finding.code == FURTHER]
    errors = [finding for finding in findings if not finding.is_missed_deadline and finding.code != FURTHER]
    blocks: list[Block] = [
        *filter_paragraph(context),
        *data_warnings(context),
        _summary(result, len(missed_deadlines), total, context),
    ]
    if counts:
        blocks.append(Items(tuple(_count(count, words) for count in counts)))
    blocks += _exit_code(result, len(missed_deadlines) - number_known, options, words)
    if gone is None:
        blocks += _by_agency(missed, context)
    else:
        number_new = len(missed_deadlines) - number_known
        new = [finding for finding in missed if finding.new]
        known = [finding for finding in missed if not finding.new]
        blocks += _baseline(number_new, number_known, gone, words)
        blocks += _section("gate.new_findings", number_new, new, context)
        blocks += _section("gate.known_findings", number_known, known, context)
    if errors:
        blocks += [Heading(words("gate.errors", number=len(errors))), *errors]
    blocks += further
    run: types.GateRun = {
        "base": None, "head": None, "today": context.as_of, **options, "looked_at": total,
        "files_checked": result.files, "data": result.root,
    }  # fmt: skip
    facts: types.GateResult = {
        "format": "plan190.gate",
        **TOOL,
        "run": run,
        **found_facts(result, findings),
        "gone": gone,
        **left_out_facts(context.register),
        "summary": counts,
    }
    return View(header(context), tuple(blocks), facts, result.checked)


def _summary(result: CheckResult, number: int, total: int, context: ViewContext) -> Paragraph:
    words = context.words
    day = words.day(context.as_of)
    if not number:
        return Paragraph(words("gate.passed", number=words.number(total), day=day), "good")
    text = words("gate.failed", number=words.number(number), all=words.number(total), day=day)
    return Paragraph(text, "bad" if result.fails else "good")


def _exit_code(result: CheckResult, number_new: int, options: types.GateOptions, words: Words) -> Iterator[Paragraph]:
    """Yield the exit code with its reason, and what was checked."""
    key = "passes"
    if number_new:
        key = "fails"
    elif result.fails:
        key = "left_out"
    elif result.old:
        key = "known"
    yield Paragraph(words(f"gate.exit.{key}", number=words.number(number_new)), "bad" if result.fails else "good")
    within = words.days("gate.checked.within", options["within"]) if options["within"] is not None else ""
    yield Paragraph(words("gate.checked", gates=", ".join(options["fail_on"]), within=within), "mute")


def _count(count: GateCount, words: Words) -> str:
    numbers = {name: words.number(value) for name, value in vars(count).items() if isinstance(value, int)}
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
    for id_ in sorted(by_agency, key=list(bodies).index):
        of_agency, name = by_agency[id_], full_name(bodies[id_], context.words)
        yield Heading(context.words("gate.agency", name=name, number=len(of_agency)), level)
        yield from (replace(finding, terse=True) for finding in of_agency)
