"""`--known-at`: what the repository contained then, judged as of any date."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from plan190.load import git
from tests.review.repository import FRESH, Repo, fresh

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

    Run = Callable[..., Ran]

AS_OF = ("--as-of", "2023-09-14")


def at(day: str) -> dict[str, str]:
    """Return the environment in which git commits at noon of this day in Viet Nam."""
    return {"GIT_COMMITTER_DATE": f"{day}T12:00:00+0700"}


def committed(repo: Repo, day: str) -> str:
    """Commit all files on this day and return the hash."""
    repo.git("add", "-A")
    repo.git("commit", "-q", "--allow-empty", "-m", day, **at(day))
    return repo.git("rev-parse", "HEAD")


@pytest.fixture
def history(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> tuple[Repo, str]:
    """The current folder is a repository; after the commit of 14/9/2023, reports, a decision and the plan changed."""
    assert run is not None  # it must change the folder first
    repo = fresh(tmp_path)
    monkeypatch.chdir(repo.root)
    first = committed(repo, "2023-09-14")
    repo.write("data/updates/so-y-te/2023-08.yaml", FRESH)
    repo.replace("data/decisions.yaml", "2023-09-30", "2023-12-31")
    repo.replace("data/plan.yaml", "soon: 7", "soon: 40")
    committed(repo, "2023-10-02")
    return repo, first


def facts(run: Run, *arguments: str) -> dict[str, Any]:
    """Return the JSON output of a command."""
    ran = run(*arguments, "--format", "json")
    assert ran.code in {0, 1}, ran.err
    result: dict[str, Any] = json.loads(ran.out)
    return result


def test_the_figures_of_then(run: Run, history: tuple[Repo, str]) -> None:
    """Later commits changed the reports, a decision and the plan; the answer of then is the same, by commit or date."""
    repo, first = history
    now = facts(run, "status", *AS_OF)
    repo.git("checkout", "-q", first)
    then = facts(run, "status", *AS_OF)
    repo.git("checkout", "-q", "change")

    assert now["totals"] != then["totals"]
    for asked in (first, "HEAD~1", "14/9/2023", "2023-10-01"):
        known = facts(run, "status", *AS_OF, "--known-at", asked)
        assert known.pop("known_at") == {"commit": first, "committed_on": "2023-09-14"}
        assert known == {key: value for key, value in then.items() if key != "known_at"}
    assert facts(run, "status", *AS_OF, "--known-at", "2030-01-01")["totals"] == now["totals"]


def test_the_view_names_the_commit_and_suggestions_repeat_it(run: Run, history: tuple[Repo, str]) -> None:
    """In both languages; the default of the as-of date is still today."""
    _, first = history
    shown = run("status", "--brief", "--known-at", first, *AS_OF, "--lang", "en").out
    assert shown.count(f"Data of commit {first[:10]}, 14 September 2023.") == 1
    assert f"--known-at {first[:10]}" in shown
    assert f"Số liệu theo commit {first[:10]}, ngày 14/9/2023." in run("overdue", "--known-at", first, *AS_OF).out
    assert facts(run, "status", "--known-at", first)["as_of"] == facts(run, "status")["as_of"]


def test_a_report_as_known_then_is_verified(run: Run, history: tuple[Repo, str]) -> None:
    """Its provenance names the commit in the command; the report of another commit does not match."""
    repo, first = history
    assert run("report", "monthly", "--known-at", "HEAD~1", *AS_OF, "--output", "x.md").code == 0
    text = Path("x.md").read_text("utf-8")
    head = repo.git("rev-parse", "HEAD")

    assert f"Số liệu theo commit {first[:10]}, ngày 14/9/2023." in text
    assert f"--known-at {first} --as-of 2023-09-14" in " ".join(text.split())
    assert run("verify", "x.md").code == 0
    Path("y.md").write_text(text.replace(first, head), "utf-8")
    assert run("verify", "y.md").code == 1
    Path("y.md").write_text(text.replace(f"--known-at {first}", f"--known-at {head}"), "utf-8")
    assert run("verify", "y.md").code == 2


def test_dates_that_do_not_ascend(run: Run, history: tuple[Repo, str]) -> None:
    """The newest commit of the branch that is old enough counts, although an older one has a later date."""
    repo, _ = history
    committed(repo, "2031-01-01")
    rebased = committed(repo, "2023-09-01")

    assert facts(run, "status", *AS_OF, "--known-at", "2023-09-20")["known_at"]["commit"] == rebased


def test_a_merge_counts_from_its_own_date(run: Run, history: tuple[Repo, str]) -> None:
    """What a branch contained earlier was not yet known on main."""
    repo, first = history
    repo.git("checkout", "-q", "-b", "other", first)
    repo.write("x", "")
    committed(repo, "2023-09-15")
    repo.git("checkout", "-q", "change")
    repo.git("merge", "-q", "--no-ff", "-m", "x", "other", **at("2023-11-01"))

    assert facts(run, "status", "--known-at", "2023-09-16")["known_at"]["commit"] == first


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--known-at", "nope\x1b"), "“nope\\x1b” không phải là ngày"),
        (("--known-at", "--output=x"), "“--output=x” không phải là ngày"),
        (("--known-at", "31/9/2023"), "“31/9/2023”"),
        (("--known-at", "1/7/2023"), "không có commit nào đến hết ngày 1/7/2023; commit đầu tiên là ngày "),
        (("--known-at", "HEAD", "--data", "other"), "không có thư mục dữ liệu other"),
        (("--known-at", "HEAD", "--data", "/"), "/ không nằm trong kho git"),
    ],
)
def test_what_cannot_be_known(run: Run, history: tuple[Repo, str], options: tuple[str, ...], message: str) -> None:
    """Each is one sentence that says what to do."""
    assert history
    ran = run("status", *options)

    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert ran.err.count("\n") == 1


def test_a_repository_without_commits_or_with_a_part_of_them(
    run: Run, history: tuple[Repo, str], tmp_path: Path
) -> None:
    """A commit without data is named, and so is a shallow clone."""
    repo, _ = history
    Repo(tmp_path / "new").root.mkdir()
    repo.git("init", "-q", str(tmp_path / "new"))
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.root}", str(tmp_path / "part"))
    for name, message in (("new", "không phải là ngày"), ("part", "git fetch --unshallow")):
        folder = tmp_path / name / "data"
        folder.mkdir(exist_ok=True)
        assert message in run("status", "--known-at", "HEAD", "--data", str(folder)).err
    repo.git("mv", "data", "du-lieu")
    head = committed(repo, "2023-12-01")
    assert run("status", "--data", "du-lieu", "--known-at", head).code == 0
    assert f"{head[:10]} không có thư mục dữ liệu data" in run("status", "--data", "data", "--known-at", head).err
    assert run("status", "--data", "data", "--known-at", "HEAD~1").code == 0


def test_data_with_errors_are_refused_as_in_the_work_tree(run: Run, history: tuple[Repo, str]) -> None:
    """`check --known-at` lists the errors, and repairs nothing."""
    repo, _ = history
    good = repo.read("data/tasks.yaml")
    repo.write("data/tasks.yaml", "tasks: [")
    bad = committed(repo, "2023-11-01")
    repo.write("data/tasks.yaml", good)
    ran = run("status", "--known-at", bad)

    assert ran.code == 2
    assert f"plan190 check --known-at {bad[:10]}" in ran.err
    assert "P101" in run("check", "--known-at", bad).out
    assert run("check").code == 0
    assert "--known-at" in run("check", "--fix", "--known-at", bad).err
    assert repo.read("data/tasks.yaml") == good


def test_only_files_that_differ_are_read(run: Run, history: tuple[Repo, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """After a run on the work tree, the earlier commit needs three changed files; a second run needs none."""
    _, first = history
    monkeypatch.setenv("PLAN190_CACHE", "cache")
    facts(run, "status", *AS_OF)
    read: list[str] = []
    blobs = git.Repository.blobs
    monkeypatch.setattr(git.Repository, "blobs", lambda self, oids: blobs(self, read_now(oids)))

    def read_now(oids: Any) -> list[str]:
        wanted = sorted(oids)
        read.extend(wanted)
        return wanted

    facts(run, "status", *AS_OF, "--known-at", first)
    assert len(set(read)) <= 4
    read.clear()
    facts(run, "status", *AS_OF, "--known-at", first)
    assert read == []
