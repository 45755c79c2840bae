"""Files that git tracks and the disk lacks are errors, so that a submitted report is never called missing."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.review.repository import Repo, fresh

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

REPORT = "data/updates/so-y-te/2023-07.yaml"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A repository with two reports, in which the commands run."""
    repo = fresh(tmp_path)
    monkeypatch.chdir(repo.root)
    return repo


@pytest.fixture
def status(run: Callable[..., Ran], repo: Repo, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Ran]:
    """Run `status` in the repository."""

    def call() -> Ran:
        monkeypatch.chdir(repo.root)
        return run("status", "--as-of", "2023-08-20", "--lang", "en")

    return call


def test_a_sparse_checkout_is_named_with_its_remedy(
    run: Callable[..., Ran], repo: Repo, status: Callable[[], Ran]
) -> None:
    """No agency is called silent because of it, and the remedy brings the figures back."""
    whole = status()
    repo.git("status")  # git leaves files in place that it has not compared yet
    repo.git("sparse-checkout", "set", "--no-cone", "/data/*.yaml", "/data/source/", "/data/updates/so-noi-vu/")
    assert not (repo.root / REPORT).exists()
    ran = status()
    assert (ran.code, ran.out) == (2, "")
    assert f"{REPORT}:1:1: git tracks this file, but a sparse checkout leaves it out" in ran.err
    checked = run("check", "--lang", "en")
    assert checked.code == 1
    assert "P009" in checked.out
    assert "git sparse-checkout disable" in checked.out
    repo.git("sparse-checkout", "disable")
    assert status() == whole


@pytest.mark.parametrize("path", [REPORT, "data/decisions.yaml"])
def test_a_deleted_file_is_named_until_git_knows(
    run: Callable[..., Ran], repo: Repo, status: Callable[[], Ran], path: str
) -> None:
    """The advice restores the file; a file that `git rm` removed is no error."""
    (repo.root / path).unlink()
    assert f"{path}:1:1: git tracks this file, but it is not in the folder" in status().err
    assert f"git restore {path}" in run("check", "--lang", "en").out
    repo.git("restore", path)
    assert status().code == 0
    repo.git("rm", "--quiet", path)
    assert status().code == 0


def test_a_whole_missing_folder_of_reports_is_named(repo: Repo, status: Callable[[], Ran]) -> None:
    """One error for each report."""
    shutil.rmtree(repo.root / "data/updates")
    assert "have errors (2)" in status().err


def test_variables_of_git_do_not_hide_the_files(
    repo: Repo, status: Callable[[], Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook's environment names another repository."""
    (repo.root / REPORT).unlink()
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.setenv(name, "/nowhere")
    assert status().code == 2


@pytest.mark.parametrize("broken", ["no repository", "no git", "damaged"])
def test_without_git_the_files_on_disk_count(
    repo: Repo, status: Callable[[], Ran], monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """Data outside a repository, and a machine without git, give figures."""
    (repo.root / REPORT).unlink()
    if broken == "no git":
        monkeypatch.setenv("PATH", "/nowhere")
    else:
        shutil.rmtree(repo.root / ".git")
    if broken == "damaged":
        repo.write(".git", "gitdir: /nowhere\n")
    assert status().code == 0


def test_a_report_on_a_complete_commit_can_be_verified_in_a_sparse_checkout(
    run: Callable[..., Ran], repo: Repo, tmp_path: Path
) -> None:
    """`verify` reads the data of the commit."""
    path = str(tmp_path / "overdue.html")
    assert run("report", "overdue", "--as-of", "2023-08-20", "--output", path).code == 0
    repo.git("sparse-checkout", "set", "--no-cone", "/data/*.yaml", "/data/source/")
    assert run("verify", path).code == 0
