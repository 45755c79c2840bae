"""The outer form of an official document: what stands over its text and under it (Decree 30/2020/NĐ-CP, Annex I)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.formats.docx.measure import even_width, width_of
from plan190.formats.docx.nodes import cell, line, mm, paragraph, row, rule, run, table
from plan190.formats.docx.styles import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement as Node

    from plan190.document.blocks import Form

LEFT_SHARE = 0.42
SLACK = mm(4)
"""What a title gets more than its letters need, as fonts differ a little."""

RULE_SHARE = 0.4
"""How long the line under a name or a subject is, to be between a third and a half of it."""


def opening(form: Form, room: int) -> Iterator[Node]:
    """Give what stands over the text: the names at the top, kind and subject, those written to."""
    yield _head(form, room)
    if form.kind:
        yield paragraph("Kind", form.kind)
        yield from _titles("Subject", form.subject, 14, room, bold=True)
        yield rule(_part_of(form.subject, 14, room), room)
    yield from _addressees(form, room)


def closing(form: Form, room: int) -> Iterator[Node]:
    """Give what stands under the text: who gets it, and the room to sign."""
    half = room // 2
    copies = [
        *([paragraph("CopiesLabel", form.copies_label)] if form.copies else []),
        *(paragraph("Copies", text, left=mm(2), hanging=mm(2)) for text in _listed(form.copies)),
    ]
    office = [paragraph("Office", one) for one in form.office]
    office.append(paragraph("Signer", form.signer))
    cells = (cell(half, *(copies or [paragraph("Copies")])), cell(half, *office))
    yield paragraph("Gap", keep=True)
    yield table((half, half), [row(*cells)], bordered=False)


def _head(form: Form, room: int) -> Node:
    """Give the table of names, number and date. A letter has its subject under the number."""
    left = round(room * LEFT_SHARE)
    right = room - left
    names = list(_titles("Above", form.above, NAMES, left)) if form.above else []
    names += _titles("Issuer", form.issuer, NAMES, left, bold=True)
    names.append(rule(_part_of(form.issuer, NAMES, left), left))
    nation = [
        paragraph("Nation", form.nation, keep=True),
        paragraph("Motto", form.motto, keep=True),
        rule(width_of(line(form.motto), 13, bold=True), right),
    ]
    symbol = [paragraph("Symbol", form.number)]
    symbol += [] if form.kind else list(_titles("LetterSubject", form.subject, NAMES, left))
    symbol += [_draft(form.draft, left)] if form.draft else []
    rows = [
        row(cell(left, *names), cell(right, *nation)),
        row(cell(left, *symbol), cell(right, paragraph("PlaceAndDate", form.dated))),
    ]
    return table((left, right), rows, bordered=False)


def _draft(text: str, room: int) -> Node:
    aside = max(0, room - width_of(line(text), 12, bold=True) - mm(4)) // 2
    return paragraph("Draft", text, border=("top", "left", "bottom", "right"), left=aside, right=aside)


def _part_of(text: str, size: int, room: int) -> int:
    """Give how long the line under a text is, by the longest of the text's lines."""
    return round(max(even_width(line(one), size, room, bold=True) for one in text.split("\n")) * RULE_SHARE)


def _titles(style: str, text: str, size: int, room: int, *, bold: bool = False) -> Iterator[Node]:
    """Give the lines of a title, broken evenly where they do not fit the room."""
    for one in text.split("\n"):
        width = even_width(line(one), size, room, bold=bold) + SLACK
        aside = max(0, room - width) // 2 if width_of(line(one), size, bold=bold) > room else 0
        yield paragraph(style, run(one, unbroken=True), left=aside, right=aside, keep=True)


def _addressees(form: Form, room: int) -> Iterator[Node]:
    """Give those written to: one on the line of the label, several under it with their dashes under the colon."""
    if len(form.to) == 1:
        yield paragraph("Addressee", f"{form.to_label} {form.to[0]}")
    elif form.to:
        indent = mm(25)
        label = line(form.to_label).rstrip()
        colon = indent + min(width_of(label.removesuffix(":"), 14), room // 3)
        dash = width_of("- ", 14)
        yield paragraph("Addressees", label, left=indent, keep=True)
        for text in _listed(form.to):
            yield paragraph("AddresseeItem", text, left=colon + dash, hanging=dash)
        yield paragraph("Gap")
    elif form.kind:
        yield paragraph("Gap")


def _listed(texts: tuple[str, ...]) -> Iterator[str]:
    """Give the texts with a dash before them, a semicolon after each and a full stop after the last."""
    for number, text in enumerate(texts, 1):
        yield f"- {text.rstrip().rstrip(';.')}{'.' if number == len(texts) else ';'}"
