"""Fill in a workbook as a person does: choose labels, type values into yellow cells, use empty rows for more."""

from __future__ import annotations

import warnings
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from plan190.formats.xlsx.values import fit
from plan190.forms import workbook_layout as layout
from plan190.forms.workbook import workbook
from plan190.parts.context import view_context
from plan190.parts.names import indicator_name
from plan190.status.figures.draft import draft_figures
from plan190.words import words_in
from tests.builders import example_assessment
from tests.conftest import example_register

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.forms.workbook_layout import Sheet
    from plan190.model.period import Period
    from plan190.model.report import Evidence, MonthlyReport, Update
    from plan190.words import Language

VI = words_in("vi")


@cache
def form(
    agency: str = "so-y-te", as_of: str = "9-20", period: Period | None = None, language: Language = "vi"
) -> bytes:
    """Return the workbook of an agency in the example quarter."""
    register, assessment = example_register(), example_assessment(as_of)
    figures = draft_figures(register, assessment, register.bodies[agency], period)  # type: ignore[arg-type]
    return workbook(figures, view_context(register, assessment, words_in(language)))


class Clerk:
    """A person with the workbook open."""

    def __init__(self, content: bytes, language: Language = "vi") -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.book = load_workbook(BytesIO(content))
        self.words = words_in(language)
        self.indicators = {item.id: indicator_name(item, self.words) for item in example_register().plan.indicators}

    def saved(self) -> bytes:
        """Return the workbook as it is saved."""
        out = BytesIO()
        self.book.save(out)
        return out.getvalue()

    def sheet(self, sheet: Sheet) -> Any:
        """Return the sheet in the workbook."""
        return self.book[sheet.name(self.words)]

    def cell(self, sheet: Sheet, row: int, key: str) -> Any:
        """Return a cell in the column with the key."""
        number = [column.key for column in sheet.columns].index(key) + 1
        return self.sheet(sheet).cell(row, number)

    def type(self, sheet: Sheet, row: int, key: str, value: Any) -> None:
        """Type a value into a cell, which must not be locked."""
        self._type(self.cell(sheet, row, key), value)

    def _type(self, cell: Any, value: Any) -> None:
        if value is None or value == cell.value:
            return
        assert not cell.protection.locked, cell
        cell.value = fit(value) if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"  # in a cell with the format of a text, nothing typed becomes a formula

    def row(self, sheet: Sheet, **values: Any) -> int:
        """Return the row that has these values, or the first empty one."""
        rows = range(layout.FIRST, self.sheet(sheet).max_row + 1)
        for row in rows:
            if all(self.cell(sheet, row, key).value == value for key, value in values.items()):
                return row
        return next(row for row in rows if self._is_empty(sheet, row))

    def _is_empty(self, sheet: Sheet, row: int) -> bool:
        return all(self.cell(sheet, row, column.key).value is None for column in sheet.columns)

    def fields(self, sheet: Sheet, **values: Any) -> None:
        """Type values above the table."""
        for field in sheet.fields:
            self._type(self.sheet(sheet).cell(layout.VALUES, field.column), values.get(field.key.replace(".", "_")))

    def fill_in(self, report: MonthlyReport) -> None:
        """Fill in a whole report."""
        document, withdrawn = report.document, report.withdrawn
        self.fields(
            layout.TASKS,
            reported_on=report.reported_on,
            document_date=document and document.date,
            document_title=document and document.title,
            document_number=document and document.number,
        )
        self.fields(
            layout.CORRECTIONS, withdrawn_date=withdrawn and withdrawn.date, withdrawn_why=withdrawn and withdrawn.why
        )
        for update in report.updates:
            row = self.row(layout.TASKS, task=int(update.task))
            self._update(layout.TASKS, row, update, None)
        for correction in report.corrections:
            row = self.row(layout.CORRECTIONS, corrects=str(correction.corrects), task=int(correction.task))
            self.type(layout.CORRECTIONS, row, "corrects", str(correction.corrects))
            self.type(layout.CORRECTIONS, row, "why", correction.why)
            self._update(layout.CORRECTIONS, row, correction, str(correction.corrects))
        for contribution in report.contributions:
            task = int(contribution.task)
            row = self.row(layout.CONTRIBUTIONS, task=task, contribution=None)
            self.type(layout.CONTRIBUTIONS, row, "task", task)
            self.type(layout.CONTRIBUTIONS, row, "contribution", contribution.contribution)
            for number, evidence in enumerate(contribution.evidence):
                if number:
                    row = self.row(layout.CONTRIBUTIONS, task=0)
                    self.type(layout.CONTRIBUTIONS, row, "task", task)
                self._evidence(layout.CONTRIBUTIONS, row, evidence)
        self._indicators(None, report.indicators, None)

    def _update(self, sheet: Sheet, row: int, update: Update, corrects: str | None) -> None:
        task = int(update.task)
        self.type(sheet, row, "task", task)
        self.type(sheet, row, "state", self.words(f"update.{update.state}"))
        for key in ("progress", "done_on", "summary"):
            self.type(sheet, row, key, getattr(update, key))
        if update.at_risk is not None:
            self.type(sheet, row, "at_risk.reason", update.at_risk.reason)
            self.type(sheet, row, "at_risk.expected_on", update.at_risk.expected_on)
        self._indicators(task, update.indicators, corrects)
        for evidence in update.evidence:
            row = self.row(layout.EVIDENCE, task=0)
            self.type(layout.EVIDENCE, row, "task", task)
            self.type(layout.EVIDENCE, row, "corrects", corrects)
            self._evidence(layout.EVIDENCE, row, evidence)
        if corrects is None and update.state != "unchanged":
            self._resolve(task)
        for obstacle in update.obstacles:
            row = self.row(layout.OBSTACLES, task=0)
            category, authority = f"category.{obstacle.category}", "beyond" if obstacle.beyond_authority else "within"
            self.type(layout.OBSTACLES, row, "task", task)
            self.type(layout.OBSTACLES, row, "corrects", corrects)
            self.type(layout.OBSTACLES, row, "category", self.words(category))
            self.type(layout.OBSTACLES, row, "beyond_authority", self.words(f"authority.{authority}"))
            for key in ("description", "proposal", "id"):
                self.type(layout.OBSTACLES, row, key, getattr(obstacle, key))

    def _resolve(self, task: int) -> None:
        """Empty the rows of the obstacles of a task that were open before."""
        for row in range(layout.FIRST, self.sheet(layout.OBSTACLES).max_row + 1):
            if self.cell(layout.OBSTACLES, row, "task").value == task:
                for column in layout.OBSTACLES.columns:
                    self.cell(layout.OBSTACLES, row, column.key).value = None

    def _evidence(self, sheet: Sheet, row: int, evidence: Evidence) -> None:
        for key in ("title", "number", "date", "link"):
            self.type(sheet, row, key, getattr(evidence, key))

    def _indicators(self, task: int | None, measured: Iterable[Any], corrects: str | None) -> None:
        for item in measured:
            label = self.indicators[item.id]
            row = self.row(layout.INDICATORS, task=task, id=label, value=None, corrects=None)
            if corrects is not None or (
                item.of is not None and self.cell(layout.INDICATORS, row, "of").protection.locked
            ):
                row = self.row(layout.INDICATORS, task=0)
            self.type(layout.INDICATORS, row, "task", task)
            self.type(layout.INDICATORS, row, "id", label)
            self.type(layout.INDICATORS, row, "corrects", corrects)
            self.type(layout.INDICATORS, row, "value", int(item.value))
            self.type(layout.INDICATORS, row, "of", item.of and int(item.of))
