"""`plan190 check`: every problem in the files, or the page of a code. It writes files only with --fix."""

from __future__ import annotations

import dataclasses
import os
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.checks.findings import CheckResult, checked_in, joined, waived_at
from plan190.checks.left_out import counted_errors
from plan190.checks.waivers import waive
from plan190.cli.clock import as_of_date
from plan190.cli.data_folder import path_below
from plan190.cli.help import near_hint
from plan190.cli.options import FINDING_FORMATS
from plan190.cli.output import CANNOT, exit_code, write_errors
from plan190.cli.received import check_received, is_outside, read_received, where_they_belong
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.diagnostics import CODES, Diagnostic, ordered
from plan190.document.blocks import Paragraph, View
from plan190.edit.repair import repairable, repaired
from plan190.errors import Plan190Error
from plan190.load.loader import UPDATES
from plan190.load.tree import DiskTree
from plan190.review.code_owners import stale
from plan190.words.text import masked, nearest, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from plan190.checks import fact_types as types
    from plan190.checks.checked_data import CheckedData
    from plan190.cli.data_folder import DataFolder

    Texts = Mapping[str, tuple[str, str]]
    """The text of each file before and after a repair."""

FORMATS = FINDING_FORMATS


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
    """Return the problems in all files, or in those of `paths`; exit code 1 if there is an error.

    All files are read in any case, because rules need the whole plan.
    """
    from plan190.views import findings

    if explain is not None:
        return _rule_page(session, explain)
    data, words = session.data, session.words
    outside = [path for path in paths or () if is_outside(data, path)]
    if outside:
        if fix or diff:
            raise Plan190Error("error.fix_outside", path=printable(outside[0]))
        inside = [path for path in paths or () if path not in outside]
        result, view = _check_outside(session, outside, inside, waivers=not no_waivers)
        return Result(view, _exit_code(result, (), strict, exit_zero))
    data.demand_own("check")
    below = _paths_below(data, paths or ())
    result, checked = _check(session, below, waivers=not no_waivers)
    if not result.files and not result.diagnostics:
        raise Plan190Error("error.nothing_checked", paths=printable(" ".join(paths or ())), path=data.shown)
    blocks = []
    if checked.as_of > as_of_date(None, checked.loaded.values.plan):
        blocks.append(Paragraph(words("check.future", day=words.day(checked.as_of)), "warn"))
    if fix or diff:
        texts = _repaired_texts(data, result)
        number = sum(diagnostic.place.path in texts for diagnostic in result.fixable)
        key = "fix.would" if diff else "fix.written"
        sentence = words(key if texts else "fix.nothing", number=number, files=len(texts))
        if diff:
            patch = _patch(data, texts) or f"{sentence}\n"
            return Result(View("", (Paragraph(sentence),)), exit_code(fails=bool(texts)), text=patch)
        _write(data, texts)
        blocks.append(Paragraph(sentence))
        result, checked = _check(Session(session.request), below, waivers=not no_waivers)
    view = findings.build(result, checked.as_of, words)
    view = dataclasses.replace(view, blocks=(*blocks, *view.blocks))
    return Result(view, _exit_code(result, below, strict, exit_zero))


def _check_outside(
    session: Session, outside: Sequence[str], inside: Sequence[str], *, waivers: bool
) -> tuple[CheckResult, View]:
    """Return the problems in files outside the data folder, and in those inside it, with their view."""
    from plan190.views import findings

    received, unreadable = read_received(session, outside)
    if unreadable:
        raise unreadable[0]
    result, head = check_received(session, received, waivers=waivers)
    places = list(where_they_belong(session, received, result, head))
    if inside:
        changed = session.with_changes({file.path: file.content for file in received})
        others, _ = _check(changed, _paths_below(session.data, inside), waivers=waivers)
        result = result.with_others(others)
    view = findings.build(result, head.as_of, session.words)
    return result, dataclasses.replace(view, blocks=(*view.blocks, *places))


def _rule_page(session: Session, text: str) -> Result:
    """Return the page that explains the code with this number or name."""
    key = _code(session, text)
    code, page = CODES[key], session.words.page(key)
    waivable = session.words("check.waivable" if code.waivable else "check.not_waivable")
    facts: types.RulePage = {"code": key, "name": code.name, "waivable": code.waivable, "page": page}
    return Result(View("", (Paragraph(f"{page}\n"), Paragraph(waivable, "mute")), facts), from_data=False)


def _code(session: Session, text: str) -> str:
    """Return the code with this number or name; Plan190Error with the nearest one if there is none."""
    number = text.strip().upper()
    by_name = {code.name: key for key, code in CODES.items()}
    key = by_name.get(text, number)
    if key in CODES:
        return key
    hint = near_hint(session.words, nearest(number, CODES, 0.5) or nearest(text, by_name, 0.5))
    raise Plan190Error("error.code_unknown", text=printable(text), near=hint, codes=", ".join(CODES))


def _check(session: Session, below: Sequence[str], *, waivers: bool) -> tuple[CheckResult, CheckedData]:
    """Return the problems in the wanted files, and the checked data; `waivers`: whether waivers count."""
    data = session.data
    checked = data.check(session.request.as_of)
    checked.keep(data.cache_folder, is_error_free=not counted_errors(checked))
    is_wanted = _filter_of(below)
    waived = waive(checked.register, checked.diagnostics, checked.as_of)
    # If a file cannot be read, some of its problems are unknown, and a waiver that looks unused may be needed.
    reported = list(checked.diagnostics)
    if set(data.files.data) <= checked.loaded.error_free:
        reported += waived.unused
    if data.repository_root is not None:
        reported += stale(DiskTree(data.repository_root, ""), checked, data.path)
    diagnostics = tuple(diagnostic for diagnostic in ordered(reported) if is_wanted(diagnostic.place.path))
    places = waived_at(data.shown, checked.register, waived.by)
    places = {diagnostic: places[diagnostic] for diagnostic in diagnostics if waivers and diagnostic in places}
    texts, entries = checked.loaded.texts, partial(checked_in, checked, data.path, is_wanted)
    fixable, files = repairable(diagnostics, texts), sum(map(is_wanted, data.files.data))
    result = CheckResult(data.shown, data.path, diagnostics, texts, entries, files, waived=places, fixable=fixable)
    return result, checked


def _repaired_texts(data: DataFolder, result: CheckResult) -> Texts:
    """Return the texts of the files that the repair changes."""
    texts = {}
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in result.fixable:
        by_path[diagnostic.place.path].append(diagnostic)
    for path, diagnostics in sorted(by_path.items()):
        before = data.files.data[path].decode("utf-8")
        after = repaired(before, diagnostics)
        if after != before:
            texts[path] = (before, after)
    return texts


def _patch(data: DataFolder, texts: Texts) -> str:
    """Return the repair as a unified diff, with invisible characters as codes."""
    import difflib

    lines: list[str] = []
    for path, (before, after) in texts.items():
        name = joined(data.path, path)
        lines += difflib.unified_diff(_visible_lines(before), _visible_lines(after), f"a/{name}", f"b/{name}")
    return "".join(lines)


def _visible_lines(text: str) -> list[str]:
    return [f"{printable(masked(line))}\n" for line in text.split("\n")]


def _write(data: DataFolder, texts: Texts) -> None:
    """Write the repaired texts, and remove what an interrupted repair has left."""
    from plan190.files import remove_interrupted, write_atomically

    paths, _ = data.disk.below(UPDATES)
    for folder in {"", *(path.rpartition("/")[0] for path in paths)}:
        remove_interrupted(data.disk.root / folder)
    for name, (_, after) in texts.items():
        path = data.disk.root.joinpath(*name.split("/"))
        with write_errors(path):
            write_atomically(path, after.encode("utf-8"), path.stat().st_mode & 0o777)


def _exit_code(result: CheckResult, below: Sequence[str], strict: bool, exit_zero: bool) -> int:
    """Return the exit code: `CANNOT` if a file that the user named cannot be read."""
    if any(diagnostic.code == "P001" and diagnostic.place.path in below for diagnostic in result.diagnostics):
        return CANNOT
    fails = result.fails or (strict and result.counts["warning"] > 0)
    return exit_code(fails=fails and not exit_zero)


def _paths_below(data: DataFolder, paths: Sequence[str]) -> list[str]:
    """Return the paths relative to the data folder, "" for the folder itself; Plan190Error for a path outside it."""
    # Unlike `Path.resolve`, `abspath` follows no links.
    return [path_below(os.path.abspath(path), data.full_path, typed=path, root_typed=data.shown) for path in paths]  # noqa: PTH100


def _filter_of(below: Sequence[str]) -> Callable[[str], bool]:
    """Return a function that accepts the wanted files: by path or by a folder above them; all files without paths."""
    folders = tuple(f"{path}/" for path in below)
    return lambda file: not below or "" in below or file in below or file.startswith(folders)
