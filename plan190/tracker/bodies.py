"""The bodies that an issued document names: known ones, and new ones with an id of their own."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from plan190.errors import Plan190Error
from plan190.model.agency import Agency, Group
from plan190.model.named_bodies import NamedBodies
from plan190.model.register import names_of
from plan190.tracker.names import AND, Part, is_same_name, is_short_for, key_of, kind_and_level, parts_of, slug_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from plan190.model.agency import Level
    from plan190.model.register import Body

MOST = 500
"""The most bodies of a plan; more are the sign of a column that does not name bodies."""

LONGEST_CELL = 2000
"""The most characters of a cell in which new bodies are looked for."""

LONGEST_NAME = 200
"""The most characters of a name."""

BodyT = TypeVar("BodyT", Agency, Group)
How = Literal["shared", "similar", "new", "several", "beside"]


class NameMatch(NamedTuple):
    """What a person should check: words of the document, and the body that they are taken for.

    `how`: `shared` for a name of several known bodies, of which the first is taken, `similar` for a known body that is
    written otherwise, `new` for a new agency, `several` for a new group whose members the document does not name,
    `beside` for words of a cell that are no name.
    """

    words: str
    body: str
    how: How


class PlanBodies:
    """The bodies so far.

    `known`: those of another tracker. `text`: all words of the document. `usual`: the level of most of its bodies.
    """

    def __init__(self, known: Sequence[Body], text: str, usual: Level) -> None:
        self._usual, self._text = usual, text
        self.bodies: dict[str, Body] = {body.id: body for body in known}
        self._known = tuple(self.bodies)
        self.matches: list[NameMatch] = []
        self._issuer = ("", "")
        self._in_cells: frozenset[str] = frozenset()
        self._forms: dict[str, set[str]] = defaultdict(set)
        self._keys: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._written: dict[str, dict[str, None]] = defaultdict(dict)
        for body in known:
            for name in names_of(body):
                self._add_name(name, body.id)
            for form in body.found_as:
                if form in text:
                    self._written[body.id][form] = None

    def learn(self, cells: Iterable[str]) -> None:
        """Add the bodies that the cells name, in the order of the cells.

        The shortest cells are read first, because they are the clearest.
        """
        different = list(dict.fromkeys(cells))
        for words in sorted(different, key=len):
            if len(words) <= LONGEST_CELL:
                for part in parts_of(words, self._is_known):
                    if len(part.words) <= LONGEST_NAME:
                        self._body_of(part)
        self._in_cells = frozenset(chain.from_iterable(map(self.in_cell, different)))
        order = dict.fromkeys([*self._known, *chain.from_iterable(map(self.in_cell, different)), *self.bodies])
        self.bodies = {id_: self.bodies[id_] for id_ in order}

    def issuer_of(self, name: str) -> str:
        """Return the id of the issuer, which may be new; its name may be shorter in the cells."""
        self._issuer = (name, self._body_of(Part(name, is_several=False)))
        return self._issuer[1]

    def in_cell(self, words: str) -> tuple[str, ...]:
        """Return the ids of the bodies that the cell names."""
        return tuple(dict.fromkeys(min(ids) for ids in self._names.find(words)))

    def beside_names(self, cells: Iterable[str]) -> Iterator[NameMatch]:
        """Yield the cells with words that are no name."""
        for words in dict.fromkeys(cells):
            if re.sub(rf"\b(?:{AND})\b|[\W\d_]", "", self._names.without(words)):
                yield NameMatch(words, ", ".join(self.in_cell(words)), "beside")

    def agencies(self, reporting: Collection[str]) -> list[Agency]:
        """Return the agencies of the plan; `reporting`: the ids of the bodies that owe reports."""
        agencies = [self._as_written(body) for body in self._in_plan if isinstance(body, Agency)]
        owing = self._with_related(reporting)
        return [self._with_duties(agency, owing) for agency in agencies]

    def groups(self) -> list[Group]:
        """Return the groups of the plan."""
        return [self._as_written(body) for body in self._in_plan if isinstance(body, Group)]

    def _is_known(self, words: str) -> bool:
        return words.casefold() in self._forms

    def _body_of(self, part: Part) -> str:
        """Return the id of the body that the part names, and note the form of its name."""
        ids = sorted(self._forms.get(part.words.casefold(), ()))
        shared = NameMatch(part.words, ", ".join(ids), "shared")
        if len(ids) > 1 and shared not in self.matches:
            self.matches.append(shared)
        id_ = ids[0] if ids else self._similar(part) or self._new(part)
        if not ids:
            self._add_name(part.words, id_)
        self._written[id_][part.words] = None
        return id_

    def _similar(self, part: Part) -> str | None:
        """Return the id of the known body with almost this name; None if there is none, or more than one."""
        key = key_of(part.words)
        near = self._keys.get(key) or list(chain.from_iterable(self._keys.values()))
        ids = {id_ for name, id_ in near if is_same_name(part.words, name)}
        id_ = ids.pop() if len(ids) == 1 else None
        if id_ is None and is_short_for(part.words, self._issuer[0]):
            id_ = self._issuer[1]
        if id_ is not None:
            self.matches.append(NameMatch(part.words, id_, "similar"))
        return id_

    def _new(self, part: Part) -> str:
        if len(self.bodies) >= MOST:
            raise Plan190Error("error.import_bodies", most=MOST)
        name = part.words[:LONGEST_NAME].strip()
        id_ = slug_of(name, self.bodies)
        self.matches.append(NameMatch(part.words, id_, "several" if part.is_several else "new"))
        if part.is_several:
            self.bodies[id_] = Group(id=id_, name=name, roster="open")
        else:
            kind, level = kind_and_level(name, self._usual)
            self.bodies[id_] = Agency(
                id=id_, name=name, kind=kind, level=level, relation="assigned", monthly_report="none"
            )
        return id_

    def _add_name(self, name: str, id_: str) -> None:
        self._forms[name.casefold()].add(id_)
        self._keys[key_of(name)].append((name, id_))

    @cached_property
    def _names(self) -> NamedBodies:
        return NamedBodies((form, id_) for id_, forms in self._written.items() for form in forms if form in self._text)

    @property
    def _in_plan(self) -> list[Body]:
        """The bodies that the document names, and the members and successors of these."""
        ids = self._with_related(self._written)
        return [body for id_, body in self.bodies.items() if id_ in ids]

    def _with_related(self, ids: Iterable[str]) -> set[str]:
        """Return the ids of these bodies, of their members, and of their successors."""
        found: set[str] = set()
        waiting = list(ids)
        while waiting:
            id_ = waiting.pop()
            if id_ not in found and id_ in self.bodies:
                found.add(id_)
                waiting += getattr(self.bodies[id_], "members", ())
                waiting += [successor.to for successor in getattr(self.bodies[id_], "successors", ())]
        return found

    def _with_duties(self, agency: Agency, reporting: Collection[str]) -> Agency:
        """Return the agency with whether it owes reports; a new one without a task is only mentioned."""
        is_mentioned = agency.id not in self._known and agency.id not in self._in_cells
        relation = "mentioned" if is_mentioned else agency.relation
        return replace(agency, relation=relation, monthly_report="required" if agency.id in reporting else "none")

    def _as_written(self, body: BodyT) -> BodyT:
        """Return the body with the forms of its name in this document; a new one has the commonest as its name."""
        forms = tuple(form for form in self._written[body.id] if form in self._text)
        if body.id in self._known or not forms:
            return replace(body, found_as=forms)
        name = max(forms, key=lambda form: (not form.isupper(), self._text.count(form), len(form)))
        return replace(body, name=name[:LONGEST_NAME].strip(), found_as=forms)


def without_uncertain(agency: Agency) -> Agency:
    """Return a known agency without changes of its name or its tasks that rest on assumptions of the other tracker."""
    names = tuple(later for later in agency.names if later.certainty == "certain")
    if all(successor.certainty == "certain" and not successor.tasks for successor in agency.successors):
        return replace(agency, names=names, note=None, assumed=None)
    return replace(agency, names=names, successors=(), valid_to=None, basis=None, note=None, assumed=None)
