"""One run of a command: where the data are, which day it is, in which language; opened as far as it is asked.

The only place with a clock.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sys
import zoneinfo
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plan190 import __version__
from plan190.diagnostics import errors_in, ordered
from plan190.errors import Plan190Error
from plan190.formats.escaping import without_log_commands
from plan190.load import cache
from plan190.load.loader import FILES, NOTHING, Files, Loaded, Values, build_register, load, read_files
from plan190.load.tree import DiskTree
from plan190.parts.context import ViewContext
from plan190.status.assess import assess
from plan190.words import LANGUAGES, Language, Words, words_in
from plan190.words.text import parse_day, shown

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from plan190.diagnostics import Diagnostic
    from plan190.document.blocks import View
    from plan190.load.git import GitTree
    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment

DEFAULT: Language = "vi"
EARLIEST, LATEST = 1945, 2099
"""The years that a command can be asked for, those of the data."""
ZONE = "Asia/Ho_Chi_Minh"
"""Whose today it is while the plan itself cannot be read."""


@dataclass(frozen=True)
class Request:
    """What every command is asked: the texts of the common options, None where they were not given."""

    as_of: str | None = None
    data: str | None = None
    lang: str | None = None
    format: str | None = None
    output: str | None = None
    force: bool = False


@dataclass(frozen=True)
class Result:
    """What a command gives: a view, its exit code, whether it says anything of the data on disk, and in which words.

    `words`: None for those of the session. `text`: what is printed as it is in a format that the command makes itself.
    `command`: of a report, the words that make it again on the same day; `file`: where it goes unless asked otherwise,
    without the ending. `root`: as of a page. `session`: the one of the day that the report is of, where that is not the
    command's own.
    """

    view: View
    code: int = 0
    from_data: bool = True
    words: Words | None = None
    text: str | None = None
    command: tuple[str, ...] = ()
    file: str = ""
    session: Session | None = None
    root: str | None = None


@dataclass(frozen=True)
class FileSet:
    """What a command gives that makes many files: `total` of them, below a folder unless asked otherwise.

    `owned`: the names that only such a set has; what plan190 wrote under one that is not in this set goes.
    `nothing`: the words that say why there is none to write.
    """

    pages: Iterable[Page]
    total: int
    folder: str
    owned: re.Pattern[str] | None = None
    nothing: str = ""
    code: int = 0


class Page(NamedTuple):
    """One file of a set: its name without the ending, its view in its words, what makes it again.

    `root`: the way to the first page of the set, where the pages lead to each other.
    """

    name: str
    view: View
    command: tuple[str, ...]
    words: Words
    root: str | None = None


class Origin(NamedTuple):
    """Which data a session reads: where they lie in their repository, the last commit that changed them, their digest.

    The commit is None where the files are not those of any: what was made of them cannot be made again from git.
    """

    folder: str
    commit: str | None
    digest: str


class Looked(NamedTuple):
    """What a look at all files gave. The register of faulty files is to look for faults, never for figures."""

    loaded: Loaded
    register: Register
    diagnostics: tuple[Diagnostic, ...]
    day: dt.date


@dataclass(frozen=True)
class Session:
    """A request, and what it needs, opened when first asked for."""

    request: Request
    committed: GitTree | None = None
    """The data in a commit, where they are not those on disk."""

    @cached_property
    def language(self) -> Language:
        """The reader's language: asked for, else set in the environment, else the plan's, if it can be read."""
        asked = chosen_language(self.request.lang)
        if asked is not None:
            return asked
        try:
            return self.register.plan.language
        except Plan190Error:
            return DEFAULT

    @cached_property
    def words(self) -> Words:
        """The catalogue in the reader's language."""
        return words_in(self.language)

    @cached_property
    def tree(self) -> DiskTree:
        """The data folder on disk: the one asked for, else the nearest upward, else the copy inside plan190."""
        if self.request.data is not None:
            asked = Path(self.request.data)
            if not os.path.isdir(asked):  # noqa: PTH112 - says no, not an error, to a path that cannot be looked at
                raise Plan190Error("error.data_missing", path=shown(self.request.data))
            return DiskTree(asked, shown(self.request.data.rstrip("/") or "/"))
        try:
            here = Path.cwd()
        except FileNotFoundError:  # the folder has been deleted under the reader's feet
            return _embedded()
        for folder in (here, *here.parents):
            data = folder / "data"
            if any(os.path.exists(data / name) for name in FILES):  # noqa: PTH110 - as above
                return DiskTree(data, shown(os.path.relpath(data, here).replace(os.sep, "/")))
        return _embedded()

    @property
    def shown(self) -> str:
        """The data folder as it is written for the reader: where it lies in its commit, or on disk."""
        return (self.committed or self.tree).shown

    @cached_property
    def file_root(self) -> str:
        """The data folder from the root of its repository, "" for that root; as the reader wrote it outside of one."""
        root, top = os.path.abspath(self.tree.root), self.repository_root  # noqa: PTH100 - links are not followed
        folder = os.path.relpath(root, top).replace(os.sep, "/") if top is not None else self.tree.shown
        return "" if folder == "." else folder

    @cached_property
    def repository_root(self) -> Path | None:
        """The folder of the repository that the data lie in; None where they lie in none."""
        root = Path(os.path.abspath(self.tree.root))  # noqa: PTH100 - links are not followed
        return next((folder for folder in (root, *root.parents) if os.path.lexists(folder / ".git")), None)

    @cached_property
    def is_embedded(self) -> bool:
        """Whether the data are the copy inside plan190."""
        return self.request.data is None and self.tree.root == _embedded().root and self.tree.shown == EMBEDDED

    def demand_data(self, command: str) -> None:
        """Raise Plan190Error where there is only the copy inside plan190: a green answer about it would mislead."""
        if self.is_embedded:
            raise Plan190Error("error.nothing_here", command=command)

    @cached_property
    def files(self) -> Files:
        """The bytes of the data; Plan190Error when there are none at all."""
        files = read_files(self.committed or self.tree)
        if not files.data and all(one.code == "P001" for one in files.faults):
            raise Plan190Error("error.data_missing", path=shown(self.shown))
        return files

    @cached_property
    def origin(self) -> Origin:
        """Where the data come from. A commit counts only when it holds these very bytes."""
        from plan190.document.provenance import digest_of

        digest = digest_of(self.files.data)
        if self.is_embedded:
            return Origin(EMBEDDED, None, digest)
        if self.repository_root is None:
            # Not the whole way to it: the same data would be named otherwise on each machine.
            return Origin(os.path.basename(os.path.abspath(self.tree.root)), None, digest)  # noqa: PTH100, PTH119 - as above
        from plan190.load.git import open_repository

        with contextlib.suppress(Plan190Error), open_repository(self.repository_root) as repository:
            commit = repository.last_change(repository.commit("HEAD"), self.file_root)
            held = read_files(repository.tree(commit, self.file_root, ""))
            if digest_of(held.data) == digest:
                return Origin(self.file_root, commit, digest)
        return Origin(self.file_root, None, digest)

    def on(self, day: dt.date, *, only_if_not_asked: bool = False) -> Session:
        """Give the session of another day; the same where a day was asked for and that is to be kept."""
        if only_if_not_asked and self.request.as_of is not None:
            return self
        return Session(replace(self.request, as_of=day.isoformat()), self.committed)

    def place(self, file: str) -> str:
        """Give where a file of `reports/` goes: one of made-up data, or in a language that is not the plan's, apart."""
        plan, (root, _, name) = self.register.plan, file.partition("/")
        apart = ["example"] * plan.fiction + [self.language] * (self.language != plan.language)
        return "/".join((root, *apart, name))

    def stamped(self, view: View, command: tuple[str, ...]) -> View:
        """Give a report with its imprint, and room for its seal."""
        from plan190.document.provenance import Provenance

        whole = (*command, "--as-of", self.day.isoformat(), "--lang", self.language)
        return stamped(view, Provenance(__version__, whole, *self.origin).line, self.day)

    @cached_property
    def register(self) -> Register:
        """The plan, without a single error; Plan190Error when there is one."""
        cache_folder = cache.folder(os.environ.get("PLAN190_CACHE"))
        files = self.files
        known = cache.read(cache_folder, files.data)
        if not files.faults and cache.is_sound(cache_folder, files.data, known):
            return build_register(self.shown, known, files, self.option)
        loaded, register, diagnostics, _ = self.check(known)
        errors = errors_in(diagnostics)
        if errors:
            from plan190.checks.waivers import ever_waived

            passing = ever_waived(register, errors)
            charged = tuple(one for one in errors if one not in passing)
            if charged:
                raise self._faulty(charged)
        cache.write(cache_folder, files.data, loaded.values)
        return register

    def check(self, known: Values = NOTHING, as_of: dt.date | None = None) -> Looked:
        """Give a load that takes what is `known` as read, with all that is wrong with the files.

        Nothing in the files may lie after the day looked at: today, unless `as_of` says another.
        """
        from plan190.checks import rules

        loaded = load(self.files, known)
        register = build_register(self.shown, loaded.values, self.files, self.option)
        plan = loaded.values.plan
        day = as_of or today(plan.policy.timezone if plan is not None else ZONE)
        found = ordered((*loaded.diagnostics, *rules.check(register, loaded.whole, day)))
        return Looked(loaded, register, found, day)

    @property
    def option(self) -> str:
        """What another command needs to look at the same data."""
        return f" --data {shown(self.request.data)}" if self.request.data else ""

    def _faulty(self, errors: tuple[Diagnostic, ...]) -> Plan190Error:
        from plan190.checks.findings import in_a_line

        words = words_in(chosen_language(self.request.lang) or DEFAULT)
        return Plan190Error(
            "error.data_faulty",
            path=self.shown,
            errors=len(errors),
            first=in_a_line(self.shown, errors[0], words),
            option=self.option,
        )

    @cached_property
    def day(self) -> dt.date:
        """The day of the command: asked for, else today in the plan's zone."""
        if self.request.as_of is None:
            return today(self.register.plan.policy.timezone)
        return day_of(self.request.as_of)

    @cached_property
    def assessment(self) -> Assessment:
        """The plan as of the day, under its own policy."""
        return assess(self.register, self.day, self.register.plan.policy)

    @cached_property
    def view_context(self) -> ViewContext:
        """What the views of answers are built from."""
        return ViewContext(self.register, self.assessment, self.words)

    @cached_property
    def report_context(self) -> ViewContext:
        """What reports are built from: places in files are relative to the repository, wherever it lies."""
        folder = self.origin.folder if self.committed is None else self.committed.root
        return replace(self.view_context, register=replace(self.register, root=folder, option=""))

    def notes(self) -> list[str]:
        """Give what should be said beside the answer."""
        return [self.words("note.embedded", version=__version__)] if self.is_embedded else []

    def report_notes(self) -> list[str]:
        """Give what should be said beside a report: that git does not hold the data that it was made of."""
        lacking = self.origin.commit is None and not self.is_embedded
        return [self.words("note.uncommitted")] if lacking else []


def stamped(view: View, line: str, day: dt.date) -> View:
    """Give the view of that day with an imprint, and room for its seal."""
    from plan190.document.checksum import CHECKSUM

    return replace(view, provenance=line, facts={**view.facts, "imprint": line, "seal": CHECKSUM}, day=view.day or day)


EMBEDDED = "plan190:data"
"""How the copy inside plan190 is written for the reader."""


def _embedded() -> DiskTree:
    package = Path(__file__).parents[1]
    inside = package / "data"
    # A development install runs from the repository, where the data lie beside the package.
    return DiskTree(inside if inside.is_dir() else package.parent / "data", EMBEDDED)


def chosen_language(asked: str | None) -> Language | None:
    """Give the language asked for, or the one of `PLAN190_LANG`; Plan190Error when it is none of ours."""
    for option, text in (("--lang", asked), ("PLAN190_LANG", os.environ.get("PLAN190_LANG") or None)):
        if text is not None:
            if text not in LANGUAGES:
                raise Plan190Error("error.choice", text=shown(text), option=option, choices=", ".join(LANGUAGES))
            return "en" if text == "en" else "vi"
    return None


def today(zone: str) -> dt.date:
    """Give the day that it is in the zone, whatever the machine's own zone."""
    return dt.datetime.now(zoneinfo.ZoneInfo(zone)).date()  # noqa: TID251 - the one clock


def day_of(text: str) -> dt.date:
    """Give the day of `--as-of`; Plan190Error when the text is none."""
    try:
        day = parse_day(text)
    except ValueError:
        raise Plan190Error("error.day", text=shown(text)) from None
    if not EARLIEST <= day.year <= LATEST:
        raise Plan190Error("error.day_far", text=shown(text), earliest=EARLIEST, latest=LATEST)
    return day


def say(sentence: str) -> None:
    """Print a line beside the answer; CI services read commands there too, and find none."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(without_log_commands(sentence) + "\n")
