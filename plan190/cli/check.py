"""`plan190 check`: every problem in the files, or the page of a code. It writes files only with --fix."""

from __future__ import annotations

import dataclasses
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from plan190.checks.findings import CheckResult, checked_in, waived_at
from plan190.checks.left_out import counted_errors
from plan190.checks.waivers import waive
from plan190.cli.clock import as_of_date
from plan190.cli.data_folder import path_below
from plan190.cli.help import near_hint
from plan190.cli.options import FINDING_FORMATS
from plan190.cli.output import CANNOT, exit_code, permissions_of, write_errors
from plan190.cli.received import check_received, is_outside, read_received, where_they_belong
from plan190.cli.recorded import is_of_history, problems_of_history
from plan190.cli.repair_files import NO_REPAIR, Repair, repair_of
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.diagnostics import CODES, ordered
from plan190.document.blocks import Paragraph, View
from plan190.edit.repair import repairs
from plan190.errors import Plan190Error
from plan190.load.tree import DiskTree
from plan190.review.code_owners import stale
from plan190.words.text import nearest, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from plan190.checks import fact_types as types
    from plan190.checks.checked_data import CheckedData
    from plan190.cli.data_folder import DataFolder
    from plan190.document.blocks import Block

FORMATS = FINDING_FORMATS


class _Options(NamedTuple):
    """The options as typed; `waivers`: whether waivers count."""

    fix: bool
    diff: bool
    waivers: bool
    strict: bool
    exit_zero: bool
    history: bool


def run(
    session: Session,
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH")] = None,
    explain: Annotated[str | None, typer.Option(metavar="CODE")] = None,
    fix: Annotated[bool, typer.Option("--fix")] = False,
    diff: Annotated[bool, typer.Option("--dry-run", "--diff")] = False,
    strict: Annotated[bool, typer.Option("--strict")] = False,
    no_waivers: Annotated[bool, typer.Option("--no-waivers")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero")] = False,
    *,
    history: Annotated[bool, typer.Option("--history")] = False,
) -> Result:
    """Return the problems in all files, or in those of `paths`; exit code 1 if there is an error.

    All files are read in any case, because rules need the whole plan. `history`: also report changes of targets that
    were committed without a decision.
    """
    if explain is not None:
        return _rule_page(session, explain)
    outside = [path for path in paths or () if is_outside(session.data, path)]
    if session.commit is not None and (outside or fix or diff):
        raise Plan190Error("error.known_at_check")
    options = _Options(fix, diff, not no_waivers, strict, exit_zero, history)
    if outside:
        return _check_outside(session, outside, set(paths or ()) - set(outside), options)
    return _check_inside(session, paths or (), options)


def _check_inside(session: Session, paths: Sequence[str], options: _Options) -> Result:
    """Return the problems in all files of the data folder, or in those of `paths`."""
    from plan190.views import findings

    data, words = session.data, session.words
    data.demand_own("check")
    below = _paths_below(data, paths)
    result, checked = _check(session, below, waivers=options.waivers, history=options.history)
    if not result.files and not result.diagnostics:
        raise Plan190Error("error.nothing_checked", paths=printable(" ".join(paths)), path=data.shown)
    blocks = []
    if checked.as_of > as_of_date(None, checked.loaded.values.plan):
        blocks.append(Paragraph(words("check.future", day=words.day(checked.as_of)), "warn"))
    repair = repair_of(data.files.data, result) if options.fix or options.diff else NO_REPAIR
    if options.diff:
        from plan190.cli.write_data import difference

        return _preview(session, repair, difference(data, repair.changed, repair.names))
    if options.fix:
        if repair != NO_REPAIR:
            repair = _repair_data(session, below)
        blocks += repair.paragraphs(words, is_done=True)
        result, checked = _check(Session(session.request), below, waivers=options.waivers, history=options.history)
    if checked.plan is not None:
        words = words.for_periods(checked.plan.reporting.units)
    view = findings.build(result, checked.as_of, words)
    view = dataclasses.replace(view, blocks=(*blocks, *view.blocks))
    return Result(view, _exit_code(result, below, options.strict, options.exit_zero))


def _preview(session: Session, repair: Repair, text: str) -> Result:
    """Return what a repair would change; `text`: the difference."""
    paragraphs = repair.paragraphs(session.words, is_done=False)
    return Result(View("", paragraphs), exit_code(fails=repair != NO_REPAIR), text=text or f"{paragraphs[0].text}\n")


def _repair_data(session: Session, below: Sequence[str]) -> Repair:
    """Repair the wanted files of the data folder, and return what was repaired."""
    from plan190.cli.write_data import locked, write_data

    with locked(session) as current:
        repair = repair_of(current.data.files.data, _check(current, below, waivers=False)[0])
        write_data(current.data, repair.changed, repair.names)
    return repair


def _check_outside(session: Session, outside: Sequence[str], inside: Collection[str], options: _Options) -> Result:
    """Return the problems in files outside the data folder, and in those inside it; or only the repair of the first."""
    from plan190.views import findings

    if options.history:
        raise Plan190Error("error.history_outside", path=printable(outside[0]))
    if options.diff:
        return _fix_outside(session, outside, inside, is_written=False)
    fixed: Sequence[Block] = ()
    if options.fix:
        fixed = _fix_outside(session, outside, inside, is_written=True).view.blocks
    received, unreadable = read_received(session, outside)
    if unreadable:
        raise unreadable[0]
    result, head = check_received(session, received, waivers=options.waivers)
    places = list(where_they_belong(session, received, result, head))
    if inside:
        changed = session.with_changes({file.path: file.content for file in received})
        others, _ = _check(changed, _paths_below(session.data, inside), waivers=options.waivers)
        result = result.with_others(others)
    view = findings.build(result, head.as_of, session.words)
    view = dataclasses.replace(view, blocks=(*fixed, *view.blocks, *places))
    return Result(view, _exit_code(result, (), options.strict, options.exit_zero))


def _fix_outside(session: Session, outside: Sequence[str], inside: Collection[str], *, is_written: bool) -> Result:
    """Repair files outside the data folder, or only return what would change; workbooks are not changed."""
    from plan190.cli.write_data import difference_between
    from plan190.files import write_atomically

    if inside:
        raise Plan190Error("error.fix_mixed")
    received, _ = read_received(session, outside)
    result, _ = check_received(session, received)
    typed = {file.path: file.typed for file in received if not file.cells}
    before = {file.path: file.content for file in received if not file.cells}
    repair = repair_of(before, result)._replace(names={})
    if not is_written:
        old = {typed[path]: before[path] for path in repair.changed}
        new = {typed[path]: content for path, content in repair.changed.items()}
        return _preview(session, repair, difference_between("", old, new))
    for path, content in repair.changed.items():
        file = Path(os.path.realpath(typed[path]))
        with write_errors(file):
            write_atomically(file, content, permissions_of(file))
    return Result(View("", repair.paragraphs(session.words, is_done=True)))


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


def _check(
    session: Session, below: Sequence[str], *, waivers: bool, history: bool = False
) -> tuple[CheckResult, CheckedData]:
    """Return the problems in the wanted files, and the checked data.

    `waivers`: whether waivers count. `history`: whether problems of the history are among them.
    """
    data = session.data
    checked = data.check(session.request.as_of)
    checked.keep(data.cache_folder, is_error_free=not counted_errors(checked))
    is_wanted = _filter_of(below)
    reported = list(checked.diagnostics)
    if history:
        reported += problems_of_history(data, checked)
    waived = waive(checked.register, reported, checked.as_of)
    # If a file cannot be read, some of its problems are unknown, and a waiver that looks unused may be needed. So is
    # that of a problem of the history, which was not checked.
    if set(data.files.data) <= checked.loaded.error_free:
        reported += (unused for unused in waived.unused if history or not is_of_history(unused))
    if data.repository_root is not None and data.committed is None:
        reported += stale(DiskTree(data.repository_root, ""), checked, data.path)
    diagnostics = tuple(diagnostic for diagnostic in ordered(reported) if is_wanted(diagnostic.place.path))
    places = waived_at(data.shown, checked.register, waived.by)
    places = {diagnostic: places[diagnostic] for diagnostic in diagnostics if waivers and diagnostic in places}
    texts, entries = checked.loaded.texts, partial(checked_in, checked, data.path, is_wanted)
    fixable, files = repairs(diagnostics, texts), sum(map(is_wanted, data.files.data))
    result = CheckResult(data.shown, data.path, diagnostics, texts, entries, files, waived=places, fixable=fixable)
    return result, checked


def _exit_code(result: CheckResult, below: Sequence[str], strict: bool, exit_zero: bool) -> int:
    """Return the exit code: `CANNOT` if a file that the user named cannot be read."""
    if any(diagnostic.code == "P001" and diagnostic.place.path in below for diagnostic in result.diagnostics):
        return CANNOT
    fails = result.fails or (strict and result.counts["warning"] > 0)
    return exit_code(fails=fails and not exit_zero)


def _paths_below(data: DataFolder, paths: Collection[str]) -> list[str]:
    """Return the paths relative to the data folder, "" for the folder itself; Plan190Error for a path outside it."""
    # Unlike `Path.resolve`, `abspath` follows no links.
    return [path_below(os.path.abspath(path), data.full_path, typed=path, root_typed=data.shown) for path in paths]  # noqa: PTH100


def _filter_of(below: Sequence[str]) -> Callable[[str], bool]:
    """Return a function that accepts the wanted files: by path or by a folder above them; all files without paths."""
    folders = tuple(f"{path}/" for path in below)
    return lambda file: not below or "" in below or file in below or file.startswith(folders)
