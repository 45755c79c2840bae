"""A task's own page: its cells, who owes it, all that happened to it day by day, and why it stands as it does."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Cell, Column, Heading, Paragraph, Table, View
from plan190.model.decision import Reply, Schedule, Settle
from plan190.model.report import Contribution, Correction, Update
from plan190.parts.cells import agency_cell, due_cell, page_links
from plan190.parts.explanation import decision_text, outlook, rule_text, steps_of, steps_table, verdict_text
from plan190.parts.names import document_name, month_name, one_line, share_text, short_name, state_text, tone_of
from plan190.parts.plan_view import header, preamble
from plan190.parts.task import obligation_blocks, related_blocks, task_pairs
from plan190.status.facts import head, timeline_facts, whole_task_facts
from plan190.status.timeline import DeadlineRead, Decided, Done, Issued, LateSince, Spoken, timeline_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plan190.document.blocks import Tone
    from plan190.model.decision import Decision
    from plan190.model.register import Body, Register
    from plan190.model.report import Evidence, Measured, Obstacle
    from plan190.status.assess import Assessment, TaskVerdict, Verdict
    from plan190.status.timeline import TimelineEntry
    from plan190.words import Words


def build(
    register: Register, assessment: Assessment, task: TaskVerdict, words: Words, *, home: str = "", other: str = ""
) -> View:
    """Give the page of a task. `home`, `other`: the ways to the first page, and to this one in the other language."""
    story = timeline_of(register, assessment, task)
    blocks: tuple[Block, ...] = (
        *page_links(words, home, other),
        *preamble(register, assessment, words),
        Heading(words("task.title", number=task.task.number)),
        task_pairs(register, task, words),
        Heading(words("task.obligations")),
        *obligation_blocks(assessment, task, words),
        *_story(register, assessment, task, story, words),
        Heading(words("timeline.why")),
        *_why(register, assessment, task, words),
        *related_blocks(register, task, words),
    )
    facts = head(register, assessment.as_of) | {
        "task": whole_task_facts(register, task),
        "story": [timeline_facts(one) for one in story],
    }
    title = header(register, assessment.as_of, words, words("header.task", number=task.task.number))
    return View(title, blocks, facts, day=assessment.as_of)


# --- the story -------------------------------------------------------------------------------------------------------


def _story(
    register: Register, assessment: Assessment, task: TaskVerdict, story: Sequence[TimelineEntry], words: Words
) -> list[Block]:
    """Give one story of a task of one body; of a group's, what is so of all of them, then each agency's own.

    Before the plan was issued there is none.
    """
    own = [one for one in story if one.agency is not None and len(task.verdicts) > 1]
    own.sort(key=lambda one: register.order[one.agency.id] if one.agency else -1)
    shared = [one for one in story if one.agency is None or len(task.verdicts) == 1]
    parts = ((Heading(words("timeline.title")), "story", shared), (Heading(words("timeline.each"), 2), "stories", own))
    blocks: list[Block] = []
    for heading, name, rows in parts:
        if rows:
            blocks += [heading, _table(register, assessment, task, rows, words, name)]
    return blocks


def _table(
    register: Register,
    assessment: Assessment,
    task: TaskVerdict,
    story: Iterable[TimelineEntry],
    words: Words,
    name: str,
) -> Table:
    columns = (
        Column(words("timeline.day")),
        Column(words("column.agency")),
        Column(words("timeline.event")),
        Column(words("column.said"), wide=True),
        Column(words("timeline.details"), wide=True),
    )
    rows = ((Cell(words.day(one.day), one.day), *_told(register, assessment, task, one, words)) for one in story)
    return Table(columns, tuple(rows), stacked=True, name=name, long=name == "stories")


def _told(
    register: Register, assessment: Assessment, task: TaskVerdict, one: TimelineEntry, words: Words
) -> tuple[Cell, ...]:
    """Give whose it is, what happened, what it says, and what came with it."""

    def by(body: Body) -> Cell:
        return agency_cell(assessment, body, words)

    plan, none = register.plan.value, Cell("—")
    match one.what:
        case Issued():
            return by(register.bodies[plan.issuer]), Cell(words("timeline.issued")), Cell(plan.symbol), none
        case DeadlineRead(due=due):
            last = f"; {words('timeline.due', day=words.day(due))}" if due else ""
            said = f"“{task.task.deadline.words}”: {rule_text(task.task.deadline.rule, words)}{last}"
            return none, Cell(words("timeline.deadline")), Cell(said), none
        case LateSince(verdicts=verdicts):
            days = words("timeline.since", day=words.day(assessment.as_of), state=state_text(verdicts[0], words))
            whose = by(verdicts[0].agency) if len(task.verdicts) == 1 else none
            return whose, Cell(words("timeline.overdue"), tone="bad"), Cell(_of_all(task, verdicts, days, words)), none
        case Done(claim=claim, verdict=verdict):
            said = words(
                "timeline.claim", period=month_name(claim.update.period), day=words.day(claim.update.reported_on)
            )
            said += f"; {words('flag.accepted' if claim.accepted else 'flag.claimed')}"
            done = Cell(state_text(verdict, words), tone=tone_of(verdict.state))
            return by(register.bodies[claim.update.agency]), done, Cell(said), none
        case Spoken() as spoken:
            return by(register.bodies[spoken.report.value.agency]), *_spoken(spoken, words)
        case Decided(entry=entry):
            return by(register.bodies[entry.value.by]), *_decided(register, entry.value, words)


def _of_all(task: TaskVerdict, verdicts: tuple[Verdict, ...], said: str, words: Words) -> str:
    """Give what is said of these obligations, and of how many of all and whose, where there are several."""
    if len(task.verdicts) == 1:
        return said
    some = words("state.some_of", state=said, number=len(verdicts), total=len(task.verdicts))
    return f"{some}: {_names(verdicts, words)}"


def _names(verdicts: Iterable[Verdict], words: Words) -> str:
    return "; ".join(short_name(one.agency, words) for one in verdicts)


def _spoken(spoken: Spoken, words: Words) -> tuple[Cell, ...]:
    told, period = spoken.entry.value, month_name(spoken.report.value.period)
    if isinstance(told, Contribution):
        proofs = "; ".join(_evidence(one, words) for one in told.evidence)
        return (
            Cell(words("timeline.contributed", period=period)),
            Cell(one_line(told.contribution)),
            Cell(proofs or "—"),
        )
    name = words("timeline.reported", period=period)
    if isinstance(told, Correction):
        name = words("timeline.corrected", corrects=month_name(told.corrects), period=period)
    tone: Tone = "mute" if spoken.mended_on is not None else "plain"
    return Cell(name), Cell(_said(spoken, told, words), tone=tone), Cell("; ".join(_with(told, words)) or "—")


def _said(spoken: Spoken, told: Update, words: Words) -> str:
    """Give how far the work is by an update, its own words, and what became of them."""
    said = words(f"update.{told.state}") + (f" {told.progress}%" if told.progress is not None else "")
    if told.done_on is not None:
        said += f", {words('explain.done_on', day=words.day(told.done_on))}"
    if told.summary:
        said += f": {one_line(told.summary)}"
    if isinstance(told, Correction):
        said += f" ({words('timeline.reason', why=one_line(told.why))})"
    if spoken.mended_on is not None:
        said += f" ({words('timeline.corrected_on', day=words.day(spoken.mended_on))})"
    return said


def _with(update: Update, words: Words) -> list[str]:
    """Give what came with an update: the risk it warns of, values, obstacles, evidence."""
    risk = update.at_risk
    warned = words("flag.at_risk", day=words.day(risk.expected_on)) + f": {one_line(risk.reason)}" if risk else ""
    return [
        *([warned] if warned else []),
        *(_measured(one, words) for one in update.indicators),
        *(_obstacle(one, words) for one in update.obstacles),
        *(_evidence(one, words) for one in update.evidence),
    ]


def _measured(one: Measured, words: Words) -> str:
    value = str(one.value) if one.of is None else share_text(one.value, one.of, words)
    return words("timeline.measured", id=one.id, value=value)


def _obstacle(one: Obstacle, words: Words) -> str:
    kind, whose = words(f"category.{one.category}"), "beyond" if one.beyond_authority else "within"
    told = words("timeline.obstacle", kind=kind, authority=words(f"authority.{whose}"), told=one_line(one.description))
    return f"{told} ({words('timeline.proposal', told=one_line(one.proposal))})" if one.proposal else told


def _evidence(one: Evidence, words: Words) -> str:
    """Give a piece of evidence as it is cited: its number and day, its title, where it can be read."""
    parts = (
        words("timeline.number", number=one.number) if one.number else "",
        words("explain.done_on", day=words.day(one.date)) if one.date else "",
    )
    cited = " ".join(part for part in parts if part)
    link = f" <{one.link}>" if one.link else ""
    return (f"{one.title} ({cited})" if cited else one.title) + link


def _decided(register: Register, decision: Decision, words: Words) -> tuple[Cell, ...]:
    corrects = f" {words('decided.corrects', id=decision.corrects)}" if decision.corrects else ""
    said = [_answer(decision), _whom(register, decision, words), one_line(decision.why) if decision.why else ""]
    source = one_line(decision.source) if isinstance(decision, Schedule) else ""
    papers = (document_name(decision.document, words), source, f"[{decision.id}]")
    return (
        Cell(_decision_name(register, decision, words) + corrects),
        Cell("; ".join(part for part in said if part) or "—"),
        Cell(" ".join(part for part in papers if part)),
    )


def _decision_name(register: Register, decision: Decision, words: Words) -> str:
    match decision:
        case Reply(agency=agency, obstacle=name):
            return words("timeline.answered", name=name, agency=short_name(register.bodies[agency], words))
        case Settle(assumption=id_):
            return words("timeline.settled", id=id_)
        case _:
            return decision_text(register, decision, words)


def _answer(decision: Decision) -> str:
    return one_line(decision.answer) if isinstance(decision, Reply | Settle) else ""


def _whom(register: Register, decision: Decision, words: Words) -> str:
    """Say which agencies a decision is about, where it names some."""
    ids: tuple[str, ...] = getattr(decision, "agencies", ())
    names = "; ".join(short_name(register.bodies[id_], words) for id_ in ids)
    return words("timeline.whom", names=names) if names else ""


# --- why -------------------------------------------------------------------------------------------------------------


def _why(register: Register, assessment: Assessment, task: TaskVerdict, words: Words) -> list[Block]:
    """Give each step of a verdict; of several, how the words are read, then each verdict once with whose it is."""
    key_path = steps_of(register, assessment, task, task.worst, words)
    if len(task.verdicts) == 1:
        return [
            steps_table(key_path, words),
            Paragraph(outlook(assessment, task.worst, words), tone_of(task.state)),
        ]
    read = [one for one in key_path if one.name in _READ]
    columns = (
        Column(words("timeline.agencies"), number=True),
        Column(words("column.agency"), wide=True),
        Column(words("column.due")),
        Column(words("timeline.verdict"), wide=True),
    )
    alike: dict[tuple[str, ...], list[Verdict]] = defaultdict(list)
    for verdict in task.verdicts:
        said = verdict_text(assessment, verdict, words)
        alike[due_cell(verdict, words).text, f"{said}. {outlook(assessment, verdict, words)}"].append(verdict)
    rows = tuple(
        (
            Cell(str(len(verdicts)), len(verdicts)),
            Cell(_names(verdicts, words)),
            due_cell(verdicts[0], words),
            Cell(said, tone=tone_of(verdicts[0].state)),
        )
        for (_, said), verdicts in alike.items()
    )
    return [steps_table(read, words), Table(columns, rows, stacked=True, name="verdicts")]


_READ = ("source", "phrase", "rule", "policy", "due", "day_off", "event", "schedule")
"""The steps that are the same for all who owe a task."""
