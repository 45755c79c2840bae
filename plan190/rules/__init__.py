"""Truths about the files, one a file: what each entry must be to the others, and to the issued text.

A rule is a module with `check(register)`, which yields every breach it finds and never stops at the first. Its
answer does not change overnight: what depends on the day is `plan190.status`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from plan190.diagnostics import Diagnostic, ordered
from plan190.rules import (
    awaited_unknown,
    body_not_in_words,
    body_unknown,
    citation_out_of_place,
    deadline_not_as_phrase,
    document_not_as_cited,
    given_twice,
    group_contains_itself,
    number_not_in_words,
    provision_unknown,
    roster_unfounded,
    source_line_unread,
    task_led_by_nobody,
    task_unknown,
    tasks_do_not_balance,
    words_not_in_source,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.register import Register


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
    deadline_not_as_phrase,
    document_not_as_cited,
    given_twice,
    group_contains_itself,
    number_not_in_words,
    provision_unknown,
    roster_unfounded,
    source_line_unread,
    task_led_by_nobody,
    task_unknown,
    tasks_do_not_balance,
    words_not_in_source,
)
"""Every rule."""


def check(register: Register, whole: frozenset[str]) -> tuple[Diagnostic, ...]:
    """Give every breach of every rule that can be judged, `whole` being the files without an error so far.

    A rule that looks at entries one by one looks at those that could be read; one that compares entries looks only
    when all it needs is there, or it would tell of things already told.
    """
    judged = (rule for rule in RULES if set(rule.NEEDS) <= whole or not rule.WHOLE)
    return ordered(found for rule in judged for found in rule.check(register))
