"""`plan190 owners`: who may submit, as a table and as the files of forges, and stale committed files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.review.repository import OWNERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran


@pytest.fixture
def owned(copy: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., Ran]) -> Path:
    """A repository with owners, as the current folder."""
    assert run  # it must change the folder first
    (copy / "owners.yaml").write_text(OWNERS, "utf-8")
    (copy.parent / ".git").mkdir()
    monkeypatch.chdir(copy.parent)
    return copy


def test_all_owners_are_listed(owned: Path, run: Callable[..., Ran]) -> None:
    """Owners whose time has ended or not begun are marked."""
    facts = json.loads(run("owners", "--as-of", "2023-08-10", "--format", "json").out)
    table = run("owners", "--as-of", "2023-08-10").out

    assert [(owner["id"], owner["now"]) for owner in facts["owners"]] == [
        ("y-te", True),
        ("hai-co-quan", True),
        ("pho-noi-vu", False),
        ("moi-noi-vu", False),
        ("dau-moi", True),
    ]
    assert "pho-noi-vu (hiện không được nộp)" in table
    assert "github:101 yte" in table


def test_without_owners(run: Callable[..., Ran], copy: Path) -> None:
    """The plan comes without accounts, and none are invented."""
    ran = run("owners", "--data", str(copy))
    assert ran.code == 0
    assert "Chưa có ai" in ran.out


FILES = {
    "github": """\
# plan190 owners --format github
# data/owners.yaml là gốc; không sửa tệp này bằng tay.
* @cat
/data/updates/so-y-te/ @yte @cat
""",
    "gitlab": """\
# plan190 owners --format gitlab
# data/owners.yaml là gốc; không sửa tệp này bằng tay.
# chưa có đầu mối tổng hợp
""",
}


@pytest.mark.parametrize("format_", FILES)
def test_the_files_of_forges(format_: str, owned: Path, run: Callable[..., Ran]) -> None:
    """They have only accounts on that forge, within their time."""
    assert run("owners", "--format", format_, "--as-of", "2023-08-10").out == FILES[format_]


def test_a_repository_that_is_the_data_folder(
    copy: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., Ran]
) -> None:
    """Patterns and places are from its root."""
    (copy / "owners.yaml").write_text(OWNERS, "utf-8")
    (copy / ".git").mkdir()
    monkeypatch.chdir(copy)
    arguments = ("--data", ".", "--as-of", "2023-08-10")
    made = run("owners", *arguments, "--format", "github").out
    (copy / "CODEOWNERS").write_text(made.replace("@yte", "@ai"), "utf-8")

    assert "\n/updates/so-y-te/ @yte @cat\n" in made
    assert run("check", *arguments, "--format", "concise").out.startswith("CODEOWNERS:1:1: ")


@pytest.mark.parametrize("login", ["a b", "x @y", "-x", "ả", '"x"'])
def test_a_login_that_the_file_cannot_express(login: str, owned: Path, run: Callable[..., Ran]) -> None:
    """It is left out, because it would be read as another rule."""
    text = OWNERS.replace("login: yte", f"login: {json.dumps(login, ensure_ascii=False)}")
    (owned / "owners.yaml").write_text(text, "utf-8")
    assert run("owners", "--format", "github", "--as-of", "2023-08-10").out.splitlines()[2:] == ["* @cat"]


def test_a_committed_file_that_is_stale(owned: Path, run: Callable[..., Ran]) -> None:
    """`check` compares it with the owners and says how to write it again; a person's own file is left alone."""
    made = owned.parent / ".github" / "CODEOWNERS"
    made.parent.mkdir()
    day = ("--as-of", "2023-08-10")
    assert run("owners", "--format", "github", "--output", str(made), *day).code == 0
    assert run("check", *day).code == 0

    (owned / "owners.yaml").write_text(OWNERS.replace("login: yte", "login: yte2"), "utf-8")
    ran = run("check", "--format", "json", *day)
    [finding] = json.loads(ran.out)["findings"]
    assert (ran.code, finding["code"], finding["path"], finding["file"]) == (
        1,
        "P332",
        ".github/CODEOWNERS",
        ".github/CODEOWNERS",
    )
    assert "plan190 owners --format github --output .github/CODEOWNERS --force" in finding["help"]

    made.write_text("* @somebody\n")
    assert run("check", *day).code == 0


def test_the_file_is_stale_when_an_owner_ends(owned: Path, run: Callable[..., Ran]) -> None:
    """The end of an owner's time changes who may approve."""
    text = OWNERS.replace("{forge: github, id: 103}", "{forge: github, id: 103, login: pho}")
    (owned / "owners.yaml").write_text(text, "utf-8")
    made = owned.parent / "CODEOWNERS"
    run("owners", "--format", "github", "--output", str(made), "--as-of", "2023-08-05")
    assert "@pho" in made.read_text("utf-8")
    assert run("check", "--as-of", "2023-08-05").code == 0
    assert run("check", "--as-of", "2023-08-06").code == 1


def test_owners_with_an_error_make_no_file_stale(owned: Path, run: Callable[..., Ran]) -> None:
    """A file from incomplete owners cannot be compared."""
    made = owned.parent / "CODEOWNERS"
    day = ("--as-of", "2023-08-10")
    run("owners", "--format", "github", "--output", str(made), *day)
    (owned / "owners.yaml").write_text(OWNERS.replace("{forge: github, id: 101, login: yte}", "{forge: x}"), "utf-8")
    codes = {finding["code"] for finding in json.loads(run("check", "--format", "json", *day).out)["findings"]}

    assert codes
    assert "P332" not in codes
