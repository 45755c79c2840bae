"""The order of lists: by urgency where the list is about urgency, else by task and by the plan's order of agencies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from plan190.model.task import task_order
from tests.conftest import example_register

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

EXAMPLE = ("--data", "examples/q3-2023", "--as-of", "2023-09-20", "--format", "json")
LATEST = "9999-12-31"


def agency_order(item: dict[str, Any]) -> int:
    """Return the position of an agency in the plan."""
    return example_register().order[item.get("agency") or item["id"]]


def first_task(item: dict[str, Any]) -> list[object]:
    """Return the first task of an indicator; one without a task comes first."""
    return [task_order(str(task)) for task in item["tasks"][:1]]


def _obstacle_order(item: dict[str, Any]) -> tuple[object, ...]:
    return bool(item["answers"]), not item["beyond_authority"], item["category"], item["raised_on"]


ORDERS: dict[str, tuple[str, Callable[[dict[str, Any]], Any]]] = {
    "tasks": ("tasks", lambda item: task_order(item["id"])),
    "recurring": ("tasks", lambda item: task_order(item["id"])),
    "overdue": ("tasks", lambda item: (-item["days_late"], task_order(item["id"]))),
    "due-soon --within 90": ("tasks", lambda item: (item["due"], task_order(item["id"]))),
    "claims": ("claims", lambda item: (item["reported_on"], task_order(item["task_id"]))),
    "at-risk": ("at_risk", lambda item: (item["due"] or LATEST, task_order(item["task_id"]))),
    "obstacles": ("obstacles", _obstacle_order),
    "agencies": ("agencies", agency_order),
    "reports": ("agencies", agency_order),
    "reports --missing": ("missing", lambda item: (agency_order(item), item["period"])),
    "indicators": ("indicators", first_task),
    "what-if --extend 59=2023-10-31 --done 41": ("changes", lambda item: not item["after"]["stated"]),
    "report overdue --output -": ("overdue", lambda item: (-item["days_late"], task_order(item["task_id"]))),
}


@pytest.mark.parametrize("command", ORDERS)
def test_order_of_a_list(command: str, run: Callable[..., Ran]) -> None:
    """The list is sorted by the key, and has more than one item."""
    name, key = ORDERS[command]
    items = json.loads(run(*command.split(), *EXAMPLE).out)[name]

    assert len(items) > 1
    assert items == sorted(items, key=key)
