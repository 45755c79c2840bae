"""`plan190 verify FILE`: whether a report still says what the data that it names give, and where not."""

from __future__ import annotations

import contextlib
import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan190 import __version__
from plan190.cli.clock import parse_date
from plan190.cli.output import FAULTS, FINE
from plan190.cli.report_files import with_provenance
from plan190.cli.request import FileSet, Request, Result
from plan190.cli.session import Session
from plan190.document.blocks import Items, Paragraph
from plan190.document.extracted import INK, StrangeError, differences
from plan190.document.flow import flow
from plan190.document.provenance import digest_of
from plan190.errors import Plan190Error
from plan190.formats import SUFFIXES, RenderOptions, read_back, render
from plan190.words import LANGUAGES
from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.document.blocks import View
    from plan190.document.extracted import Extracted
    from plan190.document.provenance import Provenance
    from plan190.words import Words

NAME = "verify"
FORMATS = ("table", "json")
REBUILT = frozenset({"report", "remind", "calendar", "dashboard"})
"""The commands whose reports can be made again."""

LARGEST = 32 * 1024 * 1024
"""The most bytes of a file that is looked at."""


def run(session: Session, file: Annotated[str, typer.Argument(metavar="FILE")]) -> Result:
    """Give whether the report matches; exit code 1 where it does not, 2 where it cannot be told."""
    from plan190.views import verification

    data, format_ = _bytes_of(file), _format_of(file)
    extracted = _read(file, data, format_)
    provenance = extracted.provenance
    if provenance is None:
        raise Plan190Error("error.no_imprint", path=shown(file))
    with _as_of(session, provenance) as then:
        same_data = digest_of(then.data.files.data) == provenance.digest
        again, options = _again(then, provenance)
        rebuilt = render(format_, again, options)
    meant = read_back(format_, rebuilt)
    found = differences(extracted, meant, _inked(again, options.words))
    if extracted.around != meant.around and not any(one.is_figure for one in found):
        raise Plan190Error("error.verify_around", path=shown(file), then=provenance.version, now=__version__)
    view = verification.build(
        shown(file),
        provenance,
        found,
        same_bytes=data == rebuilt,
        same_data=same_data,
        version=__version__,
        words=session.words,
    )
    fine = same_data and not any(one.is_figure for one in found)
    return Result(view, FINE if fine else FAULTS, from_data=False)


def _bytes_of(file: str) -> bytes:
    """Give what is in the file; Plan190Error for what is none, such as a pipe that nobody ends."""
    path = Path(file)
    try:
        if path.exists() and not path.is_file():
            raise Plan190Error("error.verify_no_file", path=shown(file))
        with path.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise Plan190Error("error.read", path=shown(file), reason=getattr(error, "strerror", None) or "?") from error
    if len(data) > LARGEST:
        raise Plan190Error("error.verify_large", path=shown(file), megabytes=LARGEST // 2**20)
    return data


def _format_of(file: str) -> str:
    name = SUFFIXES.get(os.path.splitext(file)[1].lower(), "")  # noqa: PTH122 - the name came as text
    if name in {"", "csv"}:
        raise Plan190Error("error.verify_format", path=shown(file))
    return name


def _read(file: str, data: bytes, format_: str) -> Extracted:
    try:
        return read_back(format_, data)
    except StrangeError as error:
        raise Plan190Error("error.verify_strange", path=shown(file), what=shown(str(error))) from error
    except (ValueError, AssertionError, RecursionError) as error:
        raise Plan190Error("error.verify_read", path=shown(file), format=format_) from error


@contextlib.contextmanager
def _as_of(session: Session, provenance: Provenance) -> Iterator[Session]:
    """Give a session on the data that the imprint names: those of its commit, else those at hand."""
    from plan190.cli.main import COMMANDS

    words = list(provenance.command)
    known = REBUILT.intersection(COMMANDS)
    # Its last four words are the day and the language, which no report goes without.
    if words[:1] == [] or words[0] not in known or words[-4::2] != ["--as-of", "--lang"] or words[-1] not in LANGUAGES:
        raise Plan190Error("error.verify_command", command=shown(" ".join(words)))
    parse_date(words[-3])
    request = Request(as_of=words[-3], lang=words[-1], data=session.request.data)
    if provenance.commit is None:
        yield Session(request)
        return
    from plan190.load.git import open_repository

    with open_repository(session.data.repository_root or Path.cwd()) as repository:
        commit = repository.commit(provenance.commit)
        if not repository.is_ancestor(commit, repository.commit("HEAD")):
            raise Plan190Error("error.verify_history", commit=provenance.commit[:12])
        tree = repository.tree(commit, provenance.folder, shown(provenance.folder or "."))
        yield Session(request, tree)


def _again(session: Session, provenance: Provenance) -> tuple[View, RenderOptions]:
    """Give the report's view made again, and the look it had; what it was made of is named as the paper names it.

    Plan190Error where the words make no report, or are not those by which plan190 itself would name it.
    """
    from plan190.cli.app import arguments_of

    name, *rest = command = provenance.command[:-4]
    module = import_module(f"plan190.cli.{name}")
    made = module.run(session, **arguments_of(module, rest, session.words))
    if isinstance(made, FileSet) or made.command != command:
        raise Plan190Error("error.verify_command", command=shown(" ".join(provenance.command)))
    return with_provenance(made.view, provenance.line, (made.session or session).as_of), RenderOptions(
        made.words or session.words, root=made.root
    )


def _inked(view: View, words: Words) -> list[str]:
    """Give the texts of the view with room for ink."""
    texts = [text for one in flow(view, words) for text in _texts(one)]
    return [text for text in texts if INK.search(text)]


def _texts(block: object) -> tuple[str, ...]:
    match block:
        case Paragraph(text=text):
            return (text,)
        case Items(texts=texts):
            return texts
        case _:
            return ()
