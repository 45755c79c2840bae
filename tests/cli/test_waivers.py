"""Waivers of the coordinator in `check`, in the figures and in a review."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import EXAMPLE, replaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

WAIVERS = """\
waivers:
  - code: P326
    agency: so-khdt
    task: 49
    reason: Văn bản đang trình ký (hư cấu).
    by: cong-an-tinh
    until: {until}
"""


FILE = "updates/so-khdt/2023-07.yaml"


@pytest.fixture
def unproved(tmp_path: Path) -> Path:
    """The fictional quarter with a claim whose evidence has no number and no date."""
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "q"))
    lines = (folder / FILE).read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("        number: ", "        date: "))]
    assert len(kept) < len(lines)
    (folder / FILE).write_text("\n".join(kept) + "\n", "utf-8")
    return folder


def checked(run: Callable[..., Ran], folder: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Return the exit code and the facts of a check."""
    ran = run("check", "--data", str(folder), "--format", "json", *arguments)
    return ran.code, json.loads(ran.out)


def waived(run: Callable[..., Ran], unproved: Path, until: str = "2099-12-31") -> tuple[Path, int]:
    """Waive the errors of the file until a date; return the folder and their number."""
    errors = [finding for finding in checked(run, unproved)[1]["findings"] if finding["severity"] == "error"]
    assert errors
    assert {(finding["code"], finding["path"]) for finding in errors} == {("P326", f"{unproved}/{FILE}")}
    (unproved / "waivers.yaml").write_text(WAIVERS.format(until=until), "utf-8")
    return unproved, len(errors)


def test_waived_findings_are_seen_and_counted(run: Callable[..., Ran], unproved: Path) -> None:
    """Exit code 0; the findings are listed with the place of their waiver, and counted separately."""
    folder, errors = waived(run, unproved)
    code, facts = checked(run, folder)
    findings = [finding for finding in facts["findings"] if finding["waived_by"]]

    assert (code, facts["counts"]["error"], facts["counts"]["waived"]) == (0, 0, errors)
    assert {finding["waived_by"] for finding in findings} == {f"{folder}/waivers.yaml:2"}
    assert "lỗi, được miễn[P326]" in run("check", "--data", str(folder)).out


def test_an_audit_waives_nothing(run: Callable[..., Ran], unproved: Path) -> None:
    """`--no-waivers` counts them again."""
    folder, errors = waived(run, unproved)
    code, facts = checked(run, folder, "--no-waivers")

    assert (code, facts["counts"]["error"], facts["counts"]["waived"]) == (1, errors, 0)


def test_the_last_day_of_a_waiver(run: Callable[..., Ran], unproved: Path) -> None:
    """It applies on its last day; from the next day on the findings count, and its end is reported."""
    folder, errors = waived(run, unproved, "2023-12-31")

    assert checked(run, folder, "--as-of", "2023-12-31")[0] == 0
    code, facts = checked(run, folder, "--as-of", "2024-01-01")
    assert (code, facts["counts"]["error"]) == (1, errors)
    assert "P902" in {finding["code"] for finding in facts["findings"]}


def test_an_unused_waiver_is_reported(run: Callable[..., Ran], unproved: Path) -> None:
    """A waiver of a repaired problem is a warning."""
    folder, _ = waived(run, unproved)
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    code, facts = checked(run, folder)

    assert (code, [finding["code"] for finding in facts["findings"] if finding["code"].startswith("P9")]) == (
        0,
        ["P901"],
    )


def test_an_ended_waiver_does_not_stop_figures(
    run: Callable[..., Ran], unproved: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A waived problem does not change figures, so that earlier reports can be made again."""
    folder, _ = waived(run, unproved, "2026-12-31")
    arguments = ("status", "--data", str(folder), "--as-of", "2023-10-01")
    monkeypatch.setenv("PLAN190_CACHE", str(tmp_path / "cache"))
    printed = []
    for today, code in ((dt.date(2026, 12, 31), 0), (dt.date(2027, 1, 1), 1)):
        monkeypatch.setattr("plan190.cli.clock.today", lambda _, today=today: today)
        assert run("check", "--data", str(folder)).code == code
        printed.append(run(*arguments))
    assert printed[0] == printed[1]
    assert printed[0].code == 0
    (folder / "waivers.yaml").unlink()
    without = run(*arguments)
    assert without.code == 1
    assert "so-khdt 2023-07: P326" in without.out


def test_a_waiver_of_a_problem_in_figures_is_refused(run: Callable[..., Ran], unproved: Path) -> None:
    """The waiver is an error and has no effect."""
    folder, _ = waived(run, unproved)
    replaced(folder, "waivers.yaml", "P326", "P304")
    codes = {finding["code"] for finding in checked(run, folder)[1]["findings"] if finding["severity"] == "error"}

    assert codes == {"P326", "P904"}
