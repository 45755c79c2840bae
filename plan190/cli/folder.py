"""Write a set of files into a folder: first check that all of them may be written, then write each atomically."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from plan190.cli.output import demand_writable, is_ours, write_errors, write_file
from plan190.errors import Plan190Error
from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_PROVENANCE = re.compile(rb"\[plan190 [^;\[\]]{1,40}; ([a-z-]+) ")


def write_folder(
    files: Mapping[str, bytes], folder: str, *, force: bool, owned: re.Pattern[str] | None = None
) -> list[str]:
    """Write the files by their names below the folder; Plan190Error, and no change, if one of them may not be written.

    A file that plan190 did not generate, or that was edited since, is replaced only with `force`. Links below the
    folder are not followed: they could lead anywhere. `owned`: the names of such a set; generated files of an earlier
    set that are not in this one are removed if the same command made them. Return the names of the removed files.
    """
    root = Path(folder)
    with write_errors(root):
        if root.exists() and not root.is_dir():
            raise Plan190Error("error.not_file", path=shown(folder))
        for name, data in files.items():
            _demand_writable(root, name, data, force=force)
        outdated = list(_outdated_files(root, files, owned)) if owned is not None else []
        for name, data in files.items():
            root.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
            write_file(data, root / name, force=True)
        for path in outdated:
            path.unlink()
    return [path.relative_to(root).as_posix() for path in outdated]


def _demand_writable(root: Path, name: str, data: bytes, *, force: bool) -> None:
    """Raise Plan190Error if the file of that name may not be written."""
    for parent in [root / above for above in Path(name).parents if above.name]:
        if parent.is_symlink() or (parent.exists() and not parent.is_dir()):
            raise Plan190Error("error.not_file", path=shown(str(parent)))
    demand_writable(root / name, data, force=force)


def _outdated_files(root: Path, files: Mapping[str, bytes], owned: re.Pattern[str]) -> Iterator[Path]:
    """Yield the generated files in the folders of the set that are not in it and were made by the same command."""
    commands = {_command_of(data) for data in files.values()} - {None}
    folders = {(root / name).parent for name in files}
    for folder in sorted(filter(Path.is_dir, folders)):
        for path in sorted(folder.iterdir()):
            name = path.relative_to(root).as_posix()
            if name not in files and owned.fullmatch(name) and _is_generated(path, commands):
                yield path


def _is_generated(path: Path, commands: Collection[bytes | None]) -> bool:
    """Return whether one of the commands made the file and nobody has edited it."""
    is_file = path.is_file() and not path.is_symlink()
    return is_file and is_ours(path) and _command_of(path.read_bytes()) in commands


def _command_of(data: bytes) -> bytes | None:
    """Return the command that a generated file names in its provenance."""
    commands: list[bytes] = _PROVENANCE.findall(data)
    return commands[-1] if commands else None
