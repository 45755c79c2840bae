"""One body: what it leads and how that stands, where it cooperates, under which names it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document import Block, Cell, Column, Heading, Pairs, Paragraph, Table, View
from plan190.model.agency import Agency, Group
from plan190.status.state import State, tally
from plan190.status.summary import agency_facts, group_facts, head, tally_facts, task_facts
from plan190.wording import deadline_of, full, header, preamble, short, tone_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.register import Register
    from plan190.status.assess import Assessment, TaskVerdict, Verdict
    from plan190.words import Words


def build(register: Register, assessment: Assessment, body: Agency | Group, words: Words) -> View:
    """Give the view of an agency, or of a group with its members."""
    if isinstance(body, Group):
        return _group(register, assessment, body, words)
    leads = [task for task in assessment.tasks if _own(task, body)]
    owed = [verdict for task in leads for verdict in _own(task, body)]
    helps = [task for task in assessment.tasks if any(one.id == body.id for one in task.cooperating)]
    counts = tally((verdict.state for verdict in owed), len(leads))
    told = ", ".join(f"{words(f'state.{state}')}: {counts[state]}" for state in State if counts[state])
    names = ", ".join(dict.fromkeys((*body.abbreviations, *body.found_as))) or words("none.names")
    blocks: list[Block] = [
        *preamble(register, assessment.as_of, words),
        Heading(full(body, words)),
        Pairs(
            (
                (words("column.id"), body.id),
                (words("column.names"), names),
                (words("column.relation"), words(f"relation.{body.relation}")),
                (words("column.monthly_report"), words(f"monthly_report.{body.monthly_report}")),
            )
        ),
    ]
    if body.note:
        blocks.append(Paragraph(body.note, "mute"))
    blocks.append(Heading(words("agency.leads", number=len(leads), told=f" ({told})" if told else "")))
    if leads:
        blocks.append(_table(owed, words))
    blocks.append(Heading(words("agency.cooperates", number=len(helps))))
    if helps:
        blocks.append(Paragraph(", ".join(str(task.task.number) for task in helps)))
    facts = head(register, assessment.as_of) | {
        "agency": agency_facts(body) | {"lead": tally_facts(counts), "cooperating": len(helps)},
        "tasks": [task_facts(task) for task in leads],
        "cooperating": [task.task.number for task in helps],
    }
    return View(header(register, assessment.as_of, words), tuple(blocks), facts)


def _own(task: TaskVerdict, agency: Agency) -> list[Verdict]:
    """Give the agency's own verdict in the task, if it leads there."""
    return [one for one in task.verdicts if one.obligation.agency.id == agency.id]


def _table(owed: Sequence[Verdict], words: Words) -> Table:
    columns = (
        Column(words("column.task"), number=True),
        Column(words("column.content"), wide=True, brief=True),
        Column(words("column.due")),
        Column(words("column.state")),
    )
    return Table(columns, tuple(_row(one, words) for one in owed))


def _row(verdict: Verdict, words: Words) -> tuple[Cell, ...]:
    task, due = verdict.obligation.task, verdict.due
    return (
        Cell(str(task.number), task.number),
        Cell(task.content),
        Cell(words.day(due.day), due.day.isoformat()) if due else Cell("—", ""),
        Cell(deadline_of(verdict, words), tone=tone_of(verdict.state)),
    )


def _group(register: Register, assessment: Assessment, group: Group, words: Words) -> View:
    members = register.members((group.id,))
    blocks: list[Block] = [
        Heading(full(group, words)),
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
        blocks.append(Table(columns, tuple((Cell(one.id), Cell(short(one, words))) for one in members)))
    facts = head(register, assessment.as_of) | {"group": group_facts(group)}
    return View(header(register, assessment.as_of, words), tuple(blocks), facts)
