"""`plan190 verify` on real papers in real repositories: honest ones, edited ones, and those made to deceive."""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from plan190.cli.verify import LARGEST
from plan190.document.checksum import CHECKSUM, has_valid_checksum, with_checksum
from tests.conftest import EXAMPLE, Ran
from tests.review.repository import Repo

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Convert

    Run = Callable[..., Ran]

DAY = ("--as-of", "2023-09-20")
NUMBERED = re.compile(rb"\| 1 \| [^\n]*\n")


@cache
def _template() -> Path:
    root = Path(mkdtemp(prefix="plan190-test-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    Repo(root).git("init", "--quiet", "-b", "main")
    shutil.copytree(EXAMPLE, root / "data")
    Repo(root).commit("data")
    return root


@cache
def _memory() -> Path:
    """Give a folder where these tests remember the data that they all read."""
    root = Path(mkdtemp(prefix="plan190-test-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    return root


@pytest.fixture
def repo(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A repository with the fictional quarter, in which the reader stands."""
    assert run is not None  # its own change of folder comes first
    root = Path(shutil.copytree(_template(), tmp_path / "repo"))
    monkeypatch.setenv("PLAN190_CACHE", str(_memory()))
    monkeypatch.chdir(root)
    return Repo(root)


def made(run: Run, file: str, *words: str) -> bytes:
    """Give the bytes of a report of the example's day in that file."""
    ran = run(*(words or ("report", "overdue")), *DAY, "--output", file)
    assert ran.code == 0, ran.err
    return Path(file).read_bytes()


def told(run: Run, file: str = "x.md", code: int = 0, *options: str) -> dict[str, Any]:
    """Give what verify says of the file as JSON."""
    ran = run("verify", file, "--format", "json", *options)
    assert ran.code == code, ran.err + ran.out
    facts: dict[str, Any] = json.loads(ran.out)
    assert facts["matches"] is (code == 0)
    return facts


def edited(file: str, old: str, new: str) -> None:
    """Change one place of a text file."""
    text = Path(file).read_text("utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new, 1), "utf-8")


REPORTS = {
    ("report", "monthly", "--period", "2023-09"): ("docx", "md", "html", "xlsx", "json"),
    ("report", "overdue"): ("docx", "md", "html", "xlsx", "json"),
    ("report", "scoreboard"): ("docx", "md", "html", "xlsx", "json"),
    ("report", "agency", "Sở Y tế"): ("docx", "md", "html", "xlsx", "json"),
    ("report", "task", "39"): ("docx", "md", "html", "xlsx", "json"),
    ("remind", "--joint"): ("docx", "md", "html", "json"),
    ("calendar",): ("ics",),
    ("calendar", "--agency", "so-y-te"): ("ics",),
    ("dashboard", "--page", "index.html"): ("html",),
    ("dashboard", "--page", "en/tasks/39.html"): ("html",),
}


@pytest.mark.parametrize(("words", "form"), [(words, form) for words, forms in REPORTS.items() for form in forms])
def test_a_report_is_verified_to_the_byte(run: Run, repo: Repo, words: tuple[str, ...], form: str) -> None:
    """In every format, and made again it is the same."""
    data = made(run, f"x.{form}", *words)

    assert has_valid_checksum(data)
    assert made(run, f"x.{form}", *words) == data
    facts = told(run, f"x.{form}")
    assert facts["same_bytes"]
    assert f" of {repo.git('rev-parse', 'HEAD')}" in facts["imprint"]


def test_a_report_that_is_right_to_the_byte_is_said_to_be(run: Run, repo: Repo) -> None:
    """In a line of its own."""
    assert repo is not None
    made(run, "x.md")

    assert "Khớp từng byte với dữ liệu mà báo cáo dẫn." in run("verify", "x.md").out.splitlines()


def test_a_report_is_the_same_from_wherever_it_is_made(
    run: Run, repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The way that the data were named is not in it; nor, of data outside of git, the folder above them."""
    reports = (("report", "monthly", "--period", "2023-09"), ("report", "task", "39"))  # the second one tells places
    here = [made(run, "x.md", *words) for words in reports]
    monkeypatch.chdir(tmp_path)
    there = [made(run, "y.md", *words, "--data", str(repo.root / "data")) for words in reports]
    assert here == there
    for name in ("one", "another"):
        shutil.copytree(repo.root / "data", tmp_path / name / "data")
    first, second = (
        made(run, f"{name}.md", "report", "overdue", "--data", f"{name}/data") for name in ("one", "another")
    )
    assert first == second
    assert b"; data data; sha256 " in first


def test_a_committed_report_stays_verified(run: Run, repo: Repo) -> None:
    """After commits and a merge that do not touch the data it is the same; after others it still matches."""
    (repo.root / "reports").mkdir()
    data = made(run, "reports/x.md")
    repo.commit("report")
    assert made(run, "reports/x.md") == data
    repo.git("checkout", "--quiet", "-b", "side")
    repo.write("notes.txt", "x")
    repo.commit()
    repo.git("checkout", "--quiet", "main")
    repo.write("other.txt", "x")
    repo.commit()
    repo.git("merge", "--quiet", "--no-edit", "side")
    assert made(run, "reports/x.md") == data
    assert repo.git("status", "--porcelain") == ""

    repo.replace("data/plan.yaml", "\n", "\n\n")
    repo.commit("data changed")
    assert told(run, "reports/x.md")["same_bytes"]
    assert made(run, "y.md") != data
    assert told(run, "y.md")["same_bytes"]


def test_a_cell_that_was_changed_is_named(run: Run, repo: Repo) -> None:
    """In every format by table, row and column."""
    days = "82"
    made(run, "x.md")
    edited("x.md", f"| {days} |", "| 28 |")
    made(run, "x.html")
    page = Path("x.html").read_text("utf-8")
    Path("x.html").write_text(re.sub(rf">\s*{days}\s*</td>", ">28</td>", page, count=1), "utf-8")
    made(run, "x.xlsx")
    book = openpyxl.load_workbook("x.xlsx")
    field = next(one for sheet in book for row in sheet.iter_rows() for one in row if one.value == int(days))
    field.value = 28
    book.save("x.xlsx")
    for form in ("md", "html", "xlsx"):
        (one,) = told(run, f"x.{form}", 1)["figures"]
        assert (one["stands"], one["expected"], one["where"][-1]) == ("28", days, "Số ngày quá hạn"), form
        assert "Văn phòng UBND tỉnh" in one["where"][-2], form
    out = run("verify", "x.md").out
    assert "KHÔNG KHỚP: 1 chỗ có số liệu khác, 0 chỗ lời văn khác" in out


def test_a_fact_that_was_changed_is_named(run: Run, repo: Repo) -> None:
    """By its path."""
    made(run, "x.json")
    facts = json.loads(Path("x.json").read_bytes())
    path, value = "as_of", facts["as_of"]
    facts[path] = "2023-09-21"
    Path("x.json").write_text(json.dumps(facts), "utf-8")

    (one,) = told(run, "x.json", 1)["figures"]
    assert one == {"where": [path, "value"], "stands": "2023-09-21", "expected": value}


@pytest.mark.parametrize("change", ["gone", "twice", "moved", "all"])
def test_rows_count(run: Run, repo: Repo, change: str) -> None:
    """One that is gone, stands twice or elsewhere, and the whole table."""
    data = made(run, "x.md")
    first = NUMBERED.search(data)
    assert first is not None
    row = first[0]
    rest = data[first.end() :].split(b"\n", 1)
    Path("x.md").write_bytes(
        {
            "gone": data.replace(row, b""),
            "twice": data.replace(row, row + row),
            "moved": data[: first.start()] + rest[0] + b"\n" + row + rest[1],
            "all": re.sub(rb"(?m)^\|.*\n", b"", data),
        }[change]
    )

    assert told(run, "x.md", 1)["figures"]


def test_words_may_differ(run: Run, repo: Repo) -> None:
    """They are named, and the figures match."""
    made(run, "x.md", "remind", "--joint")
    edited("x.md", "Khẩn trương hoàn thành", "Hoàn thành ngay")
    facts = told(run)

    assert [one["stands"] for one in facts["texts"]] == ["Hoàn thành ngay các nhiệm vụ đã quá hạn;"]
    assert facts["figures"] == []
    out = run("verify", "x.md").out
    assert "Số liệu khớp; 1 chỗ lời văn khác" in out
    assert "không đối chiếu hình thức" in out


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_signed_letter_matches(run: Run, repo: Repo, form: str) -> None:
    """With its number and its days in the blanks it says the same, and they are told apart from words."""
    file = f"x.{form}"
    made(run, file, "remind", "--joint")
    text = Path(file).read_text("utf-8")
    blank = "\\s*(?:&nbsp;|\u00a0|\\s)*"
    for old, new in (
        (rf"Số:{blank}/CAT", "Số: 1245/CAT"),
        (rf"ngày{blank}tháng{blank}năm 2023", "ngày 21 tháng 9 năm 2023"),
        (
            rf"số{blank}ngày{blank}tháng{blank}năm{blank}(của Công an tỉnh\\?\))",
            r"số 1245/CAT-PC06 ngày 21 tháng 9 năm 2023 \1",
        ),
    ):
        text, times = re.subn(old, new, text)
        assert times, old
    Path(file).write_text(text, "utf-8")

    facts = told(run, file)
    assert (facts["figures"], facts["texts"], facts["same_bytes"]) == ([], [], False)
    assert len(facts["filled"]) == 4
    assert "chỉ điền thêm số, ngày vào các chỗ để trống" in run("verify", file).out


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_another_office_program_saved_it(run: Run, repo: Repo, convert: Convert, form: str) -> None:
    """No figure and no word differs, however columns are divided; the bytes do, so it is not overwritten."""
    reports = {f"1.{form}": ("report", "monthly", "--period", "2023-09"), f"2.{form}": ("report", "overdue")}
    written = {file: made(run, file, *words) for file, words in reports.items()}
    convert(form, repo.root / "again", *(repo.root / file for file in reports))

    for file, words in reports.items():
        facts = told(run, f"again/{file}")
        assert (facts["figures"], facts["texts"], facts["same_bytes"]) == ([], [], False)
        assert run(*words, *DAY, "--output", f"again/{file}").code == 2
        assert Path(f"again/{file}").read_bytes() != written[file]


def test_other_data_than_those_it_was_made_of(run: Run, repo: Repo) -> None:
    """Data in no commit are looked at as they are: the same, or it is said that they are others, in these words."""
    shutil.rmtree(repo.root / ".git")
    ran = run("report", "overdue", *DAY, "--output", "x.md")
    assert "không có commit nào ở đây giữ đúng dữ liệu này" in ran.err
    assert told(run)["same_bytes"]

    repo.replace("data/plan.yaml", "\n", "\n\n")
    facts = told(run, "x.md", 1)
    assert (facts["same_data"], facts["figures"]) == (False, [])
    out = run("verify", "x.md").out
    assert "KHÔNG KHỚP: dữ liệu ở nơi báo cáo dẫn không phải dữ liệu đã dùng để lập báo cáo" in out
    assert "Khớp từng byte" not in out


def test_a_forged_digest_is_seen_although_all_is_sealed_again(run: Run, repo: Repo) -> None:
    """Anyone can seal; what the commit holds nobody can change."""
    data = made(run, "x.md")
    forged = re.sub(rb"sha256 [0-9a-f]{64}", b"sha256 " + b"0" * 64, data)
    forged = re.sub(rb"plan190-seal:[0-9a-f]{40}", CHECKSUM.encode(), forged)
    Path("x.md").write_bytes(with_checksum(forged))
    facts = told(run, "x.md", 1)

    assert has_valid_checksum(Path("x.md").read_bytes())
    assert not facts["same_data"]


def test_changed_but_uncommitted_data_have_no_commit(run: Run, repo: Repo) -> None:
    """The report says so; committed, it names the commit."""
    repo.replace("data/plan.yaml", "\n", "\n\n")
    assert b"; data data; sha256" in made(run, "x.md")
    head = repo.commit()
    assert b"; data data of " + head.encode() in made(run, "x.md")


def test_data_at_the_root_of_a_repository(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are named by a dot, and found again; in an oddly named folder too."""
    for folder in ("root", "a; b [c]"):
        root = tmp_path / "r" / folder
        shutil.copytree(EXAMPLE, root)
        top = root if folder == "root" else root.parent
        Repo(top).git("init", "--quiet")
        Repo(top).git("add", "--", "*.yaml", "*.txt")
        Repo(top).git("commit", "--quiet", "-m", "x")
        monkeypatch.chdir(top)
        data = made(run, "x.md", "report", "overdue", "--data", str(root))
        assert b" of " + Repo(top).git("rev-parse", "HEAD").encode() in data
        assert told(run, "x.md", 0, "--data", str(root))["same_bytes"]


def test_repositories_that_cannot_tell(run: Run, repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without commits, cut off, without the commit: reports are made without one, and verify says why it cannot."""
    made(run, "x.md")
    repo.git("clone", "--quiet", "--depth=1", f"file://{repo.root}", str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    ran = run("verify", str(repo.root / "x.md"))
    assert (ran.code, "git fetch --unshallow" in ran.err) == (2, True)
    ran = run("report", "overdue", *DAY, "--output", "y.md")
    assert "kho thiếu lịch sử" in ran.err
    assert told(run, "y.md")["same_bytes"]

    shutil.rmtree(tmp_path / "shallow" / ".git")
    Repo(tmp_path / "shallow").git("init", "--quiet")
    assert b"; data data; sha256" in made(run, "z.md")
    ran = run("verify", str(repo.root / "x.md"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


def imprinted(command: str, folder: str = "data", commit: str = "a" * 40) -> str:
    """Give an imprint as somebody could write it by hand."""
    return f"[plan190 0.1.0; {command}; data {folder} of {commit}; sha256 {'b' * 64}]"


AT = "--as-of 2023-09-20 --lang vi"


@pytest.mark.parametrize(
    "command",
    [
        f"dashboard {AT}",
        f"check {AT}",
        f"verify x.md {AT}",
        f"schema {AT}",
        f"status {AT}",
        f"os {AT}",
        f"report {AT}",
        f"report overdue --output stolen.md {AT}",
        f"report overdue --force {AT}",
        f"report overdue --data /etc {AT}",
        f"report overdue --format json {AT}",
        f"report overdue --as-of 2023-01-01 {AT}",
        f"report overdue --help {AT}",
        f"report overdue -h {AT}",
        f"report overdue --version {AT}",
        f"report overdue --install-completion {AT}",
        f"report overdue more -- {AT}",
        f"report agency '' {AT}",
        f"report agency 'Sở Y tế' {AT}",
        f"report monthly --period 9/2023 {AT}",
        f"report nothing {AT}",
        f"remind --all {AT}",
        f"remind --agency '../../etc' {AT}",
        f"calendar --agency grp-huyen {AT}",
        "report overdue --lang vi --as-of 2023-09-20",
        "report overdue --as-of 2023-09-20",
        "report overdue --as-of tomorrow --lang vi",
        "report overdue --as-of 9999-12-31 --lang vi",
        "report overdue --as-of 2023-09-20 --lang ../vi",
        "report",
    ],
)
def test_a_hostile_imprint_runs_nothing_and_writes_nothing(run: Run, repo: Repo, command: str) -> None:
    """One line, exit 2, whatever the command is made of; the folder is as it was."""
    line = imprinted(command, commit=repo.git("rev-parse", "HEAD"))
    Path("x.md").write_text(f"# Báo cáo\n\n`{line}`\n", "utf-8")
    before = sorted(path.name for path in repo.root.rglob("*") if ".git" not in path.parts)
    ran = run("verify", "x.md")

    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch(r"plan190: [^\n]+\n", ran.err)
    assert sorted(path.name for path in repo.root.rglob("*") if ".git" not in path.parts) == before


@pytest.mark.parametrize("folder", ["../../etc", "/etc", "data/updates", "reports", "%2E%2E/%2E%2E/etc", "-x", "."])
def test_a_hostile_folder_is_looked_up_in_the_commit_only(run: Run, repo: Repo, folder: str) -> None:
    """There is no plan there, and that folder is named."""
    line = imprinted(f"report overdue {AT}", folder, repo.git("rev-parse", "HEAD"))
    Path("x.md").write_text(f"`{line}`\n", "utf-8")
    ran = run("verify", "x.md")

    assert (ran.code, ran.out) == (2, "")
    assert re.search(r"không có thư mục dữ liệu|thiếu tệp này", ran.err)
    assert f" {folder.replace('%2E', '.')}" in ran.err


@pytest.mark.parametrize("commit", ["a" * 40, "tree", "blob"])
def test_what_is_no_commit_here(run: Run, repo: Repo, commit: str) -> None:
    """An unknown hash, a tree, a file."""
    oid = {"tree": "HEAD:data", "blob": "HEAD:data/plan.yaml"}.get(commit)
    named = repo.git("rev-parse", oid) if oid else commit
    Path("x.md").write_text(f"`{imprinted(f'report overdue {AT}', 'data', named)}`\n", "utf-8")
    ran = run("verify", "x.md")

    assert (ran.code, ran.out) == (2, "")
    assert named in ran.err


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_second_imprint_does_not_make_a_paper_another(run: Run, repo: Repo, form: str) -> None:
    """Hidden at the end, of a report with other figures: what is seen is compared with that, and differs."""
    file = f"x.{form}"
    made(run, "other.md", "report", "scoreboard")
    other = Path("other.md").read_text("utf-8").split("`")[1]
    data = made(run, file).decode()
    hidden = {"html": f'<p style="display:none">{other}</p></body>', "md": f"\n`{other}`\n"}[form]
    Path(file).write_text(data.replace("</body>", hidden) if form == "html" else data + hidden, "utf-8")

    assert told(run, file, 1)["figures"]


def test_a_clerk_cannot_spoil_the_report_with_an_imprint_of_their_own(run: Run, repo: Repo) -> None:
    """What an agency writes stands in tables, and there it is a quotation."""
    fake = imprinted(f"report scoreboard {AT}")
    (file,) = (repo.root / "data/updates/vp-ubnd-tinh").glob("2023-09*")
    text, times = re.subn(
        r"(task: 18\n(?:    .*\n)*?    summary: )>-\n(?:      .*\n)+", rf"\1'{fake}'\n", file.read_text("utf-8")
    )
    assert times == 1
    file.write_text(text, "utf-8")
    repo.commit()
    for form in ("md", "xlsx", "html", "json"):
        made(run, f"x.{form}", "report", "monthly", "--period", "2023-09")
        assert told(run, f"x.{form}")["same_bytes"], form


def test_what_is_no_file_is_refused(run: Run, repo: Repo, tmp_path: Path) -> None:
    """A folder, a pipe that nobody writes to, nothing at all, a link in a circle, a device."""
    os.mkfifo("x.md")
    Path("folder.md").mkdir()
    Path("round.md").symlink_to("round.md")
    Path("device.md").symlink_to("/dev/zero")
    for name in ("x.md", "folder.md", "none.md", "round.md", "device.md", "a\0b.md", "y" * 300 + ".md"):
        ran = run("verify", name)
        assert (ran.code, ran.out) == (2, ""), name
        assert re.fullmatch(r"plan190: [^\n]+\n", ran.err), name


def test_a_file_that_is_too_large_is_not_read(run: Run, repo: Repo) -> None:
    """It says how large a report can be."""
    with Path("x.html").open("wb") as file:
        file.truncate(40 * 2**20)
    ran = run("verify", "x.html")

    assert (ran.code, f"{LARGEST // 2**20} MB" in ran.err) == (2, True)


@pytest.mark.parametrize("name", ["x.txt", "x.csv", "x", "x.pdf", "x.yaml"])
def test_other_kinds_of_file_carry_no_imprint(run: Run, repo: Repo, name: str) -> None:
    """The kinds that do are named."""
    Path(name).write_text("x", "utf-8")
    ran = run("verify", name)

    assert (ran.code, ".xlsx" in ran.err) == (2, True)


def test_a_paper_without_an_imprint(run: Run, repo: Repo) -> None:
    """Somebody has cut it off, or it is none of ours."""
    made(run, "x.md")
    Path("x.md").write_text(Path("x.md").read_text("utf-8").split("`[plan190")[0], "utf-8")

    ran = run("verify", "x.md")
    assert (ran.code, "[plan190 …]" in ran.err) == (2, True)


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(8))
    + ']><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>&i;</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize("bomb", ["zeros", "xml", "text", "empty", "cells"])
def test_a_workbook_that_is_a_bomb_goes_off_nowhere(run: Run, repo: Repo, bomb: str) -> None:
    """One line and exit 2."""
    made(run, "x.xlsx")
    with zipfile.ZipFile("x.xlsx") as book:
        parts = {one: book.read(one) for one in book.namelist()}
    sheet = next(one for one in parts if one.startswith("xl/worksheets/sheet"))
    if bomb == "cells":
        parts[sheet] = parts[sheet].replace(b"<row ", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row ', 1)
    parts |= {"zeros": {"xl/zeros.xml": bytes(200 * 2**20)}, "xml": {sheet: BOMB.encode()}}.get(bomb, {})
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name, part)
    Path("x.xlsx").write_bytes({"text": b"PK nothing", "empty": b""}.get(bomb, out.getvalue()))
    ran = run("verify", "x.xlsx")

    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch(r"plan190: [^\n]+\n", ran.err)
    assert run("report", "overdue", *DAY, "--output", "x.xlsx").code == 2


def test_data_that_were_not_accepted_here_verify_nothing(run: Run, repo: Repo) -> None:
    """A commit that was fetched, but is not in the history of the branch that is checked out."""
    repo.git("checkout", "--quiet", "-b", "other")
    (file,) = (repo.root / "data/updates/vp-ubnd-tinh").glob("2023-09*")
    file.write_text(file.read_text("utf-8").replace("progress: ", "progress:  ", 1), "utf-8")
    repo.commit()
    made(run, "x.md")
    assert told(run, "x.md")["same_bytes"]
    repo.git("checkout", "--quiet", "-")
    ran = run("verify", "x.md")

    assert (ran.code, ran.out) == (2, "")
    assert "chưa được nhận" in ran.err


def test_a_report_names_places_in_its_own_folder(run: Run, repo: Repo) -> None:
    """Of data that are not the ones that verify would read by itself."""
    shutil.copytree("data", "other")
    repo.commit()
    for words in (("task", "59"), ("agency", "so-y-te")):
        assert run("report", *words, *DAY, "--data", "other", "--output", "x.md", "--force").code == 0
        assert "other/tasks.yaml" in Path("x.md").read_text("utf-8") or words[0] == "agency"
        assert told(run)["same_bytes"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<style>", "<style>td{display:none}"),
        ("<main", "<main onclick=x()"),
        ("<tbody>", "<tbody hidden>"),
        ("</main>", "<svg><text>0</text></svg></main>"),
        ("</main>", '<input value="0"></main>'),
        ("<title>", "<title>0 "),
    ],
)
def test_a_page_is_as_it_was_around_its_texts(run: Run, repo: Repo, old: str, new: str) -> None:
    """What is hidden, drawn or run there could show something else, so nothing is said of the figures."""
    made(run, "x.html")
    edited("x.html", old, new)
    ran = run("verify", "x.html")

    assert (ran.code, ran.out) == (2, "")
    assert "phần quanh chữ" in ran.err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("METHOD:PUBLISH", "METHOD:CANCEL"),
        ("TRANSP:", "LOCATION:đã xong\r\nTRANSP:"),
        ("TRANSP:", "STATUS:CANCELLED\r\nTRANSP:"),
        ("DTEND;VALUE=DATE:2", "DTEND;VALUE=DATE:3"),
        ("ACTION:DISPLAY", "ACTION:EMAIL"),
        ("BEGIN:VEVENT", "BEGIN:VJOURNAL"),
    ],
)
def test_a_calendar_is_as_it_was_around_its_table(run: Run, repo: Repo, old: str, new: str) -> None:
    """Properties that no column holds are shown by some programs, and take events away."""
    assert run("calendar", *DAY[:2], "--as-of", "2023-06-20", "--output", "x.ics").code == 0
    text = Path("x.ics").read_bytes().decode()
    assert old in text
    text = text.replace(old, new, 1)
    if "VJOURNAL" in new:
        text = text.replace("END:VEVENT", "END:VJOURNAL", 1)
    Path("x.ics").write_bytes(text.encode())

    assert run("verify", "x.ics").code == 2
