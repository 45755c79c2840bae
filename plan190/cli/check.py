"""`plan190 check`: every fault of every file, or the page of a code. Reads everything anew and writes nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.output import FINDINGS
from plan190.cli.session import Answer, Session, day_of
from plan190.diagnostics import CODES
from plan190.document import Paragraph, View
from plan190.errors import Plan190Error
from plan190.findings import Judged, checked_in
from plan190.words.text import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plan190.words import Words

NAME = "check"
FORMATS = FINDINGS


def answer(
    session: Session,
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH")] = None,
    explain: Annotated[str | None, typer.Option(metavar="CODE")] = None,
) -> Answer:
    """Give everything that is wrong with the files, or with those asked for; exit code 1 when an error is among it.

    Rules need the whole plan, so all files are read whatever the paths.
    """
    from plan190.views import findings

    words = session.words
    if explain is not None:
        code = _code(session, explain)
        return Answer(_page(code, words), from_data=False)
    as_of = session.request.as_of
    loaded, diagnostics, day = session.check(as_of=day_of(as_of) if as_of else None)
    wanted = _wanted(session, paths or ())
    judged = Judged(
        root=session.tree.shown,
        file_root=session.file_root,
        diagnostics=tuple(one for one in diagnostics if wanted(one.place.path)),
        texts=loaded.texts,
        checked=checked_in(loaded.values, session.file_root, wanted),
        files=sum(map(wanted, session.files.data)),
    )
    if not judged.files and not judged.diagnostics:
        raise Plan190Error("error.nothing_checked", paths=shown(" ".join(paths or ())), path=session.tree.shown)
    return Answer(findings.build(judged, day, words), 1 if judged.fails else 0)


def _page(code: str, words: Words) -> View:
    """Give the page of a code, and whether the coordinator may let it pass."""
    page, told = words.page(code), CODES[code]
    passing = words("check.waivable" if told.waivable else "check.not_waivable")
    facts = {"code": code, "name": told.name, "waivable": told.waivable, "page": page}
    return View("", (Paragraph(f"{page}\n"), Paragraph(passing, "mute")), facts)


def _wanted(session: Session, paths: Sequence[str]) -> Callable[[str], bool]:
    """Give what says whether a file of the data folder is asked for: itself, or a folder around it, or nothing is.

    Plan190Error for a path outside the data folder.
    """
    root = os.path.abspath(session.tree.root)  # noqa: PTH100 - links are not followed
    below = []
    for path in paths:
        here = os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/")  # noqa: PTH100
        if here == ".." or here.startswith("../"):
            raise Plan190Error("error.path_outside", path=shown(path), data=session.tree.shown)
        below.append("" if here == "." else here)
    return lambda file: not below or any(not one or file == one or file.startswith(f"{one}/") for one in below)


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
