"""Which keys of an entry depend on the value of another key, for the schemas: editors report it before `check` does.

P306, P328, P331, P334 and P904 check the same, and tests compare them with the schemas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Constraint = Literal["present", "absent", "digits"] | tuple[object, ...]
"""A key has a value; it has none; its text has only digits; or it has one of these values or none."""


class Condition(NamedTuple):
    """The constraints on other keys that apply if `key` has one of the values; without a key they always apply.

    `one_of`: at least one of these keys has a value.
    """

    key: str = ""
    values: tuple[object, ...] = ()
    constraints: Mapping[str, Constraint] = {}
    one_of: tuple[str, ...] = ()


_NEWS = ("done_on", "progress", "summary", "indicators", "evidence", "obstacles", "at_risk")
"""The keys of an update that state something new."""

_UPDATE = (
    Condition("state", ("not_started",), {"done_on": "absent", "progress": (0,)}),
    Condition("state", ("in_progress",), {"done_on": "absent"}),
    Condition("state", ("done",), {"done_on": "present", "progress": (100,), "at_risk": "absent"}),
    Condition("state", ("unchanged",), dict.fromkeys(_NEWS, "absent")),
)
_SCOPE = (
    Condition("whole_plan", (True,), {"tasks": "absent", "agencies": "absent"}),
    Condition("whole_plan", (False,), one_of=("tasks", "agencies")),
)
_CERTAINTY = (
    Condition("certainty", ("certain",), {"assumption": "absent"}),
    Condition("certainty", ("likely", "unsure"), {"assumption": "present"}),
)

CONDITIONS: Mapping[str, tuple[Condition, ...]] = {
    "Update": _UPDATE,
    "Correction": _UPDATE,
    "Schedule": (
        Condition("recurring", (True,), {"until": "absent"}),
        Condition("recurring", (False,), {"until": "present"}),
    ),
    "Suspend": _SCOPE,
    "Resume": _SCOPE,
    "Close": _SCOPE,
    "Owner": (
        Condition("role", ("agency",), {"agencies": "present"}),
        Condition("role", ("coordinator",), {"agencies": "absent"}),
    ),
    "Successor": _CERTAINTY,
    "LaterName": _CERTAINTY,
    "Account": (Condition("forge", ("github", "gitlab", "gitea"), {"id": "digits"}),),
    "Waiver": (Condition(one_of=("agency", "task", "period", "file")),),
}
"""The conditions of each type of entry."""
