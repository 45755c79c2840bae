"""`plan190 check`: every fault of every file, or the page of a code. Reads everything anew and writes nothing."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.session import Answer, Session, day_of
from plan190.diagnostics import CODES, errors_in
from plan190.document import Paragraph, View
from plan190.errors import Plan190Error
from plan190.words.text import nearest, shown

NAME = "check"
FORMATS = ("text", "concise", "json")


def answer(session: Session, explain: Annotated[str | None, typer.Option(metavar="CODE")] = None) -> Answer:
    """Give everything that is wrong with the files; exit code 1 when there is an error among it."""
    from plan190.views import findings

    words = session.words
    if explain is not None:
        code = _code(session, explain)
        page = words.page(code)
        return Answer(
            View("", (Paragraph(page),), {"code": code, "name": CODES[code].name, "page": page}), from_data=False
        )
    as_of = session.request.as_of
    loaded, diagnostics, day = session.check(as_of=day_of(as_of) if as_of else None)
    view = findings.build(session.tree.shown, diagnostics, loaded.texts, len(session.files.data), day, words)
    return Answer(view, 1 if errors_in(diagnostics) else 0)


def _code(session: Session, text: str) -> str:
    asked = text.strip().upper()
    by_name = {code.name: number for number, code in CODES.items()}
    if asked in CODES:
        return asked
    if text in by_name:
        return by_name[text]
    near = nearest(asked, CODES, 0.5) or nearest(text, by_name, 0.5)
    said = session.words("error.code_near", name=near) if near else ""
    raise Plan190Error("error.code_unknown", text=shown(text), near=said, codes=", ".join(CODES))
