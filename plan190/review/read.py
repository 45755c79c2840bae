"""From two commits to the change between them: both sides read, the merge made, the actor looked up."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, get_args

from plan190.checks import rules
from plan190.diagnostics import errors_in, ordered
from plan190.errors import Plan190Error
from plan190.load.git import Merged
from plan190.load.loader import NOTHING, OWNERS, UPDATES, Values, build_register, load, read_files
from plan190.model.owner import Forge
from plan190.review.change import Actor, Change, Side
from plan190.review.code_owners import stale
from plan190.words.text import masked, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from plan190.load.git import Repository
    from plan190.load.loader import Files, Loaded
    from plan190.model.plan import Plan

    Today = Callable[[Plan | None], date]

FORGES: tuple[str, ...] = get_args(Forge)


def read_change(
    repository: Repository, base: str, head: str, folder: str, today: Today, actor: str | None = None
) -> Change:
    """Give what merging the head into the base would do to the data folder, asked for by the actor.

    Owners, plan, calendar and day are those of the base; `today` gives the day from its plan. Plan190Error where the
    commits have nothing in common, the base has no data, or nobody can be told.
    """
    fork = repository.merge_base(base, head)
    if fork is None:
        raise Plan190Error("error.git_unrelated", base=base[:10], head=head[:10])
    # What builds on the base is its own merge; git would touch objects of the repository in making it.
    merged = Merged(head, ()) if fork == base else repository.merged(base, head)
    tree = merged.tree if not merged.conflicts else head
    files = read_files(repository.tree(base, folder, folder)), read_files(repository.tree(tree, folder, folder))
    if not files[0].data:
        raise Plan190Error("error.base_without", folder=shown(folder), base=base[:10])
    before = read_side(files[0], today)
    day = today(before.plan)
    after = read_side(files[1], lambda _: day, before)
    start = f"{folder}/" if folder else ""
    by = _actor(actor, before) if actor is not None else None
    return Change(
        base=_with_stale(repository, base, before, folder, day),
        head=_with_stale(repository, tree, after, folder, day),
        folder=folder,
        # A merge that git cannot make would be about what the head changed since it left the base.
        steps=repository.changes(fork if merged.conflicts else base, tree),
        paths=tuple(path.removeprefix(start) for path in repository.nodes(tree) if path.startswith(start)),
        conflicts=merged.conflicts,
        day=day,
        actor=by,
        passing=repository.earlier_files(fork, head, start if by is None or by.is_coordinator else ""),
    )


def read_side(files: Files, today: Today, before: Side | None = None) -> Side:
    """Give one state of the data folder; `today` gives the day from its plan, None where that cannot be read.

    Files that `before` has in the same bytes, and whole, are not read again.
    """
    same = frozenset[str]()
    known = NOTHING
    if before is not None:
        whole = before.loaded.whole & before.loaded.values.by_file.keys()
        same = frozenset(path for path in whole if files.data.get(path) == before.files.data.get(path))
        values = before.loaded.values
        known = Values({path: values.by_file[path] for path in same}, values.places, values.left_out)
    loaded = load(files, known)
    register = build_register("", loaded.values, files)
    kept = [one for one in before.loaded.diagnostics if one.place.path in same] if before is not None else []
    found = rules.check(register, _judgeable(files, loaded, before), today(loaded.values.plan))
    return Side(files, loaded, register, ordered((*loaded.diagnostics, *kept, *found)))


def _judgeable(files: Files, loaded: Loaded, before: Side | None) -> frozenset[str]:
    """Give the files that rules may take as whole.

    Reports that nobody could read before hide nothing that the change brings: rules that compare reports look at the
    others on both sides, and what they say of the base is told of it too.
    """
    faulty = {one.place.path for one in errors_in(loaded.diagnostics) if one.place.path.startswith(f"{UPDATES}/")}
    if before is not None:
        faulty = {path for path in faulty if files.data.get(path) != before.files.data.get(path)}
    return loaded.whole if faulty and before is not None else loaded.whole | {UPDATES}


def _with_stale(repository: Repository, tree: str, side: Side, folder: str, day: date) -> Side:
    """Give the side with the committed code-owners files that no longer say what its owners say."""
    if OWNERS not in side.files.data or not {OWNERS, "agencies.yaml"} <= side.loaded.whole:
        return side
    found = tuple(stale(repository.tree(tree, "", ""), side.register, folder, day))
    return dataclasses.replace(side, diagnostics=ordered((*side.diagnostics, *found))) if found else side


def _actor(name: str, base: Side) -> Actor:
    forge, _, account = name.partition(":")
    if forge not in FORGES or not account:
        raise Plan190Error("error.actor", text=shown(name), forges=", ".join(FORGES))
    if OWNERS not in base.files.data:
        raise Plan190Error("error.no_owners")
    if OWNERS not in base.loaded.whole:
        raise Plan190Error("error.owners_faulty")
    owners = (entry.value for entry in base.register.owners)
    owner = next((one for one in owners if name in {account.actor for account in one.accounts}), None)
    return Actor(masked(shown(name)), owner)
