"""Print the result of a command or write it to files, with notes on standard error."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plan190 import __version__
from plan190.cli.options import SCREEN_FORMATS
from plan190.cli.output import (
    deliver,
    demand_table,
    for_log,
    is_github,
    print_note,
    render_options,
    show_in_pager,
    write_errors,
)
from plan190.document.media import for_medium
from plan190.errors import Plan190Error
from plan190.formats import SUFFIX_OF, RenderOptions, render
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plan190.cli.request import FileSet, Request, Result
    from plan190.cli.session import Session
    from plan190.document.blocks import View
    from plan190.words import Words

MOST_NAMED = 5
"""The most removed files that a note names."""


def print_result(
    session: Session, result: Result, format_: str, reports: Sequence[tuple[str, str]], *, is_findings: bool
) -> None:
    """Print the view or write it to its file; also write it to the files of `reports`, pairs of format and path."""
    session = result.session or session
    request, words = session.request, _words_of(session, result)
    output = _output_path(session, result, format_)
    on_screen = output is None and format_ in SCREEN_FORMATS
    view = _with_provenance(session, result)
    csv_tables = [table.name for table in for_medium(view, "csv").tables]
    demand_table(request.table, csv_tables)
    options = render_options(words, request, output)._replace(table=request.table or "", root=result.root)
    data = result.text.encode() if result.text is not None else render(format_, view, options)
    if output is None:
        data = for_log(data, format_)
    if output is None and is_findings and request.format is None and is_github():
        data += render("github", view, RenderOptions(words))
    rendered = [(render(name, view, RenderOptions(words)), path) for name, path in reports]
    _print_notes_on(session, result, view, is_shown=on_screen)
    if format_.startswith("csv") and request.table is None:
        _print_other_tables(csv_tables, session.words)
    for report, path in rendered:
        deliver(report, path, force=request.force, follow=False)
    if not on_screen or request.no_pager or not show_in_pager(data, options):
        _deliver(data, output, request, format_)
    screen_words = session.words if result.command else words
    _print_written([*(path for _, path in reports), output], screen_words)


def _with_provenance(session: Session, result: Result) -> View:
    """Return the view of the result; a report with its provenance line."""
    if not result.command:
        return result.view
    from plan190.cli.report_files import with_own_provenance

    return with_own_provenance(session, result.view, result.command)


def _print_written(paths: Iterable[str | None], words: Words) -> None:
    """Print a note for each file that was written."""
    for path in filter(None, paths):
        print_note(words("note.written", path=printable(path)))


def _words_of(session: Session, result: Result) -> Words:
    """Return the words of the view."""
    return result.words or (session.report_words if result.command else session.words)


def _deliver(data: bytes, output: str | None, request: Request, format_: str) -> None:
    """Print the bytes or write them to the file; the folder of a default file is made first."""
    if output is not None and request.output is None:
        _make_folder_of(output)
    deliver(data, output, force=request.force, format_=format_)


def _make_folder_of(output: str) -> None:
    folder = Path(output).parent
    with write_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)


def _print_notes_on(session: Session, result: Result, view: View, *, is_shown: bool) -> None:
    """Print the notes on the result; `is_shown`: whether the user reads the view where it is printed."""
    if result.from_data:
        _print_notes(session, result.notes, is_report=bool(result.command))
    if is_shown:
        return
    for sentence in result.left_out:
        print_note(sentence)
    if view.facts.get("left_out"):
        _print_left_out(session)


def _output_path(session: Session, result: Result, format_: str) -> str | None:
    """Return the path of the output file, None for standard output; a report is printed only with `--output -`."""
    output = session.request.output
    if output is None and result.file:
        from plan190.cli.report_files import default_path

        return default_path(session, result.file) + SUFFIX_OF[format_]
    return None if output == "-" else output


def _print_notes(session: Session, notes: Sequence[str], *, is_report: bool) -> None:
    """Print the notes, and one if the data are the copy inside plan190 or the data of a report are not committed."""
    for note in notes:
        print_note(note)
    if session.data.is_embedded:
        from plan190.parts.names import plan_name

        plan = plan_name(session.register.plan, session.words)
        print_note(session.words("note.embedded", plan=plan, version=__version__))
    elif is_report and session.data.origin.commit is None:
        print_note(session.words("note.uncommitted"))


def _print_left_out(session: Session) -> None:
    """Print the sentence on the reports left out, for output in which the user may not see it."""
    from plan190.parts.plan_view import left_out_text

    print_note(left_out_text(session.register, session.words))


def _print_other_tables(names: Sequence[str], words: Words) -> None:
    """Print a note if the view has tables besides the first one, which is printed as CSV."""
    if len(names) > 1:
        print_note(words("note.other_tables", table=names[0], names=", ".join(names[1:])))


def write_file_set(session: Session, file_set: FileSet, format_: str) -> None:
    """Write the files into their folder and print a note; Plan190Error if the output is standard output."""
    from plan190.cli.folder import write_folder
    from plan190.cli.progress import tracked
    from plan190.cli.report_files import default_path, with_own_provenance

    words, output, format_ = session.words, session.request.output, file_set.format or format_
    if output == "-" and file_set.total:
        raise Plan190Error("error.set_printed", number=file_set.total)
    if not file_set.total:
        print_note(words(file_set.nothing))
    else:
        _print_notes(session, file_set.notes, is_report=not file_set.files)
    if session.register.left_out:
        _print_left_out(session)
    files = dict(file_set.files)
    for page in tracked(file_set.pages, file_set.total, words("progress.pages")):
        view = with_own_provenance(session, page.view, page.command)
        name = page.file.removeprefix(f"{file_set.folder}/") + SUFFIX_OF[format_]
        files[name] = render(format_, view, RenderOptions(_words_of(session, page), root=page.root))
    folder = output or default_path(session, file_set.folder)
    removed = write_folder(files, folder, force=session.request.force, owned=file_set.owned)
    if files:
        note = words("note.written_many", number=len(files), path=printable(folder))
        named = f" ({', '.join(map(printable, files))})" if len(files) <= MOST_NAMED else ""
        print_note(f"{note.removesuffix('.')}{named}.")
        if file_set.next_step:
            print_note(file_set.next_step)
    if removed:
        names = ", ".join(map(printable, removed[:MOST_NAMED]))
        more = ", …" if len(removed) > MOST_NAMED else ""
        print_note(words("note.removed", number=len(removed), names=names + more))
