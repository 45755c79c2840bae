"""What became of an imported document: its rows, and what a person must review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Column, Heading, Items, Paragraph, View
from plan190.parts.cells import build_table
from plan190.parts.names import assumed_in_language
from plan190.words.text import clip, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.diagnostics import Diagnostic
    from plan190.document.blocks import Block, Tone
    from plan190.tracker.bodies import NameMatch
    from plan190.tracker.importing import Account
    from plan190.words import Words

LONGEST = 200
"""The most characters of a cell that are shown."""


def build(account: Account, folder: str, problems: Sequence[Diagnostic], words: Words) -> View:
    """Return the account, and what `plan190 check` finds in the new data in `folder`."""
    tone: Tone = "good" if account.rows == account.tasks and not account.lines else "bad"
    unread, total = len(account.lines), account.rows + account.headings + account.accounted + len(account.lines)
    values = {name: getattr(account, name) for name in ("rows", "headings", "accounted", "tasks")}
    rows = words("import.rows", total=total, unread=unread, folder=printable(folder), **values)
    check = words("import.check", warnings=sum(problem.severity == "warning" for problem in problems))
    blocks = (
        Paragraph(rows, tone),
        *_review(account, words),
        Paragraph(check, "good"),
        Paragraph(words("import.next", folder=printable(folder))),
    )
    return View(words("import.title"), blocks)


def _review(account: Account, words: Words) -> Iterator[Block]:
    """Yield what a person must review, each part with its heading."""
    lines = [": ".join(filter(None, (line.where.shown(words), _shown(line.words)))) for line in account.lines]
    yield from _listed("lines", lines, words)
    yield from _listed("deadlines", [f"{task}: {_shown(phrase)}" for task, phrase in account.deadlines], words)
    yield from _listed("columns", list(map(_shown, account.columns)), words)
    if account.matches:
        yield Heading(words("import.matches", number=len(account.matches)))
        columns = [
            (Column(words("column.import_words"), wide=True), lambda match: _shown(match.words)),
            (Column(words("column.import_how")), lambda match: words(f"import.how.{match.how}")),
            (Column(words("column.id")), lambda match: match.body or "—"),
        ]
        yield build_table(columns, sorted(account.matches, key=_urgency), name="bodies")
    texts = [assumed_in_language(words, assumed) for assumed in account.assumed]
    yield from _listed("assumptions", [f"{text.what} {text.why}" for text in texts], words)
    yield from _listed("periodic", list(map(_shown, account.periodic)), words)


def _urgency(match: NameMatch) -> int:
    """Return the place of a match among the others: first what may be wrong."""
    return ("shared", "similar", "beside", "several", "new").index(match.how)


def _listed(key: str, texts: Sequence[str], words: Words) -> Iterator[Block]:
    if texts:
        yield Heading(words(f"import.{key}", number=len(texts)))
        yield Items(tuple(texts))


def _shown(text: str) -> str:
    return printable(clip(text, LONGEST))
