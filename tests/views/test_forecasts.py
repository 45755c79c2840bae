"""Forecasts of agencies: a date by which work was expected to be done, and that has passed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from plan190.status.figures.at_risk import at_risk_figures
from tests.builders import example_assessment

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

FICTION = ("--data", "examples/q3-2023")
PASSED = "30/11/2023, nay đã qua"


@pytest.mark.parametrize(("as_of", "passed"), [("9-29", 0), ("9-30", 0), ("10-1", 1), ("10-20", 2), ("2024-01-20", 4)])
def test_a_forecast_has_passed_on_the_day_after_it(as_of: str, passed: int) -> None:
    """The expected dates are 30 September, 10 and 20 October, and 30 November."""
    assert at_risk_figures(example_assessment(as_of)).passed == passed


@pytest.mark.parametrize(
    "command",
    [
        ("agency", "so-tttt"),
        ("show", "41"),
        ("explain", "41"),
        ("tasks", "--search", "nghị quyết số 50/NQ-CP"),
        ("calendar", "--format", "json"),
        ("report", "monthly", "--period", "2023-11", "--format", "markdown", "--output", "-"),
        ("report", "agency", "so-tttt", "--format", "markdown", "--output", "-"),
        ("dashboard", "--page", "agencies/so-tttt.html", "--output", "-"),
        ("dashboard", "--page", "tasks/41.html", "--output", "-"),
    ],
)
def test_every_view_states_that_a_forecast_has_passed(run: Callable[..., Ran], command: tuple[str, ...]) -> None:
    """On the expected date it has not passed; later, the date is stated with the fact that it has passed."""
    before = run(*command, *FICTION, "--as-of", "2023-11-30")
    after = run(*command, *FICTION, "--as-of", "2024-01-20")

    assert (before.code, after.code) == (0, 0)
    assert "30/11/2023" in before.out
    assert PASSED not in before.out
    assert PASSED in after.out


def test_json_and_csv_have_a_flag(run: Callable[..., Ran]) -> None:
    """On 15 October, two of the four dates have passed."""
    arguments = ("at-risk", *FICTION, "--as-of", "2023-10-15", "--lang", "en", "--format")
    warnings = json.loads(run(*arguments, "json").out)["at_risk"]

    passed = {warning["at_risk"]["expected_on"]: warning["expected_passed"] for warning in warnings}
    assert passed == {"2023-09-30": True, "2023-10-10": True, "2023-10-20": False, "2023-11-30": False}
    assert ",Expected date passed," in run(*arguments, "csv").out
    assert "Expected date passed, but not done: 2." in run(*arguments, "table").out
