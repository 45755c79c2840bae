"""`plan190 check --fix`: what is repaired without asking, and what never is."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plan190.load.loader import load, read_files
from plan190.load.tree import DiskTree
from tests.conftest import DATA, EXAMPLE, replaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

FILE = "updates/so-y-te/2023-07.yaml"


@pytest.fixture
def quarter(tmp_path: Path) -> Path:
    """A copy of the made-up quarter with the reports of one agency: every test checks it twice."""
    folder = Path(shutil.copytree(DATA, tmp_path / "q"))
    shutil.copy(EXAMPLE / "plan.yaml", folder / "plan.yaml")
    shutil.copytree((EXAMPLE / FILE).parent, (folder / FILE).parent)
    return folder


def written(folder: Path) -> bytes:
    """Return the bytes of the file."""
    return (folder / FILE).read_bytes()


def percent(text: str) -> str:
    """Put a percent sign behind each progress."""
    return "\n".join(f"{line}%" if line.strip().startswith("progress:") else line for line in text.split("\n"))


def unpadded(text: str) -> str:
    """Write the days without their noughts."""
    return text.replace("reported_on: 2023-07-0", "reported_on: 2023-7-0").replace("2023-07-", "2023-7-")


SLIPS: dict[str, Callable[[str], str]] = {
    "byte order mark": lambda text: "\ufeff" + text,
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "letters in pieces": lambda text: unicodedata.normalize("NFD", text),
    "percent": percent,
    "days without noughts": unpadded,
    "indented with no-break spaces": lambda text: text.replace("\n  - task", "\n\u00a0\u00a0- task"),
}


def slipped(folder: Path, *names: str) -> bytes:
    """Make the slips in the file and return its bytes as they were."""
    before = written(folder)
    text = before.decode()
    for name in names:
        text = SLIPS[name](text)
    (folder / FILE).write_bytes(text.encode())
    assert written(folder) != before
    return before


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_repaired(name: str, quarter: Path, run: Callable[..., Ran]) -> None:
    """The file is what it was before the slip, to the byte."""
    before = slipped(quarter, name)
    assert "check --fix" in run("check", "--data", str(quarter)).out
    ran = run("check", "--fix", "--data", str(quarter))

    assert ran.code == 0
    assert written(quarter) == before


def test_all_slips_at_once(quarter: Path, run: Callable[..., Ran]) -> None:
    """Together they are repaired in one run, or in the next where one hid another."""
    order = ["percent", "days without noughts", "letters in pieces", "Windows line ends", "byte order mark"]
    before = slipped(quarter, *order)
    run("check", "--fix", "--data", str(quarter))
    run("check", "--fix", "--data", str(quarter))

    assert written(quarter) == before


def test_the_patch_writes_nothing(quarter: Path, run: Callable[..., Ran]) -> None:
    """`--diff` shows each line before and after, exit 1 while there is something to repair."""
    slipped(quarter, "percent")
    before = written(quarter)
    ran = run("check", "--diff", "--data", str(quarter))

    assert (ran.code, written(quarter)) == (1, before)
    assert f"+++ b/{quarter}/{FILE}" in ran.out or FILE in ran.out
    assert "-    progress: 80%\n" in ran.out
    assert "+    progress: 80\n" in ran.out


def test_the_patch_shows_no_raw_control_letter(quarter: Path, run: Callable[..., Ran]) -> None:
    """A mark or a carriage return that goes is written out."""
    slipped(quarter, "Windows line ends", "byte order mark")
    out = run("check", "--diff", "--data", str(quarter)).out

    assert "\r" not in out
    assert "\ufeff" not in out
    assert "\\x0d" in out


def test_nothing_to_repair(quarter: Path, run: Callable[..., Ran]) -> None:
    """Exit 0, and it says so; files keep their time of change."""
    times = {path: path.stat().st_mtime_ns for path in quarter.rglob("*")}
    ran = run("check", "--fix", "--data", str(quarter))

    assert ran.code == 0
    assert "Không có lỗi nào chắc chắn sửa tự động được." in ran.out
    assert {path: path.stat().st_mtime_ns for path in quarter.rglob("*")} == times


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("reported_on: 2023-07-", "reported_on: 07/"),
        ("progress: 80", "progress: 80,5%"),
        ("progress: 80", "progress: 180%"),
        ("progress: 80", "progress: khoảng 80%"),
        ("state: in_progress", "state: đang làm"),
        ("period: 2023-07", "period: 2023-7"),
        ("summary: ", "summary: @"),
        ("task: 32", "task: 032"),
    ],
)
def test_what_is_never_guessed(old: str, new: str, quarter: Path, run: Callable[..., Ran]) -> None:
    """Day and month in the other order, halves, words: they are reported, and stay as they are."""
    replaced(quarter, FILE, old, new)
    before = written(quarter)
    run("check", "--fix", "--data", str(quarter))

    assert written(quarter) == before


def test_letters_that_may_be_meant(quarter: Path, run: Callable[..., Ran]) -> None:
    """An Icelandic Ð may stand for Đ, or for itself: that is reported, not repaired."""
    replaced(quarter, FILE, "summary: ", "summary: Ð ")
    before = written(quarter)
    run("check", "--fix", "--data", str(quarter))

    assert written(quarter) == before


@pytest.mark.parametrize("name", SLIPS)
def test_repairing_adds_no_error(name: str, quarter: Path, run: Callable[..., Ran]) -> None:
    """The values are those of the file without the slip."""
    whole = load(read_files(DiskTree(quarter, "q")))
    slipped(quarter, name)
    run("check", "--fix", "--data", str(quarter))

    assert load(read_files(DiskTree(quarter, "q"))).values.by_file == whole.values.by_file


def test_only_what_is_asked_for(quarter: Path, run: Callable[..., Ran]) -> None:
    """With a path only that file is touched."""
    slipped(quarter, "percent")
    broken = written(quarter)
    run("check", str(quarter / "updates" / "so-noi-vu"), "--fix", "--data", str(quarter))

    assert written(quarter) == broken


def test_a_folder_that_cannot_be_written(
    quarter: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 2 and the old file."""
    slipped(quarter, "percent")
    broken = written(quarter)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("plan190.files.os.replace", refuse)
    ran = run("check", "--fix", "--data", str(quarter))

    assert (ran.code, written(quarter)) == (2, broken)
    assert "No space left" in ran.err
    assert [path.name for path in (quarter / FILE).parent.iterdir() if path.name.startswith(".")] == []


def test_the_bundled_data_are_not_repaired(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Outside any data folder there is nothing to write to."""
    monkeypatch.chdir(tmp_path)
    assert run("check", "--fix").code == 2


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (
            "indicators:\n      - {id: co-so-kham-benh-thu-phi-khong-tien-mat, value: 75%, of: 120}",
            "75 of 120 is not 75 %",
        ),
        ("summary: \u1fefx a\u0306", "the Greek letter becomes a backtick, with which YAML begins nothing"),
    ],
)
def test_what_would_mean_something_else_stays(entry: str, why: str, quarter: Path, run: Callable[..., Ran]) -> None:
    """The file keeps its bytes."""
    start = f"updates:\n  - task: 33\n    state: in_progress\n    {entry}\n"
    replaced(quarter, FILE, "updates:\n", start)
    before = written(quarter)
    run("check", "--fix", "--data", str(quarter))

    assert written(quarter) == before, why


def test_the_patch_shows_no_personal_data(quarter: Path, run: Callable[..., Ran]) -> None:
    """A telephone number beside a repaired line is hidden in the patch, as in every other output."""
    slipped(quarter, "percent")
    replaced(quarter, FILE, "    summary:", "    # 0912 345 678\n    summary:")
    out = run("check", "--diff", "--data", str(quarter)).out

    assert "+    progress: 80\n" in out
    assert "0912" not in out
