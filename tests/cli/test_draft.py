"""`plan190 draft`: the report with which an agency begins."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

REPORT = "updates/so-y-te/2023-10.yaml"
ON = ("--as-of", "2023-09-20")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example quarter."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "data"))


def test_draft_fill_check(run: Callable[..., Ran], folder: Path) -> None:
    """What `--write` wrote, with the date filled in, passes `check`; the printed draft is the same."""
    data = ("--data", str(folder), *ON)
    printed = run("draft", "SO Y TE", *data)
    written = run("draft", "so-y-te", "--write", *data)
    path = folder / REPORT
    assert (printed.code, printed.err, written.code) == (0, "", 0)
    assert path.read_text("utf-8") == printed.out
    assert f"Đã ghi {path}, gồm 14 nhiệm vụ." in written.out
    assert f"plan190 check --data {folder} {path}" in written.out.replace("\n", " ")
    empty = run("check", str(path), *data)
    assert (empty.code, empty.out.count("lỗi[")) == (1, 1)
    line = printed.out.split("\n").index(next(line for line in printed.out.split("\n") if "reported_on:" in line)) + 1
    assert f"{path}:{line}:13: lỗi[P205]" in empty.out
    path.write_text(printed.out.replace("reported_on:", "reported_on: 2023-09-20"), "utf-8")
    assert run("check", str(path), *data).out == "Không có lỗi trong 1 tệp.\n"


def test_dry_run_shows_the_difference(run: Callable[..., Ran], folder: Path) -> None:
    """Nothing is written."""
    ran = run("draft", "so-y-te", "2023-10", "--write", "--dry-run", "--data", str(folder), *ON)
    assert ran.out.startswith("--- /dev/null\n+++ b/")
    assert "+agency: so-y-te\n+period: 2023-10\n" in ran.out
    assert not (folder / REPORT).exists()


def test_a_report_is_never_replaced(run: Callable[..., Ran], folder: Path) -> None:
    """If there is a report for the period, `--write` says where; the printed draft has a note."""
    path = folder / "updates/so-y-te/2023-08.yaml"
    before = path.read_bytes()
    refused = run("draft", "so-y-te", "8/2023", "--write", "--data", str(folder), *ON)
    printed = run("draft", "so-y-te", "8/2023", "--data", str(folder), *ON)
    assert (refused.code, path.read_bytes()) == (2, before)
    assert str(path) in refused.err
    assert (printed.code, printed.err) == (0, f"Đã có báo cáo kỳ này: {path}.\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("so y t",), "Có phải: Sở Y tế (so-y-te)"),
        (("grp-huyen",), "là một nhóm"),
        (("bo-y-te",), "không phải báo cáo hằng tháng"),
        (("so-y-te", "2023-05"), "kết thúc trước khi"),
    ],
)
def test_no_draft(run: Callable[..., Ran], arguments: tuple[str, ...], message: str) -> None:
    """Only agencies that report have drafts, from the first period on; an unknown name gets suggestions."""
    ran = run("draft", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_left_out_reports_are_stated(run: Callable[..., Ran], folder: Path) -> None:
    """If the figures leave out a report with errors, the exit code is 1 and a note states it."""
    (folder / "updates/thanh-tra-tinh/2023-09.yaml").write_text("agency: thanh-tra-tinh\n", "utf-8")
    ran = run("draft", "so-y-te", "--data", str(folder), *ON)
    assert ran.code == 1
    assert "Chưa tính thanh-tra-tinh 2023-09: P201" in ran.err


def test_language_and_file(run: Callable[..., Ran], folder: Path) -> None:
    """The draft is in the plan's language unless --lang is given, and can be written to any file."""
    path = folder.parent / "x.yaml"
    run("draft", "so-y-te", "--data", str(folder), "--output", str(path), "--lang", "en", *ON)
    assert "# DRAFT of the report for 10/2023 of Department of Health" in path.read_text("utf-8")
