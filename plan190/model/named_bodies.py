"""Find the bodies that a cell names, by the forms in which the plan writes their names."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class NamedBodies:
    """The forms of bodies' names, of which the longest counts; `forms`: pairs of a form and the id of its body."""

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        self._ids: dict[str, set[str]] = defaultdict(set)
        for form, id_ in forms:
            self._ids[form.casefold()].add(id_)
        longest_first = sorted(self._ids, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or "$^")

    def find(self, words: str) -> list[set[str]]:
        """Return the ids of the bodies that share each form in the words, in order."""
        return [self._ids[form] for form in self._pattern.findall(words.casefold())]

    def without(self, words: str) -> str:
        """Return the words without the forms."""
        return self._pattern.sub(" ", words.casefold())
