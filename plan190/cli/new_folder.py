"""Make a new folder with the files of a tracker: complete or not at all, and never over existing files."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from plan190.cli.clock import today
from plan190.cli.output import write_errors
from plan190.cli.request import Request
from plan190.cli.session import Session
from plan190.diagnostics import errors_in
from plan190.errors import Plan190Error
from plan190.files import SUFFIX
from plan190.load.loader import Files, load
from plan190.load.tree import LARGEST
from plan190.tracker.bodies import without_uncertain
from plan190.words.text import clip, masked, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from plan190.diagnostics import Diagnostic
    from plan190.model.register import Body
    from plan190.tracker.importing import Imported
    from plan190.words import Words

AGENCIES = "agencies.yaml"

MOST_SHOWN = 5
"""The most errors in new data that are shown."""

LONGEST_LINE = 100
"""The most characters of the line of such an error that are shown."""


@contextlib.contextmanager
def new_folder(name: str) -> Iterator[Path]:
    """Yield a temporary folder whose content becomes that of the folder with this name, unless an error is raised.

    Plan190Error if the folder exists and is not empty.
    """
    folder = Path(os.path.abspath(name))  # noqa: PTH100 - links are not followed
    with write_errors(folder):
        exists = os.path.lexists(folder)
        if exists and (folder.is_symlink() or not folder.is_dir() or any(folder.iterdir())):
            raise Plan190Error("error.not_empty", path=printable(name))
        folder.parent.mkdir(parents=True, exist_ok=True)
        place = folder if exists else folder.parent
        with tempfile.TemporaryDirectory(dir=place, prefix=".", suffix=SUFFIX, ignore_cleanup_errors=True) as outer:
            temporary = Path(outer, folder.name)
            temporary.mkdir()
            yield temporary
            if exists:  # it may be the current folder, so it stays
                for path in temporary.iterdir():
                    path.rename(folder / path.name)
            else:
                temporary.rename(folder)


def write_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into a new folder, by their paths below it."""
    for path, content in files.items():
        file = root.joinpath(*path.split("/"))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def import_file(name: str, roster: str | None, issued_on: date | None) -> Imported:
    """Return the data made from an issued file; `roster`: the path of an `agencies.yaml` with known bodies."""
    from plan190.tracker.importing import import_plan

    known = _known_bodies(roster) if roster is not None else ()
    issued_in = today if issued_on is None else lambda _zone: issued_on
    return import_plan(Path(name).name, _content(name), issued_in, known)


def _content(name: str) -> bytes:
    """Return the bytes of a file, which must not be larger than a data file."""
    try:
        with Path(name).open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise Plan190Error("error.read", path=printable(name), reason=error.strerror or "?") from error
    if len(content) > LARGEST:
        raise Plan190Error("error.import_large", path=printable(name), megabytes=LARGEST >> 20)
    return content


def _known_bodies(name: str) -> list[Body]:
    """Return the bodies of an `agencies.yaml`; Plan190Error if it has errors."""
    files = Files({AGENCIES: _content(name)}, ())
    loaded = load(files)
    errors = errors_in(loaded.diagnostics)
    if errors:
        raise Plan190Error("error.import_agencies", path=printable(name), folder=printable(str(Path(name).parent)))
    value = loaded.values.by_file[AGENCIES]
    return [*map(without_uncertain, value.agencies), *value.groups]


def problems_of(data: Path, document: str, words: Words) -> tuple[Diagnostic, ...]:
    """Return what `plan190 check` finds in a new data folder; Plan190Error for errors.

    `document`: what the data were made from. The error shows the lines of the first errors, because the folder is not
    kept.
    """
    problems = Session(Request(data=str(data))).problems
    errors = errors_in(problems)
    if errors:
        lines = [_message(error, data, words) for error in errors[:MOST_SHOWN]]
        path = printable(document)
        raise Plan190Error("error.import_invalid", path=path, errors=len(errors), first="\n".join(lines))
    return problems


def _message(error: Diagnostic, data: Path, words: Words) -> str:
    """Return the message of an error, and the words of its line."""
    lines = data.joinpath(error.place.path).read_bytes().split(b"\n")
    line = lines[error.place.line - 1].decode("utf-8", "replace").strip()
    return printable(masked(f"- {words.diagnostic_texts(error)[0]}: {clip(line, LONGEST_LINE)}"))
