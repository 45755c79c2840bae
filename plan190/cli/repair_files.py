"""The repair of `check --fix`: which texts and names of files it changes, in sentences and as a difference."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from plan190.document.blocks import Paragraph
from plan190.edit.repair import new_name, repaired
from plan190.words.text import masked, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plan190.checks.findings import CheckResult
    from plan190.diagnostics import Diagnostic
    from plan190.words import Words


class Repair(NamedTuple):
    """The files that a repair changes: their bytes after it, and the new names of files, by path.

    `problems`: the number of problems that it repairs in texts.
    """

    changed: Mapping[str, bytes]
    names: Mapping[str, str]
    problems: int

    def paragraphs(self, words: Words, *, is_done: bool) -> tuple[Paragraph, ...]:
        """Return the sentences on what was repaired, or would be: the problems in texts, then each new name."""
        return tuple(map(Paragraph, self._sentences(words, "written" if is_done else "would")))

    def _sentences(self, words: Words, suffix: str) -> Iterator[str]:
        if self.changed or not self.names:
            key = f"fix.{suffix}" if self.changed else "fix.nothing"
            yield words(key, number=self.problems, files=len(self.changed))
        for old, new in self.names.items():
            yield words(f"fix.renamed.{suffix}", old=printable(masked(old)), new=printable(masked(new)))


NO_REPAIR = Repair({}, {}, 0)
"""The repair that changes nothing."""


def repair_of(files: Mapping[str, bytes], result: CheckResult) -> Repair:
    """Return the repair of the problems of these files that have one correction."""
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    names = {}
    for diagnostic in result.fixable:
        path, name = diagnostic.place.path, new_name(diagnostic)
        by_path[path].append(diagnostic)
        if name is not None:
            names[path] = name
    changed = {}
    for path in sorted(by_path.keys() & files.keys()):
        before = files[path].decode("utf-8")
        after = repaired(path, before, by_path[path])
        if after != before:
            changed[path] = after.encode("utf-8")
    return Repair(changed, names, sum(len(by_path[path]) for path in changed))
