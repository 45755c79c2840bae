"""What a review says that it understood: each task before and after, the clocks that start, the agency's table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest

from plan190.model.decision import Decision
from plan190.review.outcome import Kind
from tests.conftest import real_register
from tests.review.conftest import charged
from tests.review.repository import AUGUST, FRESH, JULY, TODAY, Repo
from tests.review.test_table import CORRECTION, OTHERS, OWN, OWN_OLD, SECOND

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
    """The state of the month before stands beside the new one; a task never reported on has none."""
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
    """Entries that stay word for word are counted, not repeated; before is what the file said."""
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


def test_a_day_long_past_is_asked_about(repo: Repo, review: Review) -> None:
    """A late report that says it came in time is a warning: it may be true, and nobody else can know."""
    text = AUGUST.replace("period: 2023-08", "period: 2023-07").replace("2023-08-09", "2023-07-13")
    repo.write("data/updates/so-noi-vu/2023-07.yaml", text)
    repo.commit()
    code, facts = review(None)

    assert (code, [(finding["code"], finding["severity"]) for finding in facts["findings"]]) == (
        0,
        [("P409", "warning")],
    )


def test_a_day_that_makes_it_timely_is_asked_about(repo: Repo, review: Review) -> None:
    """A day late, dated a day back: the date alone makes it timely, and that is a warning."""
    repo.write(OWN, FRESH.replace("2023-08-10", "2023-08-14"))
    repo.commit()
    facts = review(None, "--as-of", "2023-08-15")[1]
    assert [(finding["code"], finding["severity"]) for finding in facts["findings"]] == [("P409", "warning")]
    assert "14/8/2023" in facts["findings"][0]["message"]
    assert review(None, "--as-of", "2023-08-14")[1]["findings"] == []


@pytest.mark.parametrize(("day", "codes"), [("2023-08-02", ["P410"]), ("2023-08-03", [])])
def test_a_withdrawal_of_long_ago_is_refused(day: str, codes: list[str], repo: Repo, review: Review) -> None:
    """Dated back, it would change the figures of all the days since."""
    repo.write(OWN_OLD, JULY + f"withdrawn: {{date: {day}, why: Gửi nhầm.}}\n")
    repo.commit()
    code, facts = review(None)

    assert (code, [finding["code"] for finding in facts["findings"]]) == (len(codes), codes)
    repo.git("checkout", "--quiet", "-B", "main")
    repo.git("checkout", "--quiet", "-B", "change")
    repo.write(OWN_OLD, repo.read(OWN_OLD) + "# ghi chú\n")
    repo.commit()
    assert review(None)[1]["findings"] == []  # the mark was there before


def test_personal_data_are_reported_once(repo: Repo, review: Review) -> None:
    """Where they still stand, at their line; not a second time as what an earlier commit had."""
    repo.write(OWN, FRESH.replace("7 huyện", "0912 345 678"))
    repo.commit()
    repo.write("README.md", "khác\n")
    repo.commit()

    assert [(finding["code"], finding["line"]) for finding in review(None)[1]["findings"]] == [("P329", 8)]


def test_the_finding_of_a_closed_report_is_where_it_changed(repo: Repo, review: Review) -> None:
    """At the entry, or at the contribution, that says something else; at its top where only the report itself does."""
    for old, new, line in (("not_started", "in_progress", 9), ("12 bệnh", "13 bệnh", 12), ("07-13", "07-12", 1)):
        repo.write(OWN_OLD, JULY.replace(old, new))
        repo.commit()
        [finding] = [finding for finding in review(None)[1]["findings"] if finding["code"] == "P402"]
        assert finding["line"] == line


def test_the_calendar_is_that_of_the_base(repo: Repo, review: Review) -> None:
    """A change that gives reports more time does not open with it a period that is closed."""
    repo.replace("data/plan.yaml", "before_day: 15", "before_day: 28")
    repo.replace("data/plan.yaml", "cut_off: 14", "cut_off: 27")
    repo.replace(OWN_OLD, "progress: 40", "progress: 45")
    repo.commit()

    assert "P402" in charged(review(None, "--as-of", "2023-07-20")[1])


@pytest.mark.parametrize(("task", "moved"), [(44, False), (62, True)])
def test_a_day_moves_with_a_decision_about_that_task(task: int, moved: bool, repo: Repo, review: Review) -> None:  # noqa: FBT001 - a case
    """The words of a task may be read otherwise when a new decision is about it, and not when it is about another."""
    text = repo.read("data/tasks.yaml")
    start = text.index("  - number: 44\n")
    repo.write("data/tasks.yaml", text[:start] + text[start:].replace("month: 2023-06}", "month: 2023-07}", 1))
    repo.write("data/decisions.yaml", repo.read("data/decisions.yaml") + SECOND.replace("[62]", f"[{task}]"))
    repo.commit()

    assert ("P408" in charged(review(None)[1])) is moved


def test_what_the_base_waives_hinders_no_figures(repo: Repo, review: Review) -> None:
    """`status` computes over a waived finding, and so does a review; the end of the waiver changes no figure."""
    repo.git("checkout", "--quiet", "main")
    repo.write("data/waivers.yaml", WAIVER)
    repo.write(OWN, FALLEN)
    repo.commit()
    repo.git("checkout", "--quiet", "-B", "change", "main")
    outcome = outcome_of(review, repo, OTHERS, AUGUST.replace("progress: 10", "progress: 20"))

    assert (outcome["computed"], outcome["accepted"], outcome["old"], outcome["waived"]) == (True, True, 1, 0)
    assert [report["delivery"] for report in outcome["reports"]] == ["on_time"]
    assert review(None, "--as-of", "2023-09-01")[1]["outcome"]["computed"] is True


def test_only_a_waiver_of_the_base_counts(repo: Repo, review: Review) -> None:
    """A waiver that comes with the finding waives nothing; one that was there does, and its place is shown."""
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


def test_the_clock_of_kept_up_work_starts(repo: Repo, review: Review) -> None:
    """A milestone that is done is kept up from then on, and the agency's table counts it."""
    outcome = outcome_of(review, repo, OWN, FRESH + DONE)
    moved = [(move["task"], move["agency"], move["after"]["state"], move["clock"]) for move in outcome["moved"]]
    [table] = outcome["tables"]
    done = [table[side]["done_on_time"] + table[side]["done_late"] for side in ("before", "after")]

    assert moved == [(33, "so-y-te", "done_on_time", "kept_up")]
    assert done == [0, 1]
    assert sum(table["before"].values()) == sum(table["after"].values())


def test_the_clock_of_what_waited_starts(repo: Repo, review: Review) -> None:
    """An event that happened, with a day, gives the obligations that waited for it their last day."""
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


def test_findings_of_the_base_are_counted_and_not_charged(repo: Repo, review: Review) -> None:
    """A file of the base that is not whole is read again with the merge: its findings are old ones, marked as such."""
    repo.git("checkout", "--quiet", "main")
    repo.write("data/updates/so-tu-phap/2023-08.yaml", AUGUST.replace("progress: 10", "progress: 10%"))
    repo.commit()
    repo.git("checkout", "--quiet", "-B", "change")
    repo.write(OWN, FRESH)
    repo.commit()
    code, facts = review("github:101")
    old = {(finding["code"], finding["path"]) for finding in facts["findings"] if not finding["new"]}

    assert (code, facts["counts"]["error"], facts["counts"]["old"]) == (0, 0, len(old))
    assert {code for code, _ in old} >= {"P203", "P302"}
    assert {path for _, path in old} == {"data/updates/so-tu-phap/2023-08.yaml"}
    assert facts["outcome"]["computed"] is False


def test_a_correction_names_the_period(repo: Repo, review: Review) -> None:
    """It stands beside what was reported then."""
    outcome = outcome_of(review, repo, OWN, CORRECTION)
    [fixed] = [task for task in outcome["reports"][0]["tasks"] if task["corrects"]]

    assert (fixed["task"], fixed["corrects"]) == (35, "2023-07")
    assert (fixed["before"]["progress"], fixed["after"]["progress"]) == (40, 30)


def test_a_withdrawal_is_shown(repo: Repo, review: Review) -> None:
    """The report stays in its file, with the mark."""
    outcome = outcome_of(review, repo, OWN_OLD, JULY + "withdrawn: {date: 2023-08-10, why: Gửi nhầm.}\n")

    assert [(report["mark"], report["delivery"]) for report in outcome["reports"]] == [("withdrawn", "missing")]


def test_broken_data_give_no_figures(repo: Repo, review: Review) -> None:
    """What was understood is shown as far as it could be read; tables are not."""
    outcome = outcome_of(review, repo, OWN, FRESH.replace("task: 66", "task: 99"))

    assert outcome["computed"] is False
    assert (outcome["moved"], outcome["tables"]) == ([], [])
    assert [task["task"] for task in outcome["reports"][0]["tasks"]] == [35, 99]


def test_the_words_of_the_reader(repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """A clerk reads who, what, what next; in either language."""
    monkeypatch.chdir(repo.root)
    repo.write(OWN, FRESH.replace("in_progress", "đang làm", 1))
    repo.commit()
    arguments = ("review", "--base", "main", "--as-of", TODAY, "--actor", "github:101")
    vietnamese = run(*arguments, "--edit-url", "https://git.hu-cau.example/edit/nhanh")
    english = run(*arguments, "--lang", "en")

    assert vietnamese.code == english.code == 1
    for part in ("Chưa nhận được: 1 điều phải sửa", "Sở Y tế: báo cáo kỳ 8/2023", "đang làm", "Tiếp theo"):
        assert part in vietnamese.out
    assert f"https://git.hu-cau.example/edit/nhanh/{OWN}" in vietnamese.out
    assert f"{OWN}:6:12" in vietnamese.out
    assert "Not yet accepted: 1 to repair" in english.out


def test_every_kind_of_decision_can_be_shown() -> None:
    """What a result may hold are the kinds that the file may hold."""
    assert {decision.kind for decision in get_args(Decision)} == set(get_args(Kind))


def test_a_comment_of_a_large_change_fits(repo: Repo, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a finding too it stays below what a forge takes, cut with a sign."""
    monkeypatch.chdir(repo.root)
    ids = [agency.id for agency in real_register().members(real_register().task_of[66].lead.bodies)]
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
