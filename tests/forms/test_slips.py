"""What a clerk may type wrong in a workbook is reported at its cell; what breaks YAML is no mistake there."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from plan190.forms import workbook_layout as layout
from plan190.forms.workbook_reader import read_workbook
from tests.conftest import EXAMPLE
from tests.forms.clerk import VI, Clerk, form

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

TASKS, INDICATORS, EVIDENCE, OBSTACLES = layout.TASKS, layout.INDICATORS, layout.EVIDENCE, layout.OBSTACLES
PROGRESS, DONE = (VI(f"update.{state}") for state in ("in_progress", "done"))
SPARE = layout.FIRST + 14
"""The first empty row of the sheet of tasks."""


YAML_WORDS = re.compile(
    r"[a-z]_[a-z]|\b(YAML|khóa|git|state|done|progress|summary|evidence|obstacles|indicators|updates|contributions"
    r"|corrections|corrects|unchanged|năm-tháng)\b"
)
"""Keys, states and syntax of the YAML files, in a Vietnamese message."""


def found(run: Callable[..., Ran], folder: Path, clerk: Clerk) -> str:
    """Return the code and the cell of each problem in the workbook as of 12 October, as one text.

    No message may speak of YAML.
    """
    folder.mkdir(exist_ok=True)
    file = folder / "form.xlsx"
    file.write_bytes(clerk.saved())
    data = shutil.copytree(EXAMPLE, folder / "data")
    ran = run("check", str(file), "--data", str(data), "--as-of", "2023-10-12", "--format", "json")
    findings = json.loads(ran.out)["findings"]
    texts = [finding["message"] + "\n" + finding["help"] for finding in findings]
    assert [text for text in texts if YAML_WORDS.search(text)] == []
    cells = [(finding["code"], finding["cell"].replace("'", "").replace("!", " ")) for finding in findings]
    return "; ".join(f"{code} {cell}" for code, cell in sorted(cells))


def begun(**values: Any) -> Clerk:
    """Return a clerk who has dated the report; `values`: other values above the table."""
    clerk = Clerk(form())
    clerk.fields(TASKS, **({"reported_on": date(2023, 10, 12)} | values))
    return clerk


SLIPS: dict[str, tuple[list[tuple[Any, int, str, Any]], str]] = {
    "nothing new": ([], ""),
    "decimal comma": ([(TASKS, 6, "state", PROGRESS), (TASKS, 6, "progress", "75,5")], "P203 Nhiệm vụ F6"),
    "percent sign": ([(TASKS, 6, "state", PROGRESS), (TASKS, 6, "progress", "75%")], "P203 Nhiệm vụ F6"),
    "percent as a number": ([(TASKS, 6, "state", PROGRESS), (TASKS, 6, "progress", 0.75)], "P203 Nhiệm vụ F6"),
    "state in other words": ([(TASKS, 6, "state", "hoàn thành")], "P204 Nhiệm vụ E6"),
    "state in other letters": ([(TASKS, 6, "state", "  ĐANG  thuc hien "), (TASKS, 6, "progress", 98)], ""),
    "done without date": ([(TASKS, 15, "state", DONE)], "P306 Nhiệm vụ E15"),
    "done without evidence": (
        [
            (TASKS, 14, "state", DONE),
            (TASKS, 14, "done_on", date(2023, 10, 2)),
        ],
        "P326 Nhiệm vụ E14",
    ),
    "done in the future": (
        [
            (TASKS, 15, "state", DONE),
            (TASKS, 15, "done_on", date(2023, 12, 2)),
        ],
        "P307 Nhiệm vụ G15",
    ),
    "recurring done": ([(TASKS, 19, "state", DONE), (TASKS, 19, "done_on", date(2023, 10, 2))], "P326 Nhiệm vụ E19"),
    "no such day": ([(TASKS, 15, "state", DONE), (TASKS, 15, "done_on", "31/9/2023")], "P206 Nhiệm vụ G15"),
    "forgotten state": ([(TASKS, 6, "summary", "Đã hướng dẫn.")], "P306 Nhiệm vụ H6"),
    "emptied state": ([(TASKS, 6, "state", ""), (TASKS, 6, "summary", "Đã hướng dẫn.")], "P201 Nhiệm vụ E6"),
    "emptied row": ([(TASKS, 6, "state", "")], "P201 Nhiệm vụ E6"),
    "another agency's task": ([(TASKS, SPARE, "task", 21), (TASKS, SPARE, "state", PROGRESS)], "P304 Nhiệm vụ A20"),
    "cooperating task": ([(TASKS, SPARE, "task", 5), (TASKS, SPARE, "state", PROGRESS)], "P304 Nhiệm vụ A20"),
    "task in words": ([(TASKS, SPARE, "task", "Nhiệm vụ 35"), (TASKS, SPARE, "state", PROGRESS)], "P203 Nhiệm vụ A20"),
    "task twice": ([(TASKS, SPARE, "task", 32), (TASKS, SPARE, "state", PROGRESS)], "P305 Nhiệm vụ A20"),
    "telephone": ([(TASKS, 6, "state", PROGRESS), (TASKS, 6, "summary", "Liên hệ 0912345678.")], "P329 Nhiệm vụ H6"),
    "indicator of an unchanged task": ([(INDICATORS, 6, "value", 122), (INDICATORS, 6, "of", 126)], "P306 Chỉ tiêu F6"),
    "value above total": (
        [
            (TASKS, 6, "state", PROGRESS),
            (INDICATORS, 6, "value", 130),
            (INDICATORS, 6, "of", 126),
        ],
        "P327 Chỉ tiêu F6",
    ),
    "indicator in percent": ([(TASKS, 6, "state", PROGRESS), (INDICATORS, 6, "value", "70%")], "P203 Chỉ tiêu F6"),
    "no value": ([(TASKS, 6, "state", PROGRESS), (INDICATORS, 6, "of", 126)], "P201 Chỉ tiêu F6"),
    "thousands with a dot": (
        [
            (TASKS, 6, "state", PROGRESS),
            (INDICATORS, 6, "value", "1.084"),
            (INDICATORS, 6, "of", "1.200"),
        ],
        "P203 Chỉ tiêu F6; P203 Chỉ tiêu G6",
    ),
    "unknown indicator": (
        [
            (INDICATORS, 17, "task", 32),
            (INDICATORS, 17, "id", "đầu đọc"),
            (INDICATORS, 17, "value", 1),
        ],
        "P204 Chỉ tiêu B17",
    ),
    "indicator twice": (
        [
            (TASKS, 6, "state", PROGRESS),
            (INDICATORS, 7, "value", 122),
            (INDICATORS, 7, "of", 126),
            (INDICATORS, 17, "task", 32),
            (INDICATORS, 17, "id", "Cơ sở y tế có đầu đọc thẻ"),
            (INDICATORS, 17, "value", 123),
            (INDICATORS, 17, "of", 126),
        ],
        "P305 Chỉ tiêu F17",
    ),
    "progress falls": ([(TASKS, 6, "state", PROGRESS), (TASKS, 6, "progress", 5)], "P325 Nhiệm vụ F6"),
    "done before the plan": (
        [
            (TASKS, 15, "state", DONE),
            (TASKS, 15, "done_on", date(2022, 12, 2)),
        ],
        "P307 Nhiệm vụ G15",
    ),
    "expected in the past": (
        [
            (TASKS, 15, "state", PROGRESS),
            (TASKS, 15, "at_risk.reason", "Chưa có kinh phí."),
            (TASKS, 15, "at_risk.expected_on", date(2023, 9, 2)),
        ],
        "P307 Nhiệm vụ J15",
    ),
    "evidence of a cooperating task": (
        [
            (EVIDENCE, 6, "task", 5),
            (EVIDENCE, 6, "title", "Công văn"),
        ],
        "P304 Minh chứng A6",
    ),
    "correction of this period": (
        [
            (layout.CORRECTIONS, 6, "corrects", "2023-10"),
            (layout.CORRECTIONS, 6, "task", 32),
            (layout.CORRECTIONS, 6, "why", "Tính trùng."),
            (layout.CORRECTIONS, 6, "state", PROGRESS),
        ],
        "P333 Đính chính A6",
    ),
    "evidence of no task": ([(EVIDENCE, 6, "title", "Công văn")], "P201 Minh chứng A6"),
    "evidence without symbol": (
        [
            (TASKS, 6, "state", PROGRESS),
            (EVIDENCE, 6, "task", 32),
            (EVIDENCE, 6, "title", "Công văn"),
            (EVIDENCE, 6, "number", "46"),
        ],
        "P204 Minh chứng C6",
    ),
    "obstacle without category": (
        [
            (TASKS, 6, "state", PROGRESS),
            (OBSTACLES, 10, "task", 32),
            (OBSTACLES, 10, "description", "Thiếu"),
        ],
        "P201 Vướng mắc B10; P201 Vướng mắc C10",
    ),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_slips_are_reported_at_the_cell(run: Callable[..., Ran], tmp_path: Path, slip: str) -> None:
    """Values as pasted, because typing them is refused by the drop-down or the limit of the cell."""
    typed, expected = SLIPS[slip]
    clerk = begun()
    for sheet, row, key, value in typed:
        clerk.type(sheet, row, key, value)
    assert found(run, tmp_path, clerk) == expected


def test_slips_above_the_table(run: Callable[..., Ran], tmp_path: Path) -> None:
    """A report without a date or with one in the future; another agency or period cannot be typed."""
    assert found(run, tmp_path / "a", Clerk(form())) == "P201 Nhiệm vụ E3"
    assert found(run, tmp_path / "b", begun(reported_on="30/10/2023")) == "P323 Nhiệm vụ E3"
    assert found(run, tmp_path / "c", begun(document_number="46/BC")) == "P201 Nhiệm vụ G3"
    assert found(run, tmp_path / "d", begun(document_number="46", document_date="2/10/2023")) == "P204 Nhiệm vụ I3"


@pytest.mark.parametrize("blank", ["\t", "\u00a0", "\u2003", "\r"])
def test_blanks_are_plain_spaces(run: Callable[..., Ran], tmp_path: Path, blank: str) -> None:
    """What is pasted from a table or a web page is read as in the web form."""
    clerk = begun()
    clerk.type(TASKS, 6, "state", PROGRESS)
    clerk.cell(TASKS, 6, "summary").value = f"Đã{blank}xong."
    updates: Any = read_workbook("f.xlsx", clerk.saved()).data["updates"]
    assert updates[0]["summary"] == ("Đã\nxong." if blank == "\r" else "Đã xong.")
    assert found(run, tmp_path, clerk) == ""


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "typed",
    [
        [(TASKS, 8, "summary", "Có tin"), (TASKS, 15, "state", DONE), (TASKS, 16, "done_on", date(2023, 10, 2))],
        [(TASKS, 6, "state", "xong"), (TASKS, 15, "done_on", "1/2/23"), (INDICATORS, 6, "of", 126)],
    ],
)
def test_messages_have_the_words_of_the_workbook(
    run: Callable[..., Ran], tmp_path: Path, typed: list[tuple[Any, int, str, Any]], language: str
) -> None:
    """They name no key and no state of YAML."""
    clerk = begun()
    for sheet, row, key, value in typed:
        clerk.type(sheet, row, key, value)
    file = tmp_path / "form.xlsx"
    file.write_bytes(clerk.saved())
    data = ("--data", "examples/q3-2023", "--as-of", "2023-10-12")
    out = run("check", str(file), *data, "--lang", language).out.replace(str(file), "")
    assert out.count("[P") == len(typed)
    assert not re.search("[a-z]_[a-z]|state:|YAML| key |khóa", out)


@pytest.mark.parametrize(
    "text",
    [
        "Kết quả: đã đối chiếu xong",
        "Đã đối chiếu 4 huyện #1 và 2",
        "- Đã đối chiếu 4 huyện\n- Đã tập huấn",
        "“Đã” đối chiếu: xong",
        '"Đã" đối chiếu xong',
        "75% đã đối chiếu xong",
        "@ Đã đối chiếu",
        "=1+1",
        "no",
        "2023-08-12",
        "_xD800_ _x0041",
    ],
)
def test_what_breaks_yaml_is_no_mistake(run: Callable[..., Ran], tmp_path: Path, text: str) -> None:
    """Colons, number signs, quotation marks and hyphens stay in the text."""
    clerk = begun()
    clerk.type(TASKS, layout.FIRST, "state", PROGRESS)
    clerk.type(TASKS, layout.FIRST, "summary", text)
    updates: Any = read_workbook("f.xlsx", clerk.saved()).data["updates"]
    assert updates[0]["summary"] == text
    assert found(run, tmp_path, clerk) == ""


@pytest.mark.parametrize(
    "text", ["12/8/2023", "12-8-2023", "12.08.2023", "2023-8-12", "ngày 12 tháng 8 năm 2023", " 12/8/2023 "]
)
def test_dates_as_people_write_them(text: str) -> None:
    """The day is first; a text that is no such date stays as it is."""
    assert read_workbook("f.xlsx", begun(reported_on=text).saved()).data["reported_on"] == date(2023, 8, 12)
    for other in ("12/8/23", "12/13/2023", "8/2023", "hôm nay"):
        assert read_workbook("f.xlsx", begun(reported_on=other).saved()).data["reported_on"] == other
