"""Programs of the system that some tests drive; where all tests must run, a missing one is a failure."""

from __future__ import annotations

import os
import shutil

import pytest


def program(name: str) -> str:
    """Give the path of a program; without it the test is skipped, or fails where PLAN190_ALL_TESTS is set."""
    found = shutil.which(name)
    if found is None:
        (pytest.fail if os.environ.get("PLAN190_ALL_TESTS") else pytest.skip)(f"{name} is not on this machine")
    return found
