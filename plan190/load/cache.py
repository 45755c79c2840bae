"""What was loaded before, kept between runs: keyed by content, disposable, without code, never needed.

Files without an error are kept as JSON in the user's cache folder: those of the plan together, and those of each
agency's reports, under a digest of their bytes and of the state of the program's files. That the rules found no error
in the whole folder is kept under a digest of all its bytes. Nothing is ever taken from there for other bytes or by
another program, and whatever cannot be read back whole is forgotten. `PLAN190_CACHE=off` turns it off; any other value
names the folder.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plan190 import __version__
from plan190.files import digest, names_and_contents, write_whole
from plan190.load.loader import TYPES, UPDATES, Places, Values
from plan190.model import ROOMS

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "load-"
"""How the names of our files begin; others in the folder are not touched."""

KEPT = 600
"""How many files are kept at most; the oldest go first. A folder of data takes one for each agency and two more."""

_TYPES: Mapping[str, Any] = {
    name: type_
    for room in ROOMS
    for name, type_ in vars(room).items()
    if isinstance(type_, type) and type_.__module__ == room.__name__
}


def key_of(files: Mapping[str, bytes]) -> str:
    """Give the name of what came of these files by this program."""
    return digest([_program().encode(), *names_and_contents(files)])


@cache
def _program() -> str:
    """Give what tells one state of the program from another: its version, and each file's size and time of change."""
    states = [__version__]
    for room, _, names in os.walk(Path(__file__).parents[1]):
        files = (os.path.join(room, name) for name in names if name.endswith(".py"))  # noqa: PTH118 - a hot path
        states += [f"{file} {os.stat(file).st_size} {os.stat(file).st_mtime_ns}" for file in files]  # noqa: PTH116
    return "\n".join(sorted(states))


def folder(setting: str | None) -> Path | None:
    """Give the cache folder that the setting (`PLAN190_CACHE`) asks for; None when it is off."""
    if (setting or "").lower() == "off":
        return None
    if setting:
        return Path(setting)
    from platformdirs import user_cache_path

    try:
        return user_cache_path("plan190", appauthor=False)
    except RuntimeError:  # a user without a home
        return None


def packs_of(files: Mapping[str, bytes]) -> Mapping[str, Mapping[str, bytes]]:
    """Give the files that are kept together: those of the plan under "", each agency's reports under its folder."""
    packs: dict[str, dict[str, bytes]] = {}
    for path, data in files.items():
        if path in TYPES:
            packs.setdefault("", {})[path] = data
        elif path.startswith(f"{UPDATES}/"):
            packs.setdefault(path.rsplit("/", 1)[0], {})[path] = data
    return packs


def recall(where: Path | None, files: Mapping[str, bytes]) -> Values:
    """Give what was kept of the files; the places of each are revived only when they are asked for."""
    by_file: dict[str, Any] = {}
    places: dict[str, Any] = {}
    for pack in packs_of(files).values() if where is not None else ():
        kept = _recalled(where / _name(pack), set(pack)) if where is not None else None
        if kept is not None:
            values, told = kept
            by_file |= values
            places |= dict.fromkeys(values, cache(partial(json.loads, told)))
    return Values(by_file, lambda path: places[path]()[path])


def _recalled(path: Path, files: set[str]) -> tuple[dict[str, Any], str] | None:
    try:
        if not path.is_file():
            return None
        values, digest, places = path.read_text("utf-8").split("\n")
        if digest != _digest(values + places):
            return None
        by_file = dict(json.loads(values, object_hook=_revive))
        return (by_file, places) if set(by_file) == files else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _name(files: Mapping[str, bytes]) -> str:
    return f"{PREFIX}{key_of(files)}.json"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def is_sound(where: Path | None, files: Mapping[str, bytes]) -> bool:
    """Say whether the rules once found no error in all these files together."""
    return where is not None and (where / f"{PREFIX}sound-{key_of(files)}").is_file()


def keep(where: Path | None, files: Mapping[str, bytes], values: Values) -> None:
    """Keep the values of files without an error, and that there was none; where that cannot be done, do nothing."""
    if where is None:
        return
    with contextlib.suppress(OSError):
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        for pack in packs_of(files).values():
            path = where / _name(pack)
            if not path.exists():
                write_whole(path, _packed(pack, values).encode(), 0o600)
        write_whole(where / f"{PREFIX}sound-{key_of(files)}", b"", 0o600)
        old = sorted(where.glob(f"{PREFIX}*"), key=lambda file: file.stat().st_mtime)[:-KEPT]
        for file in old:
            file.unlink(missing_ok=True)


def _packed(pack: Mapping[str, bytes], values: Values) -> str:
    plain = [[path, _plain(values.by_file[path])] for path in pack]
    places: dict[str, Places] = {path: values.places(path) for path in pack}
    told, where = json.dumps(plain), json.dumps(places)
    return "\n".join((told, _digest(told + where), where))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return {"": "date", "iso": value.isoformat()}
    if dataclasses.is_dataclass(value):
        fields = {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"": type(value).__name__, **fields}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _revive(plain: dict[str, Any]) -> object:
    name = plain.pop("")
    if name == "date":
        return date.fromisoformat(plain["iso"])
    fields = {key: tuple(value) if isinstance(value, list) else value for key, value in plain.items()}
    return _TYPES[name](**fields)
