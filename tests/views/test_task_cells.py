"""Tests of the cells of a task that only some plans have."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Ran

_PLAN = """\
Issued by: Board

# Action Plan

1 March 2027

| No. | Action | Owner | Due | Deliverable | Budget |
|---|---|---|---|---|---|
| I | Buildings | | | | |
| 1 | Replace the boiler | Facilities | by 30 June 2027 | | 20,000 |
"""


def test_show_names_section_and_other_columns(run: Callable[..., Ran], tmp_path: Path) -> None:
    """The section and the cells of further columns are shown with their heading; an empty product is “none”."""
    (tmp_path / "plan.md").write_text(_PLAN, "utf-8")
    data = str(tmp_path / "data")
    run("import", str(tmp_path / "plan.md"), "--output", data)
    ran = run("show", "1", "--data", data, "--lang", "en")
    task = json.loads(run("show", "1", "--data", data, "--format", "json").out)["task"]
    lines = {" ".join(line.split()) for line in ran.out.splitlines()}

    assert {"Section I. Buildings", "Budget 20,000", "Product, result none"} <= lines
    assert (task["section"], task["other"]) == ("I. Buildings", [{"column": "Budget", "words": "20,000"}])
