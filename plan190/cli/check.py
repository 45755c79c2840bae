"""`plan190 check`: every fault of every file, or the page of a code. Reads everything anew and writes nothing."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.choices import nearest
from plan190.cli.session import Answer, Session, day_of, today
from plan190.diagnostics import CODES, errors_in
from plan190.document import Paragraph, View
from plan190.errors import Plan190Error
from plan190.words.text import shown

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
    loaded, diagnostics = session.checked
    day = day_of(session.request.as_of) if session.request.as_of else today()
    view = findings.build(session.tree.shown, diagnostics, loaded.texts, len(session.files.data), day, words)
    return Answer(view, 1 if errors_in(diagnostics) else 0)


def _code(session: Session, text: str) -> str:
    asked = text.strip().upper()
    by_name = {code.name: number for number, code in CODES.items()}
    if asked in CODES:
        return asked
    if text in by_name:
        return by_name[text]
    near = nearest(asked, list(CODES)) or nearest(text, list(by_name))
    said = session.words("error.code_near", name=near) if near else ""
    raise Plan190Error("error.code_unknown", text=shown(text), near=said, codes=", ".join(CODES))
