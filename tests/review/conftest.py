"""Fixtures of the tests of changes: a repository, and a function that reviews its branch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.outputs import validated
from tests.review.repository import TODAY, Repo, fresh

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A repository that a test may change."""
    return fresh(tmp_path)


@pytest.fixture
def review(
    repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, dict[str, Any]]]:
    """Review `change` against `main` in the repository and return the exit code and the JSON.

    The reports of the tests mention only some tasks, so that P341 is left out.
    """
    monkeypatch.chdir(repo.root)

    def call(actor: str | None = None, *arguments: str) -> tuple[int, dict[str, Any]]:
        actor_option = ["--actor", actor] if actor is not None else []
        ran = run("review", "--base", "main", "--as-of", TODAY, "--format", "json", *actor_option, *arguments)
        assert ran.out, ran.err
        facts = validated("review", ran.out)
        facts["findings"] = [finding for finding in facts["findings"] if finding["code"] != "P341"]
        return ran.code, facts

    return call


def charged(facts: dict[str, Any]) -> list[str]:
    """Return the codes of the new errors."""
    return sorted(
        {finding["code"] for finding in facts["findings"] if finding["new"] and finding["severity"] == "error"}
    )
