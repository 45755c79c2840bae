"""Reports with one error or attack each: the expected code, and that every output format is safe.

The files are in `cases/bad-inputs`; each is checked as the July report of one agency, together with the plan.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from plan190.checks.checked_data import CheckedData
from plan190.checks.findings import CheckResult, checked_in
from plan190.cli.options import FINDING_FORMATS
from plan190.cli.output import for_log
from plan190.diagnostics import ordered
from plan190.formats import RenderOptions, render
from plan190.load.loader import NO_VALUES, Files, Values, build_register, load, read_files
from plan190.load.tree import DiskTree
from plan190.parts.context import view_context
from plan190.status.assess import assess
from plan190.status.figures.task import explanation_figures
from plan190.views import explanation as explanation_view
from plan190.views import findings
from plan190.words import words_in
from plan190.words.text import masked
from tests.conftest import DATA, ROOT
from tests.formats.sample_findings import COMMAND, CONTROL, read_markdown
from tests.formats.test_github import read as read_github
from tests.formats.test_junit import read as read_junit
from tests.formats.test_sarif import read as read_sarif
from tests.samples import found_by_rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from plan190.diagnostics import Diagnostic
    from plan190.document.blocks import View
    from plan190.model.register import Register
    from tests.conftest import Ran

CASES = Path(__file__).parent / "cases" / "bad-inputs"
TABLE: list[dict[str, str]] = json.loads((CASES / "expected.json").read_text("utf-8"))
EXPECTED = {row["file"]: row for row in TABLE}
LITERAL = [row["file"] for row in TABLE if row["expect"] == "accept-literal"]
REPORT = "updates/so-noi-vu/2023-07.yaml"
DAY = date(2023, 8, 1)


@cache
def plan() -> Values:
    """Return the values of the plan, read once."""
    return load(read_files(DiskTree(DATA, "data"))).values


@dataclass(frozen=True)
class Case:
    """The result of checking one file."""

    result: CheckResult
    register: Register

    def view(self, language: str = "vi") -> View:
        """Return the view of `check`."""
        return findings.build(self.result, DAY, words_in(language))  # type: ignore[arg-type]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return the diagnostics."""
        return self.result.diagnostics


@cache
def case(name: str) -> Case:
    """Check the file as a report together with the plan."""
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(DATA, data)
        (data / REPORT).parent.mkdir(parents=True)
        shutil.copyfile(CASES / name, data / REPORT)
        files: Files = read_files(DiskTree(data, "data"))
    loaded = load(files, plan())
    register = build_register("data", loaded.values, files)
    diagnostics = ordered((*loaded.diagnostics, *found_by_rules(register, loaded.error_free, DAY)))
    checked = CheckedData(files, loaded, register, diagnostics, DAY)
    items = partial(checked_in, checked, "data", lambda _: True)
    return Case(CheckResult("data", "data", diagnostics, loaded.texts, items, len(files.data)), register)


def test_every_file_is_in_the_table() -> None:
    """The table has every file, and at least a hundred."""
    assert {path.name for path in CASES.glob("*.yaml")} == set(EXPECTED)
    assert len(TABLE) == len(EXPECTED) >= 100
    assert plan() is not NO_VALUES


def test_the_bytes_are_kept() -> None:
    """Neither git nor an editor has changed the line endings and byte order marks of the files."""
    bytes_of = {name: (CASES / name).read_bytes() for name in EXPECTED}

    assert (CASES / ".gitattributes").read_text("utf-8") == "* -text\n"
    assert b"\r\n" in bytes_of["g02-good-crlf.yaml"]
    assert bytes_of["g03-good-bom.yaml"].startswith(b"\xef\xbb\xbf")
    assert bytes_of["e01-utf16le-bom.yaml"].startswith(b"\xff\xfe")
    assert not bytes_of["g09-good-no-final-newline.yaml"].endswith(b"\n")
    assert b"\r\n" in bytes_of["e17-mixed-line-ends.yaml"] != bytes_of["e17-mixed-line-ends.yaml"].replace(b"\r", b"")


@pytest.mark.parametrize("name", EXPECTED)
def test_severity_and_code(name: str) -> None:
    """The file has an error or a warning with the expected code, or at most a note, besides the unreported tasks."""
    expected = EXPECTED[name]
    diagnostics = [diagnostic for diagnostic in case(name).diagnostics if diagnostic.code != "P341"]
    severities = {diagnostic.severity for diagnostic in diagnostics}
    codes = {diagnostic.code for diagnostic in diagnostics}

    assert {diagnostic.place.path for diagnostic in diagnostics} <= {REPORT}
    if expected["expect"] == "reject":
        assert expected["code"] in {diagnostic.code for diagnostic in diagnostics if diagnostic.severity == "error"}
    elif expected["expect"] == "warn":
        assert severities == {"warning"}
        assert codes == {expected["code"]}
    else:
        assert severities <= {"note"}
        assert codes == ({expected["code"]} if "code" in expected else set())


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("i15-period-month-13.yaml", "P206"),
        ("i19-period-quarter.yaml", "P206"),
        ("u11-fullwidth-period.yaml", "P206"),
        ("d05-done-no-evidence.yaml", "P306"),
        ("i03-agency-mismatch.yaml", "P304"),
        ("y41-yaml-directive.yaml", "P204"),
    ],
)
def test_one_error_hides_no_other(name: str, more: str) -> None:
    """A second error is reported in the same run."""
    assert {EXPECTED[name]["code"], more} <= {diagnostic.code for diagnostic in case(name).diagnostics}


def test_a_report_belongs_to_its_folder() -> None:
    """A report that names another agency is listed as checked for the agency of its folder."""
    reports = [
        checked
        for checked in case("i03-agency-mismatch.yaml").result.checked()
        if checked.file.startswith("data/updates/")
    ]

    assert {report.agency for report in reports} == {"so-noi-vu"}


def test_markdown_shows_at_most_twenty_findings() -> None:
    """Formats for programs have all findings of a file with many aliases."""
    view = case("r01-alias-bomb.yaml").view("en")

    assert len(view.findings) > 20
    out = render("markdown", view, RenderOptions(words_in("en"))).decode()
    assert out.count("\n- **error ") + out.startswith("- **error ") == 20
    assert len(json.loads(render("gitlab", view, RenderOptions(words_in("en"))))) == len(view.findings)


def read_back(format_: str, out: str, view: View) -> None:
    """Parse an output; fail if it is not well-formed or findings are missing."""
    everything = view.findings
    match format_:
        case "json":
            read = json.loads(out)
            assert [finding["message"] for finding in read["findings"]] == [finding.message for finding in everything]
        case "gitlab":
            assert len({issue["fingerprint"] for issue in json.loads(out)}) == len(everything)
        case "sarif":
            assert len(read_sarif(out)["results"]) == len(everything)
        case "junit":
            root = read_junit(out)
            assert {element.get("classname") for element in root.iter("testcase")} >= {"data/tasks.yaml"}
            assert bool(list(root.iter("failure"))) == any(finding.severity == "error" for finding in everything)
        case "github":
            messages = {read_github(line)[2].split("\nhelp: ")[0].split("\ncách sửa: ")[0] for line in out.splitlines()}
            assert messages == {finding.message for finding in everything}
        case "markdown":
            read_markdown(out)
        case "csv":
            assert list(csv.reader(io.StringIO(out))) == []
        case _:
            assert all(finding.message in out for finding in everything[:20])


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_format_is_well_formed(name: str, language: str) -> None:
    """No format has a raw control character; in CI, only the GitHub format has workflow commands."""
    view = case(name).view(language)
    words = words_in(language)  # type: ignore[arg-type]
    for format_ in (*FINDING_FORMATS, "csv"):
        out = render(format_, view, RenderOptions(words)).decode()
        assert CONTROL.search(out) is None, format_
        read_back(format_, out, view)
    narrow = render("text", view, RenderOptions(words, 40, wrap=True)).decode()
    coloured = render("text", view, RenderOptions(words, 100, wrap=True, colour=True)).decode()
    assert CONTROL.search(narrow) is None
    assert CONTROL.search(coloured.replace("\x1b[", "")) is None


@pytest.mark.parametrize("name", EXPECTED)
def test_in_ci_no_command_is_forged(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the lines of the GitHub format are workflow commands, one per finding."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    view = case(name).view()
    for format_ in FINDING_FORMATS:
        out = for_log(render(format_, view, RenderOptions(words_in("vi"))), format_).decode()
        commands = COMMAND.findall(out)
        assert len(commands) == (len(view.findings) if format_ == "github" else 0), format_


def texts_of(value: object) -> list[str]:
    """Return all texts in a value."""
    if isinstance(value, str):
        return [value]
    pieces = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for piece in pieces for text in texts_of(piece)]


def written(name: str) -> dict[str, Any]:
    """Return the first entry of a report as another YAML parser reads it, with every value as text."""
    report = yaml.load((CASES / name).read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506 - constructs only strings
    return dict(report["updates"][0])


@pytest.mark.parametrize("name", LITERAL)
def test_what_is_accepted_is_not_changed(name: str) -> None:
    """Accepted texts are loaded and written to JSON unchanged; other formats only escape them."""
    (report_file,) = case(name).register.reports
    entry = report_file.updates[0].value
    here = written(name)
    evidence = [(item.number, item.title) for item in entry.evidence]
    register, words = case(name).register, words_in("en")
    assessment = assess(register, DAY, register.plan.policy)
    task_verdict = assessment.task("24")
    verdict = next(part for part in task_verdict.verdicts if part.body.id == "so-noi-vu")
    view = explanation_view.build(
        explanation_figures(register, assessment, verdict), view_context(register, assessment, words)
    )
    options = RenderOptions(words, full=True)
    out = {form: render(form, view, options).decode() for form in ("json", "csv", "markdown", "table")}

    assert (entry.summary or "").strip() == unicodedata.normalize("NFC", here["summary"]).strip()
    assert evidence == [(item["number"], item["title"]) for item in here["evidence"]]
    one_line = " ".join(here["summary"].split())
    assert any(one_line in text for text in texts_of(json.loads(out["json"])))
    assert one_line in out["table"]
    assert any(one_line in cell for row in csv.reader(io.StringIO(out["csv"])) for cell in row)
    assert one_line in read_markdown(out["markdown"], headings=out["markdown"].count("\n#") + 1)
    for form, text in out.items():
        assert CONTROL.search(text) is None, form


@pytest.mark.parametrize("name", ["t15-github-command.yaml", "t17-azure-command.yaml", "p13-xlsx-at.yaml"])
@pytest.mark.parametrize("service", ["GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD"])
def test_the_program_in_ci(
    run: Callable[..., Ran], copy: Path, monkeypatch: pytest.MonkeyPatch, name: str, service: str
) -> None:
    """In CI, the output for such a report contains no workflow command; JSON is unchanged."""
    (copy / REPORT).parent.mkdir(parents=True)
    shutil.copyfile(CASES / name, copy / REPORT)
    monkeypatch.setenv(service, "true")
    summary = " ".join(written(name)["summary"].split())
    for form in ("table", "json", "csv", "markdown"):
        ran = run(
            "explain", "24", "--agency", "so-noi-vu", "--as-of", "2023-08-01", "--data", str(copy), "--format", form
        )
        assert ran.code == 0
        assert COMMAND.search(ran.out) is None
        if form == "json":
            assert any(summary in text for text in texts_of(json.loads(ran.out)))


@pytest.mark.parametrize(
    "name", ["r01-alias-bomb.yaml", "r03-deep-flow.yaml", "r05-recursive-alias.yaml", "y31-tag-python-object.yaml"]
)
def test_the_process_ends_normally(copy: Path, name: str) -> None:
    """Nothing is executed, expanded or recursed into: the program exits with 1 and reports the error."""
    (copy / REPORT).parent.mkdir(parents=True)
    shutil.copyfile(CASES / name, copy / REPORT)
    command = [sys.executable, "-m", "plan190", "check", "--data", str(copy), "--format", "concise"]
    env = {"PATH": os.environ["PATH"], "PLAN190_CACHE": "off"}
    ran = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False, timeout=60)

    assert ran.returncode == 1, ran.stderr
    assert ran.stderr == b""
    assert f"[{EXPECTED[name]['code']}]" in ran.stdout.decode()


def test_no_output_repeats_a_telephone() -> None:
    """If a telephone number is the error, no format prints it."""
    view = case("p11-xlsx-plus.yaml").view()
    for format_ in FINDING_FORMATS:
        out = render(format_, view, RenderOptions(words_in("vi"))).decode()
        assert masked(out) == out
        assert "912 345" not in out


def test_xml_is_read_by_others() -> None:
    """The JUnit report of the most hostile file is well-formed XML."""
    assert ET.fromstring(render("junit", case("t05-c1-csi.yaml").view(), RenderOptions(words_in("vi")))) is not None  # noqa: S314
