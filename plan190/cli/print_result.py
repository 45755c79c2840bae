"""Print the result of a command, or write it to the files that it goes to, with notes on standard error."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plan190 import __version__
from plan190.cli.output import (
    chosen_table,
    deliver,
    is_github,
    make_folder,
    print_note,
    render_options,
    without_log_commands,
)
from plan190.errors import Plan190Error
from plan190.formats import SUFFIX_OF, RenderOptions, render
from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.cli.request import FileSet, Result
    from plan190.cli.session import Session

MOST_NAMED = 5
"""How many removed files a note names."""


def print_result(
    session: Session, result: Result, format_: str, reports: Sequence[tuple[str, str]], *, is_findings: bool
) -> None:
    """Print the view, or write it to its file; also write it to the files of `reports`, pairs of format and path."""
    request, words = session.request, result.words or session.words
    output = _output_path(session, result, format_)
    view = result.view
    if result.command:
        from plan190.cli.report_files import report_notes, with_own_provenance

        view = with_own_provenance(result.session or session, view, result.command)
    options = replace(render_options(words, output), table=chosen_table(request.table, view), root=result.root)
    data = result.text.encode() if result.text is not None else render(format_, view, options)
    if output is None:
        data = without_log_commands(data, format_)
        if is_findings and request.format is None and is_github():
            data += render("github", view, render_options(words, None))
    report_files = [(render(name, view, RenderOptions(words)), path) for name, path in reports]
    notes = _data_notes(session) if result.from_data else []
    if result.command:
        notes += report_notes(session)
    for note in notes:
        print_note(note)
    for report, path in report_files:
        deliver(report, path, force=request.force, follow=False)
    if output is not None and request.output is None:
        make_folder(output)
    deliver(data, output, force=request.force, format_=format_)
    written = [path for _, path in report_files]
    if output is not None:
        written.append(output)
    for path in written:
        print_note(words("note.written", path=shown(path)))


def _output_path(session: Session, result: Result, format_: str) -> str | None:
    """Return the file that the result goes to; None for standard output, for reports only if `--output` is "-"."""
    output = session.request.output
    if output is None and result.file:
        from plan190.cli.report_files import default_path

        return default_path(session, result.file) + SUFFIX_OF[format_]
    return None if output == "-" else output


def _data_notes(session: Session) -> list[str]:
    return [session.words("note.embedded", version=__version__)] if session.data.is_embedded else []


def write_file_set(session: Session, file_set: FileSet, format_: str) -> None:
    """Write the pages into their folder and note how many; Plan190Error if they are to be printed."""
    from plan190.cli.folder import write_folder
    from plan190.cli.progress import tracked
    from plan190.cli.report_files import default_path, report_notes, with_own_provenance

    words, output = session.words, session.request.output
    if not file_set.total:
        print_note(words(file_set.nothing))
        return
    if output == "-":
        raise Plan190Error("error.set_printed", number=file_set.total)
    for note in (*_data_notes(session), *report_notes(session)):
        print_note(note)
    files = {}
    for page in tracked(file_set.pages, file_set.total, words("progress.pages")):
        view = with_own_provenance(session, page.view, page.command)
        files[page.name + SUFFIX_OF[format_]] = render(format_, view, RenderOptions(page.words, root=page.root))
    folder = output or default_path(session, file_set.folder)
    removed = write_folder(files, folder, force=session.request.force, owned=file_set.owned)
    print_note(words("note.written_many", number=len(files), path=shown(folder)))
    if removed:
        names = [shown(name) for name in removed[:MOST_NAMED]]
        if len(removed) > MOST_NAMED:
            names.append("…")
        print_note(words("note.removed", number=len(removed), names=", ".join(names)))
