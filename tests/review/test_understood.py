"""The outcome of a review: each task before and after, due dates that start, the tables of the agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest

from plan190.model.decision import Decision, DecisionKind
from tests.conftest import real_register
from tests.review.conftest import charged
from tests.review.repository import AUGUST, FRESH, JULY, TODAY, Repo
from tests.review.test_table import CASES, CORRECTION, OTHERS, OWN, OWN_OLD, SECOND, on_main

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

    Review = Callable[..., tuple[int, dict[str, Any]]]

FALLEN = FRESH.replace("55", "20").replace("    summary: Đã đối chiếu xong dữ liệu tiêm chủng của 7 huyện.\n", "")
WAIVER = """\
waivers:
  - {code: P325, agency: so-y-te, reason: Số cũ gõ nhầm., by: cong-an-tinh, until: 2023-08-31}
"""
DONE = """\
  - task: 33
    state: done
    done_on: 2023-08-04
    summary: Cơ sở cuối cùng đã thu phí không dùng tiền mặt (hư cấu).
    indicators:
      - {id: co-so-kham-benh-thu-phi-khong-tien-mat, value: 120, of: 120}
    evidence:
      - {title: Báo cáo kết quả, number: 9/BC-HUCAU, date: 2023-08-04}
"""


def outcome_of(review: Review, repo: Repo, path: str, text: str) -> dict[str, Any]:
    """Write a file, commit it, and return the outcome of the review."""
    repo.write(path, text)
    repo.commit()
    outcome: dict[str, Any] = review(None)[1]["outcome"]
    return outcome


def test_each_task_before_and_after(repo: Repo, review: Review) -> None:
    """Each task has the state of the month before; a task reported for the first time has none."""
    outcome = outcome_of(review, repo, OWN, FRESH + DONE)
    [report] = outcome["reports"]
    tasks = {task["task"]: task for task in report["tasks"]}

    assert (report["agency"], report["period"], report["mark"]) == ("so-y-te", "2023-08", "new")
    assert (report["delivery"], report["days_late"]) == ("on_time", 0)
    assert tasks[35]["before"] == {"state": "in_progress", "progress": 40, "done_on": None}
    assert tasks[35]["after"] == {"state": "in_progress", "progress": 55, "done_on": None}
    assert tasks[66]["before"] == {"state": "not_started", "progress": None, "done_on": None}
    assert tasks[33]["before"] is None
    assert tasks[33]["after"]["done_on"] == "2023-08-04"
    assert tasks[33]["evidence"] == ["9/BC-HUCAU – Báo cáo kết quả"]
    assert [text.split(" – ", 1)[0] for text in tasks[33]["indicators"]] == ["120/120"]


def test_a_changed_file_shows_only_what_changes(repo: Repo, review: Review) -> None:
    """Unchanged entries are counted, not listed; `before` is the entry in the base."""
    outcome = outcome_of(
        review, repo, "data/updates/so-noi-vu/2023-08.yaml", AUGUST.replace("progress: 10", "progress: 30")
    )
    [report] = outcome["reports"]

    assert (report["mark"], report["same"]) == ("changed", 1)
    assert [(task["task"], task["before"]["progress"], task["after"]["progress"]) for task in report["tasks"]] == [
        (66, 10, 30)
    ]


def test_a_late_report_is_accepted(repo: Repo, review: Review) -> None:
    """A report of a closed period that is submitted now is late, and no error."""
    text = AUGUST.replace("period: 2023-08", "period: 2023-07")
    repo.write("data/updates/so-noi-vu/2023-07.yaml", text)
    repo.commit()
    code, facts = review(None)
    [report] = facts["outcome"]["reports"]

    assert (code, report["delivery"], report["days_late"]) == (0, "late", 26)


def test_an_old_date_is_a_warning(repo: Repo, review: Review) -> None:
    """A late report dated on time is a warning, because the date may be true."""
    text = AUGUST.replace("period: 2023-08", "period: 2023-07").replace("2023-08-09", "2023-07-13")
    repo.write("data/updates/so-noi-vu/2023-07.yaml", text)
    repo.commit()
    code, facts = review(None)

    assert (code, [(finding["code"], finding["severity"]) for finding in facts["findings"]]) == (
        0,
        [("P409", "warning")],
    )


def test_a_date_that_makes_it_on_time_is_a_warning(repo: Repo, review: Review) -> None:
    """A report dated on the due date is a warning if it is reviewed one day later."""
    repo.write(OWN, FRESH.replace("2023-08-10", "2023-08-14"))
    repo.commit()
    facts = review(None, "--as-of", "2023-08-15")[1]
    assert [(finding["code"], finding["severity"]) for finding in facts["findings"]] == [("P409", "warning")]
    assert "14/8/2023" in facts["findings"][0]["message"]
    assert review(None, "--as-of", "2023-08-14")[1]["findings"] == []


@pytest.mark.parametrize(("day", "codes"), [("2023-08-02", ["P410"]), ("2023-08-03", [])])
def test_a_backdated_withdrawal_is_an_error(day: str, codes: list[str], repo: Repo, review: Review) -> None:
    """It would change the figures of all days since its date."""
    repo.write(OWN_OLD, JULY + f"withdrawn: {{date: {day}, why: Gửi nhầm.}}\n")
    repo.commit()
    code, facts = review(None)

    assert (code, [finding["code"] for finding in facts["findings"]]) == (len(codes), codes)
    repo.git("checkout", "--quiet", "-B", "main")
    repo.git("checkout", "--quiet", "-B", "change")
    repo.write(OWN_OLD, repo.read(OWN_OLD) + "# ghi chú\n")
    repo.commit()
    assert review(None)[1]["findings"] == []  # the withdrawal was there before


def test_personal_data_are_reported_once(repo: Repo, review: Review) -> None:
    """Personal data that are still in the file are reported at their line, not again for the earlier commit."""
    repo.write(OWN, FRESH.replace("7 huyện", "0912 345 678"))
    repo.commit()
    repo.write("README.md", "khác\n")
    repo.commit()

    facts = review(None)[1]
    assert [(finding["code"], finding["line"]) for finding in facts["findings"]] == [("P329", 8)]
    assert "0912 345 678" not in str(facts)


def test_the_place_of_a_changed_closed_report(repo: Repo, review: Review) -> None:
    """The place is the changed update or contribution, or the first line if only the report itself changes."""
    for old, new, line in (("not_started", "in_progress", 9), ("12 bệnh", "13 bệnh", 12), ("07-13", "07-12", 1)):
        repo.write(OWN_OLD, JULY.replace(old, new))
        repo.commit()
        [finding] = [finding for finding in review(None)[1]["findings"] if finding["code"] == "P402"]
        assert finding["line"] == line


def test_the_calendar_is_that_of_the_base(repo: Repo, review: Review) -> None:
    """A change that moves the due date of reports does not reopen a closed period."""
    repo.replace("data/plan.yaml", "before_day: 15", "before_day: 28")
    repo.replace("data/plan.yaml", "cut_off: 14", "cut_off: 27")
    repo.replace(OWN_OLD, "progress: 40", "progress: 45")
    repo.commit()

    assert "P402" in charged(review(None, "--as-of", "2023-07-20")[1])


@pytest.mark.parametrize(("task", "moved"), [(44, False), (62, True)])
def test_a_due_date_moves_with_a_decision_on_that_task(task: int, moved: bool, repo: Repo, review: Review) -> None:  # noqa: FBT001 - a case
    """A deadline may change if a new decision is about that task, but not if it is about another one."""
    text = repo.read("data/tasks.yaml")
    start = text.index("  - number: 44\n")
    repo.write("data/tasks.yaml", text[:start] + text[start:].replace("month: 2023-06}", "month: 2023-07}", 1))
    repo.write("data/decisions.yaml", repo.read("data/decisions.yaml") + SECOND.replace("[62]", f"[{task}]"))
    repo.commit()

    assert ("P408" in charged(review(None)[1])) is moved


def test_a_waived_error_does_not_prevent_figures(repo: Repo, review: Review) -> None:
    """A review computes figures like `status`, also after the waiver has expired."""
    repo.git("checkout", "--quiet", "main")
    repo.write("data/waivers.yaml", WAIVER)
    repo.write(OWN, FALLEN)
    repo.commit()
    repo.git("checkout", "--quiet", "-B", "change", "main")
    outcome = outcome_of(review, repo, OTHERS, AUGUST.replace("progress: 10", "progress: 20"))

    assert (outcome["computed"], outcome["accepted"], outcome["base_errors"], outcome["waived"]) == (True, True, 1, 0)
    assert [report["delivery"] for report in outcome["reports"]] == ["on_time"]
    assert review(None, "--as-of", "2023-09-01")[1]["outcome"]["computed"] is True


def test_only_a_waiver_of_the_base_counts(repo: Repo, review: Review) -> None:
    """A waiver in the change itself covers nothing; one in the base does, and its place is shown."""
    repo.write("data/waivers.yaml", WAIVER)
    repo.write(OWN, FALLEN)
    repo.commit()
    code, facts = review("github:1")
    assert (code, charged(facts), facts["outcome"]["computed"]) == (1, ["P325"], False)

    repo.git("checkout", "--quiet", "main")
    repo.write("data/waivers.yaml", WAIVER)
    repo.commit()
    repo.git("checkout", "--quiet", "change")
    code, facts = review("github:1")
    [finding] = facts["findings"]
    assert (code, finding["code"], finding["waived_by"]) == (0, "P325", "data/waivers.yaml:2")
    assert (facts["outcome"]["waived"], facts["outcome"]["computed"]) == (1, True)


@pytest.mark.parametrize(
    ("change", "claim"),
    [
        ("an accepted claim reopened in the next period", None),
        ("an accepted claim corrected in the next period", "claimed"),
        ("an accepted claim changed with a new decision on it", "returned"),
    ],
)
def test_a_change_of_an_accepted_claim_is_shown(change: str, claim: str | None, repo: Repo, review: Review) -> None:
    """Also if the task stays done: the claim was accepted and awaits acceptance again."""
    CASES[change].change(repo)
    [moved] = review(None)[1]["outcome"]["moved"]

    assert (moved["task"], moved["before"]["claim"], moved["after"]["claim"]) == (24, "accepted", claim)


def test_maintained_work_starts(repo: Repo, review: Review) -> None:
    """A milestone that is done becomes recurring work, and the table of the agency counts it."""
    outcome = outcome_of(review, repo, OWN, FRESH + DONE)
    moved = [(move["task"], move["agency"], move["after"]["state"], move["clock"]) for move in outcome["moved"]]
    [table] = outcome["tables"]
    done = [table[side]["done_on_time"] + table[side]["done_late"] for side in ("before", "after")]

    assert moved == [(33, "so-y-te", "done_on_time", "kept_up")]
    assert done == [0, 1]
    assert sum(table["before"].values()) == sum(table["after"].values())


def test_waiting_work_gets_a_due_date(repo: Repo, review: Review) -> None:
    """An event with a date gives the obligations that waited for it a due date."""
    event = """\
  - kind: event
    id: da-co-huong-dan
    date: 2023-08-09
    by: chu-tich-ubnd-tinh
    event: {event}
    until: 2023-09-30
    document: {{number: 5/CV-HUCAU, date: 2023-08-09}}
"""
    name = next(awaited.id for awaited in real_register().plan.awaited if awaited.kind == "event")
    outcome = outcome_of(
        review, repo, "data/decisions.yaml", repo.read("data/decisions.yaml") + event.format(event=name)
    )

    assert [decision["kind"] for decision in outcome["decisions"]] == ["event"]
    assert outcome["moved"]
    assert {(move["after"]["due"], move["clock"]) for move in outcome["moved"]} == {("2023-09-30", "starts")}


def test_a_transfer_changes_the_tables_of_both_agencies(repo: Repo, review: Review) -> None:
    """Also if the state of the work stays the same: one agency owes less, the other one more."""
    transfer = """\
  - kind: transfer
    id: chuyen-46
    date: 2023-08-09
    by: chu-tich-ubnd-tinh
    tasks: [46]
    agency: so-tttt
    to: so-khcn
    document: {number: 5/CV-HUCAU, date: 2023-08-09}
"""
    outcome = outcome_of(review, repo, "data/decisions.yaml", repo.read("data/decisions.yaml") + transfer)

    changes = {
        table["agency"]: sum(table["after"].values()) - sum(table["before"].values()) for table in outcome["tables"]
    }
    assert changes == {"so-tttt": -1, "so-khcn": 1}


def test_errors_of_the_base_do_not_reject_a_change(repo: Repo, review: Review) -> None:
    """A file that already has errors in the base is read again; its findings are marked as old."""
    repo.git("checkout", "--quiet", "main")
    repo.write("data/updates/so-tu-phap/2023-08.yaml", AUGUST.replace("progress: 10", "progress: 10%"))
    repo.commit()
    repo.git("checkout", "--quiet", "-B", "change")
    repo.write(OWN, FRESH)
    repo.commit()
    code, facts = review("github:101")
    old = {(finding["code"], finding["path"]) for finding in facts["findings"] if not finding["new"]}

    assert (code, facts["counts"]["error"], facts["outcome"]["base_errors"]) == (0, 0, len(old))
    assert {code for code, _ in old} >= {"P203", "P302"}
    assert {path for _, path in old} == {"data/updates/so-tu-phap/2023-08.yaml"}
    assert facts["outcome"]["computed"] is False


def test_a_faulty_report_of_the_base_is_left_out(repo: Repo, review: Review) -> None:
    """The figures of the change are computed without it, and the report that the change repairs counts after it."""
    path = "data/updates/so-tu-phap/2023-08.yaml"
    report = AUGUST.replace("so-noi-vu", "so-tu-phap")
    on_main(path, report.replace("progress: 10", "progress: 10%"))(repo)
    outcome = outcome_of(review, repo, OWN, FRESH)
    assert outcome["computed"] is True
    assert outcome["left_out"] == [{"agency": "so-tu-phap", "period": "2023-08", "codes": ["P203"]}]
    assert [item["delivery"] for item in outcome["reports"]] == ["on_time"]

    outcome = outcome_of(review, repo, path, report)
    assert (outcome["computed"], outcome["left_out"]) == (True, [])


def test_a_correction_names_the_period(repo: Repo, review: Review) -> None:
    """The correction is shown with the update that it replaces."""
    outcome = outcome_of(review, repo, OWN, CORRECTION)
    [fixed] = [task for task in outcome["reports"][0]["tasks"] if task["corrects"]]

    assert (fixed["task"], fixed["corrects"]) == (35, "2023-07")
    assert (fixed["before"]["progress"], fixed["after"]["progress"]) == (40, 30)


def test_a_withdrawal_is_shown(repo: Repo, review: Review) -> None:
    """The withdrawn report stays in its file and counts as missing."""
    outcome = outcome_of(review, repo, OWN_OLD, JULY + "withdrawn: {date: 2023-08-10, why: Gửi nhầm.}\n")

    assert [(report["mark"], report["delivery"]) for report in outcome["reports"]] == [("withdrawn", "missing")]


def test_data_with_errors_have_no_figures(repo: Repo, review: Review) -> None:
    """The entries are shown as far as they can be read; the tables are empty."""
    outcome = outcome_of(review, repo, OWN, FRESH.replace("task: 66", "task: 99"))

    assert outcome["computed"] is False
    assert (outcome["moved"], outcome["tables"]) == ([], [])
    assert [task["task"] for task in outcome["reports"][0]["tasks"]] == [35, 99]


def test_the_language_of_the_reader(repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """The view names the agency, the problem and the next step, in both languages."""
    monkeypatch.chdir(repo.root)
    repo.write(OWN, FRESH.replace("in_progress", "đang làm", 1))
    repo.commit()
    arguments = ("review", "--base", "main", "--as-of", TODAY, "--actor", "github:101")
    vietnamese = run(*arguments, "--edit-url", "https://git.hu-cau.example/edit/nhanh")
    english = run(*arguments, "--lang", "en")

    assert vietnamese.code == english.code == 1
    for part in ("Chưa được nhận: 1 nội dung phải sửa", "Sở Y tế: báo cáo kỳ 8/2023", "đang làm", "Tiếp theo"):
        assert part in vietnamese.out
    assert f"https://git.hu-cau.example/edit/nhanh/{OWN}" in vietnamese.out
    assert f"{OWN}:6:12" in vietnamese.out
    assert "Not yet accepted: 1 to repair" in english.out


def test_every_kind_of_decision_can_be_shown() -> None:
    """The outcome accepts the same kinds of decision as decisions.yaml."""
    assert {decision.kind for decision in get_args(Decision)} == set(get_args(DecisionKind))


def test_a_comment_of_a_large_change_fits(repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without findings too, the comment is cut at the limit of the forges and ends with an ellipsis."""
    monkeypatch.chdir(repo.root)
    ids = [agency.id for agency in real_register().members(real_register().tasks_by_id["66"].lead.bodies)]
    entries = "".join(
        f"  - {{task: {task}, state: in_progress, evidence: [{{title: {'dài ' * 15}x}}, {{title: {'khác ' * 15}x}}]}}\n"
        for task in (60, 61, 63, 64, 65, 66, 67)
    )
    for id_ in set(ids) - {"so-y-te", "so-noi-vu"}:
        head = f"agency: {id_}\nperiod: 2023-08\nreported_on: 2023-08-09\nupdates:\n"
        repo.write(f"data/updates/{id_}/2023-08.yaml", head + entries)
    repo.commit()
    ran = run("review", "--base", "main", "--as-of", TODAY, "--format", "markdown")

    assert ran.code == 0, ran.out[:3000]
    assert 50_000 < len(ran.out) <= 60_001
    assert ran.out.endswith("\n\n…\n")


def test_errors_of_the_base_are_named_as_such(repo: Repo, run: Callable[..., Ran], review: Review) -> None:
    """The clerk learns that main itself is faulty, where, and that the change need not be repaired."""
    on_main("data/decisions.yaml", "decisions: x\n")(repo)
    outcome = outcome_of(review, repo, OWN, FRESH)
    text = run("review", "--base", "main", "--as-of", TODAY, "--lang", "en").out

    assert (outcome["accepted"], outcome["computed"], outcome["base_errors"]) == (True, False, 1)
    assert (
        "The main branch already has errors, which this change did not make: 1 (data/decisions.yaml:1 (P203))." in text
    )
    assert "could not be computed, because the main branch has errors" in text


def test_every_changed_file_with_a_problem_is_linked(repo: Repo, run: Callable[..., Ran], review: Review) -> None:
    """Also one that cannot be parsed and one with a wrong name; a file that is fine is not."""
    repo.write(OWN, "agency: [\n")
    repo.write("data/updates/so-tu-phap/2023-8.yaml", FRESH)
    repo.write("data/decisions.yaml", repo.read("data/decisions.yaml") + "# x\n")
    repo.commit()
    outcome = review(None)[1]["outcome"]
    text = run("review", "--base", "main", "--edit-url", "https://git.hu-cau.example/edit", "--lang", "en").out

    assert outcome["to_repair"] == ["data/updates/so-tu-phap/2023-8.yaml", OWN]
    assert f"{OWN}: https://git.hu-cau.example/edit/{OWN}" in text


def test_the_reason_of_a_correction_is_shown(repo: Repo, run: Callable[..., Ran], review: Review) -> None:
    """The coordinator sees why an earlier period is corrected."""
    outcome = outcome_of(review, repo, OWN, CORRECTION)
    [task] = [task for task in outcome["reports"][0]["tasks"] if task["corrects"]]

    assert task["why"]
    assert task["why"].rstrip(".") in run("review", "--base", "main", "--lang", "en").out


OBSTACLE = "    obstacles:\n      - {category: kinh-phi, beyond_authority: false, description: Thiếu đầu đọc thẻ.}\n"


def test_an_obstacle_that_is_no_longer_named_is_shown(repo: Repo, review: Review) -> None:
    """The agency may have forgotten it; "unchanged" leaves it open."""
    with_obstacle = JULY.replace("4 huyện.\n", f"4 huyện.\n{OBSTACLE}")
    on_main(OWN_OLD, with_obstacle)(repo)
    tasks = outcome_of(review, repo, OWN, FRESH)["reports"][0]["tasks"]
    assert tasks[0]["settled"] == [{"category": "kinh-phi", "beyond_authority": False}]

    unchanged = FRESH.replace(
        "state: in_progress\n    progress: 55\n    summary: Đã đối", "state: unchanged # Đã đối", 1
    )
    tasks = outcome_of(review, repo, OWN, unchanged)["reports"][0]["tasks"]
    assert (tasks[0]["after"]["state"], tasks[0]["settled"]) == ("unchanged", [])


def test_before_is_the_last_update_that_says_something(repo: Repo, review: Review) -> None:
    """An "unchanged" of last month says nothing; the state that it left unchanged is shown."""
    june = JULY.replace("2023-07", "2023-06").replace("06-13", "06-14")
    july = JULY.replace("state: in_progress\n    progress: 40\n    summary: Đã đối", "state: unchanged # Đã đối")
    on_main(OWN_OLD, july, (OWN_OLD.replace("07", "06"), june))(repo)
    tasks = outcome_of(review, repo, OWN, FRESH)["reports"][0]["tasks"]
    assert tasks[0]["before"] == {"state": "in_progress", "progress": 40, "done_on": None}
