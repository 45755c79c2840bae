"""What things are called where the reader sees them: bodies, deadlines, states, flags, places. Shared by the views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Cell, Items, Paragraph
from plan190.model.agency import Agency
from plan190.status.facts import percent_of, submission_counts
from plan190.status.periods import report_due
from plan190.status.state import DONE, NO_DEADLINE, OPEN, State
from plan190.status.submissions import SubmissionState
from plan190.words.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plan190.diagnostics import Place
    from plan190.document.blocks import Tone
    from plan190.model.month import Month
    from plan190.model.plan import Indicator
    from plan190.model.register import Body, Register
    from plan190.model.report import IssuedDocument
    from plan190.model.task import Task
    from plan190.status.assess import Assessment, TaskVerdict, Verdict
    from plan190.status.state import Tally
    from plan190.status.submissions import Submission
    from plan190.words import Words

_TONES: dict[State, Tone] = {
    State.OVERDUE: "bad",
    State.DUE_SOON: "warn",
    State.WITHIN_TIME: "good",
    State.DONE_LATE: "warn",
    State.DONE_ON_TIME: "good",
    State.WAITING: "mute",
    State.ENDED: "mute",
}


BEGINNING = 90
"""How many letters of a task's words name it."""


def tone_of(state: State) -> Tone:
    """Give the tone of a state."""
    return _TONES.get(state, "plain")


def short(body: Body, words: Words) -> str:
    """Give the name that tables use."""
    if words.language == "en":
        return body.english
    return (body.short if isinstance(body, Agency) else None) or body.name


def full(body: Body, words: Words) -> str:
    """Give the whole name."""
    return body.english if words.language == "en" else body.name


def body_names(register: Register, ids: tuple[str, ...], words: Words) -> str:
    """Give the bodies' table names, parted by semicolons."""
    return "; ".join(short(register.bodies[id_], words) for id_ in ids)


def header(register: Register, as_of: date, words: Words, of: str = "") -> str:
    """Give the title of a view of the plan as of a day; `of`: what of the plan it shows, where not how all stands."""
    plan = register.plan.value
    key = "header.before" if as_of < plan.issued_on else "header"
    told = of or words("header.all")
    return words(key, of=told, symbol=plan.symbol, issued=words.day(plan.issued_on), as_of=words.day(as_of))


def preamble(register: Register, assessment: Assessment, words: Words) -> tuple[Paragraph, ...]:
    """Give what must be said before any state: that the reports are made up, or none; what has changed since."""
    cautions = [one for one in register.plan.value.cautions if assessment.as_of >= one.since]
    told = (one.english if words.language == "en" else one.what for one in cautions)
    silence = () if assessment.snapshot.reports else (Paragraph(words("status.no_reports"), "mute"),)
    return (*fiction(register, words), *silence, *(Paragraph(words("caution", what=what), "warn") for what in told))


def fiction(register: Register, words: Words) -> tuple[Paragraph, ...]:
    """Give the warning that reports and decisions are made up, where they are."""
    return (Paragraph(words("fiction"), "warn"),) if register.plan.value.fiction else ()


def deadline_of(task: TaskVerdict | Verdict, words: Words) -> str:
    """Give a task's or an obligation's state with the days that belong to it: overdue by, due in."""
    if task.state in {State.OVERDUE, State.DONE_LATE}:
        return words.days(f"state.{task.state}.days", task.days_late)
    if task.state is State.DUE_SOON and task.days_left == 0:
        return words("state.due_soon.today")
    if task.state is State.DUE_SOON:
        return words.days("state.due_soon.days", task.days_left or 0)
    return words(f"state.{task.state}")


def state_of(verdict: Verdict, words: Words) -> str:
    """Give an obligation's state with the days that belong to it, and what else is to be known of it."""
    flags = flags_of(verdict, words)
    return f"{deadline_of(verdict, words)} ({'; '.join(flags)})" if flags else deadline_of(verdict, words)


def flags_of(verdict: Verdict, words: Words) -> list[str]:
    """Give what is to be known of an obligation beside its state, in words."""
    work, fresh = verdict.record.work, verdict.freshness
    flags = {
        "claimed": verdict.claimed,
        "accepted": verdict.accepted,
        "maintained": verdict.maintained,
        "not_maintained": verdict.is_done and fresh is not None and not fresh.fresh,
        "returned": work.returned is not None and not verdict.is_done,
        "reopened": work.reopened is not None and not verdict.is_done,
        "suspended": verdict.suspended,
        "transferred": verdict.obligation.passed_on is not None,
        "repeats": work.repeats,
        "target_met": verdict.record.target_met is True and not verdict.is_done,
        "target_not_met": verdict.record.target_met is False,
    }
    told = [words(f"flag.{name}") for name, is_so in flags.items() if is_so]
    if verdict.state is State.RECURRING and fresh is not None:
        told.append(words.days("flag.fresh" if fresh.fresh else "flag.stale", fresh.streak))
    if verdict.at_risk is not None:
        key = "flag.at_risk" if verdict.at_risk.timely else "flag.at_risk.untimely"
        told.append(words(key, day=words.day(verdict.at_risk.notice.expected_on)))
    if verdict.extended:
        told.append(words.days("flag.extended", verdict.extended))
    if verdict.late_before and not verdict.is_done:
        told.append(words.days("flag.late_before", verdict.late_before))
    return told


def due_cell(verdict: Verdict, words: Words, *, paused: bool = False) -> Cell:
    """Give the cell with the last day on time, and the first one where a decision moved it.

    `paused`: also that there were days since which do not count as late.
    """
    if verdict.due is None:
        return Cell("—", "")
    text = words.day(verdict.due)
    if verdict.original_due is not None and verdict.original_due != verdict.due:
        text = words("due.moved", day=text, original=words.day(verdict.original_due))
    if paused and verdict.record.due_history.pauses:
        text = words("due.paused", day=text)
    return Cell(text, verdict.due)


def month_name(period: Month) -> str:
    """Give a month as tables write it: 7/2023."""
    return f"{period.month}/{period.year}"


def submission_cell(submission: Submission | None, words: Words) -> Cell:
    """Give the cell that says how a monthly report came in."""
    if submission is None:
        return Cell("—", "")
    day = ""
    if submission.report is not None:
        on = submission.report.value.reported_on
        day = f"{on.day}/{on.month}"
    text = words(f"delivery.cell.{submission.state}", day=day, days=submission.days_late)
    value = submission.report.value.reported_on if submission.report is not None else text
    tones: dict[SubmissionState, Tone] = {
        SubmissionState.LATE: "warn",
        SubmissionState.MISSING: "bad",
        SubmissionState.NOT_YET_DUE: "mute",
    }
    return Cell(text, value, tones.get(submission.state, "good"))


def month_of_reports(register: Register, assessment: Assessment, period: Month, words: Words) -> str:
    """Say how the monthly reports of a period came in, and of how many that were owed."""
    counts = submission_counts(assessment, period)
    told = ", ".join(
        words(f"status.reports.{state}", number=counts[str(state)]) for state in SubmissionState if counts[str(state)]
    )
    due = words.day(report_due(period, register.plan.value, assessment.policy))
    return words("status.reports", month=month_name(period), due=due, told=told, owed=counts["owed"])


def tally_said(key: str, tally: Tally, words: Words, *, agencies: int = 0) -> str:
    """Give the sentence of the key with every count of a tally, in its classes."""
    counts = {str(state): tally[state] for state in State if state is not State.ENDED}
    groups = {"done": tally.together(*DONE), "open": tally.together(*OPEN), "undue": tally.together(*NO_DEADLINE)}
    ended = words("status.ended", ended=tally[State.ENDED]) if tally[State.ENDED] else ""
    return words(key, total=tally.total, agencies=agencies, ended=ended, **groups, **counts)


def done_said(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Say how much is done, of what, and on whose word; nothing where nothing is."""
    owed = assessment.by_obligation
    done = owed.together(*DONE)
    if not done:
        return ()
    accepted = sum(verdict.accepted for verdict in assessment.verdicts)
    part = share(done, owed.total - owed[State.ENDED], words)
    dated = [one for one in assessment.verdicts if one.due is not None and one.state is not State.ENDED]
    told = share(sum(one.is_done for one in dated), len(dated), words)
    return (words("status.done", share=part, dated=told, accepted=accepted, claimed=done - accepted),)


def progress(register: Register, assessment: Assessment, words: Words) -> list[Paragraph]:
    """Say how much is done, and how this month's reports came in."""
    told = [*done_said(assessment, words)]
    if submission_counts(assessment, assessment.period)["owed"] and assessment.snapshot.reports:
        told.append(month_of_reports(register, assessment, assessment.period, words))
    return [Paragraph(one) for one in told]


def place_of(indicator: Indicator) -> str:
    """Give where an indicator stands in the plan: its tasks, else its provisions."""
    return ", ".join(map(str, indicator.tasks)) or ", ".join(indicator.provisions)


def counted_said(indicator: Indicator, words: Words) -> str:
    """Give what an indicator counts, and over what where it is a share."""
    over = words("indicator.over", over=one_line(indicator.over)) if indicator.over else ""
    counted = one_line(indicator.counted)
    return f"{counted[0].upper()}{counted[1:]}{over}"


def target_of(indicator: Indicator, words: Words) -> str:
    """Give what an indicator asks for: 100%, at least 20%, 53."""
    target = f"{indicator.target}%" if indicator.unit == "percent" else str(indicator.target)
    return words(f"indicator.{indicator.comparator}", target=target)


def submission_words(submission: Submission, words: Words) -> str:
    """Give how a monthly report came in, as a sentence has it."""
    return words.days(f"delivery.{submission.state}", submission.days_late, period=month_name(submission.period))


def share(value: int, whole: int, words: Words) -> str:
    """Give a share with its parts: 120/130 (92,3%); of nothing, that nothing arose."""
    percent = percent_of(value, whole)
    if percent is None:
        return words("share.nothing")
    return f"{words.number(value)}/{words.number(whole)} ({percentage(percent, words)})"


def percentage(percent: tuple[int, int], words: Words) -> str:
    """Return a share in percent and tenths of one as text: 92,3%, 100%."""
    return words.percent(10 * percent[0] + percent[1])


def document_name(document: IssuedDocument | None, words: Words) -> str:
    """Give a document as it is cited, "" where there is none."""
    if document is None:
        return ""
    return words("document", number=document.number, day=words.day(document.date))


def one_line(text: str) -> str:
    """Give a text of several lines in one."""
    return " ".join(text.split())


def names_of(verdicts: Iterable[Verdict], words: Words) -> str:
    """Give the names of the agencies that owe these."""
    return ", ".join(short(one.agency, words) for one in verdicts)


def listed(texts: Iterable[str]) -> Items:
    """Give texts as a list of a document of state: a capital first, a semicolon last, a full stop after all."""
    ended = [f"{text[:1].upper()}{text[1:].rstrip(' .;')}" for text in texts]
    return Items((*(f"{text};" for text in ended[:-1]), *(f"{text}." for text in ended[-1:])))


def task_named(task: Task, words: Words) -> str:
    """Give a task as a sentence names it: its number, and how its words begin."""
    return words("task.named", task=task.number, content=clip(one_line(task.content), BEGINNING))


def where(register: Register, place: Place) -> str:
    """Give a place as editors and terminals read it: `path:line`."""
    return f"{register.root}/{place.path}:{place.line}"
