"""The beginning of views of the plan: the title, warnings, and summary sentences as of a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Facts, Paragraph, View
from plan190.model.agency import Agency
from plan190.parts.names import (
    count_messages,
    full_name,
    in_language,
    period_name,
    period_ranges,
    plan_name,
    share_text,
)
from plan190.status.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from plan190.document.blocks import Block
    from plan190.model.register import KnownAt, Register
    from plan190.parts.context import ViewContext
    from plan190.status.figures.plan import (
        AgencyRows,
        Completion,
        DoneOf,
        PlanFigures,
    )
    from plan190.status.figures.reports import MissingReportsFigures, ReportCounts
    from plan190.status.state import Tally
    from plan190.words import Words


def plan_view(
    context: ViewContext,
    blocks: Iterable[Block],
    facts: Callable[[], Mapping[str, object]],
    *,
    subject: str = "",
) -> View:
    """Return a view of the plan, with its title, the warnings before the blocks, and the facts.

    `facts`: the function that returns them without the head. `subject`: the subject in the title, "" for the plan.
    """
    blocks = (*filter_paragraph(context), *preamble(context), *blocks)
    return View(header(context, subject), blocks, Facts(context.head, facts), day=context.as_of)


def header(context: ViewContext, subject: str = "") -> str:
    """Return the title of a view of the plan as of a date; `subject` as in `plan_view`."""
    plan, words = context.plan, context.words
    key = "header.before" if context.as_of < plan.issued_on else "header"
    subject = subject or words("header.all")
    as_of = words.day(context.as_of)
    return words(key, subject=subject, plan=plan_name(plan, words, dated=True), as_of=as_of)


def preamble(context: ViewContext) -> Iterator[Paragraph]:
    """Yield what stands before the content: warnings about the data and about changes since the issue."""
    yield from data_warnings(context)
    if not context.has_reports:
        yield Paragraph(context.words("status.no_reports"), "mute")
    yield from cautions(context)


def cautions(context: ViewContext) -> Iterator[Paragraph]:
    """Yield the cautions about what has changed since the plan was issued; the first is that its issuer has ended."""
    issuer = context.register.bodies[context.plan.issuer]
    if isinstance(issuer, Agency) and issuer.has_ceased_by(context.as_of):
        yield Paragraph(context.words("caution", text=_issuer_ended(issuer, context)), "warn")
    for caution in context.plan.cautions:
        if context.as_of >= caution.since:
            text = in_language(context.words, caution.what, caution.english)
            yield Paragraph(context.words("caution", text=text), "warn")


def _issuer_ended(issuer: Agency, context: ViewContext) -> str:
    """Return the sentence that the issuer of the plan has ceased to exist, with the body that acts for it."""
    acting, words = context.acting(issuer.id), context.words
    key = "caution.issuer_ended" if acting != issuer.id else "caution.issuer_ended.nobody"
    until = words.day(issuer.valid_to) if issuer.valid_to is not None else ""
    return words(key, issuer=full_name(issuer, words), until=until, acting=context.full_name(acting))


def filter_paragraph(context: ViewContext) -> Iterator[Paragraph]:
    """Yield the paragraph that names the filters of the view, if it has any."""
    if context.filters:
        yield Paragraph(context.words("filter.by", filters=filters_text(context)))


def filters_text(context: ViewContext) -> str:
    """Return the descriptions of the filters; "" without filters."""
    return "; ".join(item.text for item in context.filters)


def data_warnings(context: ViewContext) -> Iterator[Paragraph]:
    """Yield the warnings: fictional data, data of a commit, a date that has not come yet, reports left out."""
    if context.plan.fiction:
        yield Paragraph(context.words("fiction"), "warn")
    if context.register.known_at is not None:
        yield Paragraph(known_at_text(context.register.known_at, context.words))
    if context.is_future:
        key = "future.draft" if context.is_draft else "future"
        yield Paragraph(context.words(key, day=context.words.day(context.as_of)), "warn")
    if context.register.left_out:
        yield Paragraph(left_out_text(context.register, context.words), "warn")


def known_at_text(known_at: KnownAt, words: Words) -> str:
    """Return the sentence on the commit whose data are shown."""
    return words("known_at", commit=known_at.short, day=words.day(known_at.committed_on))


def left_out_text(register: Register, words: Words) -> str:
    """Return the sentence on the reports that are left out because of errors."""
    reports = "; ".join(map(str, register.left_out))
    return words("left_out", reports=reports, option=register.option)


def obligation_sentences(plan: PlanFigures, words: Words) -> Iterator[str]:
    """Yield the sentence on the stated obligations, and the one on the assumed obligations if there are any."""
    stated, assumed = plan.leading.stated, plan.leading.assumed
    yield tally_sentence("status.stated", stated.total, words, bodies=_bodies_text(stated, words))
    if not assumed.rows:
        return
    sums = {"all": plan.obligations.total, "all_agencies": plan.leading.number}
    sentence = tally_sentence("status.assumed", assumed.total, words, bodies=_bodies_text(assumed, words), **sums)
    sentence += "".join(f" {text}" for text in overdue_if_assumed_sentence(plan, words))
    yield sentence


def overdue_if_assumed_sentence(plan: PlanFigures, words: Words) -> Iterator[str]:
    """Yield the sentence on the tasks that are overdue only by assumed obligations, if there are any."""
    tasks = plan.overdue_if_assumed
    if tasks:
        values = {"overdue": plan.tasks[State.OVERDUE], "number": len(tasks), "tasks": ", ".join(tasks)}
        yield words("status.overdue_if_assumed", **values)


def _bodies_text(part: AgencyRows, words: Words) -> str:
    """Return the number of agencies that owe these obligations, and the number of joint tasks, if any."""
    agencies = words("agencies.number", number=part.agencies)
    return agencies + (words("status.joint", number=part.joint) if part.joint else "")


def tally_sentence(key: str, tally: Tally, words: Words, **values: object) -> str:
    """Return the message with this key; its values are the counts of the tally and `values`."""
    counts = {str(state): tally[state] for state in State if state not in {State.ENDED, State.UNREAD}}
    groups = {"done": tally.done, "open": tally.open, "no_deadline": tally.without_deadline}
    ended = words("status.ended", ended=tally[State.ENDED]) if tally[State.ENDED] else ""
    unread = unread_text(tally, words)
    return words(key, total=tally.total, ended=ended, unread=unread, **groups, **counts, **values)


def unread_text(tally: Tally, words: Words) -> str:
    """Return the number of unread deadlines, as the end of a list of the states without a due date; "" for 0."""
    return words("status.unread", unread=tally[State.UNREAD]) if tally[State.UNREAD] else ""


def completion_paragraph(completion: Completion, words: Words) -> Iterator[Paragraph]:
    """Yield the paragraph on the share of done obligations and the acceptance of claims; nothing if none is done."""
    if not completion.done:
        return
    sentences = [_done_sentence("status.done", completion.stated, words)]
    if completion.assumed.total:
        sentences.append(_done_sentence("status.done.assumed", completion.assumed, words))
    yield Paragraph(" ".join((*sentences, acceptance_sentence(completion, words))))


def acceptance_sentence(completion: Completion, words: Words) -> str:
    """Return the sentence on the acceptance of the claims by which obligations are done."""
    counts = {"done": completion.done, "accepted": completion.accepted, "claimed": completion.claimed}
    return words("status.accepted", **counts)


def _done_sentence(key: str, part: DoneOf, words: Words) -> str:
    share, of_done_or_open = share_text(part.done, part.total, words), share_text(part.done, part.done_or_open, words)
    return words(key, share=share, share_done_or_open=of_done_or_open)


def submissions_sentence(counts: ReportCounts, words: Words) -> str:
    """Return the sentence with the number of reports owed for a period, and the number in each state."""
    month = period_name(counts.period, words)
    if not counts.owed:
        return words("reports.not_owed", month=month)
    states = ", ".join(count_messages("status.reports", counts.by_state, words))
    return words("status.reports", month=month, due=words.day(counts.due), counts=states, owed=counts.owed)


def earlier_sentence(earlier: MissingReportsFigures, words: Words) -> str:
    """Return the sentences on the missing reports of earlier periods; "" if no report was owed earlier."""
    number = len(earlier.submissions)
    sentence = words("reports.none_missing_earlier") if earlier.owed else ""
    if number:
        counts = {"number": number, "owed": earlier.owed, "agencies": earlier.agencies}
        sentence = words("reports.missing_earlier", periods=period_ranges(earlier.runs, words), **counts)
    return " ".join(filter(None, (sentence, of_ceased_text(earlier, words))))


def of_ceased_text(missing: MissingReportsFigures, words: Words) -> str:
    """Return the sentence on the missing reports of agencies that have ceased to exist; "" if there are none."""
    return words("reports.of_ceased", number=missing.of_ceased) if missing.of_ceased else ""
