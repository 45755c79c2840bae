"""Files outside the data folder that claim to be monthly reports: drafts, attachments of mails, filled-in forms.

Each is checked in memory at its place in the data folder, by the rules of `check` and of `review`.
"""

from __future__ import annotations

import dataclasses
import os
import re
import shlex
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from plan190.checks.findings import CheckResult, OutsideFile, joined, waived_at
from plan190.checks.left_out import counted_errors
from plan190.checks.waivers import waive
from plan190.cli.data_folder import relative_below
from plan190.diagnostics import Diagnostic, ordered
from plan190.document.blocks import CheckedItem, Paragraph
from plan190.edit.yaml_text import data_of
from plan190.errors import Plan190Error
from plan190.load.loader import DECISIONS, REQUIRED_FILES, SLUG, report_path
from plan190.load.tree import DiskTree
from plan190.model.month import LATEST_YEAR
from plan190.model.period import Period
from plan190.model.register import joined as key_path_text
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from plan190.checks.checked_data import CheckedData
    from plan190.cli.data_folder import DataFolder
    from plan190.cli.session import Session
    from plan190.load.loader import Places
    from plan190.words import Words

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xltx", ".xls", ".ods")
"""The suffixes of workbooks, of which the reader accepts only the first; all other files are read as YAML."""

UNKNOWN = "unknown-{number}"
"""The folder in which a file is checked that does not name its agency."""

NO_PERIOD = f"{LATEST_YEAR}-12"
"""The period at which a file is checked that does not name its period."""


class ReceivedFile(NamedTuple):
    """A file that claims to be a monthly report.

    `typed`: its path as the user typed it. `content`: the bytes of the report as YAML. `path`: the path below the data
    folder at which it is checked. `agency`, `period`: those that it names, None if it names none. `cells`: of a
    workbook, the cell of each value, by `joined` key path.
    """

    typed: str
    content: bytes
    path: str
    agency: str | None
    period: str | None
    cells: Mapping[str, str] = {}

    @property
    def name(self) -> str:
        """Its path for messages."""
        return printable(self.typed)

    @property
    def belongs(self) -> bool:
        """Whether it names agency and period, so that it belongs at `path`."""
        return self.agency is not None and self.period is not None


def is_outside(data: DataFolder, path: str) -> bool:
    """Return whether the path is that of a file outside the data folder; Plan190Error if there is nothing there."""
    # Unlike `Path.resolve`, `abspath` follows no links.
    full = os.path.abspath(path)  # noqa: PTH100
    if relative_below(full, data.full_path) is not None:
        return False
    if not os.path.lexists(full):
        raise Plan190Error("error.read", path=printable(path), reason=os.strerror(2))
    return os.path.isfile(full)  # noqa: PTH113


def read_received(session: Session, paths: Sequence[str]) -> tuple[list[ReceivedFile], list[Plan190Error]]:
    """Return the files, and an error for each that cannot be read.

    Plan190Error if two are reports of one agency for one period, or if none can be read.
    """
    files: dict[str, ReceivedFile] = {}
    errors: list[Plan190Error] = []
    for number, path in enumerate(dict.fromkeys(paths)):
        try:
            file = _read(session.words, path, number)
        except Plan190Error as error:
            errors.append(error)
            continue
        other = files.setdefault(file.path, file)
        if other is not file:
            raise Plan190Error("error.received_twice", path=file.name, other=other.name, agency=file.agency)
    if errors and not files:
        raise errors[0]
    return list(files.values()), errors


def _read(words: Words, path: str, number: int) -> ReceivedFile:
    """Read a file; `number`: its position among the files."""
    real = Path(os.path.realpath(path))
    content = DiskTree(real.parent, "").read(real.name)
    if isinstance(content, Diagnostic):
        raise Plan190Error("error.read", path=printable(path), reason=words.diagnostic_texts(content)[0])
    cells: Mapping[str, str] = {}
    if path.lower().endswith(WORKBOOKS):
        from plan190.edit.yaml_text import yaml_of
        from plan190.forms.workbook_reader import read_workbook

        form = read_workbook(printable(path), content)
        content, cells = yaml_of(form.data).encode(), form.cells
    agency, period = _named(content)
    at = report_path(agency or UNKNOWN.format(number=number + 1), period or NO_PERIOD)
    return ReceivedFile(path, content, at, agency, period, cells)


def _named(content: bytes) -> tuple[str | None, str | None]:
    """Return the agency and the period that the text names, as far as they are well-formed."""
    from plan190.load.text_reader import read_text
    from plan190.load.yaml_reader import read_yaml

    text, _ = read_text("", content)
    parsed = read_yaml("", text)[0] if text is not None else None
    plain: Any = parsed.plain if parsed is not None else None
    if not isinstance(plain, dict):
        return None, None
    agency, period = str(plain.get("agency")), str(plain.get("period"))
    return agency if SLUG.fullmatch(agency) else None, _period(period)


def _period(text: str) -> str | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None


def check_received(
    session: Session, files: Sequence[ReceivedFile], *, waivers: bool = True
) -> tuple[CheckResult, CheckedData]:
    """Return the problems in the files and those that they cause in others, and the data with the files.

    FaultyDataError if the data folder has an error because of which rules do not run.
    """
    from plan190.review.change import change_of_files
    from plan190.review.check import check_change

    data = session.data
    changed = session.with_changes({file.path: file.content for file in files})
    base, head = data.check(session.request.as_of), changed.data.check(session.request.as_of)
    base.keep(data.cache_folder, is_error_free=not counted_errors(base))
    if not base.loaded.error_free.issuperset((*REQUIRED_FILES, DECISIONS)):
        _ = session.register  # raises the error with its message
    change = change_of_files(base, head, data.path, changed.changed, head.as_of)
    found = check_change(change, data.shown, data.path)
    own = [diagnostic for diagnostic in found.diagnostics if diagnostic.place.path in changed.changed]
    caused = [diagnostic for diagnostic in found.diagnostics if diagnostic not in found.old]
    diagnostics = ordered(_without_moot((*own, *caused), {file.path for file in files if file.cells}))
    in_text = {file.path for file in files if not file.cells}
    waived = waive(base.register, diagnostics, head.as_of).by if waivers else {}
    result = dataclasses.replace(
        found,
        diagnostics=diagnostics,
        old=frozenset(),
        waived=waived_at(data.shown, base.register, waived),
        checked=lambda: [CheckedItem(file.name, file.agency) for file in files],
        fixable={item: line for item, line in found.fixable.items() if item.place.path in in_text},
        outside={file.path: OutsideFile(file.name, file.agency, partial(_cell_of, file)) for file in files},
    )
    return result, head


def _without_moot(diagnostics: Sequence[Diagnostic], workbooks: AbstractSet[str]) -> list[Diagnostic]:
    """Return the diagnostics without P306 in rows of workbooks that belong to a task of another agency (P304)."""
    misplaced = {
        (diagnostic.place.path, diagnostic.at.removesuffix(".task"))
        for diagnostic in diagnostics
        if diagnostic.code == "P304" and diagnostic.place.path in workbooks
    }
    rows = [(diagnostic.place.path, diagnostic.at.rpartition(".")[0]) for diagnostic in diagnostics]
    return [
        diagnostic
        for diagnostic, row in zip(diagnostics, rows, strict=True)
        if diagnostic.code != "P306" or row not in misplaced
    ]


def _cell_of(file: ReceivedFile, diagnostic: Diagnostic) -> str:
    """Return the cell of the key that the problem is about, or else of the value at its place, or around it."""
    if not file.cells:
        return ""
    key = key_path_text(tuple(re.findall(r"[^.\[\]]+", diagnostic.at)))
    if not key or key not in file.cells:
        place = diagnostic.place
        places = _places(file.path, file.content)
        before = [(numbers, key) for key, numbers in places.items() if numbers[:2] <= (place.line, place.column)]
        key = max(before, default=((), ""))[1]
    while key not in file.cells and key:
        key = key.rpartition("\t")[0]
    return file.cells.get(key, "")


@lru_cache(maxsize=1)
def _places(path: str, content: bytes) -> Places:
    """Return the places of the values in a file, which several problems ask for."""
    from plan190.load.yaml_reader import places_of

    return places_of(path, content.decode("utf-8"))[0]


def replacement(data: DataFolder, head: CheckedData, file: ReceivedFile) -> bytes:
    """Return the report at the place of the file, changed only where the file says something else.

    If there is none, or if it has an error of YAML, that is the file itself. `head`: the data with the file, without
    errors in it.
    """
    from plan190.edit.changed_text import changed_text

    there = data.files.data.get(file.path)
    if there is None or there == file.content:
        return file.content
    try:
        text = changed_text(file.path, there.decode("utf-8"), data_of(head.reports_by_file[file.path].value))
    except (Plan190Error, UnicodeDecodeError):
        return file.content
    return text.encode()


def where_they_belong(
    session: Session, files: Iterable[ReceivedFile], result: CheckResult, head: CheckedData
) -> Iterator[Paragraph]:
    """Yield, for each file without errors, where it belongs, what is there, and the command that puts it there."""
    words, data = session.words, session.data
    faulty = {diagnostic.place.path for diagnostic in result.errors}
    is_refused = not faulty <= result.outside.keys()  # they cause an error in the data folder
    for file in files:
        if is_refused or file.path in faulty:
            continue
        there = data.files.data.get(file.path)
        state = "new"
        if there is not None:
            state = "same" if replacement(data, head, file) == there else "other"
        if data.is_embedded:
            state = "sent"
        command = f"plan190 intake{data.option} {shlex.quote(file.name)}"
        place = joined("data" if data.is_embedded else data.shown, file.path)
        yield Paragraph(words(f"received.{state}", path=file.name, place=place, command=command))
