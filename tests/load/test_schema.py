"""The schemas for editors: whole, described, fresh, and of one mind with what reads the files."""

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
from plan190.load.schema import UPDATE, Descriptions, files, schema_of
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
WRITTEN = sorted([*DATA.glob("*.yaml"), *EXAMPLE.rglob("*.yaml"), ROOT / "examples" / "decided.yaml"])

ASKS_MORE = {
    "i09-agency-number.yaml": "a number is no text in YAML 1.2; to plan190 it is one, and a rule refuses it",
}
"""The inputs whose shape plan190 takes and the schema does not, with the reason."""


class Recording(dict[str, Any]):
    """A dictionary that records the keys that were looked up."""

    def __init__(self, values: Any) -> None:
        super().__init__(values)
        self.seen: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value, and record the key."""
        self.seen.add(key)
        return super().get(key, default)


def nodes(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Return every value in plain data with the steps that lead to it."""
    yield path, value
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in pairs:
        yield from nodes(child, (*path, step))


def shape_of(name: str, data: bytes) -> list[str] | None:
    """Return the codes of the diagnostics about the shape of a file, None when it gets no further."""
    text, _ = read_text(name, data)
    parsed = read_yaml(name, text)[0] if text is not None else None
    if parsed is None:
        return None
    return [diagnostic.code for diagnostic in validate(TYPES.get(f"{name}.yaml", MonthlyReport), name, parsed)[2]]


def test_there_is_one_for_each_kind_of_file() -> None:
    """The monthly report, and every file right in the data folder."""
    assert set(files()) == {UPDATE, *(path.removesuffix(".yaml") for path in TYPES)}


@pytest.mark.parametrize("name", files())
def test_the_committed_schema_is_the_programs(run: Callable[..., Ran], name: str) -> None:
    """Fresh to the byte, and a JSON Schema of 2020-12."""
    path = SCHEMAS / f"{name}.schema.json"
    renew = f"plan190 schema {name} --output schemas/{path.name} --force"
    ran = run("schema", name)

    assert ran.code == 0
    assert path.exists(), f"it is missing: {renew}"
    assert path.read_bytes() == ran.out.encode(), f"the types or words have changed: {renew}"
    Draft202012Validator.check_schema(json.loads(ran.out))


def test_no_schema_is_left_over() -> None:
    """Each committed one is for a file that there is."""
    assert {path.name for path in SCHEMAS.iterdir()} == {f"{name}.schema.json" for name in files()}


def test_every_description_is_in_vietnamese_and_used() -> None:
    """Each type, key, word of a choice and form of a scalar has its sentence in words/fields_vi.py."""
    groups = (fields_vi.TYPES, fields_vi.FIELDS, fields_vi.VALUES, fields_vi.FORMS)
    descriptions = Descriptions(*map(Recording, groups))
    empty, words = [], dict[str, set[str]]()
    for name in files():
        schema = schema_of(name, descriptions)
        for path, node in nodes(schema):
            if path and path[-1] in {"description", "patternErrorMessage", "errorMessage"} and node == "":
                empty.append(f"{name}: {'.'.join(map(str, path))}")
            if isinstance(node, dict) and "enumDescriptions" in node:
                empty += [
                    f"{name}: {path}: {w}" for w, d in zip(node["enum"], node["enumDescriptions"], strict=True) if not d
                ]
                words[json.dumps(node["enum"])] = set(node["enum"])
    used = [group.seen for group in descriptions]

    assert empty == []
    assert [set(group) - seen for group, seen in zip(groups, used, strict=True) if group is not fields_vi.VALUES] == [
        set(),
        set(),
        set(),
    ]
    assert sorted(map(sorted, fields_vi.VALUES.values())) == sorted(map(sorted, words.values()))


def test_a_file_names_its_schema_for_editors() -> None:
    """The first line of each committed file names one that exists, and the file is right by it."""
    wrong = []
    for path in WRITTEN:
        data = path.read_bytes()
        line = re.match(rb"# yaml-language-server: \$schema=(\S+)\n", data)
        schema = (path.parent / line[1].decode()).resolve() if line else None
        right = path.stem if path.stem in files() else "decisions" if path.stem == "decided" else UPDATE
        if schema != SCHEMAS / f"{right}.schema.json" or not accepts(right, data):
            wrong.append(str(path.relative_to(ROOT)))

    assert wrong == []
    assert len(WRITTEN) > 120


def gates_of(data: bytes) -> set[str]:
    """Return the codes of the errors in bytes, letters and YAML; behind some of them no value is what it was."""
    text, text_diagnostics = read_text("x", data)
    diagnostics = [*text_diagnostics, *(read_yaml("x", text)[1] if text is not None else [])]
    return {diagnostic.code for diagnostic in diagnostics if diagnostic.severity == "error"}


@cache
def shapes() -> dict[Path, list[str]]:
    """Return the bad inputs that pass the gates, with the codes of the diagnostics about their shape."""
    passed = [path for path in BAD if not gates_of(path.read_bytes())]
    return {path: shape_of(UPDATE, path.read_bytes()) or [] for path in passed}


@pytest.mark.parametrize("path", shapes(), ids=lambda path: path.stem)
def test_bad_inputs_are_refused_for_their_shape(path: Path) -> None:
    """What plan190 refuses for its shape the schema refuses; what has the right shape it takes."""
    right = not shapes()[path] and path.name not in ASKS_MORE

    assert accepts(UPDATE, path.read_bytes()) == right, shapes()[path]


def test_there_are_bad_inputs_of_every_shape() -> None:
    """The test above has something to look at."""
    codes = {code for shape in shapes().values() for code in shape}

    assert sum(map(bool, shapes().values())) > 25
    assert codes == {"P201", "P202", "P203", "P204", "P205", "P206"}


def test_a_day_is_one_that_there_is() -> None:
    """By the pattern alone, for editors that assert no formats: 30 February and 1944 are none, 29 February 2024 is."""
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
    """Return right values for each schema, with an entry of each kind and not much besides."""
    page = (ROOT / "docs" / "monthly-report.vi.md").read_text("utf-8")
    texts = re.findall(r"^```yaml\n# data/updates(.*?)^```", page, re.DOTALL | re.MULTILINE)
    samples = [(UPDATE, read(text.split("\n", 1)[1].encode())) for text in texts]
    for path in EXAMPLE.glob("*.yaml"):
        values = read(path.read_bytes())
        samples.append((path.stem, {key: _few(entry) for key, entry in values.items()}))
    return tuple(sorted(samples, key=lambda pair: pair[0]))


def _few(value: Any) -> Any:
    """Return the first entries of a list, one of each kind of decision and of deadline."""
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
    """Return the steps to a value of each key, one of those that differ in their numbers alone."""
    paths = {tuple(step for step in path if isinstance(step, str)): path for path, _ in nodes(values) if path}
    return list(paths.values())


def changed(values: Any, path: tuple[Any, ...], how: str, value: Any) -> Any:
    """Return a copy of the values with one thing put in, dropped or added."""
    whole = json.loads(json.dumps(values))
    around = whole
    for step in path[:-1]:
        around = around[step]
    if how == "drop":
        del around[path[-1]]
    elif how == "add" and isinstance(around, dict):
        around["unknown"] = value
    else:
        around[path[-1]] = value
    return whole


TEXTS = [
    *("", " ", " x", "x ", "a\nb", "x", "Sở", "so-y-te", "So-y-te", "so--y", "-so", "a\n"),
    *("x" * 60, "x" * 61, "x" * 300, "x" * 301, "x" * 10_000, "x" * 10_001),
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
def test_schema_and_reader_are_of_one_mind(data: st.DataObject) -> None:
    """Right values with any one thing changed are right for both or wrong for both.

    But for a bare number or truth value where a text is wanted, which the schema alone refuses.
    """
    name, right = data.draw(st.sampled_from(bases()))
    path = data.draw(st.sampled_from(keys_of(right)))
    how = data.draw(st.sampled_from(["put", "put", "put", "drop", "add"]))
    value = data.draw(st.sampled_from(TEXTS) | st.sampled_from(OTHERS))
    whole = changed(right, path, how, value)
    written = json.dumps(whole, ensure_ascii=False).encode()
    taken = checker(name).is_valid(whole)

    if taken:
        assert shape_of(name, written) == []
    elif not isinstance(value, int | float):
        assert shape_of(name, written) != []


def test_an_editor_reads_these_values_as_they_are() -> None:
    """So it is enough to hold the values themselves against the schema, in the tests beside this one."""
    for right in [*(values for _, values in bases()), *({"x": value} for value in (*TEXTS, *OTHERS, *NUMBERS))]:
        assert read(json.dumps(right, ensure_ascii=False).encode()) == right


def test_the_same_keys_may_be_left_out_or_empty() -> None:
    """Every key of every kind of file, without its line and with nothing behind it."""
    for name, right in bases():
        for path, how in itertools.product(keys_of(right), ("drop", "put")):
            whole = changed(right, path, how, None)
            taken = shape_of(name, json.dumps(whole, ensure_ascii=False).encode()) == []
            assert checker(name).is_valid(whole) == taken, (name, path, how)


def test_numbers_have_the_same_limits() -> None:
    """Every number of every kind of file, at the edges that numbers have."""
    looked_at = 0
    for name, right in bases():
        values = dict(nodes(right))
        for path in (path for path in keys_of(right) if type(values[path]) is int):
            looked_at += 1
            for number in NUMBERS:
                whole = changed(right, path, "put", number)
                taken = shape_of(name, json.dumps(whole, ensure_ascii=False).encode()) == []
                assert checker(name).is_valid(whole) == taken, (name, path, number)

    assert looked_at > 20


@pytest.mark.parametrize(
    ("key", "text", "reader", "schema"),
    [
        ("timezone", "Asia/Nowhere", False, True),  # which zones there are depends on the machine
        ("soon", "7.0", False, True),  # a whole number to JSON Schema; the gates refuse it besides
        ("soon", "'7'", True, False),  # a number in quotes is a text to an editor
        ("timezone", "7", False, False),
    ],
)
def test_what_the_two_do_not_agree_on(key: str, text: str, reader: bool, schema: bool) -> None:  # noqa: FBT001
    """Named one by one, so that nothing else slips in."""
    plan = re.sub(rf"^(    {key}: )\S+$", rf"\g<1>{text}", (DATA / "plan.yaml").read_text("utf-8"), flags=re.MULTILINE)

    assert (shape_of("plan", plan.encode()) == []) == reader
    assert accepts("plan", plan.encode()) == schema


def test_a_number_where_a_text_is_wanted_needs_quotes_in_an_editor() -> None:
    """plan190 reads every scalar as text, an editor does not."""
    head = b"agency: so-y-te\nperiod: 2023-08\nreported_on: 2023-08-11\n"
    bare = head + b"document: {number: 1/BC, date: 2023-08-11, title: 8}\n"

    assert shape_of(UPDATE, bare) == []
    assert not accepts(UPDATE, bare)
    assert accepts(UPDATE, bare.replace(b"title: 8", b"title: '8'"))


def test_without_a_name_the_schemas_are_listed(run: Callable[..., Ran]) -> None:
    """Each with the file that it is for."""
    assert json.loads(run("schema").out)["schemas"] == files()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_unknown_schema_gets_the_nearest(run: Callable[..., Ran], language: str) -> None:
    """Exit 2, the near name and all of them."""
    ran = run("schema", "task", "--lang", language)

    assert (ran.code, ran.out) == (2, "")
    assert "tasks?" in ran.err
    assert all(name in ran.err for name in files())


def test_a_schema_goes_into_a_file(run: Callable[..., Ran], tmp_path: Path) -> None:
    """The same bytes, and never over another file that is there."""
    target = tmp_path / "update.json"

    assert run("schema", UPDATE, "--output", str(target)).code == 0
    assert target.read_bytes() == (SCHEMAS / "update.schema.json").read_bytes()
    assert run("schema", UPDATE, "--output", str(target)).code == 0
    target.write_text("{}", "utf-8")
    assert run("schema", UPDATE, "--output", str(target)).code == 2


def test_schemas_do_not_need_sound_data(run: Callable[..., Ran], copy: Path) -> None:
    """A folder full of errors is when an editor's help is wanted most."""
    (copy / "plan.yaml").write_text("plan: [", "utf-8")

    assert run("schema", "plan", "--data", str(copy)).code == 0
