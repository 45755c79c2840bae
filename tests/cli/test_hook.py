"""The hook of a plain server, in a real bare repository, set up as docs/setup.md says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.review.repository import FRESH, TODAY, Repo, fresh

if TYPE_CHECKING:
    from pathlib import Path

HOOK = re.compile(r"^```sh\n(#!/bin/sh\n.*?)^```", re.DOTALL | re.MULTILINE)
SETTINGS = re.compile(r"^git -C \S+ config (\S+) (\S+)$", re.MULTILINE)
KEY = re.compile(r'^command="([^\n]*)",restrict ', re.MULTILINE)

PLAN190 = """\
#!/bin/sh
command=$1
shift
exec {python} -P -m plan190 "$command" --as-of {today} "$@"
"""

SSH = """\
#!/bin/sh
# What sshd does with a key whose line has a command: the client's own words are only passed to it.
for last; do :; done
SSH_ORIGINAL_COMMAND=$last exec sh -c "$FORCED"
"""

ZERO = "0" * 40


@dataclass(frozen=True)
class Pushed:
    """The result of a push: whether git accepted it, and its output."""

    taken: bool
    output: str


@dataclass(frozen=True)
class Server:
    """A bare repository with the hook, and a clone that pushes to it."""

    bare: Path
    repo: Repo
    env: dict[str, str]

    def push(self, *words: str, **who: str) -> Pushed:
        """Push these refs as the account in the environment."""
        ran = subprocess.run(
            ["git", "push", str(self.bare), *words],
            cwd=self.repo.root,
            env=self.env | who,
            capture_output=True,
            check=False,
            timeout=60,
        )
        return Pushed(ran.returncode == 0, (ran.stdout + ran.stderr).decode())

    def tip(self, branch: str = "main") -> str:
        """Return the commit of the server's branch."""
        return self.repo.git("--git-dir", str(self.bare), "rev-parse", branch)

    def hook(self, lines: str, **who: str) -> subprocess.CompletedProcess[bytes]:
        """Call the hook with these lines."""
        env = self.env | {"GIT_DIR": str(self.bare)} | who
        script = self.bare / "hooks" / "pre-receive"
        return subprocess.run(
            [str(script)], cwd=self.bare, env=env, input=lines.encode(), capture_output=True, check=False, timeout=60
        )


def page(name: str = "setup.md") -> str:
    """Return the documentation page on the setup of a server."""
    return (ROOT / "docs" / name).read_text("utf-8")


@pytest.fixture
def server(tmp_path: Path) -> Server:
    """A server with the setup of the page and a fixed date for plan190."""
    repo = fresh(tmp_path)
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    for name, text in (("plan190", PLAN190), ("ssh", SSH)):
        (bin_ / name).write_text(text.format(python=sys.executable, today=TODAY) if name == "plan190" else text)
        (bin_ / name).chmod(0o755)
    bare = tmp_path / "plan190.git"
    repo.git("clone", "--quiet", "--bare", "--branch", "main", "--single-branch", str(repo.root), str(bare))
    for name, value in SETTINGS.findall(page()):
        repo.git("--git-dir", str(bare), "config", name, value)
    match = HOOK.search(page())
    assert match is not None
    hook = bare / "hooks" / "pre-receive"
    script = match[1].replace("/opt/plan190/bin/plan190", str(bin_ / "plan190"))
    assert str(bin_) in script
    hook.write_text(script, "utf-8")
    hook.chmod(0o755)
    kept = {"PATH": f"{bin_}:{os.environ['PATH']}", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "PLAN190_CACHE": "off"}
    return Server(bare, repo, kept | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull})


def report(server: Server) -> str:
    """Commit a valid report of so-y-te and return the commit."""
    server.repo.write("data/updates/so-y-te/2023-08.yaml", FRESH)
    return server.repo.commit()


def test_the_page_names_the_settings_of_git() -> None:
    """The three settings are in both languages, beside the same hook."""
    wanted = {
        ("receive.denyNonFastForwards", "true"),
        ("receive.denyDeletes", "true"),
        ("transfer.fsckObjects", "true"),
    }

    for name in ("setup.md", "setup.vi.md"):
        assert set(SETTINGS.findall(page(name))) == wanted
        assert HOOK.findall(page(name)) == HOOK.findall(page())
        assert KEY.findall(page(name)) == KEY.findall(page())


@pytest.mark.parametrize("who", [{"GL_USER": "lan"}, {"REMOTE_USER": "lan"}, {"USER": "lan"}])
def test_a_report_of_the_pushers_agency_is_accepted(server: Server, who: dict[str, str]) -> None:
    """A valid report reaches the server, with each variable that names the pusher."""
    head = report(server)
    pushed = server.push("change:main", **who)

    assert pushed.taken, pushed.output
    assert server.tip() == head
    assert "Sở Y tế" in pushed.output
    assert "Đã vào nhánh chính" in pushed.output


@pytest.mark.parametrize(
    ("forge", "who"),
    [
        ("gitea", {"GITEA_PUSHER_ID": "101", "GL_USER": "tong-hop"}),
        ("gitlab", {"GL_ID": "user-101", "USER": "tong-hop"}),
    ],
)
def test_the_number_of_a_forge_precedes_a_name(server: Server, forge: str, who: dict[str, str]) -> None:
    """The numbers of Gitea and GitLab are looked up for that forge: 101 may submit for so-y-te only."""
    owners = server.repo.read("data/owners.yaml").replace("forge: github", f"forge: {forge}")
    server.repo.write("data/owners.yaml", owners)
    server.repo.commit()
    assert server.push("change:main", GL_USER="tong-hop").taken
    server.repo.replace("data/updates/so-noi-vu/2023-08.yaml", "progress: 10", "progress: 90")
    server.repo.commit()

    assert "P401" in server.push("change:main", **who).output
    server.repo.git("reset", "--quiet", "--hard", "HEAD~1")
    report(server)
    assert server.push("change:main", **who).taken


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ({"GL_USER": "lan"}, "P401"),
        ({"GL_USER": "ai-do"}, "P407"),
        ({"GL_ID": "key-1", "USER": "lan"}, "P407"),
        ({"GITEA_PUSHER_ID": "lan"}, "P407"),
    ],
)
def test_a_foreign_folder_and_strangers_are_refused(server: Server, who: dict[str, str], code: str) -> None:
    """Another agency's report and an unknown account are refused; nothing of the push stays."""
    before = server.tip()
    server.repo.replace("data/updates/so-noi-vu/2023-08.yaml", "progress: 10", "progress: 90")
    head = server.repo.commit()
    pushed = server.push("change:main", **who)

    assert not pushed.taken
    assert code in pushed.output
    assert "pre-receive hook declined" in pushed.output
    assert server.tip() == before
    looked = ["git", "--git-dir", str(server.bare), "cat-file", "-e", head]
    assert subprocess.run(looked, capture_output=True, check=False).returncode != 0


def test_an_unnamed_pusher_is_refused(server: Server) -> None:
    """A server that does not name the pusher accepts nothing."""
    report(server)
    pushed = server.push("change:main")

    assert not pushed.taken
    assert "REMOTE_USER" in pushed.output


def test_owners_are_those_before_the_push(server: Server) -> None:
    """An account that makes itself coordinator in the same push is not one yet."""
    owners = server.repo.read("data/owners.yaml").replace("agencies: [so-y-te]\n", "role: coordinator\n", 1)
    server.repo.write("data/owners.yaml", owners)
    server.repo.commit()

    assert "P401" in server.push("change:main", GL_USER="lan").output


def test_a_push_without_data_is_judged(server: Server) -> None:
    """Nobody decides on the merge of a push, so an agency may push nothing but its reports."""
    server.repo.write("README.md", "khác\n")
    server.repo.commit()

    assert "P401" in server.push("change:main", GL_USER="lan").output
    assert server.push("change:main", GL_USER="tong-hop").taken


@pytest.mark.parametrize(("text", "answer"), [("owners: []\n", "P407"), (None, "owners.yaml")])
def test_a_push_without_owners_is_refused(text: str | None, answer: str, server: Server) -> None:
    """Otherwise the first one to push could make itself coordinator."""
    if text is None:
        server.repo.git("rm", "--quiet", "data/owners.yaml")
    else:
        server.repo.write("data/owners.yaml", text)
    server.repo.commit()
    assert server.push("change:main", GL_USER="tong-hop").taken
    report(server)
    pushed = server.push("change:main", GL_USER="lan")

    assert not pushed.taken
    assert answer in pushed.output


def test_history_is_neither_rewritten_nor_removed(server: Server) -> None:
    """Git's settings refuse a forced push and a deletion; without the settings, plan190 refuses them."""
    server.repo.git("switch", "--quiet", "main")
    server.repo.git("commit", "--quiet", "--amend", "-m", "khác")
    forced, deleted = ("+main:main",), (":main",)
    who = {"GL_USER": "tong-hop"}
    before = server.tip()

    assert not server.push(*forced, **who).taken
    assert not server.push(*deleted, **who).taken
    for name in ("receive.denyNonFastForwards", "receive.denyDeletes"):
        server.repo.git("--git-dir", str(server.bare), "config", name, "false")
    server.repo.git("--git-dir", str(server.bare), "config", "receive.denyDeleteCurrent", "ignore")
    for words in (forced, deleted):
        pushed = server.push(*words, **who)
        assert not pushed.taken
        assert "P404" in pushed.output
    assert server.tip() == before


def test_other_branches_are_not_reviewed(server: Server) -> None:
    """A draft on another branch is accepted, also together with a valid report."""
    server.repo.replace("data/updates/so-noi-vu/2023-08.yaml", "progress: 10", "progress: 90")
    server.repo.commit()
    assert server.push("change:refs/heads/nhap").taken
    server.repo.git("reset", "--quiet", "--hard", "main")
    report(server)

    assert server.push("change:main", "change:refs/heads/khac", GL_USER="lan").taken


def test_one_refused_branch_refuses_the_push(server: Server) -> None:
    """Git accepts all refs of a push or none."""
    server.repo.replace("data/updates/so-noi-vu/2023-08.yaml", "progress: 10", "progress: 90")
    server.repo.commit()
    pushed = server.push("change:main", "change:refs/heads/nhap", GL_USER="lan")
    refs = server.repo.git("--git-dir", str(server.bare), "for-each-ref", "--format=%(refname)")

    assert not pushed.taken
    assert refs == "refs/heads/main"


def test_the_first_push_cannot_be_reviewed(server: Server) -> None:
    """Exit code 2 with advice: the coordinator pushes before the hook is installed."""
    ran = server.hook(f"{ZERO} {server.tip()} refs/heads/main\n", GL_USER="tong-hop")

    assert ran.returncode == 2
    assert b"main" in ran.stderr


@pytest.mark.parametrize("line", ["x", "HEAD main refs/heads/main", f"{ZERO} {ZERO}", f"{ZERO} main", "\xff"])
def test_an_invalid_line_is_refused(server: Server, line: str) -> None:
    """Exit code 2, and nothing is reviewed."""
    ran = server.hook(f"{line}\n", GL_USER="tong-hop")

    assert ran.returncode == 2
    assert ran.stdout == b""


def test_no_push_prints_nothing(server: Server) -> None:
    """Without a line the exit code is 0."""
    ran = server.hook("")

    assert (ran.returncode, ran.stdout.strip()) == (0, b"")


@pytest.mark.skipif(shutil.which("git-shell") is None, reason="git was installed without git-shell")
def test_a_key_names_the_pusher(server: Server) -> None:
    """With the page's line for a key, the server sets the name; the client can neither change it nor run more."""
    match = KEY.search(page())
    assert match is not None
    forced = match[1].replace('\\"', '"')
    ssh = {"GIT_SSH_COMMAND": "ssh", "FORCED": forced}
    bare = Server(server.bare, server.repo, server.env | ssh)
    address = f"git@may-chu:{server.bare}"
    report(server)
    words = ["git", "push", address, "change:main"]
    evil = ["git", "push", "--receive-pack=env GL_USER=tong-hop git-receive-pack", address, "change:main"]
    refused = subprocess.run(evil, cwd=server.repo.root, env=bare.env, capture_output=True, check=False, timeout=60)
    taken = subprocess.run(words, cwd=server.repo.root, env=bare.env, capture_output=True, check=False, timeout=60)

    assert "GL_USER=lan " in forced
    assert refused.returncode != 0
    assert b"unrecognized command" in refused.stderr
    assert taken.returncode == 0, taken.stderr.decode()
    assert b"server:lan" in taken.stderr


def test_a_branch_name_with_another_line_end(server: Server) -> None:
    """Git accepts such a name, so it is read as one name."""
    report(server)
    assert server.push("change:refs/heads/a\u2028b", GL_USER="lan").taken


def test_a_symbolic_name_of_the_branch_is_reviewed_too(server: Server) -> None:
    """A push to a symbolic ref moves the branch that it points to."""
    server.repo.git("--git-dir", str(server.bare), "symbolic-ref", "refs/heads/master", "refs/heads/main")
    server.repo.replace("data/updates/so-noi-vu/2023-08.yaml", "progress: 10", "progress: 99")
    server.repo.commit()
    before = server.tip()
    pushed = server.push("change:master", GL_USER="lan")

    assert not pushed.taken
    assert "P401" in pushed.output
    assert server.tip() == before
