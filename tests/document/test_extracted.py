"""Reports against each other: nothing in a table is passed over, words may differ, blanks may be filled in."""

from __future__ import annotations

import pytest

from plan190.document.extracted import BLANK, MOST_LINES, Difference, Part, differences, provenance_of, text_diff
from plan190.document.provenance import Provenance

LINE = Provenance("0.1.0", ("report", "overdue", "--as-of", "2023-09-20", "--lang", "vi"), "data", "a" * 40, "b" * 64)
FAKE = Provenance(
    "0.1.0", ("report", "scoreboard", "--as-of", "2023-09-01", "--lang", "vi"), "data", "c" * 40, "d" * 64
)
TITLES = ("TT", "Cơ quan", "Đúng hạn", "Tình trạng")
ROWS = (("1", "Sở A", "12", "đạt"), ("2", "Sở B", "3", "chậm"), ("3", "Sở C", "-4", "chậm"))
WHOLE = (("Báo cáo",), ("Phụ lục I",), TITLES, *ROWS, ("Có 5 việc.",), (LINE.line,))


def differences_of(*parts: Part) -> list[tuple[tuple[str, ...], str, str, bool]]:
    """Return how a report of the parts differs from the whole one."""
    return [(entry.where, entry.actual, entry.expected, entry.kind == "figures") for entry in differences(parts, WHOLE)]


def with_rows(*rows: Part) -> tuple[Part, ...]:
    """Return the report with other rows."""
    return (*WHOLE[:3], *rows, *WHOLE[6:])


def test_the_same_differs_in_nothing() -> None:
    """Not a place; white space does not count."""
    assert differences_of(*WHOLE) == []
    assert differences_of(("Báo  cáo ",), *WHOLE[1:]) == []


@pytest.mark.parametrize(
    ("number", "column", "stands"), [(0, 2, "13"), (2, 2, "4"), (1, 3, "đạt"), (1, 2, ""), (0, 2, "1,2")]
)
def test_a_changed_cell_is_named_with_its_table_row_and_column(number: int, column: int, stands: str) -> None:
    """A digit, a sign, and in a table a word too: how a task stands is what the table is for."""
    rows = [list(row) for row in ROWS]
    rows[number][column] = stands
    where = ("Phụ lục I", f"{number + 1} {ROWS[number][1]}", TITLES[column])

    assert differences_of(*with_rows(*map(tuple, rows))) == [(where, stands, ROWS[number][column], True)]


def test_a_column_is_named_only_where_its_title_is_known() -> None:
    """Under a head with shared titles the first line of the head has fewer cells than the rows."""
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
def test_rows_that_are_gone_added_moved_or_under_another_name(rows: tuple[Part, ...]) -> None:
    """Each counts."""
    differing = differences_of(*with_rows(*rows))

    assert differing
    assert all(entry[3] for entry in differing)


def test_a_row_that_is_gone_is_named_whole() -> None:
    """Under the paragraph before its table."""
    assert differences_of(*with_rows(*ROWS[1:])) == [(("Phụ lục I",), "", "1 | Sở A | 12 | đạt", True)]


def test_a_table_that_was_turned_into_a_text_counts() -> None:
    """Also into one without a digit."""
    assert any(
        entry[3] and "Đúng hạn" in entry[2] for entry in differences_of(*WHOLE[:2], ("Xem tệp khác.",), *WHOLE[6:])
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
def test_in_a_text_numbers_count(text: str, *, is_figure: bool) -> None:
    """Words do not: the writer of a report may word otherwise."""
    texts = [(text,)] if text else []

    assert [entry[3] for entry in differences_of(*WHOLE[:6], *texts, WHOLE[-1])] == [is_figure]


SPACES = "\u00a0" * 6
NUMBER, DATED = f"Số:{SPACES}/BC-CAT", f"Bình Phước, ngày{SPACES}tháng{SPACES}năm 2023"


def difference(stands: str, form: str) -> Difference:
    """Return the only difference of a text from that of a form."""
    (only,) = differences([(stands,)], [(form,)])
    return only


@pytest.mark.parametrize(
    ("stands", "form"),
    [
        ("Số: 45/BC-CAT", NUMBER),
        ("Số:45a/BC-CAT", NUMBER),
        ("Số: ……/BC-CAT", NUMBER),
        ("Bình Phước, ngày 05 tháng 10 năm 2023", DATED),
        ("Bình Phước, ngày tháng 10 năm 2023", DATED),
    ],
)
def test_what_was_written_into_a_blank_is_no_figure(stands: str, form: str) -> None:
    """The number and the date of a signed report."""
    assert difference(stands, form).kind == "filled"


@pytest.mark.parametrize(
    ("stands", "form"),
    [
        ("Số: 45/BC-UBND 6", NUMBER),
        ("Bình Phước, ngày 5 tháng 10 năm 2024", DATED),
        ("Bình Phước, ngày 5 tháng 10 năm 2023 và 12 việc", DATED),
        (f"Số: {'4' * 80}/BC-CAT", NUMBER),
        ("Có 13 việc", "Có 12 việc"),
    ],
)
def test_a_blank_takes_nothing_else(stands: str, form: str) -> None:
    """What stands around it must stand, and a blank takes a few words only."""
    assert difference(stands, form).kind == "figures"


def test_many_dots_in_a_blank_take_no_time() -> None:
    """Nobody's dots keep the comparison busy."""
    assert not difference("Bình Phước, ngày" + "." * 20_000 + "x", DATED).filled


def test_spaces_of_the_data_are_no_blank() -> None:
    """A name with many spaces is a name: a number written into it is another one."""
    name = "Sở       Y tế báo cáo."

    assert BLANK.search(name) is None
    assert not difference("Sở 99 Y tế báo cáo.", name).filled


def test_of_provenances_the_last_that_stands_alone_counts() -> None:
    """A clerk's words may hold the like: in a table after it, or in a sentence."""
    cited = ("1", FAKE.line)

    assert provenance_of([(LINE.line,), cited, (f"Theo {FAKE.line}",)]) == LINE
    assert provenance_of([(FAKE.line,), (LINE.line,)]) == LINE
    assert provenance_of([("",), cited]) is None


def test_a_second_provenance_is_a_difference() -> None:
    """Where somebody put another at the end, the first one is too much."""
    file, rebuilt = [("Có 5 việc.",), (LINE.line,), (FAKE.line,)], [("Có 5 việc.",), (FAKE.line,)]

    assert [(entry.actual, entry.kind == "figures") for entry in differences(file, rebuilt)] == [(LINE.line, True)]


def test_a_text_diff_knows_no_line_ends() -> None:
    """It shows the lines that differ, each with one around it; a long one ends with a sign."""
    assert text_diff("a\r\nb\r\n", "a\nb\n") == ()
    assert text_diff("a\nx\nc\n", "a\nb\nc\n") == ("@@ -1,3 +1,3 @@", " a", "-b", "+x", " c")
    cut = text_diff("x\n" * 10_000, "a\n")
    assert (len(cut), cut[-1]) == (MOST_LINES + 1, "…")
