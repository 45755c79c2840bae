"""Sample files on the documentation pages, and the problems of a data folder with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan190.checks import rules
from plan190.diagnostics import ordered
from plan190.load.loader import build_register, load, read_files
from plan190.load.tree import DiskTree
from tests.conftest import ROOT

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from plan190.diagnostics import Diagnostic
    from plan190.model.register import Register

SAMPLE = re.compile(r"^```yaml\n# data/(\S+)[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)


def samples_of(*pages: str) -> dict[str, list[str]]:
    """Return the sample files of the pages: each path with its texts in order."""
    texts: dict[str, list[str]] = {}
    for page in pages:
        for path, text in SAMPLE.findall((ROOT / "docs" / page).read_text("utf-8")):
            texts.setdefault(path, []).append(text)
    return texts


def found_by_rules(register: Register, error_free: frozenset[str], as_of: date) -> tuple[Diagnostic, ...]:
    """Return what all rules find, ordered."""
    found = rules.check_agencies(register, error_free, register.reports)
    return ordered((*found, *rules.check_between(register, error_free), *rules.check_dates(register, as_of)))


def problems_of(folder: Path, as_of: date) -> list[tuple[str, str, str]]:
    """Return path, code and variant of every diagnostic of a data folder.

    Reports in samples and tests mention only some tasks of their agency (P341).
    """
    files = read_files(DiskTree(folder, "data"))
    loaded = load(files)
    diagnostics = (
        *loaded.diagnostics,
        *found_by_rules(build_register("data", loaded.values, files), loaded.error_free, as_of),
    )
    return [
        (diagnostic.place.path, diagnostic.code, diagnostic.variant)
        for diagnostic in diagnostics
        if diagnostic.code != "P341"
    ]
