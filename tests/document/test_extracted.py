"""Differences of reports: every change in a table counts, words may differ, blanks may be filled in."""

from __future__ import annotations

import pytest

from plan190.document.blocks import BLANK
from plan190.document.extracted import MOST_LINES, Difference, Part, differences, provenance_of, text_diff
from plan190.document.provenance import Provenance

LINE = Provenance("0.1.0", ("report", "overdue", "--as-of", "2023-09-20", "--lang", "vi"), "data", "a" * 40, "b" * 64)
FAKE = Provenance(
    "0.1.0", ("report", "scoreboard", "--as-of", "2023-09-01", "--lang", "vi"), "data", "c" * 40, "d" * 64
)
TITLES = ("TT", "Cơ quan", "Đúng hạn", "Tình trạng")
ROWS = (("1", "Sở A", "12", "đạt"), ("2", "Sở B", "3", "chậm"), ("3", "Sở C", "-4", "chậm"))
REPORT = (("Báo cáo",), ("Phụ lục I",), TITLES, *ROWS, ("Có 5 việc.",), (LINE.line,))


def differences_of(*parts: Part) -> list[tuple[tuple[str, ...], str, str, bool]]:
    """Return the differences of these parts from the report."""
    return [
        (entry.where, entry.actual, entry.expected, entry.kind == "figures") for entry in differences(parts, REPORT)
    ]


def with_rows(*rows: Part) -> tuple[Part, ...]:
    """Return the report with these rows in its table."""
    return (*REPORT[:3], *rows, *REPORT[6:])


def test_equal_reports_have_no_differences() -> None:
    """White space does not count."""
    assert differences_of(*REPORT) == []
    assert differences_of(("Báo  cáo ",), *REPORT[1:]) == []


@pytest.mark.parametrize(
    ("number", "column", "actual"), [(0, 2, "13"), (2, 2, "4"), (1, 3, "đạt"), (1, 2, ""), (0, 2, "1,2")]
)
def test_a_changed_cell_is_named_with_its_table_row_and_column(number: int, column: int, actual: str) -> None:
    """A changed digit, sign or word in a table is a figure."""
    rows = [list(row) for row in ROWS]
    rows[number][column] = actual
    where = ("Phụ lục I", f"{number + 1} {ROWS[number][1]}", TITLES[column])

    assert differences_of(*with_rows(*map(tuple, rows))) == [(where, actual, ROWS[number][column], True)]


def test_a_column_is_named_if_its_title_is_known() -> None:
    """With shared titles, the first row of the head has fewer cells than the other rows."""
    head = (("TT", "Cơ quan", "Hoàn thành"), ("", "", "Đúng hạn", "Quá hạn"))
    rebuilt, file = (*head, ("1", "Sở A", "2", "3")), (*head, ("1", "Sở A", "2", "4"))

    assert [entry.where for entry in differences(file, rebuilt)] == [("1 Sở A",)]


@pytest.mark.parametrize(
    "rows",
    [
        ROWS[1:],
        (*ROWS, ("4", "Sở D", "0", "đạt")),
        (ROWS[1], ROWS[0], ROWS[2]),
        (("1", "Sở B", "12", "đạt"), ("2", "Sở A", "3", "chậm"), ROWS[2]),
        (),
    ],
)
def test_removed_added_moved_and_renamed_rows_count(rows: tuple[Part, ...]) -> None:
    """Each of these changes is a difference of figures."""
    differing = differences_of(*with_rows(*rows))

    assert differing
    assert all(entry[3] for entry in differing)


def test_a_removed_row_is_shown_with_all_its_cells() -> None:
    """Its place is the paragraph before the table."""
    assert differences_of(*with_rows(*ROWS[1:])) == [(("Phụ lục I",), "", "1 | Sở A | 12 | đạt", True)]


def test_a_table_replaced_by_a_text_counts() -> None:
    """Even if the text contains no digit."""
    assert any(
        entry[3] and "Đúng hạn" in entry[2] for entry in differences_of(*REPORT[:2], ("Xem tệp khác.",), *REPORT[6:])
    )


@pytest.mark.parametrize(
    ("text", "is_figure"),
    [
        ("Còn 5 việc.", False),
        ("Có năm việc.", True),
        ("Có -5 việc.", True),
        ("Có 5% việc.", True),
        ("Có 5,0 việc.", True),
        ("Có ５ việc.", True),
        ("", True),
    ],
)
def test_only_numbers_count_in_a_paragraph(text: str, *, is_figure: bool) -> None:
    """Words do not count, because the author of a report may rephrase it."""
    texts = [(text,)] if text else []

    assert [entry[3] for entry in differences_of(*REPORT[:6], *texts, REPORT[-1])] == [is_figure]


NUMBER, DATED = f"Số:{BLANK}/BC-CAT", f"Bình Phước, ngày{BLANK}tháng{BLANK}năm 2023"


def difference(actual: str, form: str) -> Difference:
    """Return the only difference between a text and that of a form."""
    (only,) = differences([(actual,)], [(form,)])
    return only


@pytest.mark.parametrize(
    ("actual", "form"),
    [
        ("Số: 45/BC-CAT", NUMBER),
        ("Số:45a/BC-CAT", NUMBER),
        ("Số: ……/BC-CAT", NUMBER),
        ("Bình Phước, ngày 05 tháng 10 năm 2023", DATED),
        ("Bình Phước, ngày tháng 10 năm 2023", DATED),
    ],
)
def test_a_filled_in_blank_is_not_a_figure(actual: str, form: str) -> None:
    """A signed report has its number and date in the blanks."""
    assert difference(actual, form).kind == "filled"


@pytest.mark.parametrize(
    ("actual", "form"),
    [
        ("Số: 45/BC-UBND 6", NUMBER),
        ("Bình Phước, ngày 5 tháng 10 năm 2024", DATED),
        ("Bình Phước, ngày 5 tháng 10 năm 2023 và 12 việc", DATED),
        (f"Số: {'4' * 80}/BC-CAT", NUMBER),
        ("Có 13 việc", "Có 12 việc"),
    ],
)
def test_other_changes_of_a_form_are_figures(actual: str, form: str) -> None:
    """The text around a blank must not change, and only a short text may be in it."""
    assert difference(actual, form).kind == "figures"


def test_many_dots_in_a_blank_are_compared_fast() -> None:
    """A long row of dots does not slow down the comparison."""
    assert not difference("Bình Phước, ngày" + "." * 20_000 + "x", DATED).filled


def test_spaces_in_the_data_are_not_a_blank() -> None:
    """A number inserted between the many spaces of a name changes the name."""
    name = "Sở       Y tế báo cáo."

    assert BLANK not in name
    assert not difference("Sở 99 Y tế báo cáo.", name).filled


def test_the_last_provenance_that_is_a_whole_paragraph_counts() -> None:
    """Provenances quoted in a table or in a sentence do not count."""
    cited = ("1", FAKE.line)

    assert provenance_of([(LINE.line,), cited, (f"Theo {FAKE.line}",)]) == LINE
    assert provenance_of([(FAKE.line,), (LINE.line,)]) == LINE
    assert provenance_of([("",), cited]) is None


def test_a_second_provenance_is_a_difference() -> None:
    """If somebody appends another provenance, the first one is the difference."""
    file, rebuilt = [("Có 5 việc.",), (LINE.line,), (FAKE.line,)], [("Có 5 việc.",), (FAKE.line,)]

    assert [(entry.actual, entry.kind == "figures") for entry in differences(file, rebuilt)] == [(LINE.line, True)]


def test_a_text_diff_ignores_line_ends() -> None:
    """It shows the lines that differ with one line of context; a long diff ends with an ellipsis."""
    assert text_diff("a\r\nb\r\n", "a\nb\n") == ()
    assert text_diff("a\nx\nc\n", "a\nb\nc\n") == ("@@ -1,3 +1,3 @@", " a", "-b", "+x", " c")
    cut = text_diff("x\n" * 10_000, "a\n")
    assert (len(cut), cut[-1]) == (MOST_LINES + 1, "…")
