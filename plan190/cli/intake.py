"""`plan190 intake FILE…`: check received monthly reports, and put those without errors into their places."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from plan190.cli.options import DryRunOption
from plan190.cli.output import exit_code
from plan190.cli.received import check_received, read_received, replacement
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.cli.write_data import difference, locked, write_data
from plan190.diagnostics import ordered
from plan190.document.blocks import Paragraph
from plan190.errors import Plan190Error
from plan190.load.loader import UPDATES
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.checks.checked_data import CheckedData
    from plan190.checks.findings import CheckResult
    from plan190.cli.received import ReceivedFile
    from plan190.document.blocks import Tone

FORMATS = ("text", "concise")

MOST_NAMED = 3
"""The most files that the command for git names; for more, it names their folder."""


class _Intake(NamedTuple):
    """What becomes of the files.

    `changed`: the bytes to write, by path below the data folder. `sentences`: one or more on each file. `refused`: the
    number of files that are not written because of errors or of another report in their place.
    """

    result: CheckResult
    head: CheckedData
    changed: dict[str, bytes]
    sentences: list[Paragraph]
    refused: int


def run(
    session: Session,
    files: Annotated[list[str], typer.Argument(metavar="FILES")],
    replace: Annotated[bool, typer.Option("--replace")] = False,
    dry_run: DryRunOption = False,
) -> Result:
    """Return the problems in the files, and what was written; exit code 1 if a file was refused."""
    session.data.demand_own("intake")
    received, unreadable = read_received(session, files)
    if dry_run:
        return _dry_run(session, _intake(session, received, unreadable, replace=replace))
    with locked(session) as current:
        intake = _intake(current, received, unreadable, replace=replace)
        write_data(current.data, intake.changed)
    return _answer(current, intake)


def _dry_run(session: Session, intake: _Intake) -> Result:
    """Return the difference; if a file is refused, the same as without `--dry-run`."""
    if intake.refused or not intake.changed:
        return _answer(session, intake)
    result = _answer(session, intake._replace(sentences=[]))
    return result._replace(text=difference(session.data, intake.changed))


def _answer(session: Session, intake: _Intake) -> Result:
    from plan190.views import findings

    words, sentences = session.words, list(intake.sentences)
    if intake.changed:
        added = intake.changed if len(intake.changed) <= MOST_NAMED else [UPDATES]
        paths = " ".join(map(session.data.shown_path, added))
        sentences.append(Paragraph(words("intake.next", paths=paths)))
    view = findings.build(intake.result, intake.head.as_of, words)
    view = dataclasses.replace(view, blocks=(*view.blocks, *sentences))
    return Result(view, exit_code(fails=intake.refused > 0))


def _intake(
    session: Session, received: Sequence[ReceivedFile], unreadable: Sequence[Plan190Error], *, replace: bool
) -> _Intake:
    """Return what becomes of the files; nothing is written yet. `unreadable`: an error for each that is no report."""
    result, head, accepted = _accepted(session, received)
    sentences = [Paragraph(session.words(error.key, **error.values), "bad") for error in unreadable]
    sentences += [_sentence(session, "refused", file, "bad") for file in received if file not in accepted]
    refused = len(sentences)
    changed: dict[str, bytes] = {}
    for file in accepted:
        there, new = session.data.files.data.get(file.path), replacement(session.data, head, file)
        if there == new:
            sentences.append(_sentence(session, "same", file))
        elif there is not None and not replace:
            sentences.append(_sentence(session, "other", file, "bad"))
            sentences += map(Paragraph, difference(session.data, {file.path: new}).splitlines())
            refused += 1
        else:
            changed[file.path] = new
            sentences.append(_sentence(session, "written", file, "good"))
    if replace and changed:
        _demand_no_errors(session, accepted, changed)
    return _Intake(result, head, changed, sentences, refused)


def _accepted(
    session: Session, received: Sequence[ReceivedFile]
) -> tuple[CheckResult, CheckedData, list[ReceivedFile]]:
    """Return all problems, the data with the files that have no errors, and these files.

    All files are checked together, then again without those that have errors, because others may depend on them. If
    they cause an error in a file of the data folder, all are refused.
    """
    result, head = check_received(session, received)
    accepted, diagnostics, waived = list(received), set(result.diagnostics), dict(result.waived)
    errors = result.errors
    while errors and accepted:
        faulty = {error.place.path for error in errors}
        kept = [file for file in accepted if file.path not in faulty]
        accepted = kept if len(kept) < len(accepted) else []
        again, head = check_received(session, accepted)
        diagnostics |= set(again.diagnostics)
        waived |= again.waived
        errors = again.errors
    return dataclasses.replace(result, diagnostics=ordered(diagnostics), waived=waived), head, accepted


def _demand_no_errors(session: Session, accepted: Sequence[ReceivedFile], changed: dict[str, bytes]) -> None:
    """Raise Plan190Error if a report with the changed entries has an error that the received file has not."""
    files = [file._replace(content=changed[file.path], cells={}) for file in accepted if file.path in changed]
    errors = check_received(session, files)[0].errors
    if errors:
        raise Plan190Error("error.edit_form", path=printable(errors[0].place.path))


def _sentence(session: Session, key: str, file: ReceivedFile, tone: Tone = "plain") -> Paragraph:
    return Paragraph(session.words(f"intake.{key}", path=file.name, place=session.data.shown_path(file.path)), tone)
