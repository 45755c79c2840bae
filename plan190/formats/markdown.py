"""The view as GitHub Flavored Markdown; everything from the data is escaped.

A word of which GitHub or GitLab would make a mention, a reference or a link is written as code: they look for those
after backslashes and character references are resolved.
"""

from __future__ import annotations

import re
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from plan190.diagnostics import SEVERITIES
from plan190.document.blocks import Finding, Heading, Items, Link, Pairs, Paragraph, Table
from plan190.document.checksum import CHECKSUM
from plan190.document.flow import flow
from plan190.words.text import clip, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.document.blocks import View
    from plan190.document.flow import Simple
    from plan190.formats import RenderOptions
    from plan190.words import Words

MOST_FINDINGS = 20
"""The most findings of a document; nobody reads more in a comment."""

LONGEST_SENTENCE = 600
"""The most letters of a finding's message or advice."""

LONGEST = 60_000
"""The most letters of a comment: GitHub refuses 65,536 and more."""

_WORD = re.compile(r"[^\s`|]+")
_ACTIVE = re.compile(r"@|://|www\.|mailto:|xmpp:|gh-[0-9]|[#!&%^][0-9]|~[^\W_]|\$|:[\w+-]+:", re.IGNORECASE)
"""What a service replaces in a word: a name, an address, the number of an issue, a formula, an emoji code."""

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#|~!]|&(?=#|\w+;))")
_HEAD = re.compile(r"^(?:([0-9]+)(?=\.)|(?=[-+=/]))")
"""What begins a list, a rule, the underline of a heading, or a command of GitLab."""


def render(view: View, options: RenderOptions) -> bytes:
    """Return the view as a Markdown document, with the first of its findings and the number of the others."""
    parts = [f"# {_escaped(view.title)}"] if view.title else []
    room = MOST_FINDINGS
    for _, blocks in groupby(flow(view, options.words), lambda block: isinstance(block, Finding)):
        group = list(blocks)
        findings = [block for block in group if isinstance(block, Finding)]
        parts += _findings(findings, room, options.words) if findings else map(_rendered, group)
        room = max(0, room - len(findings))
    if view.provenance:
        parts += [_code(shown(view.provenance)), f"<!-- {CHECKSUM} -->"]
    if view.findings or view.posted:
        parts = _fitting(parts)
    return ("\n\n".join(parts) + "\n").encode()


def _findings(findings: Sequence[Finding], room: int, words: Words) -> Iterator[str]:
    """Yield as many of the findings as there is room for, most important first, and the number of the others."""
    for finding in sorted(findings, key=_rank)[:room]:
        yield _finding(finding, words)
    if len(findings) > room:
        yield _escaped(words("markdown.more", number=len(findings) - room))


def _rank(finding: Finding) -> tuple[bool, bool, int]:
    return finding.waived_by is not None, not finding.new, SEVERITIES.index(finding.severity)


def _fitting(parts: list[str]) -> list[str]:
    """Return as many of the parts as fit into a comment, with an ellipsis if some do not."""
    ends = accumulate(len(part) + 2 for part in parts)
    fitting = [part for part, end in zip(parts, ends, strict=True) if end + len("…\n") <= LONGEST]
    return fitting if len(fitting) == len(parts) else [*fitting, "…"]


def _rendered(block: Simple) -> str:
    match block:
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
            return f"[{_escaped(text)}](<{re.sub('[<>|]', '', shown(address))}>)"
        case _:
            raise TypeError(block)


def _finding(finding: Finding, words: Words) -> str:
    place = _code(shown(f"{finding.file}:{finding.line}:{finding.column}"))
    kind = _escaped(f"{finding.severity_word} {finding.code}")
    message, advice = (_escaped(clip(text, LONGEST_SENTENCE)) for text in (finding.message, finding.help))
    return f"- **{kind}** {place}: {message}\n  - {words('finding.help')}: {advice}"


def _table(table: Table) -> str:
    titles = [_escaped(column.whole_title) for column in table.columns]
    rule = ["--:" if column.number else "---" for column in table.columns]
    rows = [[_escaped(cell.text) for cell in row] for row in table.all_rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in (titles, rule, *rows))


def _escaped(text: str) -> str:
    """Return the text so that it is displayed as it is, as a line or in a cell."""
    line = shown(" ".join(text.split()))
    pieces, end = [], 0
    for word in _WORD.finditer(line):
        if _ACTIVE.search(word[0]):
            pieces += [_plain(line[end : word.start()], end), f"`{word[0]}`"]
            end = word.end()
    return "".join([*pieces, _plain(line[end:], end)])


def _plain(text: str, start: int) -> str:
    escaped = _MARKS.sub(r"\\\1", text)
    return escaped if start else _HEAD.sub(r"\1\\", escaped)


def _code(text: str) -> str:
    """Return the text as code, whatever backticks it has."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{text}{pad}{fence}"
