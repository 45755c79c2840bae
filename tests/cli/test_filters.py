"""The option `--agency` of the lists."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

EXAMPLE = ("--data", "examples/q3-2023", "--as-of", "2023-09-20")
LISTS = {
    "overdue": "tasks",
    "due-soon": "tasks",
    "recurring": "tasks",
    "claims": "claims",
    "at-risk": "at_risk",
    "reports": "agencies",
    "reports --missing": "missing",
    "obstacles": "obstacles",
    "assumptions": "assumptions",
    "gate": "findings",
}
"""The key of the items in the JSON output of each list."""


def items(ran: Ran, key: str) -> list[dict[str, Any]]:
    """Return the items in the JSON output of a run."""
    return json.loads(ran.out)[key]  # type: ignore[no-any-return]


def agencies_of(item: dict[str, Any]) -> set[str]:
    """Return the agencies of an item, of a task those that owe it."""
    if "obligations" in item:
        return {id_ for obligation in item["obligations"] for id_ in agencies_of(obligation)}
    return set(item.get("agencies") or [item["agency"]])


@pytest.mark.parametrize("command", LISTS)
def test_a_list_of_one_agency(command: str, run: Callable[..., Ran]) -> None:
    """A list shows only what is about the agency, less than without the filter, and names the agency at the top."""
    own = ("--agency", "bql khu kinh te")
    text = run(*command.split(), *own, *EXAMPLE).out
    shown = items(run(*command.split(), *own, *EXAMPLE, "--format", "json"), LISTS[command])
    everything = items(run(*command.split(), *EXAMPLE, "--format", "json"), LISTS[command])

    assert "cơ quan: Ban Quản lý Khu kinh tế" in "".join(text.splitlines()[:3])
    assert len(shown) < len(everything)
    if command != "assumptions":
        assert all("bql-khu-kinh-te" in agencies_of(item) for item in shown)
        expected = sum("bql-khu-kinh-te" in agencies_of(item) for item in everything)
        assert len(shown) == expected


def test_a_group_stands_for_its_members(run: Callable[..., Ran]) -> None:
    """The missing reports of the districts."""
    missing = items(run("reports", "--missing", "--agency", "grp-huyen", *EXAMPLE, "--format", "json"), "missing")
    assert [item["agency"] for item in missing] == ["ubnd-h-hon-quan"]


def test_counts_are_of_what_is_shown(run: Callable[..., Ran]) -> None:
    """The counts of a period are those of the agency, not of all."""
    periods = items(run("reports", "--agency", "bql khu kinh te", *EXAMPLE, "--format", "json"), "periods")
    assert [(period["owed"], period["missing"]) for period in periods] == [(1, 1)] * 3


def test_indicators_below_the_target(run: Callable[..., Ran]) -> None:
    """The values that miss it; the summary counts only these."""
    own = ("indicators", "--below-target", "--agency", "so-tttt", *EXAMPLE)
    shown = items(run(*own, "--format", "json"), "indicators")

    assert [(item["id"], item["met"]) for item in shown] == [
        ("ho-so-dung-han", False),
        ("hai-long-dich-vu-cong-thiet-yeu", False),
    ]
    out = run(*own, "--lang", "en").out
    assert "Only agency: Department of Information and Communications; below the target." in out
    assert "Latest values of the agencies: 0 meet the target, 2 do not, 0 had no cases." in out


def test_indicators_of_a_task(run: Callable[..., Ran]) -> None:
    """Only those of the task, and only they are missed if nobody reported them."""
    shown = items(run("indicators", "--task", "34", *EXAMPLE, "--format", "json"), "indicators")
    unreported = items(run("indicators", "--task", "34", "--as-of", "2023-07-01", "--format", "json"), "silent")

    assert {tuple(item["tasks"]) for item in shown} == {(34,)}
    assert unreported == ["co-so-kham-benh-huong-dan-luu-tru", "cong-dan-khai-bao-luu-tru-truc-tuyen"]


def test_indicators_that_an_agency_has_not_reported(run: Callable[..., Ran]) -> None:
    """They are those of its own tasks, by name."""
    out = run("indicators", "--agency", "so-gddt", "--as-of", "2023-07-01", "--lang", "en").out

    assert "Indicators that the agencies shown must report and have not: 6\n" in out
    assert "\n- 37. Schools with cashless fees\n- 38. ID accounts of level 1 or 2\n- 59. " in out


def test_assumptions_about_an_agency(run: Callable[..., Ran]) -> None:
    """Those about its tasks and groups are shown; those about other agencies and the whole plan are counted."""
    out = run("assumptions", "--agency", "so-y-te", "--lang", "en").out
    everything = items(run("assumptions", "--format", "json"), "assumptions")
    shown = items(run("assumptions", "--agency", "so-y-te", "--format", "json"), "assumptions")

    assert f"tasks that they lead: {len(shown)} (" in out
    assert f"the whole plan: {len(everything) - len(shown)}." in out
    assert "chuc-vu-nguoi-ky" not in {item["id"] for item in shown}


def test_the_next_due_date_is_that_of_the_agency(run: Callable[..., Ran]) -> None:
    """The last sentence of `due-soon` names no task of others."""
    assert "30/9/2023" in run("due-soon", *EXAMPLE).out
    assert "30/9/2023" not in run("due-soon", "--agency", "so-tttt", *EXAMPLE).out


def test_filters_of_obstacles_are_named(run: Callable[..., Ran]) -> None:
    """All filters are in one line."""
    out = run("obstacles", "--beyond", "--category", "funding", *EXAMPLE, "--lang", "en").out
    assert "Only category: funding; beyond the agency's authority." in out


@pytest.mark.parametrize(
    ("command", "filters"),
    [
        (("tasks",), {}),
        (("tasks", "--lead", "so y te", "--state", "qua han"), {"lead": ["so-y-te"], "state": ["overdue"]}),
        (("due-soon", "--within", "9"), {"within": ["9"]}),
        (("status", "--only", "due-soon"), {"only": ["due_soon"]}),
        (("indicators", "--below-target", "--task", "34"), {"task": ["34"], "below_target": []}),
        (("obstacles", "--beyond", "--category", "kinh-phi"), {"category": ["kinh-phi"], "beyond": []}),
        (("reports", "--missing", "--agency", "grp-huyen"), {"agency": ["grp-huyen"]}),
    ],
)
def test_json_names_its_filters(command: tuple[str, ...], filters: object, run: Callable[..., Ran]) -> None:
    """By the options of the command, with ids."""
    assert json.loads(run(*command, *EXAMPLE, "--format", "json").out)["filters"] == filters
