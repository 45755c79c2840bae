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

NAME = "check"
FORMATS = FINDINGS
FINE, FAULTS, CANNOT = 0, 1, 2


def answer(
    session: Session,
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH")] = None,
    explain: Annotated[str | None, typer.Option(metavar="CODE")] = None,
    strict: Annotated[bool, typer.Option("--strict")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero")] = False,
) -> Answer:
    """Give everything that is wrong with the files, or with those asked for; exit code 1 when an error is among it.

    Rules need the whole plan, so all files are read whatever the paths.
    """
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
    below = _below(session, paths or ())
    wanted = _wanted(below)
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
    return Answer(findings.build(judged, day, words), _exit_code(judged, below, strict, exit_zero))


def _exit_code(judged: Judged, below: Sequence[str], strict: bool, exit_zero: bool) -> int:
    """Give the exit code: a file named on the command line that cannot be read is no answer at all."""
    if any(one.code == "P001" and one.place.path in below for one in judged.diagnostics):
        return CANNOT
    fails = judged.fails or (strict and judged.counts["warning"] > 0)
    return FAULTS if fails and not exit_zero else FINE


def _below(session: Session, paths: Sequence[str]) -> tuple[str, ...]:
    """Give the paths as they are below the data folder; Plan190Error for one outside it."""
    root = os.path.abspath(session.tree.root)  # noqa: PTH100 - links are not followed
    below = []
    for path in paths:
        here = os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/")  # noqa: PTH100
        if here == ".." or here.startswith("../"):
            raise Plan190Error("error.path_outside", path=shown(path), data=session.tree.shown)
        below.append("" if here == "." else here)
    return tuple(below)


def _wanted(below: Sequence[str]) -> Callable[[str], bool]:
    """Give what says whether a file of the data folder is asked for: itself, or a folder around it, or nothing is."""
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
