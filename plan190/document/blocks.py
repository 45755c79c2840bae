"""What can be said, apart from how it is printed: a view is a title, blocks, and the same facts for machines.

State is a tone, never a colour. A format may leave out what it cannot show; it adds nothing.
A report is a view with an outer form, annexes, and the imprint that says what it was made of.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from plan190.diagnostics import Severity  # noqa: TC001 - what is read back from JSON is checked against these types

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

Tone = Literal["plain", "good", "warn", "bad", "mute"]


@dataclass(frozen=True)
class Heading:
    """A line that names what follows; `level` 1 for a part, 2 for a section of one."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A piece of running text."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class Items:
    """Texts of one kind, one under the other, each with a dash before it."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Pairs:
    """Labels with their texts, one pair a line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """A column: its title, whether it holds numbers, and what becomes of it where room is scarce.

    `wide` takes the room that is left; `brief` may be cut there, with a sign; `spare` may be left out. `group`: the
    title that it shares with its neighbours of the same group.
    """

    title: str
    number: bool = False
    wide: bool = False
    brief: bool = False
    spare: bool = False
    group: str = ""

    @property
    def whole_title(self) -> str:
        """Its title where no other stands over it."""
        return f"{self.group}: {self.title}" if self.group else self.title


@dataclass(frozen=True)
class Cell:
    """A cell: its text, what it shows as a machine reads it, and its tone.

    `value`: a number, a day, a share (Decimal, 1 is all of it), or another text; None where the text says it all.
    `scarce`: what it says instead where spare columns are left out. `page`: the page of the same set that it leads to.
    """

    text: str
    value: int | Decimal | date | str | None = None
    tone: Tone = "plain"
    scarce: str | None = None
    page: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under columns, with a last row of totals when there is something to add up.

    `stacked`: the cells are long texts, best read one under the other where room is scarce. `name`: what it is called
    among the tables of its view. `long`: it can be sorted and searched where that is possible.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] | None = None
    stacked: bool = False
    name: str = ""
    long: bool = False

    @property
    def all_rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows, that of the totals last."""
        return self.rows if self.totals is None else (*self.rows, self.totals)


@dataclass(frozen=True)
class Finding:
    """A fault as the reader sees it: where, what, and how to repair it. `excerpt` is the line itself.

    `path` is as the reader would type it here, `file` from the root of the repository. Lines and columns count from 1;
    `end_column` is the first one after the fault. `fingerprint` names it when its line moves. `waived_by`: where it is
    written that it is let pass.
    """

    path: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    severity: Severity
    severity_word: str
    code: str
    name: str
    message: str
    help: str
    excerpt: str | None
    agency: str | None = None
    task: int | None = None
    field: str | None = None
    fingerprint: str = ""
    fixable: bool = False
    new: bool = True
    waived_by: str | None = None
    terse: bool = False
    """Whether a reader of text gets one line of it: where many are alike, the advice would be said a hundred times."""

    @property
    def on_one_line(self) -> bool:
        """Whether it ends on the line that it begins on."""
        return self.end_line == self.line


@dataclass(frozen=True)
class Checked:
    """Something that was looked at, whether or not a fault was found there; `file` as in a finding."""

    file: str
    agency: str | None = None
    task: int | None = None


@dataclass(frozen=True)
class Link:
    """A text that leads to an address, which is ours and never from the data."""

    text: str
    address: str


@dataclass(frozen=True)
class Number:
    """A headline number: what it counts, the number, its tone, and what must be known beside it."""

    label: str
    value: int
    tone: Tone = "plain"
    note: str = ""


@dataclass(frozen=True)
class Numbers:
    """The numbers that are seen first."""

    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Line:
    """One line of a trend: a value for each of its days."""

    name: str
    tone: Tone
    values: tuple[int, ...]


@dataclass(frozen=True)
class Trend:
    """How numbers went over days. `alt`: the same in words, for who cannot see it."""

    title: str
    alt: str
    days: tuple[date, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Mark:
    """Something on a timeline: its day, its words, its tone, and the page that it leads to.

    `brief`: what it is called in a few letters, where there is no room for its words; "" where it is a mark only.
    """

    day: date
    text: str
    tone: Tone = "plain"
    page: str = ""
    brief: str = ""


@dataclass(frozen=True)
class Timeline:
    """Marks along the days, and the day that the view is of."""

    title: str
    alt: str
    as_of: date
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Bar:
    """A share against its target, in thousandths: what is measured, the share in words, how it stands.

    `share`: None where nothing was measured. `target`: None where it is none of one body.
    """

    label: str
    text: str
    share: int | None
    target: int | None
    tone: Tone = "plain"


@dataclass(frozen=True)
class Bars:
    """Shares under one another."""

    title: str
    alt: str
    bars: tuple[Bar, ...]


Figure = Trend | Timeline | Bars
Block = Heading | Paragraph | Items | Pairs | Table | Finding | Link | Numbers | Figure


@dataclass(frozen=True)
class Annex:
    """A part with a heading and pages of its own, for wide tables. `number`: a Roman one, "" where it is the only one.

    `brief`: what its sheet is called. `note`: the line under its title that says what it belongs to.
    """

    number: str
    title: str
    brief: str
    blocks: tuple[Block, ...]
    note: str = ""


@dataclass(frozen=True)
class Form:
    """The outer form of an official document (Decree 30/2020/NĐ-CP, Annex I); the words stand as they are printed.

    `above`: the body over the issuing one, "" for none. `number` and `dated` have blanks where ink comes. `kind`: the
    name of its kind, "" for a letter, whose `subject` stands under the number. `office`: the lines over the signature.
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


@dataclass(frozen=True)
class Event:
    """Something in a calendar, a whole day long. `uid` stays the same from one calendar to the next.

    `monthly`: it comes again on that day of each month, `until` a last day or without an end. `alarms`: days before.
    """

    uid: str
    day: date
    title: str
    text: str
    alarms: tuple[int, ...] = ()
    monthly: bool = False
    until: date | None = None


@dataclass(frozen=True)
class View:
    """One thing to say. `facts` is the contract for machines, in types that JSON has; see `docs/json.md`.

    `checked`: what was looked at, where the blocks tell of faults. `posted`: it will stand under a change, where
    room is short. `imprint`: the line that says what a report was made of and by which command. `day`: the day that it
    is of, where files carry one.
    """

    title: str
    blocks: tuple[Block, ...]
    facts: Mapping[str, object] = field(default_factory=dict)
    checked: tuple[Checked, ...] = ()
    posted: bool = False
    form: Form | None = None
    annexes: tuple[Annex, ...] = ()
    events: tuple[Event, ...] = ()
    provenance: str = ""
    day: date | None = None

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, those of the annexes last."""
        blocks = (*self.blocks, *(block for annex in self.annexes for block in annex.blocks))
        return tuple(block for block in blocks if isinstance(block, Table))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The faults among the blocks."""
        return tuple(block for block in self.blocks if isinstance(block, Finding))
