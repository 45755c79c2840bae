"""`plan190 verify` on reports in real repositories: unchanged, edited and deceptive ones."""

from __future__ import annotations

import atexit
import copy
import os
import re
import shutil
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from plan190.cli.verify import LARGEST
from plan190.document.checksum import CHECKSUM_PLACEHOLDER, has_valid_checksum, with_checksum
from plan190.document.extracted import MOST_LINES
from plan190.document.provenance import digest_of
from plan190.load.loader import read_files
from plan190.load.tree import DiskTree
from tests.conftest import EXAMPLE, Ran
from tests.outputs import validated
from tests.review.repository import Repo

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Convert

    Run = Callable[..., Ran]

DAY = ("--as-of", "2023-09-20")


@cache
def _template() -> Path:
    root = Path(mkdtemp(prefix="plan190-test-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    Repo(root).git("init", "--quiet", "-b", "main")
    shutil.copytree(EXAMPLE, root / "data")
    Repo(root).commit("data")
    return root


@cache
def _cache_folder() -> Path:
    """Return a cache folder for the data that all these tests read."""
    root = Path(mkdtemp(prefix="plan190-test-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    return root


@pytest.fixture
def repo(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A repository with the fictional quarter, as the current folder."""
    assert run is not None  # it must change the folder first
    root = Path(shutil.copytree(_template(), tmp_path / "repo"))
    monkeypatch.setenv("PLAN190_CACHE", str(_cache_folder()))
    monkeypatch.chdir(root)
    return Repo(root)


def made(run: Run, file: str, *words: str) -> bytes:
    """Return the bytes of a report as of the example's date, written to this file."""
    ran = run(*(words or ("report", "overdue")), *DAY, "--output", file)
    assert ran.code == 0, ran.err
    return Path(file).read_bytes()


def verified(run: Run, file: str = "x.md", code: int = 0, *options: str) -> dict[str, Any]:
    """Return the JSON output of verify for the file."""
    ran = run("verify", file, "--format", "json", *options)
    assert ran.code == code, ran.err + ran.out
    facts: dict[str, Any] = validated("verify", ran.out)
    assert facts["matches"] is (code == 0)
    return facts


def edited(file: str, old: str, new: str) -> None:
    """Change one place in a text file."""
    text = Path(file).read_text("utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new, 1), "utf-8")


REPORTS = {
    ("report", "monthly", "--period", "2023-09"): ("docx", "md", "html", "xlsx", "json"),
    ("report", "overdue"): ("docx", "xlsx"),
    ("report", "scoreboard"): ("docx", "html"),
    ("report", "agency", "Sở Y tế"): ("docx", "md"),
    ("report", "task", "39"): ("docx", "json"),
    ("remind", "--joint"): ("docx", "md", "html", "json"),
    ("remind", "--agency", "so-tu-phap"): ("docx", "md", "html", "json"),
    ("calendar",): ("ics",),
    ("calendar", "--agency", "so-y-te"): ("ics",),
    ("dashboard", "--page", "index.html"): ("html",),
    ("dashboard", "--page", "en/tasks/39.html"): ("html",),
}


@pytest.mark.parametrize(("words", "form"), [(words, form) for words, forms in REPORTS.items() for form in forms])
def test_a_report_is_verified_to_the_byte(run: Run, repo: Repo, words: tuple[str, ...], form: str) -> None:
    """In every format the rebuilt report has the same bytes."""
    data = made(run, f"x.{form}", *words)

    assert has_valid_checksum(data)
    assert made(run, f"x.{form}", *words) == data
    facts = verified(run, f"x.{form}")
    assert facts["same_bytes"]
    assert f" of {repo.git('rev-parse', 'HEAD')}" in facts["imprint"]


def test_equal_bytes_are_stated(run: Run, repo: Repo) -> None:
    """They have a sentence of their own."""
    assert repo is not None
    made(run, "x.md")

    assert "Khớp từng byte với dữ liệu mà báo cáo dẫn." in run("verify", "x.md").out.splitlines()


def test_a_report_does_not_depend_on_the_current_folder(
    run: Run, repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It contains neither the typed path of the data nor the folders above data outside git."""
    reports = (("report", "monthly", "--period", "2023-09"), ("report", "task", "39"))  # the task report names places
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
    """After commits that do not change the data it has equal bytes; after others it still matches."""
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
    assert verified(run, "reports/x.md")["same_bytes"]
    assert made(run, "y.md") != data
    assert verified(run, "y.md")["same_bytes"]


def resaved(file: str, old: object, new: object) -> None:
    """Replace the old value in the first cell or text that contains it, and save the file."""
    if file.endswith(".xlsx"):
        book = openpyxl.load_workbook(file)
        cell = next(cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == old)
        cell.value = new
        book.save(file)
        return
    document = docx.Document(file)
    text = next(text for text in document.element.body.iter(qn("w:t")) if text.text == str(old))
    text.text = str(new)
    document.save(file)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_changed_cell_is_named(run: Run, repo: Repo, form: str) -> None:
    """By table, row and column."""
    made(run, f"x.{form}")
    resaved(f"x.{form}", 82, 28)
    (figure,) = verified(run, f"x.{form}", 1)["figures"]

    assert (figure["stands"], figure["expected"], figure["where"][-1]) == ("28", "82", "Số ngày quá hạn")
    assert "Văn phòng UBND tỉnh" in figure["where"][-2]
    assert "KHÔNG KHỚP: 1 chỗ có số liệu khác, 0 chỗ lời văn khác" in run("verify", f"x.{form}").out


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_changed_line_is_shown(run: Run, repo: Repo, form: str) -> None:
    """As a diff, in text and in JSON."""
    made(run, f"x.{form}")
    text = Path(f"x.{form}").read_text("utf-8")
    Path(f"x.{form}").write_text(re.sub(r"([|>] ?)82( ?[|<])", r"\g<1>28\2", text, count=1), "utf-8")
    diff = verified(run, f"x.{form}", 1)["diff"]
    out = run("verify", f"x.{form}").out

    assert [line[0] for line in diff if line[0] in "-+"] == ["-", "+"]
    assert "KHÔNG KHỚP: có dòng khác" in out
    assert all(line.rstrip() in out for line in diff)


def test_a_long_diff_is_cut(run: Run, repo: Repo) -> None:
    """It ends with an ellipsis; of a file with very many lines only the beginning is compared."""
    line = made(run, "x.md").decode().split("`")[-2]
    Path("x.md").write_text("| 1 |\n" * 1_000_000 + f"\n`{line}`\n", "utf-8")
    diff = verified(run, "x.md", 1)["diff"]

    assert (len(diff), diff[-1]) == (MOST_LINES + 1, "…")


def test_a_changed_fact_is_shown(run: Run, repo: Repo) -> None:
    """On its line of the JSON report."""
    made(run, "x.json")
    edited("x.json", '"as_of": "2023-09-20"', '"as_of": "2023-09-21"')
    diff = verified(run, "x.json", 1)["diff"]

    assert [line for line in diff if line[0] in "-+"] == ['-  "as_of": "2023-09-20",', '+  "as_of": "2023-09-21",']


@pytest.mark.parametrize("change", ["gone", "twice", "moved", "all"])
def test_changed_rows_are_found(run: Run, repo: Repo, change: str) -> None:
    """A removed, repeated or moved row, and a removed table."""
    made(run, "x.docx")
    document = docx.Document("x.docx")
    table = next(table for table in document.tables if len(table.rows) > 3)
    row, last = table.rows[1]._tr, table.rows[-1]._tr
    if change == "all":
        table._tbl.getparent().remove(table._tbl)
    elif change == "gone":
        row.getparent().remove(row)
    else:
        last.addnext(copy.deepcopy(row) if change == "twice" else row)
    document.save("x.docx")

    assert verified(run, "x.docx", 1)["figures"]


def test_words_may_differ(run: Run, repo: Repo) -> None:
    """In Word and Excel, where drafts are edited, changed words are listed, and the figures match."""
    made(run, "x.docx", "remind", "--joint")
    resaved("x.docx", "- Khẩn trương hoàn thành nhiệm vụ đã quá hạn;", "- Hoàn thành ngay nhiệm vụ đã quá hạn;")
    facts = verified(run, "x.docx")

    assert [text["stands"] for text in facts["texts"]] == ["- Hoàn thành ngay nhiệm vụ đã quá hạn;"]
    assert facts["figures"] == []
    out = run("verify", "x.docx").out
    assert "Số liệu khớp; 1 chỗ lời văn khác" in out
    assert "không đối chiếu cách hiển thị" in out


def test_a_signed_letter_matches(run: Run, repo: Repo) -> None:
    """A number and dates in the blanks are listed apart from other words."""
    made(run, "x.docx", "remind", "--joint")
    document = docx.Document("x.docx")
    blank = "\u00a0{6}"
    for text in document.element.body.iter(qn("w:t")):
        filled = re.sub(rf"Số:{blank}/CAT", "Số: 1245/CAT", text.text or "")
        filled = re.sub(rf"số{blank}/CAT", "số 1245/CAT", filled)
        text.text = re.sub(rf"ngày{blank} ?tháng{blank} ?năm", "ngày 21 tháng 9 năm", filled)
    document.save("x.docx")
    facts = verified(run, "x.docx")

    assert (facts["figures"], facts["texts"], facts["same_bytes"]) == ([], [], False)
    assert len(facts["filled"]) == 4
    assert "chỉ điền thêm số, ngày vào các chỗ để trống" in run("verify", "x.docx").out


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_copy_saved_by_another_program_matches(run: Run, repo: Repo, convert: Convert, form: str) -> None:
    """No figure or word differs, however columns are divided; the bytes differ, so it is not replaced."""
    reports = {f"1.{form}": ("report", "monthly", "--period", "2023-09"), f"2.{form}": ("report", "overdue")}
    written = {file: made(run, file, *words) for file, words in reports.items()}
    convert(form, repo.root / "again", *(repo.root / file for file in reports))

    for file, words in reports.items():
        facts = verified(run, f"again/{file}")
        assert (facts["figures"], facts["texts"], facts["same_bytes"]) == ([], [], False)
        assert run(*words, *DAY, "--output", f"again/{file}").code == 2
        assert Path(f"again/{file}").read_bytes() != written[file]


def test_other_data_than_those_of_the_report(run: Run, repo: Repo) -> None:
    """Uncommitted data are compared as they are; if they are others, the output says so."""
    shutil.rmtree(repo.root / ".git")
    ran = run("report", "overdue", *DAY, "--output", "x.md")
    assert "không có commit nào ở đây giữ đúng dữ liệu này" in ran.err
    assert verified(run)["same_bytes"]

    repo.replace("data/plan.yaml", "\n", "\n\n")
    facts = verified(run, "x.md", 1)
    assert (facts["same_data"], facts["same_bytes"], facts["figures"]) == (False, False, [])
    out = run("verify", "x.md").out
    assert "KHÔNG KHỚP: báo cáo lập từ dữ liệu chưa có trong commit nào" in out
    assert "Khớp từng byte" not in out


def test_data_are_recognized_by_their_content(run: Run, repo: Repo) -> None:
    """After a squash removed the commit, and after uncommitted data were committed."""
    repo.git("checkout", "--quiet", "-b", "work")
    repo.replace("data/plan.yaml", "\n", "\n\n")
    made(run, "uncommitted.md")
    repo.commit("first half")
    made(run, "x.md")
    repo.write("notes.txt", "x")
    repo.commit("second half")
    repo.git("checkout", "--quiet", "main")
    repo.git("merge", "--quiet", "--squash", "work")
    repo.commit("squashed")
    repo.git("branch", "--quiet", "-D", "work")
    for file in ("x.md", "uncommitted.md"):
        assert verified(run, file)["same_bytes"]

    repo.replace("data/plan.yaml", "\n", "\n\n")  # later data, in the folder and in the history
    for file in ("x.md", "uncommitted.md"):
        assert verified(run, file)["same_bytes"]
    repo.commit("later")
    repo.git("reflog", "expire", "--expire=now", "--all")
    repo.git("gc", "--quiet", "--prune=now")
    for file in ("x.md", "uncommitted.md"):
        assert verified(run, file)["same_bytes"]


@pytest.mark.parametrize("form", ["docx", "md", "ics"])
def test_a_clone_with_other_line_ends(run: Run, repo: Repo, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report from a clone with CRLF names the commit and is verified in one with LF, and vice versa."""
    windows = repo.root.parent / "windows"
    repo.git("clone", "--quiet", "-c", "core.autocrlf=true", str(repo.root), str(windows))
    monkeypatch.chdir(windows)
    assert b"\r\n" in Path("data/plan.yaml").read_bytes()
    words = ("calendar",) if form == "ics" else ("report", "overdue")
    data = made(run, f"x.{form}", *words)
    assert f" of {repo.git('rev-parse', 'HEAD')}".encode() in data.replace(b"\r\n ", b"") or form == "docx"
    assert verified(run, f"x.{form}")["same_bytes"]
    monkeypatch.chdir(repo.root)
    assert made(run, f"x.{form}", *words) == data
    if form == "md":  # git also changes the line ends of the report
        Path("x.md").write_bytes(data.replace(b"\n", b"\r\n"))
        facts = verified(run, "x.md")
        assert (facts["same_bytes"], facts["diff"]) == (False, [])


def test_a_forged_digest_is_found_despite_a_valid_checksum(run: Run, repo: Repo) -> None:
    """Anyone can compute a checksum, but nobody can change what a commit contains."""
    data = made(run, "x.md")
    forged = re.sub(rb"sha256 [0-9a-f]{64}", b"sha256 " + b"0" * 64, data)
    forged = re.sub(rb"plan190-seal:[0-9a-f]{40}", CHECKSUM_PLACEHOLDER.encode(), forged)
    Path("x.md").write_bytes(with_checksum(forged))
    facts = verified(run, "x.md", 1)

    assert has_valid_checksum(Path("x.md").read_bytes())
    assert not facts["same_data"]
    head = repo.git("rev-parse", "HEAD")
    assert f"thư mục dữ liệu data ở commit {head} không phải dữ liệu đã dùng" in run("verify", "x.md").out


def test_changed_but_uncommitted_data_have_no_commit(run: Run, repo: Repo) -> None:
    """The report says so; after a commit it names the commit."""
    repo.replace("data/plan.yaml", "\n", "\n\n")
    assert b"; data data; sha256" in made(run, "x.md")
    head = repo.commit()
    assert b"; data data of " + head.encode() in made(run, "x.md")


def test_data_at_the_root_of_a_repository(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dot names the folder; this also works in a folder with an unusual name."""
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
        assert verified(run, "x.md", 0, "--data", str(root))["same_bytes"]


def test_repositories_without_the_commit(run: Run, repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shallow, without commits, without the commit: reports name none, and verify says why it cannot answer."""
    made(run, "x.md")
    repo.git("clone", "--quiet", "--depth=1", f"file://{repo.root}", str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    assert verified(run, str(repo.root / "x.md"))["same_bytes"]
    ran = run("report", "overdue", *DAY, "--output", "y.md")
    assert "kho thiếu lịch sử" in ran.err
    assert verified(run, "y.md")["same_bytes"]

    Repo(tmp_path / "shallow").replace("data/plan.yaml", "\n", "\n\n")
    ran = run("verify", str(repo.root / "x.md"))
    assert (ran.code, "git fetch --unshallow" in ran.err) == (2, True)
    shutil.rmtree(tmp_path / "shallow" / ".git")
    Repo(tmp_path / "shallow").git("init", "--quiet")
    assert b"; data data; sha256" in made(run, "z.md")
    ran = run("verify", str(repo.root / "x.md"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


def provenance_line(command: str, folder: str = "data", commit: str = "a" * 40, digest: str = "b" * 64) -> str:
    """Return a provenance line as a person could write it."""
    return f"[plan190 0.1.0; {command}; data {folder} of {commit}; sha256 {digest}]"


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
def test_a_hostile_provenance_runs_nothing_and_writes_nothing(run: Run, repo: Repo, command: str) -> None:
    """One line and exit code 2 for any command in it; the folder is unchanged."""
    digest = digest_of(read_files(DiskTree(repo.root / "data", "data")).data)
    line = provenance_line(command, commit=repo.git("rev-parse", "HEAD"), digest=digest)
    Path("x.md").write_text(f"# Báo cáo\n\n`{line}`\n", "utf-8")
    before = sorted(path.name for path in repo.root.rglob("*") if ".git" not in path.parts)
    ran = run("verify", "x.md")

    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch(r"plan190: [^\n]+\n", ran.err)
    assert sorted(path.name for path in repo.root.rglob("*") if ".git" not in path.parts) == before


@pytest.mark.parametrize("folder", ["../../etc", "/etc", "data/updates", "reports", "%2E%2E/%2E%2E/etc", "-x", "."])
def test_a_hostile_folder_is_looked_up_in_the_commit_only(run: Run, repo: Repo, folder: str) -> None:
    """The commit has no data in that folder, which is named; also with the digest of no files."""
    for digest in ("b" * 64, digest_of({})):
        line = provenance_line(f"report overdue {AT}", folder, repo.git("rev-parse", "HEAD"), digest)
        Path("x.md").write_text(f"`{line}`\n", "utf-8")
        ran = run("verify", "x.md")

        assert ran.code in {1, 2}
        assert re.search(r"không phải dữ liệu đã dùng|không có thư mục dữ liệu|thiếu tệp này", ran.out + ran.err)
        assert f" {folder.replace('%2E', '.')}" in ran.out + ran.err


@pytest.mark.parametrize("commit", ["a" * 40, "tree", "blob"])
def test_an_unknown_commit_is_refused(run: Run, repo: Repo, commit: str) -> None:
    """An unknown hash, a tree, a file."""
    oid = {"tree": "HEAD:data", "blob": "HEAD:data/plan.yaml"}.get(commit)
    named = repo.git("rev-parse", oid) if oid else commit
    Path("x.md").write_text(f"`{provenance_line(f'report overdue {AT}', 'data', named)}`\n", "utf-8")
    ran = run("verify", "x.md")

    assert (ran.code, ran.out) == (2, "")
    assert named in ran.err


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_hidden_second_provenance_is_found_out(run: Run, repo: Repo, form: str) -> None:
    """The file is compared with the report that the hidden line names, and differs."""
    file = f"x.{form}"
    made(run, "other.md", "report", "scoreboard")
    other = Path("other.md").read_text("utf-8").split("`")[1]
    data = made(run, file).decode()
    hidden = {"html": f'<p style="display:none">{other}</p></body>', "md": f"\n`{other}`\n"}[form]
    Path(file).write_text(data.replace("</body>", hidden) if form == "html" else data + hidden, "utf-8")

    assert verified(run, file, 1)["diff"]


def test_a_provenance_in_the_data_does_no_harm(run: Run, repo: Repo) -> None:
    """The texts of an agency are in tables, where a provenance is a quotation."""
    fake = provenance_line(f"report scoreboard {AT}")
    (file,) = (repo.root / "data/updates/vp-ubnd-tinh").glob("2023-09*")
    text, times = re.subn(
        r"(task: 18\n(?:    .*\n)*?    summary: )>-\n(?:      .*\n)+", rf"\1'{fake}'\n", file.read_text("utf-8")
    )
    assert times == 1
    file.write_text(text, "utf-8")
    repo.commit()
    for form in ("md", "xlsx", "html", "json"):
        made(run, f"x.{form}", "report", "monthly", "--period", "2023-09")
        assert verified(run, f"x.{form}")["same_bytes"], form


def test_only_regular_files_are_read(run: Run, repo: Repo, tmp_path: Path) -> None:
    """A folder, a pipe, a missing file, a circular link and a device are refused."""
    os.mkfifo("x.md")
    Path("folder.md").mkdir()
    Path("round.md").symlink_to("round.md")
    Path("device.md").symlink_to("/dev/zero")
    for name in ("x.md", "folder.md", "none.md", "round.md", "device.md", "a\0b.md", "y" * 300 + ".md"):
        ran = run("verify", name)
        assert (ran.code, ran.out) == (2, ""), name
        assert re.fullmatch(r"plan190: [^\n]+\n", ran.err), name


def test_a_file_that_is_too_large_is_not_read(run: Run, repo: Repo) -> None:
    """The error names the greatest size."""
    with Path("x.html").open("wb") as file:
        file.truncate(40 * 2**20)
    ran = run("verify", "x.html")

    assert (ran.code, f"{LARGEST // 2**20} MB" in ran.err) == (2, True)


@pytest.mark.parametrize("name", ["x.txt", "x.csv", "x", "x.pdf", "x.yaml"])
def test_other_kinds_of_file_carry_no_provenance(run: Run, repo: Repo, name: str) -> None:
    """The error names the kinds of files that do."""
    Path(name).write_text("x", "utf-8")
    ran = run("verify", name)

    assert (ran.code, ".xlsx" in ran.err) == (2, True)


def test_a_report_without_a_provenance(run: Run, repo: Repo) -> None:
    """The line was removed, or plan190 did not make the file."""
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


@pytest.mark.parametrize("bomb", ["zeros", "xml", "text", "empty", "cells", "long", "many"])
def test_a_workbook_that_unpacks_too_large_is_refused(run: Run, repo: Repo, bomb: str) -> None:
    """One line and exit code 2."""
    made(run, "x.xlsx")
    with zipfile.ZipFile("x.xlsx") as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = next(name for name in parts if name.startswith("xl/worksheets/sheet"))
    if bomb == "cells":
        parts[sheet] = parts[sheet].replace(b"<row ", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row ', 1)
    long, rows = ("a" * 40_000, 1) if bomb == "long" else ("a" * 30_000, 600)
    if bomb in {"long", "many"}:
        cell = f'<c t="inlineStr"><is><t>{long}</t></is></c>'
        parts[sheet] = parts[sheet].replace(b"</sheetData>", f"<row>{cell}</row>".encode() * rows + b"</sheetData>")
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


def test_data_of_other_branches_verify_nothing(run: Run, repo: Repo) -> None:
    """A fetched commit outside the history of the current branch does not count."""
    repo.git("checkout", "--quiet", "-b", "other")
    (file,) = (repo.root / "data/updates/vp-ubnd-tinh").glob("2023-09*")
    file.write_text(file.read_text("utf-8").replace("progress: ", "progress:  ", 1), "utf-8")
    repo.commit()
    made(run, "x.md")
    assert verified(run, "x.md")["same_bytes"]
    repo.git("checkout", "--quiet", "-")
    ran = run("verify", "x.md")

    assert (ran.code, ran.out) == (2, "")
    assert "không có trong lịch sử của nhánh này" in ran.err


def test_a_report_names_places_in_its_own_folder(run: Run, repo: Repo) -> None:
    """Also if verify would find other data by default."""
    shutil.copytree("data", "other")
    repo.commit()
    for words in (("task", "59"), ("agency", "so-y-te")):
        assert run("report", *words, *DAY, "--data", "other", "--output", "x.md", "--force").code == 0
        assert "other/tasks.yaml" in Path("x.md").read_text("utf-8") or words[0] == "agency"
        assert verified(run)["same_bytes"]


@pytest.mark.parametrize(("old", "new"), [("<style>", "<style>td{display:none}"), ("<tbody>", "<tbody hidden>")])
def test_a_changed_line_of_a_page_is_found(run: Run, repo: Repo, old: str, new: str) -> None:
    """Also in styles and tags."""
    made(run, "x.html")
    edited("x.html", old, new)

    assert verified(run, "x.html", 1)["diff"]


def test_a_changed_line_of_a_calendar_is_found(run: Run, repo: Repo) -> None:
    """Also a property that cancels events."""
    assert run("calendar", "--as-of", "2023-06-20", "--output", "x.ics").code == 0
    Path("x.ics").write_bytes(Path("x.ics").read_bytes().replace(b"VERSION:2.0", b"METHOD:CANCEL\r\nVERSION:2.0"))

    assert "+METHOD:CANCEL" in verified(run, "x.ics", 1)["diff"]


@pytest.mark.parametrize("form", ["docx", "xlsx", "html", "md", "json", "ics"])
def test_a_damaged_file_is_one_line_and_exit_2(run: Run, repo: Repo, form: str) -> None:
    """Cut, changed, of another kind or empty: without provenance nothing is verified."""
    data = made(run, f"x.{form}", *(("calendar",) if form == "ics" else ("report", "overdue")))
    spoiled = bytes(byte ^ 0x55 if number % 31 == 0 else byte for number, byte in enumerate(data))
    for damaged in (data[: len(data) // 2], spoiled, b"PK\x03\x04" + data[:50], b"\xff" * 99, b""):
        Path(f"x.{form}").write_bytes(damaged)
        ran = run("verify", f"x.{form}")
        assert ran.code == 2 or (form == "ics" and b"X-PLAN190-IMPRINT:[" in damaged)
        assert "Traceback" not in ran.err
