"""The folder of the reports: which files are read or rejected, and that no file is ignored without a message."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from plan190.diagnostics import errors_in
from plan190.load.loader import UPDATES, load, read_files
from plan190.load.tree import DiskTree
from plan190.model.period import Period

if TYPE_CHECKING:
    from pathlib import Path

    from plan190.load.loader import Loaded

GOOD = "agency: so-y-te\nperiod: 2023-07\nreported_on: 2023-07-13\nupdates:\n  - {task: 32, state: in_progress}\n"


def put(copy: Path, text: str = GOOD, path: str = "updates/so-y-te/2023-07.yaml") -> Path:
    """Write a file below the data folder and return its path."""
    file = copy / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def loaded(copy: Path) -> Loaded:
    """Load the data folder with its reports."""
    return load(read_files(DiskTree(copy, "data")))


def problems(copy: Path) -> list[tuple[str, str, str]]:
    """Return file, code and variant of every diagnostic."""
    return [(diagnostic.place.path, diagnostic.code, diagnostic.variant) for diagnostic in loaded(copy).diagnostics]


def test_the_smallest_report(copy: Path) -> None:
    """Agency, period, date, and the task and state of each entry are required; null counts as absent."""
    put(copy, GOOD.replace("in_progress}", "in_progress, progress: null, done_on: ~}"))
    result = loaded(copy)
    report = result.values.by_file["updates/so-y-te/2023-07.yaml"]

    assert result.diagnostics == ()
    assert UPDATES in result.error_free
    assert (report.agency, report.period) == ("so-y-te", Period.parse("2023-07"))
    assert (report.updates[0].progress, report.updates[0].summary, report.document) == (None, None, None)


def test_texts_are_read_as_written(copy: Path) -> None:
    """A block of several lines with special characters is read unchanged."""
    text = "Đã \"ban hành\": số #190, 'kèm' [phụ lục] & <bảng>.\nĐạt 40% - đúng hạn; @phòng *x* {{7*7}} :warning:"
    block = "    summary: |\n" + "".join(f"      {line}\n" for line in text.split("\n"))
    put(copy, GOOD.replace("  - {task: 32, state: in_progress}\n", f"  - task: 32\n    state: in_progress\n{block}"))

    assert loaded(copy).values.by_file["updates/so-y-te/2023-07.yaml"].updates[0].summary == text


@pytest.mark.parametrize(
    "path",
    [
        "updates/2023-07.yaml",
        "updates/so-y-te/2023-08.yml",
        "updates/so-y-te/2023-13.yaml",
        "updates/so-y-te/2023-07.YAML",
        "updates/so-noi-vu/2023-7.yaml",
        "updates/so-y-te/bao-cao.docx",
        "updates/So-Y-Te/2023-07.yaml",
        "updates/so y te/2023-07.yaml",
        "updates/so-y-te/.2023-07.yaml",
        "updates/readme.txt",
        "updates/readme.md",
        "updates/so-y-te/README.md",
    ],
)
def test_a_file_under_another_name_is_reported(copy: Path, path: str) -> None:
    """A report whose name is wrong is not ignored without a message, which states the name and the folder."""
    put(copy, path=path)
    [diagnostic] = loaded(copy).diagnostics
    values = dict(diagnostic.values)

    assert (diagnostic.place.path, diagnostic.code, diagnostic.variant) == (path, "P008", "report")
    assert (values["name"], values["where"]) == ("2023-07.yaml", "data/updates/so-y-te/")


@pytest.mark.parametrize(
    "name", ["2023-7.yaml", "2023-07.yml", "2023-07.txt", "2023-07.yaml.txt", "2023-7.yml.txt", "2023-07"]
)
def test_only_the_name_of_a_report_is_wrong(copy: Path, name: str) -> None:
    """The report is in the folder of its agency, and its name has its period in another form."""
    put(copy, path=f"updates/so-y-te/{name}")
    [diagnostic] = loaded(copy).diagnostics
    assert (diagnostic.code, diagnostic.variant, dict(diagnostic.values)["name"]) == ("P008", "name", "2023-07.yaml")


@pytest.mark.parametrize(
    ("path", "variant", "name"),
    [
        ("updates/so-y-te/2023-7.yaml", "report", "2023-07.yaml"),
        ("updates/so-y-te/bao-cao 2023-12.docx", "report", "2023-12.yaml"),
        ("updates/so-y-te/2023-13.yaml", "", ""),
        ("updates/so-y-te/ghi-chu.md", "", ""),
        ("decisions.yml", "", ""),
    ],
)
def test_the_name_of_a_file_with_other_content(copy: Path, path: str, variant: str, name: str) -> None:
    """The month in the name of the file is enough; without one, the usual names are stated."""
    put(copy, "x", path)
    [diagnostic] = loaded(copy).diagnostics

    assert (diagnostic.code, diagnostic.variant, dict(diagnostic.values).get("name", "")) == ("P008", variant, name)


def test_a_nested_folder_is_reported(copy: Path) -> None:
    """The diagnostic names the folder below that of an agency."""
    put(copy, path="updates/so-y-te/2023/07.yaml")

    assert problems(copy) == [("updates/so-y-te/2023/", "P008", "folder")]


@pytest.mark.parametrize("name", [".gitkeep", ".DS_Store", "Thumbs.db", "desktop.ini", "~$2023-07.xlsx"])
def test_files_of_the_operating_system_are_ignored(copy: Path, name: str) -> None:
    """Files that programs create for themselves are not reports."""
    put(copy, "x", f"updates/so-y-te/{name}")

    assert problems(copy) == []


def test_links_are_not_followed(copy: Path, tmp_path: Path) -> None:
    """Links to a report, an agency's folder or the folder of the reports are rejected; their targets are not read."""
    outside = put(tmp_path / "outside")
    (copy / "updates" / "so-tttt").symlink_to(outside.parent)
    (copy / "updates" / "so-y-te").mkdir()
    (copy / "updates" / "so-y-te" / "2023-07.yaml").symlink_to(outside)
    assert problems(copy) == [("updates/so-tttt", "P008", ""), ("updates/so-y-te/2023-07.yaml", "P006", "")]

    for inner in ("so-y-te/2023-07.yaml", "so-tttt"):
        (copy / "updates" / inner).unlink()
    shutil.rmtree(copy / "updates")
    (copy / "updates").symlink_to(tmp_path / "outside" / "updates")
    assert problems(copy) == [("updates", "P006", "folder")]


def test_a_folder_that_cannot_be_read_is_reported(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If an agency's folder cannot be read, the error is reported instead of a missing report."""
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
        ("CMND số 285 123 456", "id"),
    ],
)
@pytest.mark.parametrize("where", ["summary", "comment", "broken entry"])
def test_personal_data_are_reported_everywhere(copy: Path, written: str, variant: str, where: str) -> None:
    """In a text, in a comment and in an entry with another error; the diagnostic does not repeat the number."""
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
def test_other_numbers_are_not_personal_data(copy: Path, harmless: str) -> None:
    """Amounts of money, document numbers, dates, addresses and shares are not reported."""
    put(copy, GOOD.replace("in_progress}", f'in_progress, summary: "{harmless}"}}'))

    assert problems(copy) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "variant"),
    [
        ("task: 32", "task: -1", "P203", "whole"),
        ("task: 32", "task: 24-25", "P203", "whole"),
        ("state: in_progress", "state: đang làm", "P204", "state"),
        ("state: in_progress", "state: đang thực hiện", "P204", "near"),
        ("state: in_progress", "state: hoàn thành", "P204", "state"),
        ("state: in_progress", "state: in_progres", "P204", "near"),
        ("state: in_progress", "state: in_progress, progress: 101", "P204", "most"),
        ("state: in_progress", "state: in_progress, progress: 40%", "P203", "percent"),
        ("state: in_progress", 'state: in_progress, summary: ""', "P205", "empty"),
        ("state: in_progress", "state: in_progress, summary: ", "P205", "empty"),
        ("state: in_progress", "state: in_progress, evidence: ", "P205", "list"),
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
        ("period: 2023-07", "period: 2023-07-01", "P206", "period"),
        ("period: 2023-07", "period: Quý III", "P206", "period"),
        ("agency: so-y-te\n", "", "P201", ""),
        (
            "updates:\n  - {task: 32, state: in_progress}",
            "updates: {task: 32, state: in_progress}",
            "P203",
            "list-keys",
        ),
    ],
)
def test_an_error_of_shape(copy: Path, old: str, new: str, code: str, variant: str) -> None:
    """One error gives one diagnostic, in the file that contains it."""
    assert old in GOOD
    put(copy, GOOD.replace(old, new))

    assert problems(copy) == [("updates/so-y-te/2023-07.yaml", code, variant)]


def test_an_error_does_not_hide_other_entries(copy: Path) -> None:
    """With an error in one entry, the other entries and the reports of other agencies are still read."""
    put(copy, GOOD + "  - {task: x, state: done}\n  - {task: 33, state: unchanged}\n")
    put(copy, GOOD.replace("so-y-te", "so-tttt"), "updates/so-tttt/2023-07.yaml")
    result = loaded(copy)

    assert [diagnostic.code for diagnostic in result.diagnostics] == ["P203"]
    assert [update.task for update in result.values.by_file["updates/so-y-te/2023-07.yaml"].updates] == ["32", "33"]
    assert "updates/so-tttt/2023-07.yaml" in result.values.by_file
    assert UPDATES not in result.error_free


@pytest.mark.parametrize(
    ("old", "new", "errors"),
    [
        ("agency: so-y-te", "agency: so-y-tÐ", ["P204"]),
        ("in_progress", "Ðone", ["P204"]),
        ("in_progress", "doneo\u0323", ["P204"]),
        ("state", "stÐte", ["P202"]),
        ("updates:", "Ð: x\nupdates:", ["P202"]),
    ],
)
def test_a_warning_does_not_hide_an_error_at_the_same_place(copy: Path, old: str, new: str, errors: list[str]) -> None:
    """A value that is not read has an error, also if its letters have a warning."""
    put(copy, GOOD.replace(old, new))

    assert [diagnostic.code for diagnostic in errors_in(loaded(copy).diagnostics)] == errors


@pytest.mark.parametrize(
    ("limit", "expected"),
    [("MOST_NODES", ("P106", "")), ("DEEPEST", ("P106", "deep"))],
)
def test_a_file_beyond_a_limit_has_an_error(
    copy: Path, monkeypatch: pytest.MonkeyPatch, limit: str, expected: tuple[str, str]
) -> None:
    """A file is never left out without an error."""
    put(copy, GOOD.replace("so-y-te", "no"))
    monkeypatch.setattr(f"plan190.load.yaml_reader.{limit}", 1)
    path = "updates/so-y-te/2023-07.yaml"
    result = loaded(copy)

    assert path not in result.values.by_file
    assert expected in [(code, variant) for file, code, variant in problems(copy) if file == path]


def test_any_number_of_warnings_does_not_stop_the_reading(copy: Path) -> None:
    """A report with 101 look-alike letters is read, with a warning for the first hundred."""
    put(copy, GOOD + "contributions:\n" + "  - {task: 5, contribution: Ðã làm}\n" * 101)
    result = loaded(copy)

    assert [diagnostic.code for diagnostic in result.diagnostics] == ["P602"] * 100
    assert len(result.values.by_file["updates/so-y-te/2023-07.yaml"].contributions) == 101


def test_a_file_that_gives_no_value_has_an_error_whatever_the_reason(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The loader reports it, so that a mistake in the reader or the validation cannot lose a report."""
    put(copy)
    monkeypatch.setattr("plan190.load.validation.validate", lambda *_: (None, frozenset(), []))

    assert ("updates/so-y-te/2023-07.yaml", "P001", "unread") in problems(copy)


@pytest.mark.parametrize("text", ["", "# Chưa có quyết định nào.\n", "decisions:\n", "decisions: []\n", "---\n"])
def test_decisions_may_be_empty(copy: Path, text: str) -> None:
    """An empty file, comments only and a key without a value mean that nothing has been decided."""
    put(copy, text, "decisions.yaml")
    result = loaded(copy)

    assert result.diagnostics == ()
    assert result.values.by_file["decisions.yaml"].decisions == ()


@pytest.mark.parametrize("text", ["decision:\n", "decisions:\nx: 1\n", "- a\n", 'decisions: ""\n'])
def test_decisions_in_a_wrong_form_are_not_empty(copy: Path, text: str) -> None:
    """Only a file that clearly has no entries counts as empty."""
    put(copy, text, "decisions.yaml")

    assert errors_in(loaded(copy).diagnostics)


@pytest.mark.parametrize("path", ["tasks.yaml", "updates/so-y-te/2023-07.yaml"])
def test_a_plan_or_report_must_not_be_empty(copy: Path, path: str) -> None:
    """Their content has probably been lost."""
    put(copy, "# chú thích\n", path)

    assert problems(copy) == [(path, "P110", "")]


def test_the_guide_of_the_reports_is_not_a_stray_file(copy: Path) -> None:
    """README.md directly in updates/ explains the folder; it is not read."""
    put(copy, "x\u200b", "updates/README.md")

    assert problems(copy) == []


def test_an_unknown_kind_of_decision_gets_the_nearest_one(copy: Path) -> None:
    """For a misspelt kind, the diagnostic suggests the nearest of the twelve kinds."""
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
def test_personal_data_are_found_in_joined_lines_and_escapes(copy: Path, text: str) -> None:
    """A number on two lines that YAML joins, or written with an escape, is found."""
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
    """Decisions and reports with another name or in another folder are not ignored."""
    put(copy, path=path)

    assert problems(copy) == [(path, "P008", "report")]


def test_other_files_beside_the_data_are_ignored(copy: Path) -> None:
    """Examples are a README, a scan and the folder of git."""
    put(copy, "x", "README.md")
    put(copy, "x", ".git/config")
    put(copy, "x", "source/scan.pdf")

    assert problems(copy) == []


def test_a_file_name_in_another_encoding_is_reported(copy: Path) -> None:
    """Its diagnostic has a fingerprint like any other."""
    from plan190.diagnostics import fingerprints

    folder = put(copy).parent
    with open(os.fsencode(folder) + b"/b\xe1\xba.yaml", "wb"):  # noqa: PTH123 - a Path cannot hold this name
        pass
    diagnostics = loaded(copy).diagnostics

    assert [diagnostic.code for diagnostic in diagnostics] == ["P008"]
    assert len(next(fingerprints(diagnostics))) == 20


def test_a_plan_with_reports_needs_their_dates(copy: Path) -> None:
    """A plan that asks for reports states their dates; one with `every: []` need not."""
    plan = copy / "plan.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("    before_day: 15\n", ""), "utf-8")
    assert problems(copy) == [("plan.yaml", "P201", "")]
    begin, end = text.index("  reporting:\n"), text.index("  oversight:\n")
    plan.write_text(f"{text[:begin]}  reporting: {{every: []}}\n{text[end:]}", "utf-8")
    assert problems(copy) == []


def test_the_name_of_a_report_on_a_quarter(copy: Path) -> None:
    """Quarters, half-years and years name files too; a name that is nearly right is corrected."""
    for period in ("2023-Q3", "2023-H2", "2023"):
        put(copy, GOOD.replace("2023-07\n", f"{period}\n"), f"updates/so-y-te/{period}.yaml")
    assert problems(copy) == []
    put(copy, GOOD.replace("2023-07\n", "2023-Q4\n"), "updates/so-y-te/2023-q4.yml")
    (stray,) = loaded(copy).diagnostics
    assert (stray.code, stray.variant, dict(stray.values)["name"]) == ("P008", "name", "2023-Q4.yaml")
