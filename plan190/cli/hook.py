"""`plan190 hook pre-receive`: judges what is pushed to a plain git server, before it becomes part of it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from plan190.checks.findings import CheckResult, findings_of
from plan190.cli.change import folder_of, judged
from plan190.cli.forge import pusher
from plan190.cli.output import FAULTS, FINE
from plan190.cli.session import Result, Session
from plan190.diagnostics import Diagnostic, Place, problem
from plan190.document.blocks import Block, Paragraph, View
from plan190.errors import Plan190Error
from plan190.load.git import Repository, open_repository, symbolic_target
from plan190.words.text import shown

NAME = "hook"
FORMATS = ("text",)
HOOKS = ("pre-receive",)


def run(
    session: Session,
    hook: Annotated[str, typer.Argument(metavar="HOOK")],
    branch: Annotated[str, typer.Option(metavar="NAME")] = "main",
) -> Result:
    """Give what came of each push to the branch that git tells of on standard input; exit code 1 refuses them all."""
    if hook not in HOOKS:
        raise Plan190Error("error.hook", choices=", ".join(HOOKS))
    told = sys.stdin.buffer.read().decode("utf-8", "surrogateescape").removesuffix("\n")
    asked = [_line(line) for line in told.split("\n") if told]  # a name may hold other ends of lines
    branch = branch.removeprefix("refs/heads/")
    pushed = [(old, new) for old, new, ref in asked if symbolic_target(ref, Path.cwd()) == f"refs/heads/{branch}"]
    blocks: list[Block] = []
    refused = False
    if pushed:
        actor = pusher()
        with open_repository(Path.cwd(), pushed=True) as repository:
            for old, new in pushed:
                found, bad = _judged(session, repository, old, new, branch, actor)
                blocks += found
                refused = refused or bad
    if refused:
        blocks.append(Paragraph(session.words("hook.refused"), "bad"))
    return Result(View("", tuple(blocks)), FAULTS if refused else FINE, from_data=False)


def _line(text: str) -> tuple[str, str, str]:
    found = re.fullmatch(r"([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (\S.*)", text)
    if found is None:
        raise Plan190Error("error.push_line", text=shown(text))
    return found[1], found[2], found[3]


def _judged(
    session: Session, repository: Repository, old: str, new: str, branch: str, actor: str
) -> tuple[tuple[Block, ...], bool]:
    from plan190.views import review

    if not old.strip("0"):
        raise Plan190Error("error.push_first", ref=shown(branch))
    if not new.strip("0"):
        return _refused(session, problem(Place(branch), "P404", "deleted", ref=branch))
    base, head = repository.commit(old), repository.commit(new)
    if not repository.is_ancestor(base, head):
        return _refused(session, problem(Place(branch), "P404", "forced", ref=branch, old=old[:10]))
    told = judged(session, repository, (base, head), folder_of(session, repository), actor)
    view = review.build(told.outcome, told.facts, told.words, None, pushed=True)
    return view.blocks, not told.outcome.accepted


def _refused(session: Session, found: Diagnostic) -> tuple[tuple[Block, ...], bool]:
    return findings_of(CheckResult("", "", (found,), {}), session.words), True
