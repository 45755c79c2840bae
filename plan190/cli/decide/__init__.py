"""`plan190 decide`: commands that record decisions; one for each kind, and two that step through what waits."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FORMATS = ("table", "json")

COMMANDS: Mapping[str, Sequence[str]] = {
    "decide_waiting": ("claims", "obstacles"),
    "decide_each": (
        "accept", "return", "extend", "event", "schedule", "suspend", "resume", "close", "transfer", "answer",
        "settle", "withdraw",
    ),
}  # fmt: skip
"""The commands of the group by the heading in its help."""


def command_of(name: str) -> Any:  # noqa: ANN401 - a module, or what is like one
    """Return the command with this name."""
    if name in COMMANDS["decide_waiting"]:
        return import_module(f"plan190.cli.decide.{name}")
    from plan190.cli.decide.one import one_decision

    return one_decision(name)
