"""Git as a store of bytes: commits by hash, their trees and blobs, what changed. The only caller of git.

A revision is named once, in the reader's own repository, and becomes a hash. Everything else is asked of a clean room:
a fresh, empty repository in a temporary folder that borrows the objects. So no configuration, hook, attribute,
replacement or driver of the repository is heeded, and what a merge writes lies in the room and goes with it.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess  # noqa: TID251 - the one room that calls git
import tempfile
import threading
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plan190.diagnostics import Diagnostic, Place, problem
from plan190.errors import Plan190Error
from plan190.load.tree import LARGEST
from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LIMIT = 60
"""The most seconds that one call of git may take."""

WANTED = (".yaml", ".txt")
"""How the names of files end that a load reads."""

LARGEST_ANSWER = 64 * 1024 * 1024
"""The most bytes that one call of git may answer: a few small objects can stand for endless names or contents."""

REGULAR, EXECUTABLE, LINK, SUBMODULE, FOLDER = "100644", "100755", "120000", "160000", "040000"
"""Modes of entries in a tree."""

BLOBS = frozenset({REGULAR, EXECUTABLE})
"""Modes of what a load reads."""

_HOLDING = frozenset({REGULAR, EXECUTABLE, LINK})
"""Modes of entries whose bytes the repository itself holds."""

ABSENT = "000000"
"""The mode of what is not there."""

LONGEST_COMPLAINT = 64 * 1024
"""The most bytes that are read of what git complains of."""

_QUIET = {
    "GIT_ALLOW_PROTOCOL": "",  # older git knows no GIT_NO_LAZY_FETCH, and would call what the repository names
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_SETTINGS = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0")
_NO_CONFIG = {"GIT_CONFIG_GLOBAL": os.devnull}
_PUSHED = ("GIT_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH")
"""What git tells a hook of the objects that are being pushed."""


class Node(NamedTuple):
    """An entry of a tree: its mode, the hash of what it holds, and its size in bytes where that is a file."""

    mode: str
    oid: str
    size: int


class Step(NamedTuple):
    """What became of one path, renames not followed: its mode and hash before and after."""

    path: str
    old: Node
    new: Node


class Merged(NamedTuple):
    """The tree that a merge gives, and the paths where git does not know what to take."""

    tree: str
    conflicts: tuple[str, ...]


class Passed(NamedTuple):
    """A file of an earlier commit: its path, its size, and its bytes where that is not too large."""

    path: str
    size: int
    data: bytes


@dataclass(frozen=True)
class Repository:
    """A repository as the clean room shows it. `top`: where its files lie, None for one without a work tree."""

    top: Path | None
    _origin: Path
    _pushed: Mapping[str, str]
    _room: Path
    _blobs: dict[str, bytes] = field(default_factory=dict, repr=False)
    _nodes: dict[str, Mapping[str, Node]] = field(default_factory=dict, repr=False)

    def commit(self, name: str) -> str:
        """Give the hash of the commit that the name means; Plan190Error when there is none."""
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        told = _run(asked, self._origin, self._pushed, fine=(0, 1, 128))
        oid = told.decode("ascii", "replace").strip()
        if re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", oid) is None:
            raise Plan190Error("error.git_ref", ref=shown(name))
        return oid

    def last_change(self, commit: str, folder: str) -> str:
        """Give the last commit up to this one that changed the folder; the commit itself where none did."""
        told = self._ask("--literal-pathspecs", "rev-list", "-1", commit, "--", *([folder] if folder else []))
        return told.decode("ascii").strip() or commit

    def merge_base(self, one: str, other: str) -> str | None:
        """Give the commit that both come from; None when they have nothing in common."""
        told = self._ask("merge-base", one, other, fine=(0, 1))
        return told.decode("ascii").split("\n", maxsplit=1)[0] or None

    def is_ancestor(self, old: str, new: str) -> bool:
        """Say whether the new commit builds on the old one."""
        return self.merge_base(old, new) == old

    def merged(self, base: str, head: str) -> Merged:
        """Give what merging the head into the base gives."""
        told = self._ask("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", base, head, fine=(0, 1))
        tree, *conflicts = _texts(told)
        return Merged(tree, tuple(sorted({path for path in conflicts if path})))

    def key_path(self, old: str, new: str) -> tuple[Step, ...]:
        """Give what became of every path between two commits or trees, by path."""
        told = self._ask("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", old, new)
        return tuple(sorted(_raw(told)))

    def passing(self, base: str, head: str, below: str) -> tuple[Passed, ...]:
        """Give the files below a folder that commits between the two had, and neither has itself, as they were.

        A merge keeps those commits, and with them what stood there. What is too large is given without its bytes.
        """
        asked = ("log", "-z", "--raw", "--no-abbrev", "--no-renames", "--format=", "-m", f"{base}..{head}")
        stood = _raw(self._ask(*asked))
        last = {node.oid for commit in (base, head) for node in self.nodes(commit).values()}
        found = {(one.path, one.new.oid) for one in stood if one.new.mode in _HOLDING and one.path.startswith(below)}
        wanted = sorted(one for one in found if one[1] not in last)
        sizes = self._sizes(oid for _, oid in wanted)
        blobs = self.blobs(oid for _, oid in wanted if sizes[oid] <= LARGEST)
        return tuple(Passed(path, sizes[oid], blobs.get(oid, b"")) for path, oid in wanted)

    def _sizes(self, oids: Iterable[str]) -> Mapping[str, int]:
        asked = "".join(f"{oid}\n" for oid in oids).encode("ascii")
        told = self._ask("cat-file", "--batch-check", given=asked).decode("ascii").splitlines() if asked else []
        parts = (line.split(" ") for line in told)
        return {one[0]: int(one[2]) if one[-1].isdigit() else LARGEST + 1 for one in parts}

    def nodes(self, tree: str) -> Mapping[str, Node]:
        """Give every entry of a commit's tree by its path, folders too; each tree is asked for once."""
        if tree not in self._nodes:
            told = self._ask("ls-tree", "-r", "-t", "-z", "-l", "--full-tree", tree)
            self._nodes[tree] = dict(map(_node, _texts(told)))
        return self._nodes[tree]

    def tree(self, tree: str, below: str, shown_as: str) -> GitTree:
        """Give the folder `below` of a commit or tree as a tree of files."""
        return GitTree(self, self.nodes(tree), below.strip("/"), shown_as)

    def blobs(self, oids: Iterable[str]) -> Mapping[str, bytes]:
        """Give the bytes of blobs by their hashes, all in one call; Plan190Error when the repository lacks one."""
        wanted = sorted(set(oids) - self._blobs.keys())
        if wanted:
            told = self._ask("cat-file", "--batch", given=("\n".join(wanted) + "\n").encode("ascii"))
            start = 0
            for oid in wanted:
                end = told.index(b"\n", start)
                head = told[start:end].split(b" ")
                if head[-1] == b"missing":
                    raise Plan190Error("error.git_partial")
                size = int(head[2])
                self._blobs[oid] = told[end + 1 : end + 1 + size]
                start = end + size + 2
        return self._blobs

    def _ask(self, *arguments: str, fine: tuple[int, ...] = (0,), given: bytes = b"") -> bytes:
        return _run(arguments, self._room, {"GIT_DIR": str(self._room), **_NO_CONFIG}, fine, given)


@contextlib.contextmanager
def open_repository(folder: Path, *, pushed: bool = False) -> Iterator[Repository]:
    """Give the repository around the folder; Plan190Error when there is none, or only a piece of one.

    `pushed`: a hook asks, and the objects to look at lie where git's environment says.
    """
    outside = _told_to_hooks() if pushed else {}
    asked = ("--is-shallow-repository", "--is-bare-repository", "--show-object-format", "--git-path", "objects")
    told = _run(("rev-parse", "--path-format=absolute", *asked), folder, outside)
    shallow, bare, hashes, objects = told.decode("utf-8", "surrogateescape").rstrip("\n").split("\n", 3)
    if shallow == "true":
        raise Plan190Error("error.git_shallow")
    top = None
    if bare == "false" and not pushed:
        named = _run(("rev-parse", "--show-toplevel"), folder, outside)
        top = Path(named.decode("utf-8", "surrogateescape").rstrip("\n"))
    lenders = [objects, *outside.get("GIT_ALTERNATE_OBJECT_DIRECTORIES", "").split(os.pathsep)]
    with tempfile.TemporaryDirectory(prefix="plan190-") as name:
        room = Path(name)
        _run(("init", "--quiet", "--bare", "--template=", f"--object-format={hashes}", str(room)), room, _NO_CONFIG)
        lent = "".join(f"{_quoted(one)}\n" for one in lenders if one)
        (room / "objects" / "info").mkdir(exist_ok=True)
        (room / "objects" / "info" / "alternates").write_bytes(lent.encode("utf-8", "surrogateescape"))
        yield Repository(top, folder, outside, room)


def meant_by(ref: str, folder: Path) -> str:
    """Give the name that the repository has for what moves with the name: itself, or what it only points at."""
    told = _run(("symbolic-ref", "--quiet", ref), folder, _told_to_hooks(), fine=(0, 1, 128))
    return told.decode("utf-8", "surrogateescape").rstrip("\n") or ref


def _told_to_hooks() -> dict[str, str]:
    return {name: os.environ[name] for name in _PUSHED if name in os.environ}


def _quoted(path: str) -> str:
    """Give the path as git reads it in a list of borrowed objects, whatever letters it has."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return path if path == escaped and not path.startswith("#") else f'"{escaped}"'


def _texts(told: bytes) -> list[str]:
    return told.decode("utf-8", "surrogateescape").removesuffix("\0").split("\0") if told else []


def _node(line: str) -> tuple[str, Node]:
    head, path = line.split("\t", 1)
    mode, _, oid, size = head.split()
    return path, Node(mode, oid, int(size) if size.isdigit() else 0)


def _raw(told: bytes) -> Iterator[Step]:
    """Give the steps that git tells in its raw form: a line, then the path, which may be like a line."""
    pieces = iter(_texts(told))
    for head in pieces:
        before, after, was, now, _ = head.lstrip(":").split(" ")
        yield Step(next(pieces), Node(before, was, 0), Node(after, now, 0))


def _run(
    arguments: Iterable[str], where: Path, extra: Mapping[str, str], fine: tuple[int, ...] = (0,), given: bytes = b""
) -> bytes:
    """Give what git says, in a clean environment; Plan190Error with what helps when it does not."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _QUIET | dict(extra)
    command = ["git", *_SETTINGS, *arguments]
    try:
        out, wrong, code = _answer(command, where, kept, given)
    except FileNotFoundError:
        raise Plan190Error("error.git_missing") from None
    told = wrong.decode("utf-8", "replace")
    if "dubious ownership" in told:
        raise Plan190Error("error.git_owner", path=shown(str(where)))
    if "not a git repository" in told:
        raise Plan190Error("error.git_none", path=shown(str(where)))
    if code not in fine:
        # merge-tree of git before 2.38 knows no --write-tree.
        if "usage: git merge-tree" in told:
            raise Plan190Error("error.git_old")
        raise Plan190Error("error.git_failed", command=command[len(_SETTINGS) + 1], reason=shown(told.strip()[:300]))
    return out


def _answer(command: list[str], where: Path, env: Mapping[str, str], given: bytes) -> tuple[bytes, bytes, int]:
    """Give what the program prints, its complaints and its exit code; one that says too much is stopped."""
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as wrong:
        asked.write(given)
        asked.seek(0)
        late = threading.Event()
        with subprocess.Popen(
            command, cwd=where, env=env, stdin=asked, stdout=subprocess.PIPE, stderr=wrong, start_new_session=True
        ) as ran:

            def stop() -> None:
                late.set()
                _end(ran)

            clock = threading.Timer(LIMIT, stop)
            clock.start()
            try:
                out = ran.stdout.read(LARGEST_ANSWER + 1) if ran.stdout is not None else b""
                if len(out) > LARGEST_ANSWER:
                    raise Plan190Error("error.git_much", command=command[len(_SETTINGS) + 1])
                code = ran.wait()
            finally:
                clock.cancel()
                if ran.poll() is None:
                    _end(ran)
        if late.is_set():
            raise Plan190Error("error.git_slow", seconds=LIMIT)
        wrong.seek(0)
        return out, wrong.read(LONGEST_COMPLAINT), code


def _end(ran: subprocess.Popen[bytes]) -> None:
    """End the program and what it started, which would keep its answer open."""
    with contextlib.suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(ran.pid, signal.SIGKILL)
        else:  # Windows has no groups
            ran.kill()


@dataclass(frozen=True)
class GitTree:
    """A folder of a commit, with what `DiskTree` offers; blobs are read as git keeps them, never through attributes."""

    repository: Repository
    nodes: Mapping[str, Node]
    root: str
    shown: str

    def node(self, path: str) -> Node | None:
        """Give the entry at the path below the root."""
        return self.nodes.get(f"{self.root}/{path}" if self.root else path)

    def read(self, path: str) -> bytes | Diagnostic:
        """Give the bytes of the file at the path, or why there are none."""
        node, place = self.node(path), Place(path)
        if node is None:
            return problem(place, "P001", "missing", reason="?")
        if node.mode not in BLOBS:
            return problem(place, "P006")
        if node.size > LARGEST:
            return problem(place, "P002", size=node.size, largest=LARGEST)
        if path.endswith(WANTED):
            return self._wanted[node.oid]
        return self.repository.blobs([node.oid])[node.oid]

    def exists(self, path: str) -> bool:
        """Say whether anything lies at the path."""
        return self.node(path) is not None

    def is_folder(self, path: str) -> bool:
        """Say whether a folder lies at the path."""
        node = self.node(path)
        return node is not None and node.mode == FOLDER

    def below(self, folder: str) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
        """Give, in order, the paths of all that lies in the folder or one folder further down; nothing is unseen."""
        found = []
        for path, node in self._in(folder):
            depth = path.removeprefix(f"{folder}/").count("/")
            if depth == 0 and node.mode == FOLDER:
                continue
            if depth <= 1:
                found.append(path + ("/" if node.mode == FOLDER else ""))
        return tuple(sorted(found)), ()

    def strays(self, known: Iterable[str], suffixes: tuple[str, ...]) -> tuple[str, ...]:
        """Give what lies in the root, or up to two folders down in what is not `known`, and has one of the endings."""
        found: list[str] = []
        for path, node in self._in(""):
            top, *deeper = path.split("/")
            if top in known or len(deeper) > 2 or (deeper and top.startswith(".")):  # noqa: PLR2004 - two folders down
                continue
            if node.mode != FOLDER:
                found.append(path)
            elif len(deeper) == 2:  # noqa: PLR2004 - as above
                found.append(f"{path}/")
        return tuple(sorted(one for one in found if one.lower().endswith(suffixes)))

    def names(self, folder: str, suffix: str) -> tuple[str, ...]:
        """Give, in order, the paths of what lies in a folder below the root and ends so."""
        inside = (path for path, _ in self._in(folder) if path.count("/") == folder.count("/") + 1)
        return tuple(sorted(path for path in inside if path.endswith(suffix)))

    def _in(self, folder: str) -> Iterator[tuple[str, Node]]:
        start = f"{self.root}/" if self.root else ""
        for path, node in self.nodes.items():
            if path.startswith(start) and path[len(start) :].startswith(f"{folder}/" if folder else ""):
                yield path[len(start) :], node

    @cached_property
    def _wanted(self) -> Mapping[str, bytes]:
        """The bytes of all files that a load can want, by hash, asked for at once."""
        oids = (
            node.oid
            for path, node in self._in("")
            if node.mode in {REGULAR, EXECUTABLE} and node.size <= LARGEST and path.endswith(WANTED)
        )
        return self.repository.blobs(oids)
