"""A set of files in a folder: nothing is written before all of it is there to be written, each file whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plan190.cli.output import write_file
from plan190.errors import Plan190Error
from plan190.seal import is_sealed
from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_folder(files: Mapping[str, bytes], folder: str, *, force: bool, alone: bool = False) -> None:
    """Write the files by their names below the folder; Plan190Error, and nothing changed, where one may not be.

    A file that plan190 did not write, or that somebody has changed since, is overwritten only with `force`. `alone`:
    files of an earlier set that are not in this one are taken away, as far as plan190 wrote them.
    """
    root = Path(folder)
    try:
        kept = [path for path in map(root.joinpath, files) if _is_kept(path)]
        if kept and not force:
            raise Plan190Error("error.exists", path=shown(str(kept[0])))
        stale = _stale(root, files) if alone else []
        for name, data in files.items():
            root.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
            write_file(data, root / name, force=True)
        for path in stale:
            path.unlink()
    except OSError as error:
        raise Plan190Error("error.write", path=shown(folder), reason=error.strerror or "?") from error


def _is_kept(path: Path) -> bool:
    return path.exists() and not (path.is_file() and is_sealed(path.read_bytes()))


def _stale(root: Path, files: Mapping[str, bytes]) -> list[Path]:
    endings = {Path(name).suffix for name in files}
    ours = {root / name for name in files}
    found = [path for path in sorted(root.rglob("*")) if path.suffix in endings and path not in ours]
    return [path for path in found if path.is_file() and not path.is_symlink() and is_sealed(path.read_bytes())]
