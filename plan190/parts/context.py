"""The names, the date and the messages that every view needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.parts.names import full_name, kind_name, name_in_text, short_name
from plan190.status.facts import head
from plan190.status.succession import acting_body

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plan190.diagnostics import Place
    from plan190.model.plan import Plan, Policy
    from plan190.model.register import Register
    from plan190.model.task import Task
    from plan190.status import fact_types as types
    from plan190.status.verdicts import Assessment, TaskVerdict
    from plan190.words import Words


class Filter(NamedTuple):
    """A filter that selects what a view shows: the name of its option, the values, and both as a text for the reader.

    `values`: () for an option without a value.
    """

    option: str
    values: tuple[str, ...]
    text: str


class ViewContext(NamedTuple):
    """The register with the names of all bodies, the date of the view, and the messages in the reader's language.

    `has_reports`: whether any monthly report was submitted by the date, or is left out because of errors. `listed`: the
    ids of the agencies that lead a task or cooperate in one; each has a page on the dashboard. `is_future`: whether the
    date has not come yet. `is_draft`: whether the view is an advance draft.
    `is_date_given`: whether the user gave the date; commands in a view on the screen then repeat it.
    `filters`: those that select what the view shows.
    """

    register: Register
    as_of: date
    has_reports: bool
    listed: frozenset[str]
    words: Words
    is_future: bool = False
    is_draft: bool = False
    is_date_given: bool = True
    filters: tuple[Filter, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.register.plan

    @property
    def kind(self) -> str:
        """What kind of document the plan is."""
        return kind_name(self.plan.kind, self.words)

    @property
    def policy(self) -> Policy:
        """The policy for interpreting dates."""
        return self.plan.policy

    @property
    def head(self) -> types.Head:
        """The first facts of a view of the plan."""
        filters = {item.option: item.values for item in self.filters}
        return {**head(self.register, self.as_of, is_future=self.is_future), "filters": filters}

    @property
    def options(self) -> str:
        """The options by which a command reads the same data as of the same date; "" if it needs none."""
        as_of = f" --as-of {self.as_of}" if self.is_date_given else ""
        return as_of + self.register.option

    def short_name(self, id_: str) -> str:
        """Return the short name of the body with this id, for tables and lists."""
        return short_name(self.register.bodies[id_], self.words)

    def name_in_text(self, id_: str) -> str:
        """Return the name of the body with this id in a sentence."""
        return name_in_text(self.register.bodies[id_], self.words)

    def full_name(self, id_: str) -> str:
        """Return the full name of the body with this id."""
        return full_name(self.register.bodies[id_], self.words)

    def short_names(self, ids: Iterable[str]) -> str:
        """Return the short names of the bodies with these ids, separated by semicolons."""
        return "; ".join(map(self.short_name, ids))

    def leads(self, verdict: TaskVerdict) -> str:
        """Return the short names of the bodies that lead the task, as in `lead_ids`, or else the words of the plan."""
        return self.short_names(self.lead_ids(verdict)) or verdict.task.lead.words

    def lead_ids(self, verdict: TaskVerdict) -> tuple[str, ...]:
        """Return the ids of the bodies that lead the task in the plan and still owe it, or to which it passed."""
        lead = verdict.task.lead.bodies
        owed = [item for item in verdict.verdicts if item.obligation.ceased_on is None]
        owing = {agency.id: None for item in owed for agency in item.agencies}
        members = {id_: {agency.id for agency in self.register.members((id_,))} for id_ in lead}
        in_plan = set().union(*members.values())
        still = [id_ for id_ in lead if not members[id_].isdisjoint(owing)]
        passed_to = [id_ for id_ in owing if id_ not in in_plan]
        return (*still, *passed_to) or lead

    def cooperating_ids(self, task: Task) -> tuple[str, ...]:
        """Return the ids of the bodies that the plan names as cooperating, or of their successors as of the date."""
        named = task.cooperating.bodies
        return tuple(dict.fromkeys(acting_body(self.register, id_, self.as_of, task.id).id for id_ in named))

    def acting(self, id_: str) -> str:
        """Return the id of the body that acts as of the date for the body of the plan with this id."""
        return acting_body(self.register, id_, self.as_of).id

    def name_in_plan(self, id_: str) -> str:
        """Return the full name that the body with this id has in the plan."""
        return full_name(self.register.body_in_plan(id_), self.words)

    def names_in_text(self, ids: Iterable[str]) -> str:
        """Return the names of the bodies with these ids in a sentence, separated by semicolons."""
        return "; ".join(map(self.name_in_text, ids))

    def place_text(self, place: Place) -> str:
        """Return a place in a file as `path:line`."""
        return f"{self.register.root}/{place.path}:{place.line}"


def view_context(register: Register, assessment: Assessment, words: Words, *, is_future: bool = False) -> ViewContext:
    """Return the context of the views of an assessment; `is_future`: whether its date has not come yet."""
    listed = frozenset(verdict.agency.id for verdict in assessment.agencies)
    has_reports = bool(assessment.snapshot.reports or register.left_out)
    words = words.for_periods(register.plan.reporting.units)
    return ViewContext(register, assessment.as_of, has_reports, listed, words, is_future)
