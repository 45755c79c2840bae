"""The program as a process: pipes, locales, closed outputs, terminals, bugs."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from plan190.words.text import display_width
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PROGRAM = [sys.executable, "-m", "plan190"]


def environment(**extra: str) -> dict[str, str]:
    """Return the environment of a plain user with additional variables."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PLAN190_CACHE") if name in os.environ}
    return kept | extra


def run(*arguments: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the program with its output in a pipe."""
    return subprocess.run(
        [*PROGRAM, *arguments], cwd=ROOT, env=dict(env or environment()), capture_output=True, check=False, timeout=60
    )


def on_a_terminal(*arguments: str, columns: int, **extra: str) -> str:
    """Run the program on a terminal with this number of columns and 24 lines; return what it printed."""
    main, secondary = pty.openpty()
    env = environment(COLUMNS=str(columns), LINES="24", TERM="xterm", LC_ALL="C.UTF-8", **({"PAGER": ""} | extra))
    streams = {"stdin": secondary, "stdout": secondary, "stderr": secondary}
    with subprocess.Popen([*PROGRAM, *arguments], cwd=ROOT, env=env, **streams) as process:
        os.close(secondary)
        pieces = []
        while select.select([main], [], [], 60)[0]:
            try:
                piece = os.read(main, 65536)
            except OSError:
                break
            if not piece:
                break
            pieces.append(piece)
        assert process.wait() == 0
    os.close(main)
    return b"".join(pieces).decode().replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [80, 60, 40, 200])
@pytest.mark.parametrize(
    "command", [("status",), ("overdue",), ("explain", "29"), ("agencies",), ("assumptions",), ("show", "62")]
)
def test_fits_the_terminal(command: tuple[str, ...], columns: int) -> None:
    """No line is wider than the terminal, at any width, and words name the states."""
    out = on_a_terminal(*command, "--as-of", "2023-07-01", columns=columns, NO_COLOR="1")

    assert "\x1b" not in out
    assert [line for line in out.split("\n") if display_width(line.rstrip()) > columns] == []


def test_a_wider_terminal_is_used() -> None:
    """A wider terminal shows more."""
    narrow = on_a_terminal("overdue", "--as-of", "2023-07-01", columns=80, NO_COLOR="1")
    wide = on_a_terminal("overdue", "--as-of", "2023-07-01", columns=160, NO_COLOR="1")

    assert wide.count("\n") < narrow.count("\n")
    assert "Ngày cuối đúng hạn" in wide


def test_long_output_on_a_terminal_is_shown_in_the_pager(tmp_path: Path) -> None:
    """As in git: the program in PAGER, unless --no-pager is given or the output fits on the terminal."""
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho paged; cat\n")
    pager.chmod(0o755)

    assert on_a_terminal("tasks", columns=80, PAGER=str(pager)).startswith("paged\n")
    assert "paged" not in on_a_terminal("tasks", "--no-pager", columns=80, PAGER=str(pager))
    assert "paged" not in on_a_terminal("due-soon", columns=80, PAGER=str(pager))
    assert b"paged" not in run("tasks", env=environment(PAGER=str(pager))).stdout


def test_colour_only_on_a_terminal_and_only_if_wanted() -> None:
    """A terminal has colour, unless NO_COLOR or TERM=dumb is set; a pipe has none."""
    assert "\x1b[31m" in on_a_terminal("overdue", "--as-of", "2023-07-01", columns=80)
    assert "\x1b" not in on_a_terminal("overdue", "--as-of", "2023-07-01", columns=80, NO_COLOR="1")
    assert b"\x1b" not in run("overdue", "--as-of", "2023-07-01").stdout


@pytest.mark.parametrize("name", ["FORCE_COLOR", "CLICOLOR_FORCE"])
def test_colour_in_a_pipe_can_be_forced(name: str) -> None:
    """CI logs show colour; NO_COLOR overrides it, 0 forces nothing, and formats for programs have none."""
    coloured = run("overdue", "--as-of", "2023-07-01", env=environment(**{name: "1"})).stdout
    assert b"\x1b[31m" in coloured
    for more in ({name: "1", "NO_COLOR": "1"}, {name: "0"}, {name: ""}):
        assert b"\x1b" not in run("overdue", "--as-of", "2023-07-01", env=environment(**more)).stdout
    assert b"\x1b" not in run("overdue", "--format", "json", env=environment(**{name: "1"})).stdout


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C.UTF-8"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "cp1258"},
        {"PYTHONIOENCODING": "ascii"},
    ],
)
@pytest.mark.parametrize("command", [("status",), ("check",), ("--help",), ("show", "1"), ("stats",)])
def test_no_locale_breaks_it(locale: dict[str, str], command: tuple[str, ...]) -> None:
    """If characters cannot be printed, the program still answers with the usual exit code."""
    ran = run(*command, env=environment(**locale))

    assert ran.returncode == (2 if command == ("stats",) else 0), ran.stderr
    assert b"Traceback" not in ran.stderr
    assert b"plan190 h" not in ran.stderr


def test_a_pipe_gets_one_line_for_each_row() -> None:
    """67 tasks are 67 lines, with --full with their whole content."""
    lines = run("tasks", "--full").stdout.decode().split("\n")
    rows = [line for line in lines if line[:2].strip().isdigit() and line[2:4] == "  "]

    assert len(rows) == 67
    assert "hình thành kỹ năng số." in rows[57]
    assert "…" not in "".join(rows)


def test_a_closed_pipe_is_silent() -> None:
    """`plan190 tasks | head -1` prints nothing on standard error."""
    command = f"{sys.executable} -m plan190 tasks --format json | head -1"
    ran = subprocess.run(
        ["/bin/sh", "-c", command], cwd=ROOT, env=environment(), capture_output=True, check=False, timeout=60
    )

    assert (ran.stdout, ran.stderr) == (b"{\n", b"")


def test_a_closed_output_is_exit_2() -> None:
    """The error says that the output cannot be printed."""
    ran = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m plan190 status >&-"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert ran.returncode == 2
    assert ran.stderr.startswith(b"plan190: ")


def test_a_deleted_current_folder_does_no_harm(tmp_path: Path) -> None:
    """Without a current folder, the copy inside plan190 is used."""
    gone = tmp_path / "gone"
    program = f'{sys.executable} -c "from plan190.__main__ import run; run()"'
    script = f'mkdir "{gone}" && cd "{gone}" && rmdir "{gone}" && {program}'
    env = environment(PYTHONPATH=str(ROOT))
    ran = subprocess.run(["/bin/sh", "-c", f"{script} status"], env=env, capture_output=True, check=False, timeout=60)

    assert (ran.returncode, ran.stdout[:5]) == (0, "Kế h".encode()[:5])


def test_a_full_disk_is_exit_2() -> None:
    """An error says that the output cannot be written."""
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        ran = subprocess.run(
            [*PROGRAM, "status"],
            cwd=ROOT,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )

    assert ran.returncode == 2
    assert ran.stderr.count(b"\n") == 1
    assert b"Traceback" not in ran.stderr


def test_a_bug_is_one_line_and_exit_3(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A bug prints one sentence and how to report it; a traceback only on request."""
    from plan190.cli import main as cli_main

    def breaks(*_: object) -> int:
        raise RuntimeError("hỏng\x1b[31m")

    monkeypatch.setattr(cli_main, "_run", breaks)
    monkeypatch.delenv("PLAN190_DEBUG", raising=False)
    assert cli_main.main(["status"]) == 3
    output = capsys.readouterr().err
    assert output.count("\n") == 1
    assert "\x1b" not in output
    assert "RuntimeError" in output
    monkeypatch.setenv("PLAN190_DEBUG", "1")
    assert cli_main.main(["status"]) == 3
    assert "Traceback" in capsys.readouterr().err


def test_figures_that_do_not_add_up_are_not_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If a total is wrong, only an error is printed."""
    from plan190.cli import main as cli_main
    from plan190.errors import TotalsError

    def fails(*_: object) -> int:
        raise TotalsError("1 + 1 = 3")

    monkeypatch.setattr(cli_main, "_run", fails)
    assert cli_main.main(["status"]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "1 + 1 = 3" in captured.err


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("check",), ("tasks", "--format", "json")])
def test_every_output_error_is_exit_2(arguments: tuple[str, ...]) -> None:
    """A full disk and a missing standard output are reported for every kind of output."""
    for redirect in (">/dev/full", ">&- 2>&-"):
        command = f"{sys.executable} -m plan190 {' '.join(arguments)} {redirect}"
        ran = subprocess.run(
            ["/bin/sh", "-c", command], cwd=ROOT, env=environment(), capture_output=True, check=False, timeout=60
        )
        assert ran.returncode == 2, redirect
        assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_shell_completion_script(shell: str) -> None:
    """Each shell gets a script that calls the program, and other names are refused."""
    ran, refused = run("--lang", "en", "--show-completion", shell), run("--show-completion", "cmd")

    assert ran.returncode == 0
    assert ran.stdout.strip() == run(env=environment(_PLAN190_COMPLETE=f"source_{shell}")).stdout.strip()
    assert f"complete_{shell}".encode() in ran.stdout
    assert refused.returncode == 2
    assert b"powershell" in refused.stderr


def test_shell_completion_is_installed_for_the_named_shell(tmp_path: Path) -> None:
    """The script is written into the user's folder."""
    ran = run("--install-completion", "zsh", env=environment(HOME=str(tmp_path)))

    assert ran.stdout.decode() == f"{tmp_path}/.zfunc/_plan190\n"
    assert (tmp_path / ".zfunc/_plan190").read_text().startswith("#compdef plan190\n")


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("plan190 due", [b"due-soon"]),
        ("plan190 agency so-y", [b"so-y-te"]),
        ("plan190 show 6", [b"6", *(str(number).encode() for number in range(60, 68))]),
        ("plan190 tasks --state due", [b"due_soon"]),
        ("plan190 tasks --kind outside", [b"outside_schedule"]),
        ("plan190 tasks --lead ubnd-h-d", [b"ubnd-h-dong-phu"]),
        ("plan190 agency --data nowhere so-y", []),
        ("plan190 report a", [b"agency"]),
        ("plan190 report agency so-y", [b"so-y-te"]),
        ("plan190 report agency so-y-te so-y", []),
        ("plan190 report task 66", [b"66"]),
        ("plan190 report monthly --period 2023-0", [b"2023-07", b"2023-08", b"2023-09"]),
        ("plan190 check --explain P32", [f"P32{number}".encode() for number in range(10)]),
        ("plan190 check --format g", [b"github", b"gitlab"]),
        ("plan190 check --report j", [b"json=", b"junit="]),
        ("plan190 calendar --format i", [b"ics"]),
        ("plan190 remind --kind b", [b"before"]),
        ("plan190 remind --letterhead to", [b"to-cong-tac"]),
        ("plan190 gate --fail-on s", [b"stale"]),
        ("plan190 obstacles --category k", [b"kinh-phi", b"khac"]),
        ("plan190 status --lang v", [b"vi"]),
        ("plan190 --lang e", [b"en"]),
    ],
)
def test_shell_completion_answers(typed: str, proposed: list[bytes]) -> None:
    """The existing values are proposed."""
    words = str(len(typed.split()) - 1)
    env = environment(_PLAN190_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=words)

    assert run(env=env).stdout.split() == proposed


def test_commands_are_proposed_with_their_help() -> None:
    """The shell shows what each command does."""
    env = environment(_PLAN190_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="plan190 stat")

    assert run(env=env).stdout.decode().startswith('_arguments \'*: :(("status":"Việc cần chú ý')


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_no_command(option: str) -> None:
    """They need only the names of the commands."""
    code = f"import sys; from plan190.cli.main import main; main(['{option}']); print(*sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment(), capture_output=True, check=True)

    assert b"plan190.cli.main" in ran.stderr
    assert b"plan190.cli.status" not in ran.stderr
    assert b"plan190.status" not in ran.stderr


def test_status_does_not_import_what_it_does_not_need() -> None:
    """With a cache, status imports no pydantic, YAML or holidays, and in a pipe no rich."""
    code = (
        "import sys; from plan190.cli.main import main; main(['status', '--as-of', '2023-07-01']);"
        "main(['status', '--as-of', '2023-07-01']);"
        "print(sorted(m for m in sys.modules if '.' not in m), file=sys.stderr)"
    )
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        env = environment(PLAN190_CACHE=folder)
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, check=True, timeout=60)
        ran = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, check=True, timeout=60
        )

    imported = ran.stderr.decode()
    assert "'plan190'" in imported
    for heavy in ("pydantic", "yaml", "holidays", "rich"):
        assert f"'{heavy}'" not in imported


@pytest.mark.parametrize("pager", [" ", "cat", "no-such-program", 'less "-R'])
def test_without_a_usable_pager_the_output_is_printed(pager: str) -> None:
    """An empty or unknown program, or one that cannot be parsed, does no harm."""
    assert on_a_terminal("tasks", columns=80, PAGER=pager).count("\n") > 67


def test_proposals_of_the_shell_come_without_messages() -> None:
    """An error would be printed at the prompt."""
    env = environment(_PLAN190_COMPLETE="complete_bash", COMP_WORDS="plan190 stat", COMP_CWORD="1", PLAN190_LANG="fr")
    ran = run(env=env)

    assert (ran.returncode, ran.stderr) == (0, b"")


def test_texts_in_full_wrap_in_a_given_width() -> None:
    """`--full` and `--width` together cut nothing, and no line is longer."""
    out = run("overdue", "--full", "--width", "70").stdout.decode()

    assert max(map(display_width, out.split("\n"))) <= 70
    assert "…" not in out
