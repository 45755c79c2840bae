"""`plan190 check`: every fault of every file, or the page of a code; reads everything anew, and writes only to mend."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.checks.findings import CheckResult, checked_in, joined, waived_at
from plan190.checks.waivers import waive
from plan190.cli.output import CANNOT, FAULTS, FINDINGS, FINE
from plan190.cli.session import Result, Session, day_of
from plan190.diagnostics import CODES, ordered
from plan190.document.blocks import Paragraph, View
from plan190.errors import Plan190Error
from plan190.load.loader import OWNERS
from plan190.load.tree import DiskTree
from plan190.words.text import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from plan190.diagnostics import Diagnostic
    from plan190.model.register import Register

NAME = "check"
FORMATS = FINDINGS


def run(
    session: Session,
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH")] = None,
    explain: Annotated[str | None, typer.Option(metavar="CODE")] = None,
    fix: Annotated[bool, typer.Option("--fix")] = False,
    diff: Annotated[bool, typer.Option("--diff")] = False,
    strict: Annotated[bool, typer.Option("--strict")] = False,
    no_waivers: Annotated[bool, typer.Option("--no-waivers")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero")] = False,
) -> Result:
    """Give everything that is wrong with the files, or with those asked for; exit code 1 when an error is among it.

    Rules need the whole plan, so all files are read whatever the paths.
    """
    from plan190.views import findings

    if explain is not None:
        return _page(session, explain)
    session.demand_data(NAME)
    below = _below(session, paths or ())
    wanted = _wanted(below)
    judged, day = _judged(session, wanted, waivers=not no_waivers)
    if not judged.files and not judged.diagnostics:
        raise Plan190Error("error.nothing_checked", paths=shown(" ".join(paths or ())), path=session.tree.shown)
    words, said = session.words, []
    if fix or diff:
        changed = _mended(session, judged)
        spots = sum(one.place.path in changed for one in judged.fixable)
        told = words("fix.nothing")
        if changed:
            told = words("fix.would" if diff else "fix.written", number=spots, files=len(changed))
        if diff:
            text = "".join(_patch(session, changed))
            return Result(View("", (Paragraph(told),)), FAULTS if changed else FINE, text=text or f"{told}\n")
        _write(session, changed)
        said.append(Paragraph(told))
        session = Session(session.request)
        judged, day = _judged(session, wanted, waivers=not no_waivers)
    view = findings.build(judged, day, words)
    view = dataclasses.replace(view, blocks=(*said, *view.blocks))
    return Result(view, _exit_code(judged, below, strict, exit_zero))


def _page(session: Session, explain: str) -> Result:
    code = _code(session, explain)
    page, told = session.words.page(code), CODES[code]
    passing = session.words("check.waivable" if told.waivable else "check.not_waivable")
    facts = {"code": code, "name": told.name, "waivable": told.waivable, "page": page}
    return Result(View("", (Paragraph(f"{page}\n"), Paragraph(passing, "mute")), facts), from_data=False)


def _judged(session: Session, wanted: Callable[[str], bool], *, waivers: bool) -> tuple[CheckResult, date]:
    """Give what is wrong with the files wanted, and the day looked at; without `waivers` nothing is let pass."""
    as_of = session.request.as_of
    loaded, register, found, day = session.check(as_of=day_of(as_of) if as_of else None)
    waived = waive(register, found, day)
    # A waiver that nothing needs is only told of where all faults could be found.
    idle = waived.idle if set(session.files.data) <= loaded.whole else ()
    found = ordered((*found, *idle, *_stale(session, register, loaded.whole, day)))
    found = tuple(one for one in found if wanted(one.place.path))
    root = session.tree.shown
    judged = CheckResult(
        root=root,
        file_root=session.file_root,
        diagnostics=found,
        texts=loaded.texts,
        checked=checked_in(loaded.values, session.file_root, wanted),
        files=sum(map(wanted, session.files.data)),
        waived={
            one: at for one, at in waived_at(root, register, waived.by).items() if waivers and wanted(one.place.path)
        },
        fixable=frozenset(_mendable(found, loaded.texts)),
    )
    return judged, day


def _stale(session: Session, register: Register, whole: frozenset[str], day: date) -> Iterator[Diagnostic]:
    """Give each committed code-owners file that no longer says what the owners say."""
    top = session.repository_root
    if top is not None and OWNERS in session.files.data and {OWNERS, "agencies.yaml"} <= whole:
        from plan190.review.code_owners import stale

        yield from stale(DiskTree(top, ""), register, session.file_root, day)


def _mendable(found: Sequence[Diagnostic], texts: Mapping[str, str]) -> Iterator[Diagnostic]:
    if found:
        from plan190.edit.repair import is_repairable

        yield from (one for one in found if is_repairable(one, texts.get(one.place.path, "")))


def _mended(session: Session, judged: CheckResult) -> Mapping[str, tuple[str, str]]:
    """Give, by file, the text as it is and as it would be mended."""
    from plan190.edit.repair import repaired

    changed = {}
    for path in sorted({one.place.path for one in judged.fixable}):
        before = session.files.data[path].decode("utf-8")
        after = repaired(before, [one for one in judged.fixable if one.place.path == path])
        if after != before:
            changed[path] = (before, after)
    return changed


def _patch(session: Session, changed: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    import difflib

    for path, texts in changed.items():
        name = joined(session.file_root, path)
        # Marks and line ends that go are written out, or the change could not be seen.
        before, after = ([f"{shown(line)}\n" for line in text.split("\n")] for text in texts)
        yield from difflib.unified_diff(before, after, f"a/{name}", f"b/{name}")


def _write(session: Session, changed: Mapping[str, tuple[str, str]]) -> None:
    from plan190.files import write_whole

    for path, (_, after) in changed.items():
        here = session.tree.root.joinpath(*path.split("/"))
        try:
            write_whole(here, after.encode("utf-8"), here.stat().st_mode & 0o777)
        except OSError as error:
            raise Plan190Error("error.write", path=shown(str(here)), reason=error.strerror or "?") from error


def _exit_code(judged: CheckResult, below: Sequence[str], strict: bool, exit_zero: bool) -> int:
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
