"""The diagnostics of a change: new ones, and those that the base already has."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plan190.checks.findings import CheckResult, checked_in, waived_at
from plan190.checks.waivers import waive
from plan190.diagnostics import errors_in, fingerprints, ordered
from plan190.edit.repair import repairs
from plan190.load.lazy import LazyMapping
from plan190.review import rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.diagnostics import Diagnostic
    from plan190.review.change import Change


def check_change(change: Change, root: str, file_root: str) -> CheckResult:
    """Return every diagnostic of the merge, and which of them are old or covered by a waiver of the base.

    A change that is not judged has none.
    `root` is the path of the data folder in messages, `file_root` its path in the repository.
    """
    found = ordered((*change.head.diagnostics, *rules.check(change))) if change.is_judged else ()
    diagnostics = _without_consequences(found)
    before = set(fingerprints(change.base.diagnostics))
    named = zip(diagnostics, fingerprints(diagnostics), strict=True)
    old = frozenset(diagnostic for diagnostic, fingerprint in named if fingerprint in before)
    old_texts, new_texts = change.base.loaded.texts, change.head.loaded.texts
    new = (diagnostic for diagnostic in diagnostics if diagnostic not in old)
    return CheckResult(
        root=root,
        file_root=file_root,
        diagnostics=diagnostics,
        texts=LazyMapping((*old_texts, *new_texts), lambda path: (new_texts if path in new_texts else old_texts)[path]),
        checked=partial(checked_in, change.head, file_root, change.data_steps.__contains__),
        files=len(change.data_steps),
        old=old,
        fixable=repairs(diagnostics, new_texts),
        waived=waived_at(root, change.base.register, waive(change.base.register, new, change.day).by),
    )


def _without_consequences(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Leave out the diagnostics of a mistake that another diagnostic already reports.

    P328: a decision without a claim, if P411 reports the change that takes its claim away. P006: a path that cannot be
    read, if P405 reports that it is a link or a submodule; a name that clashes with another one, if P008 gives the
    correct one. P401: a file in a folder whose name clashes with that of the data folder. P008: a link or a submodule.
    P409, P414: a wrong date. P403: a report that is lost because its file has an error.
    """
    changed = {dict(diagnostic.values)["id"] for diagnostic in diagnostics if diagnostic.code == "P411"}
    clashing, misplaced, not_plain = (_paths_with(code, diagnostics) for code in ("P006", "P008", "P405"))
    errors = [diagnostic for diagnostic in errors_in(diagnostics) if diagnostic.code != "P403"]
    wrong_places = {diagnostic.place for diagnostic in errors}
    wrong_files = {diagnostic.place.path for diagnostic in errors}

    def is_consequence(diagnostic: Diagnostic) -> bool:
        path = diagnostic.place.path
        match diagnostic.code, diagnostic.variant:
            case "P328", "claim":
                return dict(diagnostic.values)["id"] in changed
            case "P006", "":
                return path in not_plain
            case "P006", "clash":
                return any(f"{other}/".startswith(f"{path}/") for other in misplaced)
            case "P401", _:
                return path in clashing
            case "P008", _:
                return path in not_plain
            case "P409" | "P414", _:
                return diagnostic.place in wrong_places
            case "P403", "lost":
                return path in wrong_files
            case _:
                return False

    return tuple(diagnostic for diagnostic in diagnostics if not is_consequence(diagnostic))


def _paths_with(code: str, diagnostics: Iterable[Diagnostic]) -> set[str]:
    """Return the paths of the diagnostics with the code."""
    return {diagnostic.place.path for diagnostic in diagnostics if diagnostic.code == code}
