"""Tables of values as Parquet files. DuckDB writes them from a temporary database, so that memory stays bounded."""

from __future__ import annotations

import tempfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from plan190.errors import Plan190Error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_SQL_TYPES = {"text": "VARCHAR", "date": "DATE", "integer": "INTEGER", "number": "DOUBLE", "boolean": "BOOLEAN"}
_ROWS, _BYTES = 10_000, 2**20
"""The most rows inserted, and the most bytes read, at once."""


def demand_library() -> None:
    """Raise Plan190Error if DuckDB is not installed."""
    try:
        import duckdb  # noqa: F401
    except ImportError as error:
        raise Plan190Error("error.duckdb") from error


def pieces(types: Mapping[str, str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield a table of values in pieces; `types`: the type of each column by name."""
    import duckdb

    columns = [f'"{name}" {_SQL_TYPES[type_]}' for name, type_ in types.items()]
    lists = [f"unnest(?::{_SQL_TYPES[type_]}[])" for type_ in types.values()]
    remaining = iter(rows)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "rows.parquet")
        with duckdb.connect(str(Path(folder, "rows.duckdb")), config={"threads": 1}) as database:
            database.execute(f"CREATE TABLE rows ({', '.join(columns)})")
            while batch := list(islice(remaining, _ROWS)):
                values = list(map(list, zip(*batch, strict=True)))
                database.execute(f"INSERT INTO rows SELECT {', '.join(lists)}", values)
            database.table("rows").write_parquet(str(file), compression="zstd")
        with file.open("rb") as stream:
            while piece := stream.read(_BYTES):
                yield piece
