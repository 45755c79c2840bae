"""A plan whose reports are quarterly and yearly, at the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran


@pytest.fixture
def quarterly(copy: Path) -> list[str]:
    """The option with a copy of the data whose reports are on quarters and years."""
    plan = copy / "plan.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("  reporting:\n", "  reporting:\n    every: [quarter, year]\n"), "utf-8")
    return ["--data", str(copy)]


def markdown(run: Callable[..., Ran], *arguments: str) -> str:
    """Return the consolidated report as of the end of the year."""
    ran = run("report", "monthly", *arguments, "--as-of", "2023-12-31", "--format", "markdown", "--output", "-")
    assert ran.code == 0, ran.err
    return ran.out


def test_the_consolidated_report_of_a_quarter(run: Callable[..., Ran], quarterly: list[str]) -> None:
    """The title names the quarter as documents do; without a period, the report is on the current quarter."""
    assert "kỳ báo cáo quý III/2023" in markdown(run, "--period", "Q3/2023", *quarterly)
    report = markdown(run, *quarterly)
    assert "kỳ báo cáo quý IV/2023" in report
    assert "báo cáo tháng" not in report
    assert "kỳ báo cáo năm 2023" in markdown(run, "--period", "2023", *quarterly)


def test_a_period_that_the_plan_does_not_ask_for(run: Callable[..., Ran], quarterly: list[str]) -> None:
    """A month is refused in a quarterly plan, and a quarter in a monthly one; the message names the right units."""
    ran = run("draft", "so-y-te", "2023-07", *quarterly)
    assert (ran.code, "quý, năm" in ran.err) == (2, True)
    ran = run("report", "monthly", "--period", "2023-Q3")
    assert (ran.code, "báo cáo của kế hoạch: tháng" in ran.err) == (2, True)


def test_drafts_and_reports_owed_of_a_quarterly_plan(run: Callable[..., Ran], quarterly: list[str]) -> None:
    """The draft is of the current quarter, and the year is owed beside it."""
    assert "period: 2023-Q3\n" in run("draft", "so-y-te", "--as-of", "2023-08-01", *quarterly).out
    assert "quý III/2023  quý IV/2023" in run("reports", "--as-of", "2023-12-31", *quarterly).out
    assert "2023" in run("plan", *quarterly).out


@pytest.mark.parametrize("command", ["agenda", "forecast", "gate", "reports", "status"])
def test_texts_do_not_speak_of_months(run: Callable[..., Ran], quarterly: list[str], command: str) -> None:
    """What a monthly plan calls a monthly report is a periodic report."""
    ran = run(command, "--as-of", "2023-11-30", *quarterly)
    assert ran.code in {0, 1}
    assert "áo cáo tháng" not in ran.out


@pytest.mark.parametrize(("language", "name"), [("vi", "(kỳ quý III/2023)"), ("en", "(number: 1; Q3 2023)")])
def test_letters_name_a_quarter_as_reports_do(
    run: Callable[..., Ran], quarterly: list[str], language: str, name: str
) -> None:
    """Quarters have the same name in sentences, tables and letters."""
    options = ("--as-of", "2023-09-20", "--format", "markdown", "--output", "-", "--lang", language, *quarterly)
    letter = run("remind", "--agency", "so-y-te", *options).out.replace("\\", "").replace("\xa0", " ")
    assert name in letter
    assert "Q3/2023" not in letter
