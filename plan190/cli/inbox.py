"""`plan190 inbox`: the open branches of the repository. It reads what git has fetched, and writes nothing."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.change import committed_data, demand_readable_plan, start_folder
from plan190.cli.request import DEFAULT_LANGUAGE, Result, chosen_language
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.load.git import Branch, open_repository
from plan190.words import words_in
from plan190.words.text import printable

if TYPE_CHECKING:
    from plan190.load.git import Repository

MAIN = ("HEAD", "main", "master")
"""The names of the main branch of a remote, in the order in which they are looked for; the first one is symbolic."""


def run(
    session: Session,
    remote: Annotated[str | None, typer.Argument(metavar="REMOTE")] = None,
    branches: Annotated[str | None, typer.Option(metavar="PATTERN")] = None,
    base: Annotated[str | None, typer.Option(metavar="REF")] = None,
) -> Result:
    """Return the open branches of the remote, or those that match the pattern `branches`."""
    from plan190.review.inbox import inbox_figures
    from plan190.views import inbox

    if remote is not None and branches is not None:
        raise Plan190Error("error.inbox_both")
    with open_repository(start_folder(session)) as repository:
        remote = _remote(repository, remote)
        base_branch = _base(repository, remote, base)
        data = committed_data(session, repository)
        checked = data.at(base_branch.commit)
        plan_language = checked.plan.language if checked.plan is not None else DEFAULT_LANGUAGE
        words = words_in(chosen_language(session.request.lang) or plan_language)
        demand_readable_plan(checked, data, base_branch.commit, words)
        folder = f"refs/remotes/{remote}" if remote is not None else "refs/heads"
        found = repository.unmerged(base_branch.commit, "refs" if branches is not None else folder)
        if branches is not None:
            found = tuple(branch for branch in found if _matches(branch, branches))
        figures = inbox_figures(data, base_branch, found)
        words = words.for_periods(checked.register.plan.reporting.units)
    view = inbox.build(figures, words, session.data.option, fiction=checked.register.plan.fiction)
    return Result(view, from_data=False, words=words)


def _remote(repository: Repository, name: str | None) -> str | None:
    """Return the remote with this name, else `origin`, else the only one, else None; Plan190Error for another name."""
    remotes = repository.remotes()
    if name is not None:
        if name not in remotes:
            known = ", ".join(remotes) or "—"
            raise Plan190Error("error.inbox_remote", name=printable(name), remotes=printable(known))
        return name
    if "origin" in remotes:
        return "origin"
    return remotes[0] if len(remotes) == 1 else None


def _base(repository: Repository, remote: str | None, name: str | None) -> Branch:
    """Return the branch with this name, else the main branch of the remote, else the local one."""
    if name is not None:
        return Branch(name, repository.commit(name))
    places = ["refs/heads/main", "refs/heads/master"]
    if remote is not None:
        places = [*(f"refs/remotes/{remote}/{main}" for main in MAIN), *places]
    for ref in places:
        branch = repository.branch(ref)
        if branch is not None:
            return branch
    raise Plan190Error("error.inbox_base")


def _matches(branch: Branch, pattern: str) -> bool:
    """Return whether the name of a branch matches a pattern with `*`; the full name if the pattern begins with it."""
    if pattern.startswith("refs/"):
        return fnmatchcase(branch.ref, pattern)
    is_branch = branch.ref.startswith(("refs/heads/", "refs/remotes/"))
    return is_branch and fnmatchcase(branch.short_name, pattern)
