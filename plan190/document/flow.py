"""A view as one sequence of simple blocks, for formats without pages and charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import (
    BLANK,
    Bars,
    DataForm,
    DateAxis,
    Heading,
    Items,
    Link,
    Numbers,
    Pairs,
    Paragraph,
    Table,
    Trend,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.document.blocks import Annex, Block, Finding, Form, View
    from plan190.words import Words

    SimpleBlock = Heading | Paragraph | Items | Pairs | Table | Finding | Link


def flow(view: View, words: Words) -> Iterator[SimpleBlock]:
    """Yield the official form, the blocks and the annexes; a chart is replaced by the words that describe it."""
    if view.form is not None:
        yield from _opening(view.form)
    yield from map(_simple, view.blocks)
    if view.form is not None:
        yield from _closing(view.form)
    for annex in view.annexes:
        yield Heading(f"{label_of(annex, words)}. {annex.title}")
        if annex.note:
            yield Paragraph(annex.note)
        yield from map(_simple, annex.blocks)


def text_flow(view: View, words: Words) -> Iterator[SimpleBlock]:
    """Yield a whole view with title and provenance, and with empty lines around tables and before headings."""
    before: SimpleBlock | None = None
    if view.title:
        before = Heading(view.title)
        yield before
    for block in flow(view, words):
        if stands_apart(block, before):
            yield Paragraph("")
        yield block
        before = block
    if view.provenance:
        yield Paragraph("")
        yield Paragraph(view.provenance, "mute")


def stands_apart(block: SimpleBlock, before: SimpleBlock | None) -> bool:
    """Return whether an empty line comes between a block and the one before it, if there is one."""
    return before is not None and (isinstance(block, Heading | Table) or isinstance(before, Table))


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
    """Return the label of an annex, such as "Phụ lục II"."""
    return words("annex", number=annex.number).strip()


def _simple(block: Block) -> SimpleBlock:
    match block:
        case Numbers(numbers=numbers):
            return Pairs(tuple((number.label, f"{number.value} {number.note}".strip()) for number in numbers))
        case Trend(title=title, alt=alt) | DateAxis(title=title, alt=alt) | Bars(title=title, alt=alt):
            return Paragraph(f"{title}: {alt}")
        case DataForm():
            return Paragraph("")
        case _:
            return block


def _opening(form: Form) -> Iterator[SimpleBlock]:
    lines = (form.above, form.issuer, form.nation, form.motto, form.number, form.dated, form.draft, form.kind)
    yield from map(Paragraph, filter(None, lines))
    yield Paragraph(form.subject)
    if len(form.to) == 1:
        yield Paragraph(f"{form.to_label} {form.to[0]}")
    else:
        yield from _labelled(form.to_label, form.to)


def _closing(form: Form) -> Iterator[SimpleBlock]:
    yield from map(Paragraph, filter(None, (*form.office, BLANK, form.signer)))  # the blank is for the signature
    yield from _labelled(form.copies_label, form.copies)


def _labelled(label: str, texts: Sequence[str]) -> Iterator[SimpleBlock]:
    if texts:
        yield Paragraph(label)
        yield Items(tuple(texts))
