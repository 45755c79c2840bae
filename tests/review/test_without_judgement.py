"""Changes that touch no data, and changes while nobody is entered as an owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import DATA
from tests.review.conftest import charged
from tests.review.repository import FRESH, OWNERS, Repo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

    Review = Callable[..., tuple[int, dict[str, Any]]]

OWN = "data/updates/so-y-te/2023-08.yaml"
STRANGER, YTE, COORDINATOR = "github:999", "github:101", "github:1"
NOBODY = {"no file": None, "no text": "", "only a comment": "# x\n", "no owners": "owners: []\n", "the real file": None}


def on_main(repo: Repo, path: str, text: str | None) -> None:
    """Write the file on the main branch, or remove it, and begin the change there."""
    repo.git("checkout", "--quiet", "main")
    if text is None:
        repo.git("rm", "--quiet", path)
    else:
        repo.write(path, text)
    repo.commit()
    repo.git("checkout", "--quiet", "-B", "change")


def codes(facts: dict[str, Any]) -> list[str]:
    """Return the codes of the new findings."""
    return [finding["code"] for finding in facts["findings"] if finding["new"]]


# --- no data ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("actor", [STRANGER, YTE, "github:103", COORDINATOR, None])
def test_a_change_without_data_is_accepted_from_everybody(actor: str | None, repo: Repo, review: Review) -> None:
    """Documents and code of anybody pass; the result says that they were not reviewed."""
    repo.write("docs/x.md", "x\n")
    repo.write("plan190/x.py", "x = 1\n")
    repo.commit()
    code, facts = review(actor)

    assert (code, facts["findings"], facts["outcome"]["reviewed"]) == (0, [], False)


def test_the_text_says_that_it_was_not_reviewed(
    repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, without the next steps of a report."""
    monkeypatch.chdir(repo.root)
    repo.write("README.md", "x\n")
    repo.commit()
    out = run("review", "--base", "main", "--actor", STRANGER, "--lang", "en").out

    assert "Accepted: this change touches no data file, so plan190 did not review it." in out
    assert "What happens next" not in out


@pytest.mark.parametrize("broken", ["owners: x\n", "owners: []\n"])
def test_faults_of_the_base_do_not_matter(broken: str, repo: Repo, review: Review) -> None:
    """Neither invalid or missing owners nor an invalid plan prevent a change of the documents."""
    on_main(repo, "data/owners.yaml", broken)
    on_main(repo, "data/tasks.yaml", "tasks: x\n")
    repo.write("README.md", "x\n")
    repo.commit()

    assert review(STRANGER)[0] == 0


def test_a_main_branch_that_moved_on_does_not_matter(repo: Repo, review: Review) -> None:
    """Data that only the main branch has changed are not part of the change."""
    repo.write("README.md", "x\n")
    repo.commit()
    repo.git("checkout", "--quiet", "main")
    repo.replace("data/updates/so-noi-vu/2023-08.yaml", "progress: 10", "progress: 20")
    repo.commit()
    repo.git("checkout", "--quiet", "change")

    assert review(STRANGER)[1]["outcome"]["reviewed"] is False


def test_data_in_an_earlier_commit_are_reviewed(repo: Repo, review: Review) -> None:
    """Data that a later commit removes again stay in the history."""
    repo.write(OWN, FRESH + "# 0912345678\n")
    repo.commit()
    repo.git("rm", "--quiet", OWN)
    repo.write("README.md", "x\n")
    repo.commit()

    assert charged(review(YTE)[1]) == ["P329", "P401"]
    assert charged(review(STRANGER)[1]) == ["P329", "P407"]


def test_a_renamed_data_folder_is_reviewed(repo: Repo, review: Review) -> None:
    """Its files are removed from the data."""
    repo.git("mv", "data", "so-lieu")
    repo.commit()

    assert {"P403", "P407"} <= set(charged(review(STRANGER)[1]))


@pytest.mark.parametrize("mode", ["120000", "160000"])
@pytest.mark.parametrize("path", ["data", "Data", "data/x", "DATA/x"])
def test_links_and_submodules_at_the_data_folder_are_reviewed(mode: str, path: str, repo: Repo, review: Review) -> None:
    """Also if the path differs only in case."""
    if path == "data":
        repo.git("rm", "--quiet", "-r", "--cached", "data")
    repo.at(path, mode, b"elsewhere")
    repo.commit_index()

    assert "P407" in charged(review(STRANGER)[1])


# --- no owners -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NOBODY)
@pytest.mark.parametrize("actor", [STRANGER, COORDINATOR])
def test_without_owners_the_content_is_reviewed(name: str, actor: str, repo: Repo, review: Review) -> None:
    """A valid report is accepted with one warning."""
    text = (DATA / "owners.yaml").read_text("utf-8") if name == "the real file" else NOBODY[name]
    on_main(repo, "data/owners.yaml", text)
    repo.write(OWN, FRESH)
    repo.commit()
    code, facts = review(actor)

    assert (code, codes(facts)) == (0, ["P412"])
    assert facts["outcome"]["reports"][0]["agency"] == "so-y-te"


def test_without_owners_errors_in_the_content_are_rejected(repo: Repo, review: Review) -> None:
    """A closed period is changed, a decision is removed, a number is personal."""
    on_main(repo, "data/owners.yaml", "owners: []\n")
    repo.replace("data/updates/so-y-te/2023-07.yaml", "progress: 40", "progress: 45")
    repo.write("data/decisions.yaml", "decisions: []\n")
    repo.write(OWN, FRESH.replace("7 huyện", "7 huyện, gọi 0912345678"))
    repo.commit()

    assert charged(review(STRANGER)[1]) == ["P329", "P402", "P403"]


def test_the_first_owners_can_be_entered_by_a_change(repo: Repo, review: Review) -> None:
    """They do not count for the change itself."""
    on_main(repo, "data/owners.yaml", "owners: []\n")
    repo.write("data/owners.yaml", OWNERS)
    repo.commit()
    code, facts = review(COORDINATOR)

    assert (code, codes(facts)) == (0, ["P412"])


@pytest.mark.parametrize("text", ["owners: []\n", "", None])
def test_owners_emptied_in_the_same_change_still_judge_it(text: str | None, repo: Repo, review: Review) -> None:
    """The owners of the base decide who may send the change."""
    if text is None:
        repo.git("rm", "--quiet", "data/owners.yaml")
    else:
        repo.write("data/owners.yaml", text)
    repo.write("data/updates/so-noi-vu/2023-09.yaml", FRESH)
    repo.commit()

    assert "P401" in charged(review(YTE)[1])
    assert "P407" in charged(review(STRANGER)[1])


def test_owners_with_an_error_are_not_empty(
    repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An owner that cannot be read does not open the data to everybody."""
    monkeypatch.chdir(repo.root)
    on_main(repo, "data/owners.yaml", "owners:\n  - {id: x, rolle: coordinator}\n")
    repo.write(OWN, FRESH)
    repo.commit()

    report = tmp_path / "report"
    assert run("review", "--base", "main", "--actor", STRANGER, "--report", f"concise={report}").code == 2
    assert "data/owners.yaml:2:13: lỗi[P202]" in report.read_text("utf-8")


def test_a_plan_with_errors_in_both_commits_is_shown(
    repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The change cannot be reviewed; a CI service finds the errors in the files that were asked for."""
    monkeypatch.chdir(repo.root)
    text = (repo.root / "data/plan.yaml").read_text("utf-8")
    on_main(repo, "data/plan.yaml", text.replace("language: vi", "language: vx"))
    repo.write(OWN, FRESH)
    repo.commit()
    junit = tmp_path / "review.xml"
    ran = run("review", "--base", "main", "--format", "concise", "--report", f"junit={junit}")
    assert ran.code == 2
    assert "data/plan.yaml:" in ran.out
    assert b'type="P204 value-not-allowed"' in junit.read_bytes()


@pytest.mark.parametrize(
    ("actor", "hint"),
    [("github:yte", "--actor github:101"), ("github:ai-do", "https://api.github.com/users/NAME"), ("gitlab:x1", "id")],
)
def test_a_login_is_not_enough(repo: Repo, run: Callable[..., Ran], review: Review, actor: str, hint: str) -> None:
    """The number of the account is needed, and given if an owner has the login."""
    assert review("github:101")[0] == 0  # the fixture enters the repository
    ran = run("review", "--base", "main", "--actor", actor, "--lang", "en")

    assert (ran.code, ran.out) == (2, "")
    assert hint in ran.err
