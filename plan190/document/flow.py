"""A view as one flow of simple blocks, for media that have no pages and no drawings: shared by the text formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Bars, Heading, Items, Link, Numbers, Pairs, Paragraph, Table, Timeline, Trend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.document.blocks import Annex, Block, Finding, Form, View
    from plan190.words import Words

    Simple = Heading | Paragraph | Items | Pairs | Table | Finding | Link


def flow(view: View, words: Words) -> Iterator[Simple]:
    """Give the outer form, the blocks, the annexes and the imprint; drawings as the words that stand for them."""
    if view.form is not None:
        yield from _opening(view.form)
    for block in view.blocks:
        yield _simple(block)
    if view.form is not None:
        yield from _closing(view.form)
    for annex in view.annexes:
        yield Heading(f"{label_of(annex, words)}. {annex.title}")
        if annex.note:
            yield Paragraph(annex.note)
        for block in annex.blocks:
            yield _simple(block)


def text_flow(view: View, words: Words) -> Iterator[Simple]:
    """Yield a whole view with its title and provenance, and an empty line around tables and before headings."""
    before: Simple | None = None
    if view.title:
        before = Heading(view.title)
        yield before
    for block in flow(view, words):
        if before is not None and (isinstance(block, Heading | Table) or isinstance(before, Table)):
            yield Paragraph("")
        yield block
        before = block
    if view.provenance:
        yield from (Paragraph(""), Paragraph(view.provenance, "mute"))


def text_lines(block: Heading | Paragraph | Items | Link) -> list[str]:
    """Return the lines of a block that is running text."""
    match block:
        case Items(texts=texts):
            return [f"- {text}" for text in texts]
        case Link(text=text, address=address):
            return [f"{text}: {address}"]
        case _:
            return block.text.split("\n")


def label_of(annex: Annex, words: Words) -> str:
    """Give what an annex is called: Phụ lục II."""
    return words("annex", number=annex.number).strip()


def _simple(block: Block) -> Simple:
    match block:
        case Numbers(numbers=numbers):
            return Pairs(tuple((one.label, f"{one.value} {one.note}".strip()) for one in numbers))
        case Trend(title=title, alt=alt) | Timeline(title=title, alt=alt) | Bars(title=title, alt=alt):
            return Paragraph(f"{title}: {alt}")
        case _:
            return block


def _opening(form: Form) -> Iterator[Simple]:
    for text in (form.above, form.issuer, form.nation, form.motto, form.number, form.dated, form.draft, form.kind):
        if text:
            yield Paragraph(text)
    yield Paragraph(form.subject)
    if len(form.to) == 1:
        yield Paragraph(f"{form.to_label} {form.to[0]}")
    elif form.to:
        yield Paragraph(form.to_label)
        yield Items(form.to)


def _closing(form: Form) -> Iterator[Simple]:
    for text in (*form.office, form.signer):
        if text:
            yield Paragraph(text)
    if form.copies:
        yield Paragraph(form.copies_label)
        yield Items(form.copies)
