"""The workflows, run locally: who may change what, forged results, and comments."""

from __future__ import annotations

import io
import json
import re
import tarfile
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from plan190.cli.main import main
from tests.ci.runner import WORKFLOWS, Runner, load_yaml, steps_of
from tests.conftest import ROOT
from tests.review.repository import FRESH, TODAY, Repo, fresh

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
    """Return a runner for pull request 7."""
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
    return runner.run_job(load_yaml(GITHUB / "pull-request.yml")["jobs"]["review"])


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """The plan's repository, on a branch for a change."""
    return fresh(tmp_path)


def commit_report(repo: Repo) -> str:
    """Commit a valid report and return the commit."""
    repo.write("data/updates/so-y-te/2023-08.yaml", FRESH)
    return repo.commit()


def test_valid_pull_request_passes(tmp_path: Path, repo: Repo) -> None:
    """Exit code 0, a result, a number for the comment and a summary; the files of the head are not checked out."""
    runner = pull_request(tmp_path, commit_report(repo), repo)

    assert review(runner) == 0, runner.output
    kept = runner.artifacts["plan190-review"]
    assert kept["number"] == b"7"
    assert json.loads(kept["result.json"])["outcome"]["accepted"] is True
    assert "Sở Y tế" in runner.summary
    assert not (runner.work / "data/updates/so-y-te/2023-08.yaml").exists()
    assert str(ROOT) in (runner.root / "stubs" / "pip.log").read_text()


def test_invalid_pull_request_fails_and_keeps_its_result(tmp_path: Path, repo: Repo) -> None:
    """A change of another agency's report: exit code 1, with the result for the comment."""
    repo.replace("data/updates/so-noi-vu/2023-08.yaml", "progress: 10", "progress: 90")
    runner = pull_request(tmp_path, repo.commit(), repo)

    assert review(runner) == 1, runner.output
    kept = runner.artifacts["plan190-review"]
    assert kept["number"] == b"7"
    assert "P401" in {finding["code"] for finding in json.loads(kept["result.json"])["findings"]}
    assert "P401" in runner.summary
    assert "Chưa được nhận" in runner.summary


def test_owner_removed_since_the_last_push_is_refused(tmp_path: Path, repo: Repo) -> None:
    """The owners on the target branch count as they are now."""
    head = commit_report(repo)
    repo.git("checkout", "--quiet", "main")
    repo.replace("data/owners.yaml", "id: 101", "id: 105")
    repo.commit()
    runner = pull_request(tmp_path, head, repo)

    assert review(runner) == 1, runner.output
    assert "P407" in runner.summary


def test_stranger_is_refused_and_merge_queue_checks_the_content(tmp_path: Path, repo: Repo) -> None:
    """A merge queue has no actor, and keeps nothing for a comment."""
    head = commit_report(repo)
    assert review(pull_request(tmp_path / "a", head, repo, STRANGER)) == 1
    (repo.root.parent / "origin.git").rename(tmp_path / "old")
    queue = pull_request(tmp_path / "b", head, repo, "", "merge_group")

    assert review(queue) == 0, queue.output
    assert "plan190-review" not in queue.artifacts


def on_main(repo: Repo, path: str, text: str) -> None:
    """Write a file on the main branch, and begin the change there."""
    repo.git("switch", "--quiet", "main")
    repo.write(path, text)
    repo.commit()
    repo.git("switch", "--quiet", "change")
    repo.git("reset", "--quiet", "--hard", "main")


def test_review_with_invalid_owners_fails(tmp_path: Path, repo: Repo) -> None:
    """Exit code 2: the number is kept, and there is no result."""
    on_main(repo, "data/owners.yaml", "owners: x\n")
    runner = pull_request(tmp_path, commit_report(repo), repo)

    assert review(runner) == 2, runner.output
    assert runner.artifacts["plan190-review"] == {"number": b"7"}


def test_review_without_owners_warns(tmp_path: Path, repo: Repo) -> None:
    """The content is reviewed, and the summary says that nobody is entered."""
    on_main(repo, "data/owners.yaml", "owners: []\n")
    runner = pull_request(tmp_path, commit_report(repo), repo, STRANGER)

    assert review(runner) == 0, runner.output
    assert "P412" in runner.summary


def test_pull_request_without_data_is_not_reviewed(tmp_path: Path, repo: Repo) -> None:
    """Documents of a stranger pass although the data of the main branch have errors."""
    on_main(repo, "data/owners.yaml", "owners: x\n")
    repo.write("docs/x.md", "x\n")
    runner = pull_request(tmp_path, repo.commit(), repo, STRANGER)

    assert review(runner) == 0, runner.output
    assert json.loads(runner.artifacts["plan190-review"]["result.json"])["outcome"]["reviewed"] is False


def test_missing_head_commit_fails(tmp_path: Path, repo: Repo) -> None:
    """The job stops before plan190 is installed."""
    runner = pull_request(tmp_path, commit_report(repo), repo)
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
def test_action_rejects_invalid_inputs(tmp_path: Path, name: str, value: str) -> None:
    """Exit code 2 before plan190 is called."""
    runner = Runner(tmp_path)
    runner.stub("plan190", "#!/bin/sh\ntouch called\n")
    inputs = {"base": "1" * 40, "head": "2" * 40, name: value}

    assert runner.run_step({"uses": "./", "with": inputs}, {}) == 2
    assert f"input {name} is not" in runner.output
    assert not (runner.work / "called").exists()


def test_action_passes_its_inputs_to_plan190(tmp_path: Path) -> None:
    """Words of `args` become arguments of their own."""
    runner = Runner(tmp_path)
    runner.stub("plan190", '#!/bin/sh\nprintf "%s\\n" "$@" > called\nexit 1\n')
    inputs = {"base": "1" * 40, "head": "2" * 40, "actor": "gitlab:5", "data": "kế hoạch", "args": "--lang en"}

    assert runner.run_step({"uses": "./", "with": inputs}, {}) == 1
    called = (runner.work / "called").read_text("utf-8").split("\n")
    commits = ["--base=" + "1" * 40, "--head=" + "2" * 40]
    assert called[:7] == ["review", "--lang", "en", "--actor=gitlab:5", "--data=kế hoạch", *commits]
    assert runner.outputs["review"]["exit-code"] == "1"


def zipped(files: dict[str, bytes]) -> bytes:
    """Return a ZIP archive with these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def comment_runner(root: Path, head: str, artifact: bytes, **more: Any) -> Runner:
    """Return a runner of the default branch that runs after a review of pull request 7."""
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
    runner.set_responses(
        {
            f"{REPOSITORY}/actions/runs/55/artifacts?name=plan190-review": {
                "artifacts": [old, listed | more.get("listed", {})]
            },
            f"{REPOSITORY}/actions/artifacts/9/zip": artifact,
            f"{REPOSITORY}/pulls/7": pull | more.get("pull", {}),
            f"{REPOSITORY}/pulls/7/files?per_page=100": more.get(
                "files", [[{"filename": "data/updates/a/2023-08.yaml"}]]
            ),
            f"{REPOSITORY}/tarball/{'d' * 40}": source_archive(),
            f"{REPOSITORY}/issues/7/comments?per_page=100": more.get("comments", [[]]),
            f"{REPOSITORY}/issues/7/comments": {},
            f"{REPOSITORY}/issues/comments/3": {},
        }
    )
    return runner


def source_archive() -> bytes:
    """Return an archive like the forge's, with everything below one folder."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name in ("constraints.txt", "pyproject.toml"):
            archive.add(ROOT / name, f"tinh-ke-hoach-d/{name}")
    return buffer.getvalue()


def comment(runner: Runner) -> int:
    """Run both jobs; the second one on another runner, if the first returned a number."""
    jobs = load_yaml(GITHUB / "comment.yml")["jobs"]
    code = runner.run_job(jobs["render"])
    number = runner.outputs.get("result", {}).get("number", "")
    if code or not number:
        return code
    runner.contexts["needs.render.outputs.number"] = number
    return runner.run_job(jobs["post"])


@pytest.fixture
def result(tmp_path: Path, repo: Repo) -> tuple[str, bytes]:
    """The head of an invalid pull request and the result of its review."""
    repo.replace("data/updates/so-noi-vu/2023-08.yaml", "progress: 10", "progress: 90")
    runner = pull_request(tmp_path, repo.commit(), repo)
    assert review(runner) == 1
    return runner.contexts[HEAD], runner.artifacts["plan190-review"]["result.json"]


def test_comment_is_created(tmp_path: Path, result: tuple[str, bytes]) -> None:
    """The comment begins with the marker and names the head commit."""
    head, data = result
    runner = comment_runner(tmp_path / "c", head, zipped({"number": b"7", "result.json": data}))

    assert comment(runner) == 0, runner.output
    [(method, path, body)] = runner.write_requests()
    assert (method, path) == ("POST", f"{REPOSITORY}/issues/7/comments")
    assert body.startswith("<!-- plan190 -->\n")
    assert "P401" in body
    assert head[:10] in body
    assert "sửa cả" not in body
    assert not list(tmp_path.rglob("pwned"))


def posted(root: Path, head: str, data: bytes, **more: Any) -> list[tuple[str, str, Any]]:
    """Return the requests that write for a result."""
    runner = comment_runner(root, head, zipped({"number": b"7", "result.json": data}), **more)
    assert comment(runner) == 0, runner.output
    return runner.write_requests()


def test_existing_comment_is_edited_only_if_its_text_changes(tmp_path: Path, result: tuple[str, bytes]) -> None:
    """Comments of others that look alike are left alone."""
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


def test_comment_warns_of_changes_to_the_workflows(tmp_path: Path, result: tuple[str, bytes]) -> None:
    """A pull request with more files than the forge lists gets the same warning."""
    head, data = result
    moved = [[{"filename": "x.yml", "previous_filename": ".github/workflows/pull-request.yml"}]]

    cases: tuple[dict[str, Any], ...] = ({"files": moved}, {"pull": {"changed_files": 4000}})
    for number, more in enumerate(cases):
        [(_, _, body)] = posted(tmp_path / f"w{number}", head, data, **more)
        assert "sửa cả `.github/`" in body.split("\n")[1]


def test_comment_says_that_a_change_could_not_be_reviewed(tmp_path: Path) -> None:
    """The review kept only a number; the comment links to its log."""
    runner = comment_runner(tmp_path, "a" * 40, zipped({"number": b"7"}))

    assert comment(runner) == 0, runner.output
    [(_, _, body)] = runner.write_requests()
    assert "chưa xét được" in body
    assert body.endswith("/actions/runs/55")


def test_long_comment_is_cut(tmp_path: Path) -> None:
    """The comment ends at the end of a line, below the limit of the forge."""
    runner = comment_runner(tmp_path, "a" * 40, b"")
    runner.contexts["needs.render.outputs.number"] = "7"
    lines = "".join(f"dòng {number}\n" for number in range(20_000))
    runner.artifacts["plan190-comment"] = {"comment.md": ("<!-- plan190 -->\n" + lines).encode()}

    assert runner.run_job(load_yaml(GITHUB / "comment.yml")["jobs"]["post"]) == 0, runner.output
    [(_, _, body)] = runner.write_requests()
    assert 59_000 < len(body) < 60_010
    assert re.search(r"\ndòng [0-9]+\n\n…$", body)


def bomb() -> bytes:
    """Return a small archive that unpacks to fifty megabytes."""
    return zipped({"number": b"7", "result.json": b" " * 50_000_000})


FORGED: dict[str, Callable[[], bytes]] = {
    "fifty megabytes": bomb,
    "path outside the folder": lambda: zipped({"number": b"7", "../result.json": b"{}"}),
    "extra file": lambda: zipped({"number": b"7", "result.json": b"{}", "plan190": b"x"}),
    "no number": lambda: zipped({"result.json": b"{}"}),
    "number with a command": lambda: zipped({"number": b"7; gh api", "result.json": b"{}"}),
    "number with a line break": lambda: zipped({"number": b"7\n", "result.json": b"{}"}),
    "not an archive": lambda: b"<html>",
}
INVALID_RESULTS = {
    "not JSON": b"<script>",
    "unknown structure": b'{"outcome": {}, "run": {}, "findings": []}',
    "deeply nested JSON": b"[" * 500_000,
}


@pytest.mark.parametrize("name", FORGED)
def test_forged_archive_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing is posted, and plan190 is not installed."""
    runner = comment_runner(tmp_path, "a" * 40, FORGED[name]())

    assert comment(runner) != 0
    assert runner.write_requests() == []
    assert not (runner.root / "stubs" / "pip.log").exists()
    assert "nothing is posted" in runner.output


@pytest.mark.parametrize("name", INVALID_RESULTS)
def test_invalid_result_replaces_an_earlier_comment(tmp_path: Path, name: str) -> None:
    """A fixed sentence says that the change could not be reviewed; nothing of the result is posted."""
    old = {"id": 3, "user": {"type": "Bot", "login": "github-actions[bot]"}, "body": "<!-- plan190 -->\nĐược nhận"}
    archive = zipped({"number": b"7", "result.json": INVALID_RESULTS[name]})
    runner = comment_runner(tmp_path, "a" * 40, archive, comments=[[old]])

    assert comment(runner) == 0, runner.output
    [(method, _, body)] = runner.write_requests()
    assert method == "PATCH"
    assert body == (
        "<!-- plan190 -->\nplan190 chưa xét được thay đổi này. Lý do ở cuối nhật ký: "
        "https://github.example/tinh/ke-hoach/actions/runs/55"
    )


def test_large_archive_is_not_downloaded(tmp_path: Path) -> None:
    """The size that the forge states is checked first."""
    runner = comment_runner(tmp_path, "a" * 40, b"", listed={"size_in_bytes": 50_000_000})

    assert comment(runner) != 0
    assert len(runner.requests()) == 1


def test_result_is_not_posted_to_another_pull_request(tmp_path: Path, result: tuple[str, bytes]) -> None:
    """The pull request must be open, at the same commit of the same branch, and for the default branch."""
    head, data = result
    archive = zipped({"number": b"7", "result.json": data})

    other_target = {"ref": "nhánh của tôi", "repo": {"default_branch": "main"}}
    right_head = {"sha": head, "ref": NASTY, "repo": {"id": 4711, "html_url": "https://github.example/can-bo/ke-hoach"}}
    cases: tuple[dict[str, Any], ...] = (
        {"head": right_head | {"sha": "b" * 40}},
        {"head": right_head | {"ref": "nhánh khác"}},
        {"head": right_head | {"repo": {"id": 8, "html_url": "https://github.example/khac/ke-hoach"}}},
        {"head": right_head | {"repo": None}},
        {"state": "closed"},
        {"base": other_target},
    )
    for number, pull in enumerate(cases):
        runner = comment_runner(tmp_path / f"n{number}", head, archive, pull=pull)
        assert comment(runner) == 0
        assert runner.write_requests() == []


def test_result_about_another_commit_is_not_posted(tmp_path: Path, result: tuple[str, bytes]) -> None:
    """The comment says that the change could not be reviewed."""
    _, data = result
    runner = comment_runner(tmp_path / "c", "a" * 40, zipped({"number": b"7", "result.json": data}))

    assert comment(runner) == 0
    [(_, _, body)] = runner.write_requests()
    assert "chưa xét được" in body
    assert "P401" not in body


def test_text_of_a_result_is_escaped(tmp_path: Path, result: tuple[str, bytes]) -> None:
    """Markup, mentions and commands in a forged result have no effect."""
    head, data = result
    hostile = "<img src=x onerror=alert(1)> @tinh/moi-nguoi [x](javascript:1) ${{ github.token }} $(touch ../pwned)"
    facts = json.loads(data)
    facts["findings"][0]["message"] = hostile
    facts["run"]["actor"] = hostile
    [(_, _, body)] = posted(tmp_path / "c", head, json.dumps(facts).encode())

    assert "onerror" in body
    assert "<img" not in body.replace("\\<img", "")
    assert not re.search(r"(?<!`)@tinh", body)
    assert not list(tmp_path.rglob("pwned"))


def write_baseline(repo: Repo) -> None:
    """Write the baseline of the date on which the job runs, as docs/setup.md says."""
    file, data = str(repo.root / "gate-baseline.json"), str(repo.root / "data")
    gates = ("--fail-on", "overdue,missing-report", "--within", "7", "--as-of", TODAY)
    assert main(["gate", *gates, "--data", data, "--baseline", file, "--write-baseline"]) == 0


def run_schedule(tmp_path: Path, day: str, event: str, *left_out: str, baseline: bool = False) -> tuple[int, Runner]:
    """Run the scheduled job on a day of the month, without the steps of these names."""
    repo = fresh(tmp_path)
    runner = Runner(tmp_path / "runner", repo.root)
    repo.git("switch", "--quiet", "main")
    repo.write("constraints.txt", "# none\n")
    if baseline:
        write_baseline(repo)
    repo.commit()
    runner.environment |= {"GITHUB_EVENT_NAME": event}
    runner.stub("date", f'#!/bin/sh\n[ "$TZ" = Asia/Ho_Chi_Minh ] && echo {day}\n')
    job = load_yaml(GITHUB / "schedule.yml")["jobs"]["calendar"]
    names = {step["name"] for step in job["steps"]}
    assert names >= set(left_out)
    return runner.run_job(job | {"steps": [step for step in job["steps"] if step["name"] not in left_out]}), runner


def test_scheduled_job_fails_on_missed_deadlines(tmp_path: Path) -> None:
    """The data are valid; missing reports are listed when the job is started by hand."""
    code, runner = run_schedule(tmp_path, "03", "workflow_dispatch")

    assert code == 1, runner.output
    kept = runner.artifacts["plan190-calendar"]
    assert json.loads(kept["gate.json"])["format"] == "plan190.gate"
    assert "missing.json" in kept
    assert "P501" in runner.summary
    assert "Lượt nhiệm vụ quá hạn" in runner.summary


def test_scheduled_job_passes_if_all_is_known(tmp_path: Path) -> None:
    """What the baseline has is listed, but does not fail the job."""
    code, runner = run_schedule(tmp_path, "03", "schedule", baseline=True)
    gate = json.loads(runner.artifacts["plan190-calendar"]["gate.json"])

    assert code == 0, runner.output
    assert gate["counts"]["old"] == len(gate["findings"]) > 0


@pytest.mark.parametrize(("day", "listed"), [("14", False), ("15", True)])
def test_missing_reports_are_listed_on_the_15th(tmp_path: Path, day: str, *, listed: bool) -> None:
    """The date is taken in the time zone of Vietnam."""
    code, runner = run_schedule(tmp_path, day, "schedule", "Check the files", "Check the deadlines")

    assert code == 0, runner.output
    assert ("missing.json" in runner.artifacts["plan190-calendar"]) is listed


def test_scheduled_job_keeps_the_check_of_files_with_errors(tmp_path: Path) -> None:
    """The diagnostics are kept although nothing can be assessed."""
    repo = fresh(tmp_path)
    runner = Runner(tmp_path / "runner", repo.root)
    repo.git("switch", "--quiet", "main")
    repo.write("constraints.txt", "# none\n")
    repo.replace("data/tasks.yaml", "number: 29", "number: 9999")
    repo.commit()
    runner.environment |= {"GITHUB_EVENT_NAME": "schedule"}

    assert runner.run_job(load_yaml(GITHUB / "schedule.yml")["jobs"]["calendar"]) == 1
    assert "check.json" in runner.artifacts["plan190-calendar"]


@pytest.mark.parametrize(("before", "is_summarized"), [("HEAD~1", True), ("0" * 40, False)])
def test_a_push_summarizes_what_changed(tmp_path: Path, before: str, *, is_summarized: bool) -> None:
    """Since the commit before the push, if there is one; the texts of reports are escaped."""
    repo = fresh(tmp_path)
    repo.git("switch", "--quiet", "main")
    repo.write("constraints.txt", "# none\n")
    repo.write("data/updates/so-y-te/2023-08.yaml", FRESH)
    repo.commit()
    runner = Runner(tmp_path / "runner", repo.root)
    runner.contexts["github.event.before"] = repo.git("rev-parse", before) if is_summarized else before

    assert runner.run_job(load_yaml(GITHUB / "changes.yml")["jobs"]["changes"]) == 0, runner.output
    assert ("báo cáo của Sở Y tế, kỳ 8/2023" in runner.summary) is is_summarized


CURL = """\
#!/bin/sh
printf '%s\\n' "$@" > "$STUBS/curl.log"
while [ "$1" != --output ]; do shift; done
cp "$STUBS/asked.json" "$2"
"""


def run_gitlab(tmp_path: Path, repo: Repo, job: str, response: str = "101", **env: str) -> tuple[int, Runner]:
    """Run the script of a GitLab job like its runner: one shell for all lines, in a clone of the change."""
    runner = Runner(tmp_path / "runner")
    runner.stub("curl", CURL)
    (runner.root / "stubs" / "asked.json").write_text(response)
    repo.git("clone", "--quiet", str(repo.root), str(runner.work))
    lines: list[str] = []
    pipeline = load_yaml(ROOT / ".gitlab-ci.yml")
    for entry in pipeline[job]["script"]:
        lines += entry if isinstance(entry, list) else [entry]
    environment = pipeline["variables"] | {
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
    return runner.run_script({"run": "\n".join(lines)}, environment | env), runner


def prepare_base(repo: Repo) -> None:
    """Commit pinned versions, and owners with GitLab accounts, to the base."""
    repo.git("switch", "--quiet", "main")
    repo.write("constraints.txt", "# none\n")
    repo.write("data/owners.yaml", repo.read("data/owners.yaml").replace("forge: github", "forge: gitlab"))
    repo.commit()
    repo.git("switch", "--quiet", "change")
    repo.git("reset", "--quiet", "--hard", "main")


def author(number: int) -> str:
    """Return the response of GitLab's API about a merge request."""
    return json.dumps({"iid": 7, "author": {"id": number, "username": "ai"}})


def test_gitlab_reviews_for_the_author(tmp_path: Path, repo: Repo) -> None:
    """The author counts, not the account that started the pipeline, which is the coordinator's."""
    prepare_base(repo)
    commit_report(repo)
    code, runner = run_gitlab(tmp_path / "a", repo, "review", author(101))
    request = (runner.root / "stubs" / "curl.log").read_text()

    assert code == 0, runner.output
    assert "https://gitlab.example/api/v4/projects/4/merge_requests/7" in request
    for name in ("codequality.json", "junit.xml", "result.json"):
        assert (runner.work / name).stat().st_size > 0
    code, runner = run_gitlab(tmp_path / "b", repo, "review", author(103))
    assert code == 1, runner.output
    assert not list(tmp_path.rglob("pwned"))


def test_gitlab_runs_no_code_of_the_change(tmp_path: Path, repo: Repo) -> None:
    """Modules of the merge request with names of Python's own are not imported."""
    prepare_base(repo)
    for name in ("json.py", "sys.py", "venv.py", "pip.py", "plan190.py", "sitecustomize.py"):
        repo.write(name, "open('../pwned', 'w').close()\n")
    commit_report(repo)
    code, runner = run_gitlab(tmp_path / "a", repo, "review", author(101))

    assert code == 1, runner.output
    assert "P401" in runner.output
    assert not list(tmp_path.rglob("pwned"))


def test_gitlab_does_not_follow_symbolic_links_of_the_change(tmp_path: Path, repo: Repo) -> None:
    """A link with the name of a report is replaced, and its target stays."""
    prepare_base(repo)
    precious = tmp_path / "precious"
    precious.write_text("x")
    repo.at("result.json", "120000", str(precious).encode())
    repo.commit_index()
    repo.git("checkout", "--quiet", "--", "result.json")
    commit_report(repo)
    code, runner = run_gitlab(tmp_path / "a", repo, "review", author(101))

    assert code == 1, runner.output
    assert precious.read_text() == "x"


@pytest.mark.parametrize("response", ['{"message": "403"}', "", '{"author": {"id": "1 --actor gitlab:1"}}'])
def test_gitlab_without_an_author_fails(tmp_path: Path, repo: Repo, response: str) -> None:
    """Nothing is reviewed if the API does not state the author."""
    prepare_base(repo)
    commit_report(repo)
    code, runner = run_gitlab(tmp_path / "a", repo, "review", response)

    assert code != 0
    assert not (runner.work / "result.json").exists()


def test_gitlab_uses_the_current_owners(tmp_path: Path, repo: Repo) -> None:
    """An owner removed after the change was forked is a stranger."""
    prepare_base(repo)
    commit_report(repo)
    repo.git("switch", "--quiet", "main")
    repo.replace("data/owners.yaml", "id: 101", "id: 555")
    repo.commit()
    forked = repo.git("merge-base", "main", "change")
    code, runner = run_gitlab(tmp_path / "a", repo, "review", author(101), CI_MERGE_REQUEST_DIFF_BASE_SHA=forked)

    assert code == 1, runner.output
    assert "P407" in runner.output


@pytest.mark.parametrize(("job", "code", "file"), [("check", 0, "codequality.json"), ("calendar", 1, "gate.json")])
def test_gitlab_check_and_calendar_jobs(tmp_path: Path, repo: Repo, job: str, code: int, file: str) -> None:
    """The report of the default branch for later comparison, and the deadline gate."""
    prepare_base(repo)
    exit_code, runner = run_gitlab(tmp_path / "a", repo, job)

    assert exit_code == code, runner.output
    assert (runner.work / file).exists()


def test_gitlab_calendar_job_passes_if_all_is_known(tmp_path: Path, repo: Repo) -> None:
    """The baseline is that of the default branch."""
    prepare_base(repo)
    write_baseline(repo)
    repo.commit()
    exit_code, runner = run_gitlab(tmp_path / "a", repo, "calendar")

    assert exit_code == 0, runner.output


@pytest.mark.parametrize(("before", "is_written"), [("main", True), ("0" * 40, False)])
def test_gitlab_job_writes_what_changed(tmp_path: Path, repo: Repo, before: str, *, is_written: bool) -> None:
    """Since the commit before the push, if there is one."""
    prepare_base(repo)
    sha = repo.git("rev-parse", before) if is_written else before
    code, runner = run_gitlab(tmp_path / "a", repo, "changes", CI_COMMIT_BEFORE_SHA=sha)

    assert code == 0, runner.output
    assert (runner.work / "changes.md").exists() is is_written


def test_every_action_is_pinned() -> None:
    """Actions of others are named by a full commit hash, with the version in a comment."""
    lines = [line for path in (*WORKFLOWS, ROOT / "action.yml") for line in path.read_text("utf-8").splitlines()]
    used = [line.strip() for line in lines if re.match(r"\s*(- )?uses:", line)]

    assert len(used) >= 9
    for line in used:
        assert re.fullmatch(r"uses: (\./ # zizmor: .*|actions/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+)", line), (
            line
        )


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_permissions_are_granted_per_job(path: Path) -> None:
    """Only the job that installs and checks out nothing may write."""
    workflow = load_yaml(path)
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


def test_scripts_of_the_action_contain_no_expressions() -> None:
    """The scripts read the inputs from environment variables."""
    assert not any("${{" in step["run"] for step in steps_of(ROOT / "action.yml"))


def test_missed_deadlines_do_not_fail_pull_requests() -> None:
    """The deadline gate runs only on a schedule or by hand."""
    assert set(load_yaml(GITHUB / "schedule.yml")["on"]) == {"schedule", "workflow_dispatch"}
    assert load_yaml(GITHUB / "schedule.yml")["on"]["schedule"] == [{"cron": "0 0 * * *"}]
    assert "gate" not in (GITHUB / "pull-request.yml").read_text("utf-8")


def test_comment_workflow_names_the_pull_request_workflow() -> None:
    """The workflows are linked only by that name."""
    assert load_yaml(GITHUB / "comment.yml")["on"]["workflow_run"]["workflows"] == [
        load_yaml(GITHUB / "pull-request.yml")["name"]
    ]


def test_hooks_run_for_files_with_wrong_names() -> None:
    """One hook takes the files of the data folder, the other always runs."""
    files, tree = load_yaml(ROOT / ".pre-commit-hooks.yaml")

    assert re.search(files["files"], "data/updates/so-y-te/2023-08.yml")
    assert files["entry"] == tree["entry"] == "plan190 check"
    assert tree["always_run"] is True
    assert tree["pass_filenames"] is False
