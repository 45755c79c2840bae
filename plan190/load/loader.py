"""Load the data folder into a `Register`.

`read_files` reads the bytes, `load` parses them into values, and `build_register` builds the register from the values.
"""

from __future__ import annotations

import itertools
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from plan190.diagnostics import Diagnostic, Place, diagnostic_at, errors_in, ordered
from plan190.errors import Plan190Error
from plan190.files import blob_hash, digest
from plan190.load.lazy import LazyMapping
from plan190.model.agency import AgenciesFile
from plan190.model.citation import DocumentsFile
from plan190.model.decision import DecisionsFile
from plan190.model.letterhead import LetterheadsFile
from plan190.model.owner import OwnersFile
from plan190.model.period import Period
from plan190.model.plan import PlanFile
from plan190.model.register import Entry, Register, ReportEntries, ReportFile, joined
from plan190.model.report import MonthlyReport
from plan190.model.task import TasksFile
from plan190.model.waiver import WaiversFile
from plan190.words.text import printable

if TYPE_CHECKING:
    from plan190.load.tree import Tree, TreeEntry
    from plan190.load.yaml_reader import Parsed
    from plan190.model.plan import Plan
    from plan190.model.register import KeyPath
    from plan190.model.report_index import ReportIndex

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
"""The type of each file in the root of the data folder."""

DECISIONS, LETTERHEADS, OWNERS, WAIVERS = "decisions.yaml", "letterheads.yaml", "owners.yaml", "waivers.yaml"
OPTIONAL_FILES = (DECISIONS, LETTERHEADS, OWNERS, WAIVERS)
"""Files that may be absent."""

REQUIRED_FILES = tuple(path for path in TYPES if path not in OPTIONAL_FILES)
"""Files of the plan itself. They must exist, and so must the issued text under `source/`."""

YAML_SUFFIXES = (".yaml", ".yml", ".yaml.txt", ".yml.txt")
"""Suffixes of YAML files; one with an unexpected name is reported, because it is likely a misnamed data file."""

ISSUED_PACKAGES = (".docx", ".xlsx")
"""Suffixes of issued files that are no text; only the rules that compare the data with them read them."""

ISSUED_SUFFIXES = (".txt", ".md", *ISSUED_PACKAGES)
"""Suffixes of the issued files under `source/`."""

UPDATES = "updates"
"""The folder of the monthly reports."""

GUIDE = f"{UPDATES}/README.md"
"""The only file among the reports that is not one: it explains the folder to a clerk and is not read."""

_REPORT = re.compile(rf"{UPDATES}/[a-z0-9]+(-[a-z0-9]+)*/[0-9]{{4}}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?\.yaml")

SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
"""The form of an id, such as the name of an agency's folder."""

_AGENCY = re.compile(r"^agency: *[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)", re.MULTILINE)
_ANY_PERIOD = r"(20[0-9]{2}-(?:1[0-2]|0?[1-9]|[Qq][1-4]|[Hh][12])(?![0-9])|(?<![\w-])20[0-9]{2}(?![\w-]))"
_PERIOD = re.compile(rf"^period: *[\"']?{_ANY_PERIOD}", re.MULTILINE)
_MISNAMED = re.compile(rf"{_ANY_PERIOD}(\.ya?ml)?(\.txt)?")
"""A name from which the period of a monthly report is clear, such as `2023-8.yaml` and `2023-08.yaml.txt`."""

MOST_PER_TASK = 2
"""The most entries of a report on tasks, as a multiple of the number of tasks of the plan."""

MOST_ITEMS = 1000
"""The most items of any other list in a report."""

_TASK_LISTS = (joined(("updates",)), joined(("contributions",)))

Numbers = tuple[int, int, int, int]
"""Line, column, end line and end column, as in `Place`."""

Places = dict[str, Numbers]
"""The place of each value by its `joined` key path."""


class Files(NamedTuple):
    """The bytes of the data files by path, and the problems of files that could not be read.

    `keys`: a digest of the files of each folder, as `content_key` computes it; "" is the root with `source/`. `hashes`:
    those of the contents by path, as far as they are known. `prepare`: as `Tree.prepare`.
    """

    data: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]
    keys: Mapping[str, str] = {}
    hashes: Mapping[str, str] = {}
    prepare: Callable[[Iterable[str]], None] = lambda _: None

    def read_all(self) -> Mapping[str, bytes]:
        """Return the bytes of all files, read together."""
        self.prepare(self.data)
        return self.data


KnownKey = Callable[[str, Mapping[str, "TreeEntry"]], str | None]
"""Returns the key of a folder whose files have these states, if their bytes are known and need not be read."""


Progress = Callable[[Sequence[str]], Iterable[str]]
"""Returns the paths one after another, and may show how many of them have been read."""

BETWEEN = "*"
"""The key, among the results by folder, of what the rules that compare agencies found."""


@dataclass(frozen=True)
class Values:
    """The values of the files that could be read, by path. `places` returns the places in a file.

    A file with errors in some of its entries has a value without these entries. `unread`: their key paths, by path.
    `indexes`: the known indexes of reports, by path. `diagnostics`: the problems of the files. `results`: by folder,
    what the rules that look at one agency found in its files; with `BETWEEN`, what those that compare agencies found.
    """

    by_file: Mapping[str, Any]
    places: Callable[[str], Places]
    unread: Mapping[str, frozenset[KeyPath]] = field(default_factory=dict)
    indexes: Mapping[str, ReportIndex] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    results: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)

    @property
    def plan(self) -> Plan | None:
        """The plan; None if its file could not be read."""
        return getattr(self.by_file.get("plan.yaml"), "plan", None)


NO_VALUES = Values({}, lambda _: {})
"""No values: nothing has been read yet."""


class Loaded(NamedTuple):
    """The result of a load: the values, all diagnostics, and the texts of the files that were parsed.

    `error_free`: the paths of the files without errors, and the folder of the reports if no report has an error.
    """

    values: Values
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    error_free: frozenset[str]


def read_files(tree: Tree, known_key: KnownKey = lambda _, __: None) -> Files:
    """Read the plan, its decisions, reports and issued text from a data folder.

    The bytes of the files of folders with a known key, and those in git, are only read when they are needed. Any other
    file among the reports is a problem, because a report with a misspelt name would otherwise be ignored.
    """
    entries, diagnostics = tree.below(UPDATES)
    root, source = tree.entries_or_none(""), tree.entries_or_none("source")
    found = {path: root[path] for path in (*REQUIRED_FILES, *OPTIONAL_FILES) if path in root}
    missing = [path for path in REQUIRED_FILES if path not in root]
    found |= {f"source/{name}": source[name] for name in sorted(source) if name.lower().endswith(ISSUED_SUFFIXES)}
    strays = []
    for path, entry in entries.items():
        if _REPORT.fullmatch(path):
            found[path] = entry
        elif path != GUIDE and not _is_hidden(path):
            strays.append(path)
    strays += tree.strays({*TYPES, UPDATES, "source"}, YAML_SUFFIXES)
    keys, hashes, read, problems = _read_unknown(tree, found, known_key)
    diagnostics += [*problems, *(_stray(tree, path) for path in strays)]
    diagnostics += [content for content in map(tree.read, missing) if isinstance(content, Diagnostic)]
    if UPDATES in root and not root[UPDATES].is_folder:
        diagnostics.append(diagnostic_at(Place(UPDATES), "P006", "folder"))
    unread = {problem.place.path for problem in problems}
    data = LazyMapping((path for path in found if path not in unread), partial(_bytes_of, tree, found), read)
    return Files(data, tuple(diagnostics), keys, hashes, tree.prepare)


def _read_unknown(
    tree: Tree, found: Mapping[str, TreeEntry], known_key: KnownKey
) -> tuple[dict[str, str], dict[str, str], dict[str, bytes], list[Diagnostic]]:
    """Read the files of the folders whose content is unknown; return keys, hashes, bytes and problems."""
    keys: dict[str, str] = {}
    hashes: dict[str, str] = {}
    read: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for folder, paths in itertools.groupby(found, folder_of):
        entries = {path: found[path] for path in paths}
        if all(entry.content for entry in entries.values()):
            of_folder = {path: entry.content for path, entry in entries.items()}
            hashes |= of_folder
            keys[folder] = content_key(of_folder)
            continue
        key = known_key(folder, entries)
        if key is None:
            contents = {path: tree.read(path) for path in entries}
            problems += [content for content in contents.values() if isinstance(content, Diagnostic)]
            readable = {path: content for path, content in contents.items() if isinstance(content, bytes)}
            of_folder = {path: blob_hash(content) for path, content in readable.items()}
            hashes |= of_folder
            key = content_key(of_folder)
            read |= readable
        keys[folder] = key
    return keys, hashes, read, problems


def _bytes_of(tree: Tree, found: Mapping[str, TreeEntry], path: str) -> bytes:
    """Return the bytes of a file that was found; Plan190Error if it has been changed or removed since."""
    content = tree.read(path)
    if isinstance(content, Diagnostic) or tree.state(path) != found[path].state:
        raise Plan190Error("error.changed_meanwhile", path=printable(path))
    return content


def folder_of(path: str) -> str:
    """Return the folder whose files are cached together with the file: that of an agency, or "" for the plan."""
    return path.rpartition("/")[0] if path.startswith(f"{UPDATES}/") else ""


def content_key(hashes: Mapping[str, str]) -> str:
    """Return a digest of the hashes of the contents of files by path."""
    return digest(f"{path} {hash_}".encode("utf-8", "surrogateescape") for path, hash_ in sorted(hashes.items()))


def _stray(tree: Tree, path: str) -> Diagnostic:
    """Return the problem of a file that is not read, with the correct path if it is a monthly report."""
    content = tree.read(path)
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
    return misplaced(path, tree.shown, text)


def misplaced(path: str, data_folder: str, text: str = "", agency: str = "") -> Diagnostic:
    """Return the problem of a file that is not read, with the name and the folder that it should have.

    Agency and period are those in the text of the file, or else those in its path; they may be unknown.
    """
    *folders, name = path.split("/")
    stated_agency, stated_period = _found(_AGENCY, text), _found(_PERIOD, text)
    slugs = [folder for folder in folders if folder != UPDATES and SLUG.fullmatch(folder)]
    in_updates = slugs[0] if slugs and UPDATES in folders else ""
    agency = stated_agency or in_updates or agency
    period_in_name = _found(re.compile(_ANY_PERIOD), name)
    period = stated_period or period_in_name
    folder = posixpath.join(data_folder, UPDATES, agency or "…", "")
    if name and period:
        right_name = _report_name(period)
        is_right = folders == [UPDATES, stated_agency] and _MISNAMED.fullmatch(name) and stated_period
        variant = "name" if is_right and _report_name(period_in_name) == right_name else "report"
        return diagnostic_at(Place(path), "P008", variant, path=path, name=right_name, where=folder)
    variant = "folder" if not name and agency else ""
    return diagnostic_at(Place(path), "P008", variant, path=path, where=folder)


def _report_name(period: str) -> str:
    """Return the name of the report on a period, in which the month may have one digit."""
    return f"{Period.named(period)}.yaml"


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match is not None else ""


def report_path(agency: str, period: str) -> str:
    """Return the path of the monthly report of an agency."""
    return f"{UPDATES}/{agency}/{period}.yaml"


def is_data_file(path: str) -> bool:
    """Return whether the path is that of a YAML file of the data folder, including a monthly report."""
    return path in TYPES or _REPORT.fullmatch(path) is not None


def _is_hidden(path: str) -> bool:
    """Return whether the operating system, git or an office program made the file; never for a YAML file."""
    name = path.rsplit("/", 1)[1]
    hidden = name in {"desktop.ini", "Thumbs.db"} or name.startswith((".", "~$"))
    return hidden and not name.lower().endswith(YAML_SUFFIXES)


def load(files: Files, known: Values = NO_VALUES, progress: Progress = iter) -> Loaded:
    """Return the values of the files and all problems of their bytes, YAML and content.

    Files with a known value are parsed only when their places are needed. `progress` is called with the paths of the
    others, and yields them.
    """

    def content(path: str) -> _Content:
        is_report = path.startswith(f"{UPDATES}/")
        return _parse(path, files.data[path], plan() if is_report else None)

    def plan() -> Plan | None:
        if "plan.yaml" not in files.data:
            return None
        return known.plan or getattr(contents["plan.yaml"].value, "plan", None)

    contents = LazyMapping(files.data, content)

    def value(path: str) -> Any:  # noqa: ANN401
        known_value = known.by_file.get(path)
        return known_value if known_value is not None else contents[path].value

    def places(path: str) -> Places:
        known_places = known.places(path) if path in known.by_file else {}
        return known_places or (contents[path].places if path in read else places_of_known[path])

    def is_unknown(path: str) -> bool:
        return path not in known.by_file or _is_too_long(known.indexes.get(path), plan())

    places_of_known = LazyMapping(files.data, lambda path: _known_places(path, files.data[path]))
    unknown = list(filter(is_unknown, files.data))
    files.prepare(unknown)
    read = {path: contents[path] for path in progress(unknown)}
    diagnostics = [problem for problem in known.diagnostics if problem.place.path in files.data]
    diagnostics += itertools.chain.from_iterable(content.diagnostics for content in read.values())
    unread = {path: content.unread for path, content in read.items() if content.value is not None}
    with_value = (path for path in files.data if path in unread or (path not in read and is_data_file(path)))
    values = Values(
        by_file=LazyMapping(with_value, value),
        places=places,
        unread=unread,
        indexes=known.indexes,
        diagnostics=tuple(diagnostics),
        results=known.results,
    )
    texts = LazyMapping(files.data, lambda path: read[path].text if path in read else _text(path, files.data[path]))
    diagnostics += files.diagnostics
    return Loaded(values, ordered(diagnostics), texts, _error_free(files.data, diagnostics))


def _text(path: str, data: bytes) -> str:
    """Return the text of a file whose problems are known; "" if it cannot be decoded."""
    from plan190.load.text_reader import read_text

    return "" if path.lower().endswith(ISSUED_PACKAGES) else read_text(path, data)[0] or ""


def _known_places(path: str, data: bytes) -> Places:
    """Return the places of the values in a file whose value and problems are known."""
    from plan190.load.text_reader import read_text
    from plan190.load.yaml_reader import places_of, read_yaml

    text = read_text(path, data)[0]
    parsed = read_yaml(path, text)[0] if text is not None else None
    return places_of(path, parsed.text)[0] if parsed is not None else {}


def _error_free(paths: Iterable[str], diagnostics: list[Diagnostic]) -> frozenset[str]:
    """Return the paths without an error, those of absent optional files, and `updates` if no report has an error."""
    with_errors = {diagnostic.place.path for diagnostic in errors_in(diagnostics)}
    error_free = {*paths, *OPTIONAL_FILES} - with_errors
    if not any(path.startswith(UPDATES) for path in with_errors):
        error_free.add(UPDATES)
    return frozenset(error_free)


@dataclass
class _Content:
    """The content of one file: its text, its problems, its value, and the entries left out.

    `parsed_text`: the text from which the value is, with corrected mistakes.
    """

    path: str
    text: str
    diagnostics: list[Diagnostic]
    value: Any = None
    parsed_text: str = ""
    unread: frozenset[KeyPath] = frozenset()

    @cached_property
    def places(self) -> Places:
        """The places of the values; read when they are needed, because most files have no problem."""
        from plan190.load.yaml_reader import places_of

        return places_of(self.path, self.parsed_text)[0]


def _parse(path: str, data: bytes, plan: Plan | None) -> _Content:
    """Return the content of a file. A file that is not read completely always has an error."""
    from plan190.load.personal_data import personal_data
    from plan190.load.text_reader import read_text
    from plan190.load.validation import validate
    from plan190.load.yaml_reader import read_yaml

    type_ = MonthlyReport if path.startswith(f"{UPDATES}/") else TYPES.get(path)
    if path.lower().endswith(ISSUED_PACKAGES):
        return _Content(path, "", [])
    text, diagnostics = read_text(path, data)
    content = _Content(path, text or "", diagnostics)
    if text is None or type_ is None:
        return content
    parsed, yaml_problems = read_yaml(path, text)
    if parsed is not None and type_ is MonthlyReport and plan is not None:
        too_long = _too_long_list(path, parsed, plan)
        if too_long is not None:
            parsed, yaml_problems = None, [too_long]
            content.diagnostics = diagnostics = []  # the others are likely consequences
    if path in OPTIONAL_FILES:
        parsed, yaml_problems = _with_empty_list(path, parsed, yaml_problems)
    diagnostics += yaml_problems
    if path not in REQUIRED_FILES:  # the plan itself is a public document
        diagnostics += personal_data(path, text, parsed)
    if parsed is not None:
        content.value, content.unread, invalid = validate(type_, path, parsed)
        content.diagnostics = diagnostics = _merged(diagnostics, invalid)
    if (content.value is None or content.unread) and not errors_in(diagnostics):
        diagnostics.append(diagnostic_at(Place(path), "P001", "unread"))
    if parsed is not None and content.value is not None:
        content.parsed_text = parsed.text
    return content


def _too_long_list(path: str, parsed: Parsed, plan: Plan) -> Diagnostic | None:
    """Return the error of the first list of a report that has too many entries; None if there is none."""
    for list_path, length in parsed.lengths.items():
        most = MOST_PER_TASK * plan.tasks if list_path in _TASK_LISTS else MOST_ITEMS
        if length > most and list_path:
            steps = tuple(list_path.split("\t")[1:])
            place = parsed.key_place(steps) or Place(path)
            return diagnostic_at(place, "P106", "entries", key=steps[-1], number=length, most=most)
    return None


def _is_too_long(index: ReportIndex | None, plan: Plan | None) -> bool:
    """Return whether a known report has too many entries on tasks, because the plan has changed."""
    if index is None or plan is None:
        return False
    return max(len(index.updates), len(index.contributions)) > MOST_PER_TASK * plan.tasks


def _merged(reported: Sequence[Diagnostic], invalid: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the problems of the text and the invalid values of a file, one for each mistake.

    An ambiguous value that its type does not allow is reported as invalid only. Any other invalid value is left
    out if it is the result of a problem of the text.
    """
    positions = set(map(_position, invalid))
    kept = [problem for problem in reported if not (_is_ambiguity(problem) and _position(problem) in positions)]
    errors = errors_in(kept)

    def is_consequence(value: Diagnostic) -> bool:
        return any(_is_cause(error, value) for error in errors)

    return [*kept, *itertools.filterfalse(is_consequence, invalid)]


def _is_ambiguity(problem: Diagnostic) -> bool:
    return (problem.code == "P107" and problem.variant != "lines") or problem.variant == "comma"


def _is_cause(error: Diagnostic, value: Diagnostic) -> bool:
    """Return whether an invalid value is the result of an error of the text."""
    if error.place.line != value.place.line:
        return False
    is_syntax = error.code in {"P101", "P109"}
    is_lost = error.code == "P108" and value.code == "P205" and value.variant in {"empty", "required"}
    end = max(value.place.end_column, value.place.column + 1)
    return is_syntax or is_lost or value.place.column <= error.place.column < end


def _with_empty_list(
    path: str, parsed: Parsed | None, problems: list[Diagnostic]
) -> tuple[Parsed | None, list[Diagnostic]]:
    """Return an empty list for an optional file without content, which counts as absent, and for one with an empty key.

    Other files without content are errors, because their content has probably been lost.
    """
    from plan190.load.yaml_reader import Parsed

    name = path.removesuffix(".yaml")
    if [problem.code for problem in problems] == ["P110"]:
        return Parsed(path, "", {name: []}, {}), []
    if parsed is not None and parsed.plain == {name: None}:
        return Parsed(path, parsed.text, {name: []}, {}), problems
    return parsed, problems


def build_register(root: str, values: Values, files: Files, option: str = "") -> Register:
    """Return the register of the values; see `Register` for `root` and `option`.

    Entries that could not be read are missing; `plan` is None if its file could not be read. This is safe, because a
    rule runs only if the files that it needs have no errors.
    """

    def place_of(file: str, key_path: KeyPath) -> Place:
        places = values.places(file) if file in values.by_file else {}
        while key_path and joined(key_path) not in places:
            key_path = key_path[:-1]
        return Place(file, *places.get(joined(key_path), (1, 1, 1, 1)))

    def entries(file: str, name: str) -> tuple[Entry[Any], ...]:
        unread = values.unread.get(file, frozenset())
        # The numbers that the entries have in the file, where those left out are counted too.
        numbers = (number for number in itertools.count() if (name, number) not in unread)
        items = getattr(values.by_file.get(file), name, ())
        return tuple(Entry(item, file, (name, number)) for item, number in zip(items, numbers, strict=False))

    def report_entries(path: str) -> ReportEntries:
        parts = (entries(path, name) for name in ("updates", "contributions", "corrections"))
        return ReportEntries(Entry(values.by_file[path], path, ()), *parts)

    def report_file(path: str) -> ReportFile:
        index = values.indexes.get(path)
        return ReportFile(path, index, partial(report_entries, path)) if index else ReportFile.of(report_entries(path))

    names = [path.removesuffix(".yaml") for path in TYPES if path != "plan.yaml"]
    lists: dict[str, Any] = {name: entries(f"{name}.yaml", name) for name in names}
    plan = values.plan
    reports = sorted(path for path in values.by_file if path.startswith(f"{UPDATES}/"))
    return Register(
        root=root,
        plan_entry=Entry(cast("Plan", plan), "plan.yaml", ("plan",)),
        groups=entries("agencies.yaml", "groups"),
        reports=tuple(map(report_file, reports)),
        load_source=lambda: files.data.get(getattr(plan, "source", ""), b""),
        place_of=place_of,
        option=option,
        **lists,
    )


_position = attrgetter("place.line", "place.column")
"""Return the line and the column of a diagnostic."""
