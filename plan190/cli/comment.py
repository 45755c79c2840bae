"""`plan190 comment`: what is posted under a change, made anew from a result that somebody else's machine wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from plan190.cli.forge import edit_address
from plan190.cli.session import Result, Session
from plan190.errors import Plan190Error
from plan190.words.text import shown

NAME = "comment"
FORMATS = ("markdown", "text")
LARGEST = 1024 * 1024
"""The most bytes that a result may have."""


def run(
    session: Session,
    result: Annotated[str, typer.Argument(metavar="RESULT")],
    head_sha: Annotated[str | None, typer.Option("--head-sha", metavar="SHA")] = None,
    edit_url: Annotated[str | None, typer.Option("--edit-url", metavar="URL")] = None,
) -> Result:
    """Give the view of the result; Plan190Error when it is none, too large, or about another commit."""
    from plan190.review.outcome import read_outcome
    from plan190.views import review

    words = session.words
    try:
        with Path(result).open("rb") as file:
            text = file.read(LARGEST + 1)
    except OSError as error:
        raise Plan190Error("error.result", path=shown(result), reason=error.strerror or "?") from error
    if len(text) > LARGEST:
        raise Plan190Error("error.result", path=shown(result), reason=f"> {LARGEST} bytes")
    try:
        outcome = read_outcome(text, words)
        view = review.build(outcome, {}, words, edit_url or edit_address())
    except ValueError as error:  # of the JSON, its shape, or a day in it
        raise Plan190Error("error.result", path=shown(result), reason=shown(str(error))[:200]) from None
    if head_sha is not None and outcome.run.head != head_sha:
        reason = f"{shown(outcome.run.head)[:40]} ≠ {shown(head_sha)}"
        raise Plan190Error("error.result", path=shown(result), reason=reason)
    return Result(view, from_data=False, words=words)
