"""`plan190 check --fix`: what is repaired automatically, and what never is."""

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
    """A copy of the example quarter with the reports of one agency only, because every test checks it twice."""
    folder = Path(shutil.copytree(DATA, tmp_path / "q"))
    shutil.copy(EXAMPLE / "plan.yaml", folder / "plan.yaml")
    shutil.copytree((EXAMPLE / FILE).parent, (folder / FILE).parent)
    return folder


def content(folder: Path) -> bytes:
    """Return the bytes of the report."""
    return (folder / FILE).read_bytes()


def percent(text: str) -> str:
    """Append a percent sign to each progress."""
    return "\n".join(f"{line}%" if line.strip().startswith("progress:") else line for line in text.split("\n"))


def unpadded(text: str) -> str:
    """Write dates without leading zeros."""
    return text.replace("reported_on: 2023-07-0", "reported_on: 2023-7-0").replace("2023-07-", "2023-7-")


MISTAKES: dict[str, Callable[[str], str]] = {
    "byte order mark": lambda text: "\ufeff" + text,
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "decomposed characters": lambda text: unicodedata.normalize("NFD", text),
    "percent": percent,
    "dates without zeros": unpadded,
    "indented with no-break spaces": lambda text: text.replace("\n  - task", "\n\u00a0\u00a0- task"),
}


def make_mistakes(folder: Path, *names: str) -> bytes:
    """Make these mistakes in the report and return its bytes before them."""
    before = content(folder)
    text = before.decode()
    for name in names:
        text = MISTAKES[name](text)
    (folder / FILE).write_bytes(text.encode())
    assert content(folder) != before
    return before


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_repaired(name: str, quarter: Path, run: Callable[..., Ran]) -> None:
    """The file has the same bytes as before the mistake."""
    before = make_mistakes(quarter, name)
    assert "check --fix" in run("check", "--data", str(quarter)).out
    ran = run("check", "--fix", "--data", str(quarter))

    assert ran.code == 0
    assert content(quarter) == before


def test_several_mistakes_are_repaired(quarter: Path, run: Callable[..., Ran]) -> None:
    """Two runs repair all mistakes; one may hide another in the first run."""
    order = ["percent", "dates without zeros", "decomposed characters", "Windows line ends", "byte order mark"]
    before = make_mistakes(quarter, *order)
    run("check", "--fix", "--data", str(quarter))
    run("check", "--fix", "--data", str(quarter))

    assert content(quarter) == before


def test_the_patch_writes_nothing(quarter: Path, run: Callable[..., Ran]) -> None:
    """`--diff` shows each line before and after; the exit code is 1 if there is something to repair."""
    make_mistakes(quarter, "percent")
    before = content(quarter)
    ran = run("check", "--diff", "--data", str(quarter))

    assert (ran.code, content(quarter)) == (1, before)
    assert f"+++ b/{quarter}/{FILE}" in ran.out or FILE in ran.out
    assert "-    progress: 80%\n" in ran.out
    assert "+    progress: 80\n" in ran.out


def test_the_patch_shows_control_characters_as_escapes(quarter: Path, run: Callable[..., Ran]) -> None:
    """A removed byte order mark or carriage return is shown as an escape."""
    make_mistakes(quarter, "Windows line ends", "byte order mark")
    out = run("check", "--diff", "--data", str(quarter)).out

    assert "\r" not in out
    assert "\ufeff" not in out
    assert "\\x0d" in out


def test_nothing_to_repair(quarter: Path, run: Callable[..., Ran]) -> None:
    """Exit code 0 and a message; the modification times do not change."""
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
    """Ambiguous dates, fractions and words are reported but not changed."""
    replaced(quarter, FILE, old, new)
    before = content(quarter)
    run("check", "--fix", "--data", str(quarter))

    assert content(quarter) == before


def test_a_look_alike_character_is_not_repaired(quarter: Path, run: Callable[..., Ran]) -> None:
    """An Icelandic Ð may be intended, so that it is only reported."""
    replaced(quarter, FILE, "summary: ", "summary: Ð ")
    before = content(quarter)
    run("check", "--fix", "--data", str(quarter))

    assert content(quarter) == before


@pytest.mark.parametrize("name", MISTAKES)
def test_a_repair_restores_the_values(name: str, quarter: Path, run: Callable[..., Ran]) -> None:
    """The values are the same as without the mistake."""
    before = load(read_files(DiskTree(quarter, "q")))
    make_mistakes(quarter, name)
    run("check", "--fix", "--data", str(quarter))

    assert load(read_files(DiskTree(quarter, "q"))).values.by_file == before.values.by_file


def test_only_the_given_path_is_repaired(quarter: Path, run: Callable[..., Ran]) -> None:
    """With a path as argument, other files do not change."""
    make_mistakes(quarter, "percent")
    broken = content(quarter)
    run("check", str(quarter / "updates" / "so-noi-vu"), "--fix", "--data", str(quarter))

    assert content(quarter) == broken


def test_a_folder_that_cannot_be_written(
    quarter: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2; the old file is unchanged."""
    make_mistakes(quarter, "percent")
    broken = content(quarter)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("plan190.files.os.replace", refuse)
    ran = run("check", "--fix", "--data", str(quarter))

    assert (ran.code, content(quarter)) == (2, broken)
    assert "No space left" in ran.err
    assert [path.name for path in (quarter / FILE).parent.iterdir() if path.name.startswith(".")] == []


def test_the_bundled_data_cannot_be_repaired(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Outside a data folder, the command fails."""
    monkeypatch.chdir(tmp_path)
    assert run("check", "--fix").code == 2


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (
            "indicators:\n      - {id: co-so-kham-benh-thu-phi-khong-tien-mat, value: 75%, of: 120}",
            "75 of 120 is not 75 %",
        ),
        ("summary: \u1fefx a\u0306", "the Greek character becomes a backtick, with which no YAML value can begin"),
    ],
)
def test_a_repair_that_would_change_the_meaning_is_not_made(
    entry: str, why: str, quarter: Path, run: Callable[..., Ran]
) -> None:
    """The file does not change."""
    start = f"updates:\n  - task: 33\n    state: in_progress\n    {entry}\n"
    replaced(quarter, FILE, "updates:\n", start)
    before = content(quarter)
    run("check", "--fix", "--data", str(quarter))

    assert content(quarter) == before, why


def test_the_patch_shows_no_personal_data(quarter: Path, run: Callable[..., Ran]) -> None:
    """A telephone number next to a repaired line is masked in the patch, as in every other output."""
    make_mistakes(quarter, "percent")
    replaced(quarter, FILE, "    summary:", "    # 0912 345 678\n    summary:")
    out = run("check", "--diff", "--data", str(quarter)).out

    assert "+    progress: 80\n" in out
    assert "0912" not in out
