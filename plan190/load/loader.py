"""The road from the bytes of the data folder to the register, in one function."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from plan190.diagnostics import Diagnostic, Place, errors_in, ordered
from plan190.register import Entry, Register

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from plan190.load.tree import DiskTree
    from plan190.model.plan import Plan
    from plan190.register import Steps

FILES = ("plan.yaml", "agencies.yaml", "tasks.yaml", "documents.yaml")
"""The files of the data folder, beside the source's text under `source/`."""

Places = dict[str, dict[str, tuple[int, int, int, int]]]
"""By file and by the steps to a value, parted by `/`: its first and last line and column."""


class Files(NamedTuple):
    """The bytes of the data folder, and what could not be read."""

    data: Mapping[str, bytes]
    faults: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Values:
    """The values of the files that could be read, and where each stands.

    Of a file with faulty entries the others are there; `whole` names the files without an error.
    """

    by_file: Mapping[str, Any]
    places: Callable[[], Places]
    whole: frozenset[str] = frozenset(FILES)
    left_out: Mapping[str, frozenset[Steps]] = field(default_factory=dict)


@dataclass(frozen=True)
class Loaded:
    """What came of a load: the values as far as they could be read, all that is wrong, and the files' texts."""

    values: Values
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


def read_files(tree: DiskTree) -> Files:
    """Give the bytes of the files that make a plan, and of its source texts."""
    read = {path: tree.read(path) for path in (*FILES, *tree.names("source", ".txt"))}
    faults = tuple(one for one in read.values() if isinstance(one, Diagnostic))
    return Files({path: data for path, data in read.items() if isinstance(data, bytes)}, faults)


def load(files: Files) -> Loaded:
    """Give the values of the files and everything that is wrong with their bytes, YAML and shape."""
    faults, texts = list(files.faults), {}
    by_file: dict[str, Any] = {}
    places: Places = {}
    left_out: dict[str, frozenset[Steps]] = {}
    for path, data in files.data.items():
        read = _read(path, data)
        faults += read.faults
        texts[path] = read.text
        if read.value is not None:
            by_file[path] = read.value
            places[path] = read.places
            left_out[path] = read.left_out
    faulty = {one.place.path for one in errors_in(faults)}
    values = Values(by_file, lambda: places, frozenset(files.data) - faulty, left_out)
    return Loaded(values, ordered(faults), texts)


class _Read(NamedTuple):
    """What came of one file."""

    value: Any
    places: dict[str, tuple[int, int, int, int]]
    left_out: frozenset[Steps]
    faults: list[Diagnostic]
    text: str


def _read(path: str, data: bytes) -> _Read:
    from plan190.load.shape import read_shape
    from plan190.load.yaml_text import read_letters, read_yaml
    from plan190.model.fields import READERS

    text, faults = read_letters(path, data)
    if text is None or path not in FILES:
        return _Read(None, {}, frozenset(), faults, text or "")
    parsed, found = read_yaml(path, text)
    faults += found
    if parsed is None:
        return _Read(None, {}, frozenset(), faults, text)
    type_ = next(one for one in READERS if one.__name__.removesuffix("File").lower() == path.removesuffix(".yaml"))
    value, left_out, shape = read_shape(type_, path, parsed)
    told = {(one.place.line, one.place.column) for one in faults}
    faults += [one for one in shape if (one.place.line, one.place.column) not in told]
    places = {_joined(steps): _numbers(place) for steps, place in parsed.values.items()}
    return _Read(value, places, left_out, faults, text)


def build_register(root: str, values: Values, files: Files) -> Register:
    """Give the register of the values; `root` is how the data folder is written for the reader.

    What could not be read is not in it: rules look only where all that they need is there.
    """

    def place_of(file: str, steps: Steps) -> Place:
        here = values.places().get(file, {})
        while steps and _joined(steps) not in here:
            steps = steps[:-1]
        return Place(file, *here.get(_joined(steps), (1, 1, 1, 1)))

    def entries(file: str, name: str) -> tuple[Entry[Any], ...]:
        read = getattr(values.by_file.get(file), name, ())
        out = values.left_out.get(file, frozenset())
        numbers = (number for number in itertools.count() if (name, number) not in out)
        return tuple(Entry(value, file, (name, number)) for value, number in zip(read, numbers, strict=False))

    plan = getattr(values.by_file.get("plan.yaml"), "plan", None)
    source = files.data.get(plan.source, b"") if plan is not None else b""
    return Register(
        root=root,
        plan=Entry(cast("Plan", plan), "plan.yaml", ("plan",)),
        tasks=entries("tasks.yaml", "tasks"),
        agencies=entries("agencies.yaml", "agencies"),
        groups=entries("agencies.yaml", "groups"),
        documents=entries("documents.yaml", "documents"),
        source_text=source.decode("utf-8", "replace"),
        place_of=place_of,
    )


def _joined(steps: Steps) -> str:
    return "/".join(map(str, steps))


def _numbers(place: Place) -> tuple[int, int, int, int]:
    return place.line, place.column, place.end_line, place.end_column
