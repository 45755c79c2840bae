"""`plan190 verify FILE`: whether a report matches its data, and where it differs."""

from __future__ import annotations

import contextlib
import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.clock import parse_date
from plan190.cli.options import VERIFIABLE
from plan190.cli.output import exit_code
from plan190.cli.report_files import with_provenance
from plan190.cli.request import FileSet, Request, Result
from plan190.cli.session import Session
from plan190.document.extracted import differences, provenance_of, text_diff
from plan190.document.provenance import digest_of, find_provenance
from plan190.errors import Plan190Error
from plan190.formats import BINARY, SUFFIXES, RenderOptions, render
from plan190.formats.reading import extract, searchable_text
from plan190.load.loader import read_files
from plan190.words import LANGUAGES
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.document.extracted import Difference
    from plan190.document.provenance import Provenance
    from plan190.load.git import Repository

FORMATS = ("table", "json")
LARGEST = 32 * 1024 * 1024
"""The most bytes of a report that is read."""

MOST_COMMITS = 200
"""The most commits, newest first, that are searched for the data of a report."""


def run(session: Session, file: Annotated[str, typer.Argument(metavar="FILE")]) -> Result:
    """Return whether the report matches its data; exit code 1 if not; Plan190Error if it cannot be rebuilt."""
    from plan190.views import verification

    data, format_ = _read(file), _format_of(file)
    provenance = _provenance_of(file, data, format_)
    request, command = _request_of(session, provenance)
    with _session_on_data(request, provenance) as on_data:
        rebuilt = None if on_data is None else _rebuilt(on_data, provenance, command, format_)
    parts, diff = _differences(format_, data, rebuilt)
    comparison = verification.Comparison(printable(file), provenance, rebuilt is not None, data == rebuilt, parts, diff)
    view = verification.build(comparison, session.words)
    return Result(view, exit_code(fails=not comparison.matches), from_data=False)


def _differences(format_: str, data: bytes, rebuilt: bytes | None) -> tuple[tuple[Difference, ...], tuple[str, ...]]:
    """Return the parts in which two docx or xlsx files differ, or the diff of two text files; the other one is empty.

    Both are empty if the report could not be rebuilt or is the same.
    """
    if rebuilt is None or data == rebuilt:
        return (), ()
    if format_ in BINARY:
        return tuple(differences(extract(format_, data), extract(format_, rebuilt))), ()
    return (), text_diff(data.decode("utf-8-sig", "replace"), rebuilt.decode())


def _read(file: str) -> bytes:
    """Return the bytes of the file; Plan190Error if it is too large or not a regular file."""
    path = Path(file)
    try:
        if path.exists() and not path.is_file():
            raise Plan190Error("error.verify_no_file", path=printable(file))
        with path.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise Plan190Error(
            "error.read", path=printable(file), reason=getattr(error, "strerror", None) or "?"
        ) from error
    if len(data) > LARGEST:
        raise Plan190Error("error.verify_large", path=printable(file), megabytes=LARGEST // 2**20)
    return data


def _format_of(file: str) -> str:
    name = SUFFIXES.get(os.path.splitext(file)[1].lower(), "")  # noqa: PTH122 - the name is a text
    if name in {"", "csv", "yaml"}:
        raise Plan190Error("error.verify_format", path=printable(file))
    return name


def _provenance_of(file: str, data: bytes, format_: str) -> Provenance:
    try:
        if format_ in BINARY:
            provenance = provenance_of(extract(format_, data))
        else:
            provenance = find_provenance(searchable_text(format_, data))
    except ValueError as error:
        raise Plan190Error("error.verify_read", path=printable(file), format=format_) from error
    if provenance is None:
        raise Plan190Error("error.no_provenance", path=printable(file))
    return provenance


@contextlib.contextmanager
def _session_on_data(request: Request, provenance: Provenance) -> Iterator[Session | None]:
    """Yield a session on the data that the report was made from; None if they are not found on disk or in a commit.

    The digest, not the commit, identifies the data: a rebase may have removed the commit that the report names, or the
    data were committed later. A report that was made with `--known-at` states its commit, so only that one counts.
    """
    on_disk = Session(request)
    origin, root = on_disk.data.origin, on_disk.data.repository_root
    is_known_at = request.known_at is not None
    if not is_known_at and (origin.folder, origin.digest) == (provenance.folder, provenance.digest):
        yield on_disk
        return
    if provenance.commit is None and root is None:
        yield None
        return
    from plan190.load.git import open_repository

    with open_repository(root or Path.cwd()) as repository:
        head = repository.commit("HEAD")
        named = _named_commits(repository, provenance.commit, head)
        others = repository.commits_that_changed(provenance.folder, head, MOST_COMMITS)
        for commit in named if is_known_at else (*named, *others):
            tree = repository.tree(commit, provenance.folder, printable(provenance.folder or "."))
            if digest_of(read_files(tree).read_all()) == provenance.digest:
                yield Session(request, tree, commit=repository.described(commit) if is_known_at else None)
                return
        if provenance.commit is not None and not named:
            raise Plan190Error("error.verify_history", commit=provenance.commit)
        yield None


def _named_commits(repository: Repository, commit: str | None, head: str) -> list[str]:
    """Return the commit that the report names, if the branch has it; data of other branches were not accepted."""
    with contextlib.suppress(Plan190Error):
        if commit is not None and repository.is_ancestor(repository.commit(commit), head):
            return [commit]
    return []


def _request_of(session: Session, provenance: Provenance) -> tuple[Request, tuple[str, ...]]:
    """Return the request of the report's command, and the command without the options in this request.

    Plan190Error if the command does not end with the date and the language, or names another commit than the report.
    """
    command, last = provenance.command[:-4], provenance.command[-4:]
    if not command or command[0] not in VERIFIABLE or last[::2] != ("--as-of", "--lang") or last[3] not in LANGUAGES:
        raise _cannot_rebuild(provenance)
    known_at = None
    if command[-2:-1] == ("--known-at",):
        command, known_at = command[:-2], command[-1]
    if known_at is not None and known_at != provenance.commit:
        raise _cannot_rebuild(provenance)
    is_draft = command[-1:] == ("--draft",)
    if is_draft:
        command = command[:-1]
    as_of, data = parse_date(last[1]), session.request.data
    return Request(as_of=as_of, known_at=known_at, lang=last[3], data=data, draft=is_draft), command


def _rebuilt(session: Session, provenance: Provenance, command: tuple[str, ...], format_: str) -> bytes:
    """Return the rebuilt report; Plan190Error if plan190 would give the report another command line."""
    from plan190.cli.app import arguments_of

    name, *arguments = command
    module = import_module(f"plan190.cli.{name}")
    result = module.run(session, **arguments_of(name, arguments, session.words))
    if isinstance(result, FileSet):
        result = next((page for page in result.pages if page.command == command), None)
    if result is None or result.command != command:
        raise _cannot_rebuild(provenance)
    view = with_provenance(result.view, provenance.line, (result.session or session).as_of)
    return render(format_, view, RenderOptions(result.words or session.words, root=result.root))


def _cannot_rebuild(provenance: Provenance) -> Plan190Error:
    return Plan190Error("error.verify_command", command=printable(" ".join(provenance.command)))
