"""`plan190 hook pre-receive`: reviews what is pushed to a plain git server before it is accepted."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.checks.findings import JudgedFindings, findings_of
from plan190.cli.change import folder_of, review_change
from plan190.cli.forge import pusher
from plan190.cli.output import FAULTS, FINE
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.diagnostics import Place, fault
from plan190.document.blocks import Block, Paragraph, View
from plan190.errors import Plan190Error
from plan190.load.git import Repository, meant_by, open_repository
from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMATS = ("text",)
HOOKS = ("pre-receive",)


def run(
    session: Session,
    hook: Annotated[str, typer.Argument(metavar="HOOK")],
    branch: Annotated[str, typer.Option(metavar="NAME")] = "main",
) -> Result:
    """Return the review of each push to the branch that git names on standard input; exit code 1 refuses them all."""
    if hook not in HOOKS:
        raise Plan190Error("error.hook", choices=", ".join(HOOKS))
    branch = branch.removeprefix("refs/heads/")
    pushes = _pushes_to(branch)
    blocks: list[Block] = []
    is_refused = False
    if pushes:
        actor = pusher()
        with open_repository(Path.cwd(), pushed=True) as repository:
            for old, new in pushes:
                accepted, review = _review_push(session, repository, old, new, branch, actor)
                is_refused = is_refused or not accepted
                blocks += review
    if is_refused:
        blocks.append(Paragraph(session.words("hook.refused"), "bad"))
    return Result(View("", tuple(blocks)), FAULTS if is_refused else FINE, from_data=False)


def _pushes_to(branch: str) -> list[tuple[str, str]]:
    """Return the old and the new commit of each push to the branch."""
    text = sys.stdin.buffer.read().decode("utf-8", "surrogateescape").removesuffix("\n")
    # Only "\n" ends a line: the name of a ref may hold other line ends.
    lines = [_parse_line(line) for line in text.split("\n")] if text else []
    return [(old, new) for old, new, ref in lines if meant_by(ref, Path.cwd()) == f"refs/heads/{branch}"]


def _parse_line(line: str) -> tuple[str, str, str]:
    match = re.fullmatch(r"([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (\S.*)", line)
    if match is None:
        raise Plan190Error("error.push_line", text=shown(line))
    return match[1], match[2], match[3]


def _review_push(
    session: Session, repository: Repository, old: str, new: str, branch: str, actor: str
) -> tuple[bool, Sequence[Block]]:
    """Return whether the push is accepted, and its review."""
    from plan190.views import review

    if not old.strip("0"):
        raise Plan190Error("error.push_first", ref=shown(branch))
    if not new.strip("0"):
        return False, _refusal(session, branch, "deleted")
    base, head = repository.commit(old), repository.commit(new)
    if not repository.is_ancestor(base, head):
        return False, _refusal(session, branch, "forced", old=old[:10])
    reviewed = review_change(session, repository, (base, head), folder_of(session, repository), actor)
    view = review.build(reviewed.outcome, reviewed.facts, reviewed.words, None, pushed=True)
    return reviewed.outcome.accepted, view.blocks


def _refusal(session: Session, branch: str, variant: str, **values: str) -> Sequence[Block]:
    problem = fault(Place(branch), "P404", variant, ref=branch, **values)
    return findings_of(JudgedFindings("", "", (problem,), {}), session.words)
