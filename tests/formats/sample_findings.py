"""Findings for the tests of formats, with plain and hostile texts, and a reader of Markdown."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt

from plan190.document.blocks import CheckedItem, Finding, Paragraph, View
from plan190.formats import RenderOptions, render
from plan190.words import words_in
from tests.changed import replace

OPTIONS = RenderOptions(words_in("en"))

PLAIN = Finding(
    path="data/updates/so-noi-vu/2023-07.yaml",
    file="data/updates/so-noi-vu/2023-07.yaml",
    line=5,
    column=11,
    end_line=5,
    end_column=13,
    severity="error",
    severity_word="error",
    code="P304",
    name="task-not-theirs",
    message="task 12 is not of “so-noi-vu”",
    help="take it out",
    excerpt="  - task: 12",
    agency="so-noi-vu",
    task=12,
    task_id="12",
    field="updates[0].task",
    fingerprint="f1",
)

NAMES = [
    "z\n::warning::forged.yaml",
    "z\r\n::error file=a,line=1::forged.yaml",
    "a,line=99.yaml",
    "a::b.yaml",
    "quotes\"'`.yaml",
    "sở-nội-vụ/tháng bảy.yaml",
    "100%0A%25.yaml",
    "\x1b[2J\x9b\u202e\u200b.yaml",
    "##[error]x ##vso[task.complete].yaml",
    "<b>&amp;|x|</b>.yaml",
    "``` ` ```.yaml",
    "other-encoding\udcff.yaml",
    "]]>-->.yaml",
]
"""File names that a person could choose."""

SENTENCES = [
    "50% done%0A::error::x",
    "one\r\n::error file=README.md,line=1,title=forged::two",
    "\n::add-mask::a\n  ::stop-commands::x",
    "##[group]x ##vso[task.setvariable variable=PATH]y ##teamcity[z]",
    "@somebody, @org/team and a@b.invalid",
    "closes #12, GH-1, owner/repo#3, !4, ~label, 190/KH-UBND#5",
    "http://e.invalid, www.e.invalid/x, https://e.invalid/`x`|y, mailto:a@b.invalid",
    "![x](https://e.invalid/a.png) [x](javascript:alert(1)) <https://e.invalid>",
    "<script>alert(1)</script><!-- x --><details><h1>y</h1>",
    "&lt;b&gt; &amp; &#64;x R&D",
    "``` fence ``` ~~~ `a` ``b``",
    "# heading", "1. list", "12) list", "- list", "+ list", "= underline", "---", "===", "* * *", "> quote",
    "| a | b |",
    "a | b", "|---|", "*x* _y_ __z__ ~~w~~", "$x$ and $$y$$", ":warning: at 10:30", "\\* \\` \\\\ C:\\dir\\", "/close",
    "[x]: https://e.invalid", "{{ 7*7 }} {0} %s", "\x1b[31m\x00\x07\x9b\u202e\u2028\ufeff\ufffe\U000e0041",
    "=1+1", "x" * 3000, "]]> <![CDATA[ &x; ",
]  # fmt: skip
"""Sentences of findings with hostile texts, as data could contain them."""

CONTROL = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f\x80-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\U000e0000-\U000e007f]"
    r"|\r(?!\n)"
)
"""The characters that no output may contain."""

COMMAND = re.compile(r"^\s*::|##[\w.-]*\[", re.MULTILINE)
"""What a CI service reads as a command."""


def squeezed(text: str) -> str:
    """Return the text with single blanks."""
    return " ".join(text.split())


def finding(**other: Any) -> Finding:
    """Return the plain finding with some fields replaced."""
    return replace(PLAIN, **other)


def rendered(name: str, *findings: Finding, checked: tuple[CheckedItem, ...] = ()) -> str:
    """Return the findings in this format, followed by a summary as `check` prints it."""
    return render(name, View("", (*findings, Paragraph("The count.")), {}, lambda: checked), OPTIONS).decode()


ACTIVE = re.compile(r"@|://|www\.|mailto:|gh-[0-9]|[#!&%^][0-9]|~[^\W_]|\$|:[\w+-]+:", re.IGNORECASE)
"""What GitHub and GitLab replace in a text that is not code."""

_PLAIN_TOKENS = {
    "text", "code_inline", "inline", "softbreak", "paragraph_open", "paragraph_close", "strong_open", "strong_close",
    "fence", "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
    *(f"{part}_{side}" for part in ("table", "thead", "tbody", "tr", "th", "td") for side in ("open", "close")),
}  # fmt: skip


def read_markdown(text: str, headings: int = 0) -> str:
    """Return the text that Markdown displays; fail if it has anything but text, lists and tables."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    flat = [inner for token in tokens for inner in (token, *(token.children or ()))]
    kinds = [token.type for token in flat]
    active = [kind for kind in kinds if kind not in _PLAIN_TOKENS]

    assert active == ["heading_open", "heading_close"] * headings, active
    plain = [token.content for token in flat if token.type == "text"]
    assert [piece for piece in plain if ACTIVE.search(piece)] == []
    pieces = [
        token.content if token.type in {"text", "code_inline"} else "\n"
        for token in flat
        if token.type in {"text", "code_inline", "softbreak", "paragraph_close", "td_close", "th_close"}
    ]
    return "".join(pieces)
