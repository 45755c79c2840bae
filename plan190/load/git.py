"""Read commits of a git repository: trees, files, merges and differences. The only module that runs git.

Only names and folders are looked up in the user's repository. Contents are read in a new, empty repository in a
temporary folder, which borrows the objects of the user's repository. It has no configuration, hooks, attributes,
replaced objects or filters, so a change under review cannot influence how it is read. The objects that a merge writes
are deleted with the folder.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import signal
import subprocess  # noqa: TID251 - the only module that runs git
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import MAXYEAR, UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plan190.diagnostics import Diagnostic, Place, diagnostic_at
from plan190.errors import Plan190Error
from plan190.files import blob_hash
from plan190.load.tree import LARGEST, Tree, TreeEntry
from plan190.words.text import printable, short_hash

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    Codes = tuple[int, ...]
    Variables = Mapping[str, str]

TIMEOUT = 60
"""The most seconds that one git command may take."""

MOST_TREES = 5
"""The most trees of which the entries are kept: base, merge and head of a change are read several times."""

LARGEST_OUTPUT = 64 * 1024 * 1024
"""The most bytes that one git command may print; a few small objects can expand to endless output."""

LARGEST_ERROR = 64 * 1024
"""The most bytes of git's error messages that are read."""

REGULAR, EXECUTABLE, LINK, SUBMODULE, FOLDER = "100644", "100755", "120000", "160000", "040000"
"""Modes of entries in a tree."""

ABSENT = "000000"
"""The mode of a path that does not exist."""

FILE_MODES = frozenset({REGULAR, EXECUTABLE})
"""Modes of files that `loader` reads."""

_LATEST = int(datetime(MAXYEAR - 1, 1, 1, tzinfo=UTC).timestamp())
"""The latest time of a commit in seconds since 1970; git stores later ones, which have no date in Python."""

_BLAMED = re.compile("([0-9a-f]{40,64}) [0-9]+ ([0-9]+) ([0-9]+)")
"""A line of `git blame --incremental`: a commit, and the numbers of its first line and of its lines in the file."""

_STORED = FILE_MODES | {LINK}
"""Modes of entries whose bytes the repository itself stores."""

_SETTINGS = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0")
_DIFFERENCES = ("-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff")
"""Options of `git diff-tree` for git's raw format."""

_QUIET = {
    "GIT_ALLOW_PROTOCOL": "",  # versions of git without GIT_NO_LAZY_FETCH would connect to the repository's remote
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_NO_CONFIG = {"GIT_CONFIG_GLOBAL": os.devnull}
_PUSHED = ("GIT_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH")
"""Environment variables in which git names the folders of the pushed objects for a hook."""


class Node(NamedTuple):
    """An entry of a tree: its mode, the hash of its content, and its size in bytes, 0 if unknown."""

    mode: str
    oid: str
    size: int = 0


class Branch(NamedTuple):
    """A branch: the full name of its reference, such as `refs/heads/main`, and its last commit."""

    ref: str
    commit: str

    @property
    def short_name(self) -> str:
        """The name as a user types it, such as `main` or `origin/main`."""
        return self.ref.removeprefix("refs/heads/").removeprefix("refs/remotes/")


class FileChange(NamedTuple):
    """A path that differs between two trees, and its entry in each; renames are not followed."""

    path: str
    old: Node
    new: Node


class Merged(NamedTuple):
    """The tree that results from a merge, and the paths in conflict."""

    tree: str
    conflicts: tuple[str, ...]


class Commit(NamedTuple):
    """A commit: its hash, the time of the commit in UTC, the name of the committer, and the first line of its message.

    The texts are printable, but may contain numbers of persons (see `masked`). The times of successive commits may
    decrease, because every machine sets its own.
    """

    id: str
    at: datetime
    committer: str
    subject: str

    @property
    def short(self) -> str:
        """The hash as people read it."""
        return short_hash(self.id)


class FolderChange(NamedTuple):
    """A commit that changed a folder, and the files there that differ from its first parent, by path.

    The paths are those in the repository.
    """

    commit: Commit
    files: Sequence[FileChange]


class EarlierFile(NamedTuple):
    """A file of an earlier commit: its path, its size in bytes, and its content, b"" if it is too large."""

    path: str
    size: int
    data: bytes


@dataclass(frozen=True)
class Repository:
    """A user's repository, read through the temporary one.

    `top`: the work tree, None for a bare repository or in a hook. `_origin`: the folder in which names are resolved.
    `_pushed`: the environment variables of a hook. `_isolated`: the temporary repository. `_blobs`, `_nodes`: the blobs
    and trees read so far, by hash.
    """

    top: Path | None
    _origin: Path
    _pushed: Variables
    _isolated: Path
    _blobs: dict[str, bytes] = field(default_factory=dict, repr=False)
    _nodes: dict[str, Mapping[str, Node]] = field(default_factory=dict, repr=False)

    def commit(self, name: str) -> str:
        """Return the hash of the commit with that name; Plan190Error if there is none."""
        command = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        oid = _run(command, self._origin, self._pushed, allowed=(0, 1, 128)).decode("ascii", "replace").strip()
        if re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", oid) is None:
            raise Plan190Error("error.git_ref", ref=printable(name))
        return oid

    def branch(self, ref: str) -> Branch | None:
        """Return the branch with this full name, or the one to which a symbolic reference points; None without one."""
        return next(iter(self._branches(ref)), None)

    def unmerged(self, base: str, start: str) -> tuple[Branch, ...]:
        """Return the branches that are not merged into the base, by name; `start`: the beginning of their names."""
        return self._branches("--no-merged", base, start)

    def _branches(self, *arguments: str) -> tuple[Branch, ...]:
        form = "--format=%(objectname) %(if)%(symref)%(then)%(symref)%(else)%(refname)%(end)"
        output = _run(("for-each-ref", form, *arguments), self._origin, self._pushed)
        # The name of a reference contains no blank and no line feed, but may contain other line ends.
        pairs = (line.split(" ", 1) for line in _text(output).split("\n")[:-1])
        return tuple(dict.fromkeys(Branch(ref, commit) for commit, ref in pairs))

    def remotes(self) -> tuple[str, ...]:
        """Return the names of the remotes."""
        return tuple(_text(_run(("remote",), self._origin, self._pushed)).split("\n")[:-1])

    def last_change(self, commit: str, folder: str) -> str:
        """Return the last commit up to this one that changed the folder; the commit itself if none did."""
        return next(iter(self.commits_that_changed(folder, commit, 1)), commit)

    def commits_that_changed(self, folder: str, commit: str, most: int) -> tuple[str, ...]:
        """Return the commits up to this one that changed the folder, newest first, at most `most` of them."""
        return tuple(_commit(text).id for text in _texts(self._log(folder, commit, f"--max-count={most}")))

    def described(self, commit: str) -> Commit:
        """Return the commit with this hash."""
        return _commit(_texts(self._log("", commit, "--max-count=1"))[0])

    def log(self, folder: str, commit: str, *, first_parent: bool = False) -> tuple[Commit, ...]:
        """Return the commits up to this one that changed the folder, newest first; all commits if the folder is "".

        `first_parent`: only the commits of the branch itself; a merge stands for the commits that it brought.
        """
        options = ("--first-parent",) if first_parent else ()
        return tuple(map(_commit, _texts(self._log(folder, commit, *options))))

    def versions(self, folder: str, commit: str) -> tuple[FolderChange, ...]:
        """Return what each commit of the branch changed in the folder, newest first; renames are not followed.

        A merge is compared with its first parent, so it stands for the commits that it brought.
        """
        options = ("--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames")
        output = self._log(folder, commit, *options)
        return tuple(FolderChange(_commit(header), files) for header, files in _changes_by_header(output))

    def _log(self, folder: str, commit: str, *options: str) -> bytes:
        """Return the output of `git log -z`: for each commit the text that `_commit` reads, then what options add."""
        if folder.startswith("/") or ".." in folder.split("/"):
            return b""  # git refuses a path outside the repository
        paths = [folder] if folder else []
        return self._git(
            "--literal-pathspecs", "log", "-z", "--format=%H%n%ct%n%cn%n%s", *options, commit, "--", *paths
        )

    def merge_base(self, first: str, second: str) -> str | None:
        """Return a latest common ancestor of two commits; None if they have no common ancestor."""
        output = self._git("merge-base", first, second, allowed=(0, 1))
        return output.decode("ascii").split("\n", maxsplit=1)[0] or None

    def is_ancestor(self, old: str, new: str) -> bool:
        """Return whether the new commit is the old one or descends from it."""
        return self.merge_base(old, new) == old

    def merged(self, base: str, head: str) -> Merged:
        """Return the result of merging the head into the base."""
        options = ("--write-tree", "-z", "--name-only", "--no-messages")
        tree, *conflicts = _texts(self._git("merge-tree", *options, base, head, allowed=(0, 1)))
        return Merged(tree, tuple(sorted(set(filter(None, conflicts)))))

    def changes(self, old: str, new: str) -> tuple[FileChange, ...]:
        """Return the differences between two commits or trees, by path."""
        return tuple(sorted(_file_changes(self._git("diff-tree", *_DIFFERENCES, old, new))))

    def earlier_files(self, base: str, head: str, below: str) -> tuple[EarlierFile, ...]:
        """Return the files that the commits from base to head added or changed, and that neither base nor head has.

        Files are compared by content. `below`: the beginning of their paths. An unknown size counts as too large.
        """
        options = ("-z", "--raw", "--no-abbrev", "--no-renames", "--format=", "-m")
        changes = _file_changes(self._git("log", *options, f"{base}..{head}"))
        kept = {node.oid for node in (*self.nodes(base).values(), *self.nodes(head).values())}
        earlier = {
            (change.path, change.new.oid)
            for change in changes
            if change.new.mode in _STORED and change.new.oid not in kept and change.path.startswith(below)
        }
        sizes = self._sizes(oid for _, oid in earlier)
        blobs = self.blobs(oid for oid, size in sizes.items() if size <= LARGEST)
        return tuple(EarlierFile(path, sizes[oid], blobs.get(oid, b"")) for path, oid in sorted(earlier))

    def each_blob(self, oids: Sequence[str]) -> Iterator[bytes | None]:
        """Yield the bytes of each blob; None if it is missing or too large.

        They are read in few calls of git, none of which prints too much, and are not kept.
        """
        sizes = self._sizes(set(oids))
        for part in _parts(oids, sizes):
            blobs = self._read_blobs({oid for oid in part if sizes[oid] <= LARGEST})
            yield from map(blobs.get, part)

    def line_commits(self, path: str, commit: str) -> Mapping[int, Commit]:
        """Return the commit of the branch that brought each line of a file, by the number of the line.

        A change of blanks or line ends is no change of a line. A renamed file is followed.
        """
        output = self._git("blame", "--incremental", "-w", "--first-parent", commit, "--", path)
        lines: dict[int, str] = {}
        fields_of: dict[str, dict[str, str]] = defaultdict(dict)
        oid = ""
        for line in _text(output).split("\n"):
            header = _BLAMED.fullmatch(line)
            if header is None:
                key, _, value = line.partition(" ")
                fields_of[oid][key] = value
                continue
            oid, first, number = header[1], int(header[2]), int(header[3])
            lines |= dict.fromkeys(range(first, first + number), oid)
        names = ("committer-time", "committer", "summary")
        texts = {oid: [fields.get(name, "") for name in names] for oid, fields in fields_of.items()}
        commits = {oid: _commit("\n".join((oid, *fields))) for oid, fields in texts.items()}
        return {line: commits[oid] for line, oid in lines.items()}

    def _sizes(self, oids: Iterable[str]) -> Mapping[str, int]:
        """Return the size of each object; for a missing object, a size above the limit."""
        stdin = "".join(f"{oid}\n" for oid in oids).encode("ascii")
        sizes: dict[str, int] = {}
        if not stdin:
            return sizes
        for line in self._git("cat-file", "--batch-check", stdin=stdin).decode("ascii").splitlines():
            oid, *_, size = line.split(" ")
            sizes[oid] = int(size) if size.isdigit() else LARGEST + 1
        return sizes

    def nodes(self, tree: str) -> Mapping[str, Node]:
        """Return every entry of a commit or tree by its path, including folders; those of the last trees are kept."""
        nodes = self._nodes.pop(tree, None)
        if nodes is None:
            nodes = dict(map(_node, _texts(self._git("ls-tree", "-r", "-t", "-z", "-l", "--full-tree", tree))))
        self._nodes[tree] = nodes  # now the last one
        if len(self._nodes) > MOST_TREES:
            del self._nodes[next(iter(self._nodes))]
        return nodes

    def tree(self, tree: str, below: str, shown_as: str) -> GitTree:
        """Return the folder `below` of a commit or tree. `shown_as`: its path in messages."""
        return GitTree(self, self.nodes(tree), below.strip("/"), shown_as)

    def folders(self, commits: Sequence[str], below: str, shown_as: str) -> tuple[GitTree, ...]:
        """Return the folder `below` of each of these different commits, as `tree` does, in few calls of git.

        Of all commits but the first, git lists only the files that differ from those in the commit before it; without
        any, both have the same tree.
        """
        start = f"{below}/" if below else ""
        files = {path: node for path, node in self.nodes(commits[0]).items() if path.startswith(start)}
        differences = self._differences(commits, below)
        older = [change.old for changes in differences.values() for change in changes]
        sizes = self._sizes({node.oid for node in older if node.mode in FILE_MODES})
        trees = [GitTree(self, files, below, shown_as)]
        files = {path: node for path, node in files.items() if node.mode != FOLDER}
        for newer in commits[:-1]:
            changes = differences.get(newer, ())
            for change in changes:
                files[change.path] = change.old._replace(size=sizes.get(change.old.oid, 0))
            files = {path: node for path, node in files.items() if node.mode != ABSENT}
            trees.append(GitTree(self, _with_folders(files), below, shown_as) if changes else trees[-1])
        return tuple(trees)

    def _differences(self, commits: Sequence[str], below: str) -> Mapping[str, Sequence[FileChange]]:
        """Return, for each commit, the files that differ from those in the next one, which is the old one."""
        paths = [below] if below else []
        pairs = "".join(f"{newer} {older}\n" for newer, older in itertools.pairwise(commits))
        output = self._git(
            "--literal-pathspecs", "diff-tree", "--stdin", *_DIFFERENCES, "--", *paths, stdin=pairs.encode("ascii")
        )
        return dict(_changes_by_header(output))

    def blobs(self, oids: Iterable[str]) -> Mapping[str, bytes]:
        """Return the bytes of all blobs read so far, these included, by hash; Plan190Error if one is missing.

        The blobs that have not been read yet are read in one call of git.
        """
        self._blobs.update(self._read_blobs({oid for oid in oids if oid not in self._blobs}))
        return self._blobs

    def _read_blobs(self, wanted: Collection[str]) -> Mapping[str, bytes]:
        """Read the blobs in one call of git."""
        blobs: dict[str, bytes] = {}
        if not wanted:
            return blobs
        output = self._git("cat-file", "--batch", stdin="".join(f"{oid}\n" for oid in wanted).encode("ascii"))
        start = 0
        for oid in wanted:
            end = output.index(b"\n", start)
            header = output[start:end].split(b" ")
            if header[-1] == b"missing":
                raise Plan190Error("error.git_partial")
            start = end + 1 + int(header[2])
            blobs[oid] = output[end + 1 : start]
            start += 1
        return blobs

    def add_known(self, contents: Iterable[bytes]) -> None:
        """Add the bytes of files that need not be read from git if it stores the same ones."""
        self._blobs.update((blob_hash(content), content) for content in contents)

    def _git(self, *arguments: str, allowed: Codes = (0,), stdin: bytes = b"") -> bytes:
        """Run git in the temporary repository and return its output."""
        return _run(arguments, self._isolated, {"GIT_DIR": str(self._isolated), **_NO_CONFIG}, allowed, stdin)


@contextlib.contextmanager
def open_repository(folder: Path, *, pushed: bool = False) -> Iterator[Repository]:
    """Open the repository that contains the folder; Plan190Error if there is none, or only a shallow one.

    `pushed`: a hook calls this; git's environment variables then name the folders of the pushed objects.
    """
    environment = _hook_environment() if pushed else {}
    queries = ("--is-shallow-repository", "--is-bare-repository", "--show-object-format", "--git-path", "objects")
    output = _text(_run(("rev-parse", "--path-format=absolute", *queries), folder, environment))
    shallow, bare, object_format, objects = output.rstrip("\n").split("\n", 3)
    if shallow == "true":
        raise Plan190Error("error.git_shallow")
    top = None
    if bare == "false" and not pushed:
        top = Path(_text(_run(("rev-parse", "--show-toplevel"), folder, environment)).rstrip("\n"))
    borrowed = [objects, *environment.get("GIT_ALTERNATE_OBJECT_DIRECTORIES", "").split(os.pathsep)]
    alternates = "".join(f"{_quoted(path)}\n" for path in borrowed if path)
    with tempfile.TemporaryDirectory(prefix="plan190-") as name:
        isolated = Path(name)
        options = ("--quiet", "--bare", "--template=", f"--object-format={object_format}")
        _run(("init", *options, name), isolated, _NO_CONFIG)
        (isolated / "objects" / "info").mkdir(exist_ok=True)
        (isolated / "objects" / "info" / "alternates").write_bytes(alternates.encode("utf-8", "surrogateescape"))
        yield Repository(top, folder, environment, isolated)


def tracked_files(folder: Path) -> Mapping[str, bool]:
    """Return the files that git tracks in the folder, by path below it, and whether a sparse checkout leaves each out.

    They are those of the index: a file that `git rm` removed is not among them. Plan190Error if git cannot tell.
    """
    lines = _texts(_run(("ls-files", "-z", "-t"), folder, {}))
    tagged = [line.split(" ", 1) for line in lines]
    return {path: tag == "S" for tag, path in tagged}


def symbolic_target(ref: str, folder: Path) -> str:
    """Return the reference to which a symbolic reference such as HEAD points; any other reference unchanged."""
    output = _run(("symbolic-ref", "--quiet", ref), folder, _hook_environment(), allowed=(0, 1, 128))
    return _text(output).rstrip("\n") or ref


def _hook_environment() -> dict[str, str]:
    """Return the environment variables that name the folders of the pushed objects."""
    return {name: os.environ[name] for name in _PUSHED if name in os.environ}


def _quoted(path: str) -> str:
    """Return a path as git reads it in a list of borrowed object folders."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    if escaped == path and not path.startswith("#"):
        return path
    return f'"{escaped}"'


def _text(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape")


def _texts(output: bytes) -> list[str]:
    """Return the texts in an output with a NUL after each (`-z`)."""
    return _text(output).split("\0")[:-1]


def _parts(oids: Iterable[str], sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Yield the blobs in their order, in parts that one call of git may print. Too large ones are not read."""
    part: list[str] = []
    total = 0
    for oid in oids:
        size = sizes[oid] if sizes[oid] <= LARGEST else 0
        if part and total + size > LARGEST_OUTPUT // 2:
            yield part
            part, total = [], 0
        part.append(oid)
        total += size
    if part:
        yield part


def _node(line: str) -> tuple[str, Node]:
    """Return path and node of a line of `git ls-tree -l`."""
    header, path = line.split("\t", 1)
    mode, _, oid, size = header.split()
    return path, Node(mode, oid, int(size) if size.isdigit() else 0)


def _commit(text: str) -> Commit:
    """Return the commit in a text of `Repository._log`."""
    oid, seconds, committer, subject = text.split("\n", 3)
    since_epoch = int(seconds) if seconds.isdecimal() else 0
    at = datetime.fromtimestamp(min(since_epoch, _LATEST), UTC)
    return Commit(oid, at, printable(committer), printable(subject))


def _with_folders(files: Mapping[str, Node]) -> Mapping[str, Node]:
    """Return the files with the folders above them."""
    nodes = dict(files)
    for path in files:
        folder = path.rpartition("/")[0]
        while folder and folder not in nodes:
            nodes[folder] = Node(FOLDER, "")
            folder = folder.rpartition("/")[0]
    return nodes


def _file_changes(output: bytes) -> Iterator[FileChange]:
    """Yield the changes in git's raw format: a header, then the path, which may look like a header."""
    pieces = iter(_texts(output))
    for header in pieces:
        yield _file_change(header, next(pieces))


def _changes_by_header(output: bytes) -> Iterator[tuple[str, list[FileChange]]]:
    """Yield each text before changes in git's raw format, with the changes that follow it."""
    header, changes = "", list[FileChange]()
    pieces = iter(_texts(output))
    for piece in pieces:
        if piece.startswith(("\n:", ":")):
            changes.append(_file_change(piece, next(pieces)))
            continue
        if header:
            yield header, changes
        header, changes = piece, []
    if header:
        yield header, changes


def _file_change(header: str, path: str) -> FileChange:
    old_mode, new_mode, old_oid, new_oid, _ = header.lstrip("\n:").split(" ")
    return FileChange(path, Node(old_mode, old_oid), Node(new_mode, new_oid))


def start_repository(folder: Path, subject: str) -> bool:
    """Make the folder a repository with the branch `main`; return whether its files are committed.

    The author is that of the user's settings; without one, nothing is committed. Plan190Error without git.
    """
    names = ("GIT_CONFIG_GLOBAL", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL")
    user = {name: os.environ[name] for name in names if name in os.environ}
    _run(("init", "--quiet", "--initial-branch=main", "--template="), folder, user)
    _run(("add", "--all"), folder, user)
    try:
        _run(
            ("-c", "user.useConfigOnly=true", "commit", "--quiet", "--no-gpg-sign", f"--message={subject}"),
            folder,
            user,
        )
    except Plan190Error:
        return False
    return True


def _run(arguments: Iterable[str], folder: Path, extra: Variables, allowed: Codes = (0,), stdin: bytes = b"") -> bytes:
    """Run git and return its output; Plan190Error if its exit code is not allowed.

    The git variables of the user's environment are removed; `extra` is added.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", *_SETTINGS, *arguments]
    try:
        output, stderr, code = _output(command, folder, {**inherited, **_QUIET, **extra}, stdin)
    except FileNotFoundError:
        raise Plan190Error("error.git_missing") from None
    message = stderr.decode("utf-8", "replace")
    if "dubious ownership" in message:
        raise Plan190Error("error.git_owner", path=printable(str(folder)))
    if "not a git repository" in message:
        raise Plan190Error("error.git_none", path=printable(str(folder)))
    if code in allowed:
        return output
    if "usage: git merge-tree" in message:  # git before 2.38 has no --write-tree
        raise Plan190Error("error.git_old")
    raise Plan190Error("error.git_failed", command=command[len(_SETTINGS) + 1], reason=printable(message.strip()[:300]))


def _output(command: list[str], folder: Path, env: Variables, data: bytes) -> tuple[bytes, bytes, int]:
    """Return output, error messages and exit code of a command; stop it if it prints too much or takes too long."""
    deadline = time.monotonic() + TIMEOUT
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stderr:
        stdin.write(data)
        stdin.seek(0)
        with subprocess.Popen(
            command, cwd=folder, env=env, stdin=stdin, stdout=subprocess.PIPE, stderr=stderr, start_new_session=True
        ) as process:
            timer = threading.Timer(TIMEOUT, _kill, [process])
            timer.start()
            try:
                output = process.stdout.read(LARGEST_OUTPUT + 1) if process.stdout is not None else b""
                if len(output) > LARGEST_OUTPUT:
                    raise Plan190Error("error.git_much", command=command[len(_SETTINGS) + 1])
                code = process.wait()
            finally:
                timer.cancel()
                if process.poll() is None:
                    _kill(process)
        if time.monotonic() > deadline:
            raise Plan190Error("error.git_slow", seconds=TIMEOUT)
        stderr.seek(0)
        return output, stderr.read(LARGEST_ERROR), code


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and its children, which would otherwise keep its output open."""
    with contextlib.suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:  # Windows has no process groups
            process.kill()


@dataclass(frozen=True)
class GitTree(Tree):
    """The folder `root` of a commit; `nodes` are all entries of the commit by path.

    Files are read as git stores them, without filters that attributes name.
    """

    repository: Repository
    nodes: Mapping[str, Node]
    root: str
    shown: str

    def read(self, path: str) -> bytes | Diagnostic:
        """Return the bytes of a file, or a diagnostic if it cannot be read."""
        node = self.nodes.get(self._path(path))
        if node is None:
            return diagnostic_at(Place(path), "P001", "missing", reason="?")
        if node.mode not in FILE_MODES:
            return diagnostic_at(Place(path), "P006")
        if node.size > LARGEST:
            return diagnostic_at(Place(path), "P002", size=node.size, largest=LARGEST)
        return self.repository.blobs([node.oid])[node.oid]

    def prepare(self, paths: Iterable[str]) -> None:
        """Read the files in few calls of git, none of which prints too much."""
        nodes = (self.nodes.get(self._path(path)) for path in paths)
        sizes = {node.oid: node.size for node in nodes if node is not None and node.mode in FILE_MODES}
        for part in _parts(sizes, sizes):
            self.repository.blobs(oid for oid in part if sizes[oid] <= LARGEST)

    def entries(self, folder: str) -> Mapping[str, TreeEntry]:
        """Return the entries of a folder by name."""
        return self._entries[self._path(folder)]

    @cached_property
    def _entries(self) -> Mapping[str, dict[str, TreeEntry]]:
        """The entries of each folder of the commit."""
        entries: dict[str, dict[str, TreeEntry]] = defaultdict(dict)
        for path, node in self.nodes.items():
            folder, _, name = path.rpartition("/")
            is_plain = node.mode in FILE_MODES and node.size <= LARGEST
            entries[folder][name] = TreeEntry(node.mode == FOLDER, content=node.oid if is_plain else "")
        return entries

    def _path(self, path: str) -> str:
        return "/".join(filter(None, (self.root, path)))
