"""The view as Markdown with tables (GitHub's form); everything from the data is escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan190.document import Finding, Heading, Link, Pairs, Paragraph, Table
from plan190.words.text import shown

if TYPE_CHECKING:
    from plan190.document import Block, View
    from plan190.formats import Look


def render(view: View, look: Look) -> bytes:  # noqa: ARG001 - every format has this form
    """Give the view as a Markdown document."""
    parts = [f"# {_escaped(view.title)}"] if view.title else []
    parts += [_rendered(block) for block in view.blocks]
    return ("\n\n".join(parts) + "\n").encode("utf-8", "backslashreplace")


def _rendered(block: Block) -> str:
    match block:
        case Heading(text=text):
            return f"## {_escaped(text)}"
        case Paragraph(text=text):
            return _escaped(text)
        case Pairs(rows=rows):
            return "\n".join(f"- **{_escaped(label)}**: {_escaped(text)}" for label, text in rows)
        case Table():
            return _table(block)
        case Link(text=text, address=address):
            return f"[{_escaped(text)}](<{re.sub('[<>|]', '', shown(address))}>)"
        case Finding():
            place = f"{block.path}:{block.line}:{block.column}"
            told = f"- **{block.severity_word} {block.code}** {_escaped(place)}: {_escaped(block.message)}"
            return f"{told} ({_escaped(block.help)})"


def _table(table: Table) -> str:
    rule = ["--:" if column.number else "---" for column in table.columns]
    rows = [[column.whole_title for column in table.columns]]
    rows += [[cell.text for cell in row] for row in (*table.rows, *((table.totals,) if table.totals else ()))]
    lines = ["| " + " | ".join(map(_escaped, row)) + " |" for row in rows]
    lines.insert(1, "| " + " | ".join(rule) + " |")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    marked = re.sub(r"([\\`*_{}\[\]()<>#|~!@])", r"\\\1", shown(" ".join(text.split())))
    return re.sub(r"^(\d+)\.|^([-+])(?=\s)", lambda found: found[0][:-1] + "\\" + found[0][-1], marked)
