"""`plan190 trend`: each month is judged with the data of the last commit up to its end."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from plan190.words.text import one_line
from tests.conftest import EXAMPLE
from tests.outputs import validated
from tests.review.repository import Repo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

    Run = Callable[..., Ran]

AS_OF = ("--as-of", "2023-11-15")


def commit(repo: Repo, day: str) -> str:
    """Commit all files at noon of this day in Viet Nam, and return the hash."""
    repo.git("add", "-A")
    repo.git("commit", "-q", "--allow-empty", "-m", day, GIT_COMMITTER_DATE=f"{day}T12:00:00+0700")
    return repo.git("rev-parse", "HEAD")


@pytest.fixture
def history(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A repository as the current folder: no data in June, data with errors in September, the quarter in October."""
    assert run is not None  # it must change the folder first
    repo = Repo(tmp_path / "repo")
    repo.root.mkdir()
    monkeypatch.chdir(repo.root)
    repo.git("init", "-q", "-b", "main")
    repo.write("data/README.md", "x")
    commit(repo, "2023-06-20")
    shutil.copytree(EXAMPLE, repo.root / "data", dirs_exist_ok=True)
    august = list(repo.root.glob("data/updates/*/2023-0[89].yaml"))
    decisions = repo.read("data/decisions.yaml")
    for path in august:
        path.rename(tmp_path / f"{path.parent.name}-{path.name}")
    repo.write("data/decisions.yaml", "decisions: []\n")
    commit(repo, "2023-07-20")
    tasks = repo.read("data/tasks.yaml")
    repo.write("data/tasks.yaml", "tasks: [")
    commit(repo, "2023-09-05")
    repo.write("data/tasks.yaml", tasks)
    repo.write("data/decisions.yaml", decisions)
    for path in august:
        (tmp_path / f"{path.parent.name}-{path.name}").rename(path)
    commit(repo, "2023-10-05")
    return repo


def months(run: Run, *arguments: str) -> list[dict[str, Any]]:
    """Return the months in the JSON output of the command."""
    ran = run("trend", *AS_OF, "--format", "json", *arguments)
    assert ran.code in {0, 1}, ran.err
    result: list[dict[str, Any]] = validated("trend", ran.out)["months"]
    return result


def test_each_month_is_the_status_as_known_then(run: Run, history: Repo) -> None:
    """The same figures as `status` as of the date and known at it; before the first data: the data of now."""
    june, *later = months(run)
    commits = [month["known_at"] and month["known_at"]["committed_on"] for month in (june, *later)]

    assert commits == [None, "2023-07-20", "2023-07-20", "2023-09-05", "2023-10-05", "2023-10-05"]
    for month in later:
        day = month["as_of"]
        ran = run("status", "--as-of", day, "--known-at", month["known_at"]["commit"], "--format", "json")
        if month["obligations"] is None:
            assert (day, ran.code, month["reports"]) == ("2023-09-30", 2, None)
            continue
        status = validated("status", ran.out)
        assert month["obligations"]["by_state"] == status["totals"]["obligations_by_state"]
        assert month["reports"].items() <= status["reports"].items()
    now = validated("status", run("status", "--as-of", "2023-06-30", "--format", "json").out)
    assert june["obligations"]["by_state"] == now["totals"]["obligations_by_state"]
    assert history.git("status", "--porcelain") == ""


def test_the_month_with_errors_has_a_reason(run: Run, history: Repo) -> None:
    """The other months have figures; the command shows the errors."""
    faulty = months(run)[3]["known_at"]["commit"][:10]
    shown = run("trend", *AS_OF, "--lang", "en").out

    assert f"plan190 check --known-at {faulty}" in shown
    assert f"2023-09-30  {'—':>5}" in shown
    assert "P101" in run("check", "--known-at", faulty).out
    assert run("trend", *AS_OF).code == 0
    assert history


def test_an_agency_and_the_number_of_months(run: Run, history: Repo) -> None:
    """Only what the agency owes counts; the members of a group add up."""
    last = months(run, "--months", "1", "--agency", "so-y-te")
    assert [month["as_of"] for month in last] == ["2023-11-15"]
    assert last[0]["reports"]["owed"] == 1
    by_agency = [
        months(run, "--months", "1", "--agency", agency)[0]["obligations"]["total"]
        for agency in ("ubnd-tp-dong-xoai", "grp-huyen")
    ]
    assert 0 < by_agency[0] < by_agency[1] < months(run, "--months", "1")[0]["obligations"]["total"]
    assert "plan190 trend --months 6" in run("trend", *AS_OF, "--months", "2").out
    assert history


def test_today_is_what_the_work_tree_contains(run: Run, history: Repo) -> None:
    """Uncommitted changes count for today, as in `status`; with `--known-at` they do not."""

    def last(*options: str) -> dict[str, Any]:
        result: dict[str, Any] = validated("trend", run("trend", *options, "--format", "json").out)["months"][-1]
        return result

    history.git("rm", "-q", "data/updates/ban-dan-toc/2023-09.yaml", "data/updates/hoi-ccb-tinh/2023-07.yaml")
    status = validated("status", run("status", "--format", "json").out)
    now, committed = last(), last("--known-at", "HEAD")

    assert now["known_at"] is None
    assert now["obligations"]["by_state"] == status["totals"]["obligations_by_state"]
    assert committed["obligations"] != now["obligations"]
    assert committed["known_at"]["committed_on"] == "2023-10-05"


def test_without_a_repository_all_months_have_the_data_of_now(run: Run, tmp_path: Path) -> None:
    """So it is in a repository without commits."""
    shutil.copytree(EXAMPLE, tmp_path / "data")
    data = ("--data", str(tmp_path / "data"))
    alone = months(run, *data)
    Repo(tmp_path).git("init", "-q")

    assert {month["known_at"] for month in alone} == {None}
    assert months(run, *data) == alone


def test_the_cache_changes_nothing(history: Repo, run_both: Callable[..., Ran]) -> None:
    """The second run reads the cached counts; reports left out by an error are stated in both."""
    history.replace("data/updates/so-y-te/2023-08.yaml", "state: ", "state ")
    commit(history, "2023-10-20")
    for _ in range(2):
        ran = run_both("trend", *AS_OF, "--lang", "en")
        assert "leave out: 30 June 2023: 1; 31 October 2023: 1; 15 November 2023: 1." in one_line(ran.out)


def test_a_later_run_checks_nothing_again(run: Run, history: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """The counts are cached, and so are the months with errors; only today is assessed."""
    history.replace("data/updates/so-y-te/2023-08.yaml", "state: ", "state ")
    commit(history, "2023-10-20")
    history.replace("data/updates/so-y-te/2023-08.yaml", "state ", "state: ")
    first = months(run)
    monkeypatch.delattr("plan190.checks.checked_data.load_and_check")

    assert [month["obligations"] is None for month in first] == [False, False, False, True, False, False]
    assert months(run) == first


def test_an_error_that_time_may_remove_is_not_cached(run: Run, history: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report dated after today is left out until its date has come."""
    monkeypatch.setattr("plan190.cli.clock.today", lambda _: date(2023, 10, 3))
    history.replace("data/updates/hoi-ccb-tinh/2023-09.yaml", "reported_on: 2023-09", "reported_on: 2023-10")
    history.git("commit", "-qam", "x", "--amend", GIT_COMMITTER_DATE="2023-09-28T12:00:00+0700")
    before = months(run)
    monkeypatch.setattr("plan190.cli.clock.today", lambda _: date(2023, 11, 15))

    assert [month["left_out"] for month in (before[3], months(run)[3])] == [1, 0]
