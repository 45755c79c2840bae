"""Several trackers side by side: a row for each, with the sums; the agencies of each in workbooks and CSV."""

from __future__ import annotations

from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from plan190.document.blocks import DATA, ONLY_SHEET, Block, Column, Heading, Paragraph, Table, View
from plan190.parts.cells import Columns, Ids, apply_columns, build_table, count_cell, number_column
from plan190.parts.names import short_name, with_note
from plan190.parts.tables import tally_columns
from plan190.status.figures.rollup import rollup_facts
from plan190.status.grouping import group_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.status.figures.rollup import BodyCounts, RollupFigures, Tracker, TrackerCounts
    from plan190.words import Words

Part = Literal["stated", "assumed"]
"""The obligations that a table counts; the tables of the stated ones also have the other counts."""


def build(figures: RollupFigures, warnings: Sequence[tuple[str, Paragraph]], words: Words) -> View:
    """Return the view of several trackers; `warnings`: the warnings about each tracker, with its folder."""
    total, number = figures.total, len(figures.trackers)
    days = dict.fromkeys(words.day(tracker.as_of) for tracker in figures.trackers)
    obligations = {"obligations": total.obligations.total, "stated": total.stated.total, "assumed": total.assumed.total}
    blocks: tuple[Block, ...] = (
        Paragraph(words("rollup.summary", tasks=total.tasks.total, **obligations)),
        *(Paragraph(words("rollup.faulty", error=error), "bad") for error in figures.faulty.values()),
        *_warnings(warnings, number, words),
        *_tables(figures, "stated", words),
        *_tables(figures, "assumed", words),
        Paragraph(words("rollup.legend"), "mute"),
    )
    return View(words("rollup.title", number=number, as_of=", ".join(days)), blocks, rollup_facts(figures))


def _warnings(warnings: Sequence[tuple[str, Paragraph]], trackers: int, words: Words) -> Iterator[Paragraph]:
    """Yield each warning once, with the folders of its trackers if it is not about all of them."""
    for paragraph, pairs in group_by(warnings, lambda pair: pair[1]).items():
        if len(pairs) == trackers:
            yield paragraph
        else:
            folders = ", ".join(folder for folder, _ in pairs)
            yield paragraph._replace(text=words("rollup.warning", folders=folders, text=paragraph.text))


def _tables(figures: RollupFigures, part: Part, words: Words) -> Iterator[Block]:
    """Yield the tables of trackers and of agencies, with a heading; no heading without obligations."""
    if getattr(figures.total, part).total:
        yield Heading(words(f"status.{part}.title"), 2)
    yield _trackers_table(figures, part, words)
    yield _agencies_table(figures, part, words)


def _trackers_table(figures: RollupFigures, part: Part, words: Words) -> Table:
    """Return the table with a row for each tracker; only those with such obligations if they are assumed."""
    tally = tally_columns(words, getattr(figures.total, part), subtotals=False)
    counts: Columns[TrackerCounts] = apply_columns(tally, attrgetter(part))
    trackers = [tracker for tracker in figures.trackers if part == "stated" or tracker.counts.assumed.total]
    if part == "stated":
        counts = [
            (number_column("tasks", words), lambda item: count_cell(item.tasks.total)),
            *counts,
            (number_column("reports_missing", words), lambda item: count_cell(item.missing)),
            (number_column("left_out", words, optional=True), lambda item: count_cell(item.left_out)),
            (number_column("claims", words), lambda item: count_cell(item.claims)),
        ]
    columns: Columns[Tracker] = [
        (Column(words("column.tracker"), wide=True), lambda item: with_note(item.folder, item.symbol)),
        *apply_columns(counts, attrgetter("counts")),
    ]
    totals = (words("column.sum"), *(cell(figures.total) for _, cell in counts))
    ids: Ids[Tracker] = {name: attrgetter(name) for name in ("folder", "symbol", "as_of")}
    return build_table(columns, trackers, name=part, totals=totals, sortable=True, ids=ids)


def _agencies_table(figures: RollupFigures, part: Part, words: Words) -> Table:
    """Return the table with a row for each agency and joint task of each tracker."""
    total: TrackerCounts = figures.total
    tally = tally_columns(words, getattr(total, part), subtotals=False)
    tally_cells: Columns[BodyCounts] = apply_columns(tally, lambda item: item.tallies[part])
    columns: Columns[BodyCounts] = [
        (Column(words("column.folder"), media=ONLY_SHEET), attrgetter("folder")),
        (Column(words("column.agency"), wide=True), lambda item: _body_name(item, words)),
        *tally_cells,
    ]
    totals = ["", words("column.sum"), *(cell(getattr(total, part)) for _, cell in tally)]
    if part == "stated":
        columns.append((number_column("reports_missing", words), lambda item: count_cell(item.missing)))
        columns.append((number_column("claims", words), lambda item: count_cell(item.claims)))
        totals += [count_cell(total.missing), count_cell(total.claims)]
    bodies = chain.from_iterable(tracker.bodies for tracker in figures.trackers)
    ids: Ids[BodyCounts] = {name: attrgetter(name) for name in ("folder", "agency_id", "task_id")}
    return build_table(columns, bodies, name=f"agencies_{part}", totals=totals, ids=ids, media=DATA)


def _body_name(body: BodyCounts, words: Words) -> str:
    return words("row.joint", task=body.task_id) if body.agency is None else short_name(body.agency, words)
