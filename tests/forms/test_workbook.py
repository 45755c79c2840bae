"""The workbook is the same each time, shows last month's values, and lets only the report be filled in."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from plan190.document.checksum import has_valid_checksum, with_checksum
from plan190.forms import workbook_layout as layout
from plan190.forms.workbook import _indicator_labels, workbook
from plan190.parts.context import view_context
from plan190.status.figures.draft import draft_figures
from plan190.words import words_in
from plan190.words.text import fold
from tests.builders import example_assessment, with_plan
from tests.changed import replace
from tests.conftest import example_register
from tests.forms.clerk import VI, Clerk, form


def test_the_same_figures_give_the_same_bytes() -> None:
    """And a checksum shows that nobody has filled it in."""
    register, assessment = example_register(), example_assessment()
    figures = draft_figures(register, assessment, register.bodies["so-y-te"], None)  # type: ignore[arg-type]
    again = workbook(figures, view_context(register, assessment, words_in("vi")))
    assert with_checksum(again) == with_checksum(form())
    assert has_valid_checksum(with_checksum(again))


def test_only_yellow_cells_can_be_filled_in() -> None:
    """Sheets and structure are protected without a password; no cell has a formula, none is merged."""
    book = load_workbook(BytesIO(form()))
    assert book.security.lockStructure
    assert book.sheetnames == layout.sheet_names(VI)
    assert [sheet.sheet_state for sheet in book] == [*["visible"] * 7, "veryHidden"]
    for sheet in book:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert not sheet.merged_cells.ranges
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.protection.locked == (cell.fill.fgColor.rgb != "00FFF9E5")


def test_last_months_values_are_shown() -> None:
    """Beside each task and indicator; open obstacles have a row, and returned claims their reason."""
    clerk = Clerk(form())
    row = clerk.row(layout.TASKS, task=32)
    assert clerk.cell(layout.TASKS, row, "last").value.startswith("9/2023: đang thực hiện 95%\n")
    assert clerk.cell(layout.TASKS, row, "state").value == "không có gì thay đổi"
    row = clerk.row(layout.INDICATORS, task=32, id="Cơ sở y tế có đầu đọc thẻ")
    assert clerk.cell(layout.INDICATORS, row, "values").value == "9/2023: 120/126 (95,2%)"
    assert clerk.cell(layout.INDICATORS, clerk.row(layout.INDICATORS, task=61), "of").protection.locked


def test_the_lead_is_who_owes_the_task_now() -> None:
    """Task 28 passed from the Department of Home Affairs to the committee's office on 31 July."""
    for as_of, lead in (("7-20", "Sở Nội vụ"), ("9-20", "Văn phòng UBND tỉnh")):
        clerk = Clerk(form(as_of=as_of))
        row = clerk.row(layout.CONTRIBUTIONS, task=28)
        assert clerk.cell(layout.CONTRIBUTIONS, row, "lead").value == lead


def test_every_choice_has_a_drop_down_and_every_date_a_limit() -> None:
    """For all rows to fill in; states and categories offer their labels."""
    book = load_workbook(BytesIO(form()))
    for sheet in layout.SHEETS:
        rules = book[sheet.name(VI)].data_validations.dataValidation
        for number, column in enumerate(sheet.columns, start=1):
            cell = book[sheet.name(VI)].cell(layout.FIRST, number).coordinate
            types = [rule.type for rule in rules if cell in rule.sqref]
            expected = {"shown": [], "text": [], "day": ["date"], "percent": ["whole"], "count": ["decimal"]}
            assert types == expected.get(column.kind, ["list"]), (sheet.key, column.key)
    hidden = book[layout.HIDDEN]
    assert [hidden.cell(row, layout.FIRST_LIST).value for row in range(2, 6)] == [
        VI(f"update.{state}") for state in layout.STATES
    ]


def test_indicators_with_the_same_name_are_told_apart() -> None:
    """The drop-down of the empty rows has one label for each."""
    register = example_register()
    first, second, *others = register.plan.indicators
    second = replace(second, short=first.short.upper() if first.short else None)
    changed = with_plan(register, indicators=(first, second, *others))
    context = view_context(changed, example_assessment(), VI)
    labels = _indicator_labels(context)
    assert labels[first.id] == f"{first.short} ({first.id})"
    assert len({fold(label) for label in labels.values()}) == len(changed.plan.indicators)
