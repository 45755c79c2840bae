"""The road from the bytes of the data folder to the register, in one function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from plan190.diagnostics import Diagnostic, Place, errors_in, ordered
from plan190.register import Entry, Register

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from plan190.load.tree import DiskTree
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
    """The values of the four files, and where each stands."""

    by_file: Mapping[str, Any]
    places: Callable[[], Places]


@dataclass(frozen=True)
class Loaded:
    """What came of a load: the values when every file could be read, all that is wrong, and the files' texts."""

    values: Values | None
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


def read_files(tree: DiskTree) -> Files:
    """Give the bytes of the files that make a plan, and of its source texts."""
    read = {path: tree.read(path) for path in (*FILES, *tree.names("source", ".txt"))}
    faults = tuple(one for one in read.values() if isinstance(one, Diagnostic))
    return Files({path: data for path, data in read.items() if isinstance(data, bytes)}, faults)


def load(files: Files) -> Loaded:
    """Give the values of the files and everything that is wrong with their bytes, YAML and shape."""
    from plan190.load.shape import read_shape
    from plan190.load.yaml_text import read_letters, read_yaml
    from plan190.model.fields import READERS

    types = {type_.__name__.removesuffix("File").lower(): type_ for type_ in READERS}
    faults = list(files.faults)
    texts: dict[str, str] = {}
    by_file: dict[str, Any] = {}
    places: Places = {}
    for path in FILES:
        if path not in files.data:
            continue
        text, found = read_letters(path, files.data[path])
        texts[path] = text or ""
        parsed, more = read_yaml(path, text) if text is not None else (None, [])
        value, shape = read_shape(types[path.removesuffix(".yaml")], path, parsed) if parsed is not None else (None, [])
        found += more
        told = {(one.place.line, one.place.column) for one in found}
        found += [one for one in shape if (one.place.line, one.place.column) not in told]
        faults += found
        if value is not None and not errors_in(found):
            by_file[path] = value
        if parsed is not None:
            places[path] = {_joined(steps): _numbers(place) for steps, place in parsed.values.items()}
    diagnostics = ordered(faults)
    whole = len(by_file) == len(FILES) and not errors_in(diagnostics)
    return Loaded(Values(by_file, lambda: places) if whole else None, diagnostics, texts)


def build_register(root: str, values: Values, files: Files) -> Register:
    """Give the register of the values; `root` is how the data folder is written for the reader."""
    plan = values.by_file["plan.yaml"].plan
    agencies = values.by_file["agencies.yaml"]
    tasks = values.by_file["tasks.yaml"].tasks
    documents = values.by_file["documents.yaml"].documents

    def place_of(file: str, steps: Steps) -> Place:
        here = values.places().get(file, {})
        while steps and _joined(steps) not in here:
            steps = steps[:-1]
        return Place(file, *here.get(_joined(steps), (1, 1, 1, 1)))

    return Register(
        root=root,
        plan=Entry(plan, "plan.yaml", ("plan",)),
        tasks=_entries(tasks, "tasks.yaml", "tasks"),
        agencies=_entries(agencies.agencies, "agencies.yaml", "agencies"),
        groups=_entries(agencies.groups, "agencies.yaml", "groups"),
        documents=_entries(documents, "documents.yaml", "documents"),
        source_text=files.data.get(plan.source, b"").decode("utf-8", "replace"),
        place_of=place_of,
    )


def _entries(values: tuple[Any, ...], file: str, name: str) -> tuple[Entry[Any], ...]:
    return tuple(Entry(value, file, (name, number)) for number, value in enumerate(values))


def _joined(steps: Steps) -> str:
    return "/".join(map(str, steps))


def _numbers(place: Place) -> tuple[int, int, int, int]:
    return place.line, place.column, place.end_line, place.end_column
