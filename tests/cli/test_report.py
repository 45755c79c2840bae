"""`plan190 report`: a file in the folder of reports, as of the right date, without replacing edited files."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from plan190 import __version__
from plan190.formats import RenderOptions, render
from plan190.model.period import Period
from plan190.parts.context import view_context
from plan190.status.assess import assess
from plan190.status.figures.monthly import monthly_figures
from plan190.views import monthly
from plan190.words import OfficialWords, words_in
from tests.conftest import ROOT, example_register

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

EXAMPLE = ("--data", str(ROOT / "examples" / "q3-2023"))


@pytest.fixture(autouse=True)
def _here(run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Change to an empty folder, after `run` has changed to the repository."""
    monkeypatch.chdir(tmp_path)


def report_facts(run: Callable[..., Ran], *words: str) -> dict[str, object]:
    """Return the facts of a report."""
    ran = run("report", *words, *EXAMPLE, "--format", "json", "--output", "-")
    assert ran.code == 0, ran.err
    facts: dict[str, object] = json.loads(ran.out)
    return facts


def test_it_goes_to_the_folder_of_reports(run: Callable[..., Ran], tmp_path: Path) -> None:
    """The default format is Word; the suffix depends on the format."""
    assert run("report", "monthly", "--period", "2023-08", *EXAMPLE).code == 0
    assert run("report", "scoreboard", "--as-of", "2023-09-20", *EXAMPLE, "--format", "xlsx").code == 0
    assert run("report", "agency", "so", "y", "te", "--as-of", "2023-09-20", *EXAMPLE, "--format", "html").code == 0

    assert sorted(path.name for path in (tmp_path / "reports/example").iterdir()) == [
        "agency-so-y-te-2023-09-20.html", "monthly-2023-08.docx", "scoreboard-2023-09-20.xlsx",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "as_of"),
    [
        (("--period", "2023-07"), "2023-07-31"),
        (("--period", "8/2023"), "2023-08-31"),
        (("--period", "2023-07", "--as-of", "2023-07-18"), "2023-07-18"),
        (("--period", "2023-10", "--as-of", "2023-09-15"), "2023-09-15"),
        (("--period", "2023-07", "--as-of", "2023-09-20"), "2023-09-20"),
        (("--as-of", "2023-09-20"), "2023-09-20"),
    ],
)
def test_a_month_that_is_over_is_reported_as_of_its_last_day(
    run: Callable[..., Ran], options: tuple[str, ...], as_of: str
) -> None:
    """Unless another date is given, so that the same report can be made again."""
    facts = report_facts(run, "monthly", *options)

    assert facts["as_of"] == as_of
    assert f"--as-of {as_of} --lang vi" in str(facts["imprint"])


@pytest.mark.parametrize("command", ["report overdue", "report monthly --period 2023-09", "remind --agency so-tttt"])
def test_a_report_has_the_language_of_the_plan_and_its_note_that_of_the_screen(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Whoever makes the report, the result is the same; only `--lang` makes another one."""
    arguments = (*command.split(), "--as-of", "2023-09-20", *EXAMPLE, "--format", "markdown", "--output")
    monkeypatch.setenv("PLAN190_LANG", "en")
    ran, english = run(*arguments, str(tmp_path / "a.md")), run(*arguments, "-", "--lang", "en")
    monkeypatch.setenv("PLAN190_LANG", "vi")
    again = run(*arguments, "-")

    assert (tmp_path / "a.md").read_text("utf-8") == again.out
    assert "--lang vi;" in again.out
    assert "Wrote" in ran.err
    assert "--lang en;" in english.out


def test_the_copy_inside_has_only_its_own_note(run: Callable[..., Ran]) -> None:
    """There is no note that git does not have the data, because a user could not change that."""
    ran = run("report", "overdue", "--as-of", "2023-07-01", "--format", "markdown", "--output", "-")

    assert ran.code == 0
    assert ran.err.splitlines() == [words_in("vi")("note.embedded", plan="Kế hoạch 190/KH-UBND", version=__version__)]


def test_its_figures_are_those_of_status(run: Callable[..., Ran]) -> None:
    """The totals of the two commands are equal, agency by agency."""
    facts = report_facts(run, "monthly", "--period", "2023-09", "--as-of", "2023-09-20")
    status = json.loads(run("status", "--as-of", "2023-09-20", *EXAMPLE, "--format", "json").out)

    shared = status.keys() - {"overview", "act_first"}
    assert {key: facts[key] for key in shared} == {key: status[key] for key in shared}
    assert len(status["agencies"]) > 40


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("weekly",), "monthly, agency, task, overdue, scoreboard"),
        (("agency",), "plan190 report agency so-y-te"),
        (("task",), "plan190 report task 39"),
        (("overdue", "39"), "--period"),
        (("overdue", "--period", "2023-07"), "report monthly"),
        (("monthly", "--period", "7-23"), "2023-07"),
        (("monthly", "--period", "2023-13"), "2023-07"),
        (("monthly", "--period", "2023-00"), "2023-07"),
        (("monthly", "--period", "2023-12", "--as-of", "2023-09-20"), "2023-12"),
        (("monthly", "--period", "2023-10", "--as-of", "2023-09-14"), "2023-10"),
        (("overdue", "--letterhead", "cong-an-tinh"), "report monthly"),
        (("monthly", "--letterhead", "so-y-te"), "cong-an-tinh, ubnd-tinh, to-cong-tac"),
        (("agency", "grp-sbn"), "grp-sbn"),
    ],
)
def test_an_impossible_report_is_refused(
    run: Callable[..., Ran], tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    """One line that says what would be right, exit code 2, and no file."""
    ran = run("report", *words, *EXAMPLE)

    assert ran.code == 2
    assert message in ran.err
    assert list(tmp_path.iterdir()) == []


def test_its_own_file_is_renewed_a_changed_one_is_kept(run: Callable[..., Ran], tmp_path: Path) -> None:
    """A generated file is replaced; an edited one only with --force."""
    arguments = ("report", "monthly", "--period", "2023-08", *EXAMPLE, "--format", "html")
    file = tmp_path / "reports/example/monthly-2023-08.html"
    run(*arguments)
    first = file.read_bytes()
    assert run(*arguments, "--as-of", "2023-08-20").code == 0
    assert file.read_bytes() != first
    file.write_bytes(first.replace("KẾT QUẢ".encode(), "Kết quả".encode()))
    kept = file.read_bytes()

    refused = run(*arguments)

    assert refused.code == 2
    assert "--force" in refused.err
    assert file.read_bytes() == kept
    assert run(*arguments, "--force").code == 0
    assert file.read_bytes() == first


@pytest.mark.parametrize("format_", ["csv", "csv-bom"])
def test_equal_input_gives_equal_bytes(run: Callable[..., Ran], tmp_path: Path, format_: str) -> None:
    """Two runs are equal, also in formats without provenance; `verify` tests the others."""
    for name in ("one", "two"):
        ran = run("report", "monthly", "--period", "2023-08", *EXAMPLE, "--format", format_, "--output", name)
        assert ran.code == 0, ran.err

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_each_table_can_be_had_as_csv(run: Callable[..., Ran]) -> None:
    """Every table of the report can be named; csv-bom adds the byte order mark for Excel."""
    register, words = example_register(), OfficialWords(*words_in("vi"))
    day = date(2023, 8, 31)
    assessment = assess(register, day, register.plan.policy)
    figures, head = monthly_figures(register, assessment, Period.parse("2023-08")), register.letterheads[0].value
    view = monthly.build(figures, view_context(register, assessment, words), head)
    names = ("groups", "indicators", "obstacles", "agencies", "tasks", "overdue", "due-next", "deliveries")
    whole = {name: render("csv", view, RenderOptions(words, table=name)).decode() for name in names}
    arguments = ("report", "monthly", "--period", "2023-08", *EXAMPLE, "--output", "-")

    assert len({text.split("\n")[0] for text in whole.values()}) == len(names)
    assert run(*arguments, "--format", "csv-bom", "--table", "tasks").out == "\ufeff" + whole["tasks"]
    assert run(*arguments, "--format", "csv", "--table", "x").code == 2


@pytest.mark.parametrize(
    ("words", "labels"), [(("agency", "so-tttt"), ("Mã", "Tên gọi khác")), (("task", "61"), ("Vị trí",))]
)
def test_a_document_has_no_data_of_the_program(
    run: Callable[..., Ran], words: tuple[str, ...], labels: tuple[str, ...]
) -> None:
    """They are on the screen, where they help to find the entry."""
    printed = run("report", *words, *EXAMPLE, "--format", "markdown", "--output", "-").out
    shown = run(*(words if words[0] == "agency" else ("show", *words[1:])), *EXAMPLE, "--format", "markdown").out
    for label in labels:
        assert (f"**{label}" in printed, f"**{label}" in shown) == (False, True)


def test_notes_on_a_monthly_report_name_what_has_changed_and_an_open_period(run: Callable[..., Ran]) -> None:
    """They are on standard error, in the language of the user."""
    ran = run("report", "monthly", "--as-of", "2025-08-10", "--format", "json", "--output", "-")

    assert "nay Ủy ban nhân dân tỉnh Đồng Nai kế tục" in ran.err
    assert "kỳ báo cáo đến hết ngày 14/8/2025 mới kết thúc" in ran.err
