"""`plan190 gate --baseline`: known findings do not fail the run, new ones do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import EXAMPLE, replaced

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

GATES = ("gate", "--fail-on", "overdue,missing-report")


EXTENSION = """\
decisions:
  - kind: extend
    id: gia-han-nv12
    date: 2024-01-20
    by: chu-tich-ubnd-tinh
    tasks: [12]
    until: 2024-02-29
    document: {number: 1/CV-HUCAU, date: 2024-01-20}
"""


@pytest.fixture
def baseline(tmp_path: Path, run: Callable[..., Ran]) -> Path:
    """The baseline of the real plan without reports on 20/9/2023."""
    path = tmp_path / "gate-baseline.json"
    assert run(*GATES, "--as-of", "2023-09-20", "--baseline", str(path), "--write-baseline").code == 0
    return path


def compared(run: Callable[..., Ran], baseline: Path, day: str, *more: str) -> tuple[int, dict[str, Any]]:
    """Run the gate with the baseline; return its exit code and the facts."""
    ran = run(*GATES, "--as-of", day, "--baseline", str(baseline), "--format", "json", *more)
    return ran.code, json.loads(ran.out)


def new_in(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the new findings."""
    return [finding for finding in facts["findings"] if finding["new"]]


def test_the_next_day_has_nothing_new(run: Callable[..., Ran], baseline: Path) -> None:
    """The same findings are known, and the file would be written again with the same bytes."""
    code, facts = compared(run, baseline, "2023-09-21")
    before = baseline.read_bytes()

    assert (code, new_in(facts), facts["gone"]) == (0, [], 0)
    assert facts["counts"]["old"] == len(facts["findings"]) > 100
    assert compared(run, baseline, "2023-09-21", "--write-baseline")[0] == 0
    assert baseline.read_bytes() == before


def test_the_file_has_one_sorted_line_for_each_finding(baseline: Path) -> None:
    """It can be committed, and a difference can be read."""
    lines = baseline.read_text("utf-8").splitlines()
    known = json.loads(baseline.read_text("utf-8"))["known"]

    assert len(lines) == len(known) + 6
    assert '    {"agency": "so-y-te", "code": "P502", "periods": "2023-07 – 2023-09"},' in lines
    assert [item["agency"] for item in known] == sorted(item["agency"] for item in known)


def test_a_newly_missing_month_fails(run: Callable[..., Ran], baseline: Path) -> None:
    """The message names the new month beside all that are missing."""
    only_reports = (
        "gate",
        "--fail-on",
        "missing-report",
        "--baseline",
        str(baseline),
        "--format",
        "json",
        "--lang",
        "en",
    )
    assert run(*only_reports, "--as-of", "2023-10-14").code == 0
    ran = run(*only_reports, "--as-of", "2023-10-15")
    new = new_in(json.loads(ran.out))

    assert (ran.code, len(new)) == (1, 41)
    assert "4 (2023-07 – 2023-10), new among them: 2023-10;" in new[0]["message"]


def test_a_report_that_arrives_makes_nothing_new(run: Callable[..., Ran], baseline: Path) -> None:
    """Fewer missing months are known; an agency with all its reports, and work done, are gone."""
    code, facts = compared(run, baseline, "2023-09-20", "--data", str(EXAMPLE))
    periods = {finding["agency"]: finding["periods"] for finding in facts["findings"] if finding["code"] == "P502"}

    # The example also has an event that gives task 41 a due date, and an extension of task 61.
    assert (code, {finding["task"] for finding in new_in(facts)}) == (1, {41, 61})
    assert periods["hoi-ccb-tinh"] == ["2023-08"]
    assert facts["gone"] > 0
    ran = run(*GATES, "--as-of", "2023-09-20", "--data", str(EXAMPLE), "--baseline", str(baseline), "--lang", "en")
    assert f"Known findings that no longer exist: {facts['gone']}." in ran.out
    compared(run, baseline, "2023-09-20", "--data", str(EXAMPLE), "--write-baseline")
    assert compared(run, baseline, "2023-09-20", "--data", str(EXAMPLE))[1]["gone"] == 0


def test_an_extended_task_that_is_overdue_again_is_new(run: Callable[..., Ran], copy: Path, tmp_path: Path) -> None:
    """The due date is another one, so the known finding is gone and there is a new one."""
    path = tmp_path / "baseline.json"
    replaced(copy, "plan.yaml", "  tasks: 67\n", "  tasks: 67\n  fiction: true\n")
    arguments = ("gate", "--data", str(copy), "--agency", "cong-an-tinh", "--baseline", str(path), "--format", "json")
    assert run(*arguments, "--as-of", "2024-01-15", "--write-baseline").code == 0
    (copy / "decisions.yaml").write_text(EXTENSION, "utf-8")
    assert json.loads(run(*arguments, "--as-of", "2024-02-29").out)["gone"] == 1
    ran = run(*arguments, "--as-of", "2024-03-01")
    facts = json.loads(ran.out)

    assert (ran.code, [finding["task"] for finding in new_in(facts)], facts["gone"]) == (1, [12], 1)


def test_a_narrower_run_leaves_the_other_findings(run: Callable[..., Ran], baseline: Path) -> None:
    """What a run did not check is not gone, and is kept when the baseline is written again."""
    before = baseline.read_bytes()
    arguments = ("gate", "--as-of", "2023-09-20", "--agency", "so-y-te", "--baseline", str(baseline))
    ran = run(*arguments, "--format", "json", "--write-baseline")

    assert (ran.code, json.loads(ran.out)["gone"]) == (0, 0)
    assert baseline.read_bytes() == before


def test_obsolete_entries_are_gone(run: Callable[..., Ran], baseline: Path) -> None:
    """An agency, a task or a code that no longer exists."""
    facts = json.loads(baseline.read_text("utf-8"))
    obsolete = [{"agency": "x", "code": "P501", "task": "12"}, {"agency": "so-y-te", "code": "P501", "task": "999"}]
    facts["known"] += [*obsolete, {"agency": "so-y-te", "code": "P599", "why": "x"}]
    baseline.write_text(json.dumps(facts), "utf-8")
    code, compared_facts = compared(run, baseline, "2023-09-20")

    assert (code, compared_facts["gone"]) == (0, 3)


def test_formats_show_known_findings(run: Callable[..., Ran], baseline: Path) -> None:
    """The text marks them, JUnit passes them with a remark, SARIF calls them unchanged, GitHub gets none."""
    arguments = (*GATES, "--as-of", "2023-09-21", "--baseline", str(baseline), "--lang", "en", "--format")
    text = run(*arguments, "text").out
    junit = ET.fromstring(run(*arguments, "junit").out)  # noqa: S314 - our own
    sarif = json.loads(run(*arguments, "sarif").out)

    assert "error, known[P502] Department of Health: " in text
    assert text.index("\nNew: 0. Known, and not counted: ") < text.index("error, known[")
    assert junit.attrib["failures"] == "0"
    assert "already known, not counted" in (junit.findtext(".//system-out") or "")
    assert {result["baselineState"] for result in sarif["runs"][0]["results"]} == {"unchanged"}
    assert run(*arguments, "github").out == ""


def test_junit_names_are_the_same_on_the_day_of_a_failure(run: Callable[..., Ran]) -> None:
    """A test report follows each task and the reports of each agency from day to day."""

    def names(day: str) -> list[tuple[str, str]]:
        root = ET.fromstring(run(*GATES, "--as-of", day, "--format", "junit").out)  # noqa: S314 - our own
        return [(case.attrib["classname"], case.attrib["name"]) for case in root.iter("testcase")]

    assert names("2023-07-01") == names("2023-07-15") == names("2023-10-15")


def file_with(known: object, version: int = 1) -> bytes:
    """Return a file with these known findings."""
    return json.dumps({"format": "plan190.baseline", "version": version, "known": known}).encode()


REPORTS = {"agency": "so-y-te", "code": "P502"}
DAMAGED = {
    "empty": b"",
    "cut": file_with([])[:-3],
    "conflict": b"<<<<<<< HEAD\n" + file_with([]),
    "another file": b"tasks: []\n",
    "another version": file_with([], version=2),
    "no list": file_with({"a": 1}),
    "no agency": file_with([{"code": "P501"}]),
    "wrong type": file_with([REPORTS | {"task": 1}]),
    "wrong month": file_with([REPORTS | {"periods": "2023-13"}]),
    "turned range": file_with([REPORTS | {"periods": "2023-09 – 2023-07"}]),
    "endless range": file_with([REPORTS | {"periods": "0001-01 – 9999-12"}]),
    "deep": b"[" * 100_000,
    "binary": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize("more", [(), ("--write-baseline",)])
def test_a_damaged_baseline_is_refused(
    name: str, more: tuple[str, ...], run: Callable[..., Ran], tmp_path: Path
) -> None:
    """Exit code 2 and one line; no other file is overwritten."""
    path = tmp_path / "x.json"
    path.write_bytes(DAMAGED[name])
    ran = run(*GATES, "--as-of", "2023-09-20", "--baseline", str(path), *more)

    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert "x.json" in ran.err
    assert path.read_bytes() == DAMAGED[name]


def test_a_baseline_that_cannot_be_used(run: Callable[..., Ran], tmp_path: Path) -> None:
    """A missing file, a folder, a missing folder, no name: exit code 2 and one line."""
    for arguments in (
        ("--baseline", str(tmp_path / "missing.json")),
        ("--baseline", str(tmp_path)),
        ("--baseline", str(tmp_path), "--write-baseline"),
        ("--baseline", str(tmp_path / "missing" / "x.json"), "--write-baseline"),
        ("--baseline", "", "--write-baseline"),
        ("--baseline", str(tmp_path / ("x" * 300)), "--write-baseline"),
        ("--write-baseline",),
    ):
        ran = run(*GATES, "--as-of", "2023-09-20", *arguments)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1), arguments
    assert list(tmp_path.iterdir()) == []


def test_known_findings_stay_known_at_the_successor(run: Callable[..., Ran], tmp_path: Path) -> None:
    """Departments were merged and split on 1/3/2025: only what was not known before is new, and nothing is gone."""
    path = tmp_path / "before.json"
    assert run("gate", "--as-of", "2025-02-28", "--baseline", str(path), "--write-baseline").code == 0
    ran = run("gate", "--as-of", "2025-03-01", "--baseline", str(path), "--format", "json")
    facts = json.loads(ran.out)

    assert (ran.code, new_in(facts), facts["gone"]) == (0, [], 0)
    assert {"so-khcn", "cong-an-tinh"} <= {finding["agency"] for finding in facts["findings"]}
