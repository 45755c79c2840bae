"""The consolidated monthly report: results, shortcomings, the coming month, proposals, and the annexes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.document.blocks import Annex, Block, Column, Facts, Heading, Paragraph, Table, View
from plan190.parts.annexes import (
    agencies_annex,
    obligations_counted,
    obligations_table,
    submissions_table,
    tasks_annex,
)
from plan190.parts.cells import (
    Columns,
    apply_columns,
    build_table,
    count_cell,
    date_cell,
    number_cell,
    number_column,
    percent_cell,
    task_cell,
)
from plan190.parts.changes import LISTED, changed_tasks, flows_table, kinds_text, reports_text
from plan190.parts.explanation import decision_line
from plan190.parts.names import (
    claim_texts,
    count_messages,
    counted_text,
    expected_day,
    item_list,
    name_in_text,
    official_plan_name,
    period_name,
    short_name,
    target_text,
    task_name,
    with_note,
)
from plan190.parts.official_form import annex_note, ending, plan_cited, report_form
from plan190.parts.plan_view import (
    completion_paragraph,
    obligation_sentences,
    of_ceased_text,
    preamble,
    submissions_sentence,
    tally_sentence,
)
from plan190.parts.tables import (
    indicator_place_cell,
    missing_by_agency_table,
    obstacles_summary,
    obstacles_table,
    tally_columns,
)
from plan190.status.figures.monthly import decided_counts, monthly_facts
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plan190.model.letterhead import Letterhead
    from plan190.parts.context import ViewContext
    from plan190.status.figures.divided import ObligationList
    from plan190.status.figures.indicators import IndicatorsFigures
    from plan190.status.figures.monthly import (
        ClaimsDecided,
        CompletedTask,
        MonthlyFigures,
        PeriodReports,
        TaskGroup,
    )
    from plan190.status.figures.reports import MissingByAgency
    from plan190.status.indicators import IndicatorTotal
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.state import State
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import DelayWarning, Verdict
    from plan190.words import Words

MOST_TASKS, MOST_AGENCIES = 10, 20
"""The highest numbers of items in a list of tasks or of agencies in the text; the annexes have all of them."""

ANNEXES = ("I", "II", "III", "IV", "V")
"""The numbers of the annexes, in order."""


_TABLES = {
    "overdue.stated": "overdue",
    "overdue.assumed": "overdue_assumed",
    "due.stated": "due-next",
    "due.assumed": "due-next_assumed",
}
"""The names of the tables in the annex on overdue and coming obligations."""


def build(figures: MonthlyFigures, context: ViewContext, letterhead: Letterhead | None) -> View:
    """Return the report on a period; without a letterhead it has no official form."""
    plan, words = context.plan, context.words
    month = period_name(figures.period, words)
    subject = words("monthly.subject", plan=official_plan_name(plan, words, dated=True), month=month)
    issuer, variant = _issuer(context, letterhead), _variant(letterhead)
    blocks = (
        *preamble(context),
        Paragraph(_opening(figures, context, issuer)),
        *_changes(figures, context),
        Heading(words("monthly.results")),
        *_direction(figures, context),
        *_results(figures, context),
        *_indicators(figures.indicators, words),
        Heading(words("monthly.shortcomings")),
        *_shortcomings(figures, context),
        *_causes(figures, context),
        Heading(words("monthly.next")),
        item_list(_coming_month(figures, context)),
        Heading(words("monthly.proposals")),
        *_proposals(figures.proposals, context, letterhead),
        Paragraph(ending(context, words(f"monthly.closing{variant}", month=month))),
    )
    facts = Facts(context.head, partial(monthly_facts, figures))
    view = View(subject, blocks, facts, annexes=_annexes(figures, context, letterhead), day=context.as_of)
    if letterhead is None:
        return view
    return replace(view, form=report_form(context, letterhead, subject))


def _issuer(context: ViewContext, letterhead: Letterhead | None) -> str:
    """Return the name of the body that reports."""
    if letterhead is None:
        return context.words("monthly.coordinator")
    return context.full_name(letterhead.issuer)


def _variant(letterhead: Letterhead | None) -> str:
    """Return the end of the message keys: ".plain" for a letterhead without recipients, otherwise ""."""
    return ".plain" if letterhead is not None and not letterhead.report_to else ""


def _opening(figures: MonthlyFigures, context: ViewContext, issuer: str) -> str:
    words = context.words
    still_open = words("monthly.period_open") if context.as_of < figures.until else ""
    return words(
        "monthly.opening" if context.has_reports else "monthly.opening.no_reports",
        plan=plan_cited(context, context.plan.reporting.provision),
        issuer=issuer,
        month=period_name(figures.period, words),
        since=words.day(figures.since),
        until=words.day(figures.until) + still_open,
        as_of=words.day(context.as_of),
    )


def _changes(figures: MonthlyFigures, context: ViewContext) -> Iterator[Block]:
    """Yield what changed since the previous period: the numbers, the states before and after, and the tasks."""
    words, changes = context.words, figures.changes
    if changes is None:
        yield flows_table((), words)  # only for CSV, of which the tables do not depend on the period
        return
    since, as_of = words.day(changes.before), words.day(changes.after)
    texts = [kinds_text(changes, words), reports_text(changes, words)]
    counts = " ".join(filter(None, texts)) or words("changes.none")
    yield Heading(words("monthly.changes", month=period_name(figures.period.later(-1), words).upper()))
    yield Paragraph(words("monthly.changes_since", since=since, as_of=as_of, counts=counts))
    if changes.by_kind.keys() & LISTED:
        yield item_list(changed_tasks(changes, words, MOST_AGENCIES))
    if changes.changed_flows:
        yield Paragraph(words("monthly.flows"))
    yield flows_table(changes.changed_flows, words)


# --- I. results ------------------------------------------------------------------------------------------------------


def _direction(figures: MonthlyFigures, context: ViewContext) -> Iterator[Block]:
    """Yield section I.1: the decided claims and other decisions of the period, and the number of cited documents."""
    decisions, words = figures.decisions, context.words
    yield Heading(words("monthly.direction"), 2)
    on_claims = count_messages("monthly.claims_decided", decided_counts(decisions.claims), words)
    if on_claims:
        yield Paragraph(words("monthly.claims_decided", counts=", ".join(on_claims)))
    yield _claims_table(decisions.claims, context)
    later = count_messages("monthly.claims_decided", decided_counts(decisions.later), words)
    if later:
        since, as_of = words.day(figures.until + timedelta(days=1)), words.day(context.as_of)
        yield Paragraph(words("monthly.claims_later", since=since, as_of=as_of, counts=", ".join(later)))
    other = ".other" if on_claims else ""
    if decisions.others:
        yield Paragraph(words(f"monthly.decided{other}", number=len(decisions.others)))
        yield item_list(decision_line(context, *decided) for decided in decisions.others)
    else:
        yield Paragraph(words(f"monthly.no_decisions{other}"))
    if figures.documents:
        yield Paragraph(words("monthly.documents", number=figures.documents, month=period_name(figures.period, words)))
    yield Paragraph(words("monthly.direction_added"))


def _claims_table(claims: Sequence[ClaimsDecided], context: ViewContext) -> Table:
    """Return the table of the claims that were accepted or returned; many agencies are only counted."""
    words = context.words

    def agencies(decided: ClaimsDecided) -> str:
        if len(decided.agencies) > MOST_AGENCIES:
            return words("counted.agencies", number=len(decided.agencies))
        return ", ".join(map(context.short_name, decided.agencies))

    columns: Columns[ClaimsDecided] = [
        (Column(words("column.decided_on")), lambda decided: date_cell(decided.decision.date, words)),
        (Column(words("column.decision")), lambda decided: words(f"decided.{decided.decision.kind}")),
        (number_column("task", words), lambda decided: task_cell(decided.task)),
        (number_column("obligations", words), lambda decided: count_cell(decided.obligations)),
        (Column(words("column.claimed_by"), wide=True), agencies),
    ]
    ids = {
        "decision_kind": attrgetter("decision.kind"),
        "task_id": attrgetter("task"),
        "agency_ids": attrgetter("agencies"),
    }
    return build_table(columns, claims, name="decided", row_title=words("column.row"), ids=ids)


def _results(figures: MonthlyFigures, context: ViewContext) -> Iterator[Block]:
    """Yield section I.2: the totals, the table of groups of tasks, and the tasks reported as done in the period."""
    plan, words = figures.plan, context.words
    yield Heading(words("monthly.groups"), 2)
    yield Paragraph(tally_sentence("status.tasks", plan.tasks, words))
    yield from map(Paragraph, obligation_sentences(plan, words))
    yield from completion_paragraph(plan.completion, words)
    yield _groups_table(figures, context)
    yield Paragraph(words("monthly.groups_note") + _taken_over_text(figures, context))
    if figures.completed:
        number, month = figures.completed_obligations, period_name(figures.period, words)
        yield Paragraph(words("monthly.done", number=number, month=month))
        yield item_list(_completed_task(task, words) for task in figures.completed)
    else:
        yield Paragraph(words("monthly.none_done"))


def _taken_over_text(figures: MonthlyFigures, context: ViewContext) -> str:
    """Return the sentence on the tasks that Annex I counts for another agency than the table, "" for none."""
    words, texts = context.words, []
    for (agency, origin), tasks in figures.taken_over.items():
        names = {"agency": context.full_name(agency), "origin": context.full_name(origin)}
        texts.append(words("monthly.taken_over_tasks", tasks=", ".join(tasks), **names))
    return words("monthly.taken_over", tasks="; ".join(texts)) if texts else ""


def _groups_table(figures: MonthlyFigures, context: ViewContext) -> Table:
    """Return the table of the tasks by lead and state; the last row has the plan's totals."""
    total, words = figures.plan.tasks, context.words
    counts = tally_columns(words, total, subtotals=False)
    columns: Columns[TaskGroup] = apply_columns(counts, lambda group: group.tally)

    def heading(group: TaskGroup) -> str:
        bodies = map(context.register.body_in_plan, group.bodies)
        return "; ".join(short_name(body, words) for body in bodies) or group.words or words("monthly.no_lead")

    columns.insert(0, (Column(words("column.lead"), wide=True), heading))
    totals = (words("column.sum"), *(cell(total) for _, cell in counts))
    row_title, ids = words("column.row"), {"lead_ids": attrgetter("bodies")}
    return build_table(columns, figures.groups, name="groups", row_title=row_title, totals=totals, ids=ids)


def _completed_task(completed: CompletedTask, words: Words) -> str:
    """Return the line about a claimed task: its agencies by state, and the summary of the claim if there is one."""
    parts = [_agencies_in_state(state, verdicts, words) for state, verdicts in completed.by_state.items()]
    if completed.summary:
        parts.append(one_line(completed.summary))
    return words("monthly.completed_task", task=task_name(completed.task, words), parts="; ".join(parts))


def _agencies_in_state(state: State, verdicts: Sequence[Verdict], words: Words) -> str:
    name = words(f"state.{state}")
    if verdicts[0].is_joint:
        state_of = words("monthly.state_of", state=name, names=_agency_names(verdicts, words))
        return "; ".join((state_of, *claim_texts(verdicts[0], words)))
    if len(verdicts) > MOST_TASKS:
        return words("monthly.state_of_many", state=name, number=len(verdicts))
    return words("monthly.state_of", state=name, names=_agency_names(verdicts, words))


def _agency_names(items: Iterable[Verdict | Submission], words: Words) -> str:
    """Return the names of the agencies that owe these obligations or reports, for a sentence."""
    return ", ".join(name_in_text(item.body, words) for item in items)


def _indicators(figures: IndicatorsFigures, words: Words) -> Iterator[Block]:
    """Yield section I.3: the table of reported indicators with the sums of the agencies' last values.

    For a plan without indicators, it is only the empty table, which CSV has for any plan.
    """
    if figures.demanded:
        key = "monthly.values" if figures.totals else "monthly.no_values"
        yield Heading(words("monthly.indicators"), 2)
        yield Paragraph(words(key, number=len(figures.totals), total=figures.demanded))
    yield _indicators_table(figures.totals, words)


def _indicators_table(totals: Sequence[IndicatorTotal], words: Words) -> Table:
    columns: Columns[IndicatorTotal] = [
        (Column(words("column.task_or_section")), lambda total: indicator_place_cell(total.indicator)),
        (Column(words("column.indicator"), wide=True), lambda total: counted_text(total.indicator, words)),
        (Column(words("column.target")), lambda total: target_text(total.indicator, words, total.year)),
        (number_column("reporting", words), lambda total: count_cell(len(total.series))),
        (number_column("value", words), lambda total: number_cell(total.value, words)),
        (number_column("of", words), lambda total: number_cell(total.whole, words)),
        (number_column("share", words), lambda total: percent_cell(total.share, words)),
        (number_column("meeting", words), lambda total: count_cell(total.meeting if total.comparable else None)),
        (number_column("no_cases", words), lambda total: count_cell(total.without_cases)),
    ]
    ids = {"indicator_id": attrgetter("indicator.id"), "task_ids": attrgetter("indicator.tasks")}
    return build_table(columns, totals, name="indicators", ids=ids)


# --- II. shortcomings ------------------------------------------------------------------------------------------------


def _shortcomings(figures: MonthlyFigures, context: ViewContext) -> Iterator[Block]:
    """Yield section II.1: overdue and returned work, and other shortcomings."""
    words, others = context.words, list(_other_shortcomings(figures, context.words))
    work = (*_overdue_tasks(figures, words), *_returned_claims(figures.returned, words))
    yield Heading(words("monthly.shortcomings_list"), 2)
    yield from work
    if work and others:
        yield Paragraph(words("monthly.also"))
    if others:
        yield item_list(others)
    elif not work:
        yield Paragraph(words("monthly.no_shortcomings"))


def _overdue_tasks(figures: MonthlyFigures, words: Words) -> Iterator[Block]:
    """Yield the tasks with overdue obligations, longest overdue first: the stated ones, then the assumed ones."""
    for name, part in figures.overdue.divided._asdict().items():
        if part.verdicts:
            counts = obligations_counted(part, words)
            yield Paragraph(words(f"monthly.overdue.{name}", tasks=len(part.tasks), counts=counts))
            tasks = list(part.by_task.values())
            yield item_list(_overdue_task(verdicts, words) for verdicts in tasks[:MOST_TASKS])
            if len(tasks) > MOST_TASKS:
                yield Paragraph(words("monthly.overdue_more", number=len(tasks) - MOST_TASKS))


def _overdue_task(verdicts: Sequence[Verdict], words: Words) -> str:
    """Return the line about the overdue obligations of one task, of which the first is overdue for the longest time."""
    longest, task = verdicts[0], task_name(verdicts[0].task, words)
    if len(verdicts) > 1:
        return words.days("monthly.overdue_tasks", longest.days_late, task=task, number=len(verdicts))
    line = words.days("monthly.overdue_task", longest.days_late, task=task)
    if not longest.is_joint:
        return line
    joint = words("joint.owed_by", number=len(longest.agencies), name=name_in_text(longest.body, words))
    return "; ".join((line, joint, *claim_texts(longest, words)))


def _returned_claims(verdicts: Sequence[Verdict], words: Words) -> Iterator[Block]:
    """Yield the claims that were returned and not made again, with their dates and the reasons."""
    if verdicts:
        yield Paragraph(words("monthly.returned", number=len(verdicts)))
        yield item_list(_returned_claim(verdict, words) for verdict in verdicts)


def _returned_claim(verdict: Verdict, words: Words) -> str:
    agency = words("joint.short") if verdict.is_joint else name_in_text(verdict.body, words)
    text = "; ".join(claim_texts(verdict, words))
    return words("monthly.returned_task", task=verdict.task.id, agency=agency, text=text)


def _other_shortcomings(figures: MonthlyFigures, words: Words) -> Iterator[str]:
    """Yield the lines on missing reports, late reports, and recurring work that was not reported."""
    reports, stale, month = figures.reports, figures.stale, period_name(figures.period, words)
    if reports.missing:
        yield _submissions_line("monthly.missing", reports.missing, month, words)
    if reports.earlier.submissions:
        yield _earlier_line(reports, words)
    if reports.earlier.of_ceased:
        yield of_ceased_text(reports.earlier, words)
    if reports.late:
        yield _submissions_line("monthly.late", reports.late, month, words)
    if stale.verdicts:
        counts = ((task, len(verdicts)) for task, verdicts in stale.by_task.items())
        tasks = ", ".join(words("monthly.task_counted", task=task, number=number) for task, number in counts)
        yield words("monthly.stale", number=len(stale.verdicts), tasks=tasks)


def _earlier_line(reports: PeriodReports, words: Words) -> str:
    """Return the line on the missing reports of earlier periods: each agency with its periods."""
    names = words("monthly.see_annex")
    if len(reports.earlier_by_agency) <= MOST_AGENCIES:
        names = ", ".join(_earlier_periods(missing, words) for missing in reports.earlier_by_agency)
    number, agencies = len(reports.earlier.submissions), reports.earlier.agencies
    return words("monthly.missing_earlier", number=number, agencies=agencies, names=names)


def _earlier_periods(missing: MissingByAgency, words: Words) -> str:
    """Return the agency with the periods of its missing reports."""
    periods = ", ".join(period_name(period, words) for period in missing.periods)
    return with_note(name_in_text(missing.agency, words), periods)


def _submissions_line(key: str, submissions: Sequence[Submission], month: str, words: Words) -> str:
    names = _agency_names(submissions, words)
    if len(submissions) > MOST_AGENCIES:
        names = words("monthly.see_annex")
    return words(key, number=len(submissions), month=month, names=names)


def _causes(figures: MonthlyFigures, context: ViewContext) -> Iterator[Block]:
    """Yield section II.2: open obstacles and delay warnings."""
    words, has_obstacles = context.words, bool(figures.obstacles.obstacles)
    warnings, untimely = figures.at_risk.by_task, figures.at_risk.untimely
    yield Heading(words("monthly.causes"), 2)
    if context.has_reports:
        yield Paragraph(obstacles_summary(figures.obstacles, words))
    else:
        yield Paragraph(words("monthly.no_reports.obstacles"))
    if has_obstacles:
        yield Paragraph(words("monthly.obstacles"))
    if warnings:
        note = words("monthly.untimely", number=untimely) if untimely else ""
        yield Paragraph(words("monthly.at_risk", number=len(warnings), untimely=note))
        yield item_list(_warning_line(warning, context) for warning in warnings)
    yield Paragraph(words("monthly.causes_reported" if warnings or has_obstacles else "monthly.causes_added"))


def _warning_line(warning: DelayWarning, context: ViewContext) -> str:
    verdict, words = warning.verdict, context.words
    agency, day = name_in_text(verdict.body, words), expected_day(warning, context)
    key = "monthly.at_risk_task" if warning.timely else "monthly.at_risk_task.untimely"
    return words(key, task=verdict.task.id, agency=agency, day=day, reason=one_line(warning.reason))


# --- III. the coming month, IV. proposals ----------------------------------------------------------------------------


def _coming_month(figures: MonthlyFigures, context: ViewContext) -> Iterator[str]:
    """Yield the lines of section III: work that is overdue or due, claims to decide, and reports to submit."""
    coming, words = figures.coming, context.words
    for name, part in figures.overdue.divided._asdict().items():
        if part.verdicts:
            yield words(f"monthly.finish.{name}", counts=obligations_counted(part, words))
    for name, part in coming.divided._asdict().items():
        if part.verdicts:
            counts, tasks = obligations_counted(part, words), _due_tasks(part, words)
            yield words(f"monthly.due.{name}", number=len(part.tasks), counts=counts, tasks=tasks)
    if figures.claimed:
        yield words("monthly.confirm", number=figures.claimed)
    for period, due in coming.reports:
        yield words("monthly.report", month=period_name(period, words), day=words.day(due))


def _due_tasks(part: ObligationList, words: Words) -> str:
    """Return the tasks with their due dates, soonest first; if there are few, also the beginning of their content."""
    texts = []
    for verdicts in part.by_task.values():
        task = words("monthly.task", task=verdicts[0].task.id)
        if len(part.tasks) <= MOST_TASKS:
            task = task_name(verdicts[0].task, words)
        days = dict.fromkeys(words.day(verdict.due) for verdict in verdicts if verdict.due is not None)
        texts.append(words("monthly.due_task", task=task, day=", ".join(days)))
    return ", ".join(texts)


def _proposals(
    obstacles: Sequence[OpenObstacle], context: ViewContext, letterhead: Letterhead | None
) -> Iterator[Block]:
    """Yield the content of section IV: the obstacles beyond authority without an answer, with their proposals."""
    words = context.words
    if not obstacles:
        if context.has_reports:
            yield Paragraph(words("monthly.no_proposals"))
        yield Paragraph(words("monthly.proposals_added"))
        return
    plan = context.plan
    author = context.acting(plan.coordinator) if letterhead is None else letterhead.issuer
    # A body that receives the reports itself asks the issuer of the plan.
    asked = [id_ for id_ in map(context.acting, (plan.reporting.to or plan.issuer, plan.issuer)) if id_ != author]
    variant, to = _variant(letterhead) if asked else ".plain", "; ".join(map(context.full_name, asked[:1]))
    yield Paragraph(words(f"monthly.proposed{variant}", number=len(obstacles), to=to))
    yield item_list(_proposal_line(obstacle, words) for obstacle in obstacles)
    yield Paragraph(words("monthly.proposals_added"))


def _proposal_line(open_obstacle: OpenObstacle, words: Words) -> str:
    obstacle = open_obstacle.obstacle
    proposal = words("monthly.proposal.none")
    if obstacle.proposal:
        proposal = words("timeline.proposal", text=one_line(obstacle.proposal))
    agency, text = name_in_text(open_obstacle.agency, words), one_line(obstacle.description).rstrip(" .")
    return words("monthly.proposal", agency=agency, task=open_obstacle.task, obstacle=text, proposal=proposal)


# --- annexes ---------------------------------------------------------------------------------------------------------


def _annexes(figures: MonthlyFigures, context: ViewContext, letterhead: Letterhead | None) -> tuple[Annex, ...]:
    """Return the annexes; there is none on obstacles if no obstacle is open."""
    words, obstacles = context.words, figures.obstacles.obstacles
    agencies_legend = Paragraph(words("annex.agencies.legend", soon=context.policy.soon), "mute")
    contents: dict[str, tuple[Block, ...]] = {
        "agencies": (*agencies_annex(context, figures.plan.leading), agencies_legend),
        "tasks": tuple(tasks_annex(context, figures.tasks, figures.obstacles_by_task)),
        "overdue": tuple(_overdue_annex(figures, context)),
        "reports": tuple(_reports_annex(figures, context)),
        "obstacles": (obstacles_table(context, obstacles, named=False),),
    }
    as_of, month = words.day(context.as_of), period_name(figures.period, words)
    symbol, issuer = "", words("monthly.coordinator")
    if letterhead is not None:
        symbol, issuer = letterhead.report_symbol, context.full_name(letterhead.issuer)
    note = annex_note(context, "annex.note", symbol, issuer)
    annexes = []
    for number, (name, blocks) in zip(ANNEXES, contents.items(), strict=False):
        title, brief = words(f"annex.{name}", as_of=as_of, month=month), words(f"annex.{name}.brief")
        annexes.append(Annex(number, title, brief, blocks, note))
    return tuple(annexes)


def _overdue_annex(figures: MonthlyFigures, context: ViewContext) -> Iterator[Block]:
    words, overdue, coming = context.words, figures.overdue.divided, figures.coming
    parts = {
        "overdue.stated": overdue.stated,
        "overdue.assumed": overdue.assumed,
        "due.stated": coming.divided.stated,
        "due.assumed": coming.divided.assumed,
    }
    for name, part in parts.items():
        until, counts = words.day(coming.through), obligations_counted(part, words)
        title = words(f"annex.list.{name}", counts=counts, until=until)
        yield Heading(title, 2) if part.verdicts else Paragraph(title, "mute")
        yield obligations_table(context, part.verdicts, name=_TABLES[name], by_task=True)


def _reports_annex(figures: MonthlyFigures, context: ViewContext) -> Iterator[Block]:
    """Yield the reports of the period, and the missing reports of earlier periods."""
    reports, words = figures.reports, context.words
    yield Paragraph(submissions_sentence(figures.plan.reports, words))
    yield submissions_table(context, reports.submissions)
    if reports.earlier.submissions:
        number, agencies = len(reports.earlier.submissions), reports.earlier.agencies
        yield Heading(words("annex.missing_earlier", number=number, agencies=agencies), 2)
    yield missing_by_agency_table(context, reports.earlier_by_agency)
