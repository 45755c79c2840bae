"""The consolidated monthly report: results, shortcomings, the coming month, proposals, and the annexes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from plan190.document.blocks import Annex, Block, Column, Heading, Paragraph, Table, View
from plan190.model.decision import Happened, Reply, Schedule, Settle
from plan190.parts.annexes import agencies_annex, obligations_table, submissions_table, tasks_annex
from plan190.parts.cells import (
    Columns,
    apply_columns,
    build_table,
    count_cell,
    number_cell,
    number_column,
    percent_cell,
)
from plan190.parts.context import ViewContext
from plan190.parts.explanation import decision_text
from plan190.parts.names import (
    agency_names,
    counted_text,
    document_name,
    indicator_place,
    item_list,
    month_name,
    short_name,
    target_text,
    task_name,
)
from plan190.parts.official_form import BLANK, plan_cited, report_form
from plan190.parts.plan_view import (
    assumed_rosters,
    completion_paragraph,
    preamble,
    submissions_sentence,
    tally_sentence,
)
from plan190.parts.tables import obstacles_summary, obstacles_table, tally_columns
from plan190.status.due import last_day_of
from plan190.status.facts import (
    head,
    obstacle_facts,
    owed_facts,
    series_facts,
    task_facts,
)
from plan190.status.figures.obstacles import obstacle_figures, obstacles_by_task
from plan190.status.figures.plan import (
    assumed_overdue,
    completion_of,
    leading_agencies,
    plan_facts,
    plan_figures,
    report_counts,
)
from plan190.status.grouping import group_by
from plan190.status.indicators import indicator_totals
from plan190.status.obstacles import open_obstacles
from plan190.status.periods import begins_on, report_due
from plan190.status.selection import due_through, leading, missing_reports, overdue, submissions_of, verdicts_by_state
from plan190.status.state import State, tally
from plan190.status.submissions import SubmissionState
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from plan190.model.decision import Decision
    from plan190.model.letterhead import Letterhead
    from plan190.model.month import Month
    from plan190.model.register import Register
    from plan190.status.indicators import IndicatorTotal
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.state import Tally
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import Assessment, DelayWarning, TaskVerdict, Verdict
    from plan190.words import Words

MOST_TASKS, MOST_AGENCIES = 10, 20
"""How many tasks, and how many agencies, a sentence names; the others are in an annex."""

ANNEXES = ("I", "II", "III", "IV", "V")
ON_CLAIMS: tuple[Literal["accept", "return"], ...] = ("accept", "return")
"""Kinds of decisions on claims; the report only counts them."""


@dataclass(frozen=True)
class Figures(ViewContext):
    """What the report is made of, and what several of its sections use.

    `letterhead`: None for a report without an official form.
    """

    period: Month
    letterhead: Letterhead | None

    @property
    def month(self) -> str:
        """The name of the period."""
        return month_name(self.period)

    @property
    def issuer(self) -> str:
        """The name of the body that reports."""
        if self.letterhead is None:
            return self.words("monthly.coordinator")
        return self.short_name(self.letterhead.issuer)

    @property
    def variant(self) -> str:
        """The end of the message keys for a letterhead without recipients."""
        return ".plain" if self.letterhead is not None and not self.letterhead.report_to else ""

    @property
    def current_month(self) -> Month:
        """The month before the coming one: the period, or the month of the date if that is later."""
        return max(self.period, self.assessment.period)

    @cached_property
    def obstacles(self) -> list[OpenObstacle]:
        """The open obstacles, the most serious first."""
        return list(obstacle_figures(open_obstacles(self.assessment)).obstacles)

    @cached_property
    def due_next(self) -> tuple[Verdict, ...]:
        """The open obligations due by the end of the coming month, the soonest first."""
        return due_through(self.assessment, last_day_of(self.current_month.later(1)))


def build(context: ViewContext, period: Month, letterhead: Letterhead | None) -> View:
    """Return the report on a period; without a letterhead it has no official form."""
    plan, words = context.plan, context.words
    figures = Figures(context.register, context.assessment, words, period, letterhead)
    subject = words("monthly.subject", symbol=plan.symbol, issued=words.day(plan.issued_on), month=figures.month)
    blocks = (
        *preamble(context),
        Paragraph(_opening(figures)),
        Heading(words("monthly.results")),
        *_direction(figures),
        *_groups(figures),
        *_indicators(figures),
        Heading(words("monthly.shortcomings")),
        *_shortcomings(figures),
        *_causes(figures),
        Heading(words("monthly.next")),
        item_list(_coming_month(figures)),
        Heading(words("monthly.proposals")),
        *_proposals(figures),
        Paragraph(words(f"monthly.closing{figures.variant}", month=figures.month)),
    )
    form = report_form(context, letterhead, subject) if letterhead is not None else None
    return View(subject, blocks, _facts(figures), form=form, annexes=_annexes(figures), day=context.as_of)


def decided_in(register: Register, assessment: Assessment, period: Month) -> list[Decision]:
    """Return the decisions in force that are dated in the period, by date; each is in the report of one month."""
    reporting = register.plan.reporting
    first, after = begins_on(period, reporting), begins_on(period.later(1), reporting)
    return [entry.value for entry in assessment.snapshot.decisions if first <= entry.value.date < after]


def _opening(figures: Figures) -> str:
    reporting, words = figures.plan.reporting, figures.words
    return words(
        "monthly.opening" if figures.assessment.snapshot.reports else "monthly.opening.no_reports",
        plan=plan_cited(figures),
        provision=reporting.provision,
        issuer=figures.issuer,
        month=figures.month,
        since=words.day(begins_on(figures.period, reporting)),
        until=words.day(figures.period.first_day.replace(day=reporting.cut_off)),
        as_of=words.day(figures.as_of),
    )


# --- I. results ------------------------------------------------------------------------------------------------------


def _direction(figures: Figures) -> Iterator[Block]:
    """Yield section I.1: the decisions of the period, and how many documents the agencies cite."""
    words, decisions = figures.words, decided_in(figures.register, figures.assessment, figures.period)
    yield Heading(words("monthly.direction"), 2)
    kinds = Counter(decision.kind for decision in decisions)
    on_claims = [words(f"monthly.claims_decided.{kind}", number=kinds[kind]) for kind in ON_CLAIMS if kinds[kind]]
    if on_claims:
        yield Paragraph(words("monthly.claims_decided", counts=", ".join(on_claims)))
    others = [decision for decision in decisions if decision.kind not in ON_CLAIMS]
    if others:
        yield Paragraph(words("monthly.decided", number=len(others)))
        yield item_list(_decision_line(figures, decision) for decision in others)
    else:
        yield Paragraph(words("monthly.no_decisions"))
    documents = _count_cited_documents(figures)
    if documents:
        yield Paragraph(words("monthly.documents", number=documents, month=figures.month))
    yield Paragraph(words("monthly.direction_added"))


def _count_cited_documents(figures: Figures) -> int:
    """Return how many numbered documents the reports of the period cite as evidence."""
    documents = set()
    for report_file in figures.assessment.snapshot.reports:
        if report_file.period == figures.period:
            for entry in report_file.all_entries:
                documents |= {(evidence.number, evidence.date) for evidence in entry.value.evidence if evidence.number}
    return len(documents)


def _decision_line(context: ViewContext, decision: Decision) -> str:
    """Return one line about a decision: what, on which tasks of which bodies, by which document."""
    words = context.words
    numbers = ", ".join(map(str, _tasks_decided_on(context.register, decision)))
    tasks = words("monthly.tasks", tasks=numbers) if numbers else ""
    subject = "; ".join(filter(None, (tasks, context.short_names(getattr(decision, "agencies", ())))))
    document = document_name(decision.document, words)
    return words(
        "monthly.decision",
        day=words.day(decision.date),
        by=context.short_name(decision.by),
        content=decision_text(context, decision) + (f" ({subject})" if subject else ""),
        by_document=words("monthly.by_document", document=document) if document else "",
        answer=f": {one_line(decision.answer)}" if isinstance(decision, Reply | Settle) else "",
    )


def _tasks_decided_on(register: Register, decision: Decision) -> Sequence[int]:
    match decision:
        case Happened(event=awaited) | Schedule(schedule=awaited):
            return [number for number, task in register.task_of.items() if task.deadline.waits_for == awaited]
        case Reply(task=number):
            return [number]
        case _:
            return getattr(decision, "tasks", ())


def _groups(figures: Figures) -> Iterator[Block]:
    """Yield section I.2: the totals, the table of groups of tasks, and what was reported as done in the period."""
    assessment, words = figures.assessment, figures.words
    agencies = len(leading(assessment))
    yield Heading(words("monthly.groups"), 2)
    yield Paragraph(tally_sentence("status.tasks", assessment.by_task, words))
    yield Paragraph(tally_sentence("status.obligations", assessment.by_obligation, words, agencies=agencies))
    yield from completion_paragraph(completion_of(assessment), words)
    yield _groups_table(figures)
    yield Paragraph(words("monthly.groups_note"))
    done = [
        verdict
        for verdict in assessment.verdicts
        if verdict.done_claim and verdict.done_claim.update.period == figures.period
    ]
    if not done:
        yield Paragraph(words("monthly.none_done"))
        return
    yield Paragraph(words("monthly.done", number=len(done), month=figures.month))
    by_task = group_by(done, lambda verdict: verdict.task.number)
    yield item_list(_completed_task(verdicts, words) for verdicts in by_task.values())


def _completed_task(verdicts: Sequence[Verdict], words: Words) -> str:
    """Return one line about a completed task: its agencies by state, and the summary if one agency led it."""
    by_state = verdicts_by_state(verdicts)
    parts = [_agencies_in_state(words(f"state.{state}"), in_state, words) for state, in_state in by_state.items()]
    claim = verdicts[0].done_claim
    if claim is not None and claim.update.value.summary and len(verdicts) == 1:
        parts.append(one_line(claim.update.value.summary))
    return words("monthly.completed_task", task=task_name(verdicts[0].task, words), parts="; ".join(parts))


def _agencies_in_state(state: str, verdicts: Sequence[Verdict], words: Words) -> str:
    if len(verdicts) > MOST_TASKS:
        return words("monthly.state_of_many", state=state, number=len(verdicts))
    return words("monthly.state_of", state=state, names=agency_names(verdicts, words))


def _groups_table(context: ViewContext) -> Table:
    """Return the table of the appendix's groups of tasks by state; the last row has the plan's totals."""
    all_tasks, words = context.assessment.by_task, context.words
    groups = []
    for tasks in group_by(context.assessment.tasks, lambda task: task.task.lead.words).values():
        name = context.short_names(tasks[0].task.lead.bodies)
        groups.append((name, tally((task.state for task in tasks), len(tasks))))
    counts = tally_columns(words, ended=all_tasks[State.ENDED] > 0, subtotals=False)
    states: Columns[tuple[str, Tally]] = apply_columns(counts, lambda group: group[1])
    heading: Columns[tuple[str, Tally]] = [(Column(words("column.heading"), wide=True), lambda group: group[0])]
    totals = (words("column.sum"), *(cell(all_tasks) for _, cell in counts))
    return build_table(heading + states, groups, name="groups", row_title=words("column.row"), totals=totals)


def _indicators(figures: Figures) -> Iterator[Block]:
    """Yield section I.3: each reported indicator, the last values of its agencies added up."""
    totals = sorted(indicator_totals(figures.assessment.series), key=lambda total: total.indicator.tasks[:1])
    key = "monthly.values" if totals else "monthly.no_values"
    yield Heading(figures.words("monthly.indicators"), 2)
    yield Paragraph(figures.words(key, number=len(totals), total=len(figures.plan.indicators)))
    if totals:
        yield _indicators_table(totals, figures.words)


def _indicators_table(totals: Sequence[IndicatorTotal], words: Words) -> Table:
    columns: Columns[IndicatorTotal] = [
        (Column(words("column.task")), lambda total: indicator_place(total.indicator)),
        (Column(words("column.indicator"), wide=True), lambda total: counted_text(total.indicator, words)),
        (Column(words("column.target")), lambda total: target_text(total.indicator, words)),
        (number_column("reporting", words), lambda total: count_cell(len(total.series))),
        (number_column("value", words), lambda total: number_cell(total.value, words)),
        (number_column("of", words), lambda total: number_cell(total.whole, words)),
        (number_column("share", words), lambda total: percent_cell(total.share, words)),
        (number_column("meeting", words), lambda total: count_cell(total.meeting if total.comparable else None)),
        (number_column("no_cases", words), lambda total: count_cell(total.without_cases)),
    ]
    return build_table(columns, totals, name="indicators")


# --- II. shortcomings ------------------------------------------------------------------------------------------------


def _shortcomings(figures: Figures) -> Iterator[Block]:
    """Yield section II.1: overdue tasks, the longest overdue first, and other shortcomings."""
    tasks = [task for task in figures.assessment.tasks if task.state is State.OVERDUE]
    others = list(_other_shortcomings(figures))
    yield Heading(figures.words("monthly.shortcomings_list"), 2)
    if tasks:
        yield from _overdue_tasks(figures, sorted(tasks, key=lambda task: -task.days_late))
    if tasks and others:
        yield Paragraph(figures.words("monthly.also"))
    if others:
        yield item_list(others)
    elif not tasks:
        yield Paragraph(figures.words("monthly.no_shortcomings"))


def _overdue_tasks(figures: Figures, tasks: Sequence[TaskVerdict]) -> Iterator[Block]:
    words, verdicts = figures.words, overdue(figures.assessment)
    agencies = len({verdict.agency.id for verdict in verdicts})
    yield Paragraph(words("monthly.overdue", tasks=len(tasks), number=len(verdicts), agencies=agencies))
    yield item_list(
        words.days("monthly.overdue_task", task.days_late, task=task_name(task.task, words))
        for task in tasks[:MOST_TASKS]
    )
    if len(tasks) > MOST_TASKS:
        yield Paragraph(words("monthly.overdue_more", number=len(tasks) - MOST_TASKS))
    yield from assumed_rosters(figures, assumed_overdue(figures.register, figures.assessment))


def _other_shortcomings(figures: Figures) -> Iterator[str]:
    """Yield a line on missing reports, late reports, returned claims, and recurring work not reported."""
    assessment, period, words = figures.assessment, figures.period, figures.words
    owed = [submission for submission in submissions_of(assessment, period) if submission.owed]
    missing = [submission for submission in owed if submission.state is SubmissionState.MISSING]
    if missing:
        yield _submissions_line("monthly.missing", missing, figures)
    earlier = [submission for submission in missing_reports(assessment) if submission.period < period]
    if earlier:
        agencies = len({submission.agency.id for submission in earlier})
        yield words("monthly.missing_earlier", number=len(earlier), agencies=agencies)
    late = [submission for submission in owed if submission.state is SubmissionState.LATE]
    if late:
        yield _submissions_line("monthly.late", late, figures)
    returned = sum(verdict.work.returned is not None and not verdict.is_done for verdict in assessment.verdicts)
    if returned:
        yield words("monthly.returned", number=returned)
    stale = sum(map(_is_stale, assessment.verdicts))
    if stale:
        yield words("monthly.stale", number=stale)


def _submissions_line(key: str, submissions: Sequence[Submission], figures: Figures) -> str:
    names = ", ".join(short_name(submission.agency, figures.words) for submission in submissions)
    if len(submissions) > MOST_AGENCIES:
        names = figures.words("monthly.see_annex")
    return figures.words(key, number=len(submissions), month=figures.month, names=names)


def _is_stale(verdict: Verdict) -> bool:
    """Return whether the last report owed does not mention this recurring obligation."""
    freshness = verdict.freshness
    return verdict.state is State.RECURRING and freshness is not None and not freshness.fresh


def _causes(figures: Figures) -> Iterator[Block]:
    """Yield section II.2: open obstacles and delay warnings."""
    words, obstacles = figures.words, figures.obstacles
    warned = [(verdict, verdict.at_risk) for verdict in figures.assessment.verdicts if verdict.at_risk is not None]
    untimely = sum(not warning.timely for _, warning in warned)
    yield Heading(words("monthly.causes"), 2)
    yield Paragraph(obstacles_summary(obstacle_figures(obstacles), words))
    if obstacles:
        yield Paragraph(words("monthly.obstacles"))
    if warned:
        note = words("monthly.untimely", number=untimely) if untimely else ""
        yield Paragraph(words("monthly.at_risk", number=len(warned), untimely=note))
        yield item_list(_warning_line(verdict, warning, words) for verdict, warning in warned)
    yield Paragraph(words("monthly.causes_reported" if warned or obstacles else "monthly.causes_added"))


def _warning_line(verdict: Verdict, warning: DelayWarning, words: Words) -> str:
    agency, day = short_name(verdict.agency, words), words.day(warning.expected_on)
    reason = one_line(warning.reason)
    return words("monthly.at_risk_task", task=verdict.task.number, agency=agency, day=day, reason=reason)


# --- III. the coming month, IV. proposals ----------------------------------------------------------------------------


def _coming_month(figures: Figures) -> Iterator[str]:
    """Yield a line on each kind of work in the coming month: overdue, due, claims to decide, reports to submit."""
    assessment, plan, words = figures.assessment, figures.plan, figures.words
    late = assessment.by_task[State.OVERDUE]
    if late:
        yield words("monthly.finish", number=late)
    due = sorted({(verdict.due, verdict.task.number) for verdict in figures.due_next if verdict.due is not None})
    if due:
        number = len({task for _, task in due})
        yield words("monthly.due", number=number, tasks=_due_tasks(figures, due))
    claimed = sum(verdict.claimed for verdict in assessment.verdicts)
    if claimed:
        yield words("monthly.confirm", number=claimed)
    for period in (figures.current_month, figures.current_month.later(1)):
        last_day = report_due(period, plan, assessment.policy)
        if period >= plan.reporting.first_period and last_day >= assessment.as_of:
            yield words("monthly.report", month=month_name(period), day=words.day(last_day))


def _due_tasks(context: ViewContext, due: Sequence[tuple[date, int]]) -> str:
    """Return the tasks with their due dates; if they are few, with the beginning of their text."""
    texts = []
    for day, number in due:
        task = context.words("monthly.task", task=number)
        if len(due) <= MOST_TASKS:
            task = task_name(context.register.task_of[number], context.words)
        texts.append(context.words("monthly.due_task", task=task, day=context.words.day(day)))
    return ", ".join(texts)


def _proposals(figures: Figures) -> Iterator[Block]:
    """Yield the obstacles beyond authority that have no answer yet."""
    beyond = [obstacle for obstacle in figures.obstacles if obstacle.obstacle.beyond_authority and not obstacle.answers]
    if not beyond:
        yield Paragraph(figures.words("monthly.no_proposals"))
        return
    recipient = figures.full_name(figures.plan.reporting.to)
    yield Paragraph(figures.words(f"monthly.proposed{figures.variant}", number=len(beyond), to=recipient))
    yield item_list(_proposal_line(obstacle, figures.words) for obstacle in beyond)
    yield Paragraph(figures.words("monthly.proposals_added"))


def _proposal_line(open_obstacle: OpenObstacle, words: Words) -> str:
    obstacle = open_obstacle.obstacle
    proposal = words("monthly.proposal.none")
    if obstacle.proposal:
        proposal = words("timeline.proposal", text=one_line(obstacle.proposal))
    agency, text = short_name(open_obstacle.agency, words), one_line(obstacle.description).rstrip(" .")
    return words("monthly.proposal", agency=agency, task=open_obstacle.task, obstacle=text, proposal=proposal)


# --- annexes and facts -----------------------------------------------------------------------------------------------


def _annexes(figures: Figures) -> tuple[Annex, ...]:
    words, month = figures.words, figures.month
    as_of, note = words.day(figures.as_of), words("annex.note", blank=BLANK, issuer=figures.issuer)
    agencies_legend = Paragraph(words("annex.agencies.legend", soon=figures.policy.soon), "mute")
    contents: dict[str, tuple[Block, ...]] = {
        "agencies": (
            agencies_annex(figures, leading_agencies(figures.register, figures.assessment, figures.period)),
            agencies_legend,
        ),
        "tasks": (tasks_annex(figures, figures.assessment.tasks, obstacles_by_task(figures.obstacles)),),
        "overdue": tuple(_overdue_annex(figures)),
        "reports": tuple(_reports_annex(figures)),
    }
    if figures.obstacles:
        contents["obstacles"] = (obstacles_table(figures, figures.obstacles, named=False),)
    annexes = []
    for number, (name, blocks) in zip(ANNEXES, contents.items(), strict=False):
        title, brief = words(f"annex.{name}", as_of=as_of, month=month), words(f"annex.{name}.brief")
        annexes.append(Annex(number, title, brief, blocks, note))
    return tuple(annexes)


def _overdue_annex(figures: Figures) -> Iterator[Block]:
    assessment, words = figures.assessment, figures.words
    late, until = overdue(assessment), words.day(last_day_of(figures.current_month.later(1)))
    yield Heading(words("annex.overdue_list", number=len(late)), 2)
    if late:
        yield obligations_table(figures, late, name="overdue", by_task=True)
    yield Heading(words("annex.due_list", number=len(figures.due_next), until=until), 2)
    if figures.due_next:
        yield obligations_table(figures, figures.due_next, name="due-next", by_task=True)


def _reports_annex(figures: Figures) -> Iterator[Block]:
    counts = report_counts(figures.register, figures.assessment, figures.period)
    yield Paragraph(submissions_sentence(counts, figures.words))
    submissions = submissions_of(figures.assessment, figures.period)
    if submissions:
        yield submissions_table(figures, submissions)


def _facts(figures: Figures) -> dict[str, object]:
    assessment = figures.assessment
    plan = plan_figures(figures.register, assessment)
    return (
        head(figures.plan, figures.as_of)
        | plan_facts(plan)
        | {
            "period": str(figures.period),
            "deliveries": [owed_facts(submission) for submission in submissions_of(assessment, figures.period)],
            "tasks": [task_facts(task) for task in assessment.tasks],
            "overdue": [owed_facts(verdict) for verdict in overdue(assessment)],
            "due_next": [owed_facts(verdict) for verdict in figures.due_next],
            "indicators": [series_facts(series) for series in assessment.series],
            "obstacles": [obstacle_facts(obstacle, assessment.as_of) for obstacle in figures.obstacles],
            "decisions": [
                {"id": decision.id, "date": decision.date.isoformat(), "kind": decision.kind, "by": decision.by}
                for decision in decided_in(figures.register, assessment, figures.period)
            ],
        }
    )
