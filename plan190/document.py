"""What can be said, apart from how it is printed: a view is a title, blocks, and the same facts for machines.

State is a tone, never a colour. A format may leave out what it cannot show; it adds nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from plan190.diagnostics import Severity  # noqa: TC001 - what is read back from JSON is checked against these types

if TYPE_CHECKING:
    from collections.abc import Mapping

Tone = Literal["plain", "good", "warn", "bad", "mute"]


@dataclass(frozen=True)
class Heading:
    """A line that names what follows."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """A piece of running text."""

    text: str
    tone: Tone = "plain"


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
    """A cell: its text, the number or ISO day it shows when it shows one, and its tone.

    `scarce`: what it says instead where spare columns are left out.
    """

    text: str
    value: int | str | None = None
    tone: Tone = "plain"
    scarce: str | None = None


@dataclass(frozen=True)
class Table:
    """Rows under columns, with a last row of totals when there is something to add up.

    `stacked`: the cells are long texts, best read one under the other where room is scarce.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] | None = None
    stacked: bool = False


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


Block = Heading | Paragraph | Pairs | Table | Finding | Link


@dataclass(frozen=True)
class View:
    """One thing to say. `facts` is the contract for machines, in types that JSON has; see `docs/json.md`.

    `checked`: what was looked at, where the blocks tell of faults. `posted`: it will stand under a change, where
    room is short.
    """

    title: str
    blocks: tuple[Block, ...]
    facts: Mapping[str, object] = field(default_factory=dict)
    checked: tuple[Checked, ...] = ()
    posted: bool = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The faults among the blocks."""
        return tuple(block for block in self.blocks if isinstance(block, Finding))
