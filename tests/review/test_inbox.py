"""`plan190 inbox`: the open branches, each with the verdict that `review` gives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from plan190.review.read import CommittedData
from tests.outputs import validated
from tests.review.repository import AUGUST, FRESH, TODAY, Repo

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

Inbox = dict[str, Any]
OWN = "data/updates/so-y-te/2023-08.yaml"
CLAIM = (
    FRESH
    + """\
  - task: 62
    state: done
    done_on: 2023-08-01
    evidence: [{title: Quyết định, number: 62/QĐ-HUCAU, date: 2023-08-01}]
"""
)


@pytest.fixture
def inbox(repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Inbox]:
    """Return the function that returns the valid JSON output of the command in the repository."""
    monkeypatch.chdir(repo.root)

    def call(*arguments: str) -> Inbox:
        ran = run("inbox", *arguments, "--as-of", TODAY, "--format", "json")
        assert ran.code == 0, ran.err
        return dict(validated("inbox", ran.out))

    return call


def branch(repo: Repo, name: str, path: str = OWN, text: str = FRESH, start: str = "main") -> None:
    """Create a branch with one commit that writes a file, and return to `main`."""
    repo.git("checkout", "--quiet", "-b", name, start)
    repo.write(path, text)
    repo.commit()
    repo.git("checkout", "--quiet", "main")


def verdicts(facts: Inbox) -> dict[str, str]:
    """Return the verdict of each listed branch."""
    return {item["branch"]: item["verdict"] for item in facts["branches"]}


def test_each_open_branch_has_its_reports_and_its_verdict(repo: Repo, inbox: Callable[..., Inbox]) -> None:
    """Merged branches and those that change no data are left out."""
    branch(repo, "good", text=CLAIM)
    branch(repo, "bad", text=FRESH.replace("state: in_progress", "state: working"))
    branch(repo, "clash", "data/updates/so-noi-vu/2023-08.yaml", AUGUST.replace("10", "20"))
    branch(repo, "code", "README.md", "x\n")
    branch(repo, "merged", "data/updates/so-noi-vu/2023-08.yaml", AUGUST.replace("10", "30"))
    repo.git("merge", "--quiet", "--no-ff", "merged")
    facts = inbox()

    assert verdicts(facts) == {"bad": "problems", "good": "accepted", "clash": "conflicts"}
    by_name = {item["branch"]: item for item in facts["branches"]}
    assert [(report["agency"], report["period"]) for report in by_name["good"]["reports"]] == [("so-y-te", "2023-08")]
    assert {name: item["claims"] for name, item in by_name.items()} == {"good": 1, "bad": 0, "clash": 0}
    assert {name: item["conflicts"] for name, item in by_name.items()} == {"good": 0, "bad": 0, "clash": 1}


def test_the_numbers_are_those_of_the_review(repo: Repo, inbox: Callable[..., Inbox], run: Callable[..., Ran]) -> None:
    """Errors, warnings and verdict, for branches with and without problems."""
    texts = (FRESH, CLAIM, FRESH.replace("state: in_progress", "state: x"), FRESH + "  - task: 21\n    state: done\n")
    for number, text in enumerate(texts):
        branch(repo, f"b{number}", text=text)
    for item in inbox()["branches"]:
        ran = run("review", "--base", "main", "--head", item["branch"], "--as-of", TODAY, "--format", "json")
        review = json.loads(ran.out)
        assert (item["errors"], item["warnings"]) == (review["counts"]["error"], review["counts"]["warning"])
        assert (item["verdict"] == "accepted") is review["outcome"]["accepted"]
        assert item["commit"] == review["run"]["head"]


def test_a_report_in_two_branches_is_named(
    repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both would be accepted, but only until the first one is merged."""
    monkeypatch.chdir(repo.root)
    branch(repo, "first")
    branch(repo, "second", text=CLAIM)
    out = run("inbox", "--as-of", TODAY, "--lang", "en").out
    assert "Several branches have the report so-y-te for 8/2023: first, second;" in " ".join(out.split())


def test_the_base_is_read_once(repo: Repo, inbox: Callable[..., Inbox], monkeypatch: pytest.MonkeyPatch) -> None:
    """However many branches there are; a branch in conflict is compared with the commit from which it started."""
    start = repo.git("rev-parse", "main")
    for number in range(5):
        branch(repo, f"b{number}", text=f"{FRESH}# {number}\n")
    for number in range(3):
        branch(repo, f"clash{number}", "data/decisions.yaml", f"decisions: []\n# {number}\n")
    repo.write("data/decisions.yaml", "decisions: []\n")
    end = repo.commit()
    read: list[str] = []
    original = CommittedData._read

    def counted(data: CommittedData, commit: str) -> Any:
        read.append(commit)
        return original(data, commit)

    monkeypatch.setattr(CommittedData, "_read", counted)
    assert len(inbox()["branches"]) == 8
    assert read == [end, start]


def test_nothing_is_written(repo: Repo, inbox: Callable[..., Inbox]) -> None:
    """The repository and the work tree stay byte for byte as they are."""
    branch(repo, "b")
    before = {path: path.stat().st_mtime_ns for path in repo.root.rglob("*")}
    inbox()
    assert {path: path.stat().st_mtime_ns for path in repo.root.rglob("*")} == before


def test_the_branches_of_the_remote_are_the_default(repo: Repo, inbox: Callable[..., Inbox]) -> None:
    """They are compared with the main branch of the remote; local branches need a pattern."""
    branch(repo, "b")
    commit = repo.git("rev-parse", "b")
    branch(repo, "own", text=CLAIM)
    repo.git("remote", "add", "origin", "/does/not/exist")
    repo.git("update-ref", "refs/remotes/origin/main", "main")
    repo.git("update-ref", "refs/remotes/origin/report", commit)
    repo.git("update-ref", "refs/remotes/origin/pr/7", commit)
    facts = inbox()

    assert facts["run"]["base"] == "origin/main"
    assert [(item["branch"], item["others"]) for item in facts["branches"]] == [("origin/pr/7", ["origin/report"])]
    assert verdicts(inbox("origin")) == verdicts(facts)
    assert set(verdicts(inbox("--branches", "o*n"))) == {"own"}


def test_the_pull_requests_of_a_forge_are_found_by_their_references(repo: Repo, inbox: Callable[..., Inbox]) -> None:
    """A pattern that begins with `refs/` is compared with the full names."""
    branch(repo, "b")
    repo.git("update-ref", "refs/pull/7/head", "b")
    repo.git("branch", "--quiet", "-D", "b")
    assert verdicts(inbox("--branches", "refs/pull/*/head")) == {"refs/pull/7/head": "accepted"}
    assert verdicts(inbox("--branches", "*")) == {}


def test_a_hostile_name_is_harmless(repo: Repo, inbox: Callable[..., Inbox], run: Callable[..., Ran]) -> None:
    """No personal data, terminal escapes or marks that change the direction of text, and no command to run."""
    branch(repo, "a-0912345678-\x9b31m\u202e$(id)")
    assert inbox()["branches"][0]["branch"] == "a-••••••••••-\\x9b31m\\u202e$(id)"
    out = run("inbox", "--as-of", TODAY).out
    assert not {"\x9b", "\u202e", "0912345678"} & set(out.split("-"))
    assert "plan190 review" in out
    assert "$(id)" not in out.partition("plan190 review")[2]


def test_a_branch_that_cannot_be_reviewed_is_named(repo: Repo, inbox: Callable[..., Inbox]) -> None:
    """One without common history stops no other."""
    branch(repo, "b")
    repo.git("checkout", "--quiet", "--orphan", "pages")
    repo.commit()
    repo.git("checkout", "--quiet", "main")
    facts = inbox("--lang", "en")

    assert verdicts(facts) == {"b": "accepted"}
    assert [item["branch"] for item in facts["unread"]] == ["pages"]
    assert "no common history" in facts["unread"][0]["error"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("upstream",), "no remote"),
        (("origin", "--branches", "x"), "not both"),
        (("--base", "nothing"), "nothing"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], message: str, inbox: object, run: Callable[..., Ran]) -> None:
    """Exit code 2 and a sentence."""
    ran = run("inbox", *arguments, "--lang", "en")
    assert (ran.code, message in ran.err) == (2, True)
    assert inbox


def test_a_repository_without_main_branch(repo: Repo, inbox: object, run: Callable[..., Ran]) -> None:
    """The base must then be named."""
    repo.git("branch", "-m", "main", "trunk")
    assert run("inbox").code == 2
    assert run("inbox", "--base", "trunk", "--as-of", TODAY).code == 0
    assert inbox


def test_a_plan_with_errors_on_the_base(repo: Repo, inbox: object, run: Callable[..., Ran]) -> None:
    """No branch can be reviewed: exit code 2 with the first error."""
    repo.git("checkout", "--quiet", "main")
    repo.replace("data/plan.yaml", "tasks: 67", "tasks: many")
    repo.commit()
    ran = run("inbox", "--as-of", TODAY, "--lang", "en")
    assert (ran.code, "data/plan.yaml" in ran.err) == (2, True)
    assert inbox
