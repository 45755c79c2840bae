"""The schemas for editors are complete, described and up to date, and agree with the reader of the files."""

from __future__ import annotations

import itertools
import json
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import regress
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from plan190.load.loader import TYPES
from plan190.load.schema import UPDATE, files, schema_of
from plan190.load.text_reader import read_text
from plan190.load.validation import validate
from plan190.load.yaml_reader import read_yaml
from plan190.model import fields
from plan190.model.month import EARLIEST_YEAR, LATEST_YEAR
from plan190.model.report import MonthlyReport
from plan190.words import fields_vi
from tests.conftest import DATA, EXAMPLE, ROOT
from tests.editor import SCHEMAS, accepts, checker, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Ran

BAD = sorted((ROOT / "tests" / "cases" / "bad-inputs").glob("*.yaml"))
COMMITTED = sorted([*DATA.glob("*.yaml"), *EXAMPLE.rglob("*.yaml"), ROOT / "examples" / "decided.yaml"])

STRICTER = {
    "i09-agency-number.yaml": "in YAML 1.2 a number is not a text; plan190 reads it as text, and a rule reports it",
}
"""Inputs whose shape plan190 accepts and the schema does not, with the reason."""


class Recording(dict[str, Any]):
    """A dictionary that records which keys are looked up."""

    def __init__(self, values: Any) -> None:
        super().__init__(values)
        self.seen: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value, and record the key."""
        self.seen.add(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:
        """Return the value, and record the key."""
        self.seen.add(key)
        return super().__getitem__(key)


def nodes(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield every value in plain data with its key path."""
    yield path, value
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in pairs:
        yield from nodes(child, (*path, step))


def shape_of(name: str, data: bytes) -> list[str] | None:
    """Return the codes of the diagnostics about the shape of a file; None if its YAML cannot be read."""
    text, _ = read_text(name, data)
    parsed = read_yaml(name, text)[0] if text is not None else None
    if parsed is None:
        return None
    return [diagnostic.code for diagnostic in validate(TYPES.get(f"{name}.yaml", MonthlyReport), name, parsed)[2]]


def test_every_kind_of_file_has_a_schema() -> None:
    """The monthly report, and every file in the root of the data folder."""
    assert set(files()) == {UPDATE, *(path.removesuffix(".yaml") for path in TYPES)}


@pytest.mark.parametrize("name", files())
def test_the_committed_schema_is_up_to_date(run: Callable[..., Ran], name: str) -> None:
    """The committed file equals the output of `plan190 schema` and is a valid JSON Schema 2020-12."""
    path = SCHEMAS / f"{name}.schema.json"
    renew = f"plan190 schema {name} --output schemas/{path.name} --force"
    ran = run("schema", name)

    assert ran.code == 0
    assert path.exists(), f"it is missing: {renew}"
    assert path.read_bytes() == ran.out.encode(), f"the types or words have changed: {renew}"
    Draft202012Validator.check_schema(json.loads(ran.out))


def test_every_committed_schema_has_a_file() -> None:
    """No committed schema is obsolete."""
    assert {path.name for path in SCHEMAS.glob("*.json")} == {f"{name}.schema.json" for name in files()}


def test_every_description_is_in_vietnamese_and_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each type, key, allowed word and form of a scalar has its sentence in words/fields_vi.py."""
    groups = {
        name: Recording(getattr(fields_vi, name)) for name in ("TYPES", "FIELDS", "VALUES", "FORMS", "CONDITIONS")
    }
    for name, group in groups.items():
        monkeypatch.setattr(fields_vi, name, group)
    empty, words = [], dict[str, set[str]]()
    for name in files():
        schema = schema_of(name)
        for path, node in nodes(schema):
            if path and path[-1] in {"description", "patternErrorMessage", "errorMessage"} and node == "":
                empty.append(f"{name}: {'.'.join(map(str, path))}")
            if isinstance(node, dict) and "enumDescriptions" in node:
                empty += [
                    f"{name}: {path}: {w}" for w, d in zip(node["enum"], node["enumDescriptions"], strict=True) if not d
                ]
                words[json.dumps(node["enum"])] = set(node["enum"])
    unused = {name: set(group) - group.seen for name, group in groups.items() if name != "VALUES"}

    assert empty == []
    assert unused == {"TYPES": set(), "FIELDS": set(), "FORMS": set(), "CONDITIONS": set()}
    assert sorted(map(sorted, fields_vi.VALUES.values())) == sorted(map(sorted, words.values()))


def test_a_file_names_its_schema_for_editors() -> None:
    """The first line of each committed data file names its schema, and the file is valid by it."""
    wrong = []
    for path in COMMITTED:
        data = path.read_bytes()
        line = re.match(rb"# yaml-language-server: \$schema=(\S+)\n", data)
        schema = (path.parent / line[1].decode()).resolve() if line else None
        name = {"decided": "decisions"}.get(path.stem, path.stem)
        name = name if name in files() else UPDATE
        if schema != SCHEMAS / f"{name}.schema.json" or not accepts(name, data):
            wrong.append(str(path.relative_to(ROOT)))

    assert wrong == []
    assert len(COMMITTED) > 120


def text_errors(data: bytes) -> set[str]:
    """Return the codes of the errors in bytes, characters and YAML, after which values may be wrong."""
    text, text_diagnostics = read_text("x", data)
    diagnostics = [*text_diagnostics, *(read_yaml("x", text)[1] if text is not None else [])]
    return {diagnostic.code for diagnostic in diagnostics if diagnostic.severity == "error"}


@cache
def shapes() -> dict[Path, list[str]]:
    """Return the bad inputs whose text has no errors, with the codes of the diagnostics about their shape."""
    readable = [path for path in BAD if not text_errors(path.read_bytes())]
    return {path: shape_of(UPDATE, path.read_bytes()) or [] for path in readable}


@pytest.mark.parametrize("path", shapes(), ids=lambda path: path.stem)
def test_schema_and_reader_agree_on_bad_inputs(path: Path) -> None:
    """The schema rejects the inputs whose shape plan190 rejects, and no others."""
    is_valid = not shapes()[path] and path.name not in STRICTER

    assert accepts(UPDATE, path.read_bytes(), conditions=False) == is_valid, shapes()[path]


def test_bad_inputs_have_every_error_of_shape() -> None:
    """The test above covers every code of the family P2xx."""
    codes = {code for shape in shapes().values() for code in shape}

    assert sum(map(bool, shapes().values())) > 25
    assert codes == {"P201", "P202", "P203", "P204", "P205", "P206"}


def test_the_pattern_of_a_date_allows_only_dates_that_exist() -> None:
    """The pattern alone rejects 30 February and the year 1944, because some editors do not check formats."""
    day, month = regress.Regex(fields.DAY, flags="u"), regress.Regex(fields.MONTH, flags="u")

    def exists(year: int, number: int, of_month: int) -> bool:
        try:
            return EARLIEST_YEAR <= date(year, number, of_month).year <= LATEST_YEAR
        except ValueError:
            return False

    for year, number in itertools.product(range(1895, 2106), range(14)):
        assert bool(month.find(f"{year}-{number:02}")) == exists(year, number, 1)
        for of_month in (0, 1, 9, 10, 28, 29, 30, 31, 32):
            assert bool(day.find(f"{year}-{number:02}-{of_month:02}")) == exists(year, number, of_month)


@cache
def bases() -> tuple[tuple[str, Any], ...]:
    """Return small valid values for each schema, with one entry of each kind."""
    page = (ROOT / "docs" / "monthly-report.vi.md").read_text("utf-8")
    texts = re.findall(r"^```yaml\n# data/updates(.*?)^```", page, re.DOTALL | re.MULTILINE)
    samples = [(UPDATE, read(text.split("\n", 1)[1].encode())) for text in texts]
    for path in EXAMPLE.glob("*.yaml"):
        values = read(path.read_bytes())
        samples.append((path.stem, {key: _few(entry) for key, entry in values.items()}))
    return tuple(sorted(samples, key=lambda pair: pair[0]))


def _few(value: Any) -> Any:
    """Return the first entry of each kind of decision and of deadline in every list."""
    if isinstance(value, dict):
        return {key: _few(entry) for key, entry in value.items()}
    if not isinstance(value, list):
        return value
    kinds: dict[str, Any] = {}
    for entry in value:
        deep = entry.get("deadline", {}).get("rule", entry) if isinstance(entry, dict) else {}
        kinds.setdefault(str(deep.get("kind")) if isinstance(deep, dict) else "", entry)
    return [_few(entry) for entry in kinds.values()]


def keys_of(values: Any) -> list[tuple[Any, ...]]:
    """Return the key path of each value; of those that differ only in list indexes, only one."""
    paths = {tuple(step for step in path if isinstance(step, str)): path for path, _ in nodes(values) if path}
    return list(paths.values())


def changed(values: Any, path: tuple[Any, ...], how: str, value: Any) -> Any:
    """Return a copy of the values with one value replaced, dropped or added."""
    copied = json.loads(json.dumps(values))
    parent = copied
    for step in path[:-1]:
        parent = parent[step]
    if how == "drop":
        del parent[path[-1]]
    elif how == "add" and isinstance(parent, dict):
        parent["unknown"] = value
    else:
        parent[path[-1]] = value
    return copied


TEXTS = [
    *("", " ", " x", "x ", "a\nb", "x", "Sở", "so-y-te", "So-y-te", "so--y", "-so", "a\n"),
    *("x" * 60, "x" * 61, "x" * 300, "x" * 301, "x " * 4_999 + "xx", "x " * 5_000 + "x"),
    *(
        "2023-02-28",
        "2023-02-30",
        "2024-02-29",
        "1944-12-31",
        "2100-01-01",
        "2023-8-1",
        "11/8/2023",
        "2023-08",
        "2023-13",
    ),
    *("12/QĐ", "12/QĐ-UBND", "12/34", "12/ QĐ", "QĐ/12", "12/Đ\n", "12/" + "Đ" * 97, "12/" + "Đ" * 98),
    *("https://a.vn", "https://a", "ftp://a.vn", "a.vn", "https://a.vn/" + "x" * 487, "https://a.vn/" + "x" * 488),
    *("month", "accept", "done", "percent", "vi", "Asia/Ho_Chi_Minh", "Asia"),
]
OTHERS = [None, [], {}, ["x"], {"x": "x"}, [None], True, False, 0, 0.5]
NUMBERS = [-1, 0, 1, 28, 29, 100, 101, 365, 366, 1000, 1001, 1944, 1945, 2099, 2100, 999_999_999, 1_000_000_000]


@settings(max_examples=200)
@given(st.data())
def test_schema_and_reader_agree_on_changed_values(data: st.DataObject) -> None:
    """Valid values with one change are valid for both or invalid for both.

    The exception is a number or truth value without quotes in place of a text, which only the schema rejects.
    """
    name, values = data.draw(st.sampled_from(bases()))
    path = data.draw(st.sampled_from(keys_of(values)))
    how = data.draw(st.sampled_from(["put", "put", "put", "drop", "add"]))
    value = data.draw(st.sampled_from(TEXTS) | st.sampled_from(OTHERS))
    changed_values = changed(values, path, how, value)
    as_json = json.dumps(changed_values, ensure_ascii=False).encode()

    if checker(name, conditions=False).is_valid(changed_values):
        # Which keys of the reporting are required depends on whether the plan asks for reports.
        assert shape_of(name, as_json) == [] or path[:2] == ("plan", "reporting")
    elif not isinstance(value, int | float):
        assert shape_of(name, as_json) != []


def test_an_editor_reads_json_as_these_values() -> None:
    """Therefore the other tests may check values themselves against the schema instead of files."""
    samples = [values for _, values in bases()]
    samples += [{"x": value} for value in (*TEXTS, *OTHERS, *NUMBERS)]
    for values in samples:
        assert read(json.dumps(values, ensure_ascii=False).encode()) == values


def test_schema_and_reader_agree_on_missing_and_empty_keys() -> None:
    """Every key of every kind of file is tried without its line and without its value."""
    for name, values in bases():
        for path, how in itertools.product(keys_of(values), ("drop", "put")):
            # Reports need these keys only if the plan asks for any, which the schema does not express.
            if path[:2] == ("plan", "reporting"):
                continue
            changed_values = changed(values, path, how, None)
            is_valid = shape_of(name, json.dumps(changed_values, ensure_ascii=False).encode()) == []
            assert checker(name, conditions=False).is_valid(changed_values) == is_valid, (name, path, how)


def test_schema_and_reader_have_the_same_limits_of_numbers() -> None:
    """Every number of every kind of file is tried with the values at the limits."""
    tried = 0
    for name, values in bases():
        by_path = dict(nodes(values))
        for path in (path for path in keys_of(values) if type(by_path[path]) is int):
            tried += 1
            for number in NUMBERS:
                changed_values = changed(values, path, "put", number)
                is_valid = shape_of(name, json.dumps(changed_values, ensure_ascii=False).encode()) == []
                assert checker(name, conditions=False).is_valid(changed_values) == is_valid, (name, path, number)

    assert tried > 20


@pytest.mark.parametrize(
    ("key", "text", "reader", "schema"),
    [
        ("timezone", "Asia/Nowhere", False, True),  # the time zones depend on the machine
        ("soon", "7.0", False, True),  # a whole number in JSON Schema; the YAML reader rejects it
        ("soon", "'7'", True, False),  # a number in quotes is a text for an editor
        ("timezone", "7", False, False),
    ],
)
def test_known_differences_of_schema_and_reader(key: str, text: str, reader: bool, schema: bool) -> None:  # noqa: FBT001
    """Each difference is listed here, so that no other one goes unnoticed."""
    plan = re.sub(rf"^(    {key}: )\S+$", rf"\g<1>{text}", (DATA / "plan.yaml").read_text("utf-8"), flags=re.MULTILINE)

    assert (shape_of("plan", plan.encode()) == []) == reader
    assert accepts("plan", plan.encode()) == schema


def test_the_schema_requires_quotes_around_a_number_as_text() -> None:
    """plan190 reads every scalar as text; editors do not."""
    head = b"agency: so-y-te\nperiod: 2023-08\nreported_on: 2023-08-11\n"
    bare = head + b"document: {number: 1/BC, date: 2023-08-11, title: 8}\n"

    assert shape_of(UPDATE, bare) == []
    assert not accepts(UPDATE, bare)
    assert accepts(UPDATE, bare.replace(b"title: 8", b"title: '8'"))


def test_without_a_name_the_schemas_are_listed(run: Callable[..., Ran]) -> None:
    """Each schema is listed with the file that it describes."""
    assert json.loads(run("schema").out)["schemas"] == files()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_unknown_schema_gets_the_nearest(run: Callable[..., Ran], language: str) -> None:
    """Exit code 2; the message suggests the nearest name and lists all of them."""
    ran = run("schema", "task", "--lang", language)

    assert (ran.code, ran.out) == (2, "")
    assert "tasks?" in ran.err
    assert all(name in ran.err for name in files())


def test_a_schema_is_written_to_a_file(run: Callable[..., Ran], tmp_path: Path) -> None:
    """The file has the same bytes; an existing file with other content is not overwritten."""
    target = tmp_path / "update.json"

    assert run("schema", UPDATE, "--output", str(target)).code == 0
    assert target.read_bytes() == (SCHEMAS / "update.schema.json").read_bytes()
    assert run("schema", UPDATE, "--output", str(target)).code == 0
    target.write_text("{}", "utf-8")
    assert run("schema", UPDATE, "--output", str(target)).code == 2


def test_schemas_do_not_need_valid_data(run: Callable[..., Ran], copy: Path) -> None:
    """`plan190 schema` works in a data folder with errors, where an editor helps most."""
    (copy / "plan.yaml").write_text("plan: [", "utf-8")

    assert run("schema", "plan", "--data", str(copy)).code == 0
