"""Papers against each other: nothing in a table is passed over, words may differ, ink may come into blanks."""

from __future__ import annotations

import pytest

from plan190.document.extracted import INK, Extracted, Grid, differences
from plan190.document.provenance import Provenance

LINE = Provenance("0.1.0", ("report", "overdue", "--as-of", "2023-09-20", "--lang", "vi"), "data", "a" * 40, "b" * 64)
FAKE = Provenance(
    "0.1.0", ("report", "scoreboard", "--as-of", "2023-09-01", "--lang", "vi"), "data", "c" * 40, "d" * 64
)
TITLES = ("TT", "Cơ quan", "Đúng hạn", "Tình trạng")
ROWS = (("1", "Sở A", "12", "đạt"), ("2", "Sở B", "3", "chậm"), ("3", "Sở C", "-4", "chậm"))
TABLE = Grid(TITLES, ROWS)
WHOLE = Extracted(("Báo cáo", "Phụ lục I", TABLE, "Có 5 việc.", LINE.line))


def found(*parts: str | Grid) -> list[tuple[tuple[str, ...], str, str, bool]]:
    """Give how a paper of the parts differs from the whole one."""
    return [(one.where, one.stands, one.expected, one.is_figure) for one in differences(Extracted(parts), WHOLE)]


def test_the_same_differs_in_nothing() -> None:
    """Not a place."""
    assert found(*WHOLE.parts) == []


@pytest.mark.parametrize(
    ("number", "column", "stands"), [(0, 2, "13"), (2, 2, "4"), (1, 3, "đạt"), (1, 2, ""), (0, 2, "1,2")]
)
def test_a_changed_cell_is_named_with_its_table_row_and_column(number: int, column: int, stands: str) -> None:
    """A digit, a sign, and in a table a word too: how a task stands is what the table is for."""
    rows = [list(row) for row in ROWS]
    rows[number][column] = stands
    where = ("Phụ lục I", f"{number + 1} {ROWS[number][1]}", TITLES[column])

    assert found("Báo cáo", "Phụ lục I", Grid(TITLES, tuple(map(tuple, rows))), *WHOLE.parts[3:]) == [
        (where, stands, ROWS[number][column], True)
    ]


def test_rows_that_are_gone_added_moved_or_under_another_name() -> None:
    """Each counts."""
    lists = {
        "gone": ROWS[1:],
        "added": (*ROWS, ("4", "Sở D", "0", "đạt")),
        "moved": (ROWS[1], ROWS[0], ROWS[2]),
        "renamed": (("1", "Sở B", "12", "đạt"), ("2", "Sở A", "3", "chậm"), ROWS[2]),
        "empty": (),
    }
    for name, rows in lists.items():
        told = found(*WHOLE.parts[:2], Grid(TITLES, rows), *WHOLE.parts[3:])
        assert told, name
        assert all(one[3] for one in told), name
    assert found(*WHOLE.parts[:2], Grid(TITLES, ROWS[1:]), *WHOLE.parts[3:]) == [
        (("Phụ lục I", "1 Sở A"), "", "1 | Sở A | 12 | đạt", True)
    ]


def test_a_changed_title_hides_no_figure() -> None:
    """The rows below are compared all the same."""
    told = found(
        *WHOLE.parts[:2], Grid(("TT", "Nơi", *TITLES[2:]), (("1", "Sở A", "13", "đạt"), *ROWS[1:])), *WHOLE.parts[3:]
    )

    assert [(one[1], one[2], one[3]) for one in told] == [("Nơi", "Cơ quan", True), ("13", "12", True)]


def test_a_table_that_is_gone_or_of_another_width_counts() -> None:
    """Also one that was turned into a text without a digit."""
    plain = Grid(("Cơ quan",), (("Sở A",),))
    for parts in ((), (plain,), ("Xem tệp khác.",)):
        told = found(*WHOLE.parts[:2], *parts, *WHOLE.parts[3:])
        assert any(one[3] and "Đúng hạn" in one[2] for one in told)
    told = found(*WHOLE.parts, plain)
    assert [(one[1], one[3]) for one in told] == [("Cơ quan | Sở A", True)]


@pytest.mark.parametrize(
    ("text", "is_figure"),
    [
        ("Còn 5 việc.", False),
        ("Có năm việc.", True),
        ("Có -5 việc.", True),
        ("Có 5% việc.", True),
        ("Có 5,0 việc.", True),
        ("Có ５ việc.", True),
        ("Có 5⁰ việc.", True),
        ("Có 5½ việc.", True),
        ("Có \u202e5\u202c việc.", True),
        ("", True),
    ],
)
def test_in_a_text_digits_signs_and_shares_count(text: str, *, is_figure: bool) -> None:
    """Words do not: who signs may word otherwise."""
    parts = (*WHOLE.parts[:3], *((text,) if text else ()), LINE.line)

    assert [one[3] for one in found(*parts)] == [is_figure]


BLANK = "\u00a0" * 6
NUMBER, DATED = f"Số:{BLANK}/BC-CAT", f"Bình Phước, ngày{BLANK}tháng{BLANK}năm 2023"


def filled(stands: str, inked: str) -> tuple[bool, bool]:
    """Give whether a text that stands where an inked one should was filled in, and whether it is a figure."""
    (one,) = differences(Extracted((stands,)), Extracted((" ".join(inked.split()),)), (NUMBER, DATED))
    return one.filled, one.is_figure


@pytest.mark.parametrize(
    ("stands", "inked"),
    [
        ("Số: 45/BC-CAT", NUMBER),
        ("Số: 45a/BC-CAT", NUMBER),
        ("Số:45/BC-CAT", NUMBER),
        ("Số: ……/BC-CAT", NUMBER),
        ("Bình Phước, ngày 05 tháng 10 năm 2023", DATED),
        ("Bình Phước, ngày tháng 10 năm 2023", DATED),
    ],
)
def test_what_was_written_into_a_blank_is_no_figure(stands: str, inked: str) -> None:
    """The number and the day of a signed paper."""
    assert filled(stands, inked) == (True, False)


@pytest.mark.parametrize(
    ("stands", "inked"),
    [
        ("Số: 45/BC-UBND 6", NUMBER),
        ("Bình Phước, ngày 5 tháng 10 năm 2024", DATED),
        ("Bình Phước, ngày 5 tháng 10 năm 2023 và 12 việc", DATED),
        ("Bình Phước, ngày có 12 việc tháng 10 năm 2023", DATED),
        ("Có 13 việc", "Có 12 việc"),
    ],
)
def test_a_blank_is_no_room_for_anything_else(stands: str, inked: str) -> None:
    """What stands around it must stand."""
    assert filled(stands, inked) == (False, True)


def test_many_dots_in_a_blank_take_no_time() -> None:
    """Nobody's dots keep the comparison busy."""
    assert filled("Bình Phước, ngày" + "." * 20_000 + "x", DATED)[0] is False


def test_of_imprints_the_one_that_stands_alone_counts() -> None:
    """A clerk's words may hold the like: in a table after it, or in a sentence."""
    cited = Grid(("Nội dung",), ((FAKE.line,),))

    assert Extracted((LINE.line, cited, f"Theo {FAKE.line}")).provenance == LINE
    assert Extracted((cited,)).provenance == FAKE
    assert (
        Extracted((Grid(("path", "value"), (("a", FAKE.line), ("imprint", LINE.line), ("b", FAKE.line))),)).provenance
        == LINE
    )
    assert Extracted(("", TABLE)).provenance is None


def test_a_second_imprint_is_a_difference() -> None:
    """Where somebody put another at the end, the first one is too much."""
    told = differences(Extracted(("Có 5 việc.", LINE.line, FAKE.line)), Extracted(("Có 5 việc.", FAKE.line)))

    assert [(one.stands, one.is_figure) for one in told] == [(LINE.line, True)]


def test_blanks_of_the_data_are_no_room_for_ink() -> None:
    """A name with many blanks is a name: a number written into it is another one."""
    name = "Sở       Y tế báo cáo."
    assert INK.search(name) is None
    assert INK.search(NUMBER) is not None
    assert not differences(Extracted(("Sở 99 Y tế báo cáo.",)), Extracted((" ".join(name.split()),)), [name])[0].filled
