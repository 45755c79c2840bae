"""New decisions in a change: the claims that they decide, earlier dates, and the past answers that they alter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.review.repository import AUGUST, DECISIONS, FRESH, Repo
from tests.review.test_table import CLAIM_24, DONE_59, OWN, OWN_AUGUST, august_of, both_sides, on_main

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

    Review = Callable[..., tuple[int, dict[str, Any]]]

FILE = "data/decisions.yaml"
EXTENDED = """\
  - kind: extend
    id: gia-han-24
    date: {date}
    by: chu-tich-ubnd-tinh
    tasks: [24]
    until: 2023-11-30
    document: {{number: 7/CV-HUCAU, date: 2023-06-30}}
"""
"""Task 24 of so-noi-vu is due on 30 June 2023."""


def decided(repo: Repo, review: Review, entry: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Add a decision, and return the outcome with severity and code of each new finding."""
    repo.write(FILE, repo.read(FILE) + entry)
    repo.commit()
    facts = review(None)[1]
    new = [finding for finding in facts["findings"] if finding["new"]]
    return facts["outcome"], [(finding["severity"], finding["code"]) for finding in new]


def accept(tasks: str, *agencies: str) -> str:
    """Return an acceptance of today."""
    named = f", agencies: [{', '.join(agencies)}]" if agencies else ""
    return f"  - {{kind: accept, id: nhan, date: 2023-08-10, by: cong-an-tinh, tasks: {tasks}{named}}}\n"


@pytest.fixture
def claimed(repo: Repo) -> Repo:
    """Return the repository with claims of so-noi-vu on tasks 24 and 59 and of so-y-te on task 59."""
    on_main(OWN_AUGUST, august_of(CLAIM_24 + DONE_59), (OWN, FRESH + DONE_59))(repo)
    return repo


def test_the_claims_that_a_decision_accepts_are_listed(claimed: Repo, review: Review) -> None:
    """Task, agency, completion and evidence of each claim; the agencies are named, so that there is no warning."""
    outcome, findings = decided(claimed, review, accept("[24]", "so-noi-vu"))
    [decision] = outcome["decisions"]

    assert decision["claims"] == [
        {
            "task": 24,
            "task_id": "24",
            "agency": "so-noi-vu",
            "name": "Sở Nội vụ",
            "english": "Department of Home Affairs",
            "done_on": "2023-07-05",
            "evidence": ["9/TTr-HUCAU – Tờ trình"],
        }
    ]
    assert findings == []


def test_several_agencies_are_to_be_named(claimed: Repo, review: Review) -> None:
    """An acceptance of two agencies' claims on task 59 that names none is a warning; of one agency's it is not."""
    outcome, findings = decided(claimed, review, accept("[59]"))

    assert [claim["agency"] for claim in outcome["decisions"][0]["claims"]] == ["so-noi-vu", "so-y-te"]
    assert findings == [("warning", "P413")]


def test_one_agency_need_not_be_named(claimed: Repo, review: Review) -> None:
    """Only so-noi-vu leads task 24."""
    assert decided(claimed, review, accept("[24]"))[1] == []


def test_a_pair_without_a_waiting_claim(claimed: Repo, review: Review) -> None:
    """The department of justice has made no claim on task 59."""
    assert decided(claimed, review, accept("[59]", "so-y-te", "so-tu-phap"))[1] == [("warning", "P413")]


def test_a_claim_already_accepted(claimed: Repo, review: Review) -> None:
    """The first of two acceptances counts."""
    on_main(FILE, DECISIONS + accept("[59]", "so-y-te").replace("id: nhan,", "id: truoc,"))(claimed)
    outcome, findings = decided(claimed, review, accept("[59]", "so-y-te", "so-noi-vu"))

    assert [claim["agency"] for claim in outcome["decisions"][0]["claims"]] == ["so-noi-vu"]
    assert findings == [("warning", "P413")]


@pytest.mark.parametrize(
    ("date", "findings"),
    [
        ("2023-08-10", []),
        ("2023-07-15", [("note", "P414")]),
        ("2023-07-14", [("error", "P410")]),
        ("2023-07-01\n    recorded_on: 2023-08-10", []),
        ("2023-07-01\n    recorded_on: 2023-08-01", [("note", "P414")]),
        ("2023-07-01\n    recorded_on: 2023-07-14", [("error", "P410")]),
    ],
)
def test_the_date_from_which_a_decision_counts(
    repo: Repo, review: Review, date: str, findings: list[tuple[str, str]]
) -> None:
    """The current reporting period began on 15 July; an earlier date needs `recorded_on`."""
    assert decided(repo, review, EXTENDED.format(date=date))[1] == findings


def test_the_line_to_paste_repairs_a_backdated_decision(repo: Repo, review: Review) -> None:
    """The file with the line below `date` has no such problem."""
    entry = EXTENDED.format(date="2023-07-01")
    repo.write(FILE, repo.read(FILE) + entry)
    repo.commit()
    [finding] = [finding for finding in review(None)[1]["findings"] if finding["code"] == "P410"]
    lines = repo.read(FILE).split("\n")
    lines[finding["line"] : finding["line"]] = finding["paste"]
    repo.write(FILE, "\n".join(lines))
    repo.commit()

    assert str(yaml.safe_load(repo.read(FILE))["decisions"][-1]["recorded_on"]) == "2023-08-10"
    assert [finding for finding in review(None)[1]["findings"] if finding["code"] in {"P410", "P414"}] == []


def test_past_answers_that_a_change_alters(repo: Repo, review: Review) -> None:
    """An extension of 1 July changes the answer as of 15 July; recorded today it changes none."""
    outcome, _ = decided(repo, review, EXTENDED.format(date="2023-07-01"))
    [past] = outcome["past"]
    [moved] = past["obligations"]

    assert (past["as_of"], past["reports"]) == ("2023-07-15", [])
    assert (moved["before"]["state"], moved["after"]["state"]) == ("overdue", "within_time")


def test_a_recorded_decision_alters_no_past_answer(repo: Repo, review: Review) -> None:
    """Days late before it was recorded remain."""
    outcome, _ = decided(repo, review, EXTENDED.format(date="2023-07-01\n    recorded_on: 2023-08-10"))
    [moved] = outcome["moved"]

    assert outcome["past"] == []
    assert (moved["before"]["days_late"], moved["after"]["days_late"]) == (41, 40)
    assert moved["after"]["due"] == "2023-11-30"


def test_a_late_report_with_an_earlier_date_alters_a_past_answer(repo: Repo, review: Review) -> None:
    """As of 15 July, the report for July was missing; with this change it was on time."""
    repo.write("data/updates/so-tu-phap/2023-07.yaml", AUGUST.replace("noi-vu", "tu-phap").replace("-08", "-07"))
    repo.commit()
    [past] = review(None)[1]["outcome"]["past"]

    assert past["reports"] == [
        {
            "agency": "so-tu-phap",
            "name": "Sở Tư pháp",
            "english": "Department of Justice",
            "period": "2023-07",
            "before": "missing",
            "after": "on_time",
        }
    ]


def test_the_review_shows_claims_and_past_answers(claimed: Repo, run: Callable[..., Ran], review: Review) -> None:
    """A reader sees who did what when, and which earlier figures change."""
    entries = accept("[24]", "so-noi-vu") + EXTENDED.format(date="2023-07-01")
    entries = entries.replace("gia-han-24", "gia-han-25").replace("tasks: [24]\n", "tasks: [25]\n")
    decided(claimed, review, entries)
    arguments = ("review", "--base", "main", "--as-of", "2023-08-10", "--lang")
    text, english = run(*arguments, "vi").out, run(*arguments, "en").out

    assert "Department of Home Affairs" in english
    assert "Sở" not in english
    assert "Báo cáo hoàn thành được quyết định:" in text
    assert "9/TTr-HUCAU" in text
    assert "Số liệu đã qua thay đổi sau khi nhập" in text
    assert "Tính đến hết ngày 15/7/2023:" in text


def test_a_conflict_shows_only_the_effects_of_the_change(repo: Repo, review: Review) -> None:
    """Both branches add an extension at the end of the file; the other one's is not part of this change."""
    other = EXTENDED.format(date="2023-08-10").replace("24", "25")
    both_sides(
        lambda repo: (repo.write(FILE, DECISIONS + other), repo.commit()),
        lambda repo: (repo.write(FILE, DECISIONS + EXTENDED.format(date="2023-08-10")), repo.commit()),
    )(repo)
    _, facts = review("github:1")

    assert [finding["code"] for finding in facts["findings"] if finding["severity"] == "error"] == ["P406"]
    assert [item["task"] for item in facts["outcome"]["moved"]] == [24]
    assert [decision["id"] for decision in facts["outcome"]["decisions"]] == ["gia-han-24"]


def test_agencies_of_the_joint_task_without_a_claim(claimed: Repo, review: Review) -> None:
    """Task 62 is claimed by one agency; the acceptance of another one's claim is an acceptance of nothing."""
    evidence = "[{title: a, number: 9/QĐ-HUCAU, date: 2023-07-05}]"
    done = f"  - {{task: 62, state: done, done_on: 2023-07-05, evidence: {evidence}}}\n"
    on_main(OWN_AUGUST, august_of(CLAIM_24 + DONE_59 + done))(claimed)

    assert decided(claimed, review, accept("[62]", "so-y-te"))[1] == [("error", "P328")]


def test_a_decision_dated_before_another_on_the_same_claim(claimed: Repo, review: Review) -> None:
    """A return of yesterday's date would cancel today's acceptance, which is already recorded."""
    on_main(FILE, DECISIONS + accept("[24]"))(claimed)
    returned = "  - {kind: return, id: tra, date: 2023-08-09, by: cong-an-tinh, tasks: [24], why: Thiếu phụ lục.}\n"

    assert ("warning", "P413") in decided(claimed, review, returned)[1]
