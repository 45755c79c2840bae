"""Reading a git repository: no settings, work tree or environment may run a program or hide a file."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from plan190.errors import Plan190Error
from plan190.load import git
from plan190.load.git import open_repository
from plan190.load.loader import read_files
from plan190.load.tree import LARGEST, DiskTree
from tests.review.conftest import charged
from tests.review.repository import FRESH, TODAY, Repo
from tests.review.test_table import OTHERS, OWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

    Review = Callable[..., tuple[int, dict[str, Any]]]


def state_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the size and modification time of every file in the folder."""
    stats = {}
    for root, _, names in os.walk(folder):
        for name in names:
            path = Path(root, name)
            stats[str(path)] = (path.lstat().st_size, path.lstat().st_mtime_ns)
    return stats


def test_a_commit_gives_the_same_files_as_the_disk(repo: Repo) -> None:
    """Contents, names and misplaced files are the same from a commit and from the disk."""
    repo.write("data/updates/so-y-te/2023-8.yaml", "x")
    repo.write("data/nhiem-vu.yml", "x")
    repo.write("data/x/y.yaml", "x")
    head = repo.commit()
    with open_repository(repo.root) as repository:
        stored = read_files(repository.tree(head, "data", "data"))
        content = dict(stored.read_all())
    disk = read_files(DiskTree(repo.root / "data", "data"))

    assert content == disk.data
    assert stored.diagnostics == disk.diagnostics
    assert {diagnostic.code for diagnostic in stored.diagnostics} == {"P008"}


def test_the_history_of_a_folder(repo: Repo) -> None:
    """A merge stands for what it brought; names are printable, paths may look like headers, times may be absurd."""
    main = repo.git("rev-parse", "main")
    repo.write("data/\n:x.yaml", "a")
    repo.git("add", "-A")
    repo.git("commit", "-qm", "sub\tject\n\nbody", GIT_COMMITTER_NAME="A\x1b[31mB\tC")
    repo.write("README.md", "elsewhere")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "-m", "merged", "change", GIT_COMMITTER_DATE="2023-09-14T23:30:00+0700")
    tree = repo.git("rev-parse", "HEAD^{tree}")
    header = f"tree {tree}\nparent {repo.git('rev-parse', 'HEAD')}\n"
    text = f"{header}author a <b> 1 +0000\ncommitter  <> 9999999999999 +0000\n\n"
    head = repo.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=text.encode())
    with open_repository(repo.root) as repository:
        everything, branch = repository.log("", head), repository.log("", head, first_parent=True)
        data = repository.log("data", head)
        (merge, (changed,)), *_, first = repository.versions("data", head)
        outside = repository.versions("../x", head)

    assert [len(everything), len(branch), len(data), outside] == [5, 3, 2, ()]
    assert [commit.id for commit in (everything[0], data[-1], first.commit)] == [head, main, main]
    assert everything[0].at.year > 9000
    assert (data[0].committer, data[0].subject) == ("A\\x1b[31mB\\x09C", "sub\\x09ject")
    assert (merge.subject, merge.at.isoformat()) == ("merged", "2023-09-14T16:30:00+00:00")
    assert (changed.path, changed.old.mode, changed.new.mode) == ("data/\n:x.yaml", git.ABSENT, git.REGULAR)


def test_the_folder_of_several_commits_is_that_of_each(repo: Repo) -> None:
    """Files and folders come and go, a file becomes a folder or a link, and one becomes too large."""
    commits = [repo.git("rev-parse", "HEAD")]
    repo.git("rm", "-rq", "data/updates/so-y-te")
    repo.write("data/updates/new/2023-07.yaml", "a")
    repo.write("data/source/large.txt", "x" * (LARGEST + 1))
    commits.append(repo.commit())
    repo.git("rm", "-rq", "data/updates")
    repo.at("data/updates", "120000", b"elsewhere")
    repo.commit_index()
    commits.append(repo.git("rev-parse", "HEAD"))
    repo.git("rm", "-rq", "data")
    commits.append(repo.commit())
    repo.git("checkout", "-q", commits[0], "--", ".")
    commits.append(repo.commit())
    for order in (commits, commits[::-1]):
        with open_repository(repo.root) as repository:
            alone = [read_files(repository.tree(commit, "data", "data")) for commit in order]
            together = list(map(read_files, repository.folders(order, "data", "data")))
        assert [files.keys for files in together] == [files.keys for files in alone]
        assert [files.diagnostics for files in together] == [files.diagnostics for files in alone]
        assert [list(files.data) for files in together] == [list(files.data) for files in alone]


def test_blobs_are_read_in_parts(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """They come in their order, also twice; a missing and a too large one is None."""
    monkeypatch.setattr(git, "LARGEST_OUTPUT", 2000)
    monkeypatch.setattr(git, "LARGEST", 700)
    contents = [b"x" * size for size in (400, 800, 700, 400, 500)]
    oids = [repo.git("hash-object", "-w", "--stdin", stdin=content) for content in contents]
    with open_repository(repo.root) as repository:
        read = list(repository.each_blob([*oids, "0" * 40]))

    assert read == [contents[0], None, *contents[2:], None]


def test_the_commit_of_each_line(repo: Repo) -> None:
    """A change of blanks is none, and a renamed file is followed."""
    first = repo.git("rev-parse", "HEAD")
    repo.replace("data/decisions.yaml", "    id: gia-han-nv44\n", "    id:  gia-han-nv44\r\n    # ghi chú\n")
    second = repo.commit()
    repo.git("mv", "data", "moved")
    head = repo.commit()
    with open_repository(repo.root) as repository:
        lines = repository.line_commits("moved/decisions.yaml", head)

    assert [lines[number].id for number in range(1, 6)] == [first, first, first, second, first]


def test_known_contents_are_not_read_from_git(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the files on disk are added, the same files of a commit need no call of git."""
    head = repo.commit()
    disk = read_files(DiskTree(repo.root / "data", "data")).read_all()
    with open_repository(repo.root) as repository:
        tree = repository.tree(head, "data", "data")
        repository.add_known(disk.values())
        monkeypatch.setattr(git, "_run", None)
        content = dict(read_files(tree).read_all())

    assert content == disk


def test_reading_writes_nothing(repo: Repo, review: Review) -> None:
    """A review changes neither the repository nor the work tree, and removes its temporary folder."""
    repo.write(OWN, FRESH)
    repo.commit()
    before = state_of(repo.root)
    review("github:101")

    assert state_of(repo.root) == before


def test_merging_writes_nothing(repo: Repo, review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A merge writes into a temporary folder only; git may update the access time of objects in the repository."""
    repo.write(OWN, FRESH)
    repo.commit()
    repo.git("checkout", "--quiet", "main")
    repo.write("README.md", "khác")
    repo.commit()
    repo.git("checkout", "--quiet", "change")
    before = {path: size for path, (size, _) in state_of(repo.root).items()}
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    code, _ = review("github:101")

    assert {path: size for path, (size, _) in state_of(repo.root).items()} == before
    assert (code, list(temporary.iterdir())) == (0, [])


def test_the_work_tree_is_not_read(repo: Repo, review: Review) -> None:
    """Uncommitted files do not change the review."""
    repo.write(OWN, FRESH)
    repo.commit()
    repo.write("data/tasks.yaml", "hỏng: [")
    repo.write(OTHERS, "hỏng")
    repo.git("rm", "--quiet", "--cached", "-r", "data")

    assert review("github:101")[0] == 0


def test_attributes_hide_nothing(repo: Repo, review: Review) -> None:
    """Files are read as git stores them: the attributes of the base do not apply filters, encodings or keywords."""
    repo.git("checkout", "--quiet", "main")
    repo.write(".gitattributes", "*.yaml -diff ident working-tree-encoding=UTF-16 merge=ours\n")
    repo.git("add", ".gitattributes")
    repo.git("commit", "--quiet", "-m", "x")
    repo.git("checkout", "--quiet", "-B", "change", "main")
    repo.at(OWN, "100644", FRESH.replace("in_progress", "$Id$", 1).encode())
    repo.commit_index()
    code, facts = review("github:101")

    assert (code, charged(facts)) == (1, ["P204"])


def program(path: Path, text: str) -> str:
    """Write an executable shell script and return its path."""
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.parametrize(
    "setting", ["core.fsmonitor", "diff.external", "core.pager", "merge.x.driver", "diff.x.textconv"]
)
def test_settings_of_the_repository_run_nothing(setting: str, repo: Repo, review: Review, tmp_path: Path) -> None:
    """Settings of the repository start no program."""
    repo.write(".gitattributes", "*.yaml merge=x diff=x filter=x\n")
    repo.write(OWN, FRESH)
    repo.commit()
    mark = tmp_path / "ran"
    script = program(tmp_path / "evil", f"touch {mark}\n")
    repo.git("config", setting, script)
    repo.git("config", "core.hooksPath", str(tmp_path))
    review("github:101")

    assert not mark.exists()


@pytest.mark.parametrize("name", ["GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_SSH_COMMAND", "GIT_ASKPASS"])
def test_the_environment_runs_nothing(
    name: str, repo: Repo, review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Programs in git's environment variables are not started."""
    repo.write(OWN, FRESH)
    repo.commit()
    mark = tmp_path / "ran"
    monkeypatch.setenv(name, program(tmp_path / "evil", f"touch {mark}\n"))

    assert review("github:101")[0] == 0
    assert not mark.exists()


def test_no_transport_is_called(repo: Repo) -> None:
    """Git cannot fetch missing objects, whatever program the repository configures."""
    assert git._QUIET["GIT_ALLOW_PROTOCOL"] == ""
    repo.git("config", "extensions.partialClone", "evil")
    repo.git("config", "remote.evil.promisor", "true")
    repo.git("config", "remote.evil.url", str(repo.root))
    program(repo.root / "up", f"touch {repo.root}/ran\n")
    repo.git("config", "remote.evil.uploadpack", str(repo.root / "up"))
    (repo.root / ".git/refs/heads/gone").write_text("1234567890" * 4 + "\n")
    old = {**git._QUIET, "GIT_NO_LAZY_FETCH": "0"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(git, "_QUIET", old)
        with open_repository(repo.root) as repository, pytest.raises(Plan190Error):
            repository.commit("gone")

    assert not (repo.root / "ran").exists()


def grafted(repo: Repo, name: str, tree: str) -> None:
    """Add a tree to the root of `change`."""
    entries = f"{repo.git('ls-tree', 'main')}\n040000 tree {tree}\t{name}\n"
    root = repo.git("mktree", stdin=entries.encode())
    repo.git("update-ref", "refs/heads/change", repo.git("commit-tree", root, "-p", "main", "-m", "x"))


def test_a_tree_of_trees_without_end(repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """Six small objects that stand for ten billion files are not expanded."""
    monkeypatch.chdir(repo.root)
    blob = repo.git("hash-object", "-w", "--stdin", stdin=b"x")
    names = [f"{number:0200}" for number in range(100)]  # long names reach the limit of git's output sooner
    tree = repo.git("mktree", stdin="".join(f"100644 blob {blob}\t{name}\n" for name in names).encode())
    for _ in range(4):
        tree = repo.git("mktree", stdin="".join(f"040000 tree {tree}\t{name}\n" for name in names).encode())
    grafted(repo, "bomb", tree)

    assert "quá nhiều tệp" in exits_two(run, "--base", "main", "--head", "change")


def test_a_name_in_another_encoding(repo: Repo, review: Review, run: Callable[..., Ran], tmp_path: Path) -> None:
    """Such a file is reported with a link, and the JSON can be read back."""
    oid = repo.git("hash-object", "-w", "--stdin", stdin=b"x")
    line = b"100644 " + oid.encode() + b"\tdata/updates/so-y-te/\xff.yaml\0"
    repo.git("update-index", "-z", "--index-info", stdin=line)
    repo.commit_index()
    file = tmp_path / "result.json"
    code, facts = review("github:101", "--edit-url", "https://hu-cau.example/edit", "--report", f"json={file}")

    assert (code, charged(facts)) == (1, ["P008"])
    assert run("comment", str(file)).code == 0


def test_another_repository_in_the_environment_is_not_taken(
    repo: Repo, review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIT_DIR, GIT_INDEX_FILE and the like of the environment are ignored."""
    repo.write(OWN, FRESH)
    repo.commit()
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path / "nowhere"))

    assert review("github:101")[0] == 0


def test_a_replaced_commit_is_read_as_it_is(repo: Repo, review: Review) -> None:
    """`git replace` does not change the commits that are reviewed."""
    repo.write(OTHERS, "hỏng")
    bad = repo.commit()
    repo.git("checkout", "--quiet", "-b", "good", "main")
    repo.write(OWN, FRESH)
    good = repo.commit()
    repo.git("checkout", "--quiet", "change")
    repo.git("replace", bad, good)

    assert review("github:101")[0] == 1


def test_dates_and_authors_of_commits_are_ignored(repo: Repo, review: Review) -> None:
    """A commit of 1999 in the coordinator's name makes a report neither on time nor allowed."""
    repo.replace(OTHERS, "progress: 10", "progress: 20")
    repo.git("add", "-A")
    day = "1999-01-01T00:00:00"
    author = {"GIT_AUTHOR_NAME": "tong-hop \x1b[31m", "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    repo.git("commit", "--quiet", "-m", "x", **author)

    assert charged(review("github:101")[1]) == ["P401"]


def exits_two(run: Callable[..., Ran], *arguments: str) -> str:
    """Run a review that exits with 2 and return its message."""
    ran = run("review", "--as-of", TODAY, *arguments)
    assert (ran.code, ran.out) == (2, ""), ran
    assert len(ran.err.splitlines()) == 1
    return ran.err


@pytest.mark.parametrize(
    "ref", ["nowhere", "main..change", "--output=x", "-x", "main:data", "HEAD~9", "", "main\nchange", "^main", "@{u}"]
)
def test_a_name_that_is_no_commit(
    ref: str, repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The review exits with 2 and names a command that helps; no name is read as an option of git."""
    monkeypatch.chdir(repo.root)
    before = state_of(repo.root)

    assert "git fetch" in exits_two(run, f"--base={ref}")
    assert state_of(repo.root) == before


def test_a_shallow_clone(repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An incomplete history cannot be compared: the review exits with 2."""
    repo.commit()
    repo.git("clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{repo.root}", str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")

    assert "git fetch --unshallow" in exits_two(run, "--base", "origin/main")


def test_a_partial_clone(repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Missing contents are not fetched."""
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "partial"
    repo.git("clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{repo.root}", str(clone))
    monkeypatch.chdir(clone)

    assert "git fetch --refetch" in exits_two(run, "--base", "origin/main", "--head", "origin/change")


def test_nothing_in_common(repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """Two histories without a common commit cannot be compared."""
    monkeypatch.chdir(repo.root)
    repo.git("checkout", "--quiet", "--orphan", "alone")
    repo.commit()

    assert "không có lịch sử chung" in exits_two(run, "--base", "main", "--head", "alone")


def test_no_repository(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Outside a repository the review exits with 2."""
    monkeypatch.chdir(tmp_path)
    assert "kho git" in exits_two(run, "--base", "main")


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo \"fatal: detected dubious ownership in repository at '/x'\" >&2; exit 128", "safe.directory"),
        ("echo 'fatal: out of memory' >&2; exit 128", "out of memory"),
        ("sleep 30", "0.2 giây"),
    ],
)
def test_a_git_that_does_not_answer(
    script: str, message: str, repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    """The clone of another user, an error of git and a call without end have a message each."""
    monkeypatch.chdir(repo.root)
    monkeypatch.setattr(git, "TIMEOUT", 0.2 if "sleep" in script else 20)
    program(tmp_path / "git", script + "\n")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    assert message in exits_two(run, "--base", "main")


def test_no_git(repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without git the review exits with 2."""
    monkeypatch.chdir(repo.root)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert "không có git" in exits_two(run, "--base", "main")


def test_an_old_git(repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A git that cannot merge without a work tree has a message."""
    with open_repository(repo.root) as repository:
        commit = repository.commit("main")
        script = (
            'for one in "$@"; do [ "$one" = merge-tree ] && { echo "usage: git merge-tree" >&2; exit 129; }; done\n'
        )
        program(tmp_path / "git", script)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        with pytest.raises(Plan190Error) as caught:
            repository.merged(commit, commit)

    assert caught.value.key == "error.git_old"


@pytest.mark.parametrize("name", ['a "b"', "a\\b", "#a", "à ộ"])
def test_a_repository_in_a_folder_with_unusual_characters(
    name: str, repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its objects can be read."""
    repo.write(OWN, FRESH)
    repo.commit()
    there = repo.root.rename(repo.root.parent / name)
    monkeypatch.chdir(there)

    assert run("review", "--base", "main", "--as-of", TODAY).code == 0


def test_from_a_folder_further_down(repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are relative to the current folder."""
    repo.write(OWN, FRESH.replace("in_progress", "x", 1))
    repo.commit()
    monkeypatch.chdir(repo.root / "data" / "updates")
    ran = run("review", "--base", "main", "--as-of", TODAY, "--format", "concise")

    assert "../updates/so-y-te/2023-08.yaml:6:12" in ran.out


def test_a_name_in_another_encoding_can_be_edited(repo: Repo, review: Review) -> None:
    """A finding in a file whose name is not UTF-8 has an address for editing."""
    Path(os.fsdecode(os.fsencode(repo.root / "data/updates/so-y-te") + b"/\xe1.yaml")).write_text(FRESH, "utf-8")
    repo.commit()
    code, facts = review("github:101", "--edit-url", "https://hu-cau.example/edit")

    assert (code, charged(facts)) == (1, ["P008"])


def test_data_in_another_folder(repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """`--data` selects the data folder; other files count as outside."""
    repo.git("mv", "data", "so-lieu")
    repo.git("checkout", "--quiet", "-B", "main")
    repo.commit()
    repo.git("checkout", "--quiet", "-B", "change")
    repo.write("so-lieu/updates/so-y-te/2023-08.yaml", FRESH)
    repo.commit()
    monkeypatch.chdir(repo.root)
    arguments = ("review", "--base", "main", "--as-of", TODAY, "--actor", "github:101")

    assert run(*arguments, "--data", "so-lieu").code == 0
    assert "không có thư mục dữ liệu" in run(*arguments).err


def test_an_actor_who_cannot_be_looked_up(repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """An actor in the wrong form, or broken owners in the base: the review exits with 2."""
    monkeypatch.chdir(repo.root)
    for actor in ("yte", "twitter:1", "github:", ":1", ""):
        assert "--actor" in exits_two(run, "--base", "main", "--actor", actor)

    repo.git("checkout", "--quiet", "main")
    repo.write("data/owners.yaml", "owners: x\n")
    repo.commit()
    assert "owners.yaml" in exits_two(run, "--base", "main", "--head", "main", "--actor", "github:1")


def test_a_broken_plan_accepts_no_report(repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """While the plan of the base has errors, only the change that repairs it is accepted."""
    good = repo.read("data/tasks.yaml")
    monkeypatch.chdir(repo.root)
    repo.git("checkout", "--quiet", "main")
    repo.write("data/tasks.yaml", good.replace("number: 2\n", "number: hai\n", 1))
    repo.commit()
    repo.git("checkout", "--quiet", "-B", "change")
    repo.write(OWN, FRESH)
    repo.commit()
    assert "đang có lỗi" in exits_two(run, "--base", "main", "--actor", "github:101")

    repo.write("data/tasks.yaml", good)
    repo.commit()
    assert run("review", "--base", "main", "--as-of", TODAY, "--actor", "github:1").code == 0


def test_many_findings_on_one_long_line(repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """Long lines are cut and at most a hundred findings of a kind are shown, so the output stays small."""
    monkeypatch.chdir(repo.root)
    numbers = ", ".join(f"0912 345 {number:03}" for number in range(900))
    repo.write(OWN, FRESH + f"# {numbers} {'x' * 200_000}\n" + f"# {numbers}\n" * 9)
    repo.commit()
    ran = run("review", "--base", "main", "--head", "change", "--as-of", TODAY)

    assert ran.code == 1
    assert ran.out.count("[P329]") == 100
    assert len(ran.out) < 200_000
