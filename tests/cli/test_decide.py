"""`plan190 decide`: each command writes the decision that its page shows; nothing is decided that was not shown."""

from __future__ import annotations

import io
import random
import re
import shlex
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from plan190.cli.decide import COMMANDS, record
from plan190.cli.decide.combine import combined
from plan190.cli.request import Request
from plan190.cli.session import Session
from plan190.load.loader import DECISIONS
from plan190.load.yaml_reader import read_yaml
from plan190.words.en import TEXT as EN
from plan190.words.vi import TEXT as VI
from tests.conftest import EXAMPLE, ROOT, replaced
from tests.outputs import validated
from tests.samples import problems_of, samples_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

    Decide = Callable[..., Ran]

ON = "2023-08-14"
"""The date on which 62 claims wait in the example without acceptances."""


BY_CHAIR = ("--by", "chu-tich-ubnd-tinh", "--document", "45/UBND-TH", "--document-date", "2023-07-01", "--dry-run")


@pytest.fixture
def month(tmp_path: Path) -> Path:
    """The example without acceptances."""
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "data"))
    entries = re.split(r"\n\n(?=  - kind)", (folder / DECISIONS).read_text("utf-8"))
    kept = [entry for entry in entries if not entry.startswith("  - kind: accept")]
    (folder / DECISIONS).write_text("\n\n".join(kept) + "\n", "utf-8")
    return folder


@pytest.fixture
def decide(run: Callable[..., Ran], month: Path, monkeypatch: pytest.MonkeyPatch) -> Decide:
    """Run `plan190 decide` on the month with this typed text, in English."""

    def call(*arguments: str, typed: str = "", on: str = ON) -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        return run("decide", *arguments, "--data", str(month), "--as-of", on, "--lang", "en")

    return call


def entries_of(folder: Path) -> list[Any]:
    """Return the decisions in the file."""
    parsed, problems = read_yaml(DECISIONS, (folder / DECISIONS).read_text("utf-8"))
    assert parsed is not None
    assert problems == []
    return parsed.plain["decisions"]  # type: ignore[index, call-overload, no-any-return]


def session_of(folder: Path) -> Session:
    """Return a session on the data."""
    return Session(Request(data=str(folder), as_of=date.fromisoformat(ON)))


def claims_in(folder: Path) -> list[tuple[str, str]]:
    """Return task and agency of each waiting claim."""
    return [(item.verdict.task.id, item.claim.agency) for item in session_of(folder).assessment.claims]


def decided_in(folder: Path, kind: str) -> set[tuple[str, str]]:
    """Return task and agency of each claim that a decision of this kind decided."""
    works = [verdict.work for verdict in session_of(folder).assessment.verdicts]
    decided = [item for work in works for item in work.decided if item.decision.value.kind == kind]
    return {(item.claim.update.task, item.claim.agency) for item in decided}


def page_commands(name: str) -> list[tuple[str, str]]:
    """Return the commands on a page, each with the sample that follows it."""
    text = (ROOT / "docs" / name).read_text("utf-8")
    return re.findall(r"```sh\n(plan190 decide [^\n]*)\n```\n\n```yaml\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("ending", [".md", ".vi.md"])
def test_the_commands_of_the_page_write_its_samples(run: Callable[..., Ran], copy: Path, ending: str) -> None:
    """One command for each kind of decision, in the order of their dates."""
    for path, versions in samples_of(f"monthly-report{ending}").items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_text(max(versions, key=len), "utf-8")
    shutil.copy(EXAMPLE / "plan.yaml", copy)  # the samples are fiction
    pairs = []
    for command, sample in page_commands(f"decisions{ending}"):
        parsed, _ = read_yaml(DECISIONS, sample if "decisions:" in sample else f"decisions:\n{sample}")
        assert parsed is not None
        pairs.append((command, parsed.plain["decisions"][0]))  # type: ignore[index, call-overload]
    pairs.sort(key=lambda pair: pair[1]["date"])
    for command, entry in pairs:
        ran = run(*shlex.split(command)[1:], "--yes", "--data", str(copy), "--as-of", entry["date"])
        assert ran.code == 0, ran.err
        assert entries_of(copy)[-1] == entry
    assert {entry["kind"] for _, entry in pairs} == set(COMMANDS["decide_each"])
    assert problems_of(copy, date(2023, 12, 31)) == []


def test_62_claims_with_one_letter_each(decide: Decide, month: Path) -> None:
    """Few entries accept them all; the answer to the last question writes them."""
    claims, before = claims_in(month), entries_of(month)
    ran = decide("claims", typed="a\n" * 62 + "y\n")

    assert (len(claims), ran.code) == (62, 0)
    assert "62/62" in ran.err
    assert len(entries_of(month)) - len(before) == 5
    assert claims_in(month) == []
    assert decided_in(month, "accept") == set(claims)


@pytest.mark.parametrize("seed", range(3))
def test_random_choices_decide_exactly_these_claims(decide: Decide, month: Path, seed: int) -> None:
    """Accepted, returned with one of two reasons, or skipped; each step may go back first."""
    randomness = random.Random(seed)  # noqa: S311
    chosen: dict[tuple[str, str], str] = {}
    waiting = sorted(session_of(month).assessment.claims, key=lambda item: item.verdict.task.number)
    typed = ""
    for number, item in enumerate(waiting):
        answer = randomness.choice(["a", "a", "a", "s", "r1", "r2"])
        chosen[item.verdict.task.id, item.claim.agency] = answer[0]
        typed += "s\nb\n" if number + 1 < len(waiting) and randomness.random() < 0.2 else ""
        typed += f"r\nLý do {answer[1]}.\n" if answer[0] == "r" else f"{answer}\n"
    returned_before = decided_in(month, "return")
    ran = decide("claims", "--yes", typed=typed)

    assert ran.code == 0, ran.err
    assert decided_in(month, "accept") == {claim for claim, answer in chosen.items() if answer == "a"}
    assert decided_in(month, "return") - returned_before == {claim for claim, answer in chosen.items() if answer == "r"}
    assert set(claims_in(month)) == {claim for claim, answer in chosen.items() if answer == "s"}


def test_entries_concern_no_other_pair() -> None:
    """Tasks with other agencies of the entry that owe them, but were not chosen, are not combined."""
    owed = [(task, agency) for task in "123" for agency in "ab"]
    assert len(combined([("1", "a"), ("2", "a"), ("3", "a")], owed)) == 1
    assert len(combined([("1", "a"), ("2", "b")], owed)) == 2
    assert len(combined([("1", "a"), ("2", "b")], [("1", "a"), ("2", "b")])) == 1


def test_each_agency_of_the_joint_task_has_its_own_claim(decide: Decide, month: Path) -> None:
    """One is accepted, one returned; then the task is done."""
    evidence = "evidence: [{title: Quyết định, number: 12/QĐ-SYT, date: 2023-06-28}]"
    done = f"state: done\n    done_on: 2023-06-28\n    {evidence}\n"
    old = "  - task: 62\n    state: in_progress\n    progress: 80\n"
    replaced(month, "updates/so-y-te/2023-07.yaml", old, f"  - task: 62\n    {done}")
    ran = decide("claims", "--task", "62", typed="a\nr\nThiếu.\ny\n")

    assert ran.code == 0, ran.err
    assert ("62", "so-y-te") in decided_in(month, "accept")
    assert ("62", "vp-ubnd-tinh") in decided_in(month, "return")
    assert session_of(month).assessment.task("62").verdicts[0].is_done


@pytest.mark.parametrize(
    ("arguments", "typed", "code"),
    [
        (("claims",), "a\na\n", 2),  # the input ends
        (("claims",), "a\nq\nn\ny\n", 1),
        (("claims",), "a\nq\nq\nn\n", 2),  # still asked
        (("claims",), "q\n", 0),
        (("claims", "--dry-run"), "a\nq\n", 0),
        (("obstacles",), "", 2),
        (("accept", "33"), "y\n", 2),  # no terminal
        (("accept", "33", "--yes", "--agency", "so-noi-vu"), "", 2),
        (("accept", "59", "--yes"), "", 2),
        (("accept", "1", "--yes"), "", 2),
        (("return", "33", "--yes", "--why", ""), "", 2),
        (("return", "37", "--yes", "--why", "\x1b[31m"), "", 2),
        (("return", "37", "--yes", "--why", "\udcff"), "", 2),
        (("return", "37", "--yes", "--why", "x", "--id", "tam-dung-nv19"), "", 2),
        (("return", "37", "--yes", "--why", "x", "--id", "No id"), "", 2),
        (("extend", "33", "--yes", "--until", "2023-10-01", "--by", "x"), "", 2),
        (("withdraw", "x", "--why", "x", "--yes"), "", 2),
    ],
)
def test_nothing_is_written(decide: Decide, month: Path, arguments: tuple[str, ...], typed: str, code: int) -> None:
    """Without an answer, with a wrong value, or if a rule refuses the decision."""
    before = (month / DECISIONS).read_bytes()
    ran = decide(*arguments, typed=typed)

    assert ran.code == code, ran.err
    assert "nothing" in ran.err.lower() or code == 2
    assert (month / DECISIONS).read_bytes() == before


def test_each_named_agency_must_have_a_waiting_claim(decide: Decide, month: Path) -> None:
    """A claim that came later would be decided unseen; of a joint task, each agency makes its own claim."""
    before = (month / DECISIONS).read_bytes()
    first = decide("accept", "63", "--agency", "so-y-te", "--agency", "so-noi-vu", "--yes", on="2023-10-20")
    joint = decide("return", "62", "--agency", "so-y-te", "--agency", "vp-ubnd-tinh", "--why", "Thiếu.", "--yes")

    assert (first.code, joint.code) == (2, 2)
    assert "63 so-y-te;" in first.err
    assert "62 so-y-te;" in joint.err
    assert (month / DECISIONS).read_bytes() == before


def test_without_agency_the_one_whose_claim_waits_is_named(decide: Decide, month: Path) -> None:
    """Unless it is the only one that leads the task."""
    assert decide("accept", "62", "--yes").code == 0
    assert entries_of(month)[-1]["agencies"] == ["vp-ubnd-tinh"]
    assert decide("accept", "44", "--yes").code == 0
    assert "agencies" not in entries_of(month)[-1]


@pytest.mark.parametrize(
    "change",
    [
        ("2023-07.yaml", "done_on: 2023-06-13", "done_on: 2023-06-12"),
        ("2023-06.yaml", "sẵn sàng cho năm học mới", "chưa sẵn sàng cho năm học mới"),
    ],
)
def test_a_claim_that_changed_meanwhile_is_left_out(
    change: tuple[str, str, str], decide: Decide, month: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its report is corrected after the last question; a claim that came since is not accepted either."""
    claims = claims_in(month)
    written = record._written

    def change_first(*arguments: Any) -> Any:
        name, *texts = change
        replaced(month, f"updates/so-gddt/{name}", *texts)
        return written(*arguments)

    monkeypatch.setattr(record, "_written", change_first)
    ran = decide("claims", typed="a\n" * 62 + "y\n")

    assert ran.code == 0, ran.err
    assert "so-gddt on task 37" in ran.err
    assert claims_in(month) == [("37", "so-gddt")]
    assert decided_in(month, "accept") == set(claims) - {("37", "so-gddt")}


def test_an_id_that_was_taken_meanwhile_is_numbered(
    decide: Decide, month: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another command wrote it after the effect was shown."""
    written = record._written

    def take_first(*arguments: Any) -> Any:
        with (month / DECISIONS).open("a", encoding="utf-8") as file:
            file.write("\n  - kind: settle\n    id: tra-lai-nv59-so-noi-vu\n    date: 2023-08-14\n")
            file.write("    by: cong-an-tinh\n    assumption: truoc-ngay\n    answer: Không kể.\n")
        return written(*arguments)

    monkeypatch.setattr(record, "_written", take_first)
    ran = decide("return", "59", "--agency", "so-noi-vu", "--why", "Thiếu.", "--yes")
    assert ran.code == 0, ran.err
    assert [entry["id"] for entry in entries_of(month)][-2:] == ["tra-lai-nv59-so-noi-vu", "tra-lai-nv59-so-noi-vu-2"]


def test_answers_to_obstacles(decide: Decide, month: Path) -> None:
    """The document and the body are asked once; a wrong or empty field is asked for again, and only that one."""
    typed = "a\nMột.\n45\n\n45/UBND-TH\n31/2/2023\n\n2023-08-14\nx\n\nchu tich ubnd tinh\ns\na\nHai.\n\n\nq\ny\n"
    ran = decide("obstacles", typed=typed)
    first, second = entries_of(month)[-2:]

    assert ran.code == 0, ran.err
    assert "P204" in ran.err
    assert (first["answer"], second["answer"]) == ("Một.", "Hai.")
    assert first["document"] == second["document"] == {"number": "45/UBND-TH", "date": "2023-08-14"}
    assert first["by"] == second["by"] == "chu-tich-ubnd-tinh"


def test_an_option_with_one_value_is_given_once(decide: Decide) -> None:
    """Otherwise the last one would count."""
    ran = decide("settle", "truoc-ngay", "--answer", "x", *BY_CHAIR, "--by", "cong-an-tinh")
    assert (ran.code, "--by is given twice" in ran.err) == (2, True)


def test_obstacles_have_their_codes_at_80_columns(run: Callable[..., Ran]) -> None:
    """`decide answer --obstacle` names an obstacle by it; two of one task differ."""
    ran = run("obstacles", "--data", str(EXAMPLE), "--as-of", "2023-09-20", "--width", "80")
    assert all(f"[{code}]" in ran.out for code in ("sai-lech-ho-so", "lao-dong-di-xa", "kinh-phi"))


def test_a_no_to_the_last_question_is_asked_about_again(decide: Decide, month: Path) -> None:
    """Everything typed would be lost; nonsense gets help, and no letter of the loops means no."""
    before = len(entries_of(month))
    ran = decide("claims", typed="a\ns\na\nq\nn\nx\nn\ny\n")
    assert ran.code == 0
    assert "would be lost: 2" in ran.err
    assert "n: back" in ran.err
    assert len(entries_of(month)) > before


@pytest.mark.parametrize("language", ["en", "vi"])
def test_no_letter_of_the_loops_answers_the_last_question(language: str) -> None:
    """Pressing it twice by mistake loses nothing."""
    catalogue = {"en": EN, "vi": VI}[language]
    letters = {text for key, text in catalogue.items() if key.startswith("decide.letter.")}
    assert letters.isdisjoint(f"{catalogue['decide.yes']} {catalogue['decide.no']}".split())


def test_names_without_accents_and_suggestions(decide: Decide) -> None:
    """Unknown names get the nearest one."""
    ran = decide("return", "59", "--agency", "SO NOI VU", "--why", "Thiếu.", "--dry-run")
    assert (ran.code, "[so-noi-vu]" in ran.err) == (0, True)
    assert "tam-dung-nv19" in decide("withdraw", "tam-dung-nv1", "--why", "x", "--dry-run").err
    event = ("--by", "so-y-te", "--dry-run")
    assert "huong-dan-chu-ky-so" in decide("event", "huong-dan-chu-ky", *event).err
    assert "truoc-ngay" in decide("settle", "truoc-ngai", "--answer", "x", *event).err


@pytest.mark.parametrize(("day", "recorded_on"), [("2023-07-14", ON), ("2023-07-15", None), (ON, None)])
def test_a_decision_before_the_current_period_is_recorded_today(
    decide: Decide, month: Path, day: str, recorded_on: str | None
) -> None:
    """As rule P410 demands; within the period, the figures of the days in between may still change."""
    returned = ("return", "59", "--agency", "so-noi-vu", "--why", "Thiếu.", "--date", day, "--yes")
    ran = decide(*returned)
    assert ran.code == 0
    assert ("--recorded-on" in ran.err) == (day < ON and recorded_on is None)
    assert entries_of(month)[-1].get("recorded_on") == recorded_on


def test_ids_are_numbered_if_taken(decide: Decide, month: Path) -> None:
    """The second return of the same claim has another id."""
    returned = ("59", "--agency", "so-noi-vu", "--why", "Thiếu.", "--yes")
    decide("return", *returned)
    decide("withdraw", "tra-lai-nv59-so-noi-vu", "--why", "Nhầm.", "--yes")
    decide("return", *returned)
    assert entries_of(month)[-1]["id"] == "tra-lai-nv59-so-noi-vu-2"


def test_the_json_output_is_valid(decide: Decide) -> None:
    """The decisions, and the obligations that they change."""
    ran = decide("return", "59", "--agency", "so-noi-vu", "--why", "Thiếu.", "--dry-run", "--format", "json")
    facts = validated("decide", ran.out)
    assert [decision["kind"] for decision in facts["decisions"]] == ["return"]
    assert [(change["before"]["state"], change["after"]["state"]) for change in facts["changes"]] == [
        ("done_on_time", "overdue")
    ]


@pytest.mark.parametrize(
    ("arguments", "texts"),
    [
        (("answer", "18", "--agency", "vp-ubnd-tinh", "--obstacle", "kinh-phi", "--answer", "x"), "Obstacle|kinh-phi"),
        (("settle", "truoc-ngay", "--answer", "x"), "Assumption|[truoc-ngay]"),
        (("event", "huong-dan-chu-ky-so"), "Event|[huong-dan-chu-ky-so]"),
        (("schedule", "nq-50-va-nd-107", "--until", "2023-12-31", "--source", "Mục 2"), "Schedule|Source|Mục 2"),
        (("extend", "41", "--until", "2023-12-31", "--document-title", "V/v gia hạn"), "Title|V/v gia hạn"),
        (("extend", "41", "--until", "2023-12-31", "--date", "2023-07-01"), "Recorded on|14 August 2023"),
        (("withdraw", "tam-dung-nv19", "--why", "x"), "Withdrawn decision|suspended"),
        (("resume", "19"), "Suspension that ends|[tam-dung-nv19]"),
        (
            ("transfer", "46", "--agency", "so-tttt", "--to", "so-khcn"),
            "From → to|Communications → |Information → Science",
        ),
    ],
)
def test_all_that_is_written_is_shown_before(decide: Decide, arguments: tuple[str, ...], texts: str) -> None:
    """What the ids name, and the values that were added."""
    kind, *rest = arguments
    ran = decide(kind, *BY_CHAIR, *rest, on={"answer": "2023-09-20", "transfer": "2023-11-15"}.get(kind, ON))
    assert ran.code == 0, ran.err
    assert [text for text in texts.split("|") if text not in ran.out] == []
