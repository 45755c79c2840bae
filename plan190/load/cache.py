"""On-disk cache of what earlier runs read and checked; safe to delete.

If all files can be read, the cache keeps for the files of the plan, and for the reports of each agency: their values,
the indexes of the reports, which states and figures are computed from, and what the loader and the rules found.
Places and excerpts are read from the files when they are shown. The name of a cache file contains a digest of the data
files and of the program, so that other data or another version of plan190 never uses it. One more file, named in the
same way, records the date as of which the whole data folder had no error without a waiver. For `trend`, further files
have the counts as of the dates that it shows.

One more file for each data folder records the state of the files on disk (size, times, inode) with the digest of their
content, so that unchanged files are not read. As in git, a state is used only if the record is newer than the file: a
change within the resolution of the clock would not be noticed otherwise.

A damaged cache file is removed. `PLAN190_CACHE` names another folder, or is `off`.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import stat
from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain, starmap
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any

from plan190 import __version__
from plan190.diagnostics import Diagnostic, Place
from plan190.files import blob_hash, digest, remove_interrupted, write_atomically
from plan190.load.lazy import LazyMapping
from plan190.load.loader import BETWEEN, NO_VALUES, Values, content_key, folder_of, is_data_file
from plan190.model import MODULES
from plan190.model.period import Period
from plan190.model.report_index import MeasuredIndex, ReportIndex, UpdateIndex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plan190.load.loader import Files
    from plan190.load.tree import TreeEntry
    from plan190.model.register import Register
    from plan190.model.report import ReportedState

PREFIX = "load-"
"""The prefix of the names of cache files; other files in the folder are not touched."""

MOST_BYTES = 1024 * 1024 * 1024
"""The most bytes in the cache; the oldest files are deleted first."""

CLOCK_NS = 2_000_000_000
"""The coarsest resolution of the times of files, in nanoseconds."""

STATES: tuple[ReportedState, ...] = ("not_started", "in_progress", "done", "unchanged")
"""The reported states; an index has their positions here."""

_FILLED_BY = ("", "checks", "checks/rules", "load", "model", "status", "words")
"""The packages whose code decides what the cache contains."""

_DAMAGES = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""The exceptions that a cache file of another form causes."""

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


# --- the state of the files on disk -----------------------------------------------------------------------------------


class FolderStates:
    """The states of the files of a data folder in an earlier run, and the key of each of its folders then."""

    def __init__(self, cache_folder: Path | None, data_folder: Path) -> None:
        """Read the record of the data folder; it is empty if there is none."""
        self._path = None
        self._recorded: dict[str, list[str]] = {}
        self._recorded_ns = 0
        self._states: dict[str, str] = {}
        self._is_new = False
        if cache_folder is not None:
            name = digest([_program().encode(), os.path.realpath(data_folder).encode("utf-8", "surrogateescape")])
            self._path = cache_folder / f"{PREFIX}states-{name}.json"
            self._recorded = _pairs(_read(self._path))
            with contextlib.suppress(OSError):
                self._recorded_ns = self._path.stat().st_mtime_ns

    def known_key(self, folder: str, entries: Mapping[str, TreeEntry]) -> str | None:
        """Return the key of the folder, if its files have not changed since they were recorded."""
        lines = (f"{path} {entry.state}".encode("utf-8", "surrogateescape") for path, entry in entries.items())
        state = self._states[folder] = digest(lines)
        newest = max(entry.changed_ns for entry in entries.values())
        recorded, key = self._recorded.get(folder, ("", ""))
        is_settled = all(entry.state for entry in entries.values()) and newest + CLOCK_NS < self._recorded_ns
        if is_settled and recorded == state:
            return key
        self._is_new = True
        return None

    @property
    def earlier_keys(self) -> Mapping[str, str]:
        """The keys of the folders in the earlier run."""
        return {folder: key for folder, (_, key) in self._recorded.items()}

    def record(self, files: Files) -> None:
        """Record the states of this run with the keys of the folders, if one of them was not known.

        Folders with a file that could not be read are not recorded, so that the next run finds the problem too.
        """
        if self._path is not None and self._is_new:
            faulty = {folder_of(problem.place.path) for problem in files.diagnostics}
            readable = {name: state for name, state in self._states.items() if name not in faulty}
            _write(self._path, {name: (state, files.keys[name]) for name, state in readable.items()})


def _pairs(record: Any) -> dict[str, list[str]]:  # noqa: ANN401 - JSON
    """Return the state and the key of each folder in the record; none if it has another form."""
    pairs = record if isinstance(record, dict) else {}
    is_valid = all(isinstance(pair, list) and list(map(type, pair)) == [str, str] for pair in pairs.values())
    return pairs if is_valid else {}


# --- values and indexes -----------------------------------------------------------------------------------------------


def read(folder: Path | None, files: Files, earlier_keys: Mapping[str, str] | None = None) -> Values:
    """Return the cached values and indexes; values are read when they are needed.

    `earlier_keys`: those of the folders in an earlier run; of a folder that has changed since, the files that are still
    the same are known. The value of a known file is None if the cache lacks it or is damaged; it must then be parsed.
    """
    if folder is None:
        return NO_VALUES
    keys: dict[str, str] = {}
    known: set[str] = set()
    indexes: dict[str, ReportIndex] = {}
    diagnostics: list[Diagnostic] = []
    for name, key in files.keys.items():
        with contextlib.suppress(*_DAMAGES):
            rows = _read(_path(folder, key))
            keys[name] = key
            if rows is None and earlier_keys is not None:
                keys[name] = earlier_keys[name]
                rows = _read(_path(folder, keys[name]))
            hashes = rows["hashes"].items()
            same = {path for path, hash_ in hashes if keys[name] == key or files.hashes.get(path) == hash_}
            reports = {path: _report_index(row) for path, row in rows["reports"].items() if path in same}
            diagnostics += [problem for problem in map(_diagnostic, rows["diagnostics"]) if problem.place.path in same]
            indexes |= reports
            known |= same

    @cache
    def rows_in(name: str) -> dict[str, Any]:
        return _read(_path(folder, keys[name], "values")) or {}

    def value(path: str) -> Any:  # noqa: ANN401
        with contextlib.suppress(*_DAMAGES):
            return _revived(rows_in(folder_of(path)).pop(path))
        return None

    return Values(
        by_file=LazyMapping(known, value),
        places=lambda _: {},
        indexes=indexes,
        diagnostics=tuple(diagnostics),
    )


def with_results(folder: Path | None, files: Files, values: Values) -> Values:
    """Return the values with the cached results of the rules that look at one agency."""
    if folder is None:
        return values
    results: dict[str, tuple[Diagnostic, ...]] = {}
    for name in (*files.keys, BETWEEN):
        with contextlib.suppress(*_DAMAGES):
            results[name] = tuple(map(_diagnostic, _read(_results_path(folder, files, name))))
    return dataclasses.replace(values, results=results)


def is_error_free(folder: Path | None, files: Files, values: Values, today: date) -> bool:
    """Return whether the cache had all these values, and an earlier run found no error without a waiver.

    A check as of a date after `today` does not count, because it accepts dates that have not come yet.
    """
    if folder is None or len(values.by_file) != len(files.data):
        return False
    checked_on = _read(_error_free_path(folder, files))
    return isinstance(checked_on, str) and checked_on <= today.isoformat()


def write(
    folder: Path | None,
    files: Files,
    register: Register,
    values: Values,
    results: Mapping[str, tuple[Diagnostic, ...]],
    error_free_on: date | None,
) -> None:
    """Cache values, indexes and results of files that could all be read.

    `results`: as in `Values`. `error_free_on`: the date as of which no rule found an error without a waiver, if any. A
    folder that cannot be written is ignored.
    """
    if folder is None:
        return
    indexes = {report.file: report.index for report in register.reports}
    of_folder: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in values.diagnostics:
        of_folder[folder_of(diagnostic.place.path)].append(diagnostic)
    paths: dict[str, list[str]] = defaultdict(list)
    for path in files.data:
        paths[folder_of(path)].append(path)
    for name, key in files.keys.items():
        index_path, values_path = _path(folder, key), _path(folder, key, "values")
        if not (os.path.exists(index_path) and os.path.exists(values_path)):  # noqa: PTH110
            # The hashes of a folder that was known by its states are not known.
            hashes = {path: files.hashes.get(path) or blob_hash(files.data[path]) for path in paths[name]}
            reports = {path: _row(indexes[path]) for path in paths[name] if path in indexes}
            problems = list(map(_diagnostic_row, of_folder[name]))
            _write(values_path, {path: _plain(values.by_file[path]) for path in filter(is_data_file, paths[name])})
            _write(index_path, {"hashes": hashes, "reports": reports, "diagnostics": problems})
    for name, found in results.items():
        results_path = _results_path(folder, files, name)
        if not os.path.exists(results_path):  # noqa: PTH110
            _write(results_path, list(map(_diagnostic_row, found)))
    if error_free_on is not None:
        _write(_error_free_path(folder, files), error_free_on.isoformat())
    _remove_oldest(folder)


def read_month(folder: Path | None, files: Files, as_of: date) -> Any:  # noqa: ANN401 - JSON
    """Return what `write_month` cached for the same data and date; None if it cached nothing."""
    return None if folder is None else _read(_month_path(folder, files, as_of))


def write_month(folder: Path | None, files: Files, as_of: date, counts: object) -> None:
    """Cache the counts of the data as of a date; a folder that cannot be written is ignored."""
    if folder is not None:
        _write(_month_path(folder, files, as_of), counts)


@cache
def _program() -> str:
    """Return a text that identifies the code that fills the cache: version, and size and time of each Python file."""
    states = [__version__]
    for package in _FILLED_BY:
        with os.scandir(Path(__file__).parents[1] / package) as entries:
            modules = ((entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py"))
            states += [f"{package}/{name} {status.st_size} {status.st_mtime_ns}" for name, status in modules]
    return "\n".join(sorted(states))


def _path(folder: Path, key: str, content: str = "index") -> Path:
    return folder / f"{PREFIX}{content}-{_name(key)}.json"


def _results_path(folder: Path, files: Files, name: str) -> Path:
    """Return the path of the results of the rules in a folder, which also depend on the files of the plan.

    Those of the rules that compare agencies depend on all files.
    """
    if name == BETWEEN:
        return _path(folder, content_key(files.keys), "results-between")
    return _path(folder, content_key({"": files.keys[""], name: files.keys[name]}), "results")


def _error_free_path(folder: Path, files: Files) -> Path:
    return folder / f"{PREFIX}error-free-{_name(content_key(files.keys))}"


def _month_path(folder: Path, files: Files, as_of: date) -> Path:
    """Return the path of the counts, which also depend on the problems of files that could not be read."""
    content = {**files.keys, "as of": as_of.isoformat(), "problems": repr(files.diagnostics)}
    return _path(folder, content_key(content), "month")


def _name(key: str) -> str:
    return digest([_program().encode(), key.encode()])


# --- cache files ------------------------------------------------------------------------------------------------------


def _read(path: Path) -> Any:  # noqa: ANN401 - JSON
    """Return the value of a cache file; None if it does not exist, is no plain file, or is damaged.

    A damaged file is removed, so that it is written again.
    """
    with contextlib.suppress(OSError, ValueError, RecursionError):
        if stat.S_ISREG(path.stat().st_mode):
            checksum, _, text = path.read_bytes().partition(b"\n")
            if checksum == digest([text]).encode():
                return json.loads(text)
            path.unlink()
    return None


def _write(path: Path, value: object) -> None:
    """Write a cache file; a folder that cannot be written is ignored."""
    # The name of a file that is not UTF-8 has surrogates.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, b"%b\n%b" % (digest([text]).encode(), text), 0o600, is_durable=False)


@cache
def _remove_oldest(folder: Path) -> None:
    """Remove the oldest cache files above the limit, and what interrupted runs have left, once in each run."""
    remove_interrupted(folder)
    with contextlib.suppress(OSError):
        states = [(file.stat(), file) for file in folder.glob(f"{PREFIX}*")]
        total = 0
        for state, file in sorted(states, key=lambda item: item[0].st_mtime, reverse=True):
            total += state.st_size
            if total > MOST_BYTES:
                file.unlink(missing_ok=True)


# --- values as JSON ---------------------------------------------------------------------------------------------------


def _row(index: ReportIndex) -> list[Any]:
    """Return the index of a report as JSON."""
    withdrawn = index.withdrawn_on
    return [
        index.agency,
        index.period,
        index.reported_on.isoformat(),
        withdrawn.isoformat() if withdrawn is not None else None,
        list(map(_update_row, index.updates)),
        list(map(_update_row, index.corrections)),
        index.contributions,
        list(map(_measured_row, index.indicators)),
    ]


def _update_row(update: UpdateIndex) -> list[Any]:
    """Return the index of an update; most have only a task and a state."""
    row = [update.task, STATES.index(update.state)]
    rest = [
        update.done_on and update.done_on.isoformat(),
        update.expected_on and update.expected_on.isoformat(),
        update.obstacles,
        list(map(_measured_row, update.indicators)),
        update.corrects and str(update.corrects),
    ]
    return [*row, *rest] if any(rest) else row


def _measured_row(measured: MeasuredIndex) -> list[Any]:
    return [measured.id, str(measured.value), str(measured.of) if measured.of is not None else None]


def _report_index(row: list[Any]) -> ReportIndex:
    agency, period, reported_on, withdrawn_on, updates, corrections, contributions, indicators = row
    return ReportIndex(
        intern(agency),
        _period(period),
        date.fromisoformat(reported_on),
        date.fromisoformat(withdrawn_on) if withdrawn_on else None,
        tuple(starmap(_update_index, enumerate(updates))),
        tuple(starmap(_update_index, enumerate(corrections))),
        tuple(contributions),
        tuple(starmap(_measured_index, indicators)),
    )


def _update_index(position: int, row: list[Any]) -> UpdateIndex:
    if len(row) == len(_PLAIN):
        return _plain_update_index(position, *row)
    task, state, done_on, expected_on, obstacles, indicators, corrects = row
    return UpdateIndex(
        intern(task),
        STATES[state],
        position,
        date.fromisoformat(done_on) if done_on else None,
        date.fromisoformat(expected_on) if expected_on else None,
        tuple(obstacles),
        tuple(starmap(_measured_index, indicators)),
        _period(corrects) if corrects else None,
    )


_PLAIN = ("task", "state")
"""The items of the row of an update with nothing else; most updates are equal to some of earlier months."""


@cache
def _plain_update_index(position: int, task: str, state: int) -> UpdateIndex:
    return UpdateIndex(task, STATES[state], position)


def _measured_index(id_: str, value: str, of: str | None = None) -> MeasuredIndex:
    return MeasuredIndex(intern(id_), Decimal(value), Decimal(of) if of is not None else None)


_period = cache(Period.parse)


def _diagnostic_row(diagnostic: Diagnostic) -> list[Any]:
    place = diagnostic.place
    numbers = [place.line, place.column, place.end_line, place.end_column]
    return [place.path, *numbers, diagnostic.code, diagnostic.variant, diagnostic.values, diagnostic.at]


def _diagnostic(row: list[Any]) -> Diagnostic:
    *place, code, variant, values, at = row
    return Diagnostic(Place(*place), code, variant, tuple(map(tuple, values)), at)


def _plain(value: object) -> object:
    """Return a value of the model in types that JSON has; in a mapping, the key "" names the type of the value."""
    if isinstance(value, date):
        return {"": "date", "iso": value.isoformat()}
    if isinstance(value, Period):
        return {"": "Period", "text": str(value)}
    if isinstance(value, Decimal):
        return {"": "Decimal", "text": str(value)}
    if dataclasses.is_dataclass(value):
        fields = {name: _plain(item) for name, item in vars(value).items()}
        return {"": type(value).__name__, **fields}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _revived(plain: Any) -> Any:  # noqa: ANN401
    """Return the value of the model that `_plain` turned into this JSON value."""
    if isinstance(plain, list):
        return tuple(map(_revived, plain))
    if not isinstance(plain, dict):
        return plain
    name = plain.pop("")
    if name == "date":
        return date.fromisoformat(plain["iso"])
    if name == "Decimal":
        return Decimal(plain["text"])
    if name == "Period":
        return Period.parse(plain["text"])
    return _TYPES[name](**{key: _revived(value) for key, value in plain.items()})
