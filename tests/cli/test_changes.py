"""`plan190 changes --since`: a date, a period or a commit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_known_at import AS_OF, facts, history  # noqa: F401 - the fixture
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran
    from tests.review.repository import Repo

    Run = Callable[..., Ran]

EXAMPLE = ("--data", "examples/q3-2023", "--as-of", "2023-09-20", "--lang", "en")


def test_the_data_of_a_commit_judged_as_of_one_date(run: Run, history: tuple[Repo, str]) -> None:  # noqa: F811
    """What was recorded later explains why the answer for the date differs; the same commit on both sides is empty."""
    _, first = history
    explained = facts(run, "changes", "--since", first, *AS_OF)

    assert explained["since"] == {"as_of": "2023-09-14", "commit": first}
    assert [(item["record"], item["agency"]) for item in explained["records"] if item["agency"]] == [
        ("added", "so-y-te")
    ]
    assert [(item["subject"]["kind"], item["field"]) for item in explained["targets"]] == [("policy", "soon")]
    same = run("changes", "--since", first, "--known-at", first, *AS_OF, "--lang", "en")
    assert "Nothing has changed." in same.out


def test_a_commit_without_a_date_is_judged_as_of_its_own(run: Run, history: tuple[Repo, str]) -> None:  # noqa: F811
    """`HEAD~1` is as good as the hash."""
    _, first = history

    assert facts(run, "changes", "--since", "HEAD~1")["since"] == {"as_of": "2023-09-14", "commit": first}


@pytest.mark.parametrize(
    ("since", "message"),
    [
        ("2023-09-21", "is after the as-of date"),
        ("2023-10", "is after the as-of date"),
        ("2023-02-30", "is not a date"),
        ("2023-13", "neither a date nor a commit"),
        ("keine", "neither a date nor a commit"),
        ("-x", "neither a date nor a commit"),
        ("\x1b[31m", "neither a date nor a commit"),
    ],
)
def test_what_names_no_earlier_state_is_refused(run: Run, since: str, message: str) -> None:
    """In one line."""
    ran = run("changes", f"--since={since}", *EXAMPLE)

    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert message in ran.err
    assert "\x1b" not in ran.err


def test_a_period_is_its_last_date(run: Run) -> None:
    """The reports of 8/2023 cover the time through 14/8/2023."""
    by_period = run("changes", "--since", "8/2023", *EXAMPLE, "--format", "json").out
    by_date = run("changes", "--since", "14/8/2023", *EXAMPLE, "--format", "json").out

    assert json.loads(by_period) == json.loads(by_date)
    assert json.loads(by_period)["since"] == {"as_of": "2023-08-14", "commit": None}


def test_equal_changes_of_an_agency_are_one_row(run: Run) -> None:
    """CSV has one row for each obligation."""
    question = ("changes", "--since", "2025-02-28", "--as-of", "2025-07-01", "--lang", "en", "--agency")
    finance = " ".join(run(*question, "so-tai-chinh").out.split())
    district = " ".join(run(*question, "ubnd-h-bu-dop").out.split())
    rows = run(*question, "ubnd-h-bu-dop", "--format", "csv").out.splitlines()

    assert "Finance handed over 49, 59, 60, 61, 63, 64, 65, 66, 67 Planning → Finance; by succession" in finance
    assert "ended 59, 60, 61, 63, 64, 65, 66, 67 the agency has ceased to exist" in district
    assert len([row for row in rows if ",ended," in row]) == 8


def test_before_the_plan_everything_is_new(run: Run) -> None:
    """All reports were submitted after that date."""
    ran = run("changes", "--since", "2023-01-01", *EXAMPLE, "--format", "json")

    submitted = json.loads(ran.out)["submitted"]
    assert len(submitted) == len(list((ROOT / "examples" / "q3-2023" / "updates").glob("*/*.yaml")))


def test_a_report_with_errors_in_the_earlier_data_is_named(run: Run, history: tuple[Repo, str]) -> None:  # noqa: F811
    """It was left out then, and counts now."""
    repo, _ = history
    repo.replace("data/updates/so-y-te/2023-08.yaml", "in_progress", "x")
    repo.git("commit", "-qam", "faulty")
    repo.replace("data/updates/so-y-te/2023-08.yaml", "state: x", "state: in_progress")
    ran = run("changes", "--since", "HEAD", *AS_OF, "--lang", "en", "--format", "json")
    shown = run("changes", "--since", "HEAD", *AS_OF, "--lang", "en")

    assert json.loads(ran.out)["left_out_before"] == [{"agency": "so-y-te", "period": "2023-08"}]
    assert "The earlier data leave out these reports, because they have errors: Health 8/2023." in shown.out
