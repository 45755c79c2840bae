"""A set of files in a folder: nothing is written before all of it is there to be written, each file whole."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from plan190.cli.output import is_ours, may_replace, write_file
from plan190.errors import Plan190Error
from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

_MADE_BY = re.compile(rb"\[plan190 [^;\[\]]{1,40}; ([a-z-]+) ")


def write_folder(
    files: Mapping[str, bytes], folder: str, *, force: bool, owned: re.Pattern[str] | None = None
) -> list[str]:
    """Write the files by their names below the folder; Plan190Error, and nothing changed, where one may not be.

    A file that plan190 did not write, or that somebody has changed since, is overwritten only with `force`. No link
    below the folder is followed: it could lead anywhere. `owned`: the names of such a set; files of an earlier one that
    are not in this are taken away, as far as plan190 wrote them by the same command, and their names are given.
    """
    root = Path(folder)
    try:
        if root.exists() and not root.is_dir():
            raise Plan190Error("error.not_file", path=shown(folder))
        for name, data in files.items():
            _demand_room(root, name, data, force=force)
        stale = _stale(root, files, owned) if owned is not None else []
        for name, data in files.items():
            root.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
            write_file(data, root / name, force=True)
        for path in stale:
            path.unlink()
        return [path.relative_to(root).as_posix() for path in stale]
    except OSError as error:
        raise Plan190Error("error.write", path=shown(folder), reason=error.strerror or "?") from error


def _demand_room(root: Path, name: str, data: bytes, *, force: bool) -> None:
    """Raise Plan190Error where the file of that name may not be written."""
    path = root / name
    above = [root / one for one in Path(name).parents if one.name]
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise Plan190Error("error.not_file", path=shown(str(path)))
    for one in above:
        if one.is_symlink() or (one.exists() and not one.is_dir()):
            raise Plan190Error("error.not_file", path=shown(str(one)))
    if path.exists() and not force and not may_replace(path, data):
        raise Plan190Error("error.exists", path=shown(str(path)))


def _stale(root: Path, files: Mapping[str, bytes], owned: re.Pattern[str]) -> list[Path]:
    """Give the files in the folders of the set that are none of it and were written by the same command."""
    makers = {_maker(data) for data in files.values()}
    folders = sorted({(root / name).parent for name in files})
    found = [path for one in folders if one.is_dir() for path in sorted(one.iterdir())]
    names = {path: path.relative_to(root).as_posix() for path in found}
    lone = [path for path in found if names[path] not in files and owned.fullmatch(names[path])]
    ours = [path for path in lone if path.is_file() and not path.is_symlink() and is_ours(path)]
    return [path for path in ours if _maker(path.read_bytes()) in makers - {None}]


def _maker(data: bytes) -> bytes | None:
    """Give the command that a file says it was made by."""
    found = _MADE_BY.findall(data)
    return found[-1] if found else None
