"""The tables that several views show, each built once: agencies, tasks, monthly reports, claims, indicators, obstacles.

A cell that names an agency or a task leads to its page, where the view is one of a set of pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from plan190.document.blocks import Cell, Column, Link, Paragraph, Table
from plan190.parts.names import (
    body_names,
    document_name,
    due_cell,
    indicator_place,
    month_name,
    one_line,
    percent_text,
    share_text,
    short_name,
    state_text,
    state_with_flags,
    submission_cell,
    target_text,
    tone_of,
)
from plan190.parts.table_builder import EMPTY, Columns, build_table
from plan190.status.facts import overdue_by_assumption, percent_of, submission_counts
from plan190.status.indicators import together
from plan190.status.selection import handing_in, leading
from plan190.status.state import DONE, NO_DEADLINE, OPEN, STATES, State, added

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plan190.document.blocks import Tone
    from plan190.model.month import Month
    from plan190.model.register import Body, Register
    from plan190.status.assess import AgencyVerdict, Assessment, TaskVerdict, Verdict
    from plan190.status.indicators import IndicatorSeries, IndicatorValue
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.state import Tally
    from plan190.status.submissions import Submission
    from plan190.status.work_history import Claim
    from plan190.words import Words

# --- pages and the cells that lead to them ---------------------------------------------------------------------------


def agency_page(id_: str) -> str:
    """Give the name of an agency's page."""
    return f"agencies/{id_}.html"


def task_page(number: int) -> str:
    """Give the name of a task's page."""
    return f"tasks/{number}.html"


def agency_cell(assessment: Assessment, body: Body, words: Words, mark: str = "") -> Cell:
    """Give the cell with a body's name, which leads to its page where the plan asks something of it."""
    asked = any(one.agency.id == body.id for one in assessment.agencies)
    return Cell(short_name(body, words) + mark, page=agency_page(body.id) if asked else "")


def task_cell(number: int) -> Cell:
    """Give the cell with a task's number, which leads to its page."""
    return Cell(str(number), number, page=task_page(number))


def page_links(words: Words, home: str, other: str) -> tuple[Link, ...]:
    """Give the ways to the first page and to this one in the other language, each where there is one."""
    found = ((words("dashboard.home"), home), (words("dashboard.other"), other))
    return tuple(Link(text, address) for text, address in found if address)


def count_cell(number: int | None, state: State | None = None) -> Cell:
    """Return the cell of a count, in the tone of what is overdue or due soon unless it is 0; a dash for None."""
    if number is None:
        return EMPTY
    tone = tone_of(state) if state in {State.OVERDUE, State.DUE_SOON} and number else "plain"
    return Cell(str(number), number, tone)


def number_cell(number: int | None, words: Words, tone: Tone = "plain") -> Cell:
    """Return the cell of a number that may be large, in groups of three digits; a dash for None."""
    return EMPTY if number is None else Cell(words.number(number), number, tone)


# --- agencies --------------------------------------------------------------------------------------------------------


def agencies_table(
    assessment: Assessment, words: Words, *, period: Month | None = None, outside: bool | None = None
) -> Table:
    """Give the table of Phụ lục I: what each leading agency has done, how its report of the period came in.

    `outside`: only the bodies that are not under the committee, or only the others; without it all, those with a star.
    """
    period = period or assessment.period
    if outside is not None:
        chosen = (one for one in assessment.agencies if one.agency.outside is outside)
        assessment = replace(assessment, agencies=tuple(chosen))
    shown = leading(assessment)
    tally = added((agency.leads for agency in shown), sum(agency.leads.total for agency in shown))
    columns: Columns[_AgencyRow] = [
        (Column(words("column.agency"), wide=True), lambda row: row.name),
        *tally_columns(words, ended=tally[State.ENDED] > 0, subtotals=True),
        (Column(words("column.report", month=month_name(period))), lambda row: row.report),
        (Column(words("column.cooperates"), number=True, spare=True), lambda row: count_cell(row.cooperates)),
    ]
    counts = submission_counts(assessment, period)
    submitted = f"{counts['on_time'] + counts['late']}/{counts['owed']}" if counts["owed"] else "—"
    cooperates = sum(agency.cooperates for agency in shown)
    return build_table(
        columns,
        [_agency_row(assessment, agency, period, words) for agency in shown],
        name="agencies",
        row_title=words("column.row"),
        totals=_AgencyRow(Cell(words("column.sum")), tally, Cell(submitted), cooperates),
        long=True,
    )


class _AgencyRow(NamedTuple):
    name: Cell
    tally: Tally
    report: Cell
    cooperates: int


def _agency_row(assessment: Assessment, verdict: AgencyVerdict, period: Month, words: Words) -> _AgencyRow:
    name = agency_cell(assessment, verdict.agency, words, " *" if verdict.agency.outside else "")
    return _AgencyRow(name, verdict.leads, submission_cell(verdict.submission(period), words), verdict.cooperates)


class Tallied(Protocol):
    """An item of a table that has a tally."""

    @property
    def tally(self) -> Tally:
        """The number in each state."""


TallyColumn = tuple[Column, Callable[[Tallied], Cell]]


def tally_columns(words: Words, *, ended: bool, subtotals: bool = False) -> list[TallyColumn]:
    """Return the columns that count a tally: in total, done, open, without a deadline.

    `ended`: also what has ended. `subtotals`: also all that is done, all that is open, and each state without a
    deadline.
    """

    def count(title: str, *states: State, group: str = "", spare: bool = False) -> TallyColumn:
        group_title = words(f"group.{group}") if group else ""
        column = Column(words(f"column.{title}"), number=True, spare=spare, group=group_title)
        toned = states[0] if len(states) == 1 else None
        return column, lambda item: count_cell(item.tally.together(*states), toned)

    columns = [count("total", *STATES)]
    if subtotals:
        columns.append(count("all", *DONE, group="done"))
    columns.append(count("on_time", State.DONE_ON_TIME, group="done"))
    columns.append(count("late", State.DONE_LATE, group="done"))
    if subtotals:
        columns.append(count("all", *OPEN, group="open"))
    columns += [count(str(state), state, group="open") for state in OPEN]
    columns.append(count("no_deadline", *NO_DEADLINE))
    if subtotals:
        columns += [count(str(state), state, spare=True) for state in NO_DEADLINE]
    if ended:
        columns.append(count("ended", State.ENDED))
    return columns


# --- tasks -----------------------------------------------------------------------------------------------------------


def tasks_table(register: Register, tasks: Iterable[TaskVerdict], words: Words) -> Table:
    """Give the table of these tasks, in their order."""
    columns = (
        Column(words("column.task"), number=True),
        Column(words("column.content"), wide=True, brief=True),
        Column(words("column.lead")),
        Column(words("column.deadline")),
        Column(words("column.due"), spare=True),
        Column(words("column.state")),
        Column(words("column.days_late"), number=True, spare=True),
    )
    return Table(columns, tuple(_task_row(register, task, words) for task in tasks), name="tasks", long=True)


def _task_row(register: Register, verdict: TaskVerdict, words: Words) -> tuple[Cell, ...]:
    task = verdict.task
    return (
        task_cell(task.number),
        Cell(task.content),
        Cell(body_names(register, task.lead.bodies, words)),
        Cell(task.deadline.words),
        due_cell(verdict.worst, words),
        task_state_cell(verdict, words),
        Cell(str(verdict.days_late) if verdict.days_late else "", verdict.days_late),
    )


def task_state_cell(verdict: TaskVerdict, words: Words) -> Cell:
    """Give the state of a task of one body with all that is to be known of it; of a group's, of how many it is so."""
    number = sum(one.state is verdict.state for one in verdict.verdicts)
    state = state_with_flags(verdict.worst, words) if len(verdict.verdicts) == 1 else state_text(verdict, words)
    if 1 < len(verdict.verdicts) != number:
        state = words("state.some_of", state=state, number=number, total=len(verdict.verdicts))
    dated = f"{state} ({words.day(verdict.due)})" if verdict.due else state
    return Cell(state, tone=tone_of(verdict.state), scarce=dated)


def assumed_rosters(
    register: Register, assessment: Assessment, words: Words, key: str = "overdue.assumed"
) -> tuple[Paragraph, ...]:
    """Say how many of the overdue obligations rest on a roster that the plan does not spell out; nothing if none."""
    resting, tasks = overdue_by_assumption(register, assessment)
    if not resting:
        return ()
    numbers, overdue = ", ".join(map(str, tasks)), assessment.by_obligation[State.OVERDUE]
    return (Paragraph(words(key, number=resting, overdue=overdue, tasks=numbers, option=register.option)),)


# --- monthly reports -------------------------------------------------------------------------------------------------


def reports_grid(assessment: Assessment, periods: Sequence[Month], words: Words) -> Table:
    """Give the grid of agencies and periods, each cell saying how that report came in."""
    columns = (
        Column(words("column.row"), number=True),
        Column(words("column.agency"), wide=True),
        *(Column(month_name(period)) for period in periods),
    )
    rows = tuple(
        (
            Cell(str(number), number),
            agency_cell(assessment, one.agency, words),
            *(submission_cell(one.submission(period), words) for period in periods),
        )
        for number, one in enumerate(handing_in(assessment), start=1)
    )
    return Table(columns, rows, name="reports")


def missing_table(
    assessment: Assessment, missing: Iterable[Submission], words: Words, *, of_one: bool = False
) -> Table:
    """Give the table of who did not report, of which period, and for how long that is so. `of_one`: all are of one."""
    columns = (
        Column(words("column.row"), number=True) if of_one else Column(words("column.agency"), wide=True),
        Column(words("column.period")),
        Column(words("column.due")),
        Column(words("column.days_late"), number=True),
    )
    rows = tuple(
        (
            count_cell(number) if of_one else agency_cell(assessment, one.agency, words),
            Cell(month_name(one.period), str(one.period)),
            Cell(words.day(one.due), one.due),
            Cell(str(one.days_late), one.days_late),
        )
        for number, one in enumerate(missing, start=1)
    )
    return Table(columns, rows, name="missing")


def missing_by_agency(assessment: Assessment, missing: Iterable[Submission], words: Words) -> Table:
    """Give the table of who did not report, each agency once, with all the periods of which it did not."""
    owing: dict[str, list[Submission]] = {}
    for one in missing:
        owing.setdefault(one.agency.id, []).append(one)
    columns = (
        Column(words("column.row"), number=True),
        Column(words("column.agency"), wide=True),
        Column(words("column.missing"), number=True),
        Column(words("column.periods"), wide=True),
        Column(words("column.most_days_late"), number=True),
    )
    rows = tuple(
        (
            count_cell(number),
            agency_cell(assessment, several[0].agency, words),
            count_cell(len(several)),
            Cell(", ".join(month_name(one.period) for one in several)),
            count_cell(max(one.days_late for one in several)),
        )
        for number, several in enumerate(owing.values(), start=1)
    )
    return Table(columns, rows, name="missing")


# --- claims ----------------------------------------------------------------------------------------------------------


def claims_table(
    register: Register, assessment: Assessment, claims: Iterable[tuple[Verdict, Claim]], words: Words
) -> Table:
    """Give the table of claims that wait to be accepted."""
    columns = (
        Column(words("column.task"), number=True),
        Column(words("column.agency"), wide=True),
        Column(words("column.done_on")),
        Column(words("column.claimed_on")),
        Column(words("column.state")),
        Column(words("column.proof"), wide=True),
    )
    rows = tuple(
        (
            task_cell(verdict.task.number),
            agency_cell(assessment, register.bodies[claim.update.agency], words),
            Cell(words.day(claim.done_on), claim.done_on),
            Cell(words.day(claim.update.reported_on), claim.update.reported_on),
            Cell(state_text(verdict, words), tone=tone_of(verdict.state)),
            Cell("; ".join(one.number or one.title for one in claim.update.value.evidence) or "—"),
        )
        for verdict, claim in claims
    )
    return Table(columns, rows, name="claims")


# --- indicators ------------------------------------------------------------------------------------------------------


def indicators_table(assessment: Assessment, series: Iterable[IndicatorSeries], words: Words) -> Table:
    """Give the table of what was measured: the last value against the target, and how it came there."""
    columns = (
        Column(words("column.task")),
        Column(words("column.indicator"), wide=True),
        Column(words("column.agency")),
        Column(words("column.target"), spare=True),
        Column(words("column.latest")),
        Column(words("column.met"), spare=True),
        Column(words("column.trend"), wide=True),
    )
    return Table(columns, tuple(_measure_row(assessment, one, words) for one in series), name="indicators")


def _measure_row(assessment: Assessment, measure: IndicatorSeries, words: Words) -> tuple[Cell, ...]:
    indicator, met = measure.indicator, measure.met
    tone: Tone = "mute" if met is None else "good" if met else "warn"
    name = "together" if indicator.together else {True: "yes", False: "no", None: "nothing"}[met]
    told, state = _value(measure.latest, words), words(f"met.{name}")
    target = target_text(indicator, words)
    page = task_page(indicator.tasks[0]) if len(indicator.tasks) == 1 else ""
    return (
        Cell(indicator_place(indicator), page=page),
        Cell(indicator.id),
        agency_cell(assessment, measure.agency, words),
        Cell(target),
        Cell(told, tone=tone, scarce=words("indicators.state", value=told, state=state, target=target)),
        Cell(state, tone=tone),
        Cell(
            " → ".join(f"{_month(point, words)} {_value(point, words)}" for point in measure.points),
            scarce=" → ".join(f"{_month(point, words)} {_brief(point, words)}" for point in measure.points),
        ),
    )


def _value(point: IndicatorValue, words: Words) -> str:
    measured = point.measured
    return str(measured.value) if measured.of is None else share_text(measured.value, measured.of, words)


def _month(point: IndicatorValue, words: Words) -> str:
    return words.month(point.period.month, point.period.year)


def _brief(point: IndicatorValue, words: Words) -> str:
    """Give a value in its shortest form: the percentage alone, of the whole of its own month."""
    measured = point.measured
    if measured.of is None:
        return str(measured.value)
    percent = percent_of(measured.value, measured.of)
    return percent_text(percent, words) if percent else "–"


def indicator_totals(series: Iterable[IndicatorSeries], words: Words) -> list[Paragraph]:
    """Give what several agencies report of one indicator, added up: of what, and by how many of them."""
    told = []
    for one in together(series):
        id_, number = one.indicator.id, len(one.series)
        if one.indicator.together:
            asked = target_text(one.indicator, words)
            told.append(words("indicators.sum", id=id_, number=number, value=one.value, target=asked))
        elif number > 1 and one.whole is not None:
            whole = share_text(one.value, one.whole, words)
            told.append(words("indicators.together", id=id_, number=number, share=whole))
    return [Paragraph(one) for one in told]


# --- obstacles -------------------------------------------------------------------------------------------------------


def gravest_first(obstacles: Iterable[OpenObstacle]) -> list[OpenObstacle]:
    """Give the obstacles, those beyond the agency's authority first, then by category and age."""
    return sorted(
        obstacles, key=lambda one: (not one.obstacle.beyond_authority, one.obstacle.category, one.raised.reported_on)
    )


def obstacles_summary(obstacles: Sequence[OpenObstacle], words: Words) -> str:
    """Say how many obstacles are open, how many of them beyond authority or unanswered, and of which kinds."""
    if not obstacles:
        return words("obstacles.none")
    by_category = Counter(one.obstacle.category for one in obstacles)
    return words(
        "obstacles.summed",
        number=len(obstacles),
        beyond=sum(one.obstacle.beyond_authority for one in obstacles),
        unanswered=sum(not one.answers for one in obstacles),
        told=", ".join(f"{words(f'category.{name}')}: {number}" for name, number in sorted(by_category.items())),
    )


def obstacles_table(
    register: Register, assessment: Assessment, obstacles: Iterable[OpenObstacle], words: Words, *, named: bool = True
) -> Table:
    """Give the table of these obstacles: whose, since when, what is proposed and what was answered.

    `named`: each with the name by which an answer calls it.
    """
    columns = (
        Column(words("column.agency")),
        Column(words("column.task"), number=True),
        Column(words("column.category")),
        Column(words("column.authority")),
        Column(words("column.raised_on")),
        Column(words("column.days"), number=True),
        Column(words("column.obstacle"), wide=True),
        Column(words("column.proposal"), wide=True),
        Column(words("column.answer"), wide=True),
    )
    rows = tuple(_obstacle_row(register, assessment, one, words, named=named) for one in obstacles)
    return Table(columns, rows, stacked=True, name="obstacles")


def _obstacle_row(
    register: Register, assessment: Assessment, one: OpenObstacle, words: Words, *, named: bool
) -> tuple[Cell, ...]:
    obstacle = one.obstacle
    name = f" ({obstacle.id})" if named and obstacle.id else ""
    answers = [
        words(
            "obstacles.answer",
            day=words.day(entry.value.date),
            by=short_name(register.bodies[entry.value.by], words),
            answer=one_line(entry.value.answer),
            document=document_name(entry.value.document, words),
        )
        for entry in one.answers
    ]
    return (
        agency_cell(assessment, one.agency, words),
        task_cell(one.update.value.task),
        Cell(words(f"category.{obstacle.category}") + name),
        Cell(words("authority.beyond" if obstacle.beyond_authority else "authority.within")),
        Cell(words.day(one.raised.reported_on), one.raised.reported_on),
        Cell(str(one.days_since(assessment.as_of)), one.days_since(assessment.as_of)),
        Cell(one_line(obstacle.description)),
        Cell(one_line(obstacle.proposal) if obstacle.proposal else "—"),
        Cell("; ".join(answers) or words("obstacles.no_answer")),
    )
