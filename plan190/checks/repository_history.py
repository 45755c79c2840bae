"""Read who brought what into the repository: the commits of files and decisions, and the changed targets."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from plan190.checks.findings import joined
from plan190.diagnostics import Place, diagnostic_at, errors_in
from plan190.files import blob_hash
from plan190.load.git import ABSENT
from plan190.load.loader import DECISIONS, Files, build_register, load
from plan190.status.history import Record, Recorded, RecordedChange, RepositoryHistory, UnreadVersion, decision_on
from plan190.status.targets import changed_targets, items_text, place_of, targets_of
from plan190.words.text import clip, masked, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from plan190.diagnostics import Diagnostic
    from plan190.load.git import Commit, FileChange, FolderChange, Repository
    from plan190.model.decision import Decision
    from plan190.model.register import Register
    from plan190.status.targets import TargetChange, Targets

    DateOf = Callable[[datetime], date]
    """Returns the date of a time in the time zone of the plan."""

    Version = tuple[Commit, FileChange]
    """A commit, and what it changed of a file."""

TARGETS: Mapping[str, Callable[[Any], Targets]] = {
    "plan.yaml": lambda file: targets_of(plan=file.plan),
    "agencies.yaml": lambda file: targets_of(bodies=(*file.agencies, *file.groups)),
    "tasks.yaml": lambda file: targets_of(tasks=file.tasks),
}
"""The files with targets, and the function that returns those of the value of each file."""


MOST_CHARACTERS = 100
"""The most characters of the items of a target in a message."""


@dataclass(frozen=True)
class CommittedFolder:
    """The data folder on the branch that ends with a commit. `folder`: its path in the repository.

    `changes`: what each commit changed, newest first. `date_of`: returns the date of a commit.
    """

    repository: Repository
    folder: str
    commit: str
    changes: Sequence[FolderChange]
    date_of: DateOf

    def recorded(self, commit: Commit) -> Recorded:
        """Return the commit as people read it, with numbers of persons masked."""
        return Recorded(commit.short, self.date_of(commit.at), masked(commit.committer))

    def position(self, commit: Commit) -> int:
        """Return the position of the commit on the branch, from the oldest; 0 if it changed nothing in the folder."""
        return self._positions.get(commit.id, 0)

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {commit.id: number for number, (commit, _) in enumerate(reversed(self.changes), 1)}

    def versions(self, file: str) -> Sequence[Version]:
        """Return each change of a file of the data folder, oldest first."""
        return self._versions.get(joined(self.folder, file), ())

    @cached_property
    def _versions(self) -> Mapping[str, Sequence[Version]]:
        """The versions of each file by its path in the repository."""
        versions: dict[str, list[Version]] = defaultdict(list)
        for commit, files in reversed(self.changes):
            for change in files:
                versions[change.path].append((commit, change))
        return versions


# --- changed targets --------------------------------------------------------------------------------------------------


def target_history(folder: CommittedFolder, known: Mapping[str, Any]) -> RepositoryHistory:
    """Return each change of a target, and the versions that were skipped.

    A version is compared with the last one before it that can be read; the first is no change. Only the versions
    of the files with targets are read, and those of `decisions.yaml` in the commits that changed a target. `known`:
    values of files by the hash of their content, which are not parsed.
    """
    changes: list[tuple[Commit, TargetChange]] = []
    unread: list[UnreadVersion] = []
    for file in TARGETS:
        before: Targets | None = None
        versions = folder.versions(file)
        contents = folder.repository.each_blob([change.new.oid for _, change in versions])
        for (commit, version), content in zip(versions, contents, strict=True):
            value = known.get(version.new.oid) or _value(file, content)
            if value is None:
                unread.append(UnreadVersion(file, folder.recorded(commit)))
                continue
            after = TARGETS[file](value)
            if before is not None:
                changes += ((commit, change) for change in changed_targets(before, after))
            before = after
    changes.sort(key=lambda pair: folder.position(pair[0]))
    with_decisions = tuple(_with_decisions(folder, changes, unread))
    return RepositoryHistory(changes=with_decisions, unread=tuple(unread))


def _value(file: str, content: bytes | None) -> Any:  # noqa: ANN401
    """Return the value of a version of a file of the plan; None if it is missing, too large, or has an error."""
    if content is None:
        return None
    loaded = load(Files({file: content}, ()))
    return None if errors_in(loaded.diagnostics) else loaded.values.by_file[file]


def _with_decisions(
    folder: CommittedFolder, changes: Iterable[tuple[Commit, TargetChange]], unread: list[UnreadVersion]
) -> Iterator[RecordedChange]:
    """Yield the changes, each with the decision on it that the same commit records, if any.

    A version of `decisions.yaml` that cannot be read is added to `unread`.
    """
    versions = {commit.id: change for commit, change in folder.versions(DECISIONS)}
    new: dict[str, Sequence[Decision]] = {}
    for commit, change in changes:
        if commit.id in versions and commit.id not in new:
            decisions = _new_decisions(folder.repository, versions[commit.id])
            if decisions is None:
                unread.append(UnreadVersion(DECISIONS, folder.recorded(commit)))
            new[commit.id] = decisions or ()
        yield RecordedChange(change, folder.recorded(commit), decision_on(change, new.get(commit.id, ())))


def _new_decisions(repository: Repository, version: FileChange) -> Sequence[Decision] | None:
    """Return the decisions that only the new version of `decisions.yaml` has; None if a version cannot be read."""
    old, new = (_value(DECISIONS, content) for content in repository.each_blob([version.old.oid, version.new.oid]))
    if new is None or (old is None and version.old.mode != ABSENT):
        return None
    before = {decision.id for decision in getattr(old, "decisions", ())}
    return [decision for decision in new.decisions if decision.id not in before]


def undecided(register: Register, history: RepositoryHistory) -> Iterator[Diagnostic]:
    """P415, P416: report each change of a target without a decision or legal basis, and each version not compared."""
    for change, recorded, _ in (item for item in history.changes if item.is_undecided):
        subject, variant = change.subject, ""
        if not change.field:
            variant = "added" if change.after else "removed"
        values: dict[str, object] = {subject.kind: subject.id} if subject.kind in {"task", "agency"} else {}
        yield diagnostic_at(
            place_of(register, change),
            "P415",
            variant,
            path=".".join(filter(None, (subject.key, subject.id, change.field))),
            old=clip(one_line(items_text(change.before)), MOST_CHARACTERS),
            new=clip(one_line(items_text(change.after)), MOST_CHARACTERS),
            **recorded._asdict(),
            **values,
        )
    for file, recorded in history.unread:
        yield diagnostic_at(Place(file), "P416", **recorded._asdict())


# --- records of files and decisions -----------------------------------------------------------------------------------


def file_records(folder: CommittedFolder, current: Files, paths: Iterable[str]) -> Mapping[str, Record]:
    """Return the record of each of these files of the data folder that the last commit has.

    `current`: the data as they are now.
    """
    records: dict[str, Record] = {}
    for path in paths:
        versions = folder.versions(path)
        added = [commit for commit, change in versions if change.old.mode == ABSENT]
        if added and versions[-1][1].new.mode != ABSENT:
            commit, change = versions[-1]
            is_current = _is_same(folder.repository, change.new.oid, current.data[path])
            records[path] = _record(folder, added[-1], commit, is_current=is_current)
    return records


def _is_same(repository: Repository, oid: str, content: bytes) -> bool:
    """Return whether the content is that of the blob, apart from line ends."""
    if blob_hash(content) == oid:
        return True
    (committed,) = repository.each_blob([oid])
    return committed is not None and committed.splitlines() == content.splitlines()


def _record(folder: CommittedFolder, added: Commit, changed: Commit, *, is_current: bool) -> Record:
    later = None if changed.id == added.id else folder.recorded(changed)
    return Record(folder.recorded(added), later, is_current)


def decision_records(folder: CommittedFolder, register: Register, current: Files) -> Mapping[str, Record]:
    """Return the record of each decision in the `decisions.yaml` of the last commit that can be read, by id.

    `register`, `current`: the data as they are now.
    """
    content = _last_content(folder, DECISIONS)
    if content is None:
        return {}
    committed = register
    if DECISIONS not in current.data or current.data[DECISIONS] != content:
        files = Files({DECISIONS: content}, ())
        committed = build_register("", load(files).values, files)
    now = {entry.value.id: entry.value for entry in register.decisions}
    commits = folder.repository.line_commits(joined(folder.folder, DECISIONS), folder.commit)
    lines = content.split(b"\n")
    starts = [committed.place(entry).line for entry in committed.decisions]
    ends = [*starts[1:], len(lines) + 1]
    records: dict[str, Record] = {}
    for entry, start, end in zip(committed.decisions, starts, ends, strict=False):
        own = [commits[number] for number in range(start, end) if _has_content(lines[number - 1])]
        added = commits[committed.place(entry, "id").line]
        changed = max((added, *own), key=folder.position)
        is_current = now.get(entry.value.id) == entry.value
        records[entry.value.id] = _record(folder, added, changed, is_current=is_current)
    return records


def _last_content(folder: CommittedFolder, file: str) -> bytes | None:
    """Return the content of the file in the last commit; None if the commit does not have it, or it is too large."""
    versions = folder.versions(file)
    return next(folder.repository.each_blob([versions[-1][1].new.oid])) if versions else None


def _has_content(line: bytes) -> bool:
    """Return whether the line is neither blank nor a comment."""
    return bool(line.strip()) and not line.lstrip().startswith(b"#")
