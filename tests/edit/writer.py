"""Add decisions to a data folder, one after another, as a process of its own: `writer.py FOLDER NAME NUMBER`."""

from __future__ import annotations

import sys

from plan190.cli.request import Request
from plan190.cli.session import Session
from plan190.cli.write_data import locked, write_data
from plan190.edit.changed_text import changed_text
from plan190.edit.yaml_text import data_of
from plan190.load.loader import DECISIONS, load


def add(folder: str, id_: str) -> None:
    """Add one decision to those in the file."""
    with locked(Session(Request(data=folder))) as session:
        data = session.data
        decisions = data_of(load(data.files).values.by_file[DECISIONS])
        decisions["decisions"].append({**decisions["decisions"][0], "id": id_})
        text = data.files.data[DECISIONS].decode()
        write_data(data, {DECISIONS: changed_text(DECISIONS, text, decisions).encode()})


if __name__ == "__main__":
    folder, name, number = sys.argv[1:]
    for count in range(int(number)):
        add(folder, f"{name}-{count}")
        print(count, flush=True)  # noqa: T201 - the test counts what was written
