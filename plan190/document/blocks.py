"""The output model: a view is a title, blocks, and the same facts for programs, independent of any format.

Blocks have tones; each format decides how a tone looks. A format may omit content that it cannot show; it adds only
marks and counts that its layout needs. A report is a view with its provenance, sometimes with an official form and
annexes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple

from plan190.diagnostics import Severity  # noqa: TC001 - pydantic needs the type when a review is read from JSON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime
    from decimal import Decimal

BLANK = "\u00a0" * 6
"""A blank to be filled in by hand, such as a number, a date or a signature. Data cannot contain it (P004)."""

Medium = Literal["text", "sheet", "csv"]
"""A kind of format: formats that people read, workbooks, and CSV."""

Media = frozenset[Medium]

EVERYWHERE: Media = frozenset(("text", "sheet", "csv"))
DATA: Media = frozenset(("sheet", "csv"))
NOT_CSV: Media = frozenset(("text", "sheet"))
NOT_SHEET: Media = frozenset(("text", "csv"))
ONLY_CSV: Media = frozenset(("csv",))
ONLY_TEXT: Media = frozenset(("text",))
ONLY_SHEET: Media = frozenset(("sheet",))

Tone = Literal["plain", "good", "late", "open", "warn", "bad", "mute"]
"""How a text is shown. Work is done on time (good), done late, not yet due (open), due soon (warn) or overdue (bad)."""


class Heading(NamedTuple):
    """A heading. `level`: 1 for a part, 2 for a section of it. `media`: the kinds of format that show it.

    `id`: the target of links to it, "" for none.
    """

    text: str
    level: int = 1
    media: Media = EVERYWHERE
    id: str = ""


class Paragraph(NamedTuple):
    """A paragraph; its line ends are kept. `is_folded`: a web page shows it when the reader asks for it."""

    text: str
    tone: Tone = "plain"
    is_folded: bool = False


class Items(NamedTuple):
    """A list with a dash before each text."""

    texts: tuple[str, ...]


class Pairs(NamedTuple):
    """Labels and their texts, one pair on a line."""

    rows: tuple[tuple[str, str], ...]


class Column(NamedTuple):
    """A column: its title, whether it holds numbers, and what happens to it on a narrow screen.

    `wide`: it gets more of the width than others. `clipped`: long texts are cut with an ellipsis. `optional`: 0 if it
    is always shown; a narrow screen leaves out the columns with the highest number first. `group`: the title that it
    shares with its neighbours of the same group. `media`: the kinds of format that show it. `tone`: the tone of its
    title on a web page.
    """

    title: str
    number: bool = False
    wide: bool = False
    clipped: bool = False
    optional: int = 0
    group: str = ""
    media: Media = EVERYWHERE
    tone: Tone = "plain"

    @property
    def whole_title(self) -> str:
        """The title, with the title of the group before it."""
        return f"{self.group}: {self.title}" if self.group else self.title


class Cell(NamedTuple):
    """A cell: its text, its value for programs, and its tone.

    `value`: a number, a date, a share (Decimal, 1 is the whole), or another text; None if the text is the value.
    `narrow_text`: the text if optional columns are left out. `page`: the target of a link in the same set of pages.
    `order`: the text by which a web page sorts it, "" for its value.
    """

    text: str
    value: int | Decimal | date | str | None = None
    tone: Tone = "plain"
    narrow_text: str | None = None
    page: str = ""
    order: str = ""


class Table(NamedTuple):
    """A table, with or without a last row of totals.

    `stacked`: the cells are long texts, printed one below the other on a terminal. `wraps`: it is read as a text, so
    its cells wrap in a pipe too. `name`: the name for `--table`. `sortable`: the reader of a web page can sort and
    search it. `media`: the kinds of format that show it.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] | None = None
    stacked: bool = False
    wraps: bool = False
    name: str = ""
    sortable: bool = False
    media: Media = EVERYWHERE

    @property
    def all_rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows, including the totals."""
        return (*self.rows, self.totals) if self.totals else self.rows


@dataclass(frozen=True, kw_only=True)
class FindingFacts:
    """A diagnostic as programs read it: where, what, and how to repair it.

    `url`: reserved. `path`: from the current folder. `file`: from the root of the repository. Lines and columns count
    from 1; `end_column` is the first one after the problem. `fingerprint`: stays the same when the line moves, and on
    other days. `field`: the key path. `cell`: the cell in a workbook. `fixable`: `check --fix` repairs it. `new`:
    neither the base nor the baseline has it. `waived_by`: the place of its waiver. `periods`: the periods of missing
    reports. `paste`: the lines to paste into the file as the advice says. `corrected`: the whole line with which
    `check --fix` replaces the one at `line`, None if the repair is more than that.
    """

    code: str
    name: str
    severity: Severity
    message: str
    help: str
    url: None = None
    path: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    agency: str | None = None
    task: int | str | None = None
    task_id: str | None = None
    field: str | None = None
    cell: str | None = None
    fingerprint: str = ""
    fixable: bool = False
    corrected: str | None = None
    new: bool = True
    waived_by: str | None = None
    periods: tuple[str, ...] = ()
    paste: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Finding(FindingFacts):
    """A diagnostic as the reader sees it.

    `severity_word`: its severity in the reader's language. `excerpt`: the line of the file. `number`: the number of
    problems for which it stands. `terse`: text formats leave out the advice, because many findings are alike.
    """

    severity_word: str
    excerpt: str | None
    number: int = 1
    terse: bool = False

    @property
    def on_one_line(self) -> bool:
        """Whether it ends on the line on which it begins."""
        return self.end_line == self.line

    @property
    def counts(self) -> bool:
        """Whether it is new and not waived."""
        return self.new and self.waived_by is None

    @property
    def is_missed_deadline(self) -> bool:
        """Whether it is a missed deadline, as in `Diagnostic`."""
        return self.code.startswith("P5")

    @property
    def hides_others(self) -> bool:
        """Whether it is an error in reading a file that counts, so that rules about the content do not run on it."""
        return self.counts and self.severity == "error" and self.code < "P3"

    @property
    def place(self) -> str:
        """The cell of a workbook, or line and column, for text."""
        return self.cell or f"{self.line}:{self.column}"

    @property
    def headline(self) -> str:
        """Its place, severity, code and message in one line, as editors read it."""
        return f"{self.path}:{self.place}: {self.severity_word}[{self.code}] {self.message}"


class CheckedItem(NamedTuple):
    """Something that was checked, with or without findings.

    `file`: from the root of the repository; "" for a task of an agency, or its monthly reports, in all files.
    """

    file: str
    agency: str | None = None
    task: str | None = None


class Link(NamedTuple):
    """A link. plan190 itself makes the address; it never comes from the data.

    `is_current`: it leads to the page itself. `language`: the language of the page to which it leads, "" for the same.
    """

    text: str
    address: str
    is_current: bool = False
    language: str = ""


class Number(NamedTuple):
    """A headline number with its label and a note. `page`: the target of its link, "" for none."""

    label: str
    value: int
    tone: Tone = "plain"
    note: str = ""
    page: str = ""


class Numbers(NamedTuple):
    """Headline numbers."""

    numbers: tuple[Number, ...]


class TrendLine(NamedTuple):
    """One line of a trend, with a value for each date of the trend."""

    name: str
    tone: Tone
    values: tuple[int, ...]


class Trend(NamedTuple):
    """A chart of lines over dates, in order. `alt`: the same in words."""

    title: str
    alt: str
    days: tuple[date, ...]
    lines: tuple[TrendLine, ...]


class Mark(NamedTuple):
    """A mark on a date axis. `page`: the page to which it links.

    `label`: the few characters drawn in the mark, "" for none.
    """

    day: date
    text: str
    tone: Tone = "plain"
    page: str = ""
    label: str = ""


class DateAxis(NamedTuple):
    """A chart of marks at their dates. `as_of`: the date of the view, drawn too. `alt`: the same in words."""

    title: str
    alt: str
    as_of: date
    marks: tuple[Mark, ...]


class Bar(NamedTuple):
    """A share and its target in thousandths. `text`: the share in words.

    `share`: None if nothing was measured. `target`: None if the target is not a share, or not for each agency.
    """

    label: str
    text: str
    share: int | None
    target: int | None
    tone: Tone = "plain"


class Bars(NamedTuple):
    """A chart of bars, one below the other. `alt`: the same in words."""

    title: str
    alt: str
    bars: tuple[Bar, ...]


class FormPart(NamedTuple):
    """A part of a data form: a heading, what to know before filling it in, and the place of its fields.

    `level`: as in `Heading`. `more`: what the reader sees on request, "" for nothing. `fields`: the name of the fields
    in the data of the form, "" for a part without any.
    """

    title: str
    blocks: tuple[Paragraph | Items | Pairs, ...] = ()
    fields: str = ""
    level: int = 1
    more: str = ""


class DataForm(NamedTuple):
    """A form that a web page lets the reader fill in and save as a data file; other formats leave it out.

    `data`: what the script of the page needs: types of the fields, limits, messages, earlier values.
    """

    parts: tuple[FormPart, ...]
    data: Mapping[str, object]


Figure = Trend | DateAxis | Bars
Block = Heading | Paragraph | Items | Pairs | Table | Finding | Link | Numbers | Figure | DataForm


class Annex(NamedTuple):
    """An annex with a title and pages of its own. `number`: Roman, "" for the only annex.

    `sheet_name`: the name of its sheet in a workbook. `note`: the line under its title, which names the main document.
    """

    number: str
    title: str
    sheet_name: str
    blocks: tuple[Block, ...]
    note: str = ""


class Form(NamedTuple):
    """The official form of a document (Decree 30/2020/NĐ-CP, Annex I), as it is printed.

    `above`: the superior of the issuer, "" for none. `number` and `dated` have blanks to fill in by hand. `kind`: the
    kind of document, "" for a letter, whose subject is below the number. `office`: the lines above the signature.
    """

    above: str
    issuer: str
    nation: str
    motto: str
    number: str
    dated: str
    kind: str
    subject: str
    to_label: str
    to: tuple[str, ...]
    draft: str
    office: tuple[str, ...]
    signer: str
    copies_label: str
    copies: tuple[str, ...]


class CalendarEvent(NamedTuple):
    """An all-day event in a calendar. `uid`: the same in every calendar that contains the event.

    `monthly`: it recurs on the same day of each month, through `until` if given. `alarms`: how many days before the
    event each alarm is.
    """

    uid: str
    day: date
    title: str
    text: str
    alarms: tuple[int, ...] = ()
    monthly: bool = False
    until: date | None = None


class Facts(Mapping[str, object]):
    """The facts of a view: those in `head`, and the others, which are computed when a format first needs them."""

    def __init__(self, head: Mapping[str, object], others: Callable[[], Mapping[str, object]]) -> None:
        self._head = head
        self._others = others

    @cached_property
    def _all(self) -> Mapping[str, object]:
        return {**self._head, **self._others()}

    def __getitem__(self, key: str) -> object:
        """Return the fact with the key."""
        return self._head[key] if key in self._head else self._all[key]

    def __iter__(self) -> Iterator[str]:
        """Return the keys of all facts, those of the head first."""
        return iter(self._all)

    def __len__(self) -> int:
        """Return the number of all facts."""
        return len(self._all)


@dataclass(frozen=True)
class View:
    """The output of a command. `facts`: the content for programs, as the format `json` prints it; see `docs/json.md`.

    `checked`: returns what was checked, if the blocks are findings. `is_comment`: it becomes a comment of limited size.
    `provenance`: the line that names the command and the data of a report, "" for other views. `day`: the date that is
    written into the properties of a file, None if there is none. `stamp`: the time in UTC at which a calendar was made.
    """

    title: str
    blocks: tuple[Block, ...]
    facts: Mapping[str, object] = field(default_factory=dict)
    checked: Callable[[], Iterable[CheckedItem]] = tuple
    is_comment: bool = False
    form: Form | None = None
    annexes: tuple[Annex, ...] = ()
    events: tuple[CalendarEvent, ...] = ()
    provenance: str = ""
    day: date | None = None
    stamp: datetime | None = None

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables, those of the annexes last."""
        blocks = chain(self.blocks, *(annex.blocks for annex in self.annexes))
        return tuple(block for block in blocks if isinstance(block, Table))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings among the blocks."""
        return tuple(block for block in self.blocks if isinstance(block, Finding))
