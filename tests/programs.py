"""Paths of the external programs that tests need."""

from __future__ import annotations

import os
import shutil

import pytest


def program(name: str) -> str:
    """Return the path of a program. If it is missing, skip the test, or fail if `PLAN190_ALL_TESTS` is set."""
    path = shutil.which(name)
    if path is None and os.environ.get("PLAN190_ALL_TESTS"):
        pytest.fail(f"{name} is not installed, and PLAN190_ALL_TESTS is set")
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path
