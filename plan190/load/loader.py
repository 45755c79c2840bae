"""The road from the bytes of the data folder to the register, in one function."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from plan190.diagnostics import Diagnostic, Place, errors_in, ordered, problem
from plan190.model.agency import AgenciesFile
from plan190.model.citation import DocumentsFile
from plan190.model.decision import DecisionsFile
from plan190.model.letterhead import LetterheadsFile
from plan190.model.owner import OwnersFile
from plan190.model.plan import PlanFile
from plan190.model.register import Entry, Register, ReportFile
from plan190.model.report import MonthlyReport
from plan190.model.task import TasksFile
from plan190.model.waiver import WaiversFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from plan190.load.tree import Tree
    from plan190.model.plan import Plan
    from plan190.model.register import KeyPath

TYPES: Mapping[str, type] = {
    "plan.yaml": PlanFile,
    "agencies.yaml": AgenciesFile,
    "tasks.yaml": TasksFile,
    "documents.yaml": DocumentsFile,
    "decisions.yaml": DecisionsFile,
    "letterheads.yaml": LetterheadsFile,
    "owners.yaml": OwnersFile,
    "waivers.yaml": WaiversFile,
}
"""What the files right in the data folder hold."""

DECISIONS, LETTERHEADS, OWNERS, WAIVERS = "decisions.yaml", "letterheads.yaml", "owners.yaml", "waivers.yaml"
BESIDE = (DECISIONS, LETTERHEADS, OWNERS, WAIVERS)
"""What may be there beside the plan and the reports."""

FILES = tuple(path for path in TYPES if path not in BESIDE)
"""The files that make a plan, beside the source's text under `source/`."""

YAML_NAMES = (".yaml", ".yml", ".yaml.txt", ".yml.txt")
"""How the names of files end that somebody means to be read."""

UPDATES = "updates"
"""The folder of the monthly reports."""

_REPORT = re.compile(rf"{UPDATES}/[a-z0-9]+(-[a-z0-9]+)*/[0-9]{{4}}-(0[1-9]|1[0-2])\.yaml")

Places = dict[str, tuple[int, int, int, int]]
"""By the steps to a value, parted by `/`: its first and last line and column."""


class Files(NamedTuple):
    """The bytes of the data folder, and what could not be read."""

    data: Mapping[str, bytes]
    faults: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Values:
    """The values of the files that could be read, and where each stands: `places` of a file.

    Of a file with faulty entries the others are there, and `left_out` tells which are not.
    """

    by_file: Mapping[str, Any]
    places: Callable[[str], Places]
    left_out: Mapping[str, frozenset[KeyPath]] = field(default_factory=dict)


NOTHING = Values({}, lambda _: {})
"""What is known before anything is read."""


@dataclass(frozen=True)
class Loaded:
    """What came of a load: the values as far as they could be read, all that is wrong, and the files' texts.

    `whole` names the files without an error; the folder of the reports is among them when they all are.
    """

    values: Values
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    whole: frozenset[str]


def read_files(tree: Tree) -> Files:
    """Give the bytes of the files that make a plan, of its decisions, reports and source texts.

    Whatever else lies among the reports is a fault: under a slip of its name a report would be lost in silence.
    """
    here, unread = tree.below(UPDATES)
    reports = [path for path in here if _REPORT.fullmatch(path)]
    stray = [path for path in here if not _REPORT.fullmatch(path) and not _is_hidden(path)]
    stray += tree.strays({*TYPES, UPDATES, "source"}, YAML_NAMES)
    beside = [path for path in BESIDE if tree.exists(path)]
    read = {path: tree.read(path) for path in (*FILES, *beside, *reports, *tree.names("source", ".txt"))}
    faults = [*unread, *(one for one in read.values() if isinstance(one, Diagnostic))]
    faults += [problem(Place(path), "P008", path=path) for path in stray]
    if tree.exists(UPDATES) and not tree.is_folder(UPDATES):
        faults.append(problem(Place(UPDATES), "P006", "folder"))
    return Files({path: data for path, data in read.items() if isinstance(data, bytes)}, tuple(faults))


def _is_hidden(path: str) -> bool:
    """Say whether a system, git or an office program keeps the file for itself; what could be a report never is."""
    name = path.rsplit("/", 1)[1]
    ours = name in {"desktop.ini", "Thumbs.db"} or name.startswith((".", "~$"))
    return ours and not name.lower().endswith(YAML_NAMES)


def load(files: Files, known: Values = NOTHING) -> Loaded:
    """Give the values of the files and everything that is wrong with their bytes, YAML and shape.

    The files that are `known` are not read again.
    """
    faults, texts = list(files.faults), {}
    by_file = {path: known.by_file[path] for path in files.data if path in known.by_file}
    places: dict[str, Places] = {}
    left_out: dict[str, frozenset[KeyPath]] = {}
    for path, data in files.data.items():
        if path in by_file:
            continue
        read = _read(path, data)
        faults += read.faults
        texts[path] = read.text
        if read.value is not None:
            by_file[path] = read.value
            places[path] = read.places
            left_out[path] = read.left_out
    values = Values(by_file, lambda path: places[path] if path in places else known.places(path), left_out)
    return Loaded(values, ordered(faults), texts, _whole(files.data, faults))


def _whole(paths: Iterable[str], faults: list[Diagnostic]) -> frozenset[str]:
    faulty = {one.place.path for one in errors_in(faults)}
    reports_too = frozenset() if any(path.startswith(UPDATES) for path in faulty) else {UPDATES}
    return (frozenset(paths) | set(BESIDE) | reports_too) - faulty


class _Read(NamedTuple):
    """What came of one file."""

    value: Any
    places: Places
    left_out: frozenset[KeyPath]
    faults: list[Diagnostic]
    text: str


def _read(path: str, data: bytes) -> _Read:
    from plan190.load.personal_data import personal_data
    from plan190.load.validation import read_shape
    from plan190.load.yaml_reader import read_letters, read_yaml

    type_ = MonthlyReport if path.startswith(f"{UPDATES}/") else TYPES.get(path)
    text, faults = read_letters(path, data)
    if text is None or type_ is None:
        return _Read(None, {}, frozenset(), faults, text or "")
    parsed, found = read_yaml(path, text)
    faults += found
    if path not in FILES:  # the plan's own words are public
        faults += personal_data(path, text, parsed)
    if parsed is None:
        return _Read(None, {}, frozenset(), faults, text)
    value, left_out, shape = read_shape(type_, path, parsed)
    told = {(one.place.line, one.place.column) for one in faults}
    faults += [one for one in shape if (one.place.line, one.place.column) not in told]
    places = {_joined(key_path): _numbers(place) for key_path, place in parsed.values.items()}
    return _Read(value, places, left_out, faults, text)


def build_register(root: str, values: Values, files: Files, option: str = "") -> Register:
    """Give the register of the values; `root` is how the folder is written for the reader, `option` how it is asked.

    What could not be read is not in it: rules look only where all that they need is there.
    """

    def place_of(file: str, key_path: KeyPath) -> Place:
        here = values.places(file) if file in values.by_file else {}
        while key_path and _joined(key_path) not in here:
            key_path = key_path[:-1]
        return Place(file, *here.get(_joined(key_path), (1, 1, 1, 1)))

    def entries(file: str, name: str) -> tuple[Entry[Any], ...]:
        read = getattr(values.by_file.get(file), name, ())
        out = values.left_out.get(file, frozenset())
        numbers = (number for number in itertools.count() if (name, number) not in out)
        return tuple(Entry(value, file, (name, number)) for value, number in zip(read, numbers, strict=False))

    plan = getattr(values.by_file.get("plan.yaml"), "plan", None)
    source = files.data.get(plan.source, b"") if plan is not None else b""
    reports = sorted(path for path in values.by_file if path.startswith(f"{UPDATES}/"))
    return Register(
        root=root,
        plan=Entry(cast("Plan", plan), "plan.yaml", ("plan",)),
        tasks=entries("tasks.yaml", "tasks"),
        agencies=entries("agencies.yaml", "agencies"),
        groups=entries("agencies.yaml", "groups"),
        documents=entries("documents.yaml", "documents"),
        reports=tuple(
            ReportFile(
                Entry(values.by_file[path], path, ()),
                entries(path, "updates"),
                entries(path, "contributions"),
                entries(path, "corrections"),
            )
            for path in reports
        ),
        decisions=entries(DECISIONS, "decisions"),
        letterheads=entries(LETTERHEADS, "letterheads"),
        owners=entries(OWNERS, "owners"),
        waivers=entries(WAIVERS, "waivers"),
        source_text=source.decode("utf-8", "replace"),
        place_of=place_of,
        option=option,
    )


def _joined(key_path: KeyPath) -> str:
    return "/".join(map(str, key_path))


def _numbers(place: Place) -> tuple[int, int, int, int]:
    return place.line, place.column, place.end_line, place.end_column
