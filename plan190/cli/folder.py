"""Write a set of files into a folder: first check that all may be written, then write each one atomically."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plan190.cli.output import demand_writable, is_ours, write_errors, write_file
from plan190.errors import Plan190Error
from plan190.files import remove_interrupted
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plan190.files import Content

_PROVENANCE = re.compile(rb"\[plan190 [^;\[\]]{1,40}; ([a-z-]+ [^;\[\]]{1,400}); data ")


class Owned(NamedTuple):
    """The names of the files of such a set, and the command lines that generate them, both as patterns."""

    names: re.Pattern[str]
    commands: re.Pattern[str]


def write_folder(files: Mapping[str, Content], folder: str, *, force: bool, owned: Owned | None = None) -> list[str]:
    """Write the files, by their names below the folder, and return the names of the files that it removed.

    If a file may not be written, raise Plan190Error and change nothing. A file that plan190 did not generate, or that
    was edited since, is replaced only with `force`. Links below the folder are not followed, because they could point
    outside it. A file that is `owned` but not in this set is removed, if nobody has edited it.
    """
    root = Path(folder)
    with write_errors(root):
        if root.exists() and not root.is_dir():
            raise Plan190Error("error.not_folder", path=printable(folder))
        for name, data in files.items():
            _demand_writable(root, name, data, force=force)
        outdated = list(_outdated_files(root, files, owned)) if owned is not None else []
        for name, data in files.items():
            root.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
            write_file(data, root / name, force=True)
        for parent in {root.joinpath(name).parent for name in files}:
            remove_interrupted(parent)
        for name in outdated:
            root.joinpath(name).unlink()
    return outdated


def _demand_writable(root: Path, name: str, data: Content, *, force: bool) -> None:
    """Raise Plan190Error if the file of this name may not be written."""
    for parent in [root / above for above in Path(name).parents if above.name]:
        if parent.is_symlink() or (parent.exists() and not parent.is_dir()):
            raise Plan190Error("error.not_file", path=printable(str(parent)))
    demand_writable(root / name, data, force=force)


def _outdated_files(root: Path, files: Mapping[str, Content], owned: Owned) -> Iterator[str]:
    """Yield the names of owned files that are in the folders of the set but not in it."""
    folders = {root, *((root / name).parent for name in files)}
    for folder in sorted(filter(Path.is_dir, folders)):
        for path in sorted(folder.iterdir()):
            name = path.relative_to(root).as_posix()
            if name not in files and owned.names.fullmatch(name) and _is_generated(path, owned.commands):
                yield name


def _is_generated(path: Path, commands: re.Pattern[str]) -> bool:
    """Return whether one of these command lines generated the file and nobody has edited it."""
    is_file = path.is_file() and not path.is_symlink()
    return is_file and is_ours(path) and commands.fullmatch(_command_of(path.read_bytes())) is not None


def _command_of(data: bytes) -> str:
    """Return the command line in the provenance of a generated file, "" if it has none."""
    return next(reversed(_PROVENANCE.findall(data)), b"").decode(errors="replace")
