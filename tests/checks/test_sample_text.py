"""P340: sample text is refused in data that are not marked as fiction."""

from __future__ import annotations

import shutil
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from plan190.checks.checked_data import CheckedData, load_and_check
from plan190.checks.sample_text import check_sample_text
from plan190.load.loader import REQUIRED_FILES, read_files
from plan190.load.tree import DiskTree
from tests.conftest import EXAMPLE, replaced
from tests.samples import samples_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

NAMES = ("monthly-report", "decisions", "data", "setup", "coordinator")
REPORT = "updates/so-y-te/2023-08.yaml"


def check(folder: Path) -> CheckedData:
    """Return the data of the folder, checked as of the end of 2023."""
    return load_and_check(read_files(DiskTree(folder, "data")), lambda _: date(2023, 12, 31))


def codes(checked: CheckedData) -> set[str]:
    """Return the codes of all errors."""
    return {diagnostic.code for diagnostic in checked.diagnostics if diagnostic.severity == "error"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", [".vi.md", ".md"])
def test_every_sample_has_a_mark_in_its_content(name: str, ending: str) -> None:
    """The mark is found even if the comment at the top of the sample is not copied."""
    samples = samples_of(f"{name}{ending}")
    assert samples
    # Files of the plan are not searched: the issued text itself has no sample.
    for path in samples.keys() - REQUIRED_FILES:
        for text in samples[path]:
            assert list(check_sample_text({path: text.encode()})), text


def test_sample_report_is_refused_unless_the_data_are_fiction(copy: Path) -> None:
    """The sample pasted as it is, in the real plan and in data for practice."""
    path = copy / REPORT
    path.parent.mkdir(parents=True)
    path.write_text(max(samples_of("monthly-report.vi.md")[REPORT], key=len), "utf-8")
    assert codes(check(copy)) == {"P340"}
    replaced(copy, "plan.yaml", "  tasks: 67\n", "  tasks: 67\n  fiction: true\n")
    assert codes(check(copy)) == set()


@pytest.mark.parametrize(
    "text",
    [
        *(
            "45/BC-HUCAU",
            "45/BC-hucau",
            "45/BC-HƯCẤU",
            "45/BC-HU CAU",
            "dau-moi-hu-cau",
            "yte_HuCau",
            "hu\u2013cau",
            "hu\u2011cau",
            "H\u01afC\u1ea4U",
        ),
        *(
            "(hư cấu)",
            "MẪU HƯ CẤU",
            "hu cau",
            "hư  cấu",
            "hư\n    cấu",
            "hu\u031b ca\u0302\u0301u",
            "ＨＵＣＡＵ",
            "Invented  Sample",
        ),
        *("https://hu-cau.example/46-cv", "https://x.EXAMPLE", "ai@mail.example", "x.example."),
    ],
)
def test_marks_are_found_in_any_dress(text: str) -> None:
    """Case, accents, spaces, line ends and full-width letters make no difference."""
    assert len(list(check_sample_text({REPORT: f"updates: [{text}]".encode()}))) == 1


@pytest.mark.parametrize(
    "text",
    [
        *(
            "nhu cầu",
            "nhu-cau-kinh-phi",
            "NHU CẦU",
            "khu cầu",
            "thu câu hỏi",
            "đường hư, cầu hỏng",
            "đường hư cầu hỏng",
            "thay cột đèn hư, hư cấu kiện thép",
            "sửa nhà hư cấu trúc",
            "hồ sơ hư câu chữ",
        ),
        *("Hữu Cầu", "45/BC-SYT", "https://example.gov.vn", "example", "x.example.vn", "các ví dụ"),
    ],
)
def test_other_words_are_no_marks(text: str) -> None:
    """Ordinary words that look similar are accepted."""
    assert list(check_sample_text({REPORT: text.encode()})) == []


@pytest.mark.parametrize("file", ["decisions.yaml", "letterheads.yaml", "owners.yaml", "waivers.yaml"])
def test_marks_are_refused_in_the_coordinators_files(copy: Path, file: str) -> None:
    """A value with a mark is refused in each file that the coordinator writes."""
    assert "P340" not in codes(check(copy))
    with (copy / file).open("a", encoding="utf-8") as opened:
        opened.write("x: 45/BC-HUCAU\n")
    assert "P340" in codes(check(copy))


def test_each_line_with_a_mark_is_reported_once(copy: Path) -> None:
    """The places are those of the file, and their number has a limit."""
    (copy / "decisions.yaml").write_text("decisions: []\n# hư cấu, HUCAU\n\n" + "# hư cấu\n" * 200, "utf-8")
    found = list(check_sample_text(read_files(DiskTree(copy, "data")).data))
    assert [problem.place.line for problem in found] == [2, *range(4, 103)]
    assert (found[0].place.column, found[0].place.end_column) == (3, 9)


def test_fiction_that_stops_being_fiction_is_checked_again(run: Callable[..., Ran], tmp_path: Path) -> None:
    """Reports that the cache holds from the time as fiction are searched too."""
    folder = tmp_path / "data"
    shutil.copytree(EXAMPLE, folder)
    assert run("status", "--data", str(folder)).code == 0
    replaced(folder, "plan.yaml", "  fiction: true\n", "")
    assert run("status", "--data", str(folder)).code == 2


@pytest.mark.parametrize(
    "text",
    ["a" * 2_000_000, "HUCAU " * 300_000, "hu " * 600_000, "invented " * 200_000, "a" + "\u0301\u0323" * 300_000],
)
def test_long_files_are_searched_quickly(text: str) -> None:
    """The time grows with the length, not faster."""
    begin = time.perf_counter()
    list(check_sample_text({REPORT: text.encode()}))
    assert time.perf_counter() - begin < 5
