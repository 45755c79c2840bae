"""Truths about a change, one a file: what may be done to the plan, by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from plan190.diagnostics import Diagnostic, ordered
from plan190.review.rules import (
    actor_unknown,
    closed_period_changed,
    date_moved,
    dated_back,
    day_long_past,
    decided_changed,
    history_rewritten,
    merge_conflict,
    names_clash,
    not_plain,
    outside_own_folder,
    personal_in_history,
    record_removed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


class Rule(Protocol):
    """A module of this shelf."""

    def check(self, change: Change) -> Iterator[Diagnostic]:
        """Give every breach."""


RULES: tuple[Rule, ...] = (
    actor_unknown,
    closed_period_changed,
    date_moved,
    dated_back,
    day_long_past,
    decided_changed,
    history_rewritten,
    merge_conflict,
    names_clash,
    not_plain,
    outside_own_folder,
    personal_in_history,
    record_removed,
)
"""Every rule about a change."""


def check(change: Change) -> tuple[Diagnostic, ...]:
    """Give every breach of every rule."""
    return ordered(one for rule in RULES for one in rule.check(change))
