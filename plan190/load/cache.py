"""On-disk cache of parsed files; safe to delete.

If a data folder has no error without a waiver, the values of its files are kept as JSON in the user's cache folder: one
cache file for the YAML files in the root, and one for the reports of each agency. The name of a cache file contains a
digest of the data files and of the program, so that other data or another version of plan190 never uses it. An empty
file, named in the same way, records that the whole data folder has no error without a waiver. A damaged cache file is
ignored. `PLAN190_CACHE` names another folder, or is `off`.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
from datetime import date
from decimal import Decimal
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plan190 import __version__
from plan190.files import digest, names_and_contents, remove_interrupted, write_atomically
from plan190.load.loader import NO_VALUES, TYPES, UPDATES, Values
from plan190.model import MODULES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

PREFIX = "load-"
"""The prefix of the names of cache files; other files in the folder are not touched."""

MOST_FILES = 600
"""The most files in the cache; the oldest are deleted first. A data folder needs one for each agency and two more."""


_NAMES = chain.from_iterable(vars(module).items() for module in MODULES)
_TYPES: Mapping[str, Any] = {name: value for name, value in _NAMES if isinstance(value, type)}
"""The types of the model, by name."""


def folder(setting: str | None) -> Path | None:
    """Return the cache folder for the value of `PLAN190_CACHE`; None if the cache is off."""
    if (setting or "").lower() == "off":
        return None
    if setting:
        return Path(setting)
    from platformdirs import user_cache_path

    try:
        return user_cache_path("plan190", appauthor=False)
    except RuntimeError:  # no home directory
        return None


def read(folder: Path | None, files: Mapping[str, bytes]) -> Values:
    """Return the cached values of the files; the places in a file are parsed when first needed."""
    if folder is None:
        return NO_VALUES
    by_file: dict[str, Any] = {}
    places: dict[str, Any] = {}
    for group in _groups(files):
        cached = _read_group(folder / _name(group), group)
        if cached is not None:
            values, places_json = cached
            by_file |= values
            places |= dict.fromkeys(values, cache(partial(json.loads, places_json)))
    return Values(by_file, lambda path: places[path]()[path])


def is_error_free(folder: Path | None, files: Mapping[str, bytes], values: Values) -> bool:
    """Return whether the cache had all these values, and an earlier run found no error without a waiver."""
    complete = sum(map(len, _groups(files))) == len(values.by_file)
    return complete and folder is not None and (folder / _error_free_name(files)).is_file()


def write(folder: Path | None, files: Mapping[str, bytes], values: Values) -> None:
    """Cache the values of all files, which have no error without a waiver; ignore a folder that cannot be written."""
    if folder is None:
        return
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        remove_interrupted(folder)
        for group in _groups(files):
            path = folder / _name(group)
            if not path.exists():
                write_atomically(path, _group_text(group, values).encode(), 0o600)
        write_atomically(folder / _error_free_name(files), b"", 0o600)
        oldest_first = sorted(folder.glob(f"{PREFIX}*"), key=lambda file: file.stat().st_mtime)
        for file in oldest_first[:-MOST_FILES]:
            file.unlink(missing_ok=True)


def key_of(files: Mapping[str, bytes]) -> str:
    """Return the digest of the files and of the program."""
    return digest([_program().encode(), *names_and_contents(files)])


@cache
def _program() -> str:
    """Return a text that identifies the program: its version, and size and modification time of each Python file."""
    states = [__version__]
    for parent, _, names in os.walk(Path(__file__).parents[1]):
        files = (os.path.join(parent, name) for name in names if name.endswith(".py"))  # noqa: PTH118 - a hot path
        states += [f"{file} {os.stat(file).st_size} {os.stat(file).st_mtime_ns}" for file in files]  # noqa: PTH116
    return "\n".join(sorted(states))


def _groups(files: Mapping[str, bytes]) -> Collection[Mapping[str, bytes]]:
    """Return the groups of files that are cached together: the YAML files in the root, the reports of each agency."""
    groups: dict[str, dict[str, bytes]] = {}
    for path, data in files.items():
        if path in TYPES or path.startswith(f"{UPDATES}/"):
            groups.setdefault(path.rpartition("/")[0], {})[path] = data
    return groups.values()


def _name(files: Mapping[str, bytes]) -> str:
    return f"{PREFIX}{key_of(files)}.json"


def _error_free_name(files: Mapping[str, bytes]) -> str:
    return f"{PREFIX}sound-{key_of(files)}"


def _group_text(group: Mapping[str, bytes], values: Values) -> str:
    """Return the three lines of a cache file: values, digest, places."""
    values_json = json.dumps([[path, _plain(values.by_file[path])] for path in group])
    places_json = json.dumps({path: values.places(path) for path in group})
    return "\n".join((values_json, digest([values_json.encode(), places_json.encode()]), places_json))


def _read_group(path: Path, group: Mapping[str, bytes]) -> tuple[dict[str, Any], str] | None:
    """Return the values of a cache file and its places as JSON; None if it does not exist or is damaged."""
    try:
        if not path.is_file():
            return None
        values_json, checksum, places_json = path.read_text("utf-8").split("\n")
        if checksum != digest([values_json.encode(), places_json.encode()]):
            return None
        by_file = dict(json.loads(values_json, object_hook=_revived))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if by_file.keys() != group.keys():
        return None
    return by_file, places_json


def _plain(value: object) -> object:
    """Return a value of the model in types that JSON has; in a mapping, the key "" names the type of the value."""
    if isinstance(value, date):
        return {"": "date", "iso": value.isoformat()}
    if isinstance(value, Decimal):
        return {"": "Decimal", "text": str(value)}
    if dataclasses.is_dataclass(value):
        fields = {name: _plain(item) for name, item in vars(value).items()}
        return {"": type(value).__name__, **fields}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _revived(plain: dict[str, Any]) -> object:
    """Return the value of the model that `_plain` turned into this JSON object."""
    name = plain.pop("")
    if name == "date":
        return date.fromisoformat(plain["iso"])
    if name == "Decimal":
        return Decimal(plain["text"])
    for key, value in plain.items():
        if isinstance(value, list):
            plain[key] = tuple(value)
    return _TYPES[name](**plain)
