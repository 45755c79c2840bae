"""The JSON output of each command and its published schema."""

from __future__ import annotations

import copy as copying
import json
import re
from typing import TYPE_CHECKING, Any, get_args

import pytest
from jsonschema import Draft202012Validator

from plan190.cli.app import module_of
from plan190.cli.options import TABLE_FORMATS
from plan190.cli.outputs import OUTPUTS, schema_of_output
from plan190.model.deadline import Rule, RuleKind
from tests.conftest import COMMANDS, ROOT
from tests.outputs import OUTPUT_SCHEMAS, checker, closed, validated
from tests.review.repository import OWNERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Ran

COMMAND_LINES = (
    *("status", "status --agency so-y-te", "status --agency grp-sbn"),
    *("tasks", "tasks --agency so-y-te", "tasks --agency grp-sbn", "tasks --state overdue"),
    *("overdue", "due-soon", "due-soon --within 60", "recurring", "show 59", "show 61", "show 62"),
    *("explain 39", "explain 59 --agency so-khdt", "agencies", "agency so-noi-vu", "agency grp-huyen", "claims"),
    *("reports", "reports --missing", "obstacles", "at-risk", "indicators", "plan", "assumptions", "owners", "schema"),
    *("changes --since 2023-06", "changes --since 2023-06-01 --agency so-y-te"),
    *("trend", "trend --agency so-y-te --months 2"),
    *("what-if --done 39", "what-if --extend 44 --until 2024-03-31", "what-if --done 61"),
    *("report monthly", "report overdue", "report scoreboard", "report agency so-y-te"),
    *("report task 39", "report task 59", "report task 61"),
    *(
        "remind --agency vp-ubnd-tinh",
        "remind --joint",
        "remind --joint --kind before --within 90",
        "remind --joint --kind report",
    ),
    *("agenda", "agenda --days 0 --idle 20", "agenda --days 400 --agency so-tttt"),
    *("forecast", "forecast --days 0", "forecast --fail-on overdue,missing-report,stale --within 7"),
    *("calendar", "calendar --agency so-y-te", "check", "check --explain P306", "gate", "gate --agency so-y-te"),
    "gate --fail-on overdue,missing-report,stale,claimed-unaccepted --within 30",
)
"""The command lines whose output is validated; the other commands have tests of their own for this."""

DATA_AND_DATES = (
    ("data", "2023-07-01"),
    ("examples/q3-2023", "2023-09-20"),
    ("examples/q3-2023", "2024-02-29"),
)


def options_of(command: str) -> tuple[str, ...]:
    """Return the options that print the JSON output of the command line."""
    printed = ("--output", "-") if command.split(maxsplit=1)[0] in {"report", "remind", "calendar"} else ()
    return ("--format", "json", *printed)


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield each mapping in a value."""
    if isinstance(value, dict):
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(child)


def test_every_command_with_json_has_a_schema() -> None:
    """The commands that have the format `json`, and only these."""
    modules = {name: module_of(name) for name in COMMANDS}
    with_json = [name for name, module in modules.items() if "json" in getattr(module, "FORMATS", TABLE_FORMATS)]

    assert sorted(OUTPUTS) == sorted(with_json)
    assert {path.name for path in OUTPUT_SCHEMAS.iterdir()} == {f"{name}.schema.json" for name in with_json}


@pytest.mark.parametrize("command", OUTPUTS)
def test_the_committed_schema_is_up_to_date(run: Callable[..., Ran], command: str) -> None:
    """The committed file equals the output of `plan190 schema` and is a valid JSON Schema 2020-12."""
    path = OUTPUT_SCHEMAS / f"{command}.schema.json"
    ran = run("schema", "--output", command)

    assert (ran.code, ran.err) == (0, "")
    assert path.read_text("utf-8") == ran.out, f"plan190 schema --output {command} > schemas/output/{path.name}"
    Draft202012Validator.check_schema(json.loads(ran.out))


@pytest.mark.parametrize("command", COMMAND_LINES)
def test_output_is_valid_and_has_no_other_keys(run: Callable[..., Ran], command: str) -> None:
    """Of the plan without reports and of the example, on several dates."""
    name = command.split(maxsplit=1)[0]
    for data, as_of in DATA_AND_DATES:
        ran = run(*command.split(), *options_of(command), "--data", data, "--as-of", as_of)
        if ran.out or name != "remind":  # there may be nobody to remind
            validated(name, ran.out)


def test_every_command_is_validated() -> None:
    """`inbox`, `review`, `verify` and `rollup` need a repository, a report or several folders, `decide` a decision."""
    others = {"decide", "inbox", "review", "verify", "rollup"}
    assert {line.split()[0] for line in COMMAND_LINES} == OUTPUTS.keys() - others


def test_the_output_of_faulty_data_is_valid(run: Callable[..., Ran], copy: Path) -> None:
    """Findings, waivers, reports left out, a known finding of `gate`, and owners."""
    report = copy / "updates" / "so-y-te" / "2023-07.yaml"
    report.parent.mkdir(parents=True)
    report.write_text("agency: so-y-te\nperiod: 2023-07\nreported_on: 2023-07-13\nupdates:\n  - task: x\n", "utf-8")
    (copy / "owners.yaml").write_text(OWNERS, "utf-8")
    options = ("--format", "json", "--data", str(copy), "--as-of", "2023-08-10")
    baseline = ("--baseline", str(copy.parent / "known.txt"))

    assert validated("check", run("check", *options).out)["findings"]
    assert validated("status", run("status", *options).out)["left_out"]
    assert validated("owners", run("owners", *options).out)["owners"]
    run("gate", *baseline, "--write-baseline", *options)
    assert validated("gate", run("gate", *baseline, *options).out)["gone"] == 0


def test_a_closed_schema_rejects_another_key_in_every_object(run: Callable[..., Ran]) -> None:
    """Therefore the tests above find every key that the schema lacks."""
    facts = json.loads(run("show", "35", "--format", "json", "--data", "examples/q3-2023", "--as-of", "2023-09-20").out)
    tried = 0
    for number, node in enumerate(nodes(facts)):
        changed = copying.deepcopy(facts)
        list(nodes(changed))[number]["other"] = None
        tried += 1
        assert not checker("show").is_valid(changed), node

    assert tried >= 10


def test_a_published_schema_allows_later_keys_and_no_missing_ones(run: Callable[..., Ran]) -> None:
    """New keys may be added under the same schema number."""
    facts = json.loads(run("show", "39", "--format", "json").out)
    schema = schema_of_output("show")
    published = Draft202012Validator(schema)

    assert published.is_valid(facts | {"other": 1})
    assert closed(schema) != schema
    for name in facts:
        assert not published.is_valid({key: value for key, value in facts.items() if key != name}), name


def test_every_key_is_documented() -> None:
    """docs/json.md names each key of the schemas in code."""
    page = (ROOT / "docs" / "json.md").read_text("utf-8")
    blocks = re.findall(r"^```json\n.*?^```", page, re.DOTALL | re.MULTILINE)
    inline = re.findall(r"`[^`]+`", re.sub(r"^```.*?^```", "", page, flags=re.DOTALL | re.MULTILINE))
    named = set(re.findall(r"\w+", " ".join([*blocks, *inline])))
    schemas = [json.loads(path.read_bytes()) for path in OUTPUT_SCHEMAS.iterdir()]
    keys = {key for node in nodes(schemas) for key in node.get("properties", ())}

    assert len(keys) > 200
    assert keys - named == set()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_unknown_command_gets_the_nearest(run: Callable[..., Ran], tmp_path: Path, language: str) -> None:
    """Exit code 2, no file is written; the message says how to write the schema of a data file."""
    ran = run("schema", "--output", str(tmp_path / "list.json"), "--lang", language)

    assert (ran.code, ran.out) == (2, "")
    assert list(tmp_path.iterdir()) == []
    assert "status?" in run("schema", "--output", "statu", "--lang", language).err
    assert "--output" in ran.err.rpartition("plan190 schema")[2]


def test_help_explains_both_uses_of_output(run: Callable[..., Ran]) -> None:
    """The file to write, and the command."""
    text = " ".join(run("schema", "--help", "--lang", "en").out.split())

    assert "plan190 schema --output status" in text
    assert "--output is then the file to write" in text


def test_the_schema_names_every_kind_of_deadline() -> None:
    """No kind is missing and none is obsolete."""
    assert {rule.kind for rule in get_args(Rule)} == set(get_args(RuleKind))
