"""Who brought what into the repository, and changes of targets without a decision, from real repositories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.outputs import validated
from tests.review.repository import FRESH, Repo

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

    Check = Callable[..., list[dict[str, Any]]]
    History = Callable[..., list[dict[str, Any]]]

EXTENDED = """\
  - kind: extend
    id: gia-han-nv39
    date: 2023-07-05
    by: chu-tich-ubnd-tinh
    tasks: [39]
    until: 2023-12-30
    document: {number: 305/CV-HUCAU, date: 2023-07-05}
"""
SETTLED = """\
  - {kind: settle, id: tra-loi, date: 2023-07-05, by: chu-tich-ubnd-tinh, assumption: truoc-ngay, answer: Kể cả.}
"""
TASKS, DECISIONS, SO_Y_TE = "data/tasks.yaml", "data/decisions.yaml", "data/updates/so-y-te/2023-07.yaml"
JUNE, JULY = "month: 2023-06", "month: 2023-07"


@pytest.fixture
def at(repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> Repo:
    """The repository, in the current folder, which `run` changes too."""
    monkeypatch.chdir(repo.root)
    return repo


@pytest.fixture
def check(run: Callable[..., Ran]) -> Check:
    """Return the findings of `check --history` that are about the history."""

    def call() -> list[dict[str, Any]]:
        ran = run("check", "--history", "--as-of", "2023-12-31", "--lang", "en", "--format", "json")
        findings: list[dict[str, Any]] = validated("check", ran.out)["findings"]
        return [finding for finding in findings if finding["code"] in {"P415", "P416", "P901"}]

    return call


@pytest.fixture
def history(run: Callable[..., Ran]) -> History:
    """Return the rows of `show 39 --history`."""

    def call(number: str = "39", *arguments: str) -> list[dict[str, Any]]:
        ran = run("show", number, "--history", "--as-of", "2023-12-31", "--format", "json", *arguments)
        assert ran.code == 0, ran.err
        rows: list[dict[str, Any]] = validated("show", ran.out)["history"]
        return rows

    return call


def edit_task(repo: Repo, old: str, new: str) -> None:
    """Replace the text in task 39."""
    before, after = repo.read(TASKS).split("number: 39\n")
    assert old in after
    repo.write(TASKS, f"{before}number: 39\n{after.replace(old, new, 1)}")


def commit(repo: Repo, by: str, at: str = "2023-08-01T20:30:00Z") -> str:
    """Commit everything as this committer at this time and return the short hash."""
    repo.git("add", "-A")
    repo.git("commit", "-qm", "x", GIT_COMMITTER_NAME=by, GIT_COMMITTER_DATE=at)
    return repo.git("rev-parse", "HEAD")[:10]


def of_event(rows: list[dict[str, Any]], event: str) -> list[dict[str, Any]]:
    """Return the rows of one kind of event."""
    return [row for row in rows if row["event"]["event"] == event]


def test_a_changed_deadline_and_its_revert_are_two_events(at: Repo, check: Check, history: History) -> None:
    """Each names its commit and committer, and the date in the plan's time zone."""
    edit_task(at, JUNE, JULY)
    first = commit(at, "Người A")
    edit_task(at, JULY, JUNE)
    second = commit(at, "Người B", "2023-08-03T00:00:00Z")
    findings, rows = check(), of_event(history(), "target")

    assert findings[0]["message"] == (
        "tasks.39.deadline.rule changed from month 2023-06 to month 2023-07 without a decision "
        f"(commit {first} of 2 August 2023, Người A)"
    )
    assert [(finding["code"], finding["task"]) for finding in findings] == [("P415", 39), ("P415", 39)]
    assert [(row["event"]["from"], row["event"]["to"], row["added"]) for row in rows] == [
        (["month 2023-06"], ["month 2023-07"], {"commit": first, "day": "2023-08-02", "committer": "Người A"}),
        (["month 2023-07"], ["month 2023-06"], {"commit": second, "day": "2023-08-03", "committer": "Người B"}),
    ]
    assert of_event(history("39", "--known-at", "HEAD~2"), "target") == []


def test_only_a_decision_of_the_same_commit_is_linked(at: Repo, check: Check, history: History) -> None:
    """One that was recorded before or after is not, and a merge stands for all that it brought."""
    at.replace("data/plan.yaml", "before: exclusive", "before: inclusive")
    commit(at, "Người A")
    at.write(DECISIONS, at.read(DECISIONS) + SETTLED)
    commit(at, "Người A")
    assert [finding["code"] for finding in check()] == ["P415"]

    at.git("checkout", "-q", "main")
    at.git(
        "merge",
        "-q",
        "--no-ff",
        "-m",
        "nhập",
        "change",
        GIT_COMMITTER_NAME="Đầu mối",
        GIT_COMMITTER_DATE="2023-08-09T00:00:00Z",
    )
    assert check() == []
    assert [(row["event"]["decision"], row["added"]["committer"]) for row in of_event(history(), "target")] == [
        ("tra-loi", "Đầu mối")
    ]


def test_a_finding_of_the_history_can_be_waived(at: Repo, check: Check, run: Callable[..., Ran]) -> None:
    """Without --history its waiver is not reported as unused; with it, only if it is."""
    edit_task(at, JUNE, JULY)
    waiver = "{code: P415, task: 39, reason: Chép sai., by: cong-an-tinh, until: 2024-12-31}"
    at.write("data/waivers.yaml", f"waivers:\n  - {waiver}\n")
    assert [finding["code"] for finding in check()] == ["P901"]
    assert "P901" not in run("check", "--as-of", "2023-12-31").out

    commit(at, "Người A")
    assert [(finding["code"], finding["waived_by"] is not None) for finding in check()] == [("P415", True)]


@pytest.mark.parametrize("broken", ["tasks: [", None, "x" * 3_000_000])
def test_a_version_that_cannot_be_read_is_skipped(at: Repo, check: Check, broken: str | None) -> None:
    """The next one is compared with the last one before it; a file that is restored has not changed."""
    text = at.read(TASKS)
    at.write(TASKS, broken) if broken is not None else (at.root / TASKS).unlink()
    commit(at, "Người A")
    at.write(TASKS, text)
    commit(at, "Người B")
    assert [finding["code"] for finding in check()] == ["P416"]

    edit_task(at, JUNE, JULY)
    commit(at, "Người C")
    assert [finding["code"] for finding in check()] == ["P415", "P416"]


def test_line_ends_and_comments_change_no_target(at: Repo, check: Check, history: History) -> None:
    """A decision keeps the commit that added it; a report says that its file was changed."""
    for path in (TASKS, DECISIONS, SO_Y_TE):
        at.write(path, "# ghi chú\n" + at.read(path).replace("\n", "\r\n"))
    at.git("config", "core.autocrlf", "false")
    changed = commit(at, "Người A")

    assert check() == []
    (report,) = of_event(history("35"), "reported")
    (decision,) = of_event(history("44"), "decided")
    assert (report["added"]["committer"], report["changed"]["commit"]) == ("Ai đó", changed)
    assert (decision["added"]["committer"], decision["changed"], decision["committed"]) == ("Ai đó", None, True)


def test_what_is_not_committed_says_so(at: Repo, history: History, run: Callable[..., Ran]) -> None:
    """A new report and decision have no commit; a changed report has those before the change."""
    at.replace(SO_Y_TE, "progress: 40", "progress: 45")
    at.write("data/updates/so-y-te/2023-08.yaml", FRESH)
    at.write(DECISIONS, at.read(DECISIONS) + EXTENDED)
    reports, (decision,) = of_event(history("35"), "reported"), of_event(history(), "decided")
    text = run("show", "35", "--history", "--as-of", "2023-12-31", "--lang", "en").out

    assert [(row["added"] is not None, row["committed"]) for row in (*reports, decision)] == [
        (True, False),
        (False, False),
        (False, False),
    ]
    assert ("not committed yet" in text, "the present version is not committed yet" in text) == (True, True)


def test_withdrawn_and_replaced_entries_are_in_the_history(at: Repo, history: History) -> None:
    """Everything that was reported or decided is, with the date on which it ceased to count."""
    old = {"gia-han-nv44": "2023-09-30"}
    second = EXTENDED.replace("[39]", "[44]").replace("nv39", "nv44-lai") + "    corrects: gia-han-nv44\n"
    third = (
        "  - {kind: withdraw, id: rut, date: 2023-07-20, by: cong-an-tinh, why: Nhầm., corrects: gia-han-nv44-lai}\n"
    )
    at.write(DECISIONS, at.read(DECISIONS) + second + third)
    at.write(SO_Y_TE, at.read(SO_Y_TE) + "withdrawn: {date: 2023-07-14, why: Nhầm tháng.}\n")
    rows = history("44")
    withdrawn = history("35", "--agency", "so-y-te")

    assert [(row["event"]["id"], row["event"]["cancelled_by"]) for row in of_event(rows, "decided")] == [
        (*old, None),
        ("gia-han-nv44-lai", "rut"),
        ("rut", None),
    ]
    (report,), (withdrawal,) = of_event(withdrawn, "reported"), of_event(withdrawn, "withdrawn")
    assert report["event"]["withdrawn_on"] == withdrawal["event"]["day"] == "2023-07-14"


def test_the_history_of_one_agency(at: Repo, history: History, run: Callable[..., Ran]) -> None:
    """It has its own reports, and the contributions of an agency that cooperates."""
    reported = of_event(history("66", "--agency", "so-noi-vu"), "reported")
    contributed = of_event(history("5", "--agency", "so y te"), "contributed")
    none = run("show", "39", "--history", "--agency", "so-y-te")
    alone = run("show", "39", "--agency", "so-y-te")

    assert {row["event"]["agency"] for row in reported} == {"so-noi-vu"}
    assert {row["event"]["agency"] for row in contributed} == {"so-y-te"}
    assert (none.code, alone.code, "--history" in alone.err) == (2, 2, True)


def test_without_a_repository_only_the_files_are_known(copy: Any, history: History, run: Callable[..., Ran]) -> None:
    """`show --history` works without commits; `check --history` cannot."""
    rows = history("39", "--data", str(copy))
    ran = run("check", "--history", "--data", str(copy))

    assert [(row["added"], row["committed"]) for row in rows] == [(None, None)] * len(rows)
    assert (ran.code, ran.out) == (2, "")


def test_a_repository_without_commits_and_a_shallow_one(at: Repo, history: History, run: Callable[..., Ran]) -> None:
    """Nothing is committed in the first; in the second, the history is not known."""
    at.git("clone", "-q", "--depth", "1", f"file://{at.root}", "shallow")
    shallow = run("show", "35", "--history", "--data", "shallow/data")
    at.git("update-ref", "-d", "refs/heads/change")

    assert (shallow.code, "shallow" in shallow.err or "nông" in shallow.err) == (2, True)
    assert {row["committed"] for row in of_event(history("35"), "reported")} == {False}
