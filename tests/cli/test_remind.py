"""`plan190 remind`: one letter, the joint letter, all letters, and the progress bar."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from plan190.document.checksum import CHECKSUM_PLACEHOLDER, with_checksum
from tests.conftest import EXAMPLE, ROOT, Ran

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Ran]

FICTION = ("--data", str(EXAMPLE), "--as-of", "2023-09-20")
LATE = 16
"""The number of agencies with overdue tasks on that date."""
ALL = 20
"""The number of agencies with any matter for a letter on that date."""


@pytest.fixture
def here(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder as the current folder."""
    assert run is not None  # it must change the folder first
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    """Return the files in the folder."""
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_a_letter_goes_to_its_own_file(run: Run, here: Path) -> None:
    """It is named after the date and the agency; a second run writes the same bytes."""
    for _ in range(2):
        ran = run("remind", "--agency", "Sở Tư pháp", *FICTION, "--format", "markdown")
        assert (ran.code, ran.out) == (0, "")
    assert list(files(here / "reports/example/letters")) == ["2023-09-20-so-tu-phap.md"]
    printed = run("remind", "--agency", "Sở Tư pháp", *FICTION, "--format", "markdown", "--output", "-")
    assert printed.out.encode() == files(here / "reports/example/letters")["2023-09-20-so-tu-phap.md"]


def test_one_letter_per_agency_has_all_its_matters(run: Run, here: Path) -> None:
    """There is no joint letter; each names the command that makes it again."""
    ran = run("remind", "--all", *FICTION, "--format", "markdown")
    written = files(here / "reports/example/letters")

    assert (ran.code, ran.out, len(written)) == (0, "", ALL)
    for name, data in written.items():
        whom = name.removeprefix("2023-09-20-").removesuffix(".md")
        assert f"; remind --agency {whom} --letterhead".encode() in data
    data = written["2023-09-20-ubnd-h-bu-dop.md"].decode()
    assert re.findall(r"(?m)^### (.*)", data) == [r"1\. Nhiệm vụ quá hạn", r"2\. Báo cáo hoàn thành bị trả lại"]
    assert run("remind", "--agency", "ubnd-h-bu-dop", *FICTION, "--format", "markdown", "--output", "-").out == data


def test_letters_that_are_no_longer_needed_are_removed(run: Run, here: Path) -> None:
    """Only those of the same date, kind, format and options that nobody has edited."""
    letters = here / "reports/example/letters"
    data = here / "examples" / "data"
    shutil.copytree(EXAMPLE, data)
    plan = data / "plan.yaml"
    as_issued = plan.read_text("utf-8")
    plan.write_text(as_issued.replace("soon: 7", "soon: 60"), "utf-8")
    fiction = ("--data", str(data), *FICTION[2:])
    run("remind", "--all", *fiction, "--format", "markdown")
    plan.write_text(as_issued, "utf-8")
    run("remind", "--all", "--kind", "report", *FICTION, "--format", "markdown")
    single = ("--agency", "so-tnmt", "--within", "60", "--letterhead", "ubnd-tinh")
    run("remind", *single, *FICTION, "--format", "markdown", "--output", str(letters / "2023-09-20-single.md"))
    before = files(letters)
    edited, old = letters / "2023-09-20-so-y-te.md", letters / "2023-09-19-so-tnmt.md"
    edited.write_bytes(before[edited.name] + b"edited")
    old.write_bytes(before["2023-09-20-so-tnmt.md"])
    run("remind", "--all", *fiction, "--format", "markdown")
    removed = set(before) - set(files(letters))

    assert len(removed) == 8
    assert "2023-09-20-so-tnmt.md" in removed
    assert not any("-report" in name or "-single" in name for name in removed)
    assert edited.exists()
    assert old.exists()


def test_letters_are_removed_if_nobody_needs_one(run: Run, here: Path) -> None:
    """A letter that somebody edited stays."""
    letters, folder = here / "letters", ("--format", "markdown", "--output", "letters")
    day = ("--data", str(EXAMPLE), "--as-of", "2023-06-13")
    run("remind", "--all", "--kind", "after", *FICTION, *folder)
    for file in list(letters.iterdir()):
        text = file.read_bytes().replace(b"--as-of 2023-09-20", b"--as-of 2023-06-13")
        text = text[: text.index(b"<!-- plan190-seal")] + f"<!-- {CHECKSUM_PLACEHOLDER} -->\n".encode()
        file.write_bytes(with_checksum(text))
        file.rename(letters / file.name.replace("2023-09-20", "2023-06-13"))
    kept = letters / "2023-06-13-after-so-tu-phap.md"
    kept.write_bytes(kept.read_bytes() + b"edited")

    assert f"Đã bỏ {LATE} tệp" in run("remind", "--all", "--kind", "after", *day, *folder).err
    assert list(letters.iterdir()) == [kept]


@pytest.mark.parametrize(("name", "kind"), [("overdue", "after"), ("due-soon", "before"), ("missing", "report")])
def test_a_kind_has_the_name_of_its_list_too(run: Run, here: Path, name: str, kind: str) -> None:
    """The letter records the kind by its own name."""
    assert here.is_dir()
    words = ("remind", "--joint", *FICTION, "--format", "json", "--output", "-", "--kind")
    assert run(*words, name).out == run(*words, kind).out != ""


def test_all_letters_of_a_kind_are_written(run: Run, here: Path) -> None:
    """A file for each late agency and a joint letter with an annex; each names the command that makes it again."""
    ran = run("remind", "--all", "--kind", "after", *FICTION, "--format", "markdown")
    written = files(here / "reports/example/letters")

    assert (ran.code, ran.out, len(written)) == (0, "", LATE + 1)
    for name, data in written.items():
        whom = re.fullmatch(r"2023-09-20-after[-_](.*)\.md", name)
        assert whom is not None
        words = ("--joint",) if name.endswith("_all.md") else ("--agency", whom[1])
        assert f"; remind {' '.join(words)} --kind after".encode() in data
        if whom[1] in {"all", "so-tu-phap"}:
            words += ("--kind", "after", *FICTION, "--format", "markdown", "--output", "-")
            assert run("remind", *words).out.encode() == data


def test_if_one_letter_was_edited_none_is_written(run: Run, here: Path) -> None:
    """The error names it; with --force all are written."""
    words = ("remind", "--all", *FICTION, "--format", "markdown")
    run(*words)
    letters = here / "reports/example/letters"
    before = files(letters)
    edited = letters / "2023-09-20-so-tu-phap.md"
    edited.write_bytes(before[edited.name].replace("Số:".encode(), "Số: 45".encode()))
    held = files(letters)
    ran = run(*words, "--answer-by", "2023-09-30")

    assert (ran.code, edited.name in ran.err, files(letters)) == (2, True, held)
    assert run(*words, "--force").code == 0
    assert files(letters) == before


def test_a_link_among_the_letters_is_not_followed(run: Run, here: Path) -> None:
    """Its target stays unchanged, even with --force."""
    letters = here / "reports/example/letters"
    letters.mkdir(parents=True)
    (here / "mine.md").write_text("mine", "utf-8")
    (letters / "2023-09-20-so-tu-phap.md").symlink_to(here / "mine.md")
    for force in ((), ("--force",)):
        assert run("remind", "--all", *FICTION, "--format", "markdown", *force).code == 2
    assert (here / "mine.md").read_text("utf-8") == "mine"
    assert len(list(letters.iterdir())) == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "chưa rõ nơi nhận"),
        (("--all", "--joint"), "chưa rõ nơi nhận"),
        (("--all", "--agency", "so-y-te"), "chưa rõ nơi nhận"),
        (("--all", "--kind", "angry"), "after, before, report, returned"),
        (("--all", "--kind", "after", "--within", "5"), "--kind before"),
        (("--all", "--kind", "before", "--within", "-1"), "0"),
        (("--all", "--kind", "before", "--within", "367"), "366"),
        (("--all", "--answer-by", "2023-09-20"), "20/9/2023"),
        (("--all", "--answer-by", "mai"), "mai"),
        (("--all", "--letterhead", "../x"), "cong-an-tinh"),
        (("--agency", "so-y-te"), "vp-ubnd-tinh"),
        (("--agency", "grp-huyen"), "không có nội dung cần nhắc"),
        (("--agency", "../../etc"), "etc"),
    ],
)
def test_invalid_options_are_refused(run: Run, here: Path, words: tuple[str, ...], message: str) -> None:
    """One line, exit code 2, and nothing is written."""
    ran = run("remind", *words, *FICTION, "--format", "markdown")

    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("answer_by", "names", "following"),
    [
        ("2023-09-23", "thứ Bảy", "25/9/2023"),
        ("2023-10-01", "Chủ nhật", "2/10/2023"),
        ("2024-02-10", "Tết Nguyên Đán, thứ Bảy", "15/2/2024"),
        ("2024-04-29", "Ngày nghỉ (thay cho ngày 04/05/2024)", "2/5/2024"),
        ("2024-09-02", "Quốc khánh", "4/9/2024"),
    ],
)
@pytest.mark.parametrize("whom", [("--agency", "so-tu-phap"), ("--joint",), ("--all",)])
def test_a_date_of_the_answer_on_a_day_off_is_noted(
    run: Run,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer_by: str,
    names: str,
    following: str,
    whom: tuple[str, ...],
) -> None:
    """The note names the day off and the next working day, once; the letter keeps the date."""
    monkeypatch.setattr("plan190.cli.clock.today", lambda _: date(2023, 9, 20))
    ran = run("remind", *whom, *FICTION, "--answer-by", answer_by, "--format", "markdown")

    assert (ran.code, list(here.iterdir())) == (0, [here / "reports"])
    assert ran.err.count("Lưu ý: thời hạn trả lời") == 1
    assert f"là ngày nghỉ: {names}. Ngày làm việc tiếp theo: {following}.\n" in ran.err


def test_a_date_of_the_answer_is_judged_by_the_as_of_date(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A date after the as-of date has not passed, whatever today is."""
    monkeypatch.setattr("plan190.cli.clock.today", lambda _: date(2023, 9, 23))
    ran = run("remind", "--joint", *FICTION, "--answer-by", "2023-09-22", "--format", "markdown")

    assert (ran.code, "thời hạn trả lời" in ran.err) == (0, False)
    assert here.is_dir()


def test_the_facts_are_those_of_the_letter(run: Run, here: Path) -> None:
    """The joint letter names all addressees and what each of them owes."""
    assert here.is_dir()
    facts = json.loads(run("remind", "--joint", *FICTION, "--format", "json", "--output", "-").out)

    assert len(facts["to"]) == LATE
    assert len(facts["owed"]) == 22
    assert facts["as_of"] == "2023-09-20"


def _ran_on(terminal: bool) -> tuple[bytes, bytes]:  # noqa: FBT001 - its only choice
    """Return standard output and standard error of a run, each on a terminal or in a pipe."""
    words = [
        sys.executable,
        "-m",
        "plan190",
        "remind",
        "--all",
        *FICTION,
        "--format",
        "markdown",
        "--output",
        "letters",
    ]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "GITLAB_", "TF_"))}
    env |= {"PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100", "FORCE_COLOR": "1"}
    if not terminal:
        ran = subprocess.run(words, env=env, capture_output=True, check=True, timeout=120)
        return ran.stdout, ran.stderr
    ours, theirs = pty.openpty()
    with subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=theirs) as running:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # how a terminal ends on Linux
                break
            if not piece:
                break
            shown += piece
        out = running.stdout.read() if running.stdout is not None else b""
    os.close(ours)
    assert running.returncode == 0
    return out, shown


def test_long_work_shows_a_bar_only_on_a_terminal(here: Path) -> None:
    """The bar is on standard error and is removed at the end; a pipe gets only the note."""
    out, piped = _ran_on(terminal=False)
    assert (out, piped.decode().splitlines()[-1:]) == (b"", [f"Đã ghi {ALL} tệp vào letters."])
    assert b"\x1b" not in piped
    assert b"%" not in piped
    before = files(here / "letters")
    out, shown = _ran_on(terminal=True)
    assert out == b""
    assert b"\x1b[" in shown
    assert b"%" in shown
    assert files(here / "letters") == before


def test_without_addressees_nothing_is_written(run: Run, here: Path) -> None:
    """That is no error, so that a scheduled run continues."""
    ran = run("remind", "--all", "--kind", "after", *FICTION[:2], "--as-of", "2023-06-13")

    assert (ran.code, ran.out, ran.err) == (0, "", "Không có cơ quan nào để nhắc.\n")
    assert list(here.iterdir()) == []
    named = run("remind", "--agency", "so-y-te", "--kind", "after", *FICTION[:2], "--as-of", "2023-06-13")
    assert "không có nội dung cần nhắc so-y-te; không có cơ quan nào cần nhắc." in named.err
