"""The letterhead and the ending of an official document (Decree 30/2020/NĐ-CP, Annex I)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from plan190.formats.docx.measure import even_lines, width_of
from plan190.formats.docx.nodes import SIDES, cell, line, mm, paragraph, row, rule, run, table
from plan190.formats.docx.styles import NAME_SIZE
from plan190.words.line_breaks import unbroken_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement as Node

    from plan190.document.blocks import Form

LEFT_SHARE = 0.42
"""The share of the width of the left column, which names the issuer."""

RULE_SHARE = 0.4
"""The length of the line under a title, as a share of the title; the Decree asks for a third to a half."""


def opening(form: Form, width: int) -> Iterator[Node]:
    """Yield the elements above the text: the names at the top, kind and subject, the addressees."""
    yield _head(form, width)
    if form.kind:
        yield paragraph("Kind", form.kind)
        yield from _titles("Subject", form.subject, 14, width)
        yield _rule_below(form.subject, 14, width)
    yield from _addressees(form, width)


def closing(form: Form, width: int) -> Iterator[Node]:
    """Yield the elements below the text: the recipients of copies and the signature."""
    half = width // 2
    copies = [paragraph("Copies")]
    if form.copies:
        copies = [paragraph("CopiesLabel", form.copies_label)]
        copies += [paragraph("Copies", text, left=mm(2), hanging=mm(2)) for text in _list_items(form.copies)]
    signature = [*(paragraph("Office", text) for text in form.office), paragraph("Signer", form.signer)]
    yield paragraph("Gap", keep=True)
    yield table((half, half), [row(cell(half, *copies), cell(half, *signature))], bordered=False)


def _head(form: Form, width: int) -> Node:
    """Return the table of names, number and date. In a letter the subject is below the number."""
    left = round(width * LEFT_SHARE)
    right = width - left
    issuer = [*_titles("Issuer", form.issuer, NAME_SIZE, left), _rule_below(form.issuer, NAME_SIZE, left)]
    if form.above:
        issuer[:0] = _titles("Above", form.above, NAME_SIZE, left, bold=False)
    nation = [paragraph("Nation", form.nation, keep=True), paragraph("Motto", form.motto, keep=True)]
    if form.motto:
        nation.append(rule(width_of(line(form.motto), 13, bold=True), right))
    number = [paragraph("Symbol", form.number)]
    if not form.kind:
        number += _titles("LetterSubject", form.subject, NAME_SIZE, left, bold=False)
    if form.draft:
        # The frame is as wide as the text.
        aside = max(0, left - width_of(line(form.draft), 12, bold=True) - mm(4)) // 2
        number.append(paragraph("Draft", form.draft, border=SIDES, left=aside, right=aside))
    date = paragraph("PlaceAndDate", form.dated)
    rows = [row(cell(left, *issuer), cell(right, *nation)), row(cell(left, *number), cell(right, date))]
    return table((left, right), rows, bordered=False)


def _rule_below(text: str, size: int, width: int) -> Node:
    """Return the line below a title, whose length depends on the longest line of the title."""
    lines = chain.from_iterable(_title_lines(part, size, width, bold=True) for part in text.split("\n"))
    longest = max(width_of(text_line, size, bold=True) for text_line in lines)
    return rule(round(min(longest, width) * RULE_SHARE), width)


def _titles(style: str, text: str, size: int, width: int, *, bold: bool = True) -> Iterator[Node]:
    """Yield the paragraphs of a title; a line wider than the width is divided at blanks, not before a number."""
    for part in text.split("\n"):
        yield paragraph(style, run(*_title_lines(part, size, width, bold=bold)), keep=True)


def _title_lines(text: str, size: int, width: int, *, bold: bool) -> list[str]:
    """Return the lines of a title; some width is left, because another font with this name has wider characters."""
    return even_lines(unbroken_title(line(text)), size, width * 19 // 20, bold=bold)


def _addressees(form: Form, width: int) -> Iterator[Node]:
    """Yield the addressees: a single one on the line of the label, several as a list that is indented to its colon."""
    if len(form.to) == 1:
        yield paragraph("Addressee", f"{form.to_label} {form.to[0]}")
        return
    if form.to:
        indent = mm(25)
        label = line(form.to_label).rstrip()
        colon = indent + min(width_of(label.removesuffix(":"), 14), width // 3)
        dash = width_of("- ", 14)
        yield paragraph("Addressees", label, left=indent, keep=True)
        for text in _list_items(form.to):
            yield paragraph("AddresseeItem", text, left=colon + dash, hanging=dash)
    if form.to or form.kind:
        yield paragraph("Gap")


def _list_items(texts: tuple[str, ...]) -> Iterator[str]:
    """Yield the texts with a dash before each, a semicolon after each and a full stop after the last."""
    for number, text in enumerate(texts, 1):
        end = "." if number == len(texts) else ";"
        yield f"- {text.rstrip().rstrip(';.')}{end}"
