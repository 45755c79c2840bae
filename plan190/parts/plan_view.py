"""What views of the plan begin with: the title, warnings, and sentences that sum up the plan as of a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Paragraph, Table, View
from plan190.parts.names import month_name, share_text
from plan190.status.facts import head
from plan190.status.periods import report_due
from plan190.status.selection import overdue_by_assumption, submission_counts
from plan190.status.state import DONE, NO_DEADLINE, OPEN, State
from plan190.status.submissions import SubmissionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plan190.document.blocks import Block, Link
    from plan190.model.month import Month
    from plan190.parts.context import ViewContext
    from plan190.status.facts import Facts
    from plan190.status.state import Tally
    from plan190.words import Words


def plan_view(
    context: ViewContext,
    blocks: Iterable[Block],
    facts: Facts,
    *,
    subject: str = "",
    links: Iterable[Link] = (),
    keep_empty: bool = False,
) -> View:
    """Return a view of the plan: its title, the links and warnings before the blocks, and its facts.

    `subject`: what the title says that the view is about, "" for the whole plan. Tables without rows are left out
    unless `keep_empty`.
    """
    shown = (block for block in blocks if keep_empty or not isinstance(block, Table) or block.rows)
    blocks = (*links, *preamble(context), *shown)
    return View(header(context, subject), blocks, head(context.register, context.as_of) | facts, day=context.as_of)


def header(context: ViewContext, subject: str = "") -> str:
    """Return the title of a view of the plan as of a date; `subject` as in `plan_view`."""
    plan, words = context.plan, context.words
    key = "header.before" if context.as_of < plan.issued_on else "header"
    subject = subject or words("header.all")
    return words(
        key, subject=subject, symbol=plan.symbol, issued=words.day(plan.issued_on), as_of=words.day(context.as_of)
    )


def preamble(context: ViewContext) -> Iterator[Paragraph]:
    """Yield the warnings that come before any state: fictional data, no reports yet, changes since the plan."""
    yield from fiction_warning(context)
    if not context.assessment.snapshot.reports:
        yield Paragraph(context.words("status.no_reports"), "mute")
    for caution in context.plan.cautions:
        if context.as_of >= caution.since:
            text = caution.english if context.words.language == "en" else caution.what
            yield Paragraph(context.words("caution", text=text), "warn")


def fiction_warning(context: ViewContext) -> tuple[Paragraph, ...]:
    """Return the warning that reports and decisions are made up, nothing if they are real."""
    return (Paragraph(context.words("fiction"), "warn"),) if context.plan.fiction else ()


def tally_sentence(key: str, tally: Tally, words: Words, *, agencies: int = 0) -> str:
    """Return the sentence of the key, filled with every count of a tally."""
    counts = {str(state): tally[state] for state in State if state is not State.ENDED}
    groups = {"done": tally.together(*DONE), "open": tally.together(*OPEN), "no_deadline": tally.together(*NO_DEADLINE)}
    ended = words("status.ended", ended=tally[State.ENDED]) if tally[State.ENDED] else ""
    return words(key, total=tally.total, agencies=agencies, ended=ended, **groups, **counts)


def completion_paragraph(context: ViewContext) -> Iterator[Paragraph]:
    """Yield the sentence that says how much is done, of what, and how much of it is accepted; nothing for none."""
    tally = context.assessment.by_obligation
    done = tally.together(*DONE)
    if not done:
        return
    verdicts, words = context.assessment.verdicts, context.words
    accepted = sum(verdict.accepted for verdict in verdicts)
    with_due_date = [verdict for verdict in verdicts if verdict.due is not None and verdict.state is not State.ENDED]
    share = share_text(done, tally.total - tally[State.ENDED], words)
    share_dated = share_text(sum(verdict.is_done for verdict in with_due_date), len(with_due_date), words)
    yield Paragraph(
        words("status.done", share=share, share_with_due_date=share_dated, accepted=accepted, claimed=done - accepted)
    )


def submissions_sentence(context: ViewContext, period: Month) -> str:
    """Return the sentence that says how the monthly reports of a period came in, out of how many that were owed."""
    counts = submission_counts(context.assessment, period)
    if not counts["owed"]:
        return context.words("reports.not_owed", month=month_name(period))
    states = [str(state) for state in SubmissionState if counts[str(state)]]
    parts = ", ".join(context.words(f"status.reports.{state}", number=counts[state]) for state in states)
    due = context.words.day(report_due(period, context.plan, context.policy))
    return context.words("status.reports", month=month_name(period), due=due, counts=parts, owed=counts["owed"])


def progress_paragraphs(context: ViewContext) -> Iterator[Paragraph]:
    """Yield paragraphs on how much is done and how the reports of the current period came in."""
    yield from completion_paragraph(context)
    assessment = context.assessment
    if submission_counts(assessment, assessment.period)["owed"] and assessment.snapshot.reports:
        yield Paragraph(submissions_sentence(context, assessment.period))


def assumed_rosters(context: ViewContext, key: str = "overdue.assumed") -> Iterator[Paragraph]:
    """Yield the paragraph on overdue obligations that rest on an assumed roster, nothing if there are none."""
    number, tasks = overdue_by_assumption(context.register, context.assessment)
    if number:
        overdue, option = context.assessment.by_obligation[State.OVERDUE], context.register.option
        task_list = ", ".join(map(str, tasks))
        yield Paragraph(context.words(key, number=number, overdue=overdue, tasks=task_list, option=option))
