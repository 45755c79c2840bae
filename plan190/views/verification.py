"""What became of a report that was made again from its data: the same, or where it says something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Cell, Column, Paragraph, Table, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.document.extracted import Difference
    from plan190.document.provenance import Provenance
    from plan190.words import Words


def build(
    file: str,
    provenance: Provenance,
    found: Sequence[Difference],
    *,
    same_bytes: bool,
    same_data: bool,
    version: str,
    words: Words,
) -> View:
    """Give the view: figures that differ first, then words, then what was written into blanks."""
    figures = [one for one in found if one.is_figure]
    texts = [one for one in found if not one.is_figure and not one.filled]
    filled = [one for one in found if one.filled]
    verdict = (
        "data" if not same_data else "figures" if figures else "texts" if texts else "filled" if filled else "same"
    )
    tone = {"data": "bad", "figures": "bad", "texts": "warn", "filled": "good", "same": "good"}[verdict]
    key = "bytes" if same_bytes and verdict == "same" else verdict
    blocks: list[Block] = [
        Paragraph(words(f"verify.{key}", figures=len(figures), texts=len(texts)), tone),  # type: ignore[arg-type]
        Paragraph(words("verify.made", line=provenance.line), "mute"),
    ]
    if provenance.version != version:
        blocks.append(Paragraph(words("verify.version", then=provenance.version, now=version), "warn"))
    if not same_bytes:
        blocks.append(Paragraph(words("verify.seen"), "mute"))
    if found:
        blocks.append(_table([*figures, *texts, *filled], words))
    facts = {
        "schema": 2,
        "file": file,
        "imprint": provenance.line,
        "same_bytes": same_bytes,
        "same_data": same_data,
        "matches": same_data and not figures,
        "figures": [_fact(one) for one in figures],
        "texts": [_fact(one) for one in texts],
        "filled": [_fact(one) for one in filled],
    }
    return View(words("verify.title", file=file), tuple(blocks), facts)


def _table(found: Sequence[Difference], words: Words) -> Table:
    columns = (
        Column(words("column.difference")),
        Column(words("column.where"), wide=True),
        Column(words("column.stands"), wide=True),
        Column(words("column.expected"), wide=True),
    )
    rows = tuple(
        (
            Cell(words(f"verify.{_kind(one)}"), tone="bad" if one.is_figure else "plain"),
            Cell(" › ".join(one.where)),
            Cell(one.stands or "—"),
            Cell(one.expected or "—"),
        )
        for one in found
    )
    return Table(columns, rows, stacked=True, name="differences")


def _kind(one: Difference) -> str:
    return "filled.kind" if one.filled else "figure" if one.is_figure else "text"


def _fact(one: Difference) -> dict[str, object]:
    return {"where": list(one.where), "stands": one.stands, "expected": one.expected}
