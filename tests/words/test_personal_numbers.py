"""Numbers of ID cards and telephones in a text, and numbers that identify nobody."""

from __future__ import annotations

import time

import pytest

from plan190.words.personal_numbers import personal_numbers
from plan190.words.text import masked
from tests.conftest import DATA, EXAMPLE, ROOT

DIGITS = "0912345678"
FULL_WIDTH = DIGITS.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
ARABIC = DIGITS.translate({ord("0") + digit: 0x0660 + digit for digit in range(10)})
SEPARATORS = " \t\u00a0\u2009\u202f-\u2010\u2011\u2012–—\u2015\u2212.·/_"


@pytest.mark.parametrize("separator", [*SEPARATORS, "  ", " - ", " – ", ". ", ") (", "]["])
def test_any_separator(separator: str) -> None:
    """The groups of a mobile number, of a fixed line and of an ID card, with any separators between them."""
    for groups, kind in (("0912 345 678", "phone"), ("0271 3 123456", "phone"), ("070 123 456 789", "id")):
        text = f"gọi {groups.replace(' ', separator)}, rồi"
        assert [number.kind for number in personal_numbers(text)] == [kind], text


@pytest.mark.parametrize("digits", [FULL_WIDTH, ARABIC, " ".join(DIGITS), "09 12 34 56 78", "0912?345?678"])
def test_any_digits(digits: str) -> None:
    """Unicode has digits for many scripts; a `?` stands for an invisible character."""
    assert [number.kind for number in personal_numbers(digits)] == ["phone"]


@pytest.mark.parametrize("number", ["912345678", "912 345 678", "912.345.678", "271 3123456", "(0)912 345 678"])
@pytest.mark.parametrize("prefix", ["+84", "+84 ", "(+84) ", "0084 ", "(0084) ", "(84) "])
def test_any_prefix(prefix: str, number: str) -> None:
    """The country code of Viet Nam, with and without sign and brackets."""
    assert len(list(personal_numbers(prefix + number))) == 1


@pytest.mark.parametrize(
    "text",
    [
        *("84912345678", "84 912 345 678", "842713123456", "02713123456", "0271.3123.456", "0651 3870 123"),
        *("CMND 285123456", "Chứng minh nhân dân số: 285 123 456", "1. 0912 345 678", "Có 5 0912 345 678"),
        *("01/02/2023 0912345678", "0912 345 678-01/02/2023", "https://zalo.me/0912345678", "0912345678/Zalo"),
    ],
)
def test_beside_other_text(text: str) -> None:
    """Also beside dates, counts and words."""
    assert len(list(personal_numbers(text))) == 1


@pytest.mark.parametrize("between", ["/", ",", " - ", " ", "; "])
def test_two_numbers(between: str) -> None:
    """Both are found, so both are masked."""
    text = f"0912 345 678{between}{DIGITS}"
    assert masked(text) == f"•••• ••• •••{between}••••••••••"


@pytest.mark.parametrize(
    "text",
    [
        # amounts and shares
        *("120.345.678.000 đồng", "2.012.345.678.901 đồng", "2 012 345 678 901 đồng", "84.912.345.678 đồng"),
        *("84 912 345 678 đồng", "MST 0312345678", "mã số thuế: 0312345678"),
        *("84912345678 đồng", "1 234 567 người", "0,0123456789", "12,0123456789", "0.123456789", "120.345.678 CMND"),
        *("cấp CMND cho 123.456.789 người", "cấp CMND: 120.345.678"),
        # numbers of documents and procedures
        *("0123456789/CV-SYT", "0123456789-CV/TU", "0123/2023/NQ-HĐND", "1.012345.000.00.00.H10"),
        *("012345.000.00.00.H10", "000.00.00.H10-230715-0001", "https://vd.vn/2023/07/05/0912-bai"),
        # dates, periods and lists of numbers
        *("01/02/2023-15/03/2023", "01-02-2023-15-03-2023", "01.02.2023 – 15.03.2023", "2023-07-05 2023-07-06"),
        *("07/08/23 - 09/10/23", "07/2023-08/2023", "07-2023 - 08-2023", "2023-07 - 2023-08 - 2023-09"),
        *("01/07 - 31/07 - 15/08", "05/07-12/08/2023", "2023-07 – 2023-09, 2023-11", "01-03/2023 - 04-06/2023"),
        *("05 06 07 08 09", "08 09 10 11 12", "01-02-03-04-05-06", "001 002 003 004", "nhiệm vụ 05, 06, 07, 08, 09"),
        # rows of tables
        *(
            "0   0   57    20   0  37    89 0",
            "| 0 | 3 | 3 | 0 | 0 | 11 | 11 | 0",
            "000 000 000 000",
            "84 35 12 20 37 1",
        ),
    ],
)
def test_other_numbers(text: str) -> None:
    """Numbers that identify nobody are not found."""
    assert list(personal_numbers(text)) == []


def test_the_plan_and_the_guides_have_none() -> None:
    """No number of the plan, of the example quarter or of the documentation looks like personal data."""
    files = [path for folder in (DATA, EXAMPLE, ROOT / "docs") for path in folder.rglob("*.*") if path.suffix != ".png"]
    assert len(files) > 100
    assert [path for path in files if list(personal_numbers(path.read_text("utf-8")))] == []


@pytest.mark.parametrize(
    "piece",
    [
        "0",
        "0 ",
        "0    ",
        "9(",
        "111.",
        "111 ",
        "84 ",
        "+84",
        "09.",
        "0912345678,",
        "01/02/",
        "07/2023-",
        "CMND 111 111 ",
    ],
)
def test_the_time_grows_with_the_length(piece: str) -> None:
    """A long line of digits and separators takes a tenth of a second; time that grows faster would be minutes."""
    text = piece * (500_000 // len(piece))
    start = time.process_time()
    sum(1 for _ in personal_numbers(text))
    assert time.process_time() - start < 5
