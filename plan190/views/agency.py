"""One agency or group: the tasks it leads and supports, its monthly reports, claims, obstacles and indicators."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Column, Heading, Items, Pairs, Paragraph, Table, View
from plan190.model.agency import Agency, Group
from plan190.parts.annexes import last_update_text
from plan190.parts.cells import (
    Columns,
    agency_cell,
    build_table,
    column_pairs,
    due_cell,
    flagged_state_cell,
    number_column,
    page_links,
    state_cell,
    task_cell,
)
from plan190.parts.names import (
    counts_text,
    full_name,
    month_name,
    one_line,
    state_text,
    submission_text,
)
from plan190.parts.plan_view import fiction_warning, header, plan_view
from plan190.parts.tables import claims_table, gravest_first, indicators_table, obstacles_table
from plan190.status.facts import (
    agency_facts,
    claim_facts,
    group_facts,
    head,
    obstacle_facts,
    series_facts,
    submission_facts,
    tally_facts,
    task_facts,
)
from plan190.status.obstacles import open_obstacles
from plan190.status.state import State, tally
from plan190.status.submissions import SubmissionState, next_report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.model.month import Month
    from plan190.parts.context import ViewContext
    from plan190.status.indicators import IndicatorSeries
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.state import Tally
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import Assessment, TaskVerdict, Verdict
    from plan190.status.work_history import Claim
    from plan190.words import Words


@dataclass(frozen=True)
class AgencyFigures:
    """What the view shows of an agency. `contributions`: by task, each text with its period."""

    agency: Agency
    leads: list[Verdict]
    supports: list[TaskVerdict]
    contributions: dict[int, list[tuple[Month, str]]]
    submissions: tuple[Submission, ...]
    claims: list[tuple[Verdict, Claim]]
    obstacles: list[OpenObstacle]
    series: list[IndicatorSeries]

    @property
    def counts(self) -> Tally:
        """The number of obligations in each state."""
        return tally((verdict.state for verdict in self.leads), len(self.leads))


def build(context: ViewContext, body: Agency | Group, *, home: str = "", other: str = "") -> View:
    """Return the view of an agency, or of a group with its members.

    `home`, `other`: the addresses of the first page and of this page in the other language, "" for none.
    """
    if isinstance(body, Group):
        return _group_view(context, body)
    figures, words = _figures(context.assessment, body), context.words
    blocks, facts = _agency_blocks(context, figures), _facts(context.assessment, figures)
    subject, links = words("header.agency", agency=full_name(body, words)), page_links(words, home, other)
    return plan_view(context, blocks, facts, subject=subject, links=links)


def _figures(assessment: Assessment, agency: Agency) -> AgencyFigures:
    return AgencyFigures(
        agency,
        leads=[verdict for verdict in assessment.verdicts if verdict.agency.id == agency.id],
        supports=[task for task in assessment.tasks if agency in task.cooperating],
        contributions=_contributions(assessment, agency),
        submissions=next((item.submissions for item in assessment.agencies if item.agency.id == agency.id), ()),
        claims=[pair for pair in assessment.claims if pair[1].update.agency == agency.id],
        obstacles=gravest_first(item for item in open_obstacles(assessment) if item.agency.id == agency.id),
        series=[item for item in assessment.series if item.agency.id == agency.id],
    )


def _contributions(assessment: Assessment, agency: Agency) -> dict[int, list[tuple[Month, str]]]:
    """Return what the agency contributed to tasks of others: by task, each text with its period."""
    contributions: dict[int, list[tuple[Month, str]]] = defaultdict(list)
    reports = [report_file for report_file in assessment.snapshot.reports if report_file.agency == agency.id]
    for report_file in sorted(reports, key=lambda report_file: report_file.period):
        for entry in report_file.contributions:
            contributions[entry.value.task].append((report_file.period, entry.value.contribution))
    return dict(contributions)


def _agency_blocks(context: ViewContext, figures: AgencyFigures) -> Iterator[Block]:
    agency, leads, words = figures.agency, figures.leads, context.words
    yield Heading(full_name(agency, words))
    yield _agency_pairs(figures, words)
    if agency.note:
        yield Paragraph(agency.note, "mute")
    next_steps = (*_next_tasks(leads, words), *_next_reports(context, figures))
    if next_steps:
        yield from (Heading(words("agency.next")), Items(next_steps))
    states = counts_text(((f"state.{state}", figures.counts[state]) for state in State if figures.counts[state]), words)
    yield Heading(words("agency.leads", number=len(leads), states=f" ({states})" if states else ""))
    yield _leads_table(leads, words)
    yield Heading(words("agency.cooperates", number=len(figures.supports)))
    yield _supports_table(context, figures)
    claims, obstacles = claims_table(context, figures.claims), obstacles_table(context, figures.obstacles)
    for table in (claims, obstacles, indicators_table(context, figures.series)):
        if table.rows:
            yield from (Heading(words(f"agency.{table.name}", number=len(table.rows))), table)


def _facts(assessment: Assessment, figures: AgencyFigures) -> dict[str, object]:
    agency, supports = agency_facts(figures.agency), figures.supports
    contributions = []
    for number, texts in figures.contributions.items():
        contributions += [{"task": number, "period": str(period), "contribution": text} for period, text in texts]
    return {
        "agency": agency | {"lead": tally_facts(figures.counts), "cooperating": len(supports)},
        "reports": [submission_facts(submission) for submission in figures.submissions],
        "tasks": [task_facts(task) for task in assessment.tasks if task.of(figures.agency)],
        "cooperating": [task.task.number for task in supports],
        "claims": [claim_facts(verdict, claim) for verdict, claim in figures.claims],
        "obstacles": [obstacle_facts(obstacle, assessment.as_of) for obstacle in figures.obstacles],
        "indicators": [series_facts(series) for series in figures.series],
        "contributions": contributions,
    }


def _agency_pairs(figures: AgencyFigures, words: Words) -> Pairs:
    agency = figures.agency
    pairs = {
        "id": agency.id,
        "names": ", ".join(dict.fromkeys((*agency.abbreviations, *agency.found_as))) or words("none.names"),
        "relation": words(f"relation.{agency.relation}"),
        "monthly_report": words(f"monthly_report.{agency.monthly_report}"),
    }
    if figures.submissions:
        pairs["reports"] = "; ".join(submission_text(item, words) for item in figures.submissions)
    return column_pairs(pairs, words)


# --- what the agency has to do next ----------------------------------------------------------------------------------


def _next_tasks(leads: Sequence[Verdict], words: Words) -> Iterator[str]:
    """Yield which tasks are overdue, each one that is due soon, and which are due next after those."""
    overdue = [verdict.task.number for verdict in leads if verdict.state is State.OVERDUE]
    if overdue:
        yield words("agency.next.overdue", tasks=", ".join(map(str, overdue)))
    with_due_date = [(verdict.due, verdict) for verdict in leads if verdict.due is not None]
    for due, verdict in sorted(with_due_date, key=lambda pair: pair[0]):
        if verdict.state is State.DUE_SOON:
            state = state_text(verdict, words)
            yield words("agency.next.soon", task=verdict.task.number, state=state, day=words.day(due))
    later = [(due, verdict.task.number) for due, verdict in with_due_date if verdict.state is State.WITHIN_TIME]
    if later:
        nearest = min(due for due, _ in later)
        tasks = ", ".join(str(number) for due, number in later if due == nearest)
        yield words("agency.next.due", day=words.day(nearest), tasks=tasks)


def _next_reports(context: ViewContext, figures: AgencyFigures) -> Iterator[str]:
    """Yield which monthly reports are missing, and which one is due next."""
    submissions = figures.submissions
    missing = [month_name(item.period) for item in submissions if item.state is SubmissionState.MISSING]
    if missing:
        yield context.words("agency.next.missing", periods=", ".join(missing))
    expected = next_report(submissions, figures.agency, context.as_of, context.plan, context.policy)
    if expected is not None:
        period, due = expected
        yield context.words("agency.next.report", period=month_name(period), day=context.words.day(due))


# --- tasks -----------------------------------------------------------------------------------------------------------


def _leads_table(leads: Sequence[Verdict], words: Words) -> Table:
    columns: Columns[Verdict] = [
        (number_column("task", words), lambda item: task_cell(item.task.number)),
        (Column(words("column.content"), wide=True, brief=True), lambda item: item.task.content),
        (Column(words("column.due")), lambda item: due_cell(item, words)),
        (Column(words("column.state")), lambda item: flagged_state_cell(item, words)),
        (
            Column(words("column.last_update"), spare=True),
            lambda item: last_update_text(item, words, with_summary=False),
        ),
    ]
    return build_table(columns, leads, name="leads")


def _supports_table(context: ViewContext, figures: AgencyFigures) -> Table:
    contributions, words = figures.contributions, context.words

    def contributed(task: TaskVerdict) -> str:
        texts = contributions.get(task.task.number, ())
        return "; ".join(f"{month_name(period)}: {one_line(text)}" for period, text in texts) or "—"

    columns: Columns[TaskVerdict] = [
        (number_column("task", words), lambda item: task_cell(item.task.number)),
        (Column(words("column.content"), wide=True, brief=True), lambda item: item.task.content),
        (Column(words("column.lead")), lambda item: context.short_names(item.task.lead.bodies)),
        (Column(words("column.state")), lambda item: state_cell(item, words)),
        (Column(words("column.contributed"), wide=True, spare=not contributions), contributed),
    ]
    return build_table(columns, figures.supports, name="supports")


# --- groups ----------------------------------------------------------------------------------------------------------


def _group_view(context: ViewContext, group: Group) -> View:
    words = context.words
    names = ", ".join(group.found_as) or words("none.names")
    pairs = column_pairs({"id": group.id, "names": names, "roster": words(f"roster.{group.roster}")}, words)
    blocks: list[Block] = [*fiction_warning(context), Heading(full_name(group, words)), pairs]
    if group.note:
        blocks.append(Paragraph(group.note, "mute"))
    if group.assumed:
        blocks.append(Paragraph(f"{group.assumed.what} {group.assumed.why}"))
    columns: Columns[Agency] = [
        (Column(words("column.id")), lambda agency: agency.id),
        (Column(words("column.agency"), wide=True), lambda agency: agency_cell(context, agency)),
    ]
    members = context.register.members((group.id,))
    if members:
        blocks.append(build_table(columns, members, name="members"))
    facts = head(context.register, context.as_of) | {"group": group_facts(group)}
    return View(header(context), tuple(blocks), facts)
