"""The programs that tests look at files with: where they are, or why a test cannot look."""

from __future__ import annotations

import os
import shutil

import pytest


def program(name: str) -> str:
    """Return the path of a program; without it the test is skipped, or fails where all tests are asked for."""
    path = shutil.which(name)
    if path is None and os.environ.get("PLAN190_ALL_TESTS"):
        pytest.fail(f"{name} is not installed, and PLAN190_ALL_TESTS is set")
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path
