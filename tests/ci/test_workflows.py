"""The workflows, run by their own lines: what is judged by whom, what a forged result can do, what is posted."""

from __future__ import annotations

import io
import json
import re
import tarfile
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from tests.ci.runner import WORKFLOWS, Runner, steps_of, text_of
from tests.conftest import ROOT
from tests.review.repository import FRESH, Repo, fresh

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GITHUB = ROOT / ".github" / "workflows"
REPOSITORY = "repos/tinh/ke-hoach"
BASE = "github.event.pull_request.base.ref || github.event.merge_group.base_sha"
HEAD = "github.event.pull_request.head.sha || github.event.merge_group.head_sha"
ACTOR = "github.event.pull_request && format('github:{0}', github.event.pull_request.user.id) || ''"
CLERK, STRANGER = "github:101", "github:999"
NASTY = "x\"; $(touch ../pwned) `touch ../pwned`; '#"


def origin_of(repo: Repo, head: str) -> Path:
    """Return the forge's repository: the main branch, and the head of a pull request that is on no branch."""
    bare = repo.root.parent / "origin.git"
    repo.git("clone", "--quiet", "--bare", "--branch", "main", "--single-branch", str(repo.root), str(bare))
    repo.git("push", "--quiet", str(bare), f"{head}:refs/pull/7/head")
    return bare


def pull_request(tmp_path: Path, head: str, repo: Repo, actor: str = CLERK, event: str = "pull_request") -> Runner:
    """Return a machine that runs for pull request 7."""
    number = "7" if event == "pull_request" else ""
    runner = Runner(tmp_path / "runner", origin_of(repo, head))
    runner.contexts |= {
        BASE: "main" if number else repo.git("rev-parse", "main"),
        HEAD: head,
        ACTOR: actor,
        "github.event.pull_request.number": number,
        "github.token": "not-a-token",
        "github.event_name == 'pull_request'": str(event == "pull_request").lower(),
    }
    runner.environment |= {
        "GITHUB_EVENT_NAME": event,
        "GITHUB_REF": "refs/pull/7/merge" if number else "refs/pull/7/head",
        "GITHUB_HEAD_REF": NASTY,
    }
    return runner


def review(runner: Runner) -> int:
    """Run the job of a pull request."""
    return runner.play(text_of(GITHUB / "pull-request.yml")["jobs"]["review"])


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A repository of the plan, on a branch that asks for something."""
    return fresh(tmp_path)


def good(repo: Repo) -> str:
    """Commit a right report and return the commit."""
    repo.write("data/updates/so-y-te/2023-08.yaml", FRESH)
    return repo.commit()


def test_a_good_pull_request_passes(tmp_path: Path, repo: Repo) -> None:
    """Exit 0, a result and the number to hand on, a summary, and nothing of the head in the folder."""
    runner = pull_request(tmp_path, good(repo), repo)

    assert review(runner) == 0, runner.output
    kept = runner.artifacts["plan190-review"]
    assert kept["number"] == b"7"
    assert json.loads(kept["result.json"])["outcome"]["accepted"] is True
    assert "Sở Y tế" in runner.summary
    assert not (runner.work / "data/updates/so-y-te/2023-08.yaml").exists()
    assert str(ROOT) in (runner.root / "stubs" / "pip.log").read_text()


def test_a_bad_pull_request_fails_and_leaves_its_result(tmp_path: Path, repo: Repo) -> None:
    """Another agency's report: exit 1, and the result is there to be posted."""
    repo.replace("data/updates/so-noi-vu/2023-08.yaml", "progress: 10", "progress: 90")
    runner = pull_request(tmp_path, repo.commit(), repo)

    assert review(runner) == 1, runner.output
    kept = runner.artifacts["plan190-review"]
    assert kept["number"] == b"7"
    assert "P401" in {finding["code"] for finding in json.loads(kept["result.json"])["findings"]}
    assert "P401" in runner.summary


def test_who_was_struck_since_the_last_push_is_refused(tmp_path: Path, repo: Repo) -> None:
    """The branch to merge into counts as it is now, not as it was when the pull request was pushed."""
    head = good(repo)
    repo.git("checkout", "--quiet", "main")
    repo.replace("data/owners.yaml", "id: 101", "id: 105")
    repo.commit()
    runner = pull_request(tmp_path, head, repo)

    assert review(runner) == 1, runner.output
    assert "P407" in runner.summary


def test_a_stranger_is_refused_and_a_merge_queue_judges_the_content(tmp_path: Path, repo: Repo) -> None:
    """Who is no owner is refused; in a queue nobody in particular asks, and nothing is kept for a comment."""
    head = good(repo)
    assert review(pull_request(tmp_path / "a", head, repo, STRANGER)) == 1
    (repo.root.parent / "origin.git").rename(tmp_path / "old")
    queue = pull_request(tmp_path / "b", head, repo, "", "merge_group")

    assert review(queue) == 0, queue.output
    assert "plan190-review" not in queue.artifacts


def test_what_cannot_be_judged_is_no_success(tmp_path: Path, repo: Repo) -> None:
    """Without owners on the base: exit 2, the number is kept, and there is no result."""
    repo.git("switch", "--quiet", "main")
    (repo.root / "data" / "owners.yaml").unlink()
    repo.commit()
    repo.git("switch", "--quiet", "change")
    repo.git("reset", "--quiet", "--hard", "main")
    runner = pull_request(tmp_path, good(repo), repo)

    assert review(runner) == 2, runner.output
    assert runner.artifacts["plan190-review"] == {"number": b"7"}


def test_a_head_that_is_not_there_is_no_success(tmp_path: Path, repo: Repo) -> None:
    """A commit that the forge does not have stops the job before anything is judged."""
    runner = pull_request(tmp_path, good(repo), repo)
    runner.contexts[HEAD] = "1" * 40

    assert review(runner) != 0
    assert runner.artifacts["plan190-review"] == {"number": b"7"}
    assert not (runner.root / "stubs" / "pip.log").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("base", "main"),
        ("base", "--output=x"),
        ("head", "HEAD"),
        ("head", "1" * 40 + "\n"),
        ("actor", "github:1 --base=x"),
        ("actor", "github:cat"),
        ("data", "-x"),
        ("data", "/etc"),
        ("edit-url", "javascript:alert(1)"),
        ("args", "--lang $(id)"),
        ("args", "--lang\nen"),
    ],
)
def test_the_action_refuses_odd_inputs(tmp_path: Path, name: str, value: str) -> None:
    """Each input has a form; anything else is exit 2 before plan190 is called."""
    runner = Runner(tmp_path)
    runner.stub("plan190", "#!/bin/sh\ntouch called\n")
    inputs = {"base": "1" * 40, "head": "2" * 40, name: value}

    assert runner.step({"uses": "./", "with": inputs}, {}) == 2
    assert f"input {name} is not" in runner.output
    assert not (runner.work / "called").exists()


def test_the_action_hands_its_inputs_on(tmp_path: Path) -> None:
    """What is asked reaches plan190 word by word."""
    runner = Runner(tmp_path)
    runner.stub("plan190", '#!/bin/sh\nprintf "%s\\n" "$@" > called\nexit 1\n')
    inputs = {"base": "1" * 40, "head": "2" * 40, "actor": "gitlab:5", "data": "kế hoạch", "args": "--lang en"}

    assert runner.step({"uses": "./", "with": inputs}, {}) == 1
    called = (runner.work / "called").read_text("utf-8").split("\n")
    commits = ["--base=" + "1" * 40, "--head=" + "2" * 40]
    assert called[:7] == ["review", "--lang", "en", "--actor=gitlab:5", "--data=kế hoạch", *commits]
    assert runner.outputs["review"]["exit-code"] == "1"


def zipped(files: dict[str, bytes]) -> bytes:
    """Return an archive with these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def comment_runner(root: Path, head: str, artifact: bytes, **more: Any) -> Runner:
    """Return a machine of the default branch that runs after a run about pull request 7."""
    runner = Runner(root)
    runner.contexts |= {
        "github.token": "not-a-token",
        "github.event.workflow_run.id": "55",
        "github.event.workflow_run.html_url": "https://github.example/tinh/ke-hoach/actions/runs/55",
        "github.event.workflow_run.head_sha": head,
        "github.event.workflow_run.head_repository.id": "4711",
        "github.event.workflow_run.head_branch": NASTY,
    }
    runner.environment |= {"GITHUB_SHA": "d" * 40}
    old = {"id": 8, "name": "plan190-review", "expired": False, "size_in_bytes": 1}
    listed = {"id": 9, "name": "plan190-review", "expired": False, "size_in_bytes": len(artifact)}
    pull = {
        "head": {"sha": head, "ref": NASTY, "repo": {"id": 4711, "html_url": "https://github.example/can-bo/ke-hoach"}},
        "base": {"ref": "main", "repo": {"default_branch": "main"}},
        "state": "open",
        "changed_files": 1,
    }
    runner.answers(
        {
            f"{REPOSITORY}/actions/runs/55/artifacts?name=plan190-review": {
                "artifacts": [old, listed | more.get("listed", {})]
            },
            f"{REPOSITORY}/actions/artifacts/9/zip": artifact,
            f"{REPOSITORY}/pulls/7": pull | more.get("pull", {}),
            f"{REPOSITORY}/pulls/7/files?per_page=100": more.get(
                "files", [[{"filename": "data/updates/a/2023-08.yaml"}]]
            ),
            f"{REPOSITORY}/tarball/{'d' * 40}": source(),
            f"{REPOSITORY}/issues/7/comments?per_page=100": more.get("comments", [[]]),
            f"{REPOSITORY}/issues/7/comments": {},
            f"{REPOSITORY}/issues/comments/3": {},
        }
    )
    return runner


def source() -> bytes:
    """Return an archive as the forge makes it: everything below one folder."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name in ("constraints.txt", "pyproject.toml"):
            archive.add(ROOT / name, f"tinh-ke-hoach-d/{name}")
    return buffer.getvalue()


def comment(runner: Runner) -> int:
    """Run both jobs: the second one where the first gave a number, on a machine of its own."""
    jobs = text_of(GITHUB / "comment.yml")["jobs"]
    code = runner.play(jobs["render"])
    number = runner.outputs.get("result", {}).get("number", "")
    if code or not number:
        return code
    runner.contexts["needs.render.outputs.number"] = number
    return runner.play(jobs["post"])


@pytest.fixture
def result(tmp_path: Path, repo: Repo) -> tuple[str, bytes]:
    """The head of a bad pull request, and what its run left."""
    repo.replace("data/updates/so-noi-vu/2023-08.yaml", "progress: 10", "progress: 90")
    runner = pull_request(tmp_path, repo.commit(), repo)
    assert review(runner) == 1
    return runner.contexts[HEAD], runner.artifacts["plan190-review"]["result.json"]


def test_a_comment_is_created(tmp_path: Path, result: tuple[str, bytes]) -> None:
    """Where there is none, one is posted: marked, worded anew, with the way to the file on the branch."""
    head, data = result
    runner = comment_runner(tmp_path / "c", head, zipped({"number": b"7", "result.json": data}))

    assert comment(runner) == 0, runner.output
    [(method, path, body)] = runner.written()
    assert (method, path) == ("POST", f"{REPOSITORY}/issues/7/comments")
    assert body.startswith("<!-- plan190 -->\n")
    assert "P401" in body
    assert head[:10] in body
    assert "sửa cả" not in body
    assert not list(tmp_path.rglob("pwned"))


def posted(root: Path, head: str, data: bytes, **more: Any) -> list[tuple[str, str, Any]]:
    """Return what is written to the forge for a result."""
    runner = comment_runner(root, head, zipped({"number": b"7", "result.json": data}), **more)
    assert comment(runner) == 0, runner.output
    return runner.written()


def test_the_one_comment_is_edited_or_left(tmp_path: Path, result: tuple[str, bytes]) -> None:
    """Ours is edited in place when the words change, left when they do not; others that look alike are not ours."""
    head, data = result
    [(_, _, body)] = posted(tmp_path / "c1", head, data)
    bot = {"type": "Bot", "login": "github-actions[bot]"}
    others = [
        {"id": 1, "user": {"type": "User", "login": "ai-do"}, "body": "<!-- plan190 -->\nxin chào"},
        {"id": 2, "user": bot, "body": "chuyện khác"},
        {"id": 4, "user": None, "body": None},
    ]
    old = {"id": 3, "user": bot, "body": "<!-- plan190 -->\nlần trước"}
    same = {"id": 3, "user": bot, "body": body.replace("\n", "\r\n") + "\r\n"}

    assert posted(tmp_path / "c2", head, data, comments=[others, [old]]) == [
        ("PATCH", f"{REPOSITORY}/issues/comments/3", body)
    ]
    assert posted(tmp_path / "c3", head, data, comments=[others, [same]]) == []
    assert [write[0] for write in posted(tmp_path / "c4", head, data, comments=[others])] == ["POST"]


def test_a_change_of_the_judges_own_files_is_said_first(tmp_path: Path, result: tuple[str, bytes]) -> None:
    """Where a pull request changes the workflows, or has more files than are listed, its result is not trusted."""
    head, data = result
    moved = [[{"filename": "x.yml", "previous_filename": ".github/workflows/pull-request.yml"}]]

    cases: tuple[dict[str, Any], ...] = ({"files": moved}, {"pull": {"changed_files": 4000}})
    for number, more in enumerate(cases):
        [(_, _, body)] = posted(tmp_path / f"w{number}", head, data, **more)
        assert "sửa cả `.github/`" in body.split("\n")[1]


def test_what_could_not_be_judged_is_said(tmp_path: Path) -> None:
    """A run that left a number only: a fixed sentence, and where the log is."""
    runner = comment_runner(tmp_path, "a" * 40, zipped({"number": b"7"}))

    assert comment(runner) == 0, runner.output
    [(_, _, body)] = runner.written()
    assert "chưa xét được" in body
    assert body.endswith("/actions/runs/55")


def test_a_long_comment_is_cut(tmp_path: Path) -> None:
    """What the forge would refuse is cut at the end of a line."""
    runner = comment_runner(tmp_path, "a" * 40, b"")
    runner.contexts["needs.render.outputs.number"] = "7"
    lines = "".join(f"dòng {number}\n" for number in range(20_000))
    runner.artifacts["plan190-comment"] = {"comment.md": ("<!-- plan190 -->\n" + lines).encode()}

    assert runner.play(text_of(GITHUB / "comment.yml")["jobs"]["post"]) == 0, runner.output
    [(_, _, body)] = runner.written()
    assert 59_000 < len(body) < 60_010
    assert re.search(r"\ndòng [0-9]+\n\n…$", body)


def bomb() -> bytes:
    """Return a small archive that says it is small and unfolds to fifty megabytes."""
    return zipped({"number": b"7", "result.json": b" " * 50_000_000})


FORGED: dict[str, Callable[[], bytes]] = {
    "fifty megabytes": bomb,
    "a name outside": lambda: zipped({"number": b"7", "../result.json": b"{}"}),
    "a file more": lambda: zipped({"number": b"7", "result.json": b"{}", "plan190": b"x"}),
    "no number": lambda: zipped({"result.json": b"{}"}),
    "a number with words": lambda: zipped({"number": b"7; gh api", "result.json": b"{}"}),
    "a number with a line": lambda: zipped({"number": b"7\n", "result.json": b"{}"}),
    "no archive": lambda: b"<html>",
}
NO_RESULT = {
    "no JSON": b"<script>",
    "another form": b'{"outcome": {}, "run": {}, "findings": []}',
    "deep JSON": b"[" * 500_000,
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_result_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing is posted for what is not exactly an archive of ours, and plan190 is not even fetched."""
    runner = comment_runner(tmp_path, "a" * 40, FORGED[name]())

    assert comment(runner) != 0
    assert runner.written() == []
    assert not (runner.root / "stubs" / "pip.log").exists()
    assert "nothing is posted" in runner.output


@pytest.mark.parametrize("name", NO_RESULT)
def test_what_is_no_result_leaves_no_old_comment_standing(tmp_path: Path, name: str) -> None:
    """An earlier "accepted" is replaced by our own sentence that nothing could be judged; no word is of the result."""
    old = {"id": 3, "user": {"type": "Bot", "login": "github-actions[bot]"}, "body": "<!-- plan190 -->\nNhận được"}
    archive = zipped({"number": b"7", "result.json": NO_RESULT[name]})
    runner = comment_runner(tmp_path, "a" * 40, archive, comments=[[old]])

    assert comment(runner) == 0, runner.output
    [(method, _, body)] = runner.written()
    assert method == "PATCH"
    assert body == (
        "<!-- plan190 -->\nplan190 chưa xét được thay đổi này. Lý do ở cuối nhật ký: "
        "https://github.example/tinh/ke-hoach/actions/runs/55"
    )


def test_a_large_archive_is_not_fetched(tmp_path: Path) -> None:
    """What the forge says is too large is left where it is."""
    runner = comment_runner(tmp_path, "a" * 40, b"", listed={"size_in_bytes": 50_000_000})

    assert comment(runner) != 0
    assert len(runner.requests()) == 1


def test_another_pull_requests_number_is_left_alone(tmp_path: Path, result: tuple[str, bytes]) -> None:
    """The forge says which commit the pull request is at, and for which branch; no other result can be put there."""
    head, data = result
    archive = zipped({"number": b"7", "result.json": data})

    elsewhere = {"ref": "nhánh của tôi", "repo": {"default_branch": "main"}}
    mine = {"sha": head, "ref": NASTY, "repo": {"id": 4711, "html_url": "https://github.example/can-bo/ke-hoach"}}
    cases: tuple[dict[str, Any], ...] = (
        {"head": mine | {"sha": "b" * 40}},
        {"head": mine | {"ref": "nhánh khác"}},
        {"head": mine | {"repo": {"id": 8, "html_url": "https://github.example/khac/ke-hoach"}}},
        {"head": mine | {"repo": None}},
        {"state": "closed"},
        {"base": elsewhere},
    )
    for number, pull in enumerate(cases):
        runner = comment_runner(tmp_path / f"n{number}", head, archive, pull=pull)
        assert comment(runner) == 0
        assert runner.written() == []


def test_a_result_about_another_commit_is_not_posted(tmp_path: Path, result: tuple[str, bytes]) -> None:
    """A right result of an earlier commit is none of this one: nothing could be judged, it says."""
    _, data = result
    runner = comment_runner(tmp_path / "c", "a" * 40, zipped({"number": b"7", "result.json": data}))

    assert comment(runner) == 0
    [(_, _, body)] = runner.written()
    assert "chưa xét được" in body
    assert "P401" not in body


def test_words_in_a_result_stay_words(tmp_path: Path, result: tuple[str, bytes]) -> None:
    """Markup, mentions and commands in a forged result start nothing."""
    head, data = result
    evil = "<img src=x onerror=alert(1)> @tinh/moi-nguoi [x](javascript:1) ${{ github.token }} $(touch ../pwned)"
    facts = json.loads(data)
    facts["findings"][0]["message"] = evil
    facts["run"]["actor"] = evil
    [(_, _, body)] = posted(tmp_path / "c", head, json.dumps(facts).encode())

    assert "onerror" in body
    assert "<img" not in body.replace("\\<img", "")
    assert not re.search(r"(?<!`)@tinh", body)
    assert not list(tmp_path.rglob("pwned"))


def calendar(tmp_path: Path, day: str, event: str, *left_out: str) -> tuple[int, Runner]:
    """Run the scheduled job on a day of the month, without the steps of these names."""
    repo = fresh(tmp_path)
    runner = Runner(tmp_path / "runner", repo.root)
    repo.git("switch", "--quiet", "main")
    repo.write("constraints.txt", "# none\n")
    repo.commit()
    runner.environment |= {"GITHUB_EVENT_NAME": event}
    runner.stub("date", f'#!/bin/sh\n[ "$TZ" = Asia/Ho_Chi_Minh ] && echo {day}\n')
    job = text_of(GITHUB / "schedule.yml")["jobs"]["calendar"]
    names = {step["name"] for step in job["steps"]}
    assert names >= set(left_out)
    return runner.play(job | {"steps": [step for step in job["steps"] if step["name"] not in left_out]}), runner


def test_the_calendar(tmp_path: Path) -> None:
    """The data are right, deadlines are missed, so the job fails; missing reports are listed when asked for."""
    code, runner = calendar(tmp_path, "03", "workflow_dispatch")

    assert code == 1, runner.output
    kept = runner.artifacts["plan190-calendar"]
    assert json.loads(kept["gate.json"])["format"] == "plan190.gate"
    assert "missing.json" in kept
    assert "P501" in runner.summary


@pytest.mark.parametrize(("day", "listed"), [("14", False), ("15", True)])
def test_missing_reports_are_listed_on_the_fifteenth(tmp_path: Path, day: str, *, listed: bool) -> None:
    """In Vietnam, and on no other day."""
    code, runner = calendar(tmp_path, day, "schedule", "Check the files", "Check the deadlines")

    assert code == 0, runner.output
    assert ("missing.json" in runner.artifacts["plan190-calendar"]) is listed


def test_the_calendar_keeps_the_check_of_files_with_errors(tmp_path: Path) -> None:
    """What cannot be computed does not hide what was found: the summary of the check is there."""
    repo = fresh(tmp_path)
    runner = Runner(tmp_path / "runner", repo.root)
    repo.git("switch", "--quiet", "main")
    repo.write("constraints.txt", "# none\n")
    repo.replace("data/tasks.yaml", "number: 29", "number: 9999")
    repo.commit()
    runner.environment |= {"GITHUB_EVENT_NAME": "schedule"}

    assert runner.play(text_of(GITHUB / "schedule.yml")["jobs"]["calendar"]) == 1
    assert "check.json" in runner.artifacts["plan190-calendar"]


CURL = """\
#!/bin/sh
printf '%s\\n' "$@" > "$STUBS/curl.log"
while [ "$1" != --output ]; do shift; done
cp "$STUBS/asked.json" "$2"
"""


def gitlab(tmp_path: Path, repo: Repo, job: str, author: str = "101", **env: str) -> tuple[int, Runner]:
    """Run the script of a job of GitLab as its runner does: one shell for all lines, in a clone of the change."""
    runner = Runner(tmp_path / "runner")
    runner.stub("curl", CURL)
    (runner.root / "stubs" / "asked.json").write_text(author)
    repo.git("clone", "--quiet", str(repo.root), str(runner.work))
    lines: list[Any] = text_of(ROOT / ".gitlab-ci.yml")[job]["script"]
    script = "\n".join(line for entry in lines for line in (entry if isinstance(entry, list) else [entry]))
    environment = {
        "CI_DEFAULT_BRANCH": "main",
        "CI_COMMIT_SHA": repo.git("rev-parse", "change"),
        "CI_API_V4_URL": "https://gitlab.example/api/v4",
        "CI_MERGE_REQUEST_PROJECT_ID": "4",
        "CI_MERGE_REQUEST_IID": "7",
        "CI_JOB_TOKEN": "not-a-token",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": NASTY,
        "GITLAB_USER_ID": "1",
        "GITLAB_CI": "true",
        "TMPDIR": str(runner.temp),
        "GITHUB_ACTIONS": "",
    }
    return runner.run({"run": script}, environment | env), runner


def with_constraints(repo: Repo, forge: str = "gitlab") -> None:
    """Commit to the base what a real one has: pinned versions, and owners with accounts of this forge."""
    repo.git("switch", "--quiet", "main")
    repo.write("constraints.txt", "# none\n")
    repo.write("data/owners.yaml", repo.read("data/owners.yaml").replace("forge: github", f"forge: {forge}"))
    repo.commit()
    repo.git("switch", "--quiet", "change")
    repo.git("reset", "--quiet", "--hard", "main")


def author(number: int) -> str:
    """Return what GitLab's API says of a merge request."""
    return json.dumps({"iid": 7, "author": {"id": number, "username": "ai"}})


def test_gitlab_judges_for_who_opened_it(tmp_path: Path, repo: Repo) -> None:
    """The author counts, never who started the pipeline, who is the coordinator here."""
    with_constraints(repo)
    good(repo)
    code, runner = gitlab(tmp_path / "a", repo, "review", author(101))
    request = (runner.root / "stubs" / "curl.log").read_text()

    assert code == 0, runner.output
    assert "https://gitlab.example/api/v4/projects/4/merge_requests/7" in request
    for name in ("codequality.json", "junit.xml", "result.json"):
        assert (runner.work / name).stat().st_size > 0
    code, runner = gitlab(tmp_path / "b", repo, "review", author(103))
    assert code == 1, runner.output
    assert not list(tmp_path.rglob("pwned"))


def test_gitlab_runs_nothing_of_the_change(tmp_path: Path, repo: Repo) -> None:
    """The working folder is the merge request's: modules by the names of Python's own stay where they are."""
    with_constraints(repo)
    for name in ("json.py", "sys.py", "venv.py", "pip.py", "plan190.py", "sitecustomize.py"):
        repo.write(name, "open('../pwned', 'w').close()\n")
    good(repo)
    code, runner = gitlab(tmp_path / "a", repo, "review", author(101))

    assert code == 1, runner.output
    assert "P401" in runner.output
    assert not list(tmp_path.rglob("pwned"))


def test_gitlab_writes_through_no_link_of_the_change(tmp_path: Path, repo: Repo) -> None:
    """A link by the name of a report is taken away, and what it names stays."""
    with_constraints(repo)
    precious = tmp_path / "precious"
    precious.write_text("x")
    repo.at("result.json", "120000", str(precious).encode())
    repo.commit_index()
    repo.git("checkout", "--quiet", "--", "result.json")
    good(repo)
    code, runner = gitlab(tmp_path / "a", repo, "review", author(101))

    assert code == 1, runner.output
    assert precious.read_text() == "x"


@pytest.mark.parametrize("response", ['{"message": "403"}', "", '{"author": {"id": "1 --actor gitlab:1"}}'])
def test_gitlab_without_an_author_is_no_success(tmp_path: Path, repo: Repo, response: str) -> None:
    """Where the API does not say who asks, nothing is judged."""
    with_constraints(repo)
    good(repo)
    code, runner = gitlab(tmp_path / "a", repo, "review", response)

    assert code != 0
    assert not (runner.work / "result.json").exists()


def test_gitlab_takes_the_owners_of_today(tmp_path: Path, repo: Repo) -> None:
    """Who was struck from the owners after the change was forked is a stranger."""
    with_constraints(repo)
    good(repo)
    repo.git("switch", "--quiet", "main")
    repo.replace("data/owners.yaml", "id: 101", "id: 555")
    repo.commit()
    forked = repo.git("merge-base", "main", "change")
    code, runner = gitlab(tmp_path / "a", repo, "review", author(101), CI_MERGE_REQUEST_DIFF_BASE_SHA=forked)

    assert code == 1, runner.output
    assert "P407" in runner.output


@pytest.mark.parametrize(("job", "code", "file"), [("check", 0, "codequality.json"), ("calendar", 1, "gate.json")])
def test_gitlabs_other_jobs(tmp_path: Path, repo: Repo, job: str, code: int, file: str) -> None:
    """The default branch's report for later comparison, and the calendar."""
    with_constraints(repo)
    exit_code, runner = gitlab(tmp_path / "a", repo, job)

    assert exit_code == code, runner.output
    assert (runner.work / file).exists()


def test_every_action_is_pinned() -> None:
    """What is used from elsewhere is named by a whole hash, with its version beside it."""
    lines = [line for path in (*WORKFLOWS, ROOT / "action.yml") for line in path.read_text("utf-8").splitlines()]
    used = [line.strip() for line in lines if re.match(r"\s*(- )?uses:", line)]

    assert len(used) >= 9
    for line in used:
        assert re.fullmatch(r"uses: (\./ # zizmor: .*|actions/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+)", line), (
            line
        )


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_rights_are_given_one_by_one(path: Path) -> None:
    """No right for all; each job says which; only the job that installs nothing may write."""
    workflow = text_of(path)
    jobs = workflow["jobs"]
    writing = {name: job for name, job in jobs.items() if "write" in job["permissions"].values()}

    assert workflow["permissions"] == {}
    assert "pull_request_target" not in path.read_text("utf-8")
    assert all("timeout-minutes" in job for job in jobs.values())
    assert set(writing) <= {"post"}
    for job in writing.values():
        assert job["permissions"] == {"pull-requests": "write"}
        assert not any("pip" in step.get("run", "") or "checkout" in step.get("uses", "") for step in job["steps"])
    for step in steps_of(path):
        assert "${{" not in step.get("run", "")
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


def test_the_action_takes_its_words_from_the_environment() -> None:
    """No expression is part of a script."""
    assert not any("${{" in step["run"] for step in steps_of(ROOT / "action.yml"))


def test_the_calendar_judges_no_change() -> None:
    """A day that has passed fails no pull request."""
    assert set(text_of(GITHUB / "schedule.yml")["on"]) == {"schedule", "workflow_dispatch"}
    assert text_of(GITHUB / "schedule.yml")["on"]["schedule"] == [{"cron": "0 0 * * *"}]
    assert "gate" not in (GITHUB / "pull-request.yml").read_text("utf-8")


def test_the_comment_follows_the_workflow_of_that_name() -> None:
    """The two files know each other by a name only."""
    assert text_of(GITHUB / "comment.yml")["on"]["workflow_run"]["workflows"] == [
        text_of(GITHUB / "pull-request.yml")["name"]
    ]


def test_the_hooks_see_wrong_names() -> None:
    """One hook takes the files of the data folder, the other looks whatever they are called."""
    files, tree = yaml_list(ROOT / ".pre-commit-hooks.yaml")

    assert re.search(files["files"], "data/updates/so-y-te/2023-08.yml")
    assert files["entry"] == tree["entry"] == "plan190 check"
    assert tree["always_run"] is True
    assert tree["pass_filenames"] is False


def yaml_list(path: Path) -> list[dict[str, Any]]:
    """Return a file that holds a list."""
    import yaml

    content: list[dict[str, Any]] = yaml.load(path.read_text("utf-8"), yaml.SafeLoader)
    return content
