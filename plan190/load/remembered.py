"""What was loaded before, kept between runs: keyed by content, disposable, without code, never needed.

A load without an error is kept as JSON in the user's cache folder, under a digest of every byte of the data and of the
state of the program's files. Nothing is ever taken from there for other bytes or by another program, and whatever
cannot be read back whole is forgotten. `PLAN190_CACHE=off` turns it off; any other value names the folder.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plan190 import __version__
from plan190.load.loader import FILES, Values
from plan190.model import agency, citation, deadline, month, plan, reading, task

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "load-"
"""How the names of our files begin; others in the folder are not touched."""

KEPT = 20
"""How many loads are kept at most; the oldest go first."""

_TYPES: Mapping[str, Any] = {
    name: type_
    for room in (agency, citation, deadline, month, plan, reading, task)
    for name, type_ in vars(room).items()
    if isinstance(type_, type) and type_.__module__ == room.__name__
}


def key_of(files: Mapping[str, bytes]) -> str:
    """Give the name of the load of these files by this program."""
    digest = hashlib.sha256(_program().encode())
    for path, data in sorted(files.items()):
        digest.update(f"\n{path}\n{len(data)}\n".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return digest.hexdigest()


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


def recall(where: Path | None, key: str) -> Values | None:
    """Give what was kept under the key; the places are revived only when they are asked for."""
    if where is None:
        return None
    try:
        kept = where / f"{PREFIX}{key}.json"
        if not kept.is_file():
            return None
        values, digest, places = kept.read_text("utf-8").split("\n")
        if digest != _digest(values + places):
            return None
        by_file = dict(json.loads(values, object_hook=_revive))
        return Values(by_file, cache(lambda: json.loads(places))) if set(by_file) == set(FILES) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def keep(where: Path | None, key: str, values: Values) -> None:
    """Keep the values under the key; where that cannot be done, do nothing."""
    if where is None:
        return
    plain = [[path, _plain(value)] for path, value in values.by_file.items()]
    told, places = json.dumps(plain), json.dumps(values.places())
    text = "\n".join((told, _digest(told + places), places))
    from plan190.whole_file import write_whole

    with contextlib.suppress(OSError):
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(where / f"{PREFIX}{key}.json", text.encode(), 0o600)
        old = sorted(where.glob(f"{PREFIX}*.json"), key=lambda file: file.stat().st_mtime)[:-KEPT]
        for file in old:
            file.unlink(missing_ok=True)


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
