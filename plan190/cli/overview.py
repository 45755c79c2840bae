"""`plan190` without a command: what needs attention today."""

from __future__ import annotations

from dataclasses import replace

from plan190.cli.request import Result, chosen_language
from plan190.cli.session import Session
from plan190.document.blocks import Paragraph


def run(session: Session) -> Result:
    """Return the overview; if nobody chose the language, it also says how to read the other one."""
    from plan190.status.figures.overview import overview_figures
    from plan190.views import overview

    view = overview.build(overview_figures(session.assessment), session.view_context)
    if chosen_language(session.request.lang) is None:
        view = replace(view, blocks=(*view.blocks, Paragraph(session.words("overview.other_language"), "mute")))
    return Result(view)
