"""The recipes of docs/json.md: each is run as it is printed, on the example as of today."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.conftest import EXAMPLE, ROOT
from tests.programs import program

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

PAGE = (ROOT / "docs" / "json.md").read_text("utf-8")
RECIPES = re.findall(r"^```sh\n(plan190 .*?\|\s+jq .*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def answer(folder: Path, recipe: str) -> str:
    """Return the answer of a recipe in a folder that has the example as its data."""
    program("jq")
    shutil.copytree(EXAMPLE, folder / "data")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = ["bash", "-euo", "pipefail", "-c", recipe]
    ran = subprocess.run(command, cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, check=True)
    return ran.stdout.decode()


def facts_of(run: Callable[..., Ran], *command: str) -> Any:
    """Return the JSON output of a command on the example."""
    return json.loads(run(*command, "--format", "json", "--data", str(EXAMPLE)).out)


def test_there_are_three_recipes() -> None:
    """A test below runs each."""
    assert len(RECIPES) == 3


def test_overdue_obligations_as_csv(run: Callable[..., Ran], tmp_path: Path) -> None:
    """A row for each; the joint task has several agencies in one cell."""
    lines = answer(tmp_path, RECIPES[0]).splitlines()
    tasks = facts_of(run, "overdue")["tasks"]
    rows = [(task["id"], item) for task in tasks for item in task["obligations"] if item["state"] == "overdue"]

    assert lines == [f'"{id_}","{" ".join(i["agencies"])}","{i["due"]}",{i["days_late"]}' for id_, i in rows]
    assert len(lines) > 10


def test_agencies_that_owe_reports(run: Callable[..., Ran], tmp_path: Path) -> None:
    """Each agency once, with all its missing periods."""
    missing = facts_of(run, "reports", "--missing")["missing"]
    periods: dict[str, list[str]] = {item["agency"]: [] for item in missing}
    for item in missing:
        periods[item["agency"]].append(item["period"])
    wanted = [f"{agency}\t{' '.join(names)}" for agency, names in sorted(periods.items())]

    assert answer(tmp_path, RECIPES[1]).splitlines() == wanted
    assert len(wanted) > 10


def test_obligations_of_an_agency_by_state(run: Callable[..., Ran], tmp_path: Path) -> None:
    """Only states that occur; they add up to the agency's total."""
    (agency,) = [item for item in facts_of(run, "status")["agencies"] if item["id"] == "so-y-te"]
    by_state = json.loads(answer(tmp_path, RECIPES[2]))

    assert by_state == {state: number for state, number in agency["lead"]["by_state"].items() if number}
    assert sum(by_state.values()) == agency["lead"]["total"]
