"""Names and short texts for bodies, tasks, states, months and numbers in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plan190.document.blocks import Items
from plan190.model.agency import Agency
from plan190.status.figures.at_risk import has_expected_passed
from plan190.status.grouping import group_by
from plan190.status.percent import percent_of
from plan190.status.state import State
from plan190.status.verdicts import TaskVerdict
from plan190.words.text import clip, clip_at_clause, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from plan190.document.blocks import Tone
    from plan190.model.month import Month
    from plan190.model.period import Period
    from plan190.model.plan import Indicator, Plan
    from plan190.model.reading import Assumed, EnglishAssumed
    from plan190.model.register import Body
    from plan190.model.report import IssuedDocument, Measured, Obstacle, Update
    from plan190.model.report_index import MeasuredIndex
    from plan190.model.task import Task
    from plan190.parts.context import ViewContext
    from plan190.status.figures.tasks import InState
    from plan190.status.indicators import IndicatorValue
    from plan190.status.snapshot import TaskUpdate
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import DelayWarning, Verdict
    from plan190.status.work_history import Claim, DecidedClaim
    from plan190.words import Words

_TONES: dict[State, Tone] = {
    State.OVERDUE: "bad",
    State.DUE_SOON: "warn",
    State.WITHIN_TIME: "open",
    State.DONE_LATE: "late",
    State.DONE_ON_TIME: "good",
    State.WAITING: "mute",
    State.UNREAD: "warn",
    State.ENDED: "mute",
}


NAME_LENGTH = 90
"""The highest number of characters of a task's content in its name."""

INDICATOR_LENGTH = 60
"""The highest number of characters of the name of an indicator that has no short name."""

TITLE_LENGTH = 60
"""The highest number of characters of the title of a plan in its name."""

MOST_CLAIMING = 3
"""The highest number of agencies that are named as those that have claimed a joint task."""

DOCUMENT_KINDS = {
    "Kế hoạch": "Plan",
    "Quyết định": "Decision",
    "Nghị quyết": "Resolution",
    "Chỉ thị": "Directive",
    "Công điện": "Urgent dispatch",
    "Công văn": "Official letter",
    "Chương trình": "Programme",
    "Chương trình hành động": "Action programme",
    "Đề án": "Scheme",
    "Dự án": "Project",
    "Chiến lược": "Strategy",
    "Chính sách": "Policy",
    "Quy chế": "Regulation",
    "Kết luận": "Conclusion",
    "Thông báo": "Notice",
    "Hướng dẫn": "Guideline",
}
"""The kinds of documents that assign tasks, in Vietnamese and in English."""


# --- bodies, documents, places ---------------------------------------------------------------------------------------


def short_name(body: Body, words: Words) -> str:
    """Return the short name of an agency or group, for tables and lists."""
    if isinstance(body, Agency):
        return in_language(words, body.short or body.name, body.short_english or body.english)
    return full_name(body, words)


def name_in_text(body: Body, words: Words) -> str:
    """Return the name of an agency or group in a sentence.

    It is the short name in Vietnamese and the full name in English, because a name such as "Health" is clear only in a
    table or list of agencies.
    """
    return in_language(words, short_name(body, words), full_name(body, words))


def full_name(body: Body, words: Words) -> str:
    """Return the full name of an agency or group."""
    return in_language(words, body.name, body.english)


def with_article(body: Body, words: Words) -> str:
    """Return the full name of an agency or group in a sentence; an English translation of it has the article."""
    return in_language(words, body.name, body.english and f"the {body.english}")


def in_language(words: Words, text: str, english: str | None) -> str:
    """Return the English text for a reader of English if there is one, otherwise the text in the plan's language."""
    return english if english and words.language == "en" else text


def assumed_in_language(words: Words, assumed: Assumed) -> Assumed | EnglishAssumed:
    """Return the assumption with its texts in the reader's language, in that of the plan if there is no translation."""
    return (assumed.english if words.language == "en" else None) or assumed


def assumption_text(words: Words, assumption: Assumed) -> str:
    """Return what is assumed and why, as two sentences."""
    assumed = assumed_in_language(words, assumption)
    return f"{assumed.what.rstrip(' .')}. {assumed.why}"


def kind_name(kind: str, words: Words) -> str:
    """Return what kind of document the plan is in the reader's language; an unknown kind stays as it is written."""
    for vietnamese, english in DOCUMENT_KINDS.items():
        if kind.casefold() in {vietnamese.casefold(), english.casefold()}:
            return in_language(words, vietnamese, english)
    return kind


def plan_name(plan: Plan, words: Words, *, dated: bool = False) -> str:
    """Return the name of the plan in titles: its kind and number, with its date if `dated`.

    A plan without a number is named by its date and its title.
    """
    name = f"{kind_name(plan.kind, words)} {plan.document_number}".strip()
    return _with_date_and_title(plan, name, words, dated=dated)


def official_plan_name(plan: Plan, words: Words, *, dated: bool = False) -> str:
    """Return the name of the plan in a sentence of a letter or report, as `plan_name` does for titles."""
    return _with_date_and_title(plan, official_kind_and_number(plan, words), words, dated=dated)


def official_kind_and_number(plan: Plan, words: Words) -> str:
    """Return the kind of the plan, with its number if it has one, in a sentence of a letter or report."""
    key = "plan_name.official" if plan.document_number else "plan_name.unnumbered"
    return words(key, kind=kind_name(plan.kind, words), number=plan.document_number)


def _with_date_and_title(plan: Plan, name: str, words: Words, *, dated: bool) -> str:
    if dated or not plan.document_number:
        name = words("plan_name.dated", name=name, day=words.day(plan.issued_on))
    if not plan.document_number:
        name = words("plan_name.titled", name=name, title=clip(plan.title, TITLE_LENGTH))
    return name


def provisions_named(provisions: Iterable[str | None], words: Words) -> str:
    """Return the names of provisions of the plan in a sentence, each once: `mục III.1`, but `Điều 3` as it is written.

    `provisions`: None for one that the plan does not have.
    """
    refs = list(dict.fromkeys(filter(None, provisions)))
    text = ", ".join(refs)
    if not all(map(_is_bare_number, refs)) or not refs:
        return text
    return words("provisions" if len(refs) > 1 else "provision", provision=text)


def _is_bare_number(ref: str) -> bool:
    """Return whether the name of a provision is only a number such as `III.1` or `2.a`."""
    first = ref.split(maxsplit=1)[0]
    return not first.isalpha() or len(first) == 1 or set(first) <= set("IVXLCDM")


def with_note(text: str, note: str) -> str:
    """Return a text followed by a note in brackets, or only the text if the note is ""."""
    return f"{text} ({note})" if note else text


def agency_names(items: Iterable[Verdict | Submission], words: Words, separator: str = ", ") -> str:
    """Return the short names of the agencies that owe these obligations or reports, each once."""
    return separator.join(dict.fromkeys(short_name(item.body, words) for item in items))


def document_name(document: IssuedDocument | None, words: Words) -> str:
    """Return the number and date of a document, "" for none."""
    if document is None:
        return ""
    return words("document", number=document.number, day=words.day(document.date))


def task_name(task: Task, words: Words) -> str:
    """Return the name of a task in a sentence: its number and the beginning of its content."""
    return words("task.named", task=task.id, content=clip_at_clause(one_line(task.content), NAME_LENGTH))


def month_name(month: Month) -> str:
    """Return a month as text, such as 7/2023."""
    return f"{month.month}/{month.year}"


def period_name(period: Period, words: Words) -> str:
    """Return a reporting period as text, such as 7/2023, quý III/2023, 6 tháng đầu năm 2023 or năm 2023."""
    if period.unit == "month":
        return month_name(period.last_month)
    return words(f"period.{period.unit}.{period.number}", year=period.last_month.year)


def period_range(run: tuple[Period, Period], words: Words) -> str:
    """Return a run of reporting periods as text, such as 7/2023–9/2023, or 7/2023 for one."""
    first, last = (period_name(period, words) for period in run)
    return first if first == last else f"{first}–{last}"


def period_ranges(runs: Iterable[tuple[Period, Period]], words: Words) -> str:
    """Return runs of reporting periods as text, separated by commas."""
    return ", ".join(period_range(run, words) for run in runs)


# --- states ----------------------------------------------------------------------------------------------------------


def tone_of(state: State) -> Tone:
    """Return the tone of a state."""
    return _TONES.get(state, "plain")


def state_text(verdict: TaskVerdict | Verdict, words: Words) -> str:
    """Return the state of a task or an obligation, with the days late or left."""
    state = verdict.state
    if state in {State.OVERDUE, State.DONE_LATE}:
        return words.days(f"state.{state}.days", verdict.days_late)
    return state_without_days_late(verdict, words)


def state_without_days_late(verdict: TaskVerdict | Verdict, words: Words) -> str:
    """Return the state of a task or an obligation, with the days left if it is due soon."""
    if isinstance(verdict, TaskVerdict) and verdict.worst is None:
        return words("state.unassigned")
    if verdict.state is not State.DUE_SOON:
        return words(f"state.{verdict.state}")
    if verdict.days_left:
        return words.days("state.due_soon.days", verdict.days_left)
    return words("state.due_soon.today")


def agencies_in_state(counts: InState, words: Words) -> str:
    """Return how many agencies have a task in one state: those that the plan states, then those of assumed rosters."""
    if not counts.all_assumed:
        return words("agencies.some_of", number=counts.stated, total=counts.all_stated)
    if not counts.all_stated:
        return words("agencies.some_of.assumed", assumed=counts.assumed, all_assumed=counts.all_assumed)
    return words("agencies.some_of.both", **counts._asdict())


def rows_of(verdicts: Iterable[Verdict], context: ViewContext) -> list[list[Verdict]]:
    """Return the obligations by row: those of one agency on one task share a row if they look the same there.

    An agency has several if it took over the same task from other agencies.
    """

    def look(verdict: Verdict) -> tuple[object, ...]:
        latest = verdict.work.latest
        reported = (latest.agency, latest.period) if latest is not None else None
        flags = tuple(_own_flag_texts(verdict, context))
        return verdict.task.id, verdict.body.id, verdict.state, verdict.due, verdict.days_late, reported, flags

    return list(group_by(verdicts, look).values())


def state_with_flags(row: Sequence[Verdict], context: ViewContext) -> str:
    """Return the state of the obligations of a row with the days late or left, and their flags in brackets."""
    first, words = row[0], context.words
    flags = flag_texts(first, context)
    if len(row) > 1:
        origins = [
            short_name(item.obligation.origin, words) for item in row if item.obligation.origin.id != item.body.id
        ]
        together = words("flag.together", number=len(row), agencies="; ".join(origins))
        flags = [*_own_flag_texts(first, context), together]
    return with_note(state_text(first, words), "; ".join(flags))


def flag_texts(verdict: Verdict, context: ViewContext) -> list[str]:
    """Return the texts of an obligation's flags, such as claimed, returned or taken over."""
    # The row of a task has the lead agency of the plan, so the agency that took the task over is named too.
    body = short_name(verdict.body, context.words)
    taken_over = [f"{body}: {text}" for text in taken_over_texts(verdict, context.words)]
    return [*_own_flag_texts(verdict, context), *taken_over]


def _own_flag_texts(verdict: Verdict, context: ViewContext) -> list[str]:
    """Return the texts of all flags except from whom the obligation was taken over."""
    words = context.words
    texts = claim_texts(verdict, words)
    texts += [words(f"flag.{name}") for name, is_set in _flags(verdict).items() if is_set]
    freshness = verdict.freshness
    if verdict.state is State.RECURRING and freshness.streak:
        texts.append(words.days("flag.fresh" if freshness.fresh else "flag.stale", freshness.streak))
    if verdict.at_risk is not None:
        key = "flag.at_risk" if verdict.at_risk.timely else "flag.at_risk.untimely"
        texts.append(words(key, day=expected_day(verdict.at_risk, context)))
    if verdict.extensions:
        texts.append(words.days("flag.extended", verdict.extensions))
    if verdict.missed:
        texts.append(words.days("flag.missed", verdict.missed))
    if verdict.late_before:
        texts.append(late_before_text(verdict, words))
    return texts


def late_before_text(verdict: Verdict, words: Words) -> str:
    """Return the days late before a decision: as a part of the days late in the state's text, or by themselves."""
    is_part = verdict.state in {State.OVERDUE, State.DONE_LATE}
    return words.days("flag.late_before.part" if is_part else "flag.late_before", verdict.late_before)


def claim_texts(verdict: Verdict, words: Words) -> list[str]:
    """Return the texts about claims that await acceptance, and about claims that were returned.

    The texts about a joint task name the agencies that made the claims.
    """
    claims = verdict.record.open_claims
    texts = []
    if claims:
        by_agency = words("flag.claimed_by", names=_claimed_by(verdict, claims, words))
        texts.append(by_agency if verdict.is_joint else words("flag.claimed"))
    by_text = group_by(verdict.returned_claims, lambda returned: returned_text(returned, words))
    texts += (_with_claimants(text, verdict, returns, words) for text, returns in by_text.items())
    return texts


def returned_text(returned: DecidedClaim, words: Words) -> str:
    """Return the text about a claim that was returned."""
    claim, decision = returned
    days = {"reported": words.short_day(claim.reported_on), "returned": words.short_day(decision.value.date)}
    return words("flag.returned", **days, why=one_line(decision.value.why or "").rstrip(" ."))


def _with_claimants(text: str, verdict: Verdict, returns: Iterable[DecidedClaim], words: Words) -> str:
    """Return the text about claims that were returned; on a joint task, after the names of their agencies."""
    if not verdict.is_joint:
        return text
    names = {holder.agency.id: short_name(holder.agency, words) for holder in verdict.obligation.holders}
    return f"{', '.join(names[returned.claim.agency] for returned in returns)}: {text}"


def _claimed_by(verdict: Verdict, claims: Sequence[Claim], words: Words) -> str:
    """Return the short names of the agencies that made these claims; only their number if there are many."""
    if len(claims) > MOST_CLAIMING:
        return words("counted.agencies", number=len(claims))
    return ", ".join(holder_name(verdict, claim.agency, words) for claim in claims)


def taken_over_texts(verdict: Verdict, words: Words) -> list[str]:
    """Return the text that names the agency to which the plan gave the obligation, if another agency owes it now.

    Without it, an agency that owes a task of its own and the same task of another agency would be listed twice.
    """
    origin = verdict.obligation.origin
    if origin.id == verdict.body.id:
        return []
    return [words("flag.taken_over", agency=short_name(origin, words))]


def holder_name(verdict: Verdict, id_: str, words: Words) -> str:
    """Return the short name of an agency that owes or owed the obligation."""
    return next(short_name(holder.agency, words) for holder in verdict.obligation.holders if holder.agency.id == id_)


def expected_day(warning: DelayWarning, context: ViewContext) -> str:
    """Return the date by which the agency expected to be done; it is stated if that date has passed."""
    day = context.words.short_day(warning.expected_on)
    return context.words("expected_passed", day=day) if has_expected_passed(warning, context.as_of) else day


def _flags(verdict: Verdict) -> dict[str, bool]:
    """Return whether each flag is set, by name; flags with a number or a date are not included."""
    work = verdict.work
    return {
        "accepted": verdict.accepted,
        "maintained": verdict.maintained,
        "not_maintained": verdict.is_done and verdict.freshness.fresh is False,
        "reopened": work.reopened is not None and not verdict.is_done,
        "suspended": verdict.suspended,
        "repeats": work.repeats,
        "target_met": verdict.record.target_met is True and not verdict.is_done,
        "target_not_met": verdict.record.target_met is False,
    }


def authority_text(obstacle: Obstacle, words: Words) -> str:
    """Return the text that states whether an obstacle is beyond the agency's authority."""
    return words("authority.beyond" if obstacle.beyond_authority else "authority.within")


def update_state_text(update: Update, words: Words) -> str:
    """Return the reported state, and the progress if it was reported, such as "in progress 40%"."""
    state = words(f"update.{update.state}")
    if update.progress is None:
        return state
    return f"{state} {update.progress}%"


def dated_state_text(update: TaskUpdate, words: Words) -> str:
    """Return the period of an update and the reported state."""
    return f"{period_name(update.period, words)}: {update_state_text(update.value, words)}"


def submission_state_text(submission: Submission, words: Words) -> str:
    """Return the state of a submission, with a note if it is not owed."""
    text = words(f"submission_state.{submission.state}")
    return text if submission.owed else with_note(text, words("submission_state.not_required"))


def submission_text(submission: Submission, words: Words) -> str:
    """Return the state of a submission, as part of a sentence; of one that is not owed, that it is voluntary."""
    if not submission.owed and submission.report is not None:
        return words("submission.voluntary", period=period_name(submission.period, words))
    period = period_name(submission.period, words)
    return words.days(f"submission.{submission.state}", submission.days_late, period=period)


# --- indicators and numbers ------------------------------------------------------------------------------------------


def indicator_place(indicator: Indicator) -> str:
    """Return the numbers of an indicator's tasks; if it has none, the provisions of the plan that ask for it."""
    return ", ".join(indicator.tasks) or ", ".join(indicator.provisions)


def indicator_name(indicator: Indicator, words: Words) -> str:
    """Return the name of an indicator in tables: the short name, or else the beginning of what it counts."""
    counted = clip(counted_text(indicator, words), INDICATOR_LENGTH)
    return in_language(words, indicator.short or counted, indicator.short_english or indicator.short or counted)


def counted_text(indicator: Indicator, words: Words) -> str:
    """Return the description of what an indicator counts; for a share, also of the whole."""
    counted = one_line(indicator.counted)
    text = f"{counted[0].upper()}{counted[1:]}"
    if indicator.over:
        text += words("indicator.over", over=one_line(indicator.over))
    return text


def target_text(indicator: Indicator, words: Words, year: int | None = None) -> str:
    """Return the target of an indicator in a year, such as "at least 20%"; of all years if the year is None."""
    if indicator.steps and year is None:
        return "; ".join(f"{step.year}: {target_text(indicator, words, step.year)}" for step in indicator.steps)
    target = target_number(indicator, indicator.target_in(year or 0), words)
    group = "indicator.rank" if indicator.unit == "rank" else "indicator"
    return words(f"{group}.{indicator.comparator}", target=target)


def target_number(indicator: Indicator, target: Decimal, words: Words) -> str:
    """Return the number of a target with its unit if it is a percentage."""
    number = plain_number(target, words)
    return f"{number}%" if indicator.unit == "percent" else number


def plain_number(number: Decimal, words: Words) -> str:
    """Return a number without groups of digits."""
    return str(number) if number == int(number) else words.number(number)


def measured_text(measured: Measured | MeasuredIndex, words: Words, *, brief: bool = False) -> str:
    """Return a reported value as text; a share as in `share_text`, or only as a percentage if `brief`."""
    if measured.of is None:
        return plain_number(measured.value, words)
    if not brief:
        return share_text(measured.value, measured.of, words)
    tenths = percent_of(measured.value, measured.of)
    return words.percent(tenths) if tenths is not None else "–"


def dated_value_text(point: IndicatorValue, words: Words, *, brief: bool = False) -> str:
    """Return the period of a reported value and the value, as `measured_text` does."""
    return f"{period_name(point.period, words)}: {measured_text(point.measured, words, brief=brief)}"


def share_text(value: int | Decimal, whole: int | Decimal, words: Words) -> str:
    """Return a share as text, such as "120/130 (92,3%)"; if the whole is 0, the message "no cases"."""
    tenths = percent_of(value, whole)
    if tenths is None:
        return words("share.no_cases")
    return f"{words.number(value)}/{words.number(whole)} ({words.percent(tenths)})"


def counts_text(group: str, counts: Mapping[Any, int], words: Words) -> str:
    """Return the counts that are not 0 with their labels, such as "overdue: 3, due soon: 1".

    The label of a count is the message with the key `{group}.{key of the count}`.
    """
    return ", ".join(f"{words(f'{group}.{name}')}: {number}" for name, number in counts.items() if number)


def count_messages(group: str, counts: Mapping[Any, int], words: Words) -> list[str]:
    """Return a message for each count that is not 0; it has the same key as the label in `counts_text`."""
    return [words(f"{group}.{name}", number=number) for name, number in counts.items() if number]


def item_list(texts: Iterable[str]) -> Items:
    """Return texts as list items: each starts with a capital and ends with a semicolon, the last with a full stop."""
    items = [f"{text[:1].upper()}{text[1:].rstrip(' .;')};" for text in texts]
    if items:
        items[-1] = f"{items[-1][:-1]}."
    return Items(tuple(items))
