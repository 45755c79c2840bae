"""The consolidated report of a month: results, shortcomings, the month to come, proposals; and its annexes."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from plan190.document.blocks import Annex, Block, Cell, Column, Heading, Paragraph, Table, View
from plan190.model.decision import Reply, Settle, Withdraw
from plan190.model.month import Month
from plan190.parts.annexes import agencies_annex, obligations_table, submissions_table, tasks_annex, verdicts_by_state
from plan190.parts.explanation import decision_text
from plan190.parts.names import (
    agency_names,
    body_names,
    completion_sentences,
    counted_text,
    document_name,
    full_name,
    indicator_place,
    item_list,
    month_name,
    one_line,
    percent_text,
    preamble,
    short_name,
    submissions_sentence,
    tally_sentence,
    target_text,
    task_name,
)
from plan190.parts.official_form import BLANK, issuer_of, plan_cited, report_form
from plan190.parts.tables import (
    assumed_rosters,
    count_cell,
    gravest_first,
    number_cell,
    obstacles_summary,
    obstacles_table,
)
from plan190.status.facts import (
    obligation_facts,
    obstacle_facts,
    percent_of,
    series_facts,
    status_facts,
    submission_counts,
    submission_facts,
    task_facts,
)
from plan190.status.indicators import together
from plan190.status.obstacles import open_obstacles
from plan190.status.periods import begins_on, report_due
from plan190.status.selection import due_through, leading, missing_reports, overdue, submissions_of
from plan190.status.state import DONE, NO_DEADLINE, OPEN, State, tally
from plan190.status.submissions import SubmissionState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from plan190.model.decision import Decision
    from plan190.model.letterhead import Letterhead
    from plan190.model.register import Entry, Register
    from plan190.status.assess import Assessment, DelayWarning, TaskVerdict, Verdict
    from plan190.status.indicators import IndicatorTotal
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.state import Tally
    from plan190.status.submissions import Submission
    from plan190.words import Words

FEW, MANY = 10, 20
"""How many tasks, and how many agencies, a sentence names one by one; what is more stands in an annex."""


def build(register: Register, assessment: Assessment, period: Month, head: Letterhead | None, words: Words) -> View:
    """Give the report on a period as of the day; without a letterhead it has no outer form."""
    plan = register.plan.value
    month = month_name(period)
    subject = words("monthly.subject", symbol=plan.symbol, issued=words.day(plan.issued_on), month=month)
    obstacles = gravest_first(open_obstacles(assessment))
    this = current(period, assessment.as_of)
    late, next_due = overdue(assessment), due_through(assessment, last_of_next(this))
    blocks: list[Block] = [
        *preamble(register, assessment, words),
        Paragraph(_opening(register, assessment, period, head, words)),
        Heading(words("monthly.results")),
        *_direction(register, assessment, period, words),
        *_by_group(register, assessment, period, words),
        *_indicators(register, assessment, words),
        Heading(words("monthly.shortcomings")),
        *_shortcomings(register, assessment, period, late, words),
        *_causes(assessment, obstacles, words),
        Heading(words("monthly.next")),
        _next(register, assessment, this, next_due, words),
        Heading(words("monthly.proposals")),
        *_proposals(register, head, obstacles, words),
        Paragraph(words("monthly.closing" if head is None or head.report_to else "monthly.closing.plain", month=month)),
    ]
    return View(
        subject,
        tuple(blocks),
        _facts(register, assessment, period, obstacles, late, next_due),
        form=report_form(head, subject, assessment.as_of, words) if head is not None else None,
        annexes=_annexes(register, assessment, period, head, obstacles, late, next_due, words),
        day=assessment.as_of,
    )


def current(period: Month, as_of: date) -> Month:
    """Give the month that the coming one follows: the period's, or that of the day where it is later."""
    return max(period, Month(as_of.year, as_of.month))


def last_of_next(period: Month) -> date:
    """Give the last day of the month after this one."""
    return period.later(2).first_day - timedelta(days=1)


def _opening(register: Register, assessment: Assessment, period: Month, head: Letterhead | None, words: Words) -> str:
    reporting = register.plan.value.reporting
    return words(
        "monthly.opening" if assessment.snapshot.reports else "monthly.opening.silent",
        plan=plan_cited(register, words),
        provision=reporting.provision,
        issuer=_issuer(register, head, words),
        month=month_name(period),
        since=words.day(begins_on(period, reporting)),
        until=words.day(period.first_day.replace(day=reporting.cut_off)),
        as_of=words.day(assessment.as_of),
    )


def _issuer(register: Register, head: Letterhead | None, words: Words) -> str:
    return issuer_of(register, head, words) if head is not None else words("monthly.coordinator")


# --- I. results ------------------------------------------------------------------------------------------------------


def decided_in(register: Register, assessment: Assessment, period: Month) -> tuple[Entry[Decision], ...]:
    """Give the decisions in force of the days of the period, by day: so each one is in the report of one month."""
    reporting = register.plan.value.reporting
    first, after = begins_on(period, reporting), begins_on(period.later(1), reporting)
    return tuple(entry for entry in assessment.snapshot.decisions if first <= entry.value.date < after)


def _direction(register: Register, assessment: Assessment, period: Month, words: Words) -> list[Block]:
    decided = decided_in(register, assessment, period)
    documents = {
        (one.number, one.date)
        for report_file in assessment.snapshot.reports
        if report_file.period == period
        for entry in report_file.proved
        for one in entry.value.evidence
        if one.number is not None
    }
    judged = {kind: sum(one.value.kind == kind for one in decided) for kind in ("accept", "return")}
    others = [one.value for one in decided if one.value.kind not in judged]
    told = [words(f"monthly.judged.{kind}", number=number) for kind, number in judged.items() if number]
    return [
        Heading(words("monthly.direction"), 2),
        *((Paragraph(words("monthly.judged", told=", ".join(told))),) if told else ()),
        Paragraph(words("monthly.decided", number=len(others)) if others else words("monthly.nothing_decided")),
        *((item_list(_decision(register, one, words) for one in others),) if others else ()),
        *((Paragraph(words("monthly.documents", number=len(documents), month=month_name(period))),) * bool(documents)),
        Paragraph(words("monthly.added")),
    ]


def _decision(register: Register, decision: Decision, words: Words) -> str:
    """Give what was decided, about which task of whom, and by which document."""
    given = vars(decision)
    numbers = given.get("tasks") or ((given["task"],) if "task" in given else ())
    if waited := given.get("event") or given.get("schedule"):
        numbers = [one.value.number for one in register.tasks if one.value.deadline.waits_for == waited]
    bodies = body_names(register, given.get("agencies", ()), words)
    answer = one_line(decision.answer) if isinstance(decision, Reply | Settle) else ""
    tasks = words("monthly.of_tasks", tasks=", ".join(map(str, numbers))) if numbers else ""
    whom = "; ".join(part for part in (tasks, bodies) if part)
    document = decision.document
    return words(
        "monthly.decision",
        day=words.day(decision.date),
        by=short_name(register.bodies[decision.by], words),
        said=_said(register, decision, words) + (f" ({whom})" if whom else ""),
        under=words("monthly.under", document=document_name(document, words)) if document else "",
        answer=f": {answer}" if answer else "",
    )


def _said(register: Register, decision: Decision, words: Words) -> str:
    """Say what a decision decided; of those about no obligation what they answer or take back."""
    match decision:
        case Reply(agency=agency):
            return words("monthly.answered", agency=short_name(register.bodies[agency], words))
        case Settle():
            return words("monthly.settled")
        case Withdraw():
            return words("decision.withdraw")
        case _:
            return decision_text(register, decision, words)


def _by_group(register: Register, assessment: Assessment, period: Month, words: Words) -> list[Block]:
    done = [one for one in assessment.verdicts if one.done is not None and one.done.update.period == period]
    blocks: list[Block] = [
        Heading(words("monthly.groups"), 2),
        Paragraph(tally_sentence("status.tasks", assessment.by_task, words)),
        Paragraph(
            tally_sentence("status.obligations", assessment.by_obligation, words, agencies=len(leading(assessment)))
        ),
        *map(Paragraph, completion_sentences(assessment, words)),
        groups_table(register, assessment, words),
        Paragraph(words("monthly.groups_note")),
        Paragraph(
            words("monthly.done", number=len(done), month=month_name(period)) if done else words("monthly.none_done")
        ),
    ]
    by_task: dict[int, list[Verdict]] = {}
    for one in done:
        by_task.setdefault(one.task.number, []).append(one)
    return [*blocks, *((item_list(_done(several, words) for several in by_task.values()),) if done else ())]


def _done(verdicts: Sequence[Verdict], words: Words) -> str:
    """Give what was done of a task: in which state by whom, of one agency also what it says."""
    named = task_name(verdicts[0].task, words)
    told = [
        words("monthly.state_of", state=state, names=agency_names(several, words))
        if len(several) <= FEW
        else words("monthly.state_of_many", state=state, number=len(several))
        for state, several in verdicts_by_state(verdicts, words).items()
    ]
    claim = verdicts[0].done
    said = claim.update.value.summary if claim is not None and len(verdicts) == 1 else None
    return words("monthly.of_task", task=named, told="; ".join((*told, *((one_line(said),) if said else ()))))


def groups_table(register: Register, assessment: Assessment, words: Words) -> Table:
    """Give the table of the appendix's headings, each with the states of its tasks; the sums are the plan's own."""
    headings: dict[str, list[TaskVerdict]] = {}
    for task in assessment.tasks:
        headings.setdefault(task.task.lead.words, []).append(task)

    def count(title: str, group: str = "") -> Column:
        return Column(words(f"column.{title}"), number=True, group=words(f"group.{group}") if group else "")

    columns = (
        count("row"),
        Column(words("column.heading"), wide=True),
        count("total"),
        *(count("on_time" if state is State.DONE_ON_TIME else "late", "done") for state in DONE),
        *(count(str(state), "open") for state in OPEN),
        count("no_deadline"),
        *((count("ended"),) if assessment.by_task[State.ENDED] else ()),
    )
    rows = []
    for number, tasks in enumerate(headings.values(), start=1):
        counts = tally((one.state for one in tasks), len(tasks))
        name = body_names(register, tasks[0].task.lead.bodies, words)
        rows.append((Cell(str(number), number), Cell(name), *_counts(counts, assessment)))
    totals = (Cell(""), Cell(words("column.sum")), *_counts(assessment.by_task, assessment))
    return Table(columns, tuple(rows), totals, name="groups")


def _counts(counts: Tally, assessment: Assessment) -> tuple[Cell, ...]:
    return (
        count_cell(counts.total),
        *(count_cell(counts[state]) for state in DONE),
        *(count_cell(counts[state], state) for state in OPEN),
        count_cell(counts.together(*NO_DEADLINE)),
        *((count_cell(counts[State.ENDED]),) if assessment.by_task[State.ENDED] else ()),
    )


def _indicators(register: Register, assessment: Assessment, words: Words) -> list[Block]:
    total = len(register.plan.value.indicators)
    found = sorted(together(assessment.series), key=lambda one: one.indicator.tasks[:1])
    columns = (
        Column(words("column.task")),
        Column(words("column.indicator"), wide=True),
        Column(words("column.target")),
        Column(words("column.reporting"), number=True),
        Column(words("column.value"), number=True),
        Column(words("column.of"), number=True),
        Column(words("column.share"), number=True),
        Column(words("column.meeting"), number=True),
        Column(words("column.nothing_arose"), number=True),
    )
    rows = tuple(_indicator(one, words) for one in found)
    told = words("monthly.measured" if rows else "monthly.nothing_measured", number=len(rows), total=total)
    return [
        Heading(words("monthly.indicators"), 2),
        Paragraph(told),
        *((Table(columns, rows, name="indicators"),) if rows else ()),
    ]


def _indicator(one: IndicatorTotal, words: Words) -> tuple[Cell, ...]:
    """Give one indicator, the last values of its agencies added up; how many of those meet the target, or had none."""
    reporting, none = len(one.series), Cell("—", "")
    percent = percent_of(one.value, one.whole) if one.whole is not None else None
    return (
        Cell(indicator_place(one.indicator)),
        Cell(counted_text(one.indicator, words)),
        Cell(target_text(one.indicator, words)),
        count_cell(reporting),
        number_cell(one.value, words),
        number_cell(one.whole, words) if one.whole is not None else none,
        Cell(percent_text(percent, words), Decimal(10 * percent[0] + percent[1]) / 1000) if percent else none,
        count_cell(one.judged.count(True)) if one.judged else none,
        count_cell(reporting - len(one.judged)) if one.whole is not None else none,
    )


# --- II. shortcomings ------------------------------------------------------------------------------------------------


def _shortcomings(
    register: Register, assessment: Assessment, period: Month, late: Sequence[Verdict], words: Words
) -> list[Block]:
    tasks = sorted(
        (one for one in assessment.tasks if one.state is State.OVERDUE),
        key=lambda one: (-one.days_late, one.task.number),
    )
    told = _lacking(assessment, period, words)
    blocks: list[Block] = [Heading(words("monthly.lacking"), 2)]
    if tasks:
        agencies = len({one.agency.id for one in late})
        blocks += [
            Paragraph(words("monthly.overdue", tasks=len(tasks), number=len(late), agencies=agencies)),
            item_list(
                words.days("monthly.late_task", one.days_late, task=task_name(one.task, words)) for one in tasks[:FEW]
            ),
            *((Paragraph(words("monthly.late_more", number=len(tasks) - FEW)),) if len(tasks) > FEW else ()),
            *assumed_rosters(register, assessment, words),
        ]
    if not tasks and not told:
        blocks.append(Paragraph(words("monthly.nothing_lacking")))
    return [
        *blocks,
        *((Paragraph(words("monthly.also")),) if tasks and told else ()),
        *((item_list(told),) * bool(told)),
    ]


def _lacking(assessment: Assessment, period: Month, words: Words) -> list[str]:
    """Give what is lacking beside overdue work: reports, claims that were sent back, recurring work not spoken of."""
    submissions = [one for one in submissions_of(assessment, period) if one.owed]
    missing = [one for one in submissions if one.state is SubmissionState.MISSING]
    behind = [one for one in submissions if one.state is SubmissionState.LATE]
    earlier = [one for one in missing_reports(assessment) if one.period < period]
    returned = sum(one.work.returned is not None and not one.is_done for one in assessment.verdicts)
    stale = sum(
        one.state is State.RECURRING and one.freshness is not None and not one.freshness.fresh
        for one in assessment.verdicts
    )

    def named(several: Sequence[Submission]) -> str:
        names = ", ".join(short_name(one.agency, words) for one in several)
        return names if len(several) <= MANY else words("monthly.annexed")

    told = []
    if missing:
        told.append(words("monthly.missing", number=len(missing), month=month_name(period), names=named(missing)))
    if earlier:
        agencies = len({one.agency.id for one in earlier})
        told.append(words("monthly.missing_earlier", number=len(earlier), agencies=agencies))
    if behind:
        told.append(words("monthly.late", number=len(behind), month=month_name(period), names=named(behind)))
    told += [words("monthly.returned", number=returned)] if returned else []
    told += [words("monthly.stale", number=stale)] if stale else []
    return told


def _causes(assessment: Assessment, obstacles: Sequence[OpenObstacle], words: Words) -> list[Block]:
    warned = [(one, one.at_risk) for one in assessment.verdicts if one.at_risk is not None]
    untimely = sum(not risk.timely for _, risk in warned)
    said = words("monthly.untimely", number=untimely) if untimely else ""
    return [
        Heading(words("monthly.causes"), 2),
        Paragraph(obstacles_summary(obstacles, words)),
        *((Paragraph(words("monthly.obstacles")),) if obstacles else ()),
        *((Paragraph(words("monthly.at_risk", number=len(warned), untimely=said)),) if warned else ()),
        *((item_list(_warned(*one, words) for one in warned),) if warned else ()),
        Paragraph(words("monthly.causes_told" if warned or obstacles else "monthly.causes_added")),
    ]


def _warned(verdict: Verdict, risk: DelayWarning, words: Words) -> str:
    return words(
        "monthly.warned",
        task=verdict.task.number,
        agency=short_name(verdict.agency, words),
        day=words.day(risk.notice.expected_on),
        reason=one_line(risk.notice.reason),
    )


# --- III. the month to come, IV. proposals ---------------------------------------------------------------------------


def _next(register: Register, assessment: Assessment, this: Month, next_due: Sequence[Verdict], words: Words) -> Block:
    plan, as_of, late = register.plan.value, assessment.as_of, assessment.by_task[State.OVERDUE]
    due = sorted({(one.due, one.task.number) for one in next_due if one.due is not None})
    waiting = sum(one.claimed for one in assessment.verdicts)
    told = [words("monthly.finish", number=late)] if late else []
    if due:
        number = len({number for _, number in due})
        told.append(words("monthly.due", number=number, tasks=_due_named(register, due, words)))
    told += [words("monthly.confirm", number=waiting)] if waiting else []
    told += [
        words("monthly.report", month=month_name(period), day=words.day(last))
        for period in (this, this.later(1))
        if period >= plan.reporting.first_period and (last := report_due(period, plan, assessment.policy)) >= as_of
    ]
    return item_list(told)


def _due_named(register: Register, due: Sequence[tuple[date, int]], words: Words) -> str:
    """Give the tasks that fall due with their days, in their own words where they are few."""
    return ", ".join(
        words(
            "monthly.due_task",
            task=task_name(register.task_of[number], words) if len(due) <= FEW else words("monthly.task", task=number),
            day=words.day(day),
        )
        for day, number in due
    )


def _proposals(
    register: Register, head: Letterhead | None, obstacles: Sequence[OpenObstacle], words: Words
) -> list[Block]:
    beyond = [one for one in obstacles if one.obstacle.beyond_authority and not one.answers]
    asked = full_name(register.bodies[register.plan.value.reporting.to], words)
    key = "monthly.proposed" if head is None or head.report_to else "monthly.proposed.plain"
    return [
        *((Paragraph(words(key, number=len(beyond), to=asked)),) if beyond else ()),
        *((item_list(_proposal(one, words) for one in beyond),) if beyond else ()),
        Paragraph(words("monthly.proposals_added" if beyond else "monthly.no_proposals")),
    ]


def _proposal(one: OpenObstacle, words: Words) -> str:
    """Give an obstacle beyond authority in its agency's words, and what that proposes."""
    proposal = one.obstacle.proposal
    return words(
        "monthly.proposal",
        agency=short_name(one.agency, words),
        task=one.update.value.task,
        obstacle=one_line(one.obstacle.description).rstrip(" ."),
        proposal=words("story.proposal", told=one_line(proposal)) if proposal else words("monthly.proposal.none"),
    )


# --- annexes and facts -----------------------------------------------------------------------------------------------


def _annexes(
    register: Register,
    assessment: Assessment,
    period: Month,
    head: Letterhead | None,
    obstacles: Sequence[OpenObstacle],
    late: Sequence[Verdict],
    next_due: Sequence[Verdict],
    words: Words,
) -> tuple[Annex, ...]:
    as_of, month = words.day(assessment.as_of), month_name(period)
    through = words.day(last_of_next(current(period, assessment.as_of)))
    note = words("annex.note", blank=BLANK, issuer=_issuer(register, head, words))
    submissions = submissions_of(assessment, period)

    def annex(number: str, name: str, *blocks: Block) -> Annex:
        title = words(f"annex.{name}", as_of=as_of, month=month)
        return Annex(number, title, words(f"annex.{name}.brief"), blocks, note)

    return (
        annex(
            "I",
            "agencies",
            agencies_annex(assessment, period, words),
            Paragraph(words("annex.agencies.legend", soon=assessment.policy.soon), "mute"),
        ),
        annex("II", "tasks", tasks_annex(register, assessment, obstacles, words)),
        annex(
            "III",
            "overdue",
            Heading(words("annex.late", number=len(late)), 2),
            *((obligations_table(assessment, late, words, name="overdue", by_task=True),) if late else ()),
            Heading(words("annex.due", number=len(next_due), until=through), 2),
            *((obligations_table(assessment, next_due, words, name="due-next", by_task=True),) if next_due else ()),
        ),
        annex(
            "IV",
            "reports",
            Paragraph(
                submissions_sentence(register, assessment, period, words)
                if submission_counts(assessment, period)["owed"]
                else words("reports.not_owed", month=month)
            ),
            *((submissions_table(assessment, submissions, words),) if submissions else ()),
        ),
        *(
            (annex("V", "obstacles", obstacles_table(register, assessment, obstacles, words, named=False)),)
            if obstacles
            else ()
        ),
    )


def _facts(
    register: Register,
    assessment: Assessment,
    period: Month,
    obstacles: Sequence[OpenObstacle],
    late: Sequence[Verdict],
    next_due: Sequence[Verdict],
) -> dict[str, object]:
    def owed(verdict: Verdict) -> dict[str, object]:
        return {"task": verdict.task.number} | obligation_facts(verdict)

    return status_facts(register, assessment) | {
        "period": str(period),
        "deliveries": [
            {"agency": one.agency.id} | (submission_facts(one) or {}) for one in submissions_of(assessment, period)
        ],
        "tasks": [task_facts(one) for one in assessment.tasks],
        "overdue": [owed(one) for one in late],
        "due_next": [owed(one) for one in next_due],
        "indicators": [series_facts(one) for one in assessment.series],
        "obstacles": [obstacle_facts(one, assessment.as_of) for one in obstacles],
        "decisions": [
            {"id": one.value.id, "date": one.value.date.isoformat(), "kind": one.value.kind, "by": one.value.by}
            for one in decided_in(register, assessment, period)
        ],
    }
