"""Write the workbook in which an agency fills in its monthly report."""

from __future__ import annotations

from collections import Counter
from copy import copy
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, cast

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension

from plan190.formats.xlsx.measure import SMALL, row_height, text_height
from plan190.formats.xlsx.measure import TEXT as TEXT_SIZE
from plan190.formats.xlsx.sheet import FACE, GREY, HEAD, HEADINGS, set_up_print
from plan190.formats.xlsx.values import WHOLE, put_text
from plan190.formats.xlsx.writer import new_book, package
from plan190.forms import workbook_layout as layout
from plan190.forms.workbook_layout import LISTS, SHEETS, Kind, Sheet
from plan190.forms.workbook_reader import read_value
from plan190.model.month import EARLIEST_YEAR, LATEST_YEAR
from plan190.model.task import task_number
from plan190.parts.names import (
    authority_text,
    claim_texts,
    counted_text,
    dated_state_text,
    dated_value_text,
    indicator_name,
    period_name,
    state_text,
    target_text,
    with_note,
)
from plan190.parts.plan_view import cautions, data_warnings
from plan190.status.periods import periods_before
from plan190.words.text import clip, fold, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from plan190.model.task import TaskNumber
    from plan190.parts.context import ViewContext
    from plan190.status.figures.draft import DraftFigures, DraftIndicator, DraftTask
    from plan190.words import Words

CONTENT_LENGTH, DEADLINE_LENGTH, SUMMARY_LENGTH = 160, 60, 200
"""The most characters of a task's content, of the words of a deadline, and of last month's summary."""

HELP_WIDTH, MARGIN = 120, 3
"""The width of the instructions, and the part of a cell's width that its text does not use, in characters."""

LARGEST_NUMBER = 999_999_999
COMPLETE = 100

TEXT = "@"
"""The number format of texts, with which nothing that is typed becomes a number, a date or a formula."""

FORMATS: Mapping[Kind, str] = {"percent": WHOLE, "count": "General", "task": WHOLE, "cooperating": WHOLE}
DAYS = {"vi": 'd" thg "m", "yyyy', "en": "d mmm yyyy"}
"""The number formats of dates, with which nobody confuses the day and the month, by language."""

NUMBERS: Mapping[Kind, int] = {"percent": COMPLETE, "count": LARGEST_NUMBER}
"""The greatest number of each kind of number; a count may have decimals."""

CENTRED: frozenset[Kind] = frozenset({"task", "cooperating", "period", "percent", "count", "day"})

FILL_IN, PLAIN = "FFF9E5", "FFFFFF"
_EDGE = Border(*(Side("thin", "A6A6A6"),) * 4)

Value = str | int | date | None


class Row(NamedTuple):
    """A prepared row: its values by the keys of the columns, and the keys of those that nobody may change."""

    values: Mapping[str, Value]
    locked: frozenset[str] = frozenset()


def workbook(figures: DraftFigures, context: ViewContext) -> bytes:
    """Return the workbook for a report; the same figures give the same bytes."""
    words = context.words
    name, period = context.full_name(figures.agency.id), period_name(figures.period, words)
    title = words("form.title", agency=name, period=period)
    book = new_book()
    lists = _lists(figures, context)
    _put_help(book.create_sheet(words("form.sheet.help")), title, figures, context)
    rows = _rows(figures, context)
    shown = {"agency": f"{name} ({figures.agency.id})", "period": str(figures.period)}
    example = _example(figures, words)
    for sheet in SHEETS:
        writer = _SheetWriter(book.create_sheet(sheet.name(words)), sheet, words)
        writer.put_title(f"{words(f'form.about.{sheet.key}')} – {title}", shown)
        writer.put_table(rows.get(sheet.key, []), example)
        writer.add_validations(lists)
        set_up_print(writer.sheet, f"{layout.HEAD}:{layout.HEAD}", title, words)
    hidden = book.create_sheet(layout.HIDDEN)
    _put_lists(hidden, lists, figures, words)
    grids = {sheet.title: dict(_written(sheet)) for sheet in book.worksheets}
    put_text(_cell(hidden, len(layout.IDENTITY), 2), layout.checksum(grids, words))
    book.security = WorkbookProtection(lockStructure=True)
    book.active = 1
    return package(book, title, words.language, context.as_of)


# --- contents --------------------------------------------------------------------------------------------------------


def _rows(figures: DraftFigures, context: ViewContext) -> dict[str, list[Row]]:
    """Return the prepared rows by the key of their sheet."""
    words, labels = context.words, _indicator_labels(context)
    indicators: list[Row] = []
    for task in figures.tasks:
        number = task_number(task.verdict.task.id)
        indicators += [_indicator_row(item, number, labels, words) for item in task.indicators]
    indicators += [_indicator_row(item, None, labels, words) for item in figures.indicators]
    return {
        "tasks": [_task_row(task, words) for task in figures.tasks],
        "indicators": indicators,
        "obstacles": [Row(values) for values in _obstacles(figures, words)],
        "contributions": [
            Row(
                {
                    "task": task_number(verdict.task.id),
                    "content": _content(verdict.task.content),
                    "lead": context.leads(verdict),
                },
                frozenset({"task"}),
            )
            for verdict in figures.cooperating
        ],
    }


def _task_row(task: DraftTask, words: Words) -> Row:
    verdict = task.verdict
    due = words.day(verdict.due) if verdict.due else clip(verdict.task.deadline.words, DEADLINE_LENGTH)
    values: dict[str, Value] = {
        "task": task_number(verdict.task.id),
        "content": _content(verdict.task.content),
        "due": with_note(due, state_text(verdict, words)),
        "last": "\n".join(_last_texts(task, words)),
        "state": words(f"update.{task.state}"),
    }
    return Row(values, frozenset({"task"}))


def _content(text: str) -> str:
    return clip(one_line(text), CONTENT_LENGTH)


def _last_texts(task: DraftTask, words: Words) -> Iterator[str]:
    """Yield the lines on what the agency last reported on a task, and on its claims."""
    if task.last is None:
        yield words("none.update")
    else:
        update = task.last.value
        yield dated_state_text(task.last, words)
        if update.summary is not None:
            yield clip(one_line(update.summary), SUMMARY_LENGTH)
        if update.at_risk is not None:
            yield words("flag.at_risk", day=words.short_day(update.at_risk.expected_on))
    yield from claim_texts(task.verdict, words)


def _indicator_labels(context: ViewContext) -> dict[str, str]:
    """Return the label of each indicator by its id; if two have the same name, the id follows it."""
    names = {indicator.id: indicator_name(indicator, context.words) for indicator in context.plan.indicators}
    counts = Counter(map(fold, names.values()))
    return {id_: with_note(name, id_ if counts[fold(name)] > 1 else "") for id_, name in names.items()}


def _indicator_row(item: DraftIndicator, task: TaskNumber | None, labels: Mapping[str, str], words: Words) -> Row:
    indicator, last = item.indicator, item.last
    locked = {"task", "id", "corrects"}
    if indicator.over is None:
        locked.add("of")
    values: dict[str, Value] = {
        "task": task,
        "id": labels[indicator.id],
        "counted": counted_text(indicator, words),
        "target": target_text(indicator, words),
        "values": dated_value_text(last, words) if last is not None else None,
    }
    return Row(values, frozenset(locked))


def _obstacles(figures: DraftFigures, words: Words) -> Iterator[dict[str, Value]]:
    """Yield the values of each open obstacle, as in a row of its sheet."""
    for task in figures.tasks:
        for item in task.obstacles:
            obstacle = item.obstacle
            yield {
                "task": task_number(item.task),
                "category": words(f"category.{obstacle.category}"),
                "beyond_authority": authority_text(obstacle, words),
                "description": obstacle.description,
                "proposal": obstacle.proposal,
                "id": obstacle.id,
            }


def _example(figures: DraftFigures, words: Words) -> dict[str, Value]:
    """Return the values of the example rows by the keys of their columns."""
    texts = ("summary", "title", "number", "description", "proposal", "contribution", "why")
    return {
        "state": words("update.done"),
        "done_on": figures.due,
        "date": figures.due,
        "value": 84,
        "of": 120,
        "category": words("category.du-lieu"),
        "beyond_authority": words("authority.within"),
        **{key: words(f"form.example.{key}") for key in texts},
    }


def _lists(figures: DraftFigures, context: ViewContext) -> dict[str, list[Value]]:
    """Return the lists of the hidden sheet by name."""
    words, plan, labels = context.words, context.plan, _indicator_labels(context)
    owed = [task_number(task.verdict.task.id) for task in figures.tasks]
    earlier = list(map(str, periods_before(figures.period, plan)))
    opened = list(_obstacles(figures, words))
    lists: dict[str, Sequence[Value]] = {
        **{kind: list(layout.labels(kind, words)) for kind in ("state", "category", "authority")},
        "task": [*owed, *(task_number(verdict.task.id) for verdict in figures.paused)],
        "cooperating": [task_number(verdict.task.id) for verdict in figures.cooperating],
        "period": earlier,
        "indicator": list(labels.values()),
        "indicator_id": list(labels),
    }
    for key in layout.OBSTACLE_KEYS:
        lists[f"open_{key}"] = [values[key] for values in opened]
    return {name: list(lists[name]) for name in LISTS}


# --- sheets ----------------------------------------------------------------------------------------------------------


def _put_help(sheet: Worksheet, title: str, figures: DraftFigures, context: ViewContext) -> None:
    """Write the instructions, one a row."""
    words = context.words
    values = {key: f"“{words(f'form.sheet.{key}')}”" for key in (item.key for item in SHEETS)}
    values |= {"due": words.day(figures.due), "as_of": words.day(context.as_of)}
    values["file"] = f"{figures.agency.id}-{figures.period}.xlsx"
    sheet.column_dimensions["A"].width = 4
    sheet.column_dimensions["B"].width = HELP_WIDTH
    put_text(_cell(sheet, 1, 1), title)
    _cell(sheet, 1, 1).font = Font(FACE, HEADINGS[0], bold=True)
    warnings = [("", paragraph.text) for paragraph in (*data_warnings(context), *cautions(context))]
    steps = enumerate(words("form.help", **values).split("\n"), start=1)
    for row, (number, text) in enumerate([*warnings, *((f"{step}.", text) for step, text in steps)], start=3):
        for column, part in enumerate((number, text), start=1):
            cell = _cell(sheet, row, column)
            put_text(cell, part)
            cell.font = Font(FACE, TEXT_SIZE, bold=not number)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        _set_height(sheet, row, text_height(text, HELP_WIDTH - MARGIN, TEXT_SIZE))
    _protect(sheet)
    set_up_print(sheet, None, title, words)


def _put_lists(sheet: Worksheet, lists: Mapping[str, Sequence[Value]], figures: DraftFigures, words: Words) -> None:
    """Write the hidden sheet."""
    identity = (layout.VERSION, words.language, figures.agency.id, str(figures.period))
    for row, (name, text) in enumerate(zip(layout.IDENTITY, (*identity, ""), strict=True), start=1):
        put_text(_cell(sheet, row, 1), name)
        put_text(_cell(sheet, row, 2), text)
    for column, (name, values) in enumerate(lists.items(), start=layout.FIRST_LIST):
        for row, value in enumerate((name, *values), start=1):
            _put(_cell(sheet, row, column), value)
    _protect(sheet)
    sheet.sheet_state = "veryHidden"


def _written(sheet: Worksheet) -> Iterator[tuple[tuple[int, int], object]]:
    """Yield the places and values of the cells that are not empty, as they are read again."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                yield (cell.row, cell.column), read_value(cell, sheet.title)


def _protect(sheet: Worksheet) -> None:
    """Protect what is not to be filled in, without a password; rows and columns may still be made larger."""
    sheet.protection.sheet = True
    sheet.protection.formatRows = sheet.protection.formatColumns = False
    sheet.sheet_view.showGridLines = False


class _SheetWriter:
    """Writer of a sheet with a table."""

    def __init__(self, sheet: Worksheet, content: Sheet, words: Words) -> None:
        self.sheet, self.content, self.words = sheet, content, words
        self.styled: dict[tuple[str, bool], Cell] = {}
        self.last = layout.FIRST - 1
        for number, column in enumerate(content.columns, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = column.width
        sheet.freeze_panes = f"{'C' if content is layout.TASKS else 'B'}{layout.EXAMPLE}"
        _protect(sheet)

    def put_title(self, title: str, shown: Mapping[str, str]) -> None:
        """Write the title and the fields above the table; `shown`: the text of those that are only shown."""
        put_text(_cell(self.sheet, layout.TITLE, 1), title)
        _cell(self.sheet, layout.TITLE, 1).font = Font(FACE, HEADINGS[1], bold=True)
        for field in self.content.fields:
            label = _cell(self.sheet, layout.LABELS, field.column)
            put_text(label, self.words(f"form.column.{field.key}"))
            label.font = Font(FACE, SMALL, bold=True, color=GREY)
            label.alignment = Alignment(vertical="bottom", wrap_text=True)
            cell = _cell(self.sheet, layout.VALUES, field.column)
            self._style(cell, field.kind, is_locked=field.kind == "shown")
            _put(cell, shown.get(field.key))
        if self.content.fields:
            for row in (layout.LABELS, layout.VALUES):
                _set_height(self.sheet, row, text_height("\n", 1, SMALL))  # two lines

    def put_table(self, rows: Sequence[Row], example: Mapping[str, Value]) -> None:
        """Write the titles of the columns, the example, the prepared rows and the empty rows."""
        for number, column in enumerate(self.content.columns, start=1):
            cell = _cell(self.sheet, layout.HEAD, number)
            put_text(cell, column.title(self.words))
            cell.font = Font(FACE, SMALL, bold=True)
            cell.fill = PatternFill("solid", fgColor=HEAD)
            cell.border = _EDGE
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self._fit_height(layout.HEAD)
        self._put_example(example)
        for row in [*rows, *(Row({}) for _ in range(self.content.spare))]:
            self.last += 1
            for number, column in enumerate(self.content.columns, start=1):
                cell = _cell(self.sheet, self.last, number)
                self._style(cell, column.kind, is_locked=column.kind == "shown" or column.key in row.locked)
                _put(cell, row.values.get(column.key))
            if row.values:
                self._fit_height(self.last)

    def _fit_height(self, row: int) -> None:
        """Make a row as high as its texts need; it grows with what is typed."""
        cells = [_cell(self.sheet, row, number) for number in range(1, len(self.content.columns) + 1)]
        texts = [str(cell.value or "") for cell in cells]
        _set_height(self.sheet, row, row_height(texts, [column.width for column in self.content.columns], MARGIN))

    def _put_example(self, example: Mapping[str, Value]) -> None:
        for number, column in enumerate(self.content.columns, start=1):
            cell = _cell(self.sheet, layout.EXAMPLE, number)
            _put(cell, self.words("form.example") if number == 1 else example.get(column.key))
            self._style(cell, column.kind, is_locked=True)
            cell.font = Font(FACE, SMALL, italic=True, color="7F7F7F")
        self._fit_height(layout.EXAMPLE)
        self.styled.clear()

    def _style(self, cell: Cell, kind: Kind, *, is_locked: bool) -> None:
        """Style a cell of a kind; copying a style that exists already takes a quarter of the time."""
        styled = self.styled.get((kind, is_locked))
        if styled is not None:
            cell._style = copy(styled._style)  # type: ignore[attr-defined]  # noqa: SLF001 - as openpyxl advises
            return
        self.styled[kind, is_locked] = cell
        cell.font = Font(FACE, SMALL)
        cell.border = _EDGE
        cell.fill = PatternFill("solid", fgColor=PLAIN if is_locked else FILL_IN)
        side = "center" if kind in CENTRED else "left"
        cell.alignment = Alignment(side, "top", wrap_text=kind != "day")
        cell.protection = Protection(locked=is_locked)
        cell.number_format = DAYS[self.words.language] if kind == "day" else FORMATS.get(kind, TEXT)

    def add_validations(self, lists: Mapping[str, Sequence[Value]]) -> None:
        """Add the drop-downs, and the messages for dates and numbers that cannot be."""
        for number, column in enumerate(self.content.columns, start=1):
            letter = get_column_letter(number)
            self._add_validation(column.kind, f"{letter}{layout.FIRST}:{letter}{self.last}", lists)
        for field in self.content.fields:
            self._add_validation(field.kind, f"{get_column_letter(field.column)}{layout.VALUES}", lists)

    def _add_validation(self, kind: Kind, cells: str, lists: Mapping[str, Sequence[Value]]) -> None:
        if kind in lists:
            letter = get_column_letter(layout.FIRST_LIST + LISTS.index(kind))
            last = max(2, 1 + len(lists[kind]))
            rule = DataValidation(type="list", formula1=f"'{layout.HIDDEN}'!${letter}$2:${letter}${last}")
        elif kind in NUMBERS:
            rule = DataValidation(operator="between", formula1="0", formula2=str(NUMBERS[kind]))
            rule.type = "whole" if kind == "percent" else "decimal"
        elif kind == "day":
            first, last_day = _serial(date(EARLIEST_YEAR, 1, 1)), _serial(date(LATEST_YEAR, 12, 31))
            rule = DataValidation(type="date", operator="between", formula1=str(first), formula2=str(last_day))
        else:
            return
        rule.allow_blank, rule.errorTitle = True, "plan190"
        rule.error = self.words(f"form.invalid.{kind if kind in (*NUMBERS, 'day') else 'list'}")
        rule.showErrorMessage = True
        rule.add(cells)
        self.sheet.add_data_validation(rule)


class _GrowingRow(RowDimension):
    """A row whose height is not fixed: programs adapt it when a longer text is typed."""

    customHeight = False  # noqa: N815 - the name is the library's


def _set_height(sheet: Worksheet, row: int, height: float) -> None:
    sheet.row_dimensions[row] = _GrowingRow(sheet, row, ht=round(height, 2))


def _serial(day: date) -> int:
    """Return the number by which workbooks store a date."""
    return (day - date(1899, 12, 30)).days


def _put(cell: Cell, value: Value) -> None:
    if isinstance(value, str):
        put_text(cell, value.replace("\t", " "))  # a tab would be shown as its code
    elif value is not None:
        number_format = cell.number_format
        cell.value = value
        cell.number_format = number_format  # the library sets one for dates


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell. The library's type includes cells hidden by a merged one, but there is none here."""
    return cast("Cell", sheet.cell(row, column))
