"""`plan190 rollup FOLDER…`: several trackers side by side, such as those of provinces or ministries."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.output import exit_code
from plan190.cli.request import DEFAULT_LANGUAGE, Result, chosen_language
from plan190.cli.session import Session
from plan190.cli.several_plans import demand_different
from plan190.errors import Plan190Error
from plan190.words import words_in
from plan190.words.text import printable

if TYPE_CHECKING:
    from plan190.document.blocks import Paragraph
    from plan190.status.figures.rollup import Tracker


def run(
    session: Session,
    folders: Annotated[list[str] | None, typer.Argument(metavar="FOLDER")] = None,
    list_file: Annotated[str | None, typer.Option("--list", metavar="FILE")] = None,
) -> Result:
    """Return the figures of each tracker and their sums; exit code 1 if a tracker or a report has errors."""
    from plan190.status.figures.rollup import rollup_figures
    from plan190.views import rollup

    paths = [*(folders or ()), *_listed(list_file)]
    if not paths:
        raise Plan190Error("error.rollup_nothing")
    demand_different(paths)
    language = chosen_language(session.request.lang) or DEFAULT_LANGUAGE
    words = words_in(language)
    trackers, warnings, left_out, faulty = [], [], [], {}
    for path in paths:
        gc.collect()  # `__main__` turns off the search for garbage; that of a tracker is large
        folder = printable(path)
        try:
            tracker, texts, reports = _read(Session(replace(session.request, data=path, lang=language)), folder)
        except Plan190Error as error:
            faulty[folder] = words(error.key, **error.values)
            left_out.append(words("rollup.faulty", error=faulty[folder]))
            continue
        trackers.append(tracker)
        warnings += [(folder, text) for text in texts]
        left_out += reports
    if not trackers:
        raise Plan190Error("error.rollup_none", errors="\n".join(faulty.values()))
    view = rollup.build(rollup_figures(trackers, faulty), warnings, words)
    return Result(view, exit_code(fails=bool(left_out)), from_data=False, words=words, left_out=tuple(left_out))


def _read(session: Session, folder: str) -> tuple[Tracker, list[Paragraph], list[str]]:
    """Return the figures of a tracker, the warnings about it, and the sentence on its left-out reports, if any."""
    from plan190.parts.plan_view import left_out_text, preamble
    from plan190.status.figures.rollup import tracker_figures

    register = session.register
    figures = tracker_figures(folder, register, session.assessment, is_future=session.is_future)
    reports = [left_out_text(register, session.words)] if register.left_out else []
    return figures, list(preamble(session.view_context)), reports


def _listed(file: str | None) -> list[str]:
    """Return the folders in the file, one a line; relative ones are relative to the file."""
    if file is None:
        return []
    try:
        text = Path(file).read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = printable(str(getattr(error, "strerror", None) or error))
        raise Plan190Error("error.rollup_list", path=printable(file), reason=reason) from None
    # No path can contain NUL; a file in UTF-16 does.
    names = [line.strip() for line in text.replace("\0", "?").split("\n")]
    return [str(Path(file).parent / name) for name in names if name and not name.startswith("#")]
