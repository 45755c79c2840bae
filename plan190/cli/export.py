"""`plan190 export`: the data and figures as flat tables for databases, one file for each table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.cli.output import format_of
from plan190.cli.request import FileSet
from plan190.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.status.figures.export import Table

FORMATS = ("csv", "parquet")
FOLDER = "reports/tables"
"""The default folder of the tables, from the current folder."""


def run(session: Session) -> FileSet:
    """Return the tables as of the date."""
    from plan190.status.figures.export import TABLES

    format_ = format_of(session.request.format, session.request.output, "export", FORMATS)
    files = {f"{table.name}.{format_}": _pieces(session, table, format_) for table in TABLES}
    return FileSet((), len(files), FOLDER, files=files)


def _pieces(session: Session, table: Table, format_: str) -> Iterator[bytes]:
    """Return the content of the file of a table; Plan190Error if the library for the format is not installed."""
    rows = table.rows(session.register, session.assessment)
    if format_ == "csv":
        from plan190.formats import csv

        return csv.pieces(table.types, rows)
    from plan190.formats import parquet

    parquet.demand_library()
    return parquet.pieces(table.types, rows)
