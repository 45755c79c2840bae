"""`plan190 comment`: the comment on a change, from the JSON result of a review on another, untrusted machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from plan190.cli.forge import edit_address
from plan190.cli.options import EditUrlOption
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.words.text import printable

FORMATS = ("markdown", "text")
LARGEST = 1024 * 1024
"""The most bytes of a result."""


def run(
    session: Session,
    result: Annotated[str, typer.Argument(metavar="RESULT")],
    head_sha: Annotated[str | None, typer.Option("--head-sha", metavar="SHA")] = None,
    edit_url: EditUrlOption = None,
) -> Result:
    """Return the comment; Plan190Error if the file is not a result, is too large, or is about another commit."""
    from plan190.review.outcome import read_outcome
    from plan190.views import review

    words = session.words
    try:
        with Path(result).open("rb") as file:
            text = file.read(LARGEST + 1)
    except OSError as error:
        raise _result_error(result, error.strerror or "?") from error
    if len(text) > LARGEST:
        raise _result_error(result, f"> {LARGEST} bytes")
    try:
        outcome = read_outcome(text, words)
        view = review.build(outcome, {}, words, edit_url or edit_address())
    except ValueError as error:  # invalid JSON, an invalid type or an invalid date
        raise _result_error(result, printable(str(error))[:200]) from None
    if head_sha is not None and outcome.run.head != head_sha:
        raise _result_error(result, f"{printable(outcome.run.head)[:40]} ≠ {printable(head_sha)}")
    return Result(view, from_data=False)


def _result_error(path: str, reason: str) -> Plan190Error:
    return Plan190Error("error.result", path=printable(path), reason=reason)
