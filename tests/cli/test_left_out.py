"""Reports with errors inside their own file: figures leave them out, and every output states it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plan190.diagnostics import CODES
from tests.conftest import EXAMPLE, replaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

FAULTY = "updates/ubnd-h-loc-ninh/2023-09.yaml"
LEAVE_OUT = ("--leave-out", "ubnd-h-loc-ninh/2023-09")
LINE = "leaves out ubnd-h-loc-ninh 2023-09: P204"
LEFT_OUT = [{"agency": "ubnd-h-loc-ninh", "period": "2023-09", "codes": ["P204"]}]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The example quarter with one faulty report, which no other file refers to."""
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "data"))
    replaced(folder, FAULTY, "state: ", "state: x")
    return folder


@pytest.fixture
def on_data(run: Callable[..., Ran], data: Path) -> Callable[..., Ran]:
    """Run a command on the data as of 20 September 2023, in English."""
    return lambda *arguments: run(*arguments, "--data", str(data), "--as-of", "2023-09-20", "--lang", "en")


@pytest.mark.parametrize(
    "command",
    [
        "status",
        "status --format json",
        "tasks --format csv",
        "reports --missing --format html",
        "agency grp-huyen",
        "gate",
        "gate --format json",
        "gate --format junit",
        "assumptions",
        "agenda",
        "forecast",
        "explain 59 --format markdown",
        "what-if --extend 44 --until 2023-12-31",
        "report scoreboard --format html --output -",
        "report monthly --format markdown --output - --leave-out ubnd-h-loc-ninh/2023-09",
        "remind --joint --format markdown --output - --leave-out ubnd-h-loc-ninh/2023-09",
        "dashboard --page tasks/59.html --output -",
    ],
)
def test_every_output_states_the_report_left_out(on_data: Callable[..., Ran], command: str) -> None:
    """The command computes the figures without the report, names it and its code, and exits with 1."""
    ran = on_data(*command.split())
    assert ran.code == 1, ran.err
    if "json" in command:
        assert json.loads(ran.out)["left_out"] == LEFT_OUT
    else:
        assert LINE in ran.out + ran.err


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "json", "ics"])
def test_a_file_states_the_report_left_out(on_data: Callable[..., Ran], tmp_path: Path, suffix: str) -> None:
    """The file has the sentence, and so has standard error."""
    path = tmp_path / f"out.{suffix}"
    command = {"ics": ("calendar",), "xlsx": ("report", "overdue")}.get(suffix, ("report", "monthly", *LEAVE_OUT))
    ran = on_data(*command, "--output", str(path))
    assert ran.code == 1, ran.err
    assert LINE in ran.err
    text = path.read_bytes().replace(b"\r\n ", b"")
    assert b"ubnd-h-loc-ninh" in text
    assert b"P204" in text


def test_errors_of_yaml_and_values_lie_inside_the_report() -> None:
    """Errors between files and in other files never leave a report out."""
    inside = {code for code, known in CODES.items() if known.in_report}
    assert {code for code, known in CODES.items() if code[:2] in {"P1", "P2"} and known.severity == "error"} <= inside
    assert inside.isdisjoint({"P008", "P009", "P325", "P328", "P333"})
    assert not [code for code in inside if code[:2] not in {"P0", "P1", "P2", "P3"}]


def test_a_report_left_out_is_not_missing(on_data: Callable[..., Ran]) -> None:
    """It has a state of its own, and the counts of the states add up to the reports owed."""
    facts = json.loads(on_data("reports", "--format", "json").out)
    counts = next(period for period in facts["periods"] if period["period"] == "2023-09")
    assert counts["left_out"] == 1
    assert sum(counts[state] for state in ("on_time", "late", "missing", "not_yet_due", "left_out")) == counts["owed"]
    (reports,) = (item["reports"] for item in facts["agencies"] if item["agency"] == "ubnd-h-loc-ninh")
    assert (reports[-1]["state"], reports[-1]["days_late"]) == ("left_out", 0)
    assert "ubnd-h-loc-ninh" not in on_data("reports", "--missing", "--format", "csv").out
    gate = on_data("gate", "--fail-on", "missing-report", "--format", "concise").out
    assert [line for line in gate.splitlines() if f"{FAULTY}:" in line and "P502" in line] == []
    assert on_data("remind", "--agency", "ubnd-h-loc-ninh", "--kind", "report", *LEAVE_OUT).code == 2


def test_the_files_of_the_gate_show_why_it_fails(on_data: Callable[..., Ran], tmp_path: Path) -> None:
    """The errors of the report left out are findings too; they are no missed deadlines and never known."""
    baseline, junit, facts = (tmp_path / name for name in ("known.json", "gate.xml", "gate.json"))
    on_data("gate", "--baseline", str(baseline), "--write-baseline")
    assert b"P204" not in baseline.read_bytes()
    ran = on_data("gate", "--baseline", str(baseline), "--report", f"junit={junit}", "--report", f"json={facts}")
    assert ran.code == 1
    assert b'failures="1"' in junit.read_bytes()
    assert json.loads(facts.read_bytes())["counts"]["error"] == 1
    assert "P204" not in {count["code"] for count in json.loads(facts.read_bytes())["summary"]}


def test_recurring_work_of_the_period_is_not_unreported(on_data: Callable[..., Ran], data: Path) -> None:
    """The period of a report left out counts neither for nor against work that is reported each month."""

    def occurrences() -> list[str]:
        tasks = json.loads(on_data("tasks", "--format", "json").out)["tasks"]
        obligations = [item for task in tasks for item in task["obligations"] if item["agency"] == "ubnd-h-loc-ninh"]
        return [occurrence["name"] for item in obligations for occurrence in item["occurrences"]]

    assert "60/2023-08" in occurrences()
    assert "60/2023-09" not in occurrences()
    (data / FAULTY).unlink()
    assert "60/2023-09" in occurrences()


@pytest.mark.parametrize("command", [("remind", "--joint"), ("report", "monthly")])
def test_letters_and_the_monthly_report_need_consent(on_data: Callable[..., Ran], command: tuple[str, ...]) -> None:
    """Without `--leave-out` they are refused, and the message has the option to add."""
    ran = on_data(*command, "--output", "-", "--format", "markdown")
    assert (ran.code, ran.out) == (2, "")
    assert "ubnd-h-loc-ninh 2023-09: P204" in ran.err
    assert "--leave-out ubnd-h-loc-ninh/2023-09" in ran.err


@pytest.mark.parametrize("name", ["so-y-te/2023-08", "ubnd-h-loc-ninh/2023-10", "ubnd-h-loc-ninh", "../x"])
def test_consent_to_a_report_without_errors_is_refused(on_data: Callable[..., Ran], name: str) -> None:
    """A report without errors, or that does not exist, cannot be left out."""
    ran = on_data("report", "monthly", *LEAVE_OUT, "--leave-out", name, "--output", "-")
    assert ran.code == 2
    assert f"“{name}” is not a report that is left out" in ran.err


def test_the_answer_is_the_same_with_and_without_a_cache(
    on_data: Callable[..., Ran], data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither an older cache of the repaired data nor the cache of this run hides the error."""
    monkeypatch.setenv("PLAN190_CACHE", "off")
    expected = on_data("status", "--format", "json")
    monkeypatch.setenv("PLAN190_CACHE", str(tmp_path / "cache"))
    replaced(data, FAULTY, "state: x", "state: ")
    assert on_data("status").code == 0
    replaced(data, FAULTY, "state: ", "state: x")
    assert on_data("status", "--format", "json") == expected
    assert on_data("status", "--format", "json") == expected
    assert expected.code == 1


def test_a_correction_of_the_report_stops_everything(on_data: Callable[..., Ran], data: Path) -> None:
    """The correction has nothing to correct without the report: an error between files."""
    replaced(data, "updates/ubnd-h-loc-ninh/2023-08.yaml", "period: 2023-08", "period: 2023-08\nx: 1")
    entry = "corrections:\n  - {corrects: 2023-08, why: Ghi nhầm., task: 66, state: not_started}\n"
    path = data / FAULTY
    path.write_text(path.read_text("utf-8").replace("state: x", "state: ", 1) + entry, "utf-8")
    ran = on_data("status")
    assert (ran.code, ran.out) == (2, "")
    assert "nothing to correct" in ran.err
    assert "ubnd-h-loc-ninh 2023-08: P202" in ran.err


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("decisions.yaml", "by: ", "by: x-"),
        ("tasks.yaml", "number: 67\n", "number: x\n"),
        ("updates/so-gddt/2023-09.yaml", "agency: so-gddt", "agency: so-y-te"),
    ],
)
def test_errors_elsewhere_stop_everything(
    on_data: Callable[..., Ran], data: Path, file: str, old: str, new: str
) -> None:
    """An error in the plan or the decisions, or a report of which agency is unclear, gives no figures."""
    replaced(data, file, old, new)
    ran = on_data("status")
    assert (ran.code, ran.out) == (2, "")
    assert file in ran.err


def test_a_report_that_leaves_out_another_can_be_verified(
    on_data: Callable[..., Ran], run: Callable[..., Ran], data: Path, tmp_path: Path
) -> None:
    """The provenance contains the option, so `verify` makes the same report again."""
    path = tmp_path / "report.docx"
    assert on_data("report", "monthly", *LEAVE_OUT, "--output", str(path)).code == 1
    assert run("verify", str(path), "--data", str(data)).code == 0


def test_all_letters_and_pages_are_written(on_data: Callable[..., Ran], tmp_path: Path) -> None:
    """Sets of files are written with exit code 1."""
    ran = on_data("remind", "--all", *LEAVE_OUT, "--format", "markdown", "--output", str(tmp_path / "letters"))
    assert ran.code == 1
    assert LINE in ran.err
    assert all(LINE in path.read_text("utf-8") for path in (tmp_path / "letters").iterdir())


def test_a_waived_error_leaves_nothing_out(on_data: Callable[..., Ran], data: Path) -> None:
    """A waiver covers the error, so the report counts."""
    replaced(data, FAULTY, "state: x", "state: ")
    path = data / FAULTY
    claim = "updates:\n  - {task: 66, state: in_progress}\n  - {task: 64, state: done, done_on: 2023-09-01}\n"
    path.write_text(path.read_text("utf-8").split("updates:")[0] + claim, "utf-8")
    assert "ubnd-h-loc-ninh 2023-09: P326" in on_data("status").out
    scope = "code: P326, agency: ubnd-h-loc-ninh, period: 2023-09"
    waiver = f"{{{scope}, reason: Đã trao đổi., by: cong-an-tinh, until: 2023-12-31}}"
    (data / "waivers.yaml").write_text(f"waivers:\n  - {waiver}\n", "utf-8")
    ran = on_data("status")
    assert (ran.code, "ubnd-h-loc-ninh 2023-09: P326" in ran.out) == (0, False)
