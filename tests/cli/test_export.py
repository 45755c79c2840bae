"""`plan190 export`: the tables as CSV and Parquet, and the numbers that a database finds in them."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from plan190.formats import csv
from plan190.status.figures.export import TABLES
from plan190.status.submissions import SubmissionState
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

EXAMPLE = ("--data", "examples/q3-2023", "--as-of", "2023-09-20")
PAGE = (ROOT / "docs" / "analytics.md").read_text("utf-8")
BY_TASK, BY_AGENCY, REPORTS, *_ = re.findall(r"^```sql\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
SQL_TYPES = {"text": "VARCHAR", "date": "DATE", "integer": "INTEGER", "boolean": "BOOLEAN", "number": "DOUBLE"}


@pytest.fixture
def database(run: Callable[..., Ran], tmp_path: Path) -> Callable[..., Any]:
    """Return a function that exports the tables in a format and returns a DuckDB connection that finds them by name."""
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")

    def exported(format_: str) -> Any:
        ran = run("export", *EXAMPLE, "--format", format_, "--output", str(tmp_path))
        assert ran.code == 0, ran.err
        connection = duckdb.connect()
        for table in TABLES:
            connection.execute(f"CREATE VIEW {table.name} AS FROM '{tmp_path}/{table.name}.{format_}'")
        return connection

    return exported


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_the_queries_of_the_page_give_the_numbers_of_status(
    run: Callable[..., Ran], database: Callable[..., Any], format_: str
) -> None:
    """The tasks in each state, the obligations of each agency in each state, the monthly reports by period."""
    status = json.loads(run("status", *EXAMPLE, "--format", "json").out)
    connection = database(format_)
    by_task, by_agency, reports = (connection.sql(text).fetchall() for text in (BY_TASK, BY_AGENCY, REPORTS))
    expected = set()
    for body in (*status["agencies"], *status["joint"]):
        for stated in (True, False):
            for state, number in body["stated" if stated else "assumed"]["by_state"].items():
                expected |= {(body.get("id"), stated, state, number)} if number else set()

    assert dict(by_task) == {state: number for state, number in status["totals"]["by_state"].items() if number}
    assert set(by_agency) == expected
    periods = json.loads(run("reports", *EXAMPLE, "--format", "json").out)["periods"]
    counts = {(item["period"], state): item[state] for item in periods for state in SubmissionState if item[state]}
    assert {row[:2]: row[2] for row in reports} == counts


def test_parquet_has_the_declared_types(database: Callable[..., Any]) -> None:
    """Each file has the columns of its table in order, with their types."""
    connection = database("parquet")
    for table in TABLES:
        columns = {row[0]: row[1] for row in connection.sql(f"DESCRIBE {table.name}").fetchall()}
        assert columns == {name: SQL_TYPES[type_] for name, type_ in table.types.items()}, table.name


KEYS = {
    "agencies": "id",
    "tasks": "id",
    "obligations": "task_id, origin",
    "task_updates": "agency, period, task_id",
    "submissions": "agency, period",
    "decisions": "id",
    "indicator_values": "indicator, agency, period",
}


def test_keys_identify_a_row(database: Callable[..., Any]) -> None:
    """Each table has rows, and no two of them have the same key."""
    connection = database("parquet")
    for table in TABLES:
        rows = connection.sql(f"FROM {table.name} SELECT {KEYS[table.name]}").fetchall()

        assert rows
        assert len(set(rows)) == len(rows), table.name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_on_the_page(table: Any) -> None:
    """docs/analytics.md has the table with its columns in order, types and meanings."""
    rows = [f"| `{column.name}` | {column.type} | {column.meaning} |\n" for column in table.columns]
    head = f"### `{table.name}`\n\n{table.meaning}\n\n| column | type | meaning |\n|---|---|---|\n"

    assert f"{head}{''.join(rows)}" in PAGE


def test_csv_has_no_formulas() -> None:
    """A text that begins a formula gets an apostrophe; numbers, dates and truths are plain."""
    row = ("=1+1", None, -5, True, date(2023, 6, 30))

    assert b"".join(csv.pieces("abcde", [row])) == b"a,b,c,d,e\r\n'=1+1,,-5,true,2023-06-30\r\n"


def test_existing_files_are_replaced_only_with_force(run: Callable[..., Ran], tmp_path: Path) -> None:
    """Nothing is written if one file exists."""
    arguments = ("export", *EXAMPLE, "--output", str(tmp_path))
    (tmp_path / "tasks.csv").write_text("mine", "utf-8")

    assert run(*arguments).code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["tasks.csv"]
    assert run(*arguments, "--force").code == 0
    assert (tmp_path / "tasks.csv").read_text("utf-8").startswith("id,number,content,")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_without_duckdb_the_message_says_how_to_install_it(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str
) -> None:
    """Exit code 2, one line, no files."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    ran = run("export", *EXAMPLE, "--format", "parquet", "--output", str(tmp_path / "x"), "--lang", language)

    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "pip install duckdb" in ran.err
    assert not (tmp_path / "x").exists()
