"""Mistakes that clerks make in a report: each gives one diagnostic, at its line, with its cause.

All data are invented.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest

from plan190.diagnostics import Diagnostic, ordered
from plan190.load.loader import Files, Loaded, Values, build_register, load, read_files
from plan190.load.tree import DiskTree
from plan190.words import words_in
from tests.conftest import DATA
from tests.samples import found_by_rules

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """\
agency: so-y-te
period: 2023-08
reported_on: 2023-08-12
updates:
  - task: 32
    state: in_progress
    progress: 75
    summary: Đã hướng dẫn 90 cơ sở (hư cấu).
    indicators:
      - {id: trang-bi-dau-doc-the, value: 84, of: 120}
  - task: 35
    state: in_progress
    summary: Đã đối chiếu dữ liệu của 4 huyện.
  - task: 63
    state: in_progress
    progress: 40
  - task: 66
    state: not_started
"""
PATH = "updates/so-y-te/2023-08.yaml"
SUMMARY = "summary: Đã đối chiếu dữ liệu của 4 huyện."
LAST = "  - task: 66\n    state: not_started\n"
TASK_63 = "  - task: 63\n    state: in_progress\n    progress: 40\n"


class Case(NamedTuple):
    """A text of the report and what a clerk wrote instead; the code, the line and a word of the message or advice."""

    old: str
    new: str
    code: str = ""
    line: int = 1
    word: str = ""


def last(new: str, code: str, line: int, word: str) -> Case:
    """Return the case in which this is the last entry."""
    return Case(LAST, new, code, line, word)


CASES = {
    "keys in a block of text": Case(
        "summary: Đã đối", "summary: >-\n      Đã làm.\n      progress: 75\n      Đã đối", "P108", 15, "thụt quá sâu"
    ),
    "content of the file twice": Case(LAST, LAST + REPORT, "P102", 19, "hai lần"),
    "text in brackets first": Case("summary: Đã đối", "summary: [Sở Y tế] đã đối", "P101", 13, '"[Sở Y tế] đã'),
    "keys on a line without braces": Case(
        "{id: trang-bi-dau-doc-the, value: 84, of: 120}",
        "id: trang-bi-dau-doc-the, value: 84, of: 120",
        "P101",
        10,
        "- {id: trang-bi-dau-doc-the, value: 84, of: 120}",
    ),
    "text in place of obstacles": Case("    progress: 75", "    obstacles: Không có", "P203", 7, "bỏ cả khóa"),
    "colon at the end": Case("4 huyện.", "4 huyện, gồm:", "P101", 13, 'gồm:"'),
    "equals sign instead of a colon": Case("progress: 75", "progress = 75", "P101", 7, "progress: 75"),
    "day with dashes": Case("2023-08-12", "2023–08–12", "P206", 3, "reported_on: 2023-08-12"),
    "key not indented enough": Case(
        "    state: in_progress\n    p", "   state: in_progress\n    p", "P101", 6, "4 dấu"
    ),
    "key indented too much": Case(
        "    state: in_progress\n    p", "     state: in_progress\n    p", "P101", 6, "4 dấu"
    ),
    "key not indented": Case("    state: in_progress\n    p", "state: in_progress\n    p", "P101", 6, "4 dấu"),
    "hyphen indented too much": Case("  - task: 63", "    - task: 63", "P101", 14, "2 dấu"),
    "entry not indented": Case(TASK_63, TASK_63.replace("\n  ", "\n")[2:], "P101", 14, "2 dấu"),
    "top key indented": Case("period", "  period", "P101", 2, "0 dấu"),
    "day first": Case("2023-08-12", "12/8/2023", "P206", 3, "Dòng đúng: reported_on: 2023-08-12"),
    "day in words": Case("2023-08-12", "ngày 12 tháng 8 năm 2023", "P206", 3, "reported_on: 2023-08-12"),
    "day without zeros": Case("2023-08-12", "2023-8-12", "P206", 3, "reported_on: 2023-08-12"),
    "decimal comma": Case("75", "75,5", "P203", 7, "số nguyên"),
    "decimal comma in braces": Case("value: 84", "value: 84,5", "P203", 10, "value: 84.5"),
    "comma in braces": Case("of: 120}", "of: 120, A, B}", "P203", 10, "“120, A, B”"),
    "share": Case("75", "0.75", "P203", 7, "progress: 75"),
    "leading zero": Case("75", "075", "P203", 7, "progress: 75"),
    "percent": Case("75", "75%", "P203", 7, "progress: 75"),
    "percent in an indicator": Case("84", "70%", "P203", 10, "value là số đạt"),
    "points of thousands": Case("value: 84", "value: 1.084", "P203", 10, "value: 1084"),
    "Vietnamese state": Case("not_started", "hoàn thành", "P204", 18, "không phải một tình trạng"),
    "truth as state": Case("not_started", "no", "P204", 18, "không phải một tình trạng"),
    "tab": Case("    progress: 75", "\tprogress: 75", "P101", 7, "Tab, ở dòng 7"),
    "tabs in several lines": Case("  - task: 66\n    ", "\t- task: 66\n\t\t", "P101", 17, "Tab, ở dòng 17, 18"),
    "smart quotes around a text": Case(SUMMARY, "summary: “Đã: 4 huyện”", "P101", 13, 'summary: "Đã: 4 huyện"'),
    "smart quotes around a word": Case("not_started", "“not_started”", "P204", 18, "“not_started” nằm trong"),
    "smart quotes around a number": Case("75", "“75”", "P204", 7, "progress: 75"),
    "colon in a text": Case(SUMMARY, "summary: Kết quả: đã xong", "P101", 13, 'summary: "Kết quả: đã xong"'),
    "hash in a text": Case("4 huyện", "4 huyện #1", "P108", 13, "#1"),
    "hash first": Case(SUMMARY, "summary: #1 đã xong", "P108", 13, "#1"),
    "hash in braces": Case("of: 120}", "of: #120}", "P101", 10, "chú thích"),
    "dash of Word": Case("  - task: 35", "  – task: 35", "P101", 11, "Dòng đúng: - task: 35"),
    "bullet": Case("  - task: 35", "  • task: 35", "P101", 11, "Dòng đúng: - task: 35"),
    "asterisk": Case("  - task: 35", "  * task: 35", "P101", 11, "Dòng đúng: - task: 35"),
    "dashes of Word everywhere": Case("  - task: ", "  – task: ", "P101", 5, "dòng 5, 11, 14, 17"),
    "hyphen without space": Case("  - task: 35", "  -task: 35", "P101", 11, "Dòng đúng: - task: 35"),
    "no-break space": Case("    summary: Đã đ", "\u00a0\u00a0\u00a0\u00a0summary: Đã đ", "P004", 13, "dấu cách"),
    "zero-width space in a value": Case("not_started", "not_\u200bstarted", "P004", 18, "ký tự ẩn"),
    "zero-width space in a key": Case("state: not", "sta\u200bte: not", "P004", 18, "ký tự ẩn"),
    "several hidden characters": Case("4 huyện", "4 \u202ehuyện\u202c", "P004", 13, "U+202C"),
    "Windows line ends": Case("\n", "\r\n", "P005", 1, "đọc đúng"),
    "byte order mark": Case("agency: ", "\ufeffagency: ", "P005", 1, "đọc đúng"),
    "task of another agency": Case("task: 66", "task: 21", "P304", 17, "không phải của"),
    "cooperating agency": Case("task: 66", "task: 5", "P304", 17, "contributions"),
    "several tasks are missing": Case(LAST, ""),
    "done without a date": Case(TASK_63, "  - task: 63\n    state: done\n", "P306", 15, "done_on"),
    "done without a document": last("  - task: 62\n    state: done\n    done_on: 2023-08-01\n", "P326", 18, "văn bản"),
    "recurring task done": Case("not_started", "done\n    done_on: 2023-08-01", "P326", 18, "thường xuyên"),
    "task twice": last("  - task: 35\n    state: unchanged\n", "P305", 17, "hai lần"),
    "another period": Case("2023-08\n", "2023-07\n", "P302", 2, "tên tệp"),
    "month first": Case("period: 2023-08", "period: 8/2023", "P206", 2, "Dòng đúng: period: 2023-08"),
    "month in words": Case("period: 2023-08", "period: Tháng 8 năm 2023", "P206", 2, "Dòng đúng: period: 2023-08"),
    "quarter": Case("period: 2023-08", "period: Quý 3/2023", "P206", 2, "ví dụ 2023-06"),
    "date in the future": Case("2023-08-12", "2023-08-30", "P323", 3, "sau hôm nay"),
    "empty file": Case(REPORT, "", "P110", 1, "trống"),
    "only comments": Case(REPORT, "# chưa có gì\n", "P110", 1, "trống"),
    "name of the agency": Case("agency: so-y-te", "agency: Sở Y tế", "P204", 1, "Dòng đúng: agency: so-y-te"),
    "Vietnamese key": Case("progress: 75", "tiến độ: 75", "P202", 7, "các khóa được dùng"),
    "Vietnamese key that is required": Case("state: not", "tình trạng: not", "P202", 18, "có phải “state”"),
    "capital letter": Case("progress: 75", "Progress: 75", "P202", 7, "viết bằng chữ thường: progress"),
    "misspelt key at the top": Case("reported_on", "reported", "P202", 3, "có phải “reported_on”"),
    "no space after the colon": Case("progress: 75", "progress:75", "P101", 7, "Dòng đúng: progress: 75"),
    "no colon": Case("progress: 75", "progress 75", "P101", 7, "Dòng đúng: progress: 75"),
    "no colon in the first line": Case("agency: ", "agency ", "P101", 1, "Dòng đúng: agency: so-y-te"),
    "no state": Case("    state: not_started\n", "", "P201", 17, "state"),
    "number with words": Case("task: 35", "task: Nhiệm vụ 35", "P203", 11, "Dòng đúng: - task: 35"),
    "value above the total": Case("84", "130", "P327", 10, "lớn hơn tổng số"),
    "unknown indicator": Case("trang-bi-dau-doc-the", "dau-doc-the", "P327", 10, "có phải “trang-bi-dau-doc-the”"),
    "text not indented": Case("dữ liệu của", "dữ liệu\ncủa", "P101", 14, "thụt"),
    "text of three lines not indented": Case("dữ liệu của", "dữ liệu\nnhiều\ncủa", "P101", 14, "thụt"),
    "block of text not indented": Case("Đã đối chiếu", "|\nĐã đối chiếu", "P101", 14, "thụt"),
    "telephone": Case("4 huyện.", "4 huyện. Gọi 0912 345 678.", "P329", 13, "số điện thoại"),
    "bullets below a text": Case(SUMMARY, "summary:\n- Đã đối chiếu\n- Đã tập huấn", "P101", 14, "summary: |"),
    "indented bullets below a text": Case(SUMMARY, "summary:\n      - Đã a\n      - Đã b", "P203", 14, "summary: |"),
    "text as evidence": last(
        LAST + "    evidence: Công văn 46/CV-HUCAU\n", "P203", 19, "- title: Công văn 46/CV-HUCAU"
    ),
    "empty evidence": last(LAST + "    evidence:\n", "P205", 19, "không có mục nào thì bỏ cả khóa"),
    "evidence not indented": last(LAST + "    evidence:\n  - title: Công văn\n", "P203", 20, "“evidence”"),
    "keys not indented": last(
        LAST + "    at_risk:\n    reason: mưa\n    expected_on: 2023-09-01\n", "P202", 20, "at_risk"
    ),
    "keys instead of a list": Case("updates:\n  - task: 32", "updates:\n    task: 32", "P101", 5, "- task: 32"),
    "keys as the only entry": Case(
        REPORT[REPORT.index("updates") :],
        "updates:\n  task: 66\n  state: unchanged\n",
        "P203",
        5,
        "thêm “- ” trước",
    ),
    "empty updates": Case(REPORT[REPORT.index("updates") :], "updates:\n", "P205", 4, "bỏ cả khóa"),
    "list of the draft still in comments": last(
        LAST + "    evidence:\n    #   - title: Công văn\n", "P205", 19, "bỏ dấu ấy và dấu cách sau nó"
    ),
    "lines of the draft with the space behind #": last(
        LAST + "     obstacles:\n       - category: du-lieu\n         beyond_authority: false\n"
        "         description: a\n",
        "P101",
        19,
        "đúng 4 dấu cách",
    ),
    "key of the draft with the space behind #": last(
        LAST + "     evidence:\n    #   - title: Công văn\n", "P101", 19, "đúng 4 dấu cách"
    ),
    "obstacle without its authority": last(
        LAST + "    obstacles: [{category: du-lieu, description: a}]\n", "P201", 19, "beyond_authority: true"
    ),
    "second hyphen missing": Case("  - task: 63", "    task: 63", "P102", 14, "Dòng đúng: - task: 63"),
    "line of an entry missing": Case(
        "  - task: 63\n    state: in_progress\n", "    state: done\n    summary: x\n", "P102", 14, "- …"
    ),
    "list as state": Case("not_started", "[not_started]", "P203", 18, "Dòng đúng: state: not_started"),
    "keys as state": Case("not_started", "{a: 1}", "P203", 18, "một giá trị"),
    "list as text": Case(SUMMARY, "summary: [a, b]", "P203", 13, "một đoạn chữ"),
    "keys as text": Case(SUMMARY, "summary: {a: b}", "P203", 13, "một đoạn chữ"),
    "text as entry": last(LAST + "  - Nhiệm vụ 34\n", "P203", 19, "mỗi dòng một “khóa: giá trị”"),
    "text after a quote": Case(SUMMARY, 'summary: "Đã" xong', "P101", 13, "summary: '\"Đã\" xong'"),
    "quote not closed": Case(SUMMARY, 'summary: "Đã xong', "P101", 13, 'Dòng đúng: summary: "Đã xong"'),
    "percent sign first": Case(SUMMARY, "summary: 75% đã xong"),
    "at sign first": Case(SUMMARY, "summary: @ đã xong", "P101", 13, 'summary: "@ đã xong"'),
    "line of a guide": Case("agency", "```yaml\nagency", "P101", 1, "```"),
    "line of a letter": Case("agency", "Kính gửi quý cơ quan\nagency", "P101", 1, "khóa: giá trị"),
    "key of a list without colon": Case("updates:", "updates", "P101", 4, "Dòng đúng: updates:"),
    "key of a list missing": Case("updates:\n", "", "P101", 4, "thiếu dòng tên khóa"),
    "first entry not indented": Case("  - task: 32", "- task: 32", "P101", 5, "2 dấu"),
    "first entry too far right": Case("  - task: 32", "      - task: 32", "P101", 5, "2 dấu"),
    "key of a list in an entry not indented": Case("    indicators", "indicators", "P101", 9, "4 dấu"),
    "key in braces without hyphen": Case("      - {id", "    {id", "P101", 10, "Dòng đúng: - {id"),
    "last key not indented": Case("    state: not", "state: not", "P202", 18, "không thụt vào mục"),
    "hyphen of an entry missing": Case("  - task: 63", "  task: 63", "P101", 14, "Dòng đúng: - task: 63"),
    "key twice, once empty": Case("    indicators:", "    indicators:\n    indicators:", "P102", 10, "hai lần"),
    "separator of documents": Case("  - task: 35", "---\n  - task: 35", "P105", 11, "---"),
    "line of dots": last("...\n" + LAST, "P101", 17, "kết thúc tệp"),
    "no date": Case("reported_on: 2023-08-12\n", "", "P201", 1, "reported_on"),
    "evidence of the future": last(
        LAST + "    evidence: [{title: x, date: 2023-08-30}]\n", "P307", 19, "sau ngày báo cáo"
    ),
    "report before the period": Case("2023-08-12", "2023-07-01", "P302", 3, "trước khi kỳ ấy bắt đầu"),
    "evidence without a date": last(LAST + "    evidence: [{title: x, number: 46/CV-HUCAU}]\n", "", 1, ""),
    "date in quotes": Case("2023-08-12", '"2023-08-12"'),
}


@cache
def plan() -> Values:
    """Return the values of the plan, read once."""
    return load(read_files(DiskTree(DATA, "data"))).values


@cache
def plan_files() -> Files:
    """Return the files of the plan, read once."""
    return read_files(DiskTree(DATA, "data"))


def loaded(data: bytes, path: str = PATH) -> Loaded:
    """Return the result of loading a report."""
    return load(Files({**plan_files().data, path: data}, ()), plan())


def diagnostics_of(text: str) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a report, as `check` has them, without that of the tasks that it leaves out (P341)."""
    result = loaded(text.encode())
    register = build_register("data", result.values, plan_files())
    found = found_by_rules(register, result.error_free, date(2023, 8, 12))
    return ordered((*result.diagnostics, *(diagnostic for diagnostic in found if diagnostic.code != "P341")))


def codes(text: str) -> list[tuple[str, int]]:
    """Return code and line of every diagnostic of a report."""
    return [(diagnostic.code, diagnostic.place.line) for diagnostic in diagnostics_of(text)]


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_gives_one_diagnostic(name: str) -> None:
    """It has the code, the line, and the cause or the repair in the words of a clerk."""
    case = CASES[name]
    assert case.old in REPORT
    diagnostics = diagnostics_of(
        REPORT.replace(case.old, case.new, -1 if "everywhere" in name or "line ends" in name else 1)
    )

    expected = [(case.code, case.line)] if case.code else []
    assert [(diagnostic.code, diagnostic.place.line) for diagnostic in diagnostics] == expected
    for diagnostic in diagnostics:
        assert case.word.removeprefix("Dòng đúng: ") in " → ".join(
            (*words_in("vi").diagnostic_texts(diagnostic), *diagnostic.paste)
        )
        assert words_in("en").diagnostic_texts(diagnostic)


FILES = {
    "UTF-16": (REPORT.encode("utf-16"), "P003", 1),
    "Windows-1258": (REPORT.replace("ã", "\0").encode().replace(b"\0", b"\xe3"), "P003", 8),
    "decomposed letters": (unicodedata.normalize("NFD", REPORT).encode(), "P601", 8),
    "document of Word": (b"PK\x03\x04....", "P007", 1),
}


@pytest.mark.parametrize("name", FILES)
def test_a_wrong_encoding_gives_one_diagnostic(name: str) -> None:
    """It has the code and the line."""
    data, code, line = FILES[name]

    assert [(found.code, found.place.line) for found in loaded(data).diagnostics] == [(code, line)]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("updates/so-y-te/2023-08.yml", "P008"),
        ("updates/so-y-te/2023-08.txt", "P008"),
        ("updates/so-y-te/2023-08.yaml.txt", "P008"),
        ("updates/so-y-te/Báo cáo tháng 8.yaml", "P008"),
        ("updates/so-y-te/2023-8.yaml", "P008"),
        ("updates/2023-08.yaml", "P008"),
        ("2023-08.yaml", "P008"),
        ("updates/Sở Y tế/2023-08.yaml", "P008"),
        ("updates/so-yte/2023-08.yaml", "P302"),
        ("updates/updates/so-y-te/2023-08.yaml", "P008"),
        ("updates/so-y-te/2023-09.yaml", "P302"),
    ],
)
def test_a_wrong_name_gives_one_diagnostic(copy: Path, path: str, code: str) -> None:
    """A report with a wrong file or folder name has one error."""
    (copy / path).parent.mkdir(parents=True, exist_ok=True)
    (copy / path).write_text(REPORT, "utf-8")
    files = read_files(DiskTree(copy, "data"))
    result = load(files, plan())
    found = (
        *result.diagnostics,
        *found_by_rules(build_register("", result.values, files), result.error_free, date(2023, 8, 12)),
    )

    assert [diagnostic.code for diagnostic in found if diagnostic.code != "P341"] == [code]


SECOND = REPORT.replace("not_started", "xong")
"""The report with an invalid state in its last entry, on line 18."""


@pytest.mark.parametrize(
    ("old", "new", "line", "is_checked"),
    [
        ("Đã đối", "Kết quả: đã đối", 13, True),
        ("  - task: 35", "  – task: 35", 11, True),
        ("    summary: Đã đối", "   summary: Đã đối", 13, False),
        ("progress: 75", "progress:\t75", 7, True),
        ("    progress: 75", "\tprogress: 75", 7, False),
        ("of: 120}", "of: 120]", 10, False),
        ("{id", "{{id", 10, False),
        ("    state: in_progress\n    p", "    }\n    p", 6, False),
    ],
)
def test_reading_continues_after_a_syntax_error(old: str, new: str, line: int, is_checked: bool) -> None:  # noqa: FBT001 - a case
    """An error in a later entry is reported too; the message says so if the rest of its own entry is not checked."""
    first, second = diagnostics_of(SECOND.replace(old, new, 1))

    assert (first.code, first.place.line, second.code, second.place.line) == ("P101", line, "P204", 18)
    assert ("more" not in dict(first.values)) is is_checked


def test_entries_with_syntax_errors_are_left_out() -> None:
    """The other entries keep their numbers and places, as with invalid values."""
    result = loaded(REPORT.replace("of: 120}", "of: 120]").replace("  - task: 63", "  – task: 63").encode())
    report = result.values.by_file[PATH]
    register = build_register("data", result.values, plan_files())
    last_entry = register.reports[0].updates[-1]

    assert [update.task for update in report.updates] == ["35", "66"]
    assert result.values.unread[PATH] == {("updates", 0), ("updates", 2)}
    assert (last_entry.key_path, register.place(last_entry, "state").line) == (("updates", 3), 18)


def test_a_syntax_error_in_the_head_leaves_the_report_out() -> None:
    """Its entries are checked, but the report has no value, and no key is reported as missing."""
    text = SECOND.replace("period: 2023-08", "period: {2023-08")

    assert codes(text) == [("P101", 2), ("P204", 18)]
    assert PATH not in loaded(text.encode()).values.by_file


def test_where_reading_stops_the_message_says_so() -> None:
    """A text that is not a report at all has one diagnostic, which announces that more may follow."""
    (diagnostic,) = diagnostics_of("}{\n" + REPORT)

    assert diagnostic.code == "P101"
    assert words_in("vi").diagnostic_texts(diagnostic)[1].endswith("có thể còn lỗi khác")


def test_a_conflict_is_one_diagnostic() -> None:
    """Its first side is checked, the entries in it are left out, and other entries are checked."""
    text = SECOND.replace("  - task: 35", "<<<<<<< HEAD\n  - task: 35").replace(
        "  - task: 63", "=======\n  - task: 34\n>>>>>>> nhanh\n  - task: 63"
    )

    assert codes(text) == [("P109", 11), ("P204", 22)]
    assert ("updates", 1) in loaded(text.encode()).values.unread[PATH]


def test_two_mistakes_in_one_line_are_two_diagnostics() -> None:
    """Two numbers with points are two mistakes."""
    assert codes(REPORT.replace("84, of: 120", "1.084, of: 1.200")) == [("P203", 10), ("P203", 10)]


@pytest.mark.parametrize(
    ("entries", "number"),
    [
        ("updates:\n" + "  - {task: 66, state: unchanged}\n" * 135, 135),
        ("updates:\n" + "  - {task: 0.5, state: xong, state: xong}\n" * 5_000, 5_000),
        ("contributions:\n" + "  - x\n" * 20_000, 20_000),
        ("updates:\n  - task: 66\n    state: unchanged\n    evidence:\n" + "      - {}\n" * 1_001, 1_001),
    ],
)
def test_a_list_that_is_far_too_long_is_one_diagnostic(entries: str, number: int) -> None:
    """The errors of its entries are not reported, because the content was likely pasted many times."""
    (diagnostic,) = diagnostics_of(REPORT[: REPORT.index("updates")] + entries)

    assert (diagnostic.code, diagnostic.variant, dict(diagnostic.values)["number"]) == ("P106", "entries", str(number))


def test_a_long_list_has_a_diagnostic_for_each_entry() -> None:
    """Up to twice as many entries as the plan has tasks are reported one by one."""
    text = REPORT[: REPORT.index("updates")] + "updates:\n" + "  - {task: 66, state: xong}\n" * 90

    assert len(diagnostics_of(text)) == 90


def test_no_message_shows_a_list_as_python_does() -> None:
    """A list or keys in place of a value are not repeated in the message."""
    for value in ("[a, b]", "{a: 1}", "[[a]]"):
        for key in (
            "agency: so-y-te",
            "period: 2023-08",
            "progress: 75",
            "state: in_progress",
            "id: trang-bi-dau-doc-the",
        ):
            text = REPORT.replace(key, f"{key.split(':')[0]}: {value}", 1)
            for diagnostic in diagnostics_of(text):
                message = " ".join(words_in("vi").diagnostic_texts(diagnostic))
                assert "['" not in message
                assert "{'" not in message


def test_a_corrected_line_masks_personal_numbers() -> None:
    """The advice repeats the line, but not the number in it."""
    from plan190.checks.findings import CheckResult, findings_of

    diagnostics = diagnostics_of(REPORT.replace("Đã đối", "Gọi 0912 345 678: đã đối"))
    findings = findings_of(CheckResult("data", "data", diagnostics, {}), words_in("vi"))

    assert any("•••• ••• •••: đã đối" in "".join(finding.paste) for finding in findings)
    assert not any("345" in finding.help for finding in findings)
