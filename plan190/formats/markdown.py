"""The view as GitHub Flavored Markdown; every text from the data is escaped.

GitHub and GitLab turn some words into mentions, references or links, and neither a backslash nor a character reference
prevents that. Such words are written as code.
"""

from __future__ import annotations

import re
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from plan190.diagnostics import SEVERITIES
from plan190.document.blocks import BLANK, Finding, Heading, Items, Link, Pairs, Paragraph, Table
from plan190.document.checksum import CHECKSUM_PLACEHOLDER
from plan190.document.flow import flow
from plan190.words.text import clip, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plan190.document.blocks import Cell, View
    from plan190.document.flow import SimpleBlock
    from plan190.formats import RenderOptions
    from plan190.words import Words

MOST_FINDINGS = 20
"""The most findings in a document, so that a comment stays readable."""

LONGEST_SENTENCE = 600
"""The most characters of a finding's message or advice."""

LONGEST = 60_000
"""The most characters of a comment; GitHub refuses 65,536 and more."""

_DOTS = " …… "
"""A blank to fill in by hand; a run of spaces would be shown as one."""

_ALIGNMENTS = {False: "---", True: "--:"}
"""The line below the title of a column: at the left, or at the right for numbers."""

_WORD = re.compile(r"[^\s`|]+")
_ACTIVE = re.compile(r"@|://|www\.|mailto:|xmpp:|gh-[0-9]|[#!&%^][0-9]|~[^\W_]|\$|:[\w+-]+:", re.IGNORECASE)
"""What GitHub and GitLab replace in a word: a mention, an address, an issue number, a formula, an emoji code."""

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#|~!]|&(?=#|\w+;))")
_HEAD = re.compile(r"^(?:([0-9]+)(?=\.)|(?=[-+=/]))")
"""The beginning of a list item, a rule, the underline of a heading, or a GitLab command."""


def render(view: View, options: RenderOptions) -> bytes:
    """Return the view as a Markdown document, with at most MOST_FINDINGS findings and the number of the others."""
    parts = []
    if view.title:
        parts.append(f"# {_escaped(view.title)}")
    parts += [
        _rendered(block, options.words) for block in _with_fewer_findings(flow(view, options.words), options.words)
    ]
    if view.provenance:
        parts += [_code(printable(view.provenance)), f"<!-- {CHECKSUM_PLACEHOLDER} -->"]
    if view.findings or view.is_comment:
        parts = _fitting(parts)
    return ("\n\n".join(parts) + "\n").encode()


def _with_fewer_findings(blocks: Iterable[SimpleBlock], words: Words) -> list[SimpleBlock]:
    """Return the blocks with at most MOST_FINDINGS findings, then a sentence with the number of the others.

    Among findings in a row, the most important ones come first. A heading without a finding below it is left out.
    """
    shown: list[SimpleBlock] = []
    limit, left_out, end = MOST_FINDINGS, 0, 0
    for is_finding, group in groupby(blocks, lambda block: isinstance(block, Finding)):
        if not is_finding:
            shown += group
            continue
        findings = sorted((block for block in group if isinstance(block, Finding)), key=_rank)
        while limit == 0 and isinstance(shown[-1], Heading):
            shown.pop()
        shown += findings[:limit]
        left_out += sum(finding.number for finding in findings[limit:])
        limit = max(0, limit - len(findings))
        end = len(shown)
    if left_out:
        shown.insert(end, Paragraph(words("markdown.more", number=left_out)))
    return shown


def _rank(finding: Finding) -> tuple[bool, bool, int]:
    return finding.waived_by is not None, not finding.new, SEVERITIES.index(finding.severity)


def _fitting(parts: list[str]) -> list[str]:
    """Return the parts that fit into a comment, with an ellipsis at the end if some do not fit."""
    ends = accumulate(len(part) + 2 for part in parts)
    fitting = [part for part, end in zip(parts, ends, strict=True) if end + len("…\n") <= LONGEST]
    if len(fitting) < len(parts):
        fitting.append("…")
    return fitting


def _rendered(block: SimpleBlock, words: Words) -> str:
    match block:
        case Finding():
            return _finding(block, words)
        case Heading(text=text, level=level):
            return f"#{'#' * level} {_escaped(text)}"
        case Paragraph(text=text):
            return _escaped(text)
        case Items(texts=texts):
            return "\n".join(f"- {_escaped(text)}" for text in texts)
        case Pairs(rows=rows):
            return "\n".join(f"- **{_escaped(label)}**: {_escaped(text)}" for label, text in rows)
        case Table():
            return _table(block)
        case Link(text=text, address=address):
            return f"[{_escaped(text)}](<{re.sub('[<>|]', '', printable(address))}>)"
        case _:
            raise TypeError(block)


def _finding(finding: Finding, words: Words) -> str:
    place = _code(printable(f"{finding.file}:{finding.place}"))
    kind = _escaped(f"{finding.severity_word} {finding.code}")
    message = _escaped(clip(finding.message, LONGEST_SENTENCE))
    advice = _escaped(clip(finding.help, LONGEST_SENTENCE))
    lines = [f"- **{kind}** {place}: {message}", f"  - {words('finding.help')}: {advice}"]
    if finding.corrected is not None:
        lines += [f"    {line}" for line in _code_block([finding.corrected], "suggestion")]
    elif finding.paste:
        lines += [f"    {line}" for line in _code_block(finding.paste, "yaml")]
    return "\n".join(lines)


def _code_block(lines: Sequence[str], kind: str) -> list[str]:
    """Return the lines between fences that are longer than any run of backticks in them.

    `kind`: the language, or `suggestion`: the corrected line, which forges show as such and can apply in a review.
    """
    runs = re.findall("`+", "\n".join(lines))
    fence = "`" * max(3, *(len(run) + 1 for run in runs), 0)
    return [f"{fence}{kind}", *map(printable, lines), fence]


def _table(table: Table) -> str:
    titles = [_escaped(column.whole_title) for column in table.columns]
    alignments = [_ALIGNMENTS[column.number] for column in table.columns]
    rows = (titles, alignments, *map(_texts, table.all_rows))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _texts(row: Sequence[Cell]) -> list[str]:
    return [_escaped(cell.text) for cell in row]


def _escaped(text: str) -> str:
    """Return the text on one line, escaped so that Markdown displays it unchanged; a blank to fill in becomes dots."""
    line = printable(" ".join(text.replace(BLANK, _DOTS).split()))
    pieces, end = [], 0
    for word in _WORD.finditer(line):
        if _ACTIVE.search(word[0]):
            pieces += [_without_marks(line[end : word.start()], end), f"`{word[0]}`"]
            end = word.end()
    return "".join([*pieces, _without_marks(line[end:], end)])


def _without_marks(text: str, start: int) -> str:
    """Return the text with a backslash before each mark of Markdown; `start` is its position in the line."""
    escaped = _MARKS.sub(r"\\\1", text)
    if start == 0:
        return _HEAD.sub(r"\1\\", escaped)
    return escaped


def _code(text: str) -> str:
    """Return the text as code, between more backticks than it has in a row."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{text}{pad}{fence}"
