"""What the coordinator lets pass, as `check`, the figures and a review see it."""

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
    """The made-up quarter with a claim whose proof has lost its number and day."""
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "q"))
    lines = (folder / FILE).read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("        number: ", "        date: "))]
    assert len(kept) < len(lines)
    (folder / FILE).write_text("\n".join(kept) + "\n", "utf-8")
    return folder


def checked(run: Callable[..., Ran], folder: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Give the exit code and the facts of a check."""
    ran = run("check", "--data", str(folder), "--format", "json", *arguments)
    return ran.code, json.loads(ran.out)


def waived(run: Callable[..., Ran], unproved: Path, until: str = "2099-12-31") -> tuple[Path, int]:
    """Let the errors of the file pass until a day; give the folder and how many there are."""
    errors = [one for one in checked(run, unproved)[1]["findings"] if one["severity"] == "error"]
    assert errors
    assert {(one["code"], one["path"]) for one in errors} == {("P326", f"{unproved}/{FILE}")}
    (unproved / "waivers.yaml").write_text(WAIVERS.format(until=until), "utf-8")
    return unproved, len(errors)


def test_let_pass_is_seen_and_counted(run: Callable[..., Ran], unproved: Path) -> None:
    """Exit 0; the faults are still told, with the line that lets them pass, and counted apart."""
    folder, errors = waived(run, unproved)
    code, facts = checked(run, folder)
    passing = [one for one in facts["findings"] if one["waived_by"]]

    assert (code, facts["counts"]["error"], facts["counts"]["waived"]) == (0, 0, errors)
    assert {one["waived_by"] for one in passing} == {f"{folder}/waivers.yaml:2"}
    assert "lỗi, được miễn[P326]" in run("check", "--data", str(folder)).out


def test_an_audit_lets_nothing_pass(run: Callable[..., Ran], unproved: Path) -> None:
    """`--no-waivers` counts them again."""
    folder, errors = waived(run, unproved)
    code, facts = checked(run, folder, "--no-waivers")

    assert (code, facts["counts"]["error"], facts["counts"]["waived"]) == (1, errors, 0)


def test_the_last_day(run: Callable[..., Ran], unproved: Path) -> None:
    """On the last day it still passes; from the next on the fault counts, and the entry is told to have ended."""
    folder, errors = waived(run, unproved, "2023-12-31")

    assert checked(run, folder, "--as-of", "2023-12-31")[0] == 0
    code, facts = checked(run, folder, "--as-of", "2024-01-01")
    assert (code, facts["counts"]["error"]) == (1, errors)
    assert "P902" in {one["code"] for one in facts["findings"]}


def test_what_nothing_needs_is_told(run: Callable[..., Ran], unproved: Path) -> None:
    """A waiver of what is mended is a warning."""
    folder, _ = waived(run, unproved)
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    code, facts = checked(run, folder)

    assert (code, [one["code"] for one in facts["findings"] if one["code"].startswith("P9")]) == (0, ["P901"])


def test_figures_take_what_was_ever_let_pass(
    run: Callable[..., Ran], unproved: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What cannot spoil a figure does not stop them when its waiver ends: what was printed can be printed again."""
    folder, _ = waived(run, unproved, "2026-12-31")
    asked = ("status", "--data", str(folder), "--as-of", "2023-10-01")
    monkeypatch.setenv("PLAN190_CACHE", str(tmp_path / "memory"))
    printed = []
    for today, code in ((dt.date(2026, 12, 31), 0), (dt.date(2027, 1, 1), 1)):
        monkeypatch.setattr("plan190.cli.clock.today", lambda _, today=today: today)
        assert run("check", "--data", str(folder)).code == code
        printed.append(run(*asked))
    assert printed[0] == printed[1]
    assert printed[0].code == 0
    (folder / "waivers.yaml").unlink()
    assert run(*asked).code == 2


def test_a_waiver_of_what_spoils_figures(run: Callable[..., Ran], unproved: Path) -> None:
    """It is refused itself, and lets nothing pass."""
    folder, _ = waived(run, unproved)
    replaced(folder, "waivers.yaml", "P326", "P304")
    codes = {one["code"] for one in checked(run, folder)[1]["findings"] if one["severity"] == "error"}

    assert codes == {"P326", "P904"}
