"""One body: what it leads and how that stands, what it supports, its monthly reports, its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Cell, Column, Heading, Items, Pairs, Paragraph, Table, View
from plan190.model.agency import Agency, Group
from plan190.parts.cells import agency_cell, due_cell, page_links, task_cell
from plan190.parts.names import (
    body_names,
    full_name,
    month_name,
    one_line,
    state_text,
    state_with_flags,
    submission_text,
    tone_of,
)
from plan190.parts.plan_view import fiction_warning, header, preamble
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
    from plan190.model.register import Register
    from plan190.model.report import Contribution
    from plan190.status.assess import Assessment, TaskVerdict, Verdict
    from plan190.status.submissions import Submission
    from plan190.words import Words


def build(
    register: Register, assessment: Assessment, body: Agency | Group, words: Words, *, home: str = "", other: str = ""
) -> View:
    """Give the view of an agency, or of a group with its members.

    `home`, `other`: the ways to the first page, and to this one in the other language, where it is one of a set.
    """
    if isinstance(body, Group):
        return _group(register, assessment, body, words)
    owed = [verdict for task in assessment.tasks for verdict in task.of(body)]
    helps = [task for task in assessment.tasks if any(one.id == body.id for one in task.cooperating)]
    counts = tally((verdict.state for verdict in owed), len(owed))
    told = ", ".join(f"{words(f'state.{state}')}: {counts[state]}" for state in State if counts[state])
    reports = _reports(assessment, body)
    claims = [pair for pair in assessment.claims if pair[1].update.agency == body.id]
    obstacles = gravest_first(one for one in open_obstacles(assessment) if one.agency.id == body.id)
    series = [one for one in assessment.series if one.agency.id == body.id]
    blocks: list[Block] = [
        *page_links(words, home, other),
        *preamble(register, assessment, words),
        Heading(full_name(body, words)),
        Pairs(tuple(_about(body, reports, words))),
        *((Paragraph(body.note, "mute"),) if body.note else ()),
        *_next(register, assessment, body, owed, words),
        Heading(words("agency.leads", number=len(owed), told=f" ({told})" if told else "")),
        *((_led(owed, words),) if owed else ()),
        Heading(words("agency.cooperates", number=len(helps))),
        *((_supported(register, assessment, helps, body, words),) if helps else ()),
        *_headed("claims", len(claims), claims_table(register, assessment, claims, words), words),
        *_headed("obstacles", len(obstacles), obstacles_table(register, assessment, obstacles, words), words),
        *_headed("indicators", len(series), indicators_table(assessment, series, words), words),
    ]
    facts = head(register, assessment.as_of) | {
        "agency": agency_facts(body) | {"lead": tally_facts(counts), "cooperating": len(helps)},
        "reports": [submission_facts(one) for one in reports],
        "tasks": [task_facts(task) for task in assessment.tasks if task.of(body)],
        "cooperating": [task.task.number for task in helps],
        "claims": [claim_facts(verdict, claim) for verdict, claim in claims],
        "obstacles": [obstacle_facts(one, assessment.as_of) for one in obstacles],
        "indicators": [series_facts(one) for one in series],
        "contributions": [
            {"task": number, "period": str(period), "contribution": told.contribution}
            for number, updates_of in _contributions(assessment, body).items()
            for period, told in updates_of
        ],
    }
    title = header(register, assessment.as_of, words, words("header.agency", agency=full_name(body, words)))
    return View(title, tuple(blocks), facts, day=assessment.as_of)


def _headed(name: str, number: int, table: Table, words: Words) -> tuple[Block, ...]:
    """Give the table under its heading, nothing where it has no rows."""
    return (Heading(words(f"agency.{name}", number=number)), table) if table.rows else ()


def _next(
    register: Register, assessment: Assessment, agency: Agency, owed: Sequence[Verdict], words: Words
) -> tuple[Block, ...]:
    """Give what is asked of the agency next: what is late, what is due, the next monthly report."""
    told = (*_tasks_asked(owed, words), *_reports_asked(register, assessment, agency, words))
    return (Heading(words("agency.next")), Items(told)) if told else ()


def _tasks_asked(owed: Sequence[Verdict], words: Words) -> Iterator[str]:
    late = [one.task.number for one in owed if one.state is State.OVERDUE]
    if late:
        yield words("agency.next.overdue", tasks=", ".join(map(str, late)))
    dated = [(one.due, one) for one in owed if one.due is not None]
    soon = [(day, one) for day, one in dated if one.state is State.DUE_SOON]
    for day, one in sorted(soon, key=lambda pair: pair[0]):
        number = one.task.number
        yield words("agency.next.soon", task=number, state=state_text(one, words), day=words.day(day))
    later = [(day, one.task.number) for day, one in dated if one.state is State.WITHIN_TIME]
    if later:
        nearest = min(day for day, _ in later)
        tasks = ", ".join(str(number) for day, number in later if day == nearest)
        yield words("agency.next.due", day=words.day(nearest), tasks=tasks)


def _reports_asked(register: Register, assessment: Assessment, agency: Agency, words: Words) -> Iterator[str]:
    reports = _reports(assessment, agency)
    missing = ", ".join(month_name(one.period) for one in reports if one.state is SubmissionState.MISSING)
    if missing:
        yield words("agency.next.missing", periods=missing)
    expected = next_report(reports, agency, assessment.as_of, register.plan.value, assessment.policy)
    if expected is not None:
        period, day = expected
        yield words("agency.next.report", period=month_name(period), day=words.day(day))


def _reports(assessment: Assessment, agency: Agency) -> tuple[Submission, ...]:
    return next((one.submissions for one in assessment.agencies if one.agency.id == agency.id), ())


def _about(body: Agency, reports: tuple[Submission, ...], words: Words) -> Iterator[tuple[str, str]]:
    yield words("column.id"), body.id
    yield words("column.names"), ", ".join(dict.fromkeys((*body.abbreviations, *body.found_as))) or words("none.names")
    yield words("column.relation"), words(f"relation.{body.relation}")
    yield words("column.monthly_report"), words(f"monthly_report.{body.monthly_report}")
    if reports:
        yield words("column.reports"), "; ".join(submission_text(one, words) for one in reports)


def _led(owed: Sequence[Verdict], words: Words) -> Table:
    columns = (
        Column(words("column.task"), number=True),
        Column(words("column.content"), wide=True, brief=True),
        Column(words("column.due")),
        Column(words("column.state")),
        Column(words("column.told"), spare=True),
    )
    return Table(columns, tuple(_row(one, words) for one in owed), name="leads")


def _row(verdict: Verdict, words: Words) -> tuple[Cell, ...]:
    task = verdict.task
    return (
        task_cell(task.number),
        Cell(task.content),
        due_cell(verdict, words),
        Cell(state_with_flags(verdict, words), tone=tone_of(verdict.state)),
        Cell(_last_told(verdict, words)),
    )


def _last_told(verdict: Verdict, words: Words) -> str:
    """Give the last word on the task: its month, its state, its progress."""
    if not verdict.work.updates:
        return words("told.never")
    told = verdict.work.updates[-1]
    update = told.value
    progress = f" {update.progress}%" if update.progress is not None else ""
    return f"{month_name(told.period)}: {words(f'update.{update.state}')}{progress}"


def _contributions(assessment: Assessment, agency: Agency) -> dict[int, list[tuple[Month, Contribution]]]:
    """Give what the agency said that it did for tasks of others, by task and period."""
    found: dict[int, list[tuple[Month, Contribution]]] = {}
    mine = [report_file for report_file in assessment.snapshot.reports if report_file.agency == agency.id]
    for report_file in sorted(mine, key=lambda report_file: report_file.period):
        for entry in report_file.contributions:
            found.setdefault(entry.value.task, []).append((report_file.period, entry.value))
    return found


def _supported(
    register: Register, assessment: Assessment, helps: Sequence[TaskVerdict], agency: Agency, words: Words
) -> Table:
    done = _contributions(assessment, agency)
    columns = (
        Column(words("column.task"), number=True),
        Column(words("column.content"), wide=True, brief=True),
        Column(words("column.lead")),
        Column(words("column.state")),
        Column(words("column.contributed"), wide=True, spare=not done),
    )
    rows = (
        (
            task_cell(task.task.number),
            Cell(task.task.content),
            Cell(body_names(register, task.task.lead.bodies, words)),
            Cell(state_text(task, words), tone=tone_of(task.state)),
            Cell(
                "; ".join(
                    f"{month_name(period)}: {one_line(told.contribution)}"
                    for period, told in done.get(task.task.number, [])
                )
                or "—"
            ),
        )
        for task in helps
    )
    return Table(columns, tuple(rows), name="supports")


def _group(register: Register, assessment: Assessment, group: Group, words: Words) -> View:
    members = register.members((group.id,))
    blocks: list[Block] = [
        *fiction_warning(register, words),
        Heading(full_name(group, words)),
        Pairs(
            (
                (words("column.id"), group.id),
                (words("column.names"), ", ".join(group.found_as) or words("none.names")),
                (words("column.roster"), words(f"roster.{group.roster}")),
            )
        ),
    ]
    if group.note:
        blocks.append(Paragraph(group.note, "mute"))
    if group.assumed:
        blocks.append(Paragraph(f"{group.assumed.what} {group.assumed.why}"))
    columns = (Column(words("column.id")), Column(words("column.agency"), wide=True))
    if members:
        rows = tuple((Cell(one.id), agency_cell(assessment, one, words)) for one in members)
        blocks.append(Table(columns, rows, name="members"))
    facts = head(register, assessment.as_of) | {"group": group_facts(group)}
    return View(header(register, assessment.as_of, words), tuple(blocks), facts)
