"""The outcome of a review, in types that JSON has: what the change says, what it would move, and the findings.

Programs read these values and the views print them, so that a result sent from another machine reads the same there.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from plan190.checks.findings import check_facts
from plan190.document.blocks import Finding  # noqa: TC001 - read_outcome checks against it
from plan190.model.report import (
    Category,  # noqa: TC001 - read_outcome checks against it
    ReportedState,  # noqa: TC001 - read_outcome checks against it
)
from plan190.status.state import State  # noqa: TC001 - read_outcome checks against it
from plan190.status.submissions import SubmissionState  # noqa: TC001 - read_outcome checks against it

if TYPE_CHECKING:
    from plan190.checks.findings import CheckResult
    from plan190.words import Words

Mark = Literal["new", "changed", "withdrawn", "removed"]
Clock = Literal["starts", "kept_up"]
Kind = Literal[
    "accept", "return", "extend", "event", "schedule", "suspend", "resume", "close", "transfer", "settle", "answer",
    "withdraw",
]  # fmt: skip


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
    """What a report says on a task, and the progress reported before. `corrects`: the period that it corrects."""

    task: int
    content: str
    before: Progress | None
    after: Progress
    corrects: str | None
    summary: str | None
    evidence: tuple[str, ...]
    indicators: tuple[str, ...]
    obstacles: tuple[ReportedObstacle, ...]
    expected_on: str | None


@dataclass(frozen=True)
class ReportedContribution:
    """What a cooperating agency did for a task."""

    task: int
    contribution: str


@dataclass(frozen=True)
class ReportChange:
    """What a changed monthly report says, as far as it could be read.

    `same`: the number of its entries that did not change; `unread`: the number of those left out for their errors.
    `document` and `indicators` are those of the report as a whole, `why` the reason of a withdrawal, `file` its path
    from the root of the repository.
    """

    agency: str
    name: str
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
class NewDecision:
    """A new decision: its kind, date and author, and what it is about."""

    id: str
    kind: Kind
    date: str
    by: str
    tasks: tuple[int, ...]
    agencies: tuple[str, ...]
    until: str | None


@dataclass(frozen=True)
class ObligationState:
    """The state of an obligation, its due date, and the days late."""

    state: State
    due: str | None
    days_late: int


@dataclass(frozen=True)
class MovedObligation:
    """An obligation whose state would change, and the clock that would start with it."""

    task: int
    agency: str
    name: str
    before: ObligationState | None
    after: ObligationState
    clock: Clock | None


@dataclass(frozen=True)
class AgencyTable:
    """The number of an agency's obligations in each state, before and after the merge."""

    agency: str
    name: str
    before: dict[State, int]
    after: dict[State, int]


@dataclass(frozen=True)
class Run:
    """What was reviewed: two commits as of a date, for an actor; `data`: the folder as the reader writes it."""

    base: str
    head: str
    today: str
    actor: str | None
    fiction: bool
    files_checked: int
    files_changed: int
    data: str


@dataclass(frozen=True)
class Outcome:
    """The outcome as a whole. `computed`: whether there are figures; with errors in the data there are none."""

    run: Run
    accepted: bool
    old: int
    waived: int
    reports: tuple[ReportChange, ...]
    decisions: tuple[NewDecision, ...]
    computed: bool
    moved: tuple[MovedObligation, ...]
    tables: tuple[AgencyTable, ...]
    findings: tuple[Finding, ...]

    @property
    def counting(self) -> list[Finding]:
        """The findings that this change brings and no waiver covers."""
        return [finding for finding in self.findings if finding.new and finding.waived_by is None]


def outcome_facts(outcome: Outcome, result: CheckResult) -> dict[str, object]:
    """Return the outcome as JSON has it, the findings in the form of `check` (`docs/json.md`)."""
    values = dataclasses.asdict(outcome)
    facts = check_facts(result, outcome.findings, values.pop("run"))
    del values["findings"]
    return facts | {"format": "plan190.review", "version": 1, "outcome": values}


RUN = tuple(field.name for field in dataclasses.fields(Run))


def read_outcome(text: bytes, words: Words) -> Outcome:
    """Read the outcome from JSON; ValueError with the reason if it is not exactly one.

    The JSON is not trusted: its values are texts and numbers to show and nothing else.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        facts = json.loads(text)
        values = {**facts["outcome"], "run": {name: facts["run"][name] for name in RUN}}
        values["findings"] = [_finding(finding, words) for finding in facts["findings"]]
        # A surrogate, from a name in another encoding, is not text.
        plain = json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")
        return TypeAdapter(Outcome).validate_json(plain, strict=True, extra="forbid")
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise ValueError(f"{'/'.join(map(str, first['loc']))}: {first['type']}") from None
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from None


def _finding(facts: dict[str, object], words: Words) -> dict[str, object]:
    """Return the values of a `Finding`: without the address and the excerpt, its severity in the reader's words."""
    values = {name: value for name, value in facts.items() if name != "url"}
    return values | {"excerpt": None, "severity_word": words(f"severity.{values['severity']}")}
