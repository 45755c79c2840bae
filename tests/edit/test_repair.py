"""`plan190 check --fix`: what is repaired automatically, and what never is."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plan190.diagnostics import errors_in
from plan190.edit.repair import repaired, repairs
from plan190.load.loader import Files, Loaded, load, read_files
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
    """One run repairs all of them, also a value that a wrong key hides."""
    before = make_mistakes(
        quarter, "percent", "dates without zeros", "decomposed characters", "Windows line ends", "byte order mark"
    )
    replaced(quarter, FILE, "    state: done", "    State: Hoàn thành")
    run("check", "--fix", "--data", str(quarter))

    assert content(quarter) == before


def test_the_patch_writes_nothing(quarter: Path, run: Callable[..., Ran]) -> None:
    """`--dry-run` shows each line before and after; the exit code is 1 if there is something to repair."""
    make_mistakes(quarter, "percent")
    before = content(quarter)
    ran = run("check", "--dry-run", "--data", str(quarter))

    assert (ran.code, content(quarter)) == (1, before)
    assert f"+++ b/{quarter}/{FILE}" in ran.out or FILE in ran.out
    assert "-    progress: 80%\n" in ran.out
    assert "+    progress: 80\n" in ran.out
    assert run("check", "--diff", "--data", str(quarter)).out == ran.out


def test_the_patch_shows_control_characters_as_escapes(quarter: Path, run: Callable[..., Ran]) -> None:
    """A removed byte order mark or carriage return is shown as an escape."""
    make_mistakes(quarter, "Windows line ends", "byte order mark")
    out = run("check", "--dry-run", "--data", str(quarter)).out

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


REPORT = (EXAMPLE / FILE).read_text("utf-8")


def changed(old: str, new: str) -> str:
    """Return the text of the report with one change."""
    assert old in REPORT
    return REPORT.replace(old, new, 1)


def loaded(text: str) -> Loaded:
    """Return the values of the report with this text, and its problems."""
    return load(Files({FILE: text.encode()}, ()))


def fixed(text: str) -> str:
    """Return the text after the repair."""
    found = loaded(text)
    return repaired(FILE, text, repairs(found.diagnostics, found.texts))


REPORTED = "reported_on: 2023-07-10"
STATE = "  - task: 35\n    state: in_progress\n"
DONE = "    state: done\n    progress: 100\n"
TEXT = "summary: Ký thỏa thuận với các ngân hàng, đặt mã QR thu viện phí tại 18 cơ sở."

ONE_READING = [
    ("2023-07-10", "2023/7/10"),
    ("period: 2023-07", "period: 2023-7"),
    ("period: 2023-07", "period: 7/2023"),
    ("period: 2023-07", "period: tháng 7 năm 2023"),
    ("done_on: 2023-06-23", "done_on: 23/6/2023"),
    ("done_on: 2023-06-23", 'done_on: "23-6-2023"'),
    ("done_on: 2023-06-23", "done_on: ngày 23 tháng 6 năm 2023"),
    (REPORTED, "reported_on: ngày 10 tháng 7 năm 2023"),
    (REPORTED, "reported_on: “2023-07-10”"),
    (REPORTED, "Reported_On: 2023-07-10"),
    (REPORTED, "reported_on:2023-07-10"),
    (STATE, STATE.replace("in_progress", "đang thực hiện")),
    (STATE, STATE.replace("in_progress", "Đang Thực Hiện")),
    (STATE, STATE.replace("in_progress", "“in_progress”")),
    (STATE, STATE.replace("in_progress", "“Đang thực hiện”")),
    (STATE, STATE.replace("in_progress", "In_Progress")),
    (STATE, STATE.replace("state", "State")),
    (STATE, STATE.replace("task", "TASK")),
    (STATE, STATE.replace("- task", "-task")),
    (STATE, STATE.replace("- task", "– task")),
    (DONE, DONE.replace("done", "hoàn thành")),
    (DONE, DONE.replace("done", "báo hoàn thành")),
    (DONE, DONE.replace(": 100", ":100")),
    (DONE, DONE.replace(": 100", "：100")),
    (DONE, DONE.replace("100", "“100”")),
    (DONE, DONE.replace("progress", "Progress")),
    ("agency: so-y-te", "agency: “so-y-te”"),
    ("- {id: trang-bi-dau-doc-the, value: 88,", "- {Id: trang-bi-dau-doc-the, VALUE: 88,"),
]
"""Mistakes in the report, of which only one text can be meant."""


@pytest.mark.parametrize(("right", "wrong"), ONE_READING)
def test_what_has_one_reading_is_repaired(right: str, wrong: str) -> None:
    """The report has the same values as before the mistake, and no problems."""
    text = changed(right, wrong)
    assert loaded(text).diagnostics
    after = loaded(fixed(text))
    assert after.values.by_file[FILE] == loaded(REPORT).values.by_file[FILE]
    assert not after.diagnostics


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("summary: Kết quả: 18 cơ sở.", 'summary: "Kết quả: 18 cơ sở."'),
        ("summary: “Kết quả: 18 cơ sở”", 'summary: "Kết quả: 18 cơ sở"'),
        ("summary: @ 18 cơ sở", 'summary: "@ 18 cơ sở"'),
        ('summary: "Đã" xong 18 cơ sở', "summary: '\"Đã\" xong 18 cơ sở'"),
    ],
)
def test_a_text_is_put_in_quotes(wrong: str, right: str) -> None:
    """It has the characters that were typed; nothing else in the file changes."""
    assert fixed(changed(TEXT, wrong)) == changed(TEXT, right)
    assert not loaded(changed(TEXT, right)).diagnostics


SEVERAL_READINGS = [
    (REPORTED, "reported_on: 10/07/2023"),
    (REPORTED, "reported_on: 10-7-2023"),
    (REPORTED, "reported_on: 2023-07-10T17:30"),
    (REPORTED, "reported_on: 2023-07-10 (dự kiến)"),
    (REPORTED, "reported_on: 31/6/2023"),
    (REPORTED, "reported_on: 10/7/23"),
    (REPORTED, "Reported_on: 2023-07-10\nreported_on: 2023-07-11"),
    ("progress: 80", "progress: 80,5%"),
    ("progress: 80", "progress: 180%"),
    ("progress: 80", "progress: khoảng 80%"),
    ("progress: 80", "progress 80"),
    ("progress: 80", "tiến độ: 80"),
    ("value: 8120", "value: 8.120"),
    ("value: 88", "value: 88%"),
    (STATE, STATE.replace("in_progress", "đang làm")),
    (STATE, STATE.replace("in_progress", "in_progres")),
    (STATE, STATE.replace("in_progress", "hoàn thành")),
    (STATE, STATE.replace("in_progress", "“xong”")),
    (STATE, STATE.replace("35", "035")),
    (STATE, STATE.replace("    state", "   state")),
    (STATE, STATE.replace("\n    state: ", " state: ")),
    (TEXT, "summary: Đã xong progress: 80"),
    (TEXT, "summary: Kết quả: đã xong # ghi chú"),
    (TEXT, "summary: Kết quả: đã xong\n      tiếp theo"),
    (TEXT, "summary: Đã giải quyết 4 huyện #1 và 2"),
    (TEXT, "ghi chú:18 cơ sở"),
    (TEXT, "summary:| 18 cơ sở"),
    (f"    {TEXT}", f"  • {TEXT}"),
    ("agency: so-y-te", "agency: Sở Y tế"),
    ("progress: 80", "Progress: 80\n    PROGRESS: 90"),
    (f"    {TEXT}", "    summary: |-\n      Kết quả:\n      – title: x\n  – task: 35"),
    (TEXT, 'summary: "Kết quả\n      – task: 34 y"\n  – task: 35'),
    (TEXT, "summary: Kết quả\n      – task: 34"),
]
"""Mistakes of which the right text is a guess, or not known."""


@pytest.mark.parametrize(("right", "wrong"), SEVERAL_READINGS)
def test_what_is_never_guessed(right: str, wrong: str) -> None:
    """What can be meant in several ways is reported but not changed."""
    text = changed(right, wrong)
    assert errors_in(loaded(text).diagnostics)
    assert fixed(text) == text


def test_a_value_on_a_line_with_another_mistake_keeps_its_place() -> None:
    """The column of a value on a line with a wrong indentation is that in the corrected text, not in the file."""
    text = changed("    done_on: 2023-06-23", "     done_on: 23/6/2023")
    assert fixed(text) in {text, text.replace("23/6/2023", "2023-06-23")}


def test_the_corrected_line_has_all_repairs() -> None:
    """A line with several mistakes, of which one hides another, is shown as it is after the repair."""
    text = changed(STATE, STATE.replace("state: in_progress", "State: Đang thực hiện"))
    found = loaded(text)
    assert list(repairs(found.diagnostics, found.texts).values()) == ["    state: in_progress"]


def test_a_line_with_a_replaced_character_is_not_shown() -> None:
    """The text for messages has `?` instead of an invisible character."""
    text = changed("progress: 80", "progress: 80% # a\u200b")
    found = loaded(text)
    assert list(repairs(found.diagnostics, found.texts).values()) == [None]
    assert "progress: 80 # a\u200b" in fixed(text)


MISNAMED = str(Path(FILE).with_name("2023-7.yml"))


def test_a_misnamed_report_is_renamed(quarter: Path, run: Callable[..., Ran]) -> None:
    """The dry run shows the new name; the repair says it."""
    before = content(quarter)
    (quarter / FILE).rename(quarter / MISNAMED)
    shown = run("check", "--dry-run", "--data", str(quarter)).out
    assert f"rename to {quarter}/{FILE}" in shown
    assert (quarter / MISNAMED).exists()
    ran = run("check", "--fix", "--data", str(quarter))

    assert (ran.code, content(quarter)) == (0, before)
    assert f"{MISNAMED} → {FILE}" in ran.out
    assert not (quarter / MISNAMED).exists()


@pytest.mark.parametrize(
    ("others", "old", "new"),
    [
        ((FILE,), "", ""),
        ((str(Path(FILE).with_name("2023-07.yml")),), "", ""),
        ((), "period: 2023-07", "period: 2023-08"),
        ((), "agency: so-y-te", "agency: so-noi-vu"),
        ((), "period: 2023-07", "# kỳ 2023-07"),
    ],
)
def test_a_report_of_which_the_name_is_not_certain_keeps_it(
    others: tuple[str, ...], old: str, new: str, quarter: Path, run: Callable[..., Ran]
) -> None:
    """The right name is taken, two files would get it, or the file has another period or agency."""
    replaced(quarter, FILE, old, new)
    (quarter / FILE).rename(quarter / MISNAMED)
    for other in others:
        shutil.copy(quarter / MISNAMED, quarter / other)
    before = {path: path.read_bytes() for path in quarter.rglob("*.y*ml")}
    run("check", "--fix", "--data", str(quarter))
    assert {path: path.read_bytes() for path in quarter.rglob("*.y*ml")} == before


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
    out = run("check", "--dry-run", "--data", str(quarter)).out

    assert "+    progress: 80\n" in out
    assert "0912" not in out
