"""Truths about the files, one a file: what each entry must be to the others, and to the issued text.

A rule is a module with `check(register)`, which yields every breach it finds and never stops at the first. Its
answer does not change overnight, but for the one that asks for today: what depends on the day is `plan190.status`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from plan190.checks.rules import (
    awaited_unknown,
    body_not_in_words,
    body_unknown,
    citation_out_of_place,
    claim_without_proof,
    correction_of_nothing,
    day_in_future,
    day_out_of_order,
    deadline_not_as_phrase,
    decision_of_nothing,
    document_not_as_cited,
    entry_contradicts_itself,
    evidence_shared,
    evidence_twice,
    given_twice,
    group_contains_itself,
    indicator_wrong,
    moved_without_a_word,
    number_not_in_words,
    owner_unclear,
    provision_unknown,
    report_out_of_place,
    report_says_nothing,
    roster_unfounded,
    same_words_as_last_month,
    source_line_unread,
    task_led_by_nobody,
    task_not_theirs,
    task_unknown,
    tasks_do_not_balance,
    waiver_not_allowed,
    words_not_in_source,
)
from plan190.diagnostics import Diagnostic, ordered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.register import Register


class Rule(Protocol):
    """A module of this shelf."""

    @property
    def NEEDS(self) -> tuple[str, ...]:  # noqa: N802 - a module's constant
        """The files it looks at."""

    @property
    def WHOLE(self) -> bool:  # noqa: N802 - a module's constant
        """Whether all their entries must be there."""

    def check(self, register: Register) -> Iterator[Diagnostic]:
        """Give every breach."""


RULES: tuple[Rule, ...] = (
    awaited_unknown,
    body_not_in_words,
    body_unknown,
    citation_out_of_place,
    claim_without_proof,
    correction_of_nothing,
    day_out_of_order,
    deadline_not_as_phrase,
    decision_of_nothing,
    document_not_as_cited,
    entry_contradicts_itself,
    evidence_shared,
    evidence_twice,
    given_twice,
    group_contains_itself,
    indicator_wrong,
    moved_without_a_word,
    number_not_in_words,
    owner_unclear,
    provision_unknown,
    report_out_of_place,
    report_says_nothing,
    roster_unfounded,
    same_words_as_last_month,
    source_line_unread,
    task_led_by_nobody,
    task_not_theirs,
    task_unknown,
    tasks_do_not_balance,
    waiver_not_allowed,
    words_not_in_source,
)
"""Every rule whose answer does not change overnight."""


def check(register: Register, whole: frozenset[str], today: date) -> tuple[Diagnostic, ...]:
    """Give every breach of every rule that can be judged, `whole` being the files without an error so far.

    A rule that looks at entries one by one looks at those that could be read; one that compares entries looks only
    when all it needs is there, or it would tell of things already told.
    """
    judged = [rule for rule in RULES if set(rule.NEEDS) <= whole or not rule.WHOLE]
    found = [one for rule in judged for one in rule.check(register)]
    return ordered((*found, *day_in_future.check(register, today)))
