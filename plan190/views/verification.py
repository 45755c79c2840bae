"""Whether a report is what its data give, and where it differs from the report made again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plan190 import __version__
from plan190.document.blocks import Block, Cell, Column, Paragraph, Table, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.document.blocks import Tone
    from plan190.document.extracted import Difference
    from plan190.document.provenance import Provenance
    from plan190.words import Words

TONES: dict[str, Tone] = {"bytes": "good", "same": "good", "filled": "good", "texts": "warn"}
"""The tone of each verdict that is no mismatch."""


@dataclass
class Comparison:
    """A report compared with the one made again: parts that differ in docx and xlsx, a diff of other formats.

    `data_found`: whether the data that it was made from were found; if not, nothing could be compared.
    """

    file: str
    provenance: Provenance
    same_bytes: bool
    data_found: bool
    differences: list[Difference] = field(default_factory=list)
    diff: list[str] = field(default_factory=list)

    @property
    def figures(self) -> list[Difference]:
        """The figures that differ."""
        return [difference for difference in self.differences if difference.is_figure]

    @property
    def filled(self) -> list[Difference]:
        """The blanks that were filled in."""
        return [difference for difference in self.differences if difference.filled]

    @property
    def texts(self) -> list[Difference]:
        """The other texts that differ."""
        return [difference for difference in self.differences if not difference.is_figure and not difference.filled]

    @property
    def matches(self) -> bool:
        """Whether the report is what its data give, but for words and filled-in blanks."""
        return self.data_found and not self.figures and not self.diff

    @property
    def verdict(self) -> str:
        """The end of the message key for the result."""
        if not self.data_found:
            return "data.commit" if self.provenance.commit else "data.uncommitted"
        if self.same_bytes:
            return "bytes"
        kinds = {"figures": self.figures, "lines": self.diff, "texts": self.texts, "filled": self.filled}
        return next((kind for kind, items in kinds.items() if items), "same")


def build(comparison: Comparison, words: Words) -> View:
    """Return the view: the result, then what differs, figures first."""
    verdict, provenance = comparison.verdict, comparison.provenance
    figures, texts, filled = comparison.figures, comparison.texts, comparison.filled
    numbers = {"figures": len(figures), "texts": len(texts)}
    place = {"folder": provenance.folder or ".", "commit": provenance.commit}
    blocks: list[Block] = [
        Paragraph(words(f"verify.{verdict}", **numbers, **place), TONES.get(verdict, "bad")),
        Paragraph(words("verify.made", line=provenance.line), "mute"),
    ]
    if provenance.version != __version__:
        blocks.append(Paragraph(words("verify.version", then=provenance.version, now=__version__), "warn"))
    if verdict in {"same", "filled", "texts", "figures"}:
        blocks.append(Paragraph(words("verify.seen"), "mute"))
    if comparison.differences:
        blocks.append(_table([*figures, *texts, *filled], words))
    if comparison.diff:
        blocks.append(Paragraph("\n".join(comparison.diff)))
    facts = {
        "schema": 2,
        "file": comparison.file,
        "imprint": provenance.line,
        "same_bytes": comparison.same_bytes,
        "same_data": comparison.data_found,
        "matches": comparison.matches,
        "figures": list(map(_fact, figures)),
        "texts": list(map(_fact, texts)),
        "filled": list(map(_fact, filled)),
        "diff": comparison.diff,
    }
    return View(words("verify.title", file=comparison.file), tuple(blocks), facts)


def _table(differences: Sequence[Difference], words: Words) -> Table:
    keys = ("column.where", "column.stands", "column.expected")
    columns = (Column(words("column.difference")), *(Column(words(key), wide=True) for key in keys))
    rows = tuple(_row(difference, words) for difference in differences)
    return Table(columns, rows, stacked=True, name="differences")


def _row(difference: Difference, words: Words) -> tuple[Cell, ...]:
    kind = Cell(words("verify.text"))
    if difference.filled:
        kind = Cell(words("verify.filled.kind"))
    elif difference.is_figure:
        kind = Cell(words("verify.figure"), tone="bad")
    where = " › ".join(difference.where)
    return (kind, Cell(where), Cell(difference.stands or "—"), Cell(difference.expected or "—"))


def _fact(difference: Difference) -> dict[str, object]:
    return {"where": list(difference.where), "stands": difference.stands, "expected": difference.expected}
