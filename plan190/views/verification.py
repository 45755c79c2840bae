"""The result of a verification: whether a report matches its data, and how it differs from the rebuilt report."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from plan190 import __version__
from plan190.document.blocks import Block, Cell, Column, Paragraph, View
from plan190.parts.cells import Columns, build_table
from plan190.status.facts import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from plan190.document.blocks import Table, Tone
    from plan190.document.extracted import Difference
    from plan190.document.provenance import Provenance
    from plan190.status import fact_types as types
    from plan190.words import Words

TONES: Mapping[str, Tone] = {"bytes": "good", "same": "good", "filled": "good", "texts": "warn"}
"""The tone of each result that is not a mismatch."""

KINDS = {"figures": "verify.figure", "texts": "verify.text", "filled": "verify.filled.kind"}
"""The kinds of differences, most serious first, with the message keys of their names."""


@dataclass(frozen=True)
class Comparison:
    """A report compared with the rebuilt one.

    `data_found`: whether the data of the report were found; without them, nothing was compared. `same_bytes`: whether
    both files are equal. `differences`: the differing parts, for docx and xlsx. `diff`: the lines of a diff, for other
    formats.
    """

    file: str
    provenance: Provenance
    data_found: bool
    same_bytes: bool = False
    differences: tuple[Difference, ...] = ()
    diff: tuple[str, ...] = ()

    def of_kind(self, kind: str) -> list[Difference]:
        """Return the differences of a kind."""
        return [difference for difference in self.differences if difference.kind == kind]

    @property
    def result(self) -> str:
        """The result, which is also the end of the key of its message."""
        if not self.data_found:
            return "data.commit" if self.provenance.commit else "data.uncommitted"
        if self.diff:
            return "lines"
        same = "bytes" if self.same_bytes else "same"
        return next((kind for kind in KINDS if self.of_kind(kind)), same)

    @property
    def matches(self) -> bool:
        """Whether the report matches its data, except for wording and filled-in blanks."""
        return self.result in TONES


def build(comparison: Comparison, words: Words) -> View:
    """Return the view of a comparison: the result, then the differences, figures first."""
    result, provenance = comparison.result, comparison.provenance
    kinds = {kind: comparison.of_kind(kind) for kind in KINDS}
    numbers = {kind: len(differences) for kind, differences in kinds.items()}
    place = {"folder": provenance.folder or ".", "commit": provenance.commit}
    blocks: list[Block] = [
        Paragraph(words(f"verify.{result}", **numbers, **place), TONES.get(result, "bad")),
        Paragraph(words("verify.provenance", line=provenance.line), "mute"),
    ]
    if provenance.version != __version__:
        blocks.append(Paragraph(words("verify.version", then=provenance.version, now=__version__), "warn"))
    if result == "same" or comparison.differences:
        blocks.append(Paragraph(words("verify.limits"), "mute"))
    if comparison.differences:
        blocks.append(_table(chain.from_iterable(kinds.values()), words))
    if comparison.diff:
        blocks.append(Paragraph("\n".join(comparison.diff)))
    facts: types.Verification = {
        "schema": SCHEMA,
        "file": comparison.file, "imprint": provenance.line, "same_bytes": comparison.same_bytes,
        "same_data": comparison.data_found, "matches": comparison.matches,
        "figures": list(map(_fact, kinds["figures"])),
        "texts": list(map(_fact, kinds["texts"])),
        "filled": list(map(_fact, kinds["filled"])),
        "diff": comparison.diff,
    }  # fmt: skip
    return View(words("verify.title", file=comparison.file), tuple(blocks), facts)


def _table(differences: Iterable[Difference], words: Words) -> Table:
    columns: Columns[Difference] = [
        (Column(words("column.difference")), lambda item: _kind_cell(item.kind, words)),
        (Column(words("column.where"), wide=True), lambda item: " › ".join(item.where)),
        (Column(words("column.in_file"), wide=True), lambda item: item.actual or "—"),
        (Column(words("column.rebuilt"), wide=True), lambda item: item.expected or "—"),
    ]
    return build_table(columns, differences, name="differences", stacked=True)


def _kind_cell(kind: str, words: Words) -> Cell:
    return Cell(words(KINDS[kind]), tone="bad" if kind == "figures" else "plain")


def _fact(difference: Difference) -> types.Difference:
    return {"where": difference.where, "stands": difference.actual, "expected": difference.expected}
