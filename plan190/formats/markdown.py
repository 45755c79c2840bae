"""The view as Markdown with tables (GitHub's form); everything from the data is escaped.

What is read as text stays the same text. Where a service would make a mention, a reference or a link of it, a word
stands as code: a backslash or a character reference is gone before GitHub and GitLab look for those.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from plan190.document.blocks import Finding, Heading, Items, Link, Pairs, Paragraph, Table
from plan190.document.checksum import CHECKSUM
from plan190.document.flow import flow
from plan190.words.text import clip, shown

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.document.flow import Simple
    from plan190.formats import RenderOptions

MOST_FINDINGS = 20
"""The most faults that are told; a comment with more is not read."""

LONGEST_SENTENCE = 600
"""The most letters of a fault's sentence."""

LONGEST = 60_000
"""The most letters of an answer about faults: GitHub refuses a comment from 65,536 on."""

GRAVE = ("error", "warning", "note")

_WORD = re.compile(r"[^\s`|]+")
_ACTIVE = re.compile(
    r"@|://|www\.|mailto:|xmpp:|gh-[0-9]|[#!&%^][0-9]|~[^\W_]|\$|:[\w+-]+:",
    re.IGNORECASE,
)
"""What makes a service act upon a word: a name, an address, a number of an issue, a formula, a sign's name."""

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#|~!]|&(?=#|\w+;))")
_HEAD = re.compile(r"^(?:([0-9]+)(?=\.)|(?=[-+=/]))")
"""Where a line would begin a list, a rule, a heading's underline or a command of GitLab."""


def render(view: View, options: RenderOptions) -> bytes:
    """Give the view as a Markdown document; of its faults the first ones, and how many more there are."""
    parts = [f"# {_escaped(view.title)}"] if view.title else []
    room = MOST_FINDINGS
    for are_faults, blocks in groupby(flow(view, options.words), lambda one: isinstance(one, Finding)):
        if are_faults:
            faults = sorted((one for one in blocks if isinstance(one, Finding)), key=_order)
            parts += [_finding(one, options) for one in faults[:room]]
            if len(faults) > room:
                parts.append(_escaped(options.words("markdown.more", number=len(faults) - room)))
            room = max(0, room - len(faults))
        else:
            parts += map(_rendered, blocks)
    parts += [_code(shown(view.provenance)), f"<!-- {CHECKSUM} -->"] if view.provenance else []
    return ("\n\n".join(_fitting(parts) if view.findings or view.posted else parts) + "\n").encode()


def _order(one: Finding) -> tuple[bool, bool, int]:
    return one.waived_by is not None, not one.new, GRAVE.index(one.severity)


def _fitting(parts: list[str]) -> list[str]:
    """Give as many of the parts as a comment can hold, with a sign where the rest is left out."""
    room = LONGEST
    for number, part in enumerate(parts):
        room -= len(part) + 2
        if room < len("…") + 1:
            return [*parts[:number], "…"]
    return parts


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


def _finding(one: Finding, options: RenderOptions) -> str:
    place = _code(shown(f"{one.file}:{one.line}:{one.column}"))
    message = _escaped(clip(one.message, LONGEST_SENTENCE))
    advice = _escaped(clip(one.help, LONGEST_SENTENCE))
    head = f"- **{_escaped(f'{one.severity_word} {one.code}')}** {place}: {message}"
    return f"{head}\n  - {options.words('finding.help')}: {advice}"


def _table(table: Table) -> str:
    rule = ["--:" if column.number else "---" for column in table.columns]
    rows = [[column.whole_title for column in table.columns]]
    rows += [[cell.text for cell in row] for row in (*table.rows, *((table.totals,) if table.totals else ()))]
    lines = ["| " + " | ".join(map(_escaped, row)) + " |" for row in rows]
    lines.insert(1, "| " + " | ".join(rule) + " |")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """Give the text so that it is read as it is written, in a line of its own or in a cell."""
    line = shown(" ".join(text.split()))
    pieces, end = [], 0
    for found in _WORD.finditer(line):
        if _ACTIVE.search(found[0]):
            pieces += [_plain(line[end : found.start()], end), f"`{found[0]}`"]
            end = found.end()
    return "".join([*pieces, _plain(line[end:], end)])


def _plain(text: str, start: int) -> str:
    marked = _MARKS.sub(r"\\\1", text)
    return marked if start else _HEAD.sub(lambda found: f"{found[1] or ''}\\", marked)


def _code(text: str) -> str:
    """Give the text as code, whatever backticks it holds."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{text}{pad}{fence}"
