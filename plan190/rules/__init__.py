"""Truths about the files, one a file: what each entry must be to the others, and to the issued text.

A rule is a module with `check(register)`, which yields every breach it finds and never stops at the first. Its
answer does not change overnight: what depends on the day is `plan190.status`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, ordered
from plan190.rules import (
    awaited_unknown,
    body_unknown,
    citation_out_of_place,
    deadline_not_as_phrase,
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
    from plan190.register import Register

FIRST = (given_twice, body_unknown, group_contains_itself, tasks_do_not_balance)
"""The rules that the others lean on."""

RULES = (
    *FIRST,
    awaited_unknown,
    citation_out_of_place,
    deadline_not_as_phrase,
    number_not_in_words,
    provision_unknown,
    roster_unfounded,
    source_line_unread,
    task_led_by_nobody,
    task_unknown,
    words_not_in_source,
)
"""Every rule."""


def check(register: Register) -> tuple[Diagnostic, ...]:
    """Give every breach of every rule."""
    return ordered(found for rule in RULES for found in rule.check(register))
