"""Read the report in a filled-in workbook, as Excel or LibreOffice has saved it."""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, quote_sheetname

from plan190.document.checksum import packed
from plan190.errors import Plan190Error
from plan190.forms import workbook_layout as layout
from plan190.forms.filled_form import FilledForm
from plan190.forms.workbook_package import checked_package
from plan190.load.loader import is_data_file, report_path
from plan190.model.period import Period
from plan190.model.register import joined
from plan190.words import LANGUAGES, words_in
from plan190.words.text import fold, printable, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from plan190.edit.yaml_text import Data
    from plan190.forms.workbook_layout import Kind, Sheet
    from plan190.model.register import KeyPath
    from plan190.words import Words

MOST_CELLS = 200_000
"""The most cells that are read; a row has cells up to its last one, however far that is to the right."""

MOST_ROWS = 1_048_576
"""The most rows of a sheet in any program; LibreOffice may write the last one, empty, to store a height."""

LONGEST_LABEL = 200
"""The most characters of a text that can be the label of a drop-down."""

_FILE_NAME = re.compile(r"(?P<agency>[a-z0-9-]+)-(?P<period>[0-9]{4}-[0-9]{2})( ?\([0-9]+\))?\.xlsx")
"""The name of a form as plan190 writes it, perhaps with the number that a browser adds."""

_ESCAPE = re.compile("_x(?![dD][89a-fA-F])([0-9A-Fa-f]{4})_")
"""The code of a character in a text, as Excel writes it; not that of half a character."""

_ODD_BLANK = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""A tab, or a blank that is no plain space (Unicode category Zs); the web form reads them as spaces too."""

_NAMES = ("id", "task", "corrects")
"""The keys that say what a row is about, often in locked cells: it begins with what was filled in beside them."""

_DAY = re.compile(
    r"(?:ngày )?(?P<day>[0-9]{1,2}) ?(?:[/.-]|tháng|thg) ?(?P<month>[0-9]{1,2}),? ?(?:[/.-]|năm)? ?(?P<year>[0-9]{4})",
    re.IGNORECASE,
)
_ISO_DAY = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")

_DECIMAL = re.compile("(?:0|[1-9][0-9]{0,8})[.,][0-9]{1,2}")
"""A number with decimals, which the YAML files write with a point."""

Value = str | int | date | None
Grid = dict[tuple[int, int], Value]
"""The values of a sheet that are not empty, by row and column."""


class Written(NamedTuple):
    """A value and the cell in which it is written; None if the cell is empty."""

    value: Data
    cell: str


Tree = Written | list["Tree"] | dict[str, "Tree"]
Row = dict[str, Written]
"""The values of a row by the keys of its columns."""


def read_workbook(name: str, content: bytes) -> FilledForm:
    """Return the report in the workbook; Plan190Error if it is not a form of plan190 or was changed otherwise.

    `name`: the name or path of the file, for messages and to compare it with the report. Values that do not fit stay as
    they are; the rules report them.
    """
    try:
        return _Form(name, _grids(checked_package(content))).filled()
    except Plan190Error as error:
        raise Plan190Error(error.key, name=printable(name), **error.values) from error.__cause__


def _grids(parts: Mapping[str, bytes]) -> dict[str, Grid]:
    """Return the values of each sheet by its name; Plan190Error if the library cannot read them, or for a formula."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns about parts that it does not support
        try:
            return dict(_sheets(packed(parts)))
        except Plan190Error:
            raise
        except Exception as error:  # the library has no exception of its own for what it cannot read
            raise Plan190Error("error.form_damaged") from error


def _sheets(package: bytes) -> Iterator[tuple[str, Grid]]:
    """Yield the name and the values of each sheet."""
    cells = 0
    for sheet in load_workbook(BytesIO(package), read_only=True).worksheets:
        grid: Grid = {}
        sheet.reset_dimensions()  # the file may state any size
        for number, row in enumerate(sheet.iter_rows()):
            cells += len(row)
            if cells > MOST_CELLS or number >= MOST_ROWS:
                raise Plan190Error("error.form_cells", number=MOST_CELLS)
            for cell in row:
                if cell.value is not None:
                    grid[cell.row, cell.column] = read_value(cell, sheet.title)
        yield sheet.title, grid


def read_value(cell: Any, sheet: str) -> Value:  # noqa: ANN401 - the library has several types of cells
    """Return the value of a cell: a text, a date, a whole number, or any other value as the text that it shows."""
    if cell.data_type in {"f", "e"}:
        raise Plan190Error("error.form_formula", cell=_address(sheet, cell.row, cell.column))
    match cell.value:
        case str() as text:
            unescaped = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
            return _ODD_BLANK.sub(" ", unescaped.replace("\r\n", "\n").replace("\r", "\n")).strip() or None
        case bool() as truth:
            return str(truth).lower()
        case datetime() as time:
            return time.date()
        case int() | float() as number if "%" in cell.number_format:
            return f"{number * 100:.15g}%"
        case int() | float() as number:
            return int(number) if number == number // 1 else f"{number:.15g}"
    return str(cell.value)


def _address(sheet: str, row: int, column: int) -> str:
    return f"{quote_sheetname(sheet)}!{get_column_letter(column)}{row}"


class _Form:
    """A workbook whose values are put together to a report."""

    def __init__(self, name: str, grids: Mapping[str, Grid]) -> None:
        self.grids = grids
        hidden = grids.get(layout.HIDDEN, {})
        if tuple(hidden.get((row, 1)) for row in range(1, 6)) != layout.IDENTITY:
            raise Plan190Error("error.form_unknown")
        version, language, agency, period, checksum = (str(hidden.get((row, 2))) for row in range(1, 6))
        if version != layout.VERSION:
            raise Plan190Error("error.form_version", version=printable(version[:20]), known=layout.VERSION)
        self.agency, self.period = agency, period
        if language not in LANGUAGES or not is_data_file(report_path(agency, period)):
            raise Plan190Error("error.form_damaged")
        self.words: Words = words_in(language)
        self.lists = {
            list_: [hidden.get((row, column)) for row in range(2, 2 + len(hidden))]
            for column, list_ in enumerate(layout.LISTS, start=layout.FIRST_LIST)
        }
        self.ids = _ids(self.lists)
        self._demand_sheets()
        self._demand_identity(name)
        if layout.checksum(grids, self.words) != checksum:
            raise Plan190Error("error.form_checksum")
        self.entries: dict[tuple[Data, Data], dict[str, Tree]] = {}
        self.report: dict[str, Tree] = {}

    def _demand_sheets(self) -> None:
        """Raise Plan190Error if a sheet or a title was renamed or removed, or something stands outside the tables."""
        names = layout.sheet_names(self.words)
        for missing in (name for name in names if name not in self.grids):
            raise Plan190Error("error.form_sheet_missing", sheet=missing)
        for other in (name for name, grid in self.grids.items() if name not in names and grid):
            raise Plan190Error("error.form_sheet_added", sheet=printable(other))
        for sheet in layout.SHEETS:
            self._demand_titles(sheet)

    def _demand_titles(self, sheet: Sheet) -> None:
        """Raise Plan190Error if a title or the mark of the example was changed, or something is outside the table."""
        name, width = sheet.name(self.words), len(sheet.columns)
        grid = self.grids[name]
        titles = {(layout.EXAMPLE, 1): self.words("form.example")}
        above = {(layout.TITLE, 1)}
        for number, column in enumerate(sheet.columns, start=1):
            titles[layout.HEAD, number] = column.title(self.words)
        for field in sheet.fields:
            titles[layout.LABELS, field.column] = self.words(f"form.column.{field.key}")
            above |= {(layout.LABELS, field.column), (layout.VALUES, field.column)}
        for (row, number), title in sorted(titles.items()):
            if grid.get((row, number)) != title:
                raise Plan190Error("error.form_title", cell=_address(name, row, number), title=title)
        for row, number in sorted(grid):
            if number > width or (row < layout.HEAD and (row, number) not in above):
                raise Plan190Error("error.form_outside", cell=_address(name, row, number))

    def _demand_identity(self, name: str) -> None:
        """Raise Plan190Error if the visible agency or period, or that in the name of the file, is another one."""
        shown = {field.key: self._field(layout.TASKS, field.key) for field in layout.TASKS.fields}
        agency, period = str(shown["agency"].value), str(shown["period"].value)
        if not agency.endswith(f"({self.agency})"):
            raise Plan190Error("error.form_agency", cell=shown["agency"].cell, agency=self.agency)
        if period != self.period:
            raise Plan190Error("error.form_period", cell=shown["period"].cell, period=self.period)
        match = _FILE_NAME.fullmatch(re.split(r"[/\\]", name)[-1])
        if match is not None and (match["agency"], match["period"]) != (self.agency, self.period):
            raise Plan190Error("error.form_name", expected=f"{self.agency}-{self.period}.xlsx")

    # --- reading ---

    def _written(self, sheet: Sheet, row: int, column: int, kind: Kind) -> Written:
        name = sheet.name(self.words)
        value = self.grids[name].get((row, column))
        return Written(_typed(value, kind, self.ids), _address(name, row, column))

    def _list(self, name: str, kind: Kind) -> list[Data]:
        """Return the values of a column of the hidden sheet."""
        return [_typed(value, kind, self.ids) for value in self.lists[name]]

    def _field(self, sheet: Sheet, key: str) -> Written:
        """Return the value of a field above a table."""
        field = next(field for field in sheet.fields if field.key == key)
        return self._written(sheet, layout.VALUES, field.column, field.kind)

    def _rows(self, sheet: Sheet) -> Iterator[Row]:
        """Yield the rows with something in them."""
        for row in sorted({row for row, _ in self.grids[sheet.name(self.words)] if row >= layout.FIRST}):
            yield {
                column.key: self._written(sheet, row, number, column.kind)
                for number, column in enumerate(sheet.columns, start=1)
                if column.kind != "shown"
            }

    def filled(self) -> FilledForm:
        """Return the report and its cells."""
        self.report = {
            "agency": self._field(layout.TASKS, "agency")._replace(value=self.agency),
            "period": self._field(layout.TASKS, "period")._replace(value=self.period),
            "reported_on": self._field(layout.TASKS, "reported_on"),
            "document": {key: self._field(layout.TASKS, f"document.{key}") for key in ("number", "date", "title")},
            **{key: [] for key in ("updates", "corrections", "contributions", "indicators")},
            "withdrawn": {key: self._field(layout.CORRECTIONS, f"withdrawn.{key}") for key in ("date", "why")},
        }
        self._add_updates()
        self._add_corrections()
        self._add_obstacles()
        self._add_parts(layout.INDICATORS, ("id", "value", "of"), decisive=("value", "of"))
        self._add_parts(layout.EVIDENCE, layout.EVIDENCE_KEYS, decisive=layout.EVIDENCE_KEYS)
        self._add_contributions()
        cells: dict[str, str] = {}
        data = cast("Mapping[str, Data]", _plain(self.report, (), cells))
        return FilledForm(data, cells)

    def _add(self, list_: str, entry: dict[str, Tree]) -> None:
        cast("list[Tree]", self.report[list_]).append(entry)

    def _add_updates(self) -> None:
        """Add the updates; one whose state was emptied has none, which is an error: nothing is guessed."""
        for row in self._rows(layout.TASKS):
            if not _is_empty(row, row):
                self._add_entry("updates", None, row)

    def _add_corrections(self) -> None:
        for row in self._rows(layout.CORRECTIONS):
            if not _is_empty(row, row):
                self._add_entry("corrections", row["corrects"].value, row)

    def _add_entry(self, list_: str, corrects: Data, row: Row) -> None:
        """Add an update or a correction; its lists, which are on other sheets, are empty at first."""
        warning: Tree = {key: row[f"at_risk.{key}"] for key in ("reason", "expected_on") if f"at_risk.{key}" in row}
        parts: dict[str, Tree] = {"indicators": [], "evidence": [], "obstacles": [], "at_risk": warning}
        entry: dict[str, Tree] = {
            key: written for key, written in row.items() if not key.startswith("at_risk.")
        } | parts
        self._add(list_, entry)
        self.entries.setdefault((corrects, row["task"].value), entry)

    def _entry_of(self, row: Row) -> dict[str, Tree]:
        """Return the update or correction to which a row of another sheet belongs.

        Without one, return a new one. It has the state "unchanged", so that the rules report the row as an error.
        """
        corrects, task = row["corrects"], row["task"]
        if (corrects.value, task.value) not in self.entries:
            list_ = "updates" if corrects.value is None else "corrections"
            keys = {"task": task} if corrects.value is None else {"corrects": corrects, "task": task}
            self._add_entry(list_, corrects.value, {**keys, "state": task._replace(value="unchanged")})
        return self.entries[corrects.value, task.value]

    def _add_parts(self, sheet: Sheet, keys: Sequence[str], decisive: Sequence[str]) -> None:
        """Add the rows of a sheet to the updates and corrections; one without any of the `decisive` values is empty."""
        for row in self._rows(sheet):
            if _is_empty(row, decisive):
                continue
            part: dict[str, Tree] = {key: row[key] for key in keys}
            if sheet is layout.INDICATORS and _is_empty(row, ("task", "corrects")):
                self._add("indicators", part)
            else:
                cast("list[Tree]", self._entry_of(row)[sheet.key]).append(part)

    def _add_obstacles(self) -> None:
        """Add the obstacles. Those that were open before stay so without an entry if their task is unchanged.

        Plan190Error if the row of such an obstacle was emptied, because nothing in the report could state this.
        """
        keys = layout.OBSTACLE_KEYS
        opened = self._open_obstacles()
        listed = set()
        for row in self._rows(layout.OBSTACLES):
            if _is_empty(row, keys[1:]):
                continue
            values = tuple(row[key].value for key in keys)
            if row["corrects"].value is None:
                listed.add(values[:3])
            entry = self._entry_of(row)
            if values not in opened or not _is_unchanged(entry):
                cast("list[Tree]", entry["obstacles"]).append({key: row[key] for key in keys[1:]})
        for task, id_, category, *_ in opened:
            entry = self.entries.get((None, task), {})
            if _is_unchanged(entry) and (task, id_, category) not in listed:
                raise Plan190Error("error.form_obstacle", cell=cast("Written", entry["state"]).cell, task=task)

    def _open_obstacles(self) -> list[tuple[Data, ...]]:
        """Return the values of each obstacle on the hidden sheet, in the order of `OBSTACLE_KEYS`."""
        kinds = {column.key: column.kind for column in layout.OBSTACLES.columns}
        columns = (self._list(f"open_{key}", kinds[key]) for key in layout.OBSTACLE_KEYS)
        return [values for values in zip(*columns, strict=True) if values[0]]

    def _add_contributions(self) -> None:
        """Add the contributions; a row with only a document adds it to the contribution to the same task above."""
        by_task: dict[Data, dict[str, Tree]] = {}
        for row in self._rows(layout.CONTRIBUTIONS):
            task = row["task"].value
            document: dict[str, Tree] = {key: row[key] for key in layout.EVIDENCE_KEYS}
            has_document = not _is_empty(row, layout.EVIDENCE_KEYS)
            is_more = row["contribution"].value is None and task in by_task
            if row["contribution"].value is None and not has_document:
                continue
            if not is_more:
                by_task[task] = {"task": row["task"], "contribution": row["contribution"], "evidence": []}
                self._add("contributions", by_task[task])
            if has_document:
                cast("list[Tree]", by_task[task]["evidence"]).append(document)


def _is_empty(row: Row, keys: Iterable[str]) -> bool:
    """Return whether the row has none of these values."""
    return all(row[key].value is None for key in keys)


def _is_unchanged(entry: Mapping[str, Tree]) -> bool:
    state = entry.get("state")
    return isinstance(state, Written) and state.value == "unchanged"


def _ids(lists: Mapping[str, list[Value]]) -> dict[str, dict[str, Data]]:
    """Return what the labels of each kind of drop-down mean, in both languages, by their text without accents."""
    ids: dict[str, dict[str, Data]] = {"state": {}, "category": {}, "authority": {}}
    for language in LANGUAGES:
        for kind, meanings in ids.items():
            meanings |= {fold(label): id_ for label, id_ in layout.labels(kind, words_in(language)).items()}
    ids["authority"] = {label: id_ == "beyond" for label, id_ in ids["authority"].items()}
    indicators = zip(lists["indicator"], lists["indicator_id"], strict=True)
    ids["indicator"] = {fold(str(label)): str(id_) for label, id_ in indicators if label is not None}
    return ids


def _typed(value: Value, kind: Kind, ids: Mapping[str, Mapping[str, Data]]) -> Data:
    """Return the value of a cell of that kind as it stands in the report; as it is if it does not fit."""
    if value is None or kind == "shown":
        return value
    if kind in ids:
        text = str(value)
        return ids[kind].get(fold(text), text) if len(text) < LONGEST_LABEL else text
    if kind == "day":
        return value if isinstance(value, date) else _day(str(value))
    if kind == "period":
        if isinstance(value, date) and value.day == 1:
            return f"{value:%Y-%m}"
        return Period.named(str(value)) or str(value)
    if isinstance(value, date):
        return short_date(value)
    if kind == "text":
        return str(value)
    text = str(value)
    if kind == "count" and _DECIMAL.fullmatch(text):
        return float(text.replace(",", "."))
    return int(text) if text.isascii() and text.isdigit() and len(text) < len(str(10**9)) else text


def _day(text: str) -> Data:
    """Return the date in a text, written with the day first or as YYYY-MM-DD; any other text as it is."""
    match = _ISO_DAY.fullmatch(text) or _DAY.fullmatch(" ".join(text.split()))
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])) if match else text
    except ValueError:  # there is no such date
        return text


def _plain(tree: Tree, path: KeyPath, cells: dict[str, str]) -> Data:
    """Return the data of a tree without empty cells, and add the cell of each value, also of those that are empty."""
    match tree:
        case Written(value=value, cell=cell):
            cells[joined(path)] = cell
            if value is not None:
                for number in range(len(path)):
                    cells.setdefault(joined(path[:number]), cell)
            return value
        case list():
            return [_plain(part, (*path, number), cells) for number, part in enumerate(tree)]
    keys = sorted(tree, key=lambda key: key in _NAMES)
    plain = {key: _plain(tree[key], (*path, key), cells) for key in keys}
    return {key: plain[key] for key in tree if plain[key] not in (None, [], {})}
