"""The open branches of a repository: a row for each, with its reports and whether it would be accepted."""

from __future__ import annotations

import re
from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Cell, Column, Paragraph, Tone, View
from plan190.model.period import Period
from plan190.parts.cells import Columns, Ids, build_table, count_cell, number_column
from plan190.parts.names import period_name, short_name
from plan190.review.inbox import inbox_facts
from plan190.words.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plan190.document.blocks import Table
    from plan190.model.register import Body
    from plan190.review.inbox import InboxFigures, InboxVerdict, OpenBranch
    from plan190.words import Words

LONGEST = 60
"""The most characters shown of the name of a branch."""

MOST_NAMED = 3
"""The most reports named in a row."""

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*")
"""The name of a branch that a shell reads as it is, and that contains no masked digits."""

_TONES: dict[InboxVerdict, Tone] = {"accepted": "good", "problems": "bad", "conflicts": "bad"}


def build(figures: InboxFigures, words: Words, option: str, *, fiction: bool) -> View:
    """Return the view of the open branches.

    `option`: the option by which another command reads the same data; `fiction`: whether the data are invented.
    """
    errors = [words(branch.error.key, **branch.error.values) for branch in figures.unread]
    blocks: list[Block] = []
    if fiction:
        blocks.append(Paragraph(words("fiction"), "warn"))
    blocks += [_summary(figures, words), _table(figures, words)]
    for branch, error in zip(figures.unread, errors, strict=True):
        blocks.append(Paragraph(words("inbox.unread", branch=clip(branch.branch, LONGEST), error=error), "warn"))
    for report, same in figures.repeated.items():
        names, period = (
            ", ".join(clip(branch.branch, LONGEST) for branch in same),
            period_name(Period.parse(report.period), words),
        )
        blocks.append(Paragraph(words("inbox.repeated", agency=report.agency, period=period, branches=names), "warn"))
    if figures.branches:
        first = figures.branches[0]
        base, head = _in_command(figures.base, figures.commit), _in_command(first.branch, first.commit)
        blocks.append(Paragraph(words("inbox.review", base=base, head=head, option=option)))
    blocks.append(Paragraph(words("inbox.note"), "mute"))
    return View(words("inbox.title"), tuple(blocks), inbox_facts(figures, errors))


def _in_command(name: str, commit: str) -> str:
    """Return the name of a branch for a command line, or its commit if a shell could read the name otherwise."""
    return name if _PLAIN.fullmatch(name) else commit[:10]


def _summary(figures: InboxFigures, words: Words) -> Paragraph:
    name, day = clip(figures.base, LONGEST), words.day(figures.today)
    base = words("inbox.base", base=name, commit=figures.commit[:10], day=day)
    if not figures.branches:
        return Paragraph(f"{base} {words('inbox.none')}")
    verdicts = Counter(branch.verdict for branch in figures.branches)
    counts = {verdict: verdicts[verdict] for verdict in _TONES}
    return Paragraph(f"{base} {words('inbox.summary', number=len(figures.branches), base=name, **counts)}")


def _table(figures: InboxFigures, words: Words) -> Table:
    bodies = figures.register.bodies
    columns: Columns[OpenBranch] = [
        (Column(words("column.branch"), wide=True), lambda item: _names(item, words)),
        (Column(words("column.commit"), optional=1), lambda item: item.commit[:10]),
        (Column(words("column.agency"), wide=True), lambda item: "; ".join(_agencies(item, bodies, words)) or "—"),
        (Column(words("column.period")), lambda item: ", ".join(_periods(item, words)) or "—"),
        (Column(words("column.verdict"), wide=True), lambda item: _verdict(item, words)),
        (number_column("errors", words), lambda item: count_cell(item.errors)),
        (number_column("warnings", words, optional=2), lambda item: count_cell(item.warnings)),
        (number_column("claims", words), lambda item: count_cell(item.claims)),
    ]
    ids: Ids[OpenBranch] = {
        "verdict": attrgetter("verdict"),
        "commit": attrgetter("commit"),
        "agencies": lambda item: tuple(report.agency for report in item.reports),
        "periods": lambda item: tuple(report.period for report in item.reports),
        "conflicts": attrgetter("conflicts"),
    }
    return build_table(columns, figures.branches, name="branches", ids=ids)


def _names(branch: OpenBranch, words: Words) -> str:
    name = clip(branch.branch, LONGEST)
    return words("inbox.others", branch=name, number=len(branch.others)) if branch.others else name


def _agencies(branch: OpenBranch, bodies: Mapping[str, Body], words: Words) -> Iterator[str]:
    """Yield the names of the first agencies, how many others there are, and how many other files."""
    agencies = list(dict.fromkeys(report.agency for report in branch.reports))
    for agency in agencies[:MOST_NAMED]:
        yield short_name(bodies[agency], words) if agency in bodies else agency
    if len(agencies) > MOST_NAMED:
        yield words("inbox.more", number=len(agencies) - MOST_NAMED)
    if branch.other_files:
        yield words("inbox.other_files", number=branch.other_files)


def _periods(branch: OpenBranch, words: Words) -> list[str]:
    """Return the periods of the reports, each once, in order."""
    return [period_name(Period.parse(period), words) for period in sorted({report.period for report in branch.reports})]


def _verdict(branch: OpenBranch, words: Words) -> Cell:
    return Cell(words(f"inbox.{branch.verdict}", files=branch.conflicts), tone=_TONES[branch.verdict])
