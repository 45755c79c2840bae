"""`plan190 hook pre-receive`: review pushes to a plain git server before the server accepts them."""

from __future__ import annotations

import re
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.checks.findings import CheckResult, findings_of
from plan190.cli.change import review_change
from plan190.cli.forge import pusher
from plan190.cli.output import FINE, PROBLEMS
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.diagnostics import Diagnostic, Place, diagnostic_at
from plan190.document.blocks import Paragraph, View
from plan190.errors import Plan190Error
from plan190.load.git import Repository, open_repository, symbolic_target
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = ("text",)


def run(
    session: Session,
    hook: Annotated[str, typer.Argument(metavar="HOOK")],
    branch: Annotated[str, typer.Option(metavar="NAME")] = "main",
) -> Result:
    """Return the reviews of the pushes to the branch that standard input lists; exit code 1 refuses all pushes."""
    if hook != "pre-receive":
        raise Plan190Error("error.hook", choices="pre-receive")
    branch = branch.removeprefix("refs/heads/")
    pushes = list(_pushes_to(branch))
    if not pushes:
        return Result(View("", ()), from_data=False)
    actor = pusher()
    with open_repository(Path.cwd(), pushed=True) as repository:
        reviews = [_review_push(session, repository, old, new, branch, actor) for old, new in pushes]
    blocks = list(chain.from_iterable(review.view.blocks for review in reviews))
    code = max(review.code for review in reviews)
    if code != FINE:
        blocks.append(Paragraph(session.words("hook.refused"), "bad"))
    return Result(View("", tuple(blocks)), code, from_data=False)


def _pushes_to(branch: str) -> Iterator[tuple[str, str]]:
    """Yield the old and the new commit of each push to the branch; Plan190Error for any other line."""
    text = sys.stdin.buffer.read().decode("utf-8", "surrogateescape").removesuffix("\n")
    lines = text.split("\n") if text else []  # the name of a ref may contain other line ends
    for line in lines:
        match = re.fullmatch(r"([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (\S.*)", line)
        if match is None:
            raise Plan190Error("error.push_line", text=printable(line))
        if symbolic_target(match[3], Path.cwd()) == f"refs/heads/{branch}":
            yield match[1], match[2]


def _review_push(session: Session, repository: Repository, old: str, new: str, branch: str, actor: str) -> Result:
    """Return the review of a push. A push that deletes the branch or rewrites its history is refused."""
    if not old.strip("0"):
        raise Plan190Error("error.push_first", ref=printable(branch))
    if not new.strip("0"):
        return _refusal(session, diagnostic_at(Place(branch), "P404", "deleted", ref=branch))
    base, head = repository.commit(old), repository.commit(new)
    if not repository.is_ancestor(base, head):
        return _refusal(session, diagnostic_at(Place(branch), "P404", "forced", ref=branch, old=old[:10]))
    return review_change(session, repository, base, head, actor, edit_url=None, pushed=True)


def _refusal(session: Session, problem: Diagnostic) -> Result:
    """Return the result for a push that is refused because of this problem."""
    findings = findings_of(CheckResult("", "", (problem,), {}), session.words)
    return Result(View("", findings), PROBLEMS)
