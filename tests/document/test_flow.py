"""A view as a sequence of blocks contains the whole official form, around the other blocks."""

from __future__ import annotations

from plan190.document.blocks import Items, Paragraph
from plan190.document.flow import flow
from plan190.words import words_in
from tests.formats.sample_views import FORM, report


def test_the_official_form_is_complete() -> None:
    """Each field occurs once, in reading order; a single addressee is on the line of the label."""
    texts: list[str] = []
    for block in flow(report("x"), words_in("vi")):
        match block:
            case Items():
                texts += block.texts
            case Paragraph():
                texts.append(block.text)
    opening = (FORM.above, FORM.issuer, FORM.nation, FORM.motto, FORM.number, FORM.dated, FORM.draft, FORM.kind)
    closing = (*FORM.office, FORM.signer, FORM.copies_label, *FORM.copies)
    fields = (*opening, FORM.subject, f"{FORM.to_label} {FORM.to[0]}", *closing)

    assert "" not in fields
    assert [text for text in texts if text in fields] == list(fields)
