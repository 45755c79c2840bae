"""The outcome of a review: the content of the change, its effect on obligations, and the findings.

The fields have only types that JSON has, and their names are the keys of the JSON (`docs/json.md`): `outcome_facts`
writes them, `read_outcome` reads them back on another machine, and the view prints them.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from plan190.checks.findings import TOOL, found_facts
from plan190.document.blocks import Finding  # noqa: TC001 - read_outcome checks against it
from plan190.model.decision import DecisionKind  # noqa: TC001 - read_outcome checks against it
from plan190.model.report import Category, ReportedState  # noqa: TC001 - read_outcome checks against it
from plan190.model.task import TaskNumber  # noqa: TC001 - read_outcome checks against it
from plan190.status.facts import part_of
from plan190.status.state import DONE, STATES, State
from plan190.status.submissions import SubmissionState

if TYPE_CHECKING:
    from collections.abc import Collection

    from plan190.checks.findings import CheckResult
    from plan190.review import fact_types as types
    from plan190.words import Words

Mark = Literal["new", "changed", "withdrawn", "removed"]
NewDuty = Literal["starts", "kept_up"]
ClaimState = Literal["claimed", "accepted", "returned"]


@dataclass(frozen=True)
class Progress:
    """The reported state of a task, its progress in percent, and the date of completion."""

    state: ReportedState
    progress: int | None
    done_on: str | None


@dataclass(frozen=True)
class ReportedObstacle:
    """The category of an obstacle, and whether it is beyond the agency's authority."""

    category: Category
    beyond_authority: bool


@dataclass(frozen=True)
class TaskChange:
    """The update of a report on a task, and the progress reported before.

    `corrects`: the period that a correction replaces; `why`: its reason. `settled`: the obstacles of the update before
    that the new one does not name, so that they are open no longer.
    """

    task: TaskNumber
    task_id: str
    content: str
    before: Progress | None
    after: Progress
    corrects: str | None
    why: str | None
    summary: str | None
    evidence: tuple[str, ...]
    indicators: tuple[str, ...]
    obstacles: tuple[ReportedObstacle, ...]
    settled: tuple[ReportedObstacle, ...]
    expected_on: str | None


@dataclass(frozen=True)
class ReportedContribution:
    """The contribution of a cooperating agency to a task."""

    task: TaskNumber
    task_id: str
    contribution: str


@dataclass(frozen=True)
class ReportChange:
    """The content of a changed monthly report, as far as it could be read.

    `delivery`: the state of its submission; None without figures. `same`: the number of unchanged updates and
    corrections; `unread`: the number of entries left out because of errors. `document` and `indicators` belong to the
    report as a whole. `why`: the reason of a withdrawal. `file`: its path from the root of the repository.
    """

    agency: str
    name: str
    english: str
    period: str
    reported_on: str
    mark: Mark
    delivery: SubmissionState | None
    days_late: int
    document: str | None
    tasks: tuple[TaskChange, ...]
    contributions: tuple[ReportedContribution, ...]
    indicators: tuple[str, ...]
    same: int
    unread: int
    why: str | None
    file: str


@dataclass(frozen=True)
class ClaimDecided:
    """A claim that a new decision accepts or returns: task and agency, the date of completion, and the evidence."""

    task: TaskNumber
    task_id: str
    agency: str
    name: str
    english: str
    done_on: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class NewDecision:
    """A new decision: its kind, dates and author, its tasks and agencies, and the claims that it decides.

    `english`: the English names of the agencies.
    """

    id: str
    kind: DecisionKind
    date: str
    recorded_on: str | None
    by: str
    tasks: tuple[TaskNumber, ...]
    agencies: tuple[str, ...]
    english: tuple[str, ...]
    until: str | None
    claims: tuple[ClaimDecided, ...]


@dataclass(frozen=True)
class ObligationState:
    """The state, the due date and the days late of an obligation, and whether the last claim was decided on.

    `claim`: `claimed` if it awaits acceptance; None if there is no claim.
    """

    state: State
    due: str | None
    days_late: int
    claim: ClaimState | None


@dataclass(frozen=True)
class MovedObligation:
    """An obligation whose state, due date, days late or claim would change.

    `clock`: a new duty: `starts` if it gets a due date, `kept_up` if it is done and later reports must mention it.
    """

    task: TaskNumber
    task_id: str
    agency: str
    name: str
    english: str
    before: ObligationState | None
    after: ObligationState
    clock: NewDuty | None


@dataclass(frozen=True)
class MovedReport:
    """A monthly report whose submission would have another state; None if it was not owed, or left out."""

    agency: str
    name: str
    english: str
    period: str
    before: SubmissionState | None
    after: SubmissionState | None


@dataclass(frozen=True)
class PastAnswer:
    """What a change alters in the answers as of a past date, the first one after a reporting period.

    `more`: the number of obligations and reports that are not listed, because there are too many.
    """

    as_of: str
    obligations: tuple[MovedObligation, ...]
    reports: tuple[MovedReport, ...]
    more: int


@dataclass(frozen=True)
class AgencyTable:
    """The number of an agency's obligations in each state, before and after the merge."""

    agency: str
    name: str
    english: str
    before: dict[State, int]
    after: dict[State, int]

    def numbers(self, states: Collection[State]) -> tuple[int, int]:
        """Return the number of obligations in any of the states, before and after the merge."""
        before = sum(self.before.get(state, 0) for state in states)
        after = sum(self.after.get(state, 0) for state in states)
        return before, after


@dataclass(frozen=True)
class LeftOutReport:
    """A report that the figures leave out because it has errors, with their codes."""

    agency: str
    period: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """The reviewed commits, the date of the review, and the actor; `data`: the path of the data folder in messages."""

    base: str
    head: str
    today: str
    actor: str | None
    fiction: bool
    files_checked: int
    files_changed: int
    data: str


@dataclass(frozen=True, kw_only=True)
class OutcomeFacts:
    """The outcome without the findings.

    `errors`, `warnings`: the numbers of those that count; the findings may lack some of them. `old`: the number of
    problems that the base already has; `base_errors`: the errors among them. `waived`: the number of waived problems.
    `reviewed`: False if the change touches no data, and so was not reviewed. `to_repair`: the changed files with
    problems that count, from the root of the repository. `computed`: whether there are figures (`moved`, `past`,
    `tables`); errors can prevent them. `left_out`: the reports of the base that have errors, and that the figures leave
    out.
    """

    accepted: bool
    reviewed: bool
    errors: int
    warnings: int
    old: int
    base_errors: int
    waived: int
    to_repair: tuple[str, ...]
    reports: tuple[ReportChange, ...]
    decisions: tuple[NewDecision, ...]
    computed: bool
    left_out: tuple[LeftOutReport, ...]
    moved: tuple[MovedObligation, ...]
    past: tuple[PastAnswer, ...]
    tables: tuple[AgencyTable, ...]


@dataclass(frozen=True, kw_only=True)
class Outcome(OutcomeFacts):
    """The whole outcome."""

    run: Run
    findings: tuple[Finding, ...]

    @cached_property
    def counted(self) -> tuple[Finding, ...]:
        """The findings that count: new and not waived."""
        return tuple(finding for finding in self.findings if finding.counts)

    @cached_property
    def has_late_report(self) -> bool:
        """Whether a new report is late."""
        return any(report.mark == "new" and report.delivery is SubmissionState.LATE for report in self.reports)

    @cached_property
    def open_states(self) -> tuple[State, ...]:
        """The states of work that is not done, as far as they occur in the tables."""

        def occurs(state: State) -> bool:
            return any(any(table.numbers([state])) for table in self.tables)

        return tuple(state for state in STATES if state not in DONE and occurs(state))


def outcome_facts(outcome: Outcome, result: CheckResult) -> types.Review:
    """Return the facts of the outcome, the findings in the form of `check` (`docs/json.md`)."""
    return {
        "format": "plan190.review",
        **TOOL,
        "run": outcome.run,
        **found_facts(result, outcome.findings),
        "outcome": part_of(outcome, OutcomeFacts),
    }


def read_outcome(text: bytes, words: Words) -> Outcome:
    """Read an outcome from JSON; ValueError with the reason if the text is not the JSON of an outcome.

    The JSON is not trusted: its values are only printed.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        facts = json.loads(text)
        run = {field.name: facts["run"][field.name] for field in dataclasses.fields(Run)}
        values = {**facts["outcome"], "run": run}
        values["findings"] = [_finding(finding, words) for finding in facts["findings"]]
        # Names in other encodings have surrogates, which UTF-8 cannot encode.
        plain = json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")
        outcome: Outcome = TypeAdapter(Outcome).validate_json(plain, strict=True, extra="forbid")
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise ValueError(f"{'/'.join(map(str, first['loc']))}: {first['type']}") from None
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from None
    if outcome.accepted != (outcome.errors == 0):
        raise ValueError("outcome/accepted: contradicts outcome/errors")
    return outcome


def _finding(facts: dict[str, object], words: Words) -> dict[str, object]:
    """Return the values of a `Finding`, without excerpt, its severity in the reader's words."""
    return facts | {"excerpt": None, "severity_word": words(f"severity.{facts['severity']}")}
