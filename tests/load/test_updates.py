"""The folder of the reports: what is read there, what is refused, and that nothing in it is lost in silence."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from plan190.load.loader import UPDATES, load, read_files
from plan190.load.tree import DiskTree
from plan190.model.month import Month

if TYPE_CHECKING:
    from pathlib import Path

    from plan190.load.loader import Loaded

GOOD = "agency: so-y-te\nperiod: 2023-07\nreported_on: 2023-07-13\nupdates:\n  - {task: 32, state: in_progress}\n"


def put(copy: Path, text: str = GOOD, path: str = "updates/so-y-te/2023-07.yaml") -> Path:
    """Write a file below the data."""
    file = copy / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def loaded(copy: Path) -> Loaded:
    """Load the data with their reports."""
    return load(read_files(DiskTree(copy, "data")))


def problems(copy: Path) -> list[tuple[str, str, str]]:
    """Return file, code and variant of all that is wrong."""
    return [(diagnostic.place.path, diagnostic.code, diagnostic.variant) for diagnostic in loaded(copy).diagnostics]


def test_the_smallest_report(copy: Path) -> None:
    """Agency, period, day, and per entry task and state: no more is required, and null is nothing."""
    put(copy, GOOD.replace("in_progress}", "in_progress, progress: null, done_on: ~}"))
    result = loaded(copy)
    report = result.values.by_file["updates/so-y-te/2023-07.yaml"]

    assert result.diagnostics == ()
    assert UPDATES in result.error_free
    assert (report.agency, report.period) == ("so-y-te", Month(2023, 7))
    assert (report.updates[0].progress, report.updates[0].summary, report.document) == (None, None, None)


def test_texts_come_out_as_they_were_written(copy: Path) -> None:
    """A block of several lines with every risky mark is kept to the letter."""
    text = "Đã \"ban hành\": số #190, 'kèm' [phụ lục] & <bảng>.\nĐạt 40% - đúng hạn; @phòng *x* {{7*7}} :warning:"
    block = "    summary: |\n" + "".join(f"      {line}\n" for line in text.split("\n"))
    put(copy, GOOD.replace("  - {task: 32, state: in_progress}\n", f"  - task: 32\n    state: in_progress\n{block}"))

    assert loaded(copy).values.by_file["updates/so-y-te/2023-07.yaml"].updates[0].summary == text


@pytest.mark.parametrize(
    "path",
    [
        "updates/2023-07.yaml",
        "updates/so-y-te/2023-7.yaml",
        "updates/so-y-te/2023-13.yaml",
        "updates/so-y-te/2023-07.yml",
        "updates/so-y-te/2023-07.YAML",
        "updates/so-y-te/bao-cao.docx",
        "updates/So-Y-Te/2023-07.yaml",
        "updates/so y te/2023-07.yaml",
        "updates/so-y-te/.2023-07.yaml",
        "updates/readme.txt",
    ],
)
def test_a_file_under_another_name_is_reported(copy: Path, path: str) -> None:
    """A report that would not be found under its name is not lost in silence."""
    put(copy, path=path)

    assert problems(copy) == [(path, "P008", "")]


def test_a_folder_too_deep_is_reported(copy: Path) -> None:
    """What lies further down than a report can is named by its folder."""
    put(copy, path="updates/so-y-te/2023/07.yaml")

    assert problems(copy) == [("updates/so-y-te/2023/", "P008", "")]


@pytest.mark.parametrize("name", [".gitkeep", ".DS_Store", "Thumbs.db", "desktop.ini", "~$2023-07.xlsx"])
def test_what_systems_leave_behind_is_passed_over(copy: Path, name: str) -> None:
    """A file that no person wrote is no report."""
    put(copy, "x", f"updates/so-y-te/{name}")

    assert problems(copy) == []


def test_links_are_not_followed(copy: Path, tmp_path: Path) -> None:
    """A linked report, a linked folder and linked reports as a whole are refused, and what they name is not read."""
    outside = put(tmp_path / "outside")
    (copy / "updates").mkdir()
    (copy / "updates" / "so-tttt").symlink_to(outside.parent)
    (copy / "updates" / "so-y-te").mkdir()
    (copy / "updates" / "so-y-te" / "2023-07.yaml").symlink_to(outside)
    assert problems(copy) == [("updates/so-tttt", "P008", ""), ("updates/so-y-te/2023-07.yaml", "P006", "")]

    for inner in ("so-y-te/2023-07.yaml", "so-tttt"):
        (copy / "updates" / inner).unlink()
    (copy / "updates" / "so-y-te").rmdir()
    (copy / "updates").rmdir()
    (copy / "updates").symlink_to(tmp_path / "outside" / "updates")
    assert problems(copy) == [("updates", "P006", "folder")]


def test_a_folder_that_cannot_be_read_is_reported(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An agency whose folder cannot be read has not "not reported": the error of the system is reported."""
    put(copy)
    scan = os.scandir

    def refusing(path: os.PathLike[str]) -> object:
        if str(path).endswith("so-y-te"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr("plan190.load.tree.os.scandir", refusing)

    assert problems(copy) == [("updates/so-y-te", "P001", "")]


@pytest.mark.parametrize(
    ("written", "variant"),
    [
        ("070123456789", "id"),
        ("070 123 456 789", "id"),
        ("070.123.456.789", "id"),
        ("0912345678", "phone"),
        ("0912 345 678", "phone"),
        ("+84 912 345 678", "phone"),
        ("(+84) 912 345 678", "phone"),
        ("(091) 234 5678", "phone"),
        ("ĐT/0912345678", "phone"),
        ("0912–345–678", "phone"),
        ("0912345678/0987654321", "phone"),
        ("0792 0301 2345", "id"),
        ("079_203_012_345", "id"),
        ("079203012345/2021", "id"),
    ],
)
@pytest.mark.parametrize("where", ["summary", "comment", "broken entry"])
def test_personal_data_are_refused_wherever_they_stand(copy: Path, written: str, variant: str, where: str) -> None:
    """In a text, in a comment, in an entry that is left out for another error; and the number is not repeated."""
    text = {
        "summary": GOOD.replace("in_progress}", f'in_progress, summary: "gọi {written}."}}'),
        "comment": f"# người nhận: {written}\n{GOOD}",
        "broken entry": GOOD.replace("in_progress}", f'xong, summary: "{written}"}}'),
    }[where]
    put(copy, text)
    numbers = [diagnostic for diagnostic in loaded(copy).diagnostics if diagnostic.code == "P329"]

    assert {diagnostic.variant for diagnostic in numbers} == {variant}
    assert written not in str(numbers)


@pytest.mark.parametrize(
    "harmless",
    [
        "kinh phí 120.000.000.000 đồng",
        "2.345.678.901 lượt",
        "số 0123456789/BC-SYT",
        "ngày 07/08/2023 - 09/10/2023",
        "2023-07-05 2023-07-06",
        "https://vd.vn/tin-202306280912",
        "tỷ lệ 0,123456789",
        "mã 1234567890123",
        "từ 07-08-2023 09-10-2023",
        "84.912.345.678 đồng",
        "0,0123456789",
    ],
)
def test_other_numbers_are_no_personal_data(copy: Path, harmless: str) -> None:
    """Sums of money, document numbers, days, addresses and shares are not taken for persons."""
    put(copy, GOOD.replace("in_progress}", f'in_progress, summary: "{harmless}"}}'))

    assert problems(copy) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "variant"),
    [
        ("task: 32", "task: -1", "P203", "whole"),
        ("task: 32", "task: 24-25", "P203", "whole"),
        ("state: in_progress", "state: đang thực hiện", "P204", "state"),
        ("state: in_progress", "state: in_progres", "P204", "near"),
        ("state: in_progress", "state: in_progress, progress: 101", "P204", "most"),
        ("state: in_progress", "state: in_progress, progress: 40%", "P203", "percent"),
        ("state: in_progress", 'state: in_progress, summary: ""', "P205", "empty"),
        ("state: in_progress", "state: in_progress, summary: ", "P205", "empty"),
        ("state: in_progress", "state: in_progress, evidence: ", "P205", "empty"),
        ("state: in_progress", "state: in_progress, evidence: [{title: x, number: 2023-07-05}]", "P204", "symbol"),
        ("state: in_progress", "state: in_progress, evidence: [{title: x, number: 05/07/2023}]", "P204", "symbol"),
        (
            "state: in_progress",
            "state: in_progress, evidence: [{title: x, link: 'javascript:alert(1)'}]",
            "P204",
            "link",
        ),
        ("state: in_progress", 'state: in_progress, summary: "a\\nb"', "P004", "escaped"),
        ("state: in_progress", "state: in_progress, sumary: x", "P202", "near"),
        (
            "state: in_progress",
            "state: in_progress, obstacles: [{category: tien, beyond_authority: true, description: x}]",
            "P204",
            "",
        ),
        (
            "state: in_progress",
            "state: in_progress, obstacles: [{category: khac, beyond_authority: co, description: x}]",
            "P203",
            "truth",
        ),
        ("period: 2023-07", "period: 2023-07-01", "P206", "month"),
        ("period: 2023-07", "period: Quý III", "P206", "month"),
        ("agency: so-y-te\n", "", "P201", ""),
        ("updates:\n  - {task: 32, state: in_progress}", "updates: {task: 32, state: in_progress}", "P203", "list"),
    ],
)
def test_an_error_of_shape(copy: Path, old: str, new: str, code: str, variant: str) -> None:
    """One slip gives one diagnostic, in the file where it is."""
    assert old in GOOD
    put(copy, GOOD.replace(old, new))

    assert problems(copy) == [("updates/so-y-te/2023-07.yaml", code, variant)]


def test_a_broken_report_hides_no_other(copy: Path) -> None:
    """One agency's slip leaves the others readable, and the entry with the slip leaves its neighbours."""
    put(copy, GOOD + "  - {task: x, state: done}\n  - {task: 33, state: unchanged}\n")
    put(copy, GOOD.replace("so-y-te", "so-tttt"), "updates/so-tttt/2023-07.yaml")
    result = loaded(copy)

    assert [diagnostic.code for diagnostic in result.diagnostics] == ["P203"]
    assert [update.task for update in result.values.by_file["updates/so-y-te/2023-07.yaml"].updates] == [32, 33]
    assert "updates/so-tttt/2023-07.yaml" in result.values.by_file
    assert UPDATES not in result.error_free


def test_decisions_of_an_unknown_kind_name_the_known_ones(copy: Path) -> None:
    """The kind of a decision is one of twelve, and a slip of the pen gets the nearest."""
    put(copy, "decisions:\n  - {id: a, kind: exted, date: 2023-07-01, by: x}\n", "decisions.yaml")
    (diagnostic,) = loaded(copy).diagnostics

    assert (diagnostic.code, diagnostic.variant, dict(diagnostic.values)["near"]) == ("P204", "near", "extend")


@pytest.mark.parametrize(
    "text",
    [
        "    summary: >-\n      CCCD 079203\n      012345 của\n",
        '    summary: "\\u003079203012345"\n',
    ],
)
def test_personal_data_are_found_in_what_yaml_puts_together(copy: Path, text: str) -> None:
    """A number folded over two lines, or written with an escape, is one number."""
    put(copy, GOOD.replace("  - {task: 32, state: in_progress}\n", f"  - task: 32\n    state: in_progress\n{text}"))

    assert [problem[1:] for problem in problems(copy)] == [("P329", "id")]


@pytest.mark.parametrize(
    "path",
    [
        "decisions.yml",
        "Decisions.yaml",
        "decisions.yaml.txt",
        "2023-07.yaml",
        "Updates/so-y-te/2023-07.yaml",
        "update/so-y-te/2023-07.yaml",
        "so-y-te/2023-07.yaml",
    ],
)
def test_a_misplaced_file_is_reported(copy: Path, path: str) -> None:
    """Decisions and reports under another name, or in another folder, are not passed over."""
    put(copy, path=path)

    assert problems(copy) == [(path, "P008", "")]


def test_other_files_beside_the_data_are_ignored(copy: Path) -> None:
    """A page to read, a picture, git's own folder."""
    put(copy, "x", "README.md")
    put(copy, "x", ".git/config")
    put(copy, "x", "source/scan.pdf")

    assert problems(copy) == []


def test_a_name_that_is_no_text_is_reported(copy: Path) -> None:
    """A file name in another encoding is a diagnostic with a fingerprint like any other, and no crash."""
    from plan190.diagnostics import fingerprints

    folder = put(copy).parent
    with open(os.fsencode(folder) + b"/b\xe1\xba.yaml", "wb"):  # noqa: PTH123 - no text, so no Path
        pass
    diagnostics = loaded(copy).diagnostics

    assert [diagnostic.code for diagnostic in diagnostics] == ["P008"]
    assert len(next(fingerprints(diagnostics))) == 20
