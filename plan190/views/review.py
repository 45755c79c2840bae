"""The outcome of a review: the content of the change, its effects on obligations, the problems, and the next steps."""

from __future__ import annotations

import urllib.parse
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Cell, Column, Heading, Link, Paragraph, View
from plan190.model.period import Period
from plan190.model.task import task_order
from plan190.parts.cells import Columns, build_table, count_cell
from plan190.parts.names import in_language, period_name
from plan190.status.grouping import group_by
from plan190.status.state import DONE, STATES, State
from plan190.status.submissions import SubmissionState
from plan190.words.text import clip, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from plan190.document.blocks import CheckedItem, Table
    from plan190.parts.cells import ColumnPair
    from plan190.review.outcome import (
        AgencyTable,
        ClaimDecided,
        MovedObligation,
        MovedReport,
        NewDecision,
        ObligationState,
        Outcome,
        PastAnswer,
        Progress,
        ReportChange,
        TaskChange,
    )
    from plan190.words import Words

LONGEST = 120
"""The highest number of characters shown of a text from the files."""

MOST_ROWS = 30
"""The highest number of rows in a table."""

SHORT = 80
"""The highest number of characters shown of a text in a table or a list."""

ACTOR_UNKNOWN = "P407"
"""The code for an actor who is not an owner; the actor cannot repair this, only the coordinator can."""

MOST_NAMED = 3
"""The highest number of agencies named in a row, and of errors of the base."""

_CLAIM_KEYS = {"claimed": "flag.claimed", "accepted": "flag.accepted", "returned": "decided.return"}
"""The key of the message on a claim, by its state."""


def build(
    outcome: Outcome,
    facts: Mapping[str, object],
    words: Words,
    edit: str | None,
    checked: Callable[[], Iterable[CheckedItem]] = tuple,
    *,
    pushed: bool = False,
) -> View:
    """Return the view of an outcome.

    `edit`: the base address at the forge for editing the files of the change, None if unknown. `pushed`: whether the
    change is a push to the main branch and not a request to merge.
    """
    blocks: list[Block] = [_summary(outcome, words)]
    if outcome.run.fiction:
        blocks.append(Paragraph(words("fiction"), "warn"))
    blocks.append(_run(outcome, words))
    for part in (_content, _effects, _findings):
        blocks += part(outcome, words)
    blocks += _how_to_repair(outcome, words, edit)
    if outcome.reviewed:
        blocks += _next(outcome, words, pushed=pushed)
    return View(words("review.title"), tuple(blocks), facts, checked, is_comment=True)


def _summary(outcome: Outcome, words: Words) -> Paragraph:
    warnings = outcome.warnings
    if not outcome.accepted:
        return Paragraph(words("review.refused", errors=outcome.errors, others=warnings), "bad")
    if not outcome.reviewed:
        return Paragraph(words("review.no_data"), "good")
    if not outcome.run.files_changed:
        return Paragraph(words("review.nothing"), "warn")
    if warnings:
        return Paragraph(words("review.accepted", others=warnings), "good")
    return Paragraph(words("review.clean"), "good")


def _run(outcome: Outcome, words: Words) -> Paragraph:
    run, day = outcome.run, _day(outcome.run.today, words)
    actor = run.actor or words("review.no_actor")
    return Paragraph(words("review.run", head=run.head[:10], base=run.base[:10], day=day, actor=actor), "mute")


def _day(iso: str | None, words: Words) -> str:
    """Return an ISO date in the reader's language; a dash for None."""
    return words.day(date.fromisoformat(iso)) if iso is not None else "—"


def _name(item: ReportChange | ClaimDecided | MovedReport | MovedObligation | AgencyTable, words: Words) -> str:
    """Return the name of the body that the item is about, in the reader's language."""
    return clip(in_language(words, item.name, item.english), LONGEST)


def _joined(texts: Iterable[str]) -> str:
    """Return the texts on one line, each clipped; a dash if there are none."""
    return "; ".join(clip(text, SHORT) for text in texts) or "—"


# --- the content of the change ---------------------------------------------------------------------------------------


def _content(outcome: Outcome, words: Words) -> Iterator[Block]:
    if outcome.reports or outcome.decisions:
        yield Heading(words("review.understood"))
    for report in outcome.reports:
        yield Paragraph(_report(report, words))
        if report.tasks:
            yield _tasks(report, words)
        yield from map(Paragraph, _report_lines(report, words))
    if outcome.decisions:
        yield _decisions(outcome.decisions[:MOST_ROWS], words)
        yield from _more(outcome.decisions, words)
    claims = [(decision, claim) for decision in outcome.decisions for claim in decision.claims]
    if claims:
        yield Paragraph(words("review.claims"))
        yield _claims(claims[:MOST_ROWS], words)
        yield from _more(claims, words)


def _report(report: ReportChange, words: Words) -> str:
    period = period_name(Period.parse(report.period), words)
    text = words(
        f"review.report.{report.mark}", name=_name(report, words), period=period, day=_day(report.reported_on, words)
    )
    if report.mark in {"new", "changed"} and report.delivery in {SubmissionState.ON_TIME, SubmissionState.LATE}:
        text += " " + words.days(f"review.submission.{report.delivery}", report.days_late)
    if report.mark == "withdrawn" and report.delivery is SubmissionState.MISSING:
        text += " " + words("review.submission.missing")
    return text


def _report_lines(report: ReportChange, words: Words) -> Iterator[str]:
    """Yield a line for each part of a report other than its tasks, and the numbers of entries that are not shown."""
    if report.document is not None and report.mark != "withdrawn":
        yield words("review.document", document=clip(report.document, LONGEST))
    if report.why is not None:
        yield words("review.why", why=clip(one_line(report.why), LONGEST))
    for added in report.contributions:
        yield words("review.contribution", task=added.task, what=clip(one_line(added.contribution), LONGEST))
    if report.indicators and report.mark != "withdrawn":
        yield words("review.indicators", what=_joined(report.indicators))
    if report.same:
        yield words("review.unchanged", number=report.same)
    if report.unread:
        yield words("review.invalid", number=report.unread)


def _tasks(report: ReportChange, words: Words) -> Table:
    """Return the table of the reported tasks; the columns of evidence and indicators are left out if empty."""
    columns: Columns[TaskChange] = [
        (Column(words("column.task"), number=True), lambda task: count_cell(task.task)),
        (Column(words("column.content"), wide=True, clipped=True), lambda task: clip(task.content, SHORT)),
        (Column(words("column.before")), lambda task: Cell(_progress(task.before, words), tone="mute")),
        (Column(words("column.after"), wide=True), lambda task: "; ".join(_after(task, words))),
    ]
    if any(task.evidence for task in report.tasks):
        columns.append((Column(words("column.proof"), wide=True), lambda task: _joined(task.evidence)))
    if any(task.indicators for task in report.tasks):
        columns.append((Column(words("column.indicator"), wide=True), lambda task: _joined(task.indicators)))
    return build_table(columns, report.tasks, name=f"said-{report.agency}-{report.period}")


def _after(task: TaskChange, words: Words) -> Iterator[str]:
    """Yield the parts of the update on the task: progress, summary, obstacles, expected date."""
    progress = _progress(task.after, words)
    if task.corrects is not None:
        progress = words("review.corrects", period=period_name(Period.parse(task.corrects), words), what=progress)
    yield progress
    if task.why is not None:
        yield words("review.why", why=clip(one_line(task.why), SHORT)).removesuffix(".")
    if task.summary is not None:
        yield f"“{clip(one_line(task.summary), SHORT)}”"
    for obstacle in task.obstacles:
        key = "review.obstacle.beyond" if obstacle.beyond_authority else "review.obstacle"
        yield words(key, category=words(f"category.{obstacle.category}"))
    for obstacle in task.settled:
        yield words("review.settled", category=words(f"category.{obstacle.category}"))
    if task.expected_on is not None:
        yield words("flag.at_risk", day=_day(task.expected_on, words))


def _progress(progress: Progress | None, words: Words) -> str:
    if progress is None:
        return words("none.update")
    text = words(f"update.{progress.state}")
    if progress.progress is not None:
        text += f" {progress.progress}%"
    if progress.done_on is not None:
        text += f" ({_day(progress.done_on, words)})"
    return text


def _decisions(decisions: Iterable[NewDecision], words: Words) -> Table:
    columns: Columns[NewDecision] = [
        (Column(words("column.id")), lambda item: clip(item.id, LONGEST)),
        (Column(words("column.decision")), lambda item: _decision(item, words)),
        (Column(words("column.task")), lambda item: ", ".join(map(str, item.tasks)) or "—"),
        (Column(words("column.agency"), wide=True), lambda item: _named_agencies(item, words)),
        (Column(words("column.due")), lambda item: _day(item.until, words)),
    ]
    return build_table(columns, decisions, name="decisions")


def _named_agencies(decision: NewDecision, words: Words) -> str:
    names = in_language(words, ", ".join(decision.agencies), ", ".join(decision.english))
    return clip(names, LONGEST) or "—"


def _decision(decision: NewDecision, words: Words) -> str:
    text = f"{words(f'decision.{decision.kind}')} ({_day(decision.date, words)})"
    if decision.recorded_on is not None:
        text += f" {words('decided.recorded', day=_day(decision.recorded_on, words))}"
    return text


def _claims(rows: Iterable[tuple[NewDecision, ClaimDecided]], words: Words) -> Table:
    """Return the table of the claims that decisions accept or return."""
    columns: Columns[tuple[NewDecision, ClaimDecided]] = [
        (Column(words("column.id")), lambda row: clip(row[0].id, LONGEST)),
        (Column(words("column.task"), number=True), lambda row: count_cell(row[1].task)),
        (Column(words("column.agency"), wide=True), lambda row: _name(row[1], words)),
        (Column(words("column.done_on")), lambda row: _day(row[1].done_on, words)),
        (Column(words("column.proof"), wide=True), lambda row: _joined(row[1].evidence)),
    ]
    return build_table(columns, rows, name="claims")


# --- what the merge would change -------------------------------------------------------------------------------------


def _effects(outcome: Outcome, words: Words) -> Iterator[Block]:
    if not outcome.computed and (outcome.reports or outcome.decisions):
        reason = "" if outcome.errors else ".base"
        yield Paragraph(words(f"review.not_computed{reason}"), "warn")
    if outcome.left_out:
        yield Paragraph(_left_out(outcome, words), "warn")
    if outcome.computed and outcome.moved:
        yield Heading(words("review.changed_obligations"))
        yield from _moved(outcome.moved, {report.agency for report in outcome.reports}, words)
    if outcome.past:
        yield Heading(words("review.past"))
        yield from _past(outcome.past, words)
    if outcome.computed and outcome.tables:
        yield Heading(words("review.tables"))
        yield _tables(outcome, words)


def _left_out(outcome: Outcome, words: Words) -> str:
    reports = "; ".join(f"{report.agency} {report.period}: {', '.join(report.codes)}" for report in outcome.left_out)
    return words("review.left_out", reports=reports)


def _moved(moved: Iterable[MovedObligation], senders: Collection[str], words: Words) -> Iterator[Block]:
    """Yield the table of moved obligations, by task; the agencies whose reports are in the change are first.

    Obligations of one task with equal changes share a row.
    """
    in_order = sorted(moved, key=lambda obligation: (task_order(obligation.task_id), obligation.agency not in senders))
    groups = list(group_by(in_order, attrgetter("task_id", "before", "after", "clock")).values())
    columns: Columns[list[MovedObligation]] = [
        (Column(words("column.task"), number=True), lambda group: count_cell(group[0].task)),
        (Column(words("column.agency"), wide=True), lambda group: _agency_names(group, words)),
        (Column(words("column.before")), lambda group: Cell(_state_of(group[0].before, words), tone="mute")),
        (Column(words("column.after")), lambda group: _state_of(group[0].after, words)),
        (Column(words("column.clock")), lambda group: words(f"clock.{group[0].clock}") if group[0].clock else "—"),
    ]
    yield build_table(columns, groups[:MOST_ROWS], name="moved")
    yield from _more(groups, words)


def _more(rows: Collection[object], words: Words) -> Iterator[Block]:
    """Yield the number of the rows that a table does not show, if there are any."""
    if len(rows) > MOST_ROWS:
        yield Paragraph(words("review.more", number=len(rows) - MOST_ROWS), "mute")


def _past(past: Iterable[PastAnswer], words: Words) -> Iterator[Block]:
    """Yield a table of what changes in the answers as of each past date: reports, then obligations."""
    for answer in past:
        yield Paragraph(words("review.past.day", day=_day(answer.as_of, words)))
        if answer.reports:
            yield _moved_reports(answer.reports, words)
        if answer.obligations:
            yield from _moved(answer.obligations, (), words)
        if answer.more:
            yield Paragraph(words("review.more", number=answer.more), "mute")


def _moved_reports(reports: Iterable[MovedReport], words: Words) -> Table:
    columns: Columns[MovedReport] = [
        (Column(words("column.period")), lambda report: period_name(Period.parse(report.period), words)),
        (Column(words("column.agency"), wide=True), lambda report: _name(report, words)),
        (Column(words("column.before")), lambda report: Cell(_submission(report.before, words), tone="mute")),
        (Column(words("column.after")), lambda report: _submission(report.after, words)),
    ]
    return build_table(columns, reports, name="past-reports")


def _submission(state: SubmissionState | None, words: Words) -> str:
    return words(f"review.was.{state}") if state is not None else "—"


def _agency_names(obligations: Sequence[MovedObligation], words: Words) -> str:
    names = ", ".join(_name(obligation, words) for obligation in obligations[:MOST_NAMED])
    more = len(obligations) - MOST_NAMED
    return words("review.and_more", names=names, number=more) if more > 0 else names


def _state_of(state: ObligationState | None, words: Words) -> str:
    if state is None:
        return "—"
    text = words(f"state.{state.state}")
    if state.state in {State.OVERDUE, State.DONE_LATE} and state.days_late:
        text = words.days(f"state.{state.state}.days", state.days_late)
    if state.claim is not None:
        text += f" ({words(_CLAIM_KEYS[state.claim])})"
    if state.due is not None:
        text += f", {_day(state.due, words)}"
    return text


def _tables(outcome: Outcome, words: Words) -> Table:
    """Return the table of the agencies' obligations before and after: all, done, and in each open state that occurs."""
    columns: Columns[AgencyTable] = [
        (Column(words("column.agency"), wide=True), lambda table: _name(table, words)),
        _count_column(words("column.total"), STATES, words),
        _count_column(words("group.done"), DONE, words),
    ]
    columns += [_count_column(words(f"column.{state}"), [state], words) for state in outcome.open_states]
    return build_table(columns, outcome.tables, name="agencies")


def _count_column(title: str, states: Collection[State], words: Words) -> ColumnPair[AgencyTable]:
    def cell(table: AgencyTable) -> Cell:
        before, after = table.numbers(states)
        text = str(after) if before == after else words("review.from_to", was=before, now=after)
        return Cell(text, after)

    return Column(title, number=True), cell


# --- what to repair, and what happens next ---------------------------------------------------------------------------


def _findings(outcome: Outcome, words: Words) -> Iterator[Block]:
    if outcome.counted:
        yield Heading(words("review.repair" if outcome.errors else "review.to_check"))
        yield from outcome.counted
        if any(finding.hides_others for finding in outcome.counted):
            yield Paragraph(words("check.partial"), "mute")
        yield Paragraph(words("check.explain", code=outcome.counted[0].code), "mute")
    waived = [finding for finding in outcome.findings if finding.waived_by is not None]
    if waived:
        yield Heading(words("review.waived"))
        yield from waived
    if outcome.base_errors:
        yield Paragraph(words("review.base_faulty", number=outcome.base_errors, places=_base_errors(outcome)), "warn")
    if outcome.old > outcome.base_errors:
        yield Paragraph(words("review.on_base", number=outcome.old - outcome.base_errors), "mute")


def _base_errors(outcome: Outcome) -> str:
    """Return the places and codes of the first errors that the base already has."""
    errors = [finding for finding in outcome.findings if not finding.new and finding.severity == "error"]
    places = [f"{clip(finding.path, LONGEST)}:{finding.line} ({finding.code})" for finding in errors[:MOST_NAMED]]
    return ", ".join(places) + (", …" if len(errors) > MOST_NAMED else "")


def _how_to_repair(outcome: Outcome, words: Words, edit: str | None) -> Iterator[Block]:
    if edit is None or not outcome.to_repair:
        return
    yield Heading(words("review.how_to_repair"))
    yield Paragraph(words("review.edit_steps"))
    for file in outcome.to_repair:
        yield Link(file, f"{edit.rstrip('/')}/{urllib.parse.quote(file, errors='surrogateescape')}")


def _next(outcome: Outcome, words: Words, *, pushed: bool) -> Iterator[Block]:
    yield Heading(words("review.next"))
    if outcome.has_late_report:
        yield Paragraph(words("review.late_is_fine"))
    if outcome.accepted:
        key = "pushed" if pushed else "accepted"
    elif any(finding.code == ACTOR_UNKNOWN for finding in outcome.counted):
        key = "unknown_account"
    else:
        key = "not_pushed" if pushed else "refused"
    yield Paragraph(words(f"review.next.{key}"))
