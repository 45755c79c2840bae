"""`plan190 gate`: missed deadlines in a scheduled run."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import EXAMPLE, example_register, replaced

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

JOINT = "grp-sbn+grp-huyen"
"""The body that owes the joint task 62."""


def gate_result(run: Callable[..., Ran], *arguments: str) -> tuple[int, Counter[str], dict[str, Any]]:
    """Run the gate; return its exit code, the number of findings of each code, and the facts."""
    ran = run("gate", *arguments, "--format", "json")
    facts: dict[str, Any] = json.loads(ran.out)
    return ran.code, Counter(finding["code"] for finding in facts["findings"]), facts


def test_it_agrees_with_status(run: Callable[..., Ran]) -> None:
    """The number of overdue obligations is that of status, on the real plan without reports."""
    code, codes, facts = gate_result(run, "--as-of", "2023-07-01")
    status = json.loads(run("status", "--as-of", "2023-07-01", "--format", "json").out)

    assert code == 1
    assert codes == {"P501": status["totals"]["obligations_by_state"]["overdue"]}
    assert facts["format"] == "plan190.gate"
    agencies = {agency["id"] for agency in status["agencies"] if agency["lead"]["by_state"]["overdue"]}
    assert {finding["agency"] for finding in facts["findings"]} == agencies | {JOINT}
    assert all(finding["task"] and finding["line"] > 1 for finding in facts["findings"])


def test_before_anything_is_due(run: Callable[..., Ran]) -> None:
    """Exit code 0, with the number of what was checked."""
    ran = run("gate", "--as-of", "2023-06-13")
    assert ran.code == 0
    assert "Không có nội dung cần đôn đốc, " in ran.out


def test_within_warns_before(run: Callable[..., Ran]) -> None:
    """With this option, obligations due in the next days fail too."""
    assert gate_result(run, "--as-of", "2023-06-28")[1]["P503"] == 0
    near = gate_result(run, "--as-of", "2023-06-28", "--within", "2")
    wide = gate_result(run, "--as-of", "2023-06-28", "--within", "200")

    assert near[0] == 1
    assert 0 < near[1]["P503"] < wide[1]["P503"]


@pytest.mark.parametrize(("within", "is_near"), [("0", False), ("1", True)])
def test_within_counts_days_as_status_does(within: str, is_near: bool, run: Callable[..., Ran]) -> None:  # noqa: FBT001 - a case
    """Task 29, due on 29/6, is one day ahead on the day before: within 1 includes it, within 0 does not."""
    facts = gate_result(run, "--as-of", "2023-06-28", "--within", within)[2]
    assert (29 in {finding["task"] for finding in facts["findings"] if finding["code"] == "P503"}) is is_near


def test_each_gate_alone_and_together(run: Callable[..., Ran]) -> None:
    """On the fictional quarter, each gate finds its own problems; all together find the sum."""
    where = ("--data", str(EXAMPLE), "--as-of", "2023-09-20")
    gates = {"overdue": "P501", "missing-report": "P502", "stale": "P504", "claimed-unaccepted": "P505"}
    alone = {gate: gate_result(run, *where, "--fail-on", gate) for gate in gates}
    joined = gate_result(
        run, *where, "--fail-on", "overdue,missing-report", "--fail-on", "stale", "--fail-on", "claimed_unaccepted"
    )

    for gate, (code, codes, _) in alone.items():
        assert (code, set(codes)) == (1, {gates[gate]})
    assert joined[1] == sum((codes for _, codes, _ in alone.values()), Counter())
    claims = json.loads(run("claims", *where, "--format", "json").out)
    assert alone["claimed-unaccepted"][1]["P505"] == len(claims["claims"])
    tasks = json.loads(run("tasks", *where, "--format", "json").out)["tasks"]
    stale = sum(obligation["fresh"] is False for task in tasks for obligation in task["obligations"])
    assert alone["stale"][1]["P504"] == stale > 0
    missing = json.loads(run("reports", "--missing", *where, "--format", "json").out)
    findings = [finding for finding in alone["missing-report"][2]["findings"] if finding["code"] == "P502"]
    assert sum(len(finding["periods"]) for finding in findings) == len(missing["missing"])
    assert len({finding["agency"] for finding in findings}) == len(findings)


def test_one_agency(run: Callable[..., Ran]) -> None:
    """Only its obligations and the joint task are checked; a group stands for its members."""
    _, codes, facts = gate_result(run, "--as-of", "2023-07-01", "--agency", "so y te")
    assert {finding["agency"] for finding in facts["findings"]} == {"so-y-te", JOINT}
    assert sum(codes.values()) == 3
    group = gate_result(run, "--as-of", "2023-07-01", "--agency", "grp-huyen")[2]
    assert len({finding["agency"] for finding in group["findings"]}) == 12


def test_nothing_to_check_is_exit_2(run: Callable[..., Ran]) -> None:
    """A body without obligations must not give exit code 0."""
    ran = run("gate", "--agency", "tinh-uy")
    assert (ran.code, ran.out) == (2, "")


def test_only_the_chosen_gates_are_checked(run: Callable[..., Ran]) -> None:
    """Overdue work needs no reports, missing reports need no work; all together are the sum."""
    work = gate_result(run, "--as-of", "2023-09-20", "--data", str(EXAMPLE))[2]["run"]["looked_at"]
    arguments = ("--as-of", "2023-09-20", "--data", str(EXAMPLE), "--fail-on", "missing-report")
    reports = gate_result(run, *arguments)[2]["run"]["looked_at"]
    status = json.loads(run("status", "--as-of", "2023-09-20", "--data", str(EXAMPLE), "--format", "json").out)

    assert work == status["totals"]["obligations"]
    assert reports > 0
    assert gate_result(run, *arguments, "--within", "3")[2]["run"]["looked_at"] == work + reports


def test_an_agency_without_reports_is_exit_2(run: Callable[..., Ran]) -> None:
    """An agency with tasks that owes no monthly report cannot have a missing one."""
    agencies = json.loads(run("agencies", "--format", "json").out)["agencies"]
    free = next(
        agency["id"] for agency in agencies if agency["monthly_report"] != "required" and agency["lead"]["total"]
    )
    assert run("gate", "--as-of", "2023-06-13", "--agency", free).code == 0
    assert run("gate", "--as-of", "2023-06-13", "--agency", free, "--fail-on", "missing-report").code == 2


def test_an_incomplete_plan_is_exit_2(run: Callable[..., Ran], copy: Path) -> None:
    """The plan cannot be read, or has no task."""
    replaced(copy, "tasks.yaml", "  - number: 2\n", "  - number: hai\n")
    assert run("gate", "--data", str(copy)).code == 2
    (copy / "tasks.yaml").write_text("tasks: []\n")
    assert run("gate", "--data", str(copy)).code == 2
    (copy / "tasks.yaml").unlink()
    assert run("gate", "--data", str(copy)).code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--fail-on", "late"),
        ("--fail-on", ""),
        ("--within", "-1"),
        ("--within", "x"),
        ("--agency", "xyz"),
        ("--as-of", "x"),
    ],
)
def test_an_unknown_gate_is_refused(arguments: tuple[str, ...], run: Callable[..., Ran]) -> None:
    """Exit code 2 and one line."""
    ran = run("gate", *arguments)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)


@pytest.mark.parametrize("format_", ["text", "concise", "json", "github", "gitlab", "junit", "markdown", "sarif"])
def test_every_format(format_: str, run: Callable[..., Ran]) -> None:
    """All formats of findings give the same exit code."""
    ran = run("gate", "--as-of", "2023-07-01", "--format", format_)
    assert ran.code == 1
    name = "Công an tỉnh Bình Phước"
    assert name in ran.out or name in json.dumps(json.loads(ran.out), ensure_ascii=False)


def test_text_names_each_agency_once(run: Callable[..., Ran]) -> None:
    """A heading for each agency, a line for each deadline, and the advice only once."""
    out = run("gate", "--as-of", "2023-07-01").out
    assert "\nSở Y tế: 2\n" in out
    assert "cách sửa" not in out


@pytest.mark.parametrize("format_", ["text", "concise", "github", "gitlab", "junit", "markdown", "sarif"])
def test_english_output_has_english_names_and_dates(run: Callable[..., Ran], format_: str) -> None:
    """No name of an agency is in Vietnamese, whatever the kind of finding."""
    gates = ("--fail-on", "overdue,missing-report,stale,claimed-unaccepted", "--within", "30")
    ran = run("gate", *gates, "--data", str(EXAMPLE), "--as-of", "2023-09-20", "--lang", "en", "--format", format_)

    assert "Binh Phuoc Provincial Police: task 63 is due on 30 September 2023" in ran.out
    assert not [entry.value.name for entry in example_register().agencies if entry.value.name in ran.out]


def test_findings_have_the_same_fingerprints_in_both_languages(run: Callable[..., Ran]) -> None:
    """All but the sentences is the same."""
    gates = ("--data", str(EXAMPLE), "--as-of", "2023-09-20", "--fail-on", "overdue,missing-report")
    vietnamese, english = (gate_result(run, *gates, "--lang", language)[2]["findings"] for language in ("vi", "en"))
    for finding in (*vietnamese, *english):
        del finding["message"], finding["help"]

    assert vietnamese == english


def test_the_summary_comes_first(run: Callable[..., Ran]) -> None:
    """The numbers and periods come before the findings, and agree with the other commands."""
    lines = run("gate", "--as-of", "2023-09-20", "--fail-on", "overdue,missing-report", "--lang", "en").out.split("\n")
    status = json.loads(run("status", "--as-of", "2023-09-20", "--format", "json").out)
    missing = json.loads(run("reports", "--missing", "--as-of", "2023-09-20", "--format", "json").out)["missing"]
    overdue = [agency for agency in status["agencies"] if agency["lead"]["by_state"]["overdue"]]
    number = status["totals"]["obligations_by_state"]["overdue"]

    assert lines[1].startswith(f"Findings: {number + 41}, as of 20 September 2023.")
    by_basis = {name: status["totals"][name]["by_state"]["overdue"] for name in ("stated", "assumed")}
    counts = "(stated: {stated}; by an assumed roster: {assumed}; ".format(**by_basis)
    assert lines[2] == f"- Overdue obligations: {number} {counts}agencies: {len(overdue)}; joint tasks: 1)"
    assert (
        lines[3] == f"- Agencies without all monthly reports: 41; missing reports: {len(missing)} (2023-07 – 2023-09)"
    )


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--as-of", "2023-06-13"), "Exit code 0: nothing that was checked needs attention."),
        (("--as-of", "2023-07-01", "--agency", "so-y-te"), "Exit code 1. Findings that count: 3."),
    ],
)
def test_the_exit_code_has_a_reason(arguments: tuple[str, ...], reason: str, run: Callable[..., Ran]) -> None:
    """It stands before the findings, with what was checked; with an agency only its findings count."""
    ran = run("gate", *arguments, "--within", "0", "--lang", "en")
    lines = ran.out.split("\n")
    checked = lines.index("Checked (--fail-on): overdue; due within 0 days (--within).")

    assert lines[checked - 1] == reason
    assert f"Exit code {ran.code}" in reason
    assert not any("[P5" in line for line in lines[:checked])


def test_missing_reports_are_one_finding_per_agency(run: Callable[..., Ran]) -> None:
    """The message names the periods as ranges; the finding has each of them."""
    arguments = (
        "--data",
        str(EXAMPLE),
        "--as-of",
        "2023-12-20",
        "--fail-on",
        "missing-report",
        "--agency",
        "hoi-ccb-tinh",
    )
    (finding,) = gate_result(run, *arguments, "--lang", "en")[2]["findings"]

    assert finding["periods"] == ["2023-08", "2023-10", "2023-11", "2023-12"]
    assert "4 (2023-08, 2023-10 – 2023-12)" in finding["message"]
    assert finding["path"].endswith("updates/hoi-ccb-tinh/2023-08.yaml")


def test_findings_have_the_same_fingerprints_on_the_next_day(run: Callable[..., Ran]) -> None:
    """Only what is new or gone differs; another missing month does not make a new finding."""

    def fingerprints(day: str) -> set[str]:
        gates = "overdue,missing-report,stale,claimed-unaccepted"
        facts = gate_result(run, "--data", str(EXAMPLE), "--as-of", day, "--fail-on", gates)[2]
        return {finding["fingerprint"] for finding in facts["findings"]}

    assert len(fingerprints("2023-09-20")) > 20
    assert fingerprints("2023-09-20") == fingerprints("2023-09-21")
    assert fingerprints("2023-10-14") <= fingerprints("2023-10-15")


@pytest.mark.parametrize("format_", ["text", "json", "github", "gitlab", "junit", "markdown", "sarif"])
def test_errors_in_the_plan_are_in_its_files(run: Callable[..., Ran], copy: Path, tmp_path: Path, format_: str) -> None:
    """Errors in the data prevent the check of deadlines; a CI service finds them in the files that were asked for."""
    replaced(copy, "plan.yaml", "language: vi", "language: vx")
    path = tmp_path / "report"
    ran = run("gate", "--data", str(copy), "--report", f"{format_}={path}", "--format", format_)
    assert ran.code == 2
    assert path.read_text("utf-8") == ran.out
    assert "plan.yaml" in ran.out
    assert "P204" in ran.out
    assert "plan190 check" in ran.err


@pytest.mark.parametrize("command", ["gate", "check"])
def test_a_folder_without_data(
    command: str, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The copy inside plan190 must not give exit code 0 for the user's own folder."""
    monkeypatch.chdir(tmp_path)
    ran = run(command)
    assert (ran.code, ran.out) == (2, "")
    assert "--data" in ran.err
