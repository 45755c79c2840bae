"""The consolidated report of a month: results, shortcomings, the month to come, proposals; and its annexes."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from plan190.annexes import (
    agencies_annex,
    deliveries_of,
    deliveries_table,
    due_through,
    obligations_table,
    overdue,
    states_line,
    tasks_annex,
)
from plan190.document import Annex, Block, Cell, Column, Heading, Items, Paragraph, Table, View
from plan190.official import issuer_of, plan_cited, report_form
from plan190.reasons import decision_said
from plan190.status.assess import by_urgency
from plan190.status.deliveries import Delivered
from plan190.status.measures import is_met
from plan190.status.obstacles import open_obstacles
from plan190.status.periods import begins_on, report_due
from plan190.status.state import DONE, NO_DEADLINE, OPEN, State, tally
from plan190.status.summary import (
    deliveries_count,
    delivery_facts,
    measure_facts,
    obligation_facts,
    obstacle_facts,
    percent_of,
    status_facts,
    task_facts,
)
from plan190.tables import count_cell, gravest_first, leading, obstacles_summed, obstacles_table
from plan190.wording import (
    body_names,
    document_name,
    done_said,
    month_name,
    month_of_reports,
    one_line,
    percentage,
    preamble,
    short,
    tally_said,
    target_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from plan190.model.decision import Decision
    from plan190.model.letterhead import Letterhead
    from plan190.model.month import Month
    from plan190.model.plan import Indicator
    from plan190.register import Entry, Register
    from plan190.status.assess import Assessment, TaskVerdict, Verdict
    from plan190.status.deliveries import Delivery
    from plan190.status.measures import Measure
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.state import Tally
    from plan190.words import Words

FEW = 10
"""How many things a sentence names one by one; what is more stands in an annex."""


def build(register: Register, assessment: Assessment, period: Month, head: Letterhead | None, words: Words) -> View:
    """Give the report on a period as of the day; without a letterhead it has no outer form."""
    plan = register.plan.value
    month = month_name(period)
    subject = words("monthly.subject", symbol=plan.symbol, issued=words.day(plan.issued_on), month=month)
    obstacles = gravest_first(open_obstacles(assessment))
    late, next_due = overdue(assessment), due_through(assessment, last_of_next(period))
    blocks: list[Block] = [
        *preamble(register, assessment, words),
        Paragraph(_opening(register, assessment, period, head, words)),
        Heading(words("monthly.results")),
        *_direction(register, assessment, period, words),
        *_by_group(register, assessment, period, words),
        *_indicators(register, assessment, words),
        Heading(words("monthly.shortcomings")),
        *_shortcomings(assessment, period, late, words),
        *_causes(assessment, obstacles, words),
        Heading(words("monthly.next")),
        *_next(register, assessment, period, next_due, obstacles, words),
        Heading(words("monthly.proposals")),
        *_proposals(obstacles, words),
        Paragraph(words("monthly.closing", month=month)),
    ]
    return View(
        subject,
        tuple(blocks),
        _facts(register, assessment, period, obstacles, late, next_due),
        form=report_form(head, subject, assessment.as_of, words) if head is not None else None,
        annexes=_annexes(register, assessment, period, obstacles, late, next_due, words),
        day=assessment.as_of,
    )


def last_of_next(period: Month) -> date:
    """Give the last day of the month after the period's."""
    return period.later(2).first_day - timedelta(days=1)


def _opening(register: Register, assessment: Assessment, period: Month, head: Letterhead | None, words: Words) -> str:
    reporting = register.plan.value.reporting
    return words(
        "monthly.opening",
        plan=plan_cited(register, words),
        provision=reporting.provision,
        issuer=issuer_of(register, head, words) if head is not None else words("monthly.coordinator"),
        month=month_name(period),
        since=words.day(begins_on(period, reporting)),
        until=words.day(period.first_day.replace(day=reporting.cut_off)),
        as_of=words.day(assessment.as_of),
    )


# --- I. results ------------------------------------------------------------------------------------------------------


def decided_in(register: Register, assessment: Assessment, period: Month) -> tuple[Entry[Decision], ...]:
    """Give the decisions in force from the first day of the period to the day, by day."""
    first = begins_on(period, register.plan.value.reporting)
    return tuple(entry for entry in assessment.known.decisions if entry.value.date >= first)


def _direction(register: Register, assessment: Assessment, period: Month, words: Words) -> list[Block]:
    decided = decided_in(register, assessment, period)
    documents = {
        (one.number, one.date)
        for filed in assessment.known.reports
        if filed.report.value.period == period
        for entry in filed.proved
        for one in entry.value.evidence
        if one.number is not None
    }
    return [
        Heading(words("monthly.direction"), 2),
        Paragraph(words("monthly.decided", number=len(decided)) if decided else words("monthly.nothing_decided")),
        *((Items(tuple(_decision(register, one.value, words) for one in decided)),) if decided else ()),
        Paragraph(words("monthly.documents", number=len(documents), month=month_name(period))),
        Paragraph(words("monthly.added")),
    ]


def _decision(register: Register, decision: Decision, words: Words) -> str:
    given = vars(decision)
    numbers = given.get("tasks") or ((given["task"],) if "task" in given else ())
    touched = words("monthly.of_tasks", tasks=", ".join(map(str, numbers))) if numbers else ""
    bodies = body_names(register, given.get("agencies", ()), words)
    document = words("monthly.under", document=document_name(decision.document, words)) if decision.document else ""
    parts = (touched, f"({bodies})" if bodies else "", document)
    return words(
        "monthly.decision",
        day=words.day(decision.date),
        by=short(register.bodies[decision.by], words),
        said=_said(register, decision, words),
        rest="".join(f" {part}" for part in parts if part),
    )


def _said(register: Register, decision: Decision, words: Words) -> str:
    """Say what a decision decided; those that touch no obligation by the name of their kind."""
    key = f"decision.{decision.kind}"
    return words(key) if decision.kind in {"settle", "answer", "withdraw"} else decision_said(register, decision, words)


def _by_group(register: Register, assessment: Assessment, period: Month, words: Words) -> list[Block]:
    done = [one for one in assessment.verdicts if one.done is not None and one.done.told.period == period]
    blocks: list[Block] = [
        Heading(words("monthly.groups"), 2),
        Paragraph(tally_said("status.tasks", assessment.by_task, words)),
        Paragraph(tally_said("status.obligations", assessment.by_obligation, words, agencies=len(leading(assessment)))),
        *map(Paragraph, done_said(assessment, words)),
        groups_table(register, assessment, words),
        Paragraph(words("monthly.groups_note")),
        Paragraph(
            words("monthly.done", number=len(done), month=month_name(period)) if done else words("monthly.none_done")
        ),
    ]
    by_task: dict[int, list[Verdict]] = {}
    for one in done:
        by_task.setdefault(one.obligation.task.number, []).append(one)
    lines = (words("monthly.of_task", task=number, told=_some(several, words)) for number, several in by_task.items())
    return [*blocks, *((Items(tuple(lines)),) if done else ())]


def _some(verdicts: Sequence[Verdict], words: Words) -> str:
    if len(verdicts) <= FEW:
        return states_line(verdicts, words)
    counts = Counter(one.state for one in verdicts)
    told = ", ".join(f"{words(f'state.{state}')}: {number}" for state, number in sorted(counts.items()))
    return words("monthly.many", number=len(verdicts), told=told)


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
    measured = {one.indicator.id for one in assessment.measures}
    known = register.plan.value.indicators
    silent = len(known) - len(measured)
    rows = tuple(_indicator(one, assessment.measures, words) for one in known if one.id in measured)
    columns = (
        Column(words("column.task")),
        Column(words("column.indicator"), wide=True),
        Column(words("column.target")),
        Column(words("column.reporting"), number=True),
        Column(words("column.value"), number=True),
        Column(words("column.of"), number=True),
        Column(words("column.share"), number=True),
        Column(words("column.meeting"), number=True),
    )
    return [
        Heading(words("monthly.indicators"), 2),
        Paragraph(words("monthly.measured", number=len(measured), total=len(known), silent=silent)),
        *((Table(columns, rows, name="indicators"),) if rows else ()),
    ]


def _indicator(indicator: Indicator, measures: Sequence[Measure], words: Words) -> tuple[Cell, ...]:
    """Give one indicator, the last values of its agencies added up; how many of those meet the target."""
    last = [one.latest.measured for one in measures if one.indicator.id == indicator.id]
    value, whole = sum(one.value for one in last), sum(one.of or 0 for one in last)
    percent = percent_of(value, whole) if indicator.unit == "percent" else None
    met = [is_met(indicator, one) for one in last]
    judged = sum(one is not None for one in met)
    return (
        Cell(", ".join(map(str, indicator.tasks)) or ", ".join(indicator.provisions)),
        Cell(one_line(indicator.words)),
        Cell(target_of(indicator, words)),
        count_cell(len(last)),
        count_cell(value),
        count_cell(whole) if indicator.unit == "percent" else Cell("—", ""),
        Cell(percentage(percent, words), Decimal(10 * percent[0] + percent[1]) / 1000) if percent else Cell("—", ""),
        Cell(f"{met.count(True)}/{judged}") if judged else Cell("—", ""),
    )


# --- II. shortcomings ------------------------------------------------------------------------------------------------


def _shortcomings(assessment: Assessment, period: Month, late: Sequence[Verdict], words: Words) -> list[Block]:
    tasks = [one for one in by_urgency(assessment.tasks) if one.state is State.OVERDUE]
    agencies = {one.obligation.agency.id for one in late}
    deliveries = [one for one in deliveries_of(assessment, period) if one.owed]
    missing = [one for one in deliveries if one.state is Delivered.MISSING]
    behind = [one for one in deliveries if one.state is Delivered.LATE]
    returned = sum(one.standing.work.returned is not None and not one.is_done for one in assessment.verdicts)
    stale = sum(
        one.state is State.RECURRING and one.freshness is not None and not one.freshness.fresh
        for one in assessment.verdicts
    )

    def named(several: Sequence[Delivery]) -> str:
        return ", ".join(short(one.agency, words) for one in several)

    told = []
    if tasks:
        numbers = ", ".join(words("monthly.late_task", task=one.task.number, days=one.days_late) for one in tasks)
        told.append(
            words("monthly.overdue", tasks=len(tasks), number=len(late), agencies=len(agencies), numbers=numbers)
        )
    if missing:
        told.append(words("monthly.missing", number=len(missing), month=month_name(period), names=named(missing)))
    if behind:
        told.append(words("monthly.late", number=len(behind), month=month_name(period), names=named(behind)))
    told += [words("monthly.returned", number=returned)] if returned else []
    told += [words("monthly.stale", number=stale)] if stale else []
    return [
        Heading(words("monthly.lacking"), 2),
        *((Items(tuple(told)),) if told else (Paragraph(words("monthly.nothing_lacking")),)),
    ]


def _causes(assessment: Assessment, obstacles: Sequence[OpenObstacle], words: Words) -> list[Block]:
    warned = [one for one in assessment.verdicts if one.at_risk is not None]
    return [
        Heading(words("monthly.causes"), 2),
        Paragraph(obstacles_summed(obstacles, words)),
        *((Paragraph(words("monthly.obstacles")),) if obstacles else ()),
        *((Paragraph(words("monthly.at_risk", number=len(warned))),) if warned else ()),
        *((Items(tuple(_warned(one, words) for one in warned)),) if warned else ()),
        Paragraph(words("monthly.causes_told")),
    ]


def _warned(verdict: Verdict, words: Words) -> str:
    notice = verdict.at_risk.notice if verdict.at_risk is not None else None
    return words(
        "monthly.warned",
        task=verdict.obligation.task.number,
        agency=short(verdict.obligation.agency, words),
        day=words.day(notice.expected_on) if notice else "",
        reason=one_line(notice.reason) if notice else "",
    )


# --- III. the month to come, IV. proposals ---------------------------------------------------------------------------


def _next(
    register: Register,
    assessment: Assessment,
    period: Month,
    next_due: Sequence[Verdict],
    obstacles: Sequence[OpenObstacle],
    words: Words,
) -> list[Block]:
    late = assessment.by_task[State.OVERDUE]
    due = sorted({(one.due, one.obligation.task.number) for one in next_due if one.due is not None})
    waiting = sum(one.claimed for one in assessment.verdicts)
    unanswered = sum(one.obstacle.beyond_authority and not one.answers for one in obstacles)
    told = [words("monthly.finish", number=late)] if late else []
    if due:
        named = ", ".join(words("monthly.due_task", task=number, day=words.day(day)) for day, number in due)
        told.append(words("monthly.due", number=len({number for _, number in due}), tasks=named))
    told += [words("monthly.confirm", number=waiting)] if waiting else []
    told += [words("monthly.answer", number=unanswered)] if unanswered else []
    last = report_due(period.later(1), register.plan.value, assessment.policy)
    told.append(words("monthly.report", month=month_name(period.later(1)), day=words.day(last)))
    return [Items(tuple(told))]


def _proposals(obstacles: Sequence[OpenObstacle], words: Words) -> list[Block]:
    beyond = [one for one in obstacles if one.obstacle.beyond_authority and one.obstacle.proposal and not one.answers]
    if not beyond:
        return [Paragraph(words("monthly.no_proposals"))]
    lines = tuple(
        words(
            "monthly.proposal",
            agency=short(one.agency, words),
            task=one.told.update.value.task,
            proposal=one_line(one.obstacle.proposal or ""),
        )
        for one in beyond
    )
    return [Paragraph(words("monthly.proposed", number=len(beyond))), Items(lines)]


# --- annexes and facts -----------------------------------------------------------------------------------------------


def _annexes(
    register: Register,
    assessment: Assessment,
    period: Month,
    obstacles: Sequence[OpenObstacle],
    late: Sequence[Verdict],
    next_due: Sequence[Verdict],
    words: Words,
) -> tuple[Annex, ...]:
    as_of, month = words.day(assessment.as_of), month_name(period)
    through = words.day(last_of_next(period))
    deliveries = deliveries_of(assessment, period)

    def annex(number: str, name: str, *blocks: Block) -> Annex:
        title = words(f"annex.{name}", as_of=as_of, month=month)
        return Annex(number, title, words(f"annex.{name}.brief"), blocks, words("annex.note"))

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
            *((obligations_table(assessment, late, words, name="overdue"),) if late else ()),
            Heading(words("annex.due", number=len(next_due), until=through), 2),
            *((obligations_table(assessment, next_due, words, name="due-next"),) if next_due else ()),
        ),
        annex(
            "IV",
            "reports",
            Paragraph(
                month_of_reports(register, assessment, period, words)
                if deliveries_count(assessment, period)["owed"]
                else words("reports.not_owed", month=month)
            ),
            *((deliveries_table(assessment, deliveries, words),) if deliveries else ()),
        ),
        *((annex("V", "obstacles", obstacles_table(register, assessment, obstacles, words)),) if obstacles else ()),
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
        return {"task": verdict.obligation.task.number} | obligation_facts(verdict)

    return status_facts(register, assessment) | {
        "period": str(period),
        "deliveries": [
            {"agency": one.agency.id} | (delivery_facts(one) or {}) for one in deliveries_of(assessment, period)
        ],
        "tasks": [task_facts(one) for one in assessment.tasks],
        "overdue": [owed(one) for one in late],
        "due_next": [owed(one) for one in next_due],
        "indicators": [measure_facts(one) for one in assessment.measures],
        "obstacles": [obstacle_facts(one, assessment.as_of) for one in obstacles],
        "decisions": [
            {"id": one.value.id, "date": one.value.date.isoformat(), "kind": one.value.kind, "by": one.value.by}
            for one in decided_in(register, assessment, period)
        ],
    }
