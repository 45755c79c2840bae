"""A view as one flow says the whole of it, the outer form first and last."""

from __future__ import annotations

from plan190.document.blocks import Items, Paragraph
from plan190.document.flow import flow
from plan190.words import words_in
from tests.formats.sample_views import FORM, report


def test_the_outer_form_is_said_whole() -> None:
    """Each of its places once, in the order of reading; who is alone written to on the line of the label."""
    texts: list[str] = []
    for block in flow(report("x"), words_in("vi")):
        texts += block.texts if isinstance(block, Items) else [block.text] if isinstance(block, Paragraph) else []
    opening = (FORM.above, FORM.issuer, FORM.nation, FORM.motto, FORM.number, FORM.dated, FORM.draft, FORM.kind)
    closing = (*FORM.office, FORM.signer, FORM.copies_label, *FORM.copies)
    whole = (*opening, FORM.subject, f"{FORM.to_label} {FORM.to[0]}", *closing)

    assert "" not in whole
    assert [text for text in texts if text in whole] == list(whole)
