"""Invalid values are reported with their place, the allowed words and the nearest of these."""

from __future__ import annotations

from typing import Any

import pytest

from plan190.load.validation import validate
from plan190.load.yaml_reader import read_yaml
from plan190.model.task import TasksFile

GOOD = """tasks:
  - number: 20
    lead: {words: SỞ TƯ PHÁP, bodies: [so-tu-phap]}
    content: Việc
    cooperating: {words: Công an tỉnh, bodies: [cong-an-tinh]}
    deadline:
      words: Trước 30/6/2023
      rule: {kind: before, date: 2023-06-30}
    product: {words: Văn bản, type: document}
"""


def diagnostics_of(text: str) -> list[tuple[str, str, int, int, str, dict[str, str]]]:
    """Return code, variant, line, column, key path and values of every diagnostic."""
    parsed, diagnostics = read_yaml("tasks.yaml", text)
    assert parsed is not None, diagnostics
    _, _, diagnostics = validate(TasksFile, "tasks.yaml", parsed)
    return [
        (
            diagnostic.code,
            diagnostic.variant,
            diagnostic.place.line,
            diagnostic.place.column,
            diagnostic.at,
            dict(diagnostic.values),
        )
        for diagnostic in diagnostics
    ]


def test_a_valid_entry_has_no_diagnostic() -> None:
    """The sample that the other tests change is valid."""
    assert diagnostics_of(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    content: Việc\n", "", ("P201", "", 2, 5, "tasks[0].content", {"key": "content"})),
        (
            "content: Việc",
            "content: Việc\n    deadine: x",
            ("P202", "near", 5, 5, "tasks[0].deadine", {"near": "deadline"}),
        ),
        (
            "date: 2023-06-30",
            "dat: 2023-06-30",
            ("P202", "near", 8, 28, "tasks[0].deadline.rule.dat", {"near": "date"}),
        ),
        ("number: 20", "number: hai", ("P203", "whole", 2, 13, "tasks[0].number", {"value": "hai"})),
        ("number: 20", "number: -1", ("P203", "whole", 2, 13, "tasks[0].number", {"value": "-1"})),
        ("number: 20", "number: ２０", ("P203", "whole", 2, 13, "tasks[0].number", {})),
        ("number: 20", "number: " + "9" * 5000, ("P203", "whole", 2, 13, "tasks[0].number", {})),
        ("[so-tu-phap]", "so-tu-phap", ("P203", "list", 3, 39, "tasks[0].lead.bodies", {"value": "so-tu-phap"})),
        (
            "content: Việc",
            "content: [Việc]",
            ("P203", "single-list", 4, 14, "tasks[0].content", {"line": "content: Việc"}),
        ),
        ("{words: Văn bản, type: document}", "x", ("P203", "mapping", 9, 14, "tasks[0].product", {"value": "x"})),
        ("type: document", "type: documnt", ("P204", "near", 9, 37, "tasks[0].product.type", {"near": "document"})),
        ("type: document", "type: giấy", ("P204", "", 9, 37, "tasks[0].product.type", {"value": "giấy"})),
        ("kind: before", "kind: befor", ("P204", "near", 8, 20, "tasks[0].deadline.rule.kind", {"near": "before"})),
        ("kind: before, ", "", ("P201", "", 8, 13, "tasks[0].deadline.rule", {"key": "kind"})),
        ("[so-tu-phap]", "[So_Tu]", ("P204", "slug", 3, 40, "tasks[0].lead.bodies[0]", {"value": "So_Tu"})),
        ("[so-tu-phap]", "", ("P205", "list", 3, 39, "tasks[0].lead.bodies", {"key": "bodies"})),
        (GOOD, "tasks:\n", ("P205", "list-required", 1, 7, "tasks", {"key": "tasks"})),
        ("content: Việc", "content:", ("P205", "required", 4, 13, "tasks[0].content", {})),
        ("content: Việc", "content: '  '", ("P205", "required", 4, 14, "tasks[0].content", {})),
        ("content: Việc", "content: |\n      a\n      b", ("P205", "lines", 4, 14, "tasks[0].content", {})),
        ("content: Việc", "content: ' a'", ("P205", "blank", 4, 14, "tasks[0].content", {})),
        (
            "content: Việc",
            f"content: {'a' * 10_001}",
            ("P205", "long", 4, 14, "tasks[0].content", {"longest": "10000"}),
        ),
        (
            "content: Việc",
            "content: " + "ế" * 10_000,
            ("P205", "word", 4, 14, "tasks[0].content", {"longest": "1000"}),
        ),
        ("2023-06-30}", "2023-02-30}", ("P206", "none", 8, 34, "tasks[0].deadline.rule.date", {"value": "2023-02-30"})),
        (
            "2023-06-30}",
            "30/6/2023}",
            ("P206", "order", 8, 34, "tasks[0].deadline.rule.date", {"line": "date: 2023-06-30"}),
        ),
        ("2023-06-30}", "2023-6-30}", ("P206", "", 8, 34, "tasks[0].deadline.rule.date", {})),
        ("2023-06-30}", "9999-12-31}", ("P206", "far", 8, 34, "tasks[0].deadline.rule.date", {})),
        (
            "kind: before, date: 2023-06-30",
            "kind: month, month: 2023-13",
            ("P206", "month", 8, 34, "tasks[0].deadline.rule.month", {"value": "2023-13"}),
        ),
    ],
)
def test_one_error_gives_one_diagnostic(
    old: str, new: str, expected: tuple[str, str, int, int, str, dict[str, Any]]
) -> None:
    """Each change of the sample gives one diagnostic with the right place and values."""
    assert old in GOOD
    diagnostics = diagnostics_of(GOOD.replace(old, new, 1))
    values = diagnostics[0][5] if diagnostics else {}

    assert [diagnostic[:5] for diagnostic in diagnostics] == [expected[:5]]
    assert {name: values.get(name) for name in expected[5]} == expected[5]


@pytest.mark.parametrize("zone", ["[a]", "localtime", "Mars/Olympus", "{a: b}"])
def test_the_time_zone_must_be_a_geographical_one(zone: str) -> None:
    """With the machine's local zone, or none, "today" would depend on the machine."""
    from plan190.model.plan import PlanFile

    parsed, _ = read_yaml(
        "plan.yaml", f"plan: {{policy: {{before: exclusive, day_off: keep, soon: 7, timezone: {zone}}}}}"
    )
    assert parsed is not None
    _, _, diagnostics = validate(PlanFile, "plan.yaml", parsed)

    assert "plan.policy.timezone" in {diagnostic.at for diagnostic in diagnostics}


def test_all_diagnostics_of_all_entries_are_reported() -> None:
    """An error in one entry does not hide those in another."""
    second = GOOD.split("\n", 1)[1].replace("number: 20", "number: x").replace("type: document", "type: y")
    diagnostics = diagnostics_of(GOOD.replace("number: 20", "number: z") + second)

    assert [diagnostic[:2] for diagnostic in diagnostics] == [("P203", "whole"), ("P203", "whole"), ("P204", "")]
