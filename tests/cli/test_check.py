"""`plan190 check` for clerks and CI."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from plan190.diagnostics import CODES
from tests.conftest import ROOT, replaced
from tests.formats.sample_findings import COMMAND, CONTROL, NAMES
from tests.formats.test_github import read as read_github
from tests.formats.test_junit import read as read_junit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran


def test_clean_data(run: Callable[..., Ran]) -> None:
    """The repository's own data have no error, and the number of files is printed."""
    ran = run("check")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Không có lỗi trong 9 tệp.\n"


def broken(copy: Path) -> None:
    """Break four files in six ways."""
    replaced(copy, "tasks.yaml", "  - number: 2\n", "  - number: 2\n    deadine: x\n")
    replaced(copy, "tasks.yaml", "month: 2023-06}", "month: 6/2023}")
    replaced(copy, "agencies.yaml", "english: Department of Health", "english: no")
    replaced(copy, "plan.yaml", "issued_on: 2023-06-12", "issued_on: 12/6/2023")
    replaced(copy, "plan.yaml", "soon: 7", "soon: bảy")
    replaced(copy, "documents.yaml", "kind: decree", "kind: degree")


def test_all_findings_of_all_files_in_one_run(run: Callable[..., Ran], copy: Path) -> None:
    """One run reports six findings in four files, ordered by file and line, with exit code 1."""
    broken(copy)
    ran = run("check", "--data", str(copy), "--format", "json")
    report = json.loads(ran.out)

    assert ran.code == 1
    assert [(finding["path"].rsplit("/", 1)[1], finding["code"]) for finding in report["findings"]] == [
        ("agencies.yaml", "P107"),
        ("documents.yaml", "P204"),
        ("plan.yaml", "P206"),
        ("plan.yaml", "P203"),
        ("tasks.yaml", "P202"),
        ("tasks.yaml", "P206"),
    ]
    assert report["counts"] == {"error": 6, "warning": 0, "note": 0, "waived": 0, "old": 0}


def test_json_is_the_contract(run: Callable[..., Ran], copy: Path) -> None:
    """The JSON object has all keys of the contract, even without a finding."""
    clean = json.loads(run("check", "--format", "json", "--as-of", "2023-07-01").out)
    broken(copy)
    findings = json.loads(run("check", "--data", str(copy), "--format", "json", "--lang", "en").out)["findings"]

    assert list(clean) == ["format", "version", "tool", "run", "counts", "findings"]
    assert (clean["format"], clean["version"], clean["findings"]) == ("plan190.check", 1, [])
    assert clean["run"]["today"] == "2023-07-01"
    assert set(findings[0]) >= {
        "code", "name", "severity", "message", "help", "url", "path", "line", "column", "end_line", "end_column",
        "agency", "task", "field", "fingerprint", "fixable", "new", "waived_by",
    }  # fmt: skip
    assert findings[4]["name"] == CODES[findings[4]["code"]].name == "unknown-key"
    assert findings[4]["field"] == "tasks[1].deadine"
    assert "deadline" in findings[4]["message"]
    assert len({finding["fingerprint"] for finding in findings}) == len(findings)


def test_fingerprints_stay_when_lines_move(run: Callable[..., Ran], copy: Path) -> None:
    """A line added above a finding does not change its fingerprint."""
    replaced(copy, "agencies.yaml", "- id: so-y-te", "- id: so-noi-vu")
    replaced(copy, "tasks.yaml", "chuyên đổi số", "chuyển đổi số")
    replaced(copy, "plan.yaml", "  kind: Kế hoạch\n", "  kind: Kế hoạch\n  number: x\n")
    before = json.loads(run("check", "--data", str(copy), "--format", "json").out)["findings"]
    for name in ("tasks.yaml", "plan.yaml", "agencies.yaml"):
        path = copy / name
        path.write_text("# thêm một dòng\n" + path.read_text("utf-8"), "utf-8")
    after = json.loads(run("check", "--data", str(copy), "--format", "json").out)["findings"]

    assert len(before) > 2
    assert [finding["fingerprint"] for finding in before] == [finding["fingerprint"] for finding in after]
    assert [finding["line"] for finding in before] != [finding["line"] for finding in after]


def test_text_has_place_sentence_line_mark_and_advice(run: Callable[..., Ran], copy: Path) -> None:
    """A clerk sees the place, the problem, the line with a mark, and how to repair it."""
    replaced(copy, "plan.yaml", "issued_on: 2023-06-12", "issued_on: 12/6/2023")
    lines = run("check", "--data", str(copy)).out.split("\n")

    assert lines[0] == f"{copy}/plan.yaml:14:14: lỗi[P206] ngày “12/6/2023” viết kiểu ngày/tháng/năm"
    assert lines[2] == " 14 |   issued_on: 12/6/2023"
    assert lines[3] == "    |              ^^^^^^^^^"
    assert lines[4].startswith("   = cách sửa: viết năm-tháng-ngày. Dòng đúng: issued_on: 2023-06-12.")


def test_concise_is_one_line_a_finding(run: Callable[..., Ran], copy: Path) -> None:
    """Six findings give six lines that begin with a place, the count, the repair, and that more may be found."""
    broken(copy)
    lines = run("check", "--data", str(copy), "--format", "concise", "--lang", "en").out.splitlines()

    assert len(lines) == 10
    assert all(line.startswith(str(copy)) for line in lines[:6])
    assert lines[6] == "Errors: 6, warnings: 0, notes: 0. Files checked: 9."
    assert lines[7].startswith("plan190 can repair 1 of them: plan190 check --fix")
    assert lines[8].startswith("Some files could not be read completely")
    assert lines[9] == "To see a code explained: plan190 check --explain P107"


@pytest.mark.parametrize("code", CODES)
def test_explain_prints_the_page_of_every_code(run: Callable[..., Ran], code: str) -> None:
    """Each code has a page in both languages, by number or by name, in any case."""
    page = run("check", "--explain", code).out

    assert page.startswith(f"{code} {CODES[code].name} (")
    assert run("check", "--explain", code.lower()).out == page
    assert run("check", "--explain", CODES[code].name).out == page
    assert run("check", "--explain", code, "--lang", "en").out.split("\n")[0] != page.split("\n")[0]


@pytest.mark.parametrize(("code", "waivable"), [("P326", True), ("P402", False)])
def test_explain_says_whether_a_code_can_be_waived(run: Callable[..., Ran], code: str, waivable: bool) -> None:  # noqa: FBT001 - a case
    """The last line of the page and a key of the JSON say it."""
    ran = run("check", "--explain", code)

    assert ("Mã này miễn được" in ran.out.splitlines()[-1]) is waivable
    assert json.loads(run("check", "--explain", code, "--format", "json").out)["waivable"] is waivable


def test_a_hostile_file_name_or_value_cannot_control_the_terminal(run: Callable[..., Ran], copy: Path) -> None:
    """Every format writes control characters as codes."""
    replaced(copy, "plan.yaml", 'number: "190"', 'number: "1\\e[2J\\u202e90"\n  "\\e[31m": x')
    for format_ in ("text", "concise", "json"):
        out = run("check", "--data", str(copy), "--format", format_).out
        assert not any(character in out for character in "\x1b\u202e\x07\x9b")


def test_rich_markup_in_data_is_text(run: Callable[..., Ran], copy: Path) -> None:
    """Brackets in the data neither disappear nor cause an error."""
    replaced(copy, "agencies.yaml", "english: Department of Health", 'english: "[red]Health[/nothing] :warning:"')
    ran = run("agencies", "--data", str(copy), "--lang", "en")

    assert ran.code == 0
    assert "[red]Health[/nothing] :warning:" in ran.out


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder."""
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.invalid", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def test_commands_that_read_never_write(run: Callable[..., Ran], copy: Path) -> None:
    """No such command changes the bytes or times of the work tree or of git's index."""
    root = copy.parent
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")

    def state() -> dict[str, tuple[int, bytes]]:
        files = [file for file in root.rglob("*") if file.is_file()]
        return {str(file): (file.stat().st_mtime_ns, file.read_bytes()) for file in files}

    before = state()
    assert len(before) > 20
    commands = ("status", "tasks", "overdue", "due-soon", "recurring", "agencies", "assumptions", "check")
    for command in (*((name,) for name in commands), ("show", "1"), ("explain", "1"), ("agency", "so-y-te")):
        assert run(*command, "--data", str(copy)).code == 0
    broken(copy)
    edited = state()
    assert run("check", "--data", str(copy)).code == 1

    assert {path for path in before if before[path] != edited[path]} == {
        str(copy / name) for name in ("agencies.yaml", "documents.yaml", "plan.yaml", "tasks.yaml")
    }
    assert state() == edited


def test_an_error_in_one_entry_hides_none_in_another(run: Callable[..., Ran], copy: Path) -> None:
    """A misspelt key in one task and a wrong kind of document do not hide another task's wrong deadline."""
    replaced(copy, "tasks.yaml", "  - number: 2\n", "  - number: 2\n    deadine: x\n")
    replaced(copy, "tasks.yaml", "date: 2023-06-15", "date: 2023-08-15")
    replaced(copy, "documents.yaml", "kind: decree", "kind: degree")
    findings = json.loads(run("check", "--data", str(copy), "--format", "json").out)["findings"]

    assert [(finding["code"], finding["task"]) for finding in findings] == [
        ("P204", None),
        ("P202", None),
        ("P311", 37),
    ]
    line = (copy / "tasks.yaml").read_text("utf-8").split("\n")[findings[2]["line"] - 1]
    assert "2023-08-15" in line


def test_a_source_that_is_not_text_is_reported(run: Callable[..., Ran], copy: Path) -> None:
    """The issued text passes the same checks, and its lines are shown."""
    path = copy / "source" / "ke-hoach-190-kh-ubnd.txt"
    text = path.read_text("utf-8")
    path.write_text(text.replace("\n2\tĐưa ra", "\n2 Đưa ra", 1), "utf-8")
    out = run("check", "--data", str(copy)).out
    assert "source/ke-hoach-190-kh-ubnd.txt:116:1: cảnh báo[P343]" in out
    assert "116 | 2 Đưa ra mục tiêu" in out
    path.write_bytes(text.encode("utf-16"))
    assert "lỗi[P003] tệp lưu bằng mã UTF-16" in run("check", "--data", str(copy)).out


def test_no_data_at_all_is_exit_2(run: Callable[..., Ran], tmp_path: Path) -> None:
    """In an empty folder, check gives no answer, as all other commands."""
    for command in ("check", "status"):
        ran = run(command, "--data", str(tmp_path))
        assert ran.code == 2
        assert "plan.yaml" in ran.err


def test_links_and_folders_are_not_files(run: Callable[..., Ran], copy: Path) -> None:
    """A link or a folder in place of a file is reported, and the other files are still checked."""
    (copy / "documents.yaml").unlink()
    (copy / "documents.yaml").symlink_to("/etc/hostname")
    (copy / "agencies.yaml").unlink()
    (copy / "agencies.yaml").mkdir()
    replaced(copy, "plan.yaml", "soon: 7", "soon: bảy")
    report = json.loads(run("check", "--data", str(copy), "--format", "json").out)

    assert [finding["code"] for finding in report["findings"]] == ["P006", "P006", "P203"]


def test_a_file_that_is_too_large_is_not_read(run: Callable[..., Ran], copy: Path) -> None:
    """A data file has at most two megabytes."""
    (copy / "documents.yaml").write_bytes(b"# x\n" * 1_000_000)

    assert "P002" in run("check", "--data", str(copy)).out


def test_a_long_list_of_problems_is_limited(run: Callable[..., Ran], copy: Path) -> None:
    """A report that cites one document 1,000 times: 500 problems are listed, the others are counted."""
    path = copy / "updates" / "so-y-te" / "2023-08.yaml"
    path.parent.mkdir(parents=True)
    head = "agency: so-y-te\nperiod: 2023-08\nreported_on: 2023-08-10\nupdates:\n- task: 35\n  state: in_progress\n"
    evidence = "  - {title: a, number: 1/QĐ-HUCAU, date: 2023-08-01}\n" * 1_000
    path.write_text(f"{head}  summary: x\n  evidence:\n{evidence}", "utf-8")
    replaced(copy, "plan.yaml", "  tasks: 67\n", "  tasks: 67\n  fiction: true\n")
    ran = run("check", "--data", str(copy), "--as-of", "2023-08-20", "--format", "concise")

    assert ran.out.count("[P341]") + ran.out.count("[P308]") == 500
    assert "500 nội dung nữa không liệt kê ở đây: 0 lỗi, 500 cảnh báo" in ran.out
    assert "0 lỗi, 1.000 cảnh báo" in ran.out


def test_the_data_folder_has_exactly_these_files() -> None:
    """This also fails if a test has left a file in it."""
    names = [file.name for file in sorted((ROOT / "data").iterdir())]

    assert names == [
        "agencies.yaml", "decisions.yaml", "documents.yaml", "letterheads.yaml", "owners.yaml", "plan.yaml", "source",
        "tasks.yaml", "updates", "waivers.yaml",
    ]  # fmt: skip


WARNED = (
    "agency: so-y-te\nperiod: 2023-06\nreported_on: 2023-06-30\nupdates:\n"
    "  - {task: 32, state: in_progress, summary: Ðã làm.}\n"
)
"""A report with a look-alike character and no other finding."""


def warned(copy: Path) -> Path:
    """Add a report that causes a warning."""
    file = copy / "updates" / "so-y-te" / "2023-06.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(WARNED, "utf-8")
    return file


def test_strict_fails_for_warnings(run: Callable[..., Ran], copy: Path) -> None:
    """A warning alone is exit code 0, with --strict exit code 1; the output is the same."""
    warned(copy)
    plain, strict = (run("check", "--data", str(copy), *more) for more in ((), ("--strict",)))

    assert "P602" in plain.out
    assert (plain.code, strict.code) == (0, 1)
    assert plain.out == strict.out
    assert run("check", "--strict").code == 0


def test_exit_zero_fails_for_no_finding(run: Callable[..., Ran], copy: Path, tmp_path: Path) -> None:
    """A job that only reports continues; it stops if nothing could be checked."""
    broken(copy)

    assert run("check", "--data", str(copy), "--exit-zero").code == 0
    assert run("check", "--data", str(copy), "--exit-zero", "--strict").code == 0
    assert "P202" in run("check", "--data", str(copy), "--exit-zero").out
    assert run("check", "--data", str(tmp_path / "nowhere"), "--exit-zero").code == 2
    assert run("check", str(copy / "updates" / "x"), "--data", str(copy), "--exit-zero").code == 2


def test_unused_and_ended_waivers_are_reported(run: Callable[..., Ran], copy: Path) -> None:
    """An unused waiver is not reported if some rules could not run."""
    replaced(copy, "plan.yaml", "  tasks: 67\n", "  tasks: 67\n  fiction: true\n")
    waiver = "  - {{code: P604, agency: {0}, reason: Hư cấu., by: cong-an-tinh, until: {1}-12-31}}\n"
    entries = waiver.format("so-y-te", 2023) + waiver.format("so-noi-vu", 2022)
    (copy / "waivers.yaml").write_text(f"waivers:\n{entries}", "utf-8")
    arguments = ("check", "--data", str(copy), "--as-of", "2023-08-10", "--format", "concise")
    whole = run(*arguments)
    broken(copy)
    part = run(*arguments)

    assert (whole.code, "P901" in whole.out, "P902" in whole.out) == (0, True, True)
    assert (part.code, "P901" in part.out, "P902" in part.out) == (1, False, False)


def test_only_waivers_of_the_named_files_are_counted(run: Callable[..., Ran], copy: Path) -> None:
    """For other files, neither findings nor waivers are reported."""
    file = warned(copy)
    waiver = "{code: P602, agency: so-y-te, reason: Hư cấu., by: cong-an-tinh, until: 2099-12-31}"
    (copy / "waivers.yaml").write_text(f"waivers:\n  - {waiver}\n", "utf-8")
    counts = [
        json.loads(run("check", str(path), "--data", str(copy), "--format", "json").out)["counts"]["waived"]
        for path in (copy, file, copy / "plan.yaml")
    ]

    assert counts == [1, 1, 0]


def test_a_named_file_that_cannot_be_read_is_exit_2(run: Callable[..., Ran], copy: Path) -> None:
    """If the user did not name the file, it is a finding and exit code 1."""
    missing = copy / "documents.yaml"
    missing.unlink()
    named = run("check", str(missing), "--data", str(copy))

    assert run("check", "--data", str(copy)).code == 1
    assert run("check", str(copy), "--data", str(copy)).code == 1
    assert named.code == 2
    assert "P001" in named.out
    assert run("check", str(missing), "--data", str(copy), "--exit-zero").code == 2
    assert run("check", str(copy / "plan.yaml"), "--data", str(copy)).code == 0


def test_github_gets_its_commands_after_the_text(
    run: Callable[..., Ran], copy: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """GitHub Actions gets both; with --format or --output only the chosen format is printed."""
    broken(copy)
    plain = run("check", "--data", str(copy)).out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    both = run("check", "--data", str(copy)).out
    commands = both.removeprefix(plain).splitlines()

    assert both.startswith(plain)
    assert len(commands) == 6
    assert all(read_github(line)[0] == "error" for line in commands)
    assert run("check", "--data", str(copy), "--format", "text").out == plain
    assert run("check", "--data", str(copy), "--output", str(tmp_path / "x.txt")).out == ""
    assert "::error" not in (tmp_path / "x.txt").read_text("utf-8")
    assert "::" not in run("status").out


def test_the_github_format_keeps_its_commands(
    run: Callable[..., Ran], copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commands are printed once and unchanged; in any other format no line is a command."""
    broken(copy)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    lines = run("check", "--data", str(copy), "--format", "github").out.splitlines()

    assert len(lines) == 6
    assert all(line.startswith("::error file=") for line in lines)
    assert "\n::" not in run("check", "--data", str(copy), "--format", "concise").out


def test_several_reports_of_one_run(run: Callable[..., Ran], copy: Path, tmp_path: Path) -> None:
    """Each format is in its file and the text on standard output; the data are read once."""
    broken(copy)
    forms = {
        "gitlab": "q.json",
        "junit": "j.xml",
        "sarif": "s.sarif",
        "markdown": "m.md",
        "github": "g.txt",
        "json": "c.json",
    }
    options = [word for form, file in forms.items() for word in ("--report", f"{form}={tmp_path / file}")]
    ran = run("check", "--data", str(copy), *options)

    assert ran.code == 1
    assert ran.out == run("check", "--data", str(copy)).out
    for form, file in forms.items():
        alone = run("check", "--data", str(copy), "--format", form).out
        assert (tmp_path / file).read_bytes().decode() == alone
        assert file in ran.err
    assert run("check", "--report", "gitlab").code == 2
    assert run("check", "--report", f"csv={tmp_path / 'x.csv'}").code == 2
    assert run("status", "--report", f"json={tmp_path / 'y.json'}").code == 2


FORMS = ("text", "concise", "json", "github", "gitlab", "junit", "markdown", "sarif")


def test_a_file_name_forges_nothing(run: Callable[..., Ran], copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """File names with line ends, commands or commas are reported at their places, in every format."""
    names = [name.replace("/", "∕") for name in NAMES]
    folder = copy / "updates" / "so-y-te"
    folder.mkdir(parents=True)
    for name in names:
        (folder / os.fsencode(name).decode("utf-8", "surrogateescape")).write_text("x", "utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    for form in FORMS:
        ran = run("check", "--data", str(copy), "--format", form)
        assert ran.code == 1
        assert CONTROL.search(ran.out) is None, form
        commands = COMMAND.findall(ran.out)
        assert len(commands) == (len(names) if form == "github" else 0), form
        if form == "json":
            findings = json.loads(ran.out)["findings"]
            # Strict readers reject a lone surrogate, so it is written as a code.
            escaped = {name.encode("utf-8", "backslashreplace").decode() for name in names}
            assert {finding["path"].rsplit("/", 1)[1] for finding in findings} == escaped
            assert {finding["file"].rsplit("/", 1)[1] for finding in findings} == escaped
        if form == "github":
            files = {read_github(line)[1]["file"] for line in ran.out.splitlines()}
            assert len(files) == len(names)
            assert f"{copy}/updates/so-y-te/{names[0]}" in files
        if form == "junit":
            assert len(list(read_junit(ran.out).iter("failure"))) == len(names)


def test_a_duplicate_key_with_a_line_end_forges_nothing(
    run: Callable[..., Ran], copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key with a line end and a command is reported in every format without the command."""
    key = '"a\\n::error file=README.md,line=1,title=forged::x\\e[31m"'
    replaced(copy, "plan.yaml", "  kind: Kế hoạch\n", f"  kind: Kế hoạch\n  {key}: 1\n  {key}: 2\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    for form in FORMS:
        ran = run("check", "--data", str(copy), "--format", form)
        assert ran.code == 1
        assert CONTROL.search(ran.out) is None, form
        if form == "github":
            assert {read_github(line)[1]["file"] for line in ran.out.splitlines()} == {f"{copy}/plan.yaml"}
        else:
            assert COMMAND.search(ran.out) is None, form


def test_standard_error_has_no_commands(run: Callable[..., Ran], tmp_path: Path) -> None:
    """CI services also read commands from standard error."""
    for words in (
        ("##[error]x",),
        ("check", "##vso[task.complete]x"),
        ("check", "--explain", "##[group]"),
        ("status", "--data", "a\n::error::x"),
        ("status", "--as-of", "x\n::error::##[y]"),
        ("check", "--output", str(tmp_path / "##[x].txt")),
    ):
        ran = run(*words)
        assert ran.err != ""
        assert COMMAND.search(ran.err) is None, words
        assert COMMAND.search(ran.out) is None, words


def test_a_report_is_not_written_through_a_link(run: Callable[..., Ran], tmp_path: Path) -> None:
    """In CI somebody else may own the folder; the target of a link is not changed, even with --force."""
    mine = tmp_path / "mine"
    mine.write_text("giữ nguyên")
    (tmp_path / "result.json").symlink_to(mine)
    ran = run("check", "--report", f"json={tmp_path / 'result.json'}", "--force")

    assert (ran.code, ran.out) == (2, "")
    assert mine.read_text() == "giữ nguyên"
